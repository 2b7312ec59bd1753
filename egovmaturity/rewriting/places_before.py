"""Problems of a rewritten answers file, with the places of the file somebody has."""

from collections.abc import Iterable, Iterator

from egovmaturity.domain.diagnostics import Diagnostic
from egovmaturity.loading.answer_file import DraftAnswers
from egovmaturity.loading.log import WHOLE_FILE, Place
from egovmaturity.loading.yaml_source import MappingNode, Node, SequenceNode, place_of
from egovmaturity.rewriting.migrate_answers import Fate


def in_the_old_file(
    problems: Iterable[Diagnostic], old: DraftAnswers, new: DraftAnswers, fates: Iterable[Fate]
) -> tuple[Diagnostic, ...]:
    """Point each problem of ``new`` at the answer, action or key of ``old`` that it came from.

    What was rewritten was not written to a file yet, so that its lines can be looked up nowhere.
    """
    pairs = sorted(_pairs(old.values.node, new.values.node, fates))
    return tuple(_moved(problem, pairs, old.source.name) for problem in problems)


def _moved(problem: Diagnostic, pairs: list[tuple[Place, Place]], file: str) -> Diagnostic:
    found = Place(problem.location.line, problem.location.column)
    place = next((before for now, before in reversed(pairs) if now <= found), WHOLE_FILE)
    location = problem.location._replace(file=file, line=place.line, column=place.column)
    return problem._replace(location=location)


def _pairs(old: Node, new: Node, fates: Iterable[Fate]) -> Iterator[tuple[Place, Place]]:
    """Yield where each part begins now and where what it was made of began."""
    if not isinstance(old, MappingNode) or not isinstance(new, MappingNode):
        return
    for name, key in new.keys.items():
        if name in old.keys:
            yield place_of(key), place_of(old.keys[name])
    before, now = old.entries.get("answers"), new.entries.get("answers")
    if isinstance(before, MappingNode) and isinstance(now, MappingNode):
        for fate in fates:
            if fate.new in now.keys:
                known = [before.keys[each] for each in fate.old if each in before.keys]
                yield place_of(now.keys[fate.new]), place_of(known[0] if known else before)
    before, now = old.entries.get("actions"), new.entries.get("actions")
    if isinstance(before, SequenceNode) and isinstance(now, SequenceNode):
        for was, item in zip(before.items, now.items, strict=True):
            yield place_of(item), place_of(was)
