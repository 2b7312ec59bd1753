"""Which rating of a question counts on which basis."""

from fractions import Fraction

import pytest
from builders import (
    NA,
    document,
    document_wanted,
    dont_know,
    not_applicable,
    number_range,
    question,
    rated,
    unanswered,
)

from egovmaturity.domain.answers import Details, Rated, Verification
from egovmaturity.domain.results import Basis, Excluded, Known, Open, OpenReason
from egovmaturity.scoring.basis import claimed, counted, supported, verified

ASKED = question(
    "asked", top=4, evidence=[document_wanted(str(level), level) for level in (1, 2, 3, 4)]
)
UNANSWERED, DONT_KNOW, UNVERIFIED = (
    Open(OpenReason.UNANSWERED),
    Open(OpenReason.DONT_KNOW),
    Open(OpenReason.UNVERIFIED),
)
PROOF_OF_2 = [document("1", "2")]
WITHOUT_RATING = Rated(3, Details(verification=Verification(None, "an assessor", None, "")))


def known(level):
    return Known(level, Fraction(level, 4))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(
            rated(3, evidence=PROOF_OF_2),
            {"claimed": known(3), "supported": known(2), "verified": UNVERIFIED, "best": known(3)},
            id="a claim half proven",
        ),
        pytest.param(
            rated(3, evidence=PROOF_OF_2, verified=1),
            {"claimed": known(3), "supported": known(2), "verified": known(1), "best": known(1)},
            id="the assessor found less",
        ),
        pytest.param(
            rated(1, verified=4),
            {"claimed": known(1), "supported": known(0), "verified": known(4), "best": known(4)},
            id="the assessor found more",
        ),
        pytest.param(
            rated(3, verified=0),
            {"claimed": known(3), "supported": known(0), "verified": known(0), "best": known(0)},
            id="level 0 is a rating",
        ),
        pytest.param(
            WITHOUT_RATING,
            {"claimed": known(3), "supported": known(0), "verified": UNVERIFIED, "best": known(3)},
            id="a verification without a rating leaves the claim",
        ),
        pytest.param(
            NA,
            dict.fromkeys(Basis, Excluded()),
            id="not applicable is out on every basis",
        ),
        pytest.param(
            not_applicable("the regent", evidence=PROOF_OF_2),
            dict.fromkeys(Basis, Excluded()),
            id="so is what was approved",
        ),
        pytest.param(
            not_applicable(verified=2),
            {
                "claimed": Excluded(),
                "supported": Excluded(),
                "verified": known(2),
                "best": known(2),
            },
            id="unless the assessor rated it all the same",
        ),
        pytest.param(dont_know(), dict.fromkeys(Basis, DONT_KNOW), id="don't know is open"),
        pytest.param(
            dont_know(verified=2),
            {"claimed": DONT_KNOW, "supported": DONT_KNOW, "verified": known(2), "best": known(2)},
            id="the assessor knows more than the respondent",
        ),
        pytest.param(unanswered(), dict.fromkeys(Basis, UNANSWERED), id="no answer is open"),
        pytest.param(
            unanswered(evidence=PROOF_OF_2),
            dict.fromkeys(Basis, UNANSWERED),
            id="documents alone claim nothing",
        ),
        pytest.param(
            unanswered(verified=3),
            {
                "claimed": UNANSWERED,
                "supported": UNANSWERED,
                "verified": known(3),
                "best": known(3),
            },
            id="the assessor answered for them",
        ),
    ],
)
def test_what_counts_on_each_basis(answer, expected):
    assert {basis: counted(ASKED, answer, basis, None) for basis in Basis} == expected


@pytest.mark.parametrize(
    ("answer", "ratings"),
    [
        pytest.param(rated(3, evidence=PROOF_OF_2, verified=1), (3, 2, 1), id="all three"),
        pytest.param(rated(3), (3, 0, None), id="a claim alone"),
        pytest.param(unanswered(verified=1), (None, None, 1), id="a verification alone"),
        pytest.param(NA, (None, None, None), id="not applicable"),
        pytest.param(dont_know(), (None, None, None), id="don't know"),
    ],
)
def test_the_three_ratings_side_by_side(answer, ratings):
    assert (claimed(answer), supported(ASKED, answer, None), verified(answer)) == ratings


def test_the_worth_is_that_of_the_questions_own_scale():
    percent = question("percent", scale=number_range(0, 100))
    assert counted(percent, rated(Fraction(25)), Basis.CLAIMED, None) == Known(
        Fraction(25), Fraction(1, 4)
    )
