"""Everything there is to say about how one number, or the verdict, came about."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from egovmaturity.domain.agreement import Agreement
from egovmaturity.domain.explanation import Mean
from egovmaturity.domain.plan import Plan
from egovmaturity.domain.questionnaire import BandedRule
from egovmaturity.domain.results import Assessment, QuestionResult, StageResult
from egovmaturity.examining.arithmetic import factor_mean, index_mean, section_mean, stage_mean
from egovmaturity.examining.likelihood import verdict_likelihood
from egovmaturity.examining.margins import margins
from egovmaturity.examining.tornado import tornado
from egovmaturity.examining.weight_draws import SEED, weight_draws
from egovmaturity.examining.weights import weight_tolerance
from egovmaturity.language import Words
from egovmaturity.views import sentences
from egovmaturity.views.agreement_view import AgreementView, agreement_view
from egovmaturity.views.arithmetic_parts import (
    cases_block,
    mandatory_note,
    mean_block,
    question_block,
    threshold_note,
)
from egovmaturity.views.certainty_parts import certainty_blocks, examined, firmness
from egovmaturity.views.context import Context, Extras, coded, context_of
from egovmaturity.views.margin_parts import least_blocks, rises_block
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.report import BlockView, ColumnView, FactView, TableView
from egovmaturity.views.robustness_parts import (
    draws_block,
    leader_text,
    levers_block,
    likelihood_block,
    weights_block,
)


class SubjectKind(StrEnum):
    """What can be explained."""

    VERDICT = "verdict"
    INDEX = "index"
    ROBUSTNESS = "robustness"
    STAGE = "stage"
    SECTION = "section"
    FACTOR = "factor"
    QUESTION = "question"


class Subject(NamedTuple):
    """What is to be explained: its kind, and its id where there are several of the kind."""

    kind: SubjectKind
    id: str = ""


class ExplanationView(NamedTuple):
    """An explanation, ready to print: who and what, the answer in a sentence, then its parts."""

    language: str
    institution: str
    questionnaire: str
    title: str
    facts: tuple[FactView, ...]
    summary: str
    blocks: tuple[BlockView, ...]


class Draws(NamedTuple):
    """How many random weights are drawn for a robustness, and from which seed."""

    number: int = 2000
    seed: int = SEED


DRAWS = Draws()


def subjects(assessment: Assessment) -> tuple[Subject, ...]:
    """List all that can be explained of an assessment, the verdict first."""
    questionnaire = assessment.questionnaire
    return (
        Subject(SubjectKind.VERDICT),
        Subject(SubjectKind.INDEX),
        Subject(SubjectKind.ROBUSTNESS),
        *(Subject(SubjectKind.STAGE, each.id) for each in questionnaire.stages),
        *(Subject(SubjectKind.SECTION, each.id) for each in questionnaire.walk_sections()),
        *(Subject(SubjectKind.FACTOR, each.id) for each in questionnaire.factors),
        *(Subject(SubjectKind.QUESTION, each.id) for each in questionnaire.questions),
    )


def explanation_view(
    assessment: Assessment,
    plan: Plan,
    words: Words,
    subject: Subject,
    draws: Draws = DRAWS,
) -> ExplanationView:
    """Explain one subject of an assessment in the language of ``words``.

    ``draws`` counts for the robustness only.

    Raises:
        ValueError: The assessment has no such subject.
    """
    if subject not in subjects(assessment):
        raise ValueError(f"nothing to explain: {subject.kind} {subject.id}")
    c = context_of(assessment, plan, words.naming(assessment.questionnaire), Extras())
    if subject.kind is SubjectKind.ROBUSTNESS:
        title, facts, summary, blocks = _robustness(c, draws)
    else:
        title, facts, summary, blocks = _EXPLAIN[subject.kind](c, subject.id)
    return ExplanationView(
        c.words.language,
        f"{c.sheet.institution.name}, {c.sheet.occasion.year}",
        c.questionnaire.title,
        title,
        (*facts, FactView(c.words("Basis of the score"), _basis(c))),
        summary,
        tuple(blocks),
    )


def agreement_explanation(agreement: Agreement, words: Words) -> ExplanationView:
    """Explain how far several assessors agree, what they dispute, and what hangs on it."""
    questionnaire, sheet = agreement.consensus.questionnaire, agreement.consensus.sheet
    words = words.naming(questionnaire)
    view = agreement_view(agreement, words)
    return ExplanationView(
        words.language,
        f"{sheet.institution.name}, {sheet.occasion.year}",
        questionnaire.title,
        words("Agreement of {n} assessors", n=len(view.assessors)),
        (FactView(words("Assessors"), ", ".join(view.assessors)), *view.facts),
        " ".join(view.summary),
        (_disputes(view, words),) if view.disputes else (),
    )


def _disputes(view: AgreementView, words: Words) -> BlockView:
    columns = (
        ColumnView(words.name("Question"), "text"),
        ColumnView(words("Assessors"), "code"),
        ColumnView(words("Together"), "number"),
        ColumnView(words("Apart"), "text"),
        ColumnView(words("What hangs on it"), "text"),
    )
    rows = tuple(
        (
            coded(each),
            " · ".join(each.given),
            each.consensus,
            each.spread,
            each.effect,
        )
        for each in view.disputes
    )
    title = words("To be settled, widest apart first")
    return BlockView("disputes", title, (), TableView(columns, rows))


class _Told(NamedTuple):
    title: str
    facts: tuple[FactView, ...]
    summary: str
    blocks: Iterable[BlockView]


def _basis(c: Context) -> str:
    return sentences.basis_title(c.words, c.assessment.basis.value)


def _verdict(c: Context, _: str) -> _Told:
    assessment, found = c.assessment, examined(c)
    verdict = sentences.verdict_sentences(c.words, c.numbers, assessment)
    return _Told(
        c.words("Verdict: {verdict}", verdict=sentences.verdict_text(c.words, assessment.verdict)),
        (),
        f"{verdict} {firmness(c, found)}",
        (*_stage_table(c), *certainty_blocks(c, found)),
    )


def _stage_table(c: Context) -> Iterable[BlockView]:
    """Show every stage with its conditions; without stages, what the index is made of."""
    words = c.words
    if not c.assessment.stages:
        index = c.assessment.index
        yield mean_block(c, index_mean(c.assessment), index, words("What the index is made of"))
        return
    columns = (
        ColumnView(words.name("Stage"), "text"),
        ColumnView(words("Score"), "number"),
        ColumnView(words("Threshold"), "number"),
        ColumnView(words("Mandatory"), "number"),
        ColumnView(words("Status"), "text"),
    )
    rows = tuple(_stage_row(c, each) for each in c.assessment.stages)
    yield BlockView("stages", words("Conditions for moving up"), (), TableView(columns, rows))


def _stage_row(c: Context, result: StageResult) -> tuple[str, ...]:
    bars = (result.stage.attain, result.stage.foundation)
    score = c.score(result.group.score, bars)
    met = sum(1 for each in result.mandatory if each.met)
    sign, status = sentences.stage_status(c.words, result)
    return (
        result.stage.title,
        f"{score.text} – {score.high}" if score.high else score.text,
        c.numbers.threshold(result.stage.attain),
        f"{met}/{len(result.mandatory)}" if result.mandatory else NO_SCORE,
        f"{sign} {status}",
    )


def _index(c: Context, _: str) -> _Told:
    words, mean = c.words, index_mean(c.assessment)
    notes = []
    rule = c.questionnaire.rule
    if isinstance(rule, BandedRule) and mean.score is not None:
        notes.append(
            words(
                "On the scale of {low} to {high}: {low} + {span} × {score} = {index}",
                low=c.numbers.trimmed(rule.lowest),
                high=c.numbers.trimmed(rule.highest),
                span=c.numbers.trimmed(rule.highest - rule.lowest),
                score=str(mean.score),
                index=str(rule.on_scale(mean.score)),
            )
        )
    return _Told(
        words("Index: {index}", index=c.index_text(c.assessment.index)),
        (),
        "",
        (mean_block(c, mean, c.assessment.index, words("What the index is made of"), notes=notes),),
    )


def _robustness(c: Context, draws: Draws) -> _Told:
    """Try other weights, other answers and single levels, in full."""
    assessment = c.assessment
    tolerance, likelihood = weight_tolerance(assessment), verdict_likelihood(assessment)
    drawn = weight_draws(assessment, draws.number, draws.seed)
    return _Told(
        c.words("How firm the verdict is"),
        (),
        leader_text(c, tolerance, likelihood),
        (
            weights_block(c, tolerance),
            draws_block(c, drawn),
            likelihood_block(c, likelihood),
            levers_block(c, tornado(assessment)),
        ),
    )


def _stage(c: Context, stage_id: str) -> _Told:
    result = next(each for each in c.assessment.stages if each.stage.id == stage_id)
    bars = (result.stage.attain, result.stage.foundation)
    sign, status = sentences.stage_status(c.words, result)
    notes = [threshold_note(c, result), *(mandatory_note(c, each) for each in result.mandatory)]
    title = sentences.big(sentences.named(c.words.name("stage"), result.stage.title))
    why = sentences.why_not(c.words, c.numbers, c.assessment, result)
    block = mean_block(
        c,
        stage_mean(c.assessment, stage_id),
        result.group.score,
        c.words("Arithmetic"),
        bars=bars,
        notes=[note for note in notes if note],
    )
    rises = [each for each in margins(c.assessment).rises if each.target.id == stage_id]
    least = [block for each in rises for block in (rises_block(c, [each]), *least_blocks(c, each))]
    facts = (FactView(c.words("Status"), f"{sign} {status}"),)
    return _Told(title, facts, why, (block, *least))


def _section(c: Context, section_id: str) -> _Told:
    mean = section_mean(c.assessment, section_id)
    group = next(s.group for s in c.assessment.sections if s.section.id == section_id)
    block = mean_block(c, mean, group.score, c.words("Arithmetic"))
    title = f"{c.words.name('Section')}: {c.places[section_id]}"
    return _Told(_scored(c, title, mean), (), "", (block,))


def _factor(c: Context, factor_id: str) -> _Told:
    mean = factor_mean(c.assessment, factor_id)
    note = c.words("A {factor} has no threshold of its own; it shows where the gaps lie.")
    group = next(f.group for f in c.assessment.factors if f.factor.id == factor_id)
    block = mean_block(c, mean, group.score, c.words("Arithmetic"), notes=[note])
    title = f"{c.words.name('Factor')}: {c.factors[factor_id]}"
    return _Told(_scored(c, title, mean), (), "", (block,))


def _scored(c: Context, title: str, mean: Mean) -> str:
    return f"{title}: {c.numbers.score(mean.score)}"


def _question(c: Context, question_id: str) -> _Told:
    result = next(each for each in c.assessment.questions if each.question.id == question_id)
    question = result.question
    return _Told(
        f"{question.id}  {question.title}",
        tuple(_question_facts(c, result)),
        question.ask,
        (question_block(c, result), cases_block(c, question)),
    )


def _question_facts(c: Context, result: QuestionResult) -> Iterable[FactView]:
    words, question = c.words, result.question
    if question.belongs_to:
        label = words.name("Stage") if question.stage else words.name("Section")
        yield FactView(label, c.place(question))
    if question.factors:
        yield FactView(words.name("Factor"), c.factor_names(question))
    yield FactView(words("Weight"), c.numbers.trimmed(question.weight))
    if question.mandatory is not None:
        yield FactView(
            words("Mandatory"), words("at least {level}", level=c.rating(question.mandatory))
        )
    yield FactView(sentences.big(words("claimed")), c.optional(result.claimed))
    yield FactView(sentences.big(words("supported by evidence")), c.optional(result.supported))
    yield FactView(sentences.big(words("verified")), c.optional(result.verified))


_EXPLAIN = {
    SubjectKind.VERDICT: _verdict,
    SubjectKind.INDEX: _index,
    SubjectKind.STAGE: _stage,
    SubjectKind.SECTION: _section,
    SubjectKind.FACTOR: _factor,
    SubjectKind.QUESTION: _question,
}
