"""Plans: the method's numbers, and that carrying one out gives exactly what it promises."""

from fractions import Fraction
from itertools import product

import pytest
from builders import (
    answers,
    bands,
    question,
    questionnaire,
    section,
    stage,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_example import ASSESSED, INSTRUMENT, NOW, bought, instrument, query, spent
from strategies import claims, rank

from egovmaturity.domain.questionnaire import Prerequisite
from egovmaturity.domain.results import Basis, Excluded, StagedVerdict
from egovmaturity.domain.roadmap import (
    NoRoadmap,
    SolverName,
)
from egovmaturity.planning.find_plan import (
    find_fewest_years,
    find_plan,
)
from egovmaturity.planning.plan import carried_out
from egovmaturity.scoring.assess import assess, outcome

SOLVERS = pytest.mark.parametrize("solver", SolverName)


# The method's numbers


@SOLVERS
@pytest.mark.parametrize(
    ("asked", "cost", "years"),
    [
        pytest.param(query("3"), 7, [7], id="E70 and E76: to stage 3"),
        pytest.param(query("4"), 33, [33], id="E72: to stage 4"),
        pytest.param(query("4", budgets=[20] * 3), 33, [20, 13, 0], id="E74: 20 a year"),
        pytest.param(query("4", budgets=[12] * 3), 33, [12, 12, 9], id="E74: 12 a year"),
        pytest.param(query("4", budgets=[11] * 3), 33, [11, 11, 11], id="E74: 11 a year"),
        pytest.param(query("4", budgets=[20] * 3, lag=1), 33, [18, 6, 9], id="E74: a year of lag"),
    ],
)
def test_the_numbers_of_the_method(asked, cost, years, solver):
    found = find_plan(ASSESSED, asked, solver)
    assert (found.cost, found.proof.bound, found.is_proven) == (cost, cost, True)
    assert spent(found) == years


@SOLVERS
def test_the_plan_of_the_method(solver):
    assert bought(find_plan(ASSESSED, query("3"), solver)) == {1: "Q2->4 Q3->3 Q3->4"}
    assert find_plan(ASSESSED, query("4"), solver).levels == {
        "Q1": 3, "Q2": 4, "R1": 3, "R2": 3, "R3": 2, "T1": 2, "T2": 2, "T3": 1
    }  # fmt: skip


@SOLVERS
def test_ten_a_year_lack_three(solver):
    """E74: 33 are needed and there are 30."""
    found = find_plan(ASSESSED, query("4", budgets=[10] * 3), solver)
    assert isinstance(found, NoRoadmap)
    assert (found.extra.total, sum(found.extra.by_year.values())) == (3, 3)
    assert found.extra.roadmap.cost == 33


@SOLVERS
def test_twelve_a_year_with_a_year_of_lag_take_three_years(solver):
    """E74: the fewest years."""
    asked = query("4", budgets=[12] * 7, lag=1)
    assert len(find_fewest_years(ASSESSED, asked, solver).years) == 3


@SOLVERS
def test_what_lies_on_a_strict_bar_is_not_enough(solver):
    """E71: Q1 and Q3 at 3 cost 6 and give 17/20 exactly, which is not above 17/20."""
    edge = assess(INSTRUMENT, answers({**NOW, "Q1": 3, "Q3": 3}))
    assert edge.stages[1].group.score.low == Fraction(17, 20)
    assert edge.verdict.attained.id == "2"
    assert find_plan(ASSESSED, query("3"), solver).cost == 7
    lenient = instrument(foundation=">= 17/20")
    assessed = assess(lenient, answers(NOW))
    assert find_plan(assessed, query("3", assessment=assessed), solver).cost == 6


@SOLVERS
def test_the_textbook_case_that_greed_gets_wrong(solver):
    """E75: A gains 9 for 6, B 10 for 7, needed are 10."""
    asked = questionnaire(
        stage(
            "one",
            question("A", top=1, weight=9, cost={1: Fraction(6)}),
            question("B", top=1, weight=10, cost={1: Fraction(7)}),
            question("C", top=1, weight=1, cost={1: Fraction(99)}),
        ),
        attain=">= 1/2",
    )
    assessed = assess(asked, answers(A=0, B=0, C=0))
    assert find_plan(assessed, query("one", assessment=assessed), solver).cost == 7


# Against trying every level of every question


@st.composite
def priced_models(draw):
    """A small questionnaire with costs and prerequisites, and a sheet for it."""
    from strategies import questions

    names = [f"{place}-{n}" for place in ("one", "two") for n in (1, 2)]
    names = names[: draw(st.integers(2, 4))]
    asked = {}
    for name in names:
        each = draw(questions(name, may_be_mandatory=True))
        levels = [level.number for level in each.scale.levels]
        cost = {level: Fraction(draw(st.integers(0, 6))) for level in levels[1:]}
        requires = ()
        if asked and draw(st.booleans()):
            other = asked[draw(st.sampled_from(sorted(asked)))]
            level = draw(st.sampled_from([x.number for x in other.scale.levels]))
            start = draw(st.sampled_from([None, *levels]))
            requires = (Prerequisite(other.id, level, start),)
        asked[name] = each._replace(cost=cost, requires=requires)
    if draw(st.booleans()):
        bar, foundation = draw(
            st.sampled_from([("> 1/2", "> 17/20"), (">= 3/4", ">= 1/2"), (">= 60 %", ">= 60 %")])
        )
        groups = [[q for n, q in asked.items() if n.startswith(p)] for p in ("one", "two")]
        model = questionnaire(
            *(stage(p, *g) for p, g in zip(("one", "two"), groups, strict=True) if g),
            attain=bar,
            foundation=foundation,
            vacuous=draw(st.sampled_from(["block", "skip"])),
        )
    else:
        plain = [q._replace(mandatory=None) for q in asked.values()]
        model = questionnaire(
            section("d", *plain[:1], weight=2),
            section("e", *plain[1:]),
            rule=bands(
                {"low": 0, "middle": "0.4", "high": "0.8"},
                closed=draw(st.sampled_from(["left", "right"])),
            ),
        )
    return model, draw(claims(model))


def cheapest_by_trial(assessed, to):
    """The least cost of levels with which the answers attain ``to``; ``None``: there are none."""
    steps = {
        result.question.id: _levels(result)
        for result in assessed.questions
        if not isinstance(result.counted, Excluded)
    }
    wanted, best = rank(assessed.questionnaire, to), None
    for chosen in product(*steps.values()):
        levels = dict(zip(steps, chosen, strict=True))
        cost = sum(_cost(assessed, name, level) for name, level in levels.items())
        if (best is not None and cost >= best) or not _allowed(assessed, levels):
            continue
        raised = {name: level for name, level in levels.items() if level is not None}
        sheet = carried_out(assessed, raised)
        verdict = outcome(assessed.questionnaire, sheet, Basis.CLAIMED)[1]
        attained = verdict.attained if isinstance(verdict, StagedVerdict) else verdict.band
        if rank(assessed.questionnaire, attained) >= wanted:
            best = cost
    return best


def _levels(result):
    now = getattr(result.counted, "rating", None)
    numbers = [level.number for level in result.question.scale.levels]
    return [*([None] if now is None else []), *(n for n in numbers if now is None or n >= now)]


def _now(assessed, name):
    result = next(q for q in assessed.questions if q.question.id == name)
    return result, getattr(result.counted, "rating", result.question.scale.lowest)


def _cost(assessed, name, level):
    result, now = _now(assessed, name)
    cost = result.question.cost
    return sum((cost[n] for n in cost if level is not None and now < n <= level), Fraction(0))


def _allowed(assessed, levels):
    """Whether every question that is raised has what it needs, where that applies."""
    for name, level in levels.items():
        result, now = _now(assessed, name)
        for need in result.question.requires:
            first = max(now + 1, need.from_level or 0)
            other = levels.get(need.question, need.level)
            if other is None:
                other = _now(assessed, need.question)[1]
            if level is not None and level >= first and other < need.level:
                return False
    return True


@SOLVERS
@settings(deadline=None, derandomize=True, max_examples=100)
@given(case=priced_models())
def test_nothing_cheaper_attains_the_target(solver, case):
    model, sheet = case
    assessed = assess(model, sheet)
    for target in model.stages or model.rule.bands:
        found = find_plan(assessed, query(target.id, assessment=assessed), solver)
        cheapest = cheapest_by_trial(assessed, target)
        if cheapest is None:
            assert isinstance(found, NoRoadmap)
        else:
            assert (found.cost, found.proof.bound) == (cheapest, cheapest)
