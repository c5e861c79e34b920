"""Second names of arguments: what stands for an argument as a whole, once they are gone."""

from __future__ import annotations

from collections.abc import Collection

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements


def originals(body: s.Block, chosen: Collection[str], entry: Collection[str]) -> dict[str, str]:
    """For each name that is only ever another name of an argument, that argument.

    >>> originals([s.Assign("q", e.Var("p")), s.Assign("r", e.Var("q"))], {"p", "q", "r"}, {"p"})
    {'q': 'p', 'r': 'p'}
    """
    made: dict[str, list[e.Expr]] = {}
    for node in statements(body):
        if isinstance(node, s.Assign) and node.target in chosen:
            made.setdefault(node.target, []).append(node.value)
    found: dict[str, str] = {}
    for name, values in made.items():
        only = values[0]
        source = found.get(only.name, only.name) if isinstance(only, e.Var) else None
        if source is not None and len(values) == 1 and source in entry and name not in entry:
            found[name] = source
    return found
