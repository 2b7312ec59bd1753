"""JSON results: what they hold is described, and what was written once can be read for ever."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from test_docs import documented_paths

from egovmaturity import assess, load_answers, load_questionnaire, load_result, render
from egovmaturity.cli.loading import load_earlier
from egovmaturity.cli.loading import load_result as checked
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.domain.results import Basis
from egovmaturity.loading.result_kind import is_result
from egovmaturity.loading.result_schema import result_schema
from egovmaturity.loading.text_source import SourceText, read_text
from egovmaturity.renderers.json_v1 import scores

ROOT = Path(__file__).parent.parent
STORED = Path(__file__).parent / "results"
FILES = sorted(STORED.glob("*/*.json"))
SMALL = STORED / "1.0" / "small.json"


# What a result holds


def closed(schema):
    """The schema with every key refused that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {"additionalProperties": False, **inner} if "properties" in schema else inner


@cache
def strict():
    Draft7Validator.check_schema(result_schema())
    return Draft7Validator(closed(result_schema()))


def examples():
    for path in sorted(ROOT.glob("questionnaires/*/tests/*.yaml")):
        yield path, path.parent.parent / "questionnaire.yaml"
    for path in sorted(ROOT.glob("examples/*/jawaban-*.yaml")):
        yield path, ROOT / "questionnaires/inpres-3-2003/questionnaire.yaml"


@pytest.mark.parametrize(
    ("answers", "base"), list(examples()), ids=lambda path: f"{path.parent.parent.name}/{path.stem}"
)
def test_every_result_is_as_the_schema_says_and_can_be_read_back(answers, base):
    questionnaire = load_questionnaire(base)
    assessment = assess(questionnaire, load_answers(answers, questionnaire))
    text = render(assessment, "json")
    assert [error.message for error in strict().iter_errors(json.loads(text))] == []
    again = checked(SourceText(str(answers.with_suffix(".json")), text, ""), str(base), None)
    assert again.warnings == ()
    named = again.sheet._replace(file=assessment.sheet.file, sha256=assessment.sheet.sha256)
    assert named == assessment.sheet


def stored():
    return json.loads(SMALL.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda r: r.update(more=1), id="an unknown key"),
        pytest.param(lambda r: r["stages"][0].update(more=1), id="an unknown key of a stage"),
        pytest.param(lambda r: r["answer_sheet"].update(more=1), id="an unknown key of answers"),
        pytest.param(lambda r: r["result"].pop("index_exact"), id="a missing key"),
        pytest.param(lambda r: r["questions"][0].pop("claimed"), id="a missing key of a question"),
        pytest.param(lambda r: r["result"].update(index="64"), id="a wrong type"),
        pytest.param(lambda r: r.update(schema_version="2.0"), id="another layout"),
    ],
)
def test_the_schema_notices(change):
    result = stored()
    assert strict().is_valid(result)
    change(result)
    assert not strict().is_valid(result)


def test_a_schema_of_today_accepts_keys_of_tomorrow():
    result = stored()
    result["more"] = result["result"]["more"] = 1
    assert Draft7Validator(result_schema()).is_valid(result)


def paths_in(schema, path=""):
    if path in WHOLE:
        yield path
        return
    for way in schema.get("anyOf", [schema]):
        if "properties" in way:
            for key, inner in way["properties"].items():
                yield from paths_in(inner, f"{path}.{key}" if path else key)
        elif "items" in way:
            yield from paths_in(way["items"], f"{path}[]")
        elif "anyOf" in way:
            yield from paths_in(way, path)
        elif "additionalProperties" in way:
            yield f"{path}.ID"
        elif way.get("type") != "null":
            yield path


def test_the_schema_and_the_documentation_have_the_same_keys():
    said = set(documented_paths()) - {"crosswalk"}  # which is explained as a whole too
    made = {path for path in said if path.startswith("made.")}
    assert set(paths_in(result_schema())) == said - made | {"made"}
    schema = result_schema()["properties"]["made"]
    by_name = {path for path in made if path.startswith("made.gates.")}  # texts, by option
    assert made - by_name <= {f"made.{path}" for path in paths_in(schema)}


WHOLE = ("answer_sheet", "baseline", "made")
"""Keys whose inside is laid out like something that is described elsewhere, or is told in words."""


def test_the_schema_is_printed(run):
    done = run("questionnaire", "schema", "result")
    assert done.status == 0
    assert json.loads(done.out) == result_schema()


# Reading results of earlier releases


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_results_are_read_for_ever(path):
    loaded = load_earlier(str(path), None, None)
    assert loaded.warnings == ()
    assert loaded.sheet.file == path.name
    assert loaded.sheet.sha256 == read_text(path).sha256
    result = json.loads(path.read_text(encoding="utf-8"))
    again = scores(assess(loaded.questionnaire, loaded.sheet, Basis(result["basis"])))
    assert again["result"] == result["result"]
    assert again["stages"] == result["stages"]


@pytest.mark.parametrize("name", ["small", "exempt", "banded"])
def test_nothing_of_the_answers_is_lost(name):
    answers = load_earlier(str(STORED / "1.0" / f"{name}.yaml"), None, None).sheet
    result = load_earlier(str(STORED / "1.0" / f"{name}.json"), None, None).sheet
    assert result._replace(file=answers.file, sha256=answers.sha256) == answers


def test_each_layout_has_results_by_stages_and_by_bands():
    kinds = {
        (path.parent.name, json.loads(path.read_text(encoding="utf-8"))["result"]["kind"])
        for path in FILES
    }
    assert kinds == {("1.0", "stages"), ("1.0", "bands")}


# Results that are refused


def told(text, name=str(SMALL)):
    with pytest.raises(ContentError) as caught:
        checked(SourceText(name, text, "0" * 64), None, None)
    return [
        (d.code, d.cause.text.format(**{k: str(v) for k, v in d.cause.values.items()}))
        for d in caught.value.diagnostics
    ]


def edited(change):
    result = stored()
    change(result)
    return json.dumps(result, indent=1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda r: r["result"].update(index=99), "result.index is", id="index"),
        pytest.param(
            lambda r: r["result"].update(index_exact="1/2"), "result.index_exact is", id="exact"
        ),
        pytest.param(
            lambda r: r["result"].update(stage_attained="first"),
            "result.stage_attained is",
            id="verdict",
        ),
        pytest.param(
            lambda r: r["stages"][0].update(status="attained"), "stages[0].status is", id="stage"
        ),
        pytest.param(
            lambda r: r["bases"][2].update(index=None), "bases[2].index is", id="another basis"
        ),
        pytest.param(
            lambda r: r["questions"][0].update(claimed=1), "questions[0].claimed is", id="level"
        ),
        pytest.param(
            lambda r: r["questions"][0].update(claimed="2"),
            "questions[0].claimed is",
            id="a level as text",
        ),
        pytest.param(
            lambda r: r["answer_sheet"]["answers"]["A"].update(level=1),
            "questions[0].claimed is",
            id="a level in the answers",
        ),
        pytest.param(
            lambda r: r["answer_sheet"]["answers"]["A"]["verification"].update(level=2),
            "questions[0].verified is",
            id="what an assessor found",
        ),
        pytest.param(
            lambda r: r["result"].pop("index_upper"), "result.index_upper is missing", id="missing"
        ),
        pytest.param(lambda r: r["stages"].pop(), "stages is", id="a stage less"),
        pytest.param(lambda r: r.update(stages=7), "stages is", id="no list"),
        pytest.param(lambda r: r.update(result=None), "result is", id="no result"),
        pytest.param(
            lambda r: r["answers"].update(year=2020), "answers.year is", id="another year"
        ),
        pytest.param(
            lambda r: r["institution"].update(name="B"), "institution.name is", id="somebody else"
        ),
        pytest.param(lambda r: r.update(basis="claimed"), "result", id="another basis stated"),
        pytest.param(
            lambda r: r["actions"][0].update(title="X"), "actions[0].title is", id="action"
        ),
        pytest.param(
            lambda r: r["actions"][0]["raises"].update(B=1), "actions[0].raises.B is", id="raises"
        ),
    ],
)
def test_what_does_not_come_out_is_refused_by_name(change, said):
    found = told(edited(change))
    assert {code for code, _ in found} == {"E104"}
    assert any(said in cause for _, cause in found)


def test_a_difference_has_its_place():
    text = SMALL.read_text(encoding="utf-8")
    place = re.search(r'(?m)^      "claimed": (2)', text)
    changed = text[: place.start(1)] + "1" + text[place.end(1) :]
    with pytest.raises(ContentError) as caught:
        checked(SourceText(str(SMALL), changed, ""), None, None)
    (found,) = caught.value.diagnostics
    line = text[: place.start(1)].count("\n") + 1
    assert (found.location.line, found.location.column) == (line, 18)
    assert found.hint is not None


def test_what_a_later_release_may_add_is_left_alone():
    result = stored()
    result["later"] = result["result"]["later"] = result["questions"][0]["later"] = {"x": []}
    result["schema_version"] = "1.7"
    loaded = checked(SourceText(str(SMALL), json.dumps(result), ""), None, None)
    assert loaded.warnings == ()


def test_texts_of_the_questionnaire_may_have_changed():
    result = stored()
    result["stages"][0]["title"] = result["questions"][0]["title"] = "Erste"
    checked(SourceText(str(SMALL), json.dumps(result), ""), None, None)


def test_another_file_of_the_same_edition_is_told():
    result = stored()
    result["questionnaire"]["sha256"] = "0" * 64
    loaded = checked(SourceText(str(SMALL), json.dumps(result), ""), None, None)
    assert [warning.code for warning in loaded.warnings] == ["W318"]
    result["result"]["index"] = 1
    assert {code for code, _ in told(json.dumps(result))} == {"E104", "W318"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(lambda r: r.update(schema_version="2.0"), "E015", id="a later layout"),
        pytest.param(lambda r: r.update(schema_version=1.0), "E008", id="a number as version"),
        pytest.param(lambda r: r.pop("schema_version"), "E008", id="no version"),
        pytest.param(lambda r: r.pop("answer_sheet"), "E105", id="no answers"),
        pytest.param(lambda r: r.update(answer_sheet=None), "E105", id="anonymous"),
        pytest.param(lambda r: r.update(answer_sheet=[]), "E105", id="a list of answers"),
        pytest.param(lambda r: r["answer_sheet"].update(version=2), "E015", id="later answers"),
        pytest.param(lambda r: r["answer_sheet"].update(more=1), "E011", id="unknown key"),
        pytest.param(lambda r: r["answer_sheet"].pop("institution"), "E012", id="nobody"),
        pytest.param(lambda r: r.pop("basis"), "E012", id="no basis"),
        pytest.param(lambda r: r.update(basis="all"), "E014", id="an unknown basis"),
        pytest.param(lambda r: r.update(questionnaire=7), "E012", id="no questionnaire"),
        pytest.param(lambda r: r["questionnaire"].update(sha256="x"), "E014", id="no hash"),
        pytest.param(
            lambda r: r["answer_sheet"].update(questionnaire="nope@1"), "E101", id="unknown"
        ),
        pytest.param(
            lambda r: r["answer_sheet"].update(questionnaire="small@2025.1"), "E102", id="edition"
        ),
        pytest.param(
            lambda r: r["answer_sheet"]["answers"]["A"].update(level=9), "E204", id="off scale"
        ),
        pytest.param(
            lambda r: r["answer_sheet"]["answers"].update(Z={"level": 1}), "E201", id="question"
        ),
    ],
)
def test_what_cannot_be_read_back_is_refused(change, code):
    assert code in {found for found, _ in told(edited(change))}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.json", '{"schema_version": "1.0"}', True),
        ("a.json", '{"actions": [', True),
        ("a.json", '{"actions": [], "answer_sheet": {"format": "egovmaturity-answers"', True),
        ("a.yaml", ' {"answer_sheet": 1}', True),
        ("a.json", '{"format": "egovmaturity-answers"}', False),
        ("a.yaml", "{format: egovmaturity-answers}", False),
        ("a.json", "format: egovmaturity-answers", False),
    ],
)
def test_results_are_told_from_answers(name, text, expected):
    assert is_result(SourceText(name, text, "")) is expected


def test_the_library_reads_results_as_strictly(tmp_path):
    questionnaire = load_questionnaire(STORED / "1.0" / "small" / "questionnaire.yaml")
    assert load_result(SMALL, questionnaire) == load_earlier(str(SMALL), None, None).sheet
    path = tmp_path / "r.json"
    path.write_text(edited(lambda r: r["result"].update(index=99)), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_result(path, questionnaire)
    assert [found.code for found in caught.value.diagnostics] == ["E104"]
