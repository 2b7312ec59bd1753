"""Whether a result reaches what is asked of it; compared exactly, never as it is printed."""

from fractions import Fraction

from egovmaturity.domain.results import Assessment, StagedVerdict


def reaches_index(assessment: Assessment, bar: Fraction) -> bool:
    """Whether the index is at least ``bar``, on the scale its questionnaire prints it on.

    Open questions count 0. Where nothing applies there is no index, and no bar is reached.
    """
    value = assessment.index_in_print
    return value is not None and value >= bar


def reaches_stage(assessment: Assessment, stage_id: str) -> bool:
    """Whether the stage attained is ``stage_id`` or a later one.

    False where no stage is attained, and where the questionnaire has bands instead of stages.

    Raises:
        ValueError: The questionnaire has stages and ``stage_id`` is none of them.
    """
    verdict = assessment.verdict
    if not isinstance(verdict, StagedVerdict):
        return False
    order = [stage.id for stage in assessment.questionnaire.stages]
    asked = order.index(stage_id)
    return verdict.attained is not None and order.index(verdict.attained.id) >= asked
