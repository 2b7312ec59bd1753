"""The assessment view: the contract between the program and every template, version 1.

A template receives one of these as ``report``, as plain data. Numbers come as ``text`` to print
and, where something may be drawn or computed from them, as ``value`` (0 to 1, or ``None``) and
``exact`` (a fraction). Fields may be added; renaming or removing one raises ``VIEW_VERSION``.
"""

from typing import NamedTuple

VIEW_VERSION = 1


class ScoreView(NamedTuple):
    """A score. ``high`` is the upper bound as text, empty when nothing is open.

    ``bar`` and ``bar_high`` are lengths for drawing, in percent with a decimal point.
    """

    value: float | None
    exact: str
    text: str
    high: str
    bar: str
    bar_high: str


class ConditionView(NamedTuple):
    """A mandatory question of a stage and whether it is met."""

    id: str
    title: str
    current: str
    needed: str
    is_met: bool
    note: str


class StageView(NamedTuple):
    """One stage. ``status`` is an id, ``status_text`` the words for it, ``sign`` a symbol.

    ``before`` is the score of the baseline, and ``change`` says how far the score has moved since;
    without a baseline they have no value and are empty.
    """

    id: str
    number: int
    title: str
    about: str
    score: ScoreView
    threshold: str
    threshold_bar: str
    foundation: str
    difference: str
    status: str
    status_text: str
    sign: str
    why: str
    is_next: bool
    before: ScoreView
    change: str
    mandatory_met: int
    mandatory_total: int
    mandatory: tuple[ConditionView, ...]
    counts: str
    applicable: str


class SectionView(NamedTuple):
    """A section of the tree, ``depth`` 0 at the top; ``index`` is on the index's own scale."""

    id: str
    title: str
    depth: int
    score: ScoreView
    index: str  # type: ignore[assignment]  # a field, not tuple.index
    counts: str


class BandView(NamedTuple):
    """A band of the index and whether the institution stands in it."""

    id: str
    label: str
    about: str
    span: str
    is_current: bool


class GroupView(NamedTuple):
    """A factor, a relation or a blueprint item with its score; baseline as in a stage."""

    id: str
    title: str
    about: str
    is_core: bool
    score: ScoreView
    counts: str
    before: ScoreView
    change: str


class CellView(NamedTuple):
    """A crossing of a stage or section with a factor; ``shade`` is 0 to 4, or -1 when empty."""

    text: str
    count: int  # type: ignore[assignment]  # a field, not tuple.count
    shade: int
    meets: bool


class MapRowView(NamedTuple):
    """A factor across all stages or top sections."""

    title: str
    cells: tuple[CellView, ...]


class GapView(NamedTuple):
    """A question below its target. ``priority`` is 1 to 4; ``steps`` draws the levels.

    A step is ``reached``, ``gap`` (up to the target) or ``beyond``.
    """

    rank: int
    priority: int
    priority_text: str
    id: str
    title: str
    ask: str
    place: str
    factor: str
    is_mandatory: bool
    current: str
    target: str
    steps: tuple[str, ...]
    current_meaning: str
    target_meaning: str
    recommendation: str
    owner: str
    evidence: str


class EvidenceView(NamedTuple):
    """A document as listed. ``link`` is its location if that is safe to follow, else empty."""

    title: str
    details: str
    location: str
    link: str


class QuestionView(NamedTuple):
    """One question with everything answered about it."""

    id: str
    title: str
    ask: str
    place: str
    factor: str
    is_mandatory: bool
    answer: str
    meaning: str
    claimed: str
    supported: str
    verified: str
    evidence: tuple[EvidenceView, ...]
    missing: tuple[str, ...]
    evidence_state: str
    verification: str
    note: str
    owner: str


class QuestionGroupView(NamedTuple):
    """The questions of one stage or section, in order."""

    title: str
    questions: tuple[QuestionView, ...]


class ExceptionView(NamedTuple):
    """A question that is open or does not apply, and why."""

    id: str
    title: str
    reason: str
    owner: str


class ActionView(NamedTuple):
    """An action on record."""

    id: str
    title: str
    raises: str
    owner: str
    support: str
    period: str
    budget: str
    budget_line: str
    status: str


class BasisView(NamedTuple):
    """Index and verdict on one basis; ``is_known`` is false while nothing is rated on it."""

    id: str
    title: str
    about: str
    index: str  # type: ignore[assignment]  # a field, not tuple.index
    verdict: str
    counts: str
    is_known: bool
    is_chosen: bool


class BaselineView(NamedTuple):
    """The earlier result this one is held against; ``year`` is 0 where there is none.

    ``difference`` says how far the index has moved since.
    """

    year: int = 0
    label: str = ""
    verdict: str = ""
    index: str = ""  # type: ignore[assignment]  # a field, not tuple.index
    difference: str = ""


class ChangeView(NamedTuple):
    """A question whose level differs from the baseline's; ``direction`` is ``up`` or ``down``."""

    id: str
    title: str
    place: str
    before: str
    after: str
    direction: str


class FactView(NamedTuple):
    """A label and what stands beside it."""

    label: str
    text: str


class SourceView(NamedTuple):
    """A source in words. ``link`` is empty unless its address is safe to follow."""

    text: str
    url: str
    link: str


class TermsView(NamedTuple):
    """What this report calls things, ready for headings."""

    question: str
    stage: str
    section: str
    factor: str


class TouchView(NamedTuple):
    """A question below its target that touches something of another questionnaire."""

    id: str
    title: str


class TouchedView(NamedTuple):
    """A part of another questionnaire that gaps touch.

    ``kind`` is question, section, factor, stage or level. ``through`` names the factors, stages
    or sections whose links lead there; it is empty where questions themselves do.
    """

    kind: str
    id: str
    label: str
    strength: str
    strength_text: str
    basis_text: str
    counts: str
    through: str
    gaps: tuple[TouchView, ...]


class CrosswalkView(NamedTuple):
    """What of another questionnaire the gaps touch; without a crosswalk every text is empty."""

    id: str = ""
    edition: str = ""
    title: str = ""
    note: str = ""
    notice: str = ""
    summary: str = ""
    touched: tuple[TouchedView, ...] = ()
    through_factors: tuple[TouchedView, ...] = ()
    context: tuple[TouchedView, ...] = ()
    see: str = ""


class ReportView(NamedTuple):
    """A whole report on one institution, in one language.

    ``attained`` is the id of the stage or band attained, ``next`` the id of the stage to attain
    next; both are empty where there is none. ``assessed`` is the institution and, where only a
    part of it was assessed, that ``subject``. ``decisions_note`` says where drafted decisions come
    from; it is empty when the institution wrote them.
    """

    view_version: int
    language: str
    title: str
    subtitle: str
    institution: str
    subject: str
    assessed: str
    year: int
    purpose: str
    is_fictional: bool
    is_staged: bool
    is_provisional: bool
    status_note: str
    notice: str
    facts: tuple[FactView, ...]
    terms: TermsView
    verdict: str
    verdict_short: str
    notes: tuple[str, ...]
    attained: str
    next: str
    next_title: str
    index: ScoreView  # type: ignore[assignment]  # a field, not tuple.index
    index_label: str
    baseline: BaselineView
    changes: tuple[ChangeView, ...]
    key_figures: tuple[FactView, ...]
    decisions: tuple[str, ...]
    decisions_note: str
    stages: tuple[StageView, ...]
    sections: tuple[SectionView, ...]
    bands: tuple[BandView, ...]
    factors: tuple[GroupView, ...]
    strongest: tuple[str, ...]
    weakest: tuple[str, ...]
    relations: tuple[GroupView, ...]
    blueprint: tuple[GroupView, ...]
    map_title: str
    map_columns: tuple[str, ...]
    map_rows: tuple[MapRowView, ...]
    no_gaps: str
    gaps: tuple[GapView, ...]
    crosswalk: CrosswalkView
    actions: tuple[ActionView, ...]
    budget_total: str
    projection: str
    bases: tuple[BasisView, ...]
    basis_note: str
    quality: tuple[FactView, ...]
    open_questions: tuple[ExceptionView, ...]
    not_applicable: tuple[ExceptionView, ...]
    answers: tuple[QuestionGroupView, ...]
    method: tuple[str, ...]
    level_legend: str
    sources: tuple[SourceView, ...]
    reproducibility: tuple[FactView, ...]
