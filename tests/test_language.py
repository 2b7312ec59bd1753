"""The tool's sentences speak of questions, stages and so on as the questionnaire does."""

import pytest

from egovmaturity.domain.questionnaire import Terms
from egovmaturity.language import Words

NONE = Terms("", "", "", "")


@pytest.mark.parametrize(
    ("language", "terms", "expected"),
    [
        pytest.param("en", NONE, "question, questions; Question", id="the tool's own, English"),
        pytest.param("id", NONE, "kriteria, kriteria; Kriteria", id="the tool's own, Indonesian"),
        pytest.param(
            "en", NONE._replace(question="indicator"), "indicator, indicators; Indicator", id="an s"
        ),
        pytest.param(
            "en", NONE._replace(question="activity"), "activity, activities; Activity", id="ies"
        ),
        pytest.param("en", NONE._replace(question="key"), "key, keys; Key", id="a vowel before y"),
        pytest.param(
            "en",
            NONE._replace(question="criterion", questions="criteria"),
            "criterion, criteria; Criterion",
            id="a plural of its own",
        ),
        pytest.param(
            "id", NONE._replace(question="indikator"), "indikator, indikator; Indikator", id="none"
        ),
        pytest.param("en", NONE._replace(question="{n}"), "{n}, {n}s; {n}", id="a name is data"),
    ],
)
def test_names(language, terms, expected):
    words = Words(language).naming(terms)
    assert words("{question}, {questions}; {Question}") == expected


def test_a_value_goes_before_a_name():
    assert Words("en")("{stage} and {stages}", stage="One") == "One and stages"


def test_names_reach_plurals_and_messages():
    from egovmaturity.domain.diagnostics import message

    words = Words("en").naming(NONE._replace(question="item"))
    assert words.plural("{n} {question}", "{n} {questions}", 1) == "1 item"
    assert words.plural("{n} {question}", "{n} {questions}", 2) == "2 items"
    assert words.say(message("{questions}: {n}", n=3)) == "items: 3"


def test_what_is_neither_a_value_nor_a_name_is_an_error():
    with pytest.raises(KeyError):
        Words("en")("{nobody}")


def test_an_output_format_changes_given_names_alone():
    words = Words("en").naming(NONE._replace(stage="a*b")).with_names(lambda name: f"<{name}>")
    assert words("{stage} {stages} {questions}") == "<a*b> <a*bs> questions"
