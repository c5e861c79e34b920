"""Real and complex values: which rules serve both, and how a real value's derivative stays real.

The adjoint of a complex value z is complex, that of a real value real: what is added to an
adjoint z_bar stands for Re(z_bar * dz), and of a real x only the real part can count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from srcgrad.analysis.rules.binding import Differentiating
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.rules import Rule

COMPLEX_ZERO = e.Const(0j)
DOUBLE, SINGLE = np.dtype("f8"), [np.dtype(name) for name in ("f2", "f4", "c8")]
WIDE = e.Ref("np.float64", np.float64)


def zero_of(kind: k.Kind) -> e.Const:
    """The number 0 as the derivative of a number of this kind."""
    return COMPLEX_ZERO if k.is_complex(kind) else e.ZERO


def refuse_complex(
    sweep: Differentiating, rule: Rule, result: k.Kind, args: Iterable[e.Expr]
) -> None:
    """A rule that is not declared to be right for complex values is not used for them."""
    if rule.complex or not any(map(k.is_complex, (result, *map(sweep.facts.kind, args)))):
        return
    name = getattr(rule.function, "__name__", "the function")
    sweep.refuse(
        f"`{name}` of complex active values is outside the language",
        "split them into real and imaginary parts",
    )


def fitted(sweep: Any, operand: k.Kind, tree: e.Expr) -> e.Expr:
    """A derivative of a number or array of this kind: real where that is, complex where that is.

    That of a double is one, where single precision has come in between.
    """
    found = k.general(sweep.kind(tree))
    operand = k.general(operand)
    if operand == k.Scalar(DOUBLE) and isinstance(found, k.Scalar) and found.dtype in SINGLE:
        return e.Call(WIDE, (e.Attr(tree, "real") if k.is_complex(found) else tree,))
    if isinstance(operand, k.Real) or (
        isinstance(operand, k.Scalar | k.Array) and operand.dtype.kind == "f"
    ):
        unsure = isinstance(found, k.Unknown) and sweep.facts.any_complex()
        return real_part(tree) if k.is_complex(found) or unsure else tree
    if (
        k.is_complex(operand)
        and k.is_number(operand)
        and isinstance(found, k.Real | k.Int | k.Bool | k.Scalar)
    ):
        return tree if k.is_complex(found) else e.Binary("+", tree, COMPLEX_ZERO)
    return tree


def real_part(tree: e.Expr) -> e.Expr:
    """The real part of a number or array."""
    return e.Attr(tree, "real")


def mixes_precisions(facts: Facts) -> bool:
    """Is anything of single precision? A Python float times that would be, too."""
    return any(
        isinstance(kind, k.Array | k.Scalar) and kind.dtype in SINGLE
        for kind in facts.kinds.values()
    )
