"""What a step costs, where that is written, and in which unit."""

from fractions import Fraction

import pytest
from builders import exact, question, questionnaire
from plan_example import query

from egovmaturity.domain.roadmap import Conditions, Enabler, Origin, PlanData, Unit
from egovmaturity.planning.pricing import Price, Prices, finest, usual_unit

TEN = Fraction(10)


def enabler(**cost):
    return Enabler("hub", "A hub", {Unit(unit): amount for unit, amount in cost.items()}, {"a": 1})


@pytest.mark.parametrize(
    ("asked", "data", "unit"),
    [
        pytest.param(question("a"), PlanData(), Unit.EFFORT, id="nothing has a cost"),
        pytest.param(question("a", effort=3), PlanData(), Unit.EFFORT, id="effort alone"),
        pytest.param(
            question("a", effort=3, cost={1: TEN}), PlanData(), Unit.RUPIAH, id="the questionnaire"
        ),
        pytest.param(
            question("a"),
            PlanData(questions={"a": Conditions(cost={Unit.RUPIAH: {None: TEN}})}),
            Unit.RUPIAH,
            id="the plan file",
        ),
        pytest.param(
            question("a"),
            PlanData(questions={"a": Conditions(cost={Unit.EFFORT: {None: TEN}})}),
            Unit.EFFORT,
            id="the plan file, in points of effort",
        ),
        pytest.param(
            question("a"), PlanData(enablers=(enabler(rupiah=TEN),)), Unit.RUPIAH, id="an enabler"
        ),
        pytest.param(
            question("a"),
            PlanData(enablers=(enabler(effort=TEN),)),
            Unit.EFFORT,
            id="an enabler, in points of effort",
        ),
    ],
)
def test_rupiah_are_counted_where_anything_costs_rupiah(asked, data, unit):
    assert usual_unit(questionnaire(asked), data) is unit


@pytest.mark.parametrize(
    ("cost", "unit", "assumed", "price"),
    [
        pytest.param({"rupiah": TEN}, "rupiah", None, (TEN, Origin.PLAN_FILE), id="as written"),
        pytest.param({"rupiah": TEN}, "rupiah", 7, (TEN, Origin.PLAN_FILE), id="before all else"),
        pytest.param({"effort": TEN}, "rupiah", 7, (7, Origin.ASSUMED), id="as assumed"),
        pytest.param({"effort": TEN}, "rupiah", None, None, id="nobody says it"),
        pytest.param({"effort": TEN}, "effort", None, (TEN, Origin.PLAN_FILE), id="in effort"),
    ],
)
def test_an_enabler_costs_what_the_plan_file_says(cost, unit, assumed, price):
    found = Prices(query(unit=unit, assumed=assumed)).of_enabler(enabler(**cost))
    assert found == (None if price is None else Price(*price))


@pytest.mark.parametrize(
    ("amounts", "unit"),
    [
        pytest.param([6, 9], 3, id="whole amounts"),
        pytest.param(["1/2", "1/3"], "1/6", id="fractions"),
        pytest.param([6, 0, "1/2"], "1/2", id="nothing is a multiple of anything"),
        pytest.param([0, 0], 1, id="all are nothing"),
        pytest.param([], 1, id="there are none"),
    ],
)
def test_the_largest_amount_of_which_all_are_whole_multiples(amounts, unit):
    assert finest(map(exact, amounts)) == exact(unit)
