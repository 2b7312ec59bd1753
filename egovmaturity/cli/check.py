"""``egovmaturity check``: every problem of every file, without scoring."""

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from egovmaturity.cli.check_answers import Against, check_answers
from egovmaturity.cli.check_questionnaire import check_base, check_catalogue
from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import explain, foremost, summary, warn_if_slow
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import load_result
from egovmaturity.cli.output import STDOUT, is_same_file, print_out, write_file
from egovmaturity.cli.selection import Selection
from egovmaturity.cli.settings import usual
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


FORMATS = ("terminal", "json", "github", "gitlab", "sarif")
FOR_PROGRAMS = frozenset(("json", "gitlab", "sarif"))
"""Formats that are files in themselves: UTF-8 whatever the terminal can show."""

_ENDINGS = {".json": "json", ".sarif": "sarif"}

_THEMSELVES = Against()


class Request(NamedTuple):
    """What the command line asked for; ``evidence`` ``None``: nothing about files of evidence."""

    files: tuple[str, ...]
    questionnaire: str | None
    is_strict: bool
    max_problems: int
    format: str | None
    exit_zero: bool
    selection: Selection
    baseline: str | None = None
    as_of: date | None = None
    evidence: "EvidenceRequest | None" = None
    output: str | None = None
    year: int | None = None


class _Findings(NamedTuple):
    """What is to be reported: problems, and about files of evidence in two forms."""

    problems: Sequence[Diagnostic]
    evidence: dict[str, Any] | None = None
    told: tuple[str, ...] = ()


def run_check(request: Request, common: Common, words: Words) -> ExitCode:
    """Check files and report on standard output; the exit status counts errors, not warnings.

    Raises:
        UsageError: There is a baseline and not one answers file that it could be compared with.
    """
    if not common.is_quiet:
        warn_if_slow(words)
    _spare_inputs(request)
    if request.baseline is not None and len(request.files) > 1:
        raise _no_use_for_baseline()
    if request.evidence is not None:
        return _run_with_evidence(request, request.evidence, common, words)
    found: list[Diagnostic] = []
    for file in request.files:
        found += request.selection.of(check_file(file, _against(file, request)))
    _deliver(_Findings(found), request, common, words)
    return _status(found, request)


def _against(file: str, request: Request) -> Against:
    """Return what a file is checked against, by the settings near it where no option says so."""
    questionnaire = request.questionnaire or usual(file).questionnaire
    return Against(questionnaire, request.as_of, request.baseline, request.year)


def _spare_inputs(request: Request) -> None:
    """Refuse to write findings over what they are about, or what may lie in a folder named.

    Raises:
        UsageError: The output is one of the files, or named like one.
    """
    output = request.output
    if output is None:
        return
    inputs = [*request.files, request.questionnaire, request.baseline]
    is_yaml = Path(output).suffix.lower() in {".yaml", ".yml"}
    if is_yaml or any(name is not None and is_same_file(output, name) for name in inputs):
        raise UsageError(
            message('"{file}" may be one of the files to check', file=output),
            message("Choose another name for the findings."),
        )


def _deliver(findings: _Findings, request: Request, common: Common, words: Words) -> None:
    """Print what was found; with an output, write it there and still tell people."""
    told = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "terminal"
    if request.output is None or request.output == STDOUT:
        kind = request.format or told
        print_out(_rendered(kind, findings, request, common, words), is_file=kind in FOR_PROGRAMS)
        return
    kind = request.format or _format_of(request.output)
    write_file(Path(request.output), _rendered(kind, findings, request, common, words))
    print_out(_rendered(told, findings, request, common, words))


def _format_of(output: str) -> str:
    """Return what the ending stands for.

    Raises:
        UsageError: It stands for nothing.
    """
    ending = Path(output).suffix.lower()
    if ending not in _ENDINGS:
        raise UsageError(
            message('the ending of "{file}" does not say which format is wanted', file=output),
            message("Possible: {words}", words=", ".join(_ENDINGS)),
        )
    return _ENDINGS[ending]


def _rendered(
    kind: str, findings: _Findings, request: Request, common: Common, words: Words
) -> str:
    problems = findings.problems
    if kind == "terminal":
        told = "".join(f"{line}\n" for line in findings.told)
        return _text(problems, request, common, words) + told
    if kind == "json":
        return _json(problems, findings.evidence, words)
    if kind == "github":
        return _github(findings, request, common, words)
    from egovmaturity.cli.repository_path import path_in_repository  # noqa: PLC0415
    from egovmaturity.renderers.findings.finding import checked_findings  # noqa: PLC0415

    said = checked_findings(problems, words, path_in_repository)
    if kind == "gitlab":
        from egovmaturity.renderers.findings.gitlab import render_gitlab  # noqa: PLC0415

        return render_gitlab(said)
    from egovmaturity.renderers.findings.sarif import render_sarif  # noqa: PLC0415

    return render_sarif(said)


def _github(findings: _Findings, request: Request, common: Common, words: Words) -> str:
    """Write annotations, then what else people read in the log."""
    from egovmaturity.cli.repository_path import path_in_repository  # noqa: PLC0415
    from egovmaturity.renderers.findings.finding import checked_findings  # noqa: PLC0415
    from egovmaturity.renderers.findings.github import github_lines, plain_line  # noqa: PLC0415

    shown, hidden = _shown(findings.problems, request, common)
    said = checked_findings(shown, words, path_in_repository)
    after = [*_after(findings.problems, hidden, request, common, words), *findings.told]
    lines = [*github_lines(said, words), *map(plain_line, after)]
    return "".join(f"{line}\n" for line in lines)


def _no_use_for_baseline() -> UsageError:
    return UsageError(message("--baseline is for one answers file"))


def _not_answers(against: Against) -> UsageError:
    if against.baseline is not None:
        return _no_use_for_baseline()
    return UsageError(message("--expect-year is for answers files"))


def _run_with_evidence(
    request: Request,
    evidence: "EvidenceRequest",
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
    against = _against(request.files[0], request)
    checked = check_with_evidence(request.files[0], against, evidence)
    found = request.selection.of(checked.diagnostics)
    told = () if common.is_quiet else tuple(evidence_lines(checked, evidence, words))
    _deliver(_Findings(found, evidence_json(checked), told), request, common, words)
    return _status(found, request)


def check_file(file: str, against: Against = _THEMSELVES) -> tuple[Diagnostic, ...]:
    """Return everything there is to say about one file, whatever kind it is.

    Raises:
        UsageError: There is a baseline, and the file holds no answers, or others than it; or a
            year is expected of a file that holds none.
    """
    try:
        path = _base_file(Path(file)) if _is_folder(file) else Path(file)
        source = read_text(file if file == STDIN else path)
        kind = kind_of(source)
        if against.is_about_answers and kind is not FileKind.ANSWERS:
            raise _not_answers(against)
        if kind is FileKind.QUESTIONNAIRE and file == STDIN:
            return check_base(source)
        if kind is FileKind.QUESTIONNAIRE:
            return (*check_catalogue(path), *_check_examples(path))
        if kind is FileKind.TRANSLATION and file != STDIN:
            return check_catalogue(_base_file(path.resolve().parent.parent))
        return _check_other(source, kind, path, against)
    except ContentError as error:
        return error.diagnostics


def _check_other(
    source: SourceText, kind: FileKind, path: Path, against: Against
) -> tuple[Diagnostic, ...]:
    """Check what is about a questionnaire without being one."""
    if kind is FileKind.CROSSWALK:
        return check_crosswalk(source, None if source.name == "<stdin>" else path)
    if kind is FileKind.PLAN:
        from egovmaturity.cli.plan_files import check_plan  # noqa: PLC0415  # few have one

        return check_plan(source, against.questionnaire)
    return _check_answered(source, kind, against)


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
    shown, hidden = _shown(found, request, common)
    lines = [line for diagnostic in shown for line in explain(diagnostic, words)]
    lines += _after(found, hidden, request, common, words)
    return "".join(line + "\n" for line in lines)


def _shown(
    found: Sequence[Diagnostic], request: Request, common: Common
) -> tuple[Sequence[Diagnostic], int]:
    """Return the problems to show, errors first where not all are, and how many stay out."""
    wanted = [d for d in found if d.severity is Severity.ERROR or not common.is_quiet]
    shown = foremost(wanted, request.max_problems)
    return shown, len(wanted) - len(shown)


def _after(
    found: Sequence[Diagnostic], hidden: int, request: Request, common: Common, words: Words
) -> Iterator[str]:
    """Yield the lines below the problems: how many are not shown, and how many there are."""
    if hidden:
        yield words("... and {n} more", n=hidden)
    if not common.is_quiet:
        files = words.plural("{n} file", "{n} files", len(request.files))
        counts = summary(found, words)
        yield words("{files} checked: {summary}", files=files, summary=counts)


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
