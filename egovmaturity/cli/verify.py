"""``egovmaturity verify``: make a report again from its inputs and say what differs."""

import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.assess import Prepared, Request, prepare, render_report
from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import Loaded, load_answers, load_baseline
from egovmaturity.cli.output import encoded, print_out
from egovmaturity.domain.diagnostics import RefusedError, message
from egovmaturity.domain.results import Assessment
from egovmaturity.language import Words
from egovmaturity.loading.text_source import STDIN
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.made import made_of, source_of
from egovmaturity.renderers.outside_file import read_bytes
from egovmaturity.renderers.report_format import ReportFormat
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.verification import verification_json, verification_text
from egovmaturity.resources import bundled
from egovmaturity.verifying.record import Made, RecordError, Source
from egovmaturity.verifying.report_file import (
    MAX_BYTES,
    NotVerifiableError,
    ReportFile,
    take_apart,
)
from egovmaturity.verifying.verification import Input, Outcome, Verification, judge, told
from egovmaturity.version import __version__


class VerifyRequest(NamedTuple):
    """What the command line asked for: ``given`` are files by their role in the record."""

    report: str
    given: Mapping[str, str]
    questionnaire: str | None
    is_json: bool


def run_verify(request: VerifyRequest, words: Words) -> ExitCode:
    """Print what came of it; findings unless the report has the very bytes that its inputs give.

    Raises:
        RefusedError: The report cannot be verified, or an input is missing.
        ContentError: An input cannot be used.
    """
    found = verify(request)
    if request.is_json:
        print_out(verification_json(found), is_file=True)
    else:
        print_out(verification_text(found, words))
    is_confirmed = found.judgement.outcome is Outcome.CONFIRMED
    return ExitCode.DONE if is_confirmed else ExitCode.FINDINGS


def verify(request: VerifyRequest) -> Verification:
    """Make a report again from its inputs and compare.

    Inputs that are not given are looked for in the folder of the report by the names it records,
    and nowhere else.

    Raises:
        RefusedError: The report cannot be verified, or an input is missing.
        ContentError: An input cannot be used.
    """
    report = _read(request.report)
    made = report.record
    files = _files(request, made)
    loaded, asked = _loaded(request, made, files), _asked(request, made, files)
    kind = ReportFormat(made.format)
    prepared = prepare(asked, loaded, _baseline(asked, loaded, made), made.language, {kind})
    bundle = prepared.bundle._replace(sources=_as_recorded(prepared.bundle.sources, made))
    again = encoded(render_report(bundle, kind, asked, _SILENT, Words(made.language)))
    has_words = made.format != ReportFormat.JSON and "summary" in made.parts
    is_by_another_release = made.version != __version__
    return Verification(
        file=request.report,
        sha256=sha256(report.data).hexdigest(),
        record=made,
        version=__version__,
        inputs=tuple(_inputs(prepared, loaded, made, files)),
        judgement=judge(report, again),
        told=told(report, _facts(bundle)) if is_by_another_release and has_words else (),
    )


_SILENT = Common(language="en", colour="never", is_ascii=False, is_quiet=True)
"""Remarks about a template were made when the report was."""


def _read(name: str) -> ReportFile:
    """Take the report apart.

    Raises:
        RefusedError: It cannot be read, or is no report with a record.
    """
    shown = one_line(name)
    try:
        data = read_bytes(Path(name), MAX_BYTES)
    except FileNotFoundError:
        raise RefusedError(message('"{file}": file not found', file=shown)) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        cause = message('"{file}" cannot be read: {reason}', file=shown, reason=reason)
        raise RefusedError(cause) from problem
    if data is None:
        cause = message('"{file}" is a folder or a device, not a file', file=shown)
        raise RefusedError(cause, message("Give the file itself."))
    try:
        return take_apart(data)
    except (NotVerifiableError, RecordError) as problem:
        cause = message('"{file}" cannot be verified: {reason}', file=shown, reason=problem.message)
        raise RefusedError(cause, problem.hint) from None


# Inputs

_OPTIONS = {
    "answers": "--answers",
    "baseline": "--baseline",
    "intro": "--intro",
    "theme": "--theme",
    "template": "--template",
    "docx_template": "--docx-template",
}
"""Inputs that are files of the institution's own, and the options that give them."""


def _files(request: VerifyRequest, made: Made) -> dict[str, str]:
    """Return the path of every input that the record names.

    Raises:
        UsageError: One is missing, is named in no way that can be followed, or was given although
            the report was made without it.
    """
    folder = Path(request.report).parent
    if STDIN in request.given.values():
        cause = message("verify reads files, not standard input")
        raise UsageError(cause, message("Give the file itself."))
    for role in request.given:
        if role not in made.sources:
            raise UsageError(
                message(
                    "the report was made without {option}",
                    option=_OPTIONS.get(role, f"--{role}"),
                ),
                message("Leave it out."),
            )
    return {
        role: request.given.get(role) or _beside(folder, made.sources[role], option)
        for role, option in _OPTIONS.items()
        if role in made.sources
    }


def _beside(folder: Path, source: Source, option: str) -> str:
    """Return the file of a recorded name in the folder of the report.

    A name with a path in it is never followed, nor is a link that leads out of the folder.
    """
    name = one_line(source.name or "")[:_LONGEST_NAME]
    path = folder / (source.name or "")
    if not source.name:
        cause = message("the report does not say which file {option} was", option=option)
    elif not _is_bare(source.name):
        cause = message('"{file}" is no name of a file beside the report', file=name)
    elif not _is_file(path):
        cause = message('"{file}" is not beside the report', file=name)
    elif os.path.dirname(os.path.realpath(path)) != os.path.realpath(folder):  # noqa: PTH120
        cause = message('"{file}" leads out of the folder of the report', file=name)
    else:
        return str(path)
    raise UsageError(cause, message("Give it: {option} FILE", option=option))


_LONGEST_NAME = 255
"""Letters that a file name can have, on any system there is."""


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113  # unlike Path, never raises


def _is_bare(name: str) -> bool:
    return (
        len(name) <= _LONGEST_NAME
        and name not in {".", ".."}
        and not set(name) & {"/", "\\", ":", "\x00"}
    )


def _loaded(request: VerifyRequest, made: Made, files: Mapping[str, str]) -> Loaded:
    """Load the answers and their questionnaire, and call them what the report calls them."""
    language = made.texts or made.language
    loaded = load_answers(files["answers"], request.questionnaire, language, made.as_of)
    name = made.sources["answers"].name
    if name is None:
        return loaded
    return loaded._replace(sheet=loaded.sheet._replace(file=name))


def _asked(request: VerifyRequest, made: Made, files: Mapping[str, str]) -> Request:
    """Return what was asked of ``assess`` when the report was made."""
    return Request(
        answers=files["answers"],
        questionnaire=request.questionnaire,
        basis=made.basis,
        crosswalk=_crosswalk(request, made),
        baseline=files.get("baseline"),
        outputs=(),
        format=ReportFormat(made.format),
        report_language=made.language,
        number_style="id",
        template=files.get("template"),
        docx_template=files.get("docx_template"),
        theme=files.get("theme"),
        is_detailed=False,
        parts=made.parts,
        intro=files.get("intro"),
        heading_offset=made.heading_offset,
        is_anonymous=made.is_anonymous,
        gates=made.gates,
        exit_zero=True,
        as_of=made.as_of,
    )


def _crosswalk(request: VerifyRequest, made: Made) -> str | None:
    """Return the crosswalk: as given, of the recorded name beside the report, or by its id."""
    source, other = made.sources.get("crosswalk"), made.sources.get("crosswalk_to")
    given = request.given.get("crosswalk")
    if source is None or other is None or given:
        return given
    folder = Path(request.report).parent
    if source.name and _is_bare(source.name) and _is_file(folder / source.name):
        return _beside(folder, source, "--crosswalk")
    name = (other.name or "").partition("@")[0]
    if not re.fullmatch(r"[\w.-]{1,40}", name, re.ASCII) or name.endswith((".yaml", ".yml")):
        raise RecordError(message('"{file}" is no questionnaire', file=one_line(name)))
    return name


def _as_recorded(sources: Mapping[str, Source], made: Made) -> dict[str, Source]:
    """Call the files what the report calls them; an auditor's copies may have other names."""
    return {
        role: source._replace(name=made.sources[role].name or "")
        for role, source in sources.items()
        if role in made.sources
    }


def _baseline(asked: Request, loaded: Loaded, made: Made) -> Assessment | None:
    """Assess the earlier answers, and call their file what the report calls it."""
    if asked.baseline is None:
        return None
    earlier = load_baseline(asked.baseline, loaded, asked.questionnaire, asked.basis).assessment
    name = made.sources["baseline"].name if "baseline" in made.sources else None
    return earlier if name is None else earlier._replace(sheet=earlier.sheet._replace(file=name))


def _inputs(
    prepared: Prepared, loaded: Loaded, made: Made, files: Mapping[str, str]
) -> Iterator[Input]:
    """Yield what the report was made again from, in the order of the record.

    The hashes are those of the files that were read, also where the report withholds them.
    """
    bundle, found = prepared
    paths: dict[str, Path] = {role: Path(name) for role, name in files.items()}
    paths["questionnaire"] = paths["translation"] = loaded.found.path
    if found is not None:
        paths |= {"crosswalk": found.path, "crosswalk_to": found.other}
    for role, source in made_of(bundle, made.format).sources.items():
        is_bundled = bundled("questionnaires") in paths[role].parents
        used = source_of(paths[role]) if source.sha256 is None else source
        path = None if is_bundled else str(paths[role])
        yield Input(role, made.sources.get(role), used, path)


def _facts(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Yield the verdict and the labelled figures of the first page."""
    yield "", bundle.report.verdict
    yield from ((figure.label, figure.text) for figure in bundle.report.key_figures)
