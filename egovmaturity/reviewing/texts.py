"""The texts of a questionnaire, each with the way to it."""

from collections.abc import Iterator

from egovmaturity.domain.diagnostics import Route
from egovmaturity.domain.questionnaire import BandedRule, Question, Questionnaire, Scale


def texts_of(questionnaire: Questionnaire) -> Iterator[tuple[Route, str]]:
    """Yield every text that the questionnaire's authors wrote; citations are somebody else's."""
    for name in ("title", "description", "notice", "status_note"):
        yield (name,), getattr(questionnaire, name)
    for name, term in questionnaire.terms._asdict().items():
        yield ("terms", name), term
    for kind, items in (
        ("stages", questionnaire.stages),
        ("sections", questionnaire.walk_sections()),
        ("factors", questionnaire.factors),
    ):
        for item in items:
            yield (kind, item.id, "title"), item.title
            yield (kind, item.id, "about"), item.about
    for tag in questionnaire.blueprint:
        yield ("blueprint", tag.id), tag.title
    yield from _labels(questionnaire)
    for question in questionnaire.questions:
        yield from _texts_of_question(question)


def _labels(questionnaire: Questionnaire) -> Iterator[tuple[Route, str]]:
    """Yield the names of levels and bands; scales are shared, so each is looked at once."""
    scales = {q.scale.id: q.scale for q in questionnaire.questions if isinstance(q.scale, Scale)}
    for scale in scales.values():
        for level in scale.levels:
            yield ("scales", scale.id, level.number), level.label
    rule = questionnaire.rule
    for band in rule.bands if isinstance(rule, BandedRule) else ():
        yield ("bands", band.id, "label"), band.label
        yield ("bands", band.id, "about"), band.about


def _texts_of_question(question: Question) -> Iterator[tuple[Route, str]]:
    about = ("questions", question.id)
    for name in ("title", "ask", "why", "owner"):
        yield (*about, name), getattr(question, name)
    for number, text in question.rubric.items():
        yield (*about, "levels", number), text
    for place, item in enumerate(question.evidence):
        yield (*about, "evidence", place), item.text
    for number, text in question.recommend.items():
        yield (*about, "recommend", number), text
