"""How firm a verdict is: what would raise it, what would lose it, what is still uncertain."""

from collections.abc import Iterable
from typing import NamedTuple

from egovmaturity.domain.certainty import Exclusions, OpenAnswers
from egovmaturity.domain.margins import Margins
from egovmaturity.examining.exclusions import exclusions
from egovmaturity.examining.margins import margins
from egovmaturity.examining.open_answers import open_answers
from egovmaturity.views.context import Context
from egovmaturity.views.margin_parts import (
    fall_block,
    margin_sentence,
    pivotal_block,
    rise_blocks,
)
from egovmaturity.views.report import BlockView, CertaintyView
from egovmaturity.views.uncertainty_parts import exclusion_block, open_block


class Examined(NamedTuple):
    """All that was found out about a verdict."""

    margins: Margins
    open: OpenAnswers
    exclusions: Exclusions


def examined(c: Context) -> Examined:
    """Examine the verdict of a report."""
    assessment = c.assessment
    return Examined(margins(assessment), open_answers(assessment), exclusions(assessment))


def certainty(c: Context) -> CertaintyView:
    """Say how firm the verdict is, as a part of a report."""
    found = examined(c)
    return CertaintyView(margin_sentence(c, found.margins), tuple(certainty_blocks(c, found)))


def certainty_blocks(c: Context, found: Examined) -> Iterable[BlockView]:
    """Yield what the verdict rests on; open and excluded answers only where there are some."""
    yield from rise_blocks(c, found.margins)
    yield fall_block(c, found.margins)
    yield pivotal_block(c, found.margins.pivotal)
    if found.open.all:
        yield open_block(c, found.open)
    if found.exclusions.each:
        yield exclusion_block(c, found.exclusions)
