"""Last year's answers, in the words of this year's edition of the questionnaire."""

from typing import NamedTuple

from egovmaturity.cli.common import UsageError
from egovmaturity.cli.loading import Loaded, load_earlier, load_for, refuse_as_baseline
from egovmaturity.domain.answers import AnswerSheet, Rated
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.editions import Migration
from egovmaturity.domain.questionnaire import Question, Questionnaire, Rating
from egovmaturity.language import Words
from egovmaturity.loading.answer_file import (
    DraftAnswers,
    complete_answers,
    open_answers,
    refuse_part,
)
from egovmaturity.loading.catalogue import Found
from egovmaturity.loading.result_kind import is_result
from egovmaturity.loading.text_source import STDIN, SourceText, read_text
from egovmaturity.renderers.blank_answers import question_lines
from egovmaturity.renderers.safe_text import one_line


class Carried(NamedTuple):
    """Earlier answers as the questionnaire ``found`` asks for them.

    ``lost`` are questions that actions raised and that no question of today stands for.
    """

    sheet: AnswerSheet
    found: Found
    lost: tuple[str, ...] = ()
    is_same_edition: bool = True

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire of today."""
        return self.found.questionnaire


def load_carried(path: str, questionnaire: str | None, language: str | None) -> Carried:
    """Load earlier answers, or the answers in a result, and carry them over to today's edition.

    A result of the same edition has to hold still; one of an earlier edition cannot be scored any
    more, and gives its answers only. ``questionnaire`` ``None`` means the one they name,
    ``language`` ``None`` their own.

    Raises:
        UsageError: There is no map from their edition, or it is standard input.
        ContentError: They cannot be used.
    """
    if path == STDIN:
        raise UsageError(message("{option} reads a file, not standard input", option="--from"))
    source = read_text(path)
    draft = _draft(source)
    refuse_part(draft)
    draft.log.stop_on_errors()
    language = language or draft.language
    named, _, edition = draft.questionnaire.partition("@")
    found = load_for(draft, questionnaire or named or None, language)
    if not edition or edition == found.questionnaire.edition or named != found.questionnaire.id:
        earlier = load_earlier(path, questionnaire or named or None, language)
        return Carried(earlier.sheet, earlier.found)
    return _migrated(draft, found, map_from(edition, found.questionnaire), language)


def load_last_time(path: str, now: Loaded) -> AnswerSheet:
    """Load what was answered in an earlier year, in the words of the questionnaire of today.

    Raises:
        UsageError: It is standard input, of another institution or subject, not earlier, or of an
            edition that no map leads from.
        ContentError: It cannot be used.
    """
    if path == STDIN:
        option = "--baseline"
        raise UsageError(message("{option} reads a file, not standard input", option=option))
    carried = load_carried(path, str(now.found.path), now.questionnaire.language)
    refuse_as_baseline(path, carried.sheet, now)
    return carried.sheet


def ratings(sheet: AnswerSheet) -> dict[str, Rating]:
    """Return what was rated, by question."""
    answers = sheet.answers.items()
    return {name: answer.rating for name, answer in answers if isinstance(answer, Rated)}


def _draft(source: SourceText) -> DraftAnswers:
    """Read the structure of answers; those in a result become a text of their own."""
    if not is_result(source):
        return open_answers(source)
    import json  # noqa: PLC0415  # seldom needed

    from egovmaturity.loading.result_file import open_result  # noqa: PLC0415  # the same

    open_result(source).answers.log.stop_on_errors()
    text = json.dumps(json.loads(source.text)["answer_sheet"], indent=2)
    return open_answers(SourceText(source.name, text, source.sha256))


def map_from(edition: str, found: Questionnaire) -> Migration:
    """Return the map from an earlier edition to the questionnaire found.

    Raises:
        UsageError: There is none.
    """
    migration = found.migration(edition)
    if migration is None:
        known = ", ".join(each.edition for each in found.migrations)
        raise UsageError(
            message(
                "{questionnaire} has no map from edition {edition}",
                questionnaire=found.reference,
                edition=edition,
            ),
            message("There is one from: {words}", words=known or "-"),
        )
    return migration


def _migrated(draft: DraftAnswers, found: Found, migration: Migration, language: str) -> Carried:
    from egovmaturity.rewriting.migrate_answers import migrate_answers  # noqa: PLC0415  # seldom

    remarks = Words(language)

    def blank(question: Question) -> list[str]:
        return list(question_lines(question, remarks))

    migrated = migrate_answers(draft, migration, found.questionnaire, blank, remarks)
    again = open_answers(SourceText(draft.source.name, migrated.text, ""))
    sheet = complete_answers(again, found.questionnaire).sheet
    lost = tuple(f"{one_line(each.action)}: {each.question}" for each in migrated.lost)
    return Carried(sheet, found, lost, is_same_edition=False)
