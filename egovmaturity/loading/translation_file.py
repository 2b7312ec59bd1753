"""A translation: the texts of a questionnaire in another language, by id."""

import re
from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Any

from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import (
    DEFAULT_SCALE,
    Band,
    BandedRule,
    Question,
    Questionnaire,
    Scale,
    Section,
    Terms,
)
from egovmaturity.loading.log import WHOLE_FILE, Log, Place
from egovmaturity.loading.questionnaire_file import (
    LoadedQuestionnaire,
    heed_any_comments,
    read_document,
)
from egovmaturity.loading.questionnaire_rules import warn_about_same_texts
from egovmaturity.loading.questionnaire_shape import TRANSLATION, TRANSLATION_FORMAT
from egovmaturity.loading.shapes import Placed, Values, values_of
from egovmaturity.loading.text_source import SourceText


def translate(questionnaire: Questionnaire, source: SourceText) -> LoadedQuestionnaire:
    """Return the questionnaire with its texts replaced, and the warnings about the translation.

    Rules, numbers and ids never change. A text that is missing stays in the base language and
    is named in a warning (Q301), so that no report has an empty cell.

    Raises:
        ContentError: The translation belongs to something else, or names unknown ids (Q302).
    """
    log = Log(source.name, source.text)
    values = read_document(source, log, TRANSLATION, TRANSLATION_FORMAT)
    _check_belongs(questionnaire, values, log)
    translator = _Translator(values, log)
    translated = translator.questionnaire(questionnaire)._replace(translation_sha256=source.sha256)
    heed_any_comments(values, log)
    log.stop_on_errors()
    return LoadedQuestionnaire(translated, log.diagnostics, values, log)


def _check_belongs(questionnaire: Questionnaire, values: Values, log: Log) -> None:
    for key, expected in (
        ("questionnaire", questionnaire.id),
        ("edition", questionnaire.edition),
    ):
        if values.get(key, expected) != expected:
            log.error(
                "Q302",
                values.place(key),
                message(
                    'the translation is of "{found}", the questionnaire is "{expected}"',
                    found=values[key],
                    expected=expected,
                ),
            )
    _check_language(questionnaire, values, log)


def _check_language(questionnaire: Questionnaire, values: Values, log: Log) -> None:
    """Q302: a translation has a language of its own, the one its file is named after."""
    language, named = values.get("language"), PurePath(log.file).stem
    if language is None:
        return
    if language == questionnaire.language:
        cause = message('"{language}" is the language of the base file itself', language=language)
        log.error("Q302", values.place("language"), cause)
    elif re.fullmatch("[a-z]{2}", named) and language != named:
        log.error(
            "Q302",
            values.place("language"),
            message(
                'the file is named "{named}", its language is "{language}"',
                named=named,
                language=language,
            ),
        )


class _Translator:
    """Puts translated texts in place and notes what is missing or left over."""

    def __init__(self, values: Values, log: Log) -> None:
        self._values, self._log = values, log

    def questionnaire(self, base: Questionnaire) -> Questionnaire:
        """Replace every text there is a translation of."""
        values = self._values
        terms = values.get("terms", {})
        self._reject_unknown("stages", {stage.id for stage in base.stages})
        self._reject_unknown("sections", {section.id for section in base.walk_sections()})
        self._reject_unknown("factors", {factor.id for factor in base.factors})
        self._reject_unknown("sources", {source.id for source in base.sources})
        self._reject_unknown("blueprint", {item.id for item in base.blueprint})
        self._reject_unknown("questions", {question.id for question in base.questions})
        scales = {q.scale.id: q.scale for q in base.questions if isinstance(q.scale, Scale)}
        if not isinstance(base.rule, BandedRule):
            self._reject_unknown("bands", ())
        self._reject_unused_scales(scales)
        translated_scales = {name: self._scale(scale) for name, scale in scales.items()}
        self._reject_unknown("contradictions", {each.id for each in base.contradictions})
        self._reject_unknown("outline", _outline_ids(base))
        sources, blueprint = values.get("sources", {}), values.get("blueprint", {})
        reasons = values.get("contradictions", {})
        return base._replace(
            title=self._text(values, "title", base.title, "title"),
            description=self._text(values, "description", base.description, "description"),
            notice=self._text(values, "notice", base.notice, "notice"),
            status_note=self._text(values, "status_note", base.status_note, "status_note"),
            cite=values.get("cite") or base.cite,
            language=values.get("language", base.language),
            terms=Terms(*(terms.get(name, "") for name in Terms._fields)),
            stages=tuple(self._titled("stages", stage) for stage in base.stages),
            sections=tuple(self._section(section) for section in base.sections),
            factors=tuple(self._titled("factors", factor) for factor in base.factors),
            sources=tuple(
                s._replace(text=sources[s.id].value or s.text) if s.id in sources else s
                for s in base.sources
            ),
            blueprint=tuple(
                item._replace(title=self._entry("blueprint", blueprint, item.id, item.title))
                for item in base.blueprint
            ),
            rule=self._bands(base.rule) if isinstance(base.rule, BandedRule) else base.rule,
            questions=tuple(self._question(q, translated_scales) for q in base.questions),
            contradictions=tuple(
                each._replace(because=self._entry("contradictions", reasons, each.id, each.because))
                for each in base.contradictions
            ),
            outline=tuple(
                self._titled("outline", part)._replace(
                    topics=tuple(self._titled("outline", topic) for topic in part.topics)
                )
                for part in base.outline
            ),
        )

    def _text(self, values: Mapping[str, Any], key: str, base: str, what: str) -> str:
        """Return the translated text, or the base text and a warning."""
        if base and not values.get(key):
            self._missing(what, _place(values, key))
        return str(values.get(key) or base)

    def _missing(self, what: str, place: Place) -> None:
        self._log.warning(
            "Q301", place, message("not translated: {what}; the base text is shown", what=what)
        )

    def _entry(self, kind: str, values: Mapping[str, Placed], key: str, base: str) -> str:
        if key not in values or not values[key].value:
            self._missing(f"{kind} {key}", self._values.place(kind))
            return base
        return str(values[key].value)

    def _titled(self, kind: str, item: Any) -> Any:
        texts = self._record(kind, item.id)
        return item._replace(
            title=self._text(texts, "title", item.title, f"{kind} {item.id}: title"),
            about=self._text(texts, "about", item.about, f"{kind} {item.id}: about"),
        )

    def _record(self, kind: str, key: str) -> Mapping[str, Any]:
        placed = self._values.get(kind, {}).get(key)
        record: Mapping[str, Any] = placed.value if placed else {}
        return record

    def _section(self, section: Section) -> Section:
        titled: Section = self._titled("sections", section)
        return titled._replace(sections=tuple(self._section(s) for s in section.sections))

    def _bands(self, rule: BandedRule) -> BandedRule:
        self._reject_unknown("bands", {band.id for band in rule.bands})
        return rule._replace(bands=tuple(self._band(band) for band in rule.bands))

    def _band(self, band: Band) -> Band:
        texts = self._record("bands", band.id)
        return band._replace(
            label=self._text(texts, "label", band.label, f"bands {band.id}: label"),
            about=self._text(texts, "about", band.about, f"bands {band.id}: about"),
        )

    def _scale(self, scale: Scale) -> Scale:
        named = self._values.get("scales", {}).get(scale.id)
        labels: Mapping[int, Placed] = named.value if named else {}
        if scale.id == DEFAULT_SCALE:
            labels = self._values.get("levels", {})
        return scale._replace(
            levels=tuple(
                level._replace(label=self._level(labels, level.number, level.label, scale.id))
                for level in scale.levels
            )
        )

    def _level(self, texts: Mapping[int, Placed], number: int, base: str, what: str) -> str:
        if number not in texts or not texts[number].value:
            self._missing(f"{what}: {number}", WHOLE_FILE)
            return base
        return str(texts[number].value)

    def _question(self, question: Question, scales: Mapping[str, Scale]) -> Question:
        texts = self._record("questions", question.id)
        name = question.id
        self._reject_levels_off(question.scale, texts.get("levels", {}))
        self._reject_levels_off(question.scale, texts.get("recommend", {}))
        if question.title == question.ask and not texts.get("title"):
            title = str(texts.get("ask") or question.ask)
        else:
            title = self._text(texts, "title", question.title, f"{name}: title")
        return question._replace(
            title=title,
            ask=self._text(texts, "ask", question.ask, f"{name}: ask"),
            why=self._text(texts, "why", question.why, f"{name}: why"),
            owner=self._text(texts, "owner", question.owner, f"{name}: owner"),
            scale=scales[question.scale.id]
            if isinstance(question.scale, Scale)
            else question.scale,
            rubric=self._rubric(texts, question),
            recommend=self._numbered(texts, "recommend", question.recommend, name),
            evidence=self._evidence(texts, question),
        )

    def _rubric(self, texts: Mapping[str, Any], question: Question) -> Mapping[int, str]:
        warn_about_same_texts(texts.get("levels", {}), self._log)
        return self._numbered(texts, "levels", question.rubric, question.id)

    def _numbered(
        self, texts: Mapping[str, Any], key: str, base: Mapping[int, str], name: str
    ) -> Mapping[int, str]:
        translated: Mapping[int, Placed] = texts.get(key, {})
        return {
            number: self._level(translated, number, text, f"{name}: {key}")
            for number, text in base.items()
        }

    def _evidence(self, texts: Mapping[str, Any], question: Question) -> tuple[Any, ...]:
        translated = values_of(texts.get("evidence"))
        if translated and len(translated) != len(question.evidence):
            self._log.warning(
                "Q301",
                _place(texts, "evidence"),
                message(
                    "{found} evidence texts, the base file has {wanted}; the base texts are shown",
                    found=len(translated),
                    wanted=len(question.evidence),
                ),
                message("Give one text for each, in the order of the base file."),
            )
            return question.evidence
        if question.evidence and not (translated and all(translated)):
            self._missing(f"{question.id}: evidence", WHOLE_FILE)
            return question.evidence
        return tuple(
            item._replace(text=text)
            for item, text in zip(question.evidence, translated, strict=True)
        )

    def _reject_unknown(self, kind: str, known: Collection[str]) -> None:
        for key, placed in self._values.get(kind, {}).items():
            if key not in known:
                self._log.error(
                    "Q302",
                    placed.place,
                    message('there is no "{id}" under {kind} in the base file', id=key, kind=kind),
                    self._log.nearest(key, sorted(known)),
                )

    def _reject_unused_scales(self, scales: Mapping[str, Scale]) -> None:
        """Refuse labels of scales and levels that no question has."""
        named: Mapping[str, Placed] = self._values.get("scales", {})
        for name, placed in named.items():
            if name in scales and name != DEFAULT_SCALE:
                self._reject_levels_off(scales[name], placed.value)
            else:
                self._log.error(
                    "Q302",
                    placed.place,
                    message('no question of the base file uses the scale "{id}"', id=name),
                    self._log.nearest(name, sorted(scales.keys() - {DEFAULT_SCALE})),
                )
        if DEFAULT_SCALE in scales:
            self._reject_levels_off(scales[DEFAULT_SCALE], self._values.get("levels", {}))

    def _reject_levels_off(self, scale: Any, texts: Mapping[int, Placed]) -> None:
        levels = scale.levels if isinstance(scale, Scale) else ()
        known = {level.number for level in levels}
        for number, placed in texts.items():
            if number not in known:
                self._log.error(
                    "Q302",
                    placed.place,
                    message("level {level} is not on the scale", level=number),
                )


def _outline_ids(base: Questionnaire) -> set[str]:
    """Return the ids of the parts of the master plan and of their topics."""
    topics = {topic.id for part in base.outline for topic in part.topics}
    return topics | {part.id for part in base.outline}


def _place(texts: Mapping[str, Any], key: str) -> Place:
    """Return where a text stands or should stand; texts that are not there at all have no place."""
    return texts.place(key) if isinstance(texts, Values) else WHOLE_FILE
