"""An answers file to an ``AnswerSheet``, checked against its questionnaire."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from egovmaturity.domain.answers import (
    Action,
    ActionStatus,
    Answer,
    AnswerSheet,
    Confidence,
    Details,
    DontKnow,
    Evidence,
    Institution,
    InstitutionKind,
    NotApplicable,
    Occasion,
    Part,
    Purpose,
    Rated,
    Respondent,
    Source,
    Targets,
    Unanswered,
    Verification,
)
from egovmaturity.domain.diagnostics import Diagnostic, Message, message
from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire, Rating, Scale
from egovmaturity.domain.results import Lack, LackReason
from egovmaturity.loading.answers_shape import ANSWERS, ANSWERS_FORMAT
from egovmaturity.loading.log import Log, Place
from egovmaturity.loading.questionnaire_file import read_document
from egovmaturity.loading.shapes import Values, values_of
from egovmaturity.loading.text_source import SourceText
from egovmaturity.scoring.evidence import evidence_state
from egovmaturity.typed_command import as_typed


class DraftAnswers(NamedTuple):
    """An answers file whose structure was read, before its questionnaire is known."""

    source: SourceText
    values: Values
    log: Log

    @property
    def questionnaire(self) -> str:
        """The reference the file names: an id, perhaps with ``@edition``; empty if refused."""
        return str(self.values.get("questionnaire", ""))

    @property
    def language(self) -> str:
        """The language the file asks reports to be in; Indonesian where it says nothing."""
        return str(self.values.get("language", "id"))

    @property
    def folder(self) -> Path | None:
        """The folder of the file, beside which things are looked for; none for standard input."""
        return None if self.source.name == "<stdin>" else Path(self.source.name).parent

    @property
    def day(self) -> date | None:
        """The day that the file itself says the answers describe, else that of its report."""
        return _occasion(self.values.get("assessment", {}), None).day

    @property
    def reference_place(self) -> Place:
        """Where the questionnaire is named."""
        return self.values.place("questionnaire")


class LoadedAnswers(NamedTuple):
    """An answer sheet and the warnings about it."""

    sheet: AnswerSheet
    warnings: tuple[Diagnostic, ...]


def open_answers(source: SourceText) -> DraftAnswers:
    """Read the structure of an answers file; content is checked by ``complete_answers``.

    Raises:
        ContentError: The text is no answers file at all.
    """
    log = Log(source.name, source.text)
    return DraftAnswers(source, read_document(source, log, ANSWERS, ANSWERS_FORMAT), log)


def complete_answers(
    draft: DraftAnswers, questionnaire: Questionnaire, as_of: date | None = None
) -> LoadedAnswers:
    """Check the answers against their questionnaire and make the sheet.

    ``as_of`` takes the place of the day that the file says the answers describe (``None``: that
    day stays).

    Raises:
        ContentError: With every problem of the file, those of its structure included.
    """
    _check_edition(draft, questionnaire)
    occasion = _occasion(draft.values.get("assessment", {}), as_of)
    checker = _Checker(draft, questionnaire, occasion.day)
    answers = checker.answers()
    checker.check_part()
    checker.check_targets()
    checker.check_actions()
    draft.log.stop_on_errors()
    return LoadedAnswers(_sheet(draft, questionnaire, occasion, answers), draft.log.diagnostics)


def refuse_part(draft: DraftAnswers) -> None:
    """Refuse the answers of one office where those of the whole institution are needed.

    Raises:
        ContentError: E107, it is a part.
    """
    if "part" not in draft.values:
        return
    draft.log.error(
        "E107",
        draft.values.place("part"),
        message("these are the answers of one office only, a part of the whole"),
        message(
            "Merge them first: egovmaturity merge {file} --into FILE",
            file=as_typed([draft.source.name]),
        ),
    )
    draft.log.stop_on_errors()


def _check_edition(draft: DraftAnswers, questionnaire: Questionnaire) -> None:
    named, _, edition = draft.questionnaire.partition("@")
    if edition and edition != questionnaire.edition and named == questionnaire.id:
        draft.log.error(
            "E102",
            draft.reference_place,
            message(
                "the answers are for edition {found}, the questionnaire is edition {edition}",
                found=edition,
                edition=questionnaire.edition,
            ),
            message(
                "Carry them over, then give the new file: "
                "egovmaturity questionnaire migrate {file}",
                file=as_typed([draft.source.name]),
            )
            if questionnaire.migration(edition)
            else message(
                "Levels may mean something else there. Look at the changes, then name {edition}.",
                edition=questionnaire.reference,
            ),
        )
        draft.log.stop_on_errors()  # other questions and levels would be missed all over
    if named and named != questionnaire.id:
        draft.log.error(
            "E101",
            draft.reference_place,
            message(
                'the answers are for "{found}", the questionnaire given is "{id}"',
                found=named,
                id=questionnaire.id,
            ),
        )


class _Checker:
    """Turns raw answers into answers, noting what does not fit their questions."""

    def __init__(self, draft: DraftAnswers, questionnaire: Questionnaire, day: date | None) -> None:
        self._values, self._log, self._day = draft.values, draft.log, day
        self._questionnaire = questionnaire
        self._is_part = "part" in draft.values
        self._questions = {question.id: question for question in questionnaire.questions}
        scales = (question.scale for question in questionnaire.questions)
        self._levels = {
            level.number for scale in scales if isinstance(scale, Scale) for level in scale.levels
        }

    def answers(self) -> dict[str, Answer]:
        """Return the answers in questionnaire order."""
        found: dict[str, Answer] = {}
        for question_id, placed in self._values.get("answers", {}).items():
            question = self._question(question_id, placed.place)
            if question is not None:
                found[question_id] = self._answer(question, placed.value, placed.place)
        return {
            question_id: found[question_id]
            for question_id in self._questions
            if question_id in found
        }

    def _question(self, question_id: str, place: Place) -> Question | None:
        question = self._questions.get(question_id)
        if question is None:
            from egovmaturity.loading.known_questions import note_unknown  # noqa: PLC0415  # seldom

            note_unknown(question_id, self._questionnaire, self._log, "E201", place)
        return question

    def _answer(self, question: Question, values: Values, place: Place) -> Answer:
        details = self._details(question, values)
        rating = self._rating(question, values)
        self._check_single(question, values, place)
        if values.get("not_applicable"):
            return self._not_applicable(question, values, place, details)
        if "reason" in values:
            self._log.warning(
                "W309",
                values.place("reason"),
                message("a reason without not_applicable: true has no effect"),
            )
        if values.get("unknown"):
            return DontKnow(details)
        if rating is None:
            return Unanswered(details)
        verification = values.get("verification", {})
        if verification.get("not_applicable") and "level" not in verification:
            self._log.error(
                "E208",
                place,
                message(
                    "{id} is claimed as a level and verified as not applicable", id=question.id
                ),
                message("Answer not_applicable: true with a reason, or verify a level."),
            )
        self._warn_about_evidence(question, rating, details.evidence, values, place)
        self._warn_about_distance(question, rating, details, place)
        return Rated(rating, details)

    def _check_single(self, question: Question, values: Values, place: Place) -> None:
        """E208: an answer is a level, or not applicable, or unknown; not two of them."""
        said = [key for key in ("level", "value") if key in values]
        said += [key for key in ("not_applicable", "unknown") if values.get(key)]
        if len(said) > 1:
            self._log.error(
                "E208",
                place,
                message("{id} is answered twice: {keys}", id=question.id, keys=", ".join(said)),
                message("Keep one of them."),
            )

    def _rating(self, question: Question, values: Values) -> Rating | None:
        is_number = isinstance(question.scale, NumberRange)
        for key in ("level", "value"):
            if key not in values:
                continue
            where = values.place(key)
            if key == "value" and not is_number:
                self._log.error(
                    "E208",
                    where,
                    message("{id} is answered with a level, not a value", id=question.id),
                    message("Write: level: {level}", level=question.scale.lowest),
                )
                return None
            return self._on_scale(question, values[key], where)
        return None

    def _on_scale(self, question: Question, rating: Any, place: Place) -> Rating | None:
        scale = question.scale
        if isinstance(scale, NumberRange):
            if scale.lowest <= rating <= scale.highest:
                return rating  # type: ignore[no-any-return]  # a fraction
            self._log.error(
                "E204",
                place,
                message(
                    "{value} is outside {low} to {high}",
                    value=_plain(rating),
                    low=scale.lowest,
                    high=scale.highest,
                ),
            )
            return None
        level = scale.find(rating)
        if level is not None:
            return level.number
        self._log.error(
            "E204",
            place,
            message("{value} is not a level of {id}", value=_plain(rating), id=question.id),
            message(
                "Choose the highest level that holds in full: {levels}",
                levels=", ".join(f"{lv.number} ({lv.label})" for lv in scale.levels),
            ),
        )
        return None

    def _not_applicable(
        self, question: Question, values: Values, place: Place, details: Details
    ) -> NotApplicable:
        if not question.allows_not_applicable:
            self._log.error(
                "E206",
                place,
                message('{id} cannot be "not applicable"', id=question.id),
                message(
                    "Every institution can answer it; level {level} is an answer too.",
                    level=question.scale.lowest,
                ),
            )
        elif not values.get("reason") and not self._is_part:  # whoever merges it sees to that
            self._log.error(
                "E206",
                place,
                message('{id} is "not applicable" without a reason', id=question.id),
                message("Add it: reason: ..."),
            )
        if question.mandatory is not None and not values.get("approved_by"):
            self._log.warning(
                "W306",
                place,
                message(
                    "{id} is mandatory; not applicable without approval keeps its stage shut",
                    id=question.id,
                ),
                message("Add who approved it: approved_by: ..."),
            )
        return NotApplicable(values.get("reason", ""), values.get("approved_by", ""), details)

    def _details(self, question: Question, values: Values) -> Details:
        target = values.get("target")
        if target is not None:
            target = self._on_scale(question, target, values.place("target"))
        confidence = values.get("confidence")
        return Details(
            evidence=tuple(self._evidence(question, v) for v in values_of(values.get("evidence"))),
            note=values.get("note", ""),
            owner=values.get("owner", ""),
            target=target,
            verification=self._verification(question, values.get("verification")),
            confidence=Confidence(confidence) if confidence else None,
            review=values.get("review", False),
            source=_source(values.get("source")),
        )

    def _evidence(self, question: Question, values: Values) -> Evidence:
        covers = values.get("for", [])
        names = (covers,) if isinstance(covers, str) else values_of(covers)
        known = [item.id for item in question.evidence]
        for name in names:
            if name not in known:
                self._log.error(
                    "E209",
                    values.place("for"),
                    message('{id} asks for no evidence "{name}"', id=question.id, name=name),
                    self._log.nearest(name, known),
                )
        return Evidence(
            values.get("title", ""),
            values.get("number", ""),
            values.get("date"),
            values.get("location", ""),
            names,
        )

    def _verification(self, question: Question, values: Values | None) -> Verification | None:
        if values is None:
            return None
        rating = values.get("level")
        place = values.place("level")
        if rating is not None:
            if values.get("not_applicable"):
                self._log.error(
                    "E208",
                    place,
                    message("{id} is verified as a level and as not applicable", id=question.id),
                    message("Keep one of them."),
                )
            rating = self._on_scale(question, rating, place)
        elif values.is_missing("level") and not values.get("not_applicable"):
            self._log.error(
                "E012",
                place,
                message(
                    'the key "{key}" is missing in {record}',
                    key="level",
                    record=message("verification"),
                ),
            )
        return Verification(
            rating,
            values.get("by", ""),
            values.get("date"),
            values.get("note", ""),
            _source(values.get("source")),
        )

    def _warn_about_evidence(
        self,
        question: Question,
        rating: Rating,
        evidence: tuple[Evidence, ...],
        values: Values,
        place: Place,
    ) -> None:
        """W301, W310 to W313: what a claim needs is listed, and valid on the day of the answers."""
        lacking = evidence_state(question, rating, evidence, self._day).lacking
        not_listed = [lack.item.text for lack in lacking if lack.document is None]
        if not_listed:
            self._log.warning(
                "W301",
                place,
                message(
                    "{id} claims level {level} and lacks evidence for it: {items}",
                    id=question.id,
                    level=_plain(rating),
                    items="; ".join(not_listed),
                ),
                message("List it under evidence:, or choose the level that can be proven."),
            )
        for lack in lacking:
            if lack.document is not None:
                written = values["evidence"][evidence.index(lack.document)].value
                self._warn_about_document(lack, lack.document, written)

    def _warn_about_document(self, lack: Lack, document: Evidence, written: Values) -> None:
        """W310 to W313: a document is listed for an item whose age limit it does not keep."""
        code, cause, hint = _age_problem(lack, document, self._day)
        self._log.warning(code, written.place("date"), cause, hint)

    def _warn_about_distance(
        self, question: Question, rating: Rating, details: Details, place: Place
    ) -> None:
        """W302: the assessor found far less than is claimed."""
        found = details.verification.rating if details.verification else None
        if (
            found is not None
            and not isinstance(question.scale, NumberRange)
            and rating - found >= 2
        ):
            self._log.warning(
                "W302",
                place,
                message(
                    "{id} claims level {level}, the assessor found {found}",
                    id=question.id,
                    level=_plain(rating),
                    found=_plain(found),
                ),
            )

    def check_part(self) -> None:
        """E201: what was asked exists."""
        part = self._values.get("part", {})
        for placed in part.get("asked", ()):
            self._question(placed.value, placed.place)
        for question_id, placed in part.get("handed_out", {}).items():
            self._question(question_id, placed.place)

    def check_targets(self) -> None:
        """E209, E204: targets name stages that exist and levels that are on their scales."""
        targets = self._values.get("targets", {})
        stages = {stage.id: None for stage in self._questionnaire.stages}
        for stage, placed in targets.get("by_stage", {}).items():
            if stage not in stages:
                self._log.error(
                    "E209",
                    placed.place,
                    message('there is no {kind} "{id}"', kind="stage", id=stage),
                    self._log.nearest(stage, stages),
                )
            self._check_target(placed.value, placed.place)
        if "level" in targets:
            self._check_target(targets["level"], targets.place("level"))

    def _check_target(self, level: int, place: Place) -> None:
        if level not in self._levels:
            self._log.error(
                "E204",
                place,
                message("no scale of the questionnaire has a level {level}", level=level),
            )

    def check_actions(self) -> None:
        """E201, E204, E209, W305: actions raise questions that exist, to levels that exist."""
        seen: set[str] = set()
        for placed in self._values.get("actions", ()):
            action = placed.value
            if "id" in action and action["id"] in seen:
                self._log.error(
                    "E209",
                    action.place("id"),
                    message(
                        'the id "{id}" is already taken by "{first}"',
                        id=action["id"],
                        first=action["id"],
                    ),
                )
            seen.add(action.get("id"))
            for question_id, level in action.get("raises", {}).items():
                question = self._question(question_id, level.place)
                if question is not None:
                    self._on_scale(question, level.value, level.place)
            start, end = action.get("start"), action.get("end")
            if start and end and end < start:
                self._log.error(
                    "E209", action.place("end"), message("the action ends before it begins")
                )
            absent = [key for key in ("owner", "end", "raises") if _is_absent(action, key)]
            if absent:
                self._log.warning(
                    "W305",
                    placed.place,
                    message("the action names no {keys}", keys=", ".join(absent)),
                )


def _age_problem(lack: Lack, document: Evidence, day: date | None) -> tuple[str, Message, Message]:
    """Say why a document is not valid for an item on ``day``: code, cause and way out."""
    limit = lack.item.valid_for
    age = limit.written if limit else ""
    text = lack.item.text
    if lack.reason is LackReason.UNDATED:
        return (
            "W311",
            message('the document has no date; "{text}" is valid for {age}', text=text, age=age),
            message("Add its date, such as: date: 2026-01-31"),
        )
    if lack.reason is LackReason.LATER:
        return (
            "W312",
            message('the document is later than {day}: "{text}"', day=day, text=text),
            message("Correct its date, or the day the answers describe (as_of)."),
        )
    if lack.reason is LackReason.EXPIRED and limit and document.dated:
        return (
            "W310",
            message(
                'the document was valid until {end}, before {day}: "{text}" is valid for {age}',
                end=limit.after(document.dated),
                day=day,
                text=text,
                age=age,
            ),
            message("List a newer document, or choose the level that can be proven."),
        )
    return (
        "W313",
        message('no day is given on which "{text}", valid for {age}, counts', text=text, age=age),
        message("Add the day the answers describe: as_of: 2026-01-31, or use --as-of."),
    )


def _is_absent(values: Values, key: str) -> bool:
    """Whether a key says nothing; a value that was refused is another matter."""
    return not values.get(key) and (key in values or values.is_missing(key))


def _plain(number: Rating) -> str:
    """Write a number the way people do; a fraction that has no short decimal stays one."""
    if number == int(number):
        return str(int(number))
    as_float = float(number)
    return f"{as_float:g}" if number == type(number)(f"{as_float:g}") else str(number)


def _occasion(values: Mapping[str, Any], as_of: date | None) -> Occasion:
    """Say when and for what the answers were made, as far as the file could be read.

    A file without a year is refused before anybody can see the one that is put in here.
    """
    return Occasion(
        values.get("year", 0),
        as_of or values.get("as_of"),
        values.get("report_date"),
        values.get("purpose", ""),
        values.get("team", ""),
        values.get("subject", ""),
    )


def _sheet(
    draft: DraftAnswers,
    questionnaire: Questionnaire,
    occasion: Occasion,
    answers: Mapping[str, Answer],
) -> AnswerSheet:
    values = draft.values
    questions = {question.id: question for question in questionnaire.questions}
    institution = values["institution"]
    targets = values.get("targets", {})
    kind = institution.get("kind")
    return AnswerSheet(
        file=PurePath(draft.source.name).name,
        sha256=draft.source.sha256,
        language=draft.language,
        questionnaire=questionnaire.reference,
        institution=Institution(
            institution.get("id", ""), institution["name"], InstitutionKind(kind) if kind else None
        ),
        occasion=occasion,
        targets=Targets(
            targets.get("year"),
            targets.get("level"),
            {stage: placed.value for stage, placed in targets.get("by_stage", {}).items()},
        ),
        answers=answers,
        actions=tuple(_action(v, questions) for v in values_of(values.get("actions"))),
        decisions=values_of(values.get("decisions")),
        fictional=values.get("fictional", False),
        part=_part(values["part"], questionnaire) if "part" in values else None,
    )


def _part(values: Values, questionnaire: Questionnaire) -> Part:
    asked = frozenset(values_of(values["asked"]))
    return Part(
        owner=values.get("owner", ""),
        asked=tuple(q.id for q in questionnaire.questions if q.id in asked),
        purpose=Purpose(values.get("purpose", "self")),
        respondent=_respondent(values.get("respondent", {})),
        due=values.get("due"),
        handed_out={q: placed.value for q, placed in values.get("handed_out", {}).items()},
        questionnaire_sha256=values.get("questionnaire_sha256", ""),
    )


def _respondent(values: Mapping[str, Any]) -> Respondent:
    return Respondent(
        name=values.get("name", ""),
        position=values.get("position", ""),
        dated=values.get("date"),
        staff_number=values.get("staff_number", ""),
        phone=values.get("phone", ""),
        superior=values.get("superior", ""),
    )


def _source(values: Values | None) -> Source | None:
    if values is None:
        return None
    return Source(values.get("file", ""), values.get("sha256", ""), values.get("date"))


def _action(values: Values, questions: Mapping[str, Question]) -> Action:
    def rating(question_id: str, number: Rating) -> Rating:
        return number if isinstance(questions[question_id].scale, NumberRange) else int(number)

    return Action(
        values["id"],
        values["title"],
        {q: rating(q, placed.value) for q, placed in values.get("raises", {}).items()},
        values.get("owner", ""),
        values_of(values.get("support")),
        values.get("start"),
        values.get("end"),
        values.get("budget"),
        values.get("budget_line", ""),
        ActionStatus(values.get("status", "planned")),
    )
