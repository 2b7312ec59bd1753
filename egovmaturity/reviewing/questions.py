"""Questions: every answer counts for something."""

from collections.abc import Iterator

from egovmaturity.domain.diagnostics import Finding, Severity, message
from egovmaturity.reviewing.extremes import Extremes


def dead_questions(ends: Extremes) -> Iterator[Finding]:
    """Q123: questions whose answers move neither a stage nor the index, nor the verdict.

    Proof: the score of a stage and the index are weighted means, in which a question whose share
    is 0 moves nothing, whatever the others are. It is 0 where the question, or a section around
    it, weighs nothing. Only a mandatory question without weight still opens and shuts its stage.
    """
    for each in ends.highest.questions:
        if not each.share and each.question.mandatory is None:
            yield Finding(
                "Q123",
                Severity.WARNING,
                ("questions", each.question.id),
                message(
                    'no answer to "{id}" moves a stage, the index or the verdict',
                    id=each.question.id,
                ),
                message("Give it and the sections around it a weight above 0, or leave it out."),
            )
