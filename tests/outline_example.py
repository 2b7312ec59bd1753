"""Master plans to look at, made without the command line."""

from pathlib import Path
from typing import NamedTuple

from egovmaturity import assess, load_answers, load_questionnaire, make_plan
from egovmaturity.domain.answers import Occasion
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import Assessment
from egovmaturity.language import Words
from egovmaturity.planning.master_plan import make_master_plan
from egovmaturity.renderers.outline import outline_html, outline_markdown
from egovmaturity.views.outline import OutlineView
from egovmaturity.views.outline_view import outline_view

EXAMPLE = Path(__file__).parent.parent / "examples" / "sukamaju" / "jawaban-2026.yaml"


class Outlined(NamedTuple):
    """A view, the words it is written in, and the day of its document."""

    view: OutlineView
    words: Words
    occasion: Occasion

    @property
    def markdown(self) -> str:
        return outline_markdown(self.view, self.words)

    @property
    def html(self) -> str:
        return outline_html(self.view, self.words)


def outlined(assessment: Assessment, language: str = "id") -> Outlined:
    words = Words(language).naming(assessment.questionnaire)
    plan = make_master_plan(assessment, make_plan(assessment))
    return Outlined(outline_view(plan, words), words, assessment.sheet.occasion)


def example(language: str = "id") -> Outlined:
    """The example that everything is shown with, in a language."""
    return outlined(assessed_example(load_questionnaire("inpres-3-2003", language)), language)


def assessed_example(questionnaire: Questionnaire) -> Assessment:
    return assess(questionnaire, load_answers(EXAMPLE, questionnaire))
