"""What an answer still lacks."""

import pytest
from builders import document_wanted, number_range, question, scale

from egovmaturity.collecting.claims import claim_of
from egovmaturity.collecting.completeness import completeness, evidence_needed_from
from egovmaturity.domain.answers import (
    Details,
    DontKnow,
    Evidence,
    NotApplicable,
    Rated,
    Unanswered,
)
from egovmaturity.domain.collecting import Completeness

PROOF = Details(evidence=(Evidence("a", "", None, "", ()),))
PLACE_ONLY = Details(evidence=(Evidence("", "", None, "a.pdf", ()),))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(Unanswered(Details(note="later")), Completeness.OPEN, id="blank with a note"),
        pytest.param(DontKnow(), Completeness.OPEN, id="don't know"),
        pytest.param(Rated(1), Completeness.COMPLETE, id="below the level that needs a document"),
        pytest.param(Rated(2), Completeness.NO_EVIDENCE, id="at that level, without one"),
        pytest.param(Rated(2, PROOF), Completeness.COMPLETE, id="at that level, with one"),
        pytest.param(Rated(3, PLACE_ONLY), Completeness.NO_EVIDENCE, id="a place is no document"),
        pytest.param(NotApplicable(" \u00a0"), Completeness.NO_REASON, id="out without a reason"),
        pytest.param(NotApplicable("no port"), Completeness.COMPLETE, id="out with a reason"),
    ],
)
def test_what_is_lacking(answer, expected):
    assert completeness(question("a", scale=scale(4)), claim_of(answer)) is expected


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        pytest.param(question("a", scale=scale(4)), 2, id="usually 2"),
        pytest.param(question("a", scale=scale(1)), 1, id="yes or no: yes"),
        pytest.param(question("a", scale=scale(5, lowest=3)), 3, id="a scale that starts above"),
        pytest.param(question("a", scale=scale(1, lowest=-1)), 1, id="a scale that ends below"),
        pytest.param(question("a", scale=number_range()), None, id="a number needs none"),
        pytest.param(
            question("a", evidence=[document_wanted("x", 3), document_wanted("y", 4)]),
            3,
            id="as the questionnaire says",
        ),
    ],
)
def test_from_which_level_a_document_is_needed(asked, level):
    assert evidence_needed_from(asked) == level
