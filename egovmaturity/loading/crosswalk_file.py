"""A crosswalk file to a ``Crosswalk``, checked against both of its questionnaires."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from egovmaturity.domain.crosswalk import (
    Crosswalk,
    Element,
    Link,
    LinkBasis,
    Strength,
    element_at,
    elements_of,
)
from egovmaturity.domain.diagnostics import Diagnostic, message
from egovmaturity.domain.questionnaire import Author, Questionnaire, Source
from egovmaturity.loading.crosswalk_shape import CROSSWALK, CROSSWALK_FORMAT
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.questionnaire_file import read_document
from egovmaturity.loading.questionnaire_rules import check_listed, check_unique
from egovmaturity.loading.shapes import Placed, Values, values_of
from egovmaturity.loading.text_source import SourceText

Texts = str | Mapping[str, Placed] | None
"""A text as it is read: in the language of the file, in several by language, or left out."""


class DraftCrosswalk(NamedTuple):
    """A crosswalk file whose structure was read, before its questionnaires are known."""

    source: SourceText
    values: Values
    log: Log

    @property
    def between(self) -> tuple[Placed, Placed]:
        """The two questionnaires as it names them, ``id@edition`` each, in its own order."""
        first, second = self.values["between"]
        return first, second

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of the two."""
        first, second = self.between
        return _id_of(first), _id_of(second)


class LoadedCrosswalk(NamedTuple):
    """A crosswalk and the warnings about it."""

    crosswalk: Crosswalk
    warnings: tuple[Diagnostic, ...]


def crosswalk_name(first: str, second: str) -> str:
    """Return the name of the file that links two questionnaires, by their ids."""
    return f"{first}--{second}.yaml"


def open_crosswalk(source: SourceText) -> DraftCrosswalk:
    """Read the structure of a crosswalk file; its links are checked by ``complete_crosswalk``.

    Raises:
        ContentError: The text is no crosswalk file, or does not name two questionnaires (Q140).
    """
    log = Log(source.name, source.text)
    values = read_document(source, log, CROSSWALK, CROSSWALK_FORMAT)
    named = values.get("between", ())
    if len(named) != 2 or _id_of(named[0]) == _id_of(named[1]):
        if len(named) >= 2:
            log.error(
                "Q140",
                values.place("between"),
                message("a crosswalk lies between two different questionnaires"),
                message("Write it like this: {example}", example="[one@2026.1, other@2026.1]"),
            )
        log.stop_on_errors()
    return DraftCrosswalk(source, values, log)


def complete_crosswalk(
    draft: DraftCrosswalk, first: Questionnaire, second: Questionnaire, language: str | None
) -> LoadedCrosswalk:
    """Check the links against both questionnaires and make the value, in ``language``.

    What does not exist in that language, or everything where it is ``None``, is in the language
    of the file.

    Raises:
        ContentError: With every problem of the file, those of its structure included.
    """
    reader = _Reader(draft, first, second, language)
    crosswalk = reader.crosswalk()
    return LoadedCrosswalk(crosswalk, draft.log.diagnostics)


class _Reader:
    """Turns what was read into a crosswalk, noting what does not fit its questionnaires."""

    def __init__(
        self,
        draft: DraftCrosswalk,
        first: Questionnaire,
        second: Questionnaire,
        language: str | None,
    ) -> None:
        self._draft, self._values, self._log = draft, draft.values, draft.log
        self._first, self._second = first, second
        self._known = {q.id: elements_of(q) for q in (first, second)}
        self._sources = {
            s.value["id"]: None for s in draft.values.get("sources", ()) if "id" in s.value
        }
        self._base: str = draft.values.get("language", "")
        self._language = language or self._base

    def crosswalk(self) -> Crosswalk:
        """Return the crosswalk if nothing is wrong with it."""
        self._check_name()
        for placed, questionnaire in zip(
            self._draft.between, (self._first, self._second), strict=True
        ):
            self._check_edition(placed, questionnaire)
        self._check_provenance()
        self._check_texts()
        links = tuple(self._links())
        self._log.stop_on_errors()
        values = self._values
        return Crosswalk(
            file=PurePath(self._draft.source.name).name,
            sha256=self._draft.source.sha256,
            edition=values["edition"],
            language=self._language,
            title=self._said(values.get("title")),
            notice=self._said(values.get("notice")),
            authors=tuple(
                Author(v["name"], v.get("affiliation", ""))
                for v in values_of(values.get("authors"))
            ),
            license=values.get("license", ""),
            sources=tuple(
                Source(v["id"], self._said(v["text"]), v.get("url", ""), "")
                for v in values_of(values.get("sources"))
            ),
            first=self._first,
            second=self._second,
            links=links,
        )

    # The file as a whole

    def _check_name(self) -> None:
        """Q140: a file that is named after two questionnaires links these two."""
        named, wanted = PurePath(self._log.file), crosswalk_name(*self._draft.ids)
        if "--" in named.stem and named.name != wanted:
            self._log.error(
                "Q140",
                self._values.place("between"),
                message(
                    'the file is named "{named}", between these two it has to be "{wanted}"',
                    named=named.name,
                    wanted=wanted,
                ),
            )

    def _check_edition(self, written: Placed, questionnaire: Questionnaire) -> None:
        """Q141: in another edition the same id may ask for something else."""
        if written.value != questionnaire.reference:
            self._log.error(
                "Q141",
                written.place,
                message(
                    'the crosswalk is of "{found}", the questionnaire is "{expected}"',
                    found=written.value,
                    expected=questionnaire.reference,
                ),
                message("Look at what changed, mend the links, then name that edition."),
            )

    def _check_provenance(self) -> None:
        """Q101, Q401: a crosswalk says whose it is and where it comes from."""
        check_unique(self._values.get("sources", ()), self._log)
        for key in ("license", "sources", "authors"):
            if not self._values.get(key):
                place = self._values.place("between")
                self._log.warning("Q401", place, message('the crosswalk names no "{key}"', key=key))

    # Texts

    def _said(self, text: Texts) -> str:
        """Return a text in the language asked for, else in that of the file, else as it is."""
        said = self._by_language(text)
        return said.get(self._language) or said.get(self._base) or next(iter(said.values()), "")

    def _by_language(self, text: Texts) -> dict[str, str]:
        if isinstance(text, Mapping):
            return {language: each.value for language, each in text.items() if each.value}
        return {self._base: text} if text else {}

    def _check_texts(self) -> None:
        """Q145: what the file says in one of its languages it says in all of them.

        A source may be named in one alone, as publications are.
        """
        values = self._values
        texts = [Placed(values[k], values.node_of(k)) for k in ("title", "notice") if k in values]
        texts += _texts_under(values.get("links", ()), "note")
        wanted = {each: None for text in texts for each in self._by_language(text.value)}
        texts += [s for s in _texts_under(values.get("sources", ()), "text") if _is_in_several(s)]
        for text in texts:
            said = self._by_language(text.value)
            missing = [language for language in (self._base, *wanted) if language not in said]
            if said and missing:
                self._log.warning(
                    "Q145",
                    text.place,
                    message(
                        "not said in: {languages}; another language is shown",
                        languages=", ".join(dict.fromkeys(missing)),
                    ),
                )

    # Links

    def _links(self) -> Iterator[Link]:
        """Yield a link for each pair of elements, in the order of the file."""
        seen: set[tuple[Element, Element]] = set()
        for placed in self._values.get("links", ()):
            written: Values = placed.value
            self._check_sources(written)
            start = self._element(written.get("from"), written.place("from"), self._first)
            for each in _listed(written):
                end = self._element(each.value, each.place, self._second)
                if start is None or end is None:
                    continue
                if (start, end) in seen:
                    self._linked_twice(start, end, each.place)
                seen.add((start, end))
                if "basis" in written and "strength" in written:
                    yield self._link(written, start, end)

    def _element(
        self, written: str | None, place: Place, questionnaire: Questionnaire
    ) -> Element | None:
        """Q142: return the element meant; nothing where the questionnaire has none such."""
        if written is None:
            return None
        element, known = element_at(written), self._known[questionnaire.id]
        if element in known:
            return element
        alike = (each.reference for each in known if each.kind is element.kind)
        self._log.error(
            "Q142",
            place,
            message(
                '{questionnaire} has no "{element}"',
                questionnaire=questionnaire.reference,
                element=written,
            ),
            self._log.nearest(written, alike),
        )
        return None

    def _check_sources(self, written: Values) -> None:
        """Q102, Q144: what others are said to have said names where they said it."""
        check_listed(written, "sources", self._sources, self._log)
        basis = written.get("basis")
        if basis in {LinkBasis.OFFICIAL, LinkBasis.LITERATURE} and not written.get("sources"):
            self._log.error(
                "Q144",
                written.place("basis"),
                message('a link with the basis "{basis}" names no source', basis=basis),
                message('Name who states this link under sources:, or write "ours".'),
            )

    def _linked_twice(self, start: Element, end: Element, place: Place) -> None:
        """Q143: two statements on one pair would contradict each other."""
        self._log.error(
            "Q143",
            place,
            message(
                '"{start}" and "{end}" are linked twice',
                start=start.reference,
                end=end.reference,
            ),
            message("Keep one of them."),
        )

    def _link(self, written: Values, start: Element, end: Element) -> Link:
        return Link(
            start,
            end,
            LinkBasis(written["basis"]),
            Strength(written["strength"]),
            self._said(written.get("note")),
            values_of(written.get("sources")),
        )


def _id_of(named: Placed) -> str:
    return str(named.value).partition("@")[0]


def _listed(written: Values) -> list[Placed]:
    """Return what stands under ``to``: one element or several."""
    ends = written.get("to", [])
    return [Placed(ends, written.node_of("to"))] if isinstance(ends, str) else ends


def _is_in_several(text: Placed) -> bool:
    return isinstance(text.value, Mapping)


def _texts_under(placed: list[Placed], key: str) -> list[Placed]:
    return [Placed(p.value[key], p.value.node_of(key)) for p in placed if key in p.value]
