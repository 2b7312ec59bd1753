"""Handouts to write sheets of."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

from builders import question, questionnaire, stage

from egovmaturity.domain.answers import Answer, Institution, Occasion
from egovmaturity.domain.collecting import Handout, Terms
from egovmaturity.domain.questionnaire import Question, Questionnaire
from egovmaturity.language import Words
from egovmaturity.renderers.sheet.workbook import sheet_workbook

DUE = date(2026, 1, 30)
TERMS = Terms(due=DUE, contact="Bagian Organisasi, 0812")


def handout(
    *asked: Question, model: Questionnaire | None = None, given: Mapping[str, Answer] = {}, **more
) -> Handout:
    """Ask an office these questions, or all of a questionnaire."""
    model = model or questionnaire(stage("one", *(asked or [question("a")])))
    blank = Handout(
        questionnaire=model,
        language=model.language,
        institution=Institution("sukamaju", "Kabupaten Sukamaju", None),
        occasion=Occasion(2026, None, None, "", ""),
        owner="Dinas Kominfo",
        questions=model.questions,
        answers=given,
        earlier={},
        terms=TERMS,
    )
    return blank._replace(**more)


def sheet(of: Handout, language: str = "en") -> bytes:
    return sheet_workbook(of, Words(language))


def calamine_rows(data: bytes, name: str) -> list[list[object]]:
    """The cells of a sheet as the reader of returned sheets sees them."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)
