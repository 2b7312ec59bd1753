"""What the remarks on texts look for, language by language."""

import re
from collections.abc import Mapping
from typing import NamedTuple


class LanguageRules(NamedTuple):
    """Patterns of one language; a text is first rid of what is ``clear`` or ``unmet``.

    ``either``: the sign of two questions in one. ``vague``: words that do not say how something
    is observed, and ``clear`` their uses that do. ``builds_on``: a sentence that takes over a
    lower level, with the numbers it names. ``unmet``: what a level says that it does not reach.
    ``lacking``: a clause or a contrast says that something is missing; ``of_others`` are uses
    about single things.
    ``least``: a minimum share. ``whole``: words for everything. ``misspelt``: to the right form.
    """

    either: str
    vague: re.Pattern[str]
    clear: re.Pattern[str]
    builds_on: re.Pattern[str]
    unmet: re.Pattern[str]
    lacking: re.Pattern[str]
    of_others: re.Pattern[str]
    least: re.Pattern[str]
    whole: re.Pattern[str]
    misspelt: Mapping[str, str]


# Everything that looks ahead is bounded: a text may be as long as a file.
_QUOTED = '"[^"]{0,200}"|“[^”]{0,200}”'
_NUMBERS = r"(?P<numbers>\d+(?:\s*(?:,|-|–|{joints})\s*(?:{level}\s+)?\d+)*)(?!\d)"


def _builds_on(leads: str, level: str, joints: str, partly: str) -> re.Pattern[str]:
    """Match a sentence that begins with a level, such as "Meets all criteria of level 2"."""
    numbers = _NUMBERS.format(joints=joints, level=level)
    return re.compile(
        rf"(?:^|[.;]\s+)(?:(?:{leads})\s+)*{level}\s+{numbers}(?![^.;,]{{0,200}}\b(?:{partly})\b)",
        re.IGNORECASE,
    )


INDONESIAN = LanguageRules(
    either="dan/atau",
    vague=re.compile(r"\b(?:baik|memadai|optimal|cukup|sering)\b"),
    clear=re.compile(
        rf"{_QUOTED}|\b(?:lebih|maupun) baik\b|\bbaik\b(?=[^.;]{{0,200}}\bmaupun\b)"
        r"|\b(?:kelola|praktik|pemerintahan|iktikad|itikad|nama)(?: yang)? baik\b"
        r"|\b(?:ber)?(?:predikat|kategori|nilai|peringkat|skor)(?: \w+)? baik\b"
        r"|\b(?:lebih|paling) sering\b|\bsering (?:diajukan|ditanyakan)\b"
        r"|\bcukup(?= (?:me|di|ber|se)\w| (?:satu|dengan|masuk|datang|lewat)\b)"
    ),
    builds_on=_builds_on(
        "telah|sudah|memenuhi|seluruh|semua|syarat|kriteria|ketentuan|isi|seperti|sebagaimana"
        "|sama|dengan|pada|dari|butir",
        "tingkat",
        "dan|serta|sampai|hingga",
        "belum|tidak|sebagian|kurang|masih|hanya",
    ),
    unmet=re.compile(r"\b(?:tetapi|namun|belum|tidak)\b[^.;]*"),
    lacking=re.compile(
        r"(?:^|[.,;]\s+(?:dan )?|\b(?:tetapi|namun|walaupun|meskipun)\b[^.;]{0,200}\b)belum\b",
        re.IGNORECASE,
    ),
    of_others=re.compile(r"\b(?:yang|bila|jika|apabila) belum\b"),
    least=re.compile(
        r"\b(?:[Ss]edikitnya|[Mm]inimal|[Pp]aling sedikit|[Pp]aling kurang|[Ss]etidaknya"
        r"|[Ss]ekurang-kurangnya)\s+(\d+(?:[.,]\d+)?)\s?(?:%|persen\b)"
    ),
    whole=re.compile(r"\b(?:seluruh|semua|setiap|tiap|kese\w+)\b", re.IGNORECASE),
    misspelt={
        "aktifitas": "aktivitas",
        "analisa": "analisis",
        "antar lembaga": "antarlembaga",
        "ijin": "izin",
        "jadual": "jadwal",
        "kwalitas": "kualitas",
        "praktek": "praktik",
        "propinsi": "provinsi",
        "resiko": "risiko",
        "sistim": "sistem",
        "standarisasi": "standardisasi",
        "walikota": "wali kota",
    },
)

ENGLISH = LanguageRules(
    either="and/or",
    vague=re.compile(r"\b(?:good|adequate|optimal|sufficient|often)\b"),
    clear=re.compile(
        rf"{_QUOTED}|\bgood (?:practices?|governance|faith|conduct|standing)\b"
        r"|\b(?:rated|rating|grade|graded|category|score|band)(?: \w+)? good\b"
        r"|\b(?:as|how|more|most|less) often\b"
    ),
    builds_on=_builds_on(
        "meets?|met|meeting|fulfil(?:s|ls)?|satisfies|as|in|at|of|on|like|all|every|everything|both"
        "|the|same|conditions?|criteria|requirements?|also",
        "levels?",
        "and|to",
        "not|no|partly|partially|only|some|missing|except",
    ),
    unmet=re.compile(r"\b(?:but|although|not|fewer than|less than)\b[^.;]*"),
    lacking=re.compile(
        r"(?:^|[.,;]\s+(?:and )?|\b(?:but|although|though|however)\b[^.;]{0,200}\b)not yet\b",
        re.IGNORECASE,
    ),
    of_others=re.compile(
        r"\b(?:(?:that|which|who)(?: (?:is|are|was|were|has|have|had|do|does|did))?|if \w+)"
        r" not yet\b"
    ),
    least=re.compile(
        r"\b(?:[Aa]t least|[Aa] minimum of|[Nn]o less than|[Nn]ot less than)\s+"
        r"(\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)"
    ),
    whole=re.compile(r"\b(?:all|every|each|whole|entire)\b", re.IGNORECASE),
    misspelt={},
)

LANGUAGE_RULES: Mapping[str, LanguageRules] = {"id": INDONESIAN, "en": ENGLISH}
"""Texts in other languages are looked at only where a rule needs no words."""
