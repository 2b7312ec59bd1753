"""What to write to each office that is sent a sheet or a form: messages ready to paste."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from egovmaturity.domain.collecting import Handout
from egovmaturity.language import Words
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.views.numbers import Numbers

_RULE = "-" * 60


class Letter(NamedTuple):
    """What one office is sent: bare names of its files, empty where there is none of that kind."""

    handout: Handout
    sheet: str
    form: str


def covering_notes(letters: Sequence[Letter], words: Words) -> str:
    """Return a text with one paragraph for each office, in the order given, to copy and send.

    ``words`` are in the language of the handouts. There is at least one letter, and all are to
    offices with a name. Lines end as Notepad wants them.
    """
    lines = [*_heading(letters, words)]
    for number, letter in enumerate(letters, start=1):
        lines += ["", _RULE, f"{number}. {as_data(letter.handout.owner)}"]
        lines += [words("Attach: {files}", files=", ".join(_files(letter))), ""]
        lines += [paragraph(letter, words)]
    return "\r\n".join(lines) + "\r\n"


def paragraph(letter: Letter, words: Words) -> str:
    """Return the message to one office, without a line break."""
    return " ".join(_sentences(letter, words.naming(letter.handout.questionnaire)))


def _heading(letters: Sequence[Letter], words: Words) -> Iterator[str]:
    year = letters[0].handout.occasion.year
    yield words.plural(
        "Message to {n} owner, {year}", "Messages to {n} owners, {year}", len(letters), year=year
    )
    yield words("Copy one paragraph for each owner and attach the files named above it.")


def _files(letter: Letter) -> list[str]:
    return [name for name in (letter.sheet, letter.form) if name]


def _sentences(letter: Letter, words: Words) -> Iterator[str]:
    """Yield the sentences of one paragraph."""
    handout = letter.handout
    yield words("To the head of {owner}.", owner=as_data(handout.owner))
    yield _request(handout, words)
    yield _manner(letter, words)
    due = Numbers(words.language).day(handout.terms.due)
    if due:
        yield words("Please send the completed file back by {day} at the latest.", day=due)
    else:
        yield words("Please send the completed file back.")
    if handout.terms.contact:
        yield words("Contact: {contact}.", contact=as_data(handout.terms.contact).rstrip("."))


def _request(handout: Handout, words: Words) -> str:
    return words.plural(
        'Please answer {n} {question} of the self-assessment "{title}" for {year}.',
        'Please answer {n} {questions} of the self-assessment "{title}" for {year}.',
        len(handout.questions),
        title=as_data(handout.questionnaire.title),
        year=handout.occasion.year,
    )


def _manner(letter: Letter, words: Words) -> str:
    """Say how the attached files are filled in."""
    if not letter.form:
        return words("In the attached sheet, fill in the yellow cells only.")
    if not letter.sheet:
        return words(
            "The attached form is opened in a browser, also without internet; at the end, save "
            "the file of answers that it offers."
        )
    return words(
        "Use one of the attached files: the sheet in Excel, or the form, which is opened in a "
        "browser, also without internet, and saves a file of answers at the end."
    )


def as_data(text: str) -> str:
    """Write a text so that a messenger shows it as it is, on one line.

    Messengers know no escape for the signs of bold, italic, struck out and code. Where one would
    act, at the edge of a word, its wide twin stands, which looks alike and does nothing; within a
    word, as in an e-mail address, the sign stays.
    """
    return _AT_THE_EDGE.sub(lambda found: found.group().translate(_WIDE), one_line(text))


_AT_THE_EDGE = re.compile(r"(?<![^\W_])[*_~`]+|[*_~`]+(?![^\W_])")
_WIDE = str.maketrans({"*": "\uff0a", "_": "\uff3f", "~": "\uff5e", "`": "\uff40"})
