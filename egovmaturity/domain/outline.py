"""The outline of a master plan: which parts it has, and which questions each of them draws on."""

from enum import StrEnum
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Question, Questionnaire


class Draws(NamedTuple):
    """What a topic draws on: every question with any of these, all ids.

    A section stands for the sections inside it too.
    """

    blueprint: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def picks(self, question: Question, within: "dict[str, frozenset[str]]") -> bool:
        """Whether it draws on ``question``; ``within`` maps sections to those around them."""
        around = within.get(question.section or "", frozenset())
        return (
            question.id in self.questions
            or question.stage in self.stages
            or not around.isdisjoint(self.sections)
            or not set(question.blueprint).isdisjoint(self.blueprint)
            or not set(question.factors).isdisjoint(self.factors)
            or not set(question.sources).isdisjoint(self.sources)
        )


class Topic(NamedTuple):
    """A subject of a part, and the questions it draws on."""

    id: str
    title: str
    about: str
    draws: Draws


class Each(StrEnum):
    """A list of the questionnaire every entry of which is a topic."""

    BLUEPRINT = "blueprint"
    STAGES = "stages"
    SECTIONS = "sections"
    FACTORS = "factors"


class Layout(StrEnum):
    """How topics are laid out: each a chapter with actions and budget, or all in one table."""

    CHAPTERS = "chapters"
    TABLE = "table"


class Show(StrEnum):
    """What a part can show of the whole assessment, ahead of its topics."""

    CONDITION = "condition"
    STEPS = "steps"
    ACTIONS = "actions"
    SCHEDULE = "schedule"
    BUDGET = "budget"
    OFFICES = "offices"


class OutlinePart(NamedTuple):
    """A part of a master plan: what it shows, the topics written, then those ``each`` stands for.

    ``about`` tells its authors what to write there.
    """

    id: str
    title: str
    about: str
    shows: tuple[Show, ...]
    topics: tuple[Topic, ...]
    each: Each | None
    layout: Layout


def topics_of(questionnaire: Questionnaire, each: Each) -> tuple[Topic, ...]:
    """Make a topic of every entry of a list of the questionnaire; of sections the top ones."""
    if each is Each.BLUEPRINT:
        return tuple(
            Topic(item.id, item.title, "", Draws(blueprint=(item.id,)))
            for item in questionnaire.blueprint
        )
    if each is Each.STAGES:
        return tuple(
            Topic(stage.id, stage.title, stage.about, Draws(stages=(stage.id,)))
            for stage in questionnaire.stages
        )
    if each is Each.SECTIONS:
        return tuple(
            Topic(section.id, section.title, section.about, Draws(sections=(section.id,)))
            for section in questionnaire.sections
        )
    return tuple(
        Topic(factor.id, factor.title, factor.about, Draws(factors=(factor.id,)))
        for factor in questionnaire.factors
    )


def sections_around(questionnaire: Questionnaire) -> dict[str, frozenset[str]]:
    """Map every section to itself and all those it lies in."""
    return {
        inner.id: frozenset(
            outer.id
            for outer in questionnaire.walk_sections()
            if any(each.id == inner.id for each in outer.walk())
        )
        for inner in questionnaire.walk_sections()
    }
