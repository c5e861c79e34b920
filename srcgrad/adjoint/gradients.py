"""The gradients of arguments, with the structure that they have, out of the adjoints at entry."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.memory.list_gradients import copy_of, number_of, zeros_of
from srcgrad.adjoint.operations.accumulate import full_expression
from srcgrad.adjoint.sweep import FULL_LIKE, ZEROS_LIKE, Sweep
from srcgrad.analysis.rules.fields import fitted, zero_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, nodes, statements


def gradient_of(sweep: Sweep, access: e.Expr, kind: k.Kind) -> e.Expr:
    """The gradient of one argument, with its structure."""
    match kind:
        case k.Tuple(items, cls):
            parts = [
                gradient_of(sweep, _element(sweep, access, kind, n), item)
                for n, item in enumerate(items)
            ]
            if cls is tuple:
                return e.Sequence("tuple", tuple(parts))
            return e.Call(e.Call(e.Ref("type", type), (_kept(sweep, access),)), tuple(parts))
        case k.List(items, _) if items is not None and _list_of(sweep, access):
            name = _list_of(sweep, access)
            entry = sweep.env.entries.get(name)
            own = e.Var(sweep.begun.get(name, bar(name))) if entry is None else entry.expr
            return e.Sequence(
                "list",
                tuple(copy_of(item, e.Item(own, e.Const(n))) for n, item in enumerate(items)),
            )
        case k.List(items, _) if items is not None:
            parts = [
                gradient_of(sweep, _element(sweep, access, kind, n), item)
                for n, item in enumerate(items)
            ]
            return e.Sequence("list", tuple(parts))
        case k.Dict(labels, items) | k.Object(_, labels, items, _):
            parts = [
                gradient_of(sweep, _element(sweep, access, kind, n), item)
                for n, item in zip(labels, items, strict=True)
            ]
            held = e.Mapping(tuple(map(e.Const, labels)), tuple(parts))
            if isinstance(kind, k.Dict) and kind.cls is dict:
                return held
            return e.Call(e.Ref("like", _like()), (_kept(sweep, access), held))
        case k.Function():
            return e.NONE
    return _leaf(sweep, access, kind)


def _list_of(sweep: Sweep, access: e.Expr) -> str:
    """The name of a list that changes in the run, and has an adjoint."""
    name = access.name if isinstance(access, e.Var) else sweep.core.inputs.get(access, "")
    return name if name in sweep.env.entries or name in sweep.forward else ""


def _kept(sweep: Sweep, access: e.Expr) -> e.Expr:
    """A container inside an argument, as it was at entry."""
    name = sweep.core.homes.get(access)
    return access if name is None else e.Var(name)


def _like() -> Any:
    from srcgrad.runtime import like

    return like


def _element(sweep: Sweep, access: e.Expr, kind: k.Kind, key: Any) -> e.Expr:
    return e.Attr(access, key) if isinstance(kind, k.Object) else e.Item(access, e.Const(key))


def _leaf(sweep: Sweep, access: e.Expr, kind: k.Kind) -> e.Expr:
    """The gradient of one number or array, of exactly its type, in memory of its own."""
    if not k.differentiable(kind) or isinstance(kind, k.Unknown):
        return e.NONE
    name = sweep.core.inputs.get(access, access.name if isinstance(access, e.Var) else "")
    entry = sweep.env.entries.get(name)
    if name in sweep.core.inputs.values() and set(names(access)) & sweep.core.changed:
        access = e.Var(name)  # the place may hold something else by now
    if name in sweep.forward:
        entry = Adjoint(e.Var(sweep.begun.get(name, bar(name))), True, owned=True)
    if entry is not None:  # a real argument may have become complex since
        entry = entry.with_(expr=fitted(sweep, kind, entry.expr))
    match kind:
        case k.Array():
            if entry is None:
                return _zeros(sweep, access, kind)
            return _array(sweep, name, access, entry, kind)
        case k.List():
            return zeros_of(kind, access) if entry is None else copy_of(kind, entry.expr)
        case k.Scalar(dtype):
            value = e.ZERO if entry is None else entry.expr  # perhaps a float: zero, or a sum
            return e.Call(e.Ref(f"np.{dtype.type.__name__}", dtype.type), (value,))
    value = zero_of(kind) if entry is None else entry.expr
    if isinstance(k.general(sweep.kind(value)), k.Complex if k.is_complex(kind) else k.Real):
        return value
    return number_of(kind, value)


def _zeros(sweep: Sweep, access: e.Expr, kind: k.Array) -> e.Expr:
    """The gradient of an array that nothing reads; it may be gone from its list by the end."""
    root = next(names(access))
    changed = {
        part.func.base.name
        for node in statements(sweep.core.body)
        for tree in expressions(node)
        for part in nodes(tree)
        if isinstance(part, e.Call)
        and isinstance(part.func, e.Attr)
        and isinstance(part.func.base, e.Var)
    }
    zeros = e.Call(ZEROS_LIKE, (access,))
    if isinstance(access, e.Var) or root not in changed:
        return zeros
    name = sweep.counter.name("zeros")
    sweep.kinds[name] = kind
    first = sweep.before.setdefault(id(sweep.core.body[0]), [])
    first.insert(0, s.Assign(name, zeros))
    return e.Var(name)


def _array(sweep: Sweep, name: str, access: e.Expr, entry: Adjoint, kind: k.Array) -> e.Expr:
    found = sweep.kind(entry.expr)
    if not entry.full and k.rank(found) == 0:
        return e.Call(FULL_LIKE, (access, entry.expr))
    tree = full_expression(sweep, name, entry)
    if not isinstance(found, k.Array) or not found.dims or not kind.dims:
        return e.Call(e.Ref("np.array", np.array), (tree, e.Attr(access, "dtype")))
    if found.dtype != kind.dtype:
        return e.Call(e.Attr(tree, "astype"), (e.Attr(access, "dtype"),))
    return (
        tree
        if entry.owned and entry.full and not _still_read(sweep, name)
        else e.Call(e.Attr(tree, "copy"), ())
    )


def _still_read(sweep: Sweep, name: str) -> bool:
    """Does another entry refer to the same memory?"""
    own = bar(name)
    return any(
        own in entry.memory or own in names(entry.expr)
        for other, entry in sweep.env.entries.items()
        if other != name
    )
