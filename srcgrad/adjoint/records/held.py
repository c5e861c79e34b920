"""Values of a loop's passes that a list of the program holds: no record is needed.

hs = []                                for i in range(n - 1, -1, -1):
for i in range(n):                         h = hs[i]
    h = np.tanh(w * h)         ->          h_bar = (h_bar + hs_bar[i]) * (1 - h * h)
    hs.append(h)
"""

from __future__ import annotations

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, names, statements


def held_by_lists(
    forward: s.Block, result: e.Expr, memory: Memory
) -> dict[tuple[int, str], e.Expr]:
    """For bodies of loops, by identity, and names: what reads the value of a pass.

    The list is not part of the result: the caller could change it.
    """
    found: dict[tuple[int, str], e.Expr] = {}
    fresh: set[str] = set()  # lists that have just been made
    for node in forward:
        match node:
            case s.Assign(name, e.Sequence("list", ())) if name not in names(result):
                fresh.add(name)
            case s.For(_, e.Call(e.Ref(_, target), (_,), ())) if target is range:
                for name, value in _in_passes(node, fresh, memory).items():
                    found[id(node.body), name] = value
        fresh -= {name for name in fresh if memory.of(name).members != {name}}
    return found


def _in_passes(loop: s.For, fresh: set[str], memory: Memory) -> dict[str, e.Expr]:
    """The names whose value each pass appends, once, to a list that nothing else changes."""
    found: dict[str, e.Expr] = {}
    if loop.target in bound(loop.body) or any(
        isinstance(node, s.Break) for node in statements(loop.body)
    ):
        return found
    for position, node in enumerate(loop.body):
        match node:
            case s.Evaluate(e.Call(e.Attr(e.Var(held), "append"), (e.Var(name),))) if (
                held in fresh
                and memory.of(held).writes == [node]
                and len(memory.definitions[held]) == 1
                and not memory.is_written(name)
                and name not in bound(loop.body[position:])
                and "~" not in held
            ):
                found[name] = e.Item(e.Var(held), e.Var(index_of(loop.target)))
    return found


def index_of(target: str) -> str:
    """The loop's variable in the reverse sweep, which reads it; the user's may be `_`."""
    return f"{target}~index" if target.partition(".")[0] == "_" else target
