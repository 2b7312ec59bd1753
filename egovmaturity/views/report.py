"""The assessment view: the contract between the program and every template, version 1.

A template receives one of these as ``report``, as plain data. Numbers come as ``text`` to print
and, where something may be drawn or computed from them, as ``value`` (0 to 1, or ``None``) and
``exact`` (a fraction). Fields may be added; renaming or removing one raises ``VIEW_VERSION``.
"""

from typing import NamedTuple

VIEW_VERSION = 1

PARTS = (
    "summary",
    "conditions",
    "factors",
    "map",
    "gaps",
    "crosswalk",
    "actions",
    "development",
    "certainty",
    "quality",
    "answers",
    "method",
    "approval",
)
"""Every part by name, in the order of a report; names are stable, titles depend on the report."""


class ScoreView(NamedTuple):
    """A score. ``high`` is the upper bound as text, empty when nothing is open.

    ``bar`` and ``bar_high`` are lengths for drawing, in percent with a decimal point; ``blocks`` is
    the score as ten signs for plain text, empty where there is none.
    """

    value: float | None
    exact: str
    text: str
    high: str
    bar: str
    bar_high: str
    blocks: str


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
    """A band of the index and whether the institution stands in it.

    ``bar_start`` and ``bar`` say where it begins on the scale and how long it is, for drawing, and
    ``edge`` is its beginning to print.
    """

    id: str
    label: str
    about: str
    span: str
    is_current: bool
    edge: str
    bar_start: str
    bar: str


class GroupView(NamedTuple):
    """A factor, a relation or a blueprint item with its score; baseline as in a stage.

    ``rank`` is its position by score among its kind, from 1; what has no score comes last.
    """

    id: str
    title: str
    about: str
    is_core: bool
    score: ScoreView
    counts: str
    before: ScoreView
    change: str
    rank: int = 0


class CellView(NamedTuple):
    """A crossing of a stage or section with a factor; ``shade`` is 0 to 4, or -1 when empty."""

    place: str
    text: str
    count: int  # type: ignore[assignment]  # a field, not tuple.count
    shade: int
    meets: bool


class MapRowView(NamedTuple):
    """A factor across all stages or top sections."""

    id: str
    title: str
    cells: tuple[CellView, ...]


class GapView(NamedTuple):
    """A question below its target. ``priority`` is 1 to 4; ``steps`` draws the levels.

    A step is ``reached``, ``gap`` (up to the target) or ``beyond``; ``dots`` writes a few of them
    as signs for plain text. ``distance`` is the number of levels missing, with a decimal point; all
    of them where the question is open.
    """

    rank: int
    priority: int
    priority_text: str
    id: str
    title: str
    ask: str
    place: str
    place_id: str
    factor: str
    factor_ids: tuple[str, ...]
    is_mandatory: bool
    current: str
    target: str
    distance: str
    steps: tuple[str, ...]
    dots: str
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


class RemarkView(NamedTuple):
    """Something in the answers that is worth a second look, and what to do about it."""

    code: str
    text: str
    hint: str


class QuarterView(NamedTuple):
    """A column of the schedule; ``label`` stands below its year, ``name`` alone."""

    year: int
    label: str
    name: str


class ActionView(NamedTuple):
    """An action on record.

    ``schedule`` has one text for each quarter of the report: ``start``, ``through``, ``end`` or
    ``only`` while the action runs, else empty.
    """

    id: str
    title: str
    raises: str
    owner: str
    support: str
    period: str
    budget: str
    budget_line: str
    status: str
    schedule: tuple[str, ...]


class BasisView(NamedTuple):
    """Index and verdict on one basis; ``is_known`` is false while nothing is rated on it.

    ``score`` is the index as a share of full marks; it has no value while nothing is rated.
    """

    id: str
    title: str
    about: str
    index: str  # type: ignore[assignment]  # a field, not tuple.index
    verdict: str
    counts: str
    is_known: bool
    is_chosen: bool
    score: ScoreView


class ClosingView(NamedTuple):
    """A question whose evidence helps to make the supported verdict the claimed one.

    ``is_mandatory``: a gate needs it whatever the score. ``documents`` are those to list.
    """

    id: str
    title: str
    claimed: str
    supported: str
    is_mandatory: bool
    owner: str
    documents: tuple[str, ...]


class WantedView(NamedTuple):
    """A document that is lacking, and the codes of the questions it is for."""

    text: str
    questions: str


class OwnerView(NamedTuple):
    """What one owner has to bring for what is claimed."""

    owner: str
    documents: tuple[WantedView, ...]


class SupportView(NamedTuple):
    """How far evidence carries what is claimed; empty where no evidence is needed.

    ``closing`` is the smallest set of questions whose evidence would make the supported verdict the
    claimed one, ``owners`` everything that is lacking.
    """

    summary: tuple[str, ...] = ()
    closing: tuple[ClosingView, ...] = ()
    owners: tuple[OwnerView, ...] = ()


class BaselineView(NamedTuple):
    """The earlier result this one is held against; ``year`` is 0 where there is none.

    ``difference`` says how far the index has moved since, and ``summary`` all of it in a line.
    """

    year: int = 0
    label: str = ""
    verdict: str = ""
    index: str = ""  # type: ignore[assignment]  # a field, not tuple.index
    difference: str = ""
    summary: str = ""


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


class FigureView(NamedTuple):
    """A number for the first page; ``is_change`` if it says how far the index has moved."""

    label: str
    text: str
    is_change: bool = False


class PartView(NamedTuple):
    """A part of the report as its contents list it, with the number it has in this report."""

    id: str
    number: int
    title: str


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


class PointView(NamedTuple):
    """A place in a drawing."""

    x: str
    y: str


class LabelView(NamedTuple):
    """Lines of text in a drawing, the first at ``x`` and ``y``; ``anchor`` as SVG has it."""

    x: str
    y: str
    anchor: str
    lines: tuple[str, ...]


class RadarView(NamedTuple):
    """The factors as a radar; without one ``shape`` is empty.

    ``rings`` are at a quarter, half, three quarters and the whole of full marks. ``shape`` and
    ``before``, the baseline, are corners of polygons. ``note`` says why there is no radar, or
    that it shows some factors only; ``about`` says what is to be seen.
    """

    note: str = ""
    title: str = ""
    about: str = ""
    width: int = 0
    height: int = 0
    rings: tuple[str, ...] = ()
    center: PointView = PointView("0", "0")
    spokes: tuple[PointView, ...] = ()
    shape: str = ""
    before: str = ""
    points: tuple[PointView, ...] = ()
    labels: tuple[LabelView, ...] = ()


class LineView(NamedTuple):
    """One line of the development: a stage, a top section or a factor, before and now.

    ``style`` is 0 to 3, for a dash and a mark of its own. ``y_before`` and ``y`` are the heights
    of its ends, ``label_before`` and ``label`` where their texts stand without overlapping.
    """

    title: str
    short: str
    status: str
    before: ScoreView
    score: ScoreView
    change: str
    style: int
    y_before: str
    y: str
    label_before: str
    label: str


class SlopeView(NamedTuple):
    """How scores moved since the baseline; no lines without one.

    ``place`` is what each line is, in a word; ``threshold`` is written at ``y_threshold`` where all
    lines have the same.
    """

    place: str = ""
    title: str = ""
    about: str = ""
    height: int = 0
    threshold: str = ""
    y_threshold: str = ""
    lines: tuple[LineView, ...] = ()


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


class SimulatedScaleView(NamedTuple):
    """What the levels of some questions are worth, lowest first.

    ``worths`` are whole numbers, shares of full marks over the simulation's ``unit``. A question
    that asks for a number has those it stands at: today's, the planned one and the target.
    """

    worths: tuple[int, ...]
    numbers: tuple[str, ...]
    labels: tuple[str, ...]


class SimulatedBarView(NamedTuple):
    """A threshold as an exact fraction; ``is_above``: a score equal to it misses it."""

    numerator: int
    denominator: int
    is_above: bool
    text: str


class SimulatedPlaceView(NamedTuple):
    """A stage or section; ``above`` is the position of the section it lies in, or -1.

    A stage has two ``bars``, for attaining it and as a foundation of later ones; a section none.
    """

    title: str
    above: int
    weight: int
    bars: tuple[SimulatedBarView, ...]


class SimulatedQuestionView(NamedTuple):
    """A question by positions: of its place and scale, and of levels on that scale.

    ``level`` is what counts now: -1 open, -2 not applicable, -3 not applicable with approval.
    ``mandatory``, ``plan`` and ``target`` are -1 where there is none. Only questions that may be
    changed carry their ``title``.
    """

    id: str
    place: int
    weight: int
    scale: int
    level: int
    mandatory: int
    plan: int
    target: int
    title: str


class SimulatedBandView(NamedTuple):
    """A band; its start is an exact fraction of 0 to 1, and ``start`` as it is printed."""

    label: str
    numerator: int
    denominator: int
    start: str


class SimulationView(NamedTuple):
    """All it takes to score other levels than the present ones, in whole numbers.

    Nothing is filled in where there is no level to change. Weights are relative over one
    denominator. An index of 0..1 is printed as (``index_low`` + (``index_high`` - ``index_low``)
    x index) / ``index_unit``, in percent where the model is staged.
    """

    is_staged: bool = False
    unit: int = 1
    scales: tuple[SimulatedScaleView, ...] = ()
    places: tuple[SimulatedPlaceView, ...] = ()
    questions: tuple[SimulatedQuestionView, ...] = ()
    bands: tuple[SimulatedBandView, ...] = ()
    is_mean_of_questions: bool = False
    undetermined_numerator: int = 0
    undetermined_denominator: int = 1
    is_skipping: bool = False
    is_closed_right: bool = False
    index_low: int = 0
    index_high: int = 100
    index_unit: int = 1
    decimals: int = 1
    next: int = -1


class ColumnView(NamedTuple):
    """A column of a table; ``kind`` is ``text``, ``code`` (short, never broken) or ``number``."""

    title: str
    kind: str


class TableView(NamedTuple):
    """A table of texts, row by row; without columns there is none."""

    columns: tuple[ColumnView, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class BlockView(NamedTuple):
    """A piece of an explanation: a heading, sentences, a table, and notes below it."""

    id: str
    title: str
    sentences: tuple[str, ...]
    table: TableView = TableView()
    notes: tuple[str, ...] = ()


class CertaintyView(NamedTuple):
    """How firm the verdict is: in one sentence, and block by block."""

    summary: str = ""
    blocks: tuple[BlockView, ...] = ()


class ReportView(NamedTuple):
    """A whole report on one institution, in one language.

    ``attained`` is the id of the stage or band attained, ``next`` the id of the stage to attain
    next; both are empty where there is none. ``assessed`` is the institution and, where only a
    part of it was assessed, that ``subject``. ``decisions_note`` says where drafted decisions come
    from; it is empty when the institution wrote them. ``parts`` are the ids of what is shown, in
    order; ``marks`` and ``notice`` stand on every report, whatever parts it has.
    """

    view_version: int
    language: str
    title: str
    subtitle: str
    institution: str
    subject: str
    assessed: str
    running_head: str
    year: int
    purpose: str
    is_fictional: bool
    is_staged: bool
    is_provisional: bool
    parts: tuple[str, ...]
    contents: tuple[PartView, ...]
    marks: tuple[str, ...]
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
    index_anchor: str
    baseline: BaselineView
    changes: tuple[ChangeView, ...]
    slope: SlopeView
    waterfall: TableView
    key_figures: tuple[FigureView, ...]
    decisions: tuple[str, ...]
    decisions_note: str
    stages: tuple[StageView, ...]
    sections: tuple[SectionView, ...]
    bands: tuple[BandView, ...]
    factors: tuple[GroupView, ...]
    radar: RadarView
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
    quarters: tuple[QuarterView, ...]
    schedule_note: str
    budget_total: str
    projection: str
    simulation: SimulationView
    bases: tuple[BasisView, ...]
    basis_note: str
    certainty: CertaintyView
    support: SupportView
    quality: tuple[FactView, ...]
    open_questions: tuple[ExceptionView, ...]
    not_applicable: tuple[ExceptionView, ...]
    second_look: tuple[RemarkView, ...]
    answers: tuple[QuestionGroupView, ...]
    method: tuple[str, ...]
    level_legend: str
    sources: tuple[SourceView, ...]
    reproducibility: tuple[FactView, ...]
    command: str
