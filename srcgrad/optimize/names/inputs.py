"""An element of an argument has the name that the program gives it, from the start.

    mu.4 = params["mu"]                    mu = params["mu"]
    mu = mu.4                      ->      value = np.sum(mu * x)
    value = np.sum(mu * x)

Where the name is not bound to anything else.
"""

from __future__ import annotations

from collections.abc import Collection

from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import replace, statements, substitute, targets


def name_inputs(
    forward: s.Block, reverse: s.Block, inputs: Collection[str], entry: Collection[str]
) -> dict[str, e.Expr]:
    """Rewrite both sweeps in place; what is read now in the place of the `inputs`.

    `entry` are the names of what the function is given.

    >>> from srcgrad.ir.text import listing
    >>> x, access = e.Var("x"), e.Item(e.Var("p"), e.Const("a"))
    >>> forward = [s.Assign("a.1", access), s.Assign("a", e.Var("a.1")), s.Assign("y", e.Var("a"))]
    >>> name_inputs(forward, [], {"a.1"}, {"p"})
    {'a.1': a}
    >>> print(listing(forward))
    a = p['a']
    y = a
    """
    table: dict[str, e.Expr] = {}
    bound = [name for node in statements([*forward, *reverse]) for name in targets(node)]
    for node in [x for x in forward if isinstance(x, s.Assign)]:
        if node.target not in inputs:
            continue
        found = _name_of(node.target, forward)
        if found is None or bound.count(node.target) != 1 or bound.count(found.target) != 1:
            continue
        before = forward[: forward.index(found)]
        if found.target in entry or occurrences(before)[found.target]:
            continue
        forward.remove(found)
        table[node.target] = e.Var(found.target)
        node.target, node.origin = found.target, found.origin
    if table:
        for reader in statements([*forward, *reverse]):
            replace(reader, lambda tree: substitute(tree, table))
    return table


def _name_of(name: str, forward: s.Block) -> s.Assign | None:
    """Where the program gives a value a name of its own."""
    for node in forward:
        match node:
            case s.Assign(target, e.Var(source)) if source == name and not {".", "~"} & set(target):
                return node
    return None
