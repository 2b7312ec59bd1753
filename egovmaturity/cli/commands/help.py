"""How ``egovmaturity help`` is called."""

from typing import Annotated

import typer

from egovmaturity.cli.common import UsageError
from egovmaturity.cli.help_format import Helpful
from egovmaturity.cli.invocation import invocation
from egovmaturity.cli.output import print_out
from egovmaturity.cli.topics import TOPICS
from egovmaturity.domain.diagnostics import message
from egovmaturity.language import to_translate

app = typer.Typer()


@app.command("help", cls=Helpful, help=to_translate("Show a topic, or this list of topics."))
def _help(topic: Annotated[str, typer.Argument(metavar="[TOPIC]")] = "") -> None:
    words = invocation.words
    if topic in TOPICS:
        print_out(words(TOPICS[topic]) + "\n")
        return
    if topic:
        raise UsageError(
            message('there is no topic "{topic}"', topic=topic),
            message("Possible: {words}", words=", ".join(TOPICS)),
        )
    print_out(words("Topics: {topics}", topics=", ".join(TOPICS)) + "\n")
