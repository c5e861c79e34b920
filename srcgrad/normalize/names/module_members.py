"""Members of modules that are values: arguments, locals, attributes of objects.

    def f(x, xp=np):
        return xp.sum(xp.sin(x))       ->       return np.sum(np.sin(x))

Of NumPy, `math` and `cmath`, whose members are constants.
"""

from __future__ import annotations

import types
from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, nodes, rebuild, replace, statements

KindOf = Callable[[e.Expr], k.Kind]
ALIASES = {"numpy": "np", "math": "math", "cmath": "cmath"}


def name_members(core: Core, kind_of: KindOf) -> bool:
    """Rewrite a function in place; says whether there were any."""
    changed = False
    for node in statements(core.body):
        parts = [part for tree in expressions(node) for part in nodes(tree)]
        if any(_member(part, kind_of) is not None for part in parts):
            replace(node, lambda tree: _named(tree, kind_of))
            changed = True
    return changed


def _named(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    return _member(tree, kind_of) or rebuild(tree, lambda part: _named(part, kind_of))


def _member(tree: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """What an attribute of a module means, if it is one."""
    match tree:
        case e.Attr(e.Var() as base, name):
            kind = kind_of(base)
            module = kind.value if isinstance(kind, k.Known) else None
            if isinstance(module, types.ModuleType) and hasattr(module, name):
                package, dot, rest = module.__name__.partition(".")
                if package in ALIASES:
                    value = getattr(module, name)
                    path = f"{ALIASES[package]}{dot}{rest}.{name}"
                    return e.NONE if value is None else e.Ref(path, value)
    return None
