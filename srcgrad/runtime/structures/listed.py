"""Adjoints of lists whose structure only the run knows."""

from types import FunctionType
from typing import Any

import numpy as np


def list_zeros(values: Any) -> Any:
    """Zeros in place of numbers, arrays and None; what stands in two places has one list of them.

    >>> row = [1.0, 2.0]
    >>> zeros = list_zeros([row, [np.ones(2)], row])
    >>> zeros[0][1] = 7.0
    >>> zeros
    [[0.0, 7.0], [array([0., 0.])], [0.0, 7.0]]
    """
    return _zeros(values, {})


def _zeros(value: Any, known: dict[int, Any]) -> Any:
    if value is None:
        return 0.0
    if not isinstance(value, list):
        return np.zeros_like(value) if isinstance(value, np.ndarray) else type(value)() * 1.0
    if id(value) not in known:
        known[id(value)] = [_zeros(part, known) for part in value]
    return known[id(value)]


def list_add(sums: Any, values: Any) -> None:
    """Add the numbers and arrays of a list to those of another one.

    >>> sums = [[1.0], [2.0, 3.0]]
    >>> list_add(sums, [[0.5], [0.25, None]])
    >>> sums
    [[1.5], [2.25, 3.0]]
    """
    for place, value in enumerate(values):
        if isinstance(value, list):
            list_add(sums[place], value)
        elif value is not None:  # the seed of what has no derivative
            sums[place] += value


def as_it_is(value: Any, how: str) -> Any:
    """What an iterator gives, as it is before its next step, which may change an array.

    >>> made = np.zeros(2)
    >>> kept = as_it_is(made, "used")
    >>> made += 1.0
    >>> kept
    array([0., 0.])
    """
    return value.copy() if isinstance(value, np.ndarray) else value


def asked(value: Any) -> Any:
    """What an iterator goes through that is made of a value: an object of the user's says what.

    >>> asked([1.0])
    [1.0]
    """
    own = getattr(type(value), "__iter__", None)
    return iter(value) if isinstance(own, FunctionType) else value


def counted(value: Any) -> int:
    """How many elements a loop over a value finds, which an object of the user's may not tell.

    >>> counted([1.0])
    1
    """
    own = getattr(type(value), "__iter__", None)
    return sum(1 for _ in value) if isinstance(own, FunctionType) else len(value)


def element_at(values: Any, index: int) -> Any:
    """What a loop over a container gives at a position: of a dict, a key."""
    inside = isinstance(values, (list, tuple, str, range, np.ndarray, np.flatiter))
    return values[index] if inside else list(values)[index]


def key_places() -> dict[Any, int]:
    """An empty dict, for the places at which the values of keys stand in a list."""
    return {}


def place_of(places: dict[Any, int], key: Any) -> int:
    """The place of one key."""
    return places[key]


def place_at(places: dict[Any, int], index: int, count: int) -> int:
    """The place of the key at a position; where no key was taken out, they stand in order."""
    return index if len(places) == count else list(places.values())[index]


def last_place(places: dict[Any, int]) -> int:
    """The place of the last key."""
    return next(reversed(places.values()))


def places_of(places: dict[Any, int]) -> list[int]:
    """The places of all keys, in their order."""
    return list(places.values())
