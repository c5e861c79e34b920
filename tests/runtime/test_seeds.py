"""A seed takes the structure, the shapes and the dtypes of the value, or is refused."""

from collections import namedtuple
from typing import Any

import numpy as np
import pytest

from srcgrad.runtime import SeedMismatch, seed_for

Pair = namedtuple("Pair", "first second")


@pytest.mark.parametrize(
    ("seed", "value", "kind"),
    [
        (1, 2.0, float),
        (np.float32(1), 2.0, float),
        (np.array(1.0), 2.0, float),
        (1.0, np.float32(2), np.float32),
        (1.0, np.float64(2), np.float64),
        (1.0, np.array(2.0), np.ndarray),
        ([1, 2], np.zeros(2), np.ndarray),
        (1.0, 2j, complex),
    ],
)
def test_kind_of_the_value(seed: Any, value: Any, kind: type) -> None:
    assert type(seed_for(seed, value)) is kind


def test_dtype_of_the_value() -> None:
    assert seed_for(np.ones(2), np.ones(2, np.float32)).dtype == np.float32
    assert seed_for(np.ones(2, np.float32), np.ones(2)).dtype == np.float64


def test_structure() -> None:
    given = seed_for(([1, 2], {"a": 3}), (np.zeros(2, np.float32), {"a": 0.5}))
    assert given[0].dtype == np.float32
    assert given[1] == {"a": 3.0}
    assert seed_for([1, 2], Pair(0.5, 0.5)) == Pair(1.0, 2.0)
    assert seed_for((1, None), [0.5, 3]) == [1.0, None]
    assert seed_for((1, 2.0), [0, np.int64(3)]) == [1.0, 2.0]


@pytest.mark.parametrize(
    ("seed", "value", "text"),
    [
        (np.ones(3), np.ones(2), r"shape \(3,\), the value has shape \(2,\)"),
        (1.0, np.ones(2), r"shape \(\), the value has shape \(2,\)"),
        (np.ones(1), 2.0, r"shape \(1,\), the value has shape \(\)"),
        (1j, 2.0, "complex"),
        (np.ones(2) + 0j, np.ones(2), "complex"),
        (1.0, (2.0, 3.0), "tuple of 2, the seed is a float"),
        ((1.0,), (2.0, 3.0), "tuple of 2, the seed is of 1"),
        ({"b": 1.0}, {"a": 1.0}, r"keys \['a'\], the seed has keys \['b'\]"),
        (1.0, {"a": 1.0}, "the seed is a float"),
        (None, 2.0, "NoneType"),
        ("1", 2.0, "str"),
        ([[1.0], [1.0, 2.0]], np.ones((2, 2)), "rows differ"),
        (np.array(["a", "b"]), np.ones(2), "dtype"),
    ],
)
def test_mismatch(seed: Any, value: Any, text: str) -> None:
    with pytest.raises(SeedMismatch, match=text):
        seed_for(seed, value)
    assert issubclass(SeedMismatch, ValueError)


class Point:
    """Two attributes."""

    def __init__(self, x, name):
        self.x, self.name = x, name


def test_an_object_has_a_seed_of_its_class():
    found = seed_for(Point(1, None), Point(np.float32(2.0), "p"))
    assert Point is type(found)
    assert (np.float32(1.0), None) == (found.x, found.name)
    for other in ({"x": 1.0}, 1.0, None):
        with pytest.raises(SeedMismatch, match="the value is a Point"):
            seed_for(other, Point(2.0, "p"))
