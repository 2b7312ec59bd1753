"""A crosswalk as people read it, and as programs do."""

import textwrap
from collections.abc import Mapping
from typing import Any

from egovmaturity.domain.crosswalk import Crosswalk, Element, Link, elements_of
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.json_text import json_text
from egovmaturity.renderers.safe_text import markdown, one_line
from egovmaturity.views.crosswalk_view import (
    basis_text,
    crosswalk_sentence,
    ordered_links,
    strength_text,
)

SCHEMA_VERSION = "1.0"


def crosswalk_text(crosswalk: Crosswalk, words: Words, width: int) -> str:
    """Write every link for a terminal, below the element of the first questionnaire."""
    first, second = elements_of(crosswalk.first), elements_of(crosswalk.second)
    lines = [*_wrap(_heading(crosswalk), width)]
    lines += _wrap(_pair(crosswalk, words), width)
    lines += ["", *_wrap(crosswalk_sentence(words), width)]
    lines += _wrap(crosswalk.notice, width)
    above = None
    for link in ordered_links(crosswalk):
        if link.start != above:
            lines += ["", *_wrap(_named(link.start, first), width, "", "  ")]
        above = link.start
        lines += _wrap(f"- {_named(link.end, second)}", width, "  ", "    ")
        lines += _wrap(_statement(link, words), width, "    ")
        lines += _wrap(link.note, width, "    ")
    lines += ["", words("Sources")] if crosswalk.sources else []
    for source in crosswalk.sources:
        lines += _wrap(f"- {source.id}: {_source(source.text, source.url)}", width, "  ", "    ")
    return "\n".join(lines) + "\n"


def crosswalk_markdown(crosswalk: Crosswalk, words: Words) -> str:
    """Write every link as a row of a Markdown table."""
    first, second = elements_of(crosswalk.first), elements_of(crosswalk.second)
    lines = [f"# {markdown(_heading(crosswalk))}", "", markdown(_pair(crosswalk, words)), ""]
    lines += [f"> {markdown(f'{crosswalk_sentence(words)} {crosswalk.notice}')}", ""]
    heads = (
        markdown(crosswalk.first.title),
        markdown(crosswalk.second.title),
        words("Strength"),
        words("Basis"),
        words("Note"),
        words("Sources"),
    )
    lines += [f"| {' | '.join(heads)} |", "| :---- | :---- | :-- | :-- | :------ | :-- |"]
    for link in ordered_links(crosswalk):
        cells = (
            _named(link.start, first),
            _named(link.end, second),
            strength_text(words, link.strength),
            basis_text(words, [link.basis]),
            link.note,
            ", ".join(link.sources),
        )
        lines.append(f"| {' | '.join(markdown(cell) or '–' for cell in cells)} |")
    lines += ["", f"## {words('Sources')}", ""] if crosswalk.sources else []
    for source in crosswalk.sources:
        lines.append(f"- {markdown(source.id)}: {markdown(_source(source.text, source.url))}")
    return "\n".join(lines) + "\n"


def crosswalk_json(crosswalk: Crosswalk) -> str:
    """Write the crosswalk for programs, with the titles of both elements of a link."""
    first, second = elements_of(crosswalk.first), elements_of(crosswalk.second)
    document = {
        "schema_version": SCHEMA_VERSION,
        "between": [_identity(crosswalk.first), _identity(crosswalk.second)],
        "file": crosswalk.file,
        "edition": crosswalk.edition,
        "sha256": crosswalk.sha256,
        "title": crosswalk.title,
        "notice": crosswalk.notice,
        "authors": [author.name for author in crosswalk.authors],
        "license": crosswalk.license,
        "sources": [{"id": s.id, "text": s.text, "url": s.url} for s in crosswalk.sources],
        "links": [
            {
                "from": link.start.reference,
                "from_title": first[link.start],
                "to": link.end.reference,
                "to_title": second[link.end],
                "basis": link.basis.value,
                "strength": link.strength.value,
                "note": link.note,
                "sources": list(link.sources),
            }
            for link in ordered_links(crosswalk)
        ],
    }
    return json_text(document)


def _identity(questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        "id": questionnaire.id,
        "edition": questionnaire.edition,
        "sha256": questionnaire.sha256,
        "title": questionnaire.title,
    }


def _heading(crosswalk: Crosswalk) -> str:
    return crosswalk.title or f"{crosswalk.first.title} – {crosswalk.second.title}"


def _pair(crosswalk: Crosswalk, words: Words) -> str:
    return words(
        "From {first} to {second}; edition {edition} of the crosswalk, {license}",
        first=crosswalk.first.reference,
        second=crosswalk.second.reference,
        edition=crosswalk.edition,
        license=crosswalk.license or "–",
    )


def _named(element: Element, titles: Mapping[Element, str]) -> str:
    return f"{element.reference}: {titles[element]}"


def _statement(link: Link, words: Words) -> str:
    statement = words(
        "Strength: {strength}. Basis: {basis}.",
        strength=strength_text(words, link.strength),
        basis=basis_text(words, [link.basis]),
    )
    return (
        f"{statement} {words('Sources')}: {', '.join(link.sources)}." if link.sources else statement
    )


def _source(text: str, url: str) -> str:
    return f"{text}, {url}" if url else text


def _wrap(text: str, width: int, indent: str = "", following: str | None = None) -> list[str]:
    return textwrap.wrap(
        one_line(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent if following is None else following,
        break_on_hyphens=False,
    )
