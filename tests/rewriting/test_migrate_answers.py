"""Answers of an earlier edition: changed where they must be, untouched everywhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading.samples import source
from strategies import PROPERTY

from egovmaturity.domain.answers import DontKnow, NotApplicable, Rated, Unanswered
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.domain.editions import Merged, Migration, Renamed, Same, Taking
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.renderers.blank_answers import question_lines
from egovmaturity.rewriting.migrate_answers import Fate, Lost, Outcome, migrate_answers

HERE = Path(__file__).parent
NEW = questionnaire_from(source((HERE / "new-edition.yaml").read_text(encoding="utf-8")))[0]
BEFORE = (HERE / "answers-before.yaml").read_text(encoding="utf-8")
WORDS = Words("en")
HEAD = """\
format: egovmaturity-answers
version: 1
questionnaire: ed@2025.1
language: en
institution: A town
assessment: {year: 2026}
"""


def blank(question):
    return list(question_lines(question, WORDS))


def migrated(text, migration=None):
    draft = open_answers(source(text))
    return migrate_answers(draft, migration or NEW.migrations[0], NEW, blank, WORDS)


def loaded(text):
    return complete_answers(open_answers(source(text)), NEW).sheet


def answers_of(entries):
    return loaded(migrated(HEAD + "answers:\n" + entries).text).answers


def test_a_whole_file(golden):
    golden("migrated-answers.yaml", migrated(BEFORE).text)


def test_what_became_of_each_answer():
    assert migrated(BEFORE).fates == (
        Fate(Outcome.REVIEW, ("Q1",), "Q1"),
        Fate(Outcome.KEPT, ("Q2",), "Q2"),
        Fate(Outcome.RENAMED, ("Q33",), "Q3"),
        Fate(Outcome.REVIEW, ("Q5",), "Q5"),
        Fate(Outcome.REVIEW, ("Q6",), "Q6a"),
        Fate(Outcome.REVIEW, ("Q6",), "Q6b"),
        Fate(Outcome.REVIEW, ("Q7", "Q8"), "Q78"),
        Fate(Outcome.DROPPED, ("Q9",), ""),
        Fate(Outcome.RENUMBERED, ("Q10",), "Q10"),
        Fate(Outcome.NEW, (), "Q4"),
        Fate(Outcome.NEW, (), "Q11"),
    )


def test_lines_keep_ending_as_they_did():
    windows = migrated(BEFORE.replace("\n", "\r\n")).text
    assert windows.replace("\r\n", "\n") == migrated(BEFORE).text
    assert "\n" not in windows.replace("\r\n", "")


def test_no_comment_and_no_text_is_lost():
    text = migrated(BEFORE).text
    for words in ("do not lose me", "named here", "proven", "two lines", "# not a comment",
                  "# five, verified", "inside six", "six: note", "# end", "folded"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("  Q6: 2  # why", id="behind a level"),
        pytest.param("  Q6:  # why\n    level: 2", id="behind the id"),
        pytest.param("  Q6:\n    level: 2  # why\n    note: x", id="behind a key"),
        pytest.param("  Q6:\n    # why\n    level: 2", id="in a line of its own"),
        pytest.param('  Q6: {level: 2, note: "a # b"}  # why', id="behind brackets"),
        pytest.param("  Q6:\n    note: |\n      # text\n    level: 2  # why", id="below a block"),
        pytest.param("  Q6:\n    level: 2\n    note: |\n      # text\n    # why\n    owner: x",
                     id="right below a block"),
        pytest.param("  Q6:\n    evidence:\n      - a#b  # why\n      - 'c # d'", id="in a list"),
    ],
)  # fmt: skip
def test_comments_of_an_answer_written_anew_stand_above_it(entry):
    lines = migrated(f"{HEAD}answers:\n{entry}\n").text.splitlines()
    begin = lines.index("answers:") + 1
    assert lines[begin : begin + 2] == ["  # why", "  Q6a:"]


@pytest.mark.parametrize("without", ["\n", "\r\n"])
def test_a_file_without_a_last_line_break(without):
    text = migrated((HEAD + "answers:\n  Q5:\n    level: 1").replace("\n", without)).text
    assert loaded(text).answers["Q5"].details.review
    assert set(loaded(text).answers) <= {question.id for question in NEW.questions}


@pytest.mark.parametrize(
    ("entry", "question", "rating"),
    [
        pytest.param("  Q1: 2", "Q1", 2, id="the same, short"),
        pytest.param("  Q1: {level: 2}", "Q1", 2, id="the same, in brackets"),
        pytest.param('  "Q33": 1', "Q3", 1, id="renamed, in quotes"),
        pytest.param("  Q6: 2", "Q6b", 2, id="split"),
        pytest.param("  Q7: 2\n  Q8: 1", "Q78", 1, id="merged, the lower second"),
        pytest.param("  Q7: 0\n  Q8: 1", "Q78", 0, id="merged, the lower first"),
        pytest.param(
            "  Q7: {not_applicable: true, reason: none}\n  Q8: 2", "Q78", 2, id="merged, one alone"
        ),
        pytest.param("  Q10: 1", "Q10", 2, id="counted anew, short"),
        pytest.param("  Q10:\n    level: 2", "Q10", 3, id="counted anew, in lines"),
    ],
)
def test_levels(entry, question, rating):
    answer = answers_of(entry + "\n")[question]
    assert isinstance(answer, Rated)
    assert answer.rating == rating


@pytest.mark.parametrize(
    ("entry", "question", "needed"),
    [
        pytest.param("  Q1: 1", "Q1", False, id="the same"),
        pytest.param("  Q33: 1", "Q3", False, id="renamed"),
        pytest.param("  Q10: 1", "Q10", False, id="counted anew"),
        pytest.param("  Q5: 1", "Q5", True, id="revised, short"),
        pytest.param("  Q5: {level: 1}", "Q5", True, id="revised, in brackets"),
        pytest.param("  Q5: {level: 1,}", "Q5", True, id="revised, comma at the end"),
        pytest.param("  Q5:\n    level: 1\n\n  Q1: 1", "Q5", True, id="revised, in lines"),
        pytest.param("  Q5: {level: 1, review: false}", "Q5", True, id="revised, said otherwise"),
        pytest.param("  Q5: {level: 1, review: true}", "Q5", True, id="revised, said already"),
        pytest.param("  Q5:", "Q5", False, id="revised, unanswered"),
        pytest.param("  Q6: 1", "Q6a", True, id="split"),
        pytest.param("  Q7: 1\n  Q8: 1", "Q78", True, id="merged"),
        pytest.param(
            "  Q1: {level: 1, evidence: [{title: D, for: z}]}", "Q1", True, id="lost evidence item"
        ),
    ],
)
def test_reviews(entry, question, needed):
    assert answers_of(entry + "\n")[question].details.review is needed


def test_answers_without_a_level_stay_what_they_are():
    found = answers_of(
        "  Q1: {unknown: true, note: later}\n"
        "  Q7: {not_applicable: true, reason: no harbour}\n"
        "  Q8: {not_applicable: true, reason: none}\n"
        "  Q6: {unknown: true}\n"
        "  Q33:\n"
    )
    assert isinstance(found["Q1"], DontKnow)
    assert found["Q1"].details.note == "later"
    assert isinstance(found["Q78"], NotApplicable)
    assert found["Q78"].reason == "no harbour"
    assert isinstance(found["Q6a"], DontKnow)
    assert isinstance(found["Q3"], Unanswered)


def test_a_merged_answer_counts_the_level_over_what_does_not_apply():
    found = answers_of("  Q7: {not_applicable: true, reason: none}\n  Q8: {level: 1}\n")
    assert isinstance(found["Q78"], Rated)


HIGHEST = Migration("2025.1", (Merged(("Q7", "Q8"), "Q78", Taking.HIGHEST),))


@pytest.mark.parametrize(
    ("entries", "is_unknown"),
    [
        pytest.param("  Q7: 2\n", False, id="one is missing"),
        pytest.param("  Q7: 2\n  Q8:\n", False, id="one is left blank"),
        pytest.param("  Q7: 2\n  Q8: {unknown: true}\n", True, id="one is not known"),
    ],
)
def test_a_merged_answer_is_open_where_a_part_is_unless_the_highest_counts(entries, is_unknown):
    found = answers_of(entries)["Q78"]
    assert isinstance(found, DontKnow if is_unknown else Unanswered)
    assert found.details.note == "Level 2 on Q7 of edition 2025.1"
    highest = loaded(migrated(f"{HEAD}answers:\n{entries}", HIGHEST).text).answers["Q78"]
    assert highest.rating == 2
    assert highest.details.note == ""


def test_what_is_not_known_and_does_not_apply_is_not_known():
    found = answers_of("  Q7: {not_applicable: true, reason: none}\n  Q8: {unknown: true}\n")
    assert isinstance(found["Q78"], DontKnow)


@pytest.mark.parametrize(
    ("raises", "answers", "lowest", "highest"),
    [
        pytest.param("Q7: 2", "Q7: 1, Q8: 1", None, 2, id="one of two"),
        pytest.param("Q7: 2", "Q7: 0, Q8: 1", 1, 2, id="the lower one, up to the other"),
        pytest.param("Q7: 1, Q8: 2", "Q7: 0, Q8: 0", 1, 2, id="both"),
        pytest.param("Q8: 2, Q7: 1", "Q7: 0, Q8: 0", 1, 2, id="both, the other way round"),
        pytest.param("Q7: 1", "Q7: 0, Q8: 2", 1, None, id="less than the other has"),
        pytest.param("Q7: 2", "Q7: 1", None, 2, id="the other is open"),
        pytest.param(
            "Q7: 2", "Q7: 1, Q8: {not_applicable: true, reason: none}", 2, 2, id="no other"
        ),
    ],
)
def test_an_action_promises_for_a_merged_question_what_its_parts_will_have(
    raises, answers, lowest, highest
):
    text = (
        f"{HEAD}answers: {{Q33: 0, {answers}}}\nactions:\n"
        f"  - {{id: A, title: T, raises: {{Q33: 1, {raises}}}, owner: X, end: 2026-Q4}}\n"
    )
    both = Migration("2025.1", (*HIGHEST.steps, Renamed("Q33", "Q3")))
    for migration, expected in ((None, lowest), (both, highest)):
        done = migrated(text, migration)
        assert loaded(done.text).actions[0].raises.get("Q78") == expected
        assert bool(done.lost) is (expected is None)


def test_an_assessors_finding_stays_only_on_the_question_it_was_about():
    found = answers_of(
        "  Q2: {level: 2, verification: {level: 1, by: Inspektorat}}\n"
        "  Q10: {level: 2, verification: 1}\n"
        "  Q5: {level: 2, verification: {level: 1, by: Inspektorat}}\n"
        "  Q6: {level: 2, verification: 1}\n"
    )
    assert found["Q2"].details.verification.rating == 1
    assert found["Q10"].details.verification.rating == 2
    for question in ("Q5", "Q6a", "Q6b"):
        assert found[question].details.verification is None
        assert "Found by an assessor" in found[question].details.note


def test_evidence_of_merged_questions_is_put_together():
    found = answers_of(
        '  Q7: {level: 1, evidence: [One, {title: "Two, three", number: 1/2}]}\n'
        "  Q8:\n    level: 1\n    evidence:\n      - title: Four\n        date: 2025-01-31\n"
    )
    titles = [each.title for each in found["Q78"].details.evidence]
    assert titles == ["One", "Two, three", "Four"]
    assert found["Q78"].details.evidence[1].number == "1/2"
    assert found["Q78"].details.evidence[2].dated.isoformat() == "2025-01-31"


def test_documents_keep_the_items_that_are_still_asked_for():
    found = answers_of("  Q1:\n    level: 1\n    evidence:\n      - {title: D, for: [a, z]}\n")
    assert found["Q1"].details.evidence[0].covers == ("a",)


def test_actions_raise_the_questions_of_today():
    entries = (
        "  Q1: 1\nactions:\n"
        "  - {id: A, title: T, raises: {Q33: 1, Q10: 1, Q6: 2, Q7: 1, Q8: 2, Q9: 1}, owner: X, "
        "end: 2026-Q4}\n"
    )
    done = migrated(HEAD + "answers:\n" + entries)
    sheet = loaded(done.text)
    assert done.lost == (Lost("A", "Q9"),)
    assert sheet.actions[0].raises == {"Q3": 1, "Q10": 2, "Q6a": 2, "Q6b": 2, "Q78": 1}


def test_json_stays_json():
    import json

    text = json.dumps(
        {
            "format": "egovmaturity-answers",
            "version": 1,
            "questionnaire": "ed@2025.1",
            "institution": "X",
            "assessment": {"year": 2026},
            "answers": {"Q9": 1, "Q33": 2, "Q5": 1, "Q6": {"level": 1, "note": "a: b"}, "Q8": 2},
            "actions": [{"id": "A", "title": "T", "raises": {"Q33": 1}}],
            "expect": {"stage": "none"},
        }
    )
    document = json.loads(migrated(text).text)
    assert document["questionnaire"] == "ed@2026.1"
    assert document["answers"] == {
        "Q3": 2,
        "Q5": {"level": 1, "review": True},
        "Q6a": {"level": 1, "note": "a: b", "review": True},
        "Q6b": {"level": 1, "note": "a: b", "review": True},
        "Q78": {"note": "Level 2 on Q8 of edition 2025.1", "review": True},
        "Q4": {},
        "Q11": {},
    }
    assert document["actions"][0]["raises"] == {"Q3": 1}
    assert "expect" not in document


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param("{Q9: 1, Q33: 2}", '{"Q3": 2, "Q4": {}, "Q11": {}}', id="the first"),
        pytest.param("{Q1: 1, Q9: 1, Q2: 2}", '{Q1: 1, Q2: 2, "Q4": {}, "Q11": {}}', id="between"),
        pytest.param("{Q1: 1, Q9: 1}", '{Q1: 1, "Q4": {}, "Q11": {}}', id="the last"),
        pytest.param(
            "{Q7: 1, Q8: 2, Q9: 1}",
            '{"Q78": {"level": 1, "review": true}, "Q4": {}, "Q11": {}}',
            id="two neighbours at the end",
        ),
        pytest.param(
            "{Q7: 1, Q8: 2, Q9: 1, Q1: 1}",
            '{"Q78": {"level": 1, "review": true}, Q1: 1, "Q4": {}, "Q11": {}}',
            id="two neighbours between",
        ),
        pytest.param("{Q9: 1}", '{"Q4": {}, "Q11": {}}', id="all"),
        pytest.param("{Q9: 1,}", '{"Q4": {}, "Q11": {},}', id="all, with a comma at the end"),
        pytest.param(
            "{Q1: 1,\n  Q9: 1, # why\n}",
            '{Q1: 1,\n  "Q4": {}, "Q11": {}, # why\n}',
            id="the last, with a comma and a comment",
        ),
        pytest.param("{}", '{"Q4": {}, "Q11": {}}', id="none there"),
    ],
)
def test_answers_in_brackets_lose_what_is_dropped_and_gain_what_is_new(entries, expected):
    text = migrated(f"{HEAD}answers: {entries}\n").text
    assert text.partition("answers: ")[2] == expected + "\n"
    assert isinstance(loaded(text).answers["Q11"], Unanswered)


def test_answers_left_out_of_brackets_are_not_said_to_be_kept():
    fates = migrated(HEAD + "answers: {Q9: 1}\n").fates
    assert fates[0] == Fate(Outcome.LEFT_OUT, ("Q9",), "")


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        pytest.param("  Q99: 1", (8, 3), id="a question the map does not know"),
        pytest.param("  Q10: 5", (8, 8), id="a level the map does not know"),
        pytest.param("  Q10: {level: 1, target: 9}", (8, 27), id="a target the map does not know"),
    ],
)
def test_what_the_map_does_not_know_stops_everything(entry, place):
    with pytest.raises(ContentError) as caught:
        migrated(HEAD + "answers:\n" + entry + "\n")
    (found,) = caught.value.diagnostics
    assert found.code == "E103"
    assert (found.location.line, found.location.column) == place


def test_what_the_map_knows_is_listed_in_its_order():
    with pytest.raises(ContentError) as caught:
        migrated(HEAD + "answers:\n  zzzzzz: 1\n")
    (found,) = caught.value.diagnostics
    assert found.hint.values["words"] == "Q1, Q2, Q5, Q33, Q6, Q7, Q8, Q10, Q9"


NOTES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Q1", "Q2", "Q5", "Q10", "Q33", "Q78"]),
            st.sampled_from([": 1", ": {level: 2}", ":", ":\n    level: 0\n    # why", ": 2  # x"]),
            NOTES,
        ),
        unique_by=lambda row: row[0],
        min_size=1,
        max_size=6,
    )
)
@PROPERTY
def test_where_all_questions_are_the_same_only_the_edition_changes(rows):
    lines = "".join(f"  # {' '.join(note.split())}\n  {q}{text}\n" for q, text, note in rows)
    text = HEAD + "answers:\n" + lines
    everything = Migration("2025.1", (Same(("Q1", "Q2", "Q5", "Q10", "Q33", "Q78")),))
    now = migrated(text, everything).text
    assert now == text.replace("questionnaire: ed@2025.1", 'questionnaire: "ed@2026.1"')
