"""What is known of an operation from its operands alone."""

from __future__ import annotations

import numpy as np

from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Length, has_name, not_one, same

MOST = 8  # names that are looked through


def only_array(sweep: Sweep, name: str) -> bool:
    """Does the operation combine an array with numbers, and itself? Its result has that shape."""
    match sweep.node:
        case s.Assign(_, e.Binary(op, left, right)) if op != "@":
            operands = [x for x in (left, right) if not k.is_number(sweep.facts.kind(x))]
            return bool(operands) and all(x == e.Var(name) for x in operands)
    return False


def spans(sweep: Sweep, tree: e.Expr, name: str) -> bool:
    """Has what operations make of an array, and of what broadcasts to it, the array's shape?"""
    match tree:
        case e.Binary(op, left, right) if op != "@":
            return spans(sweep, left, name) or spans(sweep, right, name)
        case e.Unary("-", operand):
            return spans(sweep, operand, name)
        case e.Var(local) if local.endswith("~local"):
            made = [x.value for x in sweep.out if isinstance(x, s.Assign) and x.target == local]
            return len(made) == 1 and spans(sweep, made[0], name)
    return tree == e.Var(name)


def masked_alike(sweep: Sweep, name: str) -> bool:
    """Is a vector taken by the mask by which all that the operation meets, or fills, is taken?

    y[m] = x[m] * w[m]
    """
    match sweep.node:
        case s.Assign(_, e.Expr() as tree):
            pass
        case s.Store(base, e.Expr() as index, _) | s.Augment(base, e.Expr() as index, _, _):
            tree = e.Item(base, index)
        case _:
            return False
    mask = _mask(sweep, e.Var(name), sweep.node)
    return mask is not None and mask == _mask(sweep, tree, sweep.node)


def _mask(sweep: Sweep, tree: e.Expr, at: s.Stmt, depth: int = 0) -> e.Expr | None:
    """The one mask by which all arrays in an elementwise expression are taken, as it is `at`."""
    match tree:
        case e.Var(name) if depth < MOST:
            made = _made(sweep, name, at)
            return None if made is None else _mask(sweep, made.value, made, depth + 1)
        case e.Item(base, e.Var(name) as mask):
            kind = sweep.facts.kinds.get(name, k.Empty())
            whole = isinstance(kind, k.Array) and kind.dtype == np.bool_ and bool(kind.dims)
            alike = whole and k.sure_rank(sweep.facts.kind(base)) == k.sure_rank(kind)
            given = name in sweep.memory.entry and name not in sweep.memory.definitions
            known = given or _made(sweep, name, at) is not None
            return mask if alike and known and not sweep.memory.is_written(name) else None
        case e.Unary("-", operand):
            return _mask(sweep, operand, at, depth + 1)
        case e.Binary(op, left, right) if op != "@":
            parts: tuple[e.Expr, ...] = (left, right)
        case e.Call(e.Ref(_, np.ufunc()), parts, ()):
            pass
        case _:
            return None
    arrays = [part for part in parts if not k.is_number(sweep.facts.kind(part))]
    found = {_mask(sweep, part, at, depth + 1) for part in arrays}
    return found.pop() if len(found) == 1 else None


def _made(sweep: Sweep, name: str, at: s.Stmt) -> s.Assign | None:
    """Where a name got what it holds `at` a statement, if it is bound there alone."""
    match sweep.memory.definitions.get(name, []):
        case [s.Assign() as made] if name not in sweep.memory.entry:
            return made if sweep.order.dominates(made, at) else None
    return None


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
