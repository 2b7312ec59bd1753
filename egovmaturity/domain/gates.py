"""What a result is asked to reach, and what came of it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message


class Concern(StrEnum):
    """What a gate without a number of its own is about, in the order in which gates are judged."""

    REGRESSION = "regression"
    INCOMPLETE = "incomplete"
    EVIDENCE = "evidence"
    UNVERIFIED = "unverified"
    OVERDUE = "overdue"


class Holder(StrEnum):
    """What a minimum can be asked of, in the order in which minimums are judged."""

    STAGE = "stage"
    SECTION = "section"
    FACTOR = "factor"
    QUESTION = "question"


class Allowance(NamedTuple):
    """A question that may fall, for ``reason``, up to and with the day ``until``.

    Without a reason it allows nothing.
    """

    question: str
    reason: str
    until: date


class GatesAsked(NamedTuple):
    """The gates asked for, each as it was written; whoever judges them says what is wrong.

    ``minimums`` are written ``factor:leadership >= 50 %``; ``None`` and empty: not asked for.
    """

    index: str | None = None  # type: ignore[assignment]  # a field, not tuple.index
    stage: str | None = None
    minimums: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    tolerance: str | None = None
    max_fall: str | None = None
    max_age: str | None = None
    allowed: tuple[Allowance, ...] = ()


class Comparison(StrEnum):
    """How what was found is held against what is required."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="

    @property
    def opposite(self) -> str:
        """What holds where this does not."""
        return {">=": "<", ">": "<=", "<=": ">"}[self.value]


class Minimum(NamedTuple):
    """The least score of a stage, section or factor (0 to 1), or the least level of a question.

    ``written`` is the number as it was written.
    """

    holder: Holder
    id: str
    comparison: Comparison
    bar: Fraction
    written: str

    @property
    def name(self) -> str:
        """What the gate is called: ``factor:leadership``."""
        return f"{self.holder}:{self.id}"

    def is_met(self, value: Fraction) -> bool:
        """Compare exactly; a value equal to the bar meets ``>=`` and misses ``>``."""
        return value > self.bar if self.comparison is Comparison.ABOVE else value >= self.bar


class Use(StrEnum):
    """What became of an allowance."""

    EXCUSED = "excused"
    NOT_NEEDED = "not-needed"
    EXPIRED = "expired"
    NO_REASON = "no-reason"
    NO_DAY = "no-day"


class UsedAllowance(NamedTuple):
    """An allowance and what became of it: only ``excused`` lets a question fall."""

    allowance: Allowance
    use: Use


class Gate(NamedTuple):
    """A gate that was asked for and what came of it: ``found`` held against ``required``.

    ``why`` says what made it fail, or why it passed in spite of appearances, one sentence each.
    """

    name: str
    passed: bool
    found: str
    required: str
    comparison: Comparison = Comparison.AT_LEAST
    why: tuple[Message, ...] = ()
    allowed: tuple[UsedAllowance, ...] = ()

    @property
    def detail(self) -> str:
        """What was found beside what is required, as ``43.50 < 45``."""
        sign = self.comparison.value if self.passed else self.comparison.opposite
        return f"{self.found} {sign} {self.required}"


# For the record of a report


def written(asked: GatesAsked) -> dict[str, str]:
    """Return everything asked for but the allowances, by its name; nothing that was not."""
    single = {
        "fail-under": asked.index,
        "fail-stage-under": asked.stage,
        "fail-on": ",".join(asked.concerns),
        "tolerance": asked.tolerance,
        "max-fall": asked.max_fall,
        "max-age": asked.max_age,
    }
    return {
        **{name: value for name, value in single.items() if value},
        **{f"fail-score-{n}": each for n, each in enumerate(asked.minimums, start=1)},
    }


def from_written(values: Mapping[str, str], allowed: tuple[Allowance, ...]) -> GatesAsked:
    """Return what ``written`` has written.

    Raises:
        ValueError: A name or a concern is none.
    """
    minimums = {name: value for name, value in values.items() if name.startswith("fail-score-")}
    if set(values) - _NAMES - set(minimums):
        raise ValueError(sorted(set(values) - _NAMES))
    return GatesAsked(
        values.get("fail-under"),
        values.get("fail-stage-under"),
        tuple(minimums[f"fail-score-{n}"] for n in _counted(minimums)),
        tuple(Concern(each) for each in values.get("fail-on", "").split(",") if each),
        values.get("tolerance"),
        values.get("max-fall"),
        values.get("max-age"),
        allowed,
    )


def _counted(minimums: Mapping[str, str]) -> range:
    if set(minimums) != {f"fail-score-{n}" for n in range(1, len(minimums) + 1)}:
        raise ValueError(sorted(minimums))
    return range(1, len(minimums) + 1)


_NAMES = {"fail-under", "fail-stage-under", "fail-on", "tolerance", "max-fall", "max-age"}
