"""What changed between two editions of a questionnaire, and whether it can move a score."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from egovmaturity.domain.questionnaire import (
    BandedRule,
    Condition,
    EvidenceItem,
    NumberRange,
    Prerequisite,
    Question,
    Questionnaire,
    Scale,
    Section,
    Threshold,
)
from egovmaturity.editions.wording import is_spelling


class ChangeKind(StrEnum):
    """``scoring`` can move a score, a verdict or the meaning of a level; ``text`` cannot."""

    SCORING = "scoring"
    TEXT = "text"


class Change(NamedTuple):
    """One change: ``key`` of the ``thing`` with this ``id``, from ``before`` to ``after``.

    ``thing`` and ``key`` are words of the file format. ``before`` is empty for what is new,
    ``after`` for what is gone. ``language`` names a translation; it is empty for the base file.
    """

    kind: ChangeKind
    thing: str
    id: str
    key: str
    before: str
    after: str
    language: str = ""


def differences(old: Questionnaire, new: Questionnaire) -> tuple[Change, ...]:
    """List what changed from ``old`` to ``new``, whole first, then parts in the order of ``new``.

    Both are taken in their base language. A changed rubric or question counts as scoring unless
    only spelling changed (see ``is_spelling``): what a level means decides which level is chosen.
    """
    return (
        *_compare("questionnaire", "", _scoring(old), _scoring(new), ChangeKind.SCORING),
        *_compare("questionnaire", "", _texts(old), _texts(new), ChangeKind.TEXT),
        *_parts("stage", _stages(old), _stages(new)),
        *_parts("section", _sections(old), _sections(new)),
        *_parts("factor", _factors(old), _factors(new)),
        *_parts("band", _bands(old), _bands(new)),
        *_questions(old, new),
        *_parts("contradiction", _contradictions(old), _contradictions(new), ChangeKind.TEXT),
        *_parts("outline", _outline(old), _outline(new), ChangeKind.TEXT),
    )


def differences_in(
    language: str, old: Questionnaire, new: Questionnaire, known: Sequence[Change]
) -> tuple[Change, ...]:
    """List what changed in one translation besides the changes ``known`` of the base files.

    The same rule holds: people who read the translation choose their levels by it.
    """
    changes = (change for change in differences(old, new) if change not in known)
    return tuple(change._replace(language=language) for change in changes)


def moves_scores(changes: Iterable[Change]) -> bool:
    """Whether any of the changes can move a score, so that a new edition is due."""
    return any(change.kind is ChangeKind.SCORING for change in changes)


def has_same_levels(before: Question, after: Question) -> bool:
    """Whether the levels of two questions mean the same: same numbers, question and rubric.

    What a level is worth may differ: it moves the score, but not the choice of the level.
    """
    return _numbers(before.scale) == _numbers(after.scale) and not any(
        change.key in {"ask", "levels"} and change.kind is ChangeKind.SCORING
        for change in _wordings(before, after)
    )


class _Part(NamedTuple):
    """What is compared of one part: values that decide a score, and texts."""

    scoring: Mapping[str, Any]
    texts: Mapping[str, Any]


def _compare(
    thing: str, part: str, before: Mapping[str, Any], after: Mapping[str, Any], kind: ChangeKind
) -> Iterator[Change]:
    for key, value in after.items():
        if before[key] != value:
            yield Change(kind, thing, part, key, _written(before[key]), _written(value))


def _parts(
    thing: str,
    old: Mapping[str, _Part],
    new: Mapping[str, _Part],
    presence: ChangeKind = ChangeKind.SCORING,
) -> Iterator[Change]:
    """Compare parts by id; ``presence`` is what it means that one comes or goes."""
    for part, after in new.items():
        before = old.get(part)
        if before is None:
            yield Change(presence, thing, part, "", "", part)
            continue
        yield from _compare(thing, part, before.scoring, after.scoring, ChangeKind.SCORING)
        yield from _compare(thing, part, before.texts, after.texts, ChangeKind.TEXT)
    for part in old:
        if part not in new:
            yield Change(presence, thing, part, "", part, "")


def _scoring(questionnaire: Questionnaire) -> dict[str, Any]:
    rule = questionnaire.rule
    values: dict[str, Any] = {"index": questionnaire.index_of.value}
    if isinstance(rule, BandedRule):
        values |= {"scale": [rule.lowest, rule.highest], "closed": rule.closed.value}
    values["undetermined_below"] = getattr(rule, "undetermined_below", None)
    values["vacuous"] = getattr(rule, "vacuous", "")
    values["stages"] = [stage.id for stage in questionnaire.stages]
    return {
        "kind": "bands" if isinstance(rule, BandedRule) else "stages",
        "scale": "",
        "closed": "",
        **values,
    }


def _texts(questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        "language": questionnaire.language,
        "status": questionnaire.status.value,
        "status_note": questionnaire.status_note,
        "title": questionnaire.title,
        "description": questionnaire.description,
        "notice": questionnaire.notice,
        "license": questionnaire.license,
        "cite": questionnaire.cite,
        "terms": list(questionnaire.terms),
        "authors": [author.name for author in questionnaire.authors],
        "sources": [f"{source.id} {source.text} {source.url}" for source in questionnaire.sources],
        "blueprint": [f"{item.id} {item.title}" for item in questionnaire.blueprint],
        "target": questionnaire.target,
        "decimals": getattr(questionnaire.rule, "decimals", None),
    }


def _stages(questionnaire: Questionnaire) -> dict[str, _Part]:
    return {
        stage.id: _Part(
            {"weight": stage.weight, "attain": stage.attain, "foundation": stage.foundation},
            {"title": stage.title, "about": stage.about},
        )
        for stage in questionnaire.stages
    }


def _sections(questionnaire: Questionnaire) -> dict[str, _Part]:
    found: dict[str, _Part] = {}

    def visit(sections: Sequence[Section], above: str) -> None:
        for section in sections:
            found[section.id] = _Part(
                {"weight": section.weight, "sections": above},
                {"title": section.title, "about": section.about},
            )
            visit(section.sections, section.id)

    visit(questionnaire.sections, "")
    return found


def _factors(questionnaire: Questionnaire) -> dict[str, _Part]:
    return {
        factor.id: _Part({}, {"title": factor.title, "about": factor.about, "core": factor.core})
        for factor in questionnaire.factors
    }


def _bands(questionnaire: Questionnaire) -> dict[str, _Part]:
    if not isinstance(questionnaire.rule, BandedRule):
        return {}
    return {
        band.id: _Part({"from": band.start}, {"label": band.label, "about": band.about})
        for band in questionnaire.rule.bands
    }


def _contradictions(questionnaire: Questionnaire) -> dict[str, _Part]:
    """Return what is asked about after the answers; no score depends on it."""
    return {
        each.id: _Part(
            {},
            {
                "when": _condition(each.when),
                "with": _condition(each.against),
                "because": each.because,
            },
        )
        for each in questionnaire.contradictions
    }


def _outline(questionnaire: Questionnaire) -> dict[str, _Part]:
    """Return the parts of the master plan and their topics; no score depends on them."""
    found: dict[str, _Part] = {}
    for part in questionnaire.outline:
        found[part.id] = _Part(
            {},
            {
                "title": part.title,
                "about": part.about,
                "shows": [each.value for each in part.shows],
                "each": part.each.value if part.each else "",
                "layout": part.layout.value,
            },
        )
        for topic in part.topics:
            drawn = {name: list(ids) for name, ids in topic.draws._asdict().items()}
            found[topic.id] = _Part({}, {"title": topic.title, "about": topic.about, **drawn})
    return found


def _condition(condition: Condition) -> str:
    return f"{condition.question} {condition.side.value} {condition.level}"


def _questions(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    earlier = {question.id: question for question in old.questions}
    yield from _parts(
        "question",
        {question.id: _question(question) for question in old.questions},
        {question.id: _question(question) for question in new.questions},
    )
    for question in new.questions:
        if question.id in earlier:
            yield from _wordings(earlier[question.id], question)


def _question(question: Question) -> _Part:
    return _Part(
        {
            "stage": question.stage,
            "section": question.section,
            "factor": list(question.factors),
            "weight": question.weight,
            "mandatory": question.mandatory,
            "scale": [f"{_written(n)}={_written(w)}" for n, w in _level_scale(question.scale)],
            "not_applicable": "with-reason" if question.allows_not_applicable else "never",
            "relations": list(question.relations),
            "blueprint": list(question.blueprint),
            "evidence": [_evidence(item) for item in question.evidence],
        },
        {
            "title": "" if question.title == question.ask else question.title,
            "why": question.why,
            "owner": question.owner,
            "recommend": question.recommend,
            "sources": list(question.sources),
            "effort": question.effort,
            "cost": question.cost,
            "requires": [_prerequisite(each) for each in question.requires],
            "evidence text": [item.text for item in question.evidence],
            "level labels": _labels(question.scale),
        },
    )


def _prerequisite(each: Prerequisite) -> str:
    start = "" if each.from_level is None else f" from_level {each.from_level}"
    return f"{each.question}: {each.level}{start}"


def _evidence(item: EvidenceItem) -> str:
    """Write when a document is needed and how old it may be: both decide what is supported."""
    age = f" valid_for {item.valid_for.written}" if item.valid_for else ""
    return f"{item.id} from_level {item.from_level}{age}"


def _level_scale(scale: Scale | NumberRange) -> list[tuple[Fraction, Fraction]]:
    """Return numbers and worths alone: a scale may be renamed."""
    if isinstance(scale, NumberRange):
        return [(scale.lowest, Fraction(0)), (scale.highest, Fraction(1))]
    return [(Fraction(level.number), level.worth) for level in scale.levels]


def _numbers(scale: Scale | NumberRange) -> list[Fraction]:
    return [number for number, _ in _level_scale(scale)]


def counted_anew(before: Question, after: Question) -> dict[int, int]:
    """Return the new number of every level where only the numbers changed; else nothing."""
    if not is_spelling(before.ask, after.ask):
        return {}
    if not len(before.rubric) == len(after.rubric) == len(_numbers(before.scale)):
        return {}
    found = {
        number: [now for now, said in after.rubric.items() if is_spelling(text, said)]
        for number, text in before.rubric.items()
    }
    if any(len(now) != 1 for now in found.values()):
        return {}
    return {number: now[0] for number, now in found.items()}


def _labels(scale: Scale | NumberRange) -> list[str]:
    return [] if isinstance(scale, NumberRange) else [level.label for level in scale.levels]


def _wordings(before: Question, after: Question) -> Iterator[Change]:
    """Compare what decides the choice of a level: the question and its rubric."""
    if before.ask != after.ask:
        yield Change(
            _weight_of(before.ask, after.ask), "question", after.id, "ask", before.ask, after.ask
        )
    for number in sorted({*before.rubric, *after.rubric}):
        was, now = before.rubric.get(number, ""), after.rubric.get(number, "")
        if was != now:
            yield Change(
                _weight_of(was, now), "question", after.id, "levels", _at(number, was),
                _at(number, now),
            )  # fmt: skip


def _weight_of(before: str, after: str) -> ChangeKind:
    return ChangeKind.TEXT if is_spelling(before, after) else ChangeKind.SCORING


def _at(level: int, text: str) -> str:
    return f"{level}: {text}" if text else ""


def _written(value: Any) -> str:
    """Write a value the way a file writes it."""
    match value:
        case None:
            return ""
        case Threshold():
            return f"{value.comparator.value} {_written(value.share * 100)} %"
        case Fraction():
            return _decimal(value)
        case list() | tuple():
            return ", ".join(_written(each) for each in value)
        case dict():
            return "; ".join(
                _written(each) if key is None else f"{key}: {_written(each)}"
                for key, each in value.items()
            )
        case _:
            return str(value)


def _decimal(value: Fraction) -> str:
    """Write a fraction as a decimal where that is exact, else as a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    scaled = int(abs(value) * 10**digits)
    text = str(scaled).rjust(digits + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
