"""Raising an answer never lowers a score.

Every score is a weighted mean of worths, or of such means: of a stage, a section, a factor, a
relation, a blueprint item, a cell, the index. A mean with weights that are not negative grows, or
stays, with each of its parts, whatever the other parts are. So it is enough that no weight is
negative and that no level is worth less than the one below it; then no step of any question, in
any answers, lowers a score, and no verdict, which only compares scores and levels with bars.

Both premises are looked at exactly, question by question and step by step. Where they hold, the
two ends of the scales, scored by the real rules, are compared in every score there is: that guards
the conclusion against scoring that is not the mean it should be.
"""

from collections.abc import Iterator
from itertools import pairwise

from egovmaturity.domain.diagnostics import Finding, Message, Route, Severity, message
from egovmaturity.domain.questionnaire import Questionnaire, Scale
from egovmaturity.domain.results import Assessment, Interval
from egovmaturity.reviewing.extremes import Extremes


def falling_scores(ends: Extremes) -> Iterator[Finding]:
    """Q125: what makes a score fall where an answer is raised."""
    broken = [*_negative_weights(ends.questionnaire), *_falling_worths(ends.questionnaire)]
    yield from broken
    if not broken:
        yield from _fallen(ends)


def _negative_weights(questionnaire: Questionnaire) -> Iterator[Finding]:
    weighed = [
        *((("questions", each.id), each.weight) for each in questionnaire.questions),
        *((("stages", each.id), each.weight) for each in questionnaire.stages),
        *((("sections", each.id), each.weight) for each in questionnaire.walk_sections()),
    ]
    for about, weight in weighed:
        if weight < 0:
            yield _falls(about, message("raising an answer lowers a score: the weight is below 0"))


def _falling_worths(questionnaire: Questionnaire) -> Iterator[Finding]:
    for question in questionnaire.questions:
        levels = question.scale.levels if isinstance(question.scale, Scale) else ()
        for below, above in pairwise(levels):
            if above.worth < below.worth:
                yield _falls(
                    ("questions", question.id),
                    message(
                        "raising the answer from {below} to {above} lowers a score: it is worth "
                        "less",
                        below=below.number,
                        above=above.number,
                    ),
                )


def _fallen(ends: Extremes) -> Iterator[Finding]:
    at_best = dict(_scores(ends.highest))
    for name, low in _scores(ends.lowest):
        high = at_best[name]
        if low is not None and high is not None and high.low < low.low:
            cause = message(
                'the score "{name}" is lower with every answer at its highest than at its lowest',
                name=" ".join(name),
            )
            yield _falls((), cause)


def _scores(assessment: Assessment) -> Iterator[tuple[tuple[str, ...], Interval | None]]:
    """Yield every score of an assessment with its name."""
    yield ("index",), assessment.index
    for stage in assessment.stages:
        yield ("stages", stage.stage.id), stage.group.score
    for section in assessment.sections:
        yield ("sections", section.section.id), section.group.score
    for factor in assessment.factors:
        yield ("factors", factor.factor.id), factor.group.score
    for relation in assessment.relations:
        yield ("relations", relation.relation), relation.group.score
    for item in assessment.blueprint:
        yield ("blueprint", item.item.id), item.group.score
    for cell, group in assessment.cells.items():
        yield ("cells", *cell), group.score


def _falls(about: Route, cause: Message) -> Finding:
    hint = message("Weights are 0 or more, and every level is worth more than the one below it.")
    return Finding("Q125", Severity.ERROR, about, cause, hint)
