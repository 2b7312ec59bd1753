"""What every renderer is given."""

from typing import NamedTuple

from egovmaturity.domain.plan import Plan
from egovmaturity.domain.results import Assessment
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.views.assessment_view import report_view
from egovmaturity.views.report import ReportView


class Look(NamedTuple):
    """What the terminal can show and how much is asked for."""

    width: int = 80
    is_ascii: bool = False
    has_colour: bool = False
    is_detailed: bool = False


class Gate(NamedTuple):
    """A gate that was asked for and what came of it: ``found`` held against ``required``."""

    name: str
    passed: bool
    found: str
    required: str


class Bundle(NamedTuple):
    """One assessment, ready to be written: for machines as it is, for people as a view."""

    assessment: Assessment
    plan: Plan
    report: ReportView
    words: Words
    gates: tuple[Gate, ...]
    look: Look
    number_style: str


def make_bundle(
    assessment: Assessment,
    words: Words,
    gates: tuple[Gate, ...] = (),
    look: Look | None = None,
    number_style: str = "id",
) -> Bundle:
    """Plan an assessment and say it in ``words``, with the questionnaire's names for things."""
    named = words.naming(assessment.questionnaire.terms)
    plan = make_plan(assessment)
    report = report_view(assessment, plan, named)
    return Bundle(assessment, plan, report, named, gates, look or Look(), number_style)
