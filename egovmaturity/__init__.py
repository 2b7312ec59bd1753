"""Assess e-government maturity from YAML questionnaires, exactly and offline.

    from egovmaturity import assess, load_answers, load_questionnaire, render

    questionnaire = load_questionnaire("inpres-3-2003")
    sheet = load_answers("jawaban-2026.yaml", questionnaire)
    print(render(assess(questionnaire, sheet), "md"))

The names are imported when they are first used, so that ``egovmaturity --version`` costs nothing.
"""

TYPE_CHECKING = False  # type checkers take it for true; importing typing would cost a start-up
if TYPE_CHECKING:
    from egovmaturity.api import (
        Basis,
        anonymised,
        assess,
        compare,
        exclusions,
        find_agreement,
        find_best,
        find_fewest_years,
        find_next_gain,
        find_plan,
        load_answers,
        load_crosswalk,
        load_plan_data,
        load_questionnaire,
        load_result,
        load_return,
        make_plan,
        margins,
        merged,
        open_answers,
        plan_merge,
        render,
        render_docx,
        render_outline,
        render_outline_docx,
        second_look,
        tornado,
        verdict_likelihood,
        weight_draws,
        weight_tolerance,
        write_blank_answers,
    )
    from egovmaturity.domain.agreement import Agreement
    from egovmaturity.domain.answers import AnswerSheet
    from egovmaturity.domain.certainty import Exclusions, OpenAnswers
    from egovmaturity.domain.collecting import Return
    from egovmaturity.domain.comparison import Comparison
    from egovmaturity.domain.crosswalk import Crosswalk
    from egovmaturity.domain.diagnostics import ContentError
    from egovmaturity.domain.honesty import Remark
    from egovmaturity.domain.margins import Margins
    from egovmaturity.domain.merging import Conflicts, MergePlan, MergeRules
    from egovmaturity.domain.plan import Plan
    from egovmaturity.domain.questionnaire import Questionnaire
    from egovmaturity.domain.results import Assessment
    from egovmaturity.domain.roadmap import (
        Aim,
        Horizon,
        NextGain,
        NoRoadmap,
        PlanData,
        Query,
        Roadmap,
        Unit,
    )
    from egovmaturity.domain.robustness import (
        Likelihood,
        TooLarge,
        Tornado,
        WeightDraws,
        WeightTolerance,
    )
    from egovmaturity.version import __version__


__all__ = [
    "Agreement",
    "Aim",
    "AnswerSheet",
    "Assessment",
    "Basis",
    "Comparison",
    "Conflicts",
    "ContentError",
    "Crosswalk",
    "Exclusions",
    "Horizon",
    "Likelihood",
    "Margins",
    "MergePlan",
    "MergeRules",
    "NextGain",
    "NoRoadmap",
    "OpenAnswers",
    "Plan",
    "PlanData",
    "Query",
    "Questionnaire",
    "Remark",
    "Return",
    "Roadmap",
    "TooLarge",
    "Tornado",
    "Unit",
    "WeightDraws",
    "WeightTolerance",
    "__version__",
    "anonymised",
    "assess",
    "compare",
    "exclusions",
    "find_agreement",
    "find_best",
    "find_fewest_years",
    "find_next_gain",
    "find_plan",
    "load_answers",
    "load_crosswalk",
    "load_plan_data",
    "load_questionnaire",
    "load_result",
    "load_return",
    "make_plan",
    "margins",
    "merged",
    "open_answers",
    "plan_merge",
    "render",
    "render_docx",
    "render_outline",
    "render_outline_docx",
    "second_look",
    "tornado",
    "verdict_likelihood",
    "weight_draws",
    "weight_tolerance",
    "write_blank_answers",
]


def __dir__() -> list[str]:
    """List the public names, also those not imported yet."""
    return __all__


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "__version__":
        from egovmaturity.version import __version__  # noqa: PLC0415

        return __version__
    from egovmaturity import api  # noqa: PLC0415

    return getattr(api, name)
