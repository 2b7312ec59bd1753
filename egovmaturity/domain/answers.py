"""What an institution answered."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Rating


class Evidence(NamedTuple):
    """A document offered as proof. ``covers`` names the evidence items it is meant for."""

    title: str
    number: str
    dated: date | None
    location: str
    covers: tuple[str, ...]


class Source(NamedTuple):
    """The file that an answer came back in: its bare name, the hash of its bytes, its own day."""

    file: str
    sha256: str
    dated: date | None


class Verification(NamedTuple):
    """What an assessor found. ``rating`` is ``None`` where a "not applicable" was confirmed."""

    rating: Rating | None
    by: str
    dated: date | None
    note: str
    source: Source | None = None


class Confidence(StrEnum):
    """How sure the respondent is; never changes a score."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Details(NamedTuple):
    """What may accompany any answer."""

    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    owner: str = ""
    target: Rating | None = None
    verification: Verification | None = None
    confidence: Confidence | None = None
    review: bool = False
    source: Source | None = None


class Rated(NamedTuple):
    """The institution claims this rating."""

    rating: Rating
    details: Details = Details()


class NotApplicable(NamedTuple):
    """The question does not concern this institution, for a stated reason."""

    reason: str
    approved_by: str = ""
    details: Details = Details()


class DontKnow(NamedTuple):
    """The respondent could not tell; open, like no answer, but counted apart."""

    details: Details = Details()


class Unanswered(NamedTuple):
    """Nothing is claimed yet, though an owner, a target or a note may be recorded."""

    details: Details = Details()


Answer = Rated | NotApplicable | DontKnow | Unanswered


def is_same_answer(one: Answer | None, other: Answer | None) -> bool:
    """Whether two answers say the same; compared bare, "don't know" equals an empty answer."""
    return type(one) is type(other) and one == other


class AnswerKind(StrEnum):
    """Which way a question was answered; the word programs use for it."""

    RATED = "rated"
    NOT_APPLICABLE = "not-applicable"
    DONT_KNOW = "dont-know"
    UNANSWERED = "unanswered"


def kind_of_answer(answer: Answer) -> AnswerKind:
    """Name the way a question was answered."""
    return {
        Rated: AnswerKind.RATED,
        NotApplicable: AnswerKind.NOT_APPLICABLE,
        DontKnow: AnswerKind.DONT_KNOW,
        Unanswered: AnswerKind.UNANSWERED,
    }[type(answer)]


class InstitutionKind(StrEnum):
    """Decides how the head of the institution is called."""

    KABUPATEN = "kabupaten"
    KOTA = "kota"
    PROVINSI = "provinsi"
    LEMBAGA = "lembaga"


class Institution(NamedTuple):
    """Who is assessed."""

    id: str
    name: str
    kind: InstitutionKind | None


class Occasion(NamedTuple):
    """When, on what and for which meeting it was made; dates come from the file, never a clock.

    ``subject`` names a part of the institution, such as one service; empty means all of it.
    """

    year: int
    as_of: date | None
    report_date: date | None
    purpose: str
    team: str
    subject: str = ""

    @property
    def day(self) -> date | None:
        """The day on which evidence has to be valid: that of the answers, else of the report."""
        return self.as_of or self.report_date


class Targets(NamedTuple):
    """Levels the institution wants to reach: for all, or stage by stage."""

    year: int | None = None
    level: int | None = None
    by_stage: Mapping[str, int] = {}


class ActionStatus(StrEnum):
    """How far an action is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    LATE = "late"
    DROPPED = "dropped"


class Quarter(NamedTuple):
    """A quarter of a year, 1 to 4."""

    year: int
    number: int


class Action(NamedTuple):
    """Planned work: what it raises, who does it, when, and for how many rupiah."""

    id: str
    title: str
    raises: Mapping[str, Rating]
    owner: str
    support: tuple[str, ...]
    start: Quarter | None
    end: Quarter | None
    budget: int | None
    budget_line: str
    status: ActionStatus


class Purpose(StrEnum):
    """What the people asked were to do: answer for their office, or verify what offices said."""

    SELF = "self"
    VERIFICATION = "verification"


class Respondent(NamedTuple):
    """Who filled in a part of the answers; what is not said is empty."""

    name: str = ""
    position: str = ""
    dated: date | None = None
    staff_number: str = ""
    phone: str = ""
    superior: str = ""


class Part(NamedTuple):
    """What one office was asked, and who answered.

    ``owner`` is empty where everybody was asked, ``asked`` holds ids in questionnaire order.
    ``handed_out`` is the digest of what stood in each question when it was handed out (see
    ``collecting.claims``), without those that were blank; ``questionnaire_sha256`` may be empty.
    """

    owner: str
    asked: tuple[str, ...]
    purpose: Purpose = Purpose.SELF
    respondent: Respondent = Respondent()
    due: date | None = None
    handed_out: Mapping[str, str] = {}
    questionnaire_sha256: str = ""


class AnswerSheet(NamedTuple):
    """The answers of one institution for one period, checked against their questionnaire.

    ``answers`` is in questionnaire order and holds only what the file mentions; a question that
    is absent is unanswered. ``file`` is a bare file name, ``sha256`` the hash of its bytes. Where
    ``is_anonymous``, both are empty and every text of the institution has been replaced.
    ``part`` says that these are the answers of one office, to be merged with those of others.
    """

    file: str
    sha256: str
    language: str
    questionnaire: str
    institution: Institution
    occasion: Occasion
    targets: Targets
    answers: Mapping[str, Answer]
    actions: tuple[Action, ...]
    decisions: tuple[str, ...]
    fictional: bool
    is_anonymous: bool = False
    part: Part | None = None

    def answer(self, question_id: str) -> Answer:
        """Return the answer to a question; ``Unanswered`` where the file has none."""
        return self.answers.get(question_id, _UNANSWERED)


_UNANSWERED = Unanswered()
