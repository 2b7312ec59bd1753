"""A questionnaire as people read it on a screen."""

import textwrap
from collections.abc import Iterator

from egovmaturity.domain.questionnaire import (
    Condition,
    Contradiction,
    EvidenceItem,
    NumberRange,
    Question,
    Questionnaire,
    Side,
)
from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.views.numbers import Numbers
from egovmaturity.views.sentences import duration_text


def instrument_text(questionnaire: Questionnaire, words: Words) -> str:
    """Write the questionnaire for a terminal: questions with their levels, 80 columns."""
    words, numbers = words.naming(questionnaire), Numbers(words.language)
    lines = [f"{one_line(questionnaire.title)} ({questionnaire.reference})", ""]
    lines += _wrap(questionnaire.description)
    lines += _wrap(questionnaire.notice)
    for _, heading, questions in places(questionnaire):
        lines += [f"== {one_line(heading)} ==" if heading else "", ""]
        for question in questions:
            lines += _question_text(question, words, numbers)
    if questionnaire.contradictions:
        lines += [f"== {words('Answers that do not go together')} ==", ""]
        for contradiction in questionnaire.contradictions:
            lines += _contradiction_text(contradiction, words)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def places(questionnaire: Questionnaire) -> Iterator[tuple[str, str, list[Question]]]:
    """Yield id, title and questions of stages or sections, in order, leaving out empty ones.

    Where there are neither, all questions stand in one place without a name.
    """
    titles = questionnaire.place_titles()
    for place in titles or {"": ""}:
        inside = [q for q in questionnaire.questions if q.belongs_to == place]
        if inside:
            yield place, titles.get(place, ""), inside


def _wrap(text: str, indent: str = "", inner: str = "") -> list[str]:
    wrapped = textwrap.wrap(
        one_line(text), 80, initial_indent=indent, subsequent_indent=indent + inner
    )
    return [*wrapped, ""] if not indent else wrapped


def scale_lines(question: Question, words: Words, numbers: Numbers) -> list[str]:
    """Return what can be answered: the range of numbers, or each level with its meaning."""
    if isinstance(question.scale, NumberRange):
        low, high = (numbers.trimmed(end) for end in question.scale)
        return [words("A number from {low} to {high}", low=low, high=high)]
    return [
        f"{level.number} = {one_line(question.rubric.get(level.number, level.label))}"
        for level in question.scale.levels
    ]


def _question_text(question: Question, words: Words, numbers: Numbers) -> list[str]:
    mandatory = f" ({words('mandatory')})" if question.mandatory is not None else ""
    lines = [f"{question.id}  {one_line(question.title)}{mandatory}"]
    lines += _wrap(question.ask, "  ")
    for line in scale_lines(question, words, numbers):
        lines += _wrap(line, "    ", "    ")
    for item in question.evidence:
        lines += _wrap(f"- {item.text}{evidence_conditions(item, words)}", "    ", "  ")
    return [*lines, ""]


def _contradiction_text(contradiction: Contradiction, words: Words) -> list[str]:
    sides = words(
        "{first} and {second}",
        first=_condition(contradiction.when, words),
        second=_condition(contradiction.against, words),
    )
    return [*_wrap(sides, "  ", "  "), *_wrap(contradiction.because, "    "), ""]


def _condition(condition: Condition, words: Words) -> str:
    sentence = (
        words("{id} at level {level} or above", id=condition.question, level=condition.level)
        if condition.side is Side.AT_LEAST
        else words("{id} at level {level} or below", id=condition.question, level=condition.level)
    )
    return one_line(sentence)


def evidence_conditions(item: EvidenceItem, words: Words) -> str:
    """Return, in brackets, from which level on a document is needed and how old it may be."""
    said = []
    if item.from_level:
        said.append(words("from level {n}", n=item.from_level))
    if item.valid_for:
        said.append(words("at most {age} old", age=duration_text(words, item.valid_for)))
    return f" ({', '.join(said)})" if said else ""
