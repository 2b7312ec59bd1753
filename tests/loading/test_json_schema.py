"""The schema for editors accepts what the loader accepts and refuses what it refuses.

Files are read for the schema as YAML 1.2's core schema reads them. The schema cannot know what
was written, only what it became, so it accepts a few spellings the loader refuses: ``1e3``,
``0x10``, ``012`` and ``True`` where a number or a flag is wanted. It sees shapes, not sense: a day
such as 2026-02-30, a share of 5/2, and every rule across keys are the loader's alone.
"""

import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from loading.samples import ANSWERS, SMALL, core, parsed, questionnaire
from loading.test_crosswalk_file import TEXT as CROSSWALK
from loading.test_invalid_files import EXPECT
from loading.test_invalid_files import FILES as INVALID_FILES
from loading.test_questionnaire_file import BANDED
from loading.test_translation_file import STAGED as TRANSLATION

from egovmaturity.loading.json_schema import FILES, answers_schema, file_schema

ROOT = Path(__file__).parents[2]
STRUCTURAL = {"E011", "E012", "E013", "E014", "E207"}

NOT_SEEN = {
    "questionnaire/blank-attain": "a verdict by stages needs attain: two keys together",
    "questionnaire/bands-incomplete": "a verdict by bands needs scale and bands: the same",
    "questionnaire/blank-stage": "a stage is needed where there are stages: two keys together",
    "questionnaire/missing-stage": "the same",
    "translation/numbers-as-names": "a number as a key: the keys of JSON are always text",
    "answers/verification-without-level": "a level or not_applicable: two keys together",
    "answers/verification-with-blank-level": "the same",
}
"""Structural errors beyond a schema that stays readable in an editor."""


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(file_schema(kind))


def accepts(kind: str, text: str) -> bool:
    return bool(validator(kind).is_valid(as_json(text)))


def as_json(text: str):
    tree, _ = parsed(text.removeprefix("\ufeff"))
    return json.loads(json.dumps(core(tree)))


def valid_files() -> list:
    examples = [*ROOT.glob("examples/*/*.yaml")]
    plans = [path for path in examples if "egovmaturity-plan" in path.read_text(encoding="utf-8")]
    folders = {
        "questionnaire": ROOT.glob("questionnaires/*/questionnaire.yaml"),
        "translation": ROOT.glob("questionnaires/*/lang/*.yaml"),
        "crosswalk": ROOT.glob("questionnaires/crosswalks/*.yaml"),
        "answers": [
            *(path for path in examples if path not in plans),
            *ROOT.glob("questionnaires/*/tests/*.yaml"),
        ],
        "plan": plans,
    }
    return [
        pytest.param(kind, path.read_text(encoding="utf-8"), id=f"{path.parent.name}/{path.stem}")
        for kind, paths in folders.items()
        for path in sorted(paths)
    ]


@pytest.mark.parametrize("kind", FILES)
def test_the_schema_is_one(kind):
    Draft7Validator.check_schema(file_schema(kind))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *valid_files(),
        pytest.param("questionnaire", SMALL, id="small"),
        pytest.param("questionnaire", BANDED, id="banded"),
        pytest.param("translation", TRANSLATION, id="translation"),
        pytest.param("crosswalk", CROSSWALK, id="crosswalk"),
        pytest.param("answers", ANSWERS + "  B:\n  A: {level: }\n  C: 0,1\n", id="blanks"),
        pytest.param("answers", ANSWERS + '  C: {value: 17/20, note: ""}\n', id="exact"),
    ],
)
def test_what_the_loader_accepts_the_schema_accepts(kind, text):
    errors = [error.message for error in validator(kind).iter_errors(as_json(text))]
    assert errors == []


def structural() -> list:
    return [
        pytest.param(path, id=f"{path.parent.name}/{path.stem}")
        for path in INVALID_FILES
        if STRUCTURAL & {e.split()[1] for e in EXPECT.findall(path.read_text(encoding="utf-8"))}
    ]


@pytest.mark.parametrize("path", structural())
def test_what_is_structurally_wrong_the_schema_refuses(path):
    is_accepted = accepts(path.parent.name, path.read_text(encoding="utf-8"))
    assert is_accepted == (f"{path.parent.name}/{path.stem}" in NOT_SEEN)


@pytest.mark.parametrize(
    ("entry", "is_valid"),
    [
        pytest.param("  B: 2", True, id="a level"),
        pytest.param("  B:", True, id="blank"),
        pytest.param("  B: {level: , note: Later}", True, id="blank level"),
        pytest.param("  B: 3", False, id="a level that is not on the scale"),
        pytest.param("  B: {level: 1, target: 9}", False, id="a target that is not on it"),
        pytest.param("  C: 0.5", True, id="a number"),
        pytest.param('  C: "0,5"', True, id="a number with a decimal comma"),
        pytest.param("  C: {value: 17/20}", True, id="a fraction"),
        pytest.param("  C: 1.5", False, id="a number beyond the range"),
        pytest.param("  C: {value: 1.5}", False, id="the same in the long form"),
        pytest.param("  D: 1", False, id="an unknown question"),
    ],
)
def test_the_schema_of_one_questionnaire_knows_its_levels(entry, is_valid):
    schema = answers_schema(questionnaire())
    Draft7Validator.check_schema(schema)
    document = as_json(ANSWERS + entry + "\n")
    assert Draft7Validator(schema).is_valid(document) is is_valid


def test_the_schema_of_one_questionnaire_explains_its_levels():
    schema = answers_schema(questionnaire())
    described = schema["properties"]["answers"]["properties"]["A"]["description"]
    assert "Is there a plan?" in described
    assert "2 = A decree" in described
