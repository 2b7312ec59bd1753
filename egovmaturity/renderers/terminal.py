"""The short report for a terminal: readable at 40 columns, without colour, in plain ASCII."""

from collections.abc import Iterable, Sequence

from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.columns import columns_of, emphasized, fitted, in_ascii, wrapped
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.views.report import (
    FactView,
    GapView,
    GroupView,
    ReportView,
    StageView,
    TouchedView,
)

_FEW = 5
_TEAL, _ORANGE, _RESET = "\x1b[36m", "\x1b[33m", "\x1b[0m"


def render_terminal(report: ReportView, words: Words, look: Look) -> str:
    """Write verdict, stages or sections, weakest factors, first gaps and data quality."""
    page = _Page(words.with_names(one_line), look)
    page.head(report)
    page.verdict(report)
    if report.is_staged:
        page.stages(report)
    else:
        page.sections(report)
    page.factors(report)
    page.gaps(report)
    page.crosswalk(report)
    page.quality(report)
    return page.text()


class _Page:
    """Lines of output, made to fit."""

    def __init__(self, words: Words, look: Look) -> None:
        self._words, self._look = words, look
        self._lines: list[str] = []

    def text(self) -> str:
        """Return the page."""
        return "\n".join(line.rstrip() for line in self._lines).rstrip("\n") + "\n"

    def head(self, report: ReportView) -> None:
        """Name the institution and the instrument."""
        self._strong(f"{one_line(report.assessed)}, {report.year}")
        self._wrap(one_line(report.title))
        facts = {fact.label: fact.text for fact in report.facts}
        basis = facts.get(self._words("Basis of the score"), "")
        self._wrap(f"{self._words('Basis of the score')}: {basis}")
        if report.is_fictional:
            self._wrap(self._words("Example: the institution and its data are fictional."))
        if report.status_note:
            self._wrap(one_line(report.status_note))
        self._blank()

    def verdict(self, report: ReportView) -> None:
        """Say the verdict and what qualifies it."""
        self._strong(one_line(report.verdict), "  ")
        for note in report.notes:
            self._wrap("! " + one_line(note), "  ", "    ")
        figures = "   ".join(f"{fact.label}: {fact.text}" for fact in report.key_figures)
        if self._width(figures) + 2 <= self._look.width:
            self._line("  " + figures)
        else:
            for fact in report.key_figures:
                self._wrap(f"{fact.label}: {fact.text}", "  ", "    ")
        self._blank()

    def stages(self, report: ReportView) -> None:
        """Draw a row for every stage: score, bar with its threshold, mandatory questions."""
        titles = [f"{s.number} {one_line(s.title)}" for s in report.stages]
        score = self._widest([s.score.text for s in report.stages], 7)
        name = min(self._widest(titles) + 1, max(12, self._look.width - score - 21))
        bar = self._bar_width(name + score + 15)
        for stage, title in zip(report.stages, titles, strict=True):
            self._line(self._stage_row(stage, self._fit(title, name), score, bar))
        self._blank()

    def _stage_row(self, stage: StageView, title: str, score: int, bar: int) -> str:
        mandatory = f"{stage.mandatory_met}/{stage.mandatory_total}"
        cells = [title, self._right(stage.score.text, score)]
        if bar:
            cells.append(self._bar(stage.score.bar, stage.threshold_bar, bar))
        if stage.mandatory_total:
            cells.append(f"{mandatory:>5}")
        row = "  " + " ".join(cells) + f" {stage.sign}"
        rest = self._look.width - self._width(row) - 1
        status = one_line(stage.status_text)
        row += f" {status}" if self._width(status) <= rest else ""
        return self._paint(row, stage)

    def _paint(self, row: str, stage: StageView) -> str:
        if not self._look.has_colour:
            return row
        colour = {"attained": _TEAL}.get(stage.status, _ORANGE if stage.is_next else "")
        return f"{colour}{row}{_RESET}" if colour else row

    def sections(self, report: ReportView) -> None:
        """Show where the index stands among its bands, then every section."""
        labels = [one_line(band.label) for band in report.bands]
        span = self._widest([band.span for band in report.bands])
        wide = min(self._widest(labels), max(12, self._look.width - span - 5))
        for band, label in zip(report.bands, labels, strict=True):
            sign = "▶" if band.is_current else " "
            self._line(f"  {sign} {self._fit(label, wide)} {band.span}")
        self._blank()
        titles = ["  " * s.depth + one_line(s.title) for s in report.sections]
        score = self._widest([s.index for s in report.sections], 7)
        name = min(self._widest(titles), max(16, self._look.width - score - 13))
        bar = self._bar_width(name + score + 7)
        for section, title in zip(report.sections, titles, strict=True):
            drawn = f" {self._bar(section.score.bar, '', bar)}" if bar else ""
            index = self._right(section.index, score)
            self._line(f"  {self._fit(title, name)} {index}{drawn}")
        if report.sections:
            self._blank()

    def factors(self, report: ReportView) -> None:
        """Show the weakest factors first, or all of them in detail."""
        if not report.factors:
            return
        ordered = sorted(
            enumerate(report.factors),
            key=lambda pair: (pair[1].score.value is None, pair[1].score.value or 0, pair[0]),
        )
        shown = [group for _, group in ordered]
        shown = shown if self._look.is_detailed else shown[:_FEW]
        self._strong(one_line(report.terms.factor), "  ")
        self._rows(shown)
        self._more(len(report.factors) - len(shown))
        self._blank()

    def _rows(self, groups: Sequence[GroupView]) -> None:
        titles = [one_line(group.title) for group in groups]
        score = self._widest([group.score.text for group in groups], 7)
        name = min(self._widest(titles), max(16, self._look.width - score - 7))
        bar = self._bar_width(name + score + 7)
        for group, title in zip(groups, titles, strict=True):
            drawn = f" {self._bar(group.score.bar, '', bar)}" if bar else ""
            text = self._right(group.score.text, score)
            self._line(f"  {self._fit(title, name)} {text}{drawn}")

    def gaps(self, report: ReportView) -> None:
        """List the first gaps in working order."""
        total = len(report.gaps)
        if not total:
            self._wrap(one_line(report.no_gaps), "  ")
            self._blank()
            return
        self._strong(
            self._words.plural(
                "Priority gaps ({n} {question} below target)",
                "Priority gaps ({n} {questions} below target)",
                total,
            ),
            "  ",
        )
        shown = report.gaps if self._look.is_detailed else report.gaps[:_FEW]
        code = self._widest([gap.id for gap in shown])
        for gap in shown:
            self._gap(gap, code)
        self._more(total - len(shown))
        self._blank()

    def _gap(self, gap: GapView, code: int) -> None:
        start = f"  {gap.priority} {self._fit(gap.id, code)} {gap.current:>3} → {gap.target} "
        room = self._look.width - self._width(start)
        title, owner = one_line(gap.title), one_line(gap.owner)
        if room >= 50 and owner:
            named = min(self._width(owner), 22)
            self._line(f"{start}{self._fit(title, room - named - 2)}  {self._fit(owner, named)}")
        elif room >= 20:
            self._line(start + self._fit(title, room))
        else:
            self._line(start)
            self._wrap(title, "    ")
        if self._look.is_detailed:
            self._wrap(one_line(gap.recommendation), "      ")

    def crosswalk(self, report: ReportView) -> None:
        """List what of another questionnaire the gaps touch, if that was asked for."""
        found = report.crosswalk
        if not found.id:
            return
        self._strong(one_line(found.summary), "  ")
        for rows in (found.touched, found.through_factors):
            shown = rows if self._look.is_detailed else rows[:_FEW]
            for row in shown:
                self._touched(row)
            self._more(len(rows) - len(shown))
        self._wrap(found.note, "  ")
        self._blank()

    def _touched(self, row: TouchedView) -> None:
        self._wrap(one_line(row.label), "  ", "    ")
        self._wrap(f"{row.counts}; {row.strength_text} ({row.basis_text})", "    ", "      ")
        if row.through:
            self._wrap(
                self._words("through {names}", names=one_line(row.through)), "    ", "      "
            )

    def quality(self, report: ReportView) -> None:
        """Show the three bases side by side and how complete the data are."""
        for basis in report.bases:
            mark = "*" if basis.is_chosen else " "
            found = [basis.index, one_line(basis.verdict)] if basis.is_known else []
            text = f"{', '.join(found)} ({basis.counts})" if found else basis.counts
            self._wrap(f"{mark} {basis.title}: {text}", "  ", "      ")
        if self._look.is_detailed:
            self._support(report)
        quality = "; ".join(f"{fact.label} {fact.text}" for fact in _told(report.quality))
        self._wrap(quality, "  ", "  ")
        self._blank()
        self._wrap(one_line(report.notice), "  ", "  ")

    def _support(self, report: ReportView) -> None:
        """Say how far evidence carries what is claimed, and the questions that close the gap."""
        for sentence in report.support.summary:
            self._wrap(one_line(sentence), "  ", "  ")
        for row in report.support.closing:
            levels = f"{row.supported} → {row.claimed}"
            self._wrap(f"{one_line(row.id)} {levels} {one_line(row.title)}", "    ", "      ")

    def _more(self, number: int) -> None:
        if number > 0:
            self._wrap(self._words("({n} more: --detail, or -o report.html)", n=number), "  ")

    def _bar_width(self, taken: int) -> int:
        """Return the width left for a bar: 40 at most, none below 10."""
        room = min(self._look.width - taken, 40)
        return room if room >= 10 else 0

    def _bar(self, percent: str, threshold: str, width: int) -> str:
        """Draw a bar; a score fills only the cells it covers whole."""
        filled = int(float(percent) * width / 100)
        cells = ["█"] * filled + ["·"] * (width - filled)
        if threshold:
            cells[min(int(float(threshold) * width / 100), width - 1)] = "|"
        return "".join(cells)

    def _strong(self, text: str, indent: str = "") -> None:
        lines = wrapped(self._plain(text), self._look.width, indent)
        self._lines += emphasized(lines) if self._look.has_colour else lines

    def _plain(self, text: str) -> str:
        """Return a text as it will stand on the page: in ASCII with plain signs."""
        return in_ascii(text) if self._look.is_ascii else text

    def _width(self, text: str) -> int:
        return columns_of(self._plain(text))

    def _widest(self, texts: Sequence[str], least: int = 0) -> int:
        return max([least, *(self._width(text) for text in texts)])

    def _fit(self, text: str, width: int) -> str:
        return fitted(self._plain(text), width, self._plain("…"))

    def _right(self, text: str, width: int) -> str:
        return " " * (width - self._width(text)) + text

    def _line(self, text: str) -> None:
        self._lines.append(self._plain(text))

    def _blank(self) -> None:
        self._lines.append("")

    def _wrap(self, text: str, indent: str = "", following: str | None = None) -> None:
        self._lines += wrapped(self._plain(text), self._look.width, indent, following)


def _told(facts: Iterable[FactView]) -> list[FactView]:
    """Leave out what there is nothing of."""
    return [fact for fact in facts if fact.text != "0"]
