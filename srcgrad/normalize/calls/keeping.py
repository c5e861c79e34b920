"""Inner functions that keep their results: `functools.cache` and `lru_cache`.

    @cache
    def best(i):               ->      def best(i):
        return best(i - 1) + x[i]          return best(i - 1) + x[i]

The function is called again where Python takes a result that it kept. Both are the same as long as
what the function reads does not change.
"""

from __future__ import annotations

import functools
from typing import Any

import gast

from srcgrad.normalize.calls import capture
from srcgrad.normalize.iterators.library import target_of
from srcgrad.normalize.scope import Scope


def keeps(scope: Scope, decorator: Any) -> bool:
    """Is a decorator one of those that keep results?"""
    if isinstance(decorator, gast.Call):
        options = (*decorator.args, *(given.value for given in decorator.keywords))
        plain = all(isinstance(option, gast.Constant) for option in options)
        return plain and target_of(scope, decorator.func) is functools.lru_cache
    return target_of(scope, decorator) in (functools.cache, functools.lru_cache)


def check_kept(scope: Scope, node: Any) -> None:
    """Refuse to call a function anew that may then read something else."""
    read = capture.free(node) & scope.local - {node.name}
    changed = capture.rebound(node) | (capture.cells(scope.source.tree) & read)
    changed |= _stored_later(scope, node, read)
    if changed:
        scope.refuse(
            node,
            f"`{node.name}` keeps its results, and what it reads may change: "
            f"`{sorted(changed)[0]}`",
            "pass what changes as an argument",
        )


def _stored_later(scope: Scope, node: Any, read: set[str]) -> set[str]:
    """The names among those read that may share memory with the target of a store."""
    tree = scope.source.tree
    groups = {name: {name} for name in read}
    for assign in gast.walk(tree):
        if not isinstance(assign, gast.Assign | gast.For):
            continue
        value = assign.value if isinstance(assign, gast.Assign) else assign.iter
        bound = assign.targets if isinstance(assign, gast.Assign) else [assign.target]
        parts = (n for part in (value, *bound) for n in gast.walk(part))
        met = {n.id for n in parts if isinstance(n, gast.Name) and n.id in scope.local}
        for group in groups.values():
            if group & met:
                group |= met
    stored = {
        n.id
        for statement in gast.walk(tree)
        if getattr(statement, "lineno", 0) > node.lineno
        for target in _written(statement)
        for n in gast.walk(target)
        if isinstance(n, gast.Name)
    }
    return {name for name, group in groups.items() if group & stored}


def _written(node: Any) -> list[Any]:
    """What a node stores to, or may: a call for its effect, and one with `out`."""
    match node:
        case gast.Subscript(value=value, ctx=gast.Store()):
            return [value]
        case gast.Expr(value=gast.Call(func=func, args=args)):
            printing = isinstance(func, gast.Name) and func.id == "print"
            return [] if printing else [func, *args]
        case gast.Call(keywords=keywords):
            return [given.value for given in keywords if given.arg == "out"]
    return []
