"""Every part of a questionnaire is compared, and classed by whether it can move a score."""

import pytest
from hypothesis import given
from loading.samples import SMALL
from loading.samples import questionnaire as load
from strategies import ANY, PROPERTY

from egovmaturity.editions.difference import ChangeKind, differences, moves_scores

STAGED = """\
format: egovmaturity-questionnaire
version: 1
id: two
edition: "2025.1"
language: id
title: Judul
notice: Bukan resmi.
license: CC-BY-4.0
authors: [{name: A}]
sources: [{id: s, text: t}]
levels: [{level: 0, label: a}, {level: 1, label: b}, {level: 2, label: c}]
scales: {long: [{level: 0, label: a}, {level: 1, label: b}, {level: 2, label: c}]}
target: 1
verdict: {kind: stages, attain: ">= 70 %", foundation: ">= 60 %", undetermined_below: 50 %}
stages:
  - {id: one, title: Satu, about: Awal}
  - {id: two, title: Dua}
factors: [{id: f, title: F}, {id: g, title: G}]
blueprint: [{id: BP, title: B}]
questions:
  - id: A
    stage: one
    factor: f
    title: Situs
    ask: Apakah situs ada?
    why: Karena.
    weight: 2
    mandatory: 1
    levels: {0: Tidak ada., 1: Ada satu., 2: Ada dan lengkap.}
    evidence: [{text: Dokumen, from_level: 1}]
    recommend: {0: Membuat., 1: Melengkapi.}
    relations: [G2C]
    blueprint: [BP]
    owner: Dinas
    effort: 1
    cost: 100
  - {id: B, stage: one, factor: f, ask: B?, levels: {0: x, 1: y, 2: z}, recommend: {0: p, 1: q}}
  - {id: C, stage: two, factor: g, ask: C?, levels: {0: x, 1: y, 2: z}, recommend: {0: p, 1: q}}
""".replace("ask: B?", 'ask: "B?"').replace("ask: C?", 'ask: "C?"')

BANDED = """\
format: egovmaturity-questionnaire
version: 1
id: index
edition: "1"
language: id
title: Indeks
levels: [{level: 0, label: a}, {level: 1, label: b}]
verdict:
  kind: bands
  scale: [0, 5]
  decimals: 2
  bands: [{id: l, from: 0, label: L}, {id: h, from: 3, label: H}]
sections:
  - {id: d, title: D, weight: 40, sections: [{id: d1, title: D1, weight: 40}]}
  - {id: e, title: E, weight: 60}
questions:
  - {id: A, section: d1, ask: A, levels: {0: x, 1: y}, recommend: {0: p}}
  - {id: B, section: e, ask: B, levels: {0: x, 1: y}, recommend: {0: p}}
"""


def changes(base, *swaps):
    text = base
    for old, new in swaps:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return [
        (c.kind.value, c.thing, c.id, c.key, c.before, c.after)
        for c in differences(load(base), load(text))
    ]


@pytest.mark.parametrize(
    ("base", "swap", "expected"),
    [
        pytest.param(
            STAGED,
            ("weight: 2", "weight: 2.5"),
            ("question", "A", "weight", "2", "2.5"),
            id="weight",
        ),
        pytest.param(
            STAGED,
            ("weight: 2", "weight: 1/3"),
            ("question", "A", "weight", "2", "1/3"),
            id="weight without decimals",
        ),
        pytest.param(
            STAGED,
            ("mandatory: 1", "mandatory: 2"),
            ("question", "A", "mandatory", "1", "2"),
            id="mandatory level",
        ),
        pytest.param(
            STAGED,
            ('attain: ">= 70 %"', 'attain: "> 70 %"'),
            ("stage", "one", "attain", ">= 70 %", "> 70 %"),
            id="comparator",
        ),
        pytest.param(
            STAGED,
            ('foundation: ">= 60 %"', 'foundation: ">= 62.5 %"'),
            ("stage", "two", "foundation", ">= 60 %", ">= 62.5 %"),
            id="foundation",
        ),
        pytest.param(
            STAGED,
            ("undetermined_below: 50 %", "undetermined_below: 40 %"),
            ("questionnaire", "", "undetermined_below", "0.5", "0.4"),
            id="undetermined",
        ),
        pytest.param(
            STAGED,
            ("{id: C, stage: two, factor: g", "{id: C, stage: two, factor: [f, g]"),
            ("question", "C", "factor", "g", "f, g"),
            id="factor of a question",
        ),
        pytest.param(
            STAGED,
            ("{id: two, title: Dua}", "{id: two, title: Dua, weight: 3}"),
            ("stage", "two", "weight", "1", "3"),
            id="weight of a stage",
        ),
        pytest.param(
            STAGED,
            ("{text: Dokumen, from_level: 1}", "{text: Dokumen, from_level: 2}"),
            ("question", "A", "evidence", "a from_level 1", "a from_level 2"),
            id="level from which evidence is needed",
        ),
        pytest.param(
            STAGED,
            ("{text: Dokumen, from_level: 1}", "{text: Dokumen, from_level: 1, valid_for: 1 year}"),
            ("question", "A", "evidence", "a from_level 1", "a from_level 1 valid_for 1 year"),
            id="how old evidence may be",
        ),
        pytest.param(
            STAGED,
            ("relations: [G2C]", "relations: [G2B]"),
            ("question", "A", "relations", "G2C", "G2B"),
            id="relation",
        ),
        pytest.param(
            STAGED,
            ("owner: Dinas", "not_applicable: with-reason\n    owner: Dinas"),
            ("question", "A", "not_applicable", "never", "with-reason"),
            id="may not apply",
        ),
        pytest.param(
            STAGED,
            ("1: Ada satu.", "1: Ada dua."),
            ("question", "A", "levels", "1: Ada satu.", "1: Ada dua."),
            id="meaning of a level",
        ),
        pytest.param(
            STAGED,
            ("Apakah situs ada?", "Apakah situs dan portal ada?"),
            ("question", "A", "ask", "Apakah situs ada?", "Apakah situs dan portal ada?"),
            id="the question itself",
        ),
        pytest.param(
            BANDED,
            ("from: 3", "from: 3.5"),
            ("band", "h", "from", "3", "3.5"),
            id="edge of a band",
        ),
        pytest.param(
            BANDED,
            ("scale: [0, 5]", "scale: [0, 4]"),
            ("questionnaire", "", "scale", "0, 5", "0, 4"),
            id="scale of the index",
        ),
        pytest.param(
            BANDED,
            ("weight: 60", "weight: 50"),
            ("section", "e", "weight", "60", "50"),
            id="section",
        ),
        pytest.param(
            BANDED,
            ("{id: d1, title: D1, weight: 40}", "{id: d1, title: D1, weight: 39}"),
            ("section", "d1", "weight", "40", "39"),
            id="section below a section",
        ),
    ],
)
def test_what_can_move_a_score(base, swap, expected):
    found = changes(base, swap)
    assert ("scoring", *expected) in found


@pytest.mark.parametrize(
    ("base", "swap", "expected"),
    [
        pytest.param(
            STAGED, ("title: Situs", "title: Laman"), ("question", "A", "title"), id="short name"
        ),
        pytest.param(STAGED, ("why: Karena.", "why: Sebab."), ("question", "A", "why"), id="why"),
        pytest.param(
            STAGED, ("owner: Dinas", "owner: Biro"), ("question", "A", "owner"), id="owner"
        ),
        pytest.param(
            STAGED, ("0: Membuat.", "0: Menyusun."), ("question", "A", "recommend"), id="advice"
        ),
        pytest.param(STAGED, ("effort: 1", "effort: 3"), ("question", "A", "effort"), id="effort"),
        pytest.param(STAGED, ("cost: 100", "cost: 300"), ("question", "A", "cost"), id="cost"),
        pytest.param(
            STAGED,
            ("text: Dokumen", "text: Surat"),
            ("question", "A", "evidence text"),
            id="document",
        ),
        pytest.param(
            STAGED,
            ("Ada dan lengkap.", "ada dan lengkap"),
            ("question", "A", "levels"),
            id="spelling of a level",
        ),
        pytest.param(
            STAGED, ("target: 1", "target: 2"), ("questionnaire", "", "target"), id="target"
        ),
        pytest.param(STAGED, ("about: Awal", "about: Mula"), ("stage", "one", "about"), id="about"),
        pytest.param(
            STAGED,
            ("{id: g, title: G}", "{id: g, title: H}"),
            ("factor", "g", "title"),
            id="factor",
        ),
        pytest.param(
            STAGED,
            ("notice: Bukan resmi.", "notice: Mandiri."),
            ("questionnaire", "", "notice"),
            id="notice",
        ),
        pytest.param(BANDED, ("label: H", "label: K"), ("band", "h", "label"), id="name of a band"),
        pytest.param(
            BANDED, ("decimals: 2", "decimals: 3"), ("questionnaire", "", "decimals"), id="decimals"
        ),
    ],
)
def test_what_only_texts_and_advice_change(base, swap, expected):
    found = changes(base, swap)
    assert [row[:4] for row in found] == [("text", *expected)]


def test_a_question_that_comes_or_goes_moves_scores():
    without = STAGED[: STAGED.index("  - {id: C")].replace("  - {id: two, title: Dua}\n", "")
    without = without.replace(", {id: g, title: G}", "")
    gone = [(c.kind.value, c.thing, c.id, c.before, c.after)
            for c in differences(load(STAGED), load(without))]  # fmt: skip
    assert ("scoring", "question", "C", "C", "") in gone
    assert ("scoring", "stage", "two", "two", "") in gone
    assert ("scoring", "factor", "g", "g", "") in gone
    come = [(c.thing, c.id, c.before, c.after) for c in differences(load(without), load(STAGED))]
    assert ("question", "C", "", "C") in come


def test_the_order_of_stages_moves_scores():
    one, two = "  - {id: one, title: Satu, about: Awal}\n", "  - {id: two, title: Dua}\n"
    found = changes(STAGED, (one + two, two + one))
    assert ("scoring", "questionnaire", "", "stages", "one, two", "two, one") in found


def test_renaming_a_scale_moves_nothing():
    found = changes(STAGED, ("{id: B, stage: one,", "{id: B, scale: long, stage: one,"))
    assert found == []


def test_adding_a_level_to_a_scale_moves_scores():
    base = STAGED.replace("{id: B, stage: one,", "{id: B, scale: long, stage: one,")
    found = changes(
        base, ("{level: 2, label: c}]}", "{level: 2, label: c}, {level: 3, label: d}]}")
    )
    assert found == [
        ("scoring", "question", "B", "scale", "0=0, 1=0.5, 2=1", "0=0, 1=1/3, 2=2/3, 3=1"),
        ("text", "question", "B", "level labels", "a, b, c", "a, b, c, d"),
    ]


@given(ANY)
@PROPERTY
def test_nothing_differs_from_itself(questionnaire):
    assert differences(questionnaire, questionnaire) == ()


@given(ANY, ANY)
@PROPERTY
def test_backwards_the_same_things_change(first, second):
    def seen(changes):
        return {(c.kind, c.thing, c.id, c.key) for c in changes}

    there, back = differences(first, second), differences(second, first)
    assert seen(there) == seen(back)
    assert moves_scores(there) == moves_scores(back)
    assert {(c.before, c.after) for c in there} == {(c.after, c.before) for c in back}


def test_the_small_sample_is_compared_whole():
    assert differences(load(SMALL), load(SMALL)) == ()
    assert moves_scores(differences(load(STAGED), load(STAGED.replace("weight: 2", "weight: 3"))))
    assert ChangeKind.TEXT.value == "text"
