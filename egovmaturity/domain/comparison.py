"""How the assessments of one institution differ from year to year."""

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import Action, Evidence
from egovmaturity.domain.questionnaire import Question, Rating
from egovmaturity.domain.results import Assessment, Counted, GroupResult


class Cause(StrEnum):
    """Why an index moves.

    ``improved`` and ``worsened``: a level that counts in both years is another one. ``scope``: a
    question became or ceased to be open or not applicable. ``weights``: the questionnaire weighs
    or places its parts differently. ``added`` and ``removed``: questions that only the newer or
    only the older edition asks, or whose levels mean something else there.
    """

    IMPROVED = "improved"
    WORSENED = "worsened"
    SCOPE = "scope"
    WEIGHTS = "weights"
    ADDED = "added"
    REMOVED = "removed"


class Share(NamedTuple):
    """What a cause adds to the index (of 0 to 1, signed), and how many questions it is about.

    ``weights`` is about the whole questionnaire; its ``questions`` are 0.
    """

    cause: Cause
    amount: Fraction
    questions: int


class Waterfall(NamedTuple):
    """The change of the index from ``before`` to ``after``, split without rest.

    ``shares`` has every cause once, in the order of ``Cause``; they add up to the total exactly.
    """

    before: Fraction
    after: Fraction
    shares: tuple[Share, ...]

    @property
    def total(self) -> Fraction:
        """By how much the index has moved, of 0 to 1, signed."""
        return self.after - self.before


class Movement(StrEnum):
    """What became of a question that both years ask."""

    ROSE = "rose"
    FELL = "fell"
    NOT_APPLICABLE = "not-applicable"
    OPENED = "opened"
    ANSWERED = "answered"


class QuestionChange(NamedTuple):
    """A question whose state differs, as the newer edition asks it.

    ``answered``: a level counts that did not before. ``old_id`` is its id in the older edition.
    """

    question: Question
    old_id: str
    before: Counted
    after: Counted
    movement: Movement


class GroupKind(StrEnum):
    """What is scored as a group."""

    STAGE = "stage"
    SECTION = "section"
    FACTOR = "factor"


class GroupChange(NamedTuple):
    """The score of a group in both years; ``None``: that year's questionnaire has no such group."""

    kind: GroupKind
    id: str
    title: str
    before: GroupResult | None
    after: GroupResult | None

    @property
    def change(self) -> Fraction | None:
        """How far the score has moved, of 0 to 1; ``None`` where a year has no score."""
        if self.before is None or self.after is None:
            return None
        if self.before.score is None or self.after.score is None:
            return None
        return self.after.score.low - self.before.score.low

    @property
    def differs(self) -> bool:
        """Whether the score is another one, or there was or is none."""
        scores = [None if g is None else g.score for g in (self.before, self.after)]
        return scores[0] != scores[1]


class EvidenceChange(NamedTuple):
    """Documents of a question that only the newer (gained) or only the older sheet lists."""

    question: Question
    gained: tuple[Evidence, ...]
    lost: tuple[Evidence, ...]


class ActionFate(StrEnum):
    """What became of planned work.

    ``late``: marked so, or its last quarter is over and it is not done. ``gone``: the older sheet
    has it unfinished and the newer one does not mention it.
    """

    FINISHED = "finished"
    LATE = "late"
    DROPPED = "dropped"
    GONE = "gone"
    NEW = "new"


class ActionChange(NamedTuple):
    """An action, as the newest sheet that has it describes it, and what became of it."""

    action: Action
    fate: ActionFate


class Pair(NamedTuple):
    """A question that both editions ask alike, by its ids.

    ``levels`` are (old, new) numbers of its levels where they are counted anew; else empty.
    """

    old: str
    new: str
    levels: tuple[tuple[Rating, Rating], ...] = ()

    def turned(self) -> "Pair":
        """Return the same question seen from the newer edition."""
        return Pair(self.new, self.old, tuple((new, old) for old, new in self.levels))

    def carried(self, rating: Rating) -> Rating:
        """Return a level of the old edition in the numbers of the new one."""
        return dict(self.levels).get(rating, rating)


class Ruler(NamedTuple):
    """Both years by one edition, on the questions that both editions ask."""

    before: Assessment
    after: Assessment

    @property
    def change(self) -> Fraction | None:
        """How far the index of the common questions has moved; ``None`` where there is none."""
        if self.before.index is None or self.after.index is None:
            return None
        return self.after.index.low - self.before.index.low


class Anchor(NamedTuple):
    """How much of an edition the common questions are: of its questions and of its weight."""

    questions: Fraction
    weight: Fraction


class Link(NamedTuple):
    """The newer index on the ruler of the older edition, 0 to 1; ``is_clipped`` to that range."""

    index: Fraction  # type: ignore[assignment]  # a field, not tuple.index
    is_clipped: bool


class Break(NamedTuple):
    """A stage of the newer edition that common questions cover by less than half of its weight."""

    stage: str
    title: str
    covered: Fraction


class Crossing(NamedTuple):
    """What can be said across two editions.

    ``by_old`` and ``by_new`` score both years on the common questions alone, each by the weights
    and the rules of one edition. ``added`` and ``removed`` are asked by one edition only.
    """

    old: str
    new: str
    common: tuple[Pair, ...]
    added: tuple[Question, ...]
    removed: tuple[Question, ...]
    by_old: Ruler
    by_new: Ruler
    anchor_old: Anchor
    anchor_new: Anchor
    link: Link | None
    breaks: tuple[Break, ...]


class Step(NamedTuple):
    """From one assessment to a later one.

    ``groups``: stages or the tree of sections, then factors, in the order of the newer edition;
    across editions by the newer one, on the common questions. ``questions`` and ``evidence`` stand
    in the order of the newer questionnaire, ``actions`` in that of the newer sheet, those gone at
    the end. ``waterfall`` is ``None`` where a year has no index.
    """

    before: Assessment
    after: Assessment
    waterfall: Waterfall | None
    groups: tuple[GroupChange, ...]
    questions: tuple[QuestionChange, ...]
    evidence: tuple[EvidenceChange, ...]
    actions: tuple[ActionChange, ...]
    crossing: Crossing | None

    @property
    def differs(self) -> bool:
        """Whether anything is another than before; new action plans count."""
        return bool(
            self.before.index != self.after.index
            or self.crossing
            or self.questions
            or self.evidence
            or self.actions
            or any(each.differs for each in self.groups)
        )


class Comparison(NamedTuple):
    """Assessments of one institution from the oldest to the newest, and what lies between.

    ``steps`` lead from each year to the next; ``whole`` from the first to the last, and is the only
    step itself where there are two years.
    """

    assessments: tuple[Assessment, ...]
    steps: tuple[Step, ...]
    whole: Step

    @property
    def differs(self) -> bool:
        """Whether anything differs between any two years that follow each other."""
        return any(step.differs for step in self.steps)
