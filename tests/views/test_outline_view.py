"""What a master plan in outline says: sums that add up, and nothing that nobody has answered."""

import re

import pytest
from builders import NA, answers, question, questionnaire, rated, stage
from hypothesis import given
from outline_example import assessed_example, example, outlined
from plan_example import INSTRUMENT, NOW, query
from planning.test_master_plan import MODEL, planned, some_actions

from egovmaturity import assess, load_questionnaire, make_plan
from egovmaturity.domain.answers import Quarter
from egovmaturity.domain.outline import Each, Layout, OutlinePart, Show
from egovmaturity.language import Words
from egovmaturity.planning.action_plan import make_action_plan
from egovmaturity.planning.find_plan import find_plan
from egovmaturity.planning.master_plan import make_master_plan
from egovmaturity.renderers.bundle import Look
from egovmaturity.renderers.explanation import explanation_text
from egovmaturity.views.action_plan_view import action_plan_blocks
from egovmaturity.views.outline_view import outline_view
from egovmaturity.views.plan_view import plan_view

NO_DATA = "No data yet"
ALL = OutlinePart("p", "Part", "", tuple(Show), (), Each.BLUEPRINT, Layout.CHAPTERS)
FULL = MODEL._replace(outline=(ALL,))


def view_of(model=FULL, sheet=None, language="en"):
    return outlined(assess(model, sheet or answers()), language).view


def pieces(view):
    for part in view.parts:
        yield from part.pieces
        yield from (piece for chapter in part.chapters for piece in chapter.pieces)


def chapter(view, title):
    (found,) = [each for part in view.parts for each in part.chapters if each.title == title]
    return found


def said(view):
    """Everything that is printed of the parts, a text a line."""
    lines = []
    for piece in pieces(view):
        lines += [*piece.sentences, *piece.notes]
        rows = (*piece.grid.rows, piece.grid.total) if piece.grid else ()
        lines += [text for row in rows for cell in row for text in (cell.text, *cell.notes)]
    return "\n".join(lines)


def rupiah(text):
    found = re.fullmatch(r"Rp([\d,]+)", text)
    return int(found[1].replace(",", "")) if found else 0


def column(grid, at):
    return [rupiah(row[at].text) for row in grid.rows], rupiah(grid.total[at].text)


@given(some_actions())
def test_every_printed_column_of_money_adds_up_to_its_total(actions):
    view = view_of(sheet=answers(actions=actions))
    grids = [piece.grid for piece in pieces(view) if piece.grid and piece.grid.total]
    for grid in grids:
        money = [at for at, each in enumerate(grid.columns) if each.kind == "number"]
        rows, total = column(grid, money[-1])
        assert sum(rows) == total, grid.caption
    kept = [each for each in actions if each.status.value != "dropped"]
    whole = sum(each.budget or 0 for each in kept)
    for title in ("Actions", "Budget", "Offices responsible"):
        for piece in chapter(view, title).pieces:
            if piece.grid is not None and kept:
                at = max(n for n, c in enumerate(piece.grid.columns) if c.kind == "number")
                assert column(piece.grid, at)[1] == whole


def test_no_amount_is_printed_that_is_no_sum_of_budgets():
    view = example("en").view
    budgets = [
        each.budget for each in assessed_example(load_questionnaire("inpres-3-2003")).sheet.actions
    ]
    sums = {0}
    for budget in budgets:
        sums |= {total + budget for total in sums}
    printed = {int(each.replace(",", "")) for each in re.findall(r"Rp([\d,]*\d)", said(view))}
    assert printed
    assert printed <= sums


def test_every_code_is_a_question_or_an_action():
    assessment = assessed_example(load_questionnaire("inpres-3-2003"))
    known = {q.id for q in assessment.questionnaire.questions}
    known |= {each.id for each in assessment.sheet.actions} | {"RA-25-06"}  # named in a title
    codes = set(re.findall(r"\b(?:S\d-[A-Z]{3}|RA-\d\d)-\d\d\b", said(example().view)))
    assert len(codes) > 60
    assert codes <= known


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["inpres-3-2003", "master-plan", "egdi", "spbe-2020"])
def test_without_answers_nothing_is_known(name, language):
    asked = load_questionnaire(name, language)
    sheet = answers()._replace(questionnaire=asked.reference)
    view = outlined(assess(asked, sheet), language).view
    text = said(view)
    assert "Rp" not in text
    assert "%" not in re.sub("[≥>] [0-9]+%", "", "\n".join(conditions(view)))
    nothing = {"id": "Belum ada data", "en": NO_DATA}[language]
    for part in view.parts:
        for each in part.chapters:
            alone = view._replace(parts=(part._replace(pieces=(), chapters=(each,)),))
            assert nothing in said(alone), each.title
    facts = {fact.label: fact.text for fact in view.facts}
    assert list(facts.values()).count(nothing) == 4


def conditions(view):
    """What is said of conditions; levels are explained by texts that hold numbers of their own."""
    for piece in pieces(view):
        yield from piece.sentences
        if piece.grid and piece.grid.columns[1].title in {"Score", "Skor"}:
            yield from (cell.text for row in piece.grid.rows for cell in row)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(rated(2), ("2 level 2", "3 level 3", "Not verified"), id="claimed"),
        pytest.param(
            rated(2, verified=1),
            ("1 level 1 / Claimed: 2", "3 level 3", "Verified: 1 / an assessor"),
            id="verified",
        ),
        pytest.param(rated(3), ("3 level 3", "3 level 3 / Reached", "Not verified"), id="reached"),
        pytest.param(
            rated(1, target=2), ("1 level 1", "2 level 2", "Not verified"), id="own target"
        ),
        pytest.param(NA, ("Not applicable", "–", "–"), id="not applicable"),
        pytest.param(None, (f"{NO_DATA} / Unanswered", "3 level 3", "–"), id="unanswered"),
    ],
)
def test_a_row_says_what_is_known_of_a_question(answer, expected):
    model = questionnaire(stage("one", question("a", blueprint=["net"]), question("b")))
    model = model._replace(blueprint=MODEL.blueprint[:1])
    sheet = answers({"b": 1} if answer is None else {"a": answer, "b": 1})
    (row,) = view_of(model, sheet).parts[1].chapters[0].pieces[0].grid.rows
    found = [" / ".join((cell.text, *cell.notes)) for cell in row]
    assert (found[1], found[2], found[4]) == expected


def test_a_suggested_office_is_no_office_that_was_named():
    model = FULL._replace(questions=tuple(q._replace(owner="ICT") for q in FULL.questions))
    row = chapter(view_of(model), "Network").pieces[0].grid.rows[0]
    assert row[5] == (NO_DATA, ("Suggested: ICT",))
    assert chapter(view_of(model), "Offices responsible").pieces[0].sentences[0].startswith(NO_DATA)


ACTIONS = (
    planned("both", {"b": 3}, budget=70, start=Quarter(2026, 3), end=Quarter(2027, 1)),
    planned("some", {"a": 2}),
)


def test_a_chapter_says_what_it_shares_what_has_no_budget_and_what_is_left():
    view = view_of(sheet=answers({"a": 1, "b": 1, "c": 1}, actions=ACTIONS))
    assert chapter(view, "Network").pieces[1].notes == (
        f"Budget by year: 2026–2027 Rp70; Without a period {NO_DATA}.",
        "Without a budget, and in no total: some.",
        "Serving other chapters as well, and counted once in the totals: both (Rp70).",
    )
    assert chapter(view, "Staff").pieces[1].notes[-1] == "Below target and without an action: c."
    assert chapter(view, "Money").pieces[1].sentences == (
        f"{NO_DATA}: no action on record serves this.",
    )


def test_the_schedule_goes_quarter_by_quarter():
    piece = chapter(view_of(sheet=answers(actions=ACTIONS)), "Schedule by quarter").pieces[0]
    assert [tuple(cell.text for cell in row) for row in piece.grid.rows] == [
        ("Q3 2026", "both", "–", "–"),
        ("Q4 2026", "–", "both", "–"),
        ("Q1 2027", "–", "–", "both"),
    ]
    assert piece.notes == ("Without a period: some.",)


def test_what_is_missing_is_counted_at_the_end():
    view = view_of(sheet=answers({"a": 1, "b": 3}, actions=ACTIONS))
    rows = {row[0].text: (row[1].text, row[2].text) for row in view.parts[-1].pieces[0].grid.rows}
    assert rows["Questions without a rating that counts"] == ("2", "c, d")
    assert rows["Questions that nobody has verified"] == ("2", "a, b")
    assert rows["Questions below target and without an action"] == ("2", "c, d")
    assert rows["Actions without a budget"] == ("1", "some")
    assert rows["Actions without an office"] == ("2", "both, some")


def test_parts_that_nobody_declared_are_said_to_be_the_tool_s():
    assert any("names no parts" in each for each in view_of(MODEL).about)
    assert not any("names no parts" in each for each in view_of(FULL).about)


def test_a_step_begins_where_the_plan_and_its_actions_say():
    asked = OutlinePart("p", "Part", "", tuple(Show), (), Each.STAGES, Layout.CHAPTERS)
    open_now = {q: level for q, level in NOW.items() if q != "R1"}
    assessment = assess(INSTRUMENT._replace(outline=(asked,)), answers(open_now))
    roadmap = find_plan(assessment, query("3", assessment=assessment, assumed=1))
    plan = make_master_plan(assessment, make_plan(assessment), roadmap)
    words = Words("en").naming(assessment.questionnaire)
    pages = [
        said(outline_view(plan, words)),
        explanation_text(plan_view(assessment, roadmap, words), Look()),
        str(action_plan_blocks(assessment, make_action_plan(assessment, roadmap), words)),
    ]
    assert all("open → 1" in page or "open → 2" in page for page in pages)
