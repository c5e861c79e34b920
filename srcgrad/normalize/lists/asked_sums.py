"""The sum of a list that may be empty is the number that it starts with, where its type is asked.

s = sum(rows)                          s = 0
if isinstance(s, int): ...     ->      for item.1 in rows:
                                           s = s + item.1
                                       if isinstance(s, int): ...

Else it is taken for what the elements add up to: where nobody asks, the number 0 does the same.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, nodes, statements
from srcgrad.normalize.scope import Counter

ASKING = (isinstance, type, hasattr, getattr, np.isscalar)
KindOf = Callable[[e.Expr], k.Kind]


def spell_sums(body: s.Block, kind_of: KindOf, counter: Counter) -> set[str]:
    """Rewrite such sums of arrays in place; gives the names of what is a number or an array now.

    >>> from srcgrad.ir.text import listing
    >>> row, asked = k.Array(np.dtype(float), (None,)), e.Call(e.Ref("type", type), (e.Var("s"),))
    >>> body = [s.Assign("s", e.Call(e.Ref("sum", sum), (e.Var("rows"),))), s.Assign("t", asked)]
    >>> kinds = {"rows": k.List(None, row), "s": row}
    >>> spell_sums(body, lambda tree: kinds.get(getattr(tree, "name", ""), row), Counter())
    {'s'}
    >>> print(listing(body))
    s = 0
    for item.1 in rows:
        s = s + item.1
    t = type(s)
    """
    asked = _asked(body)
    return _spell(body, asked, kind_of, counter) if asked else set()


def _asked(body: s.Block) -> set[str]:
    """The names whose type a program asks, and those that these are other names for."""
    trees = (tree for node in statements(body) for tree in expressions(node))
    found = {
        part.args[0].name
        for tree in trees
        for part in nodes(tree)
        if isinstance(part, e.Call) and part.args and isinstance(part.args[0], e.Var)
        if isinstance(part.func, e.Ref) and any(part.func.target is one for one in ASKING)
    }
    more = bool(found)
    while more:
        others = {
            node.value.name
            for node in statements(body)
            if isinstance(node, s.Assign) and node.target in found and isinstance(node.value, e.Var)
        }
        more = not others <= found
        found |= others
    return found


def _spell(block: s.Block, asked: set[str], kind_of: KindOf, counter: Counter) -> set[str]:
    found: set[str] = set()
    out: s.Block = []
    for node in block:
        for inner in blocks(node):
            found |= _spell(inner, asked, kind_of, counter)
        match node:
            case s.Assign(target, e.Call(e.Ref(_, function), (e.Var() as held, *start), ())) if (
                function is sum and target in asked and _open(kind_of, held, node.value)
            ):
                found.add(target)
                item = counter.name("item")
                total = e.Binary("+", e.Var(target), e.Var(item))
                first = start[0] if start else e.Const(0)
                out.append(s.Assign(target, first, origin=node.origin))
                step: s.Block = [s.Assign(target, total, origin=node.origin)]
                out.append(s.For(item, held, step, origin=node.origin))
            case _:
                out.append(node)
    block[:] = out
    return found


def _open(kind_of: KindOf, held: e.Expr, total: e.Expr) -> bool:
    """Is it a sum of arrays, or nothing, as the run tells?"""
    found = kind_of(held)
    return isinstance(found, k.List) and not found.items and isinstance(kind_of(total), k.Array)
