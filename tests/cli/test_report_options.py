"""Options that shape a report: parts, introduction, depth of headings, anonymity."""

import re
import sys

import docx
import pytest


@pytest.fixture
def write(run, example, tmp_path):
    """Run ``assess`` on the example and return what it said and the files it wrote."""

    def call(*options, outputs=("r.md", "r.html")):
        saved = [part for name in outputs for part in ("-o", name)]
        done = run("assess", str(example), *options, *saved)
        files = {n: (tmp_path / n).read_text("utf-8") for n in outputs if (tmp_path / n).exists()}
        return done, files

    return call


def test_one_command_makes_the_page_for_leaders(write):
    done, files = write("--include", "summary")
    assert done.status == 0
    assert '<body class="only-summary">' in files["r.html"]
    assert re.findall(r"(?m)^#+ (.*)", files["r.md"])[1:] == [
        "1. Ringkasan untuk pimpinan",
        "Keputusan yang diminta dari rapat",
        "Cara menghasilkan kembali laporan ini",
    ]


def test_the_command_printed_in_a_report_gives_the_same_report(write, run, example):
    _, files = write("--exclude", "answers,approval", "--exclude", "map")
    (command,) = re.findall(r"(?m)^- Perintah: (.*)$", files["r.md"])
    again = run(*command.replace("\\", "").replace(example.name, str(example)).split()[1:])
    assert again.out == files["r.md"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--include", "sumary"], 'Error: --include does not know "sumary"'),
        (["--exclude", "gaps,footer"], 'Error: --exclude does not know "footer"'),
        (["--include", "gaps", "--exclude", "gaps"], "Error: --exclude leaves no part"),
        (["--include", "crosswalk"], "Error: this report has none of the parts chosen: crosswalk"),
        (["--intro", "missing.md"], 'Error: "missing.md": file not found'),
        (["--intro", "i.md", "--template", "t.md.j2"], "--intro and --template exclude each other"),
        (["--intro", "i.md", "-o", "i.md"], 'Error: "i.md" is the introduction itself'),
        (["--intro", "sukamaju.md", "--anonymous"], '"sukamaju.md" names the institution'),
        (["--heading-offset", "4"], "the value of --heading-offset is not possible"),
        (["--heading-offset", "-1"], "the value of --heading-offset is not possible"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(write, tmp_path, options, said):
    (tmp_path / "i.md").write_text("# Bab I\n")
    (tmp_path / "sukamaju.md").write_text("Di PEMERINTAH kabupaten Sukamaju.\n")
    done, files = write(*options)
    assert done.status == 2
    assert said in done.err
    assert files == {}
    assert (tmp_path / "i.md").read_text() == "# Bab I\n"


INTRO = "# Bab I Pendahuluan\n\n<b>Dasar</b> *hukum*.\n\n## Ruang lingkup\n\n![x](y.png)\n"


def test_an_introduction_stands_before_the_first_part(write, tmp_path):
    (tmp_path / "i.md").write_text(INTRO)
    done, files = write("--intro", "i.md")
    assert done.status == 0
    assert (
        "<h2>Bab I Pendahuluan</h2>\n<p>&lt;b&gt;Dasar&lt;/b&gt; <em>hukum</em>" in files["r.html"]
    )
    assert "## Bab I Pendahuluan\n\n\\<b\\>Dasar\\</b\\> *hukum*.\n\n### Ruang" in files["r.md"]
    for text in files.values():
        assert text.index("Bab I Pendahuluan") < text.index(
            "Ringkasan untuk pimpinan</h2>" if "</h2>" in text else "Ringkasan untuk pimpinan"
        )


@pytest.mark.parametrize(("offset", "levels"), [(0, [1, 2]), (1, [2, 3]), (3, [4, 5])])
def test_headings_can_lie_deeper(write, tmp_path, offset, levels):
    (tmp_path / "i.md").write_text(INTRO)
    _, files = write("--intro", "i.md", "--heading-offset", str(offset), outputs=["r.md"])
    marks = [len(mark) for mark in re.findall(r"(?m)^(#+) ", files["r.md"])]
    assert marks[:2] == levels
    assert min(marks) == levels[0]
    assert max(marks) == min(6, 4 + offset)


@pytest.mark.parametrize("option", ["--include=summary", "--intro=i.md", "--heading-offset=1"])
def test_an_option_without_effect_is_said(run, example, tmp_path, option):
    (tmp_path / "i.md").write_text("x\n")
    for form in ("terminal", "json"):
        plain = run("assess", str(example), "--format", form)
        done = run("assess", str(example), "--format", form, option)
        assert (done.status, done.out) == (0, plain.out)
        audience = "Markdown" if "heading" in option else "HTML, Markdown and Word"
        assert f"is for {audience}; it changes nothing here." in done.err
    assert "changes nothing" not in run("-q", "assess", str(example), option).err


def test_an_anonymous_report_names_nobody_in_any_format(write, run, example):
    names = ("a.md", "a.html", "a.json", "a.csv")
    done, files = write("--anonymous", outputs=names)
    files["terminal"] = run("assess", str(example), "--anonymous").out
    assert done.status == 0
    for text in files.values():
        assert not re.search("(?i)pemerintah kabupaten sukamaju|jawaban-2026", text)
    assert "Dianonimkan:" in files["a.md"]
    assert "egovmaturity assess ANSWERS --as-of 2026-01-31 --anonymous --format md" in files["a.md"]


def test_markdown_is_parsed_only_for_an_introduction(example, tmp_path):
    (tmp_path / "probe.py").write_text(
        "import sys\nfrom egovmaturity.cli.app import run\n"
        "run(sys.argv[1:])\nprint('markdown_it' in sys.modules, file=sys.stderr)\n"
    )
    import subprocess

    (tmp_path / "i.md").write_text("x\n")
    for more, loaded in ((["--include", "gaps"], "False"), (["--intro", "i.md"], "True")):
        done = subprocess.run(
            [sys.executable, "probe.py", "-q", "assess", str(example), "-o", "r.md", *more],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr.split()[-1] == loaded


def test_a_word_document_has_only_the_parts_chosen(run, example, tmp_path):
    done = run("assess", str(example), "--include", "gaps", "-o", str(tmp_path / "r.docx"))
    assert "changes nothing" not in done.err
    lines = [line.text for line in docx.Document(str(tmp_path / "r.docx")).paragraphs]
    assert "Kesenjangan prioritas" in lines
    assert "Ringkasan untuk pimpinan" not in lines
