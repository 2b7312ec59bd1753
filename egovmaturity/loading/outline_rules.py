"""What a questionnaire has to satisfy where it declares the parts of a master plan."""

from collections.abc import Iterator, Mapping

from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.outline import Draws, Each, Layout, OutlinePart, Show, Topic
from egovmaturity.loading.log import Log
from egovmaturity.loading.questionnaire_rules import check_listed, check_unique
from egovmaturity.loading.questionnaire_shape import DRAWN_ON
from egovmaturity.loading.shapes import Placed, Values, values_of
from egovmaturity.loading.weight_rules import walk_sections


def check_outline(values: Values, log: Log) -> None:
    """Note every broken rule about the master plan: Q101, Q102, Q170 to Q172."""
    check_unique(_walk(values), log)
    lists = _lists(values)
    for placed in values["outline"]:
        _check_part(placed, lists, log)
    if not log.has_errors:
        _check_left_out(values, lists, log)


def outline_from(values: Values) -> tuple[OutlinePart, ...]:
    """Make the parts of the master plan of a questionnaire that was checked."""
    return tuple(
        OutlinePart(
            v["id"],
            v["title"],
            v.get("about", ""),
            tuple(Show(each) for each in values_of(v.get("shows"))),
            tuple(_topic(topic) for topic in values_of(v.get("topics"))),
            Each(v["each"]) if "each" in v else None,
            Layout(v.get("layout", "chapters")),
        )
        for v in values_of(values["outline"])
    )


def _topic(values: Values) -> Topic:
    draws = Draws(**{name: values_of(values.get(name)) for name in DRAWN_ON})
    return Topic(values["id"], values["title"], values.get("about", ""), draws)


def _walk(values: Values) -> Iterator[Placed]:
    """Yield every part and every topic in it: they share their ids."""
    for part in values["outline"]:
        yield part
        yield from part.value.get("topics", ())


def _lists(values: Values) -> dict[str, dict[str, None]]:
    """Return the ids of everything that a topic can draw on, by the name of the list."""
    lists = {
        name: {each.value["id"]: None for each in values.get(name, ()) if "id" in each.value}
        for name in DRAWN_ON
    }
    inside = walk_sections(values.get("sections", ()))
    return lists | {"sections": {each.value["id"]: None for each in inside if "id" in each.value}}


def _check_part(placed: Placed, lists: Mapping[str, dict[str, None]], log: Log) -> None:
    """Q102, Q170, Q171: a part says something, and its topics draw on what there is."""
    part = placed.value
    if all(part.is_missing(name) for name in ("shows", "topics", "each")):
        log.error(
            "Q170",
            placed.place,
            message("the part shows nothing and has no topics"),
            message("Give it shows, topics or each."),
        )
    if "each" in part and not lists[part["each"]]:
        log.error(
            "Q171",
            part.place("each"),
            message('the file has nothing under "{key}"', key=part["each"]),
            message("Write down the topics, or take another list."),
        )
    for topic in part.get("topics", ()):
        if all(topic.value.is_missing(name) for name in DRAWN_ON):
            log.error(
                "Q170",
                topic.place,
                message("the topic draws on nothing"),
                message("Name what its questions have: {keys}", keys=", ".join(DRAWN_ON)),
            )
        for name, known in lists.items():
            check_listed(topic.value, name, known, log)


def _check_left_out(values: Values, lists: Mapping[str, dict[str, None]], log: Log) -> None:
    """Q172: what no chapter draws on would have no place for its gaps and actions."""
    chapters = [
        part.value
        for part in values["outline"]
        if part.value.get("layout", "chapters") == "chapters"
    ]
    drawn = {name: set[str]() for name in DRAWN_ON}
    for part in chapters:
        if "each" in part:
            drawn[part["each"]] |= set(lists[part["each"]])
        for topic in values_of(part.get("topics")):
            for name in DRAWN_ON:
                drawn[name] |= set(values_of(topic.get(name)))
    drawn["sections"] |= set(_sections_below(values, drawn["sections"]))
    left = [q["id"] for q in values_of(values["questions"]) if not _is_drawn(q, drawn)]
    if any(drawn.values()) and left:
        log.warning(
            "Q172",
            values.place("outline"),
            message(
                "no chapter of the master plan draws on {n} questions, such as {id}",
                n=len(left),
                id=left[0],
            ),
            message("Their actions and budgets stand apart, under no topic."),
        )


def _sections_below(values: Values, ids: set[str]) -> Iterator[str]:
    for section in walk_sections(values.get("sections", ())):
        if section.value["id"] in ids:
            yield from (each.value["id"] for each in walk_sections([section]))


def _is_drawn(question: Values, drawn: Mapping[str, set[str]]) -> bool:
    factor = question.get("factor", ())
    carried = {
        "blueprint": values_of(question.get("blueprint")),
        "stages": (question.get("stage"),),
        "sections": (question.get("section"),),
        "factors": (factor,) if isinstance(factor, str) else values_of(factor),
        "sources": values_of(question.get("sources")),
        "questions": (question["id"],),
    }
    return any(not drawn[name].isdisjoint(ids) for name, ids in carried.items())
