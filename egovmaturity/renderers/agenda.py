"""The agenda of a meeting at which several assessors come to a consensus, as Markdown."""

from collections.abc import Iterator, Sequence

from egovmaturity.collecting.claims import claim_of
from egovmaturity.domain.agreement import Dispute
from egovmaturity.domain.answers import AnswerSheet, Purpose
from egovmaturity.domain.merging import Consultation
from egovmaturity.language import Words
from egovmaturity.renderers.markdown_tables import with_column_widths
from egovmaturity.renderers.safe_text import markdown
from egovmaturity.views.agreement_view import DisputeView, agreement_view
from egovmaturity.views.claims import level_text

_LINE = "_" * 40


def agenda_markdown(consultations: Sequence[Consultation], sheet: AnswerSheet, words: Words) -> str:
    """Write what is to be decided: what can change the verdict first, then the widest apart."""
    institution = sheet.institution.name
    lines = [
        f"# {markdown(words('Agenda of the consensus meeting'))}",
        "",
        f"{markdown(institution)}, {sheet.occasion.year}",
        "",
    ]
    for consultation in consultations:
        lines += _section(consultation, words)
    return with_column_widths("\n".join(lines)).rstrip("\n") + "\n"


def _section(consultation: Consultation, words: Words) -> Iterator[str]:
    agreement = consultation.agreement._replace(disputes=consultation.agenda)
    view = agreement_view(agreement, words)
    yield "## " + (
        words("Verification")
        if consultation.purpose is Purpose.VERIFICATION
        else words("Self-assessment")
    )
    yield ""
    for each in consultation.assessors:
        yield f"- {markdown(_name(each.respondent.name, each.file))}"
    yield ""
    for sentence in view.summary:
        yield markdown(sentence)
        yield ""
    for number, (dispute, shown) in enumerate(
        zip(consultation.agenda, view.disputes, strict=True), start=1
    ):
        yield from _item(number, consultation, dispute, shown, words)


def _name(person: str, file: str) -> str:
    return f"{person} ({file})" if person else file


def _item(
    number: int, consultation: Consultation, dispute: Dispute, shown: DisputeView, words: Words
) -> Iterator[str]:
    question = dispute.about.question
    yield f"### {number}. {markdown(question.id)} {markdown(question.title)}"
    yield ""
    yield markdown(question.ask)
    yield ""
    facts = [words("apart: {spread}", spread=shown.spread)] if shown.spread else []
    facts.append(words("consensus by the rule: {level}", level=shown.consensus))
    if shown.effect:
        facts.append(words("can change the verdict: {effect}", effect=shown.effect))
    yield from (f"- {markdown(fact)}" for fact in facts)
    yield ""
    titles = (words("Assessor"), words("Level"), words("Note or reason"), words("Evidence"))
    yield f"| {' | '.join(map(markdown, titles))} |"
    yield "| :-- | :-- | :-- | :-- |"
    given = consultation.given[question.id]
    for assessor, answer in zip(consultation.assessors, given, strict=True):
        claim = claim_of(answer)
        documents = "; ".join(each.text or each.location for each in claim.documents)
        cells = (
            assessor.respondent.name or assessor.file,
            level_text(answer, words),
            claim.note,
            documents,
        )
        yield f"| {' | '.join(markdown(cell) or '–' for cell in cells)} |"
    yield ""
    yield f"{words('Decision')}: {_LINE}"
    yield ""
