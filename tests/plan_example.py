"""The instrument of the method with costs and prerequisites, and shorter ways to ask for plans."""

from fractions import Fraction

from builders import answers, question, questionnaire, stage

from egovmaturity.domain.questionnaire import Prerequisite
from egovmaturity.domain.roadmap import (
    Aim,
    Conditions,
    Horizon,
    Need,
    PlanData,
    Query,
    Unit,
    Unspent,
)
from egovmaturity.scoring.assess import assess

COSTS = {
    "P3": {4: 1},
    "Q1": {3: 5},
    "Q2": {4: 3},
    "Q3": {3: 1, 4: 3},
    "R1": {3: 6},
    "R2": {3: 3, 4: 4},
    "R3": {2: 2, 3: 3},
    "T1": {1: 4, 2: 5, 3: 7},
    "T2": {2: 3, 3: 4, 4: 4},
    "T3": {1: 2, 2: 2, 3: 4},
}
REQUIRES = {"R1": ("Q1", 3, 3), "T1": ("R1", 3, 1)}
"""By question: another one, its level, and the first level here that needs it."""

NOW = {
    "P1": 3,
    "P2": 4,
    "P3": 3,
    "Q1": 2,
    "Q2": 3,
    "Q3": 2,
    "R1": 2,
    "R2": 2,
    "R3": 1,
    "T1": 0,
    "T2": 1,
    "T3": 0,
}
_STAGES = {
    "1": [("P1", 2, 3, 2), ("P2", 1, 4, None), ("P3", 1, 4, None)],
    "2": [("Q1", 2, 3, 2), ("Q2", 2, 4, None), ("Q3", 1, 4, None)],
    "3": [("R1", 3, 3, 2), ("R2", 2, 4, None), ("R3", 1, 3, None)],
    "4": [("T1", 2, 3, 2), ("T2", 2, 4, None), ("T3", 1, 3, None)],
}


def priced(question_id, costs=COSTS, requires=REQUIRES, **more):
    """A question with what its steps cost and what they need."""
    needs = [Prerequisite(*requires[question_id])] if question_id in requires else []
    per_step = {level: Fraction(cost) for level, cost in costs.get(question_id, {}).items()}
    return question(question_id, requires=tuple(needs), cost=per_step, **more)


def instrument(costs=COSTS, requires=REQUIRES, **rule):
    stages = (
        stage(
            name,
            *(
                priced(q, costs, requires, weight=weight, top=top, mandatory=mandatory)
                for q, weight, top, mandatory in rows
            ),
        )
        for name, rows in _STAGES.items()
    )
    return questionnaire(*stages, **{"attain": "> 1/2", "foundation": "> 17/20", **rule})


INSTRUMENT = instrument()
ASSESSED = assess(INSTRUMENT, answers(NOW))


def place(assessment, name):
    """The stage or band of this id; ``None`` for none."""
    questionnaire = assessment.questionnaire
    order = questionnaire.stages or questionnaire.rule.bands
    return next((each for each in order if each.id == name), None)


def query(
    to=None,
    *,
    assessment=ASSESSED,
    budgets=(),
    years=None,
    first=2027,
    minimums=(),
    unit="rupiah",
    data=None,
    assumed=None,
    unspent="lapses",
    lag=0,
):
    """A question to the planner: ``query("3", budgets=[12, 12, 12])``.

    ``budgets`` are those of the first years; ``None`` for a year without. ``lag`` is asked of
    every prerequisite of the instrument.
    """
    given = {first + n: Fraction(b) for n, b in enumerate(budgets) if b is not None}
    horizon = Horizon(first, years or max(1, len(budgets)), given, Unspent(unspent))
    if lag:
        data = PlanData(
            questions={
                q: Conditions(needs=(Need(other, level, start, lag),))
                for q, (other, level, start) in REQUIRES.items()
            }
        )
    return Query(
        Aim(place(assessment, to), tuple(minimums)),
        horizon,
        Unit(unit),
        data or PlanData(),
        None if assumed is None else Fraction(assumed),
    )


def bought(roadmap):
    """The steps of each year, as the method writes them."""
    return {
        year.year - roadmap.query.horizon.first + 1: " ".join(
            f"{s.question.id}->{s.level}" for s in year.steps
        )
        for year in roadmap.years
        if year.steps
    }


def spent(roadmap):
    return [int(year.cost) for year in roadmap.years]
