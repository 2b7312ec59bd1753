"""The margins of a verdict in words: what would raise it, what would lose it, what to check."""

from collections.abc import Iterable, Sequence

from egovmaturity.domain.margins import Choices, Fall, Margins, Move, Moves, Obstacle, Pivotal, Rise
from egovmaturity.domain.questionnaire import Comparator, Question, Threshold
from egovmaturity.domain.results import Excluded, Known, MandatoryResult
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, coded
from egovmaturity.views.numbers import NO_SCORE, honest
from egovmaturity.views.report import BlockView, ColumnView, TableView
from egovmaturity.views.robustness_parts import place_text


def margin_sentence(c: Context, found: Margins) -> str:
    """Say how many answers the verdict is from falling and from the next one."""
    parts = []
    if found.fall is not None:
        parts.append(_fall_sentence(c, found.fall))
    nearest = next((rise for rise in found.rises if rise.answers is not None), None)
    if nearest is not None and nearest.answers is not None:
        parts.append(_nearest_sentence(c, place_text(c, nearest.target), nearest.answers))
    return " ".join(parts) or c.words("No answer can change this verdict.")


def _fall_sentence(c: Context, fall: Fall) -> str:
    verdict = sentences.verdict_text(c.words, c.assessment.verdict)
    if fall.answers == 1:
        return c.words("A single lower answer can lose {verdict}.", verdict=verdict)
    return c.words(
        "{verdict} is lost only if at least {n} answers are lower.",
        verdict=verdict,
        n=fall.answers,
    )


def _nearest_sentence(c: Context, target: str, answers: int) -> str:
    if answers == 1:
        return c.words("A single better answer can attain {target}.", target=target)
    return c.words(
        "At least {n} better answers are needed to attain {target}.", target=target, n=answers
    )


def rise_blocks(c: Context, found: Margins) -> Iterable[BlockView]:
    """Yield what every better verdict still misses, and the least that attains the nearest."""
    if not found.rises:
        return
    yield rises_block(c, found.rises)
    yield from least_blocks(c, found.rises[0])


def rises_block(c: Context, rises: Sequence[Rise]) -> BlockView:
    """Show what every better verdict misses, nearest first, and the fewest answers and levels.

    What one misses that the one before it misses too stands there, and not again; the fewest
    answers and levels are those of all rows together.
    """
    words = c.words
    rows = [row for place, rise in enumerate(rises) for row in _rise_rows(c, rise, rises[:place])]
    lines = [
        words(
            "The fewest answers and, counted apart, the fewest levels, from where the institution "
            "stands now."
        )
    ]
    if len(rises) > 1 and all(map(_includes, rises[1:], rises)) and c.questionnaire.stages:
        lines.append(words("Each row takes all rows above it as well."))
    return BlockView(
        "rises",
        words("Why not {target}", target=place_text(c, rises[0].target)),
        tuple(lines),
        TableView(_rise_columns(c), tuple(rows)),
        tuple(_lasting(c, rise) for rise in rises if rise.answers is None),
    )


def _includes(rise: Rise, nearer: Rise) -> bool:
    """Whether a verdict misses all that a nearer one misses."""
    return {_bar_of(each) for each in nearer.obstacles} <= {_bar_of(e) for e in rise.obstacles}


def _rise_columns(c: Context) -> tuple[ColumnView, ...]:
    words = c.words
    scores = (ColumnView(words("Needs"), "number"), ColumnView(words("Short by"), "number"))
    counts = ColumnView(words("Answers / levels"), "number")
    if not c.questionnaire.stages:
        place = ColumnView(words("Verdict"), "text")
        return (place, ColumnView(words("Index now"), "number"), *scores, counts)
    return (
        ColumnView(words.name("Stage"), "text"),
        ColumnView(words("Score"), "number"),
        *scores,
        ColumnView(words("Mandatory, not met"), "text"),
        counts,
    )


def _rise_rows(c: Context, rise: Rise, nearer: Sequence[Rise]) -> Iterable[tuple[str, ...]]:
    """Yield a row for every condition that no nearer verdict misses; the last has the counts.

    A stage that lacks nothing of its own, and only waits for others, has a row all the same.
    """
    told = {_bar_of(each) for before in nearer for each in before.obstacles}
    rows = [_obstacle_cells(c, rise, e) for e in rise.obstacles if _bar_of(e) not in told]
    title = place_text(c, rise.target)
    if not rows or rows[-1][0] != title:
        rows.append((title, *[NO_SCORE] * (len(_rise_columns(c)) - 2)))
    for row in rows[:-1]:
        yield (*row, "")
    yield (*rows[-1], f"{_count(c, rise.answers)} / {_count(c, rise.steps)}")


def _count(c: Context, number: int | None) -> str:
    return NO_SCORE if number is None else c.numbers.whole(number)


def _bar_of(each: Obstacle) -> tuple[str, Threshold]:
    """Name a condition: which stage is held to which bar."""
    return each.place.id if each.place else "", each.bar


def least_blocks(c: Context, rise: Rise) -> Iterable[BlockView]:
    """Show the smallest set of answers that attains a better verdict, answer by answer."""
    words = c.words
    moves = [move for each in rise.choices for move in (each.sets[0] if each.sets else ())]
    if not moves:
        return
    columns = (
        ColumnView(words.name("Question"), "text"),
        ColumnView(words("Now"), "number"),
        ColumnView(words("At least"), "number"),
    )
    rows = tuple(
        (coded(move.question), c.optional(move.current), c.rating(move.rating)) for move in moves
    )
    yield BlockView(
        f"least-{rise.target.id}",
        words("The fewest answers that attain {target}", target=place_text(c, rise.target)),
        (),
        TableView(columns, rows),
        tuple(_other_sets(c, rise.choices)),
    )


def _other_sets(c: Context, choices: Sequence[Choices]) -> Iterable[str]:
    """Name other sets of the same size, as far as they are known."""
    words = c.words
    for each in choices:
        others = each.sets[1:]
        title = each.place.title if each.place else words("Index")
        if not others:
            continue
        sets = "; ".join(_moves(c, moves) for moves in others)
        if each.has_more:
            sets = words("{sets}; other sets are as small", sets=sets)
        yield words("{stage}, just as small: {sets}", stage=title, sets=sets)


def _lasting(c: Context, rise: Rise) -> str:
    """Say of a verdict what better answers cannot mend."""
    words, reasons = c.words, []
    for each in rise.obstacles:
        title = each.place.title if each.place else words("Index")
        out = [m.question.id for m in each.mandatory if isinstance(m.counted, Excluded)]
        if not each.is_determined:
            reasons.append(words("too little of {stage} applies", stage=title))
        elif out:
            reasons.append(words("{list} is not applicable without approval", list=", ".join(out)))
    return words(
        "{target}: better answers alone cannot attain it, because {reasons}.",
        target=place_text(c, rise.target),
        reasons=sentences.listing(words, reasons) or words("even full marks do not reach the bar"),
    )


def _obstacle_cells(c: Context, rise: Rise, each: Obstacle) -> tuple[str, ...]:
    numbers = c.numbers
    if each.place is None:
        return (place_text(c, rise.target), *_index_cells(c, each))
    return (
        each.place.title,
        numbers.score(each.score, (each.bar,)),
        numbers.threshold(each.bar),
        _short(c, each),
        ", ".join(_mandatory(c, result) for result in each.mandatory),
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
    digits = getattr(questionnaire.rule, "decimals", 1)
    missing = each.missing * (high - low)
    sign = "≥" if each.bar.comparator is Comparator.AT_LEAST else ">"
    return (
        numbers.decimal(questionnaire.index_in_print(each.score), digits),
        f"{sign} {numbers.edge(edge.share, digits)}",
        f"{numbers.decimal(missing, digits)} ({missing})",
    )


def _moves(c: Context, moves: Moves) -> str:
    return " + ".join(_move(c, move) for move in moves)


def _move(c: Context, move: Move) -> str:
    return f"{move.question.id} {c.optional(move.current)} → {c.rating(move.rating)}"


def fall_block(c: Context, fall: Fall, by_score: Fall | None) -> BlockView:
    """Say what the smallest loss is that would lose the verdict, and by scores alone."""
    words = c.words
    title = words(
        "What would lose {verdict}", verdict=sentences.verdict_text(words, c.assessment.verdict)
    )
    rows = [(words("Any answers"), *_fall_cells(c, fall))]
    if by_score is None or _size(by_score) != _size(fall):
        rows.append(
            (
                words("Scores alone, mandatory {questions} aside"),
                *(_fall_cells(c, by_score) if by_score else (NO_SCORE, NO_SCORE, NO_SCORE)),
            )
        )
    columns = (
        ColumnView(words("Loss"), "text"),
        ColumnView(words("Answers"), "number"),
        ColumnView(words("Fewest levels"), "number"),
        ColumnView(words("Smallest sets"), "text"),
    )
    return BlockView("fall", title, (), TableView(columns, tuple(rows)))


def _size(fall: Fall) -> tuple[int, int | None]:
    return fall.answers, fall.steps


def _fall_cells(c: Context, fall: Fall) -> tuple[str, str, str]:
    sets = "; ".join(_moves(c, moves) for moves in fall.sets)
    steps = NO_SCORE if fall.steps is None else c.numbers.whole(fall.steps)
    more = c.words("{sets}; other sets are as small", sets=sets) if fall.has_more else sets
    return c.numbers.whole(fall.answers), steps, more


def pivotal_block(c: Context, found: Pivotal) -> BlockView:
    """List the answers an auditor looks at first: those that change the verdict alone.

    Those that do so by a single level stand in the table; those that take more are named below it.
    """
    words = c.words
    title = words("Answers to check first")
    by_one = _in_order(c, (*found.one_down, *found.one_up))
    known = {question.id for question in by_one}
    by_any = _in_order(c, (*found.any_down, *found.any_up))
    others = [question.id for question in by_any if question.id not in known]
    if not by_any:
        return BlockView("pivotal", title, (words("No single answer changes the verdict."),))
    lines = [words("Each of these changes the verdict alone, all others as they are.")]
    rows = tuple((coded(question), _turn(c, question, found)) for question in by_one)
    columns = (
        ColumnView(words("{Question}, by one level"), "text"),
        ColumnView(words("Then"), "text"),
    )
    more = words("By more than one level, or another number: {list}.", list=", ".join(others))
    table = TableView(columns, rows) if rows else TableView()
    return BlockView("pivotal", title, tuple(lines), table, (more,) if others else ())


def _in_order(c: Context, questions: Sequence[Question]) -> list[Question]:
    """Return each question once, in questionnaire order."""
    known = {question.id for question in questions}
    return [question for question in c.questionnaire.questions if question.id in known]


def _turn(c: Context, question: Question, found: Pivotal) -> str:
    """Say how an answer turns the verdict by one level: lower, higher, or both."""
    words = c.words
    turns = [
        text
        for text, questions in (
            (words("▼ lost when lower"), found.one_down),
            (words("▲ a better one when higher"), found.one_up),
        )
        if any(each.id == question.id for each in questions)
    ]
    return ", ".join(turns)
