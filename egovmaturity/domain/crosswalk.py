"""Which parts of two questionnaires ask for the same. Contents only: no score ever crosses."""

from enum import StrEnum
from typing import NamedTuple

from egovmaturity.domain.plan import Gap
from egovmaturity.domain.questionnaire import Author, Questionnaire, Scale, Source


class ElementKind(StrEnum):
    """What of a questionnaire can be linked."""

    STAGE = "stage"
    SECTION = "section"
    FACTOR = "factor"
    LEVEL = "level"
    QUESTION = "question"


class Element(NamedTuple):
    """A part of a questionnaire. The id of a level is that of its scale and its number."""

    kind: ElementKind
    id: str

    @property
    def reference(self) -> str:
        """The element as files write it: ``question/S1-LAY-01``, ``level/default/3``."""
        return f"{self.kind}/{self.id}"


def element_at(reference: str) -> Element:
    """Return the element a reference stands for.

    Raises:
        ValueError: It begins with no kind of element.
    """
    kind, _, element_id = reference.partition("/")
    return Element(ElementKind(kind), element_id)


def elements_of(questionnaire: Questionnaire) -> dict[Element, str]:
    """Map every element of a questionnaire to its title, in an order that is the same for all.

    Stages, sections and factors come first, then the levels of each scale, then the questions.
    """
    found = {Element(ElementKind.STAGE, s.id): s.title for s in questionnaire.stages}
    for section in questionnaire.walk_sections():
        found[Element(ElementKind.SECTION, section.id)] = section.title
    for factor in questionnaire.factors:
        found[Element(ElementKind.FACTOR, factor.id)] = factor.title
    for question in questionnaire.questions:
        if isinstance(question.scale, Scale):
            for level in question.scale.levels:
                element = Element(ElementKind.LEVEL, f"{question.scale.id}/{level.number}")
                found[element] = f"{level.number} {level.label}"
    for question in questionnaire.questions:
        found[Element(ElementKind.QUESTION, question.id)] = question.title
    return found


class LinkBasis(StrEnum):
    """Who says that two elements belong together."""

    OFFICIAL = "official"
    """The publisher of one of the two instruments."""
    LITERATURE = "literature"
    """A publication of somebody else."""
    OURS = "ours"
    """The authors of the crosswalk."""


class Strength(StrEnum):
    """How much two elements share, strongest first."""

    SAME = "same"
    """What proves one proves the other."""
    STRONG = "strong"
    """The main condition is the same; scope or levels differ."""
    PARTIAL = "partial"
    """A part is shared: some document or condition serves both."""
    WEAK = "weak"
    """The same topic; nothing that is shown for one has to serve the other."""

    @property
    def rank(self) -> int:
        """Its place in the order, 0 for the strongest."""
        return tuple(Strength).index(self)


class Link(NamedTuple):
    """Two elements that have something in common. ``sources`` are ids of the crosswalk's own."""

    start: Element
    end: Element
    basis: LinkBasis
    strength: Strength
    note: str
    sources: tuple[str, ...]


class Crosswalk(NamedTuple):
    """The links from ``first`` to ``second``, in one language, every element of them known.

    ``file`` is a bare file name, ``sha256`` the hash of its bytes.
    """

    file: str
    sha256: str
    edition: str
    language: str
    title: str
    notice: str
    authors: tuple[Author, ...]
    license: str
    sources: tuple[Source, ...]
    first: Questionnaire
    second: Questionnaire
    links: tuple[Link, ...]

    def turned(self) -> "Crosswalk":
        """Return the same links read from ``second`` to ``first``."""
        links = tuple(link._replace(start=link.end, end=link.start) for link in self.links)
        return self._replace(first=self.second, second=self.first, links=links)


class Touch(NamedTuple):
    """A gap that touches an element of another questionnaire, and the link through which."""

    gap: Gap
    link: Link


class Touched(NamedTuple):
    """An element of another questionnaire and what touches it, at least once."""

    element: Element
    touches: tuple[Touch, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that touch it, each once, in working order."""
        return tuple({touch.gap.result.question.id: touch.gap for touch in self.touches}.values())

    @property
    def strength(self) -> Strength:
        """That of the strongest link."""
        return min((touch.link.strength for touch in self.touches), key=lambda s: s.rank)

    @property
    def bases(self) -> tuple[LinkBasis, ...]:
        """Who says so, of the links that are as strong as the strongest."""
        said = {t.link.basis for t in self.touches if t.link.strength is self.strength}
        return tuple(basis for basis in LinkBasis if basis in said)


class Touching(NamedTuple):
    """What the gaps touch: through their questions, through factors alone, through their places.

    Elements are those of the second questionnaire of the crosswalk. None stands both in
    ``direct`` and in ``through_factors``.
    """

    crosswalk: Crosswalk
    direct: tuple[Touched, ...]
    through_factors: tuple[Touched, ...]
    context: tuple[Touched, ...]
