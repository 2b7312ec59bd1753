"""How firm a verdict is: what would raise it, what would lose it, what is still uncertain."""

from collections.abc import Iterable
from typing import NamedTuple

from egovmaturity.domain.certainty import Exclusions, OpenAnswers
from egovmaturity.domain.margins import Margins
from egovmaturity.domain.robustness import Likelihood, TooLarge, WeightTolerance
from egovmaturity.examining.exclusions import exclusions
from egovmaturity.examining.likelihood import verdict_likelihood
from egovmaturity.examining.margins import margins
from egovmaturity.examining.open_answers import open_answers
from egovmaturity.examining.weights import weight_tolerance
from egovmaturity.views.context import Context
from egovmaturity.views.margin_parts import (
    fall_block,
    margin_sentence,
    pivotal_block,
    rise_blocks,
)
from egovmaturity.views.report import BlockView, CertaintyView
from egovmaturity.views.robustness_parts import leader_text, likelihood_block, weights_block
from egovmaturity.views.uncertainty_parts import exclusion_block, open_block


class Examined(NamedTuple):
    """All that was found out about a verdict."""

    margins: Margins
    open: OpenAnswers
    exclusions: Exclusions
    weights: WeightTolerance
    likelihood: Likelihood | TooLarge


def examined(c: Context) -> Examined:
    """Examine the verdict of a report."""
    assessment = c.assessment
    return Examined(
        margins(assessment),
        open_answers(assessment),
        exclusions(assessment),
        weight_tolerance(assessment),
        verdict_likelihood(assessment),
    )


def firmness(c: Context, found: Examined) -> str:
    """Say in a few plain sentences how firm the verdict is."""
    said = [margin_sentence(c, found.margins), leader_text(c, found.weights, found.likelihood)]
    if c.assessment.verdict.is_provisional:
        provisional = c.words.plural(
            "Provisional: {n} {question} is open and counts 0 here.",
            "Provisional: {n} {questions} are open and count 0 here.",
            c.assessment.tally.open,
        )
        said.insert(0, provisional)
    return " ".join(said)


def certainty(c: Context) -> CertaintyView:
    """Say how firm the verdict is, as a part of a report.

    What the summary says of weights and doubts is not said again. Of open answers and those that
    do not apply, which the report lists elsewhere, only those that can turn the verdict are named.
    """
    found = examined(c)
    decisive = found.open.decisive
    deciding = tuple(each for each in found.exclusions.each if each.decides)
    blocks = [
        block._replace(sentences=()) if block.id in ("weights", "likelihood") else block
        for block in _firm_blocks(c, found)
    ]
    blocks = [block for block in blocks if block.sentences or block.table.rows]
    if found.open.all:
        blocks.append(open_block(c, found.open, decisive))
    if found.exclusions.each:
        blocks.append(exclusion_block(c, found.exclusions, deciding))
    return CertaintyView(firmness(c, found), tuple(blocks))


def certainty_blocks(c: Context, found: Examined) -> Iterable[BlockView]:
    """Yield what the verdict rests on; open and excluded answers where there are some, in full."""
    yield from _firm_blocks(c, found)
    if found.open.all:
        yield open_block(c, found.open, found.open.all)
    if found.exclusions.each:
        yield exclusion_block(c, found.exclusions, found.exclusions.each)


def _firm_blocks(c: Context, found: Examined) -> Iterable[BlockView]:
    yield from rise_blocks(c, found.margins)
    if found.margins.fall is not None:
        yield fall_block(c, found.margins.fall, found.margins.fall_by_score)
    yield pivotal_block(c, found.margins.pivotal)
    yield weights_block(c, found.weights)
    yield likelihood_block(c, found.likelihood)
