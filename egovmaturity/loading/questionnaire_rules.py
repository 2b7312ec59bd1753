"""What a questionnaire has to satisfy beyond the shape of its keys.

Each rule looks at the values as read, with their places, and notes what it finds; a rule whose
values are missing or were refused already stays silent.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from egovmaturity.domain.circles import StandsOn, circle
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import (
    DEFAULT_SCALE,
    Comparator,
    Threshold,
    band_id,
    evidence_id,
)
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.shapes import Placed, Values, values_of
from egovmaturity.loading.weight_rules import check_weights, questions_by, walk_sections

_ONE = Fraction(1)


def check_questionnaire(values: Values, log: Log) -> None:
    """Note every broken rule of a questionnaire; see the codes Q101 to Q401."""
    _check_ids(values, log)
    _check_scales(values, log)
    _check_verdict(values, log)
    _check_structure(values, log)
    vocabularies = {
        name: _ids(values.get(name, ())) for name in ("factors", "sources", "blueprint")
    }
    for placed in values.get("questions", ()):
        _check_question(placed, values, vocabularies, log)
    _check_common_levels(values, log)
    _check_places(values, log)
    check_weights(values, log)
    _check_prerequisites(values, log)
    _check_provenance(values, log)


def _ids(placed: Iterable[Placed]) -> dict[str, None]:
    """Return the ids in order, as keys: a file may hold thousands of them."""
    return {item.value["id"]: None for item in placed if "id" in item.value}


def _check_ids(values: Values, log: Log) -> None:
    """Q101: an id twice in one list; ids that differ only by case are too alike to tell apart."""
    for name in ("questions", "stages", "factors", "blueprint", "sources"):
        check_unique(values.get(name, ()), log)
    check_unique(walk_sections(values.get("sections", ())), log)
    check_unique(values.get("verdict", {}).get("bands", ()), log, band_id)
    for question in values.get("questions", ()):
        check_unique(question.value.get("evidence", ()), log, evidence_id)


def check_unique(
    placed: Iterable[Placed], log: Log, id_at: Callable[[int], str] | None = None
) -> None:
    """Compare the ids of one list; ``id_at`` names those that are counted by position."""
    seen: dict[str, str] = {}
    for place, item in enumerate(placed):
        written = item.value.get("id")
        if written is None and id_at is not None and item.value.is_missing("id"):
            written = id_at(place)
        if written is None:
            continue
        first = seen.get(written.casefold())
        if first is None:
            seen[written.casefold()] = written
        else:
            log.error(
                "Q101",
                item.value.place("id"),
                message('the id "{id}" is already taken by "{first}"', id=written, first=first),
                message("Every id stands for one thing; choose another."),
            )


def _check_scales(values: Values, log: Log) -> None:
    """Q101, Q108: a scale for each name; levels count up by one, differ in label, and grow."""
    named = values.get("scales", {})
    if "levels" in values and DEFAULT_SCALE in named:
        log.error(
            "Q101",
            named[DEFAULT_SCALE].place,
            message(
                'the id "{id}" is already taken by "{first}"', id=DEFAULT_SCALE, first="levels"
            ),
            message("Every id stands for one thing; choose another."),
        )
    scales = [Placed(values["levels"], values.node_of("levels"))] if "levels" in values else []
    scales += values.get("scales", {}).values()
    for scale in scales:
        _check_scale(scale, log)


def _check_scale(scale: Placed, log: Log) -> None:
    rungs = [rung.value for rung in scale.value]
    for below, above in pairwise(rungs):
        if "level" in above and "level" in below and above["level"] != below["level"] + 1:
            log.error(
                "Q108",
                above.place("level"),
                message("level {level} does not follow {below}", **_two(above, below)),
                message("List the levels from lowest to highest without gaps."),
            )
    for rung in _repeated(rungs):
        log.error("Q108", rung.place("label"), message("two levels have the same label"))
    given = [rung for rung in rungs if "value" in rung]
    if any(rung.is_missing("value") for rung in rungs) and given:
        log.error(
            "Q108",
            given[0].place("value"),
            message("some levels have a value and some have none"),
            message("Give every level a value from 0 to 1, or none."),
        )
        return
    for below, above in pairwise(rungs):
        if "value" in above and "value" in below and above["value"] <= below["value"]:
            log.error(
                "Q108",
                above.place("value"),
                message("a higher level must be worth more than the one below"),
            )
    if given and rungs[-1].get("value", _ONE) != 1:
        log.error(
            "Q108",
            rungs[-1].place("value"),
            message("the highest level must be worth 1"),
            message("value is the worth, 0 to 1; the number of the level stands under level."),
        )


def _repeated(parts: Iterable[Values]) -> Iterator[Values]:
    """Yield the levels or bands whose label another one before them has already."""
    seen = set()
    for part in parts:
        label = part.get("label")
        if label in seen:
            yield part
        if label is not None:
            seen.add(label)


def _two(above: Mapping[str, Any], below: Mapping[str, Any]) -> dict[str, object]:
    return {"level": above["level"], "below": below["level"]}


def _check_verdict(values: Values, log: Log) -> None:
    """Q105, Q109, Q111: the verdict has what its kind needs, and it fits the structure."""
    verdict = values.get("verdict")
    if verdict is None or "kind" not in verdict:
        return
    is_staged = verdict["kind"] == "stages"
    _check_verdict_keys(verdict, log, is_staged=is_staged)
    if is_staged and values.is_missing("stages"):
        log.error(
            "Q111",
            verdict.place("kind"),
            message("the verdict is by stages, but there are no stages"),
            message("Add stages: or use kind: bands."),
        )
    if not is_staged and "stages" in values:
        log.error(
            "Q111",
            verdict.place("kind"),
            message("the verdict is by bands, but there are stages"),
            message("Stages are gated and need kind: stages; for an index use sections:"),
        )
    if "stages" in values and "sections" in values:
        log.error(
            "Q111",
            values.place("sections"),
            message("a questionnaire has stages or sections, not both"),
        )
    wanted = values.get("index", "").removeprefix("mean-of-")
    if wanted in {"stages", "sections"} and values.is_missing(wanted):
        log.error(
            "Q111",
            values.place("index"),
            message("the index is the mean of {what}, but there are none", what=wanted),
        )
    if is_staged:
        _check_thresholds(values, log)
    else:
        _check_bands(verdict, log)


_STAGED_KEYS = ("attain", "foundation", "undetermined_below", "vacuous")
_BANDED_KEYS = ("scale", "bands", "closed", "decimals")


def _check_verdict_keys(verdict: Values, log: Log, *, is_staged: bool) -> None:
    needed = ("attain",) if is_staged else ("scale", "bands")
    foreign = _BANDED_KEYS if is_staged else _STAGED_KEYS
    for name in foreign:
        if name in verdict:
            log.error(
                "Q111",
                verdict.place(name),
                message('"{key}" does not belong to a verdict by {kind}', **_kind(name, verdict)),
            )
    for name in needed:
        if verdict.is_missing(name):
            log.error(
                "E012",
                verdict.place(name),
                message('a verdict by {kind} needs the key "{key}"', **_kind(name, verdict)),
            )


def _kind(key: str, verdict: Values) -> dict[str, object]:
    return {"key": key, "kind": verdict["kind"]}


def _check_thresholds(values: Values, log: Log) -> None:
    """Q105: a foundation that asks less than attaining lets a stage pass over a failed one.

    Nor does a later stage ask for less than the one before it: stages are steps.
    """
    verdict = values["verdict"]
    stages = (s.value for s in values.get("stages", ()))
    for holder in [verdict, *(s for s in stages if "attain" in s or "foundation" in s)]:
        attain: Threshold | None = holder.get("attain", verdict.get("attain"))
        foundation: Threshold | None = holder.get("foundation", verdict.get("foundation"))
        if attain and foundation and _asks(foundation) < _asks(attain):
            log.warning(
                "Q105",
                holder.place("foundation"),
                message("a foundation asks less than attaining the stage itself"),
                message("A later stage could then be attained over one that is not."),
            )
    for before, after in pairwise(s.value for s in values.get("stages", ())):
        earlier: Threshold | None = before.get("attain", verdict.get("attain"))
        later: Threshold | None = after.get("attain", verdict.get("attain"))
        if earlier and later and _asks(later) < _asks(earlier):
            log.warning(
                "Q105",
                after.place("attain"),
                message("the stage asks for less than the one before it"),
                message("Let thresholds stay the same or grow from stage to stage."),
            )


def _asks(bar: Threshold) -> tuple[Fraction, bool]:
    return bar.share, bar.comparator is Comparator.ABOVE


def _check_bands(verdict: Values, log: Log) -> None:
    """Q109: bands begin at the lowest index and rise, without gap, overlap or repeated label."""
    scale = values_of(verdict.get("scale"))
    bands = [b.value for b in verdict.get("bands", ())]
    if len(scale) > 2 or (len(scale) == 2 and scale[0] >= scale[1]):
        log.error(
            "Q109",
            verdict.place("scale"),
            message("the scale is the lowest and the highest index, such as [1, 5]"),
        )
        return
    for band in _repeated(bands):
        log.error("Q109", band.place("label"), message("two bands have the same label"))
    if len(scale) != 2 or not bands or not all("from" in band for band in bands):
        return
    if bands[0]["from"] > scale[0]:
        log.error(
            "Q109",
            bands[0].place("from"),
            message("the first band begins above the lowest index, {lowest}", lowest=scale[0]),
            message(
                "Let it begin at {lowest}, so that no index is without a band.", lowest=scale[0]
            ),
        )
    if bands[0]["from"] < scale[0]:
        log.warning(
            "Q109",
            bands[0].place("from"),
            message("the first band begins below the lowest index, {lowest}", lowest=scale[0]),
            message("Let it begin at {lowest}, where the scale begins.", lowest=scale[0]),
        )
    if bands[-1]["from"] > scale[1]:
        log.error(
            "Q109",
            bands[-1].place("from"),
            message("the last band begins above the highest index, {highest}", highest=scale[1]),
        )
    for below, above in pairwise(bands):
        if above["from"] <= below["from"]:
            log.error(
                "Q109", above.place("from"), message("a band must begin above the one before it")
            )


def _check_structure(values: Values, log: Log) -> None:
    """Q102, Q103: every question has its place, and every place has questions."""
    places = {
        "stage": _ids(values.get("stages", ())),
        "section": _ids(walk_sections(values.get("sections", ()))),
    }
    for placed in values.get("questions", ()):
        question = placed.value
        for name, known in places.items():
            if known and question.is_missing(name):
                log.error(
                    "E012",
                    placed.place,
                    message(
                        'the key "{key}" is missing in {record}',
                        key=name,
                        record=message("a question"),
                    ),
                    log.nearest("", known),
                )
            if name in question and question[name] not in known:
                _unknown(question, name, question[name], known, log)
    used = {q.value.get("stage") for q in values.get("questions", ())}
    for stage in values.get("stages", ()):
        _check_used(stage, used, message('no question belongs to stage "{id}"'), log)
    _check_sections_used(values, log)
    factors = {f for q in values.get("questions", ()) for f in _factors(q.value)}
    for factor in values.get("factors", ()):
        _check_used(factor, factors, message('no question belongs to factor "{id}"'), log)


def _check_sections_used(values: Values, log: Log) -> None:
    holders = {q.value.get("section") for q in values.get("questions", ())}
    for section in walk_sections(values.get("sections", ())):
        inside = set(_ids(walk_sections([section])))
        if not inside & holders and "id" in section.value:
            _check_used(section, set(), message('no question belongs to section "{id}"'), log)


def _check_used(placed: Placed, used: "set[Any]", cause: Any, log: Log) -> None:
    written = placed.value.get("id")
    if written is not None and written not in used:
        log.error("Q103", placed.value.place("id"), message(cause.text, id=written))


def _factors(question: Values) -> tuple[str, ...]:
    factor = question.get("factor", [])
    return (factor,) if isinstance(factor, str) else values_of(factor)


def _unknown(values: Values, key: str, written: str, known: Iterable[str], log: Log) -> None:
    log.error(
        "Q102",
        values.place(key),
        message('there is no {kind} "{id}"', kind=key, id=written),
        log.nearest(written, known),
    )


def check_listed(holder: Values, key: str, known: Mapping[str, None], log: Log) -> None:
    """Q102: what stands under ``key`` is listed in the file under the same name."""
    for written in holder.get(key, ()):
        if written.value not in known:
            log.error(
                "Q102",
                written.place,
                message('"{id}" is not listed under {key}', id=written.value, key=key),
                log.nearest(written.value, known),
            )


def _check_question(
    placed: Placed, values: Values, vocabularies: Mapping[str, dict[str, None]], log: Log
) -> None:
    question = placed.value
    for factor in _factors(question):
        if factor not in vocabularies["factors"]:
            _unknown(question, "factor", factor, vocabularies["factors"], log)
    for key in ("sources", "blueprint"):
        check_listed(question, key, vocabularies[key], log)
    if question.get("kind") == "number":
        _check_number(question, log)
    elif "kind" in question or question.is_missing("kind"):
        _check_rubric(placed, values, log)
    if "mandatory" in question and values.is_missing("stages") and "verdict" in values:
        log.error(
            "Q111",
            question.place("mandatory"),
            message("a mandatory question needs stages: bands have no gate"),
        )


def _check_number(question: Values, log: Log) -> None:
    """Q107, Q108: a numeric question has a range and no rubric."""
    bounds = values_of(question.get("range"))
    if question.is_missing("range") or len(bounds) > 2 or bounds[:1] >= bounds[1:] != ():
        log.error(
            "Q108",
            question.place("range"),
            message("a numeric question needs its range, such as range: [0, 1]"),
        )
    if len(bounds) != 2 or bounds[0] >= bounds[1]:
        return
    for key in ("levels", "scale", "recommend"):
        if key in question:
            log.error(
                "Q108", question.place(key), message('a numeric question has no "{key}"', key=key)
            )
    mandatory = question.get("mandatory")
    if mandatory is not None and not bounds[0] < mandatory <= bounds[1]:
        _mandatory_off_scale(question, log)


def _mandatory_off_scale(question: Values, log: Log) -> None:
    log.error(
        "Q107",
        question.place("mandatory"),
        message(
            "the mandatory level is not above the lowest level of the scale, or beyond its end"
        ),
    )


def _check_rubric(placed: Placed, values: Values, log: Log) -> None:
    """Q102, Q107, Q201, Q205: levels on the scale, told apart, each with a next step."""
    question = placed.value
    if "range" in question:
        log.error("Q108", question.place("range"), message("a range needs kind: number"))
    numbers = level_numbers(question, values, log)
    if not numbers:
        return
    mandatory = question.get("mandatory")
    if mandatory is not None and mandatory not in numbers[1:]:
        _mandatory_off_scale(question, log)
    _check_levels(question, numbers, log)
    _warn_about_texts(placed, numbers, log)
    for item in question.get("evidence", ()):
        level = item.value.get("from_level")
        if level is not None and level not in numbers:
            _off_scale(level, item.value.place("from_level"), numbers, log)


def _check_levels(question: Values, numbers: list[int], log: Log) -> None:
    """Q107: texts stand at levels of the scale, steps lead to one above the lowest."""
    for key, possible in (
        ("levels", numbers),
        ("recommend", numbers),
        ("effort", numbers[1:]),
        ("cost", numbers[1:]),
    ):
        entries = question.get(key)
        for number, entry in entries.items() if isinstance(entries, dict) else ():
            if number not in possible:
                _off_scale(number, entry.place, possible, log)


def _off_scale(level: int, place: Place, numbers: Iterable[int], log: Log) -> None:
    log.error(
        "Q107",
        place,
        message("level {level} is not on the scale", level=level),
        message("Known here: {words}", words=", ".join(map(str, numbers))),
    )


def level_numbers(question: Values, values: Values, log: Log) -> list[int]:
    """Return the levels a question can be answered with; none where its scale was refused."""
    written = question.get("scale")
    scales = values.get("scales", {})
    if written is not None and written not in scales:
        _unknown(question, "scale", written, scales, log)
        return []
    if written is None and "levels" not in values:
        if values.is_missing("levels") and question.is_missing("scale"):
            log.error(
                "Q108",
                question.place("scale"),
                message("the question has no scale"),
                message("Give the questionnaire default levels:, or the question a scale:"),
            )
        return []
    return _numbers_of(values["levels"] if written is None else scales[written].value)


def _numbers_of(levels: Iterable[Placed]) -> list[int]:
    """Return the numbers of a scale; none where one of them was refused."""
    numbers = [rung.value.get("level") for rung in levels]
    return [] if None in numbers else numbers


def _check_common_levels(values: Values, log: Log) -> None:
    """Q107: what holds for every question is a level of at least one scale."""
    scales = [values["levels"]] if "levels" in values else []
    scales += [scale.value for scale in values.get("scales", {}).values()]
    numbers = sorted({number for levels in scales for number in _numbers_of(levels)})
    for key in ("target", "evidence_from_level"):
        if key in values and numbers and values[key] not in numbers:
            _off_scale(values[key], values.place(key), numbers, log)


def _warn_about_texts(placed: Placed, numbers: list[int], log: Log) -> None:
    question = placed.value
    rubric = question.get("levels", {})
    missing = [str(number) for number in numbers if number not in rubric]
    if missing:
        log.warning(
            "Q201",
            question.place("levels"),
            message("levels without a text of their own: {levels}", levels=", ".join(missing)),
        )
    warn_about_same_texts(rubric, log)
    steps = question.get("recommend", {})
    silent = [str(number) for number in numbers[:-1] if number not in steps]
    if silent:
        log.warning(
            "Q205",
            question.place("recommend"),
            message("no recommendation for levels: {levels}", levels=", ".join(silent)),
        )


def warn_about_same_texts(rubric: Mapping[int, Placed], log: Log) -> None:
    """Q201: two levels that read the same are one level to a respondent."""
    if len({_letters(text.value) for text in rubric.values()}) == len(rubric):
        return
    texts: dict[str, int] = {}
    for number, text in rubric.items():
        first = texts.setdefault(_folded(text.value), number)
        if first != number:
            log.warning(
                "Q201",
                text.place,
                message("levels {first} and {level} have the same text", first=first, level=number),
            )


def _letters(text: str) -> tuple[int, ...]:
    """Count a few letters; where they differ, so do the folded texts, which take far longer."""
    text = text.casefold()
    return text.count("a"), text.count("e"), text.count("n")


def _folded(text: str) -> str:
    """Make texts alike that differ only by capitals, spaces and punctuation between words."""
    words = [word.strip(".,;:!?()\"'“”") for word in text.casefold().split()]
    return " ".join([word for word in words if word])


def _check_places(values: Values, log: Log) -> None:
    """Q103, Q106: a stage decided by few questions, or by its gate alone or not at all."""
    by_stage = questions_by("stage", values)
    for stage in values.get("stages", ()):
        written = stage.value.get("id")
        inside = by_stage.get(written, [])
        place: Place = stage.value.place("id")
        if written is not None and 0 < len(inside) < 3:
            log.warning(
                "Q103",
                place,
                message('stage "{id}" has fewer than three questions', id=written),
                message("One answer then decides much; five or more hold better."),
            )
        if inside and not any("mandatory" in question for question in inside):
            log.warning(
                "Q106", place, message('stage "{id}" has no mandatory question', id=written)
            )
        mandatory = sum("mandatory" in question for question in inside)
        if len(inside) > 2 and mandatory * 5 > len(inside) * 3:
            log.warning(
                "Q106",
                place,
                message(
                    'in stage "{id}" {mandatory} of {all} questions are mandatory',
                    id=written,
                    mandatory=mandatory,
                    all=len(inside),
                ),
                message("The score then decides little; keep to what the stage cannot do without."),
            )


def _check_prerequisites(values: Values, log: Log) -> None:
    """Q102, Q107, Q110: prerequisites exist and never lead back to themselves."""
    questions = {q.value["id"]: q.value for q in values.get("questions", ()) if "id" in q.value}
    stands: dict[str, list[StandsOn]] = {}
    for question_id, question in questions.items():
        for required in question.get("requires", ()):
            other = required.value.get("question")
            if other is None:
                continue
            if other not in questions:
                _unknown(required.value, "question", other, questions, log)
                continue
            _check_required_level(required.value, questions[other], values, log)
            _check_from_level(required.value, question, values, log)
            if "level" in required.value:
                first = required.value.get("from_level", 0)
                stand = StandsOn(first, other, required.value["level"])
                stands.setdefault(question_id, []).append(stand)
    path = circle(stands)
    if path:
        log.error(
            "Q110",
            questions[path[0]].place("requires"),
            message("prerequisites go round in a circle: {path}", path=shortened(path)),
        )


def _check_required_level(required: Values, other: Values, values: Values, log: Log) -> None:
    """Q107: a level nobody can choose would keep the question waiting for ever."""
    _check_on_scale(required, "level", other, values, log)


def _check_from_level(required: Values, question: Values, values: Values, log: Log) -> None:
    """Q107: a level that the question itself does not have needs nothing."""
    _check_on_scale(required, "from_level", question, values, log)


def _check_on_scale(required: Values, key: str, question: Values, values: Values, log: Log) -> None:
    levels = values.get("levels")
    if "scale" in question:
        scale = values.get("scales", {}).get(question["scale"])
        levels = scale.value if scale else None
    numbers = _numbers_of(levels or ())
    if not numbers or key not in required or question.get("kind") == "number":
        return
    if required[key] not in numbers:
        _off_scale(required[key], required.place(key), numbers, log)


def shortened(path: list[str]) -> str:
    """Write a way round in a circle, its middle left out where it is long."""
    return " → ".join(path if len(path) <= 10 else [*path[:8], "…", path[-1]])


def _check_provenance(values: Values, log: Log) -> None:
    """Q102, Q401: a questionnaire says whose it is and where it comes from."""
    known = _ids(values.get("sources", ()))
    for source in values.get("sources", ()):
        if "of" in source.value and source.value["of"] not in known:
            _unknown(source.value, "of", source.value["of"], known, log)
    for stage in values.get("stages", ()):
        check_listed(stage.value, "sources", known, log)
    for key in ("license", "sources", "authors"):
        if not values.get(key):
            log.warning(
                "Q401", values.place("id"), message('the questionnaire names no "{key}"', key=key)
            )
