"""The questionnaires there are, in short: for people at a terminal, and for programs."""

import textwrap
from collections.abc import Iterable
from typing import Any

from egovmaturity.domain.questionnaire import Questionnaire, StagedRule, Status
from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.json_text import json_text
from egovmaturity.renderers.safe_text import one_line

SCHEMA_VERSION = "1.0"


def list_json(questionnaires: Iterable[Questionnaire]) -> str:
    """Write what there is to know about each questionnaire without its questions."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "questionnaires": [facts(each) for each in questionnaires],
    }
    return json_text(document)


def facts(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire in short, as plain data; texts are in the language it is in."""
    return {
        "id": questionnaire.id,
        "edition": questionnaire.edition,
        "revision": questionnaire.revision,
        "status": questionnaire.status.value,
        "status_note": questionnaire.status_note,
        "title": questionnaire.title,
        "kind": "stages" if isinstance(questionnaire.rule, StagedRule) else "bands",
        "questions": len(questionnaire.questions),
        "stages": len(questionnaire.stages),
        "sections": sum(1 for _ in questionnaire.walk_sections()),
        "factors": len(questionnaire.factors),
        "languages": list(questionnaire.languages),
        "license": questionnaire.license,
        "sources": [source._asdict() for source in questionnaire.sources],
    }


def list_text(questionnaires: Iterable[Questionnaire], words: Words, width: int) -> str:
    """Write each questionnaire in a few lines of at most ``width`` columns."""
    return "\n".join("\n".join(_lines(each, words, width)) + "\n" for each in questionnaires)


def _lines(questionnaire: Questionnaire, words: Words, width: int) -> list[str]:
    edition = words("edition {edition}", edition=questionnaire.edition)
    if questionnaire.revision > 1:
        edition += ", " + words("revision {n}", n=questionnaire.revision)
    licence = [questionnaire.license] if questionnaire.license else []
    paragraphs = (
        questionnaire.title,
        f"{edition}; {status(questionnaire, words)}",
        "; ".join([size(questionnaire, words), ", ".join(questionnaire.languages), *licence]),
    )
    lines = [one_line(questionnaire.id)]
    for paragraph in paragraphs:
        lines += textwrap.wrap(
            one_line(paragraph), width, initial_indent="  ", subsequent_indent="    "
        )
    return lines


_STATUS = {
    Status.DRAFT: to_translate("draft"),
    Status.STABLE: to_translate("stable"),
    Status.RETIRED: to_translate("retired"),
}


def status(questionnaire: Questionnaire, words: Words) -> str:
    """Return where it stands in its life, with what its authors say about that."""
    word = words(_STATUS[questionnaire.status])
    return f"{word}: {questionnaire.status_note}" if questionnaire.status_note else word


def size(questionnaire: Questionnaire, words: Words) -> str:
    """Count its questions and, where it has them, its stages, sections and factors."""
    counts = facts(questionnaire)
    parts = [words.plural("{n} question", "{n} questions", counts["questions"])]
    if counts["stages"]:
        parts.append(words.plural("{n} stage", "{n} stages", counts["stages"]))
    if counts["sections"]:
        parts.append(words.plural("{n} section", "{n} sections", counts["sections"]))
    if counts["factors"]:
        parts.append(words.plural("{n} factor", "{n} factors", counts["factors"]))
    return ", ".join(parts)
