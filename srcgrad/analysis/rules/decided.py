"""Calls in a rule's body that kinds alone answer, and the values that are known at compile time."""

from __future__ import annotations

from collections.abc import Callable
from math import prod as math_prod
from typing import Any

import numpy as np

from srcgrad.infer.kinds.operators import OPERATORS
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.late import dataclass, field


@dataclass(frozen=True)
class Static:
    """A value that is known at compile time, and how the program writes it where it has a name."""

    value: Any
    shown: e.Expr | None = field(default=None, compare=False)


Value = Any  # Static, Expr, or a list of values
UNDECIDED = object()


def decided(
    function: Any,
    args: list[Value],
    kind_of: Callable[[e.Expr], k.Kind],
    expression: Callable[[Value], e.Expr],
) -> Any:
    """Calls that kinds alone answer."""
    if function is np.ndim and isinstance(args[0], Static):
        return Static(np.ndim(args[0].value))
    if function is np.ndim and not isinstance(args[0], list):
        rank = k.rank(kind_of(args[0]))
        return UNDECIDED if rank is None else Static(rank)
    if function is np.where and len(args) == 3 and isinstance(args[0], Static):
        chosen, other = args[1:] if np.all(args[0].value) else args[:0:-1]
        number = isinstance(other, Static) and np.ndim(other.value) == 0 == np.ndim(args[0].value)
        return chosen if number else UNDECIDED  # else the other one may have more axes
    if function is np.iscomplexobj and isinstance(args[0], e.Expr):
        return Static(k.is_complex(kind_of(args[0])))
    if function is np.iscomplexobj and isinstance(args[0], Static):
        return Static(np.iscomplexobj(args[0].value))
    if function is type and not isinstance(args[0], Static | list):
        kind = k.general(kind_of(args[0]))
        if isinstance(kind, k.Scalar) and kind.mixed and kind.dtype.kind == "f":
            return Static(float)  # it may be, and then nothing may raise that NumPy does not
        return Static({k.Real: float, k.Int: int, k.Complex: complex}.get(type(kind), object))
    if function is isinstance and not isinstance(args[0], Static):
        if isinstance(args[0], list):
            return Static(args[1].value in (tuple, list))
        kind = k.general(kind_of(args[0]))
        known = {
            k.Real: float,
            k.Int: int,
            k.Bool: bool,
            k.Str: str,
            k.Array: np.ndarray,
            k.Tuple: tuple,
            k.List: list,
        }
        found = known.get(type(kind))
        wanted = args[1].value if isinstance(args[1], Static) else ()
        return Static(found is not None and issubclass(found, wanted))
    if function is len and isinstance(args[0], list):
        return Static(len(args[0]))
    if function is len and isinstance(args[0], e.Expr):
        kind = kind_of(args[0])
        return Static(len(kind.items)) if isinstance(kind, k.Tuple) else UNDECIDED
    if function is sum and isinstance(args[0], list):
        return _folded("+", args[0], Static(0), expression)
    if function is math_prod and isinstance(args[0], list):
        return _folded("*", args[0], Static(1), expression)
    if function in (tuple, list) and args and isinstance(args[0], list):
        return args[0]
    if function in (enumerate, zip, range, reversed) and all(
        isinstance(a, list | Static) for a in args
    ):
        lists = [a if isinstance(a, list) else a.value for a in args]
        made = [list(x) if isinstance(x, tuple) else x for x in function(*lists)]
        return [_wrapped(x) for x in made]
    return UNDECIDED


def _wrapped(value: Any) -> Value:
    if isinstance(value, Static | e.Expr):
        return value
    if isinstance(value, list):
        return [_wrapped(v) for v in value]
    return Static(value)


def _folded(
    op: str, parts: list[Value], start: Value, expression: Callable[[Value], e.Expr]
) -> Value:
    if not parts:
        return start
    total = parts[0]
    for part in parts[1:]:
        if isinstance(total, Static) and isinstance(part, Static):
            total = Static(OPERATORS[op](total.value, part.value))
        else:
            total = e.Binary(op, expression(total), expression(part))
    return total
