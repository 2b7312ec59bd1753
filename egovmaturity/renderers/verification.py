"""What came of making a report again: lines to read, or JSON for programs."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from egovmaturity.domain.gates import GatesAsked, written
from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.json_text import json_text
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.verifying.difference import Difference
from egovmaturity.verifying.record import Source, mapping_of
from egovmaturity.verifying.verification import Input, Outcome, Verification, Wrapping
from egovmaturity.views.report import PARTS

SCHEMA_VERSION = "1.0"

_WIDTH = 80


def verification_text(found: Verification, words: Words) -> str:
    """Write the outcome first, then the inputs, then what differs."""
    lines = [line for text in _outcome(found, words) for line in wrap(text, _WIDTH)]
    lines += ["", *_inputs(found, words)]
    lines += [words("Options: {options}", options=one_line(" ".join(_options(found))) or "-")]
    if found.told:
        lines += ["", *_told(found, words)]
    if found.judgement.outcome is Outcome.DIFFERS:
        lines += ["", *_differences(found, words)]
    return "\n".join(lines) + "\n"


def _outcome(found: Verification, words: Words) -> Iterator[str]:
    names = {"file": one_line(found.file), "version": found.version}
    match found.judgement.outcome:
        case Outcome.CONFIRMED:
            yield words(
                "Confirmed: {file} is byte for byte what release {version} makes of these inputs.",
                **names,
            )
        case Outcome.SAME_CONTENT:
            yield words(
                "The same content, not the same bytes: {file} says what release {version} makes "
                "of these inputs and differs only in this:",
                **names,
            )
            yield from (f"- {words(_WRAPPINGS[each])}" for each in found.judgement.wrapping)
        case Outcome.DIFFERS:
            yield words(
                "Differs: {file} is not what release {version} makes of these inputs.",
                **names,
            )
    if found.is_by_another_release:
        yield words(
            "By its own account it was made by release {version}; another release need not give "
            "the same bytes. Install that one to confirm them.",
            version=found.record.version,
        )


_WRAPPINGS = {
    Wrapping.LINE_ENDS: to_translate("the ends of its lines, as mail and Windows change them"),
    Wrapping.BYTE_ORDER_MARK: to_translate("a byte-order mark before its text"),
    Wrapping.PACKING: to_translate("how the Word document is packed"),
}

_ROLES = {
    "answers": to_translate("Answers"),
    "questionnaire": to_translate("Questionnaire"),
    "translation": to_translate("Translation"),
    "baseline": to_translate("Baseline"),
    "crosswalk": to_translate("Crosswalk"),
    "crosswalk_to": to_translate("Other questionnaire"),
    "intro": to_translate("Introduction"),
    "theme": to_translate("Theme"),
    "template": to_translate("Template"),
    "docx_template": to_translate("Word template"),
}


def _inputs(found: Verification, words: Words) -> Iterator[str]:
    for each in found.inputs:
        yield f"{words(_ROLES[each.role])}: {_name(each, words)}"
        yield f"  SHA-256 {each.used.sha256}"
        yield from (f"  {line}" for line in _changed(each, words))


def _name(each: Input, words: Words) -> str:
    """Name a file by its path; what has an edition by that, and by where it is from."""
    if each.role not in _FROM_CATALOGUE:
        return one_line(each.path or "")
    name = one_line(each.used.name or "")
    if each.path is None:
        return words("{name}, comes with the program", name=name)
    return words("{name}, not of the program: {file}", name=name, file=one_line(each.path))


_FROM_CATALOGUE = ("questionnaire", "translation", "crosswalk", "crosswalk_to")


def _changed(each: Input, words: Words) -> Iterator[str]:
    recorded = each.recorded
    if recorded is None:
        yield words("! The report does not name it.")
    elif each.has_changed:
        yield words("! Not what the report was made from; that has, by its own account:")
        yield f"  SHA-256 {recorded.sha256}"
        if recorded.name and each.role in _NAMED_BY_EDITION and recorded.name != each.used.name:
            yield words("! The report names {name}.", name=one_line(recorded.name))


_NAMED_BY_EDITION = ("questionnaire", "translation", "crosswalk_to")


def _options(found: Verification) -> Iterator[str]:
    """Yield the options of the report as the command line has them, files apart."""
    made = found.record
    yield f"--basis {made.basis.value}"
    yield f"--report-lang {made.language}"
    yield f"--format {made.format}"
    if made.parts != PARTS:
        yield f"--include {','.join(made.parts)}"
    if made.heading_offset:
        yield f"--heading-offset {made.heading_offset}"
    if made.is_anonymous:
        yield "--anonymous"
    yield from _gates(made.gates)


def _gates(asked: GatesAsked) -> Iterator[str]:
    """Yield the gates as options, and the questions that may fall as settings have them."""
    for name, value in written(asked._replace(minimums=())).items():
        yield f"--{name} {value}"
    for minimum in asked.minimums:
        yield f'--fail-score "{minimum}"'
    for each in asked.allowed:
        yield f"gates.allow {each.question} {each.until}"


def _told(found: Verification, words: Words) -> Iterator[str]:
    yield words("What follows from the inputs, and whether the report says it:")
    for each in found.told:
        yield f"  {words('yes') if each.is_there else words('no')}: {one_line(each.text)}"


def _differences(found: Verification, words: Words) -> Iterator[str]:
    count, shown = found.judgement.differences.total, found.judgement.differences.shown
    yield words.plural("{n} difference:", "{n} differences:", count)
    for each in shown:
        yield f"  {_place(each, words)}"
        yield f"    {words('in the report: {text}', text=_extract(each.found, words))}"
        yield f"    {words('recomputed:    {text}', text=_extract(each.expected, words))}"
    if len(shown) < count:
        yield f"  {words('... and {n} more', n=count - len(shown))}"


def _place(each: Difference, words: Words) -> str:
    place = [one_line(each.part or each.path)]
    if each.paragraph:
        place.append(words("paragraph {n}", n=each.paragraph))
    if each.line:
        place.append(words("line {line}, column {column}", line=each.line, column=each.column))
    return ", ".join(part for part in place if part)


def _extract(text: str | None, words: Words) -> str:
    return words("(nothing)") if text is None else one_line(text)


def verification_json(found: Verification) -> str:
    """Write everything for programs: keys sorted, UTF-8, one final line break."""
    judgement = found.judgement
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "egovmaturity", "version": found.version},
        "outcome": judgement.outcome.value,
        "wrapping": [each.value for each in judgement.wrapping],
        "report": {"file": found.file, "sha256": found.sha256},
        "made": mapping_of(found.record),
        "inputs": [
            {
                "role": each.role,
                "recorded": _source(each.recorded),
                "used": _source(each.used),
                "changed": each.has_changed,
                "path": each.path,
            }
            for each in found.inputs
        ],
        "told": [each._asdict() for each in found.told],
        "differences": [_difference(each) for each in judgement.differences.shown],
        "difference_count": judgement.differences.total,
    }
    text = json_text(document)
    return text.encode("utf-8", "backslashreplace").decode()


def _source(source: Source | None) -> dict[str, str | None] | None:
    return None if source is None else source._asdict()


def _difference(each: Difference) -> dict[str, Any]:
    return {name: value for name, value in each._asdict().items() if value not in {"", 0}}
