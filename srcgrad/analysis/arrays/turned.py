"""Names of arrays that may stand for a part of another array, or for one turned.

    for t in range(n):
        m = m.T
        m[1, 0] += m[0, 1]        # in the next pass, m[0, 1] is what m[1, 0] is in this one

The same subscript is another place in each of them, so subscripts tell nothing.
"""

from __future__ import annotations

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s


def turned(facts: Facts, memory: Memory) -> set[str]:
    """The names that are bound to a view anywhere, or to an array under such a name."""
    found: set[str] = set()
    while True:
        new = {
            name
            for name, definitions in memory.definitions.items()
            if isinstance(facts.kinds.get(name), k.Array)  # of a list there are no views
            and name not in found
            and any(_turns(name, node, found, facts, memory) for node in definitions)
        }
        if not new:
            return found
        found |= new


def _turns(name: str, node: s.Stmt, found: set[str], facts: Facts, memory: Memory) -> bool:
    match node:
        case s.Assign(_, e.Var(other)):
            return other in found
        case s.Assign(_, value):
            return bool(facts.shares(value))
        case s.Permute():
            return any(other in found for other in node.sources)
        case s.Unpack():
            return name in memory.of(name).other
    return isinstance(node, s.For | s.With | s.Attempt)
