"""Many directions in one sweep: every tangent gets a leading axis, one place for each direction.

    y_dot = np.cos(p) * (k * x_dot)         y_dot = np.cos(p) * (k * x_dot)
    s_dot = np.sum(y_dot)             ->    s_dot = np.sum(y_dot, axis=1)
    z_dot[1:] += s_dot                      z_dot[:, 1:] += s_dot[:, None]

Tangents are linear in one another, so that an operation of a tangent and values is done for all
directions at once where it broadcasts, or names its axes. What is not listed here is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn, Protocol

import numpy as np

from srcgrad.errors import OneByOne
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, expressions, names, statements, substitute, targets
from srcgrad.late import dataclass, field
from srcgrad.normalize.names.outputs import LISTED, MADE
from srcgrad.runtime import relevant
from srcgrad.tangent.stacked_calls import COUNT, WHOLE, call, product, shape
from srcgrad.tangent.state import DOT, dot, of_a_method

ALL = e.Call(e.Ref("slice", slice), (e.NONE,))
METHODS = {
    name: e.Ref(f"np.{name}", getattr(np, name))
    for name in ("sum", "mean", "dot", "reshape", "ravel")
}
DOUBLE = np.dtype(np.float64)


class SweepsLike(Protocol):
    """A program with its tangents."""

    core: Core
    forward: s.Block
    gradient: e.Expr
    facts: Facts


def stack(sweeps: SweepsLike, wrt: Sequence[str], alone: bool) -> None:
    """Give the tangents of a program a leading axis, in place; it is `alone` without functions."""
    stacking = _Stacking(sweeps.facts)
    if not alone or sweeps.facts.nones or any(map(sweeps.facts.mixed, sweeps.facts.kinds)):
        stacking.one_by_one(sweeps.core.result)
    first = stacking.given(sweeps.core, wrt)
    stacking.learn(sweeps.forward)
    stacking.block(sweeps.forward)
    sweeps.gradient = stacking.output(sweeps.gradient)
    stacking.finish(sweeps.forward, first, sweeps.gradient)


@dataclass
class _Stacking:
    facts: Facts
    stacked: set[str] = field(default_factory=set)  # names that have the leading axis
    writes: bool = False  # are tangents written in place?

    def one_by_one(self, what: object) -> NoReturn:
        raise OneByOne(f"{what!r} takes one direction at a time")

    def given(self, core: Core, wrt: Sequence[str]) -> e.Expr:
        """The first tangent that is given, whose length is the number of directions."""
        found: list[e.Expr] = []
        for name in wrt:
            if not isinstance(self.facts.kinds[name], k.Dict | k.Object | k.Tuple | k.List):
                found.append(e.Var(dot(name)))
        for access, name in core.inputs.items():
            owner = next(names(access))
            moves = k.differentiable(self.facts.kinds.get(name, k.Empty()))
            if owner in wrt and moves and not of_a_method(access):
                found.append(substitute(access, {owner: e.Var(dot(owner))}))
        self.stacked = {dot(name) for name in wrt}
        if not found:
            self.one_by_one(core.result)
        return found[0]

    def learn(self, block: s.Block) -> None:
        """Which names have the axis: tangents, and what is made of them."""
        before = -1
        while before != len(self.stacked):
            before = len(self.stacked)
            for node in statements(block):
                if isinstance(node, s.Assign) and (DOT in node.target or self.moves(node.value)):
                    self.stacked.add(node.target)
        for node in statements(block):
            match node:
                case s.Store(e.Var(name), _, _) | s.Augment(e.Var(name), _, _, _):
                    kind = self.facts.kinds.get(name, k.Unknown())
                    self.writes |= name in self.stacked and not k.is_number(kind)
                case s.Evaluate(value) | s.Unpack(_, value):
                    self.writes |= self.moves(value)

    def moves(self, tree: e.Expr) -> bool:
        return any(n in self.stacked or DOT in n for n in names(tree))

    def rank(self, tree: e.Expr) -> int:
        """The number of axes that one direction has, of doubles."""
        if isinstance(tree, e.Choice):
            tree = self.fitted(tree) or tree
        kind = k.general(self.facts.kind(tree))
        double = isinstance(kind, k.Real) or (
            isinstance(kind, k.Array | k.Scalar) and kind.dtype == DOUBLE
        )
        rank = k.rank(kind) if double or not self.moves(tree) else None
        if rank is None:
            self.one_by_one(tree)
        return rank

    def finish(self, block: s.Block, first: e.Expr, *ends: e.Expr) -> None:
        """Count the directions where that is read; numbers are arrays from now on."""
        trees = [tree for node in statements(block) for tree in expressions(node)]
        if any(COUNT in names(tree) for tree in (*trees, *ends)):
            block.insert(0, s.Assign(COUNT, e.Call(e.Ref("len", len), (first,))))
        for name in self.stacked & set(self.facts.kinds):
            if isinstance(self.facts.kinds[name], k.List):
                self.facts.kinds[name] = k.Unknown()
                continue
            dims = k.dims(self.facts.kinds[name])
            self.facts.kinds[name] = k.Array(DOUBLE, (None, *(dims or ())))

    # -- statements ------------------------------------------------------------------------

    def block(self, block: s.Block) -> None:
        for position, node in enumerate(block):
            for inner in blocks(node):
                self.block(inner)
            block[position] = self.statement(node)

    def statement(self, node: s.Stmt) -> s.Stmt:
        match node:
            case s.Assign(target, value) if target in self.stacked:
                node.value = self.bound(target, value)
            case s.Store(e.Var(name) as base, index, value) if name in self.stacked:
                slot = self.rank(e.Item(base, index))
                node.index = self.index(base, index)
                node.value = self.padded(value, slot)
            case s.Augment(e.Var(name), None, op, value, None) if (
                name in self.stacked and k.is_number(self.facts.kind(node.base))
            ):
                whole = e.Binary(op, node.base, value)
                return s.Assign(name, self.tree(whole), origin=node.origin)
            case s.Augment(e.Var(name) as base, index, op, value, None) if name in self.stacked:
                if op in "*/" and self.moves(value):
                    self.one_by_one(value)
                place = base if index is None else e.Item(base, index)
                slot = self.rank(place)
                node.index = None if index is None else self.index(base, index)
                node.value = self.padded(value, slot)
            case s.Permute(new, old):
                pairs = zip(new, old, strict=True)
                if any((a in self.stacked) != (b in self.stacked) for a, b in pairs):
                    self.one_by_one(e.Var(new[0]))
            case s.Evaluate(e.Call(e.Attr(e.Var(name), "append") as func, (value,), ())) if (
                name in self.stacked
            ):
                node.value = e.Call(func, (self.apart(value),))
            case s.Evaluate(e.Call(e.Ref(_, np.add.at) as func, (base, index, value), ())) if (
                self.moves(base)
            ):
                slot = self.rank(e.Item(base, index))
                if any(isinstance(part, e.Slice | e.Const) for part in self.parts(index)):
                    self.one_by_one(index)
                self.index(base, index)
                pair = e.Sequence("tuple", (ALL, *self.parts(index)))
                node.value = e.Call(func, (self.view(base), pair, self.padded(value, slot)))
            case _:
                bound = any(n in self.stacked or DOT in n for n in targets(node))
                if bound or any(map(self.moves, expressions(node))):
                    self.one_by_one(type(node).__name__)
        return node

    def view(self, base: e.Expr) -> e.Expr:
        """What a call adds to: a part of a tangent is that part behind the leading axis."""
        inner = base
        while isinstance(inner, e.Item) or (isinstance(inner, e.Attr) and inner.name == "T"):
            inner = inner.base
        if not isinstance(inner, e.Var):
            self.one_by_one(base)
        return self.tree(base)

    def bound(self, target: str, value: e.Expr) -> e.Expr:
        """The value of a tangent, with the axis, and apart from what it was read of."""
        number = k.is_number(self.facts.kinds.get(target, k.Unknown()))
        return self.apart(value) if number else self.tree(value)

    def apart(self, value: e.Expr) -> e.Expr:
        """What is kept of a tangent: a number that was read of an array is a view of it now."""
        tree = self.tree(value)
        if not self.moves(value) or isinstance(tree, e.Binary) or not self.writes:
            return tree
        fresh = isinstance(tree, e.Call) and not isinstance(tree.func, e.Attr)
        number = self.is_list(value) is False and self.rank(value) == 0
        return e.Call(e.Attr(tree, "copy"), ()) if number and not fresh else tree

    def is_list(self, tree: e.Expr) -> bool:
        return isinstance(self.facts.kind(tree), k.List)

    def zeros(self, value: e.Expr) -> e.Expr:
        """Zeros for all directions; nothing else is a tangent that does not move."""
        match value:
            case e.Const(int() | float() as number) if number == 0:
                return e.Call(e.Ref("np.zeros", np.zeros), (e.Var(COUNT),))
            case e.Call(e.Ref(_, np.zeros_like), (like,), ()):
                return e.Call(e.Ref("np.zeros", np.zeros), (shape(e.Attr(like, "shape")),))
            case e.Call(e.Ref(_, np.zeros), (e.Attr(_, "size") as length,), ()):
                both = e.Sequence("tuple", (e.Var(COUNT), length))
                return e.Call(e.Ref("np.zeros", np.zeros), (both,))
            case e.Sequence("list", ()):
                return value  # a tape, of what all directions have in common places
        self.one_by_one(value)

    # -- subscripts ------------------------------------------------------------------------

    def parts(self, index: e.Expr) -> tuple[e.Expr, ...]:
        if isinstance(index, e.Sequence) and index.form == "tuple":
            return index.items
        return (index,)

    def index(self, base: e.Expr, index: e.Expr) -> e.Expr:
        """The same subscript behind the leading axis; index arrays must stand side by side."""
        self.rank(base)
        if index == e.Const(...):
            return index
        parts = self.parts(index)
        kinds = [k.general(self.facts.kind(p)) if not self.plain(p) else None for p in parts]
        arrays = [kind for kind in kinds if kind is not None and not k.is_number(kind)]
        numbers = [kind for kind in kinds if kind is not None and k.is_number(kind)]
        proper = all(isinstance(a, k.Array) and a.dtype.kind in "iub" for a in arrays)
        proper &= all(isinstance(n, k.Int | k.Scalar) for n in numbers)
        if len(arrays) > 1 or (arrays and numbers):
            places = [n for n, kind in enumerate(kinds) if kind is not None]
            proper &= places[-1] - places[0] == len(places) - 1
            proper &= all(isinstance(a, k.Array) and a.dtype.kind in "iu" for a in arrays)
        if not proper or self.moves(index):
            self.one_by_one(index)
        return e.Sequence("tuple", (WHOLE, *parts))

    def plain(self, part: e.Expr) -> bool:
        return isinstance(part, e.Slice) or part in (e.NONE, e.Const(...))

    # -- expressions -----------------------------------------------------------------------

    def padded(self, value: e.Expr, rank: int) -> e.Expr:
        """A value that is combined with arrays of so many axes."""
        if not self.moves(value):
            return value
        missing, tree = rank - self.rank(value), self.tree(value)
        if missing <= 0:
            return tree
        return e.Item(tree, e.Sequence("tuple", (WHOLE, *[e.NONE] * missing)))

    def tree(self, tree: e.Expr) -> e.Expr:
        """An expression for all directions."""
        if not self.moves(tree):
            return self.zeros(tree)
        match tree:
            case e.Var(name):
                return tree
            case e.Unary("-" | "+" as op, operand):
                return e.Unary(op, self.tree(operand))
            case e.Binary("*", e.Call(e.Ref(_, function) as func, (partial, one)), other) if (
                function is relevant and one == other and not self.moves(partial)
            ):
                one_dot = self.padded(one, self.rank(tree))
                return e.Binary("*", e.Call(func, (partial, one_dot)), one_dot)
            case e.Binary("+" | "-" | "*" | "/" as op, left, right):
                both = self.moves(left) and self.moves(right)
                if (op in "*/" and both) or (op == "/" and self.moves(right)):
                    self.one_by_one(tree)
                rank = self.rank(tree)
                if op in "+-" and not both:
                    self.one_by_one(tree)
                return e.Binary(op, self.padded(left, rank), self.padded(right, rank))
            case e.Binary("@", left, right):
                return product(self, tree, left, right)
            case e.Item(base, e.Sequence("tuple", ())):
                return self.tree(base)
            case e.Item(e.Var() as base, index) if self.is_list(base) and not self.moves(index):
                self.rank(tree)
                return tree  # an element of a tape
            case e.Call(e.Attr(e.Var() as base, "pop"), _, ()) if self.is_list(base):
                self.rank(tree)
                return tree
            case e.Item(base, index):
                return e.Item(self.tree(base), self.index(base, index))
            case e.Attr(base, "T") if self.rank(base) == 2:
                return e.Call(
                    e.Ref("np.swapaxes", np.swapaxes), (self.tree(base), e.Const(1), e.Const(2))
                )
            case e.Attr(base, "T") if self.rank(base) < 2:
                return self.tree(base)
            case e.Choice():
                return self.choice(tree)
            case e.Call(e.Call(e.Ref(_, made), _, ()), (inner,), ()) if made is type:
                return self.tree(inner)  # a number of the value's type
            case e.Call(e.Ref(_, made), (inner,), ()) if made is float:
                return self.tree(inner)
            case e.Call(e.Attr(base, "copy"), (), ()):
                self.rank(base)
                return e.Call(e.Attr(self.tree(base), "copy"), ())
            case e.Call(e.Ref(_, function), args, kwargs):
                return call(self, tree, function, args, dict(kwargs))
            case e.Call(e.Attr(base, name), args, kwargs) if name in METHODS:
                shape = name == "reshape" and len(args) > 1
                given = (e.Sequence("tuple", args),) if shape else args
                plain = e.Call(METHODS[name], (base, *given), kwargs)
                return self.tree(plain)
        self.one_by_one(tree)

    def choice(self, tree: e.Choice) -> e.Expr:
        fitted = self.fitted(tree)
        if fitted is not None:
            return self.tree(fitted)
        if self.moves(tree.test):
            self.one_by_one(tree)
        return e.Choice(tree.test, self.tree(tree.body), self.tree(tree.orelse))

    def fitted(self, tree: e.Choice) -> e.Expr | None:
        """What a choice gives that broadcasts a tangent where it has to be, on every path."""
        match tree:
            case e.Choice(
                e.Compare("==", e.Attr(one, "shape"), _),
                body,
                e.Call(e.Ref(_, np.broadcast_to), (again, _), ()),
            ) if one == body == again:
                return tree.orelse
        return None

    def kind_of(self, tree: e.Expr) -> k.Kind:
        return self.facts.kind(tree)

    # -- what is returned ------------------------------------------------------------------

    def output(self, tree: e.Expr) -> e.Expr:
        """The tangents that are returned; what has none holds None."""
        match tree:
            case e.Const(None):
                return tree
            case e.Sequence(form, items) if form in ("tuple", "list"):
                return e.Sequence(form, tuple(map(self.output, items)))
            case e.Mapping(keys, values):
                return e.Mapping(keys, tuple(map(self.output, values)))
            case e.Call(func, (first, parts), ()) if func in (*MADE, *LISTED):
                return e.Call(func, (first, self.output(parts)))
            case e.Call(e.Call(e.Ref(_, made), _, ()), (inner,), ()) if made is type:
                return self.output(inner)
        return self.tree(tree)
