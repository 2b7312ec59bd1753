"""A waterfall in print adds up, and no part changes its sign."""

from fractions import Fraction

from builders import answers, bands, question, questionnaire
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.domain.comparison import Cause, Share, Waterfall
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.scoring.assess import assess
from egovmaturity.views.context import Extras, context_of
from egovmaturity.views.waterfall_parts import falls_view, printed, waterfall_rows

PERCENT = questionnaire(question("a"), rule=bands(lowest=0, highest=100))
SCALE = questionnaire(question("a"), rule=bands(lowest=1, highest=5))
EXACT = st.fractions(-1, 1, max_denominator=100_000)


def context(asked):
    found = assess(asked, answers(a=1))
    return context_of(found, make_plan(found), Words("en"), Extras())


def fall(before, amounts):
    shares = tuple(
        Share(cause, amount, 1 if amount else 0)
        for cause, amount in zip(Cause, amounts, strict=True)
    )
    return Waterfall(before, before + sum(amounts), shares)


@PROPERTY
@given(
    st.sampled_from([PERCENT, SCALE]),
    st.fractions(0, 1, max_denominator=100_000),
    st.lists(EXACT, min_size=6, max_size=6),
)
def test_what_is_printed_adds_up_and_keeps_its_sign(asked, before, amounts):
    found = fall(before, amounts)
    shown = printed(context(asked), found)
    assert shown.before + sum(shown.parts) == shown.after
    low, high = asked.index_range
    for amount, part in zip(amounts, shown.parts, strict=True):
        assert part * amount >= 0
        assert abs(part - (high - low) * 100 * amount) < 2
        assert amount or not part


def test_rows_name_the_causes_at_work_between_the_years():
    found = fall(Fraction(1, 4), [Fraction(1, 8), 0, Fraction(-1, 16), 0, 0, 0])
    rows = waterfall_rows(context(PERCENT), found, (2025, 2026)).rows
    assert rows == (
        ("Index of 2025", "", "25.00"),
        ("Higher levels", "1", "+12.50"),
        ("Questions answered, open or not applicable", "1", "−6.25"),
        ("Index of 2026", "", "31.25"),
    )


def test_bars_lie_where_the_index_goes():
    found = fall(Fraction(1, 4), [Fraction(1, 2), Fraction(-1, 4), 0, 0, 0, 0])
    drawn = falls_view(context(PERCENT), found, "why")[0]
    spans = [(bar.kind, float(bar.x), float(bar.width)) for bar in drawn.bars]
    assert [kind for kind, _, _ in spans] == ["level", "", "down", "level"]
    assert spans[0][1:] == (0, 33.33)
    assert spans[1][1:] == (33.33, 66.67)
    assert spans[2][1:] == (66.67, 33.33)
