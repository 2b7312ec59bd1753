"""What every step costs, and where that is written."""

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Question, Questionnaire
from egovmaturity.domain.roadmap import Enabler, Origin, PlanData, Query, Unit


class Price(NamedTuple):
    """What a step costs and where that was found."""

    amount: Fraction
    origin: Origin


def usual_unit(questionnaire: Questionnaire, data: PlanData) -> Unit:
    """Return rupiah where anything has a cost in rupiah, else effort."""
    written = [*(q.cost for q in questionnaire.questions)]
    written += [each.cost.get(Unit.RUPIAH, {}) for each in data.questions.values()]
    enablers = any(Unit.RUPIAH in each.cost for each in data.enablers)
    return Unit.RUPIAH if enablers or any(written) else Unit.EFFORT


class Prices:
    """Looks up costs step by step: in the plan file, else the questionnaire, else the assumed one.

    One amount for a whole question is paid with the first step. Where the plan file prices some
    steps of a question, such an amount of the questionnaire cannot be split and does not count.
    """

    def __init__(self, query: Query) -> None:
        """Remember where to look."""
        self._data, self._unit, self._assumed = query.data, query.unit, query.assumed

    def of_step(self, question: Question, level: int, *, is_first: bool) -> Price | None:
        """Return the cost of the step to ``level``; ``None``: nobody says what it is."""
        conditions = self._data.questions.get(question.id)
        ours = conditions.cost.get(self._unit, {}) if conditions else {}
        theirs = question.cost if self._unit is Unit.RUPIAH else question.effort
        if ours:
            theirs = {step: cost for step, cost in theirs.items() if step is not None}
        for written, origin in ((ours, Origin.PLAN_FILE), (theirs, Origin.QUESTIONNAIRE)):
            if level in written:
                return Price(written[level], origin)
            if None in written:
                return Price(written[None] if is_first else Fraction(0), origin)
        return self._assumed_price()

    def of_enabler(self, enabler: Enabler) -> Price | None:
        """Return the cost of an enabler; ``None``: the plan file does not say it."""
        if self._unit in enabler.cost:
            return Price(enabler.cost[self._unit], Origin.PLAN_FILE)
        return self._assumed_price()

    def _assumed_price(self) -> Price | None:
        return None if self._assumed is None else Price(self._assumed, Origin.ASSUMED)


def finest(amounts: Iterable[Fraction]) -> Fraction:
    """Return the largest amount of which all ``amounts`` are whole multiples; 1 if all are 0."""
    given = [amount for amount in amounts if amount]
    unit = lcm(*(amount.denominator for amount in given))
    common = gcd(*(int(amount * unit) for amount in given))
    return Fraction(common, unit) if common else Fraction(1)
