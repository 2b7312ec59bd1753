"""A JSON result of an earlier year, read back: the answers in it, and whether it still holds.

A result is a claim: anybody may have changed it. The answers that it carries are checked like those
of any file, scored again, and every score that it states has to come out.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import Basis
from egovmaturity.loading.answer_file import DraftAnswers, complete_answers
from egovmaturity.loading.answers_shape import ANSWERS
from egovmaturity.loading.json_source import parse_json
from egovmaturity.loading.log import WHOLE_FILE, Log, Place
from egovmaturity.loading.questionnaire_shape import LAYOUT_VERSION
from egovmaturity.loading.result_schema import Schema, result_schema
from egovmaturity.loading.shapes import Choice, Shape, Word, shown
from egovmaturity.loading.text_source import SourceText
from egovmaturity.loading.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, place_of


class DraftResult(NamedTuple):
    """A result whose structure was read, before its questionnaire is known.

    ``answers`` are the answers it carries, ``basis`` and ``sha256`` (of the questionnaire) what it
    was scored by, ``made_by`` the release that wrote it. ``log`` has what is wrong with the rest.
    """

    root: MappingNode
    answers: DraftAnswers
    basis: Basis
    sha256: str
    made_by: str
    log: Log


def open_result(source: SourceText) -> DraftResult:
    """Read the structure of a result; its content is checked by ``complete_result``.

    Raises:
        ContentError: E004, E006, E010, E019 it is no usable JSON; E008 it is no result; E015 a
            later release wrote it; E105 it has no answers; or E011 to E014, something in it is
            missing or has the wrong type.
    """
    log = Log(source.name, source.text)
    root = parse_json(source, log)
    log.stop_on_errors()
    if not isinstance(root, MappingNode):
        root = MappingNode(None, is_flow=True)
    _check_version(root, log)
    basis = _read(root, ("basis",), Choice(*Basis), log)
    sha256 = _read(root, ("questionnaire", "sha256"), Word("[0-9a-f]{64}", "0123…"), log)
    made_by = _read(root, ("tool", "version"), Word(r"[\w.+-]{1,40}", "1.0.0"), log)
    sheet = _sheet(root, log)
    log.stop_on_errors()
    inner = Log(source.name, source.text)
    answers = DraftAnswers(source, ANSWERS.read(sheet, inner), inner)
    version = answers.values.get("version", LAYOUT_VERSION)
    if version != LAYOUT_VERSION:
        _refuse_version(answers.values.place("version"), version, inner)
    return DraftResult(root, answers, Basis(basis), sha256, made_by, log)


def _check_version(root: MappingNode, log: Log) -> None:
    """E008, E015: it says that it is a result, of a layout that is known here."""
    written = root.entries.get("schema_version")
    if not isinstance(written, ScalarNode) or written.is_plain:
        log.error(
            "E008",
            WHOLE_FILE,
            message("this is no result of egovmaturity"),
            message("Give what this command writes: egovmaturity assess ... -o FILE.json"),
        )
    elif not re.fullmatch(r"1\.[0-9]{1,4}", written.text):
        _refuse_version(place_of(written), shown(written), log)
    log.stop_on_errors()


def _refuse_version(place: Place, version: object, log: Log) -> None:
    log.error(
        "E015",
        place,
        message("layout version {version} is not supported", version=version),
        message("This release reads version {known}.", known=LAYOUT_VERSION),
    )
    log.stop_on_errors()


def _read(root: MappingNode, path: tuple[str, ...], shape: Shape, log: Log) -> Any:
    """Read what stands at a path, or note that it is not there."""
    node: Node = root
    for name in path:
        if not isinstance(node, MappingNode) or name not in node.entries:
            _note_missing(node, ".".join(path), log)
            return None
        node = node.entries[name]
    return shape.read(node, log)


def _note_missing(node: Node, path: str, log: Log) -> None:
    log.error(
        "E012",
        place_of(node),
        message('the key "{key}" is missing in {record}', key=path, record=message("the result")),
    )


def _sheet(root: MappingNode, log: Log) -> Node:
    """Return the answers that the result carries.

    Raises:
        ContentError: E105, it has none.
    """
    sheet = root.entries.get("answer_sheet")
    if isinstance(sheet, MappingNode):
        return sheet
    answers = root.entries.get("answers")
    withheld = answers.entries.get("anonymised") if isinstance(answers, MappingNode) else None
    is_anonymous = isinstance(withheld, ScalarNode) and withheld.text == "true"
    log.error(
        "E105",
        place_of(sheet) if sheet else WHOLE_FILE,
        message("the result is anonymous and has no answers to go by")
        if is_anonymous
        else message("the result has no answers to go by (answer_sheet)"),
        message("Give the answers of that year, or a result made of them without --anonymous."),
    )
    log.stop_on_errors()
    raise AssertionError  # stop_on_errors has raised


def complete_result(draft: DraftResult, questionnaire: Questionnaire) -> AnswerSheet:
    """Check the answers of a result against its questionnaire and make the sheet.

    The sheet is called by the name and the hash of the result, the file that it was read from.
    Advice on these answers was given when the result was made, and is not repeated. Whether the
    scores still hold is for ``check_scores``.

    Raises:
        ContentError: E101, E102 they are for another questionnaire or edition, and everything that
            may be wrong with answers.
    """
    answers = draft.answers
    named, _, edition = answers.questionnaire.partition("@")
    if named != questionnaire.id:
        draft.log.error(
            "E101",
            answers.reference_place,
            message(
                'the answers are for "{found}", the questionnaire given is "{id}"',
                found=named,
                id=questionnaire.id,
            ),
        )
    elif edition != questionnaire.edition:
        draft.log.error(
            "E102",
            answers.reference_place,
            message(
                "the result is of edition {found}, the questionnaire is edition {edition}",
                found=edition or "-",
                edition=questionnaire.edition,
            ),
            message(
                "Carry the answers file of that year over, then give the new file: egovmaturity "
                "questionnaire migrate FILE. To read the result alone, name the questionnaire of "
                "that edition with -Q."
            ),
        )
    draft.log.stop_on_errors()
    return complete_answers(answers, questionnaire).sheet


def check_scores(
    draft: DraftResult, questionnaire: Questionnaire, again: Mapping[str, Any]
) -> None:
    """Hold what a result states against its own answers, scored ``again`` by the questionnaire.

    Notes W318 where the questionnaire's file is another one than it was. That alone is no reason to
    refuse the result: it may be a corrected text, and every score has come out as it was.

    Raises:
        ContentError: E104, something states another number, or nothing, where a score belongs.
    """
    if draft.sha256 != questionnaire.sha256:
        draft.log.warning(
            "W318",
            _place(draft.root, ("questionnaire", "sha256")),
            message(
                "the file of {questionnaire} is another one than when the result was made",
                questionnaire=questionnaire.reference,
            ),
            message("The scores come out as they were. See what has changed in the questionnaire."),
        )
    for difference in _differences(draft.root, again, result_schema(), ()):
        draft.log.error("E104", difference.place, difference.cause, _edited(draft.made_by))
    draft.log.stop_on_errors()


def _edited(version: str) -> Message:
    return message(
        "The file was changed after it was written, or egovmaturity {version} scored by another "
        "rule. Write it again from the answers of that year.",
        version=version,
    )


def _place(root: Node, path: tuple[str, ...]) -> Place:
    for name in path:
        root = root.entries[name] if isinstance(root, MappingNode) else root
    return place_of(root)


# Comparing

_TEXTS = ("title", "band_label", "owner")
"""Texts of the questionnaire, which depend on the language it was loaded in; actions have no such.

Questions without an owner in the answers are told the one that the questionnaire suggests.
"""
_OWN = (("answers", "file"), ("answers", "sha256"))
"""What says which file the answers came from; here it is the result."""


class _Difference(NamedTuple):
    place: Place
    cause: Message


def _differences(
    node: Node, again: Any, schema: Schema, path: tuple[str | int, ...]
) -> Iterator[_Difference]:
    """Yield where a stored value is not what comes out; keys not known here are left alone."""
    if isinstance(again, Mapping):
        yield from _differences_of_keys(node, again, schema, path)
    elif isinstance(again, list):
        if not isinstance(node, SequenceNode) or len(node.items) != len(again):
            yield _differs(node, message("a list of {n}", n=len(again)), path)
            return
        for at, (item, value) in enumerate(zip(node.items, again, strict=True)):
            yield from _differences(item, value, _item(schema), (*path, at))
    elif not _is_same(node, again):
        yield _differs(node, json.dumps(again, ensure_ascii=False), path)


def _differences_of_keys(
    node: Node, again: Mapping[str, Any], schema: Schema, path: tuple[str | int, ...]
) -> Iterator[_Difference]:
    if not isinstance(node, MappingNode):
        yield _differs(node, message("keys with values"), path)
        return
    for key, value in again.items():
        inner = (*path, key)
        if inner in _OWN or (key in _TEXTS and path[:1] != ("actions",)):
            continue
        if key in node.entries:
            yield from _differences(node.entries[key], value, _key(schema, key), inner)
        elif _is_required(schema, key):
            cause = message("{path} is missing", path=_written(inner))
            yield _Difference(place_of(node), cause)
    if any("additionalProperties" in way for way in _ways(schema)):
        for key in node.entries.keys() - again.keys():
            yield _differs(node.entries[key], message("nothing"), (*path, key))


def _differs(node: Node, again: Message | str, path: tuple[str | int, ...]) -> _Difference:
    cause = message(
        "{path} is {found} here, and comes out as {again}",
        path=_written(path),
        found=shown(node),
        again=again,
    )
    return _Difference(place_of(node), cause)


def _written(path: tuple[str | int, ...]) -> str:
    """Write a path as ``stages[0].score_exact``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _is_same(node: Node, value: object) -> bool:
    if not isinstance(node, ScalarNode):
        return False
    if isinstance(value, str):
        return not node.is_plain and node.text == value
    if not node.is_plain:
        return False
    if value is None or isinstance(value, bool):
        return node.text == json.dumps(value)
    try:
        return float(node.text) == value  # whole, or at most four decimals; exact ones are texts
    except ValueError:
        return False


def _ways(schema: Schema) -> list[Schema]:
    found: list[Schema] = schema.get("anyOf", [schema])
    return found


def _key(schema: Schema, key: str) -> Schema:
    found = (way["properties"].get(key) for way in _ways(schema) if "properties" in way)
    return next((each for each in found if each is not None), {})


def _item(schema: Schema) -> Schema:
    return next((way["items"] for way in _ways(schema) if "items" in way), {})


def _is_required(schema: Schema, key: str) -> bool:
    """Whether a key has been there since the layout was first written, or is an id."""
    return any(
        key in way.get("required", ()) or "additionalProperties" in way for way in _ways(schema)
    )
