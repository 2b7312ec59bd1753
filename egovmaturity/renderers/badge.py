"""A badge for a page about the institution: as JSON for shields.io, or drawn.

Sources: shields.io, "Endpoint Badge" (schemaVersion 1: label, message, color); the form of the
drawing is the plain two-part badge, with no script, no link, no font and nothing to load.
"""

from html import escape
from typing import NamedTuple

from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.json_text import json_text
from egovmaturity.renderers.safe_text import one_line

LABEL = "e-government"

ATTAINED, NOT_ATTAINED, NO_RESULT = "0f766e", "b45309", "555555"
"""Teal, orange and grey; white text on each has a contrast of at least 4.5 to 1 (WCAG 2.2 AA)."""

_LABEL_COLOUR = "444444"
_MOST = 80


class Badge(NamedTuple):
    """What a badge says; ``colour`` is six hexadecimal digits."""

    label: str
    message: str
    colour: str


def badge_of(bundle: Bundle) -> Badge:
    """Say stage or band and index, and whether that is provisional or made up.

    Teal: a stage or a band is attained. Orange: not even the first stage. Grey: there is no result,
    because nothing applies. A badge shows where one stands; it never turns red.
    """
    report, words = bundle.report, bundle.words
    said = [
        _short(report.verdict_short),
        report.index_label,
        words("provisional") if report.is_provisional else "",
        words("fictional data") if report.is_fictional else "",
    ]
    message = " · ".join(one_line(part) for part in said if part)
    return Badge(LABEL, message, _colour(bundle))


def _colour(bundle: Bundle) -> str:
    if bundle.assessment.index is None:
        return NO_RESULT
    return ATTAINED if bundle.report.attained else NOT_ATTAINED


def _short(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def render_badge(bundle: Bundle) -> str:
    """Write what the endpoint badge of shields.io reads."""
    badge = badge_of(bundle)
    document = {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.colour,
    }
    return json_text(document)


def render_badge_svg(bundle: Bundle) -> str:
    """Draw the badge; screen readers say its title."""
    badge = badge_of(bundle)
    left, right = _width(badge.label), _width(badge.message)
    title = escape(f"{badge.label}: {badge.message}")
    lines = [
        _ROOT.format(width=left + right),
        f'  <title id="t">{title}</title>',
        f'  <rect width="{left}" height="20" fill="#{_LABEL_COLOUR}"/>',
        f'  <rect x="{left}" width="{right}" height="20" fill="#{badge.colour}"/>',
        _TEXTS,
        _drawn(badge.label, 0, left),
        _drawn(badge.message, left, right),
        "  </g>",
        "</svg>",
    ]
    return "".join(line + "\n" for line in lines)


_ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img"'
    ' aria-labelledby="t">'
)
_TEXTS = (
    '  <g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"'
    ' aria-hidden="true">'
)
_MARGIN = 6


def _width(text: str) -> int:
    """Return the room for a text, in pixels, margins included."""
    return _length(text) + 2 * _MARGIN


def _length(text: str) -> int:
    """Estimate how long a text is; the drawing is told to keep to it, whatever font there is."""
    tenths = sum(_NARROW.get(sign, 70 if ord(sign) < _FIRST_WIDE else 120) for sign in text)
    return -(-tenths // 10)


_FIRST_WIDE = 0x1100
_NARROW = {**dict.fromkeys("ijl|'·.,:;!()[] ", 42), **dict.fromkeys("ftr-/", 50), "m": 105}
_NARROW |= dict.fromkeys("MW%@w–", 100)


def _drawn(text: str, start: int, width: int) -> str:
    return (
        f'    <text x="{start + _MARGIN}" y="14" textLength="{width - 2 * _MARGIN}"'
        f' lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )
