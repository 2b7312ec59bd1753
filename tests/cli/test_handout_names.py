"""What the files for offices are called, whatever the offices are called."""

import re

from builders import answers, question, questionnaire, stage
from hypothesis import given
from hypothesis import strategies as st

from egovmaturity.cli.handout_names import (
    FORM,
    SHEET,
    name_for_all,
    names_by_owner,
    stems_by_owner,
)
from egovmaturity.collecting.handouts import Asking, handouts_by_owner
from egovmaturity.domain.answers import Details, Purpose, Unanswered
from egovmaturity.domain.collecting import Terms
from egovmaturity.language import Words
from egovmaturity.renderers.form.content import file_name

NAMES = st.text(st.sampled_from("aAbZ1 -./\\:éß部*\u202e") | st.characters(), max_size=50)


def asking_of(owners, purpose=Purpose.SELF):
    ids = [f"q{number}" for number in range(len(owners))]
    model = questionnaire(stage("s", *map(question, ids)))
    given = {
        name: Unanswered(Details(owner=owner)) for name, owner in zip(ids, owners, strict=True)
    }
    return Asking(model, answers(**given), Terms(purpose))


@given(st.lists(NAMES, min_size=1, max_size=8), st.sampled_from(Purpose))
def test_names_are_unlike_each_other_and_fit_every_system(owners, purpose):
    asking, words = asking_of(owners, purpose), Words("id")
    found = names_by_owner(asking, SHEET, words)
    assert found.keys() == {"", *owners}
    names = [*found.values(), name_for_all(asking, SHEET, words)]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-2026\.xlsx", name)
        assert len(name) <= 80


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_sheet_and_form_of_an_office_are_called_alike(owners):
    asking, words = asking_of(owners), Words("en")
    sheets, forms = names_by_owner(asking, SHEET, words), names_by_owner(asking, FORM, words)
    assert {owner: name.removesuffix(".xlsx") for owner, name in sheets.items()} == {
        owner: name.removesuffix(".html") for owner, name in forms.items()
    }


@given(st.lists(NAMES, min_size=1, max_size=8), st.sampled_from(Purpose))
def test_answers_that_forms_save_are_called_unlike_each_other(owners, purpose):
    asking, words = asking_of(owners, purpose), Words("id")
    called = stems_by_owner(asking, words)
    handouts = handouts_by_owner(asking, owners)
    names = [file_name(each._replace(called=called[each.owner])) for each in handouts]
    assert len({name.casefold() for name in names}) == len(names) == len(set(owners))
    for name in names:
        assert re.fullmatch(r"(jawaban|verifikasi)-[a-z0-9][a-z0-9-]*-2026\.yaml", name)
