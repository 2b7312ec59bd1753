"""Plans: the method's numbers, and that carrying one out gives exactly what it promises."""

from fractions import Fraction
from itertools import product

import pytest
from builders import (
    NA,
    answers,
    bands,
    dont_know,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_example import ASSESSED, INSTRUMENT, NOW, bought, instrument, query, spent
from strategies import ANY, claims, rank, with_sheet

from egovmaturity.domain.diagnostics import RefusedError
from egovmaturity.domain.gates import Comparison, Holder, Minimum
from egovmaturity.domain.questionnaire import Prerequisite
from egovmaturity.domain.results import Basis, Excluded, StagedVerdict
from egovmaturity.domain.roadmap import (
    Conditions,
    DelayKind,
    Enabler,
    Need,
    NoRoadmap,
    NoteKind,
    ObstacleKind,
    Origin,
    PlanData,
    Roadmap,
    SolverName,
    Unit,
)
from egovmaturity.planning.find_plan import (
    find_best,
    find_fewest_years,
    find_next_gain,
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
@settings(deadline=None, derandomize=True, max_examples=40)
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


# What a plan takes as it is


def one(*questions, **rule):
    return questionnaire(stage("one", *questions), **{"attain": ">= 1/2", **rule})


def asked(model, given, to="one", **more):
    assessed = assess(model, answers(given))
    return assessed, query(to, assessment=assessed, **more)


def costing(question_id, costs, **more):
    per_step = {level: Fraction(cost) for level, cost in costs.items()}
    return question(question_id, cost=per_step, **more)


def test_an_open_question_costs_all_its_steps():
    model = one(costing("a", {1: 1, 2: 2, 3: 4}), costing("b", {1: 100, 2: 100, 3: 100}))
    for sheet in ({"b": 0}, {"a": dont_know(), "b": 0}):
        found = find_plan(*asked(model, sheet))
        assert (found.cost, found.levels) == (7, {"a": 3})
        assert [step.before for step in found.steps] == [None, 1, 2]
        assert (NoteKind.OPEN_AT_LOWEST, ("a", "b")[:1]) in [
            (note.kind, note.about[:1]) for note in found.notes
        ]


def test_what_does_not_apply_stays_out():
    model = one(costing("a", {1: 1, 2: 2, 3: 4}), costing("b", {1: 1, 2: 1, 3: 1}))
    found = find_plan(*asked(model, {"a": 0, "b": NA}))
    assert found.levels == {"a": 2}


def test_a_number_is_not_raised_by_steps():
    model = one(question("n", scale=number_range()), costing("a", {1: 1, 2: 2, 3: 4}))
    given = {"n": Fraction(1, 3), "a": 0}
    found = find_plan(*asked(model, given))
    assert found.levels == {"a": 2}
    assert NoteKind.NUMBER_STAYS in [note.kind for note in found.notes]
    hopeless = find_plan(*asked(one(question("n", scale=number_range())), {"n": Fraction(1, 3)}))
    assert [(o.kind, o.about, o.reached, o.needed) for o in hopeless.obstacles] == [
        (ObstacleKind.SCORE_OUT_OF_REACH, "one", Fraction(1, 3), Fraction(1, 2))
    ]


def test_a_scale_from_one_that_is_worth_something_at_its_lowest_begins_there():
    rising = scale(3, lowest=1, worths=["1/4", "1/2", "1"])
    model = one(costing("a", {2: 3, 3: 5}, scale=rising))
    found = find_plan(*asked(model, {}))
    assert [(s.before, s.level, s.cost) for s in found.steps] == [(None, 1, 0), (1, 2, 3)]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        pytest.param({"a": NA, "b": 0}, ObstacleKind.MANDATORY_LEFT_OUT, id="no approval"),
        pytest.param({"a": NA, "b": NA}, ObstacleKind.UNDETERMINED, id="nothing applies"),
    ],
)
def test_what_no_money_mends_is_said(given, kind):
    model = one(costing("a", {1: 1}, top=1, mandatory=1), costing("b", {1: 1}, top=1))
    assert [each.kind for each in find_plan(*asked(model, given)).obstacles] == [kind]


def kinds(found):
    return {note.kind: note.about for note in found.notes}


def test_want_of_time_rests_on_no_costs():
    data = PlanData(questions={"a": Conditions(earliest={None: 2030})})
    late = find_plan(*asked(one(question("a", top=1)), {}, data=data, years=2, assumed=1))
    assert (late.years, kinds(late)) == (4, {NoteKind.OPEN_AT_LOWEST: ("a",)})


def test_want_of_money_rests_on_what_the_plan_that_it_opens_rests_on():
    poor = find_plan(*asked(one(question("a", top=1)), {}, budgets=[1], assumed=5))
    assert poor.notes == poor.extra.roadmap.notes
    assert set(kinds(poor)) == {NoteKind.OPEN_AT_LOWEST, NoteKind.ASSUMED_COST}


def test_an_approval_lets_a_mandatory_question_go():
    model = one(costing("a", {1: 1}, top=1, mandatory=1), costing("b", {1: 1}, top=1))
    given = {"a": not_applicable("the regent"), "b": 0}
    assert find_plan(*asked(model, given)).levels == {"b": 1}


def test_the_basis_decides_what_has_to_be_raised():
    model = one(costing("a", {1: 1, 2: 2, 3: 4}))
    sheet = answers(a=rated(3, verified=0))
    for basis, levels in ((Basis.CLAIMED, {}), (Basis.BEST, {"a": 2}), (Basis.VERIFIED, {"a": 2})):
        assessed = assess(model, sheet, basis)
        assert find_plan(assessed, query("one", assessment=assessed)).levels == levels


def test_one_amount_for_a_question_is_paid_once():
    model = one(question("a", cost={None: Fraction(9)}))
    found = find_plan(*asked(model, {"a": 0}))
    assert [step.cost for step in found.steps] == [9, 0]
    assert found.cost == 9


# Costs and conditions from a plan file


@pytest.mark.parametrize(
    ("theirs", "ours", "costs"),
    [
        pytest.param({1: 5, 2: 5}, {2: 1}, [5, 1], id="step by step"),
        pytest.param({1: 5, 2: 5}, {None: 3}, [3, 0], id="one amount for all"),
        pytest.param({None: 5}, {1: 1, 2: 2}, [1, 2], id="in place of one amount"),
        pytest.param({None: 5}, {1: 1}, [1, None], id="one amount cannot be split"),
    ],
)
def test_a_plan_file_comes_before_the_questionnaire(theirs, ours, costs):
    model = one(costing("a", theirs, top=2), attain=">= 1")
    written = {step: Fraction(cost) for step, cost in ours.items()}
    data = PlanData(questions={"a": Conditions(cost={Unit.RUPIAH: written})})
    found = find_plan(*asked(model, {"a": 0}, data=data, assumed=77))
    assert [None if s.cost == 77 else s.cost for s in found.steps] == costs
    assert (Origin.PLAN_FILE in {s.origin for s in found.steps}) is True


def test_effort_and_rupiah_are_not_mixed():
    model = one(costing("a", {1: 5, 2: 5, 3: 5}, effort={1: 1, 2: 1, 3: 1}))
    assert find_plan(*asked(model, {"a": 0})).cost == 10
    assert find_plan(*asked(model, {"a": 0}, unit="effort")).cost == 2


def test_what_has_no_cost_is_named():
    model = one(costing("a", {1: 5}), question("b"))
    with pytest.raises(RefusedError, match=r"a \(2, 3\); b \(1, 2, 3\)"):
        find_plan(*asked(model, {"a": 0, "b": 0}))
    found = find_plan(*asked(model, {"a": 0, "b": 0}, assumed=1))
    assert found.cost == 3
    assert {s.origin for s in found.steps} == {Origin.ASSUMED}
    assert (NoteKind.ASSUMED_COST, ("a", "b")) in [(n.kind, n.about) for n in found.notes]


def test_what_has_no_cost_and_is_not_needed_does_not_matter():
    model = questionnaire(
        stage("one", costing("a", {1: 5}, top=1)), stage("two", question("b")), attain=">= 1/2"
    )
    assert find_plan(*asked(model, {"a": 0, "b": 0})).cost == 5


def shared(**more):
    """Two questions that need one thing, which costs 10, against a dearer one that needs none."""
    enabler = Enabler("hub", "A hub", {Unit.RUPIAH: Fraction(10)}, {"a": 1, "b": 1}, **more)
    return PlanData(enablers=(enabler,))


THREE = one(
    costing("a", {1: 1}, top=1),
    costing("b", {1: 1}, top=1),
    costing("c", {1: 11}, top=1),
    attain=">= 2/3",
)
NONE_YET = {"a": 0, "b": 0, "c": 0}


@SOLVERS
def test_an_enabler_is_paid_once(solver):
    found = find_plan(*asked(THREE, NONE_YET, data=shared()), solver)
    assert (found.cost, found.levels) == (12, {"a": 1, "b": 1})
    assert [each.enabler.id for each in found.enablers] == ["hub"]


@SOLVERS
def test_steps_wait_for_an_enabler(solver):
    assessed, wanted = asked(THREE, NONE_YET, data=shared(lag=1), years=2)
    found = find_plan(assessed, wanted, solver)
    assert [(y.year, y.cost) for y in found.years] == [(2027, 10), (2028, 2)]
    assert find_plan(assessed, query("one", assessment=assessed, data=shared(lag=1))).years == 2


@SOLVERS
def test_an_earliest_year_is_kept(solver):
    data = PlanData(questions={"a": Conditions(earliest={None: 2028})})
    found = find_plan(*asked(THREE, NONE_YET, data=data, years=3), solver)
    assert [(s.question.id, s.year) for s in found.steps] == [("b", 2027), ("a", 2028)]


def test_what_makes_a_plan_wait_is_named():
    needs = (Need("b", 1, lag=2),)
    data = PlanData(questions={"a": Conditions(earliest={1: 2030}, needs=needs)})
    model = one(costing("a", {1: 1}, top=1, weight=9), costing("b", {1: 1}, top=1))
    found = find_plan(*asked(model, {"a": 0, "b": 0}, data=data, years=3))
    assert (found.years, found.extra) == (4, None)
    assert [(d.kind, d.about, d.until) for d in found.delays] == [(DelayKind.EARLIEST, "a", "2030")]


# Money


@SOLVERS
def test_what_is_left_over_is_lost_unless_it_carries_over(solver):
    model = one(costing("a", {1: 4, 2: 9}, top=2), attain=">= 1")
    assert find_plan(*asked(model, {"a": 0}, budgets=[8, 6]), solver).extra.total == 3
    kept = find_plan(*asked(model, {"a": 0}, budgets=[8, 6], unspent="carries-over"), solver)
    assert [(y.cost, y.available) for y in kept.years] == [(4, 8), (9, 10)]


def test_a_year_without_a_budget_is_said_to_have_no_limit():
    found = find_plan(*asked(THREE, NONE_YET, budgets=[1, None]))
    assert [(y.cost, y.available) for y in found.years] == [(1, 1), (1, None)]
    assert (NoteKind.NO_LIMIT, ("2028",)) in [(n.kind, n.about) for n in found.notes]


@SOLVERS
@pytest.mark.parametrize(
    ("budgets", "attained"),
    [
        pytest.param([6], "3", id="too little for the next stage"),
        pytest.param([7], "3", id="just enough for the next stage"),
        pytest.param([32], "3", id="not enough for the last"),
        pytest.param([33], "4", id="just enough for the last"),
    ],
)
def test_the_best_stage_for_a_budget(budgets, attained, solver):
    found = find_best(ASSESSED, query(budgets=budgets), solver)
    if budgets == [6]:
        assert (found.query.aim.place.id, found.extra.total) == ("3", 1)
    else:
        assert found.years[-1].verdict.attained.id == attained


@SOLVERS
def test_what_the_next_rupiah_buys(solver):
    to_three = find_plan(ASSESSED, query("3", budgets=[20]), solver)
    gain = find_next_gain(ASSESSED, to_three, solver)
    assert (gain.extra, gain.place.id, gain.roadmap.cost) == (13, "4", 33)
    free = find_next_gain(ASSESSED, find_plan(ASSESSED, query("3"), solver), solver)
    assert (free.extra, free.place.id) == (26, "4")


@SOLVERS
def test_at_the_top_the_next_rupiah_raises_the_index(solver):
    top = find_plan(ASSESSED, query("4", budgets=[33]), solver)
    gain = find_next_gain(ASSESSED, top, solver)
    assert gain.place is None
    assert gain.extra == 1
    assert gain.roadmap.years[-1].index.low > top.years[-1].index.low
    everything = find_plan(ASSESSED, query("4", minimums=full_marks()), solver)
    assert find_next_gain(ASSESSED, everything, solver) is None


def full_marks():
    return [Minimum(Holder.STAGE, s, Comparison.AT_LEAST, Fraction(1), "100 %") for s in "1234"]


@settings(deadline=None, derandomize=True, max_examples=15)
@given(budgets=st.lists(st.integers(3, 14), min_size=1, max_size=3), more=st.integers(1, 9))
def test_a_bigger_budget_is_never_worse(budgets, more):
    less = find_plan(ASSESSED, query("3", budgets=budgets))
    richer = find_plan(ASSESSED, query("3", budgets=[b + more for b in budgets]))
    if isinstance(less, Roadmap):
        assert richer.cost <= less.cost
    elif isinstance(richer, NoRoadmap):
        assert richer.extra.total <= less.extra.total


# Other targets


@pytest.mark.parametrize(
    ("holder", "name"),
    [
        pytest.param(Holder.STAGE, "2", id="a stage"),
        pytest.param(Holder.QUESTION, "Q2", id="a question"),
    ],
)
def test_a_least_score_is_reached_at_least_cost(holder, name):
    bar = Fraction(4) if holder is Holder.QUESTION else Fraction(9, 10)
    minimum = Minimum(holder, name, Comparison.AT_LEAST, bar, "")
    found = find_plan(ASSESSED, query(minimums=[minimum]))
    assert found.is_proven
    assert found.cost == (3 if holder is Holder.QUESTION else 8)


def test_a_section_and_a_factor_have_least_scores_too():
    model = questionnaire(
        section(
            "d",
            costing("a", {1: 2}, top=1, factors=["lead"]),
            section("e", costing("b", {1: 3}, top=1), costing("c", {1: 1}, top=1, weight=3)),
            weight=2,
        ),
        rule=bands({"low": 0, "high": "1/2"}),
    )
    assessed = assess(model, answers(a=0, b=0, c=0))
    for holder, name, bar, levels in (
        (Holder.SECTION, "e", Fraction(3, 4), {"c": 1}),
        (Holder.SECTION, "d", Fraction(7, 8), {"a": 1, "c": 1}),
        (Holder.FACTOR, "lead", Fraction(1, 3), {"a": 1}),
    ):
        minimum = Minimum(holder, name, Comparison.AT_LEAST, bar, "")
        wanted = query(assessment=assessed, minimums=[minimum])
        assert find_plan(assessed, wanted).levels == levels


def test_what_is_attained_already_costs_nothing():
    found = find_plan(ASSESSED, query("2"))
    assert (found.cost, found.steps, found.is_proven) == (0, (), True)


# What never changes


@settings(deadline=None, derandomize=True, max_examples=25)
@given(case=with_sheet(ANY, claims))
def test_a_plan_carried_out_attains_what_it_promises(case):
    model, sheet = case
    assessed = assess(model, sheet)
    for target in model.stages or model.rule.bands:
        found = find_plan(assessed, query(target.id, assessment=assessed, assumed=1))
        if isinstance(found, Roadmap):
            after = assess(model, carried_out(assessed, found.levels), Basis.CLAIMED)
            assert after.verdict == found.years[-1].verdict
            attained = getattr(after.verdict, "attained", None) or getattr(
                after.verdict, "band", None
            )
            assert rank(model, attained) >= rank(model, target)
            assert found.cost == len(found.steps) - sum(step.cost == 0 for step in found.steps)


def test_the_order_of_the_questions_does_not_matter():
    backwards = INSTRUMENT._replace(questions=INSTRUMENT.questions[::-1])
    other = assess(backwards, answers(NOW))
    for budgets in ([], [12] * 3):
        there = find_plan(other, query("4", budgets=budgets))
        assert there.levels == find_plan(ASSESSED, query("4", budgets=budgets)).levels
        assert spent(there) == spent(find_plan(ASSESSED, query("4", budgets=budgets)))


def test_the_same_question_has_the_same_answer():
    wanted = query("4", budgets=[12] * 3)
    assert len({repr(find_plan(ASSESSED, wanted)) for _ in range(3)}) == 1


def test_both_solvers_find_the_same_plan():
    for budgets in ([], [20, 20], [12] * 3, [11] * 3):
        plans = [find_plan(ASSESSED, query("4", budgets=budgets), each) for each in SolverName]
        assert plans[0].years == plans[1].years


def test_a_problem_too_large_for_our_own_search_is_refused(monkeypatch):
    monkeypatch.setattr("egovmaturity.planning.search.LIMIT", 5)
    with pytest.raises(RefusedError) as refused:
        find_plan(ASSESSED, query("4"), SolverName.SEARCH)
    assert "egovmaturity[plan]" in refused.value.hint.text


def test_without_highs_the_own_search_answers(monkeypatch):
    monkeypatch.setattr("egovmaturity.planning.highs.is_installed", lambda: False)
    assert find_plan(ASSESSED, query("3")).proof.solver is SolverName.SEARCH
    with pytest.raises(RefusedError, match="not installed"):
        find_plan(ASSESSED, query("3"), SolverName.HIGHS)
