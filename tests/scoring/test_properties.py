"""Laws of scoring, on random small questionnaires and answer sheets."""

from fractions import Fraction
from itertools import product
from typing import NamedTuple

from builders import rated
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import ANY, PROPERTY, banded, claims, rank, staged, with_sheet

from egovmaturity.domain.answers import NotApplicable, Rated
from egovmaturity.domain.questionnaire import Section, StagedRule, Vacuous
from egovmaturity.domain.results import Basis, Excluded, GroupResult, Interval, Open
from egovmaturity.scoring.assess import assess, states_of, states_on
from egovmaturity.scoring.basis import supported
from egovmaturity.scoring.evidence import evidence_state

CASES = with_sheet()
CLAIMS = with_sheet(sheet_of=claims)
STAGED_CLAIMS = with_sheet(staged(), claims)
BASES = st.sampled_from(Basis)


class Ranks(NamedTuple):
    """A verdict as numbers: higher is further."""

    now: int
    at_best: int


def ranks(found):
    asked, verdict = found.questionnaire, found.verdict
    if isinstance(asked.rule, StagedRule):
        return Ranks(rank(asked, verdict.attained), rank(asked, verdict.attained_at_best))
    return Ranks(rank(asked, verdict.band), rank(asked, verdict.band_at_best))


def groups(found):
    """Every group an assessment scores, by kind and name."""
    return (
        {("stage", r.stage.id): r.group for r in found.stages}
        | {("section", r.section.id): r.group for r in found.sections}
        | {("factor", r.factor.id): r.group for r in found.factors}
        | {("relation", r.relation): r.group for r in found.relations}
        | {("cell", *key): group for key, group in found.cells.items()}
    )


def all_scores(found):
    return {name: group.score for name, group in groups(found).items()} | {"index": found.index}


def changed(sheet, **answers):
    return sheet._replace(answers={**sheet.answers, **answers})


# Order: more is never less


@PROPERTY
@given(CLAIMS, st.data())
def test_raising_one_answer_never_lowers_a_score_or_the_verdict(case, data):
    asked, sheet = case
    lower = [
        q
        for q in asked.questions
        if isinstance(sheet.answer(q.id), Rated) and sheet.answer(q.id).rating < q.scale.highest
    ]
    assume(lower)
    raised = data.draw(st.sampled_from(lower))
    more = sheet.answer(raised.id).rating + 1
    before = assess(asked, sheet)
    after = assess(asked, changed(sheet, **{raised.id: rated(more)}))
    assert ranks(after).now >= ranks(before).now
    assert ranks(after).at_best >= ranks(before).at_best
    was, became = all_scores(before), all_scores(after)
    assert was.keys() == became.keys()
    for name, score in was.items():
        assert became[name] == score or became[name] > score


@PROPERTY
@given(CASES, BASES)
def test_every_score_lies_between_0_and_1_and_low_never_above_high(case, basis):
    for score in all_scores(assess(*case, basis)).values():
        assert score is None or 0 <= score.low <= score.high <= 1


@PROPERTY
@given(CASES, BASES)
def test_the_verdict_is_never_better_than_at_best(case, basis):
    found = assess(*case, basis)
    assert ranks(found).now <= ranks(found).at_best
    assert found.verdict.is_provisional == (ranks(found).now < ranks(found).at_best)


@PROPERTY
@given(CASES)
def test_what_is_supported_is_never_more_than_what_is_claimed(case):
    claimed, supported = (assess(*case, basis) for basis in (Basis.CLAIMED, Basis.SUPPORTED))
    assert ranks(supported).now <= ranks(claimed).now
    assert ranks(supported).at_best <= ranks(claimed).at_best
    upper = all_scores(claimed)
    for name, score in all_scores(supported).items():
        assert (score is None) == (upper[name] is None)
        assert score is None or (score.low <= upper[name].low and score.high <= upper[name].high)
    for question in claimed.questions:
        assert question.claimed is None or question.supported <= question.claimed


@PROPERTY
@given(CASES, BASES, BASES)
def test_what_counts_on_another_basis_is_read_off_the_assessment(case, basis, other):
    found = assess(*case, basis)
    assert states_on(found, other) == states_of(*case, other)


@PROPERTY
@given(CASES)
def test_evidence_is_held_against_each_answer_alone(case):
    asked, sheet = case
    day = sheet.occasion.day
    for result in assess(asked, sheet).questions:
        question, answer = result.question, sheet.answer(result.question.id)
        listed = answer.details.evidence
        assert result.supported == supported(question, answer, day)
        assert result.evidence == evidence_state(question, result.claimed, listed, day)


# Open questions


@settings(PROPERTY, max_examples=50)
@given(CLAIMS)
def test_every_completion_lies_within_the_interval_and_between_the_verdicts(case):
    asked, sheet = case
    still_open = [q for q in asked.questions if q.id not in sheet.answers]
    assume(len(still_open) <= 3)
    found = assess(asked, sheet)
    span = all_scores(found)
    for levels in product(*(q.scale.levels for q in still_open)):
        filled = {q.id: rated(level.number) for q, level in zip(still_open, levels, strict=True)}
        complete = assess(asked, changed(sheet, **filled))
        assert ranks(found).now <= ranks(complete).now <= ranks(found).at_best
        for name, score in all_scores(complete).items():
            assert (score is None) == (span[name] is None)
            assert score is None or span[name].low <= score.low == score.high <= span[name].high


@PROPERTY
@given(CLAIMS)
def test_the_upper_bound_is_reached_when_every_open_question_turns_out_full(case):
    asked, sheet = case
    found = assess(asked, sheet)
    full = {q.id: rated(q.scale.highest) for q in asked.questions if q.id not in sheet.answers}
    complete = assess(asked, changed(sheet, **full))
    assert ranks(complete).now == ranks(found).at_best
    assert all_scores(complete) == {
        name: score and Interval(score.high, score.high)
        for name, score in all_scores(found).items()
    }


@PROPERTY
@given(CLAIMS)
def test_an_open_question_counts_as_nothing_for_now(case):
    """Its lowest level, where that is worth nothing, gives the same score and the same stage."""
    asked, sheet = case
    found = assess(asked, sheet)
    least = {q.id: rated(q.scale.lowest) for q in asked.questions if q.id not in sheet.answers}
    complete = assess(asked, changed(sheet, **least))
    assert ranks(complete).now == ranks(found).now
    assert all_scores(complete) == {
        name: score and Interval(score.low, score.low) for name, score in all_scores(found).items()
    }


# What does not apply


@PROPERTY
@given(
    with_sheet(
        st.one_of(staged(may_be_mandatory=False), banded()).map(
            lambda asked: (
                asked._replace(rule=asked.rule._replace(undetermined_below=Fraction(0)))
                if isinstance(asked.rule, StagedRule)
                else asked
            )
        )
    ),
    BASES,
)
def test_not_applicable_scores_as_if_the_question_were_not_there(case, basis):
    asked, sheet = case
    found = assess(asked, sheet, basis)
    out = {r.question.id for r in found.questions if isinstance(r.counted, Excluded)}
    rest = asked._replace(questions=tuple(q for q in asked.questions if q.id not in out))
    without = assess(rest, sheet, basis)
    assert (without.index, without.verdict) == (found.index, found.verdict)
    scored = {name: score for name, score in all_scores(found).items() if score is not None}
    left = {name: score for name, score in all_scores(without).items() if score is not None}
    assert left == scored
    shares = {r.question.id: r.share for r in found.questions if r.question.id not in out}
    assert {r.question.id: r.share for r in without.questions} == shares


# Weights and order


def reweighed(asked, factor):
    """Every question, stage and section ``factor`` times as heavy."""

    def heavier(part):
        more = part._replace(weight=part.weight * factor)
        if isinstance(part, Section):
            return more._replace(sections=tuple(map(heavier, part.sections)))
        return more

    return asked._replace(
        questions=tuple(map(heavier, asked.questions)),
        stages=tuple(map(heavier, asked.stages)),
        sections=tuple(map(heavier, asked.sections)),
    )


@PROPERTY
@given(CASES, BASES)
def test_only_the_ratio_of_weights_matters(case, basis):
    asked, sheet = case
    found, heavier = assess(asked, sheet, basis), assess(reweighed(asked, 7), sheet, basis)
    assert groups(heavier) == groups(found)
    assert (heavier.index, ranks(heavier)) == (found.index, ranks(found))
    assert [r.share for r in heavier.questions] == [r.share for r in found.questions]


@PROPERTY
@given(STAGED_CLAIMS, st.sampled_from([Fraction(7), Fraction(1, 3)]))
def test_the_weights_of_one_stage_may_be_scaled_alone(case, factor):
    asked, sheet = case
    first = asked.stages[0].id
    scaled = asked._replace(
        questions=tuple(
            q._replace(weight=q.weight * factor) if q.stage == first else q for q in asked.questions
        )
    )
    found, other = assess(asked, sheet), assess(scaled, sheet)
    assert (other.stages[0].group, other.verdict) == (found.stages[0].group, found.verdict)


@PROPERTY
@given(CASES, BASES, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_is_irrelevant(case, basis, chance):
    asked, sheet = case
    shuffled = list(sheet.answers.items())
    chance.shuffle(shuffled)
    found = assess(asked, sheet, basis)
    other = assess(asked, sheet._replace(answers=dict(shuffled)), basis)
    assert repr(other._replace(sheet=sheet)) == repr(found)


# The same, computed another way


def plain(sheet, question, fill):
    """Weight and points of a question by claim; ``None`` where it does not apply."""
    answer = sheet.answers.get(question.id)
    if isinstance(answer, NotApplicable):
        return None
    if not isinstance(answer, Rated):
        return fill
    [worth] = [level.worth for level in question.scale.levels if level.number == answer.rating]
    return worth


def plain_mean(pairs):
    kept = [(weight, value) for weight, value in pairs if value is not None]
    total = sum(weight for weight, _ in kept)
    return sum(weight * value for weight, value in kept) / total if total else None


def plain_interval(mean_of):
    """An interval from the mean with open questions at 0 and the one with them at 1."""
    low, high = mean_of(Fraction(0)), mean_of(Fraction(1))
    return None if low is None else Interval(low, high)


@PROPERTY
@given(CLAIMS)
def test_scores_are_plain_sums_of_fractions(case):
    asked, sheet = case

    def mean_where(wanted, weight=lambda q: q.weight):
        chosen = [q for q in asked.questions if wanted(q)]
        return plain_interval(
            lambda fill: plain_mean((weight(q), plain(sheet, q, fill)) for q in chosen)
        )

    def tree_mean(node, fill):
        own = [(q.weight, plain(sheet, q, fill)) for q in asked.questions if q.section == node.id]
        return plain_mean([*own, *((s.weight, tree_mean(s, fill)) for s in node.sections)])

    found = assess(asked, sheet)
    for result in found.stages:
        expected = mean_where(lambda q, name=result.stage.id: q.stage == name)
        assert result.group.score == expected
    for result in found.sections:
        expected = plain_interval(lambda fill, node=result.section: tree_mean(node, fill))
        assert result.group.score == expected
    for result in found.factors:
        name = result.factor.id
        expected = mean_where(
            lambda q, name=name: name in q.factors, lambda q: q.weight / len(q.factors)
        )
        assert result.group.score == expected
    for result in found.relations:
        expected = mean_where(lambda q, name=result.relation: name in q.relations)
        assert result.group.score == expected
    if asked.index_of == "mean-of-questions":
        index = mean_where(lambda _: True)
    elif asked.stages:
        index = plain_interval(
            lambda fill: plain_mean(
                (
                    s.weight,
                    plain_mean(
                        (q.weight, plain(sheet, q, fill))
                        for q in asked.questions
                        if q.stage == s.id
                    ),
                )
                for s in asked.stages
            )
        )
    else:
        index = plain_interval(
            lambda fill: plain_mean((s.weight, tree_mean(s, fill)) for s in asked.sections)
        )
    assert found.index == index


def stage_by_the_book(asked, sheet, *, best):
    """The greatest s with a_s and c_1 … c_(s−1), each condition written out (method, 4.2).

    A condition is ``None`` for an undetermined stage. Slow on purpose, and sharing nothing with
    the package but the questionnaire.
    """
    fill = Fraction(best)

    def is_met(question):
        answer = sheet.answers.get(question.id)
        if isinstance(answer, NotApplicable):
            return answer.approved_by != ""
        return answer.rating >= question.mandatory if isinstance(answer, Rated) else best

    def condition(number, bar):
        name = asked.stages[number].id
        own = [q for q in asked.questions if q.stage == name]
        weighed = [(q.weight, plain(sheet, q, fill)) for q in own]
        score = plain_mean(weighed)
        applies = sum(weight for weight, value in weighed if value is not None)
        if score is None or applies < asked.rule.undetermined_below * sum(w for w, _ in weighed):
            return None
        enough = score > bar.share or (bar.comparator == ">=" and score == bar.share)
        return enough and all(is_met(q) for q in own if q.mandatory is not None)

    numbers = range(len(asked.stages))
    a = [condition(number, asked.stages[number].attain) for number in numbers]
    c = [condition(number, asked.stages[number].foundation) for number in numbers]
    skips = asked.rule.vacuous is Vacuous.SKIP
    carried = [skips if holds is None else holds for holds in c]
    return max((n + 1 for n in numbers if a[n] and all(carried[:n])), default=0)


@settings(PROPERTY, max_examples=100)
@given(STAGED_CLAIMS)
def test_the_verdict_is_that_of_the_method_written_out(case):
    asked, sheet = case
    expected = Ranks(
        stage_by_the_book(asked, sheet, best=False), stage_by_the_book(asked, sheet, best=True)
    )
    assert ranks(assess(asked, sheet)) == expected


@PROPERTY
@given(STAGED_CLAIMS)
def test_stage_s_is_attained_where_it_holds_and_all_below_carry(case):
    """Status, waiting, ungated and next say the same as the verdict."""
    asked, sheet = case
    found = assess(asked, sheet)
    attained = [r.stage for r in found.stages if r.status == "attained"]
    assert found.verdict.attained == (attained[-1] if attained else None)
    holding = [r.stage for r in found.stages if r.attains]
    assert found.verdict.ungated == (holding[-1] if holding else None)
    above = found.stages[ranks(found).now :]
    skips = asked.rule.vacuous is Vacuous.SKIP
    aims = [result.stage for result in above if result.is_determined or not skips]
    assert found.verdict.next == (aims[0] if aims else None)
    for result in found.stages:
        earlier = found.stages[: found.stages.index(result)]
        shut = [r.stage for r in earlier if not carries(asked, r)]
        assert result.waits_for == (shut[0] if shut else None)


def carries(asked, result):
    return result.founds if result.is_determined else asked.rule.vacuous is Vacuous.SKIP


# Shares


@PROPERTY
@given(with_sheet(staged()))
def test_shares_inside_a_stage_add_up_to_1(case):
    found = assess(*case)
    for result in found.stages:
        shares = [r.share for r in found.questions if r.question.stage == result.stage.id]
        applying = [share for share in shares if share is not None]
        assert sum(applying, Fraction(0)) == (1 if result.group.score else 0)
        assert len(shares) - len(applying) == result.group.tally.not_applicable


@PROPERTY
@given(with_sheet(banded()))
def test_without_stages_the_index_is_the_sum_of_share_times_worth(case):
    found = assess(*case)
    low = high = total = Fraction(0)
    for result in found.questions:
        if not isinstance(result.counted, Excluded):
            is_open = isinstance(result.counted, Open)
            total += result.share
            low += 0 if is_open else result.share * result.counted.worth
            high += result.share * (1 if is_open else result.counted.worth)
    assert found.index == (Interval(low, high) if total else None)
    assert total in (0, 1)


# Counting


@PROPERTY
@given(with_sheet(ANY), BASES)
def test_every_question_is_counted_once(case, basis):
    asked, _ = case
    found = assess(*case, basis)
    tops = [r.group for r in found.stages] or [r.group for r in found.sections if r.depth == 0]
    assert found.tally.total == len(asked.questions)
    assert [sum(counts) for counts in zip(*(group.tally for group in tops), strict=True)] == list(
        found.tally
    )


@PROPERTY
@given(with_sheet(ANY), BASES)
def test_a_group_applies_by_some_share_of_its_weight(case, basis):
    found = assess(*case, basis)
    for group in groups(found).values():
        assert isinstance(group, GroupResult)
        assert 0 <= group.applicable <= 1
        if group.score is None:
            assert group.applicable == 0
