"""Claimed against supported: how far they are apart, who has to bring what, what closes the gap."""

from collections.abc import Iterable

from egovmaturity.domain.results import Lack, LackReason
from egovmaturity.domain.support import ClosingStep, OwnerTask, TwinVerdict, WantedDocument
from egovmaturity.examining.support import twin_verdict
from egovmaturity.views import sentences
from egovmaturity.views.context import Context
from egovmaturity.views.report import ClosingView, OwnerView, SupportView, WantedView


def support_view(c: Context) -> SupportView:
    """Say how far the evidence carries what is claimed; nothing where none is needed for it."""
    if not any(result.evidence.needed for result in c.assessment.questions):
        return SupportView()
    twin = twin_verdict(c.assessment)
    return SupportView(
        tuple(_summary(c, twin)),
        tuple(_closing(c, step) for step in twin.closing),
        tuple(_owner(c, task) for task in twin.owners),
    )


def _summary(c: Context, twin: TwinVerdict) -> Iterable[str]:
    words = c.words
    if twin.ratio is not None:
        yield words(
            "The evidence carries {ratio} of the index that is claimed: {supported} of {claimed}.",
            ratio=c.numbers.score(twin.ratio),
            supported=c.index_text(twin.supported.index),
            claimed=c.index_text(twin.claimed.index),
        )
    verdict = sentences.verdict_text(words, twin.claimed.verdict)
    number = len(twin.unsupported)
    if not number:
        yield words("Every claim is carried by its evidence.")
        return
    yield words.plural(
        "{n} claim is higher than its evidence carries.",
        "{n} claims are higher than their evidence carries.",
        number,
    )
    if not twin.closing:
        yield words("The verdict is the same on both bases: {verdict}.", verdict=verdict)
        return
    yield words.plural(
        "Once the evidence for {n} of them is listed, the supported verdict is the claimed one: "
        "{verdict}.",
        "Once the evidence for {n} of them is listed, the supported verdict is the claimed one: "
        "{verdict}. Fewer are not enough.",
        len(twin.closing),
        verdict=verdict,
    )


def _closing(c: Context, step: ClosingStep) -> ClosingView:
    claim = step.claim
    return ClosingView(
        claim.question.id,
        claim.question.title,
        c.rating(claim.claimed),
        c.rating(claim.supported),
        step.is_forced,
        claim.owner,
        tuple(lack_text(c, lack) for lack in claim.lacking),
    )


def _owner(c: Context, task: OwnerTask) -> OwnerView:
    return OwnerView(
        task.owner or c.words("No owner named"),
        tuple(_wanted(c, document) for document in task.documents),
    )


def _wanted(c: Context, document: WantedDocument) -> WantedView:
    """Say a document and, where it was listed and does not count, why."""
    reasons = dict.fromkeys(_why_not(c, lack) for _, lack in document.lacks)
    said = "; ".join(reason for reason in reasons if reason)
    questions = ", ".join(question.id for question, _ in document.lacks)
    return WantedView(f"{document.text} ({said})" if said else document.text, questions)


def lack_text(c: Context, lack: Lack) -> str:
    """Name a document that is lacking and, where one is listed, say why that does not count."""
    reason = _why_not(c, lack)
    return f"{lack.item.text} ({reason})" if reason else lack.item.text


def _why_not(c: Context, lack: Lack) -> str:
    """Say why a listed document does not count; nothing where none is listed."""
    words, limit, document = c.words, lack.item.valid_for, lack.document
    if limit is None or document is None:
        return ""
    if lack.reason is LackReason.EXPIRED and document.dated is not None:
        return words("valid until {day}", day=c.numbers.day(limit.after(document.dated)))
    return {
        LackReason.UNDATED: words("listed without a date"),
        LackReason.LATER: words("dated later than this assessment"),
    }.get(lack.reason, words("no day to hold its date against"))
