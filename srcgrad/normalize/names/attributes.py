"""Attributes that name functions, once the kinds of their objects are known.

f = getattr(np, "sin")             f = np.sin
f = getattr(np, "sine", None)      f = None
t = hasattr(x, "shape")            t = True
m = import_module("numpy")         m = numpy
step = cell.advance                step = <advance: __self__=cell>
rv.dist.logpdf(x)                  scipy.stats.norm.logpdf(x)
"""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children, expressions, nodes, rebuild, replace, statements
from srcgrad.normalize.scope import LIBRARIES, is_distribution
from srcgrad.request.signature import distribution_name

KindOf = Callable[[e.Expr], k.Kind]


def spell_attributes(block: s.Block, kind_of: KindOf) -> bool:
    """Rewrite bindings of such attributes, in place."""
    changed = False
    for node in statements(block):
        if any(_of_distribution(part, kind_of) for t in expressions(node) for part in nodes(t)):
            replace(node, lambda tree: _named(tree, kind_of))
            changed = True
        if not isinstance(node, s.Assign):
            continue
        match node.value:
            case e.Call(e.Ref(target=function) as ref, args, ()) if any(
                function is one for one in (getattr, hasattr)
            ):
                found = _asked(ref, args, kind_of)
            case e.Call(e.Ref(target=importlib.import_module)):
                found = _module(kind_of(node.value))
            case e.Attr(base, _) if isinstance(kind_of(base), k.Object):
                found = _bound(kind_of(node.value), base)
            case _:
                continue
        if found is not None:
            node.value, changed = found, True
    return changed


def _asked(function: e.Ref, args: tuple[e.Expr, ...], kind_of: KindOf) -> e.Expr | None:
    """`hasattr` and `getattr`, perhaps with a default, where it is known what there is."""
    if function.target is getattr and len(args) == 2:
        return _read(args[0], kind_of(args[1]))
    there = kind_of(e.Call(e.Ref("hasattr", hasattr), args[:2]))
    if not isinstance(there, k.Known):
        return None
    if function.target is hasattr:
        return e.Const(there.value)
    return _read(args[0], kind_of(args[1])) if there.value else args[2]


def _module(kind: k.Kind) -> e.Ref | None:
    """What is imported by a name that is known, and is there already."""
    module = kind.value if isinstance(kind, k.Known) else None
    return e.Ref(module.__name__, module) if isinstance(module, types.ModuleType) else None


def _read(base: e.Expr, name: k.Kind) -> e.Expr | None:
    """`getattr` of a name that is known."""
    if not isinstance(name, k.Known) or not isinstance(name.value, str):
        return None
    if isinstance(base, e.Ref) and isinstance(base.target, types.ModuleType):
        return of_module(base, name.value)
    return e.Attr(base, name.value)


def of_module(base: e.Ref, name: str) -> e.Ref | None:
    """A function of one of the libraries' modules, by its name."""
    module = base.target
    if not isinstance(module, types.ModuleType):
        return None
    value = getattr(module, name, None)
    library = module.__name__.partition(".")[0] in LIBRARIES
    return e.Ref(f"{base.path}.{name}", value) if library and callable(value) else None


def _of_distribution(tree: e.Expr, kind_of: KindOf) -> e.Ref | None:
    """A method of one of SciPy's distributions, which a name or an attribute stands for."""
    held = kind_of(tree.base) if isinstance(tree, e.Attr) else None
    if not isinstance(tree, e.Attr) or not isinstance(held, k.Known):
        return None
    stats, value = sys.modules.get("scipy.stats"), held.value
    if not is_distribution(value):
        return None
    own = distribution_name(value)
    if getattr(stats, own, None) is not value:
        return None
    method = getattr(value, tree.name, None)
    return e.Ref(f"scipy.stats.{own}.{tree.name}", method) if callable(method) else None


def _named(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    found = _of_distribution(tree, kind_of)
    return found or (rebuild(tree, lambda part: _named(part, kind_of)) if children(tree) else tree)


def _bound(kind: k.Kind, base: e.Expr) -> e.Expr | None:
    """A method of an object, as a function that holds the object."""
    if not isinstance(kind, k.Function) or kind.names != ("__self__",):
        return None
    return e.Closure(kind.code, kind.names, (base,))
