"""Values that every pass of the loops around a statement computes alike.

    for t in range(n):
        product = 2 * X.T              the reverse sweep reads `product` as it was left;
        g = product @ (X @ w - y)      of the two only `g` is recorded
        w = w - g * g

They need neither a record nor another evaluation: what the last pass left is what each pass had.
"""

from __future__ import annotations

from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, nodes

SAME = {len, int, float, abs, min, max, bool}


def steady(
    definitions: dict[str, list[s.Stmt]], order: Order, facts: Facts, regions: Regions
) -> set[str]:
    """The names that are bound once, in a loop, to a value that no pass changes."""
    found: set[str] = set()
    waiting = [
        (name, node)
        for name, (node, *others) in definitions.items()
        if not others
        and name not in regions.memory.entry  # what is given stands until the first pass binds it
        and isinstance(node, s.Assign)
        and order.enclosing(node)
        and not regions.memory.is_written(name)
        and _same(node.value, facts)
    ]

    def lasts(name: str, node: s.Stmt) -> bool:
        loop = order.enclosing(node)[0]
        if not _plain(facts.kind(e.Var(name))):  # a list may grow from pass to pass
            return False
        if name not in found and _bound_inside(name, loop, definitions, order):
            return False
        return not regions.memory.is_written(name) or regions.final(name, None, node)

    while True:
        more = {
            name
            for name, node in waiting
            if name not in found and all(lasts(n, node) for n in names(node.value))
        }
        if not more:
            return found
        found |= more


def _plain(kind: k.Kind) -> bool:
    """Is it a number, an array or a constant, and no container?"""
    return k.is_array(kind) or k.is_number(k.general(kind)) or k.constant(kind)


def _bound_inside(
    name: str, loop: s.Stmt, definitions: dict[str, list[s.Stmt]], order: Order
) -> bool:
    return any(
        node is loop or any(loop is one for one in order.enclosing(node))
        for node in definitions.get(name, [])
    )


def _same(tree: e.Expr, facts: Facts) -> bool:
    """Is it an operation on numbers and arrays that gives the same value each time?"""
    kind = facts.kind(tree)
    if isinstance(tree, e.Var | e.Const) or not (k.is_array(kind) or k.is_number(k.general(kind))):
        return False
    for part in nodes(tree):
        match part:
            case e.Call(e.Ref(_, target), _, _) if target in SAME:
                pass
            case e.Call():
                rule = rule_of(part, facts.kind)
                if rule is None or not rule.pure:
                    return False
            case e.Each() | e.Closure() | e.Text() | e.Mapping():
                return False
    return True
