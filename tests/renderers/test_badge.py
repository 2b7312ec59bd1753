"""Badges: what they say, in which colour, and that a drawing does nothing but show it."""

import json
import re

import jsonschema
import pytest
from builders import NA, answers, bands, question, questionnaire, stage, unanswered
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from strategies import PROPERTY, with_sheet

from egovmaturity.language import Words
from egovmaturity.renderers.badge import (
    ATTAINED,
    NO_RESULT,
    NOT_ATTAINED,
    badge_of,
    render_badge,
    render_badge_svg,
)
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.scoring.assess import assess

STAGED = questionnaire(stage("first", question("a")), stage("second", question("b")))
BANDED = questionnaire(
    question("a"), rule=bands({"low": 1, "high": 2}, lowest=1, highest=3, decimals=2)
)

ENDPOINT = {
    "type": "object",
    "required": ["schemaVersion", "label", "message"],
    "additionalProperties": False,
    "properties": {
        "schemaVersion": {"const": 1},
        "label": {"type": "string"},
        "message": {"type": "string", "minLength": 1},
        "color": {"type": "string", "pattern": "^[0-9a-f]{6}$"},
    },
}
"""The part of the endpoint badge's schema that is used. Source: shields.io, "Endpoint Badge"."""


def read(text):
    return etree.fromstring(text.encode())


def bundle_of(asked, sheet, language="en"):
    return make_bundle(assess(asked, sheet), Words(language))


@pytest.mark.parametrize(
    ("asked", "sheet", "message", "colour"),
    [
        pytest.param(
            STAGED,
            answers(a=3, b=0)._replace(fictional=False),
            "Title of first · 50.0%",
            ATTAINED,
            id="stage-attained",
        ),
        pytest.param(
            STAGED,
            answers(a=0, b=0),
            "No stage attained · 0.0% · fictional data",
            NOT_ATTAINED,
            id="none-attained-and-made-up",
        ),
        pytest.param(
            STAGED,
            answers(a=3, b=unanswered())._replace(fictional=False),
            "Title of first · 50.0% · provisional",
            ATTAINED,
            id="provisional",
        ),
        pytest.param(
            BANDED,
            answers(a=3)._replace(fictional=False),
            "high · 3.00",
            ATTAINED,
            id="band",
        ),
        pytest.param(
            BANDED,
            answers(a=NA)._replace(fictional=False),
            None,
            NO_RESULT,
            id="nothing-applies",
        ),
    ],
)
def test_what_a_badge_says(asked, sheet, message, colour):
    badge = badge_of(bundle_of(asked, sheet))
    assert badge.label == "e-government"
    assert badge.colour == colour
    if message is not None:
        assert badge.message == message


def contrast(colour):
    def channel(value):
        share = value / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[n : n + 2], 16)) for n in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("colour", [ATTAINED, NOT_ATTAINED, NO_RESULT, "444444"])
def test_white_text_can_be_read_on_every_colour(colour):
    assert contrast(colour) >= 4.5


@given(st.data())
@PROPERTY
def test_the_endpoint_takes_every_badge(data):
    asked, sheet = data.draw(with_sheet())
    bundle = bundle_of(asked, sheet, data.draw(st.sampled_from(["id", "en"])))
    jsonschema.validate(json.loads(render_badge(bundle)), ENDPOINT)


HOSTILE = "<script>&\"'</text>\x00\x1b\ud800\u202e\n" + "x" * 200


def test_a_drawing_shows_texts_and_does_nothing_else():
    asked = STAGED._replace(stages=(STAGED.stages[0]._replace(title=HOSTILE), STAGED.stages[1]))
    text = render_badge_svg(bundle_of(asked, answers(a=3, b=0)))
    root = read(text)
    tags = {each.tag.removeprefix("{http://www.w3.org/2000/svg}") for each in root.iter()}
    assert tags == {"svg", "title", "rect", "g", "text"}
    assert not re.search(r"href|url\(|style|@font-face| on\w+=", text)
    assert "…" in text
    title, *_, shown = [each.text for each in root.iter() if each.text and each.text.strip()]
    assert title == f"e-government: {shown}"
    assert shown.startswith("<script>&\"'</text>\\x00\\x1b\\ud800\\u202e ")


@pytest.mark.parametrize("title", ["iiii", "MMMM", "Pemanfaatan", "表表表表"])
def test_texts_stay_inside_the_badge(title):
    asked = STAGED._replace(stages=(STAGED.stages[0]._replace(title=title), STAGED.stages[1]))
    root = read(render_badge_svg(bundle_of(asked, answers(a=3, b=0))))
    svg = "{http://www.w3.org/2000/svg}"
    for rect, text in zip(root.iter(f"{svg}rect"), root.iter(f"{svg}text"), strict=True):
        start, width = int(rect.get("x", "0")), int(rect.get("width"))
        x, length = int(text.get("x")), int(text.get("textLength"))
        assert start < x
        assert x + length < start + width
        assert 4 <= length / len(text.text) <= 12
    assert int(root.get("width")) == start + width


def test_the_drawing_is_named_for_screen_readers():
    root = read(render_badge_svg(bundle_of(STAGED, answers(a=3, b=0))))
    assert root.get("role") == "img"
    assert root[0].get("id") == root.get("aria-labelledby")
    assert root[0].text == "e-government: Title of first · 50.0% · fictional data"
