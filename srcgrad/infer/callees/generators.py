"""Calls of functions with `yield` become iterators that hold the arguments.

steps = squares(n)          ->          n.1 = n
                                        steps = <iterator: n=n.1>
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from srcgrad.frontend import Bindings, read
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, nodes, statements, targets
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import (
    Callee,
    arguments,
    fresh_parameters,
    put_in_place,
    signature_of,
)
from srcgrad.normalize.iterators.generators import bare, is_entered, without_parameters
from srcgrad.normalize.iterators.library import consumes
from srcgrad.normalize.scope import Counter


def suspended(code: Any) -> Code:
    """The body of a generator, as that of an iterator which holds the arguments."""
    function = bare(code)
    parameters = tuple(signature_of(function).parameters)
    if isinstance(code, Code):
        held = tuple(n for n in code.held if not n.endswith(DEFAULT))
        tree = without_parameters(code.tree)
        return replace(code, tree=tree, held=(*held, *parameters), iterates=True)
    source, bound, enters = read(function), Bindings(function), is_entered(code)
    tree, name = without_parameters(source.tree), code.__name__
    return Code(name, tree, source, bound, parameters, frozenset(), iterates=True, enters=enters)


def suspend(core: Core, site: s.Assign, callee: Callee, made: Code, counter: Counter) -> None:
    """Bind the arguments of a call, and put an iterator in its place."""
    assert isinstance(site.value, e.Call)
    callee = replace(callee, code=bare(callee.code))
    parameters = fresh_parameters(callee, counter)
    before, held = arguments(core, site, callee, site.value, parameters)
    values = tuple(held[name] for name in made.held)
    value = e.Closure(made, made.held, values, callee.cells)
    put_in_place(core.body, site, [*before, s.Assign(site.target, value, origin=site.origin)])


def is_followed(core: Core, name: str) -> bool:
    """Is all that happens to what a name holds that it is gone through?"""
    for node in statements(core.body):
        match node:
            case s.For(_, e.Var(held)) if held == name:
                continue
            case s.Unpack(_, e.Var(held)) if held == name:
                continue
            case s.Assign(target, e.Var(held)) if held == name:
                if not is_followed(core, target):
                    return False
                continue
            case s.Assign(_, e.Call(e.Ref(_, function), (e.Var(held),), ())) if (
                held == name and consumes(function)
            ):
                continue
        read = (p for tree in expressions(node) for p in nodes(tree))
        if any(isinstance(p, e.Var) and p.name == name for p in read) and name not in targets(node):
            return False
    return not any(isinstance(p, e.Var) and p.name == name for p in nodes(core.result))
