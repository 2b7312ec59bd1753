"""Pictures of reports: taken, made small, compared, and on what machine they can be compared."""

import base64
import hashlib
import struct
import zlib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The browser reads PNG files and draws them smaller; Python has neither in its library.
READ = """async ([encoded, scale]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + encoded;
  await image.decode();
  const canvas = new OffscreenCanvas(
    Math.round(image.width * scale), Math.round(image.height * scale));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  let text = "";
  for (let at = 0; at < data.length; at += 32768)
    text += String.fromCharCode(...data.subarray(at, at + 32768));
  return { width, height, data: btoa(text) };
}"""

MOST_COLOURS = 256
PROBE = "The quick brown fox 0123456789 Sphinx of black quartz, judge my vow – ≥ ✓ ✗ → 48,3%"


class Picture(NamedTuple):
    """Rows of pixels without gaps; four bytes each, the last one full."""

    width: int
    height: int
    pixels: bytes

    def png(self) -> bytes:
        """Write as a PNG with a palette; beyond 256 colours near ones fall together."""
        pixels = memoryview(self.pixels).cast("I")
        counts = Counter(pixels)
        common = _palette(counts)
        place = {
            colour: min(range(len(common)), key=lambda n: _distance(common[n], colour))
            for colour in counts
        }
        lines = bytes(place[pixel] for pixel in pixels)
        rows = (lines[at : at + self.width] for at in range(0, len(lines), self.width))
        palette = b"".join(_parts(colour)[:3] for colour in common)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            _chunk(kind, data)
            for kind, data in (
                (b"IHDR", head),
                (b"PLTE", palette),
                (b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)),
                (b"IEND", b""),
            )
        )

    def unlike(self, other: "Picture", tolerance: int = 60) -> float:
        """Return the share of pixels that differ by more than a little; 1 for another size."""
        if (self.width, self.height) != (other.width, other.height):
            return 1
        pairs = Counter(
            zip(memoryview(self.pixels).cast("I"), memoryview(other.pixels).cast("I"), strict=True)
        )
        differing = sum(
            count for (a, b), count in pairs.items() if a != b and _distance(a, b) > tolerance**2
        )
        return differing / pairs.total()


def _palette(counts: Counter[int]) -> list[int]:
    """Return the commonest colours; the more there are, the further apart they are chosen."""
    for apart in (0, 8, 16, 24, 32, 48, 64):
        chosen: list[int] = []
        for colour, _ in counts.most_common():
            if len(chosen) > MOST_COLOURS:
                break
            if all(_distance(colour, one) > apart**2 for one in chosen):
                chosen.append(colour)
        if len(chosen) <= MOST_COLOURS:
            break
    return chosen[:MOST_COLOURS]


@cache
def _parts(colour: int) -> bytes:
    return struct.pack("=I", colour)


def _distance(one: int, other: int) -> int:
    """Return the square of how far apart two colours are."""
    (a, b, c, _), (d, e, f, _) = _parts(one), _parts(other)
    return (a - d) ** 2 + (b - e) ** 2 + (c - f) ** 2


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def read(page: "Page", png: bytes, scale: float = 1) -> Picture:
    """Read a PNG with the help of any page, drawn smaller where ``scale`` is below 1."""
    found = page.evaluate(READ, [base64.b64encode(png).decode(), scale])
    return Picture(found["width"], found["height"], base64.b64decode(found["data"]))


def drawn_by(browser: "Browser") -> dict[str, str]:
    """Return what decides how a page is drawn here: the browser, and the fonts it finds."""
    page = browser.new_page()
    fonts = ("serif", "sans-serif", "monospace", "system-ui", "Segoe UI", "Palatino")
    lines = [f"<p style='font: 16px \"{font}\", {font}, serif'>{PROBE}" for font in fonts]
    page.set_content("<!doctype html><meta charset=utf-8>" + "".join(lines))
    drawn = hashlib.sha256(page.screenshot()).hexdigest()[:16]
    page.close()
    return {"chromium": browser.version, "fonts": drawn}
