"""Names that hold a list on one path and an array on another, or a tuple and a text: both are kept.

if len(x) < 2:                     if len(x) < 2:
    line = [0.0, 0.0]                  line = [0.0, 0.0]
else:                     ->           s = line[0]
    line = np.polyfit(t, x, 1)     else:
s = line[0]                            line = np.polyfit(t, x, 1)
                                       s = line[0]

The statements up to the last use of such a name go into the branches that bind it; so does the
statement that reads what a conditional expression chose, where that is an array or a number.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.callees.inlining import Inlining
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.integers_first import make_floats
from srcgrad.infer.wanted import wanted
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, statements, targets
from srcgrad.normalize.calls.alternatives import divide


def part_clashing(calls: Inlining, facts: Facts) -> bool:
    """Give each branch its own uses of such names; says whether there were any."""
    core = calls.core
    chosen = _chosen(core, facts)
    if chosen and divide(core.body, chosen.__contains__):
        return True
    needed = wanted(core, facts)
    if not needed:
        return False
    if make_floats(core, facts, calls.counter, needed):
        return True
    held: dict[str, list[k.Kind]] = {}
    for node in statements(core.body):
        for name in needed.intersection(targets(node)):
            held.setdefault(name, []).append(_bound(node, facts))
    found = {name for name, kinds in held.items() if _clash(kinds)}
    return bool(found) and divide(core.body, found.__contains__)


def _chosen(core: Core, facts: Facts) -> set[str]:
    """What a conditional expression makes, an array or a number, where one statement reads it."""
    made: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for node in statements(core.body):
        if isinstance(node, s.Assign) and "." in node.target:
            kind = facts.kinds.get(node.target)
            made[node.target] += isinstance(kind, k.Array) and kind.mixed and kind.dims is None
        read.update({name for tree in expressions(node) for name in names(tree)})
    return {name for name, count in made.items() if count == 2 and read[name] == 1}


def _bound(node: s.Stmt, facts: Facts) -> k.Kind:
    return facts.bare(node.value) if isinstance(node, s.Assign) else k.Unknown()


def _clash(kinds: list[k.Kind]) -> bool:
    """Are the kinds known, and of different structure?"""
    forms = {type(k.general(kind)) for kind in kinds}
    return len(forms) > 1 and k.Unknown not in forms and k.Empty not in forms
