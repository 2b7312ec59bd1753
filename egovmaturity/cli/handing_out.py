"""``egovmaturity sheet`` and ``form``: files in which offices answer, and what to write to them."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.handout_names import (
    FORM,
    SHEET,
    Kind,
    name_for_all,
    name_of_notes,
    names_by_owner,
    stems_by_owner,
)
from egovmaturity.cli.loading import Loaded, load_answers
from egovmaturity.cli.output import (
    OutputError,
    encoded,
    keep_backup,
    make_folder,
    print_out,
    say,
    write_file,
)
from egovmaturity.cli.progress import Progress
from egovmaturity.collecting.claims import folded
from egovmaturity.collecting.handouts import (
    Asking,
    handout_for_all,
    handouts_by_owner,
    owners,
    without_answers,
)
from egovmaturity.domain.answers import Purpose
from egovmaturity.domain.collecting import Handout, Terms
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import Rating
from egovmaturity.language import Words
from egovmaturity.loading.log import nearest
from egovmaturity.renderers.columns import columns_of, fitted
from egovmaturity.renderers.covering_notes import Letter, covering_notes, paragraph
from egovmaturity.renderers.safe_text import one_line

Render = Callable[[Handout, Words], bytes | str]

_WIDEST_NAME = 36


class Request(NamedTuple):
    """What the command line asked for; ``per`` is ``None`` where it left that open."""

    answers: str
    questionnaire: str | None
    per: str | None
    owners: tuple[str, ...]
    folder: str
    due: date | None
    contact: str | None
    verify: bool
    blank: bool
    baseline: str | None
    language: str | None
    is_forced: bool


class _Fate(Enum):
    """What happened to a file."""

    WRITTEN = "written"
    SAME = "same"
    KEPT = "kept"


class _Planned(NamedTuple):
    """A file to write, by its bare name, and what it asks."""

    name: str
    handout: Handout


class _Task(NamedTuple):
    """What is asked of whom, where to, and the words in which; those of the files, not the user."""

    asking: Asking
    request: Request
    kind: Kind
    folder: Path
    words: Words


def run_handing_out(
    request: Request, kind: Kind, render: Render, common: Common, words: Words
) -> ExitCode:
    """Write the files of one kind, one for all or one for each office, and say what was written.

    A file that is there already stays, unless forced; then it is kept as ``.bak``. Where every
    office is asked in a file of its own, one of messages to them is written too. It names both
    kinds of file where both are in the folder, so that the second kind joins the first; one that
    was changed by hand, or tells of another deadline, stays likewise. Messages to single offices
    are printed instead. Verifiers are no offices and get no messages.

    Raises:
        UsageError: The options do not go together, or name what is not there.
        ContentError: The answers or those of last year cannot be used.
        OutputError: A file cannot be written; those before it are whole.
    """
    loaded = load_answers(request.answers, request.questionnaire, request.language)
    language = request.language or loaded.draft.language
    task = _Task(_asking(request, loaded), request, kind, Path(request.folder), Words(language))
    planned = _planned(task)
    make_folder(task.folder)
    before = _notes(task)
    progress = Progress(words(kind.making), len(planned), is_quiet=common.is_quiet)
    fates = _write(planned, task, render, progress)
    told = _what_was_done(task, planned, fates, words)
    if not loaded.found.is_translated:
        told.append(
            words(
                'The questionnaire has no texts in "{language}"; its own are shown.',
                language=language,
            )
        )
    if request.per == "owner" and not request.owners:
        told += _doubts(planned, words)
    if request.owners and not request.verify:
        _print_notes(task, [each.handout.owner for each in planned])
    elif request.per == "owner" and not request.verify:
        told += _about_notes(task, _write_notes(task, before), words)
    if not common.is_quiet:
        for line in told:
            say(line)
    return ExitCode.DONE


def _asking(request: Request, loaded: Loaded) -> Asking:
    """Put together what all handouts share.

    Raises:
        UsageError: The contact is empty, or last year's answers do not belong to these.
    """
    if request.contact is not None and not one_line(request.contact):
        raise UsageError(message("{option} is empty", option="--contact"))
    purpose = Purpose.VERIFICATION if request.verify else Purpose.SELF
    terms = Terms(purpose, request.due, one_line(request.contact or ""))
    return Asking(loaded.questionnaire, loaded.sheet, terms, _earlier(request, loaded))


def _earlier(request: Request, loaded: Loaded) -> Mapping[str, Rating]:
    """Return what was answered in the year of the baseline; nothing without one."""
    if request.baseline is None:
        return {}
    from egovmaturity.cli.carrying import load_last_time, ratings  # noqa: PLC0415  # seldom

    return ratings(load_last_time(request.baseline, loaded))


def _planned(task: _Task) -> list[_Planned]:
    """Say which files are to be there, in the order of the offices.

    Raises:
        UsageError: Offices are named that are none, or although everybody is asked.
    """
    asking, request = task.asking, task.request
    if request.owners and request.per == "all":
        raise UsageError(
            message("--owner chooses offices, and --per all asks everybody in one file"),
            message("Leave out one of them."),
        )
    if request.per == "owner" or request.owners:
        names = names_by_owner(asking, task.kind, task.words)
        called = stems_by_owner(asking, task.words)
        handouts = tuple(
            each._replace(called=called[each.owner])
            for each in handouts_by_owner(asking, _chosen(request.owners, owners(asking)))
        )
    else:
        names = {"": name_for_all(asking, task.kind, task.words)}
        handouts = (handout_for_all(asking),)
    return [_Planned(names[each.owner], _as_asked(each, task)) for each in handouts]


def _as_asked(handout: Handout, task: _Task) -> Handout:
    """Put a handout into the language of the files, without the answers where blanks are wanted."""
    spoken = handout._replace(language=task.words.language)
    return without_answers(spoken) if task.request.blank else spoken


def _chosen(wanted: Iterable[str], known: Sequence[str]) -> Sequence[str]:
    """Return the offices meant; capitals and spaces make no difference, none named means all.

    Raises:
        UsageError: There is no such office.
    """
    by_name: dict[str, list[str]] = {}
    for owner in filter(None, known):
        by_name.setdefault(folded(owner), []).append(owner)
    chosen = []
    for name in wanted:
        if folded(name) not in by_name:
            raise UsageError(
                message('{option} does not know "{value}"', option="--owner", value=name),
                nearest(one_line(name), filter(None, known)),
            )
        chosen += by_name[folded(name)]
    return chosen or known


def _write(
    planned: Sequence[_Planned], task: _Task, render: Render, progress: Progress
) -> list[_Fate]:
    words = task.words.naming(task.asking.questionnaire)
    fates = []
    try:
        for number, each in enumerate(planned, start=1):
            progress.step(number, each.handout.owner or each.name)
            content = render(each.handout, words)
            fates.append(_put(task.folder / each.name, content, is_forced=task.request.is_forced))
    finally:
        progress.clear()
    return fates


def _put(path: Path, content: str | bytes, *, is_forced: bool) -> _Fate:
    """Write a file, unless it is there: then it stays, or where forced is kept as ``.bak``."""
    found = _content(path)
    if found == encoded(content):
        return _Fate.SAME
    if found is not None and not is_forced:
        return _Fate.KEPT
    keep_backup(path)
    write_file(path, content)
    return _Fate.WRITTEN


def _content(path: Path) -> bytes | None:
    """Return what a file holds, ``None`` where there is none.

    Raises:
        OutputError: It is no file, or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise OutputError(
            message(
                '"{file}" cannot be written: {reason}',
                file=one_line(str(path)),
                reason=problem.strerror or str(problem),
            )
        ) from problem


def _letters(task: _Task) -> list[Letter]:
    """Return what goes to every office that has a name and a file in the folder."""
    asking, folder = task.asking, task.folder
    sheets = names_by_owner(asking, SHEET, task.words)
    forms = names_by_owner(asking, FORM, task.words)
    letters = [
        Letter(each, _there(folder, sheets[each.owner]), _there(folder, forms[each.owner]))
        for each in handouts_by_owner(asking, owners(asking))
        if each.owner
    ]
    return [letter for letter in letters if letter.sheet or letter.form]


def _there(folder: Path, name: str) -> str:
    """Return the name where such a file is in the folder."""
    return name if os.path.isfile(folder / name) else ""  # noqa: PTH113  # never raises


def _notes(task: _Task) -> str:
    """Return the messages to all offices that have a file; empty where none has."""
    letters = _letters(task)
    return covering_notes(letters, task.words) if letters else ""


def _print_notes(task: _Task, chosen: Sequence[str]) -> None:
    letters = [each for each in _letters(task) if each.handout.owner in chosen]
    print_out("\n\n".join(paragraph(letter, task.words) for letter in letters) + "\n")


def _write_notes(task: _Task, before: str) -> _Fate | None:
    """Bring the messages up to date; ``before`` is what they were without this run.

    They are replaced only where they are still that. ``None``: no office has a name.
    """
    text = _notes(task)
    if not text:
        return None
    path = task.folder / name_of_notes(task.words)
    if text != before and _content(path) == encoded(before):
        write_file(path, text)
        return _Fate.WRITTEN
    return _put(path, text, is_forced=task.request.is_forced)


def _what_was_done(
    task: _Task, planned: Sequence[_Planned], fates: Sequence[_Fate], words: Words
) -> list[str]:
    """Say which office is asked how much in which file, and which files stayed."""
    told = [
        words.plural(
            "Written to {folder}: {n} file of {all}",
            "Written to {folder}: {n} files of {all}",
            fates.count(_Fate.WRITTEN),
            folder=one_line(str(task.folder)),
            all=len(planned),
        ),
        *_table(planned, fates, words),
    ]
    if kept := fates.count(_Fate.KEPT):
        told.append(
            words.plural(
                "{n} file is there already with other content and was kept; --force writes it "
                "anew (the old file is kept as .bak).",
                "{n} files are there already with other content and were kept; --force writes "
                "them anew (the old files are kept as .bak).",
                kept,
            )
        )
    return told


def _table(planned: Sequence[_Planned], fates: Sequence[_Fate], words: Words) -> Iterator[str]:
    """Yield a line for each file below a heading."""
    remarks = {_Fate.WRITTEN: "", _Fate.SAME: words("unchanged"), _Fate.KEPT: words("kept")}
    owner, asked, file = words("Owner"), words("Questions"), words("File")
    names = [one_line(each.handout.owner) or "-" for each in planned]
    wide = min(max(map(columns_of, [owner, *names])), _WIDEST_NAME)
    yield f"  {fitted(owner, wide, '')}  {asked}  {file}"
    for name, each, fate in zip(names, planned, fates, strict=True):
        count = str(len(each.handout.questions)).rjust(columns_of(asked))
        remark = f"  ({remarks[fate]})" if remarks[fate] else ""
        yield f"  {fitted(name, wide, '...')}  {count}  {each.name}{remark}"


def _doubts(planned: Sequence[_Planned], words: Words) -> Iterator[str]:
    """Warn of questions that go to nobody, and of names the same but for capitals and spaces."""
    seen: dict[str, str] = {}
    for each in planned:
        owner = each.handout.owner
        first = seen.setdefault(folded(owner), owner)
        if not owner:
            yield words.plural(
                "Warning: {n} question has no owner; it stands in {file}. Write owner: below "
                "it in the answers file, or send that file to somebody.",
                "Warning: {n} questions have no owner; they stand in {file}. Write owner: "
                "below them in the answers file, or send that file to somebody.",
                len(each.handout.questions),
                file=each.name,
            )
        elif first != owner:
            yield words(
                'Warning: "{first}" and "{second}" are taken for two offices; write the owner '
                "in one way.",
                first=one_line(first),
                second=one_line(owner),
            )


def _about_notes(task: _Task, fate: _Fate | None, words: Words) -> Iterator[str]:
    """Say where the messages are, or that they are not those of this run."""
    file = one_line(str(task.folder / name_of_notes(task.words)))
    if fate is _Fate.KEPT:
        yield words(
            "{file} was kept: it was changed, or tells of another deadline or contact. --force "
            "writes it anew (the old file is kept as .bak).",
            file=file,
        )
    elif fate is not None:
        yield words("Messages to paste: {file}", file=file)
