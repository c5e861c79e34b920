"""What the letters of an `einsum` text tell about its adjoints."""

from __future__ import annotations

from typing import Any

from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import not_one


def all_axes_given(
    sweep: Sweep, subscripts: Any, position: int, together: tuple[e.Expr, ...]
) -> bool:
    """Does einsum give an operand's whole adjoint?

    So it is if each of its letters stands elsewhere too, and no axis has been broadcast.
    """
    text = str(subscripts.value).replace(" ", "") if isinstance(subscripts, e.Const) else ""
    inputs, _, output = text.partition("->")
    operands = inputs.split(",")
    others = "".join(operands[:position] + operands[position + 1 :]) + output
    kinds = [sweep.facts.kind(one) for one in together]
    lengths = [length for kind in kinds for length in (k.dims(kind) or (None,))]
    return set(operands[position]) <= set(others) and all(map(not_one, lengths))
