"""The parts of a report: which there are, in which order, and which are shown."""

from collections.abc import Iterable

from egovmaturity.views.context import Context
from egovmaturity.views.factor_parts import map_title
from egovmaturity.views.report import PARTS, PartView


def contents(c: Context) -> Iterable[PartView]:
    """Yield the parts that were chosen and have something to show, numbered from 1."""
    shown = [part for part in PARTS if part in c.parts and _is_present(c, part)]
    titles = _titles(c)
    for number, part in enumerate(shown, start=1):
        yield PartView(part, number, titles[part])


def _is_present(c: Context, part: str) -> bool:
    """Whether this report has the part at all; parts not listed here always exist."""
    questionnaire = c.questionnaire
    is_mapped = questionnaire.factors and (questionnaire.stages or questionnaire.sections)
    return {
        "conditions": bool(questionnaire.stages or questionnaire.sections),
        "factors": bool(questionnaire.factors),
        "map": bool(is_mapped or c.assessment.relations or c.assessment.blueprint),
        "crosswalk": c.touching is not None,
        "development": c.baseline is not None,
    }.get(part, True)


def _titles(c: Context) -> dict[str, str]:
    words = c.words
    return {
        "summary": words("Summary for leaders"),
        "conditions": words("Conditions for moving up")
        if c.questionnaire.stages
        else words("What the index is made of"),
        "factors": words("{Factors}"),
        "map": map_title(c),
        "gaps": words("Gaps in order of priority"),
        "crosswalk": words("What the gaps touch in another model"),
        "actions": words("Action plan"),
        "development": words("Development since {year}", year=_since(c)),
        "certainty": words("How firm the verdict is"),
        "quality": words("Evidence, verification and data quality"),
        "answers": words("All answers"),
        "method": words("Method, limits and sources"),
        "approval": words("Approval"),
    }


def _since(c: Context) -> int:
    """Return the year of the baseline, 0 without one."""
    return c.baseline.sheet.occasion.year if c.baseline else 0
