"""The program as a library: everything the command line does is one of these functions."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from egovmaturity.collecting import merging
from egovmaturity.collecting.merging import merged
from egovmaturity.domain.action_plan import ActionPlan
from egovmaturity.domain.agreement import Agreement
from egovmaturity.domain.answers import AnswerSheet
from egovmaturity.domain.certainty import Exclusions, OpenAnswers
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.comparison import Comparison
from egovmaturity.domain.crosswalk import Crosswalk
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.domain.follow_up import FollowUp
from egovmaturity.domain.honesty import Remark
from egovmaturity.domain.margins import Margins
from egovmaturity.domain.merging import USUAL, Conflicts, MergePlan, MergeRules
from egovmaturity.domain.plan import Plan
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import Assessment, Basis
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
from egovmaturity.examining.agreement import find_agreement
from egovmaturity.examining.compare import compare
from egovmaturity.examining.exclusions import exclusions
from egovmaturity.examining.honesty import second_look
from egovmaturity.examining.likelihood import verdict_likelihood
from egovmaturity.examining.margins import margins
from egovmaturity.examining.open_answers import open_answers
from egovmaturity.examining.tornado import tornado
from egovmaturity.examining.weight_draws import weight_draws
from egovmaturity.examining.weights import weight_tolerance
from egovmaturity.language import LANGUAGES, Words
from egovmaturity.loading import answer_file, crosswalk_catalogue
from egovmaturity.loading.catalogue import load_by_reference
from egovmaturity.loading.text_source import read_text
from egovmaturity.planning.action_plan import make_action_plan
from egovmaturity.planning.find_plan import (
    find_best,
    find_fewest_years,
    find_next_gain,
    find_plan,
)
from egovmaturity.planning.follow_up import follow_up
from egovmaturity.planning.plan import make_plan
from egovmaturity.renderers.blank_answers import blank_answers
from egovmaturity.renderers.bundle import Bundle, make_bundle
from egovmaturity.renderers.formats import RENDERERS, word_outline, word_report
from egovmaturity.renderers.made import sources_of
from egovmaturity.renderers.report_format import ReportFormat
from egovmaturity.scoring.assess import assess
from egovmaturity.verifying.record import Source
from egovmaturity.views import anonymous
from egovmaturity.views.merge_notes import merge_notes
from egovmaturity.views.report import PARTS

if TYPE_CHECKING:  # few callers plan; the others do not pay for it
    from egovmaturity.domain.roadmap import Roadmap
    from egovmaturity.views.outline import OutlineView


def load_questionnaire(reference: str | Path, language: str | None = None) -> Questionnaire:
    """Load a questionnaire by id or path, in ``language`` or its own.

    Where the language does not exist the base texts stay.

    Raises:
        ContentError: It is not known, or cannot be used; with every problem and its place.
    """
    return load_by_reference(str(reference), language).questionnaire


def load_answers(
    path: str | Path, questionnaire: Questionnaire, as_of: date | None = None
) -> AnswerSheet:
    """Load answers and check them against their questionnaire.

    ``as_of`` is the day on which evidence has to be valid, in place of the one that the answers
    describe (``None``: that day).

    Raises:
        ContentError: They cannot be used; with every problem and its place.
    """
    draft = answer_file.open_answers(read_text(path))
    answer_file.refuse_part(draft)
    return answer_file.complete_answers(draft, questionnaire, as_of).sheet


def load_result(path: str | Path, questionnaire: Questionnaire) -> AnswerSheet:
    """Load the answers that a JSON result of an earlier time carries, and check that it holds.

    The sheet is called by the name and the hash of the result. Another file of the questionnaire
    will do if it is of the same edition and every score comes out.

    Raises:
        ContentError: It cannot be used, or does not come out as it states (E104); with the place
            of every problem.
    """
    from egovmaturity.loading.result_file import (  # noqa: PLC0415  # seldom needed
        check_scores,
        complete_result,
        open_result,
    )
    from egovmaturity.renderers.json_v1 import scores  # noqa: PLC0415  # the same

    draft = open_result(read_text(path))
    sheet = complete_result(draft, questionnaire)
    check_scores(draft, questionnaire, scores(assess(questionnaire, sheet, draft.basis)))
    return sheet


def load_return(path: str | Path, questionnaire: Questionnaire) -> Return:
    """Load what an office sent back: an answer sheet (XLSX), or answers as YAML or JSON.

    A cell of a sheet that cannot be read is among the ``problems``, and spoils its answer only.

    Raises:
        ContentError: It cannot be used at all; with every problem and its place.
    """
    from egovmaturity.returns.reading import read_return  # noqa: PLC0415  # seldom needed

    return read_return(path, questionnaire)


def plan_merge(
    questionnaire: Questionnaire,
    target: AnswerSheet,
    returns: Sequence[Return],
    rules: MergeRules = USUAL,
) -> MergePlan:
    """Say what becomes of the answers ``target`` when those of offices are merged into them.

    Nothing is changed; ``merged`` takes the plan and returns the answers. The order of ``returns``
    makes no difference, and what was merged before changes nothing again. What is written into
    notes is in the language of the target.

    Raises:
        ValueError: The target is the part of one office, or a file is about another
            questionnaire, institution, year or subject.
    """
    notes = merge_notes(Words(target.language))
    return merging.plan_merge(questionnaire, target, returns, notes, rules)


def load_crosswalk(
    reference: str | Path, questionnaire: Questionnaire, language: str | None = None
) -> Crosswalk:
    """Load the crosswalk from a questionnaire to another one, in ``language`` or its own.

    ``reference`` is the id of the other questionnaire, or the path of a crosswalk file.

    Raises:
        ContentError: It cannot be used; with every problem and its place.
        RefusedError: There is none between the two.
    """
    found = crosswalk_catalogue.load_crosswalk(str(reference), questionnaire, [Path()], language)
    return found.crosswalk


def load_plan_data(path: str | Path, questionnaire: Questionnaire) -> PlanData:
    """Load a plan file: costs, prerequisites, enablers and budgets for ``find_plan``.

    Raises:
        ContentError: It cannot be used; with every problem and its place.
    """
    from egovmaturity.loading.plan_file import complete_plan, open_plan  # noqa: PLC0415  # seldom

    return complete_plan(open_plan(read_text(path)), questionnaire).data


def anonymised(assessment: Assessment, language: str | None = None) -> Assessment:
    """Return the same assessment with every name and text of the answers file withheld.

    Levels, scores and verdict stay. The words put in their place are in ``language`` (``None``:
    that of the answers).

    Raises:
        ValueError: There is no such language.
    """
    words = _words(language or assessment.sheet.language)
    return anonymous.anonymised(assessment, words)


def render(  # noqa: PLR0913  # its options are those of the command
    assessment: Assessment,
    report_format: str = "md",
    language: str | None = None,
    number_style: str = "id",
    crosswalk: Crosswalk | None = None,
    *,
    parts: Sequence[str] | None = None,
    intro: str = "",
) -> str:
    """Write an assessment in a format: terminal, md, html, json, csv, junit, badge or svg.

    The tool's own words are in ``language`` (``None``: that of the answers); the texts of the
    questionnaire are in the language it was loaded in. ``number_style`` is for CSV: ``id`` or
    ``c``, as ``--locale`` on the command line. With a crosswalk from the questionnaire assessed
    to another one the report also lists what of the other the gaps touch. ``parts`` names the parts
    that ``md`` and ``html`` show (``None``: all); ``intro`` is Markdown to put before them.

    Raises:
        ValueError: There is no such format, language, number style or part, or the crosswalk
            begins at another questionnaire.
    """
    if number_style not in {"id", "c"}:
        raise ValueError(f"number_style is id or c, not {number_style!r}")
    if ReportFormat(report_format) is ReportFormat.DOCX:
        raise ValueError("docx is no text; see render_docx()")
    bundle = _bundle(assessment, language, crosswalk, parts)._replace(
        number_style=number_style,
        intro=intro,
        sources=_intro_source(intro),
    )
    rendered = RENDERERS[ReportFormat(report_format)](bundle)
    if isinstance(rendered, bytes):
        raise ValueError(f"{report_format} is no text; see render_docx()")  # noqa: TRY004
    return rendered


def render_docx(  # noqa: PLR0913  # its options are those of the command
    assessment: Assessment,
    language: str | None = None,
    crosswalk: Crosswalk | None = None,
    template: str | Path | None = None,
    *,
    parts: Sequence[str] | None = None,
    intro: str = "",
) -> bytes:
    """Write an assessment as a Word document; needs the extra ``docx``.

    ``language``, ``crosswalk``, ``parts`` and ``intro`` as for ``render``. ``template`` is a .docx
    whose styles, header and footer are used.

    Raises:
        ContentError: The template cannot be used.
        RefusedError: python-docx is not installed.
        ValueError: There is no such language or part, or the crosswalk begins at another
            questionnaire.
    """
    path = None if template is None else Path(template)
    sources = {**_intro_source(intro), **sources_of({"docx_template": path} if path else {})}
    bundle = _bundle(assessment, language, crosswalk, parts)._replace(intro=intro, sources=sources)
    return word_report(bundle, path).data


def _intro_source(intro: str) -> dict[str, Source]:
    """Return an introduction as reports record it: without a name, as it came as a text."""
    return {"intro": Source("", sha256(intro.encode()).hexdigest())} if intro else {}


def _bundle(
    assessment: Assessment,
    language: str | None,
    crosswalk: Crosswalk | None,
    parts: Sequence[str] | None,
) -> Bundle:
    words = _words(language or assessment.sheet.language)
    if unknown := set(parts or ()) - set(PARTS):
        raise ValueError(f"parts are {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")
    shown = PARTS if parts is None else tuple(part for part in PARTS if part in parts)
    if crosswalk and crosswalk.first.reference != assessment.questionnaire.reference:
        raise ValueError(f"the crosswalk begins at {crosswalk.first.reference}; see turned()")
    return make_bundle(assessment, words, crosswalk, None, shown)


def render_outline(
    assessment: Assessment,
    report_format: str = "md",
    language: str | None = None,
    roadmap: "Roadmap | None" = None,
) -> str:
    """Write a master plan in outline, filled with what an assessment knows: ``md`` or ``html``.

    ``language`` as for ``render``. ``roadmap`` is a plan that was found for the same assessment;
    its steps, years and costs stand beside the actions on record.

    Raises:
        ValueError: There is no such format or language.
    """
    from egovmaturity.renderers.outline import outline_html, outline_markdown  # noqa: PLC0415

    writers = {"md": outline_markdown, "html": outline_html}
    if report_format not in writers:
        raise ValueError(f"a master plan is md or html, not {report_format!r}")
    return writers[report_format](*_outline(assessment, language, roadmap))


def render_outline_docx(
    assessment: Assessment, language: str | None = None, roadmap: "Roadmap | None" = None
) -> bytes:
    """Write a master plan in outline as a Word document; needs the extra ``docx``.

    ``language`` and ``roadmap`` as for ``render_outline``.

    Raises:
        RefusedError: python-docx is not installed.
        ValueError: There is no such language.
    """
    view, words = _outline(assessment, language, roadmap)
    return word_outline(view, words, assessment.sheet.occasion)


def _outline(
    assessment: Assessment, language: str | None, roadmap: "Roadmap | None"
) -> "tuple[OutlineView, Words]":
    from egovmaturity.planning.master_plan import make_master_plan  # noqa: PLC0415  # seldom
    from egovmaturity.views.outline_view import outline_view  # noqa: PLC0415  # likewise

    words = _words(language or assessment.sheet.language).naming(assessment.questionnaire)
    plan = make_master_plan(assessment, make_plan(assessment), roadmap)
    return outline_view(plan, words), words


def write_blank_answers(
    questionnaire: Questionnaire, institution: str, year: int, language: str = "id"
) -> str:
    """Return an answers file with every question and its levels as comments, none answered.

    Raises:
        ValueError: There is no such language.
    """
    return blank_answers(questionnaire, _words(language), institution, year)


def _words(language: str) -> Words:
    if language not in LANGUAGES:
        raise ValueError(f"language is one of {', '.join(LANGUAGES)}, not {language!r}")
    return Words(language)


__all__ = [
    "ActionPlan",
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
    "FollowUp",
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
    "anonymised",
    "assess",
    "compare",
    "exclusions",
    "find_agreement",
    "find_best",
    "find_fewest_years",
    "find_next_gain",
    "find_plan",
    "follow_up",
    "load_answers",
    "load_crosswalk",
    "load_plan_data",
    "load_questionnaire",
    "load_result",
    "load_return",
    "make_action_plan",
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
