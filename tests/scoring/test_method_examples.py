"""The worked examples of the scoring method, number by number.

``method_examples.json`` holds the numbers, under the names the method gives its examples: an
instrument of twelve questions in four stages, the answers of one institution as claimed and as
evidenced, in the order of the questions, and what follows from them. Fractions are written
``"17/20"`` and compared exactly.
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from builders import (
    NA,
    answers,
    bands,
    document,
    document_wanted,
    exact,
    number_range,
    question,
    questionnaire,
    rated,
    scale,
    section,
    stage,
)

from egovmaturity.domain.results import Basis, Interval, StagedVerdict
from egovmaturity.planning.gaps import find_gaps
from egovmaturity.scoring.assess import assess

EXAMPLES = json.loads(Path(__file__).with_name("method_examples.json").read_text(encoding="utf-8"))
QUESTIONS = EXAMPLES["instrument"]["questions"]
STAGES = ("1", "2", "3", "4")


def by_question(numbers):
    """Numbers written in the order of the instrument's questions."""
    return dict(zip((row[0] for row in QUESTIONS), numbers, strict=True))


EVIDENCED, CLAIMED = by_question(EXAMPLES["evidenced"]), by_question(EXAMPLES["claimed"])


def convex(top):
    """Levels worth the square of their even share."""
    return scale(top, worths=[Fraction(level, top) ** 2 for level in range(top + 1)])


def instrument(*more, make_scale=scale, factor=None, scaled=1, effort: Mapping = {}, **rule):
    """The method's instrument; ``more`` are questions added to its first stage."""
    questions = {name: [] for name in STAGES} | {"1": list(more)}
    for question_id, stage_id, its_factor, weight, top, mandatory in QUESTIONS:
        if factor in (None, its_factor):
            questions[stage_id].append(
                question(
                    question_id,
                    weight=weight * scaled,
                    scale=make_scale(top),
                    mandatory=mandatory,
                    factors=[its_factor],
                    evidence=[document_wanted(str(n), n) for n in range(1, top + 1)],
                    effort=effort.get(question_id),
                )
            )
    staged = (stage(name, *inside) for name, inside in questions.items())
    return questionnaire(*staged, **EXAMPLES["instrument"]["gate"], **rule)


INSTRUMENT = instrument()


def claims(given=EVIDENCED, **changed):
    return assess(INSTRUMENT, answers({**given, **changed}))


def without(*names):
    return {name: level for name, level in EVIDENCED.items() if name not in names}


def number(found):
    """A stage as its number; 0 where not even the first is attained."""
    return int(found.id) if found else 0


def stage_range(assessment):
    verdict = assessment.verdict
    assert isinstance(verdict, StagedVerdict)
    return [number(verdict.attained), number(verdict.attained_at_best)]


def certain(share):
    return Interval(exact(share), exact(share))


def scores(assessment):
    return [result.group.score for result in assessment.stages]


# Numbers and bands


def band_at(index, lowest, highest, example, closed):
    rule = bands(EXAMPLES[example]["starts"], lowest=lowest, highest=highest, closed=closed)
    asked = questionnaire(question("a", scale=number_range(lowest, highest)), rule=rule)
    return assess(asked, answers(a=exact(index))).verdict.band.label


def test_e01_a_tenth_is_a_tenth():
    asked = questionnaire(question("a", scale=number_range()))
    assert assess(asked, answers(a=exact("0.1"))).index == certain("1/10")


@pytest.mark.parametrize(("percent", "letter"), EXAMPLES["E02"]["bands"].items())
def test_e02_ratings_closed_on_the_right(percent, letter):
    assert band_at(percent, 0, 100, "E02", "right") == letter


@pytest.mark.parametrize(
    ("index", "predicate"), [*EXAMPLES["E03"]["bands"].items(), *EXAMPLES["E07"].items()]
)
def test_e03_predicates_closed_on_the_left(index, predicate):
    assert band_at(index, 1, 5, "E03", "left") == predicate


# Items, stages, verdict, factors, index


def test_e10_worth_of_one_answer():
    example = EXAMPLES["E10"]
    asked = INSTRUMENT.question(example["question"])
    assert asked.worth(EVIDENCED[example["question"]]) == exact(example["worth"])


def test_e11_scores_of_the_stages():
    assert scores(claims()) == [certain(share) for share in EXAMPLES["E11"]]


def test_e12_verdict_and_gates():
    example, found = EXAMPLES["E12"], claims()
    assert stage_range(found) == [example["stage"]] * 2
    assert number(found.verdict.ungated) == example["ungated"]
    assert [r.attains for r in found.stages] == example["attains"]
    assert [r.founds for r in found.stages] == example["founds"]
    assert [r.waits_for is None for r in found.stages] == example["open"]


def test_e13_verdict_of_the_claims():
    example, found = EXAMPLES["E13"], claims(CLAIMED)
    assert scores(found) == [certain(share) for share in example["scores"]]
    assert stage_range(found) == [example["stage"]] * 2


def test_e14_scores_of_the_factors():
    assert {r.factor.id: r.group.score for r in claims().factors} == {
        name: certain(share) for name, share in EXAMPLES["E14"].items()
    }


def test_e15_claimed_and_evidenced_stand_beside_each_other():
    """The claims of E13 with documents up to the levels of E12."""
    sheet = answers(
        {
            name: rated(level, evidence=[document(str(n)) for n in range(1, EVIDENCED[name] + 1)])
            for name, level in CLAIMED.items()
        }
    )
    by_basis = {found.basis: found for found in assess(INSTRUMENT, sheet).bases}
    claimed, supported = by_basis[Basis.CLAIMED], by_basis[Basis.SUPPORTED]
    example = EXAMPLES["E15"]
    assert claimed.index == certain(example["claimed"])
    assert supported.index == certain(example["evidenced"])
    assert claimed.index.low - supported.index.low == exact(example["gap"])
    assert supported.index.low / claimed.index.low == exact(example["ratio"])
    assert number(claimed.verdict.attained) == EXAMPLES["E13"]["stage"]
    assert number(supported.verdict.attained) == EXAMPLES["E12"]["stage"]


@pytest.mark.parametrize(("factor", "expected"), EXAMPLES["E18"].items())
def test_e18_the_same_gate_inside_one_factor(factor, expected):
    found = assess(instrument(factor=factor), answers(EVIDENCED))
    assert stage_range(found) == [expected] * 2


def test_e19_matrix_of_stages_and_factors():
    assert {"/".join(key): group.score for key, group in claims().cells.items()} == {
        key: certain(share) for key, share in EXAMPLES["E19"].items()
    }


# Averages


@pytest.mark.parametrize("example", EXAMPLES["E26"].values(), ids=EXAMPLES["E26"])
def test_e26_an_average_cannot_see_the_order_of_the_stages(example):
    found = claims(by_question(example["answers"]))
    assert scores(found) == [certain(share) for share in example["scores"]]
    assert (found.index, stage_range(found)) == (certain(example["index"]), [example["stage"]] * 2)


def test_e28_weighted_mean_of_aspects_on_levels_1_to_5():
    example = EXAMPLES["E28"]
    five = scale(5, lowest=1)
    levels = {
        f"{place}-{row}": level
        for place, aspect in enumerate(example["aspects"])
        for row, level in enumerate(aspect["levels"])
    }
    asked = questionnaire(
        *(
            section(
                f"aspect {place}",
                *(question(f"{place}-{row}", scale=five) for row in range(len(aspect["levels"]))),
                weight=aspect["weight"],
            )
            for place, aspect in enumerate(example["aspects"])
        ),
        rule=bands(EXAMPLES["E03"]["starts"], lowest=1, highest=5),
    )
    found = assess(asked, answers(levels))
    assert asked.rule.on_scale(found.index.low) == exact(example["index"])
    assert [asked.rule.on_scale(r.group.score.low) for r in found.sections] == [
        exact(aspect["mean"]) for aspect in example["aspects"]
    ]
    assert found.verdict.band.label == example["band"]


def test_e29_the_spacing_of_levels_is_a_value_judgement():
    example = EXAMPLES["E29"]
    found = assess(instrument(make_scale=convex), answers(EVIDENCED))
    assert scores(found) == [certain(share) for share in example["scores"]]
    assert (found.index, stage_range(found)) == (certain(example["index"]), [example["stage"]] * 2)


# Not applicable, unanswered, edges


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(
            {"Q3": NA}, "Q3 not applicable", id="excluding a weak answer raises the score"
        ),
        pytest.param({"Q3": 0}, "Q3 at 0", id="counting it as nothing would lower it"),
        pytest.param({}, "Q3 as answered", id="as answered"),
    ],
)
def test_e30_not_applicable_is_out_of_the_score(changed, expected):
    assert scores(claims(**changed))[1] == certain(EXAMPLES["E30"][expected])


def test_e30_the_rest_of_the_stage_applies():
    assert claims(Q3=NA).stages[1].group.applicable == exact(EXAMPLES["E30"]["applicable"])


def test_e31_a_stage_of_which_less_than_half_applies_is_undetermined():
    found = claims(Q1=NA, Q2=NA)
    assert found.stages[1].group.applicable == exact(EXAMPLES["E31"]["applicable"])
    assert stage_range(found) == [EXAMPLES["E31"]["stage"]] * 2


@pytest.mark.parametrize(("vacuous", "expected"), EXAMPLES["E32"].items())
def test_e32_a_stage_to_which_nothing_applies(vacuous, expected):
    given = answers(EVIDENCED, Q1=NA, Q2=NA, Q3=NA)
    assert stage_range(assess(instrument(vacuous=vacuous), given)) == [expected] * 2


def test_e33_open_questions_span_an_interval():
    example, found = EXAMPLES["E33"], claims(without("Q2", "R2"))
    assert scores(found)[1] == Interval(*map(exact, example["second"]))
    assert found.index == Interval(*map(exact, example["index"]))
    assert stage_range(found) == example["stage"]


def test_e34_with_no_answers_everything_is_possible():
    example, found = EXAMPLES["E34"], claims({})
    assert found.index == Interval(*map(exact, example["index"]))
    assert stage_range(found) == example["stage"]


@pytest.mark.parametrize(
    ("level_of", "expected"),
    [
        pytest.param(lambda q: q.scale.highest, EXAMPLES["E35"]["full"], id="full marks"),
        pytest.param(lambda q: q.scale.lowest, EXAMPLES["E35"]["zero"], id="nothing"),
    ],
)
def test_e35_the_ends_of_the_scale(level_of, expected):
    found = claims({q.id: level_of(q) for q in INSTRUMENT.questions})
    assert (found.index, stage_range(found)) == (
        certain(expected["index"]),
        [expected["stage"]] * 2,
    )


@pytest.mark.parametrize(("level", "expected"), EXAMPLES["E36"].items())
def test_e36_a_stage_of_a_single_question(level, expected):
    letter, attained = expected
    asked = questionnaire(stage("1", question("Z")), **EXAMPLES["instrument"]["gate"])
    found = assess(asked, answers(Z=int(level)))
    assert stage_range(found) == [attained] * 2
    assert band_at(found.index.low * 100, 0, 100, "E02", "right") == letter


def test_e37_exactly_on_the_foundation_is_not_above_it():
    example, found = EXAMPLES["E37"], claims(**EXAMPLES["E37"]["answers"])
    assert scores(found)[1] == certain(example["second"])
    assert stage_range(found) == [example["stage"]] * 2


@pytest.mark.parametrize(("level", "expected"), EXAMPLES["E38"].items())
def test_e38_a_mandatory_question_may_weigh_nothing(level, expected):
    asked = instrument(question("P0", weight=0, top=1, mandatory=1))
    full = {q.id: q.scale.highest for q in asked.questions}
    found = assess(asked, answers(full, P0=int(level)))
    assert scores(found)[0] == certain(1)
    assert stage_range(found) == [expected] * 2


def test_e39_only_the_ratio_of_weights_matters():
    found = assess(instrument(scaled=7), answers(EVIDENCED))
    assert (found.index, scores(found)) == (claims().index, scores(claims()))
    assert found.verdict == claims().verdict


# Gaps


def gaps():
    asked = instrument(effort=by_question(EXAMPLES["E60"]["effort"]))
    return find_gaps(assess(asked, answers(EVIDENCED)))


def test_e60_gaps_in_the_order_to_work_on_them():
    assert [
        (gap.result.question.id, gap.tier, gap.priority, gap.result.share * gap.distance)
        for gap in gaps()
    ] == [
        (name, tier, exact(priority), exact(gain))
        for name, tier, priority, gain in EXAMPLES["E60"]["gaps"]
    ]


def test_e61_gates_come_before_cheap_points():
    found = gaps()
    by_product = sorted(found, key=lambda gap: (-gap.priority, gap.result.question.id))
    assert [gap.result.question.id for gap in found[:4]] == EXAMPLES["E61"]["lexicographic"]
    assert [gap.result.question.id for gap in by_product[:4]] == EXAMPLES["E61"]["product"]
