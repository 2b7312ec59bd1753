"""``egovmaturity questionnaire diff`` and ``migrate``: from one edition to the next."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from egovmaturity.cli.carrying import map_from
from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.complaints import complain, point_to_check
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.loading import load_for
from egovmaturity.cli.output import keep_backup, print_out, say, write_file, write_new
from egovmaturity.domain.diagnostics import ContentError, Diagnostic, message
from egovmaturity.domain.editions import Migration
from egovmaturity.domain.questionnaire import Question, Questionnaire
from egovmaturity.editions.difference import Change, ChangeKind, differences, differences_in
from egovmaturity.editions.release import draft_migration, due, objections
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import (
    DraftAnswers,
    complete_answers,
    open_answers,
    refuse_part,
)
from egovmaturity.loading.catalogue import (
    Found,
    load_by_reference,
    load_from_catalogue,
    translations_of,
)
from egovmaturity.loading.text_source import STDIN, SourceText, read_text
from egovmaturity.renderers.blank_answers import question_lines
from egovmaturity.renderers.edition_changes import (
    EditionReport,
    changes_json,
    changes_markdown,
    changes_text,
)
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.rewriting.migrate_answers import Fate, Migrated, Outcome, migrate_answers
from egovmaturity.rewriting.places_before import in_the_old_file


def run_diff(old: str, new: str, kind: str, words: Words) -> ExitCode:
    """Print what changed between two editions; findings where the newer one cannot follow."""
    earlier, later = _base(old), _base(new)
    first, second = earlier.questionnaire, later.questionnaire
    changes = differences(first, second)
    changes += tuple(_translated(earlier, later, changes))
    needs_map = first.id == second.id and first.edition != second.edition
    report = EditionReport(
        first,
        second,
        changes,
        due(first, changes),
        objections(first, second, changes),
        draft_migration(first, second)
        if needs_map and second.migration(first.edition) is None
        else None,
    )
    if kind == "json":
        print_out(changes_json(report, words), is_file=True)
    elif kind == "md":
        print_out(changes_markdown(report, words), is_file=True)
    else:
        print_out(changes_text(report, words))
    return ExitCode.FINDINGS if report.objections else ExitCode.DONE


def _translated(earlier: Found, later: Found, known: Sequence[Change]) -> Iterator[Change]:
    """Yield what changed in the translations that both have, and which of them came or went."""
    before, now = translations_of(earlier.path), translations_of(later.path)
    if before.keys() != now.keys():
        yield Change(
            ChangeKind.TEXT, "questionnaire", "", "lang", ", ".join(before), ", ".join(now)
        )
    for language in sorted(before.keys() & now.keys()):
        yield from differences_in(
            language,
            load_from_catalogue(earlier.path, language).questionnaire,
            load_from_catalogue(later.path, language).questionnaire,
            known,
        )


def _base(reference: str) -> Found:
    """Load a questionnaire in its base language; an edition after @ has to be the one found."""
    found = load_by_reference(reference, None)
    questionnaire = found.questionnaire
    named, _, edition = reference.partition("@")
    if edition and named == questionnaire.id and edition != questionnaire.edition:
        raise UsageError(
            message(
                "the questionnaire found is edition {found}, not {edition}",
                found=questionnaire.edition,
                edition=edition,
            ),
            message("Give the path of the file or folder of that edition."),
        )
    return found


class MigrateRequest(NamedTuple):
    """What the command line asked for."""

    answers: str
    questionnaire: str | None
    edition_from: str | None
    edition_to: str | None
    output: str | None
    is_forced: bool


def run_migrate(request: MigrateRequest, common: Common, words: Words) -> ExitCode:
    """Write answers of an earlier edition anew for the questionnaire of today."""
    draft = open_answers(read_text(request.answers))
    refuse_part(draft)
    reference = request.questionnaire or draft.questionnaire.partition("@")[0] or None
    found = load_for(draft, reference, draft.language).questionnaire
    _check_edition(request, found)
    migration = _migration(request, draft, found)
    remarks = Words(draft.language)

    def blank(question: Question) -> Sequence[str]:
        return list(question_lines(question, remarks))

    migrated = migrate_answers(draft, migration, found, blank, remarks)
    target = _target(request, found)
    name = target or words("standard output")
    source = SourceText(name, migrated.text, "")
    rewritten = open_answers(source)
    try:
        _, warnings = complete_answers(rewritten, found)
    except ContentError as error:
        raise ContentError(
            in_the_old_file(error.diagnostics, draft, rewritten, migrated.fates)
        ) from error
    _write(request, target, migrated.text)
    if not common.is_quiet:
        _report(migrated, warnings, name, words)
        if warnings and target is not None:
            point_to_check(warnings, target, request.questionnaire, words)
    return ExitCode.DONE


def _check_edition(request: MigrateRequest, found: Questionnaire) -> None:
    if request.edition_to is not None and request.edition_to != found.edition:
        raise UsageError(
            message(
                "the questionnaire found is edition {found}, not {edition}",
                found=found.edition,
                edition=request.edition_to,
            ),
            message("Name the file of that edition with -Q."),
        )


def _migration(request: MigrateRequest, draft: DraftAnswers, found: Questionnaire) -> Migration:
    edition = request.edition_from or draft.questionnaire.partition("@")[2]
    if not edition:
        raise UsageError(
            message("the answers do not say of which edition they are"),
            message("Say it: --from EDITION"),
        )
    if edition == found.edition:
        raise UsageError(
            message("the answers are of edition {edition} already", edition=edition),
            message("An older questionnaire may have been found; name the new one with -Q."),
        )
    return map_from(edition, found)


def _target(request: MigrateRequest, found: Questionnaire) -> str | None:
    """Return where to write; ``None`` is standard output."""
    if request.output == "-" or (request.output is None and request.answers == STDIN):
        return None
    if request.output is not None:
        return request.output
    path = Path(request.answers)
    return str(path.with_name(f"{path.stem}-{found.edition}{path.suffix}"))


def _write(request: MigrateRequest, target: str | None, text: str) -> None:
    if target is None:
        print_out(text, is_file=True)
    elif request.is_forced:
        keep_backup(Path(target))
        write_file(Path(target), text)
    else:
        write_new(Path(target), text)


def _report(migrated: Migrated, warnings: Sequence[Diagnostic], name: str, words: Words) -> None:
    for outcome, heading in (
        (Outcome.KEPT, words("Kept")),
        (Outcome.RENAMED, words("Renamed")),
        (Outcome.RENUMBERED, words("Levels counted anew")),
        (Outcome.REVIEW, words("To be reviewed")),
        (Outcome.DROPPED, words("Not asked any more, kept as comments")),
        (Outcome.LEFT_OUT, words("Not asked any more, left out of the answers in brackets")),
        (Outcome.NEW, words("New, to be answered")),
    ):
        rows = [fate for fate in migrated.fates if fate.outcome is outcome]
        if rows:
            details = "" if outcome is Outcome.KEPT else f": {_listed(rows)}"
            say(f"{heading}: {len(rows)}{details}")
    if migrated.lost:
        lost = ", ".join(f"{one_line(each.action)}: {each.question}" for each in migrated.lost)
        say(words("Actions that no longer raise what they raised: {actions}", actions=lost))
    complain([each for each in warnings if each.code != "W301"], words, limit=5)
    say(words("Written: {file}", file=one_line(name)))


def _listed(fates: Sequence[Fate]) -> str:
    return ", ".join(
        fate.new or ", ".join(fate.old)
        if not fate.new or fate.old in ((), (fate.new,))
        else f"{' + '.join(fate.old)} → {fate.new}"
        for fate in fates
    )
