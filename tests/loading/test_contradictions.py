"""Answers that a questionnaire declares not to go together: loaded, translated, compared, shown."""

from fractions import Fraction

import pytest
from loading.samples import SMALL, diagnostics, problems, questionnaire, source

from egovmaturity.domain.questionnaire import Condition, Contradiction, Side
from egovmaturity.editions.difference import differences, moves_scores
from egovmaturity.editions.release import DueKind, due
from egovmaturity.language import Words
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.loading.translation_file import translate
from egovmaturity.renderers.instrument import instrument_text

PAIRS = """\
contradictions:
  - id: site-without-plan
    when: {question: B, at_least: 2}
    with: {question: A, at_most: 0}
    because: A site needs a plan.
  - when: {question: C, at_least: 1/2}
    with: {question: B, at_most: 1}
    because: Offices online need a site.
"""
TRANSLATION = """\
format: egovmaturity-translation
version: 1
questionnaire: small
edition: "2026.1"
language: id
contradictions:
  site-without-plan: Situs memerlukan rencana.
"""


def test_contradictions_are_read_with_their_ids():
    assert questionnaire(SMALL + PAIRS).contradictions == (
        Contradiction(
            "site-without-plan",
            Condition("B", Side.AT_LEAST, 2),
            Condition("A", Side.AT_MOST, 0),
            "A site needs a plan.",
        ),
        Contradiction(
            "2",
            Condition("C", Side.AT_LEAST, Fraction(1, 2)),
            Condition("B", Side.AT_MOST, 1),
            "Offices online need a site.",
        ),
    )


@pytest.mark.parametrize(
    ("side", "level", "rating", "holds"),
    [
        pytest.param(Side.AT_LEAST, 2, 2, True, id="at least, just so"),
        pytest.param(Side.AT_LEAST, 2, 1, False, id="at least, below"),
        pytest.param(Side.AT_MOST, 1, 1, True, id="at most, just so"),
        pytest.param(Side.AT_MOST, 1, 2, False, id="at most, above"),
        pytest.param(Side.AT_MOST, Fraction(1, 2), Fraction(501, 1000), False, id="exactly"),
        pytest.param(Side.AT_MOST, 1, None, False, id="nothing said"),
    ],
)
def test_a_condition(side, level, rating, holds):
    assert Condition("A", side, level).holds_for(rating) is holds


def test_the_nearest_question_is_suggested():
    broken = SMALL + PAIRS.replace("question: A,", "question: a,")
    (found,) = diagnostics(questionnaire_from, source(broken))
    assert found.code == "Q102"
    assert found.hint.values["word"] == "A"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("at_most: 0", "at_most: x"), id="a level that was refused"),
        pytest.param(("{question: A, at_most: 0}", "7"), id="a side that was refused"),
        pytest.param(("question: A,", "question: 1,"), id="a question that was refused"),
    ],
)
def test_what_was_refused_is_not_judged_further(change):
    broken = SMALL + PAIRS.replace(*change)
    assert len(problems(questionnaire_from, source(broken))) == 1


def test_reasons_are_translated_and_missing_ones_named():
    loaded = translate(questionnaire(SMALL + PAIRS), source(TRANSLATION, "id.yaml"))
    reasons = [each.because for each in loaded.questionnaire.contradictions]
    assert reasons == ["Situs memerlukan rencana.", "Offices online need a site."]
    missing = [d.cause.values.get("what") for d in loaded.warnings]
    assert "contradictions 2" in missing
    assert "contradictions site-without-plan" not in missing


OLD, NEW = questionnaire(), questionnaire(SMALL + PAIRS)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        pytest.param(OLD, NEW, [("site-without-plan", ""), ("2", "")], id="new"),
        pytest.param(NEW, OLD, [("site-without-plan", ""), ("2", "")], id="gone"),
        pytest.param(
            NEW,
            questionnaire(SMALL + PAIRS.replace("at_most: 0", "at_most: 1")),
            [("site-without-plan", "with")],
            id="a level",
        ),
        pytest.param(
            NEW,
            questionnaire(SMALL + PAIRS.replace("A site needs", "Sites need")),
            [("site-without-plan", "because")],
            id="a reason",
        ),
    ],
)
def test_a_change_asks_for_a_revision_and_moves_no_score(old, new, changed):
    changes = differences(old, new)
    assert [(change.id, change.key) for change in changes] == changed
    assert {change.thing for change in changes} == {"contradiction"}
    assert not moves_scores(changes)
    assert due(old, changes).kind is DueKind.REVISION


def test_they_are_shown_with_the_instrument():
    shown = instrument_text(NEW, Words("en"))
    assert "  B at level 2 or above and A at level 0 or below\n    A site needs a plan." in shown
    assert "Answers that do not go together" not in instrument_text(OLD, Words("en"))
