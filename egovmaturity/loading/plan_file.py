"""A plan file to ``PlanData``, checked against its questionnaire."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from egovmaturity.domain.circles import StandsOn, circle
from egovmaturity.domain.diagnostics import Diagnostic, message
from egovmaturity.domain.questionnaire import NumberRange, Question, Questionnaire
from egovmaturity.domain.roadmap import Conditions, Enabler, Need, PlanData, Unit
from egovmaturity.loading.known_questions import note_unknown
from egovmaturity.loading.log import WHOLE_FILE, Log, Place
from egovmaturity.loading.plan_shape import PLAN, PLAN_FORMAT
from egovmaturity.loading.questionnaire_file import read_document
from egovmaturity.loading.questionnaire_rules import shortened
from egovmaturity.loading.shapes import Values, values_of
from egovmaturity.loading.text_source import SourceText


class DraftPlan(NamedTuple):
    """A plan file whose structure was read, before its questionnaire is known."""

    source: SourceText
    values: Values
    log: Log

    @property
    def questionnaire(self) -> str:
        """The reference the file names; empty if refused."""
        return str(self.values.get("questionnaire", ""))

    @property
    def reference_place(self) -> Place:
        """Where the questionnaire is named."""
        return self.values.place("questionnaire")

    @property
    def folder(self) -> Path:
        """The folder of the file, beside which questionnaires are looked for."""
        return Path(self.source.name).parent


class LoadedPlan(NamedTuple):
    """What a plan file says, and the warnings about it."""

    data: PlanData
    warnings: tuple[Diagnostic, ...]


def open_plan(source: SourceText) -> DraftPlan:
    """Read the structure of a plan file; content is checked by ``complete_plan``.

    Raises:
        ContentError: The text is no plan file at all.
    """
    log = Log(source.name, source.text)
    return DraftPlan(source, read_document(source, log, PLAN, PLAN_FORMAT), log)


def complete_plan(draft: DraftPlan, questionnaire: Questionnaire) -> LoadedPlan:
    """Check a plan file against its questionnaire and make the value.

    Raises:
        ContentError: With every problem of the file, those of its structure included.
    """
    _Checker(draft, questionnaire).check()
    draft.log.stop_on_errors()
    values = draft.values
    data = PlanData(
        file=PurePath(draft.source.name).name,
        sha256=draft.source.sha256,
        questions={q: _conditions(p.value) for q, p in values.get("questions", {}).items()},
        enablers=tuple(_enabler(v) for v in values_of(values.get("enablers"))),
        budgets={year: Fraction(p.value) for year, p in values.get("budgets", {}).items()},
    )
    return LoadedPlan(data, draft.log.diagnostics)


class _Checker:
    """Notes what does not fit the questionnaire."""

    def __init__(self, draft: DraftPlan, questionnaire: Questionnaire) -> None:
        self._draft, self._values, self._log = draft, draft.values, draft.log
        self._questionnaire = questionnaire
        self._questions = {question.id: question for question in questionnaire.questions}

    def check(self) -> None:
        """Go through the file."""
        self._check_reference()
        for question_id, placed in self._values.get("questions", {}).items():
            question = self._question(question_id, placed.place)
            if question is not None:
                self._check_steps(question, placed.value, placed.place)
            self._check_needs(placed.value, question)
        seen: set[str] = set()
        for placed in self._values.get("enablers", ()):
            self._check_id(placed.value, seen)
            self._check_serves(placed.value)
            self._check_needs(placed.value, None)
        if not self._log.has_errors:
            self._check_circle()

    def _check_reference(self) -> None:
        """E305: costs of another edition may be about other steps."""
        named, _, edition = self._draft.questionnaire.partition("@")
        is_same = named == self._questionnaire.id
        if not named or (is_same and edition in {"", self._questionnaire.edition}):
            return
        self._log.error(
            "E305",
            self._draft.reference_place,
            message(
                'the plan is for "{found}", the answers are for "{expected}"',
                found=self._draft.questionnaire,
                expected=self._questionnaire.reference,
            ),
            message("Look at what its levels mean there, then name that edition."),
        )

    def _question(self, question_id: str, place: Place) -> Question | None:
        """E301: return the question meant."""
        question = self._questions.get(question_id)
        if question is None:
            note_unknown(question_id, self._questionnaire, self._log, "E301", place)
        return question

    def _check_steps(self, question: Question, values: Values, place: Place) -> None:
        """E302: costs and years stand by the level that a step leads to."""
        if isinstance(question.scale, NumberRange):
            self._no_step(question, place)
            return
        for key in ("cost", "effort", "earliest"):
            written = values.get(key)
            for level, placed in written.items() if isinstance(written, dict) else ():
                self._check_step(question, level, placed.place)

    def _check_step(self, question: Question, level: int, place: Place) -> None:
        if isinstance(question.scale, NumberRange):
            self._no_step(question, place)
            return
        steps = [each.number for each in question.scale.levels[1:]]
        if level not in steps:
            self._log.error(
                "E302",
                place,
                message("no step of {id} leads to level {level}", id=question.id, level=level),
                message("Possible: {words}", words=", ".join(map(str, steps))),
            )

    def _no_step(self, question: Question, place: Place) -> None:
        self._log.error(
            "E302",
            place,
            message("{id} is answered with a number and has no steps", id=question.id),
            message("Leave it out; a plan takes numbers as they are."),
        )

    def _check_needs(self, values: Values, of: Question | None) -> None:
        for placed in values.get("requires", ()):
            need: Values = placed.value
            if "question" in need:
                other = self._question(need["question"], need.place("question"))
                if other is not None and "level" in need:
                    self._check_step(other, need["level"], need.place("level"))
            if of is not None and "from_level" in need:
                self._check_step(of, need["from_level"], need.place("from_level"))

    def _check_id(self, values: Values, seen: set[str]) -> None:
        """E303: steps and enablers are told apart by their ids."""
        enabler = str(values.get("id", ""))
        if enabler in seen or enabler in self._questions:
            self._log.error(
                "E303",
                values.place("id"),
                message('the id "{id}" is taken already', id=enabler),
                message("Choose another id."),
            )
        seen.add(enabler)

    def _check_serves(self, values: Values) -> None:
        serves = values.get("serves", {})
        if isinstance(serves, str):
            self._question(serves, values.place("serves"))
            return
        for question_id, placed in serves.items():
            question = self._question(question_id, placed.place)
            if question is not None:
                self._check_step(question, placed.value, placed.place)

    def _check_circle(self) -> None:
        """E304: together with the questionnaire nothing may wait for itself."""
        stands: dict[str, list[StandsOn]] = {}
        for question in self._questionnaire.questions:
            stands[question.id] = [
                StandsOn(each.from_level or 0, each.question, each.level)
                for each in question.requires
            ]
        for question_id, placed in self._values.get("questions", {}).items():
            stands[question_id] += _stands(placed.value)
        for placed in self._values.get("enablers", ()):
            enabler: Values = placed.value
            stands[enabler["id"]] = _stands(enabler)
            for question_id, level in _serves(enabler).items():
                stands[question_id].append(StandsOn(level or 0, enabler["id"], 0))
        path = circle(stands)
        if path:
            self._log.error(
                "E304",
                self._place_of(path),
                message("prerequisites go round in a circle: {path}", path=shortened(path)),
                message("Take one of them away."),
            )

    def _place_of(self, path: Iterable[str]) -> Place:
        """Return where this file speaks of something in a circle."""
        questions = self._values.get("questions", {})
        enablers = {p.value["id"]: p.place for p in self._values.get("enablers", ())}
        asking = [q for q in path if q in questions and "requires" in questions[q].value]
        places = [questions[q].value.place("requires") for q in asking]
        places += [enablers[each] for each in path if each in enablers]
        return places[0] if places else WHOLE_FILE


def _stands(values: Values) -> list[StandsOn]:
    return [StandsOn(need.from_level or 0, need.question, need.level) for need in _needs(values)]


def _needs(values: Values) -> tuple[Need, ...]:
    return tuple(
        Need(v["question"], v["level"], v.get("from_level"), v.get("lag", 0))
        for v in values_of(values.get("requires"))
    )


def _conditions(values: Values) -> Conditions:
    units = {Unit.RUPIAH: "cost", Unit.EFFORT: "effort"}
    return Conditions(
        cost={unit: _amounts(values[key]) for unit, key in units.items() if key in values},
        earliest=_by_step(values.get("earliest")),
        owner=values.get("owner", ""),
        needs=_needs(values),
    )


def _amounts(written: Any) -> dict[int | None, Fraction]:
    return {level: Fraction(amount) for level, amount in _by_step(written).items()}


def _by_step(written: Any) -> dict[int | None, Any]:
    """Return what was written by step, or under ``None`` for the question as a whole."""
    if written is None:
        return {}
    if isinstance(written, dict):
        return {level: placed.value for level, placed in written.items()}
    return {None: written}


def _enabler(values: Values) -> Enabler:
    units = {Unit.RUPIAH: "cost", Unit.EFFORT: "effort"}
    return Enabler(
        id=values["id"],
        title=values["title"],
        cost={unit: Fraction(values[key]) for unit, key in units.items() if key in values},
        serves=_serves(values),
        needs=_needs(values),
        earliest=values.get("earliest"),
        lag=values.get("lag", 0),
        owner=values.get("owner", ""),
    )


def _serves(values: Values) -> Mapping[str, int | None]:
    serves = values["serves"]
    if isinstance(serves, str):
        return {serves: None}
    return {question: placed.value for question, placed in serves.items()}
