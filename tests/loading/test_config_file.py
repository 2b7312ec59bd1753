"""egovmaturity.toml: strict, exact, and every problem at its place."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import PROPERTY

from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.domain.gates import Allowance, Concern, GatesAsked
from egovmaturity.domain.results import Basis
from egovmaturity.loading.config_file import load_config, places_of

COMPLETE = """\
# Settings of the regency
lang = "id"
questionnaire = "inpres-3-2003"
basis = "verified"

[assess]
baseline = "hasil/jawaban-2025.yaml"
output = ["laporan.html", "hasil.json"]

[gates]
fail_under = 45.10
fail_stage_under = "persiapan"
fail_score = ["factor:funding >= 50 %", "question:S1-LAY-01 >= 2"]
fail_on = ["evidence", "regression"]
tolerance = 0.1
max_fall = 1
max_age = "400d"

[[gates.allow]]
question = "S1-LAY-01"
reason = "Moved"
until = 2026-12-31
"""


def write(tmp_path, content):
    path = tmp_path / "egovmaturity.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems(path):
    with pytest.raises(ContentError) as raised:
        load_config(path)
    return [f"{d.location.line}:{d.location.column} {d.code}" for d in raised.value.diagnostics]


def test_everything_is_read_as_it_is_written(tmp_path):
    config = load_config(write(tmp_path, COMPLETE))
    assert config._replace(path=None) == config.__class__(
        None,
        "id",
        "inpres-3-2003",
        Basis.VERIFIED,
        "hasil/jawaban-2025.yaml",
        ("laporan.html", "hasil.json"),
        GatesAsked(
            "45.10",
            "persiapan",
            ("factor:funding >= 50 %", "question:S1-LAY-01 >= 2"),
            (Concern.REGRESSION, Concern.EVIDENCE),
            "0.1",
            "1",
            "400d",
            (Allowance("S1-LAY-01", "Moved", date(2026, 12, 31)),),
        ),
    )
    assert config.beside("a.yaml") == str(tmp_path / "a.yaml")


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t + "#"]
)
def test_line_ends_and_byte_order_marks_change_nothing(tmp_path, change):
    plain = load_config(write(tmp_path, COMPLETE))
    assert load_config(write(tmp_path, change(COMPLETE))) == plain


def test_comments_alone_ask_for_nothing(tmp_path):
    assert load_config(write(tmp_path, "# nothing yet\n")).gates == GatesAsked()


ALLOW = '[[gates.allow]]\nquestion = "A"\nreason = "R"\nuntil = 2026-01-31\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param('langg = "id"\n', ["1:1 E011"], id="unknown key"),
        pytest.param("[asses]\nx = 1\n", ["1:1 E011"], id="unknown table"),
        pytest.param('[gates]\n  fail-on = ["evidence"]\n', ["2:3 E011"], id="a hyphen"),
        pytest.param('gates.fail_undr = 4\nlang = "fr"\n', ["1:1 E011", "2:1 E013"], id="dotted"),
        pytest.param('assess = {outputs = ["a"]}\n', ["1:1 E011"], id="inline table"),
        pytest.param("assess = 3\ngates = 4\n", ["1:1 E013", "2:1 E013"], id="no tables"),
        pytest.param('basis = "best-of"\n', ["1:1 E013"], id="unknown basis"),
        pytest.param('[assess]\nbaseline = ""\n', ["2:1 E013"], id="blank"),
        pytest.param('[assess]\nbaseline = "a\\u0000b"\n', ["2:1 E013"], id="no file has NUL"),
        pytest.param('[assess]\noutput = "a.html"\n', ["2:1 E013"], id="no list"),
        pytest.param("[assess]\noutput = [1]\n", ["2:1 E013"], id="a list of numbers"),
        pytest.param("[gates]\nfail_under = inf\n", ["2:1 E013"], id="infinite"),
        pytest.param("[gates]\nfail_under = nan\n", ["2:1 E013"], id="not a number"),
        pytest.param("[gates]\nfail_under = true\n", ["2:1 E013"], id="yes"),
        pytest.param("[gates]\nfail_under = 1e3\n", ["2:1 E013"], id="exponent"),
        pytest.param(f"[gates]\nfail_under = 0x{'f' * 1900}\n", ["2:1 E013"], id="huge number"),
        pytest.param("[gates]\ntolerance = -1\n", ["2:1 E013"], id="negative"),
        pytest.param("[gates]\nmax_fall = []\n", ["2:1 E013"], id="list as number"),
        pytest.param("[gates]\nmax_age = 400\n", ["2:1 E013"], id="age without unit"),
        pytest.param('[gates]\nmax_age = "0d"\n', ["2:1 E013"], id="no age"),
        pytest.param('[gates]\nfail_score = ["factor:x 50 %"]\n', ["2:1 E013"], id="no comparator"),
        pytest.param('[gates]\nfail_on = ["regresion"]\n', ["2:1 E013"], id="unknown concern"),
        pytest.param("[gates]\nallow = 3\n", ["2:1 E013"], id="no list of tables"),
        pytest.param("[gates]\nallow = [1]\n", ["2:1 E013"], id="a list of others"),
        pytest.param(ALLOW + "why = 1\n", ["5:1 E011"], id="unknown key of an allowance"),
        pytest.param("[[gates.allow]]\n", ["1:1 E012"] * 3, id="nothing of an allowance"),
        pytest.param(ALLOW + ALLOW.replace("2026-01-31", '"2026"'), ["8:1 E013"], id="second"),
        pytest.param(ALLOW.replace("-31", "-31T00:00:00"), ["4:1 E013"], id="a time"),
        pytest.param(ALLOW * 201, ["1:1 E013"], id="too many"),
        pytest.param(ALLOW.replace("R", "R" * 501), ["3:1 E013"], id="a long reason"),
        pytest.param("lang = id\n", ["1:8 E019"], id="no quotes"),
        pytest.param('lang = "id"\nlang = "en"\n', ["2:12 E019"], id="twice"),
        pytest.param('lang = "id\n', ["1:11 E019"], id="an open quote"),
        pytest.param("[gates", ["1:7 E019"], id="cut off"),
        pytest.param("a = " + "[\n" * 5000 + "]\n" * 5000, ["0:0 E019"], id="deep"),
        pytest.param("a." * 1001 + "a = 1", ["0:0 E006"], id="a long line"),
        pytest.param('[assess]\noutput = ["../a.html"]\n', ["2:1 E013"], id="output above"),
        pytest.param('[assess]\noutput = ["/a.html"]\n', ["2:1 E013"], id="output elsewhere"),
        pytest.param('[assess]\noutput = ["-"]\n', ["2:1 E013"], id="output to nowhere"),
        pytest.param('[assess]\noutput = ["."]\n', ["2:1 E013"], id="output to the folder"),
        pytest.param("x = 1\n" * 20_000, ["0:0 E006"], id="large"),
        pytest.param(b"\x00\x01", ["0:0 E008"], id="binary"),
        pytest.param(b"PK\x03\x04", ["0:0 E008"], id="a workbook"),
        pytest.param(b"lang = '\xff'\n", ["1:9 E002"], id="not UTF-8"),
        pytest.param(b"\xff\xfel\x00", ["0:0 E002"], id="UTF-16"),
        pytest.param(b"", ["0:0 E005"], id="empty"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(tmp_path, text, found):
    assert problems(write(tmp_path, text)) == found


def test_an_output_by_way_of_a_link_stays_in_the_folder(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "out").symlink_to(tmp_path)
    path = write(tmp_path / "inner", '[assess]\noutput = ["out/a.html"]\n')
    assert problems(path) == ["2:1 E013"]


def test_a_file_that_is_not_there(tmp_path):
    assert problems(tmp_path / "no.toml") == ["0:0 E001"]
    assert problems(tmp_path) == ["0:0 E009"]


def test_all_problems_are_told_at_once(tmp_path):
    text = 'lang = "fr"\nbasiss = 1\n[gates]\nfail_under = "x"\n[[gates.allow]]\nuntil = 1\n'
    assert problems(write(tmp_path, text)) == [
        "1:1 E013",
        "2:1 E011",
        "4:1 E013",
        "5:1 E012",
        "5:1 E012",
        "6:1 E013",
    ]


def test_the_nearest_key_is_named(tmp_path):
    with pytest.raises(ContentError) as raised:
        load_config(write(tmp_path, "[gates]\nfail_undr = 4\n"))
    assert raised.value.diagnostics[0].hint.values == {"word": "fail_under"}


def test_a_blank_reason_is_left_to_the_gate(tmp_path):
    config = load_config(write(tmp_path, ALLOW.replace('"R"', '" "')))
    assert config.gates.allowed[0].reason == " "


PLACED = '''\
a = """
b = 1
""" # c = 2
"d" = [ "]", # ]
  '[', {e = 1}
]
[f . "g"]
h.i = '#'
[[j]]
k = 1
[[j]]
k = 2
  [j.l]
  m = 1979-05-27 07:32:00
'''


def test_keys_are_found_between_strings_comments_and_brackets():
    assert {way: tuple(place) for way, place in places_of(PLACED).items()} == {
        ("a",): (1, 1),
        ("d",): (4, 1),
        ("f", "g"): (7, 1),
        ("f", "g", "h"): (8, 1),
        ("f", "g", "h", "i"): (8, 1),
        ("j",): (9, 1),
        ("j", 0): (9, 1),
        ("j", 0, "k"): (10, 1),
        ("j", 1): (11, 1),
        ("j", 1, "k"): (12, 1),
        ("j", 1, "l"): (13, 3),
        ("j", 1, "l", "m"): (14, 3),
    }


@PROPERTY
@given(st.binary(max_size=300) | st.text(alphabet="ab=[]{}\"'#\n., \\1", max_size=60))
def test_any_file_is_read_or_refused(tmp_path_factory, content):
    path = write(tmp_path_factory.mktemp("any"), content)
    with contextlib.suppress(ContentError):
        assert load_config(path).path == path
