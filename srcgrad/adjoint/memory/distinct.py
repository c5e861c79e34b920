"""Subscripts that name each element once: what is added there need not be added one by one."""

from __future__ import annotations

import numpy as np

from srcgrad.adjoint.sweep import Sweep
from srcgrad.infer.kinds.indexing import is_basic, parts, sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same


def distinct(sweep: Sweep, index: e.Expr, kind: k.Kind) -> bool:
    """Does the subscript name each element once?"""
    if not isinstance(kind, k.Array) or is_basic(index, sweep.kind):
        return True
    sorts = {p: sort_of(p, sweep.kind) for p in parts(index)}
    if "unknown" in sorts.values():
        return False
    arrays = [p for p, sort in sorts.items() if sort == "array"]
    return not arrays or any(_counts(sweep, one, arrays) for one in arrays)


def _counts(sweep: Sweep, one: e.Expr, arrays: list[e.Expr]) -> bool:
    """Is an index array `np.arange(n)`, and none of the others longer?

    Or is there one only, which is a `range(n)` or a display of different numbers?
    """
    match _made(sweep, one):
        case e.Call(e.Ref(_, np.arange), (_,), ()):
            length = (k.dims(sweep.kind(one)) or (None,))[0]
            found = [k.dims(sweep.kind(array)) for array in arrays]
            return all(d is not None and len(d) == 1 and same(d[0], length) for d in found)
        case e.Call(e.Ref("range"), (_,), ()):
            return len(arrays) == 1
        case e.Call(e.Ref(_, np.array), (e.Sequence("list", items),), ()):
            return len(arrays) == 1 and _differ(items)
        case e.Sequence("list", items):
            return len(arrays) == 1 and _differ(items)
    return False


def _differ(items: tuple[e.Expr, ...]) -> bool:
    """Are these different places, all counted from the same end?"""
    found = [one.value for one in items if isinstance(one, e.Const) and type(one.value) is int]
    one_end = min(found, default=0) >= 0 or max(found) < 0
    return one_end and len(set(found)) == len(items)


def _made(sweep: Sweep, tree: e.Expr) -> e.Expr:
    """What a subscript is made by, where that is certain."""
    if not isinstance(tree, e.Var):
        return tree
    definitions = sweep.memory.definitions.get(tree.name, [])
    written = tree.name in sweep.memory.entry or sweep.memory.is_written(tree.name)
    if len(definitions) == 1 and not written and isinstance(definitions[0], s.Assign):
        return definitions[0].value
    return tree
