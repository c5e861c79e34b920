"""Arguments that a function takes anyway are left out.

x_dot = np.roll(y_dot, -1, None)      ->      x_dot = np.roll(y_dot, -1)
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild, statements


def without_defaults(call: e.Call) -> e.Call:
    """A call without the last positional arguments, and the keywords, that are defaults.

    >>> import numpy as np
    >>> from srcgrad.ir.expr import Call, Const, Ref, Var
    >>> without_defaults(Call(Ref("np.roll", np.roll), (Var("x"), Const(1), Const(None))))
    np.roll(x, 1)
    """
    if not isinstance(call.func, e.Ref):
        return call
    known, required = _defaults(call.func.target), inspect.Parameter.empty
    args = list(call.args)
    named = tuple(
        (n, v)
        for n, v in call.kwargs
        if not _same(v, False if n == "keepdims" and n in known else known.get(n, required))
    )
    positional = list(known.values())
    while args and not named and len(args) <= len(positional):
        if not _same(args[-1], positional[len(args) - 1]):
            break
        args.pop()
    return e.Call(call.func, tuple(args), named)


def drop_defaults(block: s.Block) -> None:
    """Rewrite, in place, the statements that bind names of the compiler's."""

    def mapped(tree: e.Expr) -> e.Expr:
        tree = rebuild(tree, mapped)
        return without_defaults(tree) if isinstance(tree, e.Call) else tree

    for node in statements(block):
        if isinstance(node, s.Assign) and "~" in node.target:
            node.value = mapped(node.value)


def _same(tree: e.Expr, default: Any) -> bool:
    """Is an argument the constant that stands for it if it is left out?"""
    return isinstance(tree, e.Const) and type(tree.value) is type(default) and tree.value == default


@lru_cache(maxsize=512)
def _defaults(function: Callable[..., Any]) -> Mapping[str, Any]:
    """The parameters of one of NumPy's functions, in order, and what each is by itself."""
    if not (getattr(function, "__module__", None) or "").startswith("numpy"):
        return {}
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # written in C
        return {}
    if any(p.kind in (p.VAR_POSITIONAL, p.POSITIONAL_ONLY) for p in parameters):
        return {}
    return {p.name: p.default for p in parameters}
