"""The result in a few lines of Markdown, for the summary page of a CI job."""

from collections.abc import Iterator, Sequence

from egovmaturity.domain.gates import Gate
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Bundle
from egovmaturity.renderers.safe_text import markdown
from egovmaturity.views.report import GapView, ReportView

MOST_GAPS = 5
MOST_ROWS = 12
_MOST_SIGNS = 300
"""Whatever a file says, a summary stays far below what a service takes (GitHub: 1 MiB a step)."""


def render_job_summary(bundle: Bundle, files: Sequence[str] = ()) -> str:
    """Write verdict, gates, stages or sections, first gaps, and which ``files`` were written."""
    return "".join(line + "\n" for line in _lines(bundle, files))


def _lines(bundle: Bundle, files: Sequence[str]) -> Iterator[str]:
    report, words = bundle.report, bundle.words
    yield f"## {_cell(report.assessed)}, {report.year}"
    yield ""
    yield from (f"**{_cell(mark)}**\n" for mark in report.marks)
    yield _cell(report.verdict, most=1200)
    yield ""
    yield words("Index: {index}", index=_cell(report.index_label))
    yield ""
    yield from _gates(bundle.gates, words)
    yield from _places(report, words)
    yield from _gaps(report.gaps, words)
    if files:
        yield words("Reports written: {files}", files=", ".join(_cell(file) for file in files))
        yield ""
    if report.notice:
        yield _cell(report.notice, most=1200)
        yield ""


def _cell(text: str, most: int = _MOST_SIGNS) -> str:
    return markdown(text if len(text) <= most else text[: most - 1] + "…")


def _gates(gates: Sequence[Gate], words: Words) -> Iterator[str]:
    """Yield the gates, those that failed first."""
    if not gates:
        return
    yield from _table((words("Gate"), words("Found"), words("Required"), words("Result")))
    for gate in sorted(gates, key=lambda gate: gate.passed)[:MOST_ROWS]:
        result = words("passed") if gate.passed else words("failed")
        yield _row((_cell(gate.name), _cell(gate.found), _cell(gate.required), f"**{result}**"))
    yield from _more(len(gates) - MOST_ROWS, words)


def _places(report: ReportView, words: Words) -> Iterator[str]:
    """Yield the stages, or where there are none the sections at the top."""
    rows: list[tuple[str, ...]]
    heads: tuple[str, ...]
    if report.stages:
        heads = (_cell(words.name("Stage")), words("Score"), words("Threshold"), words("Status"))
        rows = [
            (f"{s.number} {_cell(s.title)}", s.score.text, _cell(s.threshold), _cell(s.status_text))
            for s in report.stages
        ]
    else:
        heads = (_cell(words.name("Section")), words("Score"))
        rows = [(_cell(s.title), s.index) for s in report.sections if s.depth == 0]
    if not rows:
        return
    yield from _table(heads)
    yield from (_row(row) for row in rows[:MOST_ROWS])
    yield from _more(len(rows) - MOST_ROWS, words)


def _gaps(gaps: Sequence[GapView], words: Words) -> Iterator[str]:
    if not gaps:
        return
    yield from _table(
        (words("Priority gaps"), _cell(words.name("Question")), words("Level"), words("Owner"))
    )
    for gap in gaps[:MOST_GAPS]:
        level = f"{_cell(gap.current)} → {_cell(gap.target)}"
        yield _row((_cell(gap.id), _cell(gap.title), level, _cell(gap.owner)))
    yield from _more(len(gaps) - MOST_GAPS, words)


def _more(number: int, words: Words) -> Iterator[str]:
    """End a table, and say how many rows it does not show."""
    yield ""
    if number > 0:
        yield words("... and {n} more", n=number)
        yield ""


def _table(heads: Sequence[str]) -> Iterator[str]:
    yield _row(heads)
    yield "|" + " :-- |" * len(heads)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
