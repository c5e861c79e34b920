"""Iterables that are made at one place and gone through at another.

for v in chain(x, y * 2):       ->      product.1 = y * 2
    y = ...                             for v in x: ...
                                        for v in product.1: ...
"""

from __future__ import annotations

import itertools
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.library import called, lazy
from srcgrad.normalize.iterators.zipped import ours
from srcgrad.normalize.scope import Scope

DISPLAYS = gast.Tuple | gast.List


def frozen(scope: Scope, node: Any) -> Any:
    """The iterable, with what Python evaluates when it is made under names of their own."""
    if isinstance(node, gast.Name) and node.id in scope.iterators:
        return node
    if isinstance(node, gast.GeneratorExp):
        first, *rest = node.generators
        early = gast.comprehension(first.target, frozen(scope, first.iter), first.ifs, 0)
        made = gast.GeneratorExp(elt=node.elt, generators=[early, *rest])
        return gast.copy_location(made, node)
    if lazy(scope, node) or called(scope, node) is range:
        if called(scope, node) is itertools.cycle and isinstance(node.args[0], DISPLAYS):
            shown = node.args[0]
            parts = type(shown)(elts=[frozen(scope, p) for p in shown.elts], ctx=shown.ctx)
            made = gast.Call(node.func, [gast.copy_location(parts, shown)], [])
            return gast.copy_location(made, node)
        args = [_part(scope, argument) for argument in node.args]
        keywords = [gast.keyword(k.arg, frozen(scope, k.value)) for k in node.keywords]
        made = gast.Call(func=node.func, args=args, keywords=keywords)
        return gast.copy_location(made, node)
    tree = atom(scope, node)
    if not isinstance(tree, e.Var):
        return node  # a constant, or a function
    held = scope.temporary(tree, tree.name.partition(".")[0])
    return gast.copy_location(ours(held.name), node)


def _part(scope: Scope, node: Any) -> Any:
    if isinstance(node, gast.Starred):
        return gast.copy_location(gast.Starred(frozen(scope, node.value), node.ctx), node)
    return frozen(scope, node)
