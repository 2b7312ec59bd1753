"""A plan told in the words of the questionnaire: years, owners, money, and what it rests on."""

from fractions import Fraction
from importlib import metadata

import pytest
from builders import answers, bands, exact, question, questionnaire, section, stage
from plan_example import place, query

from egovmaturity.domain.gates import Comparison, Holder, Minimum
from egovmaturity.domain.roadmap import (
    Aim,
    Conditions,
    Enabler,
    Note,
    NoteKind,
    Origin,
    PlanData,
    Proof,
    SolverName,
    Unit,
)
from egovmaturity.planning.find_plan import find_plan
from egovmaturity.planning.roadmaps import is_met
from egovmaturity.scoring.assess import assess
from egovmaturity.version import __version__

MODEL = questionnaire(
    stage(
        "one",
        question("a", top=1, owner="Port office", cost={1: Fraction(3)}),
        question("b", top=1, owner="Fire brigade", cost={1: Fraction(4)}),
        question("c", top=1, cost={1: Fraction(5)}),
    ),
    attain=">= 1",
)
ASSESSED = assess(MODEL, answers(a=0, b=0, c=0))


def planned(**more):
    return find_plan(ASSESSED, query("one", assessment=ASSESSED, **more))


def test_a_step_is_owned_by_whom_the_plan_file_names_else_the_questionnaire():
    data = PlanData(questions={"a": Conditions(owner="Harbour master"), "b": Conditions()})
    found = planned(data=data)
    assert [(s.question.id, s.owner) for s in found.steps] == [
        ("a", "Harbour master"),
        ("b", "Fire brigade"),
        ("c", ""),
    ]


def test_every_year_tells_what_is_done_what_it_costs_and_where_it_leads():
    hub = Enabler("hub", "A hub", {Unit.RUPIAH: Fraction(2)}, {"c": 1}, lag=1)
    found = planned(budgets=[9, 9, None], data=PlanData(enablers=(hub,)))
    assert [(y.year, [s.question.id for s in y.steps], y.cost) for y in found.years] == [
        (2027, ["a", "b"], 9),
        (2028, ["c"], 5),
        (2029, [], 0),
    ]
    assert [(e.enabler, e.year, e.cost) for y in found.years for e in y.enablers] == [
        (hub, 2027, 2)
    ]
    assert [y.index.low for y in found.years] == [Fraction(2, 3), 1, 1]
    assert [y.verdict.attained for y in found.years] == [None, MODEL.stages[0], MODEL.stages[0]]
    (first, *_) = found.steps
    assert (first.before, first.level, first.year, first.cost, first.origin) == (
        0,
        1,
        2027,
        3,
        Origin.QUESTIONNAIRE,
    )
    assert (found.cost, found.proof.bound, found.is_proven) == (14, 14, True)


@pytest.mark.parametrize(
    ("solver", "version"),
    [(SolverName.SEARCH, __version__), (SolverName.HIGHS, metadata.version("highspy"))],
)
def test_the_proof_says_who_searched_and_how_much(solver, version):
    proof = find_plan(ASSESSED, query("one", assessment=ASSESSED), solver).proof
    assert proof == Proof(Fraction(12), solver, version, proof.explored)
    assert proof.explored > 0


def test_the_proof_says_where_ties_are_not_settled(monkeypatch):
    monkeypatch.setattr("egovmaturity.planning.highs._VARIABLES_OF_LATENESS", 0)
    asked = query("one", assessment=ASSESSED, budgets=[9, 9])
    proof = find_plan(ASSESSED, asked, SolverName.HIGHS).proof
    assert (proof.bound, proof.are_ties_settled) == (12, False)


@pytest.mark.parametrize(
    ("budgets", "unspent", "available"),
    [
        pytest.param([20, 5], "lapses", [20, 5], id="it lapses"),
        pytest.param([20, 5], "carries-over", [20, 13], id="it carries over"),
        pytest.param([12, 5], "carries-over", [12, 5], id="where something is left"),
        pytest.param([None, 5], "lapses", [None, 5], id="beside a year without a limit"),
        pytest.param([None, 5], "carries-over", [None, None], id="after one there is none"),
        pytest.param([20, None], "carries-over", [20, None], id="before one there is"),
    ],
)
def test_what_may_be_spent_in_a_year(budgets, unspent, available):
    found = planned(budgets=budgets, unspent=unspent)
    assert [y.available for y in found.years] == available


YEARS = {2026: Fraction(9), 2027: Fraction(99), 2030: Fraction(9)}


@pytest.mark.parametrize(
    ("more", "notes"),
    [
        pytest.param({}, [], id="nothing is limited"),
        pytest.param({"budgets": [20, 5]}, [], id="every year is limited"),
        pytest.param({"budgets": [20, None]}, [(NoteKind.NO_LIMIT, "2028")], id="a year is not"),
        pytest.param(
            {"budgets": [99], "data": PlanData(budgets=YEARS)},
            [(NoteKind.BUDGET_UNUSED, "2026 2030")],
            id="the plan file has budgets for other years",
        ),
        pytest.param(
            {"data": PlanData(budgets=YEARS), "unit": "effort", "assumed": 1},
            [(NoteKind.BUDGET_UNUSED, "2026 2027 2030")],
            id="budgets in rupiah do not count for effort",
        ),
        pytest.param(
            {"budgets": [20, 5], "years": 1},
            [(NoteKind.BUDGET_UNUSED, "2028")],
            id="a budget is given for a year that is not planned",
        ),
    ],
)
def test_what_is_said_of_money_that_counts_otherwise_than_it_may_seem(more, notes):
    kinds = {NoteKind.NO_LIMIT, NoteKind.BUDGET_UNUSED}
    found = [note for note in planned(**more).notes if note.kind in kinds]
    assert found == [Note(kind, tuple(about.split())) for kind, about in notes]


BANDED = questionnaire(
    section("s", question("a"), question("b", factors=["lead"])),
    rule=bands({"low": 0, "high": "1/2"}),
)


@pytest.mark.parametrize(
    ("to", "minimums", "levels", "met"),
    [
        pytest.param("high", {}, {"a": 3}, True, id="a band is there"),
        pytest.param("high", {}, {"a": 2}, False, id="a band is not there"),
        pytest.param("low", {}, {"a": 3}, True, id="a better one is there"),
        pytest.param(None, {"b": 2}, {"b": 2}, True, id="a least level is there"),
        pytest.param(None, {"b": 2}, {"b": 1}, False, id="a least level is not there"),
        pytest.param(None, {"b": 0}, {"a": 3}, False, id="an open question has no level"),
        pytest.param("high", {"b": 1}, {"a": 3, "b": 0}, False, id="a band, but not the level"),
        pytest.param("high", {"b": 1}, {"a": 0, "b": 1}, False, id="the level, but not the band"),
        pytest.param("high", {"b": 1}, {"a": 3, "b": 1}, True, id="both"),
        pytest.param(None, {"b": 1, "a": 1}, {"a": 0, "b": 1}, False, id="one of two levels"),
    ],
)
def test_an_aim_is_met_by_answers_with_these_levels(to, minimums, levels, met):
    assessment = assess(BANDED, answers())
    asked = tuple(
        Minimum(Holder.QUESTION, name, Comparison.AT_LEAST, exact(bar), str(bar))
        for name, bar in minimums.items()
    )
    assert is_met(assessment, Aim(place(assessment, to), asked), levels) is met
