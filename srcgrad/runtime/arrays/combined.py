"""The places of elements that `itertools` takes together, where only the run knows how many."""

import itertools
from typing import Any


def places_together(taken: Any, length: Any, count: Any) -> list[list[int]]:
    """The places that `combinations`, say, takes together.

    >>> places_together(itertools.combinations, 3, 2)
    [[0, 1], [0, 2], [1, 2]]
    """
    return [list(row) for row in taken(range(length), count)]


def places_of_product(lengths: Any, repeat: Any) -> list[list[int]]:
    """One place in each of several pools.

    >>> places_of_product([2, 1], 1), places_of_product([2], 2)
    ([[0, 0], [1, 0]], [[0, 0], [0, 1], [1, 0], [1, 1]])
    """
    return [list(row) for row in itertools.product(*map(range, lengths), repeat=repeat)]
