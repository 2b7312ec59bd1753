"""The words of a follow-up: every standing and every effect, in both languages."""

import json

import pytest
from builders import answers, bands, dont_know, not_applicable, question, questionnaire, section

from egovmaturity.domain.answers import Action, ActionStatus, Quarter
from egovmaturity.language import Words
from egovmaturity.planning.follow_up import follow_up
from egovmaturity.renderers.explanation import explanation_markdown
from egovmaturity.renderers.follow_up_json import follow_up_json
from egovmaturity.scoring.assess import assess
from egovmaturity.views.follow_up_view import follow_up_view

NAMES = "abcdef"
ASKED = questionnaire(
    section("s", *(question(name) for name in NAMES)), rule=bands(lowest=1, highest=5)
)
SOON, LATER = Quarter(2026, 4), Quarter(2028, 1)


def action(name, status, end=SOON, budget=None, title="To do"):
    status = ActionStatus(status)
    return Action(name, title, {name: 2}, "", (), None, end, budget, "", status)


@pytest.fixture(scope="module")
def found():
    """One action of every standing, one question of every effect."""
    before = [action(name, "planned", budget=10) for name in NAMES]
    after = [
        action("a", "done", budget=12),
        action("b", "running", LATER, budget=None),
        action("c", "planned", LATER, budget=10, title="=x|<b>"),
        action("d", "running", budget=10),
        action("e", "dropped", budget=10),
    ]
    then = answers(dict.fromkeys(NAMES, 1) | {"b": 0, "e": 1}, actions=before, as_of="2026-01-31")
    now = {"a": 2, "b": 1, "c": 1, "d": 0, "e": dont_know(), "f": not_applicable()}
    later = answers(now, actions=after, as_of="2027-01-31")
    later = later._replace(occasion=later.occasion._replace(year=2027))
    return follow_up(assess(ASKED, then), assess(ASKED, later))


@pytest.mark.parametrize(
    ("language", "became", "effects"),
    [
        pytest.param(
            "en",
            [
                "✓ finished",
                "… running",
                "○ planned",
                "✗ late",
                "– dropped",
                "? not mentioned any more, its time is over",
            ],
            ["✓ reached", "◐ partly", "✗ not reached", "▼ fell", "? open", "– not applicable"],
            id="English",
        ),
        pytest.param(
            "id",
            [
                "✓ selesai",
                "… berjalan",
                "○ direncanakan",
                "✗ terlambat",
                "– dibatalkan",
                "? tidak disebut lagi, waktunya sudah lewat",
            ],
            [
                "✓ tercapai",
                "◐ sebagian",
                "✗ tidak tercapai",
                "▼ turun",
                "? belum dinilai",
                "– tidak berlaku",
            ],
            id="Indonesian",
        ),
    ],
)
def test_every_standing_and_every_effect_has_its_words(found, language, became, effects):
    view = follow_up_view(found, Words(language))
    blocks = {block.id: block for block in view.blocks}
    assert [row[-1] for row in blocks["actions"].table.rows] == became
    assert [row[-1] for row in blocks["effects"].table.rows] == effects


def test_the_index_stands_on_the_scale_of_its_bands_with_the_money_below(found):
    """Then 1, 0, 1, 1, 1, 1 of 3; promised 2 each; now 2, 1, 1, 0, one open and one left out."""
    blocks = {block.id: block for block in follow_up_view(found, Words("en")).blocks}
    rows = [row[1:] for row in blocks["index"].table.rows]
    assert rows[0] == ("2.11", "–")
    assert rows[1] == ("3.67", "▲ 1.56")
    assert rows[2] == rows[3] == ("2.07", "▼ 0.04")
    assert blocks["budgets"].table.rows == (
        ("✓ finished", "Rp12"),
        ("○ planned", "Rp10"),
        ("✗ late", "Rp10"),
        ("– dropped", "Rp10"),
        ("? not mentioned any more", "Rp10"),
        ("Total", "Rp52"),
    )
    assert blocks["budgets"].notes == ("Actions without a budget: 1",)


def test_titles_break_no_table(found):
    page = explanation_markdown(follow_up_view(found, Words("en")))
    (row,) = [line for line in page.splitlines() if line.startswith("| c | =x") or "=x" in line]
    assert "<b>" not in row
    assert len(row.replace("\\|", "").split("|")) == 9


def test_programs_get_the_same(found):
    document = json.loads(follow_up_json(found))
    assert [each["standing"] for each in document["actions"]] == [
        "done",
        "running",
        "planned",
        "late",
        "dropped",
        "gone",
    ]
    assert [each["late"] for each in document["actions"]] == [False] * 3 + [True, False, True]
    assert [each["status_now"] for each in document["actions"]][-2:] == ["dropped", None]
    assert document["effects"] == dict.fromkeys(document["effects"], 1)
    assert document["budgets"] == {
        "done": 12,
        "running": 0,
        "planned": 10,
        "late": 10,
        "dropped": 10,
        "gone": 10,
    }
