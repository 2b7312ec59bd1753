"""How a report was made, as the report itself tells it; ``egovmaturity verify`` reads it."""

import contextlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from egovmaturity.domain.gates import GatesAsked
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.outside_file import read_bytes
from egovmaturity.verifying.record import WITHHELD, Made, Source, written
from egovmaturity.version import __version__
from egovmaturity.views.report import PARTS

_WITH_PARTS = ("html", "md", "docx")
_OUTSIDE = {
    "html": ("intro", "theme", "template"),
    "md": ("intro", "template"),
    "docx": ("intro", "docx_template"),
}
"""What each format takes from files besides answers and questionnaires."""

_MAX_BYTES = 10_000_000


def made_of(bundle: Bundle, report_format: str) -> Made:
    """Say how a report in this format is made, with the options that move its bytes alone."""
    sheet, questionnaire = bundle.assessment.sheet, bundle.assessment.questionnaire
    is_in_other_words = questionnaire.language != bundle.words.language
    return Made(
        version=__version__,
        format=report_format,
        language=bundle.words.language,
        basis=bundle.assessment.basis,
        sources=dict(_sources(bundle, report_format)),
        texts=questionnaire.language if is_in_other_words else "",
        parts=bundle.parts if report_format in _WITH_PARTS else PARTS,
        heading_offset=bundle.heading_offset if report_format == "md" else 0,
        is_anonymous=sheet.is_anonymous,
        gates=bundle.gates_asked if report_format == "json" else GatesAsked(),
        as_of=sheet.occasion.as_of,
    )


def record_of(bundle: Bundle, report_format: str) -> str:
    """Write the record of a report on one line."""
    return written(made_of(bundle, report_format))


def _sources(bundle: Bundle, report_format: str) -> Iterator[tuple[str, Source]]:
    """Yield what went into a report; of an anonymous one only what is public."""
    sheet, questionnaire = bundle.assessment.sheet, bundle.assessment.questionnaire
    is_open = not sheet.is_anonymous
    yield "answers", Source(sheet.file, sheet.sha256) if is_open else WITHHELD
    yield "questionnaire", Source(questionnaire.reference, questionnaire.sha256)
    if questionnaire.translation_sha256:
        yield "translation", Source(questionnaire.language, questionnaire.translation_sha256)
    if bundle.baseline is not None:
        earlier = bundle.baseline.sheet
        yield "baseline", Source(earlier.file, earlier.sha256) if is_open else WITHHELD
    if bundle.touching is not None:
        crosswalk = bundle.touching.crosswalk
        yield "crosswalk", Source(crosswalk.file, crosswalk.sha256)
        yield "crosswalk_to", Source(crosswalk.second.reference, crosswalk.second.sha256)
    for role in _OUTSIDE.get(report_format, ()):
        if role in bundle.sources:
            yield role, bundle.sources[role] if is_open else WITHHELD


def sources_of(given: Mapping[str, Path]) -> dict[str, Source]:
    """Return the files given by their role; whoever uses one says what is wrong with it."""
    found = {}
    for role, path in given.items():
        with contextlib.suppress(OSError, ValueError):
            found[role] = source_of(path)
    return found


def source_of(path: Path) -> Source:
    """Return a file that goes into a report by its name and hash.

    Raises:
        OSError: It cannot be read.
        ValueError: No file can have this name.
    """
    data = read_bytes(path, _MAX_BYTES) or b""
    return Source(path.name, sha256(data).hexdigest())
