"""Contexts whose managers are given what is differentiated."""

from __future__ import annotations

from typing import Any

from srcgrad.infer.facts import Facts
from srcgrad.infer.wanted import wanted
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, statements
from srcgrad.normalize.calls.inline import put_in_place
from srcgrad.normalize.jumps.opened import method_of, opened
from srcgrad.normalize.scope import Counter


def open_contexts(core: Core, facts: Facts, counter: Counter) -> bool:
    """Put the steps of such managers around the bodies; were there any?"""
    sites = [node for node in statements(core.body) if isinstance(node, s.With)]
    done = [_open(core, node, facts, counter) for node in sites]
    return any(done)


def _open(core: Core, node: s.With, facts: Facts, counter: Counter) -> bool:
    manager = node.manager
    if not isinstance(manager, e.Call):
        return False
    if not facts.is_varied(manager) and not _works(core, node.target, facts):
        return False
    made, leading = _called(manager.func, facts)
    block = opened(node, made, leading, counter.name)
    return block is not None and put_in_place(core.body, node, block)


def _works(core: Core, target: str | None, facts: Facts) -> bool:
    """Is what a manager gives asked to work on what is differentiated, or does that need it?"""
    if target is None:
        return False
    if target in wanted(core, facts):
        return True
    for node in statements(core.body):
        for tree in expressions(node):
            match tree:
                case e.Call(e.Attr(e.Var(name))) if name == target and facts.is_varied(tree):
                    return True
    return False


def _called(func: e.Expr, facts: Facts) -> tuple[Any, tuple[e.Expr, ...]]:
    """What a manager's call calls, and what that gets before the call's arguments."""
    if isinstance(func, e.Ref):
        return func.target, ()
    if isinstance(func, e.Attr):
        base = facts.kind(func.base)
        return method_of(base.cls, func.name) if isinstance(base, k.Object) else None, (func.base,)
    kind = facts.kind(func)
    return kind.value if isinstance(kind, k.Known) else None, ()
