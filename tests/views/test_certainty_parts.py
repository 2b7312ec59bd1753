"""How firm a verdict is, in the words of a report."""

from builders import answers, number_range, question, questionnaire, stage

from egovmaturity.language import Words
from egovmaturity.planning.plan import make_plan
from egovmaturity.scoring.assess import assess
from egovmaturity.views.certainty_parts import certainty
from egovmaturity.views.context import Extras, context_of


def told(asked, given):
    """What a report says, its blocks by id."""
    assessment = assess(asked, given)
    c = context_of(assessment, make_plan(assessment), Words("en"), Extras())
    found = certainty(c)
    return found.summary, {block.id: block for block in found.blocks}


def three(*places, **rule):
    return questionnaire(*(stage(name, question(name.upper())) for name in places), **rule)


def test_that_a_verdict_is_provisional_comes_first():
    summary, _ = told(three("a", "b"), answers(A=3))
    assert summary.startswith("Provisional: 1 question is open and counts 0 here.")
    summary, _ = told(three("a", "b"), answers(A=3, B=0))
    assert "Provisional" not in summary


def test_where_nothing_is_attained_nothing_can_be_lost():
    _, blocks = told(three("a", "b"), answers(A=0, B=0))
    assert "fall" not in blocks
    _, blocks = told(three("a", "b"), answers(A=3, B=0))
    assert blocks["fall"].title == "What would lose Title of a"


def test_a_stage_that_only_waits_for_another_has_a_row_too():
    _, blocks = told(three("a", "b", "c"), answers(A=3, B=0, C=3))
    rows = [(row[0], row[-1]) for row in blocks["rises"].table.rows]
    assert rows == [("Title of b", "1 / 2"), ("Title of c", "1 / 2")]
    assert blocks["rises"].table.rows[1][1:-1] == ("–", "–", "–", "–")


def test_rows_are_said_to_build_on_each_other_only_where_they_do():
    nested = "Each row takes all rows above it as well."
    _, blocks = told(three("a", "b", "c"), answers(A=3, B=0, C=0))
    assert nested in blocks["rises"].sentences
    looser = three("a", "b", "c", attain="> 50 %", foundation="> 25 %")
    _, blocks = told(looser, answers(A=3, B=1, C=1))
    assert nested not in blocks["rises"].sentences


def test_no_table_is_without_rows():
    asked = questionnaire(stage("a", question("A", scale=number_range())))
    for given in (answers(A=1), answers(), answers(A=0)):
        _, blocks = told(asked, given)
        assert all(bool(b.table.columns) == bool(b.table.rows) for b in blocks.values())
