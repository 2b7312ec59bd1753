"""The layout of a questionnaire file and of its translations, key by key."""

from fractions import Fraction

from egovmaturity.loading.shapes import (
    Bar,
    ByKind,
    Choice,
    Exact,
    Flag,
    Key,
    Lasting,
    ListOf,
    MapOf,
    Record,
    Recursive,
    Share,
    Text,
    Whole,
    Word,
)

QUESTIONNAIRE_FORMAT = "egovmaturity-questionnaire"
TRANSLATION_FORMAT = "egovmaturity-translation"
LAYOUT_VERSION = 1

TEXT = Text()
ID = Word(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", "S1-LAY-01")
EDITION = Word(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}", '"2026.1"')
LANGUAGE = Word(r"[a-z]{2}", "id")
LEVEL_NUMBER = Whole(0, 99)
WEIGHT = Exact(Fraction(0))
PER_STEP = ByKind(Exact(Fraction(0)), MapOf(LEVEL_NUMBER, Exact(Fraction(0))))
# Whole rupiah: 650.000 would be 650 to a program and 650 thousand to a reader.
RUPIAH = Whole(0, 10**15)
COST = ByKind(RUPIAH, MapOf(LEVEL_NUMBER, RUPIAH))

LEVELS = ListOf(
    Record(
        "a level",
        {
            "level": Key(LEVEL_NUMBER, "number of the level, counting up by one", True),
            "label": Key(TEXT, "its name", True),
            "value": Key(Exact(Fraction(0)), "its worth, 0 to 1; evenly spread where left out"),
        },
    ),
    least=2,
)

SECTION = Record(
    "a section",
    {
        "id": Key(ID, "identifier, never reused", True),
        "title": Key(TEXT, "its name", True),
        "about": Key(TEXT, "what it covers"),
        "weight": Key(WEIGHT, "weight among its siblings; 1 where left out"),
        "sections": Key(Recursive("sections", lambda: SECTIONS), "sections inside it"),
    },
)
SECTIONS: ListOf = ListOf(SECTION, least=1)

STAGES = ListOf(
    Record(
        "a stage",
        {
            "id": Key(ID, "identifier, never reused", True),
            "title": Key(TEXT, "its name", True),
            "about": Key(TEXT, "what it covers"),
            "weight": Key(WEIGHT, "weight in the index; 1 where left out"),
            "attain": Key(Bar(), "its own threshold, in place of the one under verdict"),
            "foundation": Key(Bar(), "what later stages ask of it, in place of the common one"),
            "sources": Key(ListOf(ID), "ids of sources"),
        },
    ),
    least=1,
)

VERDICT = Record(
    "verdict",
    {
        "kind": Key(Choice("stages", "bands"), "gated stages or bands of an index", True),
        "attain": Key(Bar(), 'stages: what a stage itself must score, e.g. ">= 70 %"'),
        "foundation": Key(Bar(), "stages: what every earlier stage must score"),
        "undetermined_below": Key(Share(), "stages: least share of weight that must apply"),
        "vacuous": Key(Choice("block", "skip"), "stages: what an undetermined stage does"),
        "scale": Key(ListOf(Exact(), least=2), "bands: lowest and highest index, e.g. [1, 5]"),
        "bands": Key(
            ListOf(
                Record(
                    "a band",
                    {
                        "id": Key(ID, "identifier; the label's position where left out"),
                        "from": Key(Exact(), "where the band begins", True),
                        "label": Key(TEXT, "its name", True),
                        "about": Key(TEXT, "what it means"),
                    },
                ),
                least=1,
            ),
            "bands: from lowest to highest",
        ),
        "closed": Key(Choice("left", "right"), "bands: which end belongs to a band"),
        "decimals": Key(Whole(0, 6), "bands: decimals printed"),
    },
)

EVIDENCE = ListOf(
    Record(
        "an evidence item",
        {
            "id": Key(ID, "identifier; a, b, c by position where left out"),
            "text": Key(TEXT, "the document asked for", True),
            "from_level": Key(LEVEL_NUMBER, "the level from which it is needed"),
            "valid_for": Key(
                Lasting(), "how old it may be, such as 12 months; any age where left out"
            ),
        },
        short="text",
    )
)

QUESTION = Record(
    "a question",
    {
        "id": Key(ID, "identifier, never reused and never renumbered", True),
        "stage": Key(ID, "the stage it belongs to"),
        "section": Key(ID, "the section it belongs to"),
        "factor": Key(ByKind(ID, ListOf(ID, least=1)), "a factor, or several sharing the weight"),
        "title": Key(TEXT, "a short name for tables"),
        "ask": Key(TEXT, "the question", True),
        "why": Key(TEXT, "why it is asked"),
        "kind": Key(Choice("levels", "number"), "a rubric (the default) or a number"),
        "scale": Key(ID, "a named scale in place of the default one"),
        "range": Key(ListOf(Exact(), least=2), "number: lowest and highest value, e.g. [0, 1]"),
        "weight": Key(WEIGHT, "exact weight; 1 where left out"),
        "mandatory": Key(Exact(), "the least level a stage gate accepts"),
        "levels": Key(MapOf(LEVEL_NUMBER, TEXT), "what each level means here"),
        "evidence": Key(EVIDENCE, "documents asked for"),
        "recommend": Key(MapOf(LEVEL_NUMBER, TEXT), "what to do at each level to reach the next"),
        "relations": Key(ListOf(Choice("G2C", "G2B", "G2G", "G2E")), "whom it serves"),
        "sources": Key(ListOf(ID), "ids of sources"),
        "blueprint": Key(ListOf(ID), "ids of blueprint items"),
        "not_applicable": Key(Choice("never", "with-reason"), "whether it may be left out"),
        "owner": Key(TEXT, "the office that usually answers"),
        "effort": Key(PER_STEP, "effort as one number, or per step keyed by the level reached"),
        "cost": Key(COST, "cost in rupiah, likewise"),
        "requires": Key(
            ListOf(
                Record(
                    "a prerequisite",
                    {
                        "question": Key(ID, "another question", True),
                        "level": Key(LEVEL_NUMBER, "the level it must have", True),
                        "from_level": Key(
                            LEVEL_NUMBER, "the first level here that needs it; every one"
                        ),
                    },
                )
            ),
            "what has to stand first",
        ),
    },
)

IDS = ByKind(ID, ListOf(ID, least=1))
STEP = Record(
    "a step",
    {
        "same": Key(IDS, "questions whose levels mean what they meant"),
        "revise": Key(IDS, "questions whose levels mean something else now"),
        "rename": Key(ID, "a question that only has another id now: to"),
        "split": Key(ID, "a question that became several: to"),
        "merge": Key(ListOf(ID, least=2), "questions that became one: to"),
        "rescale": Key(ID, "a question whose levels are counted anew: map, perhaps to"),
        "drop": Key(ID, "a question that is not asked any more"),
        "add": Key(IDS, "questions that nothing was asked about before"),
        "to": Key(IDS, "the question or questions of this edition"),
        "copy": Key(Choice("review", "as-is"), "split: look at the copies again (review)"),
        "take": Key(Choice("lowest", "highest"), "merge: the level to begin with (lowest)"),
        "map": Key(MapOf(LEVEL_NUMBER, LEVEL_NUMBER), "rescale: older level to level of today"),
        "reason": Key(TEXT, "drop: why"),
    },
)
RETIRED = Record(
    "a retired id",
    {
        "id": Key(ID, "the id that is not used any more", True),
        "since": Key(EDITION, "the first edition without it", True),
        "replaced_by": Key(ListOf(ID), "questions that took its place"),
    },
)

CONDITION = Record(
    "a condition",
    {
        "question": Key(ID, "the question answered", True),
        "at_least": Key(Exact(), "this level or a higher one"),
        "at_most": Key(Exact(), "this level or a lower one"),
    },
)
CONTRADICTIONS = ListOf(
    Record(
        "a contradiction",
        {
            "id": Key(ID, "identifier; 1, 2, 3 by position where left out"),
            "when": Key(CONDITION, "an answer: question, and at_least or at_most", True),
            "with": Key(CONDITION, "the answer to another question that does not go with it", True),
            "because": Key(TEXT, "why the two cannot both be right", True),
        },
    )
)

DRAWN_ON = {
    "blueprint": Key(ListOf(ID, least=1), "ids of blueprint items"),
    "stages": Key(ListOf(ID, least=1), "ids of stages"),
    "sections": Key(ListOf(ID, least=1), "ids of sections; those inside them too"),
    "factors": Key(ListOf(ID, least=1), "ids of factors"),
    "sources": Key(ListOf(ID, least=1), "ids of sources"),
    "questions": Key(ListOf(ID, least=1), "ids of questions"),
}
"""What a topic of a master plan can draw on."""

OUTLINE = ListOf(
    Record(
        "a part of the master plan",
        {
            "id": Key(ID, "identifier", True),
            "title": Key(TEXT, "its name", True),
            "about": Key(TEXT, "what its authors write there"),
            "shows": Key(
                ListOf(
                    Choice("condition", "steps", "actions", "schedule", "budget", "offices"),
                    least=1,
                ),
                "what it shows of the whole assessment, in order",
            ),
            "topics": Key(
                ListOf(
                    Record(
                        "a topic",
                        {
                            "id": Key(ID, "identifier", True),
                            "title": Key(TEXT, "its name", True),
                            "about": Key(TEXT, "what its authors write there"),
                            **DRAWN_ON,
                        },
                    ),
                    least=1,
                ),
                "its subjects and the questions they draw on",
            ),
            "each": Key(
                Choice("blueprint", "stages", "sections", "factors"),
                "a topic for every entry of this list, after those under topics",
            ),
            "layout": Key(
                Choice("chapters", "table"),
                "topics as chapters with actions and budget (the default), or in one table",
            ),
        },
    ),
    least=1,
)

QUESTIONNAIRE = Record(
    "the questionnaire",
    {
        "format": Key(Choice(QUESTIONNAIRE_FORMAT), "says what this file is", True),
        "version": Key(Whole(1, 999), "version of this layout, not of the content", True),
        "id": Key(ID, "identifier, equal to the folder's name", True),
        "edition": Key(EDITION, "edition of the content, in quotes", True),
        "revision": Key(Whole(1, 999), "counts corrections of texts within an edition; 1"),
        "language": Key(LANGUAGE, "language of the texts", True),
        "status": Key(Choice("draft", "stable", "retired"), "draft, stable or retired"),
        "status_note": Key(TEXT, "status in words, such as: revoked by ..."),
        "title": Key(TEXT, "name of the instrument", True),
        "description": Key(TEXT, "what it measures"),
        "notice": Key(TEXT, "what it is not; printed on every report"),
        "authors": Key(
            ListOf(
                Record(
                    "an author",
                    {
                        "name": Key(TEXT, "name", True),
                        "affiliation": Key(TEXT, "institution"),
                    },
                )
            ),
            "who answers for it",
        ),
        "license": Key(TEXT, "licence of the content"),
        "cite": Key(TEXT, "how to cite it"),
        "sources": Key(
            ListOf(
                Record(
                    "a source",
                    {
                        "id": Key(ID, "identifier", True),
                        "text": Key(TEXT, "the source in words", True),
                        "url": Key(TEXT, "where it can be read"),
                        "of": Key(ID, "the larger source it is a part of"),
                    },
                )
            ),
            "where the content comes from",
        ),
        "terms": Key(
            Record(
                "terms",
                {
                    "question": Key(TEXT, "what reports call a question"),
                    "stage": Key(TEXT, "what reports call a stage"),
                    "section": Key(TEXT, "what reports call a section"),
                    "factor": Key(TEXT, "what reports call a factor"),
                    "questions": Key(TEXT, "several questions, where an s does not make it"),
                    "stages": Key(TEXT, "several stages, likewise"),
                    "sections": Key(TEXT, "several sections, likewise"),
                    "factors": Key(TEXT, "several factors, likewise"),
                },
            ),
            "the model's own words",
        ),
        "levels": Key(LEVELS, "the default scale, lowest first"),
        "scales": Key(MapOf(ID, LEVELS), "further scales by name"),
        "target": Key(LEVEL_NUMBER, "the level to aim at where answers name none"),
        "evidence_from_level": Key(LEVEL_NUMBER, "from_level of evidence items that name none"),
        "index": Key(
            Choice("mean-of-stages", "mean-of-sections", "mean-of-questions"),
            "what the index is the mean of",
        ),
        "verdict": Key(VERDICT, "the rule by which scores become a verdict", True),
        "stages": Key(STAGES, "gated steps, first to last"),
        "sections": Key(SECTIONS, "a tree of domains and aspects, not gated"),
        "factors": Key(
            ListOf(
                Record(
                    "a factor",
                    {
                        "id": Key(ID, "identifier", True),
                        "title": Key(TEXT, "its name", True),
                        "about": Key(TEXT, "what it covers"),
                        "core": Key(Flag(), "shown first where few fit"),
                    },
                )
            ),
            "a lens across stages or sections",
        ),
        "blueprint": Key(
            ListOf(
                Record(
                    "a blueprint item",
                    {"id": Key(ID, "identifier", True), "title": Key(TEXT, "its name", True)},
                )
            ),
            "items of a master plan that questions feed",
        ),
        "questions": Key(ListOf(QUESTION, least=1), "the questions, in order", True),
        "contradictions": Key(
            CONTRADICTIONS, "answers that do not go together; check asks about them"
        ),
        "outline": Key(OUTLINE, "parts of a master plan; plan --outline fills them"),
        "retired": Key(ListOf(RETIRED), "ids of earlier editions, never given out again"),
        "from": Key(
            MapOf(EDITION, ListOf(STEP, least=1)),
            "by earlier edition: what became of each of its questions",
        ),
    },
)

LEVEL_TEXTS = MapOf(LEVEL_NUMBER, TEXT)
TITLED = Record("texts", {"title": Key(TEXT, "its name"), "about": Key(TEXT, "what it covers")})

TRANSLATION = Record(
    "the translation",
    {
        "format": Key(Choice(TRANSLATION_FORMAT), "says what this file is", True),
        "version": Key(Whole(1, 999), "version of this layout", True),
        "questionnaire": Key(ID, "id of the questionnaire", True),
        "edition": Key(EDITION, "edition translated", True),
        "language": Key(LANGUAGE, "language of these texts", True),
        "status_note": Key(TEXT, "status in words"),
        "title": Key(TEXT, "name of the instrument"),
        "description": Key(TEXT, "what it measures"),
        "notice": Key(TEXT, "what it is not"),
        "cite": Key(TEXT, "how to cite it"),
        "terms": QUESTIONNAIRE.keys["terms"],
        "levels": Key(LEVEL_TEXTS, "labels of the default scale"),
        "scales": Key(MapOf(ID, LEVEL_TEXTS), "labels of the named scales"),
        "stages": Key(MapOf(ID, TITLED), "by id"),
        "sections": Key(MapOf(ID, TITLED), "by id"),
        "factors": Key(MapOf(ID, TITLED), "by id"),
        "sources": Key(MapOf(ID, TEXT), "by id"),
        "blueprint": Key(MapOf(ID, TEXT), "by id"),
        "contradictions": Key(MapOf(ID, TEXT), "why, by id"),
        "outline": Key(MapOf(ID, TITLED), "parts and topics of the master plan, by id"),
        "bands": Key(
            MapOf(
                ID,
                Record(
                    "texts", {"label": Key(TEXT, "its name"), "about": Key(TEXT, "its meaning")}
                ),
            ),
            "by id",
        ),
        "questions": Key(
            MapOf(
                ID,
                Record(
                    "texts of a question",
                    {
                        "title": Key(TEXT, "a short name for tables"),
                        "ask": Key(TEXT, "the question"),
                        "why": Key(TEXT, "why it is asked"),
                        "owner": Key(TEXT, "the office that usually answers"),
                        "levels": Key(LEVEL_TEXTS, "what each level means"),
                        "evidence": Key(ListOf(TEXT), "documents, in the order of the base file"),
                        "recommend": Key(LEVEL_TEXTS, "what to do at each level"),
                    },
                ),
            ),
            "by id",
        ),
    },
)
