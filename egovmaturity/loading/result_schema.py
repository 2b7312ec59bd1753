"""JSON Schema (draft 7) of the JSON result, layout 1.0, key by key.

What is required was there when the layout was first written, and stays as long as its first number
does. Keys may be added, so nothing is said about keys that are not listed.
"""

from typing import Any

from egovmaturity.domain.gates import Comparison, Use
from egovmaturity.loading.answers_shape import ANSWERS

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TRUTH: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_NUMBER: Schema = {"type": "number"}
_LEVEL: Schema = {"type": ["integer", "string"]}
"""A level, or an exact number that is not whole as a fraction."""
_EXACT: Schema = {"type": "string", "pattern": "^-?[0-9]+(/[1-9][0-9]*)?$"}
_DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_QUARTER: Schema = {"type": "string", "pattern": "^[12][0-9]{3}-Q[1-4]$"}
_HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_BASIS: Schema = {"enum": ["claimed", "supported", "verified", "best"]}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _record(optional: tuple[str, ...] = (), /, **keys: Schema) -> Schema:
    """Describe keys of which all are required but the ``optional`` ones."""
    required = [key for key in keys if key not in optional]
    return {"type": "object", "properties": keys, "required": required}


_TEXTS = _list(_TEXT)
_COUNTS = _record(
    total=_COUNT,
    rated=_COUNT,
    open=_COUNT,
    unanswered=_COUNT,
    dont_know=_COUNT,
    unverified=_COUNT,
    not_applicable=_COUNT,
)
_GROUP = {
    "score": _or_null(_NUMBER),
    "score_exact": _or_null(_EXACT),
    "upper": _or_null(_NUMBER),
    "upper_exact": _or_null(_EXACT),
    "applicable": _or_null(_NUMBER),
    "counts": _COUNTS,
}
_THRESHOLD = _record(comparator={"enum": [">=", ">"]}, share_exact=_EXACT)
_IDENTITY = _record(id=_TEXT, edition=_TEXT, sha256=_HASH)

_INDEX = {
    "index": _or_null(_NUMBER),
    "index_exact": _or_null(_EXACT),
    "index_upper": _or_null(_NUMBER),
    "index_upper_exact": _or_null(_EXACT),
    "provisional": _TRUTH,
}
_BY_STAGES = {
    "kind": {"enum": ["stages"]},
    **_INDEX,
    "stage_attained": _or_null(_TEXT),
    "stage_attained_at_best": _or_null(_TEXT),
    "stage_ungated": _or_null(_TEXT),
    "stage_next": _or_null(_TEXT),
}
_BY_BANDS = {
    "kind": {"enum": ["bands"]},
    **_INDEX,
    "index_on_scale": _or_null(_NUMBER),
    "index_on_scale_exact": _or_null(_EXACT),
    "band": _or_null(_TEXT),
    "band_label": _or_null(_TEXT),
    "band_at_best": _or_null(_TEXT),
}


def _verdict(**more: Schema) -> Schema:
    return {"anyOf": [_record(**_BY_STAGES, **more), _record(**_BY_BANDS, **more)]}


_LACK = {
    "evidence": _TEXT,
    "reason": {"enum": ["not-listed", "expired", "undated", "later-than-as-of", "no-as-of"]},
    "valid_for": _or_null(_TEXT),
    "dated": _or_null(_DAY),
    "valid_until": _or_null(_DAY),
}
_CLAIM = {
    "id": _TEXT,
    "owner": _TEXT,
    "claimed": _LEVEL,
    "supported": _or_null(_LEVEL),
    "lacking": _list(_record(**_LACK)),
}
_SUPPORT = _record(
    index_gap=_or_null(_NUMBER),
    index_gap_exact=_or_null(_EXACT),
    ratio_exact=_or_null(_EXACT),
    unsupported=_list(_record(**_CLAIM)),
    closing=_list(_record(**_CLAIM, mandatory=_TRUTH)),
    owners=_list(
        _record(
            owner=_TEXT,
            documents=_list(_record(text=_TEXT, questions=_list(_record(id=_TEXT, **_LACK)))),
        )
    ),
)
_QUESTION = _record(
    id=_TEXT,
    title=_TEXT,
    stage=_or_null(_TEXT),
    section=_or_null(_TEXT),
    factors=_TEXTS,
    weight_exact=_EXACT,
    mandatory=_or_null(_LEVEL),
    target=_or_null(_LEVEL),
    answer={"enum": ["rated", "not-applicable", "dont-know", "unanswered"]},
    note=_TEXT,
    counted=_or_null(_LEVEL),
    worth_exact=_or_null(_EXACT),
    claimed=_or_null(_LEVEL),
    supported=_or_null(_LEVEL),
    verified=_or_null(_LEVEL),
    reason=_or_null(_TEXT),
    owner=_TEXT,
    evidence_needed=_TEXTS,
    evidence_missing=_TEXTS,
    evidence_lacking=_list(_record(**_LACK)),
    share_exact=_or_null(_EXACT),
)
_STAGE = _record(
    id=_TEXT,
    title=_TEXT,
    **_GROUP,
    status={"enum": ["attained", "not-attained", "waiting", "undetermined"]},
    attain=_THRESHOLD,
    foundation=_THRESHOLD,
    attains=_or_null(_TRUTH),
    founds=_or_null(_TRUTH),
    waits_for=_or_null(_TEXT),
    mandatory=_list(_record(id=_TEXT, met=_TRUTH, exempt=_TRUTH)),
)
_ACTION = _record(
    id=_TEXT,
    title=_TEXT,
    raises={"type": "object", "additionalProperties": _LEVEL},
    owner=_TEXT,
    support=_TEXTS,
    start=_or_null(_QUARTER),
    end=_or_null(_QUARTER),
    budget=_or_null(_COUNT),
    budget_line=_TEXT,
    status={"enum": ["planned", "running", "done", "late", "dropped"]},
)
_GAP = _record(
    rank={"type": "integer", "minimum": 1},
    id=_TEXT,
    tier={"type": "integer", "minimum": 1, "maximum": 4},
    current=_or_null(_LEVEL),
    target=_or_null(_LEVEL),
    distance_exact=_EXACT,
    effort=_NUMBER,
    effort_assumed=_TRUTH,
    priority_exact=_EXACT,
)
_TOUCHED = _record(
    element=_TEXT,
    strength=_TEXT,
    bases=_TEXTS,
    gaps=_TEXTS,
    links=_list(_record(**{"from": _TEXT}, basis=_TEXT, strength=_TEXT, note=_TEXT)),
)
_CROSSWALK = _record(
    file=_TEXT,
    edition=_TEXT,
    sha256=_HASH,
    questionnaire=_IDENTITY,
    touched=_list(_TOUCHED),
    through_factors=_list(_TOUCHED),
    context=_list(_TOUCHED),
)
_BASELINE = _record(
    answers=_record(file=_or_null(_TEXT), sha256=_or_null(_TEXT), year=_COUNT),
    result=_verdict(),
    counts=_COUNTS,
    stages=_list(_record(id=_TEXT, **_GROUP)),
    factors=_list(_record(id=_TEXT, **_GROUP)),
    questions=_list(_record(id=_TEXT, counted=_or_null(_LEVEL))),
)
_SOURCE = _record(name=_or_null(_TEXT), sha256=_or_null(_TEXT))
_SOMETIMES = (
    *("texts", "anonymous", "as_of", "gates", "allowed"),
    *("translation", "baseline", "crosswalk", "crosswalk_to"),
)
_MADE = _record(
    _SOMETIMES,
    tool=_TEXT,
    format={"enum": ["json"]},
    language=_TEXT,
    basis=_BASIS,
    answers=_SOURCE,
    questionnaire=_SOURCE,
    texts=_TEXT,
    anonymous=_TRUTH,
    as_of=_DAY,
    gates={"type": "object", "additionalProperties": _TEXT},
    allowed=_list(_record(question=_TEXT, reason=_TEXT, until=_DAY)),
    translation=_SOURCE,
    baseline=_SOURCE,
    crosswalk=_SOURCE,
    crosswalk_to=_SOURCE,
)
_RESULT = _record(
    ("answer_sheet",),
    schema_version={"type": "string", "pattern": r"^1\.[0-9]+$"},
    tool=_record(name={"enum": ["egovmaturity"]}, version=_TEXT),
    made=_MADE,
    questionnaire=_IDENTITY,
    answers=_record(
        anonymised=_TRUTH,
        file=_or_null(_TEXT),
        sha256=_or_null(_HASH),
        subject=_TEXT,
        year=_COUNT,
        as_of=_or_null(_DAY),
        fictional=_TRUTH,
    ),
    answer_sheet=_or_null(ANSWERS.schema()),
    purpose=_TEXT,
    report_date=_or_null(_DAY),
    decisions=_TEXTS,
    institution=_record(
        id=_TEXT,
        name=_TEXT,
        kind=_or_null({"enum": ["kabupaten", "kota", "provinsi", "lembaga"]}),
    ),
    basis=_BASIS,
    result=_verdict(),
    bases=_list(_verdict(basis=_BASIS, counts=_COUNTS)),
    counts=_COUNTS,
    stages=_list(_STAGE),
    sections=_list(_record(id=_TEXT, title=_TEXT, depth=_COUNT, **_GROUP)),
    factors=_list(_record(id=_TEXT, title=_TEXT, **_GROUP)),
    relations=_list(_record(id=_TEXT, **_GROUP)),
    blueprint=_list(_record(id=_TEXT, title=_TEXT, **_GROUP)),
    matrix=_list(_record(("stage", "section"), stage=_TEXT, section=_TEXT, factor=_TEXT, **_GROUP)),
    support=_SUPPORT,
    questions=_list(_QUESTION),
    gaps=_list(_GAP),
    crosswalk=_or_null(_CROSSWALK),
    actions=_list(_ACTION),
    projection=_or_null(_verdict()),
    baseline=_or_null(_BASELINE),
    second_look=_list(_record(code=_TEXT, questions=_TEXTS, message=_TEXT, hint=_TEXT)),
    gates=_list(
        _record(
            ("comparator", "why", "allowed"),
            name=_TEXT,
            passed=_TRUTH,
            found=_TEXT,
            required=_TEXT,
            comparator={"enum": [each.value for each in Comparison]},
            why=_TEXTS,
            allowed=_list(
                _record(
                    question=_TEXT,
                    reason=_TEXT,
                    until=_DAY,
                    use={"enum": [each.value for each in Use]},
                )
            ),
        )
    ),
)


def result_schema() -> Schema:
    """Return the schema of the JSON result, which every result of layout 1 satisfies."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "the result of egovmaturity assess -o FILE.json",
        **_RESULT,
    }
