"""Winding back: the reverse of a store puts back what stood there, before anything reads it.

    for i in range(1, n):                  u = u.copy()
        u_tape.append(u[i])                for i in range(n - 1, 0, -1):
        u[i] = u[i - 1] * u[i]      ->         u[i] = u_tape.pop()
                                               ...

What reads the array as it is now goes first. It is wound back on a copy: the caller may see the
array, as an argument or in a container.
"""

from __future__ import annotations

from collections.abc import Set

from srcgrad.adjoint.records.marks import Wind
from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements


def wind(sweep: Sweep, node: s.Store | s.Augment) -> None:
    """Here what the statement overwrote may be put back."""
    if not isinstance(node.base, e.Var) or node.base.name not in sweep.windable:
        return
    assert node.index is not None
    unwinding(sweep, node)
    index = sweep.demand(node.index, node)
    sweep.emit(Wind(node, node.base.name, index))


def unwinding(sweep: Sweep, *nodes: s.Stmt) -> None:
    """The statements are about to be reversed: no adjoint may wait that mentions their arrays."""
    for node in statements(list(nodes)):
        if not isinstance(node, s.Write) or not isinstance(node.base, e.Var):
            continue
        if node.base.name in sweep.windable:
            sweep.rebinding((node.base.name,))
            sweep.protect(node.base.name, in_place=True)


def work_on_copies(reverse: s.Block, wound: Set[str]) -> None:
    """Before an array is wound back for the first time, its name gets a copy."""
    for name in sorted(wound):
        for position, node in enumerate(reverse):
            if any(isinstance(x, s.Store) and x.base == e.Var(name) for x in statements([node])):
                copied = e.Call(e.Attr(e.Var(name), "copy"), ())
                reverse.insert(position, s.Assign(name, copied, origin=node.origin))
                break
