"""What stands behind the numbers, in a Word report, and room for signatures."""

from egovmaturity.renderers.word.elements import (
    Cell,
    Element,
    Table,
    cell,
    heading,
    link,
    number_cell,
    paragraph,
    table,
    text,
    with_next,
)
from egovmaturity.renderers.word.pieces import (
    STATUS_FILLS,
    Desk,
    exceptions,
    fact_table,
    named,
    points,
)
from egovmaturity.views.context import coded
from egovmaturity.views.report import QuestionView


def quality(desk: Desk) -> list[Element]:
    """Set the same answers on three bases side by side, and say how complete they are."""
    r, words = desk.report, desk.words
    complete = words("How complete the answers are")
    is_open = words("Open {questions}")
    body = [
        paragraph("Normal", r.basis_note),
        _basis_table(desk),
        heading(2, complete),
        fact_table(desk, r.quality, complete),
        *_support(desk),
        heading(2, is_open),
    ]
    if r.open_questions:
        body.append(exceptions(desk, r.open_questions, is_open))
    else:
        body.append(
            paragraph("Normal", words("Every {question} that applies counts with a level."))
        )
    if r.not_applicable:
        title = words("{Questions} that do not apply")
        body += [heading(2, title), exceptions(desk, r.not_applicable, title)]
    if r.second_look:
        body.append(heading(2, words("Worth a second look")))
        body += points([f"{each.text} {each.hint} ({each.code})" for each in r.second_look])
    return body


def _support(desk: Desk) -> list[Element]:
    """Say how far evidence carries what is claimed, what closes the gap, and who brings what."""
    support, words = desk.report.support, desk.words
    if not support.summary:
        return []
    body = [
        heading(2, words("From what is claimed to what is supported")),
        *(paragraph("Normal", sentence) for sentence in support.summary),
    ]
    if support.closing:
        body.append(_closing_table(desk))
    if support.owners:
        body.append(heading(2, words("Evidence to bring, by owner")))
        body.append(_owner_table(desk))
    return body


def _closing_table(desk: Desk) -> Element:
    words = desk.words
    rows = []
    for row in desk.report.support.closing:
        mandatory = f" ({words('mandatory')})" if row.is_mandatory else ""
        question = paragraph("Report Cell", *named(row.id, row.title + mandatory))
        owner = [paragraph("Report Small", row.owner)] if row.owner else []
        rows.append(
            (
                Cell((question, *owner)),
                number_cell(row.supported),
                number_cell(row.claimed),
                Cell(tuple(paragraph("Report Cell", document) for document in row.documents)),
            )
        )
    return table(
        Table(
            words("Evidence that closes the difference"),
            (34, 12, 12, 42),
            (
                desk.report.terms.question,
                words("Supported"),
                words("Claimed"),
                words("Evidence to list"),
            ),
            tuple(rows),
            numbers=(1, 2),
        ),
        desk.width,
    )


def _owner_table(desk: Desk) -> Element:
    words = desk.words
    return table(
        Table(
            words("Evidence to bring, by owner"),
            (24, 50, 26),
            (words("Owner"), words("Evidence"), words("{Questions}")),
            tuple(
                (cell(row.owner), cell(document.text), cell(document.questions))
                for row in desk.report.support.owners
                for document in row.documents
            ),
        ),
        desk.width,
    )


def _basis_table(desk: Desk) -> Element:
    words = desk.words
    rows = []
    for basis in desk.report.bases:
        used = f"{basis.title} ({words('used in this report')})"
        row = (
            cell(text(used if basis.is_chosen else basis.title, "Strong"), basis.about),
            number_cell(basis.index),
            cell(basis.verdict, basis.counts),
        )
        fill = STATUS_FILLS["attained"] if basis.is_chosen else ""
        rows.append(tuple(one._replace(fill=fill) for one in row))
    return table(
        Table(
            words("The same answers on three bases"),
            (44, 20, 36),
            (words("Basis"), words("Index"), words("Verdict")),
            tuple(rows),
            numbers=(1,),
        ),
        desk.width,
    )


def answers(desk: Desk) -> list[Element]:
    """Say everything that was answered, place by place."""
    body: list[Element] = []
    for group in desk.report.answers:
        body.append(heading(2, group.title))
        for question in group.questions:
            body += _question(desk, question)
    return body


def _question(desk: Desk, question: QuestionView) -> list[Element]:
    words = desk.words
    tags = [words("Mandatory")] if question.is_mandatory else []
    tags += [name for name in (question.factor, question.owner) if name]
    levels = words(
        "Claimed {claimed}, supported {supported}, verified {verified}",
        claimed=question.claimed,
        supported=question.supported,
        verified=question.verified,
    )
    state = f" · {words('Evidence:')} {question.evidence_state}" if question.evidence_state else ""
    meaning = f" – {question.meaning}" if question.meaning else ""
    body = [
        heading(3, coded(question)),
        with_next(paragraph("Report Detail", question.ask)),
        *([with_next(paragraph("Report Small", " · ".join(tags)))] if tags else []),
        with_next(paragraph("Report Detail", text(question.answer, "Strong"), meaning)),
        paragraph("Report Detail", f"{levels}{state}"),
    ]
    body += [
        _evidence(item.title, item.link, item.details, item.location) for item in question.evidence
    ]
    if question.missing:
        body.append(with_next(paragraph("Report Detail", f"{words('Missing')}:")))
        body += points(question.missing)
    remarks = (
        (words("Verification"), question.verification),
        (words("Note"), question.note),
    )
    for label, said in remarks:
        if said:
            body.append(paragraph("Report Detail", text(f"{label}: ", "Strong"), said))
    return body


def _evidence(title: str, address: str, details: str, location: str) -> Element:
    inline: list[Element | str] = [link(title, address) if address else text(title)]
    inline += [f", {details}"] if details else []
    inline += [f", {location}"] if location and not address else []
    return paragraph("List Bullet", *inline)


def method(desk: Desk) -> list[Element]:
    """Say how the numbers came about, what they are not, and what they rest on."""
    r, words = desk.report, desk.words
    body = [paragraph("Report Notice", r.notice), *points(r.method)]
    if r.sources:
        body.append(heading(2, words("Sources")))
        for source in r.sources:
            inline: list[Element | str] = [source.text]
            if source.url:
                shown = link(source.url, source.link) if source.link else text(source.url)
                inline += [", ", shown]
            body.append(paragraph("List Bullet", *inline))
    return body


def approval(desk: Desk) -> list[Element]:
    """Leave room for the signatures, on a page of their own."""
    words = desk.words
    who = (words("Head of the assessment team"), words("Head of the responsible office"))
    facts = (words("Place"), words("Date"), words("Name"), words("Employee number"))
    room = [Cell(tuple(paragraph("Report Cell") for _ in range(5))) for _ in who]
    rows = (
        *((cell(label), Cell(()), Cell(())) for label in facts),
        (cell(words("Signature")), *room),
    )
    lead = words("The results above were discussed and agreed.")
    made = table(
        Table(
            words("Approval"),
            (22, 39, 39),
            ("", *who),
            rows,
            kind="Table Grid",
        ),
        desk.width,
    )
    return [paragraph("Normal", lead), made]
