"""How far assessors agree, in words."""

from fractions import Fraction

import pytest
from builders import NA, answers, bands, exact, number_range, question, questionnaire, stage
from scoring.test_method_examples import EXAMPLES, INSTRUMENT, by_question

from egovmaturity.examining.agreement import find_agreement
from egovmaturity.language import Words
from egovmaturity.views.agreement_view import DisputeView, agreement_view
from egovmaturity.views.report import FactView


def view(asked, *sheets, language="en"):
    return agreement_view(find_agreement(asked, sheets), Words(language).naming(asked))


def assessor(levels):
    return answers({n: level for n, level in by_question(levels).items() if level is not None})


HALF = questionnaire(stage("s", question("a"), question("b")), attain=">= 1/2")


def test_the_method_example():
    found = view(INSTRUMENT, *(assessor(row) for row in EXAMPLES["E41"]["assessors"]))
    assert found.assessors == ("answers.yaml",) * 3
    assert found.summary[:2] == (
        "The assessors agree enough for tentative conclusions (alpha 0.772).",
        "They differ on 8 of 12 questions.",
    )
    assert found.summary[2] == (
        "Together they come to: Title of 2. With every disputed rating at its lowest it is Title "
        "of 1, at its highest Title of 2. Each of these alone can change it: P1."
    )
    assert found.facts[:2] == (
        FactView("Krippendorff's alpha, ordinal", "0.772"),
        FactView("Krippendorff's alpha, interval", "0.804"),
    )
    assert len(found.facts) == 3
    assert found.disputes[0] == DisputeView(
        "P1",
        "Title of P1",
        ("3", "3", "2"),
        "3",
        "1 level",
        is_wide=False,
        effect="lowest rating: Title of 1",
    )


def alpha_of(*rows):
    asked = questionnaire(*(question(f"q{n}") for n in range(len(rows[0]))), rule=bands())
    sheets = [answers({f"q{n}": level for n, level in enumerate(row)}) for row in rows]
    return view(asked, *sheets)


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        pytest.param(
            [[0, 1, 2, 3], [0, 1, 2, 3]],
            "The assessors agree well enough to rely on their answers (alpha 1.000).",
            id="rely",
        ),
        pytest.param(
            [[0, 3, 0, 3], [3, 0, 3, 0]],
            "The assessors agree too little to rely on their answers (alpha −0.750)",
            id="low",
        ),
        pytest.param([[2, 2], [2, 2]], "All ratings are alike", id="no variation"),
    ],
)
def test_agreement_in_words(rows, begins):
    assert alpha_of(*rows).summary[0].startswith(begins)


def test_nothing_to_measure():
    found = view(HALF, answers(a=1), answers(b=1))
    assert found.summary[0].startswith("No question was rated by two assessors")
    assert found.facts == ()


def test_coefficients_without_variation_say_so():
    assert [fact.text for fact in alpha_of([2], [2]).facts] == ["1.000, without variation"] * 5


def test_coefficients_are_rounded_down():
    """2/3 is printed as 0.666, never as the 0.667 from which conclusions are allowed."""
    example = EXAMPLES["E45"]
    facts = alpha_of(example["first"], example["second"]).facts
    assert (facts[3].text, facts[4].text) == ("0.745", "0.867")
    assert exact(example["linear"]) > Fraction(745, 1000)


def test_agreed_on_everything():
    found = view(HALF, answers(a=3, b=1), answers(a=3, b=1))
    assert found.summary[1:] == (
        "They differ on no question.",
        "Together they come to: Title of s. It stays whichever way the disputes end.",
    )
    assert found.disputes == ()


def test_wide_disputes_are_named():
    found = view(HALF, answers(a=3, b=0), answers(a=3, b=2))
    assert found.summary[1] == "They differ on 1 of 2 questions. Two levels or more apart: b."
    assert (found.disputes[0].spread, found.disputes[0].is_wide) == ("2 levels", True)


def test_disputes_about_what_applies():
    found = view(HALF, answers(a=2, b=0), answers(a=2, b=NA))
    assert found.disputes[0] == DisputeView(
        "b",
        "Title of b",
        ("0", "Not applicable"),
        "0",
        "",
        is_wide=False,
        effect="not applicable: Title of s",
    )
    assert found.summary[2] == (
        "Together they come to: No stage attained. Each of these alone can change it: b."
    )


def test_both_ends_alone_are_named():
    found = view(HALF, answers(a=0, b=2), answers(a=3, b=2), answers(a=1, b=2))
    assert found.disputes[0].effect == "lowest rating: No stage attained"


def test_together_only():
    found = view(HALF, answers(a=0, b=1), answers(a=1, b=2))
    assert found.summary[2] == (
        "Together they come to: No stage attained. With every disputed rating at its lowest it is "
        "No stage attained, at its highest Title of s."
    )


def test_numbers_and_open_answers():
    asked = questionnaire(
        question("n", scale=number_range(0, 10)), question("b"), rule=bands(highest=10)
    )
    found = view(asked, answers(n=exact("2.5"), b=1), answers(n=7), answers(n=7))
    assert found.disputes[0].given == ("2.5", "7", "7")
    assert found.disputes[0].spread == "45.0% of the range"
    assert found.disputes[0].consensus == "7"


def test_in_indonesian():
    found = view(HALF, answers(a=3, b=0), answers(a=3, b=2), language="id")
    assert found.summary[1] == (
        "Penilaian berbeda pada 1 dari 2 kriteria. Berselisih dua tingkat atau lebih: b."
    )
