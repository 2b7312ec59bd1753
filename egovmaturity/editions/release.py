"""Which number a changed questionnaire has to carry, and what it has to say of the one before."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from egovmaturity.domain.diagnostics import Message, message
from egovmaturity.domain.editions import (
    Added,
    Dropped,
    Migration,
    Renamed,
    Rescaled,
    Revised,
    Same,
    Step,
    questions_before,
)
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.editions.difference import Change, counted_anew, has_same_levels, moves_scores
from egovmaturity.editions.wording import is_spelling


class DueKind(StrEnum):
    """What has to be counted up."""

    NOTHING = "nothing"
    REVISION = "revision"
    EDITION = "edition"


class Due(NamedTuple):
    """The number that is due. ``text`` is that edition or revision; empty for nothing."""

    kind: DueKind
    text: str


def due(old: Questionnaire, changes: Sequence[Change]) -> Due:
    """Return what ``changes`` to ``old`` ask for: scores moved, a new edition; texts, a revision.

    Editions are counted ``YYYY.N``; of one that is written otherwise no next one is known, and
    ``text`` is empty.
    """
    if moves_scores(changes):
        return Due(DueKind.EDITION, next_edition(old.edition))
    if changes:
        return Due(DueKind.REVISION, str(old.revision + 1))
    return Due(DueKind.NOTHING, "")


def next_edition(edition: str) -> str:
    """Return the edition after ``2026.1``: ``2026.2``; empty where editions are not so counted."""
    counted = re.fullmatch(r"([0-9]{4})\.([0-9]+)", edition)
    return f"{counted[1]}.{int(counted[2]) + 1}" if counted else ""


def objections(
    old: Questionnaire, new: Questionnaire, changes: Sequence[Change]
) -> tuple[Message, ...]:
    """Say what keeps ``new`` from being given out as the successor of ``old``."""
    return (*_about_numbers(old, new, changes), *_about_ids(old, new), *_about_map(old, new))


def _about_numbers(
    old: Questionnaire, new: Questionnaire, changes: Sequence[Change]
) -> Iterator[Message]:
    wanted = due(old, changes)
    if old.id != new.id:
        yield message('these are two questionnaires, "{old}" and "{new}"', old=old.id, new=new.id)
    elif new.edition != old.edition:
        if _number(new.edition) < _number(old.edition):
            yield message(
                "edition {new} comes before {old}; give the older one first",
                new=new.edition,
                old=old.edition,
            )
    elif wanted.kind is DueKind.EDITION:
        yield message(
            "scores can move, but the edition is still {edition}; due: {due}",
            edition=old.edition,
            due=wanted.text or message("another edition"),
        )
    elif wanted.kind is DueKind.REVISION and new.revision <= old.revision:
        yield message(
            "texts changed, but the revision is still {revision}; due: {due}",
            revision=new.revision,
            due=wanted.text,
        )


def _number(edition: str) -> tuple[int, ...]:
    """Return an edition as numbers to order by; nothing to compare where it is none."""
    parts = edition.split(".")
    return tuple(int(part) for part in parts) if all(p.isdecimal() for p in parts) else ()


def _about_ids(old: Questionnaire, new: Questionnaire) -> Iterator[Message]:
    known = {question.id for question in new.questions} | {each.id for each in new.retired}
    gone = [question.id for question in old.questions if question.id not in known]
    gone += [each.id for each in old.retired if each.id not in known]
    if gone and old.id == new.id:
        yield message("not listed under retired: {ids}", ids=", ".join(gone))
    for retired in old.retired:
        if new.question(retired.id) is not None:
            yield message(
                'the id "{id}" was retired in edition {edition} and is used again',
                id=retired.id,
                edition=retired.since,
            )


def _about_map(old: Questionnaire, new: Questionnaire) -> Iterator[Message]:
    """Hold the declared map against the older edition itself."""
    if old.id != new.id or old.edition == new.edition:
        return
    migration = new.migration(old.edition)
    if migration is None:
        yield message("there is no map from edition {edition}", edition=old.edition)
        return
    mapped = [question for step in migration.steps for question in questions_before(step)]
    unknown = [question for question in mapped if old.question(question) is None]
    missing = [question.id for question in old.questions if question.id not in mapped]
    if unknown:
        yield message(
            "the map names questions that edition {edition} does not have: {ids}",
            edition=old.edition,
            ids=", ".join(unknown),
        )
    if missing:
        yield message("the map leaves out: {ids}", ids=", ".join(missing))
    for before, after, step in migration.pairs():
        first, second = old.question(before), new.question(after)
        is_plain = isinstance(step, Same | Renamed)
        if is_plain and first and second and not has_same_levels(first, second):
            yield message(
                'by the map "{id}" is the same, but its levels changed: revise or rescale it',
                id=after,
            )


def draft_migration(old: Questionnaire, new: Questionnaire) -> Migration:
    """Propose the map from ``old`` to ``new``, for its author to look over.

    Ids that both have are the same, rescaled where only the numbers of levels changed, or revised
    where levels or wording did. A new question
    whose wording equals that of one that is gone was renamed; the rest was dropped and added.
    """
    earlier = {question.id: question for question in old.questions}
    later = {question.id: question for question in new.questions}
    both = [question for question in later if question in earlier]
    same = [q for q in both if has_same_levels(earlier[q], later[q])]
    anew = {q: counted_anew(earlier[q], later[q]) for q in both if q not in same}
    revised = [q for q, levels in anew.items() if not levels]
    gone = {q: earlier[q] for q in earlier if q not in later}
    renamed: dict[str, str] = {}
    for question in [q for q in later if q not in earlier]:
        match = next(
            (
                before
                for before, asked in gone.items()
                if before not in renamed.values()
                and is_spelling(asked.ask, later[question].ask)
                and has_same_levels(asked, later[question])
            ),
            None,
        )
        if match is not None:
            renamed[question] = match
    steps: list[Step] = [Same(tuple(same))] if same else []
    steps += [Rescaled(q, q, levels) for q, levels in anew.items() if levels]
    steps += [Revised(tuple(revised))] if revised else []
    steps += [Renamed(before, after) for after, before in renamed.items()]
    steps += [Dropped(question, "") for question in gone if question not in renamed.values()]
    added = tuple(q for q in later if q not in earlier and q not in renamed)
    steps += [Added(added)] if added else []
    return Migration(old.edition, tuple(steps))
