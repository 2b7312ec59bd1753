"""The Indonesian catalogue: extract messages, update the .po, compile the .mo.

Run ``python tests/catalogue.py`` after changing a text. It adds new messages without a
translation, drops those that are gone, lists what is left to translate, and compiles. The
extraction reads the syntax tree, so it also finds messages inside f-strings and nested calls;
nothing it writes carries a date or a name, so the same texts give the same bytes.
"""

import ast
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "egovmaturity" / "locale" / "id" / "LC_MESSAGES" / "egovmaturity.po"
MO = PO.with_suffix(".mo")
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: egovmaturity\\n"
"Language: id\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

# Which arguments of which calls are texts to translate.
CALLS = {
    "message": (0,),
    "words": (0,),
    "_words": (0,),
    "to_translate": (0,),
    "plural": (0, 1),
    "Key": (1,),
    "Record": (0,),
}

Id = str | tuple[str, ...]


def texts(node: ast.AST) -> Id | None:
    """Return what a call hands over for translation, if it is one of ours."""
    if not isinstance(node, ast.Call):
        return None
    name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
    found = []
    for place in CALLS.get(name, ()):
        argument = node.args[place] if place < len(node.args) else None
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            found.append(argument.value)
    if not found or not found[0] or len(found) != len(CALLS[name]):
        return None
    return found[0] if len(found) == 1 else tuple(found)


def extracted() -> dict[str, Id]:
    """Return every message of the sources by its (singular) text, in alphabetical order."""
    found: dict[str, Id] = {}
    for file in sorted((ROOT / "egovmaturity").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            message = texts(node)
            if message:
                found.setdefault(message if isinstance(message, str) else message[0], message)
    options = {"**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
    for _, _, message, _, _ in extract_from_dir(
        ROOT / "report_templates",
        method_map=[("**.j2", "jinja2")],
        options_map=options,
        keywords={"_": None, "ngettext": (1, 2)},
    ):
        key = message if isinstance(message, str) else message[0]
        found.setdefault(key, message if isinstance(message, str) else tuple(message))
    return dict(sorted(found.items()))


def read() -> Catalog:
    """Read the catalogue as it stands."""
    with PO.open("rb") as file:
        return read_po(file, locale="id")


def translations(catalogue: Catalog) -> dict[str, str]:
    """Return the translations by (singular) text; Indonesian has one form for any number."""
    found = {}
    for entry in catalogue:
        if entry.id:
            key = entry.id if isinstance(entry.id, str) else entry.id[0]
            found[key] = entry.string if isinstance(entry.string, str) else entry.string[0]
    return found


def _empty(kind: type[Catalog]) -> Catalog:
    """Return a catalogue that knows Indonesian has one form for any number."""
    catalogue = kind(locale="id", charset="utf-8", fuzzy=False)
    catalogue._num_plurals, catalogue._plural_expr = 1, "0"  # noqa: SLF001  # there is no setter
    return catalogue


def updated(known: dict[str, str]) -> Catalog:
    """Return a catalogue of exactly the messages there are, with the translations known."""
    catalogue = _empty(Catalog)
    for key, message in extracted().items():
        string = known.get(key, "")
        entry = catalogue.add(message, string if isinstance(message, str) else (string,))
        entry.flags.discard("python-format")
    return catalogue


def as_po(catalogue: Catalog) -> str:
    """Write a catalogue as a .po file without anything that changes by itself."""
    sink = io.BytesIO()
    write_po(sink, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    return HEADER + sink.getvalue().decode().lstrip("\n")


def as_mo(catalogue: Catalog) -> bytes:
    """Compile a catalogue; only the headers above go in."""

    class Plain(Catalog):
        mime_headers = [  # noqa: RUF012  # takes the place of a property of the base class
            tuple(line.strip('"').removesuffix("\\n").split(": ", 1))
            for line in HEADER.splitlines()
            if line.startswith('"') and ": " in line
        ]

    plain = _empty(Plain)
    for entry in catalogue:
        if entry.id and entry.string and all(entry.string):
            plain.add(entry.id, entry.string)
    sink = io.BytesIO()
    write_mo(sink, plain)
    return sink.getvalue()


def main() -> int:
    """Update and compile; list what is left to translate."""
    catalogue = updated(translations(read()))
    PO.write_text(as_po(catalogue), encoding="utf-8", newline="\n")
    MO.write_bytes(as_mo(catalogue))
    left = [key for key, string in translations(catalogue).items() if not string]
    for key in left:
        sys.stdout.write(f"to translate: {key!r}\n")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main())
