"""An expression at some places of its first two axes, of which it is made of what stands there.

at (rows, columns):    t[:, :, None] * (p[:, None, :] - x)
is                     t[rows, columns, None] * (p[rows] - x[columns])
"""

from __future__ import annotations

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import parts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Length, not_one, same
from srcgrad.ir.walk import names, rebuild
from srcgrad.late import dataclass, field
from srcgrad.normalize.scope import Counter

FULL = e.Slice(None, None, None)
ARITHMETIC = {"+", "-", "*", "/", "**"}
DOUBLE = np.dtype("f8")


@dataclass
class Terms:
    """A product with an adjoint of two axes that is zero at most places."""

    tree: e.Expr
    sparse: e.Var
    mask: e.Var  # what is not zero at these places: the adjoint, or the ties of which it is made
    weight: e.Expr | None  # by which the ties are multiplied
    dims: tuple[Length, ...]
    places: tuple[e.Expr, e.Expr]
    named: dict[str, s.Assign] = field(default_factory=dict)  # what is read of names of ours

    @property
    def rank(self) -> int:
        return len(self.dims)


@dataclass
class Gathering:
    """What is known of the sweeps when it is gathered."""

    facts: Facts
    counter: Counter
    values: dict[str, e.Expr]  # of names that are bound once, and not changed
    ours: set[str]  # those that the reverse sweep binds
    steady: set[str]  # names that hold what they held when an expression was evaluated

    def gathered(self, tree: e.Expr, terms: Terms) -> e.Expr | None:
        """An expression at the places alone, with the last axes of the terms."""
        kind = self.facts.kind(tree)
        rank = 0 if k.is_number(kind) else k.sure_rank(kind)
        if rank is None or rank > terms.rank:
            return None
        if rank <= terms.rank - 2:
            return tree
        match tree:
            case e.Call(e.Ref(_, np.expand_dims), (e.Var(name), _), ()) if (
                name == terms.sparse.name and terms.weight is not None
            ):
                return self._spread(terms.weight, terms)
            case e.Unary("-" | "+", _) | e.Binary() | e.Call(e.Ref(), _, ()) if _elementwise(tree):
                return self._rebuilt(tree, terms)
            case e.Var(name) if name in terms.named:
                return e.Var(terms.named[name].target)
            case e.Var(name) if name in self.values and self._light(name):
                found = self.gathered(self.values[name], terms)
                if found is None or name not in self.ours:
                    return found
                made = self.counter.name("item") + "~local"
                terms.named[name] = s.Assign(made, found)
                self.facts.kinds[made] = self.facts.kind(tree)
                return e.Var(made)
        return self._placed(tree, terms, k.dims(kind), terms.rank, [])

    def _spread(self, weight: e.Expr, terms: Terms) -> e.Expr | None:
        """What the ties are multiplied by, with the last axes of the terms."""
        dims = k.dims(self.facts.kind(weight))
        found = self._placed(weight, terms, dims, 2, [e.NONE] * (terms.rank - 2))
        if found is None:
            return None
        made = self.counter.name("shares") + "~local"
        self.facts.kinds[made] = k.Array(DOUBLE, (None, *[1] * (terms.rank - 2)))
        terms.named[terms.sparse.name] = s.Assign(made, found)
        return e.Var(made)

    def _rebuilt(self, tree: e.Expr, terms: Terms) -> e.Expr | None:
        failed = False

        def part(child: e.Expr) -> e.Expr:
            nonlocal failed
            if isinstance(child, e.Ref):
                return child
            found = self.gathered(child, terms)
            failed = failed or found is None
            return child if found is None else found

        made = rebuild(tree, part)
        return None if failed else made

    def _light(self, name: str) -> bool:
        """Is a name's value one operation, or none, on what has not changed?"""
        value = self.values[name]
        if not set(names(value)) <= self.steady:
            return False
        match value:
            case e.Binary("+" | "-" | "*", left, right):
                return not any(isinstance(one, e.Binary | e.Call) for one in (left, right))
            case e.Call(e.Ref(_, np.expand_dims), (e.Var(), _), ()):
                return True
        return False

    def _placed(
        self,
        tree: e.Expr,
        terms: Terms,
        dims: tuple[Length, ...] | None,
        rank: int,
        new: list[e.Expr],
    ) -> e.Expr | None:
        """What stands at the places in an array, or in one with new axes."""
        if dims is None or not set(names(tree)) <= self.steady | {terms.sparse.name}:
            return None
        base, form = self._form(tree, len(dims))
        lead = rank - len(dims)
        index: list[e.Expr] = []
        for n, part in enumerate(form):
            if n + lead >= 2:
                index.append(part)
            elif part != e.NONE:
                length, whole = dims[n], terms.dims[n + lead]
                if length == 1:
                    index.append(e.Const(0))
                elif same(length, whole) or (not_one(length) and not_one(whole)):
                    index.append(terms.places[n + lead])
                else:
                    return None
        while index and index[-1] == FULL:
            index.pop()
        if not index:
            return base
        index += new
        return e.Item(base, index[0] if len(index) == 1 else e.Sequence("tuple", tuple(index)))

    def _form(self, tree: e.Expr, rank: int) -> tuple[e.Expr, list[e.Expr]]:
        """An array and what is made of its axes: each is whole, or new."""
        match tree:
            case e.Call(e.Ref(_, np.expand_dims), (base, axis), ()):
                new = {int(a) % rank for a in np.atleast_1d(k.value_of(self.facts.kind(axis)))}
                return base, [e.NONE if n in new else FULL for n in range(rank)]
            case e.Item(base, index) if all(p in (e.NONE, FULL) for p in parts(index)):
                given = list(parts(index))
                return base, given + [FULL] * (rank - len(given))
        return tree, [FULL] * rank


def _elementwise(tree: e.Expr) -> bool:
    match tree:
        case e.Binary(op):
            return op in ARITHMETIC
        case e.Call(e.Ref(_, function)):
            return function is np.where or (
                isinstance(function, np.ufunc) and function.nout == 1 and not function.signature
            )
    return True
