"""The look of an institution: read strictly, readable, and nothing in it acts."""

import re
import zlib
from pathlib import Path

import pytest

from egovmaturity import assess, load_answers, load_questionnaire
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.renderers.templates import render_html
from egovmaturity.renderers.theme import LEAST_CONTRAST, PAGES, contrast, load_theme

ROOT = Path(__file__).parent.parent.parent
PNG = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'

THEME = """\
kop = ["PEMERINTAH KABUPATEN <b>", "DINAS & KOMINFO"]
logo = "logo.png"

[light]
accent = "#7a1f5c"

[dark]
accent = "#e58cc4"
warn = "#f0a25c"
"""


@pytest.fixture
def theme(tmp_path):
    """Load a theme of this text, with a logo beside it."""

    def load(text, logo=PNG, name="logo.png"):
        (tmp_path / name).write_bytes(logo if isinstance(logo, bytes) else logo.encode())
        path = tmp_path / "tema.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_theme(path)

    return load


def colour(text):
    return tuple(bytes.fromhex(text.removeprefix("#")))


def test_a_theme_changes_colours_logo_and_letterhead(theme, example):
    questionnaire = load_questionnaire("inpres-3-2003")
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    bundle = make_bundle(assessment, Words("id"))
    text = render_html(bundle.report, bundle.words, theme=theme(THEME))
    assert ":#7a1f5c;" in text
    assert ":#f0a25c;" in text
    assert '<img src="data:image/png;base64,iVBORw0K' in text
    assert "PEMERINTAH KABUPATEN &lt;b&gt;\nDINAS &amp; KOMINFO" in text
    assert text.count("<h1>") == 1


@pytest.mark.parametrize("page", ["light", "dark"])
@pytest.mark.parametrize("accent", ["#0b5d66", "#7a1f5c", "#666666", "#b00000", "#000000"])
def test_every_shade_made_from_a_colour_can_be_read(theme, page, accent):
    if page == "dark":
        accent = "#" + bytes(255 - part for part in colour(accent)).hex()
    shades = getattr(theme(f'[{page}]\naccent = "{accent}"\n'), page)
    named = {name: colour(shade) for name, shade in shades.items()}
    backgrounds = PAGES[page]
    assert contrast(named["good"], backgrounds.paper) >= LEAST_CONTRAST
    assert contrast(named["good-ink"], named["good-soft"]) >= LEAST_CONTRAST
    assert contrast(named["good-ink"], backgrounds.surface) >= LEAST_CONTRAST
    assert contrast(backgrounds.ink, named["good-mid"]) >= LEAST_CONTRAST
    assert contrast(backgrounds.ink, named["good-soft"]) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#ff0000", "#ffffff", 3.998),
    ],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(colour(one), colour(other)) == pytest.approx(ratio, abs=0.001)
    assert contrast(colour(other), colour(one)) == contrast(colour(one), colour(other))


def test_the_built_in_look_can_be_read():
    """Every pair of text and background of the style sheet, on both pages."""
    css = (ROOT / "report_templates" / "html" / "tokens.css.j2").read_text(encoding="utf-8")
    for page in PAGES:
        block = css[css.index(f"macro {page}()") :]
        block = block[: block.index("endmacro")]
        shades = {
            name: colour("".join(2 * c for c in text) if len(text) == 3 else text)
            for name, text in re.findall(r"--([a-z0-9-]+): #([0-9a-f]{3,6});", block)
        }
        assert (shades["paper"], shades["surface"], shades["ink"]) == PAGES[page]
        pairs = [(ink, back) for ink in ("ink", "ink2", "ink3") for back in ("paper", "surface")]
        pairs += [("paper", fill) for fill in ("good", "warn")]
        pairs += [(f"{kind}-ink", f"{kind}-soft") for kind in ("good", "warn", "wait")]
        pairs += [(ink, "sunk") for ink in ("ink", "ink2", "ink3")]
        pairs += [("ink", "warn-mid"), ("ink", "warn-soft"), ("ink", "good-soft")]
        pairs += [("good-ink", "surface"), ("warn-ink", "surface"), ("ink2", "wait-soft")]
        pairs += [("ink2", "good-soft"), ("ink2", "warn-soft"), ("ink", "track")]
        bad = {
            f"{ink} on {back}"
            for ink, back in pairs
            if contrast(shades[ink], shades[back]) < LEAST_CONTRAST
        }
        assert bad == set()
        for fill in ("good", "warn", "wait"):
            assert contrast(shades[fill], shades["track"]) >= 3


XMLNS = "xmlns='http://www.w3.org/2000/svg'"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("kop = ", "T101", "not a TOML file"),
        (b"\xff\xfe\x00", "T101", "not a TOML file"),
        ("x = 1\n" * 20_000, "T101", "larger than"),
        ("warna = 1", "T102", 'no key "warna"'),
        ('[light]\naksen = "#000000"', "T102", 'no key "light.aksen"'),
        ('[light]\naccent = "teal"', "T102", '"light.accent" has a value'),
        ('[light]\naccent = "#0b5d66; } body { display: none"', "T102", '"light.accent" has'),
        ("light = 1", "T102", '"light" has a value'),
        ('kop = "satu"', "T102", '"kop" has a value'),
        ('kop = ["1", "2", "3", "4", "5", "6"]', "T102", '"kop" has a value'),
        (f'kop = ["{"x" * 121}"]', "T102", '"kop" has a value'),
        ("logo = 1", "T102", '"logo" has a value'),
        ('[light]\naccent = "#7fc0c8"', "T103", "light.accent #7fc0c8 has a contrast of 1.9"),
        ('[dark]\nwarn = "#3a2511"', "T103", "dark.warn #3a2511 has a contrast of 1."),
        ('logo = "tiada.png"', "T104", "cannot be read"),
        ('logo = "../logo.png"', "T104", "not in the folder"),
        ('logo = "/etc/passwd"', "T104", "not in the folder"),
    ],
)
def test_what_is_wrong_is_said_with_a_way_out(theme, text, code, said):
    with pytest.raises(ContentError) as caught:
        theme(text)
    (problem,) = caught.value.diagnostics
    assert problem.code == code
    assert said in str(caught.value)
    assert problem.hint is not None


@pytest.mark.parametrize(
    "logo",
    [
        f"<svg {XMLNS}><script>alert(1)</script></svg>",
        f"<svg {XMLNS}><foreignObject/></svg>",
        f"<svg {XMLNS} onload='alert(1)'/>",
        f"<svg {XMLNS}><image href='https://x/a.png'/></svg>",
        f"<svg {XMLNS}><use href='https://x/a.svg#b'/></svg>",
        f"<svg {XMLNS} xmlns:l='http://www.w3.org/1999/xlink'><use l:href='https://x#b'/></svg>",
        f"<svg {XMLNS}><a href='javascript:alert(1)'/></svg>",
        f"<svg {XMLNS}><style>@import 'https://x/a'</style></svg>",
        f"<svg {XMLNS}><path fill='url(https://x/a#b)'/></svg>",
        f"<svg {XMLNS}><path style='fill:u\\72l(x)'/></svg>",
        f"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg {XMLNS}>&a;</svg>",
        f"<?xml-stylesheet href='https://x/a'?><svg {XMLNS}/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<svg",
        b"GIF89a",
        SVG.encode("utf-16"),
        b"\x89PNG\r\n\x1a\n" + bytes(50_000),
    ],
)
def test_a_logo_that_acts_or_reaches_out_is_refused(theme, logo):
    with pytest.raises(ContentError, match="T104"):
        theme('logo = "logo.svg"', logo, "logo.svg")


@pytest.mark.parametrize("name", ["logo.svg", "logo lama.svg"])
def test_a_plain_drawing_is_a_logo(theme, name):
    inner = "<defs><linearGradient id='g'/></defs><path fill='url(#g)' d='M0 0h9'/><use href='#g'/>"
    drawing = SVG.replace("</svg>", f"{inner}</svg>").replace("<svg", "<!-- x --><svg", 1)
    assert theme(f'logo = "{name}"', drawing, name).logo.startswith("data:image/svg+xml;base64,")


def test_a_theme_of_nothing_is_the_built_in_look(theme):
    assert theme("") == ({}, {}, "", ())


def test_every_problem_is_told_at_once(theme):
    with pytest.raises(ContentError) as caught:
        theme('warna = 1\nkop = 1\n[light]\naccent = "x"\nwarn = "#ffff00"\n')
    codes = [problem.code for problem in caught.value.diagnostics]
    assert sorted(codes) == ["T102", "T102", "T102", "T103"]
