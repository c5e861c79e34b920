"""What functions of `functools`, `operator` and the builtins mean, in Python.

Their calls are compiled as calls of these functions, where an argument is active or is a
function, so nothing else need be known of them.
"""

import functools
import operator
from typing import Any

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.runtime import (
    compared,
    element_at,
    group_starts,
    place_of_greatest,
    place_of_least,
    positions,
)


@meaning(functools.reduce)
def reduce(function: Any, iterable: Any, *initial: Any) -> Any:
    """From left to right."""
    if len(initial) == 1:
        total = initial[0]
        for element in iterable:
            total = function(total, element)
    else:
        total = element_at(iterable, 0)
        for k in range(1, len(iterable)):
            total = function(total, element_at(iterable, k))
    return total


def call_partial(func: Any, args: Any, keywords: Any, /, *more: Any, **options: Any) -> Any:
    """What a `functools.partial` does when it is called."""
    return func(*args, *more, **{**keywords, **options})


@meaning(functools.partial, always=True)
def partial(func: Any, /, *args: Any, **keywords: Any) -> Any:
    """A function that holds some of its arguments."""
    return lambda *more, **options: func(*args, *more, **{**keywords, **options})


@meaning(functools.wraps, always=True)
def wraps(wrapped: Any, *args: Any, **options: Any) -> Any:
    """A decorator that changes names and documentation only."""
    return lambda function: function


@meaning(functools.cache, always=True)
def cache(function: Any) -> Any:
    """A decorator that keeps results: they are computed again, which a pure function allows."""
    return function


@meaning(functools.lru_cache, always=True)
def lru_cache(maxsize: Any = 128, typed: Any = False) -> Any:
    """The same, with or without parentheses."""
    if callable(maxsize):
        return maxsize
    return lambda function: function


@meaning(dict.fromkeys, always=True)
def from_keys(iterable: Any, value: Any = None, /) -> Any:
    """A dict in which one value stands under each key."""
    found = {}
    for key in iterable:
        found[key] = value
    return found


@meaning(max, keywords=("key",))
def greatest(*values: Any, key: Any) -> Any:
    """The first of the values with the greatest key."""
    candidates = values[0] if len(values) == 1 else values
    if key is None:
        return max(candidates)
    best = element_at(candidates, 0)
    highest = key(best)
    for k in range(1, len(candidates)):
        candidate = element_at(candidates, k)
        height = key(candidate)
        if height > highest:
            best = candidate
            highest = height
    return best


@meaning(min, keywords=("key",))
def least(*values: Any, key: Any) -> Any:
    """The first of the values with the least key."""
    candidates = values[0] if len(values) == 1 else values
    if key is None:
        return min(candidates)
    best = element_at(candidates, 0)
    lowest = key(best)
    for k in range(1, len(candidates)):
        candidate = element_at(candidates, k)
        height = key(candidate)
        if height < lowest:
            best = candidate
            lowest = height
    return best


@meaning(sorted)
def in_order(iterable: Any, /, *, key: Any = None, reverse: Any = False) -> Any:
    """The elements by where they stand in order; equal ones as they stood."""
    items = [item for item in iterable]  # noqa: C416 - of an array too
    if key is None:
        return [items[k] for k in positions(items, reverse)]
    return [items[k] for k in positions([key(item) for item in items], reverse)]


@meaning(sum, keywords=("objects",))
def total_of_objects(iterable: Any, /, start: Any = 0, *, objects: Any) -> Any:
    """One after the other, as the class of the elements adds them."""
    total = start
    for element in iterable:
        total = total + element
    return total


@meaning(positions, keywords=("objects",))
def positions_of_objects(items: Any, reverse: Any = False, *, objects: Any) -> Any:
    """The same where the class of the items says what `<` is: each goes behind its equals."""
    places: Any = []
    for k in range(len(items)):
        item, low, high = element_at(items, k), 0, len(places)
        while low < high:
            middle = (low + high) // 2
            other = element_at(items, places[middle])
            before = other < item if reverse else item < other
            if before:
                high = middle
            else:
                low = middle + 1
        places.insert(low, k)
    return places


nondifferentiable(compared, group_starts, positions, place_of_greatest, place_of_least)


def take_items(items: Any, obj: Any, /) -> Any:
    """What an `operator.itemgetter` does when it is called."""
    if len(items) == 1:
        return obj[items[0]]
    return tuple([obj[item] for item in items])


def take_attributes(names: Any, obj: Any, /) -> Any:
    """What an `operator.attrgetter` does when it is called."""
    if len(names) == 1:
        return getattr(obj, names[0])
    return tuple([getattr(obj, name) for name in names])


@meaning(operator.itemgetter, always=True)
def itemgetter(*items: Any) -> Any:
    """A function that takes an element, or several as a tuple."""
    if len(items) == 1:
        return lambda obj: obj[items[0]]
    return lambda obj: tuple([obj[item] for item in items])


@meaning(operator.attrgetter, always=True)
def attrgetter(*names: Any) -> Any:
    """A function that reads an attribute, or several as a tuple."""
    if len(names) == 1:
        return lambda obj: getattr(obj, names[0])
    return lambda obj: tuple([getattr(obj, name) for name in names])
