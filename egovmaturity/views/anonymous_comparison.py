"""A comparison without a word of the institution's own."""

from collections.abc import Sequence

from egovmaturity.domain.answers import Evidence
from egovmaturity.domain.comparison import Comparison, Ruler, Step
from egovmaturity.domain.results import Assessment
from egovmaturity.language import Words
from egovmaturity.views.anonymous import anonymised


def anonymous_comparison(comparison: Comparison, words: Words) -> Comparison:
    """Withhold every text of the institution, once what differs has been found by these texts.

    Documents and actions are numbered in the order in which they are listed, each list anew.
    Scores, verdicts and causes are the same.
    """
    years = {id(each): anonymised(each, words) for each in comparison.assessments}
    steps = tuple(_step(step, years, words) for step in comparison.steps)
    whole = steps[0] if len(steps) == 1 else _step(comparison.whole, years, words)
    return Comparison(tuple(years[id(each)] for each in comparison.assessments), steps, whole)


def _step(step: Step, years: dict[int, Assessment], words: Words) -> Step:
    crossing = step.crossing
    if crossing is not None:
        crossing = crossing._replace(
            by_old=_ruler(crossing.by_old, words), by_new=_ruler(crossing.by_new, words)
        )
    return step._replace(
        before=years[id(step.before)],
        after=years[id(step.after)],
        evidence=tuple(
            each._replace(gained=_numbered(each.gained, words), lost=_numbered(each.lost, words))
            for each in step.evidence
        ),
        actions=tuple(
            each._replace(
                action=each.action._replace(
                    id=f"A{number}",
                    title=words("Action {n}", n=number),
                    owner="",
                    support=(),
                    budget_line="",
                )
            )
            for number, each in enumerate(step.actions, start=1)
        ),
        crossing=crossing,
    )


def _ruler(ruler: Ruler, words: Words) -> Ruler:
    return Ruler(anonymised(ruler.before, words), anonymised(ruler.after, words))


def _numbered(documents: Sequence[Evidence], words: Words) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(words("Document {n}", n=number), "", None, "", ())
        for number, _ in enumerate(documents, start=1)
    )
