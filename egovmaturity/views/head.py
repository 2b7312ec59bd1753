"""Who was assessed, the figures that matter, and the decisions asked for."""

from collections.abc import Iterable

from egovmaturity.domain.plan import Tier
from egovmaturity.domain.questionnaire import Question
from egovmaturity.domain.results import BandedVerdict, StagedVerdict, StageStatus
from egovmaturity.views import sentences
from egovmaturity.views.baseline_parts import baseline_view
from egovmaturity.views.context import Context, cut
from egovmaturity.views.gap_parts import budget, budget_total, has_targets
from egovmaturity.views.report import FactView, FigureView, TermsView


def assessed(c: Context) -> str:
    """Return the institution and, where only a part of it was assessed, that part."""
    institution, subject = c.sheet.institution.name, c.sheet.occasion.subject
    return f"{institution} – {subject}" if subject else institution


def running_head(c: Context) -> str:
    """Return what was assessed and when, in one line of a page's margin."""
    return f"{cut(assessed(c), _MARGIN)}, {c.sheet.occasion.year}"


_MARGIN = 90
"""Letters that fit into the margin of a page beside its number."""


def terms(c: Context) -> TermsView:
    """Return what this report calls things, ready for headings."""
    name = c.words.name
    return TermsView(name("Question"), name("Stage"), name("Section"), name("Factor"))


def attained_id(c: Context) -> str:
    """Return the id of the stage or band attained; empty where there is none."""
    verdict = c.assessment.verdict
    if isinstance(verdict, BandedVerdict):
        return verdict.band.id if verdict.band else ""
    return verdict.attained.id if verdict.attained else ""


def facts(c: Context) -> Iterable[FactView]:
    """Yield who was assessed, when, on what basis and for which purpose."""
    words, sheet = c.words, c.sheet
    yield FactView(words("Institution"), sheet.institution.name)
    if sheet.occasion.subject:
        yield FactView(words("Subject"), sheet.occasion.subject)
    yield FactView(words("Year"), str(sheet.occasion.year))
    if sheet.occasion.as_of:
        yield FactView(words("As of"), c.numbers.day(sheet.occasion.as_of))
    if sheet.occasion.report_date:
        yield FactView(words("Report date"), c.numbers.day(sheet.occasion.report_date))
    yield FactView(
        words("Questionnaire"),
        words(
            "{title}, edition {edition}",
            title=c.questionnaire.title,
            edition=c.questionnaire.edition,
        ),
    )
    basis = sentences.basis_title(words, c.assessment.basis.value)
    yield FactView(words("Basis of the score"), sentences.big(basis))
    if sheet.occasion.purpose:
        yield FactView(words("Purpose"), sheet.occasion.purpose)
    if sheet.occasion.team:
        yield FactView(words("Team"), sheet.occasion.team)


def marks(c: Context) -> Iterable[str]:
    """Yield what must stand on the report whatever parts of it are shown."""
    words, sheet = c.words, c.sheet
    if sheet.fictional:
        yield words("Example; fictional data")
    if sheet.is_anonymous:
        yield words(
            "Anonymised: names, persons, offices, documents and all other texts of the answers "
            "file are withheld"
        )
    if c.assessment.verdict.is_provisional:
        yield words("Provisional result: open {questions} can still change the verdict")


def key_figures(c: Context) -> Iterable[FigureView]:
    """Yield the few numbers that belong on the first page."""
    words, assessment = c.words, c.assessment
    yield FigureView(words("Index"), c.index_text(assessment.index))
    since = baseline_view(c)
    if since.year:
        yield FigureView(words("Change of the index"), since.difference, is_change=True)
    verdict = assessment.verdict
    if isinstance(verdict, StagedVerdict):
        attained = sum(1 for s in assessment.stages if s.status is StageStatus.ATTAINED)
        yield FigureView(
            words("{Stages} attained"),
            words("{n} of {total}", n=attained, total=len(assessment.stages)),
        )
    if has_targets(c):
        yield FigureView(
            words("{Questions} below target"),
            words("{n} of {total}", n=len(c.plan.gaps), total=_applicable_count(c)),
        )
    claims = [r for r in assessment.questions if r.evidence.needed]
    complete = sum(1 for r in claims if not r.evidence.missing)
    if not claims:
        return
    yield FigureView(
        words("Claims with complete evidence"),
        words("{n} of {total}", n=complete, total=len(claims)),
    )


def _applicable_count(c: Context) -> int:
    return c.assessment.tally.total - c.assessment.tally.not_applicable


def decisions(c: Context) -> Iterable[str]:
    """Take the decisions from the answers, or draft them from what was found."""
    if c.sheet.decisions:
        return c.sheet.decisions
    words, verdict = c.words, c.assessment.verdict
    drafted = []
    if isinstance(verdict, StagedVerdict) and verdict.next is not None:
        drafted.append(
            words(
                "Set {stage} as the next to attain.",
                stage=sentences.named(words.name("stage"), verdict.next.title),
            )
        )
    for gap in [gap for gap in c.plan.gaps if gap.tier is Tier.GATE][:3]:
        question = gap.result.question
        owner = gap.result.owner
        drafted.append(
            words("Assign {id} {title} to: {owner}.", **_named(owner, question))
            if owner
            else words("Name who is responsible for {id} {title}.", **_named("", question))
        )
    if budget(c):
        drafted.append(words("Agree on the proposed budget of {money}.", money=budget_total(c)))
    return drafted


def _named(owner: str, question: Question) -> dict[str, str]:
    return {"owner": owner, "id": question.id, "title": question.title}
