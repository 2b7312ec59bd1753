"""What the files are called that offices are sent: the same names on every run."""

from typing import NamedTuple

from egovmaturity.authoring.slugs import slug
from egovmaturity.collecting.handouts import Asking, owners
from egovmaturity.domain.answers import Purpose
from egovmaturity.language import Words, to_translate


class Kind(NamedTuple):
    """A kind of file that offices answer in.

    ``for_all`` is what it is called where everybody is asked in one, ``making`` what is said while
    it is made; both are translated when they are used.
    """

    ending: str
    for_all: str
    making: str


SHEET = Kind(".xlsx", to_translate("answer-sheet"), to_translate("Making sheets"))
FORM = Kind(".html", to_translate("answer-form"), to_translate("Making forms"))


def name_for_all(asking: Asking, kind: Kind, words: Words) -> str:
    """Return the name of the file that asks everybody everything: ``formulir-2026.html``.

    ``words`` are in the language of the file, here and below.
    """
    return _named(words(kind.for_all), asking, words) + kind.ending


def names_by_owner(asking: Asking, kind: Kind, words: Words) -> dict[str, str]:
    """Return the name of every office's file, whoever is asked: ``dinas-kominfo-2026.xlsx``.

    Names are unlike each other. The questions without an owner have a file too, under the empty
    name.
    """
    stems = stems_by_owner(asking, words)
    return {owner: _named(stem, asking, words) + kind.ending for owner, stem in stems.items()}


def stems_by_owner(asking: Asking, words: Words) -> dict[str, str]:
    """Return how every office is called in the names of files: ``dinas-kominfo``.

    They are unlike each other; the empty name stands for the questions without an owner.
    """
    nobody = words("without-owner")
    stems = {"": nobody}
    taken = {nobody, words(SHEET.for_all), words(FORM.for_all)}
    for owner in filter(None, owners(asking)):
        stems[owner] = slug(owner, taken, words("owner"))
        taken.add(stems[owner])
    return stems


def name_of_notes(words: Words) -> str:
    """Return the name of the file of messages: ``pesan-whatsapp.txt``."""
    return words("messages") + ".txt"


def _named(stem: str, asking: Asking, words: Words) -> str:
    """Add the purpose and the year to what a file is called."""
    is_verification = asking.terms.purpose is Purpose.VERIFICATION
    purpose = f"-{words('verification')}" if is_verification else ""
    return f"{stem}{purpose}-{asking.sheet.occasion.year}"
