"""The words by which the parts of an answer sheet are known again, in both languages.

A sheet may have been saved by any program, its columns moved and its rows sorted; its words stay.
"""

import re
import unicodedata
from enum import StrEnum


class Column(StrEnum):
    """What a column of the table of answers holds."""

    CODE = "code"
    LEVEL = "level"
    EVIDENCE = "evidence"
    LOCATION = "location"
    NOTE = "note"
    VERIFIED = "verified"
    FINDING = "finding"


class Field(StrEnum):
    """What is said about who filled in a sheet."""

    OWNER = "owner"
    NAME = "name"
    POSITION = "position"
    STAFF_NUMBER = "staff_number"
    PHONE = "phone"
    DATE = "date"
    SUPERIOR = "superior"


_COLUMNS = {
    "kode": Column.CODE,
    "code": Column.CODE,
    "tingkat": Column.LEVEL,
    "level": Column.LEVEL,
    "bukti dukung": Column.EVIDENCE,
    "evidence": Column.EVIDENCE,
    "lokasi berkas atau tautan": Column.LOCATION,
    "file location or link": Column.LOCATION,
    "catatan atau alasan": Column.NOTE,
    "note or reason": Column.NOTE,
    "tingkat verifikasi": Column.VERIFIED,
    "verified level": Column.VERIFIED,
    "catatan verifikator": Column.FINDING,
    "verifier's note": Column.FINDING,
}

_FIELDS = {
    "perangkat daerah": Field.OWNER,
    "office": Field.OWNER,
    "nama": Field.NAME,
    "name": Field.NAME,
    "jabatan": Field.POSITION,
    "position": Field.POSITION,
    "nip": Field.STAFF_NUMBER,
    "staff number": Field.STAFF_NUMBER,
    "nomor telepon/whatsapp": Field.PHONE,
    "phone or whatsapp number": Field.PHONE,
    "telepon": Field.PHONE,
    "phone": Field.PHONE,
    "tanggal": Field.DATE,
    "date": Field.DATE,
    "nama atasan yang menyetujui": Field.SUPERIOR,
    "name of the superior who agrees": Field.SUPERIOR,
    "atasan": Field.SUPERIOR,
    "superior": Field.SUPERIOR,
}

ALL_OFFICES = frozenset(("seluruh perangkat daerah", "all offices"))
"""What a sheet names instead of an office where everybody was asked."""

NOT_APPLICABLE = frozenset(("tidak berlaku", "not applicable", "n/a", "n.a.", "na"))
DONT_KNOW = frozenset(("tidak tahu", "belum tahu", "don't know", "do not know", "dont know"))

_ASIDE = re.compile(r"\([^)]*\)")


def folded(text: str) -> str:
    """Return a word as it is compared: without the difference of letters, widths and spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_UNSEEN).replace("\u2019", "'")
    return " ".join(plain.split()).casefold()


_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
"""What messengers and word processors put between letters, where nobody sees it."""


def column_of(header: str) -> Column | None:
    """Say which column a header names; what stands in brackets behind it is an explanation."""
    return _COLUMNS.get(_name(header))


def field_of(label: str) -> Field | None:
    """Say which field of the page about the respondent a label names."""
    return _FIELDS.get(_name(label))


def _name(text: str) -> str:
    return _ASIDE.sub("", folded(text)).strip(" :*") if len(text) <= _LONGEST else ""


_LONGEST = 200
"""Characters of a text that may be a header or a label; what is longer is not looked at."""
