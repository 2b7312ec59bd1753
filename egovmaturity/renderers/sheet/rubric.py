"""What an office reads before it answers: the question, and what each level means."""

from collections.abc import Iterator
from fractions import Fraction

from egovmaturity.domain.questionnaire import NumberRange, Rating
from egovmaturity.renderers.instrument import evidence_conditions
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.renderers.sheet.book import Book, Piece
from egovmaturity.renderers.sheet.choices import level_text
from egovmaturity.renderers.sheet.rows import Row


def question_pieces(book: Book, row: Row) -> tuple[Piece, ...]:
    """Return title and question, what evidence is wanted, and what was answered the last time."""
    return tuple(_question(book, row))


def _question(book: Book, row: Row) -> Iterator[Piece]:
    words, styles, question = book.words, book.styles, row.question
    yield Piece(one_line(question.title), styles.bold)
    if question.ask:
        yield Piece("\n" + one_line(question.ask), styles.plain)
    if question.evidence:
        yield Piece(f"\n{words('Evidence')}:", styles.bold)
    for item in question.evidence:
        wanted = one_line(item.text + evidence_conditions(item, words))
        yield Piece(f"\n– {wanted}", styles.plain)
    earlier = book.handout.earlier.get(question.id)
    if earlier is not None:
        said = words("Last time: {level}", level=_rating_text(book, row, earlier))
        yield Piece(f"\n{said}", styles.soft)


def _rating_text(book: Book, row: Row, rating: Rating) -> str:
    scale = row.question.scale
    level = None if isinstance(scale, NumberRange) else scale.find(rating)
    return level_text(level) if level else book.numbers.trimmed(Fraction(rating))


def level_pieces(book: Book, row: Row) -> tuple[Piece, ...]:
    """Return each level with its meaning, one a line, or the range of the number asked for."""
    styles, scale = book.styles, row.question.scale
    if isinstance(scale, NumberRange):
        low, high = (book.numbers.trimmed(end) for end in scale)
        said = book.words("A number from {low} to {high}", low=low, high=high)
        return (Piece(said, styles.plain),)
    rubric = row.question.rubric
    return tuple(
        piece
        for place, level in enumerate(scale.levels)
        for piece in (
            Piece(f"\n{level.number}" if place else str(level.number), styles.bold),
            Piece(f"  {one_line(rubric.get(level.number, level.label))}", styles.plain),
        )
    )
