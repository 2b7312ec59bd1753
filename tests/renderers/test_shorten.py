"""What is left out of a page and its style changes nothing a browser makes of them."""

import re

import pytest

from egovmaturity.renderers.shorten import short_css, short_html


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a {\n  color: red;\n  margin: 0 1px;\n}\n", "a{color:red;margin:0 1px}"),
        ("a > b,\nc { x: y; }", "a>b,c{x:y}"),
        ("a :not(b) { x: y; }", "a :not(b){x:y}"),
        ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
        ('a { content: "x; y > z  {" counter(n); }', 'a{content:"x; y > z  {"counter(n)}'),
        ("@media print and (a: b) { c { d: e; } }", "@media print and (a:b){c{d:e}}"),
    ],
)
def test_white_space_of_a_style_goes_and_texts_stay(written, sent):
    assert short_css(written) == sent


def test_custom_properties_get_names_of_their_own():
    names = [f"--colour-{n}" for n in range(40)]
    css = "".join(f"{name}: {n}; x: var({name}); " for n, name in enumerate(names))
    pairs = re.findall(r"(--\w+):(\d+);x:var\((--\w+)\)", short_css(f"a {{ {css}}}"))
    assert [int(number) for _, number, _ in pairs] == list(range(40))
    assert all(defined == used for defined, _, used in pairs)
    assert len({name for name, _, _ in pairs}) == 40


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ('<p class="a">x</p>\n<p>y</p>\n', "<p class=a>x<p>y</p>\n"),
        ('<td class="a b">x</td>\n<td>y</td></tr>', '<td class="a b">x<td>y</tr>'),
        ('<rect width="5%"/>', '<rect width="5%"/>'),
        ('<a href="a/b.pdf">x</a>', "<a href=a/b.pdf>x</a>"),
        ('<a href="https://x.id/?a=b">x</a>', '<a href="https://x.id/?a=b">x</a>'),
        ("<b>x</b> <b>y</b>", "<b>x</b> <b>y</b>"),
        ('<td>a="b"</td>', '<td>a="b"</td>'),
    ],
)
def test_only_what_html_lets_be_left_out_goes(written, sent):
    assert short_html(written) == sent
