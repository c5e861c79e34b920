"""A list is true as long as it holds something.

while stack and n > 0:          ->     while len(stack) > 0 and n > 0:
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, rebuild, replace, statements

LEN = e.Ref("len", len)


def spell_truth(body: s.Block, kind_of: Callable[[e.Expr], k.Kind]) -> bool:
    """Rewrite the tests of a function in place; says whether anything was rewritten."""
    changed = False

    def truth(tree: e.Expr) -> e.Expr:
        nonlocal changed
        match tree:
            case e.Var() if isinstance(kind_of(tree), k.List):
                changed = True
                return e.Compare(">", e.Call(LEN, (tree,)), e.Const(0))
            case e.Unary("not", operand):
                return e.Unary("not", truth(operand))
            case e.Logical(op, left, right):
                return e.Logical(op, truth(left), truth(right))
        return tree

    def visit(tree: e.Expr) -> e.Expr:
        match tree:
            case e.Unary("not", _):
                return rebuild(truth(tree), visit)
            case e.Choice(test, body, orelse):
                return e.Choice(visit(truth(test)), visit(body), visit(orelse))
        return rebuild(tree, visit)

    asked = _asked(body)
    for node in statements(body):
        replace(node, visit)
        if isinstance(node, s.If | s.While):
            node.test = truth(node.test)
        elif isinstance(node, s.Assign) and node.target in asked:
            node.value = truth(node.value)
    return changed


def _asked(body: s.Block) -> set[str]:
    """The names that are read as tests only."""
    tests: Counter[str] = Counter()
    reads: Counter[str] = Counter()
    for node in statements(body):
        for tree in expressions(node):
            reads.update(names(tree))
        if isinstance(node, s.If | s.While) and isinstance(node.test, e.Var):
            tests[node.test.name] += 1
    return {name for name, count in tests.items() if count == reads[name] and "." in name}
