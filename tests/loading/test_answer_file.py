"""What an answers file means, against a small questionnaire."""

from datetime import date
from fractions import Fraction

import pytest
from loading.samples import (
    ANSWERS,
    SMALL,
    codes,
    diagnostics,
    loaded_answers,
    problems,
    questionnaire,
    sheet,
    source,
)

from egovmaturity.domain.answers import (
    Confidence,
    Details,
    DontKnow,
    Institution,
    NotApplicable,
    Quarter,
    Rated,
    Unanswered,
    Verification,
)
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.kinds import FileKind, kind_of


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        pytest.param("B: 2", Rated(2), id="short form"),
        pytest.param("B: {level: 2}", Rated(2), id="long form"),
        pytest.param("B: 2.0", Rated(2), id="a decimal that is whole"),
        pytest.param("B: 4/2", Rated(2), id="a fraction that is whole"),
        pytest.param("B:", Unanswered(), id="blank"),
        pytest.param("B: ~", Unanswered(), id="tilde"),
        pytest.param("B: {}", Unanswered(), id="no keys"),
        pytest.param("B: {level: }", Unanswered(), id="blank level"),
        pytest.param("B: {note: Soon}", Unanswered(Details(note="Soon")), id="only a note"),
        pytest.param("B: {unknown: true}", DontKnow(), id="not known"),
        pytest.param("B: {unknown: false, level: 1}", Rated(1), id="known after all"),
        pytest.param("C: 0.5", Rated(Fraction(1, 2)), id="number in short form"),
        pytest.param('C: "0,1"', Rated(Fraction(1, 10)), id="decimal comma"),
        pytest.param("C: 0,1", Rated(Fraction(1, 10)), id="decimal comma without quotes"),
        pytest.param("C: {value: 17/20}", Rated(Fraction(17, 20)), id="exact fraction"),
        pytest.param("C: {level: 1}", Rated(Fraction(1)), id="a number given as level"),
        pytest.param(
            "A: {not_applicable: true, reason: No plan, approved_by: The mayor}",
            NotApplicable("No plan", "The mayor"),
            id="not applicable",
        ),
        pytest.param("B: {not_applicable: false, level: 1}", Rated(1), id="applicable after all"),
        pytest.param(
            "B: {level: 1, target: 2, owner: Us, confidence: low, review: true}",
            Rated(1, Details(owner="Us", target=2, confidence=Confidence.LOW, review=True)),
            id="details",
        ),
        pytest.param(
            "B: {level: 1, verification: 1}",
            Rated(1, Details(verification=Verification(1, "", None, ""))),
            id="verification in short form",
        ),
        pytest.param(
            "B: {level: 1, verification: {level: 0, by: He, date: 2026-02-28, note: no}}",
            Rated(1, Details(verification=Verification(0, "He", date(2026, 2, 28), "no"))),
            id="verification",
        ),
    ],
)
def test_answers(entry, answer):
    found = sheet(f"  {entry}\n").answers
    assert found == {entry[0]: answer}
    assert type(getattr(found[entry[0]], "rating", 0)) is type(getattr(answer, "rating", 0))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("B: high", "E013"),
        ("B: 3", "E204"),
        ("B: -1", "E204"),
        ("B: 1.5", "E204"),
        ("B: 01", "E013"),
        ("B: yes", "E013"),
        ("B: 1_0", "E013"),
        ("B: [1]", "E013"),
        ("B: {lvl: 1}", "E011"),
        ("B: {unknown: yes}", "E013"),
        ("B: {value: 1}", "E208"),
        ("B: {level: 1, value: 1}", "E208"),
        ("B: {unknown: true, not_applicable: true, reason: x}", "E206"),
        ("C: 1.01", "E204"),
        ("C: -0.01", "E204"),
        ("C: 85 %", "E013"),
        ("D: 1", "E201"),
        ("b: 1", "E201"),
        ("1.10: 1", "E207"),
        ("true: 1", "E207"),
        ("B-: {note: x}", "E201"),
        ('"B ": 1', "E014"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(entry, code):
    assert code in codes(problems(loaded_answers, f"  {entry}\n"))


def test_an_absent_answer_is_unanswered_and_no_answers_are_none():
    assert sheet("  B: 1\n").answer("A") == Unanswered()
    assert sheet("  {}\n").answers == {}


def test_answers_are_in_the_order_of_the_questionnaire():
    assert list(sheet("  C: 1\n  B: 1\n  A: 0\n").answers) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("written", "covers", "warnings"),
    [
        pytest.param("[{title: Plan, for: a}]", ("a",), [], id="one item"),
        pytest.param("[{title: Plan, for: [a, b]}]", ("a", "b"), [], id="two items"),
        pytest.param("[Plan]", (), [], id="short form"),
        pytest.param("[{title: Plan, for: b}]", ("b",), ["W301"], id="not the one needed"),
    ],
)
def test_evidence_names_what_it_is_for(written, covers, warnings):
    entry = f"  A: {{level: 1, evidence: {written}}}\n"
    (document,) = sheet(entry).answers["A"].details.evidence
    assert (document.title, document.covers) == ("Plan", covers)
    assert codes(problems(loaded_answers, entry)) == warnings


@pytest.mark.parametrize(
    ("entry", "warnings"),
    [
        pytest.param("A: 0", [], id="the lowest level needs no evidence"),
        pytest.param("A: 1", ["W301"], id="a level needs its evidence"),
        pytest.param("B: {level: 2, verification: 1}", [], id="one level apart"),
        pytest.param("B: {level: 2, verification: 0}", ["W302"], id="two levels apart"),
        pytest.param("C: {value: 1, verification: 0}", [], id="numbers are not counted in levels"),
    ],
)
def test_warnings(entry, warnings):
    assert codes(problems(loaded_answers, f"  {entry}\n")) == warnings


AGED = SMALL.replace("from_level: 1}", "from_level: 1, valid_for: 1 year}")


@pytest.mark.parametrize(
    ("dated", "occasion", "option", "warnings"),
    [
        pytest.param("2025-01-31", "as_of: 2026-01-31", None, [], id="valid on the day of answers"),
        pytest.param("2025-01-30", "as_of: 2026-01-31", None, ["W310"], id="too old by a day"),
        pytest.param("2025-01-31", "report_date: 2026-01-31", None, [], id="the report's day"),
        pytest.param("2025-01-31", "report_date: 2026-02-01", None, ["W310"], id="too old for it"),
        pytest.param(
            "2025-01-31",
            "as_of: 2026-01-31, report_date: 2026-02-12",
            None,
            [],
            id="the day of the answers before that of the report",
        ),
        pytest.param("2025-01-31", "as_of: 2026-01-31", "2026-02-01", ["W310"], id="another day"),
        pytest.param("2025-01-31", "as_of: 2026-02-01", "2026-01-31", [], id="an earlier one"),
        pytest.param("2025-01-31", "", "2026-01-31", [], id="a day where the file has none"),
        pytest.param("2025-01-31", "", None, ["W313"], id="no day at all"),
        pytest.param("2026-02-01", "as_of: 2026-01-31", None, ["W312"], id="later"),
        pytest.param("", "as_of: 2026-01-31", None, ["W311"], id="without a date"),
    ],
)
def test_evidence_has_to_be_valid_on_the_day_of_the_answers(dated, occasion, option, warnings):
    text = ANSWERS.replace("{year: 2026}", f"{{year: 2026, {occasion}}}")
    draft = open_answers(
        source(f"{text}  A: {{level: 1, evidence: [{{title: X, date: {dated}}}]}}\n")
    )
    as_of = date.fromisoformat(option) if option else None
    assert codes(problems(complete_answers, draft, questionnaire(AGED), as_of)) == warnings


def test_the_day_asked_about_takes_the_place_of_that_of_the_answers():
    draft = open_answers(source(ANSWERS + "  A: 0\n"))
    found = complete_answers(draft, questionnaire(), date(2027, 3, 1)).sheet
    assert (found.occasion.as_of, found.occasion.day) == (date(2027, 3, 1), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("small@2026.1", []),
        ("small", []),
        ("small@2025.1", ["3:16 E102"]),
        ("other@2026.1", ["3:16 E101"]),
        ("other", ["3:16 E101"]),
    ],
)
def test_the_edition_must_be_the_one_answered(reference, found):
    text = ANSWERS.replace("small@2026.1", reference) + "  B: 1\n"
    assert problems(complete_answers, open_answers(source(text)), questionnaire()) == found


def test_the_frame_of_the_answers():
    text = (
        ANSWERS.replace("institution: A town", "institution: {name: A town, id: town, kind: kota}")
        .replace("{year: 2026}", "{year: 2026, as_of: 2026-01-31, purpose: A meeting}")
        .replace("answers:", "language: en\nfictional: true\nanswers:")
    )
    text += """  B: 1
targets: {year: 2027, level: 2, by_stage: {first: 1}}
decisions: [Go on]
actions:
  - {id: R1, title: Build, raises: {B: 2, C: 0.75}, owner: Us, start: 2026-Q2, end: 2027-Q1,
     support: [Them], budget: 650000000, status: running}
"""
    draft = open_answers(source(text, "some/folder/answers.yaml"))
    found = complete_answers(draft, questionnaire()).sheet
    assert found.file == "answers.yaml"
    assert found.institution == Institution("town", "A town", found.institution.kind)
    assert found.occasion.as_of == date(2026, 1, 31)
    assert (found.language, found.fictional, found.decisions) == ("en", True, ("Go on",))
    assert found.targets == (2027, 2, {"first": 1})
    (action,) = found.actions
    assert action.raises == {"B": 2, "C": Fraction(3, 4)}
    assert type(action.raises["B"]) is int
    assert (action.start, action.end) == (Quarter(2026, 2), Quarter(2027, 1))
    assert (action.budget, action.status) == (650_000_000, "running")


def test_a_thousand_warnings_hide_no_error():
    base = SMALL.partition("  - id: A")[0] + "".join(
        f"  - {{id: Q{n}, stage: first, ask: Ask, evidence: [{{text: Paper, from_level: 1}}]}}\n"
        for n in range(1100)
    )
    entries = "".join(f"  Q{n}: 1\n" for n in range(1099)) + "  Q1099: 9\n"
    found = diagnostics(loaded_answers, entries, base)
    assert [each.code for each in found if each.severity == "error"] == ["E204"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_value_hidden_by_a_comment_is_noticed_whatever_ends_the_line(end):
    text = (ANSWERS + "  B:\n    level: 1\n    note: #1 in the region\n").replace("\n", end)
    draft = open_answers(source(text))
    assert problems(complete_answers, draft, questionnaire()) == ["9:10 W307"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SMALL, FileKind.QUESTIONNAIRE),
        ("# comment\r\rformat: egovmaturity-questionnaire\r", FileKind.QUESTIONNAIRE),
        ('{\n  "format": "egovmaturity-translation"}', FileKind.TRANSLATION),
        ("{format: egovmaturity-questionnaire}", FileKind.QUESTIONNAIRE),
        ("'format': 'egovmaturity-questionnaire'", FileKind.QUESTIONNAIRE),
        (ANSWERS, FileKind.ANSWERS),
        ("# format: egovmaturity-questionnaire", FileKind.ANSWERS),
        ("note: format: egovmaturity-questionnaire", FileKind.ANSWERS),
        ("format: egovmaturity-nonsense", FileKind.ANSWERS),
        ("id: desa\nquestions: []", FileKind.QUESTIONNAIRE),
        ("answers: {A: {note: 'questions: none'}}", FileKind.ANSWERS),
        ("", FileKind.ANSWERS),
    ],
)
def test_the_kind_of_a_file_is_guessed_by_its_format(text, kind):
    assert kind_of(source(text)) is kind
