"""What a crosswalk says, in words: every link, or what of another questionnaire gaps touch."""

from collections.abc import Iterable

from egovmaturity.domain.crosswalk import (
    Crosswalk,
    Element,
    ElementKind,
    Link,
    LinkBasis,
    Strength,
    Touched,
    Touching,
    elements_of,
)
from egovmaturity.domain.questionnaire import Scale
from egovmaturity.language import Words
from egovmaturity.views import sentences
from egovmaturity.views.report import CrosswalkView, FactView, TouchedView, TouchView


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


def touching_view(touching: Touching, words: Words) -> CrosswalkView:
    """Say what of another questionnaire the gaps touch."""
    return _Builder(touching, words).view()


def crosswalk_facts(crosswalk: Crosswalk, words: Words) -> Iterable[FactView]:
    """Name the files a report with a crosswalk also depends on."""
    yield FactView(
        words("Crosswalk"),
        words("{file}, edition {edition}", file=crosswalk.file, edition=crosswalk.edition),
    )
    yield FactView(words("Crosswalk SHA-256"), crosswalk.sha256)
    yield FactView(words("Other questionnaire"), crosswalk.second.reference)
    yield FactView(words("Other questionnaire SHA-256"), crosswalk.second.sha256)


class _Builder:
    """Holds what every part of the view needs to be written."""

    def __init__(self, touching: Touching, words: Words) -> None:
        self._touching, self._words = touching, words
        self._crosswalk = touching.crosswalk
        self._own = elements_of(self._crosswalk.first)
        self._others = elements_of(self._crosswalk.second)

    def view(self) -> CrosswalkView:
        words, touching = self._words, self._touching
        first, second = self._crosswalk.first, self._crosswalk.second
        return CrosswalkView(
            id=second.id,
            edition=second.edition,
            title=second.title,
            note=crosswalk_sentence(words),
            notice=self._crosswalk.notice,
            summary=self._summary(),
            touched=tuple(self._touched(each) for each in touching.direct),
            through_factors=tuple(
                self._touched(each, self._through(each)) for each in touching.through_factors
            ),
            context=tuple(self._touched(each, self._through(each)) for each in touching.context),
            see=words(
                "Every link with its note and its sources: {command}",
                command=f"egovmaturity questionnaire crosswalk {first.id} {second.id}",
            ),
        )

    def _summary(self) -> str:
        words, touching = self._words, self._touching
        title = self._crosswalk.second.title
        if not touching.direct and not touching.through_factors:
            return words(
                "No {question} below target is linked to anything in {title}.", title=title
            )
        return words(
            "Related in {title}: {n} directly, {m} only through {factors}. What most gaps relate "
            "to comes first.",
            title=title,
            n=len(touching.direct),
            m=len(touching.through_factors),
        )

    def _touched(self, touched: Touched, through: str = "") -> TouchedView:
        words, element = self._words, touched.element
        return TouchedView(
            kind=element.kind.value,
            id=element.id,
            label=self._label(element),
            strength=touched.strength.value,
            strength_text=strength_text(words, touched.strength),
            basis_text=basis_text(words, touched.bases),
            counts=words.plural(
                "{n} {question} below target",
                "{n} {questions} below target",
                len(touched.gaps),
            ),
            through=through,
            gaps=tuple(
                TouchView(gap.result.question.id, gap.result.question.title) for gap in touched.gaps
            ),
        )

    def _through(self, touched: Touched) -> str:
        """Name the factors, stages or sections whose links lead there."""
        starts = {touch.link.start for touch in touched.touches}
        return "; ".join(title for element, title in self._own.items() if element in starts)

    def _label(self, element: Element) -> str:
        """Name an element as a reader knows it: a question by its code, others by their kind."""
        title = self._others[element]
        if element.kind is ElementKind.QUESTION:
            return f"{element.id} {title}"
        if element.kind is ElementKind.SECTION:
            return title
        theirs = self._words.naming(self._crosswalk.second)
        kind = {
            ElementKind.STAGE: theirs.name("stage"),
            ElementKind.FACTOR: theirs.name("factor"),
            ElementKind.LEVEL: self._level_kind(element),
        }[element.kind]
        return sentences.big(sentences.named(kind, title))

    def _level_kind(self, element: Element) -> str:
        """Name the scale of a level where there are several."""
        scales = {
            q.scale.id for q in self._crosswalk.second.questions if isinstance(q.scale, Scale)
        }
        word = self._words("level")
        return f"{word} {element.id.partition('/')[0]}" if len(scales) > 1 else word
