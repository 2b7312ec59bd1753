"""Remarks on texts flag what is a mistake, and leave alone what only looks like one."""

from time import process_time

import pytest
from builders import bands, document_wanted, question, questionnaire, section
from reviewing.brute_force import reviewed

from egovmaturity.reviewing.review import review_texts


def rows(*table):
    return [pytest.param(*row[1:], id=row[0]) for row in table]


def levels_flagged(code, language, *texts):
    """Return the levels that are flagged where each has one of ``texts``, from 0 on."""
    rubric = dict(enumerate(texts))
    asked = question("q", top=len(texts) - 1, rubric=rubric, evidence=[document_wanted("a")])
    return [level for _, level in reviewed(questionnaire(asked, language=language), code)]


def flagged(code, language, **fields):
    asked = question("q", evidence=[document_wanted("a")], **fields)
    return len(reviewed(questionnaire(asked, language=language), code))


@pytest.mark.parametrize(
    ("language", "ask", "found"),
    rows(
        ("a short question", "en", "Is there a plan?", 0),
        ("160 characters", "en", "a" * 159 + "?", 0),
        ("161 characters", "en", "a" * 160 + "?", 1),
        ("161 characters in any language", "fr", "a" * 160 + "?", 1),
        ("two questions", "en", "Is there a plan? Is it kept?", 1),
        ("one or the other", "id", "Apakah ada rencana dan/atau anggaran?", 0),
        ("one or the other, twice", "id", "Apakah ada SK dan/atau SOP yang dan/atau tidak?", 1),
        ("one or the other, twice in English", "en", "Is there a and/or b, c and/or d?", 1),
        ("words of another language", "en", "Apakah a dan/atau b, c dan/atau d?", 0),
        ("a long double question", "en", "a" * 160 + "? b?", 2),
    ),
)
def test_questions_that_are_too_much(language, ask, found):
    assert flagged("Q202", language, ask=ask) == found


VAGUE_ID = rows(
    ("baik", "Dokumentasi tersusun dengan baik.", 1),
    ("memadai", "Anggaran memadai.", 1),
    ("optimal", "Layanan berjalan optimal.", 1),
    ("cukup", "Pegawainya cukup jumlahnya.", 1),
    ("sering", "Data sering dimutakhirkan.", 1),
    ("two words", "Anggaran cukup memadai.", 1),
    ("part of a word", "Situs diperbaiki, ketidakcukupan dicatat, perbaikan dilaporkan.", 0),
    ("a comparison", "Waktu layanan lebih baik daripada tahun lalu.", 0),
    ("both ... and", "Baik warga maupun usaha; situs baik di ponsel maupun di komputer.", 0),
    ("a name of its own", "Asas tata kelola yang baik dan praktik baik dipakai.", 0),
    ("a verdict", "Nilai indeks berpredikat baik atau bernilai sangat baik.", 0),
    ("a quotation", 'Predikat "baik" diperoleh.', 0),
    ("asked frequently", "Daftar pertanyaan yang sering diajukan terbit.", 0),
    ("the most used", "Sepuluh layanan yang paling sering dipakai daring.", 0),
    ("merely", "Warga cukup mengisi data satu kali dan cukup sekali masuk.", 0),
)
VAGUE_EN = rows(
    ("good", "The documentation is good.", 1),
    ("adequate", "Funds are adequate.", 1),
    ("sufficient", "There are sufficient staff.", 1),
    ("often", "Data is often updated.", 1),
    ("part of a word", "Goods are inadequately listed.", 0),
    ("a name of its own", "Good practice and good governance are described.", 0),
    ("a period", "Data is updated as often as the decree says.", 0),
    ("a verdict", "The index is rated good.", 0),
)


@pytest.mark.parametrize(("text", "found"), VAGUE_ID)
def test_vague_indonesian(text, found):
    assert levels_flagged("Q203", "id", "Tidak ada.", text) == [1] * found


@pytest.mark.parametrize(("text", "found"), VAGUE_EN)
def test_vague_english(text, found):
    assert levels_flagged("Q203", "en", "None.", text) == [1] * found


def test_vague_words_are_named_once_each():
    asked = question("q", rubric={1: "Cukup, yaitu cukup baik, baik sekali."})
    ((values, _),) = reviewed(questionnaire(asked, language="id"), "Q203")
    assert values["words"] == "cukup, baik"


@pytest.mark.parametrize(
    ("text", "right"),
    rows(
        ("analisa", "Hasil analisa data", "analisis"),
        ("a capital", "Walikota", "wali kota"),
        ("two words", "Kerja sama antar lembaga", "antarlembaga"),
        ("the right form", "Analisis risiko antarlembaga oleh wali kota", None),
        ("part of a word", "Perijinan, kepraktekan dan analisanya", None),
    ),
)
def test_misspelt_words(text, right):
    asked = questionnaire(question("q", title=text), language="id")
    found = [each for each in review_texts(asked) if each.code == "Q204"]
    assert [each.hint.values["right"] for each in found] == ([right] if right else [])
    assert not [each for each in review_texts(asked._replace(language="en")) if each.code == "Q204"]


def test_every_text_of_the_authors_is_looked_at():
    wrong = "resiko"
    asked = question(
        "q",
        **dict.fromkeys(("title", "ask", "why", "owner"), wrong),
        rubric={0: wrong},
        recommend={0: wrong},
        factors=["f"],
        blueprint=["b"],
        evidence=[document_wanted("a")._replace(text=wrong)],
    )
    whole = questionnaire(section("s", section("t", asked)), rule=bands({wrong: 0}))
    whole = whole._replace(
        language="id",
        **dict.fromkeys(("title", "description", "notice", "status_note"), wrong),
        terms=whole.terms._replace(factor=wrong),
        factors=tuple(each._replace(title=wrong, about=wrong) for each in whole.factors),
        blueprint=tuple(each._replace(title=wrong) for each in whole.blueprint),
        sections=tuple(each._replace(title=wrong) for each in whole.sections),
    )
    about = {each.about for each in review_texts(whole) if each.code == "Q204"}
    assert about == {
        *(("title",), ("description",), ("notice",), ("status_note",), ("terms", "factor")),
        *(("factors", "f", "title"), ("factors", "f", "about"), ("blueprint", "b")),
        *(("sections", "s", "title"), ("bands", wrong, "label")),
        *(("questions", "q", name) for name in ("title", "ask", "why", "owner")),
        *(("questions", "q", name, 0) for name in ("levels", "recommend", "evidence")),
    }


@pytest.mark.parametrize(
    ("rubric", "evidence", "found"),
    rows(
        ("levels and evidence", {0: "None"}, [document_wanted("a")], []),
        ("evidence that is never needed", {0: "None"}, [document_wanted("a", None)], []),
        ("levels without evidence", {0: "None"}, [], ["q"]),
        ("no levels", {}, [], []),
    ),
)
def test_questions_without_evidence(rubric, evidence, found):
    asked = questionnaire(question("q", rubric=rubric, evidence=evidence))
    assert [about for _, about in reviewed(asked, "Q206")] == found
    assert "Q206" not in {each.code for each in review_texts(asked)}


@pytest.mark.parametrize(
    ("language", "texts", "found"),
    rows(
        ("each on the one below", "id", ["-", "Ada.", "Memenuhi tingkat 1; b."], []),
        ("on itself", "id", ["-", "Ada.", "Memenuhi tingkat 2; b."], [2]),
        ("on a higher one", "id", ["-", "Memenuhi kriteria tingkat 2.", "Ada."], [1]),
        ("past the one below", "id", ["-", "Ada.", "b.", "Memenuhi tingkat 1 dan c."], [3]),
        ("on several", "id", ["-", "Ada.", "b.", "Memenuhi tingkat 1 dan 2; c."], []),
        ("on several, the last wrong", "id", ["-", "Ada.", "Memenuhi tingkat 1 sampai 2."], [2]),
        ("the lowest on another", "id", ["Memenuhi tingkat 1.", "Ada."], [0]),
        ("in a second sentence", "id", ["-", "a.", "b. Semua syarat tingkat 2 terpenuhi."], [2]),
        ("short of a higher one", "id", ["-", "Ada, tetapi belum memenuhi tingkat 2.", "b."], []),
        ("a share of a higher one", "id", ["-", "Separuh layanan memenuhi tingkat 2.", "b."], []),
        ("a higher one in part", "id", ["-", "Syarat tingkat 2 belum terpenuhi.", "b."], []),
        ("two digits", "id", [*"0123456789", "Memenuhi tingkat 9; x."], []),
        ("in English", "en", ["-", "One.", "Meets level 1 and more."], []),
        ("in English, on itself", "en", ["-", "One.", "Meets all criteria of level 2."], [2]),
        ("with the number alone", "en", ["-", "One.", "Level 2, and more."], [2]),
        ("in English, in part", "en", ["-", "Level 2 is not yet met.", "Two."], []),
        ("of things that are counted", "en", ["-", "Half the sites meet level 2.", "All."], []),
        ("without a text", "en", ["", "", ""], []),
        ("in another language", "fr", ["-", "Niveau 2.", "Level 2."], []),
    ),
)
def test_levels_that_build_on_the_wrong_one(language, texts, found):
    assert levels_flagged("Q207", language, *texts) == found


@pytest.mark.parametrize(
    ("language", "top", "found"),
    rows(
        ("what is there", "id", "Seluruh layanan daring.", 0),
        ("what is missing", "id", "Seluruh layanan daring, tetapi belum diukur.", 1),
        ("at the beginning", "id", "Belum ada.", 1),
        ("in a clause of its own", "id", "Seluruh layanan daring, dan belum diukur.", 1),
        ("a way out", "id", "Setiap tahap dinilai (atau belum ada tahap yang berakhir).", 0),
        ("a term that still runs", "id", "Rencana ditetapkan dan masanya belum berakhir.", 0),
        ("before", "id", "Diuji sebelum diluncurkan.", 0),
        ("nothing that is open", "id", "Tidak ada temuan yang belum ditutup.", 0),
        ("what is done about it", "id", "Layanan yang belum daring mempunyai jadwal.", 0),
        ("in English", "en", "All services online, not yet measured.", 1),
        ("in a contrast in English", "en", "Decided, but the decree is not yet signed.", 1),
        ("a term in English", "en", "The plan has not yet expired.", 0),
        ("nothing that is open in English", "en", "Findings that are not yet closed: none.", 0),
        ("no open finding", "en", "There is no open finding.", 0),
    ),
)
def test_a_highest_level_that_lacks_something(language, top, found):
    assert levels_flagged("Q208", language, "Belum ada, not yet.", top) == [1] * found


@pytest.mark.parametrize(
    ("language", "lower", "higher", "found"),
    rows(
        ("more", "id", "Sedikitnya 50% unit.", "Sedikitnya 75% unit.", 0),
        ("as many", "id", "Sedikitnya 50% unit.", "Sedikitnya 50% unit dan diukur.", 0),
        ("less", "id", "Sedikitnya 75% unit.", "Sedikitnya 50% unit.", 1),
        ("less in other words", "id", "Minimal 75 persen unit.", "Paling sedikit 50 % unit.", 1),
        ("decimals", "id", "Sedikitnya 74,6% unit.", "Sedikitnya 74,5% unit.", 1),
        ("the largest counts", "id", "Minimal 75% a.", "Minimal 20% a, minimal 80% b.", 0),
        (
            "on top of the one below",
            "id",
            "Minimal 75% a.",
            "Memenuhi tingkat 0; minimal 50% b.",
            0,
        ),
        ("beside everything", "id", "Minimal 75% a.", "Seluruh a dan minimal 50% b.", 0),
        ("what is not reached", "id", "Ada, tetapi belum minimal 75% a.", "Minimal 50% a.", 0),
        ("a share that is no minimum", "id", "75% unit.", "50% unit.", 0),
        ("in English", "en", "At least 75% of a.", "At least 50 % of a.", 1),
        ("beside everything in English", "en", "At least 75% of a.", "All a, at least 5% b.", 0),
    ),
)
def test_shares_that_fall(language, lower, higher, found):
    assert levels_flagged("Q209", language, lower, higher) == [1] * found


def test_only_neighbours_are_compared():
    assert levels_flagged("Q209", "id", "Minimal 75% a.", "Ada.", "Minimal 50% a.") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("baik " * 200_000, id="both without and"),
        pytest.param("“" * 1_000_000, id="quotes that never end"),
        pytest.param('"' * 999_999, id="plain quotes"),
        pytest.param("memenuhi " * 100_000, id="beginnings of a sentence"),
        pytest.param("; tingkat 2" * 100_000, id="levels"),
        pytest.param("tetapi " * 150_000 + "minimal 5%", id="exceptions"),
        pytest.param("minimal " * 150_000 + " " * 500_000, id="shares"),
        pytest.param("yang belum " * 100_000, id="lacking"),
    ],
)
def test_a_text_as_long_as_a_file_is_read_at_once(text):
    asked = questionnaire(question("q", top=1, rubric={0: text, 1: text}), language="id")
    began = process_time()
    review_texts(asked)
    assert process_time() - began < 5
