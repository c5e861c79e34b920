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
    """Is an index array `np.arange(n)`, and none of the others longer?"""
    name = one.name if isinstance(one, e.Var) else ""
    definitions = sweep.memory.definitions.get(name, [])
    if len(definitions) != 1 or name in sweep.memory.entry or sweep.memory.is_written(name):
        return False
    match definitions[0]:
        case s.Assign(_, e.Call(e.Ref(_, np.arange), (_,), ())):
            length = (k.dims(sweep.kind(one)) or (None,))[0]
            found = [k.dims(sweep.kind(array)) for array in arrays]
            return all(d is not None and len(d) == 1 and same(d[0], length) for d in found)
    return False
