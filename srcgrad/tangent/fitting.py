"""Bringing a tangent to its value: shape, dtype, and memory of its own where the value has it.

A tangent always has the shape and dtype of its value. Where the program writes memory, the
tangents share memory exactly as the values do, so that each store has its twin.
"""

from __future__ import annotations

import numpy as np

from srcgrad.analysis.rules.fields import fitted
from srcgrad.infer.sharing.memory import KindOf, function_of, shares
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import names
from srcgrad.normalize.arrays.layout import in_order
from srcgrad.runtime import unbroadcast
from srcgrad.tangent.state import DOT, ZEROS_LIKE, State, Tangent, dot

FULL_LIKE = e.Ref("np.full_like", np.full_like)
BROADCAST_TO = e.Ref("np.broadcast_to", np.broadcast_to)
MAY_SHARE = e.Ref("np.may_share_memory", np.may_share_memory)
PERHAPS = {np.reshape, np.ravel, np.ascontiguousarray}  # a view, or a copy


def bind(state: State, target: str, value: e.Expr, tangent: Tangent) -> None:
    """Bind the tangent of `target`, which the program has bound to `value`."""
    own = e.Var(dot(target))
    fresh = not _memory(value, state.facts.kind)
    tree = _fitted(state, target, tangent)
    sharing = _memory(tree, state.kind)
    if sharing and k.is_number(state.facts.kinds[target]):  # a number, of a 0-d array: a value
        tree, sharing = e.Item(tree, e.Sequence("tuple", ())), []
    if not fresh and state.written(target):
        tree = _as_shared(state, target, value, tree)
    elif fresh and (state.written(target) or any(map(state.written, sharing))):
        if isinstance(state.facts.kinds[target], k.Array) and turned(state, target):
            _filled(state, target, tree)
            return
        if sharing:
            tree = copied(tree, state.facts.kinds[target])
    elif sharing:
        state.loose.add(target)
    state.emit(s.Assign(own.name, tree))


def _memory(tree: e.Expr, kind_of: KindOf) -> list[str]:
    """The names whose memory a value may be; what `unbroadcast` makes of a new array is new."""
    if isinstance(tree, e.Call) and function_of(tree, kind_of) is unbroadcast:
        return shares(tree.args[0], kind_of)
    return shares(tree, kind_of)


def copied(tree: e.Expr, kind: k.Kind) -> e.Expr:
    """An array, or the arrays of a list, in memory of their own."""
    match kind:
        case k.Array():
            return e.Call(e.Attr(tree, "copy"), ())
        case k.List(_, element) if isinstance(element, k.Array | k.List):
            held = e.Var("held~local")
            part = copied(held, element)
            if isinstance(element, k.Array) and element.dims is None:  # it may be a number
                found = e.Call(e.Ref("type", type), (held,))
                part = e.Choice(e.Compare("is", found, e.Ref("float", float)), held, part)
            return e.Each(part, "held~local", tree)
        case k.List():
            return e.Call(e.Ref("list", list), (tree,))
    return tree


def _fitted(state: State, target: str, tangent: Tangent) -> e.Expr:
    """The tangent with the value's shape and dtype."""
    tree = fitted(state, state.facts.kinds[target], tangent.tree)
    kind, found = k.general(state.facts.kinds[target]), k.general(k.present(state.kind(tree)))
    if not isinstance(kind, k.Array):
        if isinstance(kind, k.Real) and isinstance(found, k.Unknown) and tangent.full:
            return e.Call(e.Ref("float", float), (tree,))  # a slope that is called as it stands
        if not isinstance(kind, k.List) and k.rank(found) != 0:
            state.guard("a tangent of unknown shape")
        state.exact = state.exact and (found == kind or not k.is_number(kind))
        return tree
    place, number = e.Var(target), kind.dims is None and state.facts.mixed(target)
    if k.rank(found) == 0 and not isinstance(found, k.Array) and not number:
        return e.Call(FULL_LIKE, (place, tree))
    if isinstance(found, k.Array) and found.dtype != kind.dtype:
        tree = e.Call(e.Attr(tree, "astype"), (state.dtype(kind, place),))
    elif isinstance(found, k.Unknown):
        tree = e.Call(e.Ref("np.asarray", np.asarray), (tree, state.dtype(kind, place)))
    have, want = k.dims(found), kind.dims
    known = have is not None and want is not None and len(have) == len(want)
    if tangent.full or (known and all(map(same, have or (), want or ()))):
        return tree
    if number:
        return e.Call(BROADCAST_TO, (tree, e.Call(e.Ref("np.shape", np.shape), (place,))))
    if not isinstance(tree, e.Var):
        tree = state.hold(f"{target.partition('.')[0]}_dot", tree)
    shape = e.Attr(place, "shape")
    test = e.Compare("==", e.Attr(tree, "shape"), shape)
    return e.Choice(test, tree, e.Call(BROADCAST_TO, (tree, shape)))


def _as_shared(state: State, target: str, value: e.Expr, tree: e.Expr) -> e.Expr:
    """The view of a tangent that is the same view as the value's is."""
    held = _memory(value, state.facts.kind)
    expected = {name for name in held if name.removesuffix("[]") in state.active}
    found = {name.replace(DOT, "") for name in _memory(tree, state.kind)}
    if expected != found:
        state.guard("a view of an array that is written, taken in this way,")
    if not expected:  # nobody writes an active value to what it holds
        return tree
    if not _perhaps(state, value):
        return tree
    base = next(n for n in names(value) if n in expected)
    if _contiguous(state, base):
        return tree
    test = e.Call(MAY_SHARE, (e.Var(target), e.Var(base)))
    return e.Choice(test, tree, e.Call(e.Attr(tree, "copy"), ()))


def _perhaps(state: State, value: e.Expr) -> bool:
    return isinstance(value, e.Call) and function_of(value, state.facts.kind) in PERHAPS


def _contiguous(state: State, base: str) -> bool:
    """Is the array bound once, to a new one whose layout is known?"""
    nodes = state.memory.definitions.get(base, [])
    return len(nodes) == 1 and all(isinstance(n, s.Assign) and in_order(n.value) for n in nodes)


def turned(state: State, name: str) -> bool:
    """Is an array reshaped whose memory is written, so that its layout decides what is a view?"""
    found = state.memory.of(name)
    return any(
        isinstance(node, s.Assign) and _perhaps(state, node.value)
        for member in found.members
        for node in state.memory.definitions.get(member, [])
    )


def _filled(state: State, target: str, tree: e.Expr) -> None:
    """Zeros in the value's layout, then the tangent."""
    blank = e.Call(ZEROS_LIKE, (e.Var(target),))
    state.emit(s.Assign(dot(target), blank))
    if tree != blank:
        state.emit(s.Store(e.Var(dot(target)), e.Const(...), tree))
