"""Who is asked what, and how a claim is known again when it comes back."""

from datetime import date
from hashlib import sha256

import pytest
from builders import answers, question, questionnaire, rated, stage

from egovmaturity.collecting.claims import Document, claim_of, digest, document_of, plain
from egovmaturity.collecting.handouts import (
    Asking,
    handout_for_all,
    handouts_by_owner,
    owners,
    part_of,
    without_answers,
)
from egovmaturity.domain.answers import Details, Evidence, NotApplicable, Purpose, Rated, Unanswered
from egovmaturity.domain.collecting import Terms

MODEL = questionnaire(
    stage("s", question("a"), question("b"), question("c")._replace(owner="Bappeda"), question("d"))
)
SHEET = answers(
    a=rated(2, owner="Kominfo", note="so"),
    b=Unanswered(Details(owner="Bappeda")),
    c=Unanswered(Details(owner="Kominfo")),
)
PROOF = Evidence("Decree", "12", None, "my  drive/x", ())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(Rated(2), b'["rated","2","",[]]', id="a level"),
        pytest.param(Unanswered(), b'["unanswered",null,"",[]]', id="nothing"),
        pytest.param(
            rated(2, note="Café\u00a0", evidence=[PROOF]),
            b'["rated","2","Caf\\u00e9",[["Decree, 12","my drive/x"]]]',
            id="a note and a document",
        ),
        pytest.param(
            NotApplicable("no port"), b'["not-applicable",null,"no port",[]]', id="a reason"
        ),
    ],
)
def test_what_was_handed_out_is_known_again_by_every_release(answer, said):
    assert digest(claim_of(answer)) == sha256(said).hexdigest()[:16]


ASKING = Asking(MODEL, SHEET, Terms(due=date(2026, 1, 30)), {"a": 1, "b": 3})


def test_offices_in_the_order_of_their_first_question():
    assert owners(ASKING) == ("Kominfo", "Bappeda", "")


def test_the_answers_name_the_office_before_the_questionnaire_does():
    bare = ASKING._replace(sheet=answers())
    assert owners(bare) == ("", "Bappeda")


def test_each_office_is_asked_its_own():
    found = handouts_by_owner(ASKING, ["", "Kominfo"])
    assert [(each.owner, [q.id for q in each.questions]) for each in found] == [
        ("Kominfo", ["a", "c"]),
        ("", ["d"]),
    ]
    assert found[0].answers.keys() == {"a", "c"}
    assert found[0].earlier == {"a": 1}


def test_an_office_without_a_question_is_refused():
    with pytest.raises(ValueError, match="Dinkes"):
        handouts_by_owner(ASKING, ["Dinkes"])


def test_all_questions_in_one():
    assert [q.id for q in handout_for_all(ASKING).questions] == ["a", "b", "c", "d"]


def test_what_comes_back_knows_what_went_out():
    part = part_of(handout_for_all(ASKING))
    assert part.asked == ("a", "b", "c", "d")
    assert part.due == date(2026, 1, 30)
    assert part.handed_out == {"a": digest(claim_of(SHEET.answers["a"]))}  # the rest was blank


def test_blank_handouts_know_that_they_were_blank():
    part = part_of(without_answers(handout_for_all(ASKING)))
    assert part.handed_out == {}


def test_a_verifier_always_sees_what_is_claimed():
    verifying = ASKING._replace(terms=Terms(Purpose.VERIFICATION))
    assert without_answers(handout_for_all(verifying)).answers == SHEET.answers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  a\u00a0b  ", "a b", id="no-break space"),
        pytest.param("a \r\nb\rc", "a\nb\nc", id="line breaks of Windows and old Macs"),
        pytest.param("\n\n", "", id="only line breaks"),
    ],
)
def test_texts_as_a_person_counts_them(text, expected):
    assert plain(text) == expected


def test_a_document_on_one_line():
    evidence = Evidence("Decree\nof 2026", "12/2026", date(2026, 1, 20), " a.pdf ", ())
    assert document_of(evidence) == Document("Decree of 2026, 12/2026, 2026-01-20", "a.pdf")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Rated(1), id="level"),
        pytest.param(Rated(2, Details(note="x")), id="note"),
        pytest.param(Rated(2, Details(evidence=(Evidence("a", "", None, "", ()),))), id="document"),
        pytest.param(NotApplicable("2"), id="not applicable"),
        pytest.param(Unanswered(), id="blank"),
    ],
)
def test_another_claim_has_another_digest(other):
    assert digest(claim_of(other)) != digest(claim_of(Rated(2)))


def test_what_sheets_do_not_carry_makes_no_other_claim():
    plain_answer, owned = Rated(2), Rated(2, Details(owner="Kominfo", target=3))
    assert digest(claim_of(owned)) == digest(claim_of(plain_answer))
