"""How cells look, and which may be filled in."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

INK, INK_SOFT, ACCENT, ACCENT_GREY = "#16252D", "#41525B", "#0B5D66", "#4A5B64"
LINE, YELLOW, GREY, SAND = "#C6C8C3", "#FFF8DC", "#ECEFEE", "#F3F1EA"
GREEN, ORANGE, STRONG_ORANGE = "#E1EFED", "#FBEBDC", "#E6AC80"

_FONT = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
# The mark with which Excel never takes a text for a formula, also when it is typed anew.
_TEXT = _FONT | {"quote_prefix": True, "text_wrap": True}
_BOX = {"border": 1, "border_color": LINE}
_TEXT_FORMAT = 49
"""The number that Excel itself has for the format of texts."""

# What is typed here stays text: "12/2026" is no date and "=1+1" no formula.
_INPUT = _FONT | _BOX | {"num_format": _TEXT_FORMAT, "text_wrap": True}
_OPEN = {"locked": False, "bg_color": YELLOW}
_GIVEN = {"bg_color": GREY}
_HEADER = _BOX | {"bold": True, "font_color": "#FFFFFF", "font_size": 11, "valign": "vcenter"}


class Styles(NamedTuple):
    """The looks of all cells. Texts that start like a formula stay texts in each of them."""

    title: "Format"
    lead: "Format"
    text: "Format"
    heading: "Format"
    label: "Format"
    number: "Format"
    boxed: "Format"
    boxed_bold: "Format"
    boxed_label: "Format"
    header: "Format"
    header_grey: "Format"
    bold: "Format"
    plain: "Format"
    soft: "Format"
    open_text: "Format"
    open_value: "Format"
    open_day: "Format"
    given_text: "Format"
    given_value: "Format"
    status: "Format"
    tally: "Format"
    share: "Format"
    total: "Format"
    total_tally: "Format"
    total_share: "Format"
    good: "Format"
    lacking: "Format"
    missing: "Format"


def make_styles(workbook: "Workbook", language: str) -> Styles:
    """Add all looks to a workbook; only how a day is written depends on the language."""
    counted = _FONT | _BOX | {"align": "right"}
    total = {"bold": True, "bg_color": SAND}
    looks: dict[str, dict[str, Any]] = {
        "title": _TEXT | {"font_size": 14, "bold": True, "text_wrap": False},
        "lead": _TEXT | {"font_color": INK_SOFT, "text_wrap": False},
        "text": _TEXT | {"font_size": 11},
        "heading": _TEXT | {"font_size": 11, "bold": True, "text_wrap": False},
        "label": _TEXT | {"font_size": 11, "font_color": INK_SOFT},
        "number": _FONT | {"font_size": 11, "align": "right", "font_color": INK_SOFT},
        "boxed": _TEXT | _BOX,
        "boxed_bold": _TEXT | _BOX | {"bold": True},
        "boxed_label": _TEXT | _BOX | {"bg_color": SAND, "font_size": 11, "valign": "vcenter"},
        "header": _TEXT | _HEADER | {"bg_color": ACCENT},
        "header_grey": _TEXT | _HEADER | {"bg_color": ACCENT_GREY},
        "bold": _FONT | {"bold": True},
        "plain": _FONT,
        "soft": _FONT | {"font_color": INK_SOFT, "italic": True},
        "open_text": _INPUT | _OPEN,
        "open_value": _INPUT | _OPEN | {"num_format": "General", "align": "left"},
        "open_day": _INPUT | _OPEN | {"num_format": _DAYS[language], "align": "left"},
        "given_text": _INPUT | _GIVEN,
        "given_value": _INPUT | _GIVEN | {"num_format": "General", "align": "left"},
        "status": _FONT | _BOX | {"text_wrap": True},
        "tally": counted,
        "share": counted | {"num_format": "0.0%"},
        "total": _TEXT | _BOX | total,
        "total_tally": counted | total,
        "total_share": counted | total | {"num_format": "0.0%"},
        "good": {"bg_color": GREEN},
        "lacking": {"bg_color": ORANGE},
        "missing": {"bg_color": STRONG_ORANGE},
    }
    return Styles(**{name: workbook.add_format(look) for name, look in looks.items()})


_DAYS = {"id": "[$-421]d mmmm yyyy", "en": "[$-809]d mmmm yyyy"}
