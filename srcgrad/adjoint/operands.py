"""What is known of an operation from its operands alone."""

from __future__ import annotations

from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Length, has_name, not_one, same


def only_array(sweep: Sweep, name: str) -> bool:
    """Does the operation combine an array with numbers, and itself? Its result has that shape."""
    match sweep.node:
        case s.Assign(_, e.Binary(op, left, right)) if op != "@":
            operands = [x for x in (left, right) if not k.is_number(sweep.facts.kind(x))]
            return bool(operands) and all(x == e.Var(name) for x in operands)
    return False


def of_result(sweep: Sweep, node: s.Assign) -> k.Kind:
    """The kind of an operation's result: here, not wherever else its name is bound."""
    known, found = sweep.facts.kinds[node.target], sweep.facts.kind(node.value)
    if not isinstance(known, k.Array) or not isinstance(found, k.Array):
        return known
    if known.dims is None or found.dims is None or known.rank != found.rank or known.mixed:
        return known
    dims = zip(known.dims, found.dims, strict=True)
    return k.Array(known.dtype, tuple(d if has_name(d) else here for d, here in dims))


def equal(a: Length, b: Length) -> bool:
    """Are the lengths of two axes that NumPy accepts together the same?"""
    return same(a, b) or (not_one(a) and not_one(b))
