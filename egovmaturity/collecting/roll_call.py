"""Who has returned what, how complete and how late, and who has not returned anything."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from egovmaturity.collecting.claims import claim_of, digest, folded
from egovmaturity.collecting.completeness import completeness
from egovmaturity.collecting.handouts import Asking, owner_of, owners
from egovmaturity.collecting.sides import side_of, takes
from egovmaturity.domain.answers import AnswerSheet, Part, Purpose, Respondent, Unanswered
from egovmaturity.domain.collecting import Completeness, Return
from egovmaturity.domain.merging import MergeRules, Missing, Returned
from egovmaturity.domain.questionnaire import Question, Questionnaire


def returned_of(returned: Return, questionnaire: Questionnaire, rules: MergeRules) -> Returned:
    """Say from whom a file is, how much of what was asked it says, and whether it is late.

    What cannot be read is neither answered nor open. Of a verification only the level counts.
    """
    part = returned.sheet.part
    respondent = part.respondent if part else Respondent()
    due = rules.due or (part.due if part else None)
    purpose = part.purpose if part else None
    asked = [q for q in questionnaire.questions if part is None or q.id in part.asked]
    read = [q for q in asked if q.id not in returned.unreadable]
    found = {q.id: _completeness(returned, q, purpose or Purpose.SELF) for q in read}
    lacking = {Completeness.NO_REASON, Completeness.NO_EVIDENCE}
    return Returned(
        file=returned.file,
        sha256=returned.sha256,
        owner=part.owner if part else "",
        respondent=respondent,
        purpose=purpose,
        answered=sum(_says(returned, q, purpose or Purpose.SELF) for q in read),
        open=tuple(name for name, each in found.items() if each is Completeness.OPEN),
        incomplete={name: each for name, each in found.items() if each in lacking},
        unreadable=returned.unreadable,
        due=due,
        is_late=bool(due and respondent.dated and respondent.dated > due),
        is_untouched=_is_untouched(returned),
    )


def _is_untouched(returned: Return) -> bool:
    """Whether nobody is named, and all answers are as they were handed out."""
    part = returned.sheet.part
    if part is None or part.purpose is Purpose.VERIFICATION or returned.unreadable:
        return False
    is_named = any((part.respondent.name, part.respondent.dated))
    return not is_named and all(_is_as_handed_out(returned, part, name) for name in part.asked)


def _is_as_handed_out(returned: Return, part: Part, question_id: str) -> bool:
    claim = claim_of(returned.sheet.answer(question_id))
    handed_out = part.handed_out.get(question_id)
    return claim.is_blank if handed_out is None else digest(claim) == handed_out


def _completeness(returned: Return, question: Question, purpose: Purpose) -> Completeness:
    said = side_of(returned, question.id, purpose).word.said
    if purpose is Purpose.SELF:
        return completeness(question, claim_of(said))
    return Completeness.OPEN if isinstance(said, Unanswered) else Completeness.COMPLETE


def _says(returned: Return, question: Question, purpose: Purpose) -> bool:
    return not claim_of(side_of(returned, question.id, purpose).word.said).is_blank


def missing(
    questionnaire: Questionnaire, after: AnswerSheet, returns: Sequence[Return], rules: MergeRules
) -> tuple[Missing, ...]:
    """Return the offices from which no answers came, now or before, in the order of questions.

    An office has returned something if a file is its own, by name or by what it was asked, or one
    of its answers came from a file that is not another office's. A file that nobody has touched
    does not count.
    Where only verifications are merged nobody is missing, as it is not offices that were asked.
    """
    answering = [each for each in returns if takes(each, Purpose.SELF)]
    if rules.only is Purpose.VERIFICATION or (returns and not answering):
        return ()
    answering = [each for each in answering if not _is_untouched(each)]
    parts = [part for each in answering if (part := each.sheet.part) and part.owner]
    heard = {folded(part.owner) for part in parts}
    asked = {name for part in parts for name in part.asked}
    questions = questionnaire.questions
    found = []
    for owner in owners(Asking(questionnaire, after)):
        own = [q for q in questions if owner_of(q, after) == owner]
        others = {each.sha256 for each in answering if _is_of_another(each, owner)}
        came = any(q.id in asked or _came(q, after, answering, others) for q in own)
        if owner and folded(owner) not in heard and not came:
            still = (q.id for q in own if isinstance(after.answer(q.id), Unanswered))
            found.append(Missing(owner, tuple(still)))
    return tuple(found)


def _is_of_another(returned: Return, owner: str) -> bool:
    part = returned.sheet.part
    return bool(part and part.owner and folded(part.owner) != folded(owner))


def _came(
    question: Question, after: AnswerSheet, returns: Sequence[Return], others: AbstractSet[str]
) -> bool:
    """Whether a file says something about a question, now or earlier; ``others`` do not count.

    They are SHA-256 of files of other offices, which may have answered what is not theirs.
    """
    source = after.answer(question.id).details.source
    if source is not None and source.sha256 not in others:
        return True
    own = (each for each in returns if each.sha256 not in others)
    return any(_says(each, question, Purpose.SELF) for each in own)


def unasked(
    questionnaire: Questionnaire, after: AnswerSheet, returns: Sequence[Return]
) -> tuple[str, ...]:
    """Return the open questions that no office owns and no file asked."""
    parts = [each.sheet.part for each in returns]
    if any(part is None for part in parts):
        return ()
    asked = {name for part in parts if part for name in part.asked}
    return tuple(
        question.id
        for question in questionnaire.questions
        if not owner_of(question, after)
        and question.id not in asked
        and isinstance(after.answer(question.id), Unanswered)
    )
