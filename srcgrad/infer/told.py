"""The class of a value, where its kind has values of one class only."""

from __future__ import annotations

import numpy as np

from srcgrad.ir import kinds as k


def class_told(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`type(x)`, as a constant where the kind tells it.

    The kind of integers has bools too, and that of NumPy's scalars Python's own numbers.
    """
    match args:
        case [k.Real(False)]:
            return k.Known(float)
        case [k.Complex()]:
            return k.Known(complex)
        case [k.Str()]:
            return k.Known(str)
        case [k.Known(None | str() | bool() | int() as value)]:
            return k.Known(type(value))
        case [k.Array(_, dims, mixed)] if dims is not None and not mixed:
            return k.Known(np.ndarray)
        case [k.Tuple(_, cls)]:
            return k.Known(cls)
        case [k.List(tuple())]:
            return k.Known(list)
        case [k.Dict()]:
            return k.Known(dict)
    return k.Unknown()
