"""The reports that are looked at: real ones, and made ones of every shape that must work."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from egovmaturity import assess, load_answers, load_questionnaire
from egovmaturity.domain.results import Assessment
from egovmaturity.examining.compare import compare
from egovmaturity.language import Words
from egovmaturity.renderers.bundle import make_bundle
from egovmaturity.renderers.comparison_html import comparison_html
from egovmaturity.renderers.templates import render_html
from egovmaturity.views.comparison import comparison_view
from egovmaturity.views.report import PARTS

ROOT = Path(__file__).parent.parent.parent

HARMLESS = "Teks biasa"
HOSTILE = (
    "</script><script>alert(1)</script></style><style>*{display:none}</style>"
    '<img src=x onerror=alert(1)>"\'` onfocus=alert(1) autofocus x=" '
    "<!-- --> ]]> &lt;b&gt; &#x3c; {{ 7*7 }} {% raw %} javascript:alert(1) \u202e\u2028\x1b[31m"
)


class Given(NamedTuple):
    """A questionnaire and answers that exist as files, and those of an earlier year."""

    questionnaire: str
    answers: str
    baseline: str = ""


class Made(NamedTuple):
    """A made questionnaire, every question answered alike.

    Without ``stages`` it has two sections and bands. ``questions`` is how many each place has.
    """

    stages: int = 0
    factors: int = 1
    questions: int = 3
    answer: object = 2
    text: str = HARMLESS


CASES: dict[str, Given | Made] = {
    "flagship": Given("inpres-3-2003", "examples/sukamaju/jawaban-2026.yaml"),
    "first year": Given("inpres-3-2003", "examples/sukamaju/jawaban-2025.yaml"),
    "two years": Given(
        "inpres-3-2003",
        "examples/sukamaju/jawaban-2026.yaml",
        baseline="examples/sukamaju/jawaban-2025.yaml",
    ),
    "banded": Given("spbe-2020", "questionnaires/spbe-2020/tests/diverifikasi.yaml"),
    "numbers": Given("egdi", "questionnaires/egdi/tests/indonesia-2022.yaml"),
    "one question": Made(stages=1, factors=0, questions=1),
    "300 questions": Made(stages=4, factors=12, questions=75),
    "12 stages, 20 factors": Made(stages=12, factors=20, questions=20),
    "nothing answered": Made(stages=4, factors=3, answer=None),
    "nothing applies": Made(stages=2, answer={"not_applicable": True, "reason": "Tidak ada"}),
    "bands, nothing answered": Made(answer=None),
    "long names": Made(stages=3, factors=2, text="n" * 300, answer="full"),
    "harmless stages": Made(stages=3, answer="full"),
    "hostile stages": Made(stages=3, answer="full", text=HOSTILE),
    "harmless bands": Made(answer="full"),
    "hostile bands": Made(answer="full", text=HOSTILE),
}


def html_of(case: str, language: str, folder: Path, parts: tuple[str, ...] = PARTS) -> str:
    """Write the HTML report of a case; what has to be made is written into ``folder``."""
    what = CASES[case]
    assessment, earlier = assessment_of(case, language, folder), None
    if isinstance(what, Given) and what.baseline:
        questionnaire = assessment.questionnaire
        earlier = assess(questionnaire, load_answers(ROOT / what.baseline, questionnaire))
    bundle = make_bundle(assessment, Words(language), baseline=earlier, parts=parts)
    return render_html(bundle.report, bundle.words)


YEARS = tuple(ROOT / f"examples/repositori/jawaban-{year}.yaml" for year in (2024, 2025, 2026))


def comparison_of_years(language: str) -> str:
    """Write the HTML page that compares three years of one institution."""
    asked = load_questionnaire("inpres-3-2003", language)
    years = [assess(asked, load_answers(path, asked)) for path in YEARS]
    words = Words(language).naming(asked)
    return comparison_html(comparison_view(compare(years), words), words)


def assessment_of(case: str, language: str, folder: Path) -> Assessment:
    """Assess a case; what has to be made is written into ``folder``."""
    what = CASES[case]
    if isinstance(what, Given):
        questionnaire = load_questionnaire(what.questionnaire, language)
        return assess(questionnaire, load_answers(ROOT / what.answers, questionnaire))
    (folder / "questionnaire.yaml").write_text(_questionnaire(what), encoding="utf-8")
    questionnaire = load_questionnaire(folder / "questionnaire.yaml", language)
    codes = [question.id for question in questionnaire.questions]
    (folder / "answers.yaml").write_text(_answers(what, codes), encoding="utf-8")
    return assess(questionnaire, load_answers(folder / "answers.yaml", questionnaire))


def _lines(document: dict[str, object]) -> str:
    """Write a file as one key a line, each value in the brackets and quotes of JSON."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in document.items())


def _no_address(text: str) -> str:
    """Return a text that no report may make a link, as a hostile one cannot be."""
    return text if text == HOSTILE else "javascript:alert(1)"


def _questionnaire(made: Made) -> str:
    text = made.text
    places = [f"p{n}" for n in range(1, (made.stages or 2) + 1)]
    kind = "stage" if made.stages else "section"
    factors = [f"f{n}" for n in range(1, made.factors + 1)]
    bands = [{"from": 1, "label": text}, {"from": 2, "label": "Baik", "about": text}]
    staged = {"kind": "stages", "attain": ">= 50 %", "foundation": ">= 50 %"}
    banded = {"kind": "bands", "scale": [1, 3], "bands": bands}
    words = dict.fromkeys(("question", "questions", "stage", "section", "factor"), text)
    questions = [
        {
            "id": f"{place}-{n}",
            kind: place,
            **({"factor": factors[n % len(factors)]} if factors else {}),
            "title": f"{text} {n}",
            "ask": text,
            "owner": text,
            "not_applicable": "with-reason",
            **({"mandatory": 2} if made.stages and n == 0 else {}),
            "recommend": {"1": text, "2": text},
            "levels": {"1": f"{text} 1", "2": f"{text} 2", "3": f"{text} 3"},
            "evidence": [{"text": text, "from_level": 2}],
        }
        for place in places
        for n in range(made.questions)
    ]
    document = _lines(
        {
            "format": "egovmaturity-questionnaire",
            "version": 1,
            "id": "uji",
            "edition": "1",
            "language": "id",
            "title": text,
            "notice": text,
            "status_note": text,
            **({"terms": words} if text != HARMLESS else {}),
            "license": "CC-BY-4.0",
            "authors": [{"name": text}],
            "sources": [{"id": "s", "text": text, "url": _no_address(text)}],
            "levels": [{"level": n, "label": f"{text} {n}"} for n in (1, 2, 3)],
            "factors": [{"id": f, "title": f"{text} {f}"} for f in factors],
            "verdict": staged if made.stages else banded,
            f"{kind}s": [{"id": place, "title": f"{text} {place}"} for place in places],
            "questions": questions,
        }
    )
    return re.sub(r'"([123])": ', r"\1: ", document)


def _answers(made: Made, codes: list[str]) -> str:
    text = made.text
    full = {
        "level": 2,
        "note": text,
        "owner": text,
        "verification": {"level": 1, "by": text, "note": text},
        "evidence": [
            {"title": text, "number": text, "location": _no_address(text)},
            {"title": "x", "location": "javascript:alert(1)"},
            {"title": "y", "location": "https://contoh.go.id/a?b=1"},
        ],
    }
    answer = full if made.answer == "full" else made.answer
    return _lines(
        {
            "format": "egovmaturity-answers",
            "version": 1,
            "questionnaire": "uji@1",
            "institution": text,
            "assessment": {"year": 2026, "purpose": text, "team": text},
            "decisions": [text],
            "actions": [{"id": "a", "title": text, "owner": text, "budget": 1}],
            "answers": {code: answer for code in codes if answer is not None},
        }
    )
