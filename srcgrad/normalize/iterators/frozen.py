"""Iterables that are made at one place and gone through at another.

for v in chain(x, y * 2):       ->      product.1 = y * 2
    y = ...                             for v in x: ...
                                        for v in product.1: ...

What an iterator does to its arguments when it is made is done there: most ask them (`__iter__`),
those that combine go through them, and `reversed` counts them.
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
from srcgrad.runtime import asked

DISPLAYS = gast.Tuple | gast.List
ASKED, LEN = e.Ref("asked", asked), e.Ref("len", len)
COMBINING = (
    *(itertools.product, itertools.combinations, itertools.permutations),
    itertools.combinations_with_replacement,
)
SECOND = (
    *(filter, itertools.filterfalse, itertools.starmap),
    *(itertools.takewhile, itertools.dropwhile),
)  # what they go through comes second
FIRST = (
    *(enumerate, itertools.islice, itertools.accumulate, itertools.pairwise, itertools.cycle),
    *(itertools.groupby, itertools.chain.from_iterable),
)


def frozen(scope: Scope, node: Any, asks: bool = True) -> Any:
    """The iterable, with what Python evaluates when it is made under names of their own.

    `asks`: it is asked for its elements, too, as `iter` does.
    """
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
        function = called(scope, node)
        args = [_part(scope, function, place, one) for place, one in enumerate(node.args)]
        keywords = [gast.keyword(k.arg, frozen(scope, k.value, False)) for k in node.keywords]
        if function is reversed and len(args) == 1 and isinstance(args[0], gast.Name):
            args.append(_count(scope, args[0]))
        made = gast.Call(func=node.func, args=args, keywords=keywords)
        return gast.copy_location(made, node)
    tree = atom(scope, node)
    if not isinstance(tree, e.Var):
        return node  # a constant, or a function
    stem = tree.name.partition(".")[0]
    held = scope.temporary(e.Call(ASKED, (tree,)) if asks else tree, stem)
    return gast.copy_location(ours(held.name), node)


def _part(scope: Scope, function: Any, place: int, node: Any) -> Any:
    """An argument of what makes an iterator."""
    if isinstance(node, gast.Starred):
        return gast.copy_location(gast.Starred(frozen(scope, node.value, False), node.ctx), node)
    if function in COMBINING and (place == 0 or function is itertools.product):
        return _pool(scope, node)
    return frozen(scope, node, _asks(function, place))


def _asks(function: Any, place: int) -> bool:
    """Is the argument at a place asked for its elements when the iterator is made?"""
    if function in (zip, itertools.zip_longest, itertools.compress):
        return True
    if function is map:
        return place > 0
    return (function in FIRST and place == 0) or (function in SECOND and place == 1)


def _pool(scope: Scope, node: Any) -> Any:
    """The elements that are combined, read where the iterator is made."""
    if called(scope, node) is range:
        return frozen(scope, node)
    listed: Any = scope.comprehension(scope, node)
    pool = gast.copy_location(ours(listed.name), node)
    pool.own = True  # nobody else can change it
    return pool


def _count(scope: Scope, node: Any) -> Any:
    """How many elements there are when they are begun from the end."""
    length = scope.temporary(e.Call(LEN, (atom(scope, node),)), "length")
    return gast.copy_location(ours(length.name), node)
