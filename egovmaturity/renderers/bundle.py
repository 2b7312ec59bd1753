"""What every renderer is given."""

from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.domain.plan import Plan
from egovmaturity.domain.results import Assessment
from egovmaturity.language import Words
from egovmaturity.views.report import ReportView

if TYPE_CHECKING:  # few reports have a crosswalk; the others do not pay for its import
    from egovmaturity.domain.crosswalk import Touching


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
    touching: "Touching | None" = None
