"""Tangents that users give: their structure, shapes and dtypes are those of the arguments."""

from __future__ import annotations

import types
from typing import Any

import numpy as np

from srcgrad.errors import SeedError
from srcgrad.runtime import attributes_in, has_attributes, like
from srcgrad.transforms.trees import met, moving

WAY_OUT = "a tangent has the structure, the shape and the dtype of its argument"
SEVERAL = f"{WAY_OUT}; several directions have one leading axis, of the same length in all tangents"


class Misfit(SeedError):
    """A tangent does not fit its argument."""


def tangent_for(value: Any, tangent: Any, where: str, around: tuple[Any, ...] = ()) -> Any:
    """The tangent of an argument, cast to its dtypes; `None` holds a part of it constant.

    An object inside itself has none: `around` are the objects on the way.

    >>> tangent_for({"a": 0.5, "n": 3}, {"a": 1, "n": None}, "p")
    {'a': 1.0, 'n': None}
    """
    kind = type(value)
    if kind is type(tangent):  # the common cases first
        if kind is float:
            return tangent
        if (
            kind is np.ndarray
            and value.dtype == tangent.dtype
            and value.shape == tangent.shape
            and value.dtype.kind in "fc"
        ):
            return tangent
    if isinstance(value, dict):
        if tangent is not None and (not isinstance(tangent, dict) or set(tangent) != set(value)):
            raise _misfit(where, f"a dict with keys {list(value)}", tangent)
        return {
            key: tangent_for(part, _part(tangent, key), f"{where}[{key!r}]", around)
            for key, part in value.items()
        }
    if isinstance(value, tuple | list):
        if tangent is not None and (
            not isinstance(tangent, tuple | list) or len(tangent) != len(value)
        ):
            raise _misfit(where, f"a {type(value).__name__} of {len(value)}", tangent)
        parts = [
            tangent_for(v, _part(tangent, n), f"{where}[{n}]", around) for n, v in enumerate(value)
        ]
        if hasattr(value, "_fields"):
            return type(value)(*parts)
        return parts if isinstance(value, list) else tuple(parts)
    if isinstance(value, float | complex | np.ndarray | np.generic):
        return _leaf(value, tangent, where)
    if met(value, around):
        return None
    if has_attributes(value) and (
        not callable(value) or isinstance(type(value).__call__, types.FunctionType)
    ):
        if tangent is not None and type(tangent) is not type(value):
            raise _misfit(where, f"a {type(value).__name__}", tangent)
        held = attributes_in(tangent) if tangent is not None else {}
        own, inside = attributes_in(value).items(), (*around, value)
        return like(value, {n: tangent_for(v, held.get(n), f"{where}.{n}", inside) for n, v in own})
    if tangent is not None:
        raise Misfit(
            f"`{where}` is {_what(value)}, which has no derivative, and its tangent is "
            f"{_what(tangent)}",
            "give None as the tangent of what has none",
        )
    return None


def count_of(values: dict[str, Any], tangents: dict[str, Any]) -> int:
    """How many directions tangents with a leading axis have; 0 where they are one direction.

    Of numbers alone there is only one direction: an array is a mistake there.

    >>> count_of({"x": np.zeros(3), "k": 1.0}, {"x": np.ones((5, 3)), "k": np.ones(5)})
    5
    """
    counts, arrays = set(), False
    for name, tangent in tangents.items():
        pairs = _pairs(values.get(name), tangent)
        if pairs is None:
            return 0
        for value, rows in pairs:
            if not isinstance(rows, np.ndarray) or not _has_rows(value, rows):
                return 0
            counts.add(len(rows))
            arrays = arrays or isinstance(value, np.ndarray)
    return counts.pop() if arrays and len(counts) == 1 else 0


def _has_rows(value: Any, tangent: np.ndarray) -> bool:
    """Is the tangent one of a leaf, with one axis more, and real where the leaf is?"""
    if not isinstance(value, float | complex | np.generic | np.ndarray):
        return False
    accepted = {"f": "iuf", "c": "iufc"}.get(np.asarray(value).dtype.kind, "")
    fits = tangent.ndim == np.ndim(value) + 1 and tangent.shape[1:] == np.shape(value)
    return fits and tangent.dtype.kind in accepted


def rows_for(value: Any, tangent: Any, count: int) -> Any:
    """The directions of one argument, as doubles: zeros for what they hold constant.

    >>> rows_for({"a": 0.5, "n": 3}, {"a": None, "n": None}, 2)
    {'a': array([0., 0.]), 'n': None}
    """
    rest = iter(_pairs(value, tangent, whole=True) or ())

    def leaf(one: Any) -> Any:
        rows = next(rest)[1]
        wide = np.complex128 if np.iscomplexobj(one) else np.float64
        return np.zeros((count, *np.shape(one)), wide) if rows is None else np.array(rows, wide)

    return moving(value, leaf)


def _pairs(
    value: Any, tangent: Any, whole: bool = False, around: tuple[Any, ...] = ()
) -> list[tuple[Any, Any]] | None:
    """The leaves that have a tangent, or with `whole` all that can have one; None for a misfit."""
    if isinstance(value, dict):
        if tangent is not None and (not isinstance(tangent, dict) or set(tangent) != set(value)):
            return None
        parts = [(value[key], _part(tangent, key)) for key in value]
    elif isinstance(value, tuple | list):
        fits = isinstance(tangent, tuple | list) and len(tangent) == len(value)
        if tangent is not None and not fits:
            return None
        parts = [(one, _part(tangent, n)) for n, one in enumerate(value)]
    elif met(value, around):
        return []
    elif has_attributes(value) and not callable(value):
        if tangent is not None and type(tangent) is not type(value):
            return None
        held = attributes_in(tangent) if tangent is not None else {}
        parts, around = (
            [(v, held.get(n)) for n, v in attributes_in(value).items()],
            (*around, value),
        )
    elif not whole:
        return [] if tangent is None else [(value, tangent)]
    else:
        return [(value, tangent)] if np.asarray(value).dtype.kind in "fc" else []
    found = [_pairs(*part, whole, around) for part in parts]
    if None in found:
        return None
    return [pair for some in found if some is not None for pair in some]


def _part(tangent: Any, key: Any) -> Any:
    return None if tangent is None else tangent[key]


def _leaf(value: Any, tangent: Any, where: str) -> Any:
    dtype = np.asarray(value).dtype
    if tangent is None:
        if dtype.kind not in "fc":
            return None
        return np.zeros_like(value) if isinstance(value, np.ndarray) else type(value)(0.0)
    if dtype.kind not in "fc":
        raise Misfit(
            f"`{where}` is {_what(value)}, which has no derivative, and its tangent is "
            f"{_what(tangent)}",
            "give None as the tangent of what has none",
        )
    if isinstance(tangent, dict | str | bool):
        raise _misfit(where, _what(value), tangent)
    try:
        given = np.asarray(tangent)
    except ValueError:
        raise _misfit(where, _what(value), tangent) from None
    wrong = given.dtype.kind not in "iufc" or (given.dtype.kind == "c" and dtype.kind != "c")
    if given.shape != np.shape(value) or wrong:
        way_out = SEVERAL if given.shape[1:] == np.shape(value) and not wrong else WAY_OUT
        raise _misfit(where, _what(value), tangent, way_out)
    if isinstance(value, np.ndarray):
        return given.astype(dtype, copy=False)
    return dtype.type(given) if isinstance(value, np.generic) else type(value)(given)


def _misfit(where: str, expected: str, tangent: Any, way_out: str = WAY_OUT) -> Misfit:
    return Misfit(f"`{where}` is {expected}, and its tangent is {_what(tangent)}", way_out)


def _what(value: Any) -> str:
    """A value in words."""
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} of shape {value.shape}"
    if isinstance(value, dict):
        return f"a dict with keys {list(value)}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    name = type(value).__name__
    return "None" if value is None else f"a{'n' if name[0] in 'aeiou' else ''} {name}"
