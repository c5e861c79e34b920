"""Shadows that a list holds, and the adjoints in a list that the forward sweep made."""

from __future__ import annotations

from srcgrad.adjoint.environment import bar
from srcgrad.adjoint.memory.shadows import born, touch
from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.rules.fields import real_part
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names
from srcgrad.runtime import list_add

LIST_ADD = e.Ref("list_add", list_add)


def added(sweep: Sweep, root: str, tree: e.Expr, sign: int) -> None:
    """Add the adjoints in another list to those of a list, element by element."""
    if sign < 0:
        sweep.guard("a list that is read as a whole")
    sweep.flush(root)
    born(sweep, root)
    touch(sweep, root)
    sweep.emit(s.Evaluate(e.Call(LIST_ADD, (e.Var(bar(root)), tree))))


def spread(sweep: Sweep, name: str, tree: e.Expr, sign: int, whole: bool = False) -> None:
    """Add to the shadows that a list holds: each its own part of the expression, or the `whole`."""
    assert sweep.node is not None
    kind = sweep.facts.kinds[name]
    assert isinstance(kind, k.List)
    writes = sweep.memory.of(name).writes if name in sweep.referring else []
    changed = any(sweep.order.later(sweep.node, w) for w in writes)
    if changed and "seed~bar" not in names(tree):  # the seed comes after all statements
        sweep.guard("a list of written arrays that is read as a whole and changed later")
    own, index = e.Var(bar(name)), sweep.counter.name("position")
    for root in sorted(sweep.forward):
        sweep.flush(root)
        touch(sweep, root)
    if isinstance(kind.element, k.List):
        if whole or sign < 0 or "seed~bar" not in names(tree):
            sweep.guard("a list of lists that is read as a whole")
        sweep.emit(s.Evaluate(e.Call(LIST_ADD, (own, tree))))
        return
    length = e.Call(e.Ref("len", len), (own,))
    part = tree if whole else e.Item(tree, e.Var(index))
    if not k.is_complex(kind.element) and sweep.facts.any_complex():
        part = real_part(part)
    op = "+" if sign > 0 else "-"
    body: s.Block = [s.Augment(own, e.Var(index), op, part)]
    sweep.emit(s.For(index, e.Call(e.Ref("range", range), (length,)), body))
