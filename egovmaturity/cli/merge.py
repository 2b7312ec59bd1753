"""``egovmaturity merge``: what offices sent back, put into the answers of the institution."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import complain
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.given_files import folders_within, given_files
from egovmaturity.cli.loading import load_for
from egovmaturity.cli.output import (
    STDOUT,
    OutputError,
    console,
    is_same_file,
    print_out,
    say,
    write_file,
)
from egovmaturity.cli.replacing import is_agreed, replace
from egovmaturity.collecting.claims import claim_of
from egovmaturity.collecting.consensus import consultations
from egovmaturity.collecting.fitting import Misfit, misfit
from egovmaturity.collecting.merging import merged, plan_merge
from egovmaturity.domain.answers import AnswerSheet, is_same_answer
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.diagnostics import (
    ContentError,
    Diagnostic,
    Location,
    Message,
    Severity,
    message,
)
from egovmaturity.domain.merging import Decision, MergePlan, MergeRules, SetAside
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import (
    DraftAnswers,
    complete_answers,
    open_answers,
    refuse_part,
)
from egovmaturity.loading.text_source import SourceText, read_text
from egovmaturity.renderers.answer_lines import value_lines
from egovmaturity.renderers.answer_values import answer_values
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.returns.reading import read_return
from egovmaturity.rewriting.write_answers import Wording, write_answers
from egovmaturity.typed_command import as_typed
from egovmaturity.views.claims import level_text
from egovmaturity.views.merge_notes import merge_notes

FORMATS = ("terminal", "md", "json")
"""The forms a plan can take on standard output."""


class Request(NamedTuple):
    """What the command line asked for; ``preferred`` are files, the first wins."""

    files: tuple[str, ...]
    into: str
    questionnaire: str | None
    rules: MergeRules
    preferred: tuple[str, ...]
    is_dry: bool
    is_agreed: bool
    agenda: str | None
    plan_format: str


class _Target(NamedTuple):
    """The answers to merge into, with the very text they were read from.

    ``path`` is where their questionnaire stands.
    """

    name: str
    draft: DraftAnswers
    sheet: AnswerSheet
    questionnaire: Questionnaire
    path: Path


class _Read(NamedTuple):
    """The files that can be merged, by the name they were given, and what is wrong with others."""

    returns: tuple[tuple[str, Return], ...]
    problems: tuple[Diagnostic, ...]
    set_aside: tuple[SetAside, ...]


def run_merge(request: Request, common: Common, words: Words) -> ExitCode:
    """Show what a merge would do, ask, and write it.

    Raises:
        ContentError: The target cannot be used.
        UsageError: The options do not go together, or nobody can be asked.
        OutputError: The target cannot be written, or was changed meanwhile.
    """
    target = _load_target(request)
    read = _read(request, target)
    _spare_inputs(request, target)
    complain(read.problems, words)
    _say_what_is_not_read(request.files, words)
    rules = request.rules._replace(prefer=_preferred(request, target, read))
    given = tuple(each for _, each in read.returns)
    notes = merge_notes(Words(target.draft.language))
    plan = plan_merge(target.questionnaire, target.sheet, given, notes, rules)
    plan = plan._replace(set_aside=read.set_aside)
    complain(tuple(_emptied(plan, read, words)), words)
    _show(request, plan, target.questionnaire, common, words)
    if request.agenda is not None:
        _write_agenda(request, plan, target, given, words)
    is_done = request.is_dry or not plan.changed
    if _may_write(request, plan, common, words):
        _write(target, plan)
        is_done = True
        if not common.is_quiet:
            say(words("Written: {file}", file=one_line(request.into)))
    return ExitCode.DONE if is_done and plan.is_complete else ExitCode.FINDINGS


# Reading


def _load_target(request: Request) -> _Target:
    if request.into == STDOUT:
        raise UsageError(
            message("--into names a file to write; standard input will not do"),
            message("Name the answers file of the institution: --into FILE"),
        )
    draft = open_answers(read_text(request.into))
    refuse_part(draft)
    found = load_for(draft, request.questionnaire, draft.language)
    sheet = complete_answers(draft, found.questionnaire).sheet
    return _Target(request.into, draft, sheet, found.questionnaire, found.path)


def _read(request: Request, target: _Target) -> _Read:
    """Read every file; one that cannot be used is set aside, with what is wrong with it."""
    found: list[tuple[str, Return]] = []
    problems: list[Diagnostic] = []
    aside: list[SetAside] = []
    for name in _files(request, target):
        try:
            each = _read_one(name, target)
        except ContentError as error:
            wrong = [each for each in error.diagnostics if each.severity is Severity.ERROR]
            problems += wrong
            codes = dict.fromkeys(sorted(each.code for each in wrong))
            aside.append(SetAside(Path(name).name, tuple(codes)))
            continue
        if all(each.sha256 != earlier.sha256 for _, earlier in found):
            problems += each.problems  # those of a copy are the same
        found.append((name, each))
    return _Read(tuple(found), tuple(problems), tuple(sorted(aside)))


def _files(request: Request, target: _Target) -> Iterator[str]:
    """Yield the files to read.

    Where only their folder was named, the target is passed over, and texts: messages to offices.
    """
    for name in given_files(request.files):
        is_beside = is_same_file(name, target.name) or name.casefold().endswith(".txt")
        if name in request.files or not is_beside:
            yield name


def _read_one(name: str, target: _Target) -> Return:
    """Read one file that came back, and see that it belongs to the target.

    Raises:
        ContentError: It cannot be used: E110 to E113, or what is wrong with it as such.
    """
    if is_same_file(name, target.name):
        raise _refused(
            "E110",
            name,
            message("this is the file to merge into"),
            message(
                "Leave it out: it is named by --into {file} alone.", file=one_line(target.name)
            ),
        )
    returned = read_return(name, target.questionnaire)
    found = misfit(target.sheet, returned)
    if found is not None:
        raise _refused(*_misfit(found, name, target.sheet, returned.sheet))
    return returned


def _misfit(
    found: Misfit, name: str, target: AnswerSheet, sheet: AnswerSheet
) -> tuple[str, str, Message, Message]:
    if found is Misfit.YEAR:
        return (
            "E112",
            name,
            message(
                "this came back for {found}, the answers are of {year}",
                found=sheet.occasion.year,
                year=target.occasion.year,
            ),
            message("Merge it into the answers of its year, or ask again for this one."),
        )
    values = {"found": _about(found, sheet), "expected": _about(found, target)}
    return (
        "E111",
        name,
        message("this is about {found}, the answers are about {expected}", **values),
        message("Merge it into the answers that it belongs to."),
    )


def _about(found: Misfit, sheet: AnswerSheet) -> str:
    if found is Misfit.QUESTIONNAIRE:
        return sheet.questionnaire
    institution = sheet.institution
    named = [institution.name, institution.id and f"({institution.id})", sheet.occasion.subject]
    return one_line(" ".join(each for each in named if each))


def _refused(code: str, name: str, cause: Message, hint: Message) -> ContentError:
    return ContentError((Diagnostic(code, Severity.ERROR, Location(name, 0, 0), cause, hint),))


def _spare_inputs(request: Request, target: _Target) -> None:
    """Refuse to write an agenda over what it is made from.

    Raises:
        UsageError: It would take the place of the answers, of a file that came back, or of the
            questionnaire.
    """
    inputs = [request.into, *given_files(request.files), str(target.path)]
    if request.agenda is not None and any(is_same_file(request.agenda, n) for n in inputs):
        raise UsageError(
            message('"{file}" is one of the files to merge', file=one_line(request.agenda)),
            message("Choose another name for the agenda."),
        )


def _say_what_is_not_read(names: Sequence[str], words: Words) -> None:
    for folder in folders_within(names):
        say(
            words(
                "{folder} is a folder within a folder and was not read; name it too if it holds "
                "what came back.",
                folder=one_line(folder),
            )
        )


def _preferred(request: Request, target: _Target, read: _Read) -> tuple[str, ...]:
    """Return the SHA-256 of the files preferred; they are among those given, or the target.

    Raises:
        UsageError: One of them is not.
    """
    return tuple(_hash_of(name, target, read) for name in request.preferred)


def _hash_of(name: str, target: _Target, read: _Read) -> str:
    if is_same_file(name, target.name):
        return target.sheet.sha256
    for given, each in read.returns:
        if given == name or is_same_file(given, name):
            return each.sha256
    by_name = {each.sha256 for _, each in read.returns if each.file == name}
    if len(by_name) == 1:
        return by_name.pop()
    if any(each.file == Path(name).name for each in read.set_aside):
        return ""  # set aside, and said to be
    raise UsageError(
        message('"{file}" is preferred, but not among the files to merge', file=one_line(name)),
        message("Name it as it stands among the files, or the file after --into."),
    )


def _emptied(plan: MergePlan, read: _Read, words: Words) -> Iterator[Diagnostic]:
    """Warn of answers that stand although a file leaves them empty: W350."""
    names = {each.sha256: name for name, each in reversed(read.returns)}
    for decision in plan.decisions:
        if claim_of(decision.after).is_blank:
            continue  # a conflict, so that nothing is written
        for word in decision.emptied:
            yield Diagnostic(
                "W350",
                Severity.WARNING,
                # Where the question stands is known as it is shown, of sheets and texts alike.
                Location(":".join(filter(None, (names[word.sha256], word.place))), 0, 0),
                message(
                    "{id} came back without a level; what stands there stays: {level}",
                    id=decision.question,
                    level=level_text(decision.after, words),
                ),
                _way_to_take_back(plan, decision),
            )


def _way_to_take_back(plan: MergePlan, decision: Decision) -> Message:
    target, source = one_line(plan.target.file), decision.after.details.source
    if source is None or all(each.sha256 != source.sha256 for each in plan.returned):
        return message("If it is to go, delete it by hand in {target}.", target=target)
    return message(
        "If it is to go, delete it by hand in {target}, and merge without {file}, which gave it.",
        target=target,
        file=one_line(source.file),
    )


# Showing


def _show(
    request: Request,
    plan: MergePlan,
    questionnaire: Questionnaire,
    common: Common,
    words: Words,
) -> None:
    if request.plan_format == "json":
        from egovmaturity.renderers.merge_data import plan_json  # noqa: PLC0415

        print_out(plan_json(plan, questionnaire), is_file=True)
        return
    from egovmaturity.renderers.explanation import (  # noqa: PLC0415  # JSON needs none
        explanation_markdown,
        explanation_text,
    )
    from egovmaturity.views.merge_plan import plan_view  # noqa: PLC0415  # the same

    view = plan_view(plan, questionnaire, words.naming(questionnaire))
    if request.plan_format == "md":
        print_out(explanation_markdown(view), is_file=True)
        return
    screen = console(common.colour, is_ascii=common.is_ascii)
    print_out(explanation_text(view, Look(screen.width, screen.is_ascii, screen.has_colour)))


def _write_agenda(
    request: Request, plan: MergePlan, target: _Target, given: Sequence[Return], words: Words
) -> None:
    """Write the agenda of a consensus meeting, in the language of the answers."""
    from egovmaturity.renderers.agenda import agenda_markdown  # noqa: PLC0415  # seldom asked for

    asked, name = target.questionnaire, request.agenda or ""
    found = plan.consultations or consultations(asked, target.sheet, given, plan.rules)
    if not found:
        say(words("No two files were asked the same; there is no agenda to write."))
        return
    spoken = Words(target.draft.language).naming(asked)
    write_file(Path(name), agenda_markdown(found, target.sheet, spoken))
    say(words("Written: {file}", file=one_line(name)))


# Writing


def _may_write(request: Request, plan: MergePlan, common: Common, words: Words) -> bool:
    """Say why nothing is written, or ask; with ``--yes`` nobody is asked.

    Raises:
        UsageError: There is nobody to ask.
    """
    if plan.conflicts:
        number = len(plan.conflicts)
        say(
            words.plural(
                "Nothing was written, because of {n} conflict.",
                "Nothing was written, because of {n} conflicts.",
                number,
            )
        )
        say(
            words(
                "Choose: --prefer {file}, --prefer {target} (keep what it says), "
                "--conflicts newest (the latest day), or --conflicts note (mark them only).",
                file=one_line(as_typed([plan.conflicts[0].words[0].file])),
                target=one_line(as_typed([request.into])),
            )
        )
        return False
    if not plan.changed or request.is_dry:
        unchanged = words("Nothing to write: {file} stays as it is.", file=one_line(request.into))
        if not common.is_quiet:
            say(words("Nothing was written (--dry-run).") if plan.changed else unchanged)
        return False
    if request.is_agreed:
        return True
    way_out = message("Look at the plan, then add --yes; --dry-run only shows it.")
    if is_agreed(words("Write? [y/N]"), way_out):
        return True
    say(words("Nothing was written."))
    return False


def _write(target: _Target, plan: MergePlan) -> None:
    """Write the target anew, if it still is what was read; the old file stays as ``.bak``.

    Raises:
        OutputError: It was changed meanwhile, or cannot be written.
    """
    after = merged(plan)
    wording = Wording(answer_values, value_lines)
    before = target.sheet.answers
    text = write_answers(target.draft, target.questionnaire, before, plan.changed, wording)
    _check(text, target, after)
    replace(target.draft.source, text)


def _check(text: str, target: _Target, after: AnswerSheet) -> None:
    """See that the new text loads, and says exactly what it should.

    Raises:
        OutputError: It does not.
    """
    try:
        draft = open_answers(SourceText(target.name, text, after.sha256))
        again = complete_answers(draft, target.questionnaire).sheet
        wrong = _differing(again, after)
    except ContentError as error:
        wrong = [str(error)]
    if wrong:
        raise OutputError(
            message(
                'what came back cannot be written into "{file}": {what}',
                file=one_line(target.name),
                what=one_line(", ".join(wrong)),
            ),
            message("Nothing was written. Correct it in the file that came back, or leave it out."),
        )


def _differing(again: AnswerSheet, after: AnswerSheet) -> list[str]:
    """Name the questions that are answered otherwise; ``-`` stands for all else in the file."""
    names = dict.fromkeys([*after.answers, *again.answers])
    differing = [n for n in names if not is_same_answer(again.answer(n), after.answer(n))]
    return differing or ([] if again == after else ["-"])
