"""Where the parts of a questionnaire or translation stand."""

from collections.abc import Iterator
from typing import Any

from egovmaturity.domain.diagnostics import Route
from egovmaturity.domain.questionnaire import DEFAULT_SCALE, band_id
from egovmaturity.loading.log import Place
from egovmaturity.loading.shapes import Placed, Values

_NAMED_BY_ID_ALONE = ("sections", "bands")


def places_of(values: Values) -> dict[Route, Place]:
    """Return the place of everything that was written, by the route that leads to it."""
    return {(): Place(1, 1), **dict(_below((), values))}


def _below(route: Route, value: Any) -> Iterator[tuple[Route, Place]]:
    for at, place, inner in _parts(route, value):
        yield at, place
        yield from _below(at, inner)


def _parts(route: Route, value: Any) -> Iterator[tuple[Route, Place, Any]]:
    """Yield what lies directly in a record, a map or a list."""
    if isinstance(value, Values):
        for key, inner in value.items():
            yield _at(route, key), value.place(key), inner
    elif isinstance(value, dict):
        for name, placed in value.items():
            yield (*route, name), placed.place, placed.value
    elif isinstance(value, list):
        for position, placed in enumerate(value):
            yield (*route, _name(route, position, placed)), placed.place, placed.value


def _at(route: Route, key: str) -> Route:
    if key in _NAMED_BY_ID_ALONE:
        return (key,)
    return ("scales", DEFAULT_SCALE) if (*route, key) == ("levels",) else (*route, key)


def _name(route: Route, position: int, placed: Placed) -> str | int:
    """Return the id of an entry of a list, the number of a level, or else the position."""
    if route == ("bands",):
        return str(placed.value.get("id", band_id(position)))
    if route[:1] == ("scales",):
        return int(placed.value.get("level", position))
    return str(placed.value["id"]) if len(route) == 1 and "id" in placed.value else position
