"""HTML and Markdown reports: valid, self-contained, and harmless whatever is in them."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from egovmaturity import assess, load_answers, load_questionnaire, render
from egovmaturity.domain.questionnaire import Terms
from egovmaturity.domain.results import Known
from egovmaturity.renderers.safe_text import visible

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`|a\\|b|"
    " [x](javascript:alert(1)) <!-- & &lt; {{ 7*7 }} {% raw %} ![i](http://x/i.png) \u202e\x1b[31m"
)


def write_questionnaire(folder, *, stages=0, text="Teks", questions=3, numbers=False):
    """Write a questionnaire with gated stages, or with sections and bands when there are none."""
    say = json.dumps
    places = [f"p{n}" for n in range(1, (stages or 2) + 1)]
    lines = [
        "format: egovmaturity-questionnaire",
        "version: 1",
        "id: uji",
        'edition: "1"',
        "language: id",
        f"title: {say(text)}",
        f"notice: {say(text)}",
        f"status_note: {say(text)}",
        (
            f"terms: {{question: {say(text)}, stage: {say(text)}, section: {say(text)},"
            f" factor: {say(text)}, questions: {say(text)}}}"
        ),
        "license: CC-BY-4.0",
        f"authors: [{{name: {say(text)}}}]",
        f"sources: [{{id: s, text: {say(text)}, url: {say(text)}}}]",
        "levels:",
        f"  - {{level: 1, label: {say(text)}}}",
        "  - {level: 2, label: b}",
        "  - {level: 3, label: c}",
        f"factors: [{{id: f, title: {say(text)}}}]",
    ]
    if stages:
        lines.append('verdict: {kind: stages, attain: ">= 50 %", foundation: ">= 50 %"}')
        lines.append("stages:")
    else:
        lines.append("verdict:")
        lines.append("  kind: bands")
        lines.append("  scale: [1, 3]")
        lines.append(f"  bands: [{{from: 1, label: {say(text)}}}, {{from: 2, label: Baik}}]")
        lines.append("sections:")
    lines += [f"  - {{id: {place}, title: {say(text + place)}}}" for place in places]
    lines.append("questions:")
    kind = "stage" if stages else "section"
    for place in places:
        for n in range(questions):
            if numbers:
                lines.append(f"  - {{id: {place}-{n}, {kind}: {place}, ask: {say(text)},")
                lines.append("     factor: f, kind: number, range: [0, 1]}")
                continue
            lines += [
                f"  - id: {place}-{n}",
                f"    {kind}: {place}",
                "    factor: f",
                f"    title: {say(f'{text}{n}')}",
                f"    ask: {say(text)}",
                f"    owner: {say(text)}",
                "    not_applicable: with-reason",
                f"    recommend: {{1: {say(text)}, 2: {say(text)}}}",
                f"    levels: {{1: {say(text + '1')}, 2: {say(text + '2')}, 3: c}}",
                f"    evidence: [{{text: {say(text)}, from_level: 2}}]",
            ]
    (folder / "q.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_questionnaire(folder / "q.yaml")


def write_answers(folder, questionnaire, answer, text="Teks"):
    """Answer every question alike; ``answer`` is the YAML of one answer."""
    say = json.dumps
    lines = [
        "format: egovmaturity-answers",
        "version: 1",
        "questionnaire: uji@1",
        f"institution: {say(text)}",
        f"assessment: {{year: 2026, purpose: {say(text)}, team: {say(text)}}}",
        f"decisions: [{say(text)}]",
        f"actions: [{{id: a, title: {say(text)}, owner: {say(text)}, budget: 1}}]",
        "answers:",
        *(f"  {question.id}: {answer}" for question in questionnaire.questions),
    ]
    (folder / "j.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_answers(folder / "j.yaml", questionnaire)


def full_answer(text):
    """Write an answer that fills every place a report has for texts."""
    say = json.dumps(text)
    return (
        f"{{level: 2, note: {say}, owner: {say}, "
        f"verification: {{level: 1, by: {say}, note: {say}}}, "
        f"evidence: [{{title: {say}, number: {say}, location: {say}}}, "
        '{title: x, location: "javascript:alert(1)"}, '
        '{title: y, location: "https://contoh.go.id/a?b=1"}]}'
    )


CELLS = ("p", "td", "th")
IMPLIED = {
    **dict.fromkeys(("td", "th"), frozenset(CELLS)),
    "tr": frozenset((*CELLS, "tr")),
    **dict.fromkeys(("tbody", "tfoot"), frozenset((*CELLS, "tr", "thead", "tbody"))),
    "li": frozenset(("p", "li")),
    **dict.fromkeys(("dt", "dd"), frozenset(("p", "dt", "dd"))),
    **dict.fromkeys(
        ["p", "ul", "ol", "dl", "div", "details", "table", "h2", "h3", "h4", "section"],
        frozenset(("p",)),
    ),
}
"""What a start tag ends by itself, as HTML has it."""

MAY_STAY_OPEN = frozenset((*CELLS, "tr", "thead", "tbody", "tfoot", "li", "dt", "dd"))
"""What the end of its parent ends as well."""


class Page(HTMLParser):
    """What a browser would make of a page, as far as it matters here."""

    VOID = frozenset(
        [
            "meta",
            "link",
            "br",
            "hr",
            "img",
            "input",
            "col",
            "rect",
            "line",
            "path",
            "circle",
            "polygon",
        ]
    )

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.links, self.headings, self.problems = [], [], [], [], []
        self.attributes, self.open, self.shown = set(), [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        while self.open and self.open[-1] in IMPLIED.get(tag, ()):
            self.open.pop()
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        while self.open and self.open[-1] != tag and self.open[-1] in MAY_STAY_OPEN:
            self.open.pop()
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.shown.append(data)


CASES = [
    pytest.param({"stages": 1}, "2", id="one stage"),
    pytest.param({"stages": 12}, "2", id="twelve stages"),
    pytest.param({"stages": 4}, "", id="nothing answered"),
    pytest.param({"stages": 2}, "{not_applicable: true, reason: x}", id="nothing applies"),
    pytest.param({"stages": 2, "questions": 1}, "3", id="one question a stage"),
    pytest.param({}, "2", id="sections and bands"),
    pytest.param({}, "{unknown: true}", id="sections, nothing known"),
    pytest.param({}, "{not_applicable: true, reason: x}", id="sections, nothing applies"),
    pytest.param({"numbers": True}, "0.5", id="numbers and bands"),
    pytest.param({"stages": 3, "text": HOSTILE}, "hostile", id="hostile, stages"),
    pytest.param({"text": HOSTILE}, "hostile", id="hostile, bands"),
    pytest.param({"stages": 2, "text": "n" * 500}, "2", id="long names"),
]


@pytest.fixture
def page(tmp_path):
    def make(shape, answer, report_format, language="id"):
        questionnaire = write_questionnaire(tmp_path, **shape)
        text = shape.get("text", "Teks")
        answers = {"hostile": full_answer(HOSTILE), "calm": full_answer("Teks")}
        sheet = write_answers(tmp_path, questionnaire, answers.get(answer, answer), text)
        return render(assess(questionnaire, sheet), report_format, language)

    return make


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("shape", "answer"), CASES)
def test_html_is_sound_and_harmless(page, shape, answer, language):
    text = page(shape, answer, "html", language)
    found = Page(text)
    assert f'<html lang="{language}">' in text
    assert found.tags.count("script") == 2  # the one of the page, and its data
    assert not {"iframe", "object", "embed", "img", "form", "base"} & set(found.tags)
    assert "style" not in found.attributes
    assert not {name for name in found.attributes if name.startswith("on")}
    assert len(found.ids) == len(set(found.ids))
    assert found.headings.count(1) == 1
    steps = zip(found.headings, found.headings[1:], strict=False)
    assert all(below <= above + 1 for above, below in steps)
    allowed = ("#", "https://contoh.go.id/")
    assert all(link.startswith(allowed) for link in found.links)
    assert not re.search(r'(?:src|url)\s*[=(]\s*["\']?(?:https?:)?//', text)
    assert "@import" not in text


@pytest.mark.parametrize(("shape", "answer"), CASES[:1] + CASES[5:6] + CASES[8:9])
def test_the_policy_allows_exactly_the_one_style_and_the_one_script(page, shape, answer):
    text = page(shape, answer, "html")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#39;", "'").split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == f"'sha256-{digest}'"
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert rules["script-src"] == f"'sha256-{digest}'"


def test_hostile_text_leaves_the_style_as_it_is(page):
    """What is written into the margins of pages cannot end the string it stands in."""
    styles = []
    for shape, answer in [({"stages": 2}, "calm"), ({"stages": 2, "text": HOSTILE}, "hostile")]:
        (style,) = re.findall(r"<style>(.*?)</style>", page(shape, answer, "html"), re.DOTALL)
        head = re.search(r'@top-left{content:"((?:[A-Za-z0-9]|\\[0-9a-f]+ )*)"', style)
        styles.append(style.replace(head[1], ""))
        assert "&" not in style
    assert styles[0] == styles[1]


def test_gaps_and_the_map_carry_what_they_can_be_filtered_by(example):
    questionnaire = load_questionnaire("inpres-3-2003")
    text = render(assess(questionnaire, load_answers(example, questionnaire)), "html")
    gaps = text[text.index('id="gap-table"') : text.index('<section id="actions"')]
    found = re.findall(
        r"<tr data-place=([\w-]+) data-factor=([\w-]+)>.*?<a href=#q-([\w-]+)>(?=\3</a>)", gaps
    )
    assert found[0] == ("pematangan", "data", "S2-DAT-01")
    assert len(found) == gaps.count("<tr data-place")
    (chart,) = re.findall(r"<table class=map>.*?</table>", text, re.DOTALL)
    assert re.findall(r"<th scope=col data-place=([\w-]+)>", chart) == [
        stage.id for stage in questionnaire.stages
    ]
    factors = re.findall(r"<tr data-factor=([\w-]+)>", chart)
    assert factors == [factor.id for factor in questionnaire.factors]
    assert {factor for _, factor, _ in found} <= set(factors)


def test_every_gap_leads_to_its_answer(example):
    questionnaire = load_questionnaire("inpres-3-2003")
    found = Page(render(assess(questionnaire, load_answers(example, questionnaire)), "html"))
    inside = {link[1:] for link in found.links if link.startswith("#")}
    assert inside <= set(found.ids)
    assert "q-S2-DAT-01" in inside


def test_a_question_stands_in_full_where_no_level_says_what_was_asked(example):
    questionnaire = load_questionnaire("inpres-3-2003")
    assessment = assess(questionnaire, load_answers(example, questionnaire))
    shown = "".join(Page(render(assessment, "html")).shown)
    for result in assessment.questions:
        is_known = isinstance(result.counted, Known)
        assert (result.question.ask in shown) is not is_known


def test_hostile_text_is_shown_as_typed(page):
    text = page({"stages": 2, "text": HOSTILE}, "hostile", "html")
    shown = "".join(Page(text).shown)
    assert "</script><script>alert(1)</script><img src=x onerror=alert(1)>" in shown
    assert "{{ 7*7 }} {% raw %}" in shown
    assert "\\u202e\\x1b[31m" in shown
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("shape", "answer"), CASES)
def test_markdown_keeps_its_shape(page, shape, answer, language):
    text = page(shape, answer, "md", language)
    report, record = text[: text.rindex("\n<!-- ")], text[text.rindex("\n<!-- ") :]
    assert re.fullmatch(r"\n<!-- egovmaturity:made [^\n<>]* -->\n", record)
    tokens = MarkdownIt("gfm-like").parse(report)
    kinds = {token.type for token in tokens}
    assert not kinds & {"html_block", "fence", "code_block"}
    assert sum(token.type == "blockquote_open" for token in tokens) == 1
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert not {child.type for child in inline} & {"html_inline", "image", "code_inline"}
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert all(str(link).startswith(("http://", "https://", "mailto:")) for link in links)
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 1
    width = 0
    for line in text.splitlines():
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line.startswith("|") else 0
        assert not cells or not width or cells == width, line
        assert cells <= 7
        width = cells
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("stages", [0, 2], ids=["bands", "stages"])
@pytest.mark.parametrize("report_format", ["md", "html"])
def test_nothing_in_a_report_acts_or_hides(page, stages, report_format):
    text = page({"stages": stages, "text": HOSTILE}, "hostile", report_format)
    assert visible(text) == text


def test_hostile_text_makes_no_heading_of_its_own(page):
    def headings(text):
        tokens = MarkdownIt("gfm-like").parse(text)
        return sum(token.type == "heading_open" for token in tokens)

    calm = page({"stages": 2}, "calm", "md")
    hostile = page({"stages": 2, "text": "# x\n## y\n- z\n" + HOSTILE}, "hostile", "md")
    assert headings(hostile) == headings(calm)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_report_speaks_one_language(page, language):
    """Nothing of the other language's catalogue is left in a report."""
    text = page({"stages": 2}, "2", "md", language)
    other = {"id": ("Summary for leaders", "Threshold", "attained"), "en": ("Ringkasan", "Ambang")}
    assert not [word for word in other[language] if word in text]


@pytest.mark.parametrize("report_format", ["md", "html"])
def test_its_own_terms_stay_out_of_sentences_of_another_language(tmp_path, report_format):
    asked = write_questionnaire(tmp_path, stages=2)._replace(terms=Terms(*["indikatorku"] * 4))
    found = assess(asked, write_answers(tmp_path, asked, "2"))
    assert "indikatorku" in render(found, report_format, "id").lower()
    assert "indikatorku" not in render(found, report_format, "en").lower()


def test_the_flagship_report_fits_its_budget(example):
    questionnaire = load_questionnaire("inpres-3-2003")
    sheet = load_answers(example, questionnaire)
    assert len(render(assess(questionnaire, sheet), "html").encode()) <= 150_000


def test_json_is_strict_and_exact(example):
    questionnaire = load_questionnaire("inpres-3-2003")
    text = render(assess(questionnaire, load_answers(example, questionnaire)), "json")
    result = json.loads(text, parse_constant=pytest.fail)
    assert text.endswith("}\n")
    for stage in result["stages"]:
        top, bottom = map(int, stage["score_exact"].split("/"))
        assert stage["score"] == pytest.approx(100 * top / bottom, abs=5e-5)
    assert len(result["questions"]) == 58


@pytest.mark.parametrize("report_format", ["md", "html"])
def test_a_document_is_listed_even_where_no_level_is_claimed(example, tmp_path, report_format):
    questionnaire = load_questionnaire("inpres-3-2003")
    text = example.read_text(encoding="utf-8")
    first = questionnaire.questions[0].id
    head, _, rest = text.partition(f"\n  {first}:")
    tail = rest[re.search(r"\n  [A-Z0-9]", rest).start() :]
    answer = "{unknown: true, evidence: [Berita acara 7]}"
    (tmp_path / "a.yaml").write_text(f"{head}\n  {first}: {answer}{tail}", encoding="utf-8")
    sheet = load_answers(tmp_path / "a.yaml", questionnaire)
    assert "Berita acara 7" in render(assess(questionnaire, sheet), report_format)


def test_csv_reads_back(page):
    import csv
    import io

    text = page({"stages": 2, "text": HOSTILE}, "hostile", "csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [row["question"] for row in rows] == ["p1-0", "p1-1", "p1-2", "p2-0", "p2-1", "p2-2"]
    assert {row["claimed"] for row in rows} == {"2"}
    assert {row["worth"] for row in rows} == {"0"}
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]
