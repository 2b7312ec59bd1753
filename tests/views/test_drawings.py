"""Radar, development and schedule: where things stand, and when nothing is drawn."""

from itertools import pairwise

import pytest

from egovmaturity import assess, load_answers, load_questionnaire, make_plan
from egovmaturity.language import Words
from egovmaturity.views.assessment_view import report_view
from egovmaturity.views.context import Extras

HEAD = "format: egovmaturity-questionnaire\nversion: 1\nid: uji\nedition: '1'\nlanguage: id\n"
LEVELS = "levels: [{level: 0, label: a}, {level: 1, label: b}, {level: 2, label: c}]\n"


@pytest.fixture
def view(tmp_path):
    """Report on a questionnaire with so many factors and stages, one question each."""

    def make(factors=0, stages=0, core=0, levels=None, before=None, head=""):
        count = max(factors, stages, 1)
        lines = [HEAD, "title: Uji\nlicense: CC-BY-4.0\nauthors: [{name: A}]\n", LEVELS]
        if factors:
            lines.append("factors:\n")
        for n in range(factors):
            flag = ", core: true" if n < core else ""
            lines.append(f"  - {{id: f{n}, title: Faktor nomor {n} yang bernama panjang{flag}}}\n")
        if stages:
            lines.append('verdict: {kind: stages, attain: ">= 50 %", foundation: ">= 50 %"}\n')
            lines.append("stages:\n")
            lines += [f"  - {{id: t{n}, title: Tahap {n}}}\n" for n in range(stages)]
        else:
            lines.append("verdict: {kind: bands, scale: [0, 5], bands: [{from: 0, label: x},")
            lines.append(" {from: 1, label: y}, {from: 4, label: z}]}\n")
        lines.append("questions:\n")
        for n in range(count):
            place = f", stage: t{n % stages}" if stages else ""
            factor = f", factor: f{n % factors}" if factors else ""
            lines.append(f"  - {{id: Q{n}, ask: Q{n}{place}{factor},")
            lines.append(" levels: {0: a, 1: b, 2: c}}\n")
        (tmp_path / "q.yaml").write_text("".join(lines), encoding="utf-8")
        questionnaire = load_questionnaire(tmp_path / "q.yaml")

        def assessed(year, given):
            text = (
                "format: egovmaturity-answers\nversion: 1\nquestionnaire: uji@1\ninstitution: X\n"
                f"assessment: {{year: {year}}}\n{head}answers:\n"
            )
            text += "".join(f"  Q{n}: {level}\n" for n, level in enumerate(given))
            (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
            return assess(questionnaire, load_answers(tmp_path / "a.yaml", questionnaire))

        found = assessed(2026, levels or [1] * count)
        baseline = assessed(2025, before) if before else None
        return report_view(found, make_plan(found), Words("en"), Extras(baseline=baseline))

    return make


@pytest.mark.parametrize(
    ("factors", "core", "axes", "note"),
    [
        (0, 0, 0, ""),
        (2, 2, 0, ""),
        (3, 0, 3, ""),
        (8, 0, 8, ""),
        (9, 0, 0, "9 factors are too many for a figure."),
        (9, 2, 0, "9 factors are too many for a figure."),
        (20, 9, 0, "20 factors are too many for a figure."),
        (12, 6, 6, "The figure shows the 6 core factors of 12; the table shows all."),
    ],
)
def test_a_radar_has_three_to_eight_axes(view, factors, core, axes, note):
    radar = view(factors=factors, core=core).radar
    assert len(radar.points) == len(radar.labels) == len(radar.spokes) == axes
    assert bool(radar.shape) == bool(axes)
    assert radar.note == note


def test_the_first_axis_points_up_and_half_of_full_marks_is_half_way(view):
    radar = view(factors=4).radar
    assert radar.spokes[0] == (radar.center.x, "60")
    assert radar.points[0] == (radar.center.x, "110")
    assert radar.shape == "230,110 280,160 230,210 180,160"
    assert radar.rings[-1] == "230,60 330,160 230,260 130,160"


def test_labels_of_a_radar_stay_on_the_drawing(view):
    for count in range(3, 9):
        radar = view(factors=count).radar
        for label in radar.labels:
            assert float(label.y) >= 14
            assert float(label.y) + 16 * (len(label.lines) - 1) <= radar.height
            assert len(label.lines) <= 3
            room = float(label.x) if label.anchor == "end" else radar.width - float(label.x)
            assert label.anchor == "middle" or room >= 7 * max(map(len, label.lines))


def test_factors_are_ranked_by_their_exact_score(view):
    report = view(factors=4, levels=[1, 2, "{unknown: true}", 0])
    assert [factor.rank for factor in report.factors] == [2, 1, 3, 4]


def test_of_factors_with_equal_scores_the_one_written_first_leads(view):
    report = view(factors=4, levels=[0, 2, 2, 0])
    assert [factor.rank for factor in report.factors] == [3, 1, 2, 4]


def test_without_a_baseline_nothing_has_developed(view):
    report = view(stages=2)
    assert report.slope.lines == ()
    assert report.radar.before == ""


def test_lines_lead_from_then_to_now(view):
    slope = view(stages=2, levels=[2, 1], before=[0, 1]).slope
    assert slope.place == "Stage"
    assert [(line.y_before, line.y) for line in slope.lines] == [("262", "22"), ("142", "142")]
    assert [line.before.text for line in slope.lines] == ["0.0%", "50.0%"]
    assert slope.threshold == "≥ 50%"
    assert slope.y_threshold == "142"
    assert slope.about == "1 higher, 0 lower, 1 unchanged. The table has every number."


@pytest.mark.parametrize("level", [0, 1, 2])
def test_labels_of_many_lines_never_overlap(view, level):
    slope = view(stages=12, levels=[level] * 12, before=[1] * 12).slope
    for heights in ("label", "label_before"):
        places = sorted(float(getattr(line, heights)) for line in slope.lines)
        assert all(b - a >= 16.9 for a, b in pairwise(places))
        assert places[0] >= 10
        assert places[-1] <= slope.height - 20


def test_without_stages_and_sections_the_factors_have_developed(view):
    slope = view(factors=3, levels=[2, 1, 0], before=[1, 1, 1]).slope
    assert slope.place == "Factor"
    assert [line.change[0] for line in slope.lines] == ["▲", "=", "▼"]
    assert slope.threshold == ""


def test_bands_are_as_long_as_they_are(view):
    bands = view().bands
    assert [(band.bar_start, band.bar) for band in bands] == [
        ("0", "20"),
        ("20", "60"),
        ("80", "20"),
    ]


@pytest.mark.parametrize(("level", "anchor"), [(0, "start"), (1, "middle"), (2, "end")])
def test_the_index_is_written_on_its_scale(view, level, anchor):
    assert view(levels=[level]).index_anchor == anchor


ACTIONS = """\
actions:
  - {id: A, title: A, start: 2026-Q3, end: 2027-Q1}
  - {id: B, title: B, start: 2026-Q4}
  - {id: C, title: C}
"""


def test_a_schedule_spans_what_is_planned(view):
    report = view(head=ACTIONS)
    assert [quarter.name for quarter in report.quarters] == ["Q3 2026", "Q4 2026", "Q1 2027"]
    assert [(quarter.year, quarter.label) for quarter in report.quarters][1] == (2026, "Q4")
    assert [action.schedule for action in report.actions] == [
        ("start", "through", "end"),
        ("", "only", ""),
        ("", "", ""),
    ]
    assert report.schedule_note == ""


def test_a_long_schedule_is_cut_and_says_so(view):
    head = "actions: [{id: A, title: A, start: 2026-Q1, end: 2030-Q4}]\n"
    report = view(head=head)
    assert len(report.quarters) == len(report.actions[0].schedule) == 12
    assert report.schedule_note.startswith("The columns show 12 of 20 quarters, Q1 2026–Q4 2028")


def test_without_dates_there_is_no_schedule(view):
    report = view(head="actions: [{id: A, title: A}]\n")
    assert report.quarters == ()
    assert report.actions[0].schedule == ()
