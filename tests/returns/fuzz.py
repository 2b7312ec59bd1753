"""Spoil a good workbook in ever new ways, and see that it is read or refused, and nothing else.

``python tests/returns/fuzz.py SECONDS [SEED]`` says which seed broke it. The tests run a little of
it. Reading happens in this process, so that nothing hides behind the limits of another.
"""

import io
import random
import sys
import time
import zipfile
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from returns.sheets import ASKED, META, Row, formula, workbook

from egovmaturity.domain.collecting import Return
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.loading.text_source import SourceBytes
from egovmaturity.returns.notes import Notes
from egovmaturity.returns.workbook_return import return_of
from egovmaturity.workbooks.archive import RefusedError
from egovmaturity.workbooks.xlsx import Limits, read_book

GOOD = (
    workbook(
        Row("P1", "3 Menyeluruh", "a\nb", "x\ny", "n"),
        Row("P2", 2.5, formula("=1+1"), None, "_x0041_"),
        Row(
            "N1", 0.1, None, lambda sheet, row, column: sheet.write_url(row, column, "http://a.id")
        ),
        change=lambda _book, sheet: sheet.merge_range("G9:H9", "x"),
    ),
    workbook(
        Row("P1", 1, verified=2, finding="a"),
        meta=META | {"purpose": "verification", "year": 2026},
        constant_memory=True,
    ),
)
LIMITS = Limits(unpacked=2_000_000, cells=20_000, characters=1_000_000)
PIECES = (
    *(b"<", b">", b"/", b'"', b"&#0;", b"&lt;", b"]]>", b"<!--", b"\x00", b"\xff", b"\xed\xa0\x80"),
    *(
        b"1e999",
        b"-1",
        b"99999999999",
        b"XFD1048576",
        b'r="A1"',
        b't="s"',
        b't="d"',
        b"<f>",
        b"<v>",
    ),
    *(b"_xD800_", b"\xc2\xa0", b"</row>", b"<row>", b"</c>", b"P1", b"format", b"Kode", b"Tingkat"),
)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes: of the archive, or of one of its parts."""
    if chance.random() < 0.3:
        return scrambled(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        chosen = set(chance.sample(names, chance.randint(1, 3)))
        for name in names:
            part = old.read(name)
            new.writestr(name, scrambled(part, chance) if name in chosen else part)
    return made.getvalue()


def scrambled(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(changed) + 1)
        end = at + chance.choice((0, 1, 1, 4, 30))
        with_what = chance.choice(
            (chance.choice(PIECES), bytes((chance.randrange(256),)), bytes(changed[end : end + 40]))
        )
        changed[at:end] = with_what
    return bytes(changed)


def read(data: bytes) -> Return | None:
    """Read a workbook as ``read_return`` does, or not at all."""
    source, notes = SourceBytes("a.xlsx", data), Notes("a.xlsx")
    try:
        return return_of(read_book(data, LIMITS), source, ASKED, notes)
    except (RefusedError, ContentError):
        return None


def attack(seed: int) -> Return | None:
    """Spoil and read a workbook in the way of this seed."""
    chance = random.Random(seed)
    return read(spoilt(chance.choice(GOOD), chance))


def main(seconds: float, seed: int) -> None:
    begun, first, kept = time.monotonic(), seed, 0
    while time.monotonic() - begun < seconds:
        try:
            kept += attack(seed) is not None
        except BaseException:
            print(f"broken by seed {seed}")
            raise
        seed += 1
    print(f"seeds {first} to {seed - 1}: {kept} read, the others refused")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
