"""Iterators that go to functions: values that hold what they read.

total(v * c for v in x)     ->      total(<iterator: x, c>)

The loops of an iterator are written where it is gone through: there, and only then, its elements
are made, as Python does.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any, NoReturn

import gast

from srcgrad.ir import expr as e
from srcgrad.normalize.calls import capture
from srcgrad.normalize.iterators.frozen import frozen
from srcgrad.normalize.iterators.library import meant
from srcgrad.normalize.scope import Scope

ELEMENT = e.Ref("element of the iterator", lambda value: None)  # stands where one is made


def deferred(scope: Scope, node: Any, named: bool = False) -> e.Expr:
    """The value of an iterator; one that is `named` may be gone through later."""
    if named and reads_late(scope, node):
        _refuse(scope, node)
    tree = copy.deepcopy(frozen(scope, meant(scope, node)))
    values: dict[str, e.Expr] = {}
    own = {n.id for n in gast.walk(tree) if isinstance(n, gast.Name)}
    renamed: dict[str, str] = {}
    for part in gast.walk(tree):
        if isinstance(part, gast.Name) and "." in part.id:
            if part.id not in renamed:
                name = part.id.partition(".")[0]
                while name in own:
                    name += "_"
                own.add(name)
                renamed[part.id] = name
                values[name] = e.Var(part.id)
            part.id = renamed[part.id]
    made = scope.function(scope, gast.copy_location(_function(tree), node))
    assert isinstance(made, e.Closure)
    if made.cells:
        _refuse(scope, node)
    read = _reads(tree, frozenset())
    held = {n: v for n, v in zip(made.names, made.values, strict=True) if n in read} | values
    code = replace(made.code, name="iterator", held=tuple(held), iterates=True)
    return e.Closure(code, tuple(held), tuple(held.values()), ())


def reads_late(scope: Scope, node: Any) -> bool:
    """Does an iterator read a name that may have been bound anew by the time it is gone through?"""
    tree = meant(scope, node)
    stored = [
        n.id
        for child in capture.body_of(scope.source.tree)
        for n in gast.walk(child)
        if isinstance(n, gast.Name) and not isinstance(n.ctx, gast.Load)
    ]
    stored += capture.parameters(scope.source.tree)
    return any(stored.count(name) > 1 for name in _reads(tree, frozenset()))


def _reads(tree: Any, own: frozenset[str]) -> set[str]:
    """The names that an expression reads, but for those that it binds for itself."""
    if isinstance(tree, gast.Name):
        return {tree.id} - own if isinstance(tree.ctx, gast.Load) or "." in tree.id else set()
    found: set[str] = set()
    if isinstance(tree, capture.COMPREHENSIONS):
        first, inner = tree.generators[0], own
        for generator in tree.generators:
            source = own if generator is first else inner
            found |= _reads(generator.iter, source)
            targets = gast.walk(generator.target)
            inner |= {n.id for n in targets if isinstance(n, gast.Name)}
            for test in generator.ifs:
                found |= _reads(test, inner)
        parts = [getattr(tree, name, None) for name in ("elt", "key", "value")]
        return found.union(*(_reads(part, inner) for part in parts if part is not None))
    if isinstance(tree, gast.Lambda):
        for default in capture.defaults(tree).values():
            found |= _reads(default, own)
        return found | _reads(tree.body, own | set(capture.parameters(tree)))
    return found.union(*(_reads(child, own) for child in gast.iter_child_nodes(tree)))


def _function(tree: Any) -> Any:
    return gast.Lambda(gast.arguments([], [], None, [], [], None, []), tree)


def _refuse(scope: Scope, node: Any) -> NoReturn:
    scope.refuse(
        node,
        "an iterator that reads what is bound anew is outside the language here",
        "make a list of it",
    )
