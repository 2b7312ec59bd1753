"""Texts as cells of a workbook can hold them."""

from egovmaturity.collecting.answer_sheets import fitting, in_lines
from egovmaturity.collecting.claims import Claim, Document, plain
from egovmaturity.renderers.safe_text import one_line

MOST = 32_767
"""Most UTF-16 units of text in a cell of Excel."""


def in_paragraphs(text: str) -> str:
    """Return a text that is only read, with its line breaks; what hides in it is visible."""
    return "\n".join(map(one_line, text.splitlines())).strip()


def holdable(text: str) -> str:
    """Return a text as a cell holds it and an answers file takes it back.

    See ``collecting.answer_sheets`` for what that leaves out. What is over the limit is cut off
    with an ellipsis.
    """
    return cut(fitting(in_lines(text)), MOST)


def cut(text: str, most: int) -> str:
    """Return a text of at most ``most`` UTF-16 units; one that is cut ends with an ellipsis."""
    if units(text) <= most:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)]
    return kept.decode("utf-16-le", "ignore") + "…"


def units(text: str) -> int:
    """Return how long a text is as Excel counts: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def carried(claim: Claim) -> Claim:
    """Return what comes back of a claim when nobody changes the sheet.

    Documents that say nothing are left out, and the last ones of a list longer than a cell.
    """
    return claim._replace(
        note=plain(holdable(claim.note)),
        documents=_fitting(tuple(filter(any, map(_held, claim.documents)))),
    )


def _held(document: Document) -> Document:
    return Document(*(" ".join(holdable(each).split()) for each in document))


def _fitting(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    while units(text_lines(documents)) > MOST or units(location_lines(documents)) > MOST:
        documents = documents[:-1]
    return documents


def text_lines(documents: tuple[Document, ...]) -> str:
    """Return the texts of documents, one a line."""
    return "\n".join(each.text for each in documents).rstrip("\n")


def location_lines(documents: tuple[Document, ...]) -> str:
    """Return where documents can be seen, each on the line of its document."""
    return "\n".join(each.location for each in documents).rstrip("\n")
