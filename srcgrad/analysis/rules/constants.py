"""Values that a rule has computed at compile time, as expressions of the program."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from srcgrad.analysis.rules.rule_syntax import found_as
from srcgrad.errors import InvalidProgramError
from srcgrad.ir import expr as e


def constant(held: Any, rule: str) -> e.Expr:
    """The expression of a value; `rule` is the name of the rule that uses it.

    >>> from srcgrad.ir.text import render
    >>> render(constant((1, -math.inf), "rule"))
    '(1, -math.inf)'
    """
    if isinstance(held, tuple | list):
        form = "tuple" if isinstance(held, tuple) else "list"
        return e.Sequence(form, tuple(constant(v, rule) for v in held))
    if isinstance(held, np.integer | np.floating | np.bool_):
        held = held.item()
    if isinstance(held, slice):
        parts = [None if p is None else e.Const(p) for p in (held.start, held.stop, held.step)]
        return e.Slice(*parts)
    if isinstance(held, float) and not math.isfinite(held):
        name = "nan" if math.isnan(held) else "inf"
        value = e.Ref(f"math.{name}", getattr(math, name))
        return e.Unary("-", value) if held < 0 else value
    if isinstance(held, complex) and held.imag < 0 and held.real == 0:
        return e.Unary("-", e.Const(complex(0.0, -held.imag)))  # `-1j`, and not `(-0-1j)`
    if held is None or held is Ellipsis or isinstance(held, bool | int | float | complex | str):
        return e.Const(held)
    if isinstance(held, type) and held.__module__ in ("builtins", "numpy"):
        builtin = held.__module__ == "builtins"
        return e.Ref(held.__name__ if builtin else f"np.{held.__name__}", held)
    if callable(held) and (path := found_as(held)) is not None:  # what the rule hands on
        return e.Ref(path, held)
    raise InvalidProgramError(f"the rule {rule} uses {held!r} at run time", "adjoint")
