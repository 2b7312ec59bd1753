"""A small, complete questionnaire to start from, with comments that explain every part."""

from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.blank_answers import quoted
from egovmaturity.yaml_scalars import word

_COMMENTS = {
    "edition": to_translate("in quotes: 2026.10 is not 2026.1"),
    "levels": to_translate("the scale of every question, lowest first"),
    "verdict": to_translate(
        "a stage needs attain, every earlier one foundation; > and >= are not the same"
    ),
    "stages": to_translate("in this order; four or more questions each"),
    "factors": to_translate("a lens across the stages; leave it out if there is none"),
    "weight": to_translate("exact, relative to the questions of the same stage"),
    "mandatory": to_translate("the least level that lets the stage pass"),
    "rubric": to_translate("observable, each level containing the one below"),
    "evidence": to_translate("the documents an assessor will ask for"),
    "recommend": to_translate("what to do at this level to reach the next"),
}


def new_questionnaire(questionnaire_id: str, title: str, words: Words) -> str:
    """Return the text of a questionnaire with two stages and four questions each.

    It loads and scores as it is; its author replaces the texts.
    """
    say = {name: words(text) for name, text in _COMMENTS.items()}
    lines = [
        "format: egovmaturity-questionnaire",
        "version: 1",
        f"id: {word(questionnaire_id)}",
        f'edition: "2026.1"  # {say["edition"]}',
        f"language: {words.language}",
        "status: draft",
        f"title: {quoted(title)}",
        f"description: {quoted('...')}",
        f"notice: {quoted(words('A self-assessment, not an official evaluation.'))}",
        "license: CC-BY-4.0",
        "authors:",
        f"  - name: {quoted('...')}",
        "sources:",
        f"  - {{id: source-1, text: {quoted('...')}}}",
        "",
        f"levels:  # {say['levels']}",
        *(
            f"  - {{level: {number}, label: {quoted(words(label))}}}"
            for number, label in enumerate(_LEVELS)
        ),
        "",
        f"verdict:  # {say['verdict']}",
        "  kind: stages",
        '  attain: ">= 70 %"',
        '  foundation: ">= 70 %"',
        "  undetermined_below: 50 %",
        "",
        f"stages:  # {say['stages']}",
        f"  - {{id: stage-1, title: {quoted(words('Stage {n}', n=1))}}}",
        f"  - {{id: stage-2, title: {quoted(words('Stage {n}', n=2))}}}",
        "",
        f"factors:  # {say['factors']}",
        f"  - {{id: people, title: {quoted(words('People'))}}}",
        f"  - {{id: service, title: {quoted(words('Service'))}}}",
        "",
        "questions:",
    ]
    for stage in (1, 2):
        for number in (1, 2, 3, 4):
            lines += _question(stage, number, words, say)
    return "\n".join(lines).rstrip("\n") + "\n"


_LEVELS = (
    to_translate("Absent"),
    to_translate("Initiated"),
    to_translate("Partial"),
    to_translate("Complete"),
)


def _question(stage: int, number: int, words: Words, say: dict[str, str]) -> list[str]:
    is_first = stage == number == 1
    code = f"S{stage}-{number:02d}"
    factor = "people" if number == 1 else "service"

    def remark(name: str) -> str:
        return f"  # {say[name]}" if is_first else ""

    lines = [
        f"  - id: {code}",
        f"    stage: stage-{stage}",
        f"    factor: {factor}",
        f"    title: {quoted(words('Question {code}', code=code))}",
        f"    ask: {quoted(words('What is asked in {code}?', code=code))}",
        f"    weight: 1{remark('weight')}",
    ]
    if number == 1:
        lines.append(f"    mandatory: 2{remark('mandatory')}")
    lines.append(f"    levels:{remark('rubric')}")
    for level, label in enumerate(_LEVELS):
        text = words("{label}: say what can be seen at this level.", label=words(label))
        lines.append(f"      {level}: {quoted(text)}")
    lines += [
        f"    evidence:{remark('evidence')}",
        f"      - {{text: {quoted(words('A document'))}, from_level: 2}}",
        f"    recommend:{remark('recommend')}",
    ]
    for level in range(len(_LEVELS) - 1):
        text = words("Say what leads from level {n} to the next.", n=level)
        lines.append(f"      {level}: {quoted(text)}")
    return [*lines, ""]
