"""Second names of arguments: what stands for an argument as a whole, once they are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, statements


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


def held_by(trees: Iterable[e.Expr], bindings: Mapping[str, list[s.Stmt]]) -> set[str]:
    """The names in some expressions, and those of the containers of which they are elements."""
    waiting = [name for tree in trees for name in names(tree)]
    found: set[str] = set()
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            read = [x.value for x in bindings.get(name, ()) if isinstance(x, s.Assign)]
            waiting += [n for x in read if isinstance(x, e.Var | e.Item) for n in names(x)]
    return found
