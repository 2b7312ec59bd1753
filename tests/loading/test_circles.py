"""Prerequisites that lead back to where they began."""

import pytest

from egovmaturity.domain.circles import StandsOn, circle


@pytest.mark.parametrize(
    ("stands", "ids"),
    [
        pytest.param({"a": [StandsOn(0, "b", 1)], "b": []}, [], id="none"),
        pytest.param(
            {"a": [StandsOn(0, "b", 1)], "b": [StandsOn(0, "a", 1)]}, ["a", "b"], id="two"
        ),
        pytest.param(
            {"a": [StandsOn(2, "b", 1)], "b": [StandsOn(2, "a", 1)]}, [], id="level by level"
        ),
        pytest.param(
            {"a": [StandsOn(2, "b", 2)], "b": [StandsOn(1, "a", 3)]}, ["a", "b"], id="above"
        ),
        pytest.param({"a": [StandsOn(1, "a", 2)]}, ["a"], id="itself"),
        pytest.param({"a": [StandsOn(2, "a", 1)]}, [], id="the level below"),
    ],
)
def test_a_circle_is_named(stands, ids):
    found = circle(stands)
    assert set(found) == set(ids)
    assert not found or found[0] == found[-1]
