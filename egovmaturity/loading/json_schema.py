"""JSON Schema (draft 7) of every file kind, made from the shapes that read them."""

from typing import Any

from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire
from egovmaturity.loading.answers_shape import ANSWERS
from egovmaturity.loading.crosswalk_shape import CROSSWALK
from egovmaturity.loading.plan_shape import PLAN
from egovmaturity.loading.questionnaire_shape import QUESTIONNAIRE, SECTIONS, TRANSLATION
from egovmaturity.loading.result_schema import result_schema
from egovmaturity.loading.shapes import Exact, Record

FILES: dict[str, Record] = {
    "questionnaire": QUESTIONNAIRE,
    "translation": TRANSLATION,
    "answers": ANSWERS,
    "crosswalk": CROSSWALK,
    "plan": PLAN,
}
"""The kinds of files and their shapes."""

_DRAFT = "http://json-schema.org/draft-07/schema#"


def file_schema(kind: str) -> dict[str, Any]:
    """Return the schema of one of the kinds of ``FILES``, or of a ``result``.

    It accepts what the loader's shapes accept; rules across keys are beyond a schema.
    """
    if kind == "result":
        return result_schema()
    shape = FILES[kind]
    schema = {"$schema": _DRAFT, "title": shape.name, **shape.schema()}
    if kind == "questionnaire":
        schema["definitions"] = {"sections": SECTIONS.schema()}
    return schema


def answers_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the schema of answers to one questionnaire: its ids, its levels, their meaning."""
    schema = file_schema("answers")
    answer = ANSWERS.keys["answers"].shape.schema()
    (generic,) = answer["patternProperties"].values()
    schema["properties"]["answers"] = {
        "type": "object",
        "properties": {q.id: _answer(q, generic) for q in questionnaire.questions},
        "additionalProperties": False,
    }
    schema["properties"]["questionnaire"] = {
        "enum": [questionnaire.id, questionnaire.reference],
        "description": questionnaire.title,
    }
    return schema


def _answer(question: Question, generic: dict[str, Any]) -> dict[str, Any]:
    """Narrow the schema of an answer to the levels of its question, explained on hover."""
    lines = [question.ask]
    if isinstance(question.scale, NumberRange):
        low, high = float(question.scale.lowest), float(question.scale.highest)
        _, text = Exact().schema()["anyOf"]
        rating: dict[str, Any] = {
            "anyOf": [{"type": "number", "minimum": low, "maximum": high}, text]
        }
    else:
        lines += [
            f"{level.number} = {question.rubric.get(level.number, level.label)}"
            for level in question.scale.levels
        ]
        rating = {"enum": [level.number for level in question.scale.levels]}
    record, *others = generic["anyOf"]
    blank = {"anyOf": [rating, {"type": "null"}]}
    properties = {**record["properties"], "level": blank, "target": blank}
    if isinstance(question.scale, NumberRange):
        properties["value"] = blank
    ways = [{**record, "properties": properties}, rating]
    ways += [other for other in others if other == {"type": "null"}]
    return {"description": "\n".join(lines), "anyOf": ways}
