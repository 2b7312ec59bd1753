"""What a merge writes into notes, in the language of the answers."""

from collections.abc import Callable, Sequence

from egovmaturity.collecting.settling import Note, Notes
from egovmaturity.domain.merging import NOTED_DIGITS, Word
from egovmaturity.language import Words
from egovmaturity.views.claims import claim_text


def merge_notes(words: Words) -> Notes:
    """Return the notes that a merge writes, in the language of ``words``."""

    def note(heading: str, line: Callable[[Word], str]) -> Note:
        def written(said: Sequence[Word]) -> str:
            return "\n".join([heading, *map(line, said)])

        return written

    def traceable(word: Word) -> str:
        said = claim_text(word.said, words)
        return f"- {word.file} [{word.sha256[:NOTED_DIGITS]}]: {said}"

    def plain(word: Word) -> str:
        return f"- {word.file}: {claim_text(word.said, words)}"

    return Notes(
        conflict=note(words("Contradiction between files that came back:"), traceable),
        consensus=note(words("Consensus (lower median) of:"), plain),
    )
