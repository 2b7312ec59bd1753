"""Promises about the documentation: what it shows can be run, and what there is it mentions."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import generate_docs
import pytest
import typer.main
import yaml
from generate_docs import PAGES, ROOT, Session, blocks

from egovmaturity.authoring.table_draft import Wanted, draft_from
from egovmaturity.authoring.table_file import read_table
from egovmaturity.cli.app import program
from egovmaturity.cli.check import check_file
from egovmaturity.cli.check_answers import Against
from egovmaturity.cli.common import _FLAGS, _VALUES
from egovmaturity.domain.codes import CODES
from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import bundled_ids

HIDDEN = {".git", ".venv", "mutants", "node_modules", "dist", "build"}
MARKDOWN = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*.md")
    if not any(part in HIDDEN or part.startswith(".") for part in path.relative_to(ROOT).parts)
)
READMES = ("README.md", "README.id.md")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


# Sessions and tables


@pytest.mark.parametrize("name", PAGES)
def test_outputs_and_tables_are_current(name):
    assert generate_docs.stale(name) == [], "run: python tests/generate_docs.py"


def test_a_stale_output_is_noticed():
    text = "```console\n$ egovmaturity --version\negovmaturity 0\n```\n"
    assert generate_docs.with_outputs(text, "en") != text


def test_a_stale_table_is_noticed():
    text = "<!-- generated: answers -->\n<!-- end -->\n"
    assert "`answers.ID.level`" in generate_docs.with_tables(text)


# The two marked commands of the README


@pytest.mark.parametrize("name", ["main-job", "tests"])
def test_the_marked_commands_are_those_that_ci_runs(name):
    script = text_of(".ci/run")
    function = script[script.index("block() {") : script.index("\n}\n") + 3]
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{function}\nblock {name}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for readme in READMES:
        (marked,) = [b for b in blocks(text_of(readme)) if b.note == f"run: {name}"]
        assert done.stdout == marked.text
        assert len(marked.lines) == 1


def test_the_main_job_runs(tmp_path):
    (marked,) = [b for b in blocks(text_of("README.md")) if b.note == "run: main-job"]
    setup, install, job = marked.lines[0].split(" && ")
    assert setup == "python3 -m venv .venv"
    assert install == ".venv/bin/pip install -q -e ."
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    session = Session(tmp_path, "en")
    session.run(job)
    assert session.status == 0
    assert (tmp_path / "laporan.html").read_text(encoding="utf-8").lower().startswith("<!doctype")
    assert (tmp_path / "laporan.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_repeats_the_verdict(readme):
    """The sentence below the first session gives the figures of the session."""
    text = text_of(readme)
    told = text[text.index("laporan.md (") :].split("\n\n")[1]
    verdict = next(line for line in text.splitlines() if line.startswith("Tahap Persiapan"))
    number = re.search(r"Skor (\d+,\d)%", verdict)[1]
    wanted = number if readme == "README.id.md" else number.replace(",", ".")
    assert wanted in told
    assert "70" in told


def test_both_readmes_have_the_same_parts():
    def outline(name):
        return [len(level) for level in re.findall(r"(?m)^(#+) ", text_of(name))]

    def commands(name):
        return [
            (block.info, block.note, line)
            for block in blocks(text_of(name))
            for line in block.lines
            if block.info != "console" or line.startswith("$ ")
        ]

    def rows(name):
        return len(re.findall(r"(?m)^(?:\||- |\d\. )", text_of(name)))

    english, indonesian = READMES
    assert outline(english) == outline(indonesian)
    assert commands(english) == commands(indonesian)
    assert rows(english) == rows(indonesian)


def test_the_picture_is_there_and_small():
    picture = ROOT / "docs" / "laporan.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 300_000
    assert all("](docs/laporan.png)" in text_of(name) for name in READMES)


# Commands and options


def commands_of(group, path=()):
    for name, command in group.commands.items():
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            yield from commands_of(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands_of(typer.main.get_command(program())))
COMMON = {*_FLAGS, *_VALUES, "-h", "--help"}


def options_of(command):
    return {name for parameter in command.params for name in parameter.opts if name[0] == "-"}


def shown_commands(text):
    """Yield every command line of this program that a page shows."""
    for block in blocks(text):
        if block.info in {"console", "bash", "bat", ""}:
            joined = block.text.replace("\\\n", " ")
            yield from re.findall(r"(?m)^\$ (egovmaturity .*)$", joined)
            yield from re.findall(r"(?m)^(?:.* && )?(?:\.venv\S+)?(egovmaturity .*)$", joined)
        if block.info == "yaml":
            yield from re.findall(r"(?m)^\s*- (?:run: )?(egovmaturity .*)$", block.text)
    prose = re.sub(r"(?ms)^(`{3,}).*?^\1", "", text)
    yield from re.findall(r"`(egovmaturity [^`]+)`", prose)


@pytest.mark.parametrize("name", MARKDOWN)
def test_shown_commands_exist_with_their_options(name):
    unknown = []
    for shown in shown_commands(text_of(name)):
        words = [word for word in shlex.split(shown)[1:] if word not in {">", "|"}]
        options = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
        plain = [word for word in words if not word.startswith("-")]
        path = tuple(plain[:2]) if plain[:1] == ["questionnaire"] else tuple(plain[:1])
        known = COMMON | {"--version"}
        if path in COMMANDS:
            known = COMMON | options_of(COMMANDS[path])
        elif path not in {(), ("q",), ("questionnaire",)}:
            unknown.append(shown)
        unknown += [f"{option} in: {shown}" for option in options - known]
    assert unknown == []


def test_every_command_and_option_is_documented():
    """Each stands in prose or in an output of --help that a test keeps current."""
    everything = "".join(text_of(name) for name in PAGES)
    missing = [
        " ".join(("egovmaturity", *path))
        for path in COMMANDS
        if not re.search(rf"\$ egovmaturity {' '.join(path)} --help", everything)
    ]
    missing += [
        f"{' '.join(path)} {option}"
        for path, command in COMMANDS.items()
        for option in options_of(command) | COMMON - {"--colour"}
        if not re.search(rf"(?m)(?:^|[\s`]){re.escape(option)}\b", everything)
    ]
    assert missing == []


# Codes


CODE = re.compile(r"[EWQ]\d{3}")


def code_sections():
    found = re.split(r"(?m)^### ", text_of("docs/codes.md"))[1:]
    return {section.partition("\n")[0]: section for section in found}


def codes_in_source():
    files = (ROOT / "egovmaturity").rglob("*.py")
    return {
        code for file in files for code in re.findall(r'"([EWQ]\d{3})"', file.read_text("utf-8"))
    }


def test_exactly_the_codes_of_the_source_are_documented():
    assert set(code_sections()) == codes_in_source()


def test_exactly_the_codes_of_the_source_can_be_selected():
    assert sorted(CODES) == sorted(codes_in_source())


@pytest.mark.parametrize("name", MARKDOWN)
def test_no_page_mentions_a_code_that_does_not_exist(name):
    assert set(re.findall(r"\b[EWQ][0-5]\d\d\b", text_of(name))) <= codes_in_source()


@pytest.mark.parametrize("section", code_sections().values(), ids=lambda s: s[:4])
def test_a_code_has_a_meaning_and_a_way_out(section):
    meaning = section.split("\n\n")[1]
    assert len(meaning) > 30
    assert "\n*Fix:* " in section


def parts(text, beginning):
    """Split a text before every line that begins so; what comes first, and the rest by id."""
    head, *rest = re.split(rf"(?m)^(?={beginning})", text)
    return head, {re.match(r"(?:  - id: )?\s*([\w-]+)", part)[1]: part for part in rest}


def overlaid(base, patch):
    """Put the top-level keys of ``patch`` into ``base``; answers and questions one by one."""
    _, old = parts(base, r"[a-z]")
    _, new = parts(patch, r"[a-z]")
    for key in ("answers", "questions"):
        if key in old and key in new:
            beginning = r"  - id" if "\n  - id" in old[key] else r"  \S"
            head, before = parts(old[key], beginning)
            _, after = parts(new[key], beginning)
            new[key] = head + "".join(ended(part) for part in {**before, **after}.values())
    return "".join(ended(part) for part in {**old, **new}.values())


def ended(text):
    return text.rstrip("\n") + "\n"


KINDS = {
    "questionnaire": "village/questionnaire.yaml",
    "translation": "village/lang/id.yaml",
    "answers": "village/tests/halfway.yaml",
    "crosswalk": "crosswalks/village--gtmi.yaml",
    "plan": "plan.yaml",
}
EXAMPLE = {
    block.note.removeprefix("write: "): block.text
    for block in blocks(text_of("questionnaires/README.md"))
    if block.note.startswith("write: ")
}


@pytest.fixture
def village(tmp_path):
    """The small example of questionnaires/README.md; returns a function that checks a file."""
    for name, text in EXAMPLE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def check(kind):
        base = tmp_path / KINDS["questionnaire"]
        found = check_file(
            str(tmp_path / KINDS[kind]), Against(str(base) if kind == "answers" else None)
        )
        return {diagnostic.code for diagnostic in found}

    return tmp_path, check


def test_the_small_example_is_clean_but_for_its_translation(village):
    _, check = village
    assert check("answers") == set()
    assert check("questionnaire") == {"Q301"}
    assert check("crosswalk") == set()
    assert check("plan") == set()


CODE_EXAMPLES = [
    pytest.param(code, block, id=code)
    for code, section in code_sections().items()
    for block in blocks(section)
]


def test_codes_without_an_example_are_about_what_cannot_be_shown():
    shown = {parameter.values[0] for parameter in CODE_EXAMPLES}
    unreadable, two_editions = {"E001", "E002", "E005", "E006", "E009"}, {"E103"}
    parts = {"E107", *(f"E11{n}" for n in range(3))}
    two_years = {"E106", "W403"}
    refused_before, workbooks = {"Q125"}, {"Q150", "Q151"}
    word_files = {"E016", "E017"}
    evidence = {"E018", *(f"E21{n}" for n in range(6)), *(f"W31{n}" for n in range(4, 8))}
    cannot = unreadable | two_editions | two_years | parts | refused_before | workbooks | word_files
    results = {"E019", "E104", "E105", "W318"}
    sheets = {*(f"E1{n}" for n in range(30, 45)), *(f"W3{n}" for n in range(41, 51))}
    cannot |= evidence | results | sheets
    assert set(code_sections()) - shown == cannot


def codes_of_table(path, text):
    path.write_text(text, encoding="utf-8")
    try:
        found = draft_from(read_table(path, None), Wanted("x", None, None, None), Words("en"))
    except ContentError as error:
        return {diagnostic.code for diagnostic in error.diagnostics}
    return {diagnostic.code for diagnostic in found.warnings}


@pytest.mark.parametrize(("code", "block"), CODE_EXAMPLES)
def test_the_example_of_a_code_gives_that_code(village, code, block):
    folder, check = village
    language, kind = block.info.split()
    if language == "csv":
        assert code in codes_of_table(folder / "table.csv", block.text)
        return
    assert language == "yaml"
    path = folder / KINDS[kind]
    is_whole = block.text.startswith("format: egovmaturity-")
    text = block.text if is_whole else overlaid(EXAMPLE[KINDS[kind]], block.text)
    path.write_text(text, encoding="utf-8")
    if code == "E101" or "questionnaire: village" not in text:
        found = check_file(str(path))
        assert code in {diagnostic.code for diagnostic in found}
    else:
        assert code in check(kind)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        pytest.param("E002", "format: x\n".encode("utf-16"), id="E002"),
        pytest.param("E005", b"# only this\n", id="E005"),
        pytest.param("E006", b" " * 10_000_001, id="E006"),
        pytest.param("E008", b"PK\x03\x04", id="E008"),
    ],
)
def test_codes_of_whole_files(tmp_path, code, data):
    path = tmp_path / "j.yaml"
    path.write_bytes(data)
    assert code in {diagnostic.code for diagnostic in check_file(str(path))}


def test_unreadable_codes_are_those_named():
    from egovmaturity.cli.check import UNREADABLE

    told = re.search(r"codes (E001.*?)\. `assess`", text_of("docs/codes.md"), re.DOTALL)[1]
    named = set()
    for first, last in re.findall(r"(E\d{3})(?: to\s+(E\d{3}))?", told):
        numbers = range(int(first[1:]), int((last or first)[1:]) + 1)
        named |= {f"E{number:03}" for number in numbers}
    assert named & codes_in_source() == set(UNREADABLE)


# JSON


BANDED = """\
format: egovmaturity-questionnaire
version: 1
id: banded
edition: "1"
language: id
title: Indeks
verdict: {kind: bands, scale: [1, 5], bands: [{from: 1, label: Kurang}, {from: 3, label: Baik}]}
sections: [{id: s, title: S}]
factors: [{id: f, title: F}]
questions:
  - {id: A, section: s, factor: f, ask: A, kind: number, range: [0, 1]}
"""
BANDED_ANSWERS = """\
format: egovmaturity-answers
version: 1
questionnaire: banded
institution: X
assessment: {year: 2026}
answers: {A: {value: 1/3, target: 1}}
actions: [{id: R, title: T, raises: {A: 1}, owner: O, end: 2026-Q4}]
"""
BANDED_CROSSWALK = """\
format: egovmaturity-crosswalk
version: 1
edition: "1"
between: [banded@1, gtmi@2026.1]
language: id
links:
  - {from: question/A, to: question/PSDI, basis: ours, strength: weak}
  - {from: factor/f, to: question/CGSI, basis: ours, strength: weak}
  - {from: section/s, to: question/GTEI, basis: ours, strength: weak}
"""


EVERY_GATE = """\
[gates]
fail_stage_under = "persiapan"
fail_score = ["stage:persiapan >= 50 %"]
fail_on = ["regression"]
tolerance = 1
max_fall = 1
max_age = "400d"
[[gates.allow]]
question = "S1-PAR-01"
reason = "A test"
until = 2026-12-31
"""


def paths_of(value, path=""):
    if isinstance(value, dict) and path != "answer_sheet":
        for key, inner in value.items():
            name = "ID" if path.endswith(".raises") else key
            yield from paths_of(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for inner in value:
            yield from paths_of(inner, f"{path}[]")
    else:
        yield path


def documented_paths():
    text = text_of("docs/json.md")
    meant = {
        word: re.findall(r"`([^`]+)`", places)
        for word, places in re.findall(r"(?s)`([A-Z]+)` stands for (.*?)\.(?:\s|$)", text)
    }
    for path in re.findall(r"(?m)^\| `([^`]+)` \|", text):
        word, _, rest = path.partition(".")
        yield from (f"{place}.{rest}" for place in meant[word]) if word in meant else [path]


def test_exactly_the_keys_of_results_are_documented(tmp_path, run):
    (tmp_path / "banded").mkdir()
    (tmp_path / "banded" / "questionnaire.yaml").write_text(BANDED)
    (tmp_path / "banded.yaml").write_text(BANDED_ANSWERS)
    example = str(ROOT / "examples" / "sukamaju" / "jawaban-2026.yaml")
    (tmp_path / "banded--gtmi.yaml").write_text(BANDED_CROSSWALK)
    real = set()
    crosswalk = ("--crosswalk", "banded--gtmi.yaml")
    (tmp_path / "gates.toml").write_text(EVERY_GATE)
    earlier = str(ROOT / "examples" / "sukamaju" / "jawaban-2025.yaml")
    gates = (*("--config", "gates.toml"), *("--baseline", earlier), *("--as-of", "2026-12-31"))
    for answers, more in ((example, (*gates, "--exit-zero")), ("banded.yaml", crosswalk)):
        done = run("assess", answers, "--format", "json", "--fail-under", "1", *more)
        assert done.status == 0, done.err
        real |= set(paths_of(json.loads(done.out)))
    # Of an earlier result the page says that it is named as this one.
    real = {path for path in real if not path.startswith(("baseline.", "made.baseline."))}
    documented = list(documented_paths())
    assert len(documented) == len(set(documented))
    assert real - set(documented) == set()
    assert set(documented) - real == set()


def test_exactly_the_keys_of_the_list_of_questionnaires_are_documented(run):
    real = set(paths_of(json.loads(run("q", "list", "--format", "json").out)))
    section = text_of("docs/json.md").partition("## The list of questionnaires")[2]
    named = set(re.findall(r"`((?:questionnaires\[\]\.|schema_version)[^`]*)`", section))
    assert named == real


# Questionnaires


def test_every_questionnaire_has_its_section_in_the_catalogue():
    headings = re.findall(r"(?m)^## (.*)$", text_of("docs/questionnaires.md"))
    assert headings == bundled_ids()


# Library


def test_the_library_examples_run_without_an_error():
    """What they print is kept current like any output."""
    first, second = [b for b in blocks(text_of("docs/library.md")) if b.note == "output"]
    assert first.lines[0] == "Attained: persiapan"
    assert second.lines[0].startswith("Weights may move by")
    assert "Traceback" not in first.text + second.text


@pytest.mark.parametrize("readme", READMES)
def test_the_library_example_of_the_readme_runs(readme, tmp_path):
    (example,) = [block for block in blocks(text_of(readme)) if block.info == "python"]
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    session = Session(tmp_path, "en")
    session.run_python(example.text)
    assert session.status == 0
    assert session.printed[0].startswith("# ")


def test_exactly_the_public_names_are_documented():
    import egovmaturity

    rows = re.findall(r"(?m)^\| `(\w+)", text_of("docs/library.md"))
    assert sorted(rows) == sorted(egovmaturity.__all__)


# Workflows


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_the_workflows_are_yaml_and_their_commands_run(service, tmp_path):
    page = blocks(text_of("docs/ci.md"))
    (workflow,) = [block for block in page if block.note == f"workflow: {service}"]
    content = yaml.safe_load(workflow.text)
    if service == "github":
        steps = [step.get("run", "") for step in content["jobs"]["kematangan"]["steps"]]
    else:
        steps = content["kematangan"]["script"]
    commands = [step for step in steps if step.startswith("egovmaturity ")]
    answers = ROOT / "examples" / "sukamaju" / "jawaban-2026.yaml"
    (tmp_path / "jawaban-2026.yaml").write_bytes(answers.read_bytes())
    session = Session(tmp_path, "en")
    for command in commands:
        session.run(command)
        assert session.status == 0
    assert len(commands) == 2
    assert (tmp_path / "laporan.html").exists()


def test_the_workflows_install_this_release():
    from egovmaturity import __version__

    found = re.findall(r"egovmaturity-([\d.]+)-py3", text_of("docs/ci.md"))
    assert found == [__version__] * 2


# All pages


def slug(heading):
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", MARKDOWN)
def test_links_lead_somewhere(name):
    prose = re.sub(r"(?ms)^(`{3,}).*?^\1", "", text_of(name))
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        if not path.exists():
            broken.append(target)
        elif anchor:
            headings = re.findall(r"(?m)^#+ (.*)", path.read_text(encoding="utf-8"))
            if anchor not in map(slug, headings):
                broken.append(target)
    assert broken == []


@pytest.mark.parametrize("name", MARKDOWN)
def test_no_page_speaks_of_one_machine(name):
    assert re.findall(r"(?<![\w.:/])/(?:home|root|tmp|work|Users)\b\S*", text_of(name)) == []


@pytest.mark.parametrize("name", MARKDOWN)
def test_paths_in_pages_exist(name):
    """A path of the source that a page names in code quotes is there."""
    prose = re.sub(r"(?ms)^(`{3,}).*?^\1", "", text_of(name))
    folders = "egovmaturity|questionnaires|report_templates|tests|examples|docs|benchmarks"
    named = re.findall(
        rf"`((?:{folders})/[\w./-]+)`", prose.replace("/village/", "/inpres-3-2003/")
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_page_with_a_session_is_kept_current():
    with_sessions = {
        name for name in MARKDOWN if any(block.info == "console" for block in blocks(text_of(name)))
    }
    assert with_sessions - set(PAGES) <= {"report_templates/README.md"}


def test_limits_in_the_readmes_are_those_of_the_source():
    from egovmaturity.loading import text_source, yaml_source
    from egovmaturity.renderers import user_template

    limits = user_template.Limits()
    sizes = (text_source.MAX_BYTES, user_template.MAX_BYTES, limits.memory, limits.output)
    figures = [f"{size // 1_000_000} MB" for size in sizes]
    english, indonesian = (re.sub(r"\s+", " ", text_of(name)) for name in READMES)
    assert all(figure in english and figure in indonesian for figure in figures)
    assert f"{yaml_source.MAX_NODES:,} values" in english
    assert f"{yaml_source.MAX_NODES:,} nilai".replace(",", ".") in indonesian
    assert f"{yaml_source.MAX_DEPTH} levels deep" in english
    assert f"{yaml_source.MAX_DEPTH} lapis" in indonesian
    assert f"{limits.seconds} seconds" in english
    assert f"{limits.seconds} detik" in indonesian


def test_the_changelog_has_the_headings_of_the_format():
    text = text_of("CHANGELOG.md")
    assert re.search(r"(?m)^## \[Unreleased\]$", text)
    allowed = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    headings = set(re.findall(r"(?m)^### (.*)$", text))
    assert headings <= allowed | {"Scores", "Templates"}


def test_pages_are_found():
    assert set(PAGES) <= set(MARKDOWN)
    assert Path(ROOT, "README.md").exists()
