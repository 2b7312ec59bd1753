"""Random small questionnaires and answer sheets, for properties; made with the builders.

Every value may be drawn: weights of 0, uneven scales, several factors, mandatory questions,
bars with either comparator. Sizes stay small, so that a test may try out every completion.
"""

from builders import (
    answers,
    bands,
    document,
    document_wanted,
    dont_know,
    not_applicable,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
    unanswered,
)
from hypothesis import settings
from hypothesis import strategies as st

from egovmaturity.domain.questionnaire import Questionnaire, StagedRule

PROPERTY = settings(deadline=None, derandomize=True, max_examples=60)
"""The same examples on every run; a test that enumerates completions asks for fewer."""

WEIGHTS = st.sampled_from(["1", "2", "3", "1/2", "0.3", "0"])
POSITIVE_WEIGHTS = st.sampled_from(["1", "2", "3", "1/2", "0.3"])
BARS = st.sampled_from([("> 1/2", "> 17/20"), (">= 1/2", ">= 3/4"), (">= 60 %", ">= 60 %")])
SHARES_LEFT = st.sampled_from(["0", "1/2", "1"])
SCALES = st.sampled_from(
    [
        scale(1),
        scale(2),
        scale(3),
        scale(5, lowest=1),
        scale(3, worths=["0", "0.1", "0.3", "1"]),
        scale(2, worths=["0.2", "0.3", "1"]),
    ]
)
FACTORS = st.sampled_from([[], ["lead"], ["infra"], ["lead", "infra"], ["infra", "lead", "skill"]])
LIMITS = st.sampled_from(["", "", "30 days", "12 months", "3 years"])
DAYS = st.sampled_from(["2026-01-31", "2026-01-31", ""])
DATES = ["", "2021-03-01", "2025-01-30", "2025-01-31", "2026-01-15", "2026-02-01"]
RELATIONS = st.sampled_from([[], ["G2C"], ["G2G", "G2C"]])


@st.composite
def questions(draw, question_id, *, weight=None, may_be_mandatory=True):
    levels = draw(SCALES)
    above_lowest = st.integers(levels.lowest + 1, levels.highest)
    return question(
        question_id,
        weight=draw(WEIGHTS) if weight is None else weight,
        scale=levels,
        mandatory=draw(st.none() | above_lowest) if may_be_mandatory else None,
        factors=draw(FACTORS),
        relations=draw(RELATIONS),
        evidence=[
            document_wanted(name, draw(above_lowest), valid_for=draw(LIMITS))
            for name in draw(st.sampled_from([[], ["x"], ["x", "y"]]))
        ],
        effort=draw(st.sampled_from([None, 0, 2, "1/2"])),
    )


@st.composite
def staged(draw, *, may_be_mandatory=True):
    """One to three stages of one to three questions; the first of each has a weight."""
    parts = []
    for name in ["one", "two", "three"][: draw(st.integers(1, 3))]:
        rest = draw(st.integers(0, 2))
        first = questions(
            f"{name}-1", weight=draw(POSITIVE_WEIGHTS), may_be_mandatory=may_be_mandatory
        )
        inside = [draw(first)] + [
            draw(questions(f"{name}-{place}", may_be_mandatory=may_be_mandatory))
            for place in range(2, 2 + rest)
        ]
        parts.append(stage(name, *inside, weight=draw(POSITIVE_WEIGHTS)))
    attain, foundation = draw(BARS)
    return questionnaire(
        *parts,
        attain=attain,
        foundation=foundation,
        undetermined_below=draw(SHARES_LEFT),
        vacuous=draw(st.sampled_from(["block", "skip"])),
        index_of=draw(st.sampled_from(["stages", "questions"])),
    )


@st.composite
def banded(draw):
    """A tree of sections, two deep, with questions on both levels."""

    def some(place, least):
        return [
            draw(questions(f"{place}.{number}", weight=draw(WEIGHTS), may_be_mandatory=False))
            for number in range(draw(st.integers(least, 2)))
        ]

    tops = []
    for top in ["d", "e"][: draw(st.integers(1, 2))]:
        below = [
            section(f"{top}{number}", *some(f"{top}{number}", 1), weight=draw(WEIGHTS))
            for number in range(draw(st.integers(0, 2)))
        ]
        beside = some(top, 0 if below else 1)
        tops.append(section(top, *below, *beside, weight=draw(WEIGHTS)))
    rule = bands(
        {"low": 1, "middle": "2.6", "high": "4.2"},
        lowest=1,
        highest=5,
        closed=draw(st.sampled_from(["left", "right"])),
    )
    return questionnaire(
        *tops, rule=rule, index_of=draw(st.sampled_from(["sections", "questions"]))
    )


ANY = st.one_of(staged(), banded())


def ratings(asked):
    """Any level of a question's scale."""
    return st.sampled_from([level.number for level in asked.scale.levels])


def _details(asked):
    documents = [
        document(*covers, dated=dated)
        for covers in [(), *((item.id,) for item in asked.evidence)]
        for dated in DATES
    ]
    return st.fixed_dictionaries(
        {},
        optional={
            "evidence": st.lists(st.sampled_from(documents), max_size=2),
            "verified": ratings(asked),
            "target": ratings(asked),
        },
    )


@st.composite
def answer(draw, asked):
    """Any answer; ``None`` where the file does not mention the question."""
    details = draw(_details(asked))
    return draw(
        st.sampled_from(
            [
                rated(draw(ratings(asked)), **details),
                rated(asked.scale.highest, **details),
                not_applicable(**details),
                not_applicable("the regent"),
                dont_know(**details),
                unanswered(**details),
                None,
            ]
        )
    )


@st.composite
def sheets(draw, asked):
    """Any answer to every question."""
    given = {q.id: draw(answer(q)) for q in asked.questions}
    found = {name: each for name, each in given.items() if each is not None}
    return answers(found, as_of=draw(DAYS))


@st.composite
def claims(draw, asked, *, may_be_out=True):
    """Claims, open questions and, where wanted, some that do not apply; nothing verified."""
    kinds = ["rated", "rated", "full", "open"] + ["out", "exempt"] * may_be_out
    given = {}
    for q in asked.questions:
        kind = draw(st.sampled_from(kinds))
        if kind != "open":
            given[q.id] = {
                "rated": rated(draw(ratings(q))),
                "full": rated(q.scale.highest),
                "out": not_applicable(),
                "exempt": not_applicable("the regent"),
            }[kind]
    return answers(given)


@st.composite
def with_sheet(draw, models=ANY, sheet_of=sheets):
    """A questionnaire and a sheet for it."""
    asked = draw(models)
    return asked, draw(sheet_of(asked))


def rank(asked: Questionnaire, place) -> int:
    """Where a stage or band stands in its order; 0 where there is none."""
    if isinstance(asked.rule, StagedRule):
        order = {found.id: number for number, found in enumerate(asked.stages, start=1)}
    else:
        order = {found.id: number for number, found in enumerate(asked.rule.bands, start=1)}
    return order[place.id] if place else 0
