"""Templates of users: what they may do, and that they may do nothing else.

Every test renders in a real child process.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

from egovmaturity import api
from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.renderers.user_template import (
    MAX_BYTES,
    MAX_FILES,
    Limits,
    TemplateError,
    render_user_template,
)
from egovmaturity.views.assessment_view import report_view

SECRET = "s3cr3t-0f-the-0ffice"  # noqa: S105  # it protects nothing
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


@pytest.fixture(scope="module")
def assessment():
    answers = ROOT / "examples" / "sukamaju" / "jawaban-2026.yaml"
    questionnaire = api.load_questionnaire("inpres-3-2003", "id")
    return api.assess(questionnaire, api.load_answers(answers, questionnaire))


@pytest.fixture(scope="module")
def report(assessment):
    return report_view(assessment, make_plan(assessment), Words("id"))


@pytest.fixture
def render(tmp_path, report):
    """Render a template text; further files of its folder are given by name."""

    def call(text, name="mine.html.j2", *, limits=None, language="id", view=report, **beside):
        folder = tmp_path / "templates"
        folder.mkdir(exist_ok=True)
        for file, content in {**beside, name: text}.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / file).write_bytes(data)
        return render_user_template(folder / name, view, Words(language), limits)

    return call


@pytest.fixture
def refused(render):
    """Render a template that must fail, and return the error."""

    def call(text, name="mine.html.j2", **options):
        with pytest.raises(TemplateError) as caught:
            render(text, name, **options)
        return caught.value

    return call


def said(error):
    """What the user reads, without the folder."""
    return Words("en").say(error.message).rpartition(os.sep)[2]


def hinted(error):
    return Words("en").say(error.hint)


# What they can do


def test_html_with_an_include(render, report):
    page = render(
        "<h1>{{ report.institution }}</h1>\n{% include 'verdict.html.j2' %}",
        **{"verdict.html.j2": "<p>{{ report.verdict_short }}</p>\n"},
    )
    assert page == f"<h1>{report.institution}</h1>\n<p>{report.verdict_short}</p>\n"


def test_macros_and_layouts_of_the_same_folder(render, report):
    page = render(
        "{% extends 'base.html.j2' %}{% from 'parts.html.j2' import row %}"
        "{% block body %}{{ row(report.year) }}{% endblock %}",
        **{
            "base.html.j2": "<body>{% block body %}{% endblock %}</body>",
            "parts.html.j2": "{% macro row(x) %}<tr>{{ x }}</tr>{% endmacro %}",
        },
    )
    assert page == f"<body><tr>{report.year}</tr></body>"


@pytest.mark.parametrize("name", ["mine.md.j2", "mine.txt.j2", "mine.md"])
def test_text_is_not_escaped(render, report, name):
    hostile = report._replace(title="<b> & | *x*")
    assert render("{{ report.title }}", name, view=hostile) == "<b> & | *x*"
    assert render("{{ report.title|md }}", name, view=hostile) == r"\<b\> \& \| \*x\*"


@pytest.mark.parametrize("name", ["mine.html.j2", "mine.html", "mine.j2", "mine.svg.j2"])
def test_everything_else_is_escaped(render, report, name):
    hostile = report._replace(title="<script>alert('&\"')</script>")
    found = render("{{ report.title }}", name, view=hostile)
    assert found == "&lt;script&gt;alert(&#39;&amp;&#34;&#39;)&lt;/script&gt;"


def test_text_of_the_report_is_no_template(render, report):
    hostile = report._replace(title="{{ 7 * 7 }}{% include 'x' %}")
    assert render("{{ report.title }}", "mine.md.j2", view=hostile) == hostile.title


def test_control_characters_of_report_and_template_do_not_act(render, report):
    hostile = report._replace(title="a\x1b[31mb")
    text = r"{{ report.title }}{{ '\x1b]0;x\x07\ud800' }}"
    assert render(text, "mine.md.j2", view=hostile) == r"a\x1b[31mb\x1b]0;x\x07\ud800"


def test_the_words_of_the_program(render):
    text = "{{ _('Factors') }}, {{ ngettext('{n} error', '{n} errors', 2) }}"
    english = render(text, language="en")
    assert english == "Factors, 2 errors"
    words = Words("id")
    expected = f"{words('Factors')}, {words.plural('{n} error', '{n} errors', 2)}"
    assert render(text, language="id") == expected


def test_placeholders_of_words_are_filled_and_escaped(render):
    assert render("{{ _('{a} of {b}', a='<', b=3) }}", language="en") == "&lt; of 3"


def test_the_view_version(render, report):
    assert render("{{ view_version }}") == str(report.view_version)


def test_a_hash_for_the_content_security_policy(render):
    assert render("{{ 'x' | csp_hash }}", "mine.md.j2").startswith("'sha256-")


@pytest.mark.parametrize(
    "expression",
    [
        "'a b'|wordwrap(1)",
        "[1]|pprint",
        "'&lt;b'|striptags",
        "{'a': 1}|tojson",
        "'http://x.go.id'|urlize",
        "'a b'|urlencode",
        r"'\N{BULLET}'",
        "[{'a': 1}]|groupby('a')|length",
        "report.stages|map(attribute='title')|join(', ')",
        "report.nothing|default('-')",
        "report.nothing is defined",
    ],
)
def test_what_jinja_offers_works_behind_the_walls(render, expression):
    assert render("{{ " + expression + " }}")


def test_byte_order_mark_and_windows_line_ends(render):
    text = b"\xef\xbb\xbf<p>\r\n{% include 'a.html.j2' %}\r\n</p>\r\n"
    page = render(text, **{"a.html.j2": b"\xef\xbb\xbfa\r\n"})
    assert page == "<p>\na\n</p>\n"


def test_names_with_spaces_and_quotes(render, report):
    assert render("{{ report.year }}", 'my "own" {x}\'s.md.j2') == str(report.year)


def test_the_same_input_gives_the_same_bytes(render):
    text = "{{ report|tojson }}{% for s in report.stages %}{{ s|dictsort }}{% endfor %}"
    assert render(text) == render(text)


def test_nothing_random(refused):
    assert said(refused("{{ lipsum() }}")) == 'mine.html.j2:1: "lipsum" is not known'
    assert "random" in said(refused("{{ [1, 2]|random }}"))


def test_nothing_is_written(render, tmp_path):
    before = set(ROOT.rglob("*.j2c"))
    render("{{ report.title }}")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["mine.html.j2"]
    assert set(ROOT.rglob("*.j2c")) == before


# What is wrong with them


@pytest.mark.parametrize(
    ("text", "cause", "hint"),
    [
        ("\n{{ report.titel }}", ':2: "titel" is not known', 'Did you mean "title"?'),
        ("{{ report.titel|md }}", ':1: "titel" is not known', 'Did you mean "title"?'),
        (
            "{{ institution }}",
            ':1: "institution" is not known',
            'Did you mean "report.institution"?',
        ),
        ("{{ reprot.title }}", ':1: "reprot" is not known', 'Did you mean "report"?'),
        (
            "{{ report.stages.title }}",
            ':1: "title" is not known',
            "This is a list: go through it with a for loop.",
        ),
        (
            "{{ report.terms.xxxxxx }}",
            ':1: "xxxxxx" is not known',
            "Known here: question, stage, section, factor",
        ),
        ("{{ report.year.x }}", ':1: "x" is not known', "Known here: -"),
    ],
)
def test_unknown_names(refused, text, cause, hint):
    error = refused(text)
    assert said(error) == "mine.html.j2" + cause
    assert hinted(error) == hint


def test_an_unknown_name_lists_at_most_twelve(refused):
    assert hinted(refused("{{ zzzzzzzzz }}")).count(",") == 12


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("a\n{% if %}", ":2: this is not Jinja2: Expected an expression"),
        ("{% for x in [] %}", ":1: this is not Jinja2: Unexpected end of template"),
        ("{{ 1|mdd }}", ":1: this is not Jinja2: No filter named 'mdd'."),
        ("a\n\n{{ 1 / 0 }}", ":3: the template fails: division by zero"),
        ("{{ report.stages[99] }}", ":1: the template fails: list object has no element 99"),
        ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, ": the template fails: too many"),
    ],
)
def test_mistakes(refused, text, cause):
    assert said(refused(text)).startswith("mine.html.j2" + cause)


def test_mistakes_in_an_included_file(refused):
    error = refused("{% include 'a.html.j2' %}", **{"a.html.j2": "\n{{ report.x }}"})
    assert said(error) == 'a.html.j2:2: "x" is not known'
    error = refused("{% include 'a.html.j2' %}", **{"a.html.j2": "\n{% oops %}"})
    assert said(error).startswith("a.html.j2:2: this is not Jinja2")


def test_long_details_are_cut(refused):
    assert len(said(refused("{{ report['x' * 1000000] }}"))) < 300


# What cannot be read


def test_no_such_file(tmp_path, report):
    with pytest.raises(TemplateError) as caught:
        render_user_template(tmp_path / "no.html.j2", report, Words("en"))
    assert said(caught.value) == 'no.html.j2": file not found'


@pytest.mark.parametrize("name", ["a\0b.html.j2", "n" * 5000])
def test_impossible_names(tmp_path, report, name):
    with pytest.raises(TemplateError, match="cannot be read"):
        render_user_template(tmp_path / name, report, Words("en"))


def test_a_folder(tmp_path, report):
    with pytest.raises(TemplateError, match="is a folder or a device"):
        render_user_template(tmp_path, report, Words("en"))


@posix_only
def test_devices_and_pipes(tmp_path, report):
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(TemplateError, match="is a folder or a device"):
            render_user_template(path, report, Words("en"))


def test_too_large(refused, render):
    assert "is larger than 1 MB" in said(refused(b"x" * (MAX_BYTES + 1)))
    assert len(render(b"x" * MAX_BYTES)) == MAX_BYTES


def test_not_utf8(refused):
    assert said(refused(b"a\n\xff")) == "mine.html.j2:2: the file is not UTF-8 text"


def test_too_many_files_beside_it(refused):
    beside = {f"{number}.j2": "" for number in range(MAX_FILES)}
    assert f"has more than {MAX_FILES} .j2 files" in str(refused("", **beside))


# What they may include


@pytest.mark.parametrize(
    "statement",
    [
        '{% include "/etc/passwd" %}',
        '{% include "../secret.j2" %}',
        '{% include "../templates/mine.html.j2" %}',
        '{% include "./mine.html.j2" %}',
        '{% include "folder/secret.j2" %}',
        '{% include "secret.txt" %}',
        '{% include "link.j2" %}',
        '{% include ["no.j2", "/etc/passwd"] %}',
        '{% import "os" as os %}',
        '{% import "/etc/passwd" as p %}',
        '{% from "../secret.j2" import x %}',
        '{% extends "../secret.j2" %}',
        '{% include "large.j2" %}',
        '{% include "latin.j2" %}',
        '{% include "device.j2" %}',
    ],
)
@posix_only
def test_only_files_of_the_folder(refused, tmp_path, statement):
    folder = tmp_path / "templates"
    (folder / "folder").mkdir(parents=True)
    for path in (tmp_path / "secret.j2", folder / "secret.txt", folder / "folder" / "secret.j2"):
        path.write_text(SECRET)
    (folder / "link.j2").symlink_to(tmp_path / "secret.j2")
    (folder / "large.j2").write_bytes(b"x" * (MAX_BYTES + 1))
    (folder / "latin.j2").write_bytes(b"\xe9")
    os.mkfifo(folder / "device.j2")
    error = refused(statement, **{"good.j2": ""})
    assert "cannot be included" in said(error)
    assert hinted(error).endswith(": good.j2, mine.html.j2")
    assert SECRET not in said(error) + hinted(error)


def test_what_is_not_there_may_be_ignored(render):
    assert render('{% include "/etc/passwd" ignore missing %}.') == "."


@posix_only
def test_the_template_itself_may_be_a_link(tmp_path, report):
    (tmp_path / "real.md.j2").write_text("{{ report.year }}")
    (tmp_path / "link.md.j2").symlink_to(tmp_path / "real.md.j2")
    found = render_user_template(tmp_path / "link.md.j2", report, Words("en"))
    assert found == str(report.year)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", {}),
        ("{% include 'mine.html.j2' %}", {}),
        ("{% include 'a.j2' %}", {"a.j2": "{% include 'mine.html.j2' %}"}),
        ("{% import 'a.j2' as a %}", {"a.j2": "{% import 'mine.html.j2' as b %}"}),
        ("{% extends 'mine.html.j2' %}", {}),
        ("{{ " + "(" * 100_000, {}),
        ("{% set x = " + "[" * 3000 + "]" * 3000 + " %}", {}),
    ],
)
def test_endless(refused, text, beside):
    assert "without end, or is nested too deeply" in said(refused(text, **beside))


# What they may not do


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__[1].__subclasses__()",
        "''['__class__']",
        "''|attr('__class__')",
        "report.__class__.__base__",
        "'{0.__class__}'.format(1)",
        "('{0.__class__}'|attr('format'))(1)",
        "(['{0.__class__}']|map(attribute='format')|first)(1)",
        "'{x.__class__}'.format_map({'x': 1})",
        "('{0.__class__}'|safe).format(1)",
        "_('{a.__class__}', a=1)",
        "_('{a[__class__]}', a='')",
        "_('{a:{b.__class__}}', a=1, b=1)",
        "ngettext('{a.__self__}', '{a.__self__}', 1, a=_)",
        "_.__self__._catalogue",
        "_.__func__.__globals__",
        "ngettext.__globals__",
        "cycler.__init__.__globals__.os.environ",
        "joiner.__init__.__globals__",
        "namespace.__init__.__globals__",
        "range.__globals__",
        "dict.__base__",
        "self.__init__.__globals__",
        "self._TemplateReference__context",
        "report.update({'title': 1})",
        "report.stages.append(1)",
        "report.stages.clear()",
        "'a'.encode('idna')",
    ],
)
def test_forbidden(refused, expression):
    error = refused("{{ " + expression + " }}")
    assert said(error).startswith("mine.html.j2:1: a template may not do this: ")


@pytest.mark.parametrize(
    "expression",
    [
        "_.say",
        "_.language",
        "caller",
        "config",
        "request",
        "url_for",
        "environ",
        "['{0.__class__}'.format]|map('attr', '__self__')|join",
        "open('/etc/passwd')",
    ],
)
def test_not_there(refused, expression):
    assert "is not known" in said(refused("{{ " + expression + " }}"))


@pytest.mark.parametrize(
    "text",
    ["{% do report.clear() %}", "{% debug %}", "{% python %}", "{{ 'ls'|shell }}", "{% raw"],
)
def test_not_understood(refused, text):
    assert "this is not Jinja2" in said(refused(text))


def test_old_format_escapes_reach_nothing(render):
    assert render("{{ '%s'|format(_) }}").startswith("&lt;bound method")
    assert SECRET not in render("{{ '%r %r'|format(self, report.items) }}")


@pytest.mark.parametrize(
    "text",
    [
        "{{ 9**(9**9) > 1 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    ],
)
def test_time(refused, text):
    started = time.monotonic()
    error = refused(text, limits=Limits(seconds=1))
    assert said(error) == "mine.html.j2: the template takes longer than 1 seconds"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a'|center(10**9) }}",
        "{{ '%0999999999d'|format(1) }}",
        "{{ '{:0999999999d}'.format(1) }}",
        "{{ _('{a:0999999999d}', a=1) }}",
        "{% set x = ['a'] * 10**9 %}",
        "{% set x = range(99999)|list * 9999 %}",
        "{% set x %}{% for a in range(99999) %}{{ 'a' * 99999 }}{% endfor %}{% endset %}",
    ],
)
@posix_only
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit memory")
def test_memory(refused, text):
    assert "the template needs more than 512 MB of memory" in said(refused(text))


@pytest.mark.parametrize("power", [9, 12, 30])
def test_huge_ranges(refused, power):
    error = refused("{% for i in range(10**" + str(power) + ") %}{% endfor %}")
    assert said(error).startswith("mine.html.j2:1: the template fails: ")


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{{ 'a' * 9999 }}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99) %}x{% endfor %}{% endfor %}",
        "{{ 'a' * 2100000 }}",
        "{{ 'é' * 1100000 }}",
    ],
)
def test_output(refused, text):
    error = refused(text, limits=Limits(output=2_000_000))
    assert said(error) == "mine.html.j2: the template writes more than 2 MB"


def test_much_output_is_fine(render):
    assert len(render("{% for a in range(19) %}{{ 'a' * 1000000 }}{% endfor %}")) == 19_000_000


# The second wall, where the first has a hole


def worker(code):
    """Run code in a process that has given up what the worker gives up."""
    lines = [
        "import os, socket, subprocess, sys",
        "from egovmaturity.renderers import template_worker",
        "from egovmaturity.renderers.user_template import Limits",
        "template_worker.confine(Limits())",
        code,
    ]
    return subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env={"PYTHONPATH": str(ROOT), "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")},
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/passwd')",
        "os.open('/etc/passwd', 0)",
        "os.listdir('/')",
        "os.system('true')",
        "os.remove('x')",
        "subprocess.run(['true'])",
        "socket.socket()",
        "import sqlite3",
        "__import__('ctypes')",
    ],
)
def test_a_way_out_of_the_sandbox_leads_nowhere(code):
    done = worker(code)
    assert done.returncode != 0
    assert b"SecurityError" in done.stderr


@posix_only
def test_limits_are_set_for_good():
    done = worker(
        "import resource as r\n"
        "for kind in (r.RLIMIT_NOFILE, r.RLIMIT_FSIZE, r.RLIMIT_CORE):\n"
        "    assert r.getrlimit(kind) == (0, 0)\n"
        "assert r.getrlimit(r.RLIMIT_CPU) == (11, 11)\n"
        "sys.stdout.write('reached')"
    )
    assert done.stdout == b"reached", done.stderr


def test_a_broken_worker(monkeypatch, refused):
    for code in ("import sys; sys.exit(1)", "print('no JSON')", "import os; os._exit(0)"):
        monkeypatch.setattr("egovmaturity.renderers.user_template._START", code)
        error = refused("x" * 200_000)
        assert said(error) == "mine.html.j2: the template broke the process that renders it"


def test_a_worker_that_says_too_much_is_not_read(monkeypatch, refused):
    code = "import sys; sys.stdin.read()\nwhile True: sys.stdout.write('x' * 65536)"
    monkeypatch.setattr("egovmaturity.renderers.user_template._START", code)
    assert "writes more than 20 MB" in said(refused(""))


@posix_only
def test_what_the_worker_is_given(monkeypatch, refused, tmp_path):
    """No environment, no descriptors, no folder of the user, no path to user packages."""
    monkeypatch.setenv("OFFICE_SECRET", SECRET)
    found = tmp_path / "found"
    code = (
        "import os, sys; "
        "open_ = [fd for fd in range(3, 64) if os.path.exists(f'/dev/fd/{fd}')]; "
        "found = (sorted(os.environ), os.getcwd(), open_, sys.flags.isolated); "
        f"open({str(found)!r}, 'w').write(repr(found))"
    )
    monkeypatch.setattr("egovmaturity.renderers.user_template._START", code)
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        refused("")
    environment, folder, descriptors, isolated = eval(found.read_text())  # noqa: S307
    # The C locale may be made UTF-8 by Python itself.
    assert set(environment) <= {"LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"} | (
        {"__CF_USER_TEXT_ENCODING"} if sys.platform == "darwin" else set()
    )
    assert (folder, isolated) == ("/", 1)
    assert len(descriptors) <= 1  # the one that lists them


def test_python_cannot_be_started(monkeypatch, refused, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert said(refused("")) == "Python cannot be started again to render the template"


@posix_only
def test_the_worker_does_not_outlive_an_interrupt(monkeypatch, refused):
    children = []
    popen = subprocess.Popen

    class Recorded(popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            children.append(self)
            signal.setitimer(signal.ITIMER_REAL, 0.5)

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            refused("{{ 9**(9**9) > 1 }}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert [child.returncode for child in children] == [-signal.SIGKILL]


# On the command line


@pytest.fixture
def assess(run, example, tmp_path):
    def call(text, *arguments, **options):
        (tmp_path / "mine.html.j2").write_text(text, encoding="utf-8")
        options = {"env": {"OFFICE_SECRET": SECRET, **options}}
        return run(
            "--lang=en", "assess", str(example), "--template=mine.html.j2", *arguments, **options
        )

    return call


def test_command(assess, tmp_path, report):
    done = assess("<p>{{ report.institution }}</p>", "-o", "out.html")
    assert done.status == 0
    assert (tmp_path / "out.html").read_text() == f"<p>{report.institution}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "{{ report.titel }}",
        "{% include '/etc/passwd' %}",
        "{{ cycler.__init__.__globals__.os.environ }}",
        "{{ 'a'|center(10**9) }}",
    ],
)
def test_command_refuses(assess, tmp_path, text):
    done = assess(text, "-o", "out.html", "-o", "out.json")
    assert done.status == 2
    assert "Error: mine.html.j2" in done.err
    assert SECRET not in done.err
    assert "Traceback" not in done.err
    assert "root:" not in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.html.j2"]


def test_command_where_only_the_search_path_knows_the_package(tmp_path, example, report):
    """What lies in the folder of the user is not taken for a library."""
    (tmp_path / "jinja2.py").write_text("raise SystemExit('taken')")
    (tmp_path / "mine.md.j2").write_text("{{ report.year }}")
    code = (
        "import sys; sys.path.append(sys.argv.pop(1)); "
        "from egovmaturity.cli.entry import main; main()"
    )
    arguments = ["assess", example, "--template=mine.md.j2", "-o", "-"]
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, ROOT, *arguments],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.decode()) == (0, str(report.year))
