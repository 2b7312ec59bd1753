"""The layout of an answers file, key by key."""

from egovmaturity.loading.questionnaire_shape import ID, LANGUAGE, LEVEL_NUMBER, TEXT
from egovmaturity.loading.shapes import (
    ByKind,
    Choice,
    Day,
    Exact,
    Flag,
    Key,
    ListOf,
    MapOf,
    QuarterOfYear,
    Record,
    Whole,
    Word,
)

ANSWERS_FORMAT = "egovmaturity-answers"

REFERENCE = Word(
    r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}(?:@[0-9A-Za-z][0-9A-Za-z.-]{0,19})?", "inpres-3-2003@2026.1"
)
YEAR = Whole(1990, 2199)
DIGEST = Word(r"[0-9a-f]{16}", "16 hexadecimal digits")
SHA256 = Word(r"[0-9a-f]{64}", "64 hexadecimal digits")

EVIDENCE = ListOf(
    Record(
        "evidence",
        {
            "title": Key(TEXT, "name of the document", True),
            "number": Key(TEXT, "its number"),
            "date": Key(Day(), "its date"),
            "location": Key(TEXT, "file or address where it can be seen"),
            "for": Key(ByKind(ID, ListOf(ID, least=1)), "evidence items it is meant for"),
        },
        short="title",
    )
)

SOURCE = Record(
    "source",
    {
        "file": Key(TEXT, "name of the file that came back", True),
        "sha256": Key(SHA256, "its SHA-256", True),
        "date": Key(Day(), "the day it was filled in"),
    },
)

VERIFICATION = Record(
    "verification",
    {
        "level": Key(Exact(), "the level, or number, the assessor found"),
        "not_applicable": Key(Flag(), "true: the assessor confirms that it does not apply"),
        "by": Key(TEXT, "who verified"),
        "date": Key(Day(), "when"),
        "note": Key(TEXT, "what was found"),
        "source": Key(SOURCE, "the file it came back in; written by merge"),
    },
    short="level",
)

ANSWER = Record(
    "an answer",
    {
        "level": Key(Exact(), "the highest level whose every condition holds"),
        "value": Key(Exact(), "the number, for numeric questions"),
        "not_applicable": Key(Flag(), "true: the question does not concern this institution"),
        "reason": Key(TEXT, "why it does not apply"),
        "approved_by": Key(TEXT, "who approved that a mandatory question does not apply"),
        "unknown": Key(Flag(), "true: the respondent does not know"),
        "target": Key(Exact(), "the level to reach"),
        "owner": Key(TEXT, "the office that answers"),
        "evidence": Key(EVIDENCE, "documents that prove the level"),
        "note": Key(TEXT, "anything a reader should know"),
        "verification": Key(VERIFICATION, "what an assessor found"),
        "confidence": Key(Choice("high", "medium", "low"), "how sure the respondent is"),
        "review": Key(Flag(), "true: carried over, to be looked at again"),
        "source": Key(SOURCE, "the file it came back in; written by merge"),
    },
    short="level",
    accepts_null=True,
)

ACTIONS = ListOf(
    Record(
        "an action",
        {
            "id": Key(ID, "identifier", True),
            "title": Key(TEXT, "what is done", True),
            "raises": Key(MapOf(ID, Exact()), "questions and the levels they reach"),
            "owner": Key(TEXT, "the office responsible"),
            "support": Key(ListOf(TEXT), "offices that support"),
            "start": Key(QuarterOfYear(), "first quarter"),
            "end": Key(QuarterOfYear(), "last quarter"),
            "budget": Key(Whole(0, 10**15), "rupiah, a whole number"),
            "budget_line": Key(TEXT, "where the budget stands"),
            "status": Key(Choice("planned", "running", "done", "late", "dropped"), "how far it is"),
        },
    )
)

RESPONDENT = Record(
    "respondent",
    {
        "name": Key(TEXT, "who answered"),
        "position": Key(TEXT, "in which position"),
        "date": Key(Day(), "on which day"),
        "staff_number": Key(TEXT, "staff number"),
        "phone": Key(TEXT, "telephone"),
        "superior": Key(TEXT, "who agrees with it"),
    },
)

PART = Record(
    "part",
    {
        "owner": Key(TEXT, "the office asked; absent where everybody was"),
        "asked": Key(ListOf(ID, least=1), "the questions it was asked", True),
        "respondent": Key(RESPONDENT, "who answered"),
        "purpose": Key(Choice("self", "verification"), "self, or verification of what others said"),
        "due": Key(Day(), "the deadline"),
        "handed_out": Key(MapOf(ID, DIGEST), "what stood there when it was handed out, as digests"),
        "questionnaire_sha256": Key(SHA256, "SHA-256 of the questionnaire"),
    },
)

ANSWERS = Record(
    "the answers",
    {
        "format": Key(Choice(ANSWERS_FORMAT), "says what this file is", True),
        "version": Key(Whole(1, 999), "version of this layout", True),
        "questionnaire": Key(REFERENCE, "id, or id@edition, of the questionnaire", True),
        "language": Key(LANGUAGE, "language of reports; id where left out"),
        "fictional": Key(Flag(), "true: the institution is invented, and reports say so"),
        "institution": Key(
            Record(
                "institution",
                {
                    "name": Key(TEXT, "full official name", True),
                    "id": Key(ID, "short identifier"),
                    "kind": Key(
                        Choice("kabupaten", "kota", "provinsi", "lembaga"), "kind of institution"
                    ),
                },
                short="name",
            ),
            "who is assessed",
            True,
        ),
        "assessment": Key(
            Record(
                "assessment",
                {
                    "year": Key(YEAR, "year of the assessment", True),
                    "subject": Key(TEXT, "what of it is assessed, such as one service"),
                    "as_of": Key(Day(), "the day the answers describe"),
                    "report_date": Key(Day(), "date printed on the report"),
                    "purpose": Key(TEXT, "the meeting or document it feeds"),
                    "team": Key(TEXT, "who assessed, and by which decree"),
                },
            ),
            "when and for what",
            True,
        ),
        "part": Key(PART, "these are the answers of one office, to be merged with others"),
        "targets": Key(
            Record(
                "targets",
                {
                    "year": Key(YEAR, "year by which the targets hold"),
                    "level": Key(LEVEL_NUMBER, "target level of every question"),
                    "by_stage": Key(MapOf(ID, LEVEL_NUMBER), "target level by stage"),
                },
            ),
            "levels to reach",
        ),
        "answers": Key(MapOf(ID, ANSWER), "one entry a question; absent means unanswered", True),
        "actions": Key(ACTIONS, "planned work"),
        "decisions": Key(ListOf(TEXT), "decisions asked of the meeting"),
        "expect": Key(
            Record(
                "expect",
                {
                    "stage": Key(ID, "id of the stage attained, or none"),
                    "band": Key(ID, "id of the band"),
                    "index": Key(Exact(), "the index as printed, to four decimals or exactly"),
                    "basis": Key(
                        Choice("claimed", "supported", "verified", "best"), "the basis; best"
                    ),
                },
            ),
            "the result these answers must give; egovmaturity check compares",
        ),
    },
)
