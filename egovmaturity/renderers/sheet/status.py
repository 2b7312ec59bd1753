"""The formulas of the sheet of answers: what an answer still lacks, as Excel works it out.

They say what ``collecting.completeness`` says, with functions that Excel 2010, WPS and
LibreOffice share: IF, AND, TRIM and COUNTIF. Levels are compared as whole texts with the list they
were chosen from, not by their first digit, so that any scale will do.
"""

from collections.abc import Sequence
from typing import NamedTuple

from egovmaturity.collecting.completeness import evidence_needed_from
from egovmaturity.domain.collecting import Completeness
from egovmaturity.domain.questionnaire import NumberRange, Rating, Scale
from egovmaturity.language import Words
from egovmaturity.renderers.sheet.choices import number_value
from egovmaturity.renderers.sheet.names import Column, cell
from egovmaturity.renderers.sheet.rows import Row


class States(NamedTuple):
    """The words in the column of states, and the two answers that are no level."""

    open: str
    no_reason: str
    no_evidence: str
    complete: str
    invalid: str
    not_verified: str
    no_remark: str
    not_applicable: str
    dont_know: str

    def of(self, completeness: Completeness) -> str:
        """Return the word for what an answer lacks."""
        return {
            Completeness.OPEN: self.open,
            Completeness.NO_REASON: self.no_reason,
            Completeness.NO_EVIDENCE: self.no_evidence,
            Completeness.COMPLETE: self.complete,
        }[completeness]


def states(words: Words) -> States:
    """Return the words in the language of the sheet."""
    return States(
        open=words("Unanswered"),
        no_reason=words("Reason required"),
        no_evidence=words("Evidence required"),
        complete=words("Complete"),
        invalid=words("Entry not recognised"),
        not_verified=words("Not verified"),
        no_remark=words("Note required"),
        not_applicable=words("Not applicable"),
        dont_know=words("Don't know"),
    )


def answer_formula(row: Row, levels: Sequence[str], says: States) -> str:
    """Return the formula of what an answer lacks; ``levels`` are the cells that list its levels."""
    level = cell(Column.LEVEL, row.number)
    note = cell(Column.NOTE, row.number)
    rated = _rated(row, levels, says)
    if row.out:
        out = _if(_is_empty(note), quoted(says.no_reason), quoted(says.complete))
        rated = _if(f"{level}={quoted(row.out)}", out, rated)
    known = _if(f"{level}={quoted(says.dont_know)}", quoted(says.open), rated)
    return "=" + _if(_is_empty(level), quoted(says.open), known)


def _rated(row: Row, levels: Sequence[str], says: States) -> str:
    """Return what a level that is claimed lacks: nothing, a document, or to be one at all."""
    level, scale = cell(Column.LEVEL, row.number), row.question.scale
    complete, invalid = quoted(says.complete), quoted(says.invalid)
    if isinstance(scale, NumberRange):
        return _if(_is_number(level, scale, row.claim.rating), complete, invalid)
    documents = cell(Column.DOCUMENTS, row.number)
    proven = _if(_is_empty(documents), quoted(says.no_evidence), complete)
    low, high = _split(row, scale, levels)
    result = _if(_is_one_of(level, high), proven, invalid) if high else invalid
    return _if(_is_one_of(level, low), complete, result) if low else result


def _split(row: Row, scale: Scale, cells: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Part the levels into those that need no document and those that need one."""
    needed = evidence_needed_from(row.question)
    below = sum(needed is None or level.number < needed for level in scale.levels)
    return cells[:below], cells[below:]


def verification_formula(row: Row, levels: Sequence[str], says: States) -> str:
    """Return the formula of what an assessor still has to say.

    That is a level, and a note where it is another than the one that is claimed.
    """
    verified, remark = cell(Column.VERIFIED, row.number), cell(Column.REMARK, row.number)
    differs = f"AND({verified}<>{cell(Column.LEVEL, row.number)},{_is_empty(remark)})"
    found = _if(differs, quoted(says.no_remark), quoted(says.complete))
    scale = row.question.scale
    is_known = (
        _is_number(verified, scale, row.claim.rating)
        if isinstance(scale, NumberRange)
        else _is_one_of(verified, levels)
    )
    result = _if(is_known, found, quoted(says.invalid))
    if row.out:
        result = _if(f"{verified}={quoted(row.out)}", found, result)
    return "=" + _if(_is_empty(verified), quoted(says.not_verified), result)


def number_condition(level: str, scale: NumberRange, out: str) -> str:
    """Return the formula by which a cell takes a number of a range, or the text ``out``."""
    return f"=IF({level}={quoted(out)},1=1,{_lies_in(level, scale)})"


def _is_number(level: str, scale: NumberRange, claimed: Rating | None) -> str:
    """Whether a cell holds a number of the range; one that no cell can hold stands as its text."""
    value = None if claimed is None else number_value(claimed)
    if isinstance(value, str):
        return f"IF({level}={quoted(value)},1=1,{_lies_in(level, scale)})"
    return _lies_in(level, scale)


def _lies_in(level: str, scale: NumberRange) -> str:
    """Whether a cell lies in a range. A text never does: it is above all numbers."""
    return f"AND({level}>={number(scale.lowest)},{level}<={number(scale.highest)})"


def number(value: Rating) -> str:
    """Write a number into a formula; one without an end as a division."""
    found = number_value(value)
    return f"({found})" if isinstance(found, str) else f"{found:.15g}"


def _is_one_of(level: str, cells: Sequence[str]) -> str:
    """Whether a cell holds one of the texts.

    COUNTIF would take some characters for wild cards and some texts for days. Only where the
    formula would grow too long for Excel does it have to do.
    """
    if len(cells) > _MOST_COMPARED:
        return f"COUNTIF({cells[0]}:{cells[-1].rpartition('!')[2]},{level})>0"
    return "+".join(f"({level}={each})" for each in cells) + ">0"


_MOST_COMPARED = 100


def _is_empty(reference: str) -> str:
    return f'TRIM({reference})=""'


def quoted(text: str) -> str:
    """Write a text into a formula."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _if(condition: str, then: str, otherwise: str) -> str:
    return f"IF({condition},{then},{otherwise})"
