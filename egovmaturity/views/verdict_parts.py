"""The stages with their conditions, or the bands and sections of an index."""

from collections.abc import Iterable
from fractions import Fraction

from egovmaturity.domain.questionnaire import BandedRule, Closed, Stage
from egovmaturity.domain.results import (
    BandedVerdict,
    Excluded,
    Known,
    MandatoryResult,
    Open,
    SectionResult,
    StagedVerdict,
    StageResult,
)
from egovmaturity.views import sentences
from egovmaturity.views.baseline_parts import stage_before
from egovmaturity.views.context import Context, bar_length
from egovmaturity.views.numbers import NO_SCORE, half_up, honest
from egovmaturity.views.report import BandView, ConditionView, SectionView, StageView

_HUNDRED = 100


def stage_view(c: Context, number: int, result: StageResult) -> StageView:
    """Say everything about one stage."""
    stage, words, numbers = result.stage, c.words, c.numbers
    bars = (stage.attain, stage.foundation)
    sign, status_text = sentences.stage_status(words, result)
    verdict = c.assessment.verdict
    following = verdict.next if isinstance(verdict, StagedVerdict) else None
    before, change = stage_before(c, result)
    return StageView(
        id=stage.id,
        number=number,
        title=stage.title,
        about=stage.about,
        score=c.score(result.group.score, bars),
        threshold=_threshold(c, stage),
        threshold_bar=bar_length(stage.attain.share),
        foundation=numbers.threshold(stage.foundation),
        difference=_difference(c, result),
        status=result.status.value,
        status_text=status_text,
        sign=sign,
        why=sentences.why_not(words, numbers, c.assessment, result),
        is_next=following is not None and following.id == stage.id,
        before=before,
        change=change,
        mandatory_met=sum(1 for each in result.mandatory if each.met),
        mandatory_total=len(result.mandatory),
        mandatory=tuple(_condition(c, each) for each in result.mandatory),
        counts=c.counts(result.group),
        applicable=numbers.plain_percent(half_up(result.group.applicable, 4)),
    )


def _threshold(c: Context, stage: Stage) -> str:
    """Write the bar of a stage, and the one it must meet for later stages if it differs."""
    attain = c.numbers.threshold(stage.attain)
    if stage.foundation == stage.attain:
        return attain
    foundation = c.numbers.threshold(stage.foundation)
    return c.words("{attain}, as a foundation {foundation}", attain=attain, foundation=foundation)


def _difference(c: Context, result: StageResult) -> str:
    """Subtract what is printed, so that a reader who checks gets the same."""
    if result.group.score is None or not result.is_determined:
        return NO_SCORE
    bars = (result.stage.attain, result.stage.foundation)
    shown = honest(result.group.score.low, 1, bars)
    return c.numbers.signed(shown.value - result.stage.attain.share * _HUNDRED, shown.digits)


def _condition(c: Context, result: MandatoryResult) -> ConditionView:
    words, question = c.words, result.question
    if isinstance(result.counted, Known):
        note = ""
    elif isinstance(result.counted, Open):
        note = c.open_reason(result.counted.reason)
    elif result.exempt:
        note = words("Not applicable, approved")
    else:
        note = words("Not applicable without approval")
    needed = question.mandatory
    return ConditionView(
        question.id,
        question.title,
        _state(c, result.counted),
        c.rating(needed) if needed is not None else "",
        result.met,
        note,
    )


def _state(c: Context, counted: Known | Open | Excluded) -> str:
    if isinstance(counted, Known):
        return c.rating(counted.rating)
    return NO_SCORE if isinstance(counted, Open) else c.words("N/A")


def section_view(c: Context, result: SectionResult) -> SectionView:
    """Say everything about one section."""
    return SectionView(
        result.section.id,
        result.section.title,
        result.depth,
        c.score(result.group.score),
        c.index_text(result.group.score),
        c.counts(result.group),
    )


def band_views(c: Context) -> Iterable[BandView]:
    """Yield the bands of an index; nothing where there are stages."""
    rule, verdict = c.questionnaire.rule, c.assessment.verdict
    if not isinstance(rule, BandedRule) or not isinstance(verdict, BandedVerdict):
        return
    ends = [band.start for band in rule.bands[1:]] + [rule.highest]
    for band, end in zip(rule.bands, ends, strict=True):
        is_last = band is rule.bands[-1]
        yield BandView(
            band.id,
            band.label,
            band.about,
            _span(c, rule, band.start, end, is_last=is_last),
            verdict.band is not None and verdict.band.id == band.id,
        )


def _span(c: Context, rule: BandedRule, start: Fraction, end: Fraction, *, is_last: bool) -> str:
    """Write a band with its closed end: ``1,80 – < 2,60`` or ``> 15 – 50``."""
    low = c.numbers.edge(start, rule.decimals)
    high = c.numbers.edge(end, rule.decimals)
    if rule.closed is Closed.LEFT:
        return f"{low} – {high}" if is_last else f"{low} – < {high}"
    return f"{low} – {high}" if start == rule.bands[0].start else f"> {low} – {high}"
