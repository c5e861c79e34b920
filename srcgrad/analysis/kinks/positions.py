"""Places that are told by counting or given as such, and not found by what elements hold.

p[np.arange(len(p)), labels]      takes elements by position
x[x > 0], x[np.argsort(x)]        take them by what they hold
"""

from __future__ import annotations

import builtins
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_advanced, is_basic, parts, sort_of
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children, statements

COUNTING: set[Any] = {np.arange, np.array, np.asarray, np.tile, np.repeat, np.roll, np.diag_indices}
COUNTING |= {np.tril_indices, np.triu_indices, np.indices, builtins.int}


class Positions:
    """Tells which subscripts of one function take elements by what is not data."""

    def __init__(self, body: s.Block, facts: Facts) -> None:
        self.facts = facts
        self.made: dict[str, list[e.Expr]] = {}
        for node in statements(body):
            if isinstance(node, s.Assign | s.Unpack):
                for name in [node.target] if isinstance(node, s.Assign) else node.targets:
                    self.made.setdefault(name, []).append(node.value)
            elif isinstance(node, s.Store | s.Augment) and isinstance(node.base, e.Var):
                self.made.setdefault(node.base.name, []).append(node.value)

    def by_value(self, index: e.Expr) -> bool:
        """Does what elements hold tell which are meant?

        >>> whole, real = (k.Array(np.dtype(code), (None,)) for code in ("i8", "f8"))
        >>> facts = Facts(kinds={"labels": whole, "order": whole, "x": real})
        >>> found = s.Assign("order", e.Call(e.Ref("np.argsort", np.argsort), (e.Var("x"),)))
        >>> positions = Positions([found], facts)
        >>> positions.by_value(e.Var("labels")), positions.by_value(e.Var("order"))
        (False, True)
        """
        if is_basic(index, self.facts.kind):
            return False
        if not is_advanced(index, self.facts.kind):
            return True
        sorts = [sort_of(part, self.facts.kind) for part in parts(index)]
        return "mask" in sorts or not self._counts(index, frozenset())

    def _counts(self, tree: e.Expr, seen: AbstractSet[str]) -> bool:
        match tree:
            case e.Attr(e.Var(), "shape" | "size" | "ndim") | e.Call(e.Ref(_, builtins.len)):
                return True
            case e.Var(name):
                return name in seen or self._is_place(name, seen)
            case e.Compare() | e.Choice():
                return False
            case e.Call() if function_of(tree, self.facts.kind) not in COUNTING:
                return False
        return all(self._counts(part, seen) for part in children(tree))

    def _is_place(self, name: str, seen: AbstractSet[str]) -> bool:
        kind = self.facts.kinds.get(name, k.Empty())
        whole = isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind in "iu"
        if not whole and not isinstance(kind, k.Int | k.Known | k.Tuple):
            return False
        return all(self._counts(value, seen | {name}) for value in self.made.get(name, ()))
