"""Promises about the tool's own words: nothing untranslated, nothing left over, nothing stale."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "egovmaturity" / "locale" / "id" / "LC_MESSAGES" / "egovmaturity.po"
KEYWORDS = ["message", "words", "_words", "to_translate", "plural:1,2", "ngettext:1,2"]
KEYWORDS += ["_", "Key:2", "Record:1"]
    "message",
    "words",
    "_words",
    "to_translate",
    "plural:1,2",
    "ngettext:1,2",
    "_",
    "Key:2",
    "Record:1",
]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Every message of the sources, extracted the way CONTRIBUTING.md says."""
    target = tmp_path_factory.mktemp("pot") / "egovmaturity.pot"
    keywords = [part for word in KEYWORDS for part in ("-k", word)]
    subprocess.run(
        [
            Path(sys.executable).parent / "pybabel",
            "-q",
            "extract",
            "-F",
            "babel.cfg",
            "--no-default-keywords",
            *keywords,
            "-o",
            target,
            "egovmaturity",
            "report_templates",
        ],
        cwd=ROOT,
        check=True,
    )
    with target.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="id")


def singular(message):
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def placeholders(text):
    return sorted(set(re.findall(r"\{(\w+)\}", text)))


def test_every_message_is_translated(template, catalogue):
    known = {singular(m): m for m in catalogue if m.id}
    missing = [
        singular(m)
        for m in template
        if m.id
        and (singular(m) not in known or not known[singular(m)].string or known[singular(m)].fuzzy)
    ]
    assert missing == [], "update the catalogue, see CONTRIBUTING.md"


def test_no_translation_is_left_over(template, catalogue):
    wanted = {singular(m) for m in template if m.id}
    assert [singular(m) for m in catalogue if m.id and singular(m) not in wanted] == []
    assert list(catalogue.obsolete) == []


def test_translations_keep_the_places_of_values(catalogue):
    broken = []
    for message in catalogue:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        originals = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        wanted = placeholders(originals[-1])
        broken += [form for form in forms if placeholders(form) != wanted]
    assert broken == []


def test_the_compiled_catalogue_is_current(catalogue):
    sink = io.BytesIO()
    write_mo(sink, catalogue)
    compiled = CATALOGUE.with_suffix(".mo").read_bytes()
    assert sink.getvalue() == compiled, "pybabel compile -d egovmaturity/locale -D egovmaturity"
