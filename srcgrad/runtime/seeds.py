"""Checking a seed against the value that it weighs."""

from typing import Any

import numpy as np

from srcgrad.runtime.sharing import attributes_in, has_attributes


class SeedMismatch(ValueError):
    """A seed of another structure, shape or kind than the value."""


class NothingReturned(SeedMismatch):
    """The function returned None on the path that it took."""


class ComplexPower(SeedMismatch):
    """A power of floats turned out to be complex."""


def seed_for(seed: Any, value: Any) -> Any:
    """`seed`, cast to the dtype of `value`; its structure and shapes must be those of `value`.

    >>> seed_for([1, 2], np.zeros(2, np.float32))
    array([1., 2.], dtype=float32)
    >>> seed_for({"a": 1, "b": (2, 3)}, {"a": 0.5, "b": (0.5, 0.5)})
    {'a': 1.0, 'b': (2.0, 3.0)}
    >>> try:
    ...     seed_for(np.ones(3), np.ones(2))
    ... except SeedMismatch as mismatch:
    ...     print(mismatch)
    the seed has shape (3,), the value has shape (2,)
    """
    if isinstance(value, (tuple, list, dict)):
        return _seed_for_items(seed, value)
    if _is_instance(value):
        return _seed_for_attributes(seed, value)
    if isinstance(value, (int, np.integer)) and isinstance(seed, (int, float, np.number)):
        return float(seed)  # a sum of no terms, where another run returns a float
    if not isinstance(value, (float, complex, np.ndarray, np.generic)):
        return None
    if seed is None and np.asarray(value).dtype.kind not in "fc":
        return None
    if isinstance(seed, (dict, str)) or seed is None:
        raise SeedMismatch(
            f"the seed is a {type(seed).__name__}, the value has shape {np.shape(value)}"
        )
    try:
        given = np.asarray(seed)
    except ValueError:
        raise SeedMismatch("the seed is no array: its rows differ in length") from None
    if given.shape != np.shape(value):
        raise SeedMismatch(
            f"the seed has shape {given.shape}, the value has shape {np.shape(value)}"
        )
    dtype = np.asarray(value).dtype
    if given.dtype.kind not in "biufc":
        raise SeedMismatch(f"the seed has dtype {given.dtype}, the value has dtype {dtype}")
    if given.dtype.kind == "c" and dtype.kind != "c":
        raise SeedMismatch(f"the seed is complex, the value is real ({dtype})")
    if dtype.kind not in "fc":
        return None
    if isinstance(value, np.ndarray):
        return given.astype(dtype, copy=False)
    if isinstance(value, np.generic):
        return dtype.type(given)
    return type(value)(given)


def _seed_for_items(seed: Any, value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        if not isinstance(seed, (tuple, list)) or len(seed) != len(value):
            raise SeedMismatch(
                f"the value is a {type(value).__name__} of {len(value)}, the seed is "
                + (
                    f"of {len(seed)}"
                    if isinstance(seed, (tuple, list))
                    else f"a {type(seed).__name__}"
                )
            )
        parts = [_part(s, v, n) for n, (s, v) in enumerate(zip(seed, value, strict=True))]
        if hasattr(value, "_fields"):
            return type(value)(*parts)
        return [_own(part) for part in parts] if isinstance(value, list) else tuple(parts)
    if not isinstance(seed, dict) or set(seed) != set(value):
        raise SeedMismatch(
            f"the value is a dict with keys {list(value)}, the seed "
            + (
                f"has keys {list(seed)}"
                if isinstance(seed, dict)
                else f"is a {type(seed).__name__}"
            )
        )
    return {key: _part(seed[key], part, key) for key, part in value.items()}


def _own(part: Any) -> Any:
    """A part of a list's seed, of arrays that no one else holds: the reverse sweep adds to them."""
    if isinstance(part, np.ndarray):
        return part.copy()
    if isinstance(part, tuple):
        items = map(_own, part)
        return type(part)(*items) if hasattr(part, "_fields") else tuple(items)
    if isinstance(part, dict):
        return {key: _own(item) for key, item in part.items()}
    if _is_instance(part):
        for name, item in attributes_in(part).items():
            object.__setattr__(part, name, _own(item))
    return part


def _part(seed: Any, value: Any, key: Any) -> Any:
    """The seed of a part of the value; what is wrong with it says where it stands."""
    try:
        return seed_for(seed, value)
    except SeedMismatch as mismatch:
        raise SeedMismatch(f"{mismatch}, in part {key!r}") from None


def _is_instance(value: Any) -> bool:
    """Is it an object of a class written in Python?"""
    if isinstance(value, (type, np.ndarray)) or not has_attributes(value):
        return False
    return not callable(value) or hasattr(type(value).__call__, "__code__")


def _seed_for_attributes(seed: Any, value: Any) -> Any:
    if type(seed) is not type(value) or set(attributes_in(seed)) != set(attributes_in(value)):
        raise SeedMismatch(
            f"the value is a {type(value).__name__}, and the seed is none with its attributes"
        )
    cls: Any = type(value)
    made = cls.__new__(cls)
    for name, part in attributes_in(value).items():
        object.__setattr__(made, name, _part(getattr(seed, name), part, name))
    return made
