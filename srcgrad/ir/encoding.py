"""Kinds of outputs as JSON values, for the manifest of a generated file.

>>> kind = Tuple((Real(), Array(np.dtype("f4"), (3, None, ROWS))))
>>> decode(encode(kind)) == kind
True
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.ir.dims import ROWS, Length, of_rows
from srcgrad.ir.kinds import Array, Dict, Int, Kind, List, Real, Scalar, Tuple, Unknown, general


def encode(kind: Kind) -> Any:
    """A kind as lists, strings and numbers; what no seed depends on is left out."""
    match general(kind):
        case Real():
            return ["real"]
        case Int():
            return ["int"]
        case Scalar(dtype):
            return ["scalar", dtype.str]
        case Array(dtype, dims):
            return ["array", dtype.str, None if dims is None else list(map(_length, dims))]
        case Tuple(items, _):
            return ["tuple", [encode(i) for i in items]]
        case List(items, element):
            return ["list", None if items is None else [encode(i) for i in items], encode(element)]
        case Dict(keys, items) if all(isinstance(key, str) for key in keys):
            return ["dict", list(keys), [encode(i) for i in items]]
    return ["other"]


def _length(length: Length) -> int | str | None:
    """A length that is known, or that of rows of which there may be none: their sum is a number."""
    if of_rows(length):
        return "rows"
    return length if isinstance(length, int) else None


def decode(value: Any) -> Kind:
    """The kind that was encoded."""
    tag, *rest = value
    if tag == "real":
        return Real()
    if tag == "int":
        return Int()
    if tag == "scalar":
        return Scalar(np.dtype(rest[0]))
    if tag == "array":
        dims = None if rest[1] is None else tuple(ROWS if d == "rows" else d for d in rest[1])
        return Array(np.dtype(rest[0]), dims)
    if tag == "tuple":
        return Tuple(tuple(map(decode, rest[0])))
    if tag == "list":
        return List(None if rest[0] is None else tuple(map(decode, rest[0])), decode(rest[1]))
    if tag == "dict":
        return Dict(tuple(rest[0]), tuple(map(decode, rest[1])))
    return Unknown()
