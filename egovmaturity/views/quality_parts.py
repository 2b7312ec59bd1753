"""How far the result can be trusted: bases, evidence, what is open or does not apply."""

from collections.abc import Iterable

from egovmaturity.domain.answers import NotApplicable
from egovmaturity.domain.results import Basis, BasisResult, Excluded, Interval, Open, QuestionResult
from egovmaturity.views import sentences
from egovmaturity.views.context import Context, has_no_evidence
from egovmaturity.views.numbers import NO_SCORE
from egovmaturity.views.report import BasisView, ExceptionView, FactView, RemarkView


def basis_view(c: Context, result: BasisResult) -> BasisView:
    """Return index and verdict on one basis."""
    words = c.words
    is_known = result.tally.rated > 0
    text = c.index_text(result.index) if is_known else NO_SCORE
    if is_known and result.index is not None and result.index.high != result.index.low:
        high = c.index_text(Interval(result.index.high, result.index.high))
        text = words("{low} to {high}", low=text, high=high)
    chosen = c.assessment.basis
    return BasisView(
        result.basis.value,
        sentences.big(sentences.basis_title(words, result.basis.value)),
        sentences.basis_about(words, result.basis.value),
        text,
        sentences.verdict_with_best(words, result.verdict) if is_known else NO_SCORE,
        sentences.tally_text(words, result.tally)
        if is_known
        else words("nothing rated on this basis"),
        is_known=is_known,
        is_chosen=result.basis is chosen,
        score=c.score(result.index if is_known else None),
    )


def quality(c: Context) -> Iterable[FactView]:
    """Yield how complete and how well supported the answers are."""
    words, assessment = c.words, c.assessment
    tally = assessment.tally
    results = assessment.questions
    yield FactView(words("{Questions}"), str(tally.total))
    yield FactView(words("Rated"), str(tally.rated))
    yield FactView(words("Unanswered"), str(tally.unanswered))
    yield FactView(words("Don't know"), str(tally.dont_know))
    if assessment.basis is Basis.VERIFIED:
        yield FactView(words("Not verified"), str(tally.unverified))
    yield FactView(words("Not applicable"), str(tally.not_applicable))
    verified = [r for r in results if r.verified is not None]
    yield FactView(words("Verified by an assessor"), str(len(verified)))
    lower = sum(1 for r in verified if _is_lower(r))
    yield FactView(words("Verified lower than claimed"), str(lower))
    claims = [r for r in results if r.evidence.needed]
    for title, number in (
        (words("Evidence complete"), sum(1 for r in claims if not r.evidence.missing)),
        (words("Evidence partial"), sum(1 for r in claims if _is_partial(r))),
        (words("Evidence missing"), sum(1 for r in claims if has_no_evidence(r))),
    ):
        yield FactView(title, str(number))
    carried = sum(1 for r in results if r.answer.details.review)
    if carried:
        yield FactView(words("To be reviewed"), str(carried))


def open_questions(c: Context) -> Iterable[ExceptionView]:
    """Yield what counts 0 for now, and why."""
    for result in c.assessment.questions:
        if isinstance(result.counted, Open):
            note = result.answer.details.note
            reason = c.open_reason(result.counted.reason)
            yield _exception(result, f"{reason}. {note}" if note else reason)


def not_applicable(c: Context) -> Iterable[ExceptionView]:
    """Yield what does not apply, and why."""
    words = c.words
    for result in c.assessment.questions:
        answer = result.answer
        if isinstance(result.counted, Excluded) and isinstance(answer, NotApplicable):
            reason = answer.reason
            if answer.approved_by:
                approved = words("Approved by {name}.", name=answer.approved_by)
                reason = f"{sentences.sentence(reason)} {approved}"
            yield _exception(result, reason)


def second_look(c: Context) -> Iterable[RemarkView]:
    """Yield what in the answers is worth a second look; see ``examining.honesty``."""
    for remark in c.remarks:
        text = sentences.sentence(c.words.say(remark.cause))
        yield RemarkView(remark.code, text, c.words.say(remark.hint))


def _exception(result: QuestionResult, reason: str) -> ExceptionView:
    question = result.question
    return ExceptionView(question.id, question.title, reason, result.owner)


def _is_lower(result: QuestionResult) -> bool:
    if result.verified is None or result.claimed is None:
        return False
    return result.verified < result.claimed


def _is_partial(result: QuestionResult) -> bool:
    return bool(result.evidence.missing) and not has_no_evidence(result)
