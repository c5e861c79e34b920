"""Calls of Python functions become the callee's own statements, under fresh names.

y = helper(x)        ->        v.3 = x
                               y = np.sin(v.3)
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Free
from srcgrad.ir.walk import blocks, statements

Lower = Callable[[Any], Core]
SIMPLE = (int, float, complex, str, bool, type(None))


def recursive(site: s.Stmt) -> bool:
    """Does the call stand in a function that it has itself led to?"""
    here = site.origin
    return here is not None and any(
        (c.file, c.line) == (here.file, here.line) for c in here.callers
    )


def expand(core: Core, site: s.Stmt, function: Any, receiver: e.Expr | None, lower: Lower) -> None:
    """Put the callee's statements in the place of the call `site`."""
    call = site.value  # type: ignore[attr-defined]
    callee = lower(function)
    bindings = _bind(core, callee, function, call, receiver, site)
    body: s.Block = [*bindings, *callee.body]
    if site.origin is not None:
        callers = (site.origin, *site.origin.callers)
        for node in statements(callee.body):
            if node.origin is not None:
                node.origin = replace(node.origin, callers=callers)
    if isinstance(site, s.Assign):
        body.append(s.Assign(site.target, callee.result, origin=site.origin))
    for name, free in callee.free.items():
        known = next(
            (
                f.name
                for f in core.free.values()
                if f.namespace is free.namespace and f.key == free.key
            ),
            None,
        )
        if known is None:
            core.free[name] = free
        else:  # one value, one name: its memory is one
            body.insert(0, s.Assign(name, e.Var(known), origin=site.origin))
    core.modules.update(callee.modules)
    core.statics.update(callee.statics)
    _replace(core.body, site, body)


def _bind(
    core: Core, callee: Core, function: Any, call: e.Call, receiver: e.Expr | None, site: s.Stmt
) -> s.Block:
    signature = inspect.signature(function, follow_wrapped=False)
    args = call.args if receiver is None else (receiver, *call.args)
    try:
        bound = signature.bind(*args, **dict(call.kwargs)).arguments
    except TypeError as error:
        raise UnsupportedSyntaxError(
            f"the call of {function.__name__} does not fit its parameters: {error}",
            "correct the call",
            site.origin,
        ) from None
    out: s.Block = []
    for parameter, (name, declared) in zip(
        callee.parameters, signature.parameters.items(), strict=True
    ):
        value = bound[name] if name in bound else _default(core, function, name, declared.default)
        out.append(s.Assign(parameter.name, value, origin=site.origin))
    return out


def _default(core: Core, function: Any, name: str, value: Any) -> e.Expr:
    if isinstance(value, SIMPLE):
        return e.Const(value)
    held = f"{function.__name__}_{name}"
    holder = (
        function.__kwdefaults__
        if name in (function.__kwdefaults__ or {})
        else function.__defaults__
    )
    positional = [
        p
        for p in inspect.signature(function).parameters.values()
        if p.default is not p.empty and p.kind != p.KEYWORD_ONLY
    ]
    key = name if isinstance(holder, dict) else str([p.name for p in positional].index(name))
    core.free[held] = Free(held, holder, key)
    return e.Var(held)


def _replace(block: s.Block, site: s.Stmt, body: s.Block) -> bool:
    for position, node in enumerate(block):
        if node is site:
            block[position : position + 1] = body
            return True
        if any(_replace(inner, site, body) for inner in blocks(node)):
            return True
    return False


def duplicate(block: s.Block) -> s.Block:
    """A copy of statements, with identities of their own (expressions are shared: immutable)."""
    out: s.Block = []
    for node in block:
        twin = copy.copy(node)
        if isinstance(twin, s.If):
            twin.body, twin.orelse = duplicate(twin.body), duplicate(twin.orelse)
        elif isinstance(twin, s.For):
            twin.body = duplicate(twin.body)
        elif isinstance(twin, s.While):
            twin.prelude, twin.body = duplicate(twin.prelude), duplicate(twin.body)
        out.append(twin)
    return out
