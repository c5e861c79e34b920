"""What the letters of an `einsum` text tell about its adjoints."""

from __future__ import annotations

from typing import Any

from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import not_one
from srcgrad.rules.numpy.contractions import explicit, lettered


def all_axes_given(
    sweep: Sweep, subscripts: Any, position: int, together: tuple[e.Expr, ...]
) -> bool:
    """Does einsum give an operand's whole adjoint?

    So it is if each of its letters stands elsewhere too, and no axis has been broadcast.
    """
    kinds = [sweep.facts.kind(one) for one in together]
    ranks = [k.rank(kind) for kind in kinds]
    if not isinstance(subscripts, e.Const) or None in ranks:
        return False
    operands, output = explicit(lettered(str(subscripts.value), [rank or 0 for rank in ranks]))
    others = "".join(operands[:position] + operands[position + 1 :]) + output
    lengths = [length for kind in kinds for length in (k.dims(kind) or (None,))]
    return set(operands[position]) <= set(others) and all(map(not_one, lengths))
