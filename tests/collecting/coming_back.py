"""Files that came back, as values; nothing is read."""

from hashlib import sha256

from builders import answers, day

from egovmaturity.collecting.claims import claim_of, digest
from egovmaturity.collecting.merging import plan_merge
from egovmaturity.domain.answers import Part, Purpose, Rated, Respondent
from egovmaturity.domain.collecting import Return
from egovmaturity.domain.merging import MergeRules
from egovmaturity.language import Words
from egovmaturity.views.merge_notes import merge_notes

NOTES = merge_notes(Words("en"))


def hash_of(name):
    return sha256(name.encode()).hexdigest()


def given(answer):
    return Rated(answer) if isinstance(answer, int) else answer


def came_back(
    file, said, *, handed_out=(), asked=None, owner="", dated="", due="", purpose="self", **more
):
    """What an office sent back; ``handed_out`` is what stood there, ``None``: nobody knows."""
    sheet = answers(said)._replace(file=file, sha256=hash_of(file), **more)
    if handed_out is not None:
        stood = dict(handed_out)
        part = Part(
            owner=owner,
            asked=tuple(asked or dict.fromkeys([*said, *stood])),
            purpose=Purpose(purpose),
            respondent=Respondent(name=file.partition(".")[0], dated=day(dated)),
            due=day(due),
            handed_out={name: digest(claim_of(given(each))) for name, each in stood.items()},
        )
        sheet = sheet._replace(part=part)
    places = {name: f"{row}:3" for row, name in enumerate(said, start=5)}
    return Return(file, hash_of(file), sheet, places, (), ())


def target(said=None, **more):
    return answers(said or {})._replace(file="all.yaml", sha256=hash_of("all.yaml"), **more)


def planned(asked, into, *returns, prefer=(), **rules):
    chosen = MergeRules(prefer=tuple(map(hash_of, prefer)), **rules)
    return plan_merge(asked, into, returns, NOTES, chosen)
