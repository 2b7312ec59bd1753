"""assess --baseline: an earlier year beside this one."""

import json
from pathlib import Path

import pytest

SUKAMAJU = Path(__file__).parents[2] / "examples" / "sukamaju"
NOW, BEFORE = SUKAMAJU / "jawaban-2026.yaml", SUKAMAJU / "jawaban-2025.yaml"

INDEX = """\
format: egovmaturity-answers
version: 1
questionnaire: egdi
institution: A country
assessment: {{year: {year}}}
answers: {{OSI: {osi}, TII: 0.5, HCI: 0.5}}
"""


def test_the_terminal_says_how_far_the_index_has_moved(run):
    done = run("assess", str(NOW), "--baseline", str(BEFORE), "--quiet", "--lang", "en")
    assert done.status == 0
    assert "Change of the index: ▲ 14.4 points since 2025" in done.out


def test_programs_get_the_earlier_result(run):
    done = run("assess", str(NOW), "--baseline", str(BEFORE), "--format", "json", "--quiet")
    alone = run("assess", str(BEFORE), "--format", "json", "--quiet")
    baseline, earlier = json.loads(done.out)["baseline"], json.loads(alone.out)
    assert baseline["result"] == earlier["result"]
    assert baseline["answers"]["sha256"] == earlier["answers"]["sha256"]
    assert [s["score_exact"] for s in baseline["stages"]] == [
        s["score_exact"] for s in earlier["stages"]
    ]
    assert [q["counted"] for q in baseline["questions"]] == [
        q["counted"] for q in earlier["questions"]
    ]


def test_without_a_baseline_nothing_is_compared(run):
    done = run("assess", str(NOW), "--format", "json", "--quiet")
    assert json.loads(done.out)["baseline"] is None


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("0.2", "0.5", "▲ 0.1000 points since 2022"),
        ("0.5", "0.2", "▼ 0.1000 points since 2022"),
        ("0.5", "0.5", "= unchanged since 2022"),
    ],
)
def test_an_index_moves_on_its_own_scale(run, tmp_path, before, now, said):
    (tmp_path / "a.yaml").write_text(INDEX.format(year=2022, osi=before), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(INDEX.format(year=2024, osi=now), encoding="utf-8")
    done = run("assess", "b.yaml", "--baseline", "a.yaml", "--quiet", "--lang", "en")
    assert said in done.out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("year: 2022", "year: 2024"), "is of 2024", id="the same year"),
        pytest.param(("year: 2022", "year: 2025"), "is of 2025", id="a later year"),
        pytest.param(("A country", "B country"), "is about B country", id="somebody else"),
        pytest.param(
            ("year: 2022", "year: 2022, subject: X"), "is about A country – X", id="another subject"
        ),
        pytest.param(("OSI: 0.5", "OSI: 7"), "E204", id="broken answers"),
    ],
)
def test_what_cannot_be_compared_is_refused(run, tmp_path, change, said):
    text = INDEX.format(year=2022, osi="0.5")
    (tmp_path / "a.yaml").write_text(text.replace(*change), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(INDEX.format(year=2024, osi="0.5"), encoding="utf-8")
    done = run("assess", "b.yaml", "--baseline", "a.yaml", "--lang", "en", "-o", "r.json")
    assert done.status == 2
    assert said in done.err
    assert not (tmp_path / "r.json").exists()


def test_another_questionnaire_is_no_baseline(run, tmp_path):
    (tmp_path / "a.yaml").write_text(INDEX.format(year=2022, osi="0.5"), encoding="utf-8")
    done = run("assess", str(NOW), "--baseline", "a.yaml", "--lang", "en")
    assert done.status == 2
    assert "is by egdi@2026.1, the answers by inpres-3-2003@2026.1" in done.err


def test_questions_that_rose_or_fell_are_listed():
    from egovmaturity import assess, load_answers, load_questionnaire
    from egovmaturity.language import Words
    from egovmaturity.renderers.bundle import make_bundle

    questionnaire = load_questionnaire("inpres-3-2003", "en")
    now, before = (assess(questionnaire, load_answers(p, questionnaire)) for p in (NOW, BEFORE))
    report = make_bundle(now, Words("en"), None, before).report
    levels = {r.question.id: getattr(r.counted, "rating", None) for r in now.questions}
    earlier = {r.question.id: getattr(r.counted, "rating", None) for r in before.questions}
    moved = {
        q: "up" if levels[q] > earlier[q] else "down"
        for q in levels
        if levels[q] is not None and earlier[q] is not None and levels[q] != earlier[q]
    }
    assert {change.id: change.direction for change in report.changes} == moved
    assert [s.before.exact for s in report.stages] == [
        str(s.group.score.low) for s in before.stages
    ]
    assert report.stages[0].change.startswith("▲")
