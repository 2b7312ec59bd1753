"""A questionnaire file to a ``Questionnaire``: structure, cross-references, then the value."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from egovmaturity.domain.diagnostics import Diagnostic, Finding, message
from egovmaturity.domain.questionnaire import (
    DEFAULT_SCALE,
    Author,
    Band,
    BandedRule,
    Closed,
    Comparator,
    EvidenceItem,
    Factor,
    IndexOf,
    Level,
    NumberRange,
    Prerequisite,
    Question,
    Questionnaire,
    Scale,
    Section,
    Source,
    Stage,
    StagedRule,
    Status,
    Tag,
    Terms,
    Threshold,
    Vacuous,
    band_id,
    evidence_id,
)
from egovmaturity.loading.log import WHOLE_FILE, Log
from egovmaturity.loading.questionnaire_rules import check_questionnaire
from egovmaturity.loading.questionnaire_shape import (
    LAYOUT_VERSION,
    QUESTIONNAIRE,
    QUESTIONNAIRE_FORMAT,
)
from egovmaturity.loading.shapes import Record, Values, values_of
from egovmaturity.loading.text_source import SourceText
from egovmaturity.loading.yaml_source import MappingNode, ScalarNode, parse, place_of

_ONE = Fraction(1)


class LoadedQuestionnaire(NamedTuple):
    """A questionnaire in the language of one file, the warnings about that file, and its parts."""

    questionnaire: Questionnaire
    warnings: tuple[Diagnostic, ...]
    values: Values
    log: Log

    def with_findings(self, findings: Iterable[Finding]) -> tuple[Diagnostic, ...]:
        """Return the warnings and ``findings`` in file order.

        A finding about something that this file does not write is left out: a translation is not
        to be told about texts that stay in the base language.
        """
        from egovmaturity.loading.places import places_of  # noqa: PLC0415  # few runs look for any

        log, places = self.log.copy(), places_of(self.values)
        for finding in findings:
            if finding.about in places:
                log.find(finding, places[finding.about])
        return log.diagnostics


def questionnaire_from(source: SourceText) -> LoadedQuestionnaire:
    """Load and check a questionnaire from text that was already read.

    Raises:
        ContentError: With every problem of the text.
    """
    log = Log(source.name, source.text)
    values = read_document(source, log, QUESTIONNAIRE, QUESTIONNAIRE_FORMAT)
    check_questionnaire(values, log)
    if _has_editions(values):
        from egovmaturity.loading.edition_rules import check_editions  # noqa: PLC0415  # seldom

        check_editions(values, log)
    if "contradictions" in values:
        from egovmaturity.loading.contradiction_rules import (  # noqa: PLC0415  # few have any
            check_contradictions,
        )

        check_contradictions(values, log)
    if "outline" in values:
        from egovmaturity.loading.outline_rules import check_outline  # noqa: PLC0415  # likewise

        check_outline(values, log)
    heed_any_comments(values, log)
    log.stop_on_errors()
    return LoadedQuestionnaire(_build(values, source), log.diagnostics, values, log)


def heed_any_comments(values: Values, log: Log) -> None:
    """Silence the warnings that comments in the file answer, if it has any."""
    if "egovmaturity:" in log.text:
        from egovmaturity.loading.comments import heed_comments  # noqa: PLC0415  # few have any

        heed_comments(values, log)


def _has_editions(values: Values) -> bool:
    """Whether the file speaks of earlier editions; few do, and the others load faster."""
    return "from" in values or "retired" in values


def read_document(source: SourceText, log: Log, shape: Record, file_format: str) -> Values:
    """Read a whole file of a known format; stop where it is of another format or layout.

    Raises:
        ContentError: The text is no usable YAML, or not a file of this format and version.
    """
    root = parse(source, log)
    if root is None:
        log.stop_on_errors()
    if not isinstance(root, MappingNode):
        log.error("E008", WHOLE_FILE, message("this is not a file of keys and values"))
        log.stop_on_errors()
        raise AssertionError  # noqa: TRY004  # stop_on_errors has raised
    found = root.entries.get("format")
    written = found.text if isinstance(found, ScalarNode) else ""
    if written != file_format and (written or "format" not in root.entries):
        known = written.startswith("egovmaturity-")
        log.error(
            "E008",
            place_of(found) if found else WHOLE_FILE,
            message('the file says it is "{format}"', format=written)
            if known
            else message("the file does not say what it is"),
            message("Expected as first line: format: {format}", format=file_format),
        )
        log.stop_on_errors()
    values: Values = shape.read(root, log)
    version = values.get("version", LAYOUT_VERSION)
    if version != LAYOUT_VERSION:
        log.error(
            "E015",
            values.place("version"),
            message("layout version {version} is not supported", version=version),
            message("This release reads version {known}.", known=LAYOUT_VERSION),
        )
        log.stop_on_errors()
    return values


def _build(values: Values, source: SourceText) -> Questionnaire:
    """Make the value; everything is known to be there and to fit."""
    scales = _scales(values)
    rule = _rule(values["verdict"])
    stages = tuple(_stage(v, values["verdict"]) for v in values_of(values.get("stages")))
    sections = tuple(_section(v) for v in values_of(values.get("sections")))
    default_index = (
        IndexOf.STAGES if stages else IndexOf.SECTIONS if sections else IndexOf.QUESTIONS
    )
    questionnaire = Questionnaire(
        id=values["id"],
        edition=values["edition"],
        language=values["language"],
        languages=(values["language"],),
        status=Status(values.get("status", "draft")),
        status_note=values.get("status_note", ""),
        title=values["title"],
        description=values.get("description", ""),
        notice=values.get("notice", ""),
        authors=tuple(
            Author(v["name"], v.get("affiliation", "")) for v in values_of(values.get("authors"))
        ),
        license=values.get("license", ""),
        cite=values.get("cite", ""),
        sources=tuple(
            Source(v["id"], v["text"], v.get("url", ""), v.get("of", ""))
            for v in values_of(values.get("sources"))
        ),
        terms=_terms(values.get("terms", {})),
        stages=stages,
        sections=sections,
        factors=tuple(
            Factor(v["id"], v["title"], v.get("about", ""), v.get("core", False))
            for v in values_of(values.get("factors"))
        ),
        blueprint=tuple(Tag(v["id"], v["title"]) for v in values_of(values.get("blueprint"))),
        questions=tuple(
            _question(v, scales, values.get("evidence_from_level"))
            for v in values_of(values["questions"])
        ),
        rule=rule,
        index_of=IndexOf(values["index"]) if "index" in values else default_index,
        target=values.get("target"),
        sha256=source.sha256,
        revision=values.get("revision", 1),
    )
    if "contradictions" in values:
        from egovmaturity.loading.contradiction_rules import contradictions_from  # noqa: PLC0415

        questionnaire = questionnaire._replace(contradictions=contradictions_from(values))
    if "outline" in values:
        from egovmaturity.loading.outline_rules import outline_from  # noqa: PLC0415

        questionnaire = questionnaire._replace(outline=outline_from(values))
    if not _has_editions(values):
        return questionnaire
    from egovmaturity.loading.edition_rules import migrations_from, retired_from  # noqa: PLC0415

    return questionnaire._replace(retired=retired_from(values), migrations=migrations_from(values))


def _terms(values: Mapping[str, str]) -> Terms:
    return Terms(*(values.get(name, "") for name in Terms._fields))


def _scales(values: Values) -> dict[str, Scale]:
    scales = {}
    if "levels" in values:
        scales[DEFAULT_SCALE] = scale_from(DEFAULT_SCALE, values_of(values["levels"]))
    for scale_id, levels in values.get("scales", {}).items():
        scales[scale_id] = scale_from(scale_id, values_of(levels.value))
    return scales


def scale_from(scale_id: str, levels: Iterable[Mapping[str, Any]]) -> Scale:
    """Make a scale; levels without a worth are spread evenly from 0 to 1."""
    rungs = list(levels)
    last = len(rungs) - 1
    return Scale(
        scale_id,
        tuple(
            Level(rung["level"], rung["label"], rung.get("value", Fraction(place, last)))
            for place, rung in enumerate(rungs)
        ),
    )


def _rule(values: Values) -> StagedRule | BandedRule:
    if values["kind"] == "stages":
        return StagedRule(
            values.get("undetermined_below", Fraction(1, 2)),
            Vacuous(values.get("vacuous", "block")),
        )
    lowest, highest = values_of(values["scale"])
    bands = tuple(
        Band(v.get("id", band_id(place)), v["from"], v["label"], v.get("about", ""))
        for place, v in enumerate(values_of(values["bands"]))
    )
    return BandedRule(
        lowest,
        highest,
        bands,
        Closed(values.get("closed", "left")),
        values.get("decimals", 2),
    )


_NO_BAR = Threshold(Comparator.AT_LEAST, Fraction(0))


def _stage(values: Values, verdict: Values) -> Stage:
    common: Threshold = verdict.get("attain", _NO_BAR)
    attain: Threshold = values.get("attain", common)
    foundation: Threshold = values.get("foundation", verdict.get("foundation", attain))
    return Stage(
        values["id"],
        values["title"],
        values.get("about", ""),
        values.get("weight", _ONE),
        attain,
        foundation,
        values_of(values.get("sources")),
    )


def _section(values: Values) -> Section:
    return Section(
        values["id"],
        values["title"],
        values.get("about", ""),
        values.get("weight", _ONE),
        tuple(_section(v) for v in values_of(values.get("sections"))),
    )


def _question(values: Values, scales: Mapping[str, Scale], evidence_from: int | None) -> Question:
    factor = values.get("factor", [])
    scale: Scale | NumberRange
    if values.get("kind") == "number":
        scale = NumberRange(*values_of(values["range"]))
    else:
        scale = scales[values.get("scale", DEFAULT_SCALE)]
    mandatory = values.get("mandatory")
    if mandatory is not None and isinstance(scale, Scale):
        mandatory = int(mandatory)
    return Question(
        id=values["id"],
        title=values.get("title", values["ask"]),
        ask=values["ask"],
        why=values.get("why", ""),
        stage=values.get("stage"),
        section=values.get("section"),
        factors=(factor,) if isinstance(factor, str) else values_of(factor),
        weight=values.get("weight", _ONE),
        mandatory=mandatory,
        scale=scale,
        rubric={number: placed.value for number, placed in values.get("levels", {}).items()},
        evidence=tuple(
            _evidence(v, place, evidence_from)
            for place, v in enumerate(values_of(values.get("evidence")))
        ),
        recommend={number: placed.value for number, placed in values.get("recommend", {}).items()},
        relations=values_of(values.get("relations")),
        sources=values_of(values.get("sources")),
        blueprint=values_of(values.get("blueprint")),
        allows_not_applicable=values.get("not_applicable") == "with-reason",
        owner=values.get("owner", ""),
        effort=_per_step(values.get("effort")),
        cost=_per_step(values.get("cost")),
        requires=tuple(
            Prerequisite(v["question"], v["level"], v.get("from_level"))
            for v in values_of(values.get("requires"))
        ),
    )


def _evidence(values: Values, place: int, evidence_from: int | None) -> EvidenceItem:
    return EvidenceItem(
        values["id"] if "id" in values else evidence_id(place),
        values["text"],
        values.get("from_level", evidence_from),
        values.get("valid_for"),
    )


def _per_step(value: Any) -> dict[int | None, Fraction]:
    if value is None:
        return {}
    if isinstance(value, dict):
        return {level: Fraction(placed.value) for level, placed in value.items()}
    return {None: Fraction(value)}
