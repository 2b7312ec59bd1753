"""``egovmaturity plan``: the cheapest proven way to a target, year by year."""

import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import point_to_check
from egovmaturity.cli.delivery import deliver
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import load_answers
from egovmaturity.cli.output import STDOUT, console, say
from egovmaturity.cli.plan_actions import (
    Handing,
    check_handing,
    targets_of,
    write_actions,
)
from egovmaturity.cli.plan_files import load_plan_file
from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.domain.gates import Comparison, Holder, Minimum
from egovmaturity.domain.questionnaire import Band, Questionnaire, Stage
from egovmaturity.domain.results import Assessment, Basis
from egovmaturity.domain.roadmap import (
    Aim,
    Found,
    Horizon,
    PlanData,
    Query,
    Roadmap,
    SolverName,
    Unit,
    Unspent,
)
from egovmaturity.language import Words
from egovmaturity.loading.gate_words import minimum_from
from egovmaturity.loading.log import nearest
from egovmaturity.loading.shapes import exact_number
from egovmaturity.planning.action_plan import make_action_plan
from egovmaturity.planning.find_plan import (
    find_best,
    find_fewest_years,
    find_next_gain,
    find_plan,
    places_above,
)
from egovmaturity.planning.hindrances import fewest_with_money
from egovmaturity.planning.pricing import usual_unit
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_markdown, explanation_text
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.scoring.assess import assess
from egovmaturity.views.action_plan_view import action_plan_blocks
from egovmaturity.views.plan_view import Further, plan_view

_MOST_YEARS = 30


class Request(NamedTuple):
    """What the command line asked for, as it was written; ``mode`` is what is made best."""

    answers: str
    questionnaire: str | None
    basis: Basis
    as_of: date | None
    language: str | None
    report_format: str
    to: str | None
    targets: tuple[str, ...]
    mode: str
    budgets: tuple[str, ...]
    carry_over: bool
    years: int | None
    first: int | None
    unit: str | None
    costs: str | None
    assumed: str | None
    solver: str
    handing: Handing = Handing()


def run_plan(request: Request, common: Common, words: Words) -> ExitCode:
    """Print a plan, or why there is none, or write it into files; on request record its actions.

    Raises:
        ContentError: A file cannot be used.
        RefusedError: Something has no cost, or no solver could answer.
        UsageError: An option makes no sense.
    """
    handing = request.handing
    check_handing(handing, request.answers)
    targets = targets_of(handing.outputs, request.report_format, (request.answers, request.costs))
    on_screen = (STDOUT, request.report_format)
    if handing.writes_actions and on_screen not in targets:
        targets.append(on_screen)
    if targets == [(STDOUT, "terminal")] and request.language is None:
        request = request._replace(language=common.language)
    loaded = load_answers(request.answers, request.questionnaire, request.language, request.as_of)
    if loaded.warnings and not common.is_quiet:
        name = loaded.draft.source.name
        point_to_check(loaded.warnings, name, request.questionnaire, words)
    assessment = assess(loaded.questionnaire, loaded.sheet, request.basis)
    found, solver = search(request, assessment)
    spoken = Words(request.language or loaded.sheet.language)
    shown = _Shown(assessment, found, _further(assessment, found, solver), spoken)
    made = [(*target, _render(shown, target, handing, common)) for target in targets]
    for name, kind, text in made:
        _deliver(name, kind, text, common, words)
    if not isinstance(found, Roadmap):
        return ExitCode.FINDINGS
    if handing.writes_actions:
        plan = make_action_plan(assessment, found)
        write_actions(plan, loaded, request.questionnaire, handing, words)
    return ExitCode.DONE


class _Shown(NamedTuple):
    """What is to be shown."""

    assessment: Assessment
    found: Found
    further: Further
    words: Words


def _render(shown: _Shown, target: tuple[str, str], handing: Handing, common: Common) -> str | None:
    """Return a plan for a file or the screen; ``None`` where there is no plan to tabulate."""
    assessment, found, further, words = shown
    name, kind = target
    if kind == "json":
        from egovmaturity.renderers.plan_json import plan_json  # noqa: PLC0415

        return plan_json(assessment, found, further.gain, words)
    plan = make_action_plan(assessment, found) if isinstance(found, Roadmap) else None
    if kind == "csv":
        from egovmaturity.renderers.action_plan_csv import action_plan_csv  # noqa: PLC0415

        return None if plan is None else action_plan_csv(plan, words)
    view = plan_view(assessment, found, words, further)
    if plan and (handing.shows_actions or handing.writes_actions or name != STDOUT):
        view = view._replace(blocks=view.blocks + action_plan_blocks(assessment, plan, words))
    if kind == "md":
        return explanation_markdown(view)
    screen = console(common.colour, is_ascii=common.is_ascii)
    return explanation_text(view, Look(screen.width, screen.is_ascii, screen.has_colour))


def _deliver(name: str, kind: str, text: str | None, common: Common, words: Words) -> None:
    """Write one finished document where it belongs."""
    if text is None:
        say(words("There is no plan, so that {file} was not written.", file=one_line(name)))
    else:
        deliver(name, text, common, words, is_file=kind != "terminal")


def search(request: Request, assessment: Assessment) -> tuple[Found, SolverName | None]:
    """Find what was asked for; say by which solver it was, ``None``: the usual one.

    Raises:
        ContentError: The plan file cannot be used.
        RefusedError: Something has no cost, or no solver could answer.
        UsageError: An option makes no sense.
    """
    questionnaire = assessment.questionnaire
    data = load_plan_file(request.costs, questionnaire).data if request.costs else PlanData()
    query = _query(request, assessment, data)
    solver = None if request.solver == "auto" else SolverName(request.solver)
    return _MODES[request.mode](assessment, query, solver), solver


_MODES = {"cheapest": find_plan, "fewest-years": find_fewest_years, "best": find_best}


def _further(assessment: Assessment, found: Found, solver: SolverName | None) -> Further:
    """Ask what more money would buy; that may have no answer where the plan has one."""
    if not isinstance(found, Roadmap):
        return Further()
    try:
        return Further(find_next_gain(assessment, found, solver))
    except RefusedError as refused:
        return Further(unknown=refused.message)


# What was asked


def _query(request: Request, assessment: Assessment, data: PlanData) -> Query:
    unit = Unit(request.unit) if request.unit else usual_unit(assessment.questionnaire, data)
    aim = _aim(request, assessment)
    everywhere, budgets = _budgets(request)
    year = assessment.sheet.occasion.year
    if not request.budgets and unit is Unit.RUPIAH:
        budgets = {each: amount for each, amount in data.budgets.items() if each >= year}
    first = request.first or min(budgets, default=year + 1)
    unspent = Unspent.CARRIES_OVER if request.carry_over else Unspent.LAPSES
    assumed = None if request.assumed is None else _amount(request.assumed, "--assume-cost")
    query = Query(aim, Horizon(first, 1, budgets, unspent), unit, data, assumed)
    years = request.years or _years(request, assessment, query)
    horizon = query.horizon._replace(years=years)
    if everywhere is not None:
        horizon = horizon._replace(
            budgets={**dict.fromkeys(horizon.calendar, everywhere), **budgets}
        )
    return query._replace(horizon=horizon)


def _years(request: Request, assessment: Assessment, query: Query) -> int:
    """Return how many years to plan for: to the last budget, or as many as it takes at least."""
    if query.horizon.budgets:
        return max(1, max(query.horizon.budgets) - query.horizon.first + 1)
    if request.mode == "fewest-years":
        return _MOST_YEARS
    return fewest_with_money(assessment, query) or 1


def _aim(request: Request, assessment: Assessment) -> Aim:
    minimums = tuple(_minimum(each, assessment.questionnaire) for each in request.targets)
    if request.to is not None:
        return Aim(_place(request.to, assessment.questionnaire), minimums)
    above = places_above(assessment, assessment.verdict)
    if minimums and request.mode != "best":
        return Aim(None, minimums)
    if not above:
        raise UsageError(
            message("there is nothing above what is attained already"),
            message("Name scores to reach with --target, such as: {example}", example="ID=80"),
        )
    return Aim(above[0], minimums)


def _place(name: str, questionnaire: Questionnaire) -> Stage | Band:
    """Return the stage or band of this id, or of this title.

    Raises:
        RefusedError: There is none.
    """
    rule = questionnaire.rule
    order: tuple[Stage | Band, ...] = questionnaire.stages or getattr(rule, "bands", ())
    titles = {_title(each).casefold(): each for each in order}
    by_name = {**titles, **{each.id: each for each in order}}
    found = by_name.get(name) or by_name.get(name.casefold())
    if found is not None:
        return found
    raise RefusedError(
        message(
            'there is no "{name}" to attain in {questionnaire}',
            name=name,
            questionnaire=questionnaire.reference,
        ),
        nearest(name, [each.id if isinstance(each, Stage) else each.label for each in order]),
    )


def _title(place: Stage | Band) -> str:
    return place.title if isinstance(place, Stage) else place.label


def _minimum(text: str, questionnaire: Questionnaire) -> Minimum:
    """Read ``persiapan=80`` (percent; a level where it is a question), or a gate's minimum.

    Raises:
        UsageError: It is neither, or names nothing.
    """
    holders = {
        Holder.STAGE: [each.id for each in questionnaire.stages],
        Holder.SECTION: [each.id for each in questionnaire.walk_sections()],
        Holder.FACTOR: [each.id for each in questionnaire.factors],
        Holder.QUESTION: [each.id for each in questionnaire.questions],
    }
    name, _, number = text.partition("=")
    known = [each for ids in holders.values() for each in ids]
    found = minimum_from(text)
    if found is None:
        holder = next((each for each, ids in holders.items() if name.strip() in ids), None)
        found = None if holder is None else _simple(holder, name.strip(), number.strip())
    if found is None or found.id not in holders[found.holder]:
        raise UsageError(
            message('"{value}" is no target', value=text),
            message("Write it like this: {example}", example="ID=80")
            if name.strip() in known
            else nearest(name.strip(), known),
        )
    return found


def _simple(holder: Holder, name: str, number: str) -> Minimum | None:
    value = exact_number(number.removesuffix("%").strip())
    if value is None or value < 0:
        return None
    if holder is Holder.QUESTION:
        return Minimum(holder, name, Comparison.AT_LEAST, value, number)
    share = value / 100
    written = f"{number.removesuffix('%').strip()} %"
    return Minimum(holder, name, Comparison.AT_LEAST, share, written) if share <= 1 else None


def _budgets(request: Request) -> tuple[Fraction | None, dict[int, Fraction]]:
    """Read ``2027=500000000``, or an amount for every year.

    Raises:
        UsageError: It is neither, or a year is given twice.
    """
    everywhere, by_year = None, {}
    for text in request.budgets:
        year, equals, amount = text.partition("=")
        if not equals and everywhere is None:
            everywhere = _amount(text, "--budget")
            continue
        if not (year.isdecimal() and len(year) == 4) or int(year) in by_year:
            raise UsageError(
                message('"{value}" is no budget of a year', value=text),
                message("Write it like this: {example}", example="2027=500000000"),
            )
        by_year[int(year)] = _amount(amount, "--budget")
    return everywhere, by_year


def _amount(text: str, option: str) -> Fraction:
    """Read an amount: a whole number, 17/2, or 0.5; never 500.000, which means two things.

    Raises:
        UsageError: It is none.
    """
    value = exact_number(text.strip())
    is_ambiguous = re.search(r"[.,][0-9]{3}\s*$", text) is not None
    if value is None or value < 0 or is_ambiguous:
        raise UsageError(
            message('the amount "{value}" of {option} cannot be read', value=text, option=option),
            message("Write it without dots: {example}", example="500000000"),
        )
    return value
