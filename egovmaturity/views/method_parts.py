"""How to read levels, and how to get the same report again."""

import shlex
from collections.abc import Iterable

from egovmaturity.domain.questionnaire import Scale
from egovmaturity.domain.results import Basis
from egovmaturity.version import __version__
from egovmaturity.views.context import Context
from egovmaturity.views.report import PARTS, FactView

_FEW_SCALES = 3
"""Scales whose levels can all be named in one sentence."""


def level_legend(c: Context) -> str:
    """Name the levels of the scale, or of each where there are a few; numbers have none."""
    scales: list[Scale] = []
    for question in c.questionnaire.questions:
        if isinstance(question.scale, Scale) and question.scale not in scales:
            scales.append(question.scale)
    if not 0 < len(scales) <= _FEW_SCALES:
        return ""
    legends = [", ".join(f"{lv.number} {lv.label}" for lv in scale.levels) for scale in scales]
    if len(legends) > 1:
        legends = [f"{scale.id}: {legend}" for scale, legend in zip(scales, legends, strict=True)]
    return c.words("Levels: {levels}.", levels="; ".join(legends))


def reproducibility(c: Context) -> Iterable[FactView]:
    """Yield what it takes to get the same report again."""
    words = c.words
    yield FactView(words("Tool"), f"egovmaturity {__version__}")
    yield FactView(words("Questionnaire"), c.questionnaire.reference)
    yield FactView(words("Questionnaire SHA-256"), c.questionnaire.sha256)
    if not c.sheet.is_anonymous:
        yield FactView(words("Answers"), c.sheet.file)
        yield FactView(words("Answers SHA-256"), c.sheet.sha256)
    if c.touching is not None:
        from egovmaturity.views.crosswalk_view import crosswalk_facts  # noqa: PLC0415

        yield from crosswalk_facts(c.touching.crosswalk, words)


def command(c: Context) -> str:
    """Write the command that gives these numbers and words again, without paths and format."""
    sheet = c.sheet
    parts = ["egovmaturity", "assess", *_scored(c)]
    if c.touching is not None:
        parts += ["--crosswalk", c.touching.crosswalk.second.id]
    if c.baseline is not None:
        parts += ["--baseline", "BASELINE" if sheet.is_anonymous else c.baseline.sheet.file]
    if sheet.is_anonymous:
        parts.append("--anonymous")
    if c.parts != PARTS:
        parts += ["--include", ",".join(c.parts)]
    return shlex.join(parts)


def outline_command(c: Context, asked: tuple[str, ...]) -> str:
    """Write the command that gives the same master plan in outline again.

    ``asked`` are the options of the plan in it.
    """
    parts = ["egovmaturity", "plan", *_scored(c), *asked, "--outline"]
    return shlex.join([*parts, "--anonymous"] if c.sheet.is_anonymous else parts)


def _scored(c: Context) -> list[str]:
    """Return the answers file and the options that decide what is scored, and how it is said."""
    sheet = c.sheet
    file = "ANSWERS" if sheet.is_anonymous else sheet.file
    parts = ["-" if file == "<stdin>" else file]
    if c.assessment.basis is not Basis.BEST:
        parts += ["--basis", c.assessment.basis.value]
    if sheet.occasion.as_of is not None:
        parts += ["--as-of", sheet.occasion.as_of.isoformat()]
    if c.words.language != sheet.language:
        parts += ["--report-lang", c.words.language]
    return parts
