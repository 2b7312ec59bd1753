"""The sentences of a report that depend on what was found."""

from collections.abc import Sequence
from fractions import Fraction

from egovmaturity.domain.durations import Duration, DurationUnit
from egovmaturity.domain.questionnaire import (
    BandedRule,
    Closed,
    Comparator,
    Questionnaire,
    Stage,
    StagedRule,
    Threshold,
)
from egovmaturity.domain.results import (
    Assessment,
    BandedVerdict,
    Excluded,
    MandatoryResult,
    StagedVerdict,
    StageResult,
    StageStatus,
    Tally,
    Verdict,
)
from egovmaturity.language import Words
from egovmaturity.views.numbers import NO_SCORE, Numbers, half_up, honest


def listing(words: Words, items: Sequence[str]) -> str:
    """Join items as a sentence does: ``a``, ``a and b``, ``a, b, and c``."""
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2:
        return words("{first} and {last}", first=items[0], last=items[1])
    return words("{items}, and {last}", items=", ".join(items[:-1]), last=items[-1])


def duration_text(words: Words, duration: Duration) -> str:
    """Say a duration: ``12 months``."""
    if duration.unit is DurationUnit.DAY:
        return words.plural("{n} day", "{n} days", duration.number)
    if duration.unit is DurationUnit.MONTH:
        return words.plural("{n} month", "{n} months", duration.number)
    return words.plural("{n} year", "{n} years", duration.number)


def stage_status(words: Words, result: StageResult) -> tuple[str, str]:
    """Return the sign and the words for what became of a stage."""
    if result.status is StageStatus.ATTAINED:
        return "✓", words("Attained")
    if result.status is StageStatus.NOT_ATTAINED:
        return "✗", words("Not attained")
    if result.status is StageStatus.WAITING and result.waits_for is not None:
        return "–", words("Waits for {stage}", stage=result.waits_for.title)
    return "?", words("Undetermined")


def failing(result: StageResult) -> list[MandatoryResult]:
    """Return the mandatory questions of a stage that are not met."""
    return [each for each in result.mandatory if not each.met]


def why_not(words: Words, numbers: Numbers, assessment: Assessment, result: StageResult) -> str:
    """Say which of its own conditions a stage misses, or what it misses as a foundation.

    Empty when it misses nothing.
    """
    group = result.group
    if group.score is None:
        return words(
            "None of the {questions} applies in {stage}, so it has no score.",
            stage=result.stage.title,
        )
    if not result.is_determined:
        rule = assessment.questionnaire.rule
        share = rule.undetermined_below if isinstance(rule, StagedRule) else Fraction(0)
        needed = Threshold(Comparator.AT_LEAST, share)
        return words(
            "Only {share} of the weight of {stage} applies; a verdict needs {needed}.",
            share=numbers.score(group.applicable, (needed,)),
            stage=result.stage.title,
            needed=numbers.plain_percent(share),
        )
    reasons = []
    bar = result.stage.attain
    if not bar.is_met(group.score.low):
        shown = honest(group.score.low, 1, (bar,))
        short = half_up(bar.share * 100, shown.digits) - shown.value
        reasons.append(
            words(
                "the score is {score}, the threshold {threshold}, {points} points short",
                score=numbers.percent(shown),
                threshold=numbers.threshold(bar),
                points=numbers.decimal(short, shown.digits),
            )
            if short
            else words(
                "the score is {score}, and the threshold asks for more than that",
                score=numbers.percent(shown),
            )
        )
    unmet = failing(result)
    if unmet:
        reasons.append(
            words.plural(
                "{n} of {total} mandatory {questions} is not met: {list}",
                "{n} of {total} mandatory {questions} are not met: {list}",
                len(unmet),
                total=len(result.mandatory),
                list=listing(words, _names(words, unmet)),
            )
        )
    is_last = result.stage == assessment.questionnaire.stages[-1]
    if not reasons and not is_last and not result.stage.foundation.is_met(group.score.low):
        reasons.append(_foundation_reason(words, numbers, result))
    return sentence("; ".join(reasons)) if reasons else ""


def _names(words: Words, results: Sequence[MandatoryResult]) -> list[str]:
    """Name one or two questions by title, for leaders; more of them by id alone."""
    names = []
    for each in results:
        name = each.question.id
        if len(results) <= 2:
            name = f"{each.question.title} ({name})"
        if isinstance(each.counted, Excluded):
            name = words("{name}, not applicable without approval", name=name)
        names.append(name)
    return names


def sentence(text: str) -> str:
    """Make a sentence of a phrase: first letter large, full stop at the end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…")) else ".")


def verdict_text(words: Words, verdict: Verdict) -> str:
    """Return the verdict in a word or two: the stage or band, or that there is none."""
    if isinstance(verdict, StagedVerdict):
        return verdict.attained.title if verdict.attained else words("No {stage} attained")
    return verdict.band.label if verdict.band else words("Undetermined")


def verdict_sentences(words: Words, numbers: Numbers, assessment: Assessment) -> str:
    """Say the verdict and why it is not a better one, in one to three sentences."""
    verdict = assessment.verdict
    if isinstance(verdict, BandedVerdict):
        return _banded_sentence(words, numbers, assessment, verdict)
    term = words.name("stage")
    parts = [_opening(words, assessment, term, verdict)]
    if verdict.next is not None:
        parts += _next_sentences(words, numbers, assessment, term, verdict.next)
    return " ".join(parts)


def _opening(words: Words, assessment: Assessment, term: str, verdict: StagedVerdict) -> str:
    """Say in one sentence what is attained and what comes next."""
    attained, following = verdict.attained, verdict.next
    if attained is None:
        if following is None:
            return words("No {term} can be judged.", term=term)
        return words(
            "No {term} is attained yet; the first to attain is {stage}.",
            term=term,
            stage=following.title,
        )
    reached = big(named(term, attained.title))
    if following is not None:
        return words(
            "{stage} is attained. {next} is not attained yet.",
            stage=reached,
            next=big(named(term, following.title)),
        )
    if attained == assessment.questionnaire.stages[-1]:
        return words("{stage}, the last one, is attained.", stage=reached)
    return words("{stage} is attained; the {stages} above it cannot be judged.", stage=reached)


def named(term: str, title: str) -> str:
    """Put the model's word before a title that does not begin with it already."""
    return title if title.casefold().startswith(term.casefold()) else f"{term} {title}"


def _next_sentences(
    words: Words, numbers: Numbers, assessment: Assessment, term: str, following: Stage
) -> list[str]:
    """Say what the next stage misses, in its own conditions and in the foundation below it."""
    parts = []
    result = next(each for each in assessment.stages if each.stage.id == following.id)
    reason = why_not(words, numbers, assessment, result)
    if reason:
        parts.append(reason)
    below = next((r for r in assessment.stages if r.stage == result.waits_for), None)
    if below is not None:
        parts.append(
            words(
                "{stage} does not yet carry the {stages} after it. {reason}",
                stage=big(named(term, below.stage.title)),
                reason=why_not(words, numbers, assessment, below),
            )
        )
    return parts


def _foundation_reason(words: Words, numbers: Numbers, result: StageResult) -> str:
    bar = result.stage.foundation
    score = result.group.score.low if result.group.score else None
    return words(
        "the score is {score}, and as a foundation of later {stages} it needs {threshold}",
        score=numbers.score(score, (bar, result.stage.attain)),
        threshold=numbers.threshold(bar),
    )


def _banded_sentence(
    words: Words, numbers: Numbers, assessment: Assessment, verdict: BandedVerdict
) -> str:
    rule = assessment.questionnaire.rule
    if assessment.index is None or verdict.band is None or not isinstance(rule, BandedRule):
        return words("None of the {questions} applies, so there is no index and no verdict.")
    index = rule.on_scale(assessment.index.low)
    text = words(
        "The index is {index} on a scale of {low} to {high}: {band}.",
        index=numbers.decimal(index, rule.decimals),
        low=numbers.trimmed(rule.lowest),
        high=numbers.trimmed(rule.highest),
        band=verdict.band.label,
    )
    following = next((band for band in rule.bands if band.start > verdict.band.start), None)
    if following is None:
        return text
    start = numbers.edge(following.start, rule.decimals)
    if rule.closed is Closed.LEFT:
        begins = words(
            "The next band, {band}, begins at {start}.", band=following.label, start=start
        )
    else:
        begins = words(
            "The next band, {band}, begins above {start}.", band=following.label, start=start
        )
    return f"{text} {begins}"


def verdict_notes(words: Words, numbers: Numbers, assessment: Assessment) -> list[str]:
    """Return what a reader must know before trusting the verdict, most important first."""
    notes = []
    tally, verdict = assessment.tally, assessment.verdict
    if tally.open:
        notes.append(_open_note(words, tally))
        notes.append(_provisional_note(words, verdict))
    notes += _rounding_notes(words, numbers, assessment)
    if isinstance(verdict, StagedVerdict):
        notes += _approval_notes(words, assessment)
        notes += _ahead_notes(words, assessment, verdict)
        notes += _looser_notes(words, assessment, verdict)
    notes += _basis_notes(words, assessment)
    return notes


def _open_note(words: Words, tally: Tally) -> str:
    """Count what is open, by reason where there are several."""
    n = tally.open
    if n == tally.unanswered:
        return words.plural(
            "{n} {question} is unanswered and counts 0.",
            "{n} {questions} are unanswered and count 0.",
            n,
        )
    if n == tally.unverified:
        return words.plural(
            "{n} {question} is not verified and counts 0.",
            "{n} {questions} are not verified and count 0.",
            n,
        )
    parts = [
        words("{n} unanswered", n=tally.unanswered),
        words('{n} "don\'t know"', n=tally.dont_know),
        words("{n} not verified", n=tally.unverified),
    ]
    counts = (tally.unanswered, tally.dont_know, tally.unverified)
    present = [part for part, number in zip(parts, counts, strict=True) if number]
    return words.plural(
        "{n} {question} is open and counts 0 ({parts}).",
        "{n} {questions} are open and count 0 ({parts}).",
        n,
        parts=listing(words, present),
    )


def _provisional_note(words: Words, verdict: Verdict) -> str:
    if not verdict.is_provisional:
        return words("The verdict stands, whatever levels these {questions} turn out to have.")
    return words(
        "The verdict is provisional: with full marks for these {questions} it would be {verdict}.",
        verdict=verdict_text(words, best_of(verdict)),
    )


def _rounding_notes(words: Words, numbers: Numbers, assessment: Assessment) -> list[str]:
    """Warn where the printed index would fall into another band than the exact one.

    As many decimals are shown as tell the bands apart. An index on the start of a band is told
    apart by none, and is shown as the start itself is.
    """
    rule = assessment.questionnaire.rule
    if not isinstance(rule, BandedRule) or assessment.index is None:
        return []
    exact = rule.on_scale(assessment.index.low)
    shown = half_up(exact, rule.decimals)
    if rule.band(shown) == rule.band(exact):
        return []
    is_on_start = any(band.start == exact for band in rule.bands)
    digits = rule.decimals
    while not is_on_start and rule.band(half_up(exact, digits)) != rule.band(exact):
        digits += 1
    return [
        words(
            "The index is {exact} before rounding and is printed as {shown}; the band follows the "
            "exact value.",
            exact=numbers.trimmed(exact) if is_on_start else numbers.decimal(exact, digits),
            shown=numbers.decimal(shown, rule.decimals),
        )
    ]


def _ahead_notes(words: Words, assessment: Assessment, verdict: StagedVerdict) -> list[str]:
    """Name the highest stage that holds on its own, above one that keeps it shut."""
    ungated, attained = verdict.ungated, verdict.attained
    order = [stage.id for stage in assessment.questionnaire.stages]
    reached = order.index(attained.id) if attained else -1
    if ungated is None or order.index(ungated.id) <= reached:
        return []
    result = next(each for each in assessment.stages if each.stage == ungated)
    return [
        words(
            "{stage} meets its own conditions but is not attained, because {earlier} does not yet "
            "carry the {stages} after it.",
            stage=ungated.title,
            earlier=result.waits_for.title if result.waits_for else NO_SCORE,
        )
    ]


def _looser_notes(words: Words, assessment: Assessment, verdict: StagedVerdict) -> list[str]:
    """Name stages below the one attained that do not hold themselves."""
    order = [result.stage for result in assessment.stages]
    below = assessment.stages[: order.index(verdict.attained)] if verdict.attained else ()
    return [
        words(
            "{stage} itself is not attained: what it needs as a foundation is less.",
            stage=result.stage.title,
        )
        for result in below
        if result.is_determined and not result.attains
    ]


def _approval_notes(words: Words, assessment: Assessment) -> list[str]:
    """Name mandatory questions that were left out without an approval."""
    return [
        words(
            "{id} is mandatory and not applicable without approval, which keeps {stage} shut: rate"
            " this {question}, or have it approved.",
            id=each.question.id,
            stage=result.stage.title,
        )
        for result in assessment.stages
        for each in result.mandatory
        if isinstance(each.counted, Excluded) and not each.exempt
    ]


def _basis_notes(words: Words, assessment: Assessment) -> list[str]:
    """Say when what is claimed, supported and verified lead to different verdicts."""
    known = [each for each in assessment.bases if each.tally.rated]
    if len({verdict_text(words, each.verdict) for each in known}) <= 1:
        return []
    pairs = [
        f"{basis_title(words, each.basis.value)} – {verdict_with_best(words, each.verdict)}"
        for each in known
    ]
    return [words("The verdict depends on the basis: {pairs}.", pairs="; ".join(pairs))]


def verdict_with_best(words: Words, verdict: Verdict) -> str:
    """Name a verdict, and the best it could still become."""
    text = verdict_text(words, verdict)
    if not verdict.is_provisional:
        return text
    return words(
        "{verdict}, at best {best}", verdict=text, best=verdict_text(words, best_of(verdict))
    )


def best_of(verdict: Verdict) -> Verdict:
    """Return the verdict as it would be if every open question turned out full."""
    if isinstance(verdict, StagedVerdict):
        return verdict._replace(attained=verdict.attained_at_best)
    return verdict._replace(band=verdict.band_at_best)


def basis_title(words: Words, basis: str) -> str:
    """Name a basis in the reader's language."""
    return {
        "claimed": words("claimed"),
        "supported": words("supported by evidence"),
        "verified": words("verified"),
        "best": words("verified where present, otherwise claimed"),
    }[basis]


def basis_about(words: Words, basis: str) -> str:
    """Explain a basis in one sentence."""
    return {
        "claimed": words("The level the institution says it has."),
        "supported": words("The highest level at or below the claim whose evidence is listed."),
        "verified": words("The level an assessor found; what was not verified is open."),
        "best": words("The assessor's level where there is one, otherwise the claim."),
    }[basis]


def method_paragraphs(words: Words, numbers: Numbers, questionnaire: Questionnaire) -> list[str]:
    """Explain how the numbers came about and what they are not."""
    paragraphs = [questionnaire.description] if questionnaire.description else []
    paragraphs += [
        words(
            "Each {question} earns the share of full marks of its level. A score is the weighted "
            "mean of the {questions} that apply, computed exactly and rounded only for print."
        ),
        words(
            'Unanswered and "don\'t know" count 0; the upper bound shows what they could still be '
            "worth. {Questions} that do not apply count nowhere; each states its reason."
        ),
    ]
    rule = questionnaire.rule
    if isinstance(rule, BandedRule):
        paragraphs.append(
            words(
                "The index is printed on a scale of {low} to {high}; its band is decided on the "
                "exact value.",
                low=numbers.trimmed(rule.lowest),
                high=numbers.trimmed(rule.highest),
            )
        )
    else:
        paragraphs.append(_stage_method(words, numbers, questionnaire))
        paragraphs.append(
            words(
                "With less than {share} of its weight applicable, no verdict on the {stage} is "
                "given. The index is an average for trends; it never decides.",
                share=numbers.plain_percent(rule.undetermined_below),
            )
        )
    if any(item.valid_for for q in questionnaire.questions for item in q.evidence):
        paragraphs.append(
            words(
                "Some evidence may not be too old. It has to be valid on the day of the "
                "assessment; a document that is older, later or undated supports nothing."
            )
        )
    paragraphs.append(
        words(
            "Gaps are ordered by what keeps the next verdict shut, then by weight × distance ÷ "
            "effort."
        )
    )
    return paragraphs


def _stage_method(words: Words, numbers: Numbers, questionnaire: Questionnaire) -> str:
    bars = {(stage.attain, stage.foundation) for stage in questionnaire.stages}
    if len(bars) > 1:
        return words(
            "Each {stage} is attained when its score meets its own threshold, every earlier "
            "{stage} meets its threshold as a foundation, and every mandatory {question} of these "
            "{stages} reaches its level. The thresholds differ and stand in the table of {stages}."
        )
    attain, foundation = next(iter(bars))
    return words(
        "Each {stage} is attained when its score is {attain}, every earlier {stage} is "
        "{foundation}, and every mandatory {question} of these {stages} reaches its level.",
        attain=numbers.threshold(attain),
        foundation=numbers.threshold(foundation),
    )


def tally_text(words: Words, tally: Tally) -> str:
    """Count the questions of a group: rated, open, not applicable."""
    parts = [words("{n} of {total} rated", n=tally.rated, total=tally.total)]
    if tally.open:
        parts.append(words("{n} open", n=tally.open))
    if tally.not_applicable:
        parts.append(words("{n} not applicable", n=tally.not_applicable))
    return ", ".join(parts)


def big(word: str) -> str:
    """Begin a heading or a sentence with a large letter."""
    return word[:1].upper() + word[1:]
