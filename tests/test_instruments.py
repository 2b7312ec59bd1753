"""The bundled questionnaires carry the structure of the instruments they are named after.

Numbers here are facts of the instruments, written down once more apart from the questionnaires.
"""

import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from egovmaturity import load_questionnaire
from egovmaturity.domain.questionnaire import BandedRule, NumberRange
from egovmaturity.loading.catalogue import bundled_ids

QUESTIONNAIRES = Path(__file__).parent.parent / "questionnaires"

SECTIONS = {
    "spbe-2018": [(17, 7, 10), (28, 8, 8, 12), (55, 35, 20)],
    "spbe-2020": [(13, 13), (25, 10, 10, 5), ("16.5", 12, "4.5"), ("45.5", "27.5", 18)],
    "pemdi-2026": [(10,), (10,), (15,), (15,), (10,), (15,), (25,)],
}
"""Weight of each domain (or aspect) and of the aspects in it, in percent."""

INDICATORS = {
    "spbe-2018": [1] * 17 + [4] * 7 + [5] * 7 + [Fraction(10, 3)] * 6,
    "spbe-2020": ["1.3"] * 10 + ["2.5"] * 10 + ["1.5"] * 11 + ["2.75"] * 10 + [3] * 6,
    "pemdi-2026": [5, 5, 5, 5, 5, 3, 3, 4, 4, 4, 3, 4, 5, 5, 4, 4, 4, 3, 10, 15],
}
"""Weight of every indicator, in order of its official number, in percent."""

BANDS = {
    "spbe-2018": ["0", "1.8", "2.6", "3.5", "4.2"],
    "spbe-2020": ["0", "1.8", "2.6", "3.5", "4.2"],
    "pemdi-2026": ["0", "1.5", "2.5", "3.5", "4"],
    "egdi": ["0", "0.25", "0.5", "0.75"],
    "gtmi": ["0", "0.25", "0.5", "0.75"],
}

STAGES = {
    "inpres-3-2003": ["persiapan", "pematangan", "pemantapan", "pemanfaatan"],
    "publish-interact-transact-integrate": ["publikasi", "interaksi", "transaksi", "integrasi"],
    "egov-evolution": [
        "komputerisasi", "kehadiran-daring", "interaksi", "integrasi", "transformasi",
    ],
    "implementation-cycle": ["persiapan", "implementasi", "evaluasi"],
}  # fmt: skip

SIZES = {
    "success-factors": 24,
    "spbe-2020": 47,
    "spbe-2018": 37,
    "pemdi-2026": 20,
    "inpres-3-2003": 58,
    "egdi": 3,
    "gtmi": 4,
}


@pytest.mark.parametrize("name", SECTIONS)
def test_domains_and_aspects_weigh_what_the_regulation_says(name):
    found = [
        (section.weight, *(inner.weight for inner in section.sections))
        for section in load_questionnaire(name).sections
    ]
    assert found == [tuple(map(Fraction, weights)) for weights in SECTIONS[name]]
    assert sum(weights[0] for weights in found) == 100


@pytest.mark.parametrize("name", INDICATORS)
def test_indicators_weigh_what_the_regulation_says(name):
    weights = [question.weight for question in load_questionnaire(name).questions]
    assert weights == [Fraction(weight) for weight in INDICATORS[name]]
    assert sum(weights) == 100


@pytest.mark.parametrize("name", BANDS)
def test_bands_begin_where_they_were_published(name):
    rule = load_questionnaire(name).rule
    assert isinstance(rule, BandedRule)
    assert [band.start for band in rule.bands] == [Fraction(start) for start in BANDS[name]]
    assert rule.closed.value == "left"


@pytest.mark.parametrize("name", ["spbe-2020", "pemdi-2026"])
def test_a_level_counts_its_own_number_and_an_open_indicator_nothing(name):
    questionnaire = load_questionnaire(name)
    for question in questionnaire.questions:
        assert [level.number for level in question.scale.levels] == [1, 2, 3, 4, 5]
        for level in question.scale.levels:
            assert questionnaire.index_in_print(level.worth) == level.number
    assert questionnaire.index_range == (0, 5)


@pytest.mark.parametrize("name", STAGES)
def test_stages_stand_in_the_order_of_their_model(name):
    assert [stage.id for stage in load_questionnaire(name).stages] == STAGES[name]


@pytest.mark.parametrize("name", SIZES)
def test_as_much_is_asked_as_the_instrument_has(name):
    assert len(load_questionnaire(name).questions) == SIZES[name]


def test_the_quick_check_asks_four_questions_a_factor():
    questionnaire = load_questionnaire("success-factors")
    asked = Counter(factor for q in questionnaire.questions for factor in q.factors)
    assert list(asked.values()) == [4] * 6
    assert not questionnaire.stages
    assert not questionnaire.sections


def test_the_cycle_has_nine_activities_in_three_phases():
    questionnaire = load_questionnaire("implementation-cycle")
    pairs = {(question.stage, question.factors) for question in questionnaire.questions}
    assert len(questionnaire.factors) == 9
    assert Counter(stage for stage, _ in pairs) == {
        "persiapan": 3, "implementasi": 3, "evaluasi": 3,
    }  # fmt: skip


def test_every_item_of_the_blueprint_is_asked_for_in_the_master_plan():
    questionnaire = load_questionnaire("master-plan")
    items = [item.id for item in questionnaire.blueprint]
    assert items == [f"BP{n:02d}" for n in range(1, 18)]
    fed = {item for question in questionnaire.questions for item in question.blueprint}
    assert fed == set(items)


@pytest.mark.parametrize("name", bundled_ids())
def test_sources_say_where_every_question_comes_from(name):
    text = (QUESTIONNAIRES / name / "SOURCE.md").read_text(encoding="utf-8")
    questions = load_questionnaire(name).questions
    numeric = all(isinstance(question.scale, NumberRange) for question in questions)
    unnamed = [
        question.id
        for question in questions
        if not re.search(rf"(?<![\w.-]){re.escape(question.id)}(?!\w)", text)
    ]
    assert unnamed == [] or numeric


@pytest.mark.parametrize("name", bundled_ids())
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_rubric_is_whole_in_both_languages(name, language):
    for question in load_questionnaire(name, language).questions:
        if isinstance(question.scale, NumberRange):
            continue
        numbers = [level.number for level in question.scale.levels]
        assert list(question.rubric) == numbers
        assert list(question.recommend) == numbers[:-1]
        assert all(question.rubric.values())
        assert all(question.recommend.values())
        assert question.evidence
        assert question.why
