"""The numbers inside an argument or a value: to walk, to read and to replace them.

Containers are dicts, tuples (named ones too), lists and objects with attributes, as a derivative
takes them; all else is a leaf, and so is an object inside itself. A leaf is differentiable if it
is a float or complex number, a NumPy scalar or an array of such a type.
"""

import copy
import types
from collections.abc import Iterator
from typing import Any

import numpy as np

from srcgrad.request.signature import sign
from srcgrad.runtime import attributes_in

Path = tuple[Any, ...]


def steps(value: Any) -> list[Any] | None:
    """The keys, positions or field names of a container; None for a leaf."""
    if isinstance(value, dict):
        return list(value)
    if isinstance(value, (tuple, list)):
        return list(range(len(value)))
    if type(value) is not np.ndarray and sign(value)[0] == "object":
        return list(attributes_in(value))
    return None


def child(value: Any, step: Any) -> Any:
    """What ``step`` leads to in a container."""
    return value[step] if isinstance(value, (dict, tuple, list)) else getattr(value, step)


def leaves(value: Any, path: Path = (), around: Path = ()) -> Iterator[tuple[Path, Any]]:
    """All leaves with their paths; `around` are the containers on the way.

    >>> list(leaves({"w": [1.0, 2.0], "n": 3}))
    [(('w', 0), 1.0), (('w', 1), 2.0), (('n',), 3)]
    """
    inside = None if any(one is value for one in around) else steps(value)
    if inside is None:
        yield path, value
        return
    for step in inside:
        yield from leaves(child(value, step), (*path, step), (*around, value))


def at(value: Any, path: Path) -> Any:
    """What lies at ``path``.

    >>> at({"w": [1.0, 2.0]}, ("w", 1))
    2.0
    """
    for step in path:
        value = child(value, step)
    return value


def replaced(value: Any, path: Path, leaf: Any) -> Any:
    """``value`` with another leaf at ``path``; the containers on the way are new ones.

    >>> replaced({"w": (1.0, 2.0)}, ("w", 1), 5.0)
    {'w': (1.0, 5.0)}
    """
    if not path:
        return leaf
    step, *rest = path
    inner = replaced(child(value, step), tuple(rest), leaf)
    if isinstance(value, tuple):
        entries = [*value[:step], inner, *value[step + 1 :]]
        return type(value)(*entries) if hasattr(value, "_fields") else tuple(entries)
    result = copied(value)
    _put(result, step, inner)
    return result


def copied(value: Any) -> Any:
    """A container like it, to which its own methods are bound that it holds.

    >>> class Spring:
    ...     def __init__(self):
    ...         self.pull = self.twice
    ...     def twice(self):
    ...         return 2.0 * self.rate
    >>> spring = Spring()
    >>> spring.rate = 1.0
    >>> replaced(spring, ("rate",), 5.0).pull()
    10.0
    """
    result = copy.copy(value)
    if not isinstance(value, dict | list):
        for name, held in attributes_in(value).items():
            if isinstance(held, types.MethodType) and held.__self__ is value:
                _put(result, name, types.MethodType(held.__func__, result))
    return result


def unfolded(value: Any, around: tuple[tuple[Any, Any], ...] = ()) -> Any:
    """``value`` with new containers, each in one place; `around` are those on the way, and theirs.

    What points back at a container that it is inside of points at the new one.

    >>> pair = unfolded([[1.0]] * 2)
    >>> pair[0] is pair[1]
    False
    """
    for old, new in around:
        if old is value:
            return new
    inside = steps(value)
    if inside is None:
        return value
    if isinstance(value, tuple):
        entries = [unfolded(item, around) for item in value]
        return type(value)(*entries) if hasattr(value, "_fields") else tuple(entries)
    result = copied(value)
    for step in inside:
        _put(result, step, unfolded(child(value, step), (*around, (value, result))))
    return result


def placed(value: Any, path: Path, leaf: Any) -> Any:
    """``value`` with another leaf at ``path``, put into it: what points back there sees it too.

    >>> placed({"w": (1.0, 2.0)}, ("w", 1), 5.0)
    {'w': (1.0, 5.0)}
    """
    if not path:
        return leaf
    step, *rest = path
    inner = placed(child(value, step), tuple(rest), leaf)
    if isinstance(value, tuple):
        return replaced(value, (step,), inner)
    _put(value, step, inner)
    return value


def _put(container: Any, step: Any, item: Any) -> None:
    if isinstance(container, (dict, list)):
        container[step] = item
    else:
        object.__setattr__(container, step, item)  # frozen dataclasses too


def differentiable(leaf: Any) -> bool:
    """Whether a leaf can have a derivative.

    >>> [differentiable(leaf) for leaf in (1.0, 1j, np.zeros(2), 1, True, "a", None, np.arange(2))]
    [True, True, True, False, False, False, False, False]
    """
    if isinstance(leaf, (np.ndarray, np.generic)):
        return leaf.dtype.kind in "fc"
    return type(leaf) in (float, complex)


def spelled(path: Path, value: Any) -> str:
    """A path as Python text.

    >>> spelled(("w", 1), {"w": [1.0, 2.0]})
    "['w'][1]"
    """
    text = ""
    for step in path:
        text += f"[{step!r}]" if isinstance(value, (dict, tuple, list)) else f".{step}"
        value = child(value, step)
    return text
