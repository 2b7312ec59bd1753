"""A questionnaire as a printed instrument for expert review, with room for every judgement.

Plain Markdown with pipe tables: a git host shows it, a word processor takes it through pandoc.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from egovmaturity.domain.questionnaire import (
    NumberRange,
    Question,
    Questionnaire,
    Scale,
    Source,
)
from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.instrument import evidence_conditions, places, scale_lines
from egovmaturity.renderers.questionnaire_list import status
from egovmaturity.renderers.safe_text import markdown
from egovmaturity.views.numbers import Numbers, half_up
from egovmaturity.views.sentences import big, method_paragraphs

EXPERTS = range(1, 13)
"""For how many experts an instrument may have room."""

_HOW = (
    to_translate(
        "Each expert fills in the instrument alone; the number in the first column is the same "
        "throughout."
    ),
    to_translate(
        "Relevance, does it belong to what is measured: 1 not relevant, 2 somewhat relevant, "
        "3 quite relevant, 4 highly relevant."
    ),
    to_translate(
        "Clarity, can it be understood in one way only: 1 not clear, 2 needs major revision, "
        "3 needs minor revision, 4 clear."
    ),
    to_translate(
        "Essential: yes where what is measured would be incomplete without it, no where it is "
        "useful at most."
    ),
    to_translate(
        "Remarks: better wording, levels that overlap or cannot be observed, evidence that is "
        "missing."
    ),
)
_FORMULAS = (
    to_translate(
        "I-CVI, of one item: the number of experts who rated its relevance 3 or 4, divided by the "
        "number of experts (Lynn 1986). With three to five experts it should be 1.00, with six to "
        "ten at least 0.78."
    ),
    to_translate(
        "S-CVI/Ave, of the instrument: the mean of all I-CVI; 0.90 or more is sought. S-CVI/UA: "
        "the share of items whose I-CVI is 1 (Polit and Beck 2006)."
    ),
    to_translate(
        "CVR, of one item: the number of experts who call it essential, minus half the number of "
        "experts, divided by half the number of experts (Lawshe 1975). It lies between −1 and 1; "
        "the least value asked for depends on the number of experts and stands in Lawshe's table, "
        "which begins with five."
    ),
)
_REFERENCES = """\
Lawshe, C. H. (1975). A quantitative approach to content validity. Personnel Psychology, 28(4).
Lynn, M. R. (1986). Determination and quantification of content validity. Nursing Research, 35(6).
Polit, D. F., and Beck, C. T. (2006). The content validity index: Are you sure you know what's \
being reported? Critique and recommendations. Research in Nursing & Health, 29(5)."""


def expert_review(questionnaire: Questionnaire, words: Words, experts: int) -> str:
    """Write the instrument for so many experts, its questions numbered throughout."""
    words, numbers = words.naming(questionnaire), Numbers(words.language)
    lines = [
        *_opening(questionnaire, words),
        *_instructions(words, numbers, questionnaire),
        *_scales(questionnaire, words, numbers),
        *_experts(words, experts),
    ]
    numbered = count(1)
    about = _about(questionnaire)
    for place, title, questions in places(questionnaire):
        if title:
            lines += [f"## {markdown(title)}", ""]
        if about.get(place):
            lines += [markdown(about[place]), ""]
        for question in questions:
            lines += _question(next(numbered), question, questionnaire, words, numbers)
            lines += _judgements(words, experts)
    lines += _computation(questionnaire, words)
    lines += _closing(questionnaire, words)
    return "\n".join(lines).rstrip("\n") + "\n"


# Before the questions


def _opening(questionnaire: Questionnaire, words: Words) -> Iterator[str]:
    yield from (f"# {markdown(questionnaire.title)}", "")
    yield from (f"**{words('Instrument for expert review')}**", "")
    facts = [(words("Edition"), questionnaire.reference)]
    if questionnaire.revision > 1:
        facts.append((words("Revision"), str(questionnaire.revision)))
    facts.append((words("Status"), big(status(questionnaire, words))))
    yield from (f"- {name}: {markdown(value)}" for name, value in facts)
    yield ""
    if questionnaire.description:
        yield from (f"## {words('Purpose')}", "", markdown(questionnaire.description), "")
    if questionnaire.notice:
        yield from (f"> {markdown(questionnaire.notice)}", "")


def _instructions(words: Words, numbers: Numbers, questionnaire: Questionnaire) -> Iterator[str]:
    yield from (f"## {words('How to fill in')}", "")
    yield from (f"{n}. {words(text)}" for n, text in enumerate(_HOW, start=1))
    yield from ("", f"## {words('How answers become a result')}", "")
    described = 1 if questionnaire.description else 0
    for paragraph in method_paragraphs(words, numbers, questionnaire)[described:]:
        yield f"- {markdown(paragraph)}"
    yield ""


def _scales(questionnaire: Questionnaire, words: Words, numbers: Numbers) -> Iterator[str]:
    """Yield a legend of every scale of levels that a question uses."""
    scales = dict.fromkeys(q.scale for q in questionnaire.questions if isinstance(q.scale, Scale))
    for scale in scales:
        name = f" ({markdown(scale.id)})" if len(scales) > 1 else ""
        yield from (f"## {words('Scale')}{name}", "")
        yield from _table(
            ((words("Level"), 5), (words("Label"), 40), (words("Share of full marks"), 20)),
            (
                (
                    str(level.number),
                    markdown(level.label),
                    numbers.plain_percent(half_up(level.worth, 4)),
                )
                for level in scale.levels
            ),
        )


def _experts(words: Words, experts: int) -> Iterator[str]:
    yield from (f"## {words('Experts')}", "")
    yield from _table(
        (
            (words("Expert"), 6),
            (words("Name"), 26),
            (words("Institution and expertise"), 28),
            (words("Date and signature"), 24),
        ),
        ((str(n), "", "", "") for n in range(1, experts + 1)),
    )


def _about(questionnaire: Questionnaire) -> dict[str, str]:
    found = {stage.id: stage.about for stage in questionnaire.stages}
    found.update((section.id, section.about) for section in questionnaire.walk_sections())
    return found


# A question


def _question(
    number: int, question: Question, questionnaire: Questionnaire, words: Words, numbers: Numbers
) -> Iterator[str]:
    name = markdown(question.id)
    if question.title != question.ask:
        name += f" {markdown(question.title)}"
    yield from (f"### {number}. {name}", "", f"**{markdown(question.ask)}**", "")
    if question.why:
        yield from (f"{words('Why it is asked')}: {markdown(question.why)}", "")
    yield from (markdown("; ".join(_facts(question, questionnaire, words, numbers))) + ".", "")
    if isinstance(question.scale, NumberRange):
        yield from (*scale_lines(question, words, numbers), "")
    else:
        yield from _rubric(question, words)
    if question.evidence:
        yield from (f"{words('Evidence')}:", "")
        for item in question.evidence:
            yield f"- {markdown(item.text)}{evidence_conditions(item, words)}"
        yield ""


def _facts(
    question: Question, questionnaire: Questionnaire, words: Words, numbers: Numbers
) -> Iterator[str]:
    yield big(words("weight {n}", n=numbers.trimmed(question.weight)))
    if isinstance(question.mandatory, int):
        yield words("mandatory from level {n}", n=question.mandatory)
    elif question.mandatory is not None:
        yield words("mandatory from {n}", n=numbers.trimmed(question.mandatory))
    if question.allows_not_applicable:
        yield words("may be not applicable")
    titles = {factor.id: factor.title for factor in questionnaire.factors}
    if question.factors:
        yield f"{words.name('factor')}: {', '.join(titles[each] for each in question.factors)}"
    if question.sources:
        yield f"{words('source')}: {', '.join(question.sources)}"
    if question.owner:
        yield f"{words('answered by')}: {question.owner}"


def _rubric(question: Question, words: Words) -> Iterator[str]:
    if not isinstance(question.scale, Scale):
        return
    yield from _table(
        ((words("Level"), 14), (words("Meaning"), 44), (words("Next step"), 32)),
        (
            (
                f"{level.number} {markdown(level.label)}",
                markdown(question.rubric.get(level.number, "")),
                markdown(question.recommend.get(level.number, "")),
            )
            for level in question.scale.levels
        ),
    )


def _judgements(words: Words, experts: int) -> Iterator[str]:
    return _table(
        (
            (words("Expert"), 6),
            (words("Relevance (1–4)"), 10),
            (words("Clarity (1–4)"), 10),
            (words("Essential (yes/no)"), 10),
            (words("Remarks"), 48),
        ),
        ((str(n), "", "", "", "") for n in range(1, experts + 1)),
    )


# After the questions


def _computation(questionnaire: Questionnaire, words: Words) -> Iterator[str]:
    """Yield the sheet on which content validity is computed, item by item."""
    asked = [question for _, _, inside in places(questionnaire) for question in inside]
    yield from (f"## {words('Sheet to compute content validity')}", "")
    yield from (f"- {words(text)}" for text in _FORMULAS)
    yield ""
    yield from _table(
        (
            (words("No."), 5),
            (words("Code"), 18),
            (words("Relevance 3 or 4"), 12),
            ("I-CVI", 9),
            (words("Essential"), 12),
            ("CVR", 9),
            (words("Kept, revised, dropped"), 24),
        ),
        (
            (str(n), markdown(question.id), "", "", "", "", "")
            for n, question in enumerate(asked, start=1)
        ),
    )
    yield from _table(
        ((words("Of the instrument"), 40), (words("Value"), 20)),
        (("S-CVI/Ave", ""), ("S-CVI/UA", ""), (words("Number of experts"), "")),
    )
    yield from (f"- {markdown(reference)}" for reference in _REFERENCES.splitlines())
    yield ""


def _closing(questionnaire: Questionnaire, words: Words) -> Iterator[str]:
    yield from (f"## {words('Citation, licence and sources')}", "")
    authors = ", ".join(
        f"{each.name} ({each.affiliation})" if each.affiliation else each.name
        for each in questionnaire.authors
    )
    for name, value in (
        (words("Citation"), questionnaire.cite),
        (words("Authors"), authors),
        (words("Licence"), questionnaire.license),
    ):
        if value:
            yield f"- {name}: {markdown(value)}"
    yield from (f"- {_source(each, words)}" for each in questionnaire.sources)
    yield ""


def _source(source: Source, words: Words) -> str:
    whole = f" ({words('in')} {markdown(source.of)})" if source.of else ""
    url = f" <{source.url}>" if re.fullmatch(r"https?://[^\s<>]+", source.url) else ""
    return f"{markdown(source.id)}: {markdown(source.text)}{whole}{url}"


# Layout


def _table(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a pipe table; word processors take the relative widths from the dashes."""
    yield f"| {' | '.join(name for name, _ in columns)} |"
    yield f"|{'|'.join(':' + '-' * width for _, width in columns)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
