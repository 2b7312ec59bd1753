"""The tool's own words in the languages it speaks: gettext catalogues, nothing global."""

from collections.abc import Callable, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from egovmaturity.domain.diagnostics import Message

if TYPE_CHECKING:  # help needs no questionnaire
    from egovmaturity.domain.questionnaire import Questionnaire

LANGUAGES = ("id", "en")
"""Languages of messages and reports; English is the language of the source texts."""


NOUNS = ("question", "stage", "section", "factor")
"""What questionnaires name themselves; see their ``terms``."""


class Words:
    """Says the tool's sentences in one language.

    What a questionnaire calls its questions, stages, sections and factors stands in a sentence as
    ``{question}``, ``{stages}`` and so on, with a large first letter as ``{Question}``. Without
    terms of a questionnaire (see ``naming``) these are the tool's own words.
    """

    def __init__(self, language: str, names: Mapping[str, str] | None = None) -> None:
        """Load the catalogue of ``language``; English, and any unknown language, needs none."""
        self.language = language if language in LANGUAGES else "en"
        self.names = names or {}
        self._catalogue = _catalogue(self.language)

    def __call__(self, text: str, /, **values: object) -> str:
        """Translate ``text`` and put ``values`` in their places."""
        return self._catalogue.gettext(text).format_map(self._named(values)) if text else ""

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate a sentence about ``number`` things, which stands at ``{n}``."""
        text = self._catalogue.ngettext(one, many, number)
        return text.format_map(self._named({**values, "n": number}))

    def naming(self, questionnaire: "Questionnaire") -> "Words":
        """Return the same words with a questionnaire's own names for its parts.

        Its terms stand in sentences of its own language only; where it has no texts in the language
        of these words, they stay the tool's own, and only titles are foreign. A term without a
        plural of its own forms it as English does; Indonesian has none.
        """
        names: dict[str, str] = {}
        if questionnaire.language == self.language:
            names |= {name: given for name, given in questionnaire.terms._asdict().items() if given}
        for name in NOUNS:
            if name in names:
                names.setdefault(f"{name}s", self._many(names[name]))
        return Words(self.language, names)

    def with_names(self, change: Callable[[str], str]) -> "Words":
        """Return the same words with every given name changed, as an output format needs it."""
        return Words(self.language, {key: change(name) for key, name in self.names.items()})

    def name(self, key: str) -> str:
        """Return the name for ``question``, ``stages`` and the like; see the class.

        Raises:
            KeyError: It is none of these.
        """
        if key.lower() not in _DEFAULTS:
            raise KeyError(key)
        given = self.names.get(key.lower())
        name = self._catalogue.gettext(_DEFAULTS[key.lower()]) if given is None else given
        return name[:1].upper() + name[1:] if key[:1].isupper() else name

    def _many(self, noun: str) -> str:
        if self.language == "id":
            return noun
        is_like_activity = noun.endswith("y") and noun[-2:-1] not in {*"aeiou", ""}
        return f"{noun[:-1]}ies" if is_like_activity else f"{noun}s"

    def _named(self, values: Mapping[str, object]) -> "_Values":
        return _Values(values, self)

    def say(self, message: Message) -> str:
        """Translate a message and, inside it, every value that is a message itself."""
        values = {
            name: self.say(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
        return self(message.text, **values)


class _Values(dict[str, object]):
    """The values of a sentence; what is not among them may be a name."""

    def __init__(self, values: Mapping[str, object], words: Words) -> None:
        super().__init__(values)
        self._words = words

    def __missing__(self, key: str) -> str:
        return self._words.name(key)


@cache
def _catalogue(language: str) -> NullTranslations:
    """Read the catalogue of a language, once a run: reading takes as long as scoring does."""
    path = Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "egovmaturity.mo"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


def to_translate(text: str) -> str:
    """Mark a text that is translated where it is used, not where it stands."""
    return text


_DEFAULTS = {
    "question": to_translate("question"),
    "questions": to_translate("questions"),
    "stage": to_translate("stage"),
    "stages": to_translate("stages"),
    "section": to_translate("section"),
    "sections": to_translate("sections"),
    "factor": to_translate("factor"),
    "factors": to_translate("factors"),
}
"""The tool's own words where a questionnaire gives none."""
