"""Targets of assignments and loops: names, elements, and tuples of both."""

from __future__ import annotations

from typing import Any

import gast

from srcgrad.errors import InvalidProgramError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.arrays.effects import SET_LATER
from srcgrad.normalize.expressions import atom, index
from srcgrad.normalize.scope import Scope


def assign_to(scope: Scope, target: Any, value: e.Expr) -> None:
    """Store an operation's value in a target of any form."""
    match target:
        case gast.Name():
            scope.emit(s.Assign(scope.rename(target.id), value))
        case gast.Tuple() | gast.List():
            _unpack(scope, target, value)
        case gast.Subscript():
            held = value if not is_operation(value) else scope.temporary(value, "stored")
            base = atom(scope, target.value)
            scope.emit(s.Store(base, index(scope, target.slice), held))
        case gast.Attribute():
            held = value if not is_operation(value) else scope.temporary(value, "stored")
            base = atom(scope, target.value)
            scope.emit(s.Evaluate(e.Call(SET_LATER, (base, e.Const(target.attr), held))))
        case _:
            raise InvalidProgramError(f"a target `{type(target).__name__}`")


def set_by_name(scope: Scope, node: Any) -> e.Call | None:
    """`setattr(base, name, value)` as a statement: a store, once the name is known."""
    if not isinstance(node, gast.Call) or not isinstance(node.func, gast.Name):
        return None
    if len(node.args) != 3 or node.keywords or atom(scope, node.func) != e.Ref("setattr", setattr):
        return None
    if any(isinstance(argument, gast.Starred) for argument in node.args):
        return None
    base, name, value = (atom(scope, argument) for argument in node.args)
    return e.Call(SET_LATER, (base, name, value))


def is_operation(tree: e.Expr) -> bool:
    """Is the tree no atom?"""
    return not isinstance(tree, e.Const | e.Var | e.Ref)


def _unpack(scope: Scope, target: Any, value: e.Expr) -> None:
    if (
        isinstance(value, e.Sequence)
        and len(value.items) == len(target.elts)
        and not any(isinstance(t, gast.Starred) for t in target.elts)
    ):
        _parallel(scope, target.elts, list(value.items))
        return
    source = value if isinstance(value, e.Var) else scope.temporary(value, "pair")
    names, star, later = [], None, []
    for position, element in enumerate(target.elts):
        if isinstance(element, gast.Starred):
            star, element = position, element.value
        again = target.elts[position + 1 :]
        named = isinstance(element, gast.Name)
        if named and any(_binds(t, element.id) for t in again):
            names.append(scope.counter.name("unused"))  # `_, s, _`: the last one keeps the name
        elif named and not any(_reads(t, element.id) for t in target.elts[:position]):
            names.append(scope.rename(element.id))
        else:
            names.append(scope.counter.name("part"))
            later.append((element, names[-1]))
    scope.emit(s.Unpack(tuple(names), source, star))
    for element, name in later:
        assign_to(scope, element, e.Var(name))


def _binds(target: Any, name: str) -> bool:
    """Is a name, or a starred one, a target?"""
    target = target.value if isinstance(target, gast.Starred) else target
    return isinstance(target, gast.Name) and target.id == name


def _reads(target: Any, name: str) -> bool:
    """Does a name stand in a target that is none? `x[i], i = pair` stores before it binds."""
    inner = target.value if isinstance(target, gast.Starred) else target
    return not isinstance(inner, gast.Name) and any(
        isinstance(node, gast.Name) and node.id == name for node in gast.walk(inner)
    )


def _parallel(scope: Scope, targets: list[Any], values: list[e.Expr]) -> None:
    """`a, b = x, y`: all values are read before the first target is bound."""
    names = [scope.rename(t.id) if isinstance(t, gast.Name) else None for t in targets]
    sources = [v.name if isinstance(v, e.Var) else None for v in values]
    if None not in names and set(names) == set(sources) and len(set(names)) == len(names):
        scope.emit(s.Permute(tuple(n for n in names if n), tuple(n for n in sources if n)))
        return
    held = []
    for position, value in enumerate(values):
        earlier = (
            set(names[:position])
            if None not in names
            else {n for n in names if n} | {v for v in sources if v}
        )
        if isinstance(value, e.Var) and value.name in earlier:
            value = scope.temporary(value, value.name.partition(".")[0])
        held.append(value)
    for target, value in zip(targets, held, strict=True):
        assign_to(scope, target, value)
