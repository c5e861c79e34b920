"""A named tuple of NumPy's that is returned as it is: one of its class, of the same elements.

    pair.1 = np.linalg.eigh(a)            pair.1 = np.linalg.eigh(a)
    return pair.1                   ->    return EighResult(pair.1[0], pair.1[1])

Each element then has an adjoint of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.normalize.names.outputs import NAMED

KindOf = Callable[[e.Expr], k.Kind]


def spell_returned(core: Core, kind_of: KindOf, varied: Callable[[str], bool]) -> bool:
    """Rewrite what a program returns, or elements of a tuple that it returns."""

    def spelled(tree: e.Expr) -> e.Expr:
        if isinstance(tree, e.Sequence) and tree.form == "tuple":
            return e.Sequence("tuple", tuple(map(spelled, tree.items)))
        kind = kind_of(tree) if isinstance(tree, e.Var) and varied(tree.name) else None
        if not isinstance(kind, k.Tuple) or not kind.cls.__module__.startswith("numpy."):
            return tree
        items = tuple(e.Item(tree, e.Const(n)) for n in range(len(kind.items)))
        module = kind.cls.__module__.replace("numpy.", "np.", 1)
        made = e.Ref(f"{module}.{kind.cls.__name__}", kind.cls)
        return e.Call(NAMED, (made, e.Sequence("tuple", items)))

    before = core.result
    core.result = spelled(before)
    return core.result != before
