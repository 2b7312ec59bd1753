"""What every renderer is given."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.domain.gates import Gate, GatesAsked
from egovmaturity.domain.honesty import Remark
from egovmaturity.domain.plan import Plan
from egovmaturity.domain.results import Assessment
from egovmaturity.examining.honesty import second_look
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.views.assessment_view import report_view
from egovmaturity.views.context import Extras
from egovmaturity.views.report import PARTS, ReportView

if TYPE_CHECKING:  # few reports have a crosswalk or a theme; the others do not pay for it
    from egovmaturity.domain.crosswalk import Crosswalk, Touching
    from egovmaturity.renderers.theme import Theme
    from egovmaturity.verifying.record import Source


class Look(NamedTuple):
    """What the terminal can show and how much is asked for."""

    width: int = 80
    is_ascii: bool = False
    has_colour: bool = False
    is_detailed: bool = False


class Bundle(NamedTuple):
    """One assessment, ready to be written: for machines as it is, for people as a view.

    ``intro`` is an introduction of the institution's own, as Markdown; ``heading_offset`` is by how
    many levels the headings of a Markdown report lie deeper. ``remarks`` are what in the answers is
    worth a second look. ``parts`` were asked for; ``sources`` are the files of the introduction,
    the theme and the templates, and ``gates_asked`` are the gates as written, for the record.
    """

    assessment: Assessment
    plan: Plan
    report: ReportView
    words: Words
    gates: tuple[Gate, ...] = ()
    look: Look = Look()
    number_style: str = "id"
    touching: "Touching | None" = None
    baseline: Assessment | None = None
    intro: str = ""
    heading_offset: int = 0
    theme: "Theme | None" = None
    remarks: tuple[Remark, ...] = ()
    parts: tuple[str, ...] = PARTS
    sources: "Mapping[str, Source]" = MappingProxyType({})
    gates_asked: GatesAsked = GatesAsked()


def make_bundle(
    assessment: Assessment,
    words: Words,
    crosswalk: "Crosswalk | None" = None,
    baseline: Assessment | None = None,
    parts: tuple[str, ...] = PARTS,
) -> Bundle:
    """Plan an assessment and say it in ``words``, with the questionnaire's names for things.

    With a ``crosswalk`` that begins at its questionnaire, what the gaps touch of the other one too;
    with a ``baseline``, what has changed since. ``parts`` are what HTML, Markdown and Word show.
    """
    named = words.naming(assessment.questionnaire)
    plan = make_plan(assessment)
    touching = _touching(plan, crosswalk)
    remarks = second_look(assessment, baseline)
    report = report_view(assessment, plan, named, Extras(touching, baseline, parts, remarks))
    return Bundle(
        assessment,
        plan,
        report,
        named,
        touching=touching,
        baseline=baseline,
        remarks=remarks,
        parts=parts,
    )


def _touching(plan: Plan, crosswalk: "Crosswalk | None") -> "Touching | None":
    if crosswalk is None:
        return None
    from egovmaturity.planning.touched import find_touched  # noqa: PLC0415  # seldom asked for

    return find_touched(plan.gaps, crosswalk)
