"""Write into the documentation what can be derived: tables of the file formats, outputs.

    python tests/generate_docs.py          bring every page up to date
    python tests/generate_docs.py --check  only say what is not

Tables stand between ``<!-- generated: NAME -->`` and ``<!-- end -->``. In a ``console`` block every
line that begins with ``$`` is a command and the lines below are what it prints; the blocks of a
page are one session, run in an empty folder that holds the examples. Output that ends with ``...``
is cut. Comments before other blocks belong to the session: ``<!-- write: FILE -->`` saves the
block, ``<!-- fill in: FILE -->`` puts its answers in place of the blank ones, ``<!-- python -->``
runs it, and ``<!-- output -->`` stands before what that printed.

The other way round, what the page of codes says goes into the package: see rule_texts.py.
"""

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import rule_texts

from egovmaturity import assess, load_answers, load_questionnaire
from egovmaturity.domain.diagnostics import english
from egovmaturity.domain.questionnaire import NumberRange, Questionnaire, Scale
from egovmaturity.domain.results import Excluded, Known, OpenReason, QuestionResult
from egovmaturity.language import Words
from egovmaturity.loading import answers_shape, crosswalk_shape, questionnaire_shape
from egovmaturity.loading.catalogue import bundled_ids
from egovmaturity.loading.json_schema import FILES
from egovmaturity.loading.shapes import (
    Bar,
    ByKind,
    Choice,
    Day,
    Exact,
    Flag,
    Lasting,
    ListOf,
    MapOf,
    QuarterOfYear,
    Record,
    Recursive,
    Shape,
    Share,
    Text,
    Whole,
    Word,
)
from egovmaturity.renderers.questionnaire_list import facts, size, status
from egovmaturity.renderers.safe_text import markdown
from egovmaturity.views.numbers import Numbers
from egovmaturity.views.sentences import big

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "README.id.md",
    "CONTRIBUTING.md",
    "examples/README.md",
    "examples/repositori/README.md",
    "questionnaires/README.md",
    "docs/ci-formats.md",
    "docs/ci.md",
    "docs/codes.md",
    "docs/collecting.md",
    "docs/commands.md",
    "docs/compare.md",
    "docs/evidence.md",
    "docs/json.md",
    "docs/library.md",
    "docs/master-plan.md",
    "docs/method.md",
    "docs/plan.md",
    "docs/questionnaires.md",
    "docs/reports.md",
)
"""Pages with sessions or tables."""

HOMES = {"examples/repositori/README.md": "examples/repositori"}
"""Indonesian pages whose commands are meant for a folder of their own."""


# Blocks


class Block(NamedTuple):
    """A fenced block: what follows the fence, its lines, where they begin, the comment before."""

    info: str
    lines: list[str]
    start: int
    note: str

    @property
    def text(self) -> str:
        return "".join(line + "\n" for line in self.lines)


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page."""
    lines = text.split("\n")
    found = []
    at = 0
    while at < len(lines):
        fence = re.match(r"(`{3,})(.*)", lines[at])
        if not fence:
            at += 1
            continue
        end = lines.index(fence[1], at + 1)
        note = re.fullmatch(r"<!-- (.*) -->", lines[at - 1]) if at else None
        found.append(Block(fence[2], lines[at + 1 : end], at + 1, note[1] if note else ""))
        at = end + 1
    return found


# Sessions


class Session:
    """Commands of one page, run one after the other in one folder."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.status = folder, 0
        self.printed: list[str] = []
        self._environment = {
            "PATH": os.environ.get("PATH", ""),
            "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
            "PYTHONPATH": str(ROOT),
            "EGOVMATURITY_LANG": language,
            "COLUMNS": "80",
        }

    def run(self, command: str) -> list[str]:
        """Return the lines a command prints, on standard output and on standard error."""
        if command == "echo $?":
            return [str(self.status)]
        program, *arguments = shlex.split(command)
        if program.removeprefix(".venv/bin/") != "egovmaturity":
            raise ValueError(f"not a command of this program: {command}")
        return self._run("-m", "egovmaturity", *arguments)

    def run_python(self, code: str) -> None:
        """Run an example and keep what it prints."""
        self.printed = self._run("-c", code)

    def _run(self, *arguments: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=self._environment,
            timeout=120,
            check=False,
        )
        self.status = done.returncode
        return done.stdout.decode().splitlines()

    def write(self, name: str, text: str) -> None:
        """Save a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def fill_in(self, name: str, text: str) -> None:
        """Put answers in the place of blank ones."""
        path = self.folder / name
        filled = path.read_text(encoding="utf-8")
        for answer in re.split(r"(?m)^(?=  \S)", text)[1:]:
            blank = answer.partition(":")[0] + ":\n"
            if filled.count(f"\n{blank}") != 1:
                raise ValueError(f"no blank answer {blank!r} in {name}")
            filled = filled.replace(f"\n{blank}", f"\n{answer}")
        path.write_text(filled, encoding="utf-8")


def with_outputs(text: str, language: str, home: str = "") -> str:
    """Return a page with what its commands print today, run in ``home`` beside the examples."""
    lines = text.split("\n")
    grown = 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder, "examples"))
        session = Session(Path(folder, home), language)
        for block in blocks(text):
            kind, _, name = block.note.partition(": ")
            if kind == "write":
                session.write(name, block.text)
            elif kind == "fill in":
                session.fill_in(name, block.text)
            elif kind == "python":
                session.run_python(block.text)
            elif block.info == "console" or kind in {"output", "shows"}:
                new = list(_today(block, kind, name, session))
                start = block.start + grown
                lines[start : start + len(block.lines)] = new
                grown += len(new) - len(block.lines)
    return "\n".join(lines)


def _today(block: Block, kind: str, name: str, session: Session) -> Iterable[str]:
    """Return what a block shows today: a session, the output of an example, or a file."""
    if kind == "shows":
        return (session.folder / name).read_text(encoding="utf-8").splitlines()
    return _replayed(block.lines, session) if block.info == "console" else session.printed


def _replayed(lines: list[str], session: Session) -> Iterator[str]:
    heads = [at for at, line in enumerate(lines) if line.startswith("$ ")]
    for head, following in zip(heads, [*heads[1:], len(lines)], strict=True):
        shown = lines[head + 1 : following]
        printed = session.run(lines[head][2:])
        yield lines[head]
        if shown and shown[-1] == "...":
            yield from printed[: len(shown) - 1]
            yield "..."
        else:
            yield from printed


# Tables


def with_tables(text: str) -> str:
    """Return a page with the tables of today."""
    return re.sub(
        r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)",
        lambda found: found[1] + table(found[2]) + found[3],
        text,
        flags=re.DOTALL,
    )


def table(kind: str) -> str:
    """Describe the questionnaires there are, or the keys of a kind of file as declared."""
    if kind == "catalogue":
        return "\n".join(_catalogue()) + "\n"
    if kind == "assessors":
        return "\n".join(_assessors()) + "\n"
    if kind in METHOD:
        return "\n".join(_instrument(kind)) + "\n"
    rows = ["| Key | Value | Required | Meaning |", "| :-- | :-- | :-- | :-- |"]
    for path, value, is_required, meaning in _rows(FILES[kind], "", {}):
        rows.append(f"| `{path}` | {value} | {'yes' if is_required else ''} | {_cell(meaning)} |")
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _rows(
    record: Record, prefix: str, seen: dict[int, str]
) -> Iterator[tuple[str, str, bool, str]]:
    for name, key in record.keys.items():
        path = prefix + name
        inner, below = _inner(key.shape)
        first = seen.get(id(inner)) if isinstance(inner, Record) else None
        value = f"{_value(key.shape)}, as under `{first}`" if first else _value(key.shape)
        yield path, value, key.is_required, key.doc
        if isinstance(inner, Record) and not first:
            seen[id(inner)] = path
            yield from _rows(inner, path + below + ".", seen)


def _inner(shape: Shape) -> tuple[Shape, str]:
    """Return what lies inside lists and maps, and how a path leads there."""
    below = ""
    while isinstance(shape, ListOf | MapOf):
        below += "[]" if isinstance(shape, ListOf) else ".ID"
        shape = shape.item if isinstance(shape, ListOf) else shape.value
    return shape, below


_NAMES = {
    questionnaire_shape.ID.pattern: "identifier",
    questionnaire_shape.EDITION.pattern: 'edition such as `"2026.1"`',
    questionnaire_shape.LANGUAGE.pattern: "two letters such as `id`",
    answers_shape.REFERENCE.pattern: "`id` or `id@edition`",
    answers_shape.DIGEST.pattern: "16 hexadecimal digits",
    answers_shape.SHA256.pattern: "64 hexadecimal digits",
    crosswalk_shape.EXACT_REFERENCE.pattern: "`id@edition`",
    crosswalk_shape.ELEMENT.pattern: "element such as `question/S1-LAY-01`",
}
_PLURALS = {
    "identifier": "identifiers",
    "level": "levels",
    "16 hexadecimal digits": "16 hexadecimal digits",
    "number": "numbers",
    "keys": "entries with keys",
    "two letters such as `id`": "languages",
    "element such as `question/S1-LAY-01`": "elements",
}
_PLAIN = (
    (Bar, 'threshold such as `">= 70 %"`'),
    (Share, "share such as `50 %`"),
    (Day, "date such as `2026-01-31`"),
    (Lasting, "duration such as `12 months`"),
    (QuarterOfYear, "quarter such as `2026-Q2`"),
    (Flag, "`true` or `false`"),
    (Text, "text"),
)


def _value(shape: Shape) -> str:  # noqa: PLR0911  # one case a shape
    inside: dict[str, Any] = vars(shape)
    match shape:
        case Word():
            return _NAMES[shape.pattern]
        case Choice():
            return " or ".join(f"`{word}`" for word in shape.words)
        case ListOf():
            least = inside["_least"]
            return f"list of {_several(shape.item)}" + (f", at least {least}" if least else "")
        case MapOf():
            return f"{_several(inside['_key'])}, each with {_value(shape.value)}"
        case Record():
            short = inside["_short"]
            return f"keys, or `{short}` alone" if short else "keys"
        case ByKind():
            return f"{_value(inside['_scalar'])}, or {_value(inside['_other'])}"
        case Recursive():
            return f"list of {inside['_name']}, likewise"
        case Exact():
            return "number" if inside["_least"] is None else "number from 0 on"
        case Whole():
            is_level = shape is questionnaire_shape.LEVEL_NUMBER
            return "level" if is_level else english(inside["expected"])
    return next(name for kind, name in _PLAIN if isinstance(shape, kind))


def _several(shape: Shape) -> str:
    name = _value(shape)
    return _PLURALS.get(name, name)


# Questionnaires


def _catalogue() -> Iterator[str]:
    """Yield a table of the bundled questionnaires, and a section on each."""
    words = Words("en")
    found = [load_questionnaire(each, "en") for each in bundled_ids()]
    yield "| Questionnaire | Edition | Status | Verdict | Size | Languages | Licence |"
    yield "| :-- | :-- | :-- | :-- | :-- | :-- | :-- |"
    for each in found:
        cells = (
            f"[{each.id}](#{each.id})",
            each.edition + (f", revision {each.revision}" if each.revision > 1 else ""),
            each.status.value,
            facts(each)["kind"],
            size(each, words),
            ", ".join(each.languages),
            markdown(each.license),
        )
        yield f"| {' | '.join(cells)} |"
    for each in found:
        yield from _questionnaire(each, words)


def _questionnaire(questionnaire: Questionnaire, words: Words) -> Iterator[str]:
    folder = f"../questionnaires/{questionnaire.id}"
    yield from ("", f"## {questionnaire.id}", "", f"{markdown(questionnaire.title)}.", "")
    yield f"- {big(markdown(status(questionnaire, words)))}"
    yield f"- What is official and what is not: [SOURCE.md]({folder}/SOURCE.md)"
    yield f"- What changed: [CHANGES.md]({folder}/CHANGES.md)"
    for source in questionnaire.sources:
        if not source.of:  # parts of a source stand in the source
            url = f" <{source.url}>" if source.url else ""
            yield f"- Source: {markdown(source.text)}{url}"


# The examples of the method


METHOD = {"stairs": "answers.yaml", "ladder": "bands.yaml"}
"""The questionnaires in examples/method, each with the answers to it."""


def _instrument(name: str) -> Iterator[str]:
    """Yield a table of a questionnaire's questions and of what is answered."""
    folder = ROOT / "examples" / "method"
    questionnaire = load_questionnaire(folder / name)
    found = assess(questionnaire, load_answers(folder / METHOD[name], questionnaire))
    place = "Stage" if questionnaire.stages else "Section"
    rows = [
        ("Question", place, "Factor", "Weight", "Scale", "Mandatory", "Counts", "Worth"),
        *(_asked(each) for each in found.questions),
    ]
    kept = [column for column in zip(*rows, strict=True) if any(column[1:])]
    head, *body = zip(*kept, strict=True)
    yield f"| {' | '.join(head)} |"
    yield "|" + " :-- |" * len(head)
    for cells in body:
        yield f"| {' | '.join(cells)} |"


def _asked(result: QuestionResult) -> tuple[str, ...]:
    question, counted = result.question, result.counted
    return (
        f"`{question.id}`",
        f"`{question.belongs_to}`",
        ", ".join(f"`{factor}`" for factor in question.factors),
        str(question.weight),
        _scale(question.scale),
        "" if question.mandatory is None else str(question.mandatory),
        _counts(result),
        str(counted.worth) if isinstance(counted, Known) else "–",
    )


def _scale(scale: Scale | NumberRange) -> str:
    if isinstance(scale, NumberRange):
        return f"number {scale.lowest} to {scale.highest}"
    worths = [level.worth for level in scale.levels]
    steps = {after - before for before, after in pairwise(worths)}
    values = "" if len(steps) == 1 else f", worth {', '.join(map(str, worths))}"
    return f"{scale.lowest} to {scale.highest}{values}"


_OPEN = {OpenReason.UNANSWERED: "unanswered", OpenReason.DONT_KNOW: "don't know"}


def _counts(result: QuestionResult) -> str:
    """Say what counts of an answer, and on whose word."""
    counted = result.counted
    if not isinstance(counted, Known):
        return "not applicable" if isinstance(counted, Excluded) else _OPEN[counted.reason]
    found = Numbers("en").trimmed(Fraction(counted.rating))
    if result.claimed != counted.rating:
        return f"{found}, verified ({result.claimed} claimed)"
    confidence = result.answer.details.confidence
    return f"{found}, confidence {confidence.value}" if confidence else found


def _assessors() -> Iterator[str]:
    """Yield the answers of the three assessors as a table."""
    with (ROOT / "examples" / "method" / "assessors.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        head, *rows = csv.reader(file)
    yield f"| Question | {' | '.join(head[1:])} |"
    yield f"| :-- |{' --: |' * (len(head) - 1)}"
    for question, *given in rows:
        yield f"| `{question}` | {' | '.join(given)} |"


# Pages


def current(name: str) -> str:
    """Return a page as it should be."""
    language = "id" if name.endswith(".id.md") or name in HOMES else "en"
    text = with_tables((ROOT / name).read_text(encoding="utf-8"))
    return with_outputs(text, language, HOMES.get(name, ""))


def comparable(text: str) -> str:
    """Take out what may differ without anybody being misled: the sizes of reports."""
    return re.sub(r"\(\d+ kB\)", "(… kB)", text)


def stale(name: str) -> list[str]:
    """Return the difference between a page and what it should be."""
    found = comparable((ROOT / name).read_text(encoding="utf-8"))
    wanted = comparable(current(name))
    return list(
        unified_diff(found.splitlines(), wanted.splitlines(), name, "wanted", "", "", 1, "")
    )


def main(arguments: list[str]) -> int:
    """Bring the pages up to date, or with ``--check`` say which are not."""
    names = [name for name in PAGES if (ROOT / name).exists()]
    if "--check" in arguments:
        differences = [line for name in names for line in stale(name)]
        if rule_texts.FILE.read_text(encoding="utf-8") != rule_texts.written():
            differences.append(str(rule_texts.FILE))
        sys.stdout.writelines(f"{line}\n" for line in differences)
        return 1 if differences else 0
    for name in names:
        (ROOT / name).write_text(current(name), encoding="utf-8")
    rule_texts.write()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
