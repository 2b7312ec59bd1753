"""Remarks on texts: questions that ask one thing, levels that can be observed and told apart.

Each rule flags what is nearly always a mistake and stays silent where a text may well be meant as
it is; every finding is a warning. Rules about words know Indonesian and English.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from egovmaturity.domain.diagnostics import Finding, Message, Route, Severity, message
from egovmaturity.domain.questionnaire import Question, Questionnaire, Scale
from egovmaturity.reviewing.language_rules import LANGUAGE_RULES, LanguageRules
from egovmaturity.reviewing.texts import texts_of

MAX_ASK = 160
"""Characters of a question that a respondent takes in at once."""


def remarks_on_texts(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Q202 to Q204, Q207 to Q209: what the texts of one language say."""
    rules = LANGUAGE_RULES.get(questionnaire.language)
    for question in questionnaire.questions:
        yield from _long_or_double(question, rules)
        if rules is not None and question.rubric:
            yield from _vague_levels(question, rules)
            yield from _steps_out_of_line(question, rules)
            yield from _lacking_at_the_top(question, rules)
            yield from _falling_shares(question, rules)
    if rules is not None:
        yield from _misspelt(questionnaire, rules)


def questions_without_evidence(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Q206: questions whose levels are described, but that nobody has to prove."""
    for question in questionnaire.questions:
        if question.rubric and not question.evidence:
            yield _remark(
                "Q206",
                ("questions", question.id),
                message('question "{id}" asks for no evidence', id=question.id),
                message("Name under evidence what an assessor can look at."),
            )


def _remark(code: str, about: Route, cause: Message, hint: Message | None = None) -> Finding:
    return Finding(code, Severity.WARNING, about, cause, hint)


def _long_or_double(question: Question, rules: LanguageRules | None) -> Iterator[Finding]:
    about = ("questions", question.id, "ask")
    length = len(question.ask)
    if length > MAX_ASK:
        yield _remark(
            "Q202",
            about,
            message(
                "the question has {length} characters, more than {most}",
                length=length,
                most=MAX_ASK,
            ),
            message("Ask in one short sentence; explanations stand under why or in the levels."),
        )
    is_either = rules is not None and question.ask.count(rules.either) > 1
    if question.ask.count("?") > 1 or is_either:
        yield _remark(
            "Q202",
            about,
            message("two questions are asked at once"),
            message("Ask one thing; a second one is a question of its own."),
        )


def _vague_levels(question: Question, rules: LanguageRules) -> Iterator[Finding]:
    for number, text in question.rubric.items():
        if not rules.vague.search(text):
            continue
        found = rules.vague.findall(rules.clear.sub(" ", text))
        if found:
            yield _remark(
                "Q203",
                ("questions", question.id, "levels", number),
                message(
                    "the level does not say how this is observed: {words}",
                    words=", ".join(dict.fromkeys(found)),
                ),
                message("Name a number, a share, a period or a document."),
            )


def _misspelt(questionnaire: Questionnaire, rules: LanguageRules) -> Iterator[Finding]:
    for about, text in texts_of(questionnaire):
        folded = text.casefold()
        for wrong, right in rules.misspelt.items():
            if wrong in folded and re.search(rf"\b{wrong}\b", folded):
                yield _remark(
                    "Q204",
                    about,
                    message('"{wrong}" is misspelt', wrong=wrong),
                    message('Write "{right}".', right=right),
                )


def _levels(question: Question) -> list[int]:
    return [x.number for x in question.scale.levels] if isinstance(question.scale, Scale) else []


def _steps_out_of_line(question: Question, rules: LanguageRules) -> Iterator[Finding]:
    """Q207: a level that contains another one contains the one directly below it."""
    below: int | None = None
    for number in _levels(question):
        named = _built_on(question.rubric.get(number, ""), rules)
        if named is not None and named != below:
            yield _remark(
                "Q207",
                ("questions", question.id, "levels", number),
                message(
                    "level {level} builds on level {named}, not on the level directly below it",
                    level=number,
                    named=named,
                ),
                message("Every level contains all those below it; name the one directly below."),
            )
        below = number


def _built_on(text: str, rules: LanguageRules) -> int | None:
    """Return the highest level that ``text`` says it contains."""
    named = [
        int(n) for at in rules.builds_on.finditer(text) for n in _NUMBER.findall(at["numbers"])
    ]
    return max(named, default=None)


_NUMBER = re.compile(r"\d+")


def _lacking_at_the_top(question: Question, rules: LanguageRules) -> Iterator[Finding]:
    """Q208: nothing is missing at the highest level; what is, belongs to the one below."""
    for number in _levels(question)[-1:]:
        text = question.rubric.get(number, "")
        if rules.lacking.search(rules.of_others.sub(" ", text)):
            yield _remark(
                "Q208",
                ("questions", question.id, "levels", number),
                message("the highest level says that something is still missing"),
                message("Say what is there; what is missing describes a lower level."),
            )


def _falling_shares(question: Question, rules: LanguageRules) -> Iterator[Finding]:
    """Q209: a level asks for no smaller share than the one below it.

    A level that contains the one below, or that speaks of everything, names its share on top of
    that one's; only levels that stand alone are compared.
    """
    for below, above in pairwise(_levels(question)):
        text = question.rubric.get(above, "")
        more = _least_share(text, rules)
        less = _least_share(question.rubric.get(below, ""), rules) if more is not None else None
        if less is None or more is None or more >= less:
            continue
        if _built_on(text, rules) is None and not rules.whole.search(text):
            yield _remark(
                "Q209",
                ("questions", question.id, "levels", above),
                message(
                    "level {level} asks for at least {share}%, the level below it for {below}%",
                    level=above,
                    share=more,
                    below=less,
                ),
                message("Shares grow from level to level."),
            )


def _least_share(text: str, rules: LanguageRules) -> Fraction | None:
    if not rules.least.search(text):
        return None
    found = rules.least.findall(rules.unmet.sub(" ", text))
    return max((Fraction(share.replace(",", ".")) for share in found), default=None)
