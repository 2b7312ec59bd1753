"""A translation replaces texts and nothing else."""

from loading.samples import SMALL, problems, questionnaire, source
from loading.test_questionnaire_file import BANDED

from egovmaturity.domain.questionnaire import Terms
from egovmaturity.loading.translation_file import translate

HEAD = """\
format: egovmaturity-translation
version: 1
questionnaire: small
edition: "2026.1"
language: id
title: Kuesioner kecil
levels: {0: Belum ada, 1: Rintisan, 2: Selesai}
"""
STAGED = (
    HEAD
    + """\
stages: {first: {title: Pertama}}
sources: {law: Undang-undang}
terms: {question: kriteria}
questions:
  A:
    ask: Apakah ada rencana?
    evidence: [Rencana, Foto]
    levels: {0: Tidak ada, 1: Rancangan, 2: Keputusan}
    recommend: {0: Susun., 1: Tetapkan.}
  B:
    ask: Apakah ada situs?
    levels: {0: Tidak ada, 1: Satu halaman, 2: Situs}
    recommend: {0: Bangun., 1: Kembangkan.}
  C: {ask: "Berapa bagian kantor yang daring?"}
"""
)


def translated(text: str = STAGED, base: str = SMALL):
    return translate(questionnaire(base), source(text, "lang/id.yaml"))[0]


def notes(text: str, base: str = SMALL) -> list[str]:
    return problems(lambda: translate(questionnaire(base), source(text, "lang/id.yaml"))[1])


def test_every_text_is_replaced():
    found = translated()
    assert (found.language, found.title) == ("id", "Kuesioner kecil")
    assert found.stages[0].title == "Pertama"
    assert found.sources[0].text == "Undang-undang"
    assert found.terms.question == "kriteria"
    first = found.questions[0]
    assert first.title == first.ask == "Apakah ada rencana?"
    assert first.rubric == {0: "Tidak ada", 1: "Rancangan", 2: "Keputusan"}
    assert first.recommend == {0: "Susun.", 1: "Tetapkan."}
    assert [item.text for item in first.evidence] == ["Rencana", "Foto"]
    assert [level.label for level in first.scale.levels] == ["Belum ada", "Rintisan", "Selesai"]


def test_a_term_that_is_not_translated_is_left_to_the_tool():
    base = SMALL + "terms: {question: criterion, questions: criteria, stage: step}\n"
    found = translated(base=base)
    assert found.terms == Terms(question="kriteria", stage="", section="", factor="")
    assert notes(STAGED, base) == []


def test_a_complete_translation_has_no_warnings():
    assert notes(STAGED) == []


def test_rules_numbers_and_ids_stay():
    base, found = questionnaire(), translated()
    assert found.rule == base.rule
    assert found.sha256 == base.sha256
    assert [stage.attain for stage in found.stages] == [stage.attain for stage in base.stages]
    for before, after in zip(base.questions, found.questions, strict=True):
        kept = ("id", "stage", "weight", "mandatory", "allows_not_applicable", "requires", "effort")
        assert all(getattr(before, name) == getattr(after, name) for name in kept)
        assert [item[::2] for item in before.evidence] == [item[::2] for item in after.evidence]


def test_what_is_missing_stays_in_the_base_language_and_is_named():
    text = STAGED.replace("title: Kuesioner kecil\n", "").replace(
        "    ask: Apakah ada situs?\n", ""
    )
    found = translated(text)
    assert found.title == "A small questionnaire"
    assert found.questions[1].ask == found.questions[1].title == "Is there a site?"
    assert [note.split()[1] for note in notes(text)] == ["Q301", "Q301"]


def test_an_empty_text_is_a_missing_one():
    text = STAGED.replace("Kuesioner kecil", '""').replace("Foto", '" "')
    found = translated(text)
    assert found.title == "A small questionnaire"
    assert [item.text for item in found.questions[0].evidence] == ["The plan", "A photograph"]
    assert [note.split()[1] for note in notes(text)] == ["Q301", "Q301"]


def test_a_title_of_its_own_is_asked_for_only_where_the_base_has_one():
    base = SMALL.replace("    ask: Is there a site?", "    title: Site\n    ask: Is there a site?")
    assert translated(STAGED, base).questions[1].title == "Site"
    assert [note.split()[1] for note in notes(STAGED, base)] == ["Q301"]


def test_sections_and_bands():
    text = (
        HEAD
        + """\
sections: {d1: {title: Domain}, d1.a: {title: Dalam}, d2: {title: Lain}}
sources: {law: Undang-undang}
bands: {"1": {label: Rendah}, high: {label: Tinggi, about: Baik}}
questions:
  A: {ask: Tanya, levels: {0: a, 1: b, 2: c}, recommend: {0: d, 1: e}}
  B: {ask: Tanya, levels: {0: a, 1: b, 2: c}, recommend: {0: d, 1: e}}
"""
    )
    found = translated(text, BANDED)
    assert [band.label for band in found.rule.bands] == ["Rendah", "Tinggi"]
    assert [section.title for section in found.walk_sections()] == ["Domain", "Dalam", "Lain"]
    assert notes(text, BANDED) == []


def test_named_scales_and_items_of_a_blueprint():
    base = BANDED.replace(
        "verdict:",
        "scales: {two: [{level: 0, label: Low}, {level: 1, label: High}]}\n"
        "blueprint: [{id: x, title: Item}, {id: y, title: Other}]\nverdict:",
    ).replace("levels: {0: a, 1: b, 2: c}, recommend: {0: d, 1: e}", "scale: two")
    text = HEAD + "scales: {two: {0: Rendah, 1: Tinggi}}\nblueprint: {x: Butir}\n"
    found = translated(text, base)
    assert [level.label for level in found.questions[0].scale.levels] == ["Rendah", "Tinggi"]
    assert [item.title for item in found.blueprint] == ["Butir", "Other"]
    assert any(note == "9:12 Q301" for note in notes(text, base))


def test_the_language_is_that_of_the_name():
    text = STAGED.replace("language: id", "language: fr")
    assert notes(text) == ["5:11 Q302"]
