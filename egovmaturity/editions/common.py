"""Which questions two editions of a questionnaire ask alike."""

from fractions import Fraction

from egovmaturity.domain.comparison import Pair
from egovmaturity.domain.editions import Migration, Renamed, Rescaled, Same
from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire, Rating


def same_questions(questionnaire: Questionnaire) -> tuple[Pair, ...]:
    """Pair every question of one edition with itself, in order."""
    return tuple(Pair(question.id, question.id) for question in questionnaire.questions)


def common_questions(
    old: Questionnaire, new: Questionnaire, migration: Migration
) -> tuple[Pair, ...]:
    """List the questions both editions ask alike, in the order of the newer one.

    Those are what the map of the newer edition calls the same, renamed, or only counted anew, as
    long as every level is worth what it was. What was revised, split or merged is another question.
    """
    found: dict[str, Pair] = {}
    for before, after, step in migration.pairs():
        earlier, later = old.question(before), new.question(after)
        if earlier is None or later is None or not isinstance(step, Same | Renamed | Rescaled):
            continue
        levels = tuple(step.levels.items()) if isinstance(step, Rescaled) else ()
        pair = Pair(before, after, levels)
        if _ladder(earlier, pair) == _ladder(later, Pair(after, after)):
            found[after] = pair
    return tuple(found[q.id] for q in new.questions if q.id in found)


def _ladder(question: Question, pair: Pair) -> dict[Rating, Fraction]:
    """Return what every level is worth, by its number in the newer edition."""
    scale = question.scale
    if isinstance(scale, NumberRange):
        return {scale.lowest: Fraction(0), scale.highest: Fraction(1)}
    return {pair.carried(level.number): level.worth for level in scale.levels}
