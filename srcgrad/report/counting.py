"""How many operations a sweep has, as it stands: the body of a loop counts once."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, nodes, statements

FREE = (range, len, enumerate, zip, reversed)  # calls that compute no number of the program's


def operations(block: s.Block, *results: e.Expr) -> int:
    """Arithmetic, comparisons and calls; of an array's elements all together.

    >>> x = e.Var("x")
    >>> operations([s.Assign("y", e.Binary("*", x, e.Binary("+", x, x)))])
    2
    """
    trees = [tree for node in statements(block) for tree in expressions(node)]
    augmented = sum(isinstance(node, s.Augment) for node in statements(block))
    parts = [part for tree in (*trees, *results) for part in nodes(tree)]
    return augmented + sum(map(_counts, parts))


def _counts(part: e.Expr) -> bool:
    match part:
        case e.Binary() | e.Compare():
            return True
        case e.Unary(op, operand):
            return op != "not" and not isinstance(operand, e.Const)
        case e.Call(e.Attr(e.Var(name), _), _, _) if name.endswith("~tape"):
            return False  # a record, which is told apart
        case e.Call(e.Ref(_, target), _, _):
            return target not in FREE
    return isinstance(part, e.Call)
