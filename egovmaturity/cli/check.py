"""``egovmaturity check``: every problem of every file, without scoring."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from egovmaturity.cli.check_answers import Against, check_answers
from egovmaturity.cli.check_questionnaire import check_base, check_catalogue
from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import explain, foremost, summary, warn_if_slow
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import load_result
from egovmaturity.cli.output import print_out
from egovmaturity.cli.selection import Selection
from egovmaturity.domain.diagnostics import ContentError, Diagnostic, Severity, message
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import BASE_FILE
from egovmaturity.loading.crosswalk_catalogue import check_crosswalk
from egovmaturity.loading.kinds import FileKind, kind_of
from egovmaturity.loading.text_source import STDIN, SourceText, read_text

if TYPE_CHECKING:  # few runs look at evidence; the others do not pay for it
    from egovmaturity.cli.check_evidence import Request as EvidenceRequest

UNREADABLE = (
    "E001",
    "E002",
    "E003",
    "E005",
    "E006",
    "E007",
    "E008",
    "E009",
    "E010",
    "E015",
    "E018",
    "E019",
)
"""Codes of files that cannot be read at all, as against files with findings."""


_THEMSELVES = Against()


class Request(NamedTuple):
    """What the command line asked for; ``evidence`` ``None``: nothing about files of evidence."""

    files: tuple[str, ...]
    questionnaire: str | None
    is_strict: bool
    max_problems: int
    as_json: bool
    exit_zero: bool
    selection: Selection
    baseline: str | None = None
    as_of: date | None = None
    evidence: "EvidenceRequest | None" = None


def run_check(request: Request, common: Common, words: Words) -> ExitCode:
    """Check files and report on standard output; the exit status counts errors, not warnings.

    Raises:
        UsageError: There is a baseline and not one answers file that it could be compared with.
    """
    if not common.is_quiet:
        warn_if_slow(words)
    if request.baseline is not None and len(request.files) > 1:
        raise _no_use_for_baseline()
    against = Against(request.questionnaire, request.as_of, request.baseline)
    if request.evidence is not None:
        return _run_with_evidence(request, request.evidence, against, common, words)
    found: list[Diagnostic] = []
    for file in request.files:
        found += request.selection.of(check_file(file, against))
    if request.as_json:
        print_out(_json(found, None, words), is_file=True)
    else:
        print_out(_text(found, request, common, words))
    return _status(found, request)


def _no_use_for_baseline() -> UsageError:
    return UsageError(message("--baseline is for one answers file"))


def _run_with_evidence(
    request: Request,
    evidence: "EvidenceRequest",
    against: Against,
    common: Common,
    words: Words,
) -> ExitCode:
    """Check one answers file and the files it names.

    Raises:
        UsageError: There are several files, or what the evidence is looked for in is none.
    """
    from egovmaturity.cli.check_evidence import (  # noqa: PLC0415  # seldom asked for
        check_with_evidence,
        evidence_json,
        evidence_lines,
    )

    if len(request.files) != 1:
        raise UsageError(message("--evidence is for one answers file at a time"))
    checked = check_with_evidence(request.files[0], against, evidence)
    found = request.selection.of(checked.diagnostics)
    if request.as_json:
        print_out(_json(found, evidence_json(checked), words), is_file=True)
    else:
        lines = [] if common.is_quiet else evidence_lines(checked, evidence, words)
        told = "".join(f"{line}\n" for line in lines)
        print_out(_text(found, request, common, words) + told)
    return _status(found, request)


def check_file(file: str, against: Against = _THEMSELVES) -> tuple[Diagnostic, ...]:
    """Return everything there is to say about one file, whatever kind it is.

    Raises:
        UsageError: There is a baseline, and the file holds no answers, or others than it.
    """
    try:
        path = _base_file(Path(file)) if _is_folder(file) else Path(file)
        source = read_text(file if file == STDIN else path)
        kind = kind_of(source)
        if against.baseline is not None and kind is not FileKind.ANSWERS:
            raise _no_use_for_baseline()
        if kind is FileKind.QUESTIONNAIRE and file == STDIN:
            return check_base(source)
        if kind is FileKind.QUESTIONNAIRE:
            return (*check_catalogue(path), *_check_examples(path))
        if kind is FileKind.TRANSLATION and file != STDIN:
            return check_catalogue(_base_file(path.resolve().parent.parent))
        if kind is FileKind.CROSSWALK:
            return check_crosswalk(source, None if file == STDIN else path)
        return _check_answered(source, kind, against)
    except ContentError as error:
        return error.diagnostics


def _check_answered(source: SourceText, kind: FileKind, against: Against) -> tuple[Diagnostic, ...]:
    """Check answers, be they a file of their own or carried by a result."""
    if kind is FileKind.RESULT:
        return load_result(source, against.questionnaire, None).warnings
    return check_answers(source, against).log.diagnostics


def _is_folder(file: str) -> bool:
    try:
        return Path(file).is_dir()
    except (OSError, ValueError):
        return False


def _base_file(folder: Path) -> Path:
    return folder / BASE_FILE


def _check_examples(base: Path) -> list[Diagnostic]:
    """Check the answers kept beside a questionnaire, whose results must not move unnoticed.

    Only errors count: such answers are levels to compute with and list no evidence.
    """
    problems: list[Diagnostic] = []
    for file in sorted(base.parent.glob("tests/*.yaml")):
        found = check_file(str(file), Against(str(base)))
        problems += [each for each in found if each.severity is Severity.ERROR]
    return problems


def _text(found: Sequence[Diagnostic], request: Request, common: Common, words: Words) -> str:
    wanted = [d for d in found if d.severity is Severity.ERROR or not common.is_quiet]
    shown = foremost(wanted, request.max_problems)
    lines = [line for diagnostic in shown for line in explain(diagnostic, words)]
    if len(shown) < len(wanted):
        lines.append(words("... and {n} more", n=len(wanted) - len(shown)))
    if not common.is_quiet:
        files = words.plural("{n} file", "{n} files", len(request.files))
        counts = summary(found, words)
        lines.append(words("{files} checked: {summary}", files=files, summary=counts))
    return "".join(line + "\n" for line in lines)


def _json(found: Sequence[Diagnostic], evidence: dict[str, Any] | None, words: Words) -> str:
    problems = [
        {
            "code": each.code,
            "severity": each.severity.value,
            "file": each.location.file,
            "line": each.location.line,
            "column": each.location.column,
            "message": words.say(each.cause),
            "hint": words.say(each.hint) if each.hint else None,
        }
        for each in found
    ]
    document = {"schema_version": "1.0", "problems": problems, "evidence": evidence}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _status(found: Sequence[Diagnostic], request: Request) -> ExitCode:
    errors = [d for d in found if d.severity is Severity.ERROR]
    if any(error.code in UNREADABLE for error in errors):
        return ExitCode.CANNOT_RUN
    has_findings = bool(errors) or (request.is_strict and bool(found))
    return ExitCode.FINDINGS if has_findings and not request.exit_zero else ExitCode.DONE
