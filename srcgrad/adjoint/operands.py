"""What is known of an operation from its operands alone."""

from __future__ import annotations

from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Length, not_one, same


def only_array(sweep: Sweep, name: str) -> bool:
    """Does the operation combine an array with numbers, and itself? Its result has that shape."""
    match sweep.node:
        case s.Assign(_, e.Binary(op, left, right)) if op != "@":
            operands = [x for x in (left, right) if not k.is_number(sweep.facts.kind(x))]
            return bool(operands) and all(x == e.Var(name) for x in operands)
    return False


def equal(a: Length, b: Length) -> bool:
    """Are the lengths of two axes that NumPy accepts together the same?"""
    return same(a, b) or (not_one(a) and not_one(b))
