"""Shadows that a list holds, of arrays that are written while it holds them."""

from __future__ import annotations

from srcgrad.adjoint.environment import bar
from srcgrad.adjoint.shadows import touch
from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.fields import real_part
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names


def spread(sweep: Sweep, name: str, tree: e.Expr, sign: int, whole: bool = False) -> None:
    """Add to the shadows that a list holds: each its own part of the expression, or the `whole`."""
    assert sweep.node is not None
    changed = any(sweep.order.later(sweep.node, w) for w in sweep.memory.of(name).writes)
    if changed and "seed~bar" not in names(tree):  # the seed comes after all statements
        sweep.refuse(
            "a list of arrays that are written is read as a whole, and changed later",
            "read its elements one by one",
        )
    own, index = e.Var(bar(name)), sweep.counter.name("k")
    for root in sorted(sweep.forward):
        sweep.flush(root)
        touch(sweep, root)
    length = e.Call(e.Ref("len", len), (own,))
    part = tree if whole else e.Item(tree, e.Var(index))
    kind = sweep.facts.kinds[name]
    if isinstance(kind, k.List) and not k.is_complex(kind.element) and sweep.facts.any_complex():
        part = real_part(part)
    op = "+" if sign > 0 else "-"
    body: s.Block = [s.Augment(own, e.Var(index), op, part)]
    sweep.emit(s.For(index, e.Call(e.Ref("range", range), (length,)), body))
