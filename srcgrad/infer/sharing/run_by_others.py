"""Functions that run where the program does not call them.

    with managed(): ...                    `managed` and what it enters
    sorted(rows, key=cost)                 `cost`, if nothing is active and the call stays a call
    f.count = n                            not `f`: its attribute is asked, or set

What they change of what the program reads is seen by nobody who looks at calls alone.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.pair import Half
from srcgrad.ir.twice import distinct
from srcgrad.ir.walk import expressions, nodes, statements
from srcgrad.normalize.arrays.effects import ASK, GET, READ, WRITE
from srcgrad.normalize.jumps.contexts import entered


def run_by_others(core: Core, facts: Facts) -> Iterator[tuple[types.FunctionType, s.Stmt]]:
    """The functions of a program that contexts run, and those that calls are given, and where."""

    def known(tree: e.Expr) -> Any:
        return getattr(facts.kind(tree), "value", None)

    def cls_of(tree: e.Expr) -> type | None:
        return getattr(facts.kind(tree), "cls", None)

    yield from entered(core.body, known, cls_of)
    for node in statements(core.body):
        for call in (part for whole in expressions(node) for part in nodes(whole)):
            if isinstance(call, e.Call) and not (
                call.func in (ASK, GET, READ, WRITE) or isinstance(known(call.func), Half)
            ):
                for given in (*call.args, *(value for _, value in call.kwargs)):
                    for function in functions(facts.kind(given)):
                        yield function, node


def functions(kind: k.Kind) -> Iterator[types.FunctionType]:
    """The functions written in Python that a value is or holds."""
    match kind:
        case k.Known(types.FunctionType() as function):
            yield function
        case k.Tuple(items, _) | k.Dict(_, items) | k.Function(_, _, items, _):
            for one in items:
                yield from functions(one)
        case k.List(items, element):
            for one in distinct(items, element):
                yield from functions(one)
