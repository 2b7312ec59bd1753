"""Small questionnaires and answer sheets as domain values; nothing is read from a file.

``questionnaire(stage("one", question("a"), question("b")), attain=">= 70 %")`` is a staged model,
``questionnaire(section("d", question("a")), rule=bands({"low": 0, "high": "1/2"}))`` a tree of
sections with bands. Numbers may be written as text, exactly: ``"3/4"``, ``"0.3"``, ``"70 %"``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from egovmaturity.domain.answers import (
    Action,
    ActionStatus,
    Answer,
    AnswerSheet,
    Details,
    DontKnow,
    Evidence,
    Institution,
    NotApplicable,
    Occasion,
    Rated,
    Targets,
    Unanswered,
    Verification,
)
from egovmaturity.domain.crosswalk import Crosswalk, Link, LinkBasis, Strength, element_at
from egovmaturity.domain.durations import Duration, DurationUnit
from egovmaturity.domain.questionnaire import (
    Band,
    BandedRule,
    Closed,
    Comparator,
    EvidenceItem,
    Factor,
    IndexOf,
    Level,
    NumberRange,
    Question,
    Questionnaire,
    Rating,
    Scale,
    Section,
    Stage,
    StagedRule,
    Status,
    Tag,
    Terms,
    Threshold,
    Vacuous,
)

Number = int | str | Fraction


def exact(number: Number) -> Fraction:
    """Read a number as people write it: ``3``, ``"3/4"``, ``"0.3"``, ``"70 %"``."""
    if isinstance(number, str) and number.endswith("%"):
        return Fraction(number.removesuffix("%").strip()) / 100
    return Fraction(number)


def threshold(text: str) -> Threshold:
    """Read ``">= 70 %"`` or ``"> 17/20"``."""
    comparator, share = text.split(maxsplit=1)
    return Threshold(Comparator(comparator), exact(share))


# Questionnaires


def scale(top: int = 3, *, lowest: int = 0, worths: Iterable[Number] = ()) -> Scale:
    """Levels ``lowest`` to ``top``, evenly worth 0 to 1 unless ``worths`` are given."""
    numbers = range(lowest, top + 1)
    given = [exact(worth) for worth in worths]
    even = [Fraction(place, len(numbers) - 1) for place in range(len(numbers))]
    return Scale(
        "levels",
        tuple(
            Level(number, f"level {number}", worth)
            for number, worth in zip(numbers, given or even, strict=True)
        ),
    )


def number_range(lowest: Number = 0, highest: Number = 1) -> NumberRange:
    return NumberRange(exact(lowest), exact(highest))


def duration(text: str) -> Duration:
    """Read ``"12 months"``."""
    number, unit = text.split()
    return Duration(int(number), DurationUnit(unit.removesuffix("s")))


def document_wanted(
    item_id: str, from_level: int | None = 1, *, valid_for: str = ""
) -> EvidenceItem:
    """An evidence item of a question; how old it may be where ``valid_for`` says so."""
    limit = duration(valid_for) if valid_for else None
    return EvidenceItem(item_id, f"document {item_id}", from_level, limit)


def question(
    question_id: str,
    *,
    weight: Number = 1,
    top: int = 3,
    scale: Scale | NumberRange | None = None,
    mandatory: Rating | None = None,
    factors: Iterable[str] = (),
    relations: Iterable[str] = (),
    blueprint: Iterable[str] = (),
    evidence: Iterable[EvidenceItem] = (),
    effort: Number | Mapping[int, Number] | None = None,
    **fields: object,
) -> Question:
    """A question with levels 0 to ``top`` unless it has a ``scale`` of its own."""
    per_step = effort if isinstance(effort, Mapping) else {} if effort is None else {None: effort}
    blank = Question(
        id=question_id,
        title=f"Title of {question_id}",
        ask=f"What about {question_id}?",
        why="",
        stage=None,
        section=None,
        factors=tuple(factors),
        weight=exact(weight),
        mandatory=mandatory,
        scale=scale or _even(top),
        rubric={},
        evidence=tuple(evidence),
        recommend={},
        relations=tuple(relations),
        sources=(),
        blueprint=tuple(blueprint),
        allows_not_applicable=True,
        owner="",
        effort={step: exact(number) for step, number in per_step.items()},
        cost={},
        requires=(),
    )
    return blank._replace(**fields)


_even = scale


class _PlacedStage(NamedTuple):
    id: str
    weight: Fraction
    attain: str | None
    foundation: str | None
    questions: tuple[Question, ...]


class _PlacedSection(NamedTuple):
    section: Section
    questions: tuple[Question, ...]


def stage(
    stage_id: str,
    *questions: Question,
    weight: Number = 1,
    attain: str | None = None,
    foundation: str | None = None,
) -> _PlacedStage:
    """A stage with its questions; bars left out are those of the questionnaire."""
    inside = tuple(q._replace(stage=stage_id) for q in questions)
    return _PlacedStage(stage_id, exact(weight), attain, foundation, inside)


def section(
    section_id: str, *parts: Question | _PlacedSection, weight: Number = 1
) -> _PlacedSection:
    """A section with the questions and the sections in it."""
    below = tuple(part.section for part in parts if isinstance(part, _PlacedSection))
    return _PlacedSection(
        Section(section_id, f"Title of {section_id}", "", exact(weight), below),
        tuple(
            q
            for part in parts
            for q in (
                part.questions
                if isinstance(part, _PlacedSection)
                else (part._replace(section=section_id),)
            )
        ),
    )


def bands(
    starts: Mapping[str, Number] | None = None,
    *,
    lowest: Number = 0,
    highest: Number = 1,
    closed: str = "left",
    decimals: int = 2,
) -> BandedRule:
    """Bands by label and start, on the scale ``lowest`` to ``highest``."""
    starts = {"all": lowest} if starts is None else starts
    return BandedRule(
        exact(lowest),
        exact(highest),
        tuple(Band(label, exact(start), label, "") for label, start in starts.items()),
        Closed(closed),
        decimals,
    )


def questionnaire(
    *parts: _PlacedStage | _PlacedSection | Question,
    attain: str = "> 1/2",
    foundation: str | None = None,
    undetermined_below: Number = "1/2",
    vacuous: str = "block",
    rule: BandedRule | None = None,
    index_of: str | None = None,
    target: int | None = None,
    **fields: object,
) -> Questionnaire:
    """A staged questionnaire where there are stages, a banded one otherwise.

    Factors and blueprint items are those the questions name, in order of first mention. The
    foundation is the bar of attaining unless another is given, as in a file.
    """
    questions = tuple(_questions_of(parts))
    placed = [part for part in parts if isinstance(part, _PlacedStage)]
    sections = tuple(part.section for part in parts if isinstance(part, _PlacedSection))
    default_index = "stages" if placed else "sections" if sections else "questions"
    staged = StagedRule(exact(undetermined_below), Vacuous(vacuous))
    blank = Questionnaire(
        id="test",
        edition="1",
        language="en",
        languages=("en",),
        status=Status.DRAFT,
        status_note="",
        title="A questionnaire for tests",
        description="",
        notice="",
        authors=(),
        license="",
        cite="",
        sources=(),
        terms=Terms("", "", "", ""),
        stages=tuple(_stage(part, attain, foundation) for part in placed),
        sections=sections,
        factors=tuple(
            Factor(name, f"Title of {name}", "", core=False)
            for name in dict.fromkeys(name for q in questions for name in q.factors)
        ),
        blueprint=tuple(
            Tag(name, f"Title of {name}")
            for name in dict.fromkeys(name for q in questions for name in q.blueprint)
        ),
        questions=questions,
        rule=staged if placed else rule or bands(),
        index_of=IndexOf(f"mean-of-{index_of or default_index}"),
        target=target,
        sha256="",
    )
    return blank._replace(**fields)


def _questions_of(
    parts: Iterable[_PlacedStage | _PlacedSection | Question],
) -> Iterator[Question]:
    for part in parts:
        if isinstance(part, Question):
            yield part
        else:
            yield from part.questions


def _stage(placed: _PlacedStage, attain: str, foundation: str | None) -> Stage:
    bar = placed.attain or attain
    return Stage(
        placed.id,
        f"Title of {placed.id}",
        "",
        placed.weight,
        threshold(bar),
        threshold(placed.foundation or foundation or bar),
        (),
    )


# Answers


def document(*covers: str, dated: str = "") -> Evidence:
    """A listed document; it covers the items named, or the next one needed."""
    return Evidence("a document", "", day(dated), "", covers)


def day(text: str) -> date | None:
    """Read ``"2026-01-31"``; none where nothing is written."""
    return date.fromisoformat(text) if text else None


def details(
    *,
    evidence: Iterable[Evidence] = (),
    target: Rating | None = None,
    verified: Rating | None = None,
    **more: object,
) -> Details:
    """What accompanies an answer; ``verified`` is the assessor's rating."""
    found = None if verified is None else Verification(verified, "an assessor", None, "")
    return Details(evidence=tuple(evidence), target=target, verification=found, **more)


def rated(rating: Rating, **more: object) -> Rated:
    """A claim with details: ``rated(2, evidence=[document("a")], target=3, verified=1)``."""
    return Rated(rating, details(**more))


def not_applicable(approved_by: str = "", **more: object) -> NotApplicable:
    return NotApplicable("there is none here", approved_by, details(**more))


def dont_know(**more: object) -> DontKnow:
    return DontKnow(details(**more))


def unanswered(**more: object) -> Unanswered:
    return Unanswered(details(**more))


NA = not_applicable()


def answers(
    given: Mapping[str, Rating | Answer] | None = None,
    /,
    *,
    targets: Targets | None = None,
    actions: Iterable[Action] = (),
    as_of: str = "",
    **more: Rating | Answer,
) -> AnswerSheet:
    """An answer sheet; a bare number is a claim: ``answers(a=2, b=NA, c=rated(3, target=3))``."""
    return AnswerSheet(
        file="answers.yaml",
        sha256="",
        language="en",
        questionnaire="test@1",
        institution=Institution("sukamaju", "Kabupaten Sukamaju", None),
        occasion=Occasion(2026, day(as_of), None, "", ""),
        targets=targets or Targets(),
        answers={
            name: Rated(answer) if isinstance(answer, int | Fraction) else answer
            for name, answer in {**(given or {}), **more}.items()
        },
        actions=tuple(actions),
        decisions=(),
        fictional=True,
    )


def action(
    raises: Mapping[str, Rating], *, status: ActionStatus = ActionStatus.PLANNED, action_id="A1"
) -> Action:
    """Planned work that raises the questions named to the levels named."""
    return Action(action_id, "an action", raises, "", (), None, None, None, "", status)


# Crosswalks


def link(
    start: str, end: str, *, strength="partial", basis="ours", note: str = "", sources=()
) -> Link:
    """A link between elements as files write them: ``link("question/a", "section/x")``."""
    ends = element_at(start), element_at(end)
    return Link(*ends, LinkBasis(basis), Strength(strength), note, tuple(sources))


def crosswalk(
    first: Questionnaire, second: Questionnaire, *links: Link, **fields: object
) -> Crosswalk:
    """A crosswalk from the first to the second questionnaire."""
    blank = Crosswalk(
        file=f"{first.id}--{second.id}.yaml",
        sha256="",
        edition="1",
        language="en",
        title="",
        notice="",
        authors=(),
        license="",
        sources=(),
        first=first,
        second=second,
        links=links,
    )
    return blank._replace(**fields)
