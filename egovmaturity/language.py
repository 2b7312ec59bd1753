"""The tool's own words in the languages it speaks: gettext catalogues, nothing global."""

from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from egovmaturity.domain.diagnostics import Message

LANGUAGES = ("id", "en")
"""Languages of messages and reports; English is the language of the source texts."""


class Words:
    """Says the tool's sentences in one language."""

    def __init__(self, language: str) -> None:
        """Load the catalogue of ``language``; English, and any unknown language, needs none."""
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = _catalogue(self.language)

    def __call__(self, text: str, /, **values: object) -> str:
        """Translate ``text`` and put ``values`` in their places."""
        return self._catalogue.gettext(text).format(**values) if text else ""

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate a sentence about ``number`` things, which stands at ``{n}``."""
        return self._catalogue.ngettext(one, many, number).format(n=number, **values)

    def say(self, message: Message) -> str:
        """Translate a message and, inside it, every value that is a message itself."""
        values = {
            name: self.say(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
        return self(message.text, **values)


def _catalogue(language: str) -> NullTranslations:
    path = Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "egovmaturity.mo"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


def to_translate(text: str) -> str:
    """Mark a text that is translated where it is used, not where it stands."""
    return text
