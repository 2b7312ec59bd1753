"""Assessment and plan to a ``ReportView``: every word and number a report needs."""

from egovmaturity.domain.plan import Plan
from egovmaturity.domain.results import Assessment, StagedVerdict
from egovmaturity.language import Words
from egovmaturity.views import sentences
from egovmaturity.views.answer_parts import answers
from egovmaturity.views.baseline_parts import baseline_view, changes
from egovmaturity.views.context import Context, Extras, context_of
from egovmaturity.views.factor_parts import (
    blueprint_views,
    extremes,
    factor_views,
    map_columns,
    map_rows,
    map_title,
    relation_views,
)
from egovmaturity.views.gap_parts import (
    MOST_QUARTERS,
    action_view,
    budget_total,
    crosswalk,
    gap_view,
    no_gaps,
    projection,
    quarter_view,
    schedule_note,
    scheduled,
)
from egovmaturity.views.head import (
    assessed,
    attained_id,
    decisions,
    facts,
    key_figures,
    marks,
    running_head,
    terms,
)
from egovmaturity.views.links import safe_address
from egovmaturity.views.method_parts import command, level_legend, reproducibility
from egovmaturity.views.parts import contents
from egovmaturity.views.quality_parts import (
    basis_view,
    not_applicable,
    open_questions,
    quality,
    second_look,
)
from egovmaturity.views.radar import radar_view
from egovmaturity.views.report import (
    VIEW_VERSION,
    CertaintyView,
    ReportView,
    SourceView,
    TableView,
)
from egovmaturity.views.simulation import simulation
from egovmaturity.views.slope import slope_view
from egovmaturity.views.support_parts import support_view
from egovmaturity.views.verdict_parts import band_views, index_anchor, section_view, stage_view


def report_view(
    assessment: Assessment, plan: Plan, words: Words, extras: Extras | None = None
) -> ReportView:
    """Say everything a report on ``assessment`` says, in the language of ``words``.

    Its sentences call things what the questionnaire calls them. ``extras`` are what was asked for
    besides: what of another questionnaire the gaps touch, an earlier assessment by the same
    questionnaire on the same basis, and which parts are shown.
    """
    named = words.naming(assessment.questionnaire)
    return _report(context_of(assessment, plan, named, extras or Extras()))


def _report(c: Context) -> ReportView:
    words, assessment, questionnaire = c.words, c.assessment, c.questionnaire
    verdict = assessment.verdict
    occasion = c.sheet.occasion
    is_staged = isinstance(verdict, StagedVerdict)
    following = verdict.next if isinstance(verdict, StagedVerdict) else None
    groups = factor_views(c)
    shown = tuple(contents(c))
    quarters = scheduled(c)[:MOST_QUARTERS]
    return ReportView(
        view_version=VIEW_VERSION,
        language=words.language,
        title=questionnaire.title,
        subtitle=words("Gap analysis report, assessment of {year}", year=occasion.year),
        institution=c.sheet.institution.name,
        subject=occasion.subject,
        assessed=assessed(c),
        running_head=running_head(c),
        year=occasion.year,
        purpose=occasion.purpose,
        is_fictional=c.sheet.fictional,
        is_staged=is_staged,
        is_provisional=verdict.is_provisional,
        parts=tuple(part.id for part in shown),
        contents=shown,
        marks=tuple(marks(c)),
        status_note=questionnaire.status_note,
        notice=questionnaire.notice or words("A self-assessment, not an official evaluation."),
        facts=tuple(facts(c)),
        terms=terms(c),
        verdict=sentences.verdict_sentences(words, c.numbers, assessment),
        verdict_short=sentences.verdict_text(words, verdict),
        notes=tuple(sentences.verdict_notes(words, c.numbers, assessment)),
        attained=attained_id(c),
        next=following.id if following else "",
        next_title=following.title if following else "",
        index=c.score(assessment.index),
        index_label=c.index_text(assessment.index),
        index_anchor=index_anchor(c),
        baseline=baseline_view(c),
        changes=tuple(changes(c)),
        slope=slope_view(c),
        waterfall=_waterfall(c),
        key_figures=tuple(key_figures(c)),
        decisions=tuple(decisions(c)),
        decisions_note=""
        if c.sheet.decisions
        else words("Drafted from the result; decisions in the answers file replace them."),
        stages=tuple(stage_view(c, n, r) for n, r in enumerate(assessment.stages, start=1)),
        sections=tuple(section_view(c, result) for result in assessment.sections),
        bands=tuple(band_views(c)),
        factors=groups,
        radar=radar_view(c, groups),
        strongest=extremes(c, strongest=True),
        weakest=extremes(c, strongest=False),
        relations=relation_views(c),
        blueprint=blueprint_views(c),
        map_title=map_title(c),
        map_columns=tuple(map_columns(c)),
        map_rows=tuple(map_rows(c)),
        no_gaps=no_gaps(c),
        gaps=tuple(gap_view(c, n, gap) for n, gap in enumerate(c.plan.gaps, start=1)),
        crosswalk=crosswalk(c),
        actions=tuple(action_view(c, action, quarters) for action in c.plan.actions),
        quarters=tuple(quarter_view(c, quarter) for quarter in quarters),
        schedule_note=schedule_note(c),
        budget_total=budget_total(c),
        projection=projection(c),
        simulation=simulation(c),
        bases=tuple(basis_view(c, result) for result in assessment.bases),
        basis_note=words(
            "This report counts: {basis}.",
            basis=sentences.basis_title(words, assessment.basis.value),
        ),
        certainty=_certainty(c),
        support=support_view(c),
        quality=tuple(quality(c)),
        open_questions=tuple(open_questions(c)),
        not_applicable=tuple(not_applicable(c)),
        second_look=tuple(second_look(c)),
        answers=tuple(answers(c)),
        method=tuple(sentences.method_paragraphs(words, c.numbers, questionnaire)),
        level_legend=level_legend(c),
        sources=tuple(
            SourceView(source.text, source.url, safe_address(source.url))
            for source in questionnaire.sources
            if not source.of
        ),
        reproducibility=tuple(reproducibility(c)),
        command=command(c),
    )


def _waterfall(c: Context) -> TableView:
    """Split the change of the index among its causes; empty without a baseline or a change."""
    if c.baseline is None or "development" not in c.parts:
        return TableView()
    from egovmaturity.views.waterfall_parts import waterfall_since  # noqa: PLC0415

    return waterfall_since(c, c.baseline)


def _certainty(c: Context) -> CertaintyView:
    """Examine the verdict where that is shown; a report for the terminal does not pay for it."""
    if "certainty" not in c.parts:
        return CertaintyView()
    from egovmaturity.views.certainty_parts import certainty  # noqa: PLC0415

    return certainty(c)
