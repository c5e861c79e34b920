"""Stores to attributes of arrays, as stores into the arrays, once kinds are known.

    z.real = e                         real = z.real; real[...] = e
    y.flat = e                ->       np.put(y, np.arange(y.size), e)

Others are refused here, where it is known that they are those of an array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, names
from srcgrad.normalize.arrays.effects import SET_LATER
from srcgrad.normalize.scope import Counter

KindOf = Callable[[e.Expr], k.Kind]
Reached = Callable[[Iterable[str]], set[str]]  # the memory that names stand for
ARANGE, PUT = e.Ref("np.arange", np.arange), e.Ref("np.put", np.put)
WHOLE = e.Const(...)
INSTEAD = {
    "imag": "make the array anew: z = z.real + 1j * values",
    "shape": "bind what is reshaped: y = y.reshape(shape)",
    "dtype": "make an array of the dtype: y = y.astype(dtype)",
    "strides": "store into the array itself, or into a slice of it",
    "flat": "copy what is stored: y.flat = values.copy()",
}


def spell_set(block: s.Block, kind_of: KindOf, counter: Counter, reached: Reached) -> bool:
    """Rewrite a block in place; says whether anything was rewritten."""
    changed = False
    whole: s.Block = []
    for node in block:
        for inner in blocks(node):
            changed |= spell_set(inner, kind_of, counter, reached)
        if _of_itself(node, whole, kind_of):
            changed = True
            continue
        made = _stored(node, kind_of, counter, reached)
        for one in made or ():
            one.origin = node.origin
        changed |= made is not None
        whole += [node] if made is None else made
    block[:] = whole
    return changed


def _of_itself(node: s.Stmt, before: s.Block, kind_of: KindOf) -> bool:
    """Is it the end of `z.real += e`, which has been done by the view that is stored?"""
    match [*before[-2:], node]:
        case [
            s.Assign(name, e.Attr(e.Var(of), "real")),
            s.Augment(e.Var(changed), None),
            s.Evaluate(e.Call(func, (e.Var(base), e.Const("real"), e.Var(value)))),
        ] if func == SET_LATER and name == changed == value and of == base:
            return isinstance(kind_of(e.Var(base)), k.Array)
    return False


def _stored(node: s.Stmt, kind_of: KindOf, counter: Counter, reached: Reached) -> s.Block | None:
    """What stands for a store to an attribute of an array; None of any other statement."""
    match node:
        case s.Evaluate(e.Call(func, (e.Var() as base, e.Const(str(name)), value))) if (
            func == SET_LATER and name in ("real", *INSTEAD)
        ):
            kind = kind_of(base)
        case _:
            return None
    if not isinstance(kind, k.Array):
        return None
    if name == "real" and kind.dtype is not None and k.inexact(kind.dtype):
        view = e.Var(counter.name("real"))
        return [s.Assign(view.name, e.Attr(base, "real")), s.Store(view, WHOLE, value)]
    apart = not reached(names(value)) & reached([base.name])
    if name == "flat" and (apart or k.is_number(kind_of(value))):
        size, places = e.Var(counter.name("size")), e.Var(counter.name("places"))
        put = e.Call(PUT, (base, places, value))
        return [
            s.Assign(size.name, e.Attr(base, "size")),
            s.Assign(places.name, e.Call(ARANGE, (size,))),
            s.Evaluate(put),
        ]
    raise UnsupportedSyntaxError(
        f"`{name}` of an array is set", INSTEAD.get(name, "store into the array"), node.origin
    )
