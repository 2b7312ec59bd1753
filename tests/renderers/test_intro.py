"""An introduction of one's own: what it says is kept, what it could do is not."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from egovmaturity.renderers.intro import (
    MAX_BYTES,
    IntroError,
    intro_html,
    intro_markdown,
    read_intro,
)

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
ALLOWED = HEADINGS | BLOCKS | TABLES | {"code", "em", "strong", "a", "br"}


class Seen(HTMLParser):
    """Tags, attributes and text of a piece of HTML."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)

    @property
    def words(self):
        return "".join("".join(self.text).split())


HOSTILE = [
    "<script>alert(1)</script>",
    "<div onclick=alert(1)>\nblok\n</div>",
    "a <img src=x onerror=alert(1)> b",
    "![gambar](https://jahat.example/x.png)",
    "![gambar](data:image/png;base64,AAAA)",
    "[![g](x.png)](https://contoh.go.id)",
    "[t](javascript:alert(1))",
    "[t](JaVaScRiPt&colon;alert(1))",
    "[t](data:text/html,x)",
    "[t](//jahat.example)",
    "[t](../../rahasia)",
    "<javascript:alert(1)>",
    "[t][r]\n\n[r]: vbscript:x",
    '[t](https://contoh.go.id/"onmouseover="x "judul")',
    "```html\n<script>\n```",
    '``` "><script>alert(1)</script>\nx\n```',
    "`<b>` dan `` `x` ``",
    "| a |\n| :-: |\n| `<b>|` <i> |",
    "\x1b[31m \u202e \x00 \u200b",
    "&lt;script&gt; &amp;amp; &#60;b&#62;",
    "# x\n\n<!-- x -->\n\n<?php x ?>\n\n<![CDATA[x]]>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_it_acts(text):
    page = intro_html(text)
    seen = Seen(page)
    assert seen.tags <= ALLOWED
    assert {name for name, _ in seen.attributes} <= {"href", "rel", "start"}
    links = [value for name, value in seen.attributes if name == "href"]
    assert all(link.startswith("https://contoh.go.id") for link in links)
    assert not re.search("[\x00-\x08\x1b\u202e\u200b]", page + intro_markdown(text))
    inline = [
        child
        for token in MarkdownIt("gfm-like").parse(intro_markdown(text))
        for child in (token, *(token.children or ()))
    ]
    assert not {token.type for token in inline} & {"html_block", "html_inline", "image"}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_it_says_is_the_same_in_both_forms(text):
    assert Seen(intro_html(intro_markdown(text))).words == Seen(intro_html(text)).words


KEPT = """\
# Bab I Pendahuluan

Paragraf *miring*, **tebal**, `kode|ini`, [tautan](https://contoh.go.id/a_(b)?c=1&d=2), baris\\
baru & lain.

1. satu
   - dalam
2. dua

   lagi

> kutipan
>
> - butir

| A | B |
| :- | -: |
| 1 \\| 2 | **x** `a|b` |

```
x = "```"
```

- 1\\. bukan nomor
- \\# bukan judul
"""


def test_it_is_kept_as_it_was_written():
    found = intro_markdown(KEPT)
    assert intro_html(found) == intro_html(KEPT)
    assert intro_markdown(found) == found
    for kept in ("*miring*", "**tebal**", "`kode|ini`", "1. satu", "> kutipan", "## Bab I"):
        assert kept in found
    assert "\n\n\n" not in found


@pytest.mark.parametrize(
    ("levels", "html", "offset", "markdown"),
    [
        ([1], [2], 0, [2]),
        ([1, 2, 3], [2, 3, 4], 0, [2, 3, 4]),
        ([2, 3], [2, 3], 0, [2, 3]),
        ([3, 3], [2, 2], 1, [3, 3]),
        ([1, 4], [2, 3], 0, [2, 3]),
        ([2, 1], [2, 2], 0, [2, 2]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6], 0, [2, 3, 4, 5, 6, 6]),
        ([1, 2, 3, 4], [2, 3, 4, 5], 3, [5, 6, 6, 6]),
    ],
)
def test_headings_lie_below_the_title_and_skip_no_level(levels, html, offset, markdown):
    text = "\n\n".join(f"{'#' * level} x" for level in levels)
    assert [int(n) for n in re.findall(r"<h(\d)>", intro_html(text))] == html
    marks = re.findall(r"(?m)^(#+) x$", intro_markdown(text, offset))
    assert [len(mark) for mark in marks] == markdown


def test_underlined_headings_are_headings():
    assert intro_markdown("Judul\n=====\n\nAnak\n---") == "## Judul\n\n### Anak"


pieces = st.sampled_from([*HOSTILE, KEPT, *"#>-+*_`[]()!|<&\\~= \n1.", "\n\n", "    ", "a", "b c"])


@given(st.lists(pieces, max_size=12).map("".join))
@example("\\![gambar](https://jahat.example/x.png)")
@example("\\!**[a](https://b.example)**")
def test_whatever_is_in_it_the_page_has_only_harmless_elements(text):
    seen = Seen(intro_html(text))
    assert seen.tags <= ALLOWED
    assert {name for name, _ in seen.attributes} <= {"href", "rel", "start"}
    again = Seen(intro_html(intro_markdown(text)))
    assert again.tags <= ALLOWED
    tokens = MarkdownIt("gfm-like").parse(intro_markdown(text))
    inline = [child for token in tokens for child in (token, *(token.children or ()))]
    assert not {token.type for token in inline} & {"html_block", "html_inline", "image"}
    assert not {token.tag for token in tokens} & {"h1"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "file not found"),
        (b"x" * (MAX_BYTES + 1), "larger than 100 kB"),
        (b"baik\nburuk \xff\n", "i.md:2: the file is not UTF-8 text"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_reason(tmp_path, data, said):
    from egovmaturity.language import Words

    path = tmp_path / "i.md"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(IntroError) as caught:
        read_intro(path)
    assert said in Words("en").say(caught.value.message)


def test_a_folder_is_refused_and_a_byte_order_mark_is_not(tmp_path):
    with pytest.raises(IntroError):
        read_intro(tmp_path)
    (tmp_path / "i.md").write_bytes(b"\xef\xbb\xbf# A\r\n")
    assert intro_markdown(read_intro(tmp_path / "i.md")) == "## A"
