"""``egovmaturity questionnaire``: list, show, schema."""

import json
from typing import Any

from egovmaturity.cli.common import Common
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import print_out
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import bundled_ids, load_by_reference
from egovmaturity.loading.json_schema import answers_schema, file_schema
from egovmaturity.renderers.instrument import instrument_markdown, instrument_text
from egovmaturity.renderers.safe_text import one_line


def run_list(common: Common, words: Words, *, as_json: bool) -> ExitCode:
    """List the questionnaires that come with the program."""
    rows = [_row(questionnaire_id, common.language) for questionnaire_id in bundled_ids()]
    if as_json:
        document = {"schema_version": "1.0", "questionnaires": rows}
        print_out(
            json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n", is_file=True
        )
        return ExitCode.DONE
    for row in rows:
        counts = words(
            "{n} questions, {languages}", n=row["questions"], languages=", ".join(row["languages"])
        )
        print_out(f"{row['id']}@{row['edition']}  {row['status']}  {counts}\n    {row['title']}\n")
    return ExitCode.DONE


def _row(questionnaire_id: str, language: str) -> dict[str, Any]:
    questionnaire = load_by_reference(questionnaire_id, language).questionnaire
    return {
        "id": questionnaire.id,
        "edition": questionnaire.edition,
        "status": questionnaire.status.value,
        "title": one_line(questionnaire.title),
        "questions": len(questionnaire.questions),
        "stages": len(questionnaire.stages),
        "languages": list(questionnaire.languages),
        "license": questionnaire.license,
    }


def run_show(reference: str, kind: str, language: str, words: Words) -> ExitCode:
    """Print a questionnaire as an instrument to read, or its base file as it is."""
    found = load_by_reference(reference, language)
    if kind == "yaml":
        print_out(found.path.read_text(encoding="utf-8"), is_file=True)
        return ExitCode.DONE
    if kind == "md":
        print_out(instrument_markdown(found.questionnaire, words), is_file=True)
    else:
        print_out(instrument_text(found.questionnaire, words))
    return ExitCode.DONE


def run_schema(kind: str, reference: str | None, language: str) -> ExitCode:
    """Print the JSON Schema of a file kind, for editors."""
    schema = file_schema(kind)
    if kind == "answers" and reference is not None:
        questionnaire: Questionnaire = load_by_reference(reference, language).questionnaire
        schema = answers_schema(questionnaire)
    print_out(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", is_file=True)
    return ExitCode.DONE
