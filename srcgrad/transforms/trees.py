"""Arguments, values and their derivatives as trees whose leaves are numbers and arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.errors import NonDifferentiableError
from srcgrad.runtime import attributes_in, has_attributes, like


def moving(tree: Any, function: Callable[[Any], Any], around: tuple[Any, ...] = ()) -> Any:
    """The tree with `function` of each leaf that can have a derivative, None for the others.

    None for an object inside itself too, which no derivative enters: `around` are the objects on
    the way.

    >>> moving({"a": 2.0, "z": 1j, "n": 3}, lambda x: 10 * x)
    {'a': 20.0, 'z': 10j, 'n': None}
    """
    if isinstance(tree, dict):
        found = {key: moving(part, function, around) for key, part in tree.items()}
        return found if type(tree) is dict else like(tree, found)
    if isinstance(tree, tuple | list):
        parts = [moving(part, function, around) for part in tree]
        if hasattr(tree, "_fields"):
            return type(tree)(*parts)
        return parts if isinstance(tree, list) else tuple(parts)
    if isinstance(tree, float | complex):
        return function(tree)
    if isinstance(tree, np.ndarray | np.generic):
        return function(tree) if tree.dtype.kind in "fc" else None
    if has_attributes(tree) and not callable(tree) and not met(tree, around):
        own, inside = attributes_in(tree).items(), (*around, tree)
        return like(tree, {name: moving(part, function, inside) for name, part in own})
    return None


def mapped(tree: Any, function: Callable[[Any], Any]) -> Any:
    """The same of a tree that makes a matrix, of which no part may be complex.

    >>> mapped({"a": 2.0, "n": 3}, lambda x: 10 * x)
    {'a': 20.0, 'n': None}
    """

    def real(leaf: Any) -> Any:
        if np.iscomplexobj(leaf):
            raise NonDifferentiableError(
                "a matrix of derivatives of complex values is outside the language",
                "use vjp or jvp, or split the values into real and imaginary parts",
            )
        return function(leaf)

    return moving(tree, real)


def met(value: Any, around: tuple[Any, ...]) -> bool:
    """Is it one of the objects on the way?"""
    return any(one is value for one in around)


def leaves(tree: Any) -> list[Any]:
    """The leaves that can have a derivative, in order."""
    found: list[Any] = []
    mapped(tree, found.append)
    return found


def filled(tree: Any, values: list[Any]) -> Any:
    """The tree with other leaves, in order."""
    rest = iter(values)
    return mapped(tree, lambda _: next(rest))


def size_of(tree: Any) -> int:
    """How many numbers with a derivative there are."""
    return sum(int(np.size(leaf)) for leaf in leaves(tree))


def mapped_alone(tree: Any) -> Any:
    """The tree with arrays that share no memory with others."""
    return moving(tree, lambda x: x.copy() if isinstance(x, np.ndarray) else x)


def joined(trees: list[Any]) -> Any:
    """One tree of many of the same structure: its leaves have a leading axis.

    >>> joined([{"a": 1.0}, {"a": 2.0}])
    {'a': array([1., 2.])}
    """
    parts: list[list[Any]] = [[] for _ in trees]
    for tree, found in zip(trees, parts, strict=True):
        moving(tree, found.append)
    rows = zip(*parts, strict=True)
    return moving(trees[0], lambda _: np.stack([np.asarray(x) for x in next(rows)]))
