"""The margins of a verdict in words: what would raise it, what would lose it, what to check."""

from collections.abc import Iterable, Sequence

from egovmaturity.domain.margins import Choices, Fall, Margins, Move, Moves, Obstacle, Pivotal, Rise
from egovmaturity.domain.questionnaire import Question
from egovmaturity.domain.results import Excluded, Known, MandatoryResult, Verdict
from egovmaturity.views import sentences
from egovmaturity.views.context import Context
from egovmaturity.views.numbers import NO_SCORE, honest
from egovmaturity.views.report import BlockView, ColumnView, TableView


def margin_sentence(c: Context, found: Margins) -> str:
    """Say in one sentence how many answers the verdict is from the next one and from falling."""
    words, parts = c.words, []
    if found.fall is not None:
        parts.append(
            words.plural(
                "it falls once {n} answer is lower",
                "it falls only once {n} answers are lower",
                found.fall.answers,
            )
        )
    nearest = next((rise for rise in found.rises if rise.answers is not None), None)
    if nearest is not None and nearest.answers is not None:
        parts.append(
            words.plural(
                "{n} better answer would attain {target}",
                "{n} better answers would attain {target}",
                nearest.answers,
                target=target_title(nearest),
            )
        )
    if not parts:
        return words("No answer can change this verdict.")
    verdict = sentences.verdict_text(words, c.assessment.verdict)
    return words("{verdict}: {parts}.", verdict=verdict, parts="; ".join(parts))


def target_title(rise: Rise) -> str:
    """Return the title of a stage or the label of a band."""
    return getattr(rise.target, "title", "") or getattr(rise.target, "label", "")


def rise_blocks(c: Context, found: Margins) -> Iterable[BlockView]:
    """Yield, for every better verdict, what it still misses and the least that attains it."""
    for rise in found.rises:
        yield _rise_block(c, rise)


def _rise_block(c: Context, rise: Rise) -> BlockView:
    words = c.words
    title = words("Why not {target}", target=target_title(rise))
    rows = tuple(_obstacle_row(c, each) for each in rise.obstacles)
    columns = (
        ColumnView(words("{Stage}") if c.questionnaire.stages else words("Index"), "text"),
        ColumnView(words("Score"), "number"),
        ColumnView(words("Needs"), "number"),
        ColumnView(words("Short by"), "number"),
        ColumnView(words("Mandatory, not met"), "text"),
    )
    return BlockView(
        f"rise-{rise.target.id}",
        title,
        (_rise_sentence(c, rise),),
        TableView(columns, rows),
        tuple(_choice_notes(c, rise.choices)),
    )


def _rise_sentence(c: Context, rise: Rise) -> str:
    words = c.words
    if rise.answers is None:
        return words(
            "Better answers alone cannot attain it: {reasons}.",
            reasons=sentences.listing(words, _lasting(c, rise)),
        )
    fewest = words.plural(
        "The fewest answers that attain it: {n}.",
        "The fewest answers that attain it: {n}.",
        rise.answers,
    )
    if rise.steps is None:
        return fewest
    steps = words.plural(
        "Counted in single levels: {n}.", "Counted in single levels: {n}.", rise.steps
    )
    return f"{fewest} {steps}"


def _lasting(c: Context, rise: Rise) -> list[str]:
    """Name what answers cannot mend."""
    words, reasons = c.words, []
    for each in rise.obstacles:
        title = each.place.title if each.place else words("Index")
        out = [m.question.id for m in each.mandatory if isinstance(m.counted, Excluded)]
        if not each.is_determined:
            reasons.append(words("too little of {stage} applies", stage=title))
        elif out:
            reasons.append(words("{list} is not applicable without approval", list=", ".join(out)))
    return reasons or [words("even full marks do not reach the bar")]


def _obstacle_row(c: Context, each: Obstacle) -> tuple[str, ...]:
    words, numbers = c.words, c.numbers
    if each.place is None:
        return (words("Index"), *_index_cells(c, each), "")
    unmet = ", ".join(_mandatory(c, result) for result in each.mandatory)
    return (
        each.place.title,
        numbers.score(each.score, (each.bar,)),
        numbers.threshold(each.bar),
        _short(c, each),
        unmet,
    )


def _mandatory(c: Context, result: MandatoryResult) -> str:
    question = result.question
    needed = c.optional(question.mandatory)
    if isinstance(result.counted, Known):
        return f"{question.id} ({c.rating(result.counted.rating)} → {needed})"
    now = c.words("N/A") if isinstance(result.counted, Excluded) else NO_SCORE
    return f"{question.id} ({now} → {needed})"


def _short(c: Context, each: Obstacle) -> str:
    """Write how far a score lies below its bar: as the printed numbers differ, and exactly."""
    if each.missing is None or each.score is None:
        return NO_SCORE
    shown = honest(each.score, 1, (each.bar,))
    points = each.bar.share * 100 - shown.value
    digits = max(shown.digits, 1)
    return f"{c.numbers.decimal(points, digits)} ({each.missing})"


def _index_cells(c: Context, each: Obstacle) -> tuple[str, str, str]:
    """Write an index, the edge it must reach and the difference, on the scale it is printed on."""
    questionnaire, numbers = c.questionnaire, c.numbers
    low, high = questionnaire.index_range
    edge = each.bar._replace(share=questionnaire.index_in_print(each.bar.share))
    if each.score is None or each.missing is None:
        return NO_SCORE, NO_SCORE, NO_SCORE
    index = questionnaire.index_in_print(each.score)
    sign = "≥" if each.bar.comparator == ">=" else ">"
    missing = each.missing * (high - low)
    return (
        f"{numbers.trimmed(index)}",
        f"{sign} {numbers.trimmed(edge.share)}",
        f"{numbers.trimmed(missing)} ({missing})",
    )


def _choice_notes(c: Context, choices: Sequence[Choices]) -> Iterable[str]:
    words = c.words
    for each in choices:
        if not any(each.sets):
            continue
        sets = "; ".join(_moves(c, moves) for moves in each.sets)
        title = each.place.title if each.place else words("Index")
        if len(each.sets) == 1 and not each.has_more:
            yield words("{stage}: {sets}", stage=title, sets=sets)
        elif each.has_more:
            yield words("{stage}, any of: {sets}; and others as small", stage=title, sets=sets)
        else:
            yield words("{stage}, any of: {sets}", stage=title, sets=sets)


def _moves(c: Context, moves: Moves) -> str:
    return " + ".join(_move(c, move) for move in moves)


def _move(c: Context, move: Move) -> str:
    return f"{move.question.id} {c.optional(move.current)} → {c.rating(move.rating)}"


def fall_block(c: Context, found: Margins) -> BlockView:
    """Say what the smallest loss is that would lose the verdict."""
    words = c.words
    title = words(
        "What would lose {verdict}", verdict=sentences.verdict_text(words, c.assessment.verdict)
    )
    if found.fall is None:
        return BlockView("fall", title, (words("Nothing can be lost: no answer lowers it."),))
    rows = [(words("Any answers"), *_fall_cells(c, found.fall))]
    by_score = found.fall_by_score
    if by_score != found.fall:
        rows.append(
            (
                words("Scores alone, mandatory {questions} aside"),
                *(_fall_cells(c, by_score) if by_score else (NO_SCORE, NO_SCORE, NO_SCORE)),
            )
        )
    columns = (
        ColumnView(words("Loss"), "text"),
        ColumnView(words("Answers"), "number"),
        ColumnView(words("Single levels"), "number"),
        ColumnView(words("Smallest sets"), "text"),
    )
    return BlockView("fall", title, (), TableView(columns, tuple(rows)))


def _fall_cells(c: Context, fall: Fall) -> tuple[str, str, str]:
    sets = "; ".join(_moves(c, moves) for moves in fall.sets)
    steps = NO_SCORE if fall.steps is None else c.numbers.whole(fall.steps)
    more = c.words("{sets}; and others", sets=sets) if fall.has_more else sets
    return c.numbers.whole(fall.answers), steps, more


def pivotal_block(c: Context, found: Pivotal) -> BlockView:
    """Name the answers an auditor looks at first: those that change the verdict alone."""
    words = c.words
    title = words("Answers to check first")
    rows = [
        (text, _codes(down), _codes(up))
        for text, down, up in (
            (words("By one level"), found.one_down, found.one_up),
            (words("By any level"), found.any_down, found.any_up),
        )
        if down or up
    ]
    if not rows:
        return BlockView("pivotal", title, (words("No single answer changes the verdict."),))
    columns = (
        ColumnView(words("Change"), "text"),
        ColumnView(words("Lower, it loses the verdict"), "text"),
        ColumnView(words("Higher, it gains a better one"), "text"),
    )
    return BlockView(
        "pivotal",
        title,
        (words("Each of these changes the verdict alone, all others as they are."),),
        TableView(columns, tuple(rows)),
    )


def _codes(questions: Sequence[Question]) -> str:
    return ", ".join(question.id for question in questions) or NO_SCORE


def verdict_name(c: Context, verdict: Verdict) -> str:
    """Name a verdict that might have been."""
    return sentences.verdict_text(c.words, verdict)
