"""User text at the exit of each medium."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from egovmaturity.renderers.csv_table import harmless
from egovmaturity.renderers.safe_text import markdown, one_line, visible

GFM = MarkdownIt("gfm-like")
HOSTILE = [
    "<script>alert(1)</script>",
    "![x](javascript:alert(1))",
    "[klik](javascript:alert(1))",
    "a | b",
    "a \\| b",
    "akhir\\",
    "`kode`",
    "``` blok",
    "# judul",
    "- butir",
    "+ butir",
    "> kutipan",
    "1. butir",
    "2) butir",
    "***",
    "---",
    "===",
    "| a | b |",
    ":---:",
    "<b>tebal</b>",
    "&lt;b&gt; &amp; &#60;",
    "*miring* _miring_ ~~coret~~ **tebal**",
    "baris satu\nbaris dua",
    "<!-- komentar -->",
    "<javascript:alert(1)>",
    "a  b   c",
    "[x]: http://contoh",
    "[^1]",
    "\\",
    "\\\\|",
    "😀 é ﷽ 漢字",
]


def text_of(tokens):
    """Return what a reader sees of inline tokens."""
    return "".join(t.content if t.type in {"text", "code_inline"} else " " for t in tokens)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_exactly_the_text(text):
    check_markdown(text)


@settings(deadline=None, max_examples=300)
@given(
    st.text(
        alphabet=st.sampled_from("\\`*_[]<>|~&#-+=:.!()1a \n\"'{}^$@/é"), min_size=1, max_size=30
    ).filter(str.strip)
)
@example("www")
def test_markdown_shows_exactly_any_text(text):
    check_markdown(text)


def check_markdown(text):
    """In a cell, a list item and a paragraph the text reads back equal and nothing else appears."""
    wanted = one_line(text)
    escaped = markdown(text)
    page = f"| x | y |\n|---|---|\n| {escaped} | z |\n\n- {escaped}\n\nawal\n\n{escaped}\n"
    tokens = GFM.parse(page)
    kinds = {t.type for t in tokens}
    assert not kinds & {"heading_open", "blockquote_open", "fence", "hr", "html_block"}
    assert sum(t.type == "td_open" for t in tokens) == 2
    assert sum(t.type == "list_item_open" for t in tokens) == 1
    inline = [t.children for t in tokens if t.type == "inline"]
    assert not {c.type for children in inline for c in children} - {
        "text",
        "text_special",
        "link_open",
        "link_close",
    }
    cell = "".join(c.content for c in inline[2])
    item = "".join(c.content for c in inline[4])
    assert (cell, item) == (wanted, wanted)
    links = [c.attrs["href"] for ch in inline for c in ch if c.type == "link_open"]
    assert all(str(link).startswith(("http://", "https://", "mailto:")) for link in links)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\x1b[31mmerah", "\\x1b[31mmerah", id="an escape sequence"),
        pytest.param("\x1b]52;c;eA==\x07", "\\x1b]52;c;eA==\\x07", id="a clipboard write"),
        pytest.param("\x9b31m", "\\x9b31m", id="a C1 control"),
        pytest.param("a\u202eb", "a\\u202eb", id="a direction override"),
        pytest.param("a\u200bb", "a\\u200bb", id="a zero-width space"),
        pytest.param("a\ufeffb", "a\\ufeffb", id="a byte-order mark"),
        pytest.param("a\U000e0041b", "a\\U000e0041b", id="a tag character"),
        pytest.param("a\ud800b", "a\\ud800b", id="a lone surrogate"),
        pytest.param("[red]x[/red] :x:", "[red]x[/red] :x:", id="markup is text"),
        pytest.param("é漢字😀 – “x”", "é漢字😀 – “x”", id="letters stay"),
    ],
)
def test_what_acts_or_hides_becomes_visible(text, expected):
    assert visible(text) == expected


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff20"])
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u00a0", "  "])
def test_no_text_becomes_a_formula(start, before):
    assert harmless(f"{before}{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_harmless_text_is_left_alone():
    assert harmless("Dinas Kominfo = pengampu") == "Dinas Kominfo = pengampu"
