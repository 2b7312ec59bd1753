"""The strict YAML reader: what it refuses, what it leaves as text, and where things stand."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from loading.samples import brief, core, parsed

from egovmaturity.loading import yaml_source
from egovmaturity.loading.log import Log
from egovmaturity.loading.text_source import SourceText
from egovmaturity.loading.yaml_source import (
    MAX_DEPTH,
    MAX_NODES,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    parse,
    place_of,
)

PARSERS = [pytest.param(True, id="C"), pytest.param(False, id="Python")]
pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(params=PARSERS)
def parser(request, monkeypatch):
    """Every test that asks for it runs with both of PyYAML's parsers."""
    if request.param and not yaml_source.IS_FAST:
        pytest.skip("PyYAML is here without its C parser")
    monkeypatch.setattr(yaml_source, "IS_FAST", request.param)


def found(text: str) -> list[str]:
    return [brief(diagnostic) for diagnostic in parsed(text)[1].diagnostics]


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "yes",
        "True",
        "off",
        "1.10",
        "012",
        "0o17",
        "1_000",
        "12:30",
        "2024-13-45",
        "2024-01-31",
        ".nan",
        "-.inf",
        "1e400",
        "0x1F",
        "=",
        "-a",
        "null",
        "~",
        "NO",
        "null?",
        "198001012005011001",
        "1e9999999999",
    ],
)
@pytest.mark.usefixtures("parser")
def test_a_plain_word_stays_what_was_written(word):
    node, log = parsed(f"key: {word}\n")
    assert not log.diagnostics
    assert isinstance(node.entries["key"], ScalarNode)
    assert node.entries["key"].text == word
    assert node.entries["key"].is_plain


@pytest.mark.parametrize(
    ("written", "text"),
    [
        pytest.param('"2"', "2", id="double quotes"),
        pytest.param("'it''s'", "it's", id="single quotes"),
        pytest.param("|\n  a\n  b\n", "a\nb\n", id="literal block"),
        pytest.param(">-\n  a\n  b\n", "a b", id="folded block"),
        pytest.param('"a\\tb \\u00e9 \\U0001F600"', "a\tb é 😀", id="escapes"),
        pytest.param('"one\n  two"', "one two", id="quotes over two lines"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_quoted_and_block_texts_are_not_plain(written, text):
    node, log = parsed(f"key: {written}\n")
    assert not log.diagnostics
    assert node.entries["key"].text == text
    assert not node.entries["key"].is_plain


PLACES = [
    pytest.param("a: 1\nb:\n  - x\n  - y: z\n", [(1, 4), (3, 3), (3, 5), (4, 5), (4, 8)], id="LF"),
    pytest.param("a: 1\r\nb: [x]\r\n", [(1, 4), (2, 4), (2, 5)], id="CRLF"),
    pytest.param("a: 1\rb: [x]\r", [(1, 4), (2, 4), (2, 5)], id="CR"),
    pytest.param("a: 1\r\n\n\rb: c\n", [(1, 4), (4, 4)], id="mixed ends"),
    pytest.param("é😀: 漢\nb: {ü: x}\n", [(1, 5), (2, 4), (2, 8)], id="characters, not bytes"),
    pytest.param('a: "ü\n   ü"\nb: c\n', [(1, 4), (3, 4)], id="after a quote of two lines"),
    pytest.param("a: |\n  x\n\n  y\nb: c\n", [(1, 4), (5, 4)], id="after a block"),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
@pytest.mark.usefixtures("parser")
def test_every_value_knows_its_line_and_column(text, places):
    node, log = parsed(text)
    assert not log.diagnostics
    assert [place_of(value) for value in values(node)] == places


def values(node: Node) -> list[Node]:
    """List the values below a node in the order written."""
    below = node.entries.values() if isinstance(node, MappingNode) else node.items
    return [
        each
        for value in below
        for each in ([value] if isinstance(value, ScalarNode) else [value, *values(value)])
    ]


REFUSED = [
    pytest.param("a: 1\na: 2\n", ["2:1 E004"], id="key twice"),
    pytest.param("a: 1\n'a': 2\n", ["2:1 E004"], id="key twice, once quoted"),
    pytest.param("{a: 1, a: 2, a: 3}\n", ["1:8 E004", "1:14 E004"], id="key three times"),
    pytest.param("a: {b: 1, b: 2}\na: 3", ["1:11 E004", "2:1 E004"], id="twice at two depths"),
    pytest.param("a: &x 1\n", ["1:4 E007"], id="anchor"),
    pytest.param("a: *x\n", ["1:4 E007"], id="alias"),
    pytest.param("a: &x [1]\nb: *x\n", ["1:4 E007", "2:4 E007"], id="anchor and alias"),
    pytest.param("&a a: *a\n", ["1:1 E007", "1:7 E007"], id="anchor of a key"),
    pytest.param("*x : y\n", ["1:1 E007"], id="alias as a key"),
    pytest.param("&x [*x]\n", ["1:1 E007", "1:5 E007"], id="a list inside itself"),
    pytest.param("a: !!str 1\n", ["1:4 E007"], id="tag"),
    pytest.param("a: ! 1\n", ["1:4 E007"], id="empty tag"),
    pytest.param("!!python/object/apply:os.system [echo]\n", ["1:1 E007"], id="dangerous tag"),
    pytest.param("a: {<<: {b: 1}}\n", ["1:5 E007"], id="merge key"),
    pytest.param('"<<": 1\n', [], id="a quoted << is a key"),
    pytest.param("[a]: b\n", ["1:1 E007"], id="a list as a key"),
    pytest.param("? {a: b}\n: c\n", ["1:3 E007"], id="keys as a key"),
    pytest.param("{a, b: c}\n", ["1:2 E003"], id="a key without colon"),
    pytest.param("? a\n? b\n", ["1:3 E003", "2:3 E003"], id="a set"),
    pytest.param(": a\n", ["1:1 E003"], id="no key"),
    pytest.param("a: 1\n---\nb: 2\n", ["2:1 E007"], id="two documents"),
    pytest.param("---\na: 1\n...\n", [], id="one document with its marks"),
    pytest.param("%YAML 1.2\n---\na: 1\n", ["1:1 E003"], id="directive"),
    pytest.param("a:\tb\n", ["1:3 E003"], id="tab after a colon"),
    pytest.param("a:\n\tb: c\n", ["2:1 E003"], id="tab as indentation"),
    pytest.param("a: b\tc\n", ["1:5 E003"], id="tab inside a plain text"),
    pytest.param('a: "b\tc"\nd: |\n  e\tf\n', [], id="tabs in quotes and blocks"),
    pytest.param("a: b # c\td\n#\te\n", [], id="tabs in comments"),
    pytest.param("a: 1\u2028b: 2\n", ["1:5 E010"], id="line separator"),
    pytest.param("ü: 1\r\nb: \x1b[31m\n", ["2:4 E010"], id="escape character"),
    pytest.param("a: \ufeff1\n", ["1:4 E010"], id="byte-order mark inside"),
    pytest.param("a: \x85b\n", ["1:4 E010"], id="next line"),
    pytest.param("x" * 20_000 + "\x00", ["1:20001 E010"], id="far along the line"),
    pytest.param('a: "\\ud800"\n', ["1:4 E010"], id="surrogate as escape"),
    pytest.param('a: "\\ud83d\\ude00"\n', ["1:4 E010"], id="pair of surrogates as escapes"),
    pytest.param('a: "\\0"\n', ["1:4 E010"], id="NUL as escape"),
    pytest.param('a: "\\UFFFFFFFF"\n', ["1:4 E010"], id="escape beyond Unicode"),
    pytest.param('a: "\\uFFFE"\n', ["1:4 E010"], id="non-character as escape"),
    pytest.param("a: {text: Online?, weight: 2}\n", None, id="question mark in braces"),
    pytest.param("a: [x :, y]\n", None, id="colon before a comma"),
    pytest.param("a: |# b\n  c\n", None, id="block header with a tight comment"),
    pytest.param("a: >\n  \tb\n", None, id="block that begins with a tab"),
    pytest.param("# only\n\n  # comments\n", ["0:0 E005"], id="only comments"),
    pytest.param("---\n...\n", ["0:0 E005"], id="only document marks"),
    pytest.param("a: b: c\n", ["1:5 E003"], id="two colons"),
    pytest.param("a: @b\n", ["1:4 E003"], id="at sign"),
    pytest.param("a: %b\n", ["1:4 E003"], id="per cent"),
    pytest.param("a:\n  b: 1\n c: 2\n", None, id="odd indentation"),
    pytest.param('a: "b\n', None, id="quote never closed"),
    pytest.param("a: [b\n", None, id="bracket never closed"),
    pytest.param("a: - b\n", None, id="list in the line of its key"),
    pytest.param("k" * 1025 + ": v\n", None, id="key of more than 1024 characters"),
    pytest.param("? " + "k" * 2000 + "\n: v\n", [], id="long key written out"),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED)
@pytest.mark.usefixtures("parser")
def test_what_is_dangerous_or_ambiguous_is_refused_with_its_place(text, expected):
    problems = found(text)
    if expected is None:  # both parsers refuse it, at places of their own
        assert problems
        assert all(problem.endswith("E003") for problem in problems)
    else:
        assert problems == expected


@pytest.mark.usefixtures("parser")
def test_a_syntax_error_says_what_to_do():
    for text in ("a: b: c\n", "a: @b\n", "a:\tb\n", "%TAG ! x\n---\na: b\n", "{a, b}\n"):
        (diagnostic,) = parsed(text)[1].diagnostics[:1]
        assert diagnostic.hint is not None
        assert "{" not in diagnostic.cause.text


@pytest.mark.usefixtures("parser")
def test_depth_and_number_of_values_are_bounded():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert found(deepest) == []
    assert found(f"[{deepest}]") == [f"1:{MAX_DEPTH + 1} E006"]
    blocks = "".join("  " * depth + "a:\n" for depth in range(MAX_DEPTH + 1))
    assert found(blocks) == [f"{MAX_DEPTH + 1}:{2 * MAX_DEPTH + 1} E006"]


def test_the_number_of_values_is_bounded(monkeypatch):
    monkeypatch.setattr(yaml_source, "MAX_NODES", 5)
    assert found("[a, b, c, d]") == []
    assert found("[a, b, c, d, e]") == ["1:14 E006"]
    assert MAX_NODES == 200_000


def test_an_error_without_a_place_is_about_the_whole_file(monkeypatch):
    class Odd:
        def __init__(self, text: str) -> None:
            raise yaml.YAMLError(text)

    monkeypatch.setattr(yaml_source, "IS_FAST", False)
    monkeypatch.setattr(yaml_source, "_PythonParser", Odd)
    assert found("odd") == ["0:0 E003"]


def test_a_key_twice_keeps_its_first_value():
    node, _ = parsed("a: 1\na: 2\n")
    assert core(node) == {"a": 1}


def test_the_kinds_of_nodes():
    node, _ = parsed("a: [b]\n")
    assert isinstance(node, MappingNode)
    assert isinstance(node.entries["a"], SequenceNode)


CORPUS = [
    "{text: Online?}",
    "a:\tb",
    '"\\ud800"',
    "a: [b,\n c,\n  d]",
    "a: {b: c,\nd: e}",
    "key: [a,]",
    "key: {a: b,}",
    "? x",
    "? x\n: y",
    "? - x\n: y",
    "%YAML 1.1\n---\na: b",
    "%YAML 1.3\n---\na: b",
    "%FOO\n---\na: b",
    "---\na: b\n...\n",
    "--- {a: b}\n...",
    "a: b\n...\n---\n",
    "...\n",
    "---\n---\n",
    "--- a",
    "---a: b",
    *(f"a: {style}{sign}{indent}\n   x\n    y\n\n\nb: c\n"
      for style in "|>" for sign in ("", "-", "+") for indent in ("", "1", "3")),
    "a: |0\n x",
    "a: |22\n x",
    "a: |-+\n x",
    "a: |\nb: c",
    "a: |\n\n\n",
    "a: |\n  x\n y\n",
    "a: |\n \n   \n  x\n",
    "a: >\n  x\n   y\n  z\n\n  w\n",
    "a: | # c\n  x",
    "a: |#c\n  x",
    "a: |\t\n  x",
    "a: |\n\tx",
    "a: |1\n \tx",
    "a: # c\n  b",
    "a: b #c",
    "a: b#c",
    "a: #c\n",
    "#c\na: b\n#c",
    "a:\n  # c\n  b: c\n# c\n  d: e\n",
    "[a, # c\n b]",
    "[a,#c\n b]",
    "k" * 1023 + ": v",
    "k" * 1024 + ": v",
    "k" * 1025 + ": v",
    '"' + "k" * 1024 + '": v',
    "{" + "k" * 2000 + ": v}",
    "[" + "k" * 2000 + ": v]",
    "clé: 1\n鍵: 2\n🔑: 3",
    "{a, b}",
    "[a: b]",
    "[a: b, c]",
    "[? a : b]",
    "[? a]",
    "{? a}",
    "{a:}",
    "{a: }",
    "{a: , b: }",
    "{'a': }",
    '{"a":1}',
    '{"a":"b","c":[1,2]}',
    "{a:1}",
    "{a :1}",
    "{a : 1}",
    "[a :, b]",
    "[a\n :, b]",
    "{a: b:c}",
    "{a: b?c}",
    "{a: ?}",
    "{a: -}",
    "[-]",
    "[- a]",
    "[,]",
    "[a,,b]",
    "{,}",
    "a: ]",
    "a: }",
    "a: ,",
    "a: b, c",
    "a: [b] c",
    "a: 'b' c",
    "a: 'b'c",
    "'a'b: c",
    "'a' : c",
    "'a':c",
    '"a":c',
    "a: 'b",
    'a: "b',
    "a: 'b\n\n\n  c'",
    'a: "b \\\n   c"',
    'a: "\\x4"',
    'a: "\\q"',
    'a: "\\\n"',
    'a: "\\/"',
    'a: "\\N\\_\\L\\P\\e\\a"',
    "a: 'b\n---\nc'",
    'a: "b\n...\nc"',
    "a: b\n c\n  d",
    "a: b\nc",
    "a: b\n c: d",
    "a\nb: c",
    "a:\n- b\n- c",
    "a:\n - b\n- c",
    "- a\n b",
    "- - a\n  - b\n - c",
    "-a",
    "- ",
    "-",
    "- -",
    "a: -b",
    "a: - b",
    "a: ? b",
    "a: ?b",
    "a: :b",
    "a: b:",
    "a::",
    "a :: b",
    ":",
    ": b",
    ":b",
    "a: &x b",
    "a: &x",
    "&x",
    "*x",
    "*x: b",
    "* x",
    "a: !x b",
    "!",
    "!<tag> a",
    "!!",
    "a: <<",
    "<<: a",
    "{<<: a}",
    "a: `b",
    "a: @b",
    "a: %b",
    "%",
    "a: =",
    "a: ~",
    "\n\n\na: b\n\n\n",
    "  a: b\n  c: d",
    "  a: b\n c: d",
    "a: b\r\nc: d\r\n",
    "a: b\rc: d\r",
    "a: |\r\n  b\r\n  c\r\n",
    "a: b \t",
    "a: b\t# c",
    "a: 'b'\t# c",
    "\ta: b",
    "a: b\n\t\nc: d",
    "a: b\n \t \nc: d",
    "a:\n  b: c\n\t\n",
    "[a,\tb]",
    "a: b\n\tc",
    'a: "b\n\tc"',
    "a: '\t'",
    "a: |\n  b\tc",
]  # fmt: skip


@pytest.mark.skipif(not yaml_source.IS_FAST, reason="PyYAML is here without its C parser")
@pytest.mark.parametrize("text", CORPUS)
def test_both_parsers_give_the_same_tree_or_refuse_alike(text, monkeypatch):
    assert_alike(text, monkeypatch)


def outcome(text: str):
    log = Log("file.yaml", text)
    node = parse(SourceText("file.yaml", text, ""), log)
    problems = log.diagnostics
    lines = text.count("\n") + text.count("\r") + 2
    assert all(0 <= problem.location.line <= lines for problem in problems)
    if problems:
        return "refused"
    assert node is not None
    return tree(node)


def tree(node: Node):
    if isinstance(node, ScalarNode):
        return (place_of(node), node.text, node.is_plain)
    if isinstance(node, SequenceNode):
        return (place_of(node), [tree(item) for item in node.items])
    return (
        place_of(node),
        [(tree(node.keys[key]), tree(value)) for key, value in node.entries.items()],
    )


def assert_alike(text: str, monkeypatch) -> None:
    outcomes = []
    for is_fast in (True, False):
        monkeypatch.setattr(yaml_source, "IS_FAST", is_fast)
        outcomes.append(outcome(text))
    assert outcomes[0] == outcomes[1]


FRAGMENTS = st.sampled_from(
    [
        *"abé😀01.-?:,[]{}#&*!|>'\"%@`~\\= \n\t\r",
        *("- ", "? ", ": ", ", ", " #", "\n  ", "\n    ", "\r\n", "a: b", "- a", "'' ", '"" '),
        *("---", "...", "\n---\n", "\n...\n", "%YAML 1.1\n", "|-\n", ">+\n", "|2\n", ">1-\n"),
        *("&x ", "*x ", "!!str ", "<<", "null", "\\n", "\\x41", "\\ud800", "{a: b}", "[a, b]"),
        "x" * 1025,
    ]
)
YAMLISH = st.lists(FRAGMENTS, max_size=14).map("".join)


@pytest.mark.skipif(not yaml_source.IS_FAST, reason="PyYAML is here without its C parser")
@settings(deadline=None)
@given(text=YAMLISH | st.text(max_size=30))
@example(text="*x : y")
@example(text="[x :, y]")
@example(text="|#")
@example(text=">\n  \t#")
@example(text="a: '%'\n\x00")
def test_any_text_gives_a_tree_or_problems_and_the_same_from_both_parsers(text):
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert_alike(text, monkeypatch)
