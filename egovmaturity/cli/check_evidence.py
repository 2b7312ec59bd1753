"""``egovmaturity check --evidence``: the files that answers name, against what was recorded."""

from pathlib import Path
from typing import Any, NamedTuple

from egovmaturity.cli.check_answers import Against, check_answers
from egovmaturity.cli.common import UsageError
from egovmaturity.cli.output import write_file
from egovmaturity.domain.diagnostics import ContentError, Diagnostic, message
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import DraftAnswers
from egovmaturity.loading.evidence_files import Looked, compare, look_up
from egovmaturity.loading.evidence_manifest import Manifest, manifest_text, read_manifest
from egovmaturity.loading.kinds import FileKind, kind_of
from egovmaturity.loading.log import WHOLE_FILE, Log
from egovmaturity.loading.text_source import STDIN, read_text
from egovmaturity.renderers.safe_text import one_line


class Request(NamedTuple):
    """Where the evidence lies, where it is recorded, and whether it is to be recorded now."""

    folder: str
    manifest: str | None
    is_recording: bool


class Checked(NamedTuple):
    """What was found; ``looked`` is ``None`` where the answers cannot be used.

    ``manifest`` is the record that was compared or written; ``None``: neither. ``accepted`` is what
    the record written has otherwise than the one before.
    """

    diagnostics: tuple[Diagnostic, ...]
    looked: Looked | None
    manifest: Path | None
    is_recorded: bool
    accepted: tuple[Diagnostic, ...] = ()


def check_with_evidence(file: str, against: Against, request: Request) -> Checked:
    """Check an answers file and the files it names as evidence.

    A record is read where there is one, and written only when asked for and when nothing is wrong,
    so that it never stands for files that could not be read.

    Raises:
        UsageError: There is no such folder, the file is none of answers, or a record for standard
            input was given no name.
        OutputError: The record cannot be written.
    """
    folder, manifest = _folder(request.folder), _manifest_path(file, request)
    try:
        source = read_text(file)
        if kind_of(source) is not FileKind.ANSWERS:
            raise UsageError(message('--evidence is for answers; "{file}" is none', file=file))
        draft = check_answers(source, against)
        is_known = request.manifest is not None and not request.is_recording
        recorded = read_manifest(manifest) if is_known or manifest.exists() else None
    except ContentError as error:
        return Checked(error.diagnostics, None, None, is_recorded=False)
    looked = look_up(draft, folder, recorded)
    if request.is_recording:
        return _record(draft, looked, recorded, folder, manifest)
    return _compare(draft, looked, recorded, folder, manifest)


def _folder(written: str) -> Path:
    folder = Path(written)
    try:
        if folder.is_dir():
            folder.resolve(strict=True)
            next(folder.iterdir(), None)
            return folder
    except (OSError, RuntimeError, ValueError):
        pass
    raise UsageError(
        message('the folder "{folder}" does not exist or cannot be read', folder=written),
        message("Give the folder that the locations of the evidence begin in."),
    )


def _manifest_path(file: str, request: Request) -> Path:
    """Return where the record is: as given, else named after the answers, in the folder."""
    if request.manifest is not None:
        return Path(request.manifest)
    if file == STDIN:
        raise UsageError(
            message("answers from standard input have no name to record evidence under"),
            message("Name the record: --manifest bukti.sha256"),
        )
    return Path(request.folder) / f"{Path(file).stem}.sha256"


def _record(
    draft: DraftAnswers, looked: Looked, recorded: Manifest | None, folder: Path, manifest: Path
) -> Checked:
    found = draft.log.diagnostics
    if draft.log.has_errors:
        return Checked(found, looked, None, is_recorded=False)
    accepted: tuple[Diagnostic, ...] = ()
    if recorded is not None:
        differences = Log(draft.source.name)
        compare(looked, recorded, folder, differences)
        accepted = (*differences.diagnostics, *recorded.log.diagnostics)
    write_file(manifest, manifest_text(named.file for named in looked.files))
    return Checked(found, looked, manifest, is_recorded=True, accepted=accepted)


def _compare(
    draft: DraftAnswers, looked: Looked, recorded: Manifest | None, folder: Path, manifest: Path
) -> Checked:
    if recorded is None:
        draft.log.warning(
            "W317",
            WHOLE_FILE,
            message("the evidence is not recorded, so that changes of it cannot be noticed"),
            message("Record it with --record."),
        )
        return Checked(draft.log.diagnostics, looked, None, is_recorded=False)
    compare(looked, recorded, folder, draft.log)
    return Checked(
        (*draft.log.diagnostics, *recorded.log.diagnostics), looked, manifest, is_recorded=False
    )


def evidence_lines(checked: Checked, request: Request, words: Words) -> list[str]:
    """Say what was looked at, and what became of the record."""
    looked = checked.looked
    if looked is None:
        return [words("The evidence was not checked: first mend the errors above.")]
    size = sum(named.file.size for named in looked.files)
    lines = [
        words(
            "Evidence: {files} ({size} kB), {links} not opened, {documents} without a location",
            files=words.plural("{n} file", "{n} files", len(looked.files)),
            size=-(-size // 1000),
            links=words.plural("{n} link", "{n} links", looked.links),
            documents=words.plural("{n} document", "{n} documents", looked.unplaced),
        )
    ]
    if checked.manifest is None:
        if request.is_recording:
            lines.append(words("Nothing was recorded: first mend the errors above."))
        return lines
    name = one_line(str(checked.manifest))
    if checked.is_recorded:
        accepted = [f"  {one_line(words.say(each.cause))}" for each in checked.accepted]
        return [*lines, words("Recorded: {file}", file=name), *accepted]
    return [*lines, words("Compared with: {file}", file=name)]


def evidence_json(checked: Checked) -> dict[str, Any] | None:
    """Say the same for programs; ``None`` where nothing was looked at."""
    looked = checked.looked
    if looked is None:
        return None
    return {
        "files": [named.file._asdict() for named in looked.files],
        "links": looked.links,
        "without_location": looked.unplaced,
        "compared": checked.manifest is not None and not checked.is_recorded,
        "recorded": checked.is_recorded,
    }
