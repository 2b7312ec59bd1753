"""What of another questionnaire gaps touch: as far as links are written, and no further."""

import pytest
from builders import answers, crosswalk, link, question, questionnaire, section, stage
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY, staged, with_sheet

from egovmaturity.domain.crosswalk import Strength, element_at, elements_of
from egovmaturity.planning.gaps import find_gaps
from egovmaturity.planning.touched import find_touched
from egovmaturity.scoring.assess import assess

OWN = questionnaire(
    stage("one", question("a", factors=["lead"]), question("b", factors=["lead", "data"])),
    stage("two", question("c", factors=["data"])),
    id="own",
)
OTHER = questionnaire(
    section("d", section("d.1", question("x"), question("y")), question("z")), id="other"
)


def touching(*links, own=OWN, other=OTHER, **levels):
    """Follow the links from gaps; a question that is not named has no gap."""
    given = dict.fromkeys((q.id for q in own.questions), 3) | levels
    sheet = answers(given)._replace(questionnaire=own.reference)
    gaps = find_gaps(assess(own, sheet))
    return find_touched(gaps, crosswalk(own, other, *links))


def shown(touched):
    return [
        (each.element.reference, [gap.result.question.id for gap in each.gaps]) for each in touched
    ]


@pytest.mark.parametrize(
    ("links", "levels", "direct", "factors", "context"),
    [
        pytest.param(
            [link("question/a", "question/x")],
            {"a": 0},
            [("question/x", ["a"])],
            [],
            [],
            id="a gap touches what its question is linked to",
        ),
        pytest.param(
            [link("question/a", "question/x")], {"b": 0}, [], [], [], id="other gaps touch nothing"
        ),
        pytest.param([link("question/a", "question/x")], {}, [], [], [], id="no gaps, no touch"),
        pytest.param(
            [link("question/a", "section/d")],
            {"a": 0},
            [("section/d", ["a"])],
            [],
            [],
            id="a link to a section reaches none of its questions",
        ),
        pytest.param(
            [link("question/a", "level/levels/2")],
            {"a": 0},
            [("level/levels/2", ["a"])],
            [],
            [],
            id="a level can be touched",
        ),
        pytest.param(
            [link("level/levels/2", "question/x")],
            {"a": 2},
            [],
            [],
            [],
            id="levels of one's own lead nowhere",
        ),
        pytest.param(
            [link("factor/lead", "question/x")],
            {"a": 0, "b": 0},
            [],
            [("question/x", ["a", "b"])],
            [],
            id="factors lead to what stands apart",
        ),
        pytest.param(
            [link("factor/lead", "question/x"), link("factor/data", "question/x")],
            {"b": 0},
            [],
            [("question/x", ["b"])],
            [],
            id="a gap counts once, through however many factors",
        ),
        pytest.param(
            [link("factor/lead", "question/x"), link("question/a", "question/x")],
            {"a": 0, "b": 0},
            [("question/x", ["a"])],
            [],
            [],
            id="what a question touches is not repeated under factors",
        ),
        pytest.param(
            [link("stage/one", "question/x"), link("stage/two", "question/y")],
            {"a": 0},
            [],
            [],
            [("question/x", ["a"])],
            id="the stage of a gap is context",
        ),
        pytest.param(
            [link("stage/one", "question/x"), link("question/a", "question/x")],
            {"a": 0},
            [("question/x", ["a"])],
            [],
            [("question/x", ["a"])],
            id="context stays whole beside what is touched directly",
        ),
    ],
)
def test_what_is_touched(links, levels, direct, factors, context):
    found = touching(*links, **levels)
    assert shown(found.direct) == direct
    assert shown(found.through_factors) == factors
    assert shown(found.context) == context


def test_the_sections_around_a_gap_are_context():
    found = touching(
        link("section/d", "stage/two"),
        link("section/d.1", "stage/one"),
        own=OTHER,
        other=OWN,
        x=0,
        z=0,
    )
    assert shown(found.context) == [("stage/two", ["z", "x"]), ("stage/one", ["x"])]


@pytest.mark.parametrize(
    ("links", "order"),
    [
        pytest.param(
            [
                link("question/a", "question/x"),
                link("question/a", "question/y"),
                link("question/b", "question/y"),
            ],
            ["y", "x"],
            id="what most gaps touch comes first",
        ),
        pytest.param(
            [
                link("question/a", "question/x", strength="weak"),
                link("question/a", "question/y", strength="strong"),
            ],
            ["y", "x"],
            id="then what is linked more strongly",
        ),
        pytest.param(
            [link("question/a", "question/z"), link("question/b", "question/x")],
            ["x", "z"],
            id="then the order of the other questionnaire",
        ),
    ],
)
def test_the_order(links, order):
    found = touching(*links, a=0, b=0)
    assert [each.element.id for each in found.direct] == order


@pytest.mark.parametrize(
    ("links", "strength", "bases"),
    [
        pytest.param(
            [("weak", "official"), ("strong", "ours")],
            "strong",
            ["ours"],
            id="the strongest counts",
        ),
        pytest.param(
            [("same", "ours"), ("same", "official")],
            "same",
            ["official", "ours"],
            id="equally strong ones name all their bases",
        ),
    ],
)
def test_the_strongest_link_speaks_for_all(links, strength, bases):
    made = [
        link(f"question/{name}", "question/x", strength=how, basis=basis)
        for name, (how, basis) in zip("ab", links, strict=True)
    ]
    (touched,) = touching(*made, a=0, b=0).direct
    assert touched.strength == strength
    assert list(touched.bases) == bases


def test_gaps_stand_in_working_order():
    found = touching(link("question/a", "question/x"), link("question/b", "question/x"), a=2, b=0)
    assert shown(found.direct) == [("question/x", ["b", "a"])]


def test_strengths_are_ordered_from_same_to_weak():
    assert sorted(Strength, key=lambda each: each.rank) == ["same", "strong", "partial", "weak"]


# Properties


@st.composite
def linked(draw):
    """Answers with gaps, and a crosswalk with some of all possible links."""
    own, sheet = draw(with_sheet(staged()))
    elements = [each.reference for each in elements_of(own)]
    others = [each.reference for each in elements_of(OTHER)]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(elements), st.sampled_from(others)), unique=True)
    )
    strengths = draw(st.lists(st.sampled_from(list(Strength)), min_size=len(pairs)))
    links = [
        link(start, end, strength=how) for (start, end), how in zip(pairs, strengths, strict=False)
    ]
    return own, sheet, crosswalk(own, OTHER, *links)


@PROPERTY
@given(linked())
def test_only_what_is_linked_is_touched(case):
    own, sheet, walk = case
    gaps = find_gaps(assess(own, sheet))
    found = find_touched(gaps, walk)
    everything = [*found.direct, *found.through_factors, *found.context]
    ids = {gap.result.question.id for gap in gaps}
    assert {each.element for each in everything} <= {each.end for each in walk.links}
    assert all(each.touches for each in everything)
    assert {g.result.question.id for each in everything for g in each.gaps} <= ids
    assert not {e.element for e in found.direct} & {e.element for e in found.through_factors}
    for each in everything:
        assert {touch.link for touch in each.touches} <= set(walk.links)
    assert find_touched((), walk) == (walk, (), (), ())


@PROPERTY
@given(linked())
def test_a_crosswalk_turned_twice_is_the_same(case):
    _, _, walk = case
    turned = walk.turned()
    assert turned.turned() == walk
    assert (turned.first, turned.second) == (walk.second, walk.first)
    assert {(each.end, each.start) for each in turned.links} == {
        (each.start, each.end) for each in walk.links
    }


@PROPERTY
@given(staged())
def test_every_element_is_found_by_its_reference(own):
    for element in elements_of(own):
        assert element_at(element.reference) == element
