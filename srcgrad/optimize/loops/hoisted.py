"""A view that a loop takes anew in each pass, and that is the same in all of them, is taken before.

    q[:, k] = t                                q[:, k] = t
    for j in range(k + 1, n):                  item.1 = q[:, k]
        item.1 = q[:, k]               ->      for j in range(k + 1, n):
        r[k, j] = np.dot(item.1, a[:, j])          r[k, j] = np.dot(item.1, a[:, j])
        a[:, j] -= item.1 * r[k, j]                a[:, j] -= item.1 * r[k, j]

It shows the same elements at any time, so stores in the loop do not matter. Only where the block
has taken that part, or stored it, just before: then it is there, however often the loop runs.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, children, names, nodes, statements, targets


def hoist_views(body: s.Block, facts: Facts) -> None:
    """Rewrite a sweep in place."""
    definitions = Counter(n for node in statements(body) for n in targets(node))
    _visit(body, facts, definitions)


def _visit(block: s.Block, facts: Facts, definitions: Counter[str]) -> None:
    taken: set[e.Expr] = set()  # parts that the block has taken or stored
    readers: dict[str, list[e.Expr]] = {}  # by a name that they read
    out: s.Block = []
    for node in block:
        for inner in blocks(node):
            _visit(inner, facts, definitions)
        rebound = bound([node])
        if isinstance(node, s.For):
            for first in [x for x in node.body[:-1] if isinstance(x, s.Assign)]:
                view = first.value in taken and _is_view(first.value, facts)
                steady = not rebound & set(names(first.value))
                if view and steady and "." in first.target and definitions[first.target] == 1:
                    node.body.remove(first)
                    out.append(first)
        out.append(node)
        for part in () if blocks(node) else _parts(node):
            taken.add(part)
            for name in names(part):
                readers.setdefault(name, []).append(part)
        for name in rebound:
            taken.difference_update(readers.pop(name, ()))
    block[:] = out


def _parts(node: s.Stmt) -> list[e.Expr]:
    """The parts of arrays that a statement takes or stores, whatever else happens."""
    found: list[e.Expr] = []

    def visit(tree: e.Expr) -> None:
        match tree:
            case e.Choice(test, _, _):
                visit(test)
            case e.Logical(_, left, _):
                visit(left)
            case e.Each(_, _, source):
                visit(source)
            case _:
                if isinstance(tree, e.Item):
                    found.append(tree)
                for child in children(tree):
                    visit(child)

    if isinstance(node, s.Write) and node.index is not None:
        found.append(e.Item(node.base, node.index))
    if isinstance(node, s.Assign | s.Store | s.Augment | s.Evaluate):
        visit(node.value)
    return found


def _is_view(tree: e.Expr, facts: Facts) -> bool:
    """Is it a part of an array that shows the same elements while its names stand for the same?"""
    if not isinstance(tree, e.Item) or not isinstance(tree.base, e.Var):
        return False
    arrays = all(isinstance(facts.kind(part), k.Array) for part in (tree.base, tree))
    plain = (e.Var, e.Const, e.Binary, e.Unary, e.Sequence, e.Slice)
    simple = all(isinstance(part, plain) for part in nodes(tree.index))
    return arrays and simple and is_basic(tree.index, facts.kind)
