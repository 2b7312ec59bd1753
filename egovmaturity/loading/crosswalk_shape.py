"""The layout of a crosswalk file, key by key."""

from egovmaturity.loading.questionnaire_shape import EDITION, ID, LANGUAGE, QUESTIONNAIRE, TEXT
from egovmaturity.loading.shapes import ByKind, Choice, Key, ListOf, MapOf, Record, Whole, Word

CROSSWALK_FORMAT = "egovmaturity-crosswalk"

EXACT_REFERENCE = Word(f"{ID.pattern}@{EDITION.pattern}", "inpres-3-2003@2026.1")
ELEMENT = Word(
    rf"(?:question|stage|section|factor)/{ID.pattern}|level/{ID.pattern}/(?:0|[1-9][0-9]?)",
    "question/S1-LAY-01",
)
TEXTS = ByKind(TEXT, MapOf(LANGUAGE, TEXT))

LINKS = ListOf(
    Record(
        "a link",
        {
            "from": Key(ELEMENT, "an element of the first questionnaire", True),
            "to": Key(
                ByKind(ELEMENT, ListOf(ELEMENT, least=1)),
                "an element of the second one, or several",
                True,
            ),
            "basis": Key(Choice("official", "literature", "ours"), "who says so", True),
            "strength": Key(
                Choice("same", "strong", "partial", "weak"), "how much the two share", True
            ),
            "note": Key(TEXTS, "what they share, or where they differ"),
            "sources": Key(ListOf(ID), "ids of sources"),
        },
    ),
    least=1,
)

CROSSWALK = Record(
    "the crosswalk",
    {
        "format": Key(Choice(CROSSWALK_FORMAT), "says what this file is", True),
        "version": Key(Whole(1, 999), "version of this layout, not of the content", True),
        "edition": Key(EDITION, "edition of the content, in quotes", True),
        "between": Key(
            ListOf(EXACT_REFERENCE, least=2), "the two questionnaires, each with edition", True
        ),
        "language": Key(LANGUAGE, "language of texts that name none", True),
        "title": Key(TEXTS, "name of the crosswalk"),
        "notice": Key(TEXTS, "what it is not; printed wherever it is used"),
        "authors": QUESTIONNAIRE.keys["authors"],
        "license": QUESTIONNAIRE.keys["license"],
        "sources": Key(
            ListOf(
                Record(
                    "a source",
                    {
                        "id": Key(ID, "identifier", True),
                        "text": Key(TEXTS, "the source in words", True),
                        "url": Key(TEXT, "where it can be read"),
                    },
                )
            ),
            "where the links come from",
        ),
        "links": Key(LINKS, "the links, in any order", True),
    },
)
