"""What was typed or pasted, without what nobody can see in it."""

from typing import NamedTuple

from egovmaturity.renderers.safe_text import visible


class Typed(NamedTuple):
    """A line that can be taken; ``left_out`` are the invisible signs that were in it, as shown."""

    text: str
    left_out: tuple[str, ...] = ()


class Refused(NamedTuple):
    """A line with characters that act, such as those of an arrow key; ``shown`` makes them seen."""

    shown: str


def typed(line: str) -> Typed | Refused:
    """Look at a line: tabs and all other spaces are plain ones, invisible signs are left out.

    A character that controls something is never taken: what stands around it is no text, and the
    line is refused as a whole.
    """
    text = line.removeprefix("\ufeff").replace("\t", " ")
    if any(_acts(character) for character in text):
        return Refused(visible(text))
    hidden = dict.fromkeys(each for each in text if visible(each) != each)
    kept = "".join(each for each in text if each not in hidden)
    return Typed(kept, tuple(map(visible, hidden)))


def _acts(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
