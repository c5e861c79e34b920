"""What handlers take from exceptions, and whether more comes of it than what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import tells
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, statements, targets

PLAIN = (k.Str, k.Bool, k.Int)  # kinds of what carries no derivative
PLAINLY = (("", ""), ("!s", ""))  # conversions and formats that give the text itself
Classes = tuple[type[BaseException], ...]


def caught(node: s.Attempt) -> list[Classes] | None:
    """The classes of each handler, where all are known."""
    found = []
    for one in node.classes:
        parts = one.items if isinstance(one, e.Sequence) else (one,)
        classes: Any = tuple(part.target for part in parts if isinstance(part, e.Ref))
        if len(classes) != len(parts):
            return None
        found.append(classes)
    return found


def is_used(core: Core, facts: Facts, taken: set[str]) -> bool:
    """Do numbers come of what these names hold, or what is not known to be none?"""
    reached = set(taken)
    body = list(statements(core.body))
    while True:
        before = len(reached)
        for node in body:
            if shows(node) or not any(n in reached for x in expressions(node) for n in names(x)):
                continue
            if any(place in reached for place in _written(node)):
                return True  # of what others may hold as well
            for place in _places(node):
                kind = facts.kinds.get(place, k.Unknown())
                if isinstance(kind, k.Unknown):
                    reached.add(place)
                elif not isinstance(kind, PLAIN):
                    return True
        if len(reached) == before:
            return bool(reached.intersection(names(core.result)))


def shows(node: s.Stmt) -> bool:
    """Does a statement only show what it reads, or raise it?"""
    match node:
        case s.Evaluate(e.Call(e.Ref(target=function))):
            return function is print or tells(function)
    return isinstance(node, s.Raise)


def told_in(tree: e.Expr) -> list[e.Expr]:
    """What stands in an expression for its text alone, at its own level."""
    match tree:
        case e.Call(e.Ref(target=function), args) if function is print:
            return list(args)
        case e.Call(e.Ref(target=function), (one,), ()) if function is str:
            return [one]
        case e.Text(parts):
            return [p[0] for p in parts if not isinstance(p, str) and p[1:] in PLAINLY]
    return []


def telling(tree: e.Expr, told: Callable[[e.Expr], bool], text: e.Expr) -> e.Expr:
    """The expression with a text for what is told in it."""
    if isinstance(tree, e.Text):
        parts = [
            (text, *p[1:]) if not isinstance(p, str) and p[1:] in PLAINLY and told(p[0]) else p
            for p in tree.parts
        ]
        return e.Text(tuple(parts))
    assert isinstance(tree, e.Call)
    args = tuple(text if told(one) else one for one in tree.args)
    return text if tree.func == e.Ref("str", str) else e.Call(tree.func, args, tree.kwargs)


def _written(node: s.Stmt) -> tuple[str, ...]:
    """What a statement perhaps changes."""
    return tuple(names(node.base)) if isinstance(node, s.Write) else _called(node)


def _called(node: s.Stmt) -> tuple[str, ...]:
    return tuple(names(node.value)) if isinstance(node, s.Evaluate) else ()


def _places(node: s.Stmt) -> tuple[str, ...]:
    """What a statement binds or fills."""
    match node:
        case s.Store() | s.Augment():
            return tuple(names(node.base))
        case s.Evaluate():
            return tuple(names(node.value))
    return targets(node)
