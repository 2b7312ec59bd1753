"""Where two reports differ: the one that was given, and the one made again from its inputs.

Lines are aligned first and then the pieces within lines, so that a number that was changed is found
whatever was put in before it. All of it is bounded: a file that was made to be slow is shown as one
large difference.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice, zip_longest
from typing import Any, NamedTuple

MOST_SHOWN = 10
"""Differences that are told; more help nobody at once."""

MOST_LINES = 20_000
"""Lines, or pieces of lines, that are aligned; beyond that they are one difference."""

_AROUND, _LONGEST = 24, 120
"""Letters shown around a difference, and of one."""


class Difference(NamedTuple):
    """One place that differs; ``found`` stands in the report, ``expected`` follows from the inputs.

    Both are short extracts, ``None`` where there is nothing. ``part`` is a part of a Word document
    and ``paragraph`` counts in it; ``path`` leads to a value of JSON; ``line`` and ``column`` count
    from 1 in the report. What does not apply is empty or 0.
    """

    found: str | None
    expected: str | None
    line: int = 0
    column: int = 0
    path: str = ""
    part: str = ""
    paragraph: int = 0


class Differences(NamedTuple):
    """The first places that differ, at most ``MOST_SHOWN``, and the ``total`` of all that do.

    Texts count lines, JSON counts values, Word documents count paragraphs or, if the text is the
    same, parts.
    """

    shown: tuple[Difference, ...]
    total: int


# Texts


def in_text(found: str, expected: str) -> Differences:
    """Compare two texts line by line, whatever ends their lines."""
    ours, theirs = as_lines(expected), as_lines(found)
    blocks = list(_blocks(theirs, ours))
    count = sum(max(b.found_end - b.found, b.expected_end - b.expected) for b in blocks)
    places = (place for block in blocks for place in _places(block, theirs, ours))
    return Differences(tuple(islice(places, MOST_SHOWN)), count)


def as_lines(text: str) -> list[str]:
    """Split a text into lines without their ends, be they of Unix, Windows or old Macs."""
    return re.split("\r\n|\n|\r", text)


class _Block(NamedTuple):
    """A stretch that differs, in both sequences: from a first place up to, not with, an end."""

    found: int
    found_end: int
    expected: int
    expected_end: int


def _blocks(found: Sequence[str], expected: Sequence[str]) -> Iterator[_Block]:
    """Yield the stretches in which two sequences differ, in order."""
    shorter = min(len(found), len(expected))
    start = _shared(zip(found, expected, strict=False))
    end = _shared(zip(reversed(found[start:]), reversed(expected[start:]), strict=False))
    end = min(end, shorter - start)
    last_found, last_expected = len(found) - end, len(expected) - end
    if start == last_found and start == last_expected:
        return
    if last_found + last_expected - 2 * start > MOST_LINES:
        yield _Block(start, last_found, start, last_expected)
        return
    matcher = SequenceMatcher(None, found[start:last_found], expected[start:last_expected])
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind != "equal":
            yield _Block(start + i, start + i_end, start + j, start + j_end)


def _shared(pairs: Iterable[tuple[str, str]]) -> int:
    """Count how many pairs at the beginning are of equals."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _places(block: _Block, found: Sequence[str], expected: Sequence[str]) -> Iterator[Difference]:
    """Yield the places that differ in a block of lines, line by line beside each other."""
    numbers = zip_longest(
        range(block.found, block.found_end), range(block.expected, block.expected_end)
    )
    for at, other in numbers:
        line = min(block.found_end, len(found) - 1) if at is None else at
        if at is None or other is None:
            here = None if at is None else _cut(found[at])
            there = None if other is None else _cut(expected[other])
            yield Difference(here, there, line + 1, 1)
        else:
            yield from _in_line(found[at], expected[other], line + 1)


_PIECE = re.compile(r"<[^<>]*>?|\|[^|]*|[^<|,]+,?|,")
"""What a line is taken apart into: tags of HTML, cells of Markdown, and the text between commas."""


def _in_line(found: str, expected: str, line: int) -> Iterator[Difference]:
    theirs, ours = _PIECE.findall(found), _PIECE.findall(expected)
    starts, expected_starts = _starts(theirs), _starts(ours)
    for block in _blocks(theirs, ours):
        here = _Block(
            starts[block.found],
            starts[block.found_end],
            expected_starts[block.expected],
            expected_starts[block.expected_end],
        )
        yield _extract(found, expected, here, line)


def _starts(pieces: Sequence[str]) -> list[int]:
    """Return where every piece begins, and where the last one ends."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _extract(found: str, expected: str, block: _Block, line: int) -> Difference:
    """Show the letters that differ with a little around them, as both lines have them."""
    theirs, ours = (
        found[block.found : block.found_end],
        expected[block.expected : block.expected_end],
    )
    same = _shared(zip(theirs, ours, strict=False))
    tail = _shared(zip(reversed(theirs[same:]), reversed(ours[same:]), strict=False))
    start = block.found + same
    return Difference(
        _window(found, start, block.found_end - tail),
        _window(expected, block.expected + same, block.expected_end - tail),
        line,
        start + 1,
    )


def _window(text: str, start: int, end: int) -> str:
    low, high = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    shown = text[low:high]
    if len(shown) > _LONGEST:
        shown, high = shown[:_LONGEST], 0
    return ("…" if low else "") + shown + ("…" if high < len(text) else "")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


# JSON


def in_json(found: str, expected: str) -> Differences:
    """Compare the values of two JSON documents; where they are the same, their lines.

    A document that cannot be read, or that has a key twice, is compared by its lines.
    """
    try:
        values = json.loads(found, object_pairs_hook=_without_repetition)
    except (ValueError, RecursionError):
        return in_text(found, expected)
    places = list(_in_values(_foremost(values), _foremost(json.loads(expected)), ""))
    if not places:
        return in_text(found, expected)
    return Differences(tuple(places[:MOST_SHOWN]), len(places))


def _foremost(values: Any) -> Any:
    """Put first what readers look at first: how it was made, the verdict, the stages."""
    if not isinstance(values, dict):
        return values
    return {name: values[name] for name in ("made", "result", "stages") if name in values} | values


def _without_repetition(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _in_values(found: Any, expected: Any, path: str) -> Iterator[Difference]:
    if isinstance(found, dict) and isinstance(expected, dict):
        inside = (
            (f"{path}.{_cut(key)}" if path else _cut(key), key)
            for key in dict.fromkeys((*expected, *found))
        )
        for way, key in inside:
            yield from _in_member(found, expected, key, way)
    elif isinstance(found, list) and isinstance(expected, list):
        names = _names(found, expected)
        theirs = _by_name(found, names)
        ours = _by_name(expected, names)
        for key in dict.fromkeys((*ours, *theirs)):
            yield from _in_member(theirs, ours, key, f"{path}[{_cut(str(key))}]")
        if list(theirs) != list(ours) and theirs.keys() == ours.keys():
            yield Difference(_value(list(theirs)), _value(list(ours)), path=path)
    elif type(found) is not type(expected) or found != expected:
        yield Difference(_value(found), _value(expected), path=path)


def _in_member(
    found: Mapping[Any, Any], expected: Mapping[Any, Any], key: Any, path: str
) -> Iterator[Difference]:
    if key in found and key in expected:
        yield from _in_values(found[key], expected[key], path)
    else:
        here = _value(found[key]) if key in found else None
        yield Difference(here, _value(expected[key]) if key in expected else None, path=path)


def _names(found: Sequence[Any], expected: Sequence[Any]) -> str:
    """Return the key by whose value the members of two lists are told apart; empty for none."""
    for key in ("id", "basis", "name", "element"):
        if all(_are_named(members, key) for members in (found, expected)):
            return key
    return ""


def _are_named(members: Sequence[Any], key: str) -> bool:
    names = [each.get(key) if isinstance(each, dict) else None for each in members]
    return all(isinstance(name, str) for name in names) and len(set(names)) == len(names)


def _by_name(members: Sequence[Any], key: str) -> dict[Any, Any]:
    return {each[key] if key else place: each for place, each in enumerate(members)}


def _value(value: Any) -> str:
    """Write a value as JSON does, shortened."""
    try:
        return _cut(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return "…"


# Word documents


def in_parts(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> Differences:
    """Compare the parts of two Word documents: their paragraphs; where these agree, the rest."""
    differing = [
        name
        for name in sorted({*found, *expected})
        if name not in found or name not in expected or found[name] != expected[name]
    ]
    told = [place for name in differing for place in _in_part(name, found, expected)]
    texts = [place for place in told if place.paragraph]
    shown = [*texts, *(place for place in told if not place.paragraph)]
    return Differences(tuple(shown[:MOST_SHOWN]), len(texts) or len(shown))


def _in_part(
    name: str, found: Mapping[str, bytes], expected: Mapping[str, bytes]
) -> Iterator[Difference]:
    here, there = found.get(name), expected.get(name)
    if here is None or there is None:
        yield Difference(_there_is(here), _there_is(there), part=name)
        return
    theirs, ours = (part.decode("utf-8", "replace") for part in (here, there))
    texts, wanted = paragraphs(theirs), paragraphs(ours)
    if texts != wanted:
        for block in _blocks(texts, wanted):
            for place in _places(block, texts, wanted):
                yield place._replace(part=name, paragraph=place.line, line=0, column=0)
    else:
        yield from (each._replace(part=name) for each in in_text(theirs, ours).shown[:1])


def _there_is(part: bytes | None) -> str | None:
    return None if part is None else f"{len(part)} B"


_TEXT = re.compile(r"<w:t(?: [^<>]*)?>([^<>]*)</w:t>")


def paragraphs(markup: str) -> list[str]:
    """Return the text of every paragraph of a part of a Word document, in order."""
    return [
        html.unescape("".join(_TEXT.findall(paragraph))) for paragraph in markup.split("</w:p>")
    ]
