"""Ranks and orders of axes, which follow from constants."""

from typing import Any


def core_ranks(signature: str) -> tuple[int, ...]:
    """How many axes the operands and results of a function have, by the signature of its loop.

    >>> core_ranks("(n, m),(m)->()")
    (2, 1, 0)
    """
    parts = signature.replace(" ", "").replace("->", ",")[1:-1].split("),(")
    return tuple(len(part.split(",")) if part else 0 for part in parts)


def moved_last(axes: Any, rank: int) -> tuple[int, ...]:
    """The order of the axes of an array after some of them have gone to the end.

    >>> moved_last((0, -2), 4)
    (1, 3, 0, 2)
    """
    given = (axes,) if isinstance(axes, int) else tuple(axes)
    chosen = tuple(axis % rank for axis in given)
    return (*(axis for axis in range(rank) if axis not in chosen), *chosen)
