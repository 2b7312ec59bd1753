"""What becomes of the answers of an institution when those of its offices come back."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from egovmaturity.domain.agreement import Agreement, Dispute
from egovmaturity.domain.answers import Answer, AnswerSheet, Purpose, Respondent, is_same_answer
from egovmaturity.domain.collecting import Completeness

NOTED_DIGITS = 12
"""So many digits of the SHA-256 of a file name it in a note about a conflict."""


class Conflicts(StrEnum):
    """What is done where answers contradict each other and no file is preferred.

    ``stop``: nothing is written. ``note``: the answer stays and a note says what was said.
    ``newest``: the one of the latest day, as the respondents stated it. ``consensus``: the files
    are those of several assessors, who say together what ``examining.agreement`` says they do.
    """

    STOP = "stop"
    NOTE = "note"
    NEWEST = "newest"
    CONSENSUS = "consensus"


class MergeRules(NamedTuple):
    """How to merge.

    ``prefer`` holds SHA-256 of files, the first wins; that of the target stands for what is in it.
    ``only`` takes answers alone, or verifications alone. ``due`` takes the place of the deadline
    that the files state.
    """

    conflicts: Conflicts = Conflicts.STOP
    prefer: tuple[str, ...] = ()
    only: Purpose | None = None
    due: date | None = None


USUAL = MergeRules()
"""Everything is merged, and any conflict stops it."""


class Outcome(StrEnum):
    """What follows of what came back for one question.

    ``blank``: nothing was said. ``emptied``: a level that had been handed out, or that the same
    office had given before, is gone; it stays.
    ``new``, ``changed``: it is taken. ``same``: the target says so already. ``kept``: what came
    back is as it was handed out, and the target has changed since. ``merged``: this very file was
    merged before, and the target was edited since. ``unfit``: an answers file cannot say it.
    ``conflict``: it contradicts the target or another file. ``noted``: the conflict stands in a
    note, from now on or since an earlier merge.
    """

    BLANK = "blank"
    EMPTIED = "emptied"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    MERGED = "merged"
    UNFIT = "unfit"
    CONFLICT = "conflict"
    NOTED = "noted"


class SettledBy(StrEnum):
    """What decided a conflict."""

    PREFERENCE = "preference"
    DAY = "day"
    CONSENSUS = "consensus"


class Word(NamedTuple):
    """What one file says about one question, and what would follow of it alone.

    A verification is written as the answer that the assessor would give. ``place`` is where it
    stands in the file, ``dated`` the day that the respondent stated.
    """

    file: str
    sha256: str
    place: str
    dated: date | None
    said: Answer
    outcome: Outcome


class Decision(NamedTuple):
    """What becomes of one question: its answer, or its verification.

    ``words`` are of the files that say something, by name. ``before`` and ``after`` are the answer,
    or the verification as an answer; both are the same where nothing is taken. ``settled`` is
    ``None`` where there was no conflict, or where there still is one.
    """

    question: str
    purpose: Purpose
    outcome: Outcome
    words: tuple[Word, ...]
    before: Answer
    after: Answer
    settled: SettledBy | None = None

    @property
    def emptied(self) -> tuple[Word, ...]:
        """The words that leave out what stands there, whatever other files say."""
        return tuple(word for word in self.words if word.outcome is Outcome.EMPTIED)


class Returned(NamedTuple):
    """A file that came back: from whom, and how much of what was asked it says.

    ``purpose`` is ``None`` where the file is no part: then answers and verifications are taken.
    ``answered`` counts questions with something in them. ``open`` are the questions asked without a
    level, ``incomplete`` those that lack a reason or evidence, ``unreadable`` those whose answer
    could not be read. ``is_late``: the respondent's day is after ``due``. ``is_untouched``: nobody
    is named and everything is as it was handed out, so that it has not really come back.
    """

    file: str
    sha256: str
    owner: str
    respondent: Respondent
    purpose: Purpose | None
    answered: int
    open: tuple[str, ...]
    incomplete: Mapping[str, Completeness]
    unreadable: tuple[str, ...]
    due: date | None
    is_late: bool
    is_untouched: bool


class Missing(NamedTuple):
    """An office that has not returned anything, and its questions that are still open."""

    owner: str
    open: tuple[str, ...]


class Assessor(NamedTuple):
    """One of several who answered the same questions."""

    file: str
    sha256: str
    respondent: Respondent


class Consultation(NamedTuple):
    """Several assessors of the same questions: how far they agree, and what is to be talked about.

    ``agreement`` measures these ``questions`` alone; its verdicts take along what the target says
    of all others. ``given`` holds what each assessor answered, in the order of ``assessors``.
    """

    purpose: Purpose
    assessors: tuple[Assessor, ...]
    questions: tuple[str, ...]
    agreement: Agreement
    given: Mapping[str, tuple[Answer, ...]]

    @property
    def agenda(self) -> tuple[Dispute, ...]:
        """What is to be talked about: first what can change the verdict, then the widest."""
        return tuple(sorted(self.agreement.disputes, key=lambda dispute: not dispute.decides))


class SetAside(NamedTuple):
    """A file that could not be used at all, and the codes of what is wrong with it."""

    file: str
    codes: tuple[str, ...]


class MergePlan(NamedTuple):
    """What a merge would do, before anything is written.

    ``decisions`` are in questionnaire order, the answer of a question before its verification.
    ``after`` is the target with everything in it that is taken. ``missing`` are offices that have
    not returned anything, ``unasked`` open questions that no office owns and no file asked.
    ``repeated`` are names of files whose very bytes are given more than once; whoever reads files
    says in ``set_aside`` which are not among those returned.
    """

    target: AnswerSheet
    rules: MergeRules
    returned: tuple[Returned, ...]
    decisions: tuple[Decision, ...]
    after: AnswerSheet
    missing: tuple[Missing, ...]
    unasked: tuple[str, ...]
    consultations: tuple[Consultation, ...] = ()
    repeated: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    @property
    def conflicts(self) -> tuple[Decision, ...]:
        """The conflicts that are left; while there is one, nothing may be written."""
        return tuple(each for each in self.decisions if each.outcome is Outcome.CONFLICT)

    @property
    def changed(self) -> Mapping[str, Answer]:
        """The whole answers that change, by question."""
        old = self.target.answers
        return {
            name: new
            for name, new in self.after.answers.items()
            if not is_same_answer(new, old.get(name))
        }

    @property
    def is_complete(self) -> bool:
        """Whether everything that came back is merged: nothing is unread, left out or in doubt."""
        left = {Outcome.EMPTIED, Outcome.UNFIT}
        return not (
            self.set_aside
            or any(each.unreadable for each in self.returned)
            or any(each.outcome in {Outcome.CONFLICT, Outcome.NOTED} for each in self.decisions)
            or any(word.outcome in left for each in self.decisions for word in each.words)
        )
