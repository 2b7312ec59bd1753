"""What of another questionnaire the present gaps touch."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from egovmaturity.domain.crosswalk import (
    Crosswalk,
    Element,
    ElementKind,
    Link,
    Touch,
    Touched,
    Touching,
    elements_of,
)
from egovmaturity.domain.plan import Gap
from egovmaturity.domain.questionnaire import Question, Section

Starts = Callable[[Question], Iterable[Element]]
"""The elements of a question's own questionnaire whose links are followed."""


def find_touched(gaps: tuple[Gap, ...], crosswalk: Crosswalk) -> Touching:
    """List the elements of the second questionnaire that gaps of the first are linked to.

    A gap touches what its question is linked to. What only its factors lead to stands apart, and
    what its stage or its sections lead to a third time: such links are about many questions and
    say little about any one of them. A link never reaches further than it is written: one to a
    section touches the section and none of its questions.

    What most gaps touch comes first; equal ones by their strongest link, then in the order of
    their own questionnaire.
    """
    follow = partial(_follow, gaps, _by_start(crosswalk), tuple(elements_of(crosswalk.second)))
    direct = follow(_question)
    known = {each.element for each in direct}
    through_factors = tuple(each for each in follow(_factors) if each.element not in known)
    context = follow(partial(_places, _sections_around(crosswalk.first.sections)))
    return Touching(crosswalk, direct, through_factors, context)


def _by_start(crosswalk: Crosswalk) -> dict[Element, list[Link]]:
    links: dict[Element, list[Link]] = {}
    for link in crosswalk.links:
        links.setdefault(link.start, []).append(link)
    return links


def _follow(
    gaps: tuple[Gap, ...],
    links: Mapping[Element, list[Link]],
    order: tuple[Element, ...],
    starts: Starts,
) -> tuple[Touched, ...]:
    """Follow the links of some of what every gap belongs to."""
    touches: dict[Element, list[Touch]] = {}
    for gap in gaps:
        for start in starts(gap.result.question):
            for link in links.get(start, ()):
                touches.setdefault(link.end, []).append(Touch(gap, link))
    touched = [Touched(element, tuple(touches[element])) for element in order if element in touches]
    return tuple(sorted(touched, key=lambda each: (-len(each.gaps), each.strength.rank)))


def _question(question: Question) -> Iterable[Element]:
    yield Element(ElementKind.QUESTION, question.id)


def _factors(question: Question) -> Iterable[Element]:
    return (Element(ElementKind.FACTOR, factor) for factor in question.factors)


def _places(around: Mapping[str, tuple[str, ...]], question: Question) -> Iterable[Element]:
    if question.stage is not None:
        yield Element(ElementKind.STAGE, question.stage)
    if question.section is not None:
        yield from (Element(ElementKind.SECTION, each) for each in around[question.section])


def _sections_around(
    sections: tuple[Section, ...], outside: tuple[str, ...] = ()
) -> dict[str, tuple[str, ...]]:
    """Map every section to itself and the sections it lies in, the innermost first."""
    around: dict[str, tuple[str, ...]] = {}
    for section in sections:
        around[section.id] = (section.id, *outside)
        around.update(_sections_around(section.sections, around[section.id]))
    return around
