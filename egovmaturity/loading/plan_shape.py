"""The layout of a plan file, key by key: what steps cost and what they wait for."""

from egovmaturity.loading.answers_shape import REFERENCE, YEAR
from egovmaturity.loading.questionnaire_shape import (
    COST,
    ID,
    LEVEL_NUMBER,
    PER_STEP,
    RUPIAH,
    TEXT,
    WEIGHT,
)
from egovmaturity.loading.shapes import ByKind, Choice, Key, ListOf, MapOf, Record, Whole

PLAN_FORMAT = "egovmaturity-plan"

LAG = Whole(0, 20)

NEEDS = ListOf(
    Record(
        "a prerequisite",
        {
            "question": Key(ID, "another question", True),
            "level": Key(LEVEL_NUMBER, "the level it must have", True),
            "from_level": Key(LEVEL_NUMBER, "the first level here that needs it; every one"),
            "lag": Key(LAG, "years it must have stood before; 0: the same year will do"),
        },
    )
)

QUESTION = Record(
    "a question of the plan",
    {
        "cost": Key(COST, "cost in rupiah as one number, or per step keyed by the level reached"),
        "effort": Key(PER_STEP, "effort, likewise"),
        "earliest": Key(
            ByKind(YEAR, MapOf(LEVEL_NUMBER, YEAR)),
            "first year in which it can be raised, or per step keyed by the level reached",
        ),
        "owner": Key(TEXT, "the office that sees to it"),
        "requires": Key(NEEDS, "what has to stand first, besides what the questionnaire says"),
    },
    short="cost",
)

ENABLER = Record(
    "an enabler",
    {
        "id": Key(ID, "identifier, none of a question", True),
        "title": Key(TEXT, "its name", True),
        "cost": Key(RUPIAH, "cost in rupiah, paid once"),
        "effort": Key(WEIGHT, "effort, likewise"),
        "serves": Key(
            ByKind(ID, MapOf(ID, LEVEL_NUMBER)),
            "questions that need it, each with the first level that does; or one question",
            True,
        ),
        "requires": Key(NEEDS, "what has to stand first"),
        "earliest": Key(YEAR, "first year in which it can be had"),
        "lag": Key(LAG, "years before the steps that need it; 0: the same year will do"),
        "owner": Key(TEXT, "the office that sees to it"),
    },
)

PLAN = Record(
    "the plan",
    {
        "format": Key(Choice(PLAN_FORMAT), "says what this file is", True),
        "version": Key(Whole(1, 999), "version of this layout", True),
        "questionnaire": Key(REFERENCE, "id, or id@edition, of the questionnaire", True),
        "budgets": Key(MapOf(YEAR, RUPIAH), "what may be spent, in rupiah, by year"),
        "questions": Key(MapOf(ID, QUESTION), "by question: what its steps cost and wait for"),
        "enablers": Key(ListOf(ENABLER), "what is paid for once and needed by several questions"),
    },
)
