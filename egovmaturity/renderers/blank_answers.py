"""A blank answers file: every question and its levels as comments above an empty answer."""

import textwrap
from collections.abc import Iterator

from egovmaturity import yaml_scalars
from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.instrument import scale_lines
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.views.numbers import Numbers
from egovmaturity.yaml_scalars import word

_WIDTH = 96


def blank_answers(questionnaire: Questionnaire, words: Words, institution: str, year: int) -> str:
    """Return the text of an answers file without any answer, ready to be filled in by hand.

    Loading it gives a sheet in which every question is unanswered.
    """
    named = words.naming(questionnaire.terms)
    return "\n".join(_lines(questionnaire, named, institution, year)) + "\n"


def _lines(
    questionnaire: Questionnaire, words: Words, institution: str, year: int
) -> Iterator[str]:
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
    yield "format: egovmaturity-answers"
    yield "version: 1"
    yield f"questionnaire: {quoted(questionnaire.reference)}"
    yield f"language: {words.language}"
    yield "institution:"
    yield f"  name: {quoted(institution)}"
    yield "assessment:"
    yield f"  year: {year}"
    yield f"  # subject: {words('the service or unit, where not the whole institution')}"
    if any(item.valid_for for q in questionnaire.questions for item in q.evidence):
        told = words(
            "Some evidence may not be too old: as_of is the day on which it has to be valid."
        )
        yield from _comment(told, "  ")
    yield f"  # as_of: {year}-01-31"
    yield f"  # report_date: {year}-02-12"
    yield "  # purpose: ..."
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
