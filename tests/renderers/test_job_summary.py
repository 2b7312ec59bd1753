"""The job summary: short whatever is in the files, and its texts are only texts."""

from builders import answers, bands, question, questionnaire, section, stage
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies import PROPERTY, with_sheet

from egovmaturity.language import Words
from egovmaturity.renderers.bundle import Gate, make_bundle
from egovmaturity.renderers.job_summary import render_job_summary
from egovmaturity.scoring.assess import assess

HOSTILE = "<img src=x>|`x` [a](http://x) \x00\n# head\n" + "long " * 500


def summary_of(asked, sheet, *gates, files=()):
    bundle = make_bundle(assess(asked, sheet), Words("en"))
    return render_job_summary(bundle._replace(gates=gates), files)


def test_it_stays_short_whatever_the_files_say():
    stages = [
        stage(f"s{n}", *(question(f"q{n}-{m}", title=HOSTILE, mandatory=1) for m in range(9)))
        for n in range(60)
    ]
    asked = questionnaire(*stages, notice=HOSTILE)
    asked = asked._replace(stages=tuple(s._replace(title=HOSTILE) for s in asked.stages))
    gates = [Gate(f"{n} {HOSTILE}", False, HOSTILE, HOSTILE) for n in range(60)]
    text = summary_of(asked, answers(), *gates, files=["a.html"])
    assert len(text.splitlines()) <= 60
    assert text.count("... and 48 more") == 2
    assert len(text.encode()) < 100_000


def test_texts_stay_texts():
    asked = questionnaire(
        stage("first", question("a", title=HOSTILE[:60], mandatory=2)), notice=HOSTILE[:60]
    )
    gate = Gate(HOSTILE[:60], False, "1", "2")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(
        summary_of(asked, answers(a=0), gate, files=["a|b.html"])
    )
    assert "<img" not in html
    assert "<a " not in html
    assert html.count("<h") == 1
    assert html.count("<table>") == 3


def test_without_stages_it_lists_the_sections_at_the_top():
    asked = questionnaire(
        section("s", section("t", question("a"))),
        section("u", question("b")),
        rule=bands({"low": 1, "high": 2}, lowest=1, highest=3),
    )
    text = summary_of(asked, answers(a=3, b=0))
    assert "| Title of s | 3.00 |" in text
    assert "| Title of u | 1.00 |" in text
    assert "Title of t" not in text.split("| Priority gaps")[0]


@given(st.data())
@PROPERTY
def test_every_result_has_a_summary(data):
    asked, sheet = data.draw(with_sheet())
    text = summary_of(asked, sheet)
    assert text.startswith("## Kabupaten Sukamaju, 2026\n")
    assert "**Example; fictional data**" in text
