"""What fell since an earlier year, against the plain definition."""

from fractions import Fraction

import pytest
from builders import NA, answers, not_applicable, question, questionnaire, scale, stage, unanswered
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY, claims, rank, with_sheet

from egovmaturity.domain.answers import Unanswered
from egovmaturity.domain.results import BandedVerdict, Basis
from egovmaturity.examining.regression import LevelFall, ScoreFall, fallen, find_falls, worse
from egovmaturity.scoring.assess import assess

NOTHING = Fraction(0)
FIVE = scale(5, lowest=1)
ONE = questionnaire(stage("s", question("a", scale=FIVE), question("b", scale=FIVE)))


@pytest.mark.parametrize(
    ("before", "now", "fall"),
    [
        pytest.param(3, 3, None, id="the same"),
        pytest.param(3, 4, None, id="higher"),
        pytest.param(3, 2, LevelFall("a", 3, 2), id="lower"),
        pytest.param(3, unanswered(), LevelFall("a", 3, None), id="open"),
        pytest.param(1, unanswered(), None, id="open, and lowest before"),
        pytest.param(unanswered(), 1, None, id="open before"),
        pytest.param(1, NA, LevelFall("a", 1, None), id="left out"),
        pytest.param(1, not_applicable("The regent"), None, id="left out, approved"),
        pytest.param(NA, 1, None, id="left out before"),
        pytest.param(NA, NA, None, id="left out in both"),
    ],
)
def test_a_question(before, now, fall):
    earlier, later = (assess(ONE, answers(a=given, b=2)) for given in (before, now))
    assert fallen(earlier, later) == ((fall,) if fall else ())


@pytest.mark.parametrize(
    ("fall", "limit", "is_found"), [(2, 1, True), (2, 2, False), (1, 1, False)]
)
def test_how_many_levels_a_question_may_fall(fall, limit, is_found):
    earlier, later = assess(ONE, answers(a=5, b=1)), assess(ONE, answers(a=5 - fall, b=5))
    found = find_falls(earlier, later, NOTHING, Fraction(limit), frozenset())
    assert bool(found.levels) is is_found


def test_a_score_falls_by_more_than_is_tolerated():
    earlier, later = assess(ONE, answers(a=5, b=1)), assess(ONE, answers(a=4, b=1))
    fall = Fraction(25, 2)
    for tolerance, is_found in {fall: False, fall - Fraction(1, 10**9): True}.items():
        found = find_falls(earlier, later, tolerance, Fraction(9), frozenset())
        assert bool(found.scores) is is_found
    assert found.scores == (
        ScoreFall(None, Fraction(50), Fraction(75, 2)),
        ScoreFall("s", Fraction(1, 2), Fraction(3, 8)),
    )


def test_what_no_longer_has_a_score_has_fallen():
    earlier, later = assess(ONE, answers(a=1, b=1)), assess(ONE, answers(a=NA, b=NA))
    found = find_falls(earlier, later, Fraction(100), Fraction(9), frozenset())
    assert [fall.now for fall in found.scores] == [None, None]
    assert len(found.levels) == 2


@PROPERTY
@given(with_sheet(sheet_of=claims), st.data())
def test_what_may_fall_counts_as_before(model_and_sheet, data):
    """Scores and verdict are those of the answers with the earlier ones put back."""
    asked, now = model_and_sheet
    before = data.draw(claims(asked))
    allowed = data.draw(st.sets(st.sampled_from([each.id for each in asked.questions])))
    earlier, later = (assess(asked, sheet, Basis.CLAIMED) for sheet in (before, now))
    put_back = {
        name: before.answers.get(name, Unanswered()) for name in allowed & worse(earlier, later)
    }
    restored = assess(asked, now._replace(answers={**now.answers, **put_back}), Basis.CLAIMED)
    found = find_falls(earlier, later, NOTHING, NOTHING, allowed)
    assert {fall.question for fall in found.levels}.isdisjoint(allowed)
    assert bool(found.verdict) is (_rank(asked, restored) < _rank(asked, earlier))
    scores = {fall.stage: fall.now for fall in found.scores}
    if earlier.index_in_print is not None:
        is_lower = restored.index is None or restored.index_in_print < earlier.index_in_print
        assert (None in scores) is is_lower
        if is_lower:
            assert scores[None] == restored.index_in_print
    for old, new in zip(earlier.stages, restored.stages, strict=True):
        low = new.group.score.low if new.group.score else None
        is_lower = old.group.score is not None and (low is None or low < old.group.score.low)
        assert (old.stage.id in scores) is is_lower


def _rank(asked, assessment):
    verdict = assessment.verdict
    place = verdict.band if isinstance(verdict, BandedVerdict) else verdict.attained
    return rank(asked, place)
