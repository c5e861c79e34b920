"""What kinds of the round before still say, after calls have been put in.

d = {"k": 1.0}
h()                     where h stores a text: before its statements stood here, the kinds
v = d["k"]              were those of the program without the store
"""

from __future__ import annotations

from srcgrad.infer.facts import Facts
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, statements, targets


def kinds_before(core: Core, known: Facts) -> dict[str, k.Kind]:
    """The kinds that the round before found, but of what a call may have changed that is put in.

    >>> kinds_before(Core("f", [], [], k.Known(0)), Facts({"x": k.Real()}))
    {'x': Real()}
    """
    kinds = known.bare_kinds()
    if known.held or known.widened:
        kinds.update(dict.fromkeys(_read(core, known), k.Unknown()))
    return kinds


def _read(core: Core, known: Facts) -> set[str]:
    """What functions hold or is of more kinds by now, and all that is computed from it."""
    roots = {known.root(name) for name in known.held}
    found = {
        name
        for name, kind in known.kinds.items()
        if k.mutable(kind) and not roots.isdisjoint(map(known.root, known.places(name)))
    }
    found |= known.widened
    changes = [(targets(node), list(expressions(node))) for node in statements(core.body)]
    before = -1
    while len(found) > before:
        before = len(found)
        for bound, trees in changes:
            if any(not found.isdisjoint(names(tree)) for tree in trees):
                found.update(bound)
    return found
