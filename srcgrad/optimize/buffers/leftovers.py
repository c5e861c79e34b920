"""Arrays that are of no use to the reverse sweep are deleted before it begins.

    logs = scores - np.log(total)          logs = scores - np.log(total)
    value = np.sum(logs[rows, labels])     value = np.sum(logs[rows, labels])
    # reverse sweep                ->      del scores, logs
    logs_bar = np.zeros_like(shares)       # reverse sweep
                                           logs_bar = np.zeros_like(shares)

Only arrays of two axes and more, which the function made itself and holds alone: they may be large,
and are held by nothing but their names.
"""

from __future__ import annotations

from collections.abc import Iterable

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, statements, targets


def leftovers(
    forward: s.Block,
    reverse: s.Block,
    results: Iterable[e.Expr],
    same: dict[str, str],
    facts: Facts,
) -> list[str]:
    """The names to delete; `same` are names that are printed as others are.

    >>> import numpy as np
    >>> kinds = {n: k.Array(np.dtype("f8"), (None, None)) for n in "aby"}
    >>> made = [s.Assign("y", e.Binary("*", e.Var("a"), e.Var("b")))]
    >>> leftovers(made, [s.Assign("t~bar", e.Var("a"))], [e.ZERO], {}, Facts(kinds=kinds))
    ['y']
    >>> leftovers(made, [s.Assign("t~bar", e.Var("y"))], [e.ZERO], {}, Facts(kinds=kinds))
    []
    """
    if not reverse:
        return []

    def printed(name: str) -> str:
        plain = name.replace("~again", "")
        return same.get(plain, plain)

    held = {printed(n) for n in _mentioned(reverse)}
    held |= {printed(n) for tree in results for n in names(tree)}
    found: dict[str, None] = {}
    for node in forward:
        match node:
            case s.Assign(target, value) if (
                "~" not in target
                and (k.rank(facts.kinds.get(target, k.Empty())) or 0) > 1
                and printed(target) not in held
                and not facts.shares(value)
                and _made(value)
            ):
                found.setdefault(printed(target))
    return list(found)


def _made(value: e.Expr) -> bool:
    return isinstance(value, e.Binary | e.Unary | e.Call)


def _mentioned(block: s.Block) -> Iterable[str]:
    for node in statements(block):
        yield from targets(node)
        for tree in expressions(node):
            yield from names(tree)
