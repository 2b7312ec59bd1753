"""check, init, questionnaire, help and the options every command knows."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
COMMANDS = [
    (),
    ("assess",),
    ("check",),
    ("init",),
    ("sheet",),
    ("form",),
    ("merge",),
    ("fill",),
    ("help",),
    ("verify",),
    ("plan",),
    ("questionnaire",),
    ("questionnaire", "list"),
    ("questionnaire", "show"),
    ("questionnaire", "new"),
    ("questionnaire", "diff"),
    ("questionnaire", "migrate"),
    ("questionnaire", "schema"),
    ("questionnaire", "crosswalk"),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(c) or "program")
def test_help_fits_and_is_golden(run, golden, command, language):
    done = run(*command, "--help", "--lang", language)
    assert done.status == 0
    assert max(len(line) for line in done.out.splitlines()) <= 80
    golden(f"help/{'-'.join(command) or 'program'}-{language}.txt", done.out)


@pytest.mark.parametrize("command", COMMANDS[:4], ids=lambda c: " ".join(c) or "program")
def test_help_fits_40_columns(run, command):
    done = run(*command, "-h", env={"COLUMNS": "40"})
    loose = [
        line for line in done.out.splitlines() if len(line) > 40 and "egovmaturity" not in line
    ]
    assert loose == []


@pytest.mark.parametrize("topic", ["exit-codes", "formats", "ci", "scoring", "fill", "windows"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_help_topics(run, golden, topic, language):
    done = run("help", topic, "--lang", language)
    assert done.status == 0
    assert max(len(line) for line in done.out.splitlines()) <= 80
    golden(f"help/topic-{topic}-{language}.txt", done.out)


def test_an_unknown_topic_names_the_known_ones(run):
    done = run("help", "cuaca")
    assert done.status == 2
    assert "exit-codes" in done.err


@pytest.mark.parametrize("command", ["merge", "questionnaire"])
def test_a_command_is_a_topic_too(run, command):
    assert run("help", command) == run(command, "--help")


def test_version(run):
    from egovmaturity import __version__

    assert run("--version") == (0, f"egovmaturity {__version__}\n", "")


def test_no_arguments_is_help(run):
    assert run().out == run("--help").out


@pytest.mark.parametrize(
    ("environment", "arguments", "indonesian"),
    [
        pytest.param({"LANG": "id_ID.UTF-8"}, [], True, id="the locale"),
        pytest.param({"LANG": "de_DE.UTF-8"}, [], False, id="any other locale"),
        pytest.param(
            {"LANG": "id_ID.UTF-8", "EGOVMATURITY_LANG": "en"}, [], False, id="the variable wins"
        ),
        pytest.param({"EGOVMATURITY_LANG": "id"}, ["--lang", "en"], False, id="the option wins"),
        pytest.param({}, ["--lang=id"], True, id="the option with ="),
    ],
)
def test_language_of_messages(run, environment, arguments, indonesian):
    done = run("assess", "tiada.yaml", *arguments, env=environment)
    assert done.status == 2
    assert ("tidak ditemukan" in done.err) is indonesian
    assert ("not found" in done.err) is not indonesian


def test_a_misspelt_option_gets_a_suggestion(run):
    done = run("assess", "x.yaml", "--detial", "--lang", "en")
    assert done.status == 2
    assert "--detail" in done.err


def test_check_the_examples(run):
    files = sorted(str(p) for p in (ROOT / "examples").glob("**/jawaban-*.yaml"))
    done = run("check", *files, "--lang", "en")
    assert done.status == 0
    assert done.out.splitlines()[-1].startswith(f"{len(files)} files checked: 0 errors")


def test_check_strict_counts_warnings(run, example):
    assert run("check", str(example), "--strict").status == 1
    assert run("check", str(example), "--strict", "--exit-zero").status == 0


def test_check_shows_as_many_problems_as_asked(run, example):
    done = run("check", str(example), "--max-problems", "2", "--lang", "en")
    assert len(re.findall(r"warning W\d{3}", done.out)) == 2
    assert "more" in done.out


def test_check_hides_no_error_behind_warnings(run, example, tmp_path):
    text = example.read_text(encoding="utf-8")
    (tmp_path / "j.yaml").write_text(text + "expect: {index: 50}\n", encoding="utf-8")
    cut = run("check", "j.yaml", "--max-problems", "2", "--lang", "en").out.splitlines()
    assert "error Q501" in cut[0]
    assert any("warning" in line for line in cut[1:])
    whole = run("check", "j.yaml", "--max-problems", "0", "--lang", "en").out.splitlines()
    assert "error Q501" not in whole[0]


def test_check_as_json(run, tmp_path):
    (tmp_path / "j.yaml").write_text("format: egovmaturity-answers\nversion: 1\noops: 1\n")
    done = run("check", "j.yaml", "--format", "json")
    assert done.status == 1
    problems = json.loads(done.out)["problems"]
    assert {"code": "E011", "line": 3, "column": 1}.items() <= problems[-1].items()


def test_check_holds_results_against_what_is_expected(run, example, tmp_path):
    text = example.read_text(encoding="utf-8")
    (tmp_path / "good.yaml").write_text(text + "expect: {stage: persiapan}\n", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(text + "expect: {index: 50}\n", encoding="utf-8")
    assert run("check", "good.yaml").status == 0
    done = run("check", "bad.yaml")
    assert done.status == 1
    assert "Q501" in done.out


def test_init_writes_a_file_that_loads_with_nothing_answered(run, tmp_path):
    name = 'Dinas "Uji": #1'
    done = run("init", "--institution", name, "--year", "2026", "folder baru")
    assert done.status == 0
    path = tmp_path / "folder baru" / "jawaban-2026.yaml"
    result = json.loads(run("assess", str(path), "--format", "json").out)
    assert result["institution"]["name"] == name
    assert result["counts"]["unanswered"] == 58
    assert result["result"]["stage_attained"] is None
    text = path.read_text(encoding="utf-8")
    assert max(len(line) for line in text.splitlines()) <= 100
    assert all(f"# {level} = " in text for level in range(5))


def test_init_can_be_filled_in_by_hand(run, tmp_path):
    run("init", "--institution", "X", "--year", "2026")
    path = tmp_path / "jawaban-2026.yaml"
    filled = re.sub(r"(?m)^  (S\d-\w+-\d+):$", r"  \1: 4", path.read_text(encoding="utf-8"))
    path.write_text(filled, encoding="utf-8")
    result = json.loads(run("assess", path.name, "--format", "json").out)
    assert result["result"]["stage_attained"] == "pemanfaatan"
    assert result["result"]["index"] == 100


def test_init_never_overwrites(run, tmp_path):
    run("init", "--institution", "X", "--year", "2026")
    path = tmp_path / "jawaban-2026.yaml"
    path.write_text("mine")
    assert run("init", "--institution", "X", "--year", "2026").status == 2
    assert path.read_text() == "mine"
    assert run("init", "--institution", "X", "--year", "2026", "--force").status == 0
    assert (tmp_path / "jawaban-2026.yaml.bak").read_text() == "mine"


def test_init_in_english(run, tmp_path):
    assert run("init", "--institution", "X", "--year", "2026", "--report-lang", "en").status == 0
    text = (tmp_path / "answers-2026.yaml").read_text(encoding="utf-8")
    assert "Official information website" in text


def test_questionnaire_list(run):
    done = run("questionnaire", "list", "--format", "json")
    rows = json.loads(done.out)["questionnaires"]
    assert [row["id"] for row in rows] == sorted(
        p.parent.name for p in (ROOT / "questionnaires").glob("*/questionnaire.yaml")
    )
    assert run("q", "list").status == 0


def test_the_list_says_what_a_questionnaire_is(run):
    rows = json.loads(run("q", "list", "--format", "json", "--lang", "en").out)["questionnaires"]
    (row,) = [row for row in rows if row["id"] == "inpres-3-2003"]
    assert (row["kind"], row["questions"], row["stages"]) == ("stages", 58, 4)
    assert (row["sections"], row["factors"]) == (0, 12)
    assert (row["status"], row["languages"]) == ("stable", ["id", "en"])
    assert row["status_note"].startswith("A self-assessment")
    assert {"id", "text", "url", "of"} == set(row["sources"][0])


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [40, 80])
def test_the_list_fits_the_terminal(run, language, width):
    done = run("q", "list", "--lang", language, env={"COLUMNS": str(width)})
    assert max(map(len, done.out.splitlines())) <= width
    assert "\negdi\n" in "\n" + done.out


@pytest.mark.parametrize("kind", ["", "yaml"])
def test_an_unknown_format_of_the_list_is_refused(run, kind):
    assert run("q", "list", "--format", kind).status == 2


@pytest.mark.parametrize("kind", ["text", "md", "yaml"])
def test_questionnaire_show(run, kind):
    done = run("q", "show", "inpres-3-2003", "--format", kind, "--lang", "id")
    assert done.status == 0
    assert done.out.count("S4-EVA-01") >= 1


def test_an_instrument_has_room_for_as_many_experts_as_asked(run):
    shown = run("q", "show", "egdi", "--format", "md", "--lang", "en", "--experts", "5").out
    assert shown.count("\n| 5 |  |  |  |  |\n") == 3
    default = run("q", "show", "egdi", "--format", "md", "--lang", "en").out
    assert default.count("\n| 3 |  |  |  |  |\n") == 3
    assert "\n| 4 |  |" not in default


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "md", "--experts", "0"], "from 1 to 12"),
        (["--format", "md", "--experts", "13"], "from 1 to 12"),
        (["--format", "md", "--experts", "x"], "--experts"),
        (["--experts", "3"], "--experts needs --format md"),
    ],
)
def test_experts_that_cannot_be(run, options, said):
    done = run("q", "show", "egdi", *options, "--lang", "en")
    assert done.status == 2
    assert said in done.err


@pytest.mark.parametrize("kind", ["text", "md"])
@pytest.mark.parametrize("questionnaire", ["egdi", "gtmi", "pegi"])
def test_a_number_is_shown_with_its_range(run, questionnaire, kind):
    done = run("q", "show", questionnaire, "--format", kind, "--lang", "en")
    assert "A number from " in done.out


@pytest.mark.parametrize("kind", [None, "stages", "sections", "plain"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_new_questionnaire_checks_and_scores(run, tmp_path, language, kind):
    options = [] if kind is None else ["--kind", kind]
    done = run(
        *("q", "new", "baru", "--id", "baru", "--title", "Uji: coba", "--lang", language), *options
    )
    assert done.status == 0
    done = run("check", "baru/questionnaire.yaml", "--strict", "--lang", "en")
    assert done == (0, "1 file checked: 0 errors, 0 warnings\n", "")
    run("init", "-Q", "baru", "--institution", "X", "--year", "2026", "--report-lang", language)
    answers = next(tmp_path.glob("*-2026.yaml"))
    assert run("assess", answers.name).status == 0


def test_a_new_questionnaire_is_in_the_language_asked_for(run, tmp_path):
    run("q", "new", "q.yaml", "--id", "x", "--lang", "en", "--report-lang", "id")
    assert "\nlanguage: id\n" in (tmp_path / "q.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        pytest.param(["--id", "a b"], "--id", id="an id with a space"),
        pytest.param(["--id", "x", "--title", " "], "--title", id="an empty title"),
        pytest.param(["--id", "x", "--kind", "tree"], "--kind", id="an unknown kind"),
    ],
)
def test_new_refuses_what_it_does_not_know(run, tmp_path, options, named):
    done = run("q", "new", "baru", *options, "--lang", "en")
    assert done.status == 2
    assert named in done.err
    assert list(tmp_path.iterdir()) == []


TABLE = "kode;tahap;pertanyaan;0;1\nP1;A;Apa?;a;b\nP2;A;Apa?;a;b\nP3;A;Apa?;a;b\n"


def test_a_table_becomes_a_questionnaire_that_checks_and_scores(run, tmp_path):
    (tmp_path / "t.csv").write_text(TABLE)
    done = run("q", "new", "baru", "--id", "baru", "--from", "t.csv", "--lang", "en")
    assert done.status == 0
    (counted,) = re.findall(r"(0 errors, [1-9]\d* warnings); see: egovmaturity check", done.err)
    assert counted in run("check", "baru", "--lang", "en").out
    run("init", "-Q", "baru", "--institution", "X", "--year", "2026", "--report-lang", "id")
    assert run("assess", "jawaban-2026.yaml").status == 0


def test_a_table_is_read_from_standard_input(run, tmp_path):
    assert run("q", "new", "q.yaml", "--id", "x", "--from", "-", stdin=TABLE).status == 0
    assert (tmp_path / "q.yaml").read_text(encoding="utf-8").count("  - id: P") == 3


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        pytest.param(TABLE + "P1;A;Apa?\n", [], "t.csv:A5: error Q155", id="a code twice"),
        pytest.param(TABLE, ["--sheet", "X"], "t.csv: error Q152", id="a sheet of CSV"),
        pytest.param(TABLE, ["--kind", "sections"], "t.csv:C1: error Q153", id="another kind"),
        pytest.param(
            "pertanyaan;0;1;2;3\n" + "Apa?;a;b;c;d\n" * 15_000,
            [],
            "t.csv: error Q151",
            id="more than a questionnaire can hold",
        ),
    ],
)
def test_a_table_with_a_problem_writes_nothing(run, tmp_path, table, options, said):
    (tmp_path / "t.csv").write_text(table)
    done = run("q", "new", "baru", "--id", "x", "--from", "t.csv", "--lang", "en", *options)
    assert done.status == 2
    assert said in done.err
    assert "Nothing was done" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_a_sheet_without_a_table_is_refused(run):
    done = run("q", "new", "baru", "--id", "x", "--sheet", "A", "--lang", "en")
    assert done.status == 2
    assert "--sheet needs --from" in done.err


def test_new_advises_no_option_that_it_lacks(run, tmp_path):
    (tmp_path / "q.yaml").write_text("mine")
    done = run("q", "new", "q.yaml", "--id", "x", "--lang", "en")
    assert done.status == 2
    assert "Choose another name." in done.err
    assert "--force" not in done.err


def test_new_says_that_an_id_is_taken(run):
    said = 'A questionnaire "egdi" comes with the program too'
    assert said in run("q", "new", "egdi", "--id", "egdi", "--lang", "en").err
    assert said not in run("q", "new", "mine", "--id", "mine", "--lang", "en").err


def test_an_id_unlike_the_name_of_its_folder_is_a_warning(run, tmp_path):
    run("q", "new", "mine", "--id", "mine", "--lang", "en")
    assert "Q403" not in run("check", "mine").out
    (tmp_path / "mine").rename(tmp_path / "other")
    done = run("check", "other", "--lang", "en")
    assert 'warning Q403: the id is "mine", the folder "other"' in done.out
    (tmp_path / "other" / "questionnaire.yaml").rename(tmp_path / "other" / "mine.yaml")
    assert "Q403" not in run("check", "other/mine.yaml").out


def test_new_never_overwrites(run, tmp_path):
    (tmp_path / "q.yaml").write_text("mine")
    assert run("q", "new", "q.yaml", "--id", "x").status == 2
    assert (tmp_path / "q.yaml").read_text() == "mine"


@pytest.mark.parametrize("kind", ["questionnaire", "translation", "answers", "crosswalk"])
def test_schema_is_json_schema(run, kind):
    import jsonschema

    done = run("q", "schema", kind)
    jsonschema.Draft7Validator.check_schema(json.loads(done.out))


def test_schema_of_answers_knows_the_questions(run):
    done = run("q", "schema", "answers", "-Q", "inpres-3-2003")
    answers = json.loads(done.out)["properties"]["answers"]
    assert len(answers["properties"]) == 58
    assert answers["additionalProperties"] is False


VILLAGE = """\
format: egovmaturity-questionnaire
version: 1
id: village
edition: "1"
language: en
title: Village
levels: [{level: 0, label: absent}, {level: 1, label: complete}]
verdict: {kind: stages, attain: "> 100 %"}
stages: [{id: one, title: One}]
questions:
  - {id: A, stage: one, ask: Ask, levels: {0: a, 1: b}, recommend: {0: c}}
"""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param([], ["Q103", "Q106", "Q120", "Q206", "Q401"], id="everything"),
        pytest.param(["--select", "Q206"], ["Q120", "Q206"], id="one"),
        pytest.param(["--select", "Q2"], ["Q120", "Q206"], id="a beginning"),
        pytest.param(["--select", "q2, Q401"], ["Q120", "Q206", "Q401"], id="several"),
        pytest.param(["--ignore", "Q1"], ["Q120", "Q206", "Q401"], id="all but some"),
        pytest.param(["--select", "Q", "--ignore", "Q4,Q2"], ["Q103", "Q106", "Q120"], id="both"),
        pytest.param(["--ignore", "Q"], ["Q120"], id="errors stay"),
    ],
)
def test_warnings_can_be_selected(run, tmp_path, options, expected):
    (tmp_path / "village").mkdir()
    (tmp_path / "village" / "questionnaire.yaml").write_text(VILLAGE)
    done = run("check", "village", "--format", "json", *options)
    assert done.status == 1
    assert sorted({each["code"] for each in json.loads(done.out)["problems"]}) == expected


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("value", ["Q9", "Q2,X", "", "Q2,", "Q2030"])
def test_an_unknown_code_is_a_usage_error(run, example, option, value):
    done = run("check", str(example), option, value, "--lang", "en")
    assert done.status == 2
    assert f"{option} does not know" in done.err


def test_ignored_warnings_do_not_fail_a_strict_check(run, example):
    assert run("check", str(example), "--strict").status == 1
    assert run("check", str(example), "--strict", "--ignore", "W").status == 0
