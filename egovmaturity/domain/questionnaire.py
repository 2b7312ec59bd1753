"""What is asked, and by which rule the answers become a verdict."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.domain.durations import Duration

if TYPE_CHECKING:  # few questionnaires have earlier editions; the others do not pay for them
    from egovmaturity.domain.editions import Migration, Retired
    from egovmaturity.domain.outline import OutlinePart

Rating = int | Fraction
"""What an answer gives: the number of a level, or an exact number for a ``NumberRange``."""


DEFAULT_SCALE = "default"
"""Id of the scale of questions that name none."""


class Level(NamedTuple):
    """One rung of a scale. ``worth`` is its exact share of full marks, 0 to 1."""

    number: int
    label: str
    worth: Fraction


class Scale(NamedTuple):
    """Levels from lowest to highest; at least two, worth strictly more from rung to rung."""

    id: str
    levels: tuple[Level, ...]

    @property
    def lowest(self) -> int:
        """The number of the lowest level."""
        return self.levels[0].number

    @property
    def highest(self) -> int:
        """The number of the highest level."""
        return self.levels[-1].number

    def find(self, rating: Rating) -> Level | None:
        """Return the level with this number, or ``None`` where the scale has none."""
        for level in self.levels:
            if level.number == rating:
                return level
        return None


class NumberRange(NamedTuple):
    """The closed range a numeric answer lies in, such as 0 to 1 for an index component."""

    lowest: Fraction
    highest: Fraction


class EvidenceItem(NamedTuple):
    """A document a question asks for. It is needed from ``from_level`` on; ``None``: never.

    ``valid_for`` is how old the document may be; ``None``: its age does not matter.
    """

    id: str
    text: str
    from_level: int | None
    valid_for: Duration | None = None


class Prerequisite(NamedTuple):
    """Another question that has to stand at ``level`` first.

    It concerns steps to ``from_level`` and above; ``None``: every step.
    """

    question: str
    level: int
    from_level: int | None = None


class Question(NamedTuple):
    """One thing that is asked, with its rubric and its place in the model.

    ``weight`` is relative to the questions of the same stage or section. ``mandatory`` is the
    least rating a stage gate accepts. ``effort`` and ``cost`` are per step, keyed by the level
    the step leads to; a single number under key ``None`` stands for the question as a whole.
    """

    id: str
    title: str
    ask: str
    why: str
    stage: str | None
    section: str | None
    factors: tuple[str, ...]
    weight: Fraction
    mandatory: Rating | None
    scale: Scale | NumberRange
    rubric: Mapping[int, str]
    evidence: tuple[EvidenceItem, ...]
    recommend: Mapping[int, str]
    relations: tuple[str, ...]
    sources: tuple[str, ...]
    blueprint: tuple[str, ...]
    allows_not_applicable: bool
    owner: str
    effort: Mapping[int | None, Fraction]
    cost: Mapping[int | None, Fraction]
    requires: tuple[Prerequisite, ...]

    @property
    def belongs_to(self) -> str:
        """Id of the stage or section it stands in; empty where there are neither."""
        return self.stage or self.section or ""

    def worth(self, rating: Rating) -> Fraction:
        """Return the exact share of full marks (0 to 1) that ``rating`` earns.

        A level earns what its scale says. A number in a range earns its distance from the
        range's lower end divided by the range's width.

        Raises:
            ValueError: The scale has no such level, or the number lies outside the range.
        """
        if isinstance(self.scale, NumberRange):
            low, high = self.scale
            if not low <= rating <= high:
                raise ValueError(f"{self.id}: {rating} is outside {low} to {high}")
            return Fraction(rating - low, high - low)
        level = self.scale.find(rating)
        if level is None:
            raise ValueError(f"{self.id}: no level {rating}")
        return level.worth


class Comparator(StrEnum):
    """How a score is held against a threshold; always written, never implied."""

    AT_LEAST = ">="
    ABOVE = ">"


class Threshold(NamedTuple):
    """A bar for a score; ``share`` is exact, 0 to 1."""

    comparator: Comparator
    share: Fraction

    def is_met(self, score: Fraction) -> bool:
        """Compare exactly; a score equal to the bar meets ``>=`` and misses ``>``."""
        if self.comparator is Comparator.ABOVE:
            return score > self.share
        return score >= self.share


class Stage(NamedTuple):
    """One step of a staged model. ``weight`` counts in the index only."""

    id: str
    title: str
    about: str
    weight: Fraction
    attain: Threshold
    foundation: Threshold
    sources: tuple[str, ...]


class Section(NamedTuple):
    """A node of a tree of domains and aspects; ``weight`` is relative to its siblings."""

    id: str
    title: str
    about: str
    weight: Fraction
    sections: "tuple[Section, ...]"

    def walk(self) -> "Iterator[Section]":
        """Yield this section and everything below it, in the order written."""
        yield self
        for section in self.sections:
            yield from section.walk()


class Factor(NamedTuple):
    """A cross-cutting lens such as leadership. ``core`` factors are shown first where few fit."""

    id: str
    title: str
    about: str
    core: bool


class Source(NamedTuple):
    """Where something comes from; ``of`` names the larger source it is a part of, or is empty."""

    id: str
    text: str
    url: str
    of: str


class Tag(NamedTuple):
    """An entry of a vocabulary the questions point to, such as a blueprint item."""

    id: str
    title: str


class Vacuous(StrEnum):
    """What a stage that is undetermined does to the stages after it."""

    BLOCK = "block"
    SKIP = "skip"


class StagedRule(NamedTuple):
    """Stages are gated. Below ``undetermined_below`` applicable weight a stage has no verdict."""

    undetermined_below: Fraction
    vacuous: Vacuous


class Closed(StrEnum):
    """Which end of a band belongs to it: ``left`` [a, b), ``right`` (a, b]."""

    LEFT = "left"
    RIGHT = "right"


class Band(NamedTuple):
    """One predicate of an index, beginning at ``start`` on the index's own scale."""

    id: str
    start: Fraction
    label: str
    about: str


class BandedRule(NamedTuple):
    """The index is printed on ``lowest``..``highest`` and falls into one of the ``bands``."""

    lowest: Fraction
    highest: Fraction
    bands: tuple[Band, ...]
    closed: Closed
    decimals: int

    def on_scale(self, score: Fraction) -> Fraction:
        """Carry a score of 0..1 to the index's own scale, exactly."""
        return self.lowest + (self.highest - self.lowest) * score

    def band(self, index: Fraction) -> Band:
        """Return the band of an exact index value; values below the first band belong to it."""
        found = self.bands[0]
        for band in self.bands[1:]:
            reached = index >= band.start if self.closed is Closed.LEFT else index > band.start
            if reached:
                found = band
        return found


class IndexOf(StrEnum):
    """What the index is the weighted mean of."""

    STAGES = "mean-of-stages"
    SECTIONS = "mean-of-sections"
    QUESTIONS = "mean-of-questions"


class Status(StrEnum):
    """Where a questionnaire stands in its life."""

    DRAFT = "draft"
    STABLE = "stable"
    RETIRED = "retired"


class Author(NamedTuple):
    """Who answers for a questionnaire."""

    name: str
    affiliation: str


class Terms(NamedTuple):
    """What reports call things; empty means the tool's own word in the report's language.

    The plurals may be empty too: Indonesian needs none, and English forms most with an s.
    """

    question: str
    stage: str
    section: str
    factor: str
    questions: str = ""
    stages: str = ""
    sections: str = ""
    factors: str = ""


class Side(StrEnum):
    """Which ratings a condition is about; the words of the file format."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Condition(NamedTuple):
    """That a question is answered at ``level`` or above it, or at ``level`` or below it."""

    question: str
    side: Side
    level: Rating

    def holds_for(self, rating: Rating | None) -> bool:
        """Whether a rating meets it; without a rating nothing is said, and it does not."""
        if rating is None:
            return False
        return rating >= self.level if self.side is Side.AT_LEAST else rating <= self.level


class Contradiction(NamedTuple):
    """Two conditions that an honest sheet does not meet together, and why.

    It never moves a score; whoever meets both is asked to look again.
    """

    id: str
    when: Condition
    against: Condition
    because: str


class Questionnaire(NamedTuple):
    """A whole instrument in one language, resolved and checked.

    Order is meaning: stages from first to last, questions as written. ``sha256`` is the hash of
    the base file, whatever language the texts are shown in; ``languages`` lists what exists.
    ``revision`` counts corrections that cannot move a score. ``migrations`` say how the questions
    of earlier editions go on in this one. ``translation_sha256`` is the hash of the file that the
    texts are from, where that is a translation; else empty. ``outline`` are the parts of a master
    plan, where the questionnaire declares them.
    """

    id: str
    edition: str
    language: str
    languages: tuple[str, ...]
    status: Status
    status_note: str
    title: str
    description: str
    notice: str
    authors: tuple[Author, ...]
    license: str
    cite: str
    sources: tuple[Source, ...]
    terms: Terms
    stages: tuple[Stage, ...]
    sections: tuple[Section, ...]
    factors: tuple[Factor, ...]
    blueprint: tuple[Tag, ...]
    questions: tuple[Question, ...]
    rule: StagedRule | BandedRule
    index_of: IndexOf
    target: int | None
    sha256: str
    revision: int = 1
    retired: "tuple[Retired, ...]" = ()
    migrations: "tuple[Migration, ...]" = ()
    contradictions: tuple[Contradiction, ...] = ()
    translation_sha256: str = ""
    outline: "tuple[OutlinePart, ...]" = ()

    @property
    def reference(self) -> str:
        """Id and edition as answers files write them: ``inpres-3-2003@2026.1``."""
        return f"{self.id}@{self.edition}"

    @property
    def index_range(self) -> tuple[Fraction, Fraction]:
        """The scale the index is printed on: that of the bands, or percent."""
        if isinstance(self.rule, BandedRule):
            return self.rule.lowest, self.rule.highest
        return Fraction(0), Fraction(100)

    def index_in_print(self, share: Fraction) -> Fraction:
        """Carry an index of 0..1 to the scale it is printed on, exactly and without rounding."""
        low, high = self.index_range
        return low + (high - low) * share

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id, or ``None``."""
        return next((q for q in self.questions if q.id == question_id), None)

    def migration(self, edition: str) -> "Migration | None":
        """Return what became of the questions of an earlier edition; ``None``: not declared."""
        return next((each for each in self.migrations if each.edition == edition), None)

    def place_titles(self) -> dict[str, str]:
        """Return the title of every stage, or of every section with those it lies in, by id."""
        titles = {stage.id: stage.title for stage in self.stages}

        def visit(sections: tuple[Section, ...], above: str) -> None:
            for section in sections:
                titles[section.id] = above + section.title
                visit(section.sections, f"{titles[section.id]} › ")

        visit(self.sections, "")
        return titles

    def walk_sections(self) -> Iterator[Section]:
        """Yield every section of the tree, parents before children."""
        for section in self.sections:
            yield from section.walk()


def band_id(place: int) -> str:
    """Return the id of a band that names none: 1, 2, ..."""
    return str(place + 1)


def contradiction_id(place: int) -> str:
    """Return the id of a contradiction that names none: 1, 2, ..."""
    return str(place + 1)


def evidence_id(place: int) -> str:
    """Return the id of an evidence item that names none: a, b, ..., z, then aa, ab, ..."""
    name = ""
    while place >= 0:
        name = chr(ord("a") + place % 26) + name
        place = place // 26 - 1
    return name
