"""Generators: functions with `yield`. A call of one makes an iterator that holds the arguments.

def squares(n):                    steps = <iterator: n=3>
    for k in range(n):      ->     for v in steps: ...
        yield k * k
for v in squares(3): ...

Where it is gone through, its statements are put in, with a mark for each `yield`.
"""

from __future__ import annotations

import copy
import inspect
import types
from collections.abc import Iterator
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import MANAGER, inside
from srcgrad.normalize.calls import capture
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.deferred import ELEMENT
from srcgrad.normalize.iterators.elements import Element
from srcgrad.normalize.iterators.iteration import each
from srcgrad.normalize.iterators.library import target_of
from srcgrad.normalize.scope import Scope

YIELDS = (gast.Yield, gast.YieldFrom)


def is_generator(code: Any) -> bool:
    """Is it a function with `yield`?"""
    if isinstance(code, Code):
        return not code.iterates and any(own_yields(code.tree))
    return isinstance(code, types.FunctionType) and bool(
        code.__code__.co_flags & inspect.CO_GENERATOR
    )


def is_entered(code: Any) -> bool:
    """Is it a function with `yield` under `contextlib.contextmanager`?"""
    return isinstance(code, types.FunctionType) and code.__code__ is MANAGER


def bare(code: Any) -> Any:
    """The function with `yield` itself."""
    return inside(code) if is_entered(code) else code


def makes_iterator(code: Any) -> bool:
    """Does a call of it make what is gone through, or entered, later?"""
    return is_generator(code) or is_entered(code)


def own_yields(tree: Any) -> Iterator[Any]:
    """The `yield`s of a function, without those of functions inside."""
    for child in capture.body_of(tree):
        yield from (node for node in _shallow(child) if isinstance(node, YIELDS))


def _shallow(node: Any) -> Iterator[Any]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, capture.FUNCTIONS):
            yield node
            waiting += capture.children(node)[::-1]


def without_parameters(tree: Any) -> Any:
    """A generator's tree, of which the iterator holds the arguments."""
    bare = copy.copy(tree)
    bare.args = gast.arguments([], [], None, [], [], None, [])
    return bare


def check_yields(scope: Scope, tree: Any) -> None:
    """Each is a statement, and what goes on between two of them goes on in no `try` or `with`."""
    plain = {
        id(node.value)
        for child in capture.body_of(tree)
        for node in _shallow(child)
        if isinstance(node, gast.Expr)
    }
    guarded = {
        id(part)
        for child in capture.body_of(tree)
        for node in _shallow(child)
        if isinstance(node, gast.Try | gast.With)
        for part in _shallow(node)
    }
    for node in own_yields(tree):
        if id(node) not in plain:
            scope.refuse(
                node,
                "a `yield` whose value is used is outside the language",
                "pass what the generator needs as an argument",
            )
        if id(node) in guarded and not scope.enters:
            scope.refuse(
                node,
                "a `yield` inside of `try` or `with` is outside the language here",
                "write the `try` or `with` around the loop over the generator",
            )


def lower_yield(scope: Scope, node: Any) -> None:
    """`yield v`, and `yield from vs`: a mark where an element is made."""
    if isinstance(node, gast.Yield):
        value = e.NONE if node.value is None else atom(scope, node.value)
        scope.emit(s.Evaluate(e.Call(ELEMENT, (value,))))
        return

    def receive(element: Element) -> None:
        scope.emit(s.Evaluate(e.Call(ELEMENT, (element.value(),))))

    each(scope, node.value, receive)


def generated(scope: Scope, node: Any) -> bool:
    """Is it a call of a function with `yield`, as far as the names tell?"""
    if not isinstance(node, gast.Call):
        return False
    if isinstance(node.func, gast.Name) and node.func.id in scope.local:
        made = [f for f in capture.inner_functions(scope.source.tree) if _named(f, node.func.id)]
        return len(made) == 1 and any(own_yields(made[0]))
    return is_generator(target_of(scope, node.func))


def _named(function: Any, name: str) -> bool:
    return getattr(function, "name", None) == name
