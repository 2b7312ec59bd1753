"""What a dialogue says about a line, by what there is to say."""

from collections.abc import Mapping

from egovmaturity.collecting.dialogue import RemarkKind
from egovmaturity.language import to_translate

REMARKS: Mapping[RemarkKind, str] = {
    RemarkKind.UNCHANGED: to_translate("Unchanged."),
    RemarkKind.NOT_UNDERSTOOD: to_translate(
        'Not understood: "{text}". ? explains what can be typed.'
    ),
    RemarkKind.NOT_A_LEVEL: to_translate('"{text}" is not a level; type {low} to {high}.'),
    RemarkKind.OUT_OF_RANGE: to_translate('"{text}" is outside {low} to {high}.'),
    RemarkKind.TWO_LEVELS: to_translate('Several levels are called "{text}"; type the number.'),
    RemarkKind.TWO_NUMBERS: to_translate(
        '"{text}" may be read in two ways; type it without dots or commas between thousands, or '
        "with a 0 behind three decimals."
    ),
    RemarkKind.LEVEL_OR_COMMAND: to_translate(
        '"{text}" is a level and a command. Type the number of the level, or the command as a '
        "word: {list}."
    ),
    RemarkKind.APPLIES: to_translate(
        "This {question} applies to every institution; {low} is an answer too."
    ),
    RemarkKind.FOUND_NOT_TO_APPLY: to_translate(
        "An assessor confirmed that this does not apply, so no level was taken. It has to be "
        "verified anew first: --verify."
    ),
    RemarkKind.NOT_CLAIMED: to_translate("Nobody said that this does not apply; verify a level."),
    RemarkKind.NOT_HERE: to_translate("Not possible here. {key} goes back to the level."),
    RemarkKind.NO_REASON: to_translate("A reason is needed."),
    RemarkKind.NOT_APPROVED: to_translate(
        "{text} is mandatory; as long as nobody approves (approved_by) that it does not apply, its "
        "{stage} stays shut."
    ),
    RemarkKind.NO_EVIDENCE: to_translate(
        "Not complete yet: this level needs a document as evidence."
    ),
    RemarkKind.NO_FINDING: to_translate(
        "What was found differs from the claim; a note has to say why."
    ),
    RemarkKind.NO_SUCH_DOCUMENT: to_translate("There is no evidence {text}."),
    RemarkKind.NO_SUCH_CODE: to_translate('No {question} asked here has the code "{text}".'),
    RemarkKind.FIRST: to_translate("This is the first one."),
    RemarkKind.DROPPED: to_translate("{text} was not recorded; a line was missing."),
}
"""English sentences with places for ``text``, ``low``, ``high``, ``key`` and ``list``.

``text`` is what was typed, or the id of a question. The ends of the scale are ``low`` and ``high``,
``key`` is the letter that goes back, ``list`` all commands as words.
"""
