"""A questionnaire written as a file: loading it gives it back, and people can read it."""

from fractions import Fraction

import pytest
from builders import question, questionnaire, stage
from hypothesis import given
from hypothesis import strategies as st
from strategies import ANY, PROPERTY

from egovmaturity import load_questionnaire
from egovmaturity.authoring.outline import Kind
from egovmaturity.authoring.templates import template
from egovmaturity.language import Words
from egovmaturity.loading import yaml_source
from egovmaturity.loading.catalogue import bundled_ids
from egovmaturity.loading.questionnaire_file import questionnaire_from
from egovmaturity.loading.text_source import SourceText
from egovmaturity.renderers.new_questionnaire import new_questionnaire

ENGLISH = Words("en")


def reloaded(draft):
    text = new_questionnaire(draft, ENGLISH)
    return questionnaire_from(SourceText("q.yaml", text, draft.sha256)).questionnaire


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_is_written_and_read_without_a_remark(kind, language):
    draft = template(kind, "x", "T", Words(language))
    text = new_questionnaire(draft, Words(language))
    loaded = questionnaire_from(SourceText("q.yaml", text, ""))
    assert loaded.questionnaire == draft
    assert loaded.warnings == ()
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("name", bundled_ids())
def test_every_bundled_questionnaire_comes_back(name):
    base = load_questionnaire(name)
    draft = base._replace(languages=(base.language,), migrations=(), retired=())
    assert reloaded(draft) == draft


def weighty(part):
    """Give what weighs nothing a weight: files in which nothing counts are refused."""
    return part._replace(weight=part.weight or Fraction(1))


def fit_for_a_file(drawn):
    """Name each scale after its levels: in a file one name stands for one scale."""

    def named(asked):
        worths = "-".join(str(level.worth).replace("/", "_") for level in asked.scale.levels)
        return weighty(asked._replace(scale=asked.scale._replace(id=f"s{worths}")))

    def section(found):
        return weighty(found._replace(sections=tuple(map(section, found.sections))))

    return drawn._replace(
        languages=(drawn.language,),
        sections=tuple(map(section, drawn.sections)),
        questions=tuple(map(named, drawn.questions)),
    )


@PROPERTY
@given(ANY.map(fit_for_a_file))
def test_any_questionnaire_comes_back(draft):
    assert reloaded(draft) == draft


READABLE = st.characters(
    exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"
)
TEXTS = st.text(READABLE, min_size=1, max_size=40).map(str.strip).filter(bool)
NASTY = st.sampled_from(
    [
        *("no", "null", "~", "a: b", "a #b", "#a", "- a", "a:", "'a'", '"a', "{a}", "[a", "a?"),
        *("a, b", "1.10", "0x1", "2026-01-31", "=1", "@a", "%a", "!a", "&a", "*a", "| a", "> a"),
        *("a\\b", "---", "...", "<<", "a " * 80, "a: " * 60, "x" * 300, "\u00e9\u3000\u00fc"),
        *("a\nb", "a\u00a0b"),
    ]
).map(str.strip)


@PROPERTY
@given(st.lists(TEXTS | NASTY, min_size=6, max_size=6), st.booleans())
def test_any_text_comes_back_whichever_parser_reads_it(texts, is_fast):
    title, about, ask, why, level, step = texts
    asked = question("a")._replace(ask=ask, title=title, why=why, rubric={0: level})
    asked = asked._replace(recommend={0: step, 1: level}, owner=about)
    draft = questionnaire(stage("one", asked))._replace(title=title, description=about)
    draft = draft._replace(languages=(draft.language,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_source, "IS_FAST", is_fast and yaml_source.IS_FAST)
        assert reloaded(draft) == draft


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("Situs resmi", "title: Situs resmi", id="plain where that is safe"),
        pytest.param("Uji: coba", 'title: "Uji: coba"', id="a colon needs quotes"),
        pytest.param("no", 'title: "no"', id="a truth elsewhere needs quotes"),
        pytest.param("a," * 40, "title: " + "a," * 40, id="commas need none in a block"),
        pytest.param("kata " * 30 + "akhir", "title: >-", id="long texts are folded"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text, line):
    draft = template(Kind.PLAIN, "x", text, ENGLISH)
    assert line in new_questionnaire(draft, ENGLISH).splitlines()


def test_questions_stand_apart_and_one_remark_explains_each_key():
    text = new_questionnaire(template(Kind.STAGES, "x", "T", ENGLISH), ENGLISH)
    assert text.count("\n\n  - id: ") == 7
    assert text.count("# the documents an assessor will ask for") == 1
    assert "\n\n\n" not in text
