"""A questionnaire as people read it: on a screen, or printed for expert review."""

import textwrap
from collections.abc import Iterator

from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import markdown, one_line
from egovmaturity.views.numbers import Numbers
from egovmaturity.views.sentences import method_paragraphs


def instrument_text(questionnaire: Questionnaire, words: Words) -> str:
    """Write the questionnaire for a terminal: questions with their levels, 80 columns."""
    words, numbers = words.naming(questionnaire.terms), Numbers(words.language)
    lines = [f"{one_line(questionnaire.title)} ({questionnaire.reference})", ""]
    lines += _wrap(questionnaire.description)
    lines += _wrap(questionnaire.notice)
    for heading, questions in _places(questionnaire):
        lines += [f"== {one_line(heading)} ==" if heading else "", ""]
        for question in questions:
            lines += _question_text(question, words, numbers)
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def instrument_markdown(questionnaire: Questionnaire, words: Words) -> str:
    """Write the questionnaire as Markdown, with a column for an expert's judgement."""
    words, numbers = words.naming(questionnaire.terms), Numbers(words.language)
    lines = [f"# {markdown(questionnaire.title)}", ""]
    lines += [f"{words('Edition')} {questionnaire.reference}. {markdown(questionnaire.cite)}", ""]
    lines += [f"> {markdown(questionnaire.notice)}", ""]
    for paragraph in method_paragraphs(words, numbers, questionnaire):
        lines += [f"- {markdown(paragraph)}"]
    lines.append("")
    for heading, questions in _places(questionnaire):
        lines += [f"## {markdown(heading)}", ""] if heading else []
        for question in questions:
            lines += _question_markdown(question, words, numbers)
    return "\n".join(lines).rstrip("\n") + "\n"


def _places(questionnaire: Questionnaire) -> Iterator[tuple[str, list[Question]]]:
    """Yield stages or sections with their questions, in order; a place without any is left out."""
    titles = questionnaire.place_titles()
    for place in titles or {"": ""}:
        inside = [q for q in questionnaire.questions if q.belongs_to == place]
        if inside:
            yield titles.get(place, ""), inside


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
        start = f" ({words('from level {n}', n=item.from_level)})" if item.from_level else ""
        lines += _wrap(f"- {item.text}{start}", "    ", "  ")
    return [*lines, ""]


def _question_markdown(question: Question, words: Words, numbers: Numbers) -> list[str]:
    facts = [
        words("weight {n}", n=numbers.trimmed(question.weight)),
        words("mandatory") if question.mandatory is not None else "",
        ", ".join(question.factors),
        ", ".join(question.sources),
        words("may be not applicable") if question.allows_not_applicable else "",
    ]
    lines = [f"### {markdown(question.id)} {markdown(question.title)}", ""]
    lines += [markdown(question.ask), "", markdown("; ".join(f for f in facts if f)), ""]
    if question.why:
        lines += [markdown(question.why), ""]
    if isinstance(question.scale, NumberRange):
        lines += [*scale_lines(question, words, numbers), ""]
    else:
        lines += [
            f"| {words('Level')} | {words('Meaning')} | {words('Next step')} |",
            "|---:|:------------------------|:----------------|",
        ]
        for level in question.scale.levels:
            meaning = markdown(question.rubric.get(level.number, ""))
            step = markdown(question.recommend.get(level.number, ""))
            lines.append(f"| {level.number} {markdown(level.label)} | {meaning} | {step} |")
        lines.append("")
    for item in question.evidence:
        start = f" ({words('from level {n}', n=item.from_level)})" if item.from_level else ""
        lines.append(f"- {item.id}: {markdown(item.text)}{start}")
    lines += [""] if question.evidence else []
    review = words("Relevance 1–4, clarity 1–4, remarks of the expert: ______")
    return [*lines, review, ""]
