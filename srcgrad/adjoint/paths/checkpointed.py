"""Checkpointed loops in the reverse sweep: what their passes need when they run again.

The reverse of such a loop begins with a mark that mentions what the loop reads and does not
change, so that it is kept or put back like anything else that the reverse sweep reads.
"""

from __future__ import annotations

from srcgrad.adjoint.sweep import Sweep
from srcgrad.infer.kinds.draws import generates
from srcgrad.infer.sharing.repeating import memory_of, written_by
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, expressions, nodes, statements, stored, used
from srcgrad.normalize.arrays.effects import BACK
from srcgrad.normalize.snapshots import marked


def mark_reverse(sweep: Sweep, node: s.For | s.While, out: s.Block) -> None:
    """Put the mark before the reverse of a pass, if the loop is checkpointed."""
    states = marked(node)
    if not states:
        return
    _refuse_forward(sweep, node)
    changed = _changed(sweep, node)
    inside = bound([node]) | {states}
    read = [n for n in sorted(used([node])) if n not in inside and "~" not in n]
    read = [n for n in read if not changed.intersection(memory_of(n, sweep.facts))]
    read = [n for n in read if not _is_generator(sweep, n)]  # it changes with each draw
    given = tuple(sweep.demand(e.Var(n), node) for n in read)
    own = e.Sequence("tuple", tuple(map(e.Const, read)))
    out.insert(0, s.Evaluate(e.Call(BACK, (e.Var(states), own, *given)), origin=node.origin))


def _changed(sweep: Sweep, node: s.Stmt) -> set[str]:
    """The memory that the loop writes."""
    facts = sweep.facts
    writes = stored([node])
    for tree in (tree for inner in statements([node]) for tree in expressions(inner)):
        for part in nodes(tree):
            if isinstance(part, e.Call):
                writes |= set(written_by(part, facts))
    return {root for n in writes for root in memory_of(n, facts)}


def _is_generator(sweep: Sweep, name: str) -> bool:
    kind = sweep.facts.kinds.get(name)
    return isinstance(kind, k.Opaque) and generates(kind.cls)


def _refuse_forward(sweep: Sweep, node: s.For | s.While) -> None:
    """Lists of adjoints that the forward sweep makes beside lists of arrays."""
    there = sweep.forward & (bound([node]) | used([node]))
    held = sorted(n for n in there if isinstance(sweep.facts.kinds[n], k.List))
    if held:
        sweep.refuse(
            f"the list `{held[0].partition('.')[0]}` holds arrays that are written, and is used "
            "in a checkpointed loop",
            "use a two-dimensional array, or leave `checkpoint` out",
        )


def plainly_wound(body: s.Block, windable: set[str]) -> set[str]:
    """The arrays that may be wound back: none that a checkpointed loop stores into."""
    loops = [node for node in statements(body) if marked(node)]
    return windable - stored(loops)
