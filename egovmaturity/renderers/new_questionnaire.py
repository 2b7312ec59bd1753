"""A questionnaire as a file: complete, readable, with comments that explain every part."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from egovmaturity.domain.questionnaire import (
    DEFAULT_SCALE,
    BandedRule,
    Closed,
    Condition,
    Contradiction,
    EvidenceItem,
    Factor,
    IndexOf,
    NumberRange,
    Question,
    Questionnaire,
    Scale,
    Section,
    Source,
    Stage,
    StagedRule,
    Threshold,
    Vacuous,
    band_id,
    contradiction_id,
    evidence_id,
)
from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.yaml_layout import Bare, Blocks, Value, layout
from egovmaturity.yaml_scalars import quoted, word

if TYPE_CHECKING:  # few questionnaires declare a master plan
    from egovmaturity.domain.outline import OutlinePart, Topic

_REMARKS = {
    "edition": to_translate("in quotes: 2026.10 is not 2026.1"),
    "levels": to_translate("the scale of every question, lowest first"),
    "stages": to_translate("in this order; five or more questions each hold better"),
    "sections": to_translate("domains and the aspects in them; weight counts among siblings"),
    "factors": to_translate("a lens across the questions; leave it out if there is none"),
    "questions.weight": to_translate("exact, relative to the questions of the same place"),
    "questions.mandatory": to_translate("the least level that lets the stage pass"),
    "questions.levels": to_translate("observable, each level containing the one below"),
    "questions.evidence": to_translate("the documents an assessor will ask for"),
    "questions.recommend": to_translate("what to do at this level to reach the next"),
}
_STAGED_REMARK = to_translate(
    "a stage needs attain, every earlier one foundation; > and >= are not the same"
)
_BANDED_REMARK = to_translate("the index is carried to scale and falls into one of the bands")

_APART = frozenset(
    ("sources", "terms", "levels", "scales", "verdict", "stages", "sections", "factors")
) | {"blueprint", "questions", "outline"}


def new_questionnaire(draft: Questionnaire, words: Words) -> str:
    """Return the text of a questionnaire without earlier editions, in the draft's language.

    Loading it gives the draft back. ``words`` are those of the comments.
    """
    remarks = {path: words(text) for path, text in _REMARKS.items()}
    is_staged = isinstance(draft.rule, StagedRule)
    remarks["verdict"] = words(_STAGED_REMARK if is_staged else _BANDED_REMARK)
    return layout(_without_blanks(_document(draft)), remarks, _APART)


def _without_blanks(values: Mapping[str, Value | None]) -> dict[str, Value]:
    """Leave out what says nothing; a file that is silent means the same."""
    return {name: value for name, value in values.items() if value}


def _document(draft: Questionnaire) -> dict[str, Value | None]:
    default, named = _scales(draft)
    return {
        "format": Bare("egovmaturity-questionnaire"),
        "version": Bare("1"),
        "id": Bare(word(draft.id)),
        "edition": Bare(quoted(draft.edition)),
        "revision": Bare(str(draft.revision)) if draft.revision != 1 else None,
        "language": Bare(word(draft.language)),
        "status": Bare(draft.status.value),
        "status_note": draft.status_note,
        "title": draft.title,
        "description": draft.description,
        "notice": draft.notice,
        "authors": [
            _without_blanks({"name": each.name, "affiliation": each.affiliation})
            for each in draft.authors
        ],
        "license": draft.license,
        "cite": draft.cite,
        "sources": [_source(each) for each in draft.sources],
        "terms": _without_blanks(draft.terms._asdict()),
        "levels": _levels(default) if default else None,
        "scales": {word(each.id): _levels(each) for each in named},
        "target": None if draft.target is None else Bare(str(draft.target)),
        "index": _index(draft),
        "verdict": _verdict(draft),
        "stages": [_stage(each, draft.stages[0]) for each in draft.stages],
        "sections": [_section(each) for each in draft.sections],
        "factors": [_factor(each) for each in draft.factors],
        "blueprint": [{"id": Bare(word(t.id)), "title": t.title} for t in draft.blueprint],
        "questions": Blocks([_question(each) for each in draft.questions]),
        "contradictions": [
            _contradiction(each, place) for place, each in enumerate(draft.contradictions)
        ],
        "outline": [_part(each) for each in draft.outline],
    }


def _source(source: Source) -> dict[str, Value]:
    return _without_blanks(
        {
            "id": Bare(word(source.id)),
            "text": source.text,
            "url": source.url,
            "of": Bare(word(source.of)) if source.of else None,
        }
    )


# Scales and verdict


def _scales(draft: Questionnaire) -> tuple[Scale | None, list[Scale]]:
    """Return the default scale, where a question has it, and those that have names."""
    found = {q.scale.id: q.scale for q in draft.questions if isinstance(q.scale, Scale)}
    default = found.pop(DEFAULT_SCALE, None)
    return default, list(found.values())


def _levels(scale: Scale) -> list[Value]:
    last = len(scale.levels) - 1
    is_even = all(level.worth == Fraction(n, last) for n, level in enumerate(scale.levels))
    return [
        _without_blanks(
            {
                "level": Bare(str(level.number)),
                "label": level.label,
                "value": None if is_even else Bare(_number(level.worth)),
            }
        )
        for level in scale.levels
    ]


def _index(draft: Questionnaire) -> Bare | None:
    """Name what the index is the mean of, where it is not what a file without it means."""
    usual = IndexOf.QUESTIONS
    if draft.stages or draft.sections:
        usual = IndexOf.STAGES if draft.stages else IndexOf.SECTIONS
    return None if draft.index_of is usual else Bare(draft.index_of.value)


def _verdict(draft: Questionnaire) -> dict[str, Value]:
    rule = draft.rule
    if isinstance(rule, BandedRule):
        return _bands(rule)
    first = draft.stages[0]
    return _without_blanks(
        {
            "kind": Bare("stages"),
            "attain": _threshold(first.attain),
            "foundation": _threshold(first.foundation),
            "undetermined_below": Bare(_share(rule.undetermined_below)),
            "vacuous": Bare(rule.vacuous.value) if rule.vacuous is not Vacuous.BLOCK else None,
        }
    )


def _bands(rule: BandedRule) -> dict[str, Value]:
    bands = [
        _without_blanks(
            {
                "id": Bare(word(band.id)) if band.id != band_id(place) else None,
                "from": Bare(_number(band.start)),
                "label": band.label,
                "about": band.about,
            }
        )
        for place, band in enumerate(rule.bands)
    ]
    return _without_blanks(
        {
            "kind": Bare("bands"),
            "scale": [Bare(_number(rule.lowest)), Bare(_number(rule.highest))],
            "decimals": Bare(str(rule.decimals)),
            "closed": Bare(rule.closed.value) if rule.closed is not Closed.LEFT else None,
            "bands": bands,
        }
    )


def _threshold(bar: Threshold) -> str:
    return f"{bar.comparator.value} {_share(bar.share)}"


def _share(share: Fraction) -> str:
    """Write a share in percent where it has an end there."""
    percent = _number(share * 100)
    return _number(share) if "/" in percent else f"{percent} %"


def _number(value: Fraction) -> str:
    """Write a number exactly: as a decimal where it has an end, else as a fraction."""
    for digits in range(21):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            sign, figures = "-" * (value < 0), str(abs(scaled.numerator)).rjust(digits + 1, "0")
            whole, rest = figures[: len(figures) - digits], figures[len(figures) - digits :]
            return sign + whole + ("." + rest if digits else "")
    return f"{value.numerator}/{value.denominator}"


def _weight(weight: Fraction) -> Bare | None:
    return None if weight == 1 else Bare(_number(weight))


# Structure


def _stage(stage: Stage, first: Stage) -> dict[str, Value]:
    is_usual = (stage.attain, stage.foundation) == (first.attain, first.foundation)
    return _without_blanks(
        {
            "id": Bare(word(stage.id)),
            "title": stage.title,
            "about": stage.about,
            "weight": _weight(stage.weight),
            "attain": None if is_usual else _threshold(stage.attain),
            "foundation": None if is_usual else _threshold(stage.foundation),
            "sources": _words(stage.sources),
        }
    )


def _section(section: Section) -> dict[str, Value]:
    return _without_blanks(
        {
            "id": Bare(word(section.id)),
            "title": section.title,
            "about": section.about,
            "weight": Bare(_number(section.weight)),
            "sections": [_section(each) for each in section.sections],
        }
    )


def _factor(factor: Factor) -> dict[str, Value]:
    return _without_blanks(
        {
            "id": Bare(word(factor.id)),
            "title": factor.title,
            "about": factor.about,
            "core": Bare("true") if factor.core else None,
        }
    )


def _words(ids: Sequence[str]) -> list[Value]:
    return [Bare(word(each)) for each in ids]


# Questions


def _question(question: Question) -> dict[str, Value]:
    return _without_blanks(dict(_question_keys(question)))


def _question_keys(question: Question) -> Iterator[tuple[str, Value | None]]:
    scale = question.scale
    yield "id", Bare(word(question.id))
    yield "stage", Bare(word(question.stage)) if question.stage else None
    yield "section", Bare(word(question.section)) if question.section else None
    factors = _words(question.factors)
    yield "factor", factors[0] if len(factors) == 1 else factors
    yield "title", question.title if question.title != question.ask else None
    yield "ask", question.ask
    yield "why", question.why
    if isinstance(scale, NumberRange):
        yield "kind", Bare("number")
        yield "range", [Bare(_number(scale.lowest)), Bare(_number(scale.highest))]
    elif scale.id != DEFAULT_SCALE:
        yield "scale", Bare(word(scale.id))
    yield "weight", Bare(_number(question.weight))
    mandatory = question.mandatory
    yield "mandatory", None if mandatory is None else Bare(_number(Fraction(mandatory)))
    yield "relations", [Bare(each) for each in question.relations]
    yield "sources", _words(question.sources)
    yield "blueprint", _words(question.blueprint)
    yield "not_applicable", Bare("with-reason") if question.allows_not_applicable else None
    yield "owner", question.owner
    yield "levels", _texts(question.rubric)
    yield "evidence", [_evidence(item, n) for n, item in enumerate(question.evidence)]
    yield "recommend", _texts(question.recommend)
    yield "effort", _per_step(question.effort)
    yield "cost", _per_step(question.cost)
    yield (
        "requires",
        [
            {
                "question": Bare(word(each.question)),
                "level": Bare(str(each.level)),
                **({} if each.from_level is None else {"from_level": Bare(str(each.from_level))}),
            }
            for each in question.requires
        ],
    )


def _texts(by_level: Mapping[int, str]) -> dict[str, Value]:
    return {str(level): text for level, text in by_level.items()}


def _evidence(item: EvidenceItem, place: int) -> dict[str, Value]:
    return _without_blanks(
        {
            "id": Bare(word(item.id)) if item.id != evidence_id(place) else None,
            "text": item.text,
            "from_level": None if item.from_level is None else Bare(str(item.from_level)),
            "valid_for": Bare(item.valid_for.written) if item.valid_for else None,
        }
    )


def _per_step(numbers: Mapping[int | None, Fraction]) -> Value | None:
    if None in numbers:
        return Bare(_number(numbers[None]))
    return {str(level): Bare(_number(number)) for level, number in numbers.items()}


def _contradiction(contradiction: Contradiction, place: int) -> dict[str, Value]:
    named = contradiction.id != contradiction_id(place)
    return _without_blanks(
        {
            "id": Bare(word(contradiction.id)) if named else None,
            "when": _condition(contradiction.when),
            "with": _condition(contradiction.against),
            "because": contradiction.because,
        }
    )


def _condition(condition: Condition) -> dict[str, Value]:
    level = Bare(_number(Fraction(condition.level)))
    return {"question": Bare(word(condition.question)), condition.side.value: level}


# Master plan


def _part(part: "OutlinePart") -> dict[str, Value]:
    from egovmaturity.domain.outline import Layout  # noqa: PLC0415  # few declare one

    return _without_blanks(
        {
            "id": Bare(word(part.id)),
            "title": part.title,
            "about": part.about,
            "shows": [Bare(each.value) for each in part.shows],
            "topics": [_topic(each) for each in part.topics],
            "each": Bare(part.each.value) if part.each else None,
            "layout": Bare(part.layout.value) if part.layout is not Layout.CHAPTERS else None,
        }
    )


def _topic(topic: "Topic") -> dict[str, Value]:
    drawn = {name: _words(ids) for name, ids in topic.draws._asdict().items()}
    return _without_blanks(
        {"id": Bare(word(topic.id)), "title": topic.title, "about": topic.about, **drawn}
    )
