"""Leave out of HTML and CSS what only people who read the source need.

The templates are written to be read, the report to be sent; every function here returns a text
that a browser takes for the same. Texts of files are escaped before they come here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count, product

from markupsafe import Markup

_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_PLAIN_VALUE = re.compile(r'( (?!id=)[a-z-]++=)"([^\s"\'`=<>]++)"(?=[ >])')
_IMPLIED_END = re.compile(
    r"</t[dh]>(?=<t[dh]|</tr>)|</tr>(?=<tr|</t(?:head|body|foot)>)|</thead>(?=<tbody)"
    r"|</tbody>(?=<tfoot|</table>)|</tfoot>(?=</table>)|</li>(?=<li|</[uo]l>)|</dt>(?=<d[td]>)"
    r"|</dd>(?=<d[td]|</dl>|</div>)"
    r"|</p>(?=<(?:p|[uod]l|div|details|table|h[2-4])[ >]|</(?:div|details)>)"
)


def short_html(markup: str) -> Markup:
    """Leave out what HTML lets be left out, which is a tenth of a report.

    That is line breaks between tags, quotes of plain values, and end tags that the next implies.
    Texts are escaped by now, so that no ``<``, ``>`` or quote in them can be mistaken for markup.
    """
    short = _BETWEEN_TAGS.sub("><", str(markup))
    # What lies between and in the groups is all but the quotes, and joined without a call for each.
    short = "".join(_PLAIN_VALUE.split(short))
    return Markup(_IMPLIED_END.sub("", short))  # noqa: S704  # as safe as it came


_CSS_STRING = re.compile(r'"[^"]*"')
_NEEDLESS_SPACE = re.compile(r" (?:(?=[{};,>/])|(?<=[{};,>/:] ))")
_CUSTOM_PROPERTY = re.compile(r"--[a-z][\w-]*")


def short_css(css: str) -> Markup:
    """Leave out white space, and call each custom property by a letter or two."""

    def bare(text: str) -> str:
        text = _NEEDLESS_SPACE.sub("", " ".join(text.split())).replace(";}", "}")
        return _CUSTOM_PROPERTY.sub(lambda found: names[found.group()], text)

    css = str(css)  # of markup every piece would be markup again
    counted = Counter(_CUSTOM_PROPERTY.findall(css)).most_common()
    names = {name: f"--{short}" for (name, _), short in zip(counted, _short_names(), strict=False)}
    return Markup(_outside(_CSS_STRING, css, bare).strip())  # noqa: S704  # as safe as it came


def _short_names() -> Iterator[str]:
    """Yield a, b, c ... z, aa, ab and so on."""
    for length in count(1):
        yield from map("".join, product("abcdefghijklmnopqrstuvwxyz", repeat=length))


def _outside(kept: re.Pattern[str], text: str, change: Callable[[str], str]) -> str:
    """Change what lies between the pieces that have to stay as they are."""
    pieces, at = [], 0
    for found in kept.finditer(text):
        pieces += [change(text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*pieces, change(text[at:])])
