"""Write the vectors the report's own script is tested with: models, levels, and what must come out.

Run ``python tests/vectors/generate.py`` after changing the simulation. Questionnaires and answers
are drawn with a fixed seed; what is expected comes from ``egovmaturity.scoring`` and the numbers of
the view, never from the script. ``tests/renderers/test_simulation.py`` checks that the files are
current and runs them in Node.

A file is a list of models, each with its cases: ``[levels, places, index, verdict, next, best]``.
A place is ``"score status unmet text"``, the index ``"score text"``, a score an exact fraction or a
dash. Verdict, next and best are positions of stages or bands, -1 for none.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from builders import (  # noqa: E402  # after the path of the tests
    action,
    answers,
    bands,
    dont_know,
    not_applicable,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)

from egovmaturity.domain.answers import Unanswered  # noqa: E402
from egovmaturity.domain.questionnaire import (  # noqa: E402
    BandedRule,
    Closed,
    Comparator,
    Threshold,
)
from egovmaturity.domain.results import StagedVerdict, StageStatus  # noqa: E402
from egovmaturity.language import Words  # noqa: E402
from egovmaturity.planning.plan import make_plan  # noqa: E402
from egovmaturity.scoring.assess import assess  # noqa: E402
from egovmaturity.views.context import Extras, context_of  # noqa: E402
from egovmaturity.views.numbers import NO_SCORE, Numbers, half_up  # noqa: E402
from egovmaturity.views.simulation import (  # noqa: E402
    EXEMPT,
    NOT_APPLICABLE,
    OPEN,
    simulation_model,
)

FOLDER = Path(__file__).parent
CASES = 14
STATUSES = list(StageStatus)


class Draw:
    """Draws from a seed with the one method of ``random`` whose results never change."""

    def __init__(self, seed):
        self._random = Random(seed)  # noqa: S311  # repeatable, not secret

    def number(self, low, high):
        return low + int(self._random.random() * (high - low + 1))

    def one(self, items):
        return items[self.number(0, len(items) - 1)]

    def chance(self, percent):
        return self._random.random() * 100 < percent


WEIGHTS = ["1", "1", "1", "2", "3", "1/2", "0.3", "2/7", "12.25", "0", "900", "0.0002"]
BARS = ["70 %", "50 %", "2/3", "62.5 %", "85 %", "1/3", "0", "1", "0.0001", "99.99 %"]
SCALES = [
    scale(1),
    scale(2),
    scale(4),
    scale(5, lowest=1),
    scale(3, worths=["0", "0.1", "0.3", "1"]),
    scale(4, lowest=2, worths=["1/7", "1/3", "5/6"]),
    scale(9),
]


def drawn_question(draw, name, *, gated):
    """A question with a scale, or now and then one that asks for a number."""
    if draw.chance(8):
        low, high = draw.one([(0, 1), (1, 4), ("-1", "1")])
        span = number_range(low, high)
        part = Fraction(draw.number(1, 9), 10)
        mandatory = span.lowest + (span.highest - span.lowest) * part
        mandatory = mandatory if gated and draw.chance(30) else None
        return question(name, weight=draw.one(WEIGHTS), scale=span, mandatory=mandatory)
    levels = scale(99) if draw.chance(0.5) else draw.one(SCALES)
    mandatory = draw.number(levels.lowest + 1, levels.highest) if draw.chance(25) else None
    return question(
        name, weight=draw.one(WEIGHTS), scale=levels, mandatory=mandatory if gated else None
    )


def drawn_stages(draw):
    """Gated stages, from one to twelve."""
    count = draw.one([1, 2, 2, 3, 3, 4, 4, 5, 12])
    stages = []
    for place in range(count):
        inside = [
            drawn_question(draw, f"q{place}-{n}", gated=True)
            for n in range(draw.number(1, 2 if count > 4 else 4))
        ]
        attain, foundation = (
            f"{draw.one(['>=', '>'])} {draw.one(BARS[:6] if draw.chance(80) else BARS)}"
            for _ in range(2)
        )
        stages.append(
            stage(
                f"s{place}",
                *inside,
                weight=draw.one(WEIGHTS),
                attain=attain,
                foundation=foundation if draw.chance(50) else attain,
            )
        )
    return questionnaire(
        *stages,
        undetermined_below=draw.one(["0", "1/2", "1/3", "0.75", "1"]),
        vacuous=draw.one(["block", "skip"]),
        index_of=draw.one(["stages", "stages", "questions"]),
    )


def drawn_tree(draw, name, depth):
    parts = [drawn_question(draw, f"q{name}-{n}", gated=False) for n in range(draw.number(0, 3))]
    if depth and draw.chance(60):
        parts += [drawn_tree(draw, f"{name}-{n}", depth - 1) for n in range(draw.number(1, 2))]
    if not parts:
        parts = [drawn_question(draw, f"q{name}-0", gated=False)]
    return section(name, *parts, weight=draw.one(WEIGHTS))


def drawn_bands(draw):
    """An index with bands: a tree of sections, or questions alone."""
    low, high = draw.one([(0, 1), (0, 5), (1, 5), (-1, 1), (0, 100), (0, 2000), ("1/3", 2)])
    lowest, highest = Fraction(low), Fraction(high)
    span = highest - lowest
    starts = sorted({lowest + span * Fraction(draw.number(1, 39), 40) for _ in "1234"})
    if draw.chance(20):
        starts = starts[:1]
    rule = bands(
        {"b0": lowest} | {f"b{n}": start for n, start in enumerate(starts, start=1)},
        lowest=lowest,
        highest=highest,
        closed=draw.one(["left", "right"]),
        decimals=draw.number(0, 4),
    )
    if draw.chance(25):
        parts = [drawn_question(draw, f"q{n}", gated=False) for n in range(draw.number(1, 8))]
        return questionnaire(*parts, rule=rule)
    parts = [drawn_tree(draw, f"d{n}", 2) for n in range(draw.number(1, 3))]
    index_of = draw.one(["sections", "sections", "questions"])
    return questionnaire(*parts, rule=rule, index_of=index_of)


def drawn_answers(draw, asked):
    """Answers to start from, and actions that raise some of them."""
    lean = draw.one([10, 50, 90])
    given, raises = {}, {}
    for each in asked.questions:
        given[each.id] = drawn_answer(draw, each, lean)
        if draw.chance(25):
            raises[each.id] = drawn_rating(draw, each)
    return answers(given, actions=[action(raises)] if raises else [])


def drawn_rating(draw, asked):
    if hasattr(asked.scale, "levels"):
        return draw.number(asked.scale.lowest, asked.scale.highest)
    low, high = asked.scale
    return low + (high - low) * Fraction(draw.number(0, 1000), 1000)


def drawn_answer(draw, asked, lean):
    if draw.chance(10):
        return draw.one([Unanswered(), dont_know()])
    if draw.chance(9):
        return draw.one([not_applicable(), not_applicable("Bupati")])
    if draw.chance(lean) and hasattr(asked.scale, "levels"):
        return rated(asked.scale.highest)
    return rated(drawn_rating(draw, asked))


def on_the_edge(draw, asked):
    """Move bars and bands to where some answers stand: exactly there, or the least step beside."""
    found = assess(asked, drawn_answers(draw, asked))
    if isinstance(asked.rule, BandedRule):
        index = found.index_in_print
        if index is None:
            return asked
        start = min(max(index + edge_step(draw, index), asked.rule.lowest), asked.rule.highest)
        first, *_ = asked.rule.bands
        edge = first._replace(id="edge", label="edge", start=start)
        closed = draw.one(list(Closed))
        return asked._replace(rule=asked.rule._replace(bands=(first, edge), closed=closed))
    stages = []
    for result in found.stages:
        score = result.group.score.low if result.group.score else Fraction(1, 2)
        shares = [min(max(score + edge_step(draw, score), Fraction(0)), Fraction(1)) for _ in "12"]
        bars = [Threshold(draw.one(list(Comparator)), share) for share in shares]
        stages.append(result.stage._replace(attain=bars[0], foundation=bars[draw.number(0, 1)]))
    applies = draw.one(found.stages).group.applicable
    rule = asked.rule._replace(undetermined_below=applies)
    return asked._replace(stages=tuple(stages), rule=rule)


def edge_step(draw, value):
    step = draw.one([Fraction(1, value.denominator), Fraction(1, 10**9), Fraction(1, 2000)])
    return draw.one([0, 0, step, -step])


# What must come out


def answer_of(level, choices):
    """Turn a position of the model back into an answer."""
    if level >= 0:
        return rated(choices[level])
    return {
        OPEN: Unanswered(),
        NOT_APPLICABLE: not_applicable(),
        EXEMPT: not_applicable("Bupati"),
    }[level]


def ratings(asked, worths, unit):
    """Turn the worths of a model's scale back into what a question can be given."""
    if hasattr(asked.scale, "levels"):
        assert [level.worth for level in asked.scale.levels] == [Fraction(w, unit) for w in worths]
        return [level.number for level in asked.scale.levels]
    low, high = asked.scale
    return [low + (high - low) * Fraction(worth, unit) for worth in worths]


def expected(asked, levels, choices, numbers):
    """Score levels with the program itself."""
    given = {
        each.id: answer_of(level, some)
        for each, level, some in zip(asked.questions, levels, choices, strict=True)
    }
    found = assess(asked, answers(given))
    if isinstance(found.verdict, StagedVerdict):
        places = [
            f"{fraction(r.group.score)} {STATUSES.index(r.status)} "
            f"{sum(not each.met for each in r.mandatory)} {stage_text(r, numbers)}"
            for r in found.stages
        ]
        order = [None, *asked.stages]
        verdict = found.verdict.attained, found.verdict.next, found.verdict.attained_at_best
        index = numbers.score(found.index.low) if found.index else NO_SCORE
    else:
        places = [f"{fraction(r.group.score)} {score_text(r, numbers)}" for r in found.sections]
        order = [None, *asked.rule.bands]
        band = found.verdict.band
        following = None if band is None else asked.rule.bands[order.index(band) :][:1]
        verdict = band, following[0] if following else None, found.verdict.band_at_best
        index = index_text(asked.rule, found.index_in_print, numbers)
    return [places, f"{fraction(found.index)} {index}", *(order.index(v) - 1 for v in verdict)]


def index_text(rule, exact, numbers):
    """Print an index so that it stands in its own band; on the start of a band like that start."""
    if exact is None:
        return NO_SCORE
    if any(band.start == exact for band in rule.bands):
        return numbers.edge(exact, rule.decimals)
    digits, sign = rule.decimals, -1 if exact < 0 else 1
    while rule.band(sign * half_up(abs(exact), digits)) != rule.band(exact):
        digits += 1
    return numbers.decimal(exact, digits)


def fraction(interval):
    if interval is None:
        return NO_SCORE
    return f"{interval.low.numerator}/{interval.low.denominator}"


def stage_text(result, numbers):
    score = result.group.score
    bars = (result.stage.attain, result.stage.foundation)
    return numbers.score(score.low if score else None, bars)


def score_text(result, numbers):
    return numbers.score(result.group.score.low if result.group.score else None)


def drawn_levels(draw, start, choices, lean):
    """Change the levels it starts from: few of them, or all."""
    share = draw.one([15, 40, 100])
    levels = []
    for level, some in zip(start, choices, strict=True):
        if not draw.chance(share):
            levels.append(level)
        elif draw.chance(8) or not some:
            levels.append(draw.one([OPEN, NOT_APPLICABLE, EXEMPT]))
        elif draw.chance(lean):
            levels.append(len(some) - 1)
        else:
            levels.append(draw.number(0, len(some) - 1))
    return levels


def vectors(seed, make, models):
    """Draw models of one kind with their cases."""
    draw = Draw(seed)
    for n in range(models):
        language = "id" if n % 2 else "en"
        asked = make(draw)
        sheet = drawn_answers(draw, asked)
        found = assess(asked, sheet)
        model = simulation_model(context_of(found, make_plan(found), Words(language), Extras()))
        start = [each.level for each in model.questions]
        choices = [
            ratings(each, model.scales[row.scale].worths, model.unit)
            for each, row in zip(asked.questions, model.questions, strict=True)
        ]
        lean = draw.one([0, 50, 90])
        drawn = [start] + [drawn_levels(draw, start, choices, lean) for _ in range(CASES - 1)]
        distinct = list(dict.fromkeys(map(tuple, drawn)))
        numbers = Numbers(language)
        yield {
            "comma": language == "id",
            "model": engine_part(model),
            "cases": [[list(some), *expected(asked, some, choices, numbers)] for some in distinct],
        }


def engine_part(model):
    """Leave out what only the page shows; what is too long for a JavaScript number is text."""
    fields = model._asdict() | {
        "scales": [[each.worths] for each in model.scales],
        "places": [["", *each[1:3], [bar[:3] for bar in each.bars]] for each in model.places],
        "questions": [["", *each[1:6]] for each in model.questions],
        "bands": [["", *each[1:]] for each in model.bands],
    }
    return whole_numbers(fields)


def whole_numbers(value):
    if isinstance(value, dict):
        return {key: whole_numbers(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [whole_numbers(each) for each in value]
    return str(value) if isinstance(value, int) and abs(value) >= 2**53 else value


KINDS = {
    "staged": (1, drawn_stages, 100),
    "banded": (2, drawn_bands, 100),
    "staged-edges": (3, lambda draw: on_the_edge(draw, drawn_stages(draw)), 70),
    "banded-edges": (4, lambda draw: on_the_edge(draw, drawn_bands(draw)), 70),
}
"""File names with seed, what to draw, and how many models."""


def text_of(kind):
    """Return the whole text of one file, a line for every model."""
    found = vectors(*KINDS[kind])
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in found)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main():
    for kind in KINDS:
        (FOLDER / f"{kind}.json").write_bytes(text_of(kind).encode())


if __name__ == "__main__":
    main()
