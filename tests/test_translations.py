"""Promises about the tool's own words: nothing untranslated, nothing left over, nothing stale."""

import string

import catalogue
import pytest

from egovmaturity.language import NOUNS, Words


@pytest.fixture(scope="module")
def sources():
    return catalogue.extracted()


@pytest.fixture(scope="module")
def indonesian():
    return catalogue.translations(catalogue.read())


def fields(text):
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


NAMES = {name for noun in NOUNS for name in (noun, f"{noun}s", noun.title(), f"{noun}s".title())}
"""What a questionnaire names; a translation may use another form, or a pronoun."""


def test_every_message_is_translated(sources, indonesian):
    missing = [key for key in sources if not indonesian.get(key)]
    assert missing == [], "run: python tests/catalogue.py"


def test_no_translation_is_left_over(sources, indonesian):
    assert [key for key in indonesian if key not in sources] == []


def test_translations_keep_the_places_of_values(sources, indonesian):
    broken = {}
    for key, message in sources.items():
        wanted = set(fields(message if isinstance(message, str) else message[-1]))
        found = set(fields(indonesian[key]))
        if found - NAMES != wanted - NAMES or not found <= wanted | NAMES:
            broken[key] = indonesian[key]
    assert broken == {}


def test_the_catalogue_files_are_current():
    wanted = catalogue.updated(catalogue.translations(catalogue.read()))
    assert catalogue.as_po(wanted) == catalogue.PO.read_text(encoding="utf-8")
    assert catalogue.as_mo(wanted) == catalogue.MO.read_bytes()


def test_every_message_can_be_said_in_both_languages(sources):
    for message in sources.values():
        values = dict.fromkeys(fields(message if isinstance(message, str) else message[1]), 7)
        for language in ("id", "en"):
            words = Words(language)
            if isinstance(message, str):
                assert words(message, **values)
            else:
                values.pop("n", None)
                assert words.plural(*message, 1, **values)
                assert words.plural(*message, 2, **values)


def test_plurals_follow_english_and_stay_one_form_in_indonesian():
    english, indonesian = Words("en"), Words("id")
    assert english.plural("{n} error", "{n} errors", 1) == "1 error"
    assert english.plural("{n} error", "{n} errors", 2) == "2 errors"
    assert indonesian.plural("{n} error", "{n} errors", 2) == "2 galat"
