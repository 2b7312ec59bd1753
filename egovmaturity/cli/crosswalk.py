"""``egovmaturity questionnaire crosswalk``: what links two questionnaires."""

from pathlib import Path

from egovmaturity.cli.common import Common
from egovmaturity.cli.exit_codes import ExitCode
from egovmaturity.cli.output import console, print_out
from egovmaturity.language import Words
from egovmaturity.loading.catalogue import load_by_reference
from egovmaturity.loading.crosswalk_catalogue import load_between
from egovmaturity.renderers.crosswalk import crosswalk_json, crosswalk_markdown, crosswalk_text


def run_crosswalk(first: str, second: str, kind: str, common: Common, words: Words) -> ExitCode:
    """Print every link between two questionnaires, in the order of the first."""
    one, other = (load_by_reference(each, words.language) for each in (first, second))
    places = (Path(), one.path.parent.parent)
    crosswalk = load_between(one.questionnaire, other, places, words.language).crosswalk
    if kind == "json":
        print_out(crosswalk_json(crosswalk), is_file=True)
    elif kind == "md":
        print_out(crosswalk_markdown(crosswalk, words), is_file=True)
    else:
        width = console(common.colour, is_ascii=common.is_ascii).width
        print_out(crosswalk_text(crosswalk, words, width))
    return ExitCode.DONE
