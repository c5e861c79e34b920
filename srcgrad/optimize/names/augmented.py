"""What the user wrote as an augmented assignment is printed as one.

    s = s + t       ->     s += t

The compiler spells it out for numbers, which are bound anew; for them the two are the same. An
array is changed in place where the sum has a type that NumPy puts there, and what it was raised
to is stored as NumPy stores it there:

    x[1:] = x[1:] * x[:-1]        ->     x[1:] *= x[:-1]

    x[::-1] = x[::-1] ** t        ->     x[::-1] **= t

    power = old ** t; x[:] = power    ->     old **= t; power = x.copy()
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    expressions,
    names,
    nodes,
    replace,
    statements,
    substitute,
    targets,
)

NONE: Mapping[str, str] = MappingProxyType({})
OPERATORS = {"+", "-", "*", "/", "//", "%", "**"}


def augmented(block: s.Block, facts: Facts, same: Mapping[str, str] = NONE) -> s.Block:
    """The block, with such statements for the user's own, and for numbers of ours.

    `same` tells which names are printed alike.
    """
    out: s.Block = []
    for node in block:
        for inner in blocks(node):
            inner[:] = augmented(inner, facts, same)
        match node:
            case s.Assign(target, e.Binary(op, e.Var(name), right)) if (
                same.get(name, name) == same.get(target, target)
                and op in OPERATORS
                and k.is_number(facts.kinds.get(name, k.Unknown()))
                and _as_written(node, op)
            ):
                out.append(s.Augment(e.Var(name), None, op, right, origin=node.origin))
            case s.Store(_, _, e.Binary(op, place, right), into=True):
                out.append(_in_place(place, op, right, node, facts))
            case s.Store(base, index, e.Binary(op, place, right)) if (
                place == e.Item(base, index)
                and op in OPERATORS
                and _as_written(node, op)
                and _fits(node.value, base, facts)
            ):
                out.append(_in_place(place, op, right, node, facts))
            case s.Store(_, _, e.Var(), into=True):
                out += _stored(node, _since_the_power(out, node, facts), facts)
            case _:
                out.append(node)
    return out


def counted_back(block: s.Block, facts: Facts) -> s.Block:
    """The reverse sweep, where what was counted is counted back in the same way.

    >>> block = [s.Assign("k", e.Binary("-", e.Var("k"), e.Const(1)))]
    >>> [type(node).__name__ for node in counted_back(block, Facts(kinds={"k": k.Int()}))]
    ['Augment']
    """
    out: s.Block = []
    for node in block:
        for inner in blocks(node):
            inner[:] = counted_back(inner, facts)
        match node:
            case s.Assign(target, e.Binary("+" | "-" as op, e.Var(name), e.Const() as by)) if (
                name == target and isinstance(facts.kinds.get(name), k.Int)
            ):
                out.append(s.Augment(e.Var(name), None, op, by, origin=node.origin))
            case _:
                out.append(node)
    return out


def _since_the_power(before: s.Block, node: s.Store, facts: Facts) -> s.Block:
    """Take off what stands before a store, from the power that it stores, if that may be moved.

    Between them stand records of it, or its tangent; they read no memory that is stored into, but
    under the name that is raised.
    """
    between: set[str] = set()
    for position in range(len(before) - 1, -1, -1):
        match before[position]:
            case s.Assign(target, e.Binary("**", place, _)) if e.Var(target) == node.value:
                own = {facts.root(name) for name in (*names(node.base), *names(place))}
                raised = {place.name} if isinstance(place, e.Var) else set()
                if any(facts.root(name) in own for name in between - raised):
                    return []
                since = before[position:]
                del before[position:]
                return since
            case other:
                trees = [tree for one in statements([other]) for tree in expressions(one)]
                between |= {n for tree in trees for n in names(tree)} | set(targets(other))
    return []


def _stored(node: s.Store, since: s.Block, facts: Facts) -> s.Block:
    """The power is made where it is stored, and what else is made of it comes from there."""
    match since:
        case [s.Assign(target, e.Binary(op, place, value)) as made, *others]:
            copied = e.Call(e.Attr(e.Item(node.base, node.index), "copy"), ())
            held = s.Assign(target, copied, origin=made.origin)
            out: s.Block = [_in_place(place, op, value, node, facts), held, *others]
            if isinstance(place, e.Var) and any(place in _parts(other) for other in others):
                kept = e.Var(f"{place.name}~kept")  # what it was
                out.insert(0, s.Assign(kept.name, e.Call(e.Attr(place, "copy"), ())))
                for one in statements(others):
                    replace(one, lambda tree: substitute(tree, {place.name: kept}))
            return out
        case _:
            return [*since, node]


def _parts(node: s.Stmt) -> list[e.Expr]:
    return [part for one in statements([node]) for tree in expressions(one) for part in nodes(tree)]


def _in_place(place: e.Expr, op: str, value: e.Expr, node: s.Store, facts: Facts) -> s.Augment:
    """`place op= value`, where the place is a view of the memory, or the array itself."""
    if not isinstance(place, e.Item):
        return s.Augment(place, None, op, value, origin=node.origin)
    index = None if _whole(place, node, facts) else place.index
    return s.Augment(place.base, index, op, value, origin=node.origin)


def _whole(place: e.Item, node: s.Store, facts: Facts) -> bool:
    """Is it an array with a name of the function's own, which the user wrote without `[:]`?"""
    match place:
        case e.Item(e.Var(name), e.Slice(None, None, None)) if name not in facts.free:
            own = name.partition(".")[0]
            return node.origin is not None and f"{own}[" not in node.origin.text
    return False


def _fits(value: e.Expr, base: e.Expr, facts: Facts) -> bool:
    """Does NumPy put a value of this type into the array by itself?"""
    kind, whole = facts.kind(value), facts.kind(base)
    if not (isinstance(kind, k.Array) and isinstance(whole, k.Array)) or kind.mixed or whole.mixed:
        return False
    return np.can_cast(kind.dtype, whole.dtype, "same_kind")


def _as_written(node: s.Assign | s.Store, op: str) -> bool:
    """Did the user write it so, or add what has a tangent with another sign?

    What counts passes is the compiler's own.
    """
    target = node.target if isinstance(node, s.Assign) else ""
    signs = "+-" if "~dot" in target and op in "+-" else (op,)
    written = node.origin is not None and any(f"{sign}=" in node.origin.text for sign in signs)
    return written or target.startswith("passes.")
