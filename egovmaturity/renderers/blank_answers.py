"""An answers file to fill in: every question with its levels as comments above its answer."""

import textwrap
from collections.abc import Iterator

from egovmaturity import yaml_scalars
from egovmaturity.domain.answers import (
    Answer,
    AnswerSheet,
    Institution,
    Occasion,
    Targets,
    Unanswered,
)
from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.answer_lines import laid_out, mapping
from egovmaturity.renderers.answer_values import answer_values, sheet_values
from egovmaturity.renderers.instrument import scale_lines
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.yaml_layout import Blocks, entry_lines
from egovmaturity.views.numbers import Numbers
from egovmaturity.yaml_scalars import word

_WIDTH = 96


def blank_answers(questionnaire: Questionnaire, words: Words, institution: str, year: int) -> str:
    """Return the text of an answers file without any answer, ready to be filled in by hand.

    Loading it gives a sheet in which every question is unanswered.
    """
    sheet = AnswerSheet(
        file="",
        sha256="",
        language=words.language,
        questionnaire=questionnaire.reference,
        institution=Institution("", one_line(institution), None),
        occasion=Occasion(year, None, None, "", ""),
        targets=Targets(),
        answers={},
        actions=(),
        decisions=(),
        fictional=False,
    )
    return begun_answers(questionnaire, words, sheet, None)


def begun_answers(
    questionnaire: Questionnaire, words: Words, sheet: AnswerSheet, since: int | None
) -> str:
    """Return the text of an answers file that holds ``sheet``, ready to be gone on with by hand.

    Loading it gives the sheet again, with every question that the sheet does not mention unanswered
    too; its language is that of ``words``. ``since`` is the year whose answers it begins with.
    """
    named = words.naming(questionnaire)
    return "\n".join(_lines(questionnaire, named, sheet, since)) + "\n"


def _lines(
    questionnaire: Questionnaire, words: Words, sheet: AnswerSheet, since: int | None
) -> Iterator[str]:
    values, year = sheet_values(questionnaire, sheet), sheet.occasion.year
    yield from _comment(one_line(questionnaire.title))
    if questionnaire.description:
        yield from _comment(one_line(questionnaire.description))
    yield "#"
    yield from _comment(
        words(
            "How to fill this in: after the colon of each {question} write the number of the "
            "highest level that holds in full. Leave it blank while it is not answered."
        )
    )
    yield from _comment(words("More than a level? Write it like this, with two spaces in front:"))
    yield from _example(questionnaire, words)
    yield from _told_since(words, since)
    yield "format: egovmaturity-answers"
    yield "version: 1"
    yield f"questionnaire: {quoted(questionnaire.reference)}"
    yield f"language: {words.language}"
    if sheet.fictional:
        yield "fictional: true"
    yield "institution:"
    for name, value in values["institution"].items():
        yield f"  {name}: {yaml_scalars.quoted(value) if name == 'name' else word(value)}"
    yield "assessment:"
    yield f"  year: {year}"
    if sheet.occasion.subject:
        yield f"  subject: {yaml_scalars.quoted(sheet.occasion.subject)}"
    else:
        yield f"  # subject: {words('the service or unit, where not the whole institution')}"
    if any(item.valid_for for q in questionnaire.questions for item in q.evidence):
        told = words(
            "Some evidence may not be too old: as_of is the day on which it has to be valid."
        )
        yield from _comment(told, "  ")
    yield f"  # as_of: {year}-01-31"
    yield f"  # report_date: {year}-02-12"
    yield "  # purpose: ..."
    if "targets" in values:
        yield from entry_lines("", "targets", laid_out(values["targets"]))
    yield "answers:"
    place = ""
    titles = questionnaire.place_titles()
    for question in questionnaire.questions:
        where = titles.get(question.belongs_to, "")
        if where != place:
            yield ""
            yield f"  # ===== {one_line(where)} ====="
            place = where
        yield ""
        yield from question_lines(question, words)
        yield from _answer_lines(question, words, sheet.answer(question.id), since)
    if sheet.actions:
        yield ""
        yield from entry_lines("", "actions", Blocks([mapping(a) for a in values["actions"]]))


def _told_since(words: Words, since: int | None) -> Iterator[str]:
    if since is None:
        return
    yield from _comment(
        words(
            "Begun with the answers of {year}: owners, targets, evidence and actions that are not "
            "done. Write the level behind level:, and look through the rest.",
            year=since,
        )
    )
    yield "#"


def _answer_lines(
    question: Question, words: Words, answer: Answer, since: int | None
) -> Iterator[str]:
    """Yield what is known of an answer, below its id; the level is left to be written in."""
    values = answer_values(question, answer)
    if not values:
        return
    if isinstance(answer, Unanswered):
        yield "    value:" if isinstance(question.scale, NumberRange) else "    level:"
    for name, value in values.items():
        if name == "evidence" and since is not None:
            told = words("Listed in {year}. Is it still right? Bring it up to date.", year=since)
            yield from _comment(told, "    ")
        yield from entry_lines("    ", name, laid_out(value))


def _example(questionnaire: Questionnaire, words: Words) -> Iterator[str]:
    first = questionnaire.questions[0]
    yield f"#   {word(first.id)}:"
    yield "#     " + ("value: 0.5" if isinstance(first.scale, NumberRange) else "level: 2")
    yield f"#     evidence: [{words('Decree 12/2026')}, {words('Report of March 2026')}]"
    yield f"#     note: {words('27 of 38 units')}"
    if any(question.allows_not_applicable for question in questionnaire.questions):
        yield f"#   {words('does not apply')}: {{not_applicable: true, reason: ...}}"
    yield f"#   {words('not known')}: {{unknown: true}}"
    yield "#"


def question_lines(question: Question, words: Words) -> Iterator[str]:
    """Yield a question with its levels as comments, and below it an empty answer."""
    heading = f"{question.id}  {one_line(question.title)}"
    if question.mandatory is not None:
        heading += f" ({words('mandatory')})"
    yield from _comment(heading, "  ")
    if question.ask != question.title:
        yield from _comment(one_line(question.ask), "  ", "  ")
    for line in scale_lines(question, words, Numbers("en")):  # as YAML wants numbers
        yield from _comment(line, "  ", "    ")
    if question.allows_not_applicable:
        yield from _comment(words("May be not applicable, with a reason."), "  ", "  ")
    yield f"  {word(question.id)}:"


def _comment(text: str, indent: str = "", inner: str = "") -> list[str]:
    """Write a text as comment lines; the second and later ones stand further in."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=f"{indent}# ",
        subsequent_indent=f"{indent}# {inner or '  '}",
        break_on_hyphens=False,
        break_long_words=False,
    ) or [f"{indent}#"]


def quoted(text: str) -> str:
    """Write a text as one line in quotes, whatever is in it."""
    return yaml_scalars.quoted(one_line(text))
