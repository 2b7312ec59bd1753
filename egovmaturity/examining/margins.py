"""The least that would turn a verdict, upward and downward, exactly."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from egovmaturity.domain.margins import (
    Choices,
    Fall,
    Margins,
    Move,
    Moves,
    Obstacle,
    Pivotal,
    Rise,
)
from egovmaturity.domain.questionnaire import (
    Band,
    BandedRule,
    NumberRange,
    Question,
    Rating,
    Stage,
    StagedRule,
    Threshold,
)
from egovmaturity.domain.results import (
    Assessment,
    Excluded,
    Known,
    QuestionResult,
    StageResult,
)
from egovmaturity.examining.balance import Balance, Lever, Rung, balance_of
from egovmaturity.examining.bench import Bench, standing
from egovmaturity.examining.shares import band_edge, index_parts
from egovmaturity.examining.smallest import fewest, fewest_steps, sets_of
from egovmaturity.scoring.verdict import carries

SETS = 3
"""How many smallest sets are listed where there are several."""


def margins(assessment: Assessment) -> Margins:
    """Work out the distance of the verdict to every better one and to losing it.

    Only levels change; what is not applicable stays so. Open questions count 0 and may be
    answered like any other. Both margins are exact: the sets listed are of the least size there
    is.

    Source: in a sum against a bar every answer costs one, so taking the greatest gains first is
    optimal; stages hold different questions, so their least sets add up.
    """
    pivotal = pivotal_answers(assessment)
    if isinstance(assessment.questionnaire.rule, StagedRule):
        gates = _Gates(assessment, assessment.questionnaire.rule)
        return Margins(gates.rises(), gates.fall(), gates.fall_by_score(), pivotal)
    return _banded(assessment, assessment.questionnaire.rule, pivotal)


class _Way(NamedTuple):
    """One way to turn a verdict: smallest sets in a place, and the fewest steps there."""

    choices: Choices
    steps: int | None


class _Gates:
    """Every stage of an assessment with the bars it is held to."""

    def __init__(self, assessment: Assessment, rule: StagedRule) -> None:
        self._rule = rule
        self._stages = assessment.stages
        self._attained = standing(assessment, assessment.verdict)
        parts: dict[str, list[tuple[QuestionResult, Fraction]]] = {}
        for result in assessment.questions:
            stage_id = result.question.stage or ""
            parts.setdefault(stage_id, []).append((result, result.question.weight))
        self._balances = {
            each.stage.id: balance_of(parts[each.stage.id], each.stage.attain)
            for each in assessment.stages
        }

    def rises(self) -> tuple[Rise, ...]:
        """Return what each stage above the one attained would take."""
        return tuple(self._rise(place) for place in range(self._attained, len(self._stages)))

    def _rise(self, place: int) -> Rise:
        below, target = self._stages[:place], self._stages[place]
        barred = [(each, each.stage.foundation) for each in below if not carries(self._rule, each)]
        if not target.attains:
            barred.append((target, target.stage.attain))
        obstacles = tuple(_obstacle(each, bar) for each, bar in barred)
        climbs = [self._climb(each, bar) for each, bar in barred]
        whole = [climb for climb in climbs if climb is not None]
        if len(whole) < len(climbs):
            return Rise(target.stage, obstacles, (), None, None)
        choices = tuple(climb.choices for climb in whole)
        steps = [climb.steps for climb in whole]
        return Rise(
            target.stage,
            obstacles,
            choices,
            sum(each.size for each in choices),
            None if None in steps else sum(step or 0 for step in steps),
        )

    def _climb(self, result: StageResult, bar: Threshold) -> _Way | None:
        """Return the least that lets one stage meet a bar; ``None`` when no answers can."""
        if not result.is_determined or _is_shut_for_good(result):
            return None
        needs = {
            each.question.id: each.question.mandatory
            for each in result.mandatory
            if not each.met and each.question.mandatory is not None
        }
        return climb(self._balance(result, bar), result.stage, needs)

    def fall(self) -> Fall | None:
        """Return the smallest loss of the stage attained, mandatory questions among them."""
        return _least_loss([*self._mandatory_losses(), *self._score_losses()])

    def fall_by_score(self) -> Fall | None:
        """Return the smallest loss of the stage attained through scores alone."""
        return _least_loss(self._score_losses())

    def _held(self) -> Iterator[tuple[StageResult, Threshold]]:
        """Yield the stages the verdict rests on, each with the bar it has to meet."""
        for result in self._stages[: max(self._attained - 1, 0)]:
            if result.is_determined:
                yield result, result.stage.foundation
        if self._attained:
            result = self._stages[self._attained - 1]
            yield result, result.stage.attain

    def _score_losses(self) -> list[_Way]:
        return [
            loss
            for result, bar in self._held()
            if (loss := drop(self._balance(result, bar), result.stage)) is not None
        ]

    def _mandatory_losses(self) -> list[_Way]:
        return [
            loss
            for result, bar in self._held()
            for each in result.mandatory
            if (loss := _fail(each.question, self._balance(result, bar), result.stage)) is not None
        ]

    def _balance(self, result: StageResult, bar: Threshold) -> Balance:
        return self._balances[result.stage.id].against(bar)


def _obstacle(result: StageResult, bar: Threshold) -> Obstacle:
    score = None if result.group.score is None else result.group.score.low
    return Obstacle(
        result.stage,
        bar,
        score,
        _missing(score, bar),
        tuple(each for each in result.mandatory if not each.met),
        result.is_determined,
    )


def _missing(score: Fraction | None, bar: Threshold) -> Fraction | None:
    return None if score is None or bar.is_met(score) else bar.share - score


def _is_shut_for_good(result: StageResult) -> bool:
    """Whether a mandatory question is out without approval, which no level can mend."""
    return any(not each.met and isinstance(each.counted, Excluded) for each in result.mandatory)


def climb(balance: Balance, place: Stage | None, needs: Mapping[str, Rating]) -> _Way | None:
    """Return the least that meets the bar and lifts every question in ``needs`` to its rating.

    ``None`` when full marks do not do it.
    """
    forced = [lever for lever in balance.levers if lever.question.id in needs]
    free = [lever for lever in balance.levers if lever.question.id not in needs]
    need = balance.missing - sum(lever.gain for lever in forced)
    gains = [lever.gain for lever in free]
    count = fewest(gains, need)
    if count is None:
        return None
    found = list(islice(sets_of(count, gains, need), SETS + 1))
    sets = tuple(
        _raised(balance, [*forced, *(free[place] for place in chosen)], needs)
        for chosen in found[:SETS]
    )
    choices = Choices(place, sets, len(found) > SETS)
    return _Way(choices, _steps_up(balance, needs))


def _raised(balance: Balance, levers: Sequence[Lever], needs: Mapping[str, Rating]) -> Moves:
    """Turn a set of levers into moves, each no further than it takes while the others stand.

    The levers later in the questionnaire give way first.
    """
    order = {lever.question.id: place for place, lever in enumerate(balance.levers)}
    chosen = sorted(levers, key=lambda lever: order[lever.question.id])
    spare = sum(lever.gain for lever in chosen) - balance.missing
    moves: list[Move] = []
    for lever in reversed(chosen):
        top = lever.rungs[-1]
        rung = next(
            rung
            for rung in lever.rungs
            if not lever.reaches(rung.rating)
            and rung.rating >= needs.get(lever.question.id, rung.rating)
            and (rung is top or top.points - rung.points <= spare)
        )
        spare -= top.points - rung.points
        moves.append(Move(lever.question, lever.current, rung.rating))
    return tuple(reversed(moves))


def _steps_up(balance: Balance, needs: Mapping[str, Rating]) -> int | None:
    """Return the fewest single levels that do the same; ``None`` where numbers have to move."""
    forced = gained = 0
    ladders = []
    for lever in balance.levers:
        if lever.is_number:
            if lever.question.id in needs:
                return None
            continue
        least = needs.get(lever.question.id)
        above = [rung for rung in lever.rungs if not _stands_at(lever, rung.rating)]
        due = [rung for rung in above if least is not None and rung.rating <= least]
        start = due[-1].points if due else lever.points
        forced += len(due)
        gained += start - lever.points
        ladders.append([rung.points - start for rung in above[len(due) :]])
    more = fewest_steps(ladders, balance.missing - gained)
    return None if more is None else forced + more


def _stands_at(lever: Lever, rating: Rating) -> bool:
    """Whether a level is behind already; an open question stands at the lowest."""
    return lever.reaches(rating) or rating == lever.rungs[0].rating


def drop(balance: Balance, place: Stage | None) -> _Way | None:
    """Return the smallest loss that misses a bar now met; ``None`` when no loss does."""
    losses = [lever.loss for lever in balance.levers]
    count = fewest(losses, balance.spare)
    if count is None:
        return None
    found = list(islice(sets_of(count, losses, balance.spare), SETS + 1))
    sets = tuple(
        _lowered(balance, [balance.levers[at] for at in sorted(chosen)]) for chosen in found[:SETS]
    )
    ladders = [
        [lever.points - rung.points for rung in reversed(_below(lever))]
        for lever in balance.levers
        if not lever.is_number
    ]
    return _Way(Choices(place, sets, len(found) > SETS), fewest_steps(ladders, balance.spare))


def _below(lever: Lever) -> list[Rung]:
    return [
        rung for rung in lever.rungs if lever.current is not None and rung.rating < lever.current
    ]


def _lowered(balance: Balance, levers: Sequence[Lever]) -> Moves:
    """Turn levers into moves, each no further down than it takes while the others stand."""
    spare = sum(lever.loss for lever in levers) - balance.spare
    moves: list[Move] = []
    for lever in reversed(levers):
        lowest = lever.rungs[0]
        rung = next(
            rung for rung in reversed(_below(lever)) if rung.points - lowest.points <= spare
        )
        spare -= rung.points - lowest.points
        moves.append(Move(lever.question, lever.current, rung.rating))
    return tuple(reversed(moves))


def _fail(question: Question, balance: Balance, place: Stage | None) -> _Way | None:
    """Return the loss of falling below what is mandatory; ``None`` where that cannot be.

    A question that does not apply, and is approved, has no answer that could be lower.
    """
    lever = next((each for each in balance.levers if each.question.id == question.id), None)
    if lever is None:
        return None
    failing = [
        rung
        for rung in _below(lever)
        if question.mandatory is not None and rung.rating < question.mandatory
    ]
    if not failing:
        return None
    move = Move(question, lever.current, failing[-1].rating)
    steps = None if lever.is_number else len(_below(lever)) - len(failing) + 1
    return _Way(Choices(place, ((move,),), has_more=False), steps)


def _least_loss(losses: Sequence[_Way]) -> Fall | None:
    """Return the smallest of several ways to lose the same thing, with all that are as small."""
    if not losses:
        return None
    least = min(loss.choices.size for loss in losses)
    smallest = [loss.choices for loss in losses if loss.choices.size == least]
    sets = _nearest([moves for choices in smallest for moves in choices.sets])
    has_more = len(sets) > SETS or any(choices.has_more for choices in smallest)
    steps = [loss.steps for loss in losses if loss.steps is not None]
    return Fall(sets[:SETS], has_more, min(steps, default=None))


def _nearest(sets: Sequence[Moves]) -> tuple[Moves, ...]:
    """Leave out of the sets that lower the same answers all but the one that lowers them least."""
    found: dict[tuple[str, ...], Moves] = {}
    for moves in sets:
        key = tuple(move.question.id for move in moves)
        found[key] = max(found.get(key, moves), moves, key=_ratings)
    return tuple(found.values())


def _ratings(moves: Moves) -> tuple[Rating, ...]:
    return tuple(move.rating for move in moves)


def _banded(assessment: Assessment, rule: BandedRule, pivotal: Pivotal) -> Margins:
    """Return the margins of an index among its bands; only scores count there."""
    if assessment.index is None:
        return Margins((), None, None, pivotal)
    here = standing(assessment, assessment.verdict)
    attained = band_edge(rule, rule.bands[max(here - 1, 0)])
    balance = balance_of(index_parts(assessment), attained)
    rises = tuple(
        _band_rise(assessment.index.low, balance, rule, band) for band in rule.bands[here:]
    )
    if here <= 1:
        return Margins(rises, None, None, pivotal)
    loss = drop(balance, None)
    fall = _least_loss([loss] if loss else [])
    return Margins(rises, fall, fall, pivotal)


def _band_rise(index: Fraction, balance: Balance, rule: BandedRule, band: Band) -> Rise:
    bar = band_edge(rule, band)
    obstacle = Obstacle(None, bar, index, _missing(index, bar), (), is_determined=True)
    found = climb(balance.against(bar), None, {})
    if found is None:
        return Rise(band, (obstacle,), (), None, None)
    return Rise(band, (obstacle,), (found.choices,), found.choices.size, found.steps)


def pivotal_answers(assessment: Assessment) -> Pivotal:
    """List the answers that change the verdict alone, by one level and by any.

    An open question has no level to fall from; by one level it rises to the lowest but one. A
    number has no single levels.
    """
    bench = Bench(assessment)
    chances = _chances(assessment)
    tried = [
        (result.question, _ends(result), *chances.get(result.question.stage or "", (True, True)))
        for result in assessment.questions
    ]

    def standing_at(question: Question, rating: Rating | None) -> int:
        if rating is None:
            return bench.standing
        known = Known(rating, question.worth(rating))
        return bench.standing_with({question.id: known})

    falling = [
        (q, ends)
        for q, ends, may_fall, _ in tried
        if may_fall and standing_at(q, ends.lowest) < bench.standing
    ]
    rising = [
        (q, ends)
        for q, ends, _, may_rise in tried
        if may_rise and standing_at(q, ends.highest) > bench.standing
    ]
    return Pivotal(
        tuple(q for q, ends in falling if standing_at(q, ends.below) < bench.standing),
        tuple(q for q, ends in rising if standing_at(q, ends.above) > bench.standing),
        tuple(q for q, _ in falling),
        tuple(q for q, _ in rising),
    )


def _chances(assessment: Assessment) -> dict[str, tuple[bool, bool]]:
    """Say of every stage whether one of its answers could lower the verdict alone, or raise it.

    Only stages that the verdict rests on can lose it, and only the one stage that keeps a better
    one shut can let it through. This spares cases that need not be tried; an index has none.
    """
    rule = assessment.questionnaire.rule
    if not isinstance(rule, StagedRule):
        return {}
    attained = standing(assessment, assessment.verdict)
    chances = {}
    is_reached = True
    for place, result in enumerate(assessment.stages):
        is_good = result.attains and carries(rule, result)
        chances[result.stage.id] = place < attained, is_reached and not is_good
        is_reached = is_reached and carries(rule, result)
    return chances


class _Ends(NamedTuple):
    """The ratings to try for one question; ``None`` where there is none."""

    below: Rating | None = None
    above: Rating | None = None
    lowest: Rating | None = None
    highest: Rating | None = None


def _ends(result: QuestionResult) -> _Ends:
    if isinstance(result.counted, Excluded):
        return _Ends()
    scale = result.question.scale
    current = result.counted.rating if isinstance(result.counted, Known) else None
    lowest = None if current is None or current == scale.lowest else scale.lowest
    highest = None if current == scale.highest else scale.highest
    if isinstance(scale, NumberRange):
        return _Ends(lowest=lowest, highest=highest)
    levels = [level.number for level in scale.levels]
    stands = levels[0] if current is None else current
    below = max(
        (level for level in levels if current is not None and level < current), default=None
    )
    above = min((level for level in levels if level > stands), default=None)
    return _Ends(below, above, lowest, highest)
