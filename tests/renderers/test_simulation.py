"""What if: the page's own script scores as the program does, and nothing in a text can act."""

import importlib.util
import json
import re
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest
from builders import action, answers, number_range, question, questionnaire, rated, stage

from egovmaturity import assess, load_answers, load_questionnaire, make_plan, render
from egovmaturity.domain.answers import Targets
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.domain.results import StagedVerdict

SOURCE = Path(__file__).parent.parent.parent / "report_templates" / "html" / "script.js"
VECTORS = Path(__file__).parent.parent / "vectors"
KINDS = ["staged", "banded", "staged-edges", "banded-edges"]
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    NODE is None,
    reason="Node.js is not installed (node is not on the path), so the script of the HTML report"
    " was NOT run against tests/vectors",
)


def load_generator():
    spec = importlib.util.spec_from_file_location("vectors_generate", VECTORS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generate():
    return load_generator()


@pytest.fixture(scope="module")
def page():
    """The report of the example, as it is sent."""
    return example_page("id")


def example_page(language):
    asked = load_questionnaire("inpres-3-2003", language)
    folder = Path(__file__).parent.parent.parent / "examples" / "sukamaju"
    return render(
        assess(asked, load_answers(folder / "jawaban-2026.yaml", asked)), "html", language
    )


def script_of(page):
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return script


def island_of(page):
    (text,) = re.findall(
        r'<script type="application/json" id="page-data">(.*?)</script>', page, re.DOTALL
    )
    return json.loads(text)


def node(*arguments, stdin=""):
    done = subprocess.run(
        [NODE, *arguments], input=stdin, capture_output=True, text=True, check=False, timeout=300
    )
    return done.returncode, done.stdout + done.stderr


def run_vectors(script, tmp_path, kinds=KINDS):
    (tmp_path / "script.js").write_text(script, encoding="utf-8")
    files = [VECTORS / f"{kind}.json" for kind in kinds]
    return node(VECTORS / "run.js", tmp_path / "script.js", *files)


def simulate(page, levels, tmp_path):
    """Score levels with the script and the model of a page, as the page itself does."""
    (tmp_path / "script.js").write_text(script_of(page), encoding="utf-8")
    (tmp_path / "model.json").write_text(json.dumps(island_of(page)["model"]), encoding="utf-8")
    code = f"""
const read = name => require("fs").readFileSync({json.dumps(str(tmp_path))} + "/" + name, "utf8");
require("vm").runInThisContext(read("script.js"));
const {{verdict, next, index}} = score(JSON.parse(read("model.json")), {json.dumps(levels)});
console.log(JSON.stringify([verdict, next, index && index.map(String)]));
"""
    status, out = node("-", stdin=code)
    assert status == 0, out
    return json.loads(out)


# The same numbers on both sides


@pytest.mark.parametrize("kind", KINDS)
def test_the_vectors_are_what_scoring_says_today(generate, kind):
    """Every vector is drawn and scored anew by egovmaturity.scoring."""
    assert (VECTORS / f"{kind}.json").read_text(encoding="utf-8") == generate.text_of(kind), (
        "run: .venv/bin/python tests/vectors/generate.py"
    )


def test_there_are_thousands_of_vectors_of_every_kind():
    statuses, edges, verdicts, cases = set(), set(), set(), 0
    counts, rules = set(), set()
    for kind in KINDS:
        for each in json.loads((VECTORS / f"{kind}.json").read_text(encoding="utf-8")):
            model = each["model"]
            cases += len(each["cases"])
            counts.add(len(model["places"]) if model["is_staged"] else 0)
            rules.add((model["is_staged"], model["is_skipping"], model["is_closed_right"]))
            for _, places, index, verdict, _, best in each["cases"]:
                verdicts.add((verdict < 0, best > verdict, index.startswith("–")))
                found = [place.split() for place in places] if model["is_staged"] else []
                statuses |= {(status, unmet != "0") for _, status, unmet, _ in found}
                bars = zip(found, model["places"], strict=False)
                edges |= {
                    (above, which, met_by(score, (num, den)))
                    for (score, *_), place in bars
                    for which, (num, den, above) in enumerate(place[3])
                    if score != "–"
                }
    assert cases >= 3000
    assert {1, 12} <= counts
    assert len(rules) == 4
    assert {status for status, _ in statuses} == {"0", "1", "2", "3"}
    assert {("1", True), ("1", False), ("2", True)} <= statuses
    assert len(edges) == 12  # both comparators, both bars; below, exactly on, above
    assert {(True, False, True), (True, True, False), (False, True, False)} <= verdicts


def met_by(score, bar):
    ahead = Fraction(score) - Fraction(int(bar[0]), int(bar[1]))
    return (ahead > 0) - (ahead < 0)


@needs_node
def test_the_script_of_a_report_agrees_with_every_vector(page, tmp_path):
    status, out = run_vectors(script_of(page), tmp_path)
    assert status == 0, out
    cases, wrong = re.fullmatch(r"(\d+) cases, (\d+) wrong\n", out).groups()
    assert int(cases) >= 3000
    assert wrong == "0"


@needs_node
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("above ? ahead > 0n : ahead >= 0n", "ahead >= 0n"),
        ("above ? ahead > 0n : ahead >= 0n", "ahead > 0n"),
        ("level == -3 ||", ""),
        ("level >= mandatory", "level > mandatory"),
        ("if (!score) continue;", "if (!score) { total += weight; continue; }"),
        ("judged ? founds : model.is_skipping", "founds"),
        ("judged ? founds : model.is_skipping", "judged ? attains : model.is_skipping"),
        ("meets(share, least)", "true"),
        ("[best ? 1n : 0n, 1n]", "[0n, 1n]"),
        ("model.is_mean_of_questions ? everything : top", "top"),
        ("model.is_closed_right]", "false]"),
        ("waits < 0 && attains", "attains"),
        ("(known[i] || !place.carries)", "true"),
        ("2n * size * unit + den", "2n * size * unit + den - 1n"),
        ("digits < 7", "digits < 2"),
        ("digits > 5 ||", ""),
        ("plain < 100n && 1000000n % plain", "false"),
        ("(shown > 0n) == (num > 0n) &&", ""),
        ("if (on) return on[3];", ""),
        ("if (bandOf(model, share) == bandOf(model, index))", ""),
        ("&& (shown >= whole) == (num >= den)", ""),
    ],
)
def test_a_wrong_script_is_noticed(tmp_path, right, wrong):
    script = SOURCE.read_text(encoding="utf-8")
    assert script.count(right) == 1
    status, out = run_vectors(script.replace(right, wrong), tmp_path)
    assert status == 1, out


@needs_node
def test_the_whole_plan_comes_out_as_the_report_projects_it(page, tmp_path):
    asked = load_questionnaire("inpres-3-2003")
    folder = Path(__file__).parent.parent.parent / "examples" / "sukamaju"
    found = assess(asked, load_answers(folder / "jawaban-2026.yaml", asked))
    model = island_of(page)["model"]
    now = [row[4] for row in model["questions"]]
    planned = [row[6] if row[6] >= 0 else row[4] for row in model["questions"]]
    order = [None, *asked.stages]
    projection = make_plan(found).projection
    for levels, verdict, index in (
        (now, found.verdict, found.index),
        (planned, projection.verdict, projection.index),
    ):
        expected = [
            order.index(verdict.attained) - 1,
            order.index(verdict.next) - 1,
            [str(index.low.numerator), str(index.low.denominator)],
        ]
        assert simulate(page, levels, tmp_path) == expected


def check_projection(asked: Questionnaire, sheet, tmp_path):
    found = assess(asked, sheet)
    projection = make_plan(found).projection
    page = render(found, "html", "en")
    planned = [r[6] if r[6] >= 0 else r[4] for r in island_of(page)["model"]["questions"]]
    verdict, _, index = simulate(page, planned, tmp_path)
    reached = (
        projection.verdict.attained
        if isinstance(projection.verdict, StagedVerdict)
        else projection.verdict.band
    )
    order = [None, *(asked.stages or asked.rule.bands)]
    assert verdict == order.index(reached) - 1
    assert Fraction(*map(int, index)) == projection.index.low


@needs_node
def test_a_plan_may_raise_what_is_open_not_applicable_or_a_number(tmp_path):
    from builders import NA

    asked = questionnaire(
        stage(
            "one",
            question("a"),
            question("b"),
            question("c", mandatory=2),
            question("d", scale=number_range(0, 10)),
        ),
        attain=">= 70 %",
    )
    raises = {"a": 2, "b": 3, "c": 3, "d": Fraction(17, 2)}
    sheet = answers(b=NA, c=1, d=Fraction(1, 3), actions=[action(raises)])
    check_projection(asked, sheet, tmp_path)


@needs_node
def test_numbers_beyond_those_of_javascript_stay_exact(tmp_path):
    huge = "98765432109876543210/12345678901234567"
    asked = questionnaire(
        stage("one", question("a", weight=huge), question("b", weight="1/3"), question("c")),
        attain=">= 70 %",
    )
    sheet = answers(a=1, b=2, actions=[action({"a": 2})])
    page = render(assess(asked, sheet), "html", "en")
    weights = [row[2] for row in island_of(page)["model"]["questions"]]
    assert any(isinstance(weight, str) for weight in weights)
    check_projection(asked, sheet, tmp_path)


# What is in the page


def test_the_model_is_small(page):
    start = page.index('"model":')
    model = page[start : page.index('"places":[["', start)]
    assert len(island_of(page)["model"]["questions"]) == 58
    assert len(model) <= 4500


def test_questions_below_target_and_those_the_plan_raises_can_be_changed():
    asked = questionnaire(
        stage("one", question("a"), question("b"), question("c")), attain=">= 70 %", target=2
    )
    sheet = answers(a=2, b=1, c=2, actions=[action({"c": 3})])
    page = render(assess(asked, sheet), "html", "en", parts=["actions"])
    rows = island_of(page)["model"]["questions"]
    assert [(row[0], bool(row[8])) for row in rows] == [("a", False), ("b", True), ("c", True)]


def test_without_anything_to_change_there_is_no_simulation():
    asked = questionnaire(stage("one", question("a"), question("b")), attain=">= 70 %")
    full = render(assess(asked, answers(a=3, b=3)), "html", "en")
    numbers = questionnaire(question("n", scale=number_range(0, 1)))
    fixed = render(assess(numbers, answers(n=Fraction(1, 4))), "html", "en")
    for page in (full, fixed):
        assert "model" not in island_of(page)
        assert 'id="simulation"' not in page
    open_page = render(assess(asked, answers(a=3)), "html", "en")
    assert '<section id="simulation"' in open_page


def test_the_section_is_hidden_until_the_script_shows_it(page):
    (tag,) = re.findall(r'<section id="simulation"[^>]*>', page)
    assert tag.endswith(" hidden>")
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[0]
    (paper,) = re.findall(r"@media print\{ ?#simulation[^}]*display:none", style)
    assert paper


def test_titles_that_stand_among_the_answers_are_not_said_again(page):
    assert not [row for row in island_of(page)["model"]["questions"] if len(row) > 8]


def test_the_map_names_the_factors_where_it_is_shown(page):
    asked = load_questionnaire("inpres-3-2003")
    folder = Path(__file__).parent.parent.parent / "examples" / "sukamaju"
    found = assess(asked, load_answers(folder / "jawaban-2026.yaml", asked))
    without = island_of(render(found, "html", parts=["gaps"]))
    assert [name[0] for name in without["factors"]] == [factor.id for factor in asked.factors]
    assert "factors" not in island_of(page)


def test_a_page_without_gaps_and_actions_carries_no_model_and_few_words():
    asked = questionnaire(stage("one", question("a")), attain=">= 70 %")
    page = render(assess(asked, answers(a=1)), "html", "en", parts=["summary"])
    assert island_of(page).keys() == {"words"}
    assert island_of(page)["words"].keys() == {"all", "theme", "print"}


HOSTILE = "</script><script>alert(1)</script><!-- <!--<script> \u2028\u2029 ]]> \x1b &amp; '\" {n}"


def test_no_text_ends_the_data():
    asked = questionnaire(
        stage("one", question("a", title=HOSTILE), question("b", title="=1+1")), attain=">= 70 %"
    )
    asked = asked._replace(
        stages=tuple(each._replace(title=HOSTILE) for each in asked.stages),
        terms=asked.terms._replace(question=HOSTILE, stage=HOSTILE),
    )
    sheet = answers(a=1, b=rated(0), targets=Targets(level=3))
    page = render(assess(asked, sheet), "html", "en", parts=["gaps", "actions"])
    assert page.count("<script") == 2
    assert page.count("</script") == 2
    assert "<!--" not in page
    assert not {"\u2028", "\u2029", "\x1b"} & set(page)
    island = island_of(page)
    shown = HOSTILE.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    shown = shown.replace("\x1b", "\\x1b")
    assert island["model"]["questions"][0][8] == shown
    assert island["places"][0][1] == shown


def test_the_script_is_the_same_in_every_report(page):
    """Its words come as data, so one review of it holds for all."""
    asked = questionnaire(question("a", title=HOSTILE))
    other = render(assess(asked, answers(a=1)), "html", "en")
    assert script_of(other) == script_of(page) == script_of(example_page("en"))


def test_the_script_asks_no_one_and_runs_no_text(page):
    script = script_of(page)
    assert len(script) <= 12_000
    asking = "fetch XMLHttp WebSocket sendBeacon EventSource import http // cookie"
    running = 'eval Function( innerHTML outerHTML insertAdjacent document.write setAttribute("on'
    for word in f"{asking} {running}".split():
        assert word not in script, word
    assert "  " not in script


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_is_said_in_the_language_of_the_report(language):
    words = island_of(example_page(language))["words"]
    other = {"id": r"\b(the|with|of|level)\b", "en": r"\b(yang|tingkat|dan|skor)\b"}[language]
    own_names = {"place", "factor", "columns", "file"}
    said = {key: str(text) for key, text in words.items() if key not in own_names}
    if language == "id":
        assert not [text for text in said.values() if re.search(other, text)]
    assert {"verdict", "needs", "carries", "mandatory", "count"} <= set(said)


def test_the_words_keep_the_places_the_script_fills(page):
    script, words = script_of(page), island_of(page)["words"]
    for key in re.findall(r"words\.(\w+)", script):
        assert key in words, key
    places = {
        "verdict": {"verdict"}, "reached": {"index"}, "from": {"band", "start"},
        "above": {"band", "start"}, "open": {"n"}, "changed": {"n"}, "undetermined": {"stage"},
        "needs": {"stage", "threshold", "score"}, "carries": {"stage", "threshold", "score"},
        "mandatory": {"stage", "n"}, "count": {"n", "total"}, "sort": {"column"},
    }  # fmt: skip
    for key, wanted in places.items():
        assert set(re.findall(r"\{(\w+)\}", words[key])) == wanted, key
