"""Whether a file that came back belongs to the answers that it is to be merged into."""

from enum import StrEnum

from egovmaturity.collecting.claims import folded
from egovmaturity.domain.answers import AnswerSheet, Institution
from egovmaturity.domain.collecting import Return


class Misfit(StrEnum):
    """What of a file is another one's."""

    QUESTIONNAIRE = "questionnaire"
    INSTITUTION = "institution"
    YEAR = "year"
    SUBJECT = "subject"


def misfit(target: AnswerSheet, returned: Return) -> Misfit | None:
    """Return the first thing in which a file differs from the target; ``None``: it belongs there.

    An institution is known by its id, or by its name where one side has no id; a form may carry the
    id in place of the name. A sheet that lost what it said of itself can be of another
    questionnaire only; reading it has warned of that.
    """
    sheet = returned.sheet
    if sheet.questionnaire != target.questionnaire:
        return Misfit.QUESTIONNAIRE
    if not returned.is_labelled:
        return None
    if not _is_same(target.institution, sheet.institution):
        return Misfit.INSTITUTION
    if sheet.occasion.year != target.occasion.year:
        return Misfit.YEAR
    if folded(sheet.occasion.subject) != folded(target.occasion.subject):
        return Misfit.SUBJECT
    return None


def _is_same(one: Institution, other: Institution) -> bool:
    if one.id and other.id:
        return one.id == other.id
    return not _names(one).isdisjoint(_names(other))


def _names(institution: Institution) -> set[str]:
    return {folded(each) for each in (institution.id, institution.name) if each}
