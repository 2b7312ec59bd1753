"""XML of strangers, event by event: no document types, no entities, no depth without end."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from egovmaturity.workbooks.archive import RefusedError

_DEEPEST = 100
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_PACKAGE = (
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/content-types",
)
_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PREFIXES = {
    **dict.fromkeys((*_MAIN, *_PACKAGE), ""),
    **dict.fromkeys(_RELATION, "r:"),
}

Started = Callable[[str, Mapping[str, str]], None]
Ended = Callable[[str, str], None]


def walk(part: bytes, started: Started, ended: Ended) -> None:
    """Call ``started(path, attributes)`` and ``ended(path, text)`` for every element.

    A path holds the names from the root on: ``worksheet/sheetData/row``. Names of the workbook have
    no prefix, relations ``r:``; those of other vocabularies are ``?``. The text is what stands
    right in an element, all of it that is not in elements below.

    Raises:
        RefusedError: ``broken``, it is no XML, or one with a document type.
    """
    names: dict[str, str] = {}
    paths: list[str] = []
    texts: list[list[str]] = []

    def short(name: str) -> str:
        if name not in names:
            space, _, local = name.rpartition(" ")
            prefix = _PREFIXES.get(space, "" if not space else None)
            names[name] = "?" if prefix is None else prefix + local
        return names[name]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(paths) >= _DEEPEST:
            raise RefusedError("broken")
        path = f"{paths[-1]}/{short(name)}" if paths else short(name)
        paths.append(path)
        texts.append([])
        started(path, {short(key): value for key, value in attributes.items()})

    def end(_name: str) -> None:
        ended(paths.pop(), "".join(texts.pop()))

    def characters(text: str) -> None:
        texts[-1].append(text)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    # What is no XML, or in an encoding that is not there.
    except (expat.ExpatError, ValueError, LookupError, OSError, ImportError) as problem:
        raise RefusedError("broken") from problem


def _refuse_doctype(*_declaration: object) -> None:
    raise RefusedError("broken", "DTD")
