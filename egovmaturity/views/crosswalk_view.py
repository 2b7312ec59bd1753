"""What a crosswalk says, in words."""

from collections.abc import Iterable

from egovmaturity.domain.crosswalk import (
    Crosswalk,
    Link,
    LinkBasis,
    Strength,
    elements_of,
)
from egovmaturity.language import Words
from egovmaturity.views import sentences


def crosswalk_sentence(words: Words) -> str:
    """Say what no crosswalk does; stands above every use of one."""
    return words(
        "A crosswalk compares contents; it never converts a score of one questionnaire into a "
        "score of another."
    )


def ordered_links(crosswalk: Crosswalk) -> tuple[Link, ...]:
    """Return the links in the order of the first questionnaire, then of the second."""
    first = {element: place for place, element in enumerate(elements_of(crosswalk.first))}
    second = {element: place for place, element in enumerate(elements_of(crosswalk.second))}
    return tuple(sorted(crosswalk.links, key=lambda each: (first[each.start], second[each.end])))


def strength_text(words: Words, strength: Strength) -> str:
    """Name a strength in the reader's language."""
    return {
        Strength.SAME: words("same"),
        Strength.STRONG: words("strong"),
        Strength.PARTIAL: words("partial"),
        Strength.WEAK: words("weak"),
    }[strength]


def basis_text(words: Words, bases: Iterable[LinkBasis]) -> str:
    """Name who says that things belong together."""
    names = {
        LinkBasis.OFFICIAL: words("official"),
        LinkBasis.LITERATURE: words("literature"),
        LinkBasis.OURS: words("authors' judgement"),
    }
    return sentences.listing(words, [names[basis] for basis in bases])
