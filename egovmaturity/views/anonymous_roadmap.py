"""A plan without a word of the institution's own, for master plans that travel."""

from egovmaturity.domain.roadmap import PlannedEnabler, PlanYear, Roadmap
from egovmaturity.language import Words


def anonymous_roadmap(roadmap: Roadmap, words: Words) -> Roadmap:
    """Withhold the offices of steps, and code, title and office of what a plan file adds.

    Enablers are numbered in the order of the plan file. Years, levels and costs are the same.
    """
    numbers = {each.id: n for n, each in enumerate(roadmap.query.data.enablers, start=1)}
    return roadmap._replace(years=tuple(_year(year, numbers, words) for year in roadmap.years))


def _year(year: PlanYear, numbers: dict[str, int], words: Words) -> PlanYear:
    return year._replace(
        steps=tuple(step._replace(owner="") for step in year.steps),
        enablers=tuple(_enabler(each, numbers[each.enabler.id], words) for each in year.enablers),
    )


def _enabler(planned: PlannedEnabler, number: int, words: Words) -> PlannedEnabler:
    title = words("Enabler {n}", n=number)
    nameless = planned.enabler._replace(id=f"E{number}", title=title, owner="")
    return planned._replace(enabler=nameless)
