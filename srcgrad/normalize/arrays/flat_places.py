"""Stores through `x.flat` into an array whose layout is not known, as stores by numbers.

x.flat[a] = b         ->   np.put(x, a, b)
x.flat[::n] += v      ->   i, j = np.unravel_index(np.arange(x.size)[::n], x.shape); x[i, j] += v

What shows the array itself is not stored so: NumPy reads there what it has already written.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.normalize.arrays.layout import made_in_order
from srcgrad.normalize.iterators.iteration import RANGE
from srcgrad.normalize.scope import Counter

ARANGE = e.Ref("np.arange", np.arange)
PUT, TAKE = e.Ref("np.put", np.put), e.Ref("np.take", np.take)
UNRAVEL = e.Ref("np.unravel_index", np.unravel_index)
KindOf = Callable[[e.Expr], k.Kind]
Test = Callable[[str], bool]
Shared = Callable[[e.Expr], list[str]]


def spell_places(
    body: s.Block, kind_of: KindOf, counter: Counter, written: Test, shares: Shared
) -> bool:
    """Rewrite a function in place; says whether anything was rewritten."""
    places = _Places(body, kind_of, counter)
    places.written, places.shares = written, shares
    return places.block(body)


class _Places:
    """The rewriting of one function."""

    def __init__(self, body: s.Block, kind_of: KindOf, counter: Counter) -> None:
        self.body, self.kind_of, self.counter = body, kind_of, counter
        self.written: Test = bool
        self.shares: Shared = lambda tree: []  # the names whose memory a value may be
        self.bases: dict[str, e.Var] = {}  # the arrays, by the names of their iterators

    def block(self, block: s.Block) -> bool:
        whole: s.Block = []
        changed = False
        for position, node in enumerate(block):
            for inner in blocks(node):
                changed |= self.block(inner)
            match node:
                case s.Assign(name, e.Attr(e.Var() as base, "flat")):
                    if self._spelled(name, base, block[position + 1 :]):
                        self.bases[name] = base
                        continue
            made = self._places(node)
            for one in made:
                one.origin = node.origin
            whole += made or [node]
        changed |= whole != block
        block[:] = whole
        return changed

    def _spelled(self, name: str, base: e.Var, after: s.Block) -> bool:
        """Is it one of our own names, by which these statements store into what `base` is here?"""
        if "." not in name or not isinstance(self.kind_of(base), k.Array):
            return False
        if not k.dims(self.kind_of(base)):
            return False
        if made_in_order(self.body, base.name, self.kind_of):
            return False
        users = [n for n in statements(self.body) if any(name in names(t) for t in expressions(n))]
        inside = [n for n in after if any(n is user for user in users)]
        stored = any(isinstance(n, s.Store | s.Augment) for n in users)
        if not inside or len(inside) != len(users) or not (stored or self._written(base.name)):
            return False
        last = max(after.index(n) for n in inside)
        bound = {t for n in statements(after[: last + 1]) for t in targets(n)}
        return base.name not in bound and all(self._place(n, name, base) for n in users)

    def _place(self, node: s.Stmt, name: str, array: e.Var) -> bool:
        """Does a statement use a name only as what it reads or stores elements of?"""
        match node:
            case s.Assign(_, e.Item(e.Var(base), index)):
                rest: list[e.Expr] = [index]
            case s.Store(e.Var(base), index, value):
                rest = [index, value]
                one = k.rank(self.kind_of(value)) == 0
                if not one and (self._one(index) or self._meet(array, value)):
                    return False
            case s.Augment(e.Var(base), e.Expr() as index, _, value, old):
                rest = [index, value, *([] if old is None else [old])]
                if self._one(index) and not k.is_number(self.kind_of(value)):
                    return False  # an array in place of a number
            case _:
                return False
        counts = not _is_no_place(self.kind_of(rest[0]))
        return counts and base == name and not any(name in names(tree) for tree in rest)

    def _meet(self, array: e.Var, value: e.Expr) -> bool:
        """May a value show the array? What comes out of a list that grew may be anything."""
        shown = self._shown(value)
        held = any(not isinstance(self.kind_of(e.Var(name)), k.Array) for name in shown)
        return held or not shown.isdisjoint(self._shown(array))

    def _shown(self, value: e.Expr) -> set[str]:
        """The names whose memory it may be, by what they were bound to before they came here."""
        found: set[str] = set()
        asked = self.shares(value)
        while asked:
            name = asked.pop().removesuffix("[]")
            if name in found or _of_numbers(self.kind_of(e.Var(name))):
                continue
            found.add(name)
            for node in statements(self.body):
                if name in targets(node):
                    held = [node.value] if isinstance(node, s.Assign) else [*expressions(node)]
                    asked += [one for tree in held for one in self.shares(tree)]
        return found

    def _one(self, index: e.Expr) -> bool:
        """May it be the place of a single element?"""
        kind = self.kind_of(index)
        if isinstance(kind, k.Tuple):
            return any(map(k.is_number, kind.items))
        return k.rank(kind) == 0 or (isinstance(kind, k.Array) and kind.rank is None)

    def _written(self, name: str) -> bool:
        """May the program store into the array?"""
        effects = (n for n in statements(self.body) if isinstance(n, s.Evaluate))
        named = any(name in names(tree) for n in effects for tree in expressions(n))
        return named or self.written(name)

    def _places(self, node: s.Stmt) -> s.Block:
        """What takes the place of a statement that reads or stores by such a name."""
        out: s.Block = []
        match node:
            case s.Assign(target, e.Item(e.Var(name), index)) if name in self.bases:
                base = self.bases[name]
                out.append(s.Assign(target, e.Call(TAKE, (base, self._numbers(base, index, out)))))
            case s.Store(e.Var(name), index, value) if name in self.bases:
                base = self.bases[name]
                if k.is_number(self.kind_of(value)):
                    out.append(s.Store(base, self._index(base, index, out), value))
                else:
                    put = e.Call(PUT, (base, self._numbers(base, index, out), value))
                    out.append(s.Evaluate(put))
            case s.Augment(e.Var(name), e.Expr() as index, op, value, old) if name in self.bases:
                base = self.bases[name]
                out.append(s.Augment(base, self._index(base, index, out), op, value, old))
        return out

    def _index(self, base: e.Var, index: e.Expr, out: s.Block) -> e.Expr:
        """The elements as an index of the array itself."""
        dims = k.dims(self.kind_of(base)) or ()
        if len(dims) == 1:
            return index
        if isinstance(k.general(self.kind_of(index)), k.Int) and not self._from_first(index):
            size, span, place = (e.Var(self.counter.name(n)) for n in ("size", "span", "place"))
            out.append(s.Assign(size.name, e.Attr(base, "size")))
            out.append(s.Assign(span.name, e.Call(RANGE, (size,))))
            out.append(s.Assign(place.name, e.Item(span, index)))
            numbers: e.Expr = place
        else:
            numbers = self._numbers(base, index, out)
        shape, where = e.Var(self.counter.name("shape")), e.Var(self.counter.name("where"))
        out.append(s.Assign(shape.name, e.Attr(base, "shape")))
        out.append(s.Assign(where.name, e.Call(UNRAVEL, (numbers, shape))))
        places = [e.Var(self.counter.name("place")) for _ in dims]
        out += [s.Assign(p.name, e.Item(where, e.Const(n))) for n, p in enumerate(places)]
        return e.Sequence("tuple", tuple(places))

    def _numbers(self, base: e.Var, index: e.Expr, out: s.Block) -> e.Expr:
        """The numbers of the elements in C order; a single one is its own."""
        if isinstance(k.general(self.kind_of(index)), k.Int):
            return index
        size, count, places = (e.Var(self.counter.name(n)) for n in ("size", "count", "places"))
        out.append(s.Assign(size.name, e.Attr(base, "size")))
        out.append(s.Assign(count.name, e.Call(ARANGE, (size,))))
        out.append(s.Assign(places.name, e.Item(count, index)))
        return places

    def _from_first(self, index: e.Expr) -> bool:
        """Is a number no negative one: a constant, or the variable of a loop over a range?"""
        kind = self.kind_of(index)
        if isinstance(kind, k.Known):
            return bool(kind.value >= 0)
        if not isinstance(index, e.Var):
            return False
        bound = [n for n in statements(self.body) if index.name in targets(n)]
        return bool(bound) and all(map(_counts_up, bound))


def _is_no_place(kind: k.Kind) -> bool:
    """Is it what an array takes as a subscript, and `flat` does not, or as another one?"""
    truth = isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind == "b"
    if isinstance(k.general(kind), k.Bool) or (truth and k.rank(kind) in (0, None)):
        return True
    return kind in (k.NOTHING, k.Known(()), k.Tuple(()))


def _counts_up(node: s.Stmt) -> bool:
    match node:
        case s.For(_, e.Call(e.Ref(_, function), (_,), ())):
            return function is range
    return False


def _of_numbers(kind: k.Kind) -> bool:
    """Is it a list or a tuple that can show no array?"""
    match kind:
        case k.List(None, element):
            return k.is_number(element)
        case k.List(items, _) | k.Tuple(items, _):
            return all(map(k.is_number, items or ()))
    return False
