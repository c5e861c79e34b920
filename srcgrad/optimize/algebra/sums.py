"""A sum of products takes out what is the same in all terms, and makes no array of the products.

    a_bar = np.sum(t * (2 * s), axis=0)              a_bar = np.sum(t, axis=0) * 2 * s
    b_bar = np.sum(seed * t)                  ->     b_bar = seed * np.sum(t)
    c_bar = np.sum(p[:, :, None] * z, axis=0)        c_bar = np.einsum("ab,abc->bc", p, z)
    d_bar = np.vdot(t * (s * u), v)                  d_bar = s * np.vdot(t * u, v)

Where `s` has no such axis. What all terms are divided by divides their sum, if it is known not to
be zero. In the reverse sweep only: the sum is rounded in another way.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable
from functools import reduce

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.infer.kinds.indexing import parts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import not_one, same
from srcgrad.ir.walk import names, rebuild, replace, statements, targets
from srcgrad.ir.wrapping import wraps
from srcgrad.optimize.asked.aliases import Aliases
from srcgrad.optimize.axes.kept_axes import without_new_axes

SUM = e.Ref("np.sum", np.sum)
EINSUM = e.Ref("np.einsum", np.einsum)
VDOT = e.Ref("np.vdot", np.vdot)


def contract(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    sums = _Sums(forward, reverse, facts)
    for node in statements(reverse):
        replace(node, sums.mapped)


def contract_tangents(body: s.Block, facts: Facts) -> None:
    """Rewrite the sums of products of values and tangents, in place; the values stay."""
    sums = _Sums([], body, facts, tangents=True)
    for node in statements(body):
        if isinstance(node, s.Assign | s.Store | s.Augment) and any(
            "~dot" in n for n in targets(node)
        ):
            replace(node, sums.of_terms)


class _Sums:
    def __init__(
        self, forward: s.Block, reverse: s.Block, facts: Facts, tangents: bool = False
    ) -> None:
        self.facts, self.tangents = facts, tangents
        found = [node for node in statements(reverse) if isinstance(node, s.Assign)]
        found = [n for n in found if _expanded(n.value) or (tangents and _subscribed(n.value))]
        aliases = Aliases(facts)
        if found:
            aliases.learn([*forward, *reverse])
        counts = Counter(n for node in statements(reverse) for n in targets(node))
        self.values: dict[str, e.Expr | None] = {}  # of adjoints, None where there are several
        for node in statements(reverse):
            whole = node.value if isinstance(node, s.Assign) else None
            for name in targets(node):
                if not isinstance(node, s.Augment):
                    self.values[name] = None if name in self.values else whole
        self.kinds: dict[str, k.Kind] = {}
        self.spread: dict[str, e.Expr] = {}  # names that stand for another one with new axes

        def steady(name: str) -> bool:
            return counts[name] <= 1 and aliases.root(name) not in aliases.changed

        last = _last_changes(reverse, aliases) if found else {}
        places = {id(node): place for place, node in enumerate(reverse)}
        for node in found:
            place = places.get(id(node), -1)

            def settled(name: str, place: int = place) -> bool:
                own = name, aliases.root(name)
                return place >= 0 and all(last.get(one, -1) <= place for one in own)

            once = counts[node.target] == 1
            if once and all(steady(n) or settled(n) for n in (node.target, *names(node.value))):
                self.spread[node.target] = node.value

    def kind(self, tree: e.Expr) -> k.Kind:
        """The kind of an expression; that of an adjoint may be smaller than its value's."""
        return k.present(self.facts.kind(tree) if self.tangents else kind_of(tree, self.named))

    def named(self, name: str) -> k.Kind:
        if "~" not in name or name not in self.values:
            return self.facts.bare(e.Var(name))
        if name not in self.kinds:
            self.kinds[name] = k.Unknown()  # where it is computed from itself
            value = self.values[name]
            if value is not None:
                self.kinds[name] = self.kind(value)
        return self.kinds[name]

    def of_terms(self, tree: e.Expr) -> e.Expr:
        """Sums of two products, of a value and a tangent each, as sums of contractions."""
        tree = rebuild(tree, self.of_terms)
        match tree:
            case e.Call(
                e.Ref(_, np.sum), (e.Binary("+" | "-" as op, left, right),), (("axis", axis),)
            ) if self.alike(left, right):
                one, other = (self.contraction(part, axis) for part in (left, right))
                if one is not None and other is not None:
                    return e.Binary(op, one, other)
        return tree

    def alike(self, one: e.Expr, other: e.Expr) -> bool:
        """Are both products of the same values, of one of which each has the tangent instead?"""
        shapes = [[self.of_value(f) for f in factors(tree, self.kind)[1]] for tree in (one, other)]
        return len(shapes[0]) == 2 and shapes[0] in (shapes[1], shapes[1][::-1])

    def of_value(self, tree: e.Expr) -> e.Expr:
        """The value that has the shape of a tangent, written out."""
        if isinstance(tree, e.Var):
            held = self.spread.get(tree.name)
            return e.Var(tree.name.replace("~dot", "")) if held is None else self.of_value(held)
        return rebuild(tree, self.of_value)

    def contraction(self, product: e.Expr, axis: e.Expr) -> e.Expr | None:
        """The sum of one product along an axis, without an array of its terms."""
        found = self.sum(e.Call(SUM, (product,), (("axis", axis),)), product, axis, False)
        return found if isinstance(found, e.Call) and found.func == EINSUM else None

    def mapped(self, tree: e.Expr) -> e.Expr:
        """An expression with its sums of products rewritten."""
        tree = rebuild(tree, self.mapped)
        match tree:
            case e.Call(e.Ref(_, np.sum), (e.Binary("/"),), _):
                return self.divided(tree) or tree
            case e.Unary("-", e.Binary("/", e.Call(e.Ref(_, np.sum)) as whole, below)):
                return tree if wraps(self.kind(whole)) else _ratio(e.Unary("-", whole), below)
            case e.Call(e.Ref(_, np.sum), (product,), (("axis", axis), *rest)) if tuple(rest) in (
                (),
                (("keepdims", e.Const(True)),),
            ):
                return self.sum(tree, product, axis, bool(rest)) or tree
            case e.Call(e.Ref(_, np.sum), (product,), ()):
                return self.scaled(product) or tree
            case e.Call(e.Ref(_, np.vdot), (left, right), ()):
                return self.scaled_dot(left, right) or tree
        return tree

    def divided(self, tree: e.Call) -> e.Expr | None:
        """The sum of an array of doubles by what all terms of a sum are divided by."""
        quotient, given = tree.args[0], dict(tree.kwargs)
        assert isinstance(quotient, e.Binary)
        top, below = quotient.left, quotient.right
        kind, own = self.kind(quotient), self.kind(top)
        if not isinstance(kind, k.Array) or not isinstance(own, k.Array) or not own.dims:
            return None
        if kind.dtype != "f8" or own.dtype != "f8" or len(own.dims) != len(kind.dims or ()):
            return None
        limits = self.facts.limits
        if limits is None or not limits.is_nonzero(below):
            return None  # nothing over zero is no number, where a sum of no quotients is zero
        if not given:
            alike = k.is_number(self.kind(below))
        else:
            axes, keep = self.along(given.pop("axis", e.NONE), len(own.dims)), bool(given)
            if not axes or given not in ({}, {"keepdims": e.Const(True)}):
                return None
            alike = self.constant(below, len(own.dims), axes, keep)
            alike = alike and all(self.given([top], kind, a) for a in axes)
        whole = self.mapped(e.Call(SUM, (top,), tree.kwargs)) if alike else None
        return None if whole is None else _ratio(whole, below)

    def along(self, axis: e.Expr, rank: int) -> set[int]:
        """The axes of a sum; none if it is not known which."""
        chosen = self.kind(axis)
        along = k.value_of(chosen) if k.constant(chosen) else None
        return {int(a) % rank for a in np.atleast_1d(along)} if along is not None else set()

    def scaled(self, product: e.Expr) -> e.Expr | None:
        """The sum of all elements of an array of doubles that is multiplied with numbers."""
        sign, found = factors(product, self.kind)
        numbers = [f for f in found if k.is_number(self.kind(f))]
        arrays = [f for f in found if f not in numbers]
        if not numbers or len(arrays) != 1:
            return None
        if not all(map(self.of_doubles, (product, arrays[0]))):
            return None
        whole: e.Expr = e.Call(SUM, (arrays[0],))
        for number in reversed(numbers):
            whole = e.Binary("*", number, whole)
        return whole if sign > 0 else e.Unary("-", whole)

    def scaled_dot(self, left: e.Expr, right: e.Expr) -> e.Expr | None:
        """The product of two arrays of doubles, one of which is multiplied with numbers."""
        operands, numbers = list[e.Expr](), list[e.Expr]()
        for tree in (left, right):
            _, found = factors(tree, self.kind)
            some = [f for f in found if k.is_number(self.kind(f))]
            arrays = [f for f in found if f not in some]
            if not arrays or not all(map(self.of_doubles, (tree, *arrays))):
                return None
            numbers += some
            operands.append(reduce(lambda one, other: e.Binary("*", one, other), arrays))
        if not numbers:
            return None
        whole: e.Expr = e.Call(VDOT, tuple(operands))
        for number in reversed(numbers):
            whole = e.Binary("*", number, whole)
        sign = factors(left, self.kind)[0] * factors(right, self.kind)[0]
        return whole if sign > 0 else e.Unary("-", whole)

    def of_doubles(self, tree: e.Expr) -> bool:
        """Is it an array of them, with axes?"""
        kind = self.kind(tree)
        return isinstance(kind, k.Array) and kind.dtype == "f8" and bool(kind.dims)

    def sum(self, tree: e.Expr, product: e.Expr, axis: e.Expr, keep: bool) -> e.Expr | None:
        kind = self.kind(product)
        if not isinstance(kind, k.Array) or not kind.dims:
            return None
        rank = len(kind.dims)
        axes = self.along(axis, rank)
        sign, found = factors(product, self.kind)
        if (len(found) < 2 and sign > 0) or not axes:
            return None
        inner, outer = list[e.Expr](), list[e.Expr]()
        for factor in found:
            (outer if self.constant(factor, rank, axes, keep) else inner).append(factor)
        if not inner or not all(self.given(inner, kind, a) for a in axes):
            return None
        if not outer and sign > 0 and len(inner) != 2:
            return None
        whole = self.contracted(inner, kind, axes, keep)
        if whole is None:
            if not outer and sign > 0:
                return None
            terms = inner[0]
            for factor in inner[1:]:
                terms = e.Binary("*", terms, factor)
            assert isinstance(tree, e.Call)
            own = max(len(k.dims(self.kind(f)) or ()) for f in inner)
            given = tree.kwargs if own == rank else _counted_from(axes, rank - own, keep)
            whole = e.Call(SUM, (terms,), given)
        numbers = [f for f in outer if not k.rank(self.kind(f))]
        for factor in [*numbers, *(f for f in outer if f not in numbers)]:
            whole = e.Binary("*", whole, factor)
        return whole if sign > 0 else e.Unary("-", whole)

    def constant(self, factor: e.Expr, rank: int, axes: set[int], keep: bool) -> bool:
        """Is a factor the same in all terms, and does it fit the sum?"""
        kind = self.kind(factor)
        dims = k.dims(kind)
        if dims is None or not (isinstance(kind, k.Array) or k.is_number(kind)):
            return False
        lead = rank - len(dims)
        if all(a < lead for a in axes):
            return not dims or keep or max(axes) < lead
        return keep and all(a < lead or dims[a - lead] == 1 for a in axes)

    def given(self, inner: list[e.Expr], kind: k.Array, axis: int) -> bool:
        """Does one of the factors have an axis in its whole length?"""
        assert kind.dims is not None
        length = kind.dims[axis]
        for factor in inner:
            dims = k.dims(self.kind(factor)) or ()
            at = axis - (len(kind.dims) - len(dims))
            if at >= 0 and (same(dims[at], length) or not_one(dims[at])):
                return True
        return False

    def contracted(
        self, inner: list[e.Expr], kind: k.Array, axes: set[int], keep: bool
    ) -> e.Expr | None:
        """The sum of the products of two arrays."""
        if len(inner) != 2 or keep or kind.dtype.kind != "f":
            return None
        rank = len(kind.dims or ())
        if rank - 1 in axes and kind.dtype.itemsize < 8:
            return None  # NumPy sums the last axis with more care
        letters = string.ascii_lowercase[:rank]
        texts, operands = [], []
        for factor in inner:
            held = self.kind(factor)
            if not isinstance(held, k.Array) or held.dtype != kind.dtype or not held.dims:
                return None
            own = letters[rank - len(held.dims) :]
            bare, gone = self.bare(factor, len(held.dims))
            texts.append("".join(x for n, x in enumerate(own) if n not in gone))
            operands.append(bare)
        out = "".join(x for n, x in enumerate(letters) if n not in axes)
        if not set(out) <= set("".join(texts)):
            return None  # an axis that neither has is one of length 1
        return e.Call(EINSUM, (e.Const(f"{','.join(texts)}->{out}"), *operands))

    def bare(self, factor: e.Expr, rank: int) -> tuple[e.Expr, set[int]]:
        """A factor without its new axes, and which these are."""
        if isinstance(factor, e.Var):
            factor = self.spread.get(factor.name, factor)
        match factor:
            case e.Call(e.Ref(_, np.expand_dims), (held, axis), ()) if k.constant(self.kind(axis)):
                along = np.atleast_1d(k.value_of(self.kind(axis)))
                return held, {int(a) % rank for a in along}
            case e.Item(held, index) if all(
                p == e.NONE or isinstance(p, e.Slice) for p in parts(index)
            ):
                new = {n for n, part in enumerate(parts(index)) if part == e.NONE}
                return (without_new_axes(factor) if new else factor), new
        return factor, set()


def _counted_from(axes: set[int], lead: int, keep: bool) -> tuple[tuple[str, e.Expr], ...]:
    """The axes of a sum, of an array that lacks the first ones."""
    own = [e.Const(a - lead) for a in sorted(axes)]
    axis = own[0] if len(own) == 1 else e.Sequence("tuple", tuple(own))
    return ("axis", axis), *([("keepdims", e.Const(True))] if keep else [])


def _ratio(top: e.Expr, below: e.Expr) -> e.Expr:
    return e.Binary("/", top, below)


def factors(tree: e.Expr, kind_of: Callable[[e.Expr], k.Kind]) -> tuple[int, list[e.Expr]]:
    """A product's sign and its factors; one of NumPy's integers, which wraps round, is a factor.

    >>> product = e.Binary("*", e.Unary("-", e.Var("a")), e.Binary("*", e.Const(2), e.Var("b")))
    >>> factors(product, lambda tree: k.Real())
    (-1, [a, 2, b])
    """
    if wraps(kind_of(tree)):
        return 1, [tree]
    match tree:
        case e.Unary("-", inner):
            sign, found = factors(inner, kind_of)
            return -sign, found
        case e.Binary("*", left, right):
            (a, first), (b, second) = factors(left, kind_of), factors(right, kind_of)
            return a * b, first + second
    return 1, [tree]


def _last_changes(block: s.Block, aliases: Aliases) -> dict[str, int]:
    """The last place in a block at which a name is bound, or its memory changed."""
    found: dict[str, int] = {}
    for place, node in enumerate(block):
        for inner in statements([node]):
            found.update(dict.fromkeys(targets(inner), place))
            match inner:
                case s.Store(base=tree) | s.Augment(base=tree) | s.Evaluate(tree):
                    found.update({aliases.root(name): place for name in names(tree)})
    return found


def _expanded(tree: e.Expr) -> bool:
    return (
        isinstance(tree, e.Call)
        and isinstance(tree.func, e.Ref)
        and (tree.func.target is np.expand_dims)
    )


def _subscribed(tree: e.Expr) -> bool:
    return isinstance(tree, e.Item) and e.NONE in parts(tree.index)
