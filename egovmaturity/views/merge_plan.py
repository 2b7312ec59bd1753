"""A plan to merge what came back, ready to print: who returned what, and what becomes of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from egovmaturity.collecting.claims import claim_of
from egovmaturity.domain.answers import Purpose
from egovmaturity.domain.collecting import Completeness
from egovmaturity.domain.merging import (
    Consultation,
    Decision,
    MergePlan,
    Outcome,
    Returned,
    SettledBy,
    Word,
)
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.language import Words
from egovmaturity.views.agreement_view import agreement_view
from egovmaturity.views.claims import claim_text, level_text, step_text
from egovmaturity.views.explanation import ExplanationView
from egovmaturity.views.numbers import Numbers
from egovmaturity.views.report import BlockView, ColumnView, TableView


def plan_view(plan: MergePlan, questionnaire: Questionnaire, words: Words) -> ExplanationView:
    """Say what a merge would do; ``words`` know the names the questionnaire gives its parts."""
    return ExplanationView(
        language=words.language,
        institution=plan.target.institution.name,
        questionnaire=f"{questionnaire.title}, {plan.target.occasion.year}",
        title=words.plural(
            "Merging {n} file into {target}",
            "Merging {n} files into {target}",
            len(plan.returned),
            target=plan.target.file,
        ),
        facts=(),
        summary=_summary(plan, words),
        blocks=tuple(_blocks(plan, words)),
    )


def _blocks(plan: MergePlan, words: Words) -> Iterator[BlockView]:
    if plan.returned:
        yield _returned(plan, words)
    if plan.set_aside:
        yield _set_aside(plan, words)
    yield from _conflicts(plan, words)
    yield from _decided(plan, words)
    yield from _left_out(plan, words)
    yield from _incomplete(plan, words)
    for consultation in plan.consultations:
        yield _agreement(consultation, words)
    yield from _not_here(plan, words)


def _summary(plan: MergePlan, words: Words) -> str:
    counted = Counter(each.outcome for each in plan.decisions)
    counted[Outcome.EMPTIED] = sum(1 for each in plan.decisions if each.emptied)
    said = ", ".join(_counted(counted, words))
    if not plan.changed:
        nothing = words("Nothing changes.")
        return f"{nothing} {said}." if said else nothing
    return f"{said}."


def _counted(counted: Counter[Outcome], words: Words) -> Iterator[str]:
    """Yield how many there are of each kind, in a fixed order."""
    for outcome, text in (
        (Outcome.NEW, words("{n} new", n=counted[Outcome.NEW])),
        (Outcome.CHANGED, words("{n} changed", n=counted[Outcome.CHANGED])),
        (Outcome.SAME, words("{n} the same", n=counted[Outcome.SAME])),
        (Outcome.KEPT, words("{n} kept", n=counted[Outcome.KEPT])),
        (Outcome.MERGED, words("{n} merged before", n=counted[Outcome.MERGED])),
        (Outcome.EMPTIED, words("{n} emptied", n=counted[Outcome.EMPTIED])),
        (Outcome.UNFIT, words("{n} left out", n=counted[Outcome.UNFIT])),
        (Outcome.NOTED, words("{n} noted", n=counted[Outcome.NOTED])),
        (Outcome.CONFLICT, words("{n} in CONFLICT", n=counted[Outcome.CONFLICT])),
    ):
        if counted[outcome]:
            yield text


# Who returned what


def _returned(plan: MergePlan, words: Words) -> BlockView:
    columns = (
        ColumnView(words("File"), "text"),
        ColumnView(words("From"), "text"),
        ColumnView(words("Content"), "text"),
    )
    rows = tuple(
        (each.file, _sender(each, words), _content(plan, each, words)) for each in plan.returned
    )
    notes = tuple(
        words("{file} is given more than once; it counts once.", file=name)
        for name in plan.repeated
    )
    return BlockView("returned", words("Returned"), (), TableView(columns, rows), notes)


def _sender(each: Returned, words: Words) -> str:
    respondent = each.respondent
    day = Numbers(words.language).day(respondent.dated)
    person = ", ".join(part for part in (respondent.name, respondent.position) if part)
    return "; ".join(part for part in (each.owner, person, day) if part) or "–"


def _content(plan: MergePlan, each: Returned, words: Words) -> str:
    own = [
        (decision, word)
        for decision in plan.decisions
        for word in decision.words
        if word.sha256 == each.sha256
    ]
    settled = sum(decision.settled is not None for decision, _ in own)
    counted = Counter(word.outcome for decision, word in own if decision.settled is None)
    parts = [words.plural("{n} answer", "{n} answers", each.answered)]
    if each.purpose is Purpose.VERIFICATION:
        parts = [words.plural("{n} verification", "{n} verifications", each.answered)]
    parts += _counted(counted, words)
    if settled:
        parts.append(words("{n} settled", n=settled))
    if each.is_untouched:
        parts = [words("as it was handed out, and nobody is named")]
    if each.unreadable:
        parts.append(words("{n} unreadable", n=len(each.unreadable)))
    if each.is_late:
        day = Numbers(words.language).day(each.due)
        parts.append(words("LATE, due {day}", day=day))
    return ", ".join(parts)


def _set_aside(plan: MergePlan, words: Words) -> BlockView:
    columns = (ColumnView(words("File"), "text"), ColumnView(words("Problems"), "text"))
    rows = tuple((each.file, ", ".join(each.codes)) for each in plan.set_aside)
    return BlockView("aside", words("Could not be used at all"), (), TableView(columns, rows))


# What becomes of it


def _name(decision: Decision, words: Words) -> str:
    if decision.purpose is Purpose.VERIFICATION:
        return words("{id} (verification)", id=decision.question)
    return decision.question


def _conflicts(plan: MergePlan, words: Words) -> Iterator[BlockView]:
    open_ones = [each for each in plan.decisions if each.outcome is Outcome.CONFLICT]
    if open_ones:
        yield _sides("conflicts", words("Conflicts"), plan, open_ones, words)
    noted = [each for each in plan.decisions if each.outcome is Outcome.NOTED]
    if noted:
        title = words("Conflicts left to be settled, in a note")
        yield _sides("noted", title, plan, noted, words)
    for how, title in (
        (SettledBy.PREFERENCE, words("Conflicts settled by preference")),
        (SettledBy.DAY, words("Conflicts settled by the latest day")),
        (SettledBy.CONSENSUS, words("Settled by consensus")),
    ):
        found = [each for each in plan.decisions if each.settled is how]
        if found:
            yield _sides(how.value, title, plan, found, words)


def _sides(
    name: str, title: str, plan: MergePlan, decisions: Iterable[Decision], words: Words
) -> BlockView:
    columns = (
        ColumnView(words("{Question}"), "code"),
        ColumnView(words("File"), "text"),
        ColumnView(words("Says"), "text"),
    )
    rows = tuple(row for each in decisions for row in _rows(plan, each, words))
    return BlockView(name, title, (), TableView(columns, rows))


def _rows(plan: MergePlan, decision: Decision, words: Words) -> Iterator[tuple[str, ...]]:
    """Yield what everybody says, what stands in the target first, and what becomes of it last."""
    name = _name(decision, words)
    if not claim_of(decision.before).is_blank:
        yield name, plan.target.file, _short(claim_text(decision.before, words))
        name = ""
    for word in decision.words:
        yield name, _place(word), _short(claim_text(word.said, words))
        name = ""
    if decision.settled is not None and decision.before != decision.after:
        yield "", words("result"), step_text(decision.before, decision.after, words)


def _place(word: Word) -> str:
    return f"{word.file}:{word.place}" if word.place else word.file


def _short(text: str) -> str:
    """Cut a long text; the whole of it stands in the file that came back."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


_SHOWN = 160


def _decided(plan: MergePlan, words: Words) -> Iterator[BlockView]:
    new = [each for each in plan.decisions if each.outcome is Outcome.NEW]
    if new:
        listed = ", ".join(f"{_name(each, words)} {level_text(each.after, words)}" for each in new)
        yield BlockView("new", words("New"), (listed,))
    changed = [each for each in plan.decisions if each.outcome is Outcome.CHANGED]
    if changed:
        columns = (
            ColumnView(words("{Question}"), "code"),
            ColumnView(words("Change"), "text"),
            ColumnView(words("File"), "text"),
        )
        rows = tuple(
            (_name(each, words), step_text(each.before, each.after, words), _files(each))
            for each in changed
        )
        yield BlockView("changed", words("Changed"), (), TableView(columns, rows))
    for outcome, title in (
        (Outcome.SAME, words("The same already")),
        (Outcome.KEPT, words("Kept: changed here since it was handed out")),
        (Outcome.MERGED, words("Kept: merged before, edited here since")),
    ):
        found = [
            _name(each, words)
            for each in plan.decisions
            if each.outcome is outcome and each.settled is None
        ]
        if found:
            yield BlockView(outcome.value, title, (", ".join(found),))


def _files(decision: Decision) -> str:
    """Name the files that say what is taken; a consensus is of all of them."""
    taken = claim_of(decision.after)
    files = [word.file for word in decision.words if claim_of(word.said) == taken]
    return ", ".join(files or (word.file for word in decision.words))


# What is not merged, or not whole


def _left_out(plan: MergePlan, words: Words) -> Iterator[BlockView]:
    columns = (
        ColumnView(words("{Question}"), "code"),
        ColumnView(words("File"), "text"),
        ColumnView(words("Says"), "text"),
    )
    for outcome, title in (
        (Outcome.EMPTIED, words("Emptied, and left as it is: delete it by hand if it is to go")),
        (Outcome.UNFIT, words("Left out: without a reason, or against what the other party says")),
    ):
        rows = tuple(
            (_name(each, words), _place(word), _short(claim_text(word.said, words)))
            for each in plan.decisions
            for word in each.words
            if word.outcome is outcome
        )
        if rows:
            yield BlockView(outcome.value, title, (), TableView(columns, rows))
    unreadable = tuple((each.file, ", ".join(each.unreadable)) for each in plan.returned)
    yield from _by_file("unreadable", words("Could not be read, and left out"), unreadable, words)


def _by_file(
    name: str, title: str, rows: Sequence[tuple[str, str]], words: Words
) -> Iterator[BlockView]:
    columns = (ColumnView(words("File"), "text"), ColumnView(words("{Questions}"), "text"))
    filled = tuple(row for row in rows if row[1])
    if filled:
        yield BlockView(name, title, (), TableView(columns, filled))


def _incomplete(plan: MergePlan, words: Words) -> Iterator[BlockView]:
    rows = []
    for each in plan.returned:
        lacking = [n for n, how in each.incomplete.items() if how is Completeness.NO_EVIDENCE]
        without = [n for n, how in each.incomplete.items() if how is Completeness.NO_REASON]
        parts = (
            (words("no level"), list(each.open)),
            (words("no evidence"), lacking),
            (words("no reason"), without),
        )
        said = "; ".join(f"{what}: {', '.join(names)}" for what, names in parts if names)
        if each.purpose is not None:
            rows.append((each.file, said))
    yield from _by_file("incomplete", words("Incomplete"), rows, words)


def _not_here(plan: MergePlan, words: Words) -> Iterator[BlockView]:
    if plan.missing:
        columns = (
            ColumnView(words("Office"), "text"),
            ColumnView(words("Still open"), "number"),
        )
        rows = tuple((each.owner, str(len(each.open))) for each in plan.missing)
        title = words("Not returned yet: {n}", n=len(plan.missing))
        yield BlockView("missing", title, (), TableView(columns, rows))
    if plan.unasked:
        title = words("Nobody was asked")
        yield BlockView("unasked", title, (", ".join(plan.unasked),))


def _agreement(consultation: Consultation, words: Words) -> BlockView:
    """Say how far assessors agree, the widest disputes first."""
    view = agreement_view(consultation.agreement, words)
    columns = (
        ColumnView(words("{Question}"), "code"),
        ColumnView(words("Said"), "text"),
        ColumnView(words("Together"), "text"),
        ColumnView(words("Apart"), "text"),
    )
    rows = tuple(
        (each.id, ", ".join(each.given), each.consensus, each.spread or "–")
        for each in view.disputes
    )
    people = ", ".join(each.respondent.name or each.file for each in consultation.assessors)
    notes = [words("In this order: {people}.", people=people)] if rows else []
    notes += [f"{fact.label}: {fact.text}" for fact in view.facts]
    table = TableView(columns, rows) if rows else TableView()
    return BlockView("agreement", words("Agreement"), view.summary, table, tuple(notes))
