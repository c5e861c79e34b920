"""Sums of what is zero but where an array is largest or smallest are taken at these places alone.

    least = np.min(q, axis=1)                       least = np.min(q, axis=1)
    d = p[:, None] - x                              d = p[:, None] - x
    ties = q == np.expand_dims(least, 1)            ties = q == np.expand_dims(least, 1)
    q_bar = ties * share                            q_bar = ties * share
    x_bar = np.sum(                                 rows, columns = np.unravel_index(
        np.expand_dims(q_bar, 2) * d, axis=0)  ->       np.flatnonzero(ties), ties.shape)
                                                    shares = share[rows, 0, None]
                                                    terms = shares * (p[rows] - x[columns])
                                                    x_bar = np.zeros_like(x)
                                                    np.add.at(x_bar, columns, terms)

Where `d` has more axes than `q_bar`, so that it would be kept for the few elements of it that
count. It is what the adjoint of a distance to the nearest comes to. What is
infinite elsewhere no longer counts there, as upstream of any choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import not_one, same
from srcgrad.ir.walk import expressions, names, nodes, rebuild, replace, statements, targets
from srcgrad.normalize.scope import Counter as Names
from srcgrad.optimize.asked.aliases import Aliases
from srcgrad.optimize.axes.gathered import DOUBLE, Gathering, Terms

SUM = e.Ref("np.sum", np.sum)
ZEROS = e.Ref("np.zeros", np.zeros)
LIKE = e.Ref("np.zeros_like", np.zeros_like)
COUNTED = e.Ref("np.flatnonzero", np.flatnonzero)
PLACES = e.Ref("np.unravel_index", np.unravel_index)
ADD, SUBTRACT = e.Ref("np.add.at", np.add.at), e.Ref("np.subtract.at", np.subtract.at)
EXTREMES = (np.min, np.max)


def sum_at_places(
    forward: s.Block, reverse: s.Block, results: list[e.Expr], facts: Facts, counter: Names
) -> bool:
    """Rewrite the reverse sweep in place; was there anything to rewrite?"""
    if not any(isinstance(n, s.Assign) and isinstance(n.value, e.Compare) for n in reverse):
        return False
    found = _Found(forward, reverse, results, facts, counter)
    before = len(reverse)
    for node in list(reverse):
        if isinstance(node, s.Assign) and any(node is one for one in reverse):
            found.rewrite(node)
        found.learn(node)
    return len(reverse) > before


class _Found:
    """What is known of the two sweeps, up to the statement at hand."""

    def __init__(
        self,
        forward: s.Block,
        reverse: s.Block,
        results: list[e.Expr],
        facts: Facts,
        counter: Names,
    ) -> None:
        self.given_back = {name for tree in results for name in names(tree)}
        self.reverse, self.facts, self.counter = reverse, facts, counter
        whole = [*forward, *reverse]
        bound = Counter(n for node in statements(whole) for n in targets(node))
        aliases = Aliases.of(whole, facts)
        read = {name for node in statements(reverse) for name in _read(node)}
        self.steady = {
            n
            for n in read | {*bound, *facts.entry}
            if bound[n] <= (n not in facts.entry) and aliases.root(n) not in aliases.changed
        }
        own = [n for n in whole if isinstance(n, s.Assign) and n.target in self.steady]
        self.values = {node.target: node.value for node in own}
        self.ours = {node.target for node in reverse if isinstance(node, s.Assign)}
        self.ties: set[str] = set()
        self.sparse: set[str] = set()

    def learn(self, node: s.Stmt) -> None:
        """Which adjoints are zero but at ties, once a statement has run."""
        match node:
            case s.Assign(target, e.Compare("==", e.Var(), other)) if self._extreme(other):
                self.ties.add(target)
            case s.Assign(target, value) if self._zero(value):
                self.sparse.add(target)
            case s.Augment(e.Var(target), None, "+" | "-", value) if self._zero(value):
                pass  # it stays what it is
            case _:
                for inner in statements([node]):
                    written = names(inner.base) if isinstance(inner, s.Write) else ()
                    self.sparse -= {*targets(inner), *written}

    def _extreme(self, tree: e.Expr) -> bool:
        match tree:
            case e.Call(e.Ref(_, np.expand_dims), (inner, _), ()):
                return self._extreme(inner)
            case e.Var(name):
                match self.values.get(name):
                    case e.Call(e.Ref(_, function), (_, *_)):
                        return function in EXTREMES
                    case e.Call(e.Attr(_, method)):
                        return method in ("min", "max")
        return False

    def _zero(self, tree: e.Expr) -> bool:
        """Is it zero but at ties?"""
        match tree:
            case e.Var(name):
                return name in self.sparse or name in self.ties
            case e.Unary("-", inner) | e.Binary("/", inner, _):
                return self._zero(inner)
            case e.Binary("*", left, right):
                return self._zero(left) or self._zero(right)
            case e.Binary("+" | "-", left, right):
                return self._zero(left) and self._zero(right)
        return False

    def rewrite(self, node: s.Assign) -> None:
        """Put sums over places in the place of those in one statement, or of its value's."""
        place = self.reverse.index(node)
        whole = self._terms(node.value)
        if whole is None:
            for tree in [*nodes(node.value)]:
                product = _summed(tree)
                if product is None or isinstance(product, e.Var):  # made whole in any case
                    continue
                inner = self._terms(product)
                if inner is not None:
                    self._replace(inner, [node], place)
                    return
        elif node.target in self.steady - self.given_back:
            later = [one for one in statements(self.reverse) if node.target in _read(one)]
            if later and all(_only_summed(one, node.target) for one in later):
                top = [one for one in later if any(one is other for other in self.reverse)]
                if len(top) == len(later):
                    whole.tree = e.Var(node.target)
                    self._replace(whole, later, place, node)

    def _terms(self, tree: e.Expr) -> Terms | None:
        kind = self.facts.kind(tree)
        factor = self._factor(tree)
        if factor is None or not isinstance(kind, k.Array) or kind.dtype != DOUBLE:
            return None
        held = self.facts.kind(factor)
        own = k.dims(held)
        if not isinstance(held, k.Array) or held.dtype != DOUBLE or own is None:
            return None
        if len(own) != 2 or kind.dims is None or len(kind.dims) < 3:
            return None
        for one, other in zip(own, kind.dims[:2], strict=True):
            if not same(one, other) and not (not_one(one) and not_one(other)):
                return None
        rows, columns = (e.Var(self.counter.name(n) + "~local") for n in ("rows", "columns"))
        mask, weight = self._weighted(factor)
        return Terms(tree, factor, mask, weight, (*own, *kind.dims[2:]), (rows, columns))

    def _weighted(self, sparse: e.Var) -> tuple[e.Var, e.Expr | None]:
        match self.values.get(sparse.name):
            case e.Binary("*", e.Var(name) as ties, weight) if name in self.ties & self.steady:
                if set(names(weight)) <= self.steady:
                    return ties, weight
        return sparse, None

    def _factor(self, tree: e.Expr) -> e.Var | None:
        """The adjoint that is zero at most places, of which the product has new axes at the end."""
        match tree:
            case e.Unary("-", inner) | e.Binary("/", inner, _):
                return self._factor(inner)
            case e.Binary("*", left, right):
                return self._factor(left) or self._factor(right)
            case e.Var(name) if name in self.ours and name in self.values:
                return self._factor(self.values[name])
            case e.Call(e.Ref(_, np.expand_dims), (e.Var(name) as held, axis), ()):
                first = k.value_of(self.facts.kind(axis))
                if name in self.sparse and first in (2, -1):
                    return held
        return None

    def _replace(
        self, terms: Terms, readers: list[s.Stmt], place: int, made: s.Assign | None = None
    ) -> None:
        gathering = Gathering(self.facts, self.counter, self.values, self.ours, self.steady)
        value = gathering.gathered(terms.tree if made is None else made.value, terms)
        sums = [axes for one in readers for axes in _axes(one, terms.tree, terms.rank)]
        if value is None or not sums or any(axes is None or not axes & {0, 1} for axes in sums):
            return
        made_of = [value, *(one.value for one in terms.named.values())]
        if not any(one in terms.places for tree in made_of for one in nodes(tree)):
            return  # the same at all places: no axis counts them
        name = e.Var(self.counter.name("terms") + "~local")
        found = s.Unpack(
            tuple([one.name for one in terms.places if isinstance(one, e.Var)]),
            e.Call(PLACES, (e.Call(COUNTED, (terms.mask,)), e.Attr(terms.mask, "shape"))),
        )
        origin = (made or readers[0]).origin
        first = [found, *terms.named.values(), s.Assign(name.name, value)]
        for one in first:
            one.origin = origin
        self._note(terms, name)
        for reader in readers:
            self._sum(reader, terms, name)
        self.reverse[place : place + (made is not None)] = first

    def _note(self, terms: Terms, name: e.Var) -> None:
        length = k.Array(np.dtype("i8"), (None,))
        for one in terms.places:
            assert isinstance(one, e.Var)
            self.facts.kinds[one.name] = length
        self.facts.kinds[name.name] = k.Array(DOUBLE, (None, *terms.dims[2:]))

    def _sum(self, reader: s.Stmt, terms: Terms, name: e.Var) -> None:
        """Sum what one statement sums, at the places alone."""
        before: list[s.Stmt] = []

        def read(tree: e.Expr) -> e.Expr:
            match tree:
                case e.Unary("-", inner):
                    function = SUBTRACT
                case inner:
                    function = ADD
            axes = _along(inner, terms.tree, terms.rank)
            if axes is None or (inner is not tree and {0, 1} <= axes):
                return rebuild(tree, read)
            over = [axis - 1 for axis in sorted(axes) if axis > 1]
            if {0, 1} <= axes:
                return _total(name, [0, *over])
            kept = 0 if 1 in axes else 1
            target, zeros = self._zeros(reader, tree, terms, name, axes)
            value = _total(name, over) if over else name
            call = e.Call(function, (e.Var(target), terms.places[kept], value))
            before.extend([s.Assign(target, zeros), s.Evaluate(call)])
            return e.Var(target)

        replace(reader, read)
        at = self.reverse.index(reader)
        for one in before:
            one.origin = reader.origin
        match reader:
            case s.Assign(target, e.Var(other)) if target == other:
                self.reverse[at : at + 1] = before
            case _:
                self.reverse[at:at] = before

    def _zeros(
        self, reader: s.Stmt, tree: e.Expr, terms: Terms, name: e.Var, axes: set[int]
    ) -> tuple[str, e.Expr]:
        """A name for a sum, and the array of zeros that it begins as."""
        whole = isinstance(reader, s.Assign) and reader.value == tree
        kind = self.facts.kind(tree)
        if whole:
            target = targets(reader)[0]
            like = e.Var(target.removesuffix("~bar"))
            given = like.name in self.facts.entry and like.name in self.steady
            if given and _whole(self.facts.kind(like), kind):
                return target, e.Call(LIKE, (like,))
        else:
            target = self.counter.name("sums") + "~local"
            self.facts.kinds[target] = kind
        shape = [e.Item(e.Attr(terms.mask, "shape"), e.Const(0 if 1 in axes else 1))]
        rest = [n for n in range(2, terms.rank) if n not in axes]
        shape += [e.Item(e.Attr(name, "shape"), e.Const(n - 1)) for n in rest]
        size = shape[0] if len(shape) == 1 else e.Sequence("tuple", tuple(shape))
        return target, e.Call(ZEROS, (size,))


def _whole(own: k.Kind, adjoint: k.Kind) -> bool:
    """Has an adjoint the shape of its value, as no axis of them is one that broadcasts?"""
    one, other = (k.dims(kind) or () for kind in (own, adjoint))
    return 0 < len(one) == len(other) and all(map(not_one, (*one, *other)))


def _summed(tree: e.Expr) -> e.Expr | None:
    """What is summed along axes that are given."""
    match tree:
        case e.Call(e.Ref(_, np.sum), (product,), (("axis", _),)):
            return product
    return None


def _along(tree: e.Expr, product: e.Expr, rank: int) -> set[int] | None:
    """The axes along which an expression is the sum of this product."""
    if _summed(tree) != product:
        return None
    assert isinstance(tree, e.Call)
    match tree.kwargs[0][1]:
        case e.Const(int(axis)):
            return {axis % rank}
        case e.Sequence("tuple", items) if all(isinstance(one, e.Const) for one in items):
            return {int(one.value) % rank for one in items if isinstance(one, e.Const)}  # type: ignore[call-overload]
    return None


def _axes(node: s.Stmt, product: e.Expr, rank: int) -> Iterator[set[int] | None]:
    for tree in expressions(node):
        for part in nodes(tree):
            if _summed(part) == product:
                yield _along(part, product, rank)


def _read(node: s.Stmt) -> set[str]:
    return {name for tree in expressions(node) for name in names(tree)}


def _only_summed(node: s.Stmt, name: str) -> bool:
    """Does a statement read an array to sum it only?"""
    found = [tree for one in expressions(node) for tree in nodes(one)]
    sums = sum(_summed(tree) == e.Var(name) for tree in found)
    return sums == found.count(e.Var(name)) and not isinstance(node, s.Write)


def _total(tree: e.Expr, axes: list[int]) -> e.Expr:
    own = [e.Const(axis) for axis in axes]
    axis = own[0] if len(own) == 1 else e.Sequence("tuple", tuple(own))
    return e.Call(SUM, (tree,), (("axis", axis),))
