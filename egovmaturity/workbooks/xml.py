"""XML of strangers, event by event: no document types, no entities, no depth without end."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from egovmaturity.workbooks.archive import RefusedError

_DEEPEST = 100
_MOST_NAMES = 5_000
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
_VOCABULARIES = frozenset((*_MAIN, *_PACKAGE))
_RELATION_IDS = tuple(f"{space} id" for space in _RELATION)

Started = Callable[[str, Mapping[str, str]], None]
Ended = Callable[[str, str], None]


def walk(part: bytes, started: Started, ended: Ended) -> None:
    """Call ``started(path, attributes)`` and ``ended(path, text)`` for every element.

    A path holds the names from the root on: ``worksheet/sheetData/row``. Names of the workbook have
    no prefix, those of other vocabularies are ``?``. The text is what stands right in an element,
    all of it that is not in elements below.

    Raises:
        RefusedError: ``broken``, it is no XML, or one with a document type.
    """
    walker = _Walker(started, ended)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    # What is no XML, or in an encoding that is not there.
    except (expat.ExpatError, ValueError, LookupError, OSError, ImportError) as problem:
        raise RefusedError("broken") from problem


def relation_of(attributes: Mapping[str, str]) -> str:
    """Return the id of the relation that an element names; empty where it names none."""
    return next((attributes[key] for key in _RELATION_IDS if key in attributes), "")


class _Walker:
    """Where in a part the parser is. A sheet may have a million elements, so each costs little."""

    def __init__(self, started: Started, ended: Ended) -> None:
        self._started, self._ended = started, ended
        self._paths = [""]
        self._texts: list[str] = []
        self._known: dict[tuple[str, str], str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        above = self._paths[-1]
        path = self._known.get((above, name)) or self._learn(above, name)
        self._paths.append(path)
        self._texts.append("")
        self._started(path, attributes)

    def _learn(self, above: str, name: str) -> str:
        if len(self._paths) > _DEEPEST or len(self._known) > _MOST_NAMES:
            raise RefusedError("broken")
        space, _, local = name.rpartition(" ")
        shown = local if not space or space in _VOCABULARIES else "?"
        path = f"{above}/{shown}" if above else shown
        self._known[above, name] = path
        return path

    def end(self, _name: str) -> None:
        self._ended(self._paths.pop(), self._texts.pop())

    def characters(self, text: str) -> None:
        self._texts[-1] += text


def _refuse_doctype(*_declaration: object) -> None:
    raise RefusedError("broken", "DTD")
