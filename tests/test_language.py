"""The tool's sentences speak of questions, stages and so on as the questionnaire does."""

import pytest
from builders import question, questionnaire

from egovmaturity.domain.questionnaire import Terms
from egovmaturity.language import Words

NONE = Terms("", "", "", "")


def speaking(language, terms):
    """A questionnaire in a language, with its own names for its parts."""
    return questionnaire(question("a"), language=language)._replace(terms=terms)


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
    words = Words(language).naming(speaking(language, terms))
    assert words("{question}, {questions}; {Question}") == expected


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        pytest.param("id", "en", "questions", id="Indonesian in English"),
        pytest.param("en", "id", "kriteria", id="English in Indonesian"),
        pytest.param("ms", "en", "questions", id="a language that no report is in"),
    ],
)
def test_terms_of_another_language_stay_out_of_sentences(theirs, ours, expected):
    foreign = speaking(theirs, NONE._replace(question="indikator"))
    assert Words(ours).naming(foreign)("{questions}") == expected
    own = Words(ours).naming(speaking(ours, NONE._replace(question="item")))
    assert own.naming(foreign)("{questions}") == expected, "nor do the names of another one stay"


def test_a_value_goes_before_a_name():
    assert Words("en")("{stage} and {stages}", stage="One") == "One and stages"


def test_names_reach_plurals_and_messages():
    from egovmaturity.domain.diagnostics import message

    words = Words("en").naming(speaking("en", NONE._replace(question="item")))
    assert words.plural("{n} {question}", "{n} {questions}", 1) == "1 item"
    assert words.plural("{n} {question}", "{n} {questions}", 2) == "2 items"
    assert words.say(message("{questions}: {n}", n=3)) == "items: 3"


def test_what_is_neither_a_value_nor_a_name_is_an_error():
    with pytest.raises(KeyError):
        Words("en")("{nobody}")


def test_an_output_format_changes_given_names_alone():
    words = (
        Words("en")
        .naming(speaking("en", NONE._replace(stage="a*b")))
        .with_names(lambda name: f"<{name}>")
    )
    assert words("{stage} {stages} {questions}") == "<a*b> <a*bs> questions"
