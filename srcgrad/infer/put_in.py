"""What kinds of the round before still say, after calls have been put in.

d = {"k": 1.0}
h()                     where h stores a text: before its statements stood here, the kinds
v = d["k"]              were those of the program without the store
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, statements, targets


def kinds_before(core: Core, known: Facts) -> dict[str, k.Kind]:
    """The kinds that the round before found, but of what a call may have changed that is put in.

    >>> kinds_before(Core("f", [], [], k.Known(0)), Facts({"x": k.Real()}))
    {'x': Real()}
    """
    kinds = known.bare_kinds()
    if known.held or known.widened or _unmet(known):
        kinds.update(dict.fromkeys(_read(core, known), k.Unknown()))
    return kinds


def sure_kinds(core: Core, facts: Facts) -> Callable[[e.Expr], k.Kind]:
    """The kinds that will not change once more is known: what waits for others is unknown.

    y = f(x)                          of which nothing is known yet
    t = y < 1.0
    if t: t = True                    t is True so far, and is a bool
    """
    unmet = _unmet(facts)
    if not unmet:
        return facts.kind
    waiting = computed_from(core, unmet)

    def kind(tree: e.Expr) -> k.Kind:
        found = facts.kind(tree)
        return found if waiting.isdisjoint(names(tree)) else k.Unknown()

    return kind


def _unmet(known: Facts) -> set[str]:
    """Names of which nothing is known yet: what they are joined with says too little."""
    return {name for name, kind in known.kinds.items() if isinstance(kind, k.Empty)}


def _read(core: Core, known: Facts) -> set[str]:
    """What functions hold, is of more kinds by now or of none yet, and all computed from it."""
    roots = {known.root(name) for name in known.held}
    found = {
        name
        for name, kind in known.kinds.items()
        if k.mutable(kind) and not roots.isdisjoint(map(known.root, known.places(name)))
    }
    return computed_from(core, found | known.widened | _unmet(known))


def computed_from(core: Core, roots: set[str]) -> set[str]:
    """Some names, and all that is computed from them."""
    made: dict[str, list[tuple[str, ...]]] = {}  # what the statements bind that read a name
    for node in statements(core.body):
        bound = targets(node)
        for tree in expressions(node) if bound else ():
            for name in names(tree):
                made.setdefault(name, []).append(bound)
    found, waiting = set(roots), [*roots]
    while waiting:
        for bound in made.get(waiting.pop(), ()):
            waiting += [name for name in bound if name not in found]
            found.update(bound)
    return found
