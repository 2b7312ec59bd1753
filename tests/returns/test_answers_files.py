"""Answers that come back as YAML or JSON: what forms save, and whole answers files."""

import json
from hashlib import sha256

import pytest
from loading import test_parts
from rewriting.test_write_answers import FEW, FIRST, SECOND

from egovmaturity.collecting.claims import claim_of, digest
from egovmaturity.domain.answers import Rated
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.returns.reading import read_return

PART = test_parts.PART.replace("purpose: verification", "purpose: self")
WHOLE = f"""\
format: egovmaturity-answers
version: 1
questionnaire: {FEW.reference}
institution: {{id: town, name: A town}}
assessment: {{year: 2026}}
answers:
  {SECOND}: 1
  {FIRST}: {{level: 3, note: "done"}}
"""


def returned(tmp_path, text, name="health.yaml", asked=FEW):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_return(path, asked)


def test_a_part_as_a_form_saves_it(tmp_path):
    found = returned(tmp_path, PART)
    assert (found.file, found.sheet.part.owner) == ("health.yaml", "Health office")
    assert found.sha256 == sha256(PART.encode()).hexdigest() == found.sheet.sha256
    assert list(found.sheet.answers) == [FIRST]
    assert found.places == {FIRST: "14:3"}
    assert (found.unreadable, found.is_labelled) == ((), True)


def test_the_answers_of_a_whole_institution(tmp_path):
    found = returned(tmp_path, WHOLE)
    assert found.sheet.part is None
    assert found.places == {FIRST: "8:3", SECOND: "7:3"}
    assert found.sheet.answers[SECOND] == Rated(1)


def test_json_is_read_likewise(tmp_path):
    values = {
        "format": "egovmaturity-answers",
        "version": 1,
        "questionnaire": FEW.reference,
        "institution": {"id": "town", "name": "A town"},
        "assessment": {"year": 2026},
        "part": {"asked": [FIRST]},
        "answers": {FIRST: {"level": 2}},
    }
    found = returned(tmp_path, json.dumps(values), "form.json")
    assert found.sheet.answers == {FIRST: Rated(2)}
    assert found.sheet.part.asked == (FIRST,)


def test_what_an_answer_lacks_is_not_said_of_the_file(tmp_path):
    assert returned(tmp_path, WHOLE).problems == ()


def test_other_warnings_stay(tmp_path):
    found = returned(tmp_path, WHOLE.replace("note:", "reason:"))
    assert [each.code for each in found.problems] == ["W309"]


@pytest.mark.parametrize(
    ("known", "codes"),
    [("b" * 64, ["W346"]), ("a" * 64, []), (None, [])],
    ids=["other", "same", "none"],
)
def test_a_questionnaire_that_was_changed_since(tmp_path, known, codes):
    line = f"  questionnaire_sha256: {known}\n" if known else ""
    text = PART.replace("  owner: Health office\n", f"  owner: Health office\n{line}")
    found = returned(tmp_path, text, asked=FEW._replace(sha256="a" * 64))
    assert [each.code for each in found.problems] == codes


def test_a_reason_may_be_missing_in_a_part(tmp_path):
    found = returned(tmp_path, PART.replace("    level: 2\n", "    not_applicable: true\n"))
    assert found.sheet.answers[FIRST].reason == ""
    assert (found.problems, found.unreadable) == ((), ())


SHOWN = digest(claim_of(Rated(2)))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param(f"{FIRST}: {{level: 3, verification: 1}}", ["13:3"], id="changed"),
        pytest.param(f"{FIRST}: {{level: 2, note: x}}", ["13:3"], id="changed, not verified"),
        pytest.param(f"{SECOND}: {{level: 1, verification: 1}}", ["13:3"], id="added"),
        pytest.param(f"{FIRST}: {{level: 2, verification: 1}}", [], id="as it was shown"),
        pytest.param(f"{FIRST}: {{verification: 1}}", [], id="left out, as forms do"),
    ],
)
def test_an_answer_changed_by_its_verifier_is_said_not_to_be_taken(tmp_path, answers, told):
    head = WHOLE[: WHOLE.index("answers:")]
    part = (
        f"part:\n  purpose: verification\n  asked: [{FIRST}, {SECOND}]\n"
        f'  respondent: {{name: Rina}}\n  handed_out: {{{FIRST}: "{SHOWN}"}}\n'
    )
    found = returned(tmp_path, f"{head}{part}answers:\n\n  {answers}\n")
    assert [each.code for each in found.problems] == ["W347"] * len(told)
    places = [f"{each.location.line}:{each.location.column}" for each in found.problems]
    assert places == told
    assert found.unreadable == ()


DEEP = f"{FIRST}:\n    level: 3\n    evidence:\n      - a\n      - {{number: 2}}"


@pytest.mark.parametrize(
    ("bad", "code", "unreadable"),
    [
        pytest.param(f"{FIRST}: {{level: 33}}", "E204", (FIRST,), id="no level of the scale"),
        pytest.param(f"{FIRST}: [3]", "E013", (FIRST,), id="no answer at all"),
        pytest.param(f"{FIRST}: {{levl: 3}}", "E011", (FIRST,), id="a misspelt key"),
        pytest.param(f"{FIRST}: {{not_applicable: true}}", "E206", (FIRST,), id="no reason"),
        pytest.param(DEEP, "E012", (FIRST,), id="deep inside"),
        pytest.param("P999: 3", "E201", (), id="no question"),
    ],
)
@pytest.mark.parametrize("is_last", [True, False], ids=["last", "first"])
def test_a_bad_answer_spoils_itself_only(tmp_path, bad, code, unreadable, is_last):
    head = WHOLE[: WHOLE.index(f"  {SECOND}")]
    lines = [f"  {SECOND}: {{level: 1, note: kept}}\n", f"  {bad}\n"]
    text = head + "".join(lines if is_last else reversed(lines)) + "decisions: [a]\n"
    found = returned(tmp_path, text)
    assert [each.code for each in found.problems] == [code]
    assert found.unreadable == unreadable
    assert list(found.sheet.answers) == [SECOND]
    assert found.sheet.decisions == ("a",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(WHOLE.replace(FEW.reference, "other@1"), "E101", id="another questionnaire"),
        pytest.param(WHOLE.replace(FEW.reference, f"{FEW.id}@0.9"), "E102", id="another edition"),
        pytest.param(WHOLE + "targets: {level: 77}\n", "E204", id="a target after the answers"),
        pytest.param(
            WHOLE.replace("year: 2026", "year: x"), "E013", id="a year before the answers"
        ),
        pytest.param(
            WHOLE.replace("year: 2026", "year: x").replace("level: 3", "level: 33"),
            "E204",
            id="both",
        ),
        pytest.param(WHOLE[: WHOLE.index("answers:\n")], "E012", id="no answers"),
        pytest.param("Kode;Tingkat\nP1;3\n", "E008", id="no YAML"),
        pytest.param("halo\n", "E008", id="a text"),
    ],
)
def test_what_cannot_be_used(tmp_path, text, code):
    with pytest.raises(ContentError) as refused:
        returned(tmp_path, text)
    assert code in {each.code for each in refused.value.diagnostics}
