"""The class of a value, where its kind has values of one class only."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.ir import record


@record(frozen=True)
class NumberClass(k.Unknown):
    """The class of a real number, NumPy's or Python's, which only the run knows."""

    kind: k.Scalar

    def called(self, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
        """The kind of `type(x)(y)`: `y` as a number of the class of `x`."""
        number = len(args) == 1 and not kwargs and k.is_number(args[0])
        return self.kind if number and not k.is_complex(args[0]) else k.Unknown()


def class_told(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`type(x)`, as a constant where the kind tells it.

    The kind of integers has bools too, and that of NumPy's scalars Python's own numbers.
    """
    match args:
        case [k.Real(False)]:
            return k.Known(float)
        case [k.Complex()]:
            return k.Known(complex)
        case [k.Scalar(dtype, _, False) as kind] if dtype.kind == "f":
            return NumberClass(kind)
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
        case [k.Dict(_, _, cls)]:
            return k.Known(cls)
    return k.Unknown()


def any_or_all(
    function: Callable[[Iterable[object]], bool],
) -> Callable[[list[k.Kind], dict[str, k.Kind]], k.Kind]:
    """What `any` or `all` gives: of elements that are constants it is known, how many there be."""

    def told(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
        match args:
            case [k.List(None, k.Empty())]:
                return k.Known(function(()))
            case [k.List(None, k.Known(bool() | None as value))]:
                value = function([value])
                return k.Known(value) if value == function(()) else k.Bool()  # it may be empty
            case [k.List(items) | k.Tuple(items)] if items is not None:
                values = [one.value for one in items if isinstance(one, k.Known)]
                plain = all(isinstance(v, bool | int | str | None) for v in values)
                return (
                    k.Known(function(values)) if plain and len(values) == len(items) else k.Bool()
                )
        return k.Bool()

    return told


def text_told(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """What `str` gives: of a class, which has no text of its own, it is known."""
    match args:
        case [k.Known(type() as cls)] if type(cls) is type and not kwargs:
            return k.Known(str(cls))
    return k.Str()
