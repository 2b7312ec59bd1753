"""Which number is due, what a successor has to say, and the map that is proposed."""

import pytest
from loading.samples import questionnaire as load

from egovmaturity.domain.editions import Added, Dropped, Renamed, Rescaled, Revised, Same
from egovmaturity.editions.difference import differences
from egovmaturity.editions.release import draft_migration, due, next_edition, objections

HEAD = """\
format: egovmaturity-questionnaire
version: 1
id: two
edition: "2025.1"
language: id
title: Judul
levels: [{level: 0, label: a}, {level: 1, label: b}]
verdict: {kind: stages, attain: ">= 70 %"}
stages: [{id: one, title: Satu}]
"""
QUESTIONS = """\
questions:
  - {id: A, stage: one, ask: Apakah situs ada, levels: {0: Tidak ada, 1: Ada satu}}
  - {id: B, stage: one, ask: Apakah portal ada, levels: {0: Tidak ada, 1: Ada satu}}
  - {id: C, stage: one, ask: Apakah pusat data ada, levels: {0: Tidak ada, 1: Ada satu}}
"""
OLD = HEAD + QUESTIONS
NEXT = HEAD.replace("2025.1", "2025.2")


def said(old, new):
    first, second = load(old), load(new)
    return [
        m.text.format(**m.values) for m in objections(first, second, differences(first, second))
    ]


@pytest.mark.parametrize(
    ("new", "kind", "number"),
    [
        pytest.param(OLD, "nothing", "", id="nothing changed"),
        pytest.param(OLD.replace("Judul", "Nama"), "revision", "2", id="a text"),
        pytest.param(
            OLD.replace("{id: A,", "{id: A, weight: 2,"), "edition", "2025.2", id="a weight"
        ),
    ],
)
def test_the_number_that_is_due(new, kind, number):
    old = load(OLD)
    found = due(old, differences(old, load(new)))
    assert (found.kind.value, found.text) == (kind, number)


@pytest.mark.parametrize(
    ("edition", "following"),
    [("2025.1", "2025.2"), ("2025.9", "2025.10"), ("2025", ""), ("v2", ""), ("2025.1.3", "")],
)
def test_editions_are_counted_within_a_year(edition, following):
    assert next_edition(edition) == following


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(OLD, [], id="the same file"),
        pytest.param(
            OLD.replace("Judul", "Nama"),
            ["texts changed, but the revision is still 1; due: 2"],
            id="a text without a revision",
        ),
        pytest.param(
            OLD.replace("Judul", "Nama").replace("language", "revision: 2\nlanguage"),
            [],
            id="a text with its revision",
        ),
        pytest.param(
            OLD.replace("{id: A,", "{id: A, weight: 2,"),
            ["scores can move, but the edition is still 2025.1; due: 2025.2"],
            id="a weight without an edition",
        ),
        pytest.param(
            OLD.replace("2025.1", "2024.9"),
            [
                "edition 2024.9 comes before 2025.1; give the older one first",
                "there is no map from edition 2025.1",
            ],
            id="the older one second",
        ),
        pytest.param(
            NEXT + QUESTIONS, ["there is no map from edition 2025.1"], id="an edition without a map"
        ),
        pytest.param(
            NEXT + 'from: {"2025.1": [{same: [A, B, C]}]}\n' + QUESTIONS, [], id="a whole map"
        ),
        pytest.param(
            NEXT
            + 'from: {"2025.1": [{same: [A, B]}, {rename: X, to: C}]}\n'
            + QUESTIONS,
            [
                "the map names questions that edition 2025.1 does not have: X",
                "the map leaves out: C",
            ],
            id="a map of something else",
        ),
        pytest.param(
            NEXT
            + 'from: {"2025.1": [{same: [A, B, C]}]}\n'
            + "Ada dua".join(QUESTIONS.rsplit("Ada satu", 1)),
            ['by the map "C" is the same, but its levels changed: revise or rescale it'],
            id="called the same and is not",
        ),
        pytest.param(
            NEXT
            + 'from: {"2025.1": [{same: [A, B]}, {rename: C, to: D}]}\n'
            + QUESTIONS.replace("id: C", "id: D"),
            ["not listed under retired: C"],
            id="an id that vanishes",
        ),
        pytest.param(
            NEXT.replace("id: two", "id: three") + QUESTIONS,
            ['these are two questionnaires, "two" and "three"'],
            id="another questionnaire",
        ),
    ],
)  # fmt: skip
def test_what_keeps_a_file_from_following(new, expected):
    assert said(OLD, new) == expected


def test_a_retired_id_never_comes_back():
    old = HEAD + 'retired: [{id: D, since: "2025.1"}]\n' + QUESTIONS
    new = (
        NEXT
        + 'from: {"2025.1": [{same: [A, B]}, {rename: C, to: D}]}\n'
        + 'retired: [{id: C, since: "2025.2"}]\n'
        + QUESTIONS.replace("id: C", "id: D")
    )
    assert said(old, new) == ['the id "D" was retired in edition 2025.1 and is used again']


def test_a_map_is_proposed_from_ids_wording_and_levels():
    new = (
        NEXT
        + """\
questions:
  - {id: A, stage: one, ask: Apakah situs ada, levels: {0: Tidak ada, 1: Ada satu}}
  - {id: B, stage: one, ask: Apakah portal ada, levels: {0: Tidak ada, 1: Ada lima}}
  - {id: C2, stage: one, ask: "Apakah pusat  data ada?", levels: {0: Tidak ada, 1: Ada satu}}
  - {id: E, stage: one, ask: Apakah arsip ada, levels: {0: Tidak ada, 1: Ada satu}}
"""
    )
    old = OLD + "  - {id: D, stage: one, ask: Apakah siaran ada, levels: {0: Tidak, 1: Ada}}\n"
    assert draft_migration(load(old), load(new)).steps == (
        Same(("A",)),
        Revised(("B",)),
        Renamed("C", "C2"),
        Dropped("D", ""),
        Added(("E",)),
    )


QUESTION = "questions:\n  - {{id: A, stage: one, ask: Ada apa, levels: {}, recommend: {}}}\n"


@pytest.mark.parametrize(
    ("scale", "texts", "step"),
    [
        pytest.param("0 1 2", "x y z", Same(("A",)), id="as it was"),
        pytest.param("1 2 3", "x y z", Rescaled("A", "A", {0: 1, 1: 2, 2: 3}), id="from 1 on"),
        pytest.param("1 2 3", "x y w", Revised(("A",)), id="from 1 on, one reworded"),
        pytest.param("0 1 2 3", "x y z w", Revised(("A",)), id="a level more"),
    ],
)
def test_a_draft_counts_levels_anew_where_only_their_numbers_changed(scale, texts, step):
    def made(numbers, said):
        levels = ", ".join(f"{{level: {n}, label: l{n}}}" for n in numbers)
        head = HEAD.replace("{level: 0, label: a}, {level: 1, label: b}", levels)
        rubric = ", ".join(f"{n}: {text}" for n, text in zip(numbers, said, strict=True))
        advice = ", ".join(f"{n}: r{n}" for n in numbers[:-1])
        return load(head + QUESTION.format(f"{{{rubric}}}", f"{{{advice}}}"))

    new = made(scale.split(), texts.split())
    assert draft_migration(made("012", "xyz"), new).steps == (step,)


def test_levels_that_are_worth_something_else_stay_the_same_levels():
    old = load(HEAD + QUESTION.format("{0: x, 1: y}", "{0: r}"))
    worth = HEAD.replace("levels: [{level: 0,", "levels: [{level: 0, value: 0.2,").replace(
        "{level: 1,", "{level: 1, value: 1,"
    )
    new = load(worth + QUESTION.format("{0: x, 1: y}", "{0: r}"))
    assert draft_migration(old, new).steps == (Same(("A",)),)
