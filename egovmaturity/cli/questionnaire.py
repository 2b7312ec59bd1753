"""``egovmaturity questionnaire``: list, show, schema."""

import json

from egovmaturity.cli.common import Common, UsageError
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import console, print_out
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import bundled_ids, load_by_reference
from egovmaturity.loading.json_schema import answers_schema, file_schema
from egovmaturity.renderers.expert_review import EXPERTS, expert_review
from egovmaturity.renderers.instrument import instrument_text
from egovmaturity.renderers.questionnaire_list import list_json, list_text


def run_list(kind: str, common: Common, words: Words) -> ExitCode:
    """List the questionnaires that come with the program."""
    found = [load_by_reference(each, common.language).questionnaire for each in bundled_ids()]
    if kind == "json":
        print_out(list_json(found), is_file=True)
    else:
        width = console(common.colour, is_ascii=common.is_ascii).width
        print_out(list_text(found, words, width))
    return ExitCode.DONE


def run_show(
    reference: str, kind: str, experts: int | None, language: str, words: Words
) -> ExitCode:
    """Print a questionnaire to read, as an instrument for expert review, or its file as it is."""
    if experts is not None and kind != "md":
        raise UsageError(message("--experts needs --format md"))
    if experts is not None and experts not in EXPERTS:
        raise UsageError(
            message("--experts is a number from {least} to {most}", least=1, most=EXPERTS[-1])
        )
    found = load_by_reference(reference, language)
    if kind == "yaml":
        print_out(found.path.read_text(encoding="utf-8"), is_file=True)
    elif kind == "md":
        print_out(expert_review(found.questionnaire, words, experts or 3), is_file=True)
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
