"""questionnaire diff and migrate, from the command line."""

import json
import re
import shlex
from pathlib import Path

import pytest

REWRITING = Path(__file__).parent.parent / "rewriting"
NEW = (REWRITING / "new-edition.yaml").read_text(encoding="utf-8")
BEFORE = (REWRITING / "answers-before.yaml").read_text(encoding="utf-8")


def without_map(text):
    head, _, rest = text.partition("from:\n")
    return head + rest[rest.index("questions:") :]


@pytest.fixture(autouse=True)
def folder(tmp_path):
    """An older edition, the newer one with its map, and answers to the older one."""
    old = without_map(NEW).replace("2026.1", "2025.1")
    old = old.replace("{id: Q3,", "{id: Q33,").replace("ask: two,", "ask: two or more,")
    for name, text in (("old", old), ("new", NEW), ("unmapped", without_map(NEW))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "questionnaire.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "jawaban.yaml").write_text(BEFORE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("report_format", ["text", "md"])
def test_diff_to_read(run, golden, language, report_format):
    done = run("q", "diff", "old", "unmapped", "--format", report_format, "--lang", language)
    assert done.status == 1
    golden(f"diff-{report_format}-{language}.txt", done.out)


def test_diff_for_programs(run):
    done = run("q", "diff", "old", "new", "--format", "json", "--lang", "en")
    assert done.status == 1
    document = json.loads(done.out)
    assert document["due"] == {"kind": "edition", "number": "2025.2"}
    assert {"Q3", "Q33", "Q2"} == {change["id"] for change in document["changes"]}
    assert any("leaves out" in objection for objection in document["objections"])


def test_diff_of_translations(run, folder):
    text = (
        "format: egovmaturity-translation\nversion: 1\nquestionnaire: ed\n"
        'edition: "2026.1"\nlanguage: id\n'
        "title: Judul\nquestions: {Q1: {ask: satu, levels: {1: ada}, title: Situs}}\n"
    )
    for name in ("new", "second"):
        (folder / name / "lang").mkdir(parents=True)
        (folder / name / "lang" / "id.yaml").write_text(text, encoding="utf-8")
    (folder / "second" / "questionnaire.yaml").write_text(NEW, encoding="utf-8")
    assert run("q", "diff", "new", "second").status == 0
    changed = text.replace("1: ada", "1: lengkap").replace("Situs", "Laman")
    (folder / "second" / "lang" / "id.yaml").write_text(changed, encoding="utf-8")
    done = run("q", "diff", "new", "second", "--format", "json")
    changes = json.loads(done.out)["changes"]
    assert [(c["kind"], c["id"], c["key"], c["language"]) for c in changes] == [
        ("text", "Q1", "title", "id"),
        ("scoring", "Q1", "levels", "id"),
    ]
    assert "question Q1 levels (id): 1: ada → 1: lengkap" in (
        run("q", "diff", "new", "second", "--lang", "en").out
    )
    (folder / "second" / "lang" / "id.yaml").unlink()
    assert "questionnaire lang: id → –" in run("q", "diff", "new", "second", "--lang", "en").out


def test_diff_of_a_file_with_itself(run):
    done = run("q", "diff", "new", "new", "--lang", "en")
    assert done.status == 0
    assert "Nothing changed; no new number is due." in done.out


def test_diff_of_an_edition_that_is_not_there(run):
    done = run("q", "diff", "egdi@1999.1", "egdi", "--lang", "en")
    assert done.status == 2
    assert "edition 2026.1, not 1999.1" in done.err


def test_migrate_writes_beside_the_old_file(run, folder):
    done = run("q", "migrate", "jawaban.yaml", "-Q", "new", "--lang", "en")
    assert done.status == 0
    assert (folder / "jawaban.yaml").read_text(encoding="utf-8") == BEFORE
    golden = Path(__file__).parent.parent / "golden" / "migrated-answers.yaml"
    assert (folder / "jawaban-2026.1.yaml").read_bytes() == golden.read_bytes()
    assert done.err.splitlines() == [
        "Kept: 1",
        "Renamed: 1: Q33 → Q3",
        "Levels counted anew: 1: Q10",
        "To be reviewed: 5: Q1, Q5, Q6 → Q6a, Q6 → Q6b, Q7 + Q8 → Q78",
        "Not asked any more, kept as comments: 1: Q9",
        "New, to be answered: 2: Q4, Q11",
        "Actions that no longer raise what they raised: A1: Q9, A2: Q7",
        "Written: jawaban-2026.1.yaml",
    ]


def test_what_migrate_wrote_can_be_assessed(run, folder):
    run("q", "migrate", "jawaban.yaml", "-Q", "new", "-o", "baru.yaml")
    assert run("check", "baru.yaml", "-Q", "new").status == 0
    done = run("assess", "baru.yaml", "-Q", "new", "-o", "hasil.json", "--quiet")
    assert done.status == 0
    questions = json.loads((folder / "hasil.json").read_text(encoding="utf-8"))["questions"]
    assert {q["id"]: q["counted"] for q in questions if q["counted"] is not None} == {
        "Q1": 2, "Q2": 1, "Q5": 2, "Q6a": 1, "Q6b": 1, "Q78": 1, "Q10": 3,
    }  # fmt: skip


def test_migrate_never_overwrites_unless_forced(run, folder):
    (folder / "baru.yaml").write_text("mine", encoding="utf-8")
    done = run("q", "migrate", "jawaban.yaml", "-Q", "new", "-o", "baru.yaml", "--lang", "en")
    assert done.status == 2
    assert (folder / "baru.yaml").read_text(encoding="utf-8") == "mine"
    assert (
        run("q", "migrate", "jawaban.yaml", "-Q", "new", "-o", "baru.yaml", "--force").status == 0
    )
    assert (folder / "baru.yaml.bak").read_text(encoding="utf-8") == "mine"


def test_migrate_to_standard_output_prints_the_file_alone(run):
    done = run("q", "migrate", "-", "-Q", "new", "--lang", "en", stdin=BEFORE)
    assert done.status == 0
    assert done.out.startswith("# Answers of our regency")
    assert "Written: standard output" in done.err
    quiet = run("q", "migrate", "jawaban.yaml", "-Q", "new", "-o", "-", "--quiet")
    assert (quiet.out, quiet.err) == (done.out, "")


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        pytest.param(
            ["-Q", "old"], BEFORE, "the answers are of edition 2025.1 already", id="nothing to do"
        ),
        pytest.param(
            ["-Q", "unmapped"], BEFORE, "has no map from edition 2025.1", id="no map at all"
        ),
        pytest.param(
            ["-Q", "new"],
            BEFORE.replace("ed@2025.1", "ed@2024.1"),
            "There is one from: 2025.1",
            id="no map from that edition",
        ),
        pytest.param(
            ["-Q", "new"],
            BEFORE.replace("ed@2025.1", "ed"),
            "--from EDITION",
            id="answers without edition",
        ),
        pytest.param(
            ["-Q", "new", "--to", "2027.1"],
            BEFORE,
            "edition 2026.1, not 2027.1",
            id="another edition wanted",
        ),
        pytest.param(
            ["-Q", "new"], BEFORE.replace("Q2:", "Q77:"), "error E103", id="an unknown question"
        ),
        pytest.param(
            ["-Q", "new"],
            BEFORE.replace("Q2: 1", "Q2: 7"),
            "7 is not a level of Q2",
            id="a level that never was",
        ),
    ],
)
def test_migrate_refuses(run, folder, arguments, text, said):
    (folder / "jawaban.yaml").write_text(text, encoding="utf-8")
    done = run("q", "migrate", "jawaban.yaml", *arguments, "--lang", "en")
    assert done.status == 2
    assert said in done.err
    assert not (folder / "jawaban-2026.1.yaml").exists()


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        pytest.param(
            "level: 1\n    owner: D", "level: 7\n    owner: D", "25:3", id="a split answer"
        ),
        pytest.param("Q10: {level: 1, ", "Q10: {value: 1, ", "39:3", id="a renumbered answer"),
        pytest.param("raises:\n      Q6: 2", "raises:\n      Q6: 9", "47:5", id="an action"),
        pytest.param("expect:", "targets: {by_stage: {s9: 50}}\nexpect:", "54:1", id="a key"),
    ],
)
def test_problems_are_placed_in_the_file_there_is(run, folder, before, after, place):
    assert before in BEFORE
    (folder / "jawaban.yaml").write_text(BEFORE.replace(before, after), encoding="utf-8")
    done = run("q", "migrate", "jawaban.yaml", "-Q", "new", "--lang", "en")
    assert done.status == 2
    assert f"jawaban.yaml:{place}: error" in done.err
    assert "jawaban-2026.1.yaml" not in done.err


def test_answers_of_an_edition_with_a_map_are_pointed_to_migrate_and_to_nothing_else(run):
    done = run("check", "jawaban.yaml", "-Q", "new", "--lang", "en")
    assert done.status == 1
    assert "then give the new file: egovmaturity questionnaire migrate jawaban.yaml" in done.out
    assert "E201" not in done.out
    without = run("check", "jawaban.yaml", "-Q", "unmapped", "--lang", "en")
    assert "questionnaire migrate" not in without.out


def test_warnings_are_listed_by_the_command_that_migrate_names(run, folder):
    text = BEFORE.replace("Q2: 1", "Q2: {level: 1, reason: none}")
    (folder / "jawaban.yaml").write_text(text, encoding="utf-8")
    done = run("q", "migrate", "jawaban.yaml", "-Q", "new", "--lang", "en")
    assert "see: egovmaturity check jawaban-2026.1.yaml -Q new\n" in done.err
    assert "W309" in run("check", "jawaban-2026.1.yaml", "-Q", "new").out
    assessed = run("assess", "jawaban-2026.1.yaml", "-Q", "new", "--lang", "en")
    assert "see: egovmaturity check jawaban-2026.1.yaml -Q new\n" in assessed.err
    printed = run("q", "migrate", "jawaban.yaml", "-Q", "new", "-o", "-", "--lang", "en")
    assert "see: egovmaturity" not in printed.err


def test_migrate_can_be_told_the_edition(run, folder):
    text = BEFORE.replace("ed@2025.1", "ed")
    (folder / "jawaban.yaml").write_text(text, encoding="utf-8")
    done = run("q", "migrate", "jawaban.yaml", "-Q", "new", "--from", "2025.1", "--to", "2026.1")
    assert done.status == 0


# Answers of an earlier edition beside those of a later one


LATER = """\
format: egovmaturity-answers
version: 1
questionnaire: ed@2026.1
language: en
institution: "Dinas: Uji"
assessment: {year: 2026}
answers: {Q1: 2, Q3: 1, Q6a: 2, Q6b: 1, Q78: 2, Q10: 3}
"""


@pytest.fixture
def years(folder):
    """Answers of two years, the later ones by the later edition, which lies beside them."""
    head, _, _ = BEFORE.replace("{year: 2026}", "{year: 2025}").partition("expect:")
    (folder / "jawaban-2025.yaml").write_text(head, encoding="utf-8")
    (folder / "kuesioner").mkdir()
    (folder / "new").rename(folder / "kuesioner" / "ed")
    (folder / "jawaban-2026.yaml").write_text(LATER, encoding="utf-8")
    return folder


def told_to(run, done):
    """Do what a refusal says, word for word; return the name of the new file."""
    (command,) = re.findall(r"egovmaturity (questionnaire migrate .*)", done.err)
    migrated = run(*shlex.split(command), "--lang", "en")
    assert migrated.status == 0
    return re.search(r"(?m)^Written: (.*)$", migrated.out + migrated.err)[1]


FOLLOW = ("plan", "jawaban-2026.yaml", "--lang", "en", "--follow-up")


@pytest.mark.usefixtures("years")
def test_the_actions_of_an_earlier_edition_are_followed_up_once_its_answers_are_carried_over(run):
    refused = run(*FOLLOW, "jawaban-2025.yaml")
    assert refused.status == 2
    assert "then give the new file: egovmaturity questionnaire migrate" in refused.err
    done = run(*FOLLOW, told_to(run, refused))
    assert done.status == 0
    assert "✓ reached: 3. ✗ not reached: 1." in done.out


def test_where_the_earlier_edition_lies_beside_its_answers_the_way_out_names_the_later_one(
    run, years
):
    (years / "tahun lalu" / "kuesioner").mkdir(parents=True)
    (years / "old").rename(years / "tahun lalu" / "kuesioner" / "ed")
    small = LATER.replace("2026", "2025").partition("answers:")[0] + (
        "answers: {Q1: 2, Q10: 1}\nactions: [{id: A, title: t, raises: {Q33: 1}, end: 2025-Q4}]\n"
    )
    (years / "tahun lalu" / "jawaban.yaml").write_text(small, encoding="utf-8")
    refused = run(*FOLLOW, "tahun lalu/jawaban.yaml")
    assert refused.status == 2
    assert "is by ed@2025.1, the answers by ed@2026.1" in refused.err
    new = told_to(run, refused)
    assert f"then give {new} in its place" in refused.err
    done = run(*FOLLOW, new)
    assert done.status == 0
    assert "✓ reached: 1." in done.out


@pytest.mark.usefixtures("years")
def test_answers_by_another_questionnaire_are_no_earlier_ones(run, example):
    refused = run(*FOLLOW, str(example.with_name("jawaban-2025.yaml")))
    assert refused.status == 2
    assert "Give earlier answers by ed." in refused.err
    assert "migrate" not in refused.err
