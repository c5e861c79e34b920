"""Views by strides of one's own are read as copies: nobody may write what they show.

w = as_strided(x, (n, 3), x.strides * 2)        places.1 = strided_places(x, (n, 3), x.strides * 2)
                                                w = np.ravel(x)[places.1]
"""

from __future__ import annotations

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.memory import holds_memory, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, nodes, statements
from srcgrad.runtime import strided_places


def refuse_written_views(core: Core, facts: Facts) -> None:
    """Refuse such a view where a statement writes it, or the array that it is one of."""
    made: dict[str, s.Stmt] = {}  # the places, and the statements that find them
    shown: dict[str, s.Stmt] = {}  # memory classes that must not be written
    for node in statements(core.body):
        match node:
            case s.Assign(target, e.Call(e.Ref(_, function), (x, *_))) if (
                function is strided_places
            ):
                made[target] = node
                shown |= {facts.root(name): node for name in names(x)}
            case s.Assign(target, e.Item(_, e.Var(places))) if places in made:
                shown[facts.root(target)] = node
    if not shown:
        return
    for node in statements(core.body):
        for name in _written(node, facts):
            if facts.root(name) in shown:
                raise UnsupportedSyntaxError(
                    "a view by `as_strided`, or the array that it is a view of, is written",
                    "make the view of a copy, as_strided(x.copy(), ...), and copy what is written",
                    shown[facts.root(name)].origin,
                )


def _written(node: s.Stmt, facts: Facts) -> list[str]:
    found: list[str] = []
    if isinstance(node, s.Store | s.Augment):
        found += names(node.base)
    for tree in expressions(node):
        for part in nodes(tree):
            if isinstance(part, e.Call):
                found += may_write(part, facts.kind)
    return [name for name in found if holds_memory(facts.kind(e.Var(name)))]
