"""What the formulas of an answer sheet come to when LibreOffice computes them."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import NamedTuple

import pytest
from builders import document_wanted, number_range, question, questionnaire, scale, stage
from renderers.handouts import handout, sheet
from renderers.libreoffice import recomputed
from renderers.workbooks import Book, Entry, filled, opened

from egovmaturity.collecting.claims import Claim, Document
from egovmaturity.collecting.completeness import completeness
from egovmaturity.domain.answers import (
    AnswerKind,
    Details,
    DontKnow,
    Evidence,
    NotApplicable,
    Purpose,
    Rated,
)
from egovmaturity.domain.collecting import Completeness, Terms
from egovmaturity.domain.questionnaire import Level, NumberRange, Question, Rating, Scale
from egovmaturity.language import Words
from egovmaturity.renderers.sheet.status import states

SAYS = states(Words("en"))
OFFERED = ("Not applicable", "Don't know")


def levels(*labels: str, lowest: int = 0) -> Scale:
    """A scale with these labels."""
    rungs = enumerate(labels, start=lowest)
    return Scale("s", tuple(Level(n, label, Fraction(n, 100)) for n, label in rungs))


KINDS = {
    "zero": question("zero", scale=scale(4)),
    "must": question("must", scale=scale(4), allows_not_applicable=False),
    "one": question("one", scale=scale(5, lowest=1)),
    "ten": question("ten", scale=scale(12, lowest=8), evidence=[document_wanted("x", 10)]),
    "yes": question("yes", scale=levels("No", "Yes")),
    "first": question("first", scale=scale(2), evidence=[document_wanted("x", 0)]),
    "never": question("never", scale=scale(2), evidence=[document_wanted("x", 9)]),
    "odd": question("odd", scale=levels("a*", "a?", "a~b", 'say "x"', "Jan", "1/2", "= 1", "50 %")),
    "long": question("long", scale=levels(*(f"{'x' * 240}{n}" for n in range(4)))),
    "share": question("share", scale=number_range()),
    "thirds": question("thirds", scale=number_range("-1/3", "2/3"), allows_not_applicable=False),
    "many": question("many", scale=scale(130), evidence=[document_wanted("x", 120)]),
}
MANY = ("0 level 0", "119 level 119", "120 level 120", "130 level 130")


class Case(NamedTuple):
    """What an office types for a question, and what it means; nothing where it means nothing."""

    asked: Question
    entry: Entry
    rating: Rating | None = None
    kind: AnswerKind = AnswerKind.UNANSWERED
    evidence: str = ""
    note: str = ""

    @property
    def expected(self) -> str:
        if self.rating is None and self.entry not in ("", "  ", *OFFERED):
            return SAYS.invalid
        if self.entry == OFFERED[0] and not self.asked.allows_not_applicable:
            return SAYS.invalid
        documents = (Document(self.evidence.strip(), ""),) if self.evidence.strip() else ()
        claim = Claim(self.kind, self.rating, self.note.strip(), documents)
        return SAYS.of(completeness(self.asked, claim))


def cases() -> Iterator[Case]:
    """Every kind of question in every state."""
    for asked in KINDS.values():
        for (entry, rating, kind), evidence, note in product(
            entries(asked), ("", "  ", "decree"), ("", " ", "why")
        ):
            if not (evidence and note):
                yield Case(asked, entry, rating, kind, evidence, note)


def entries(asked: Question) -> Iterator[tuple[Entry, Rating | None, AnswerKind]]:
    yield "", None, AnswerKind.UNANSWERED
    yield "  ", None, AnswerKind.UNANSWERED
    yield "Not applicable", None, AnswerKind.NOT_APPLICABLE
    yield "Don't know", None, AnswerKind.DONT_KNOW
    yield "what the office likes", None, AnswerKind.UNANSWERED
    if isinstance(asked.scale, NumberRange):
        yield 0.5, Fraction(1, 2), AnswerKind.RATED
        yield 0.0, Fraction(0), AnswerKind.RATED
        yield 7.0, None, AnswerKind.UNANSWERED
        yield "0.5", None, AnswerKind.UNANSWERED
        return
    for level in asked.scale.levels:
        text = f"{level.number} {level.label}"
        if asked.id != "many" or text in MANY:
            yield text, level.number, AnswerKind.RATED


CASES = list(cases())
NUMBERED = [case.asked._replace(id=f"{case.asked.id}-{place}") for place, case in enumerate(CASES)]
MODEL = questionnaire(stage("even", *NUMBERED[::2]), stage("odd", *NUMBERED[1::2]))
ORDER = [case for start in (0, 1) for case in CASES[start::2]]


def answered() -> bytes:
    """A sheet for all cases, filled in."""
    typed: dict[str, Entry] = {}
    for row, case in enumerate(ORDER, start=5):
        typed |= {f"F{row}": case.entry, f"G{row}": case.evidence, f"I{row}": case.note}
    return filled(
        sheet(handout(model=MODEL)), "Answers", {c: e for c, e in typed.items() if e != ""}
    )


PROOF = Details(evidence=(Evidence("decree", "", None, "", ()),), note="so")
GIVEN = {
    "must": Rated(2, PROOF),
    "ten": Rated(10, Details()),
    "odd": NotApplicable("no port"),
    "one": NotApplicable(""),
    "yes": DontKnow(),
    "share": Rated(Fraction(1, 3)),
    "thirds": Rated(Fraction(2, 5)),
}
SMALL = questionnaire(stage("s", *KINDS.values()))


class Finding(NamedTuple):
    """What an assessor types for a question, and what the sheet says then."""

    question: str
    level: Entry
    remark: str
    expected: str


FINDINGS = [
    Finding("must", "2 level 2", "", SAYS.complete),
    Finding("ten", "9 level 9", "", SAYS.no_remark),
    Finding("odd", "Not applicable", "", SAYS.complete),
    Finding("one", "3 level 3", "looked", SAYS.complete),
    Finding("yes", "Not applicable", "", SAYS.invalid),  # an office has not claimed that
    Finding("share", 0.25, " ", SAYS.no_remark),
    Finding("thirds", 0.4, "", SAYS.complete),
    Finding("zero", "", "seen", SAYS.not_verified),
    Finding("first", "many", "", SAYS.invalid),
]


def verified() -> bytes:
    """A sheet for an assessor, filled in."""
    out = handout(model=SMALL, given=GIVEN, terms=Terms(Purpose.VERIFICATION))
    rows = {name: row for row, name in enumerate(KINDS, start=5)}
    typed = {f"K{rows[f.question]}": f.level for f in FINDINGS}
    typed |= {f"L{rows[f.question]}": f.remark for f in FINDINGS}
    return filled(sheet(out), "Answers", {cell: e for cell, e in typed.items() if e != ""})


HOSTILE = ("=1+1", " =1+1", "+1", "-1", "@SUM(1)", "\t=1", "\ufeff=1", "\uff1d1")
HOSTILE += ("<r>x</r>", "_x0041_")


def hostile() -> bytes:
    """A sheet of nothing but texts that look like something else."""
    texts = dict(zip(map(str, range(len(HOSTILE))), HOSTILE, strict=True))
    asked = [question(f"q-{n}", title=text, ask=text) for n, text in texts.items()]
    given = {f"q-{n}": NotApplicable(text, "", PROOF) for n, text in texts.items()}
    return sheet(handout(*asked, given=given, owner="=1+1"))


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> dict[str, Book]:
    made = {
        "answered": answered(),
        "given": sheet(handout(model=SMALL, given=GIVEN)),
        "verified": verified(),
        "hostile": hostile(),
        "nine": sheet(handout(question("a"), question("b")), "id"),
    }
    saved = recomputed(made, tmp_path_factory.mktemp("libreoffice"))
    return {name: opened(data) for name, data in saved.items()}


def test_the_state_of_every_answer_is_what_completeness_says(books):
    found = books["answered"].sheets["Answers"].column("J")
    wrong = [(c, said) for c, said in zip(ORDER, found, strict=True) if said != c.expected]
    assert not wrong
    assert set(found) == {SAYS.of(each) for each in Completeness} | {SAYS.invalid}


def test_the_summary_counts_what_the_states_say(books):
    summary = books["answered"].sheets["Summary"]
    halves = [CASES[0::2], CASES[1::2], CASES]
    for row, inside in enumerate(halves, start=5):
        states = Counter(case.expected for case in inside)
        done = states[SAYS.complete] + states[SAYS.no_reason] + states[SAYS.no_evidence]
        said = [float(summary.text(f"{column}{row}")) for column in "CDEF"]
        complete = states[SAYS.complete]
        assert said == pytest.approx([len(inside), done, complete, complete / len(inside)])


def test_what_stands_in_a_sheet_already_is_counted_before_and_after_computing(books):
    before, after = opened(sheet(handout(model=SMALL, given=GIVEN))), books["given"]
    assert after.sheets["Answers"].column("J") == before.sheets["Answers"].column("J")
    for cell in ("C5", "D5", "E5", "F5", "C6", "D6", "E6", "F6"):
        said = [float(each.sheets["Summary"].text(cell)) for each in (before, after)]
        assert said[0] == pytest.approx(said[1])


def test_an_assessor_sees_what_is_left_to_say(books):
    answers = books["verified"].sheets["Answers"]
    found = dict(zip(KINDS, answers.column("J"), strict=True))
    assert {f.question: found[f.question] for f in FINDINGS} == {
        f.question: f.expected for f in FINDINGS
    }
    summary = books["verified"].sheets["Summary"]
    assert [summary.text(f"{column}5") for column in "CDE"] == ["12", "6", "4"]


def test_the_same_formulas_in_indonesian(books):
    nine = books["nine"]
    assert nine.sheets["Jawaban"].column("J") == ["Belum dijawab"] * 2
    assert [nine.sheets["Rekap"].text(f"{column}6") for column in "CDEF"] == ["2", "0", "0", "0"]


def test_no_text_becomes_a_formula_and_none_is_lost(books):
    before, after = opened(hostile()), books["hostile"]
    for name, had in before.sheets.items():
        for place, cell in had.cells.items():
            kept = after.sheets[name].cells.get(place)
            if cell.kind == "s":
                assert kept is not None
                assert (kept.formula, kept.text) == (None, cell.text), f"{name}!{place}"


def test_the_lists_of_levels_survive(books):
    assert set(books["given"].names) >= {"level_list", "level_list_2"}
    rules = books["given"].sheets["Answers"].rules()
    assert rules["F5"].get("type") == "list"
