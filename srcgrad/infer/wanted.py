"""Which values of unknown kind an active statement needs: what made them is worth a look.

A function of another package that gets nothing active stays a call, whose result may be anything.
That is as good as knowing it, until the result meets an active value: as its subscript, say, from
a list that it was put into.
"""

from __future__ import annotations

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, statements, targets


def wanted(core: Core, facts: Facts) -> set[str]:
    """Names of unknown kind that an active statement reads, and those that they are made of.

    Of arrays whose rank is not known, those of which a kind would follow.
    """
    made: dict[str, set[str]] = {}
    found: list[str] = []
    for node in statements(core.body):
        trees, bound = expressions(node), (*targets(node), *_filled(node))
        read = {n for tree in trees for n in names(tree) if _open(n, facts)}
        if not read:
            continue
        if any(facts.is_varied(tree) for tree in trees):
            lost = any(_unknown(target, facts) for target in bound)
            found += [name for name in read if lost or _unknown(name, facts)]
        for target in bound:
            made.setdefault(target, set()).update(read)
    reached: set[str] = set()
    while found:
        name = found.pop()
        if name not in reached:
            reached.add(name)
            found += made.get(name, ())
    return reached


def _filled(node: s.Stmt) -> tuple[str, ...]:
    """What may hold what a statement reads, without being bound by it."""
    match node:
        case s.Store(e.Var(name)) | s.Evaluate(e.Call(e.Attr(e.Var(name)))):
            return (name,)
    return ()


def _open(name: str, facts: Facts) -> bool:
    kind = facts.kinds.get(name)
    while isinstance(kind, k.List):
        kind = kind.element
    return isinstance(kind, k.Unknown) or (isinstance(kind, k.Array) and kind.dims is None)


def _unknown(name: str, facts: Facts) -> bool:
    return isinstance(facts.kinds.get(name), k.Unknown)
