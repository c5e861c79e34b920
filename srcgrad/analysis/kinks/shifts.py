"""Shifts that cancel: the result does not depend on them, whatever they are.

    top = np.max(x, axis=1, keepdims=True)     no derivative flows through `top`:
    p = np.exp(x - top)                        with top + t for top, p is p * exp(-t),
    s = np.sum(p, axis=1, keepdims=True)       s is s * exp(-t),
    y = p / s                                  and y is the same

A value is followed from the shift on as one that gets a multiple of t added, or is multiplied by
the exponential of one. Where all that hangs on the shift ends in values without either, the
derivative by the shift is zero: that of the maximum need not be shared among equal elements.
`p /= s` is followed as `y = p / s` is, if no other name shows the array, and so is `x -= top`.
One element of each row, `x[np.arange(n), labels]`, follows the shift of its row: of the first `n`.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np

from srcgrad.analysis.kinks.moved import Depends, Moved, alike, joined, scaled
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import FULL, parts, sort_of
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Length, not_one
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, expressions, names, statements, targets

SUMS, MEANS = (np.sum,), (np.mean,)
CONSTANT_FACTOR = int | float


def cancel_shifts(core: Core, facts: Facts) -> None:
    """Take shifts that cancel from the values that depend on `wrt`."""
    definitions = Counter(n for node in statements(core.body) for n in targets(node))
    subtracted = {
        operand.name
        for node in statements(core.body)
        if isinstance(node, s.Assign)
        for operand in _operands(node.value)
        if isinstance(operand, e.Var)
    }
    subtracted |= {
        node.value.name
        for node in statements(core.body)
        if isinstance(node, s.Augment) and isinstance(node.value, e.Var)
    }
    counting = {
        node.target
        for node in statements(core.body)
        if isinstance(node, s.Assign) and _counts(node.value)
    }
    everything = [*statements(core.body), s.Evaluate(core.result)]
    written = {
        facts.root(n) for node in everything if isinstance(node, s.Write) for n in names(node.base)
    }

    def visit(block: s.Block) -> None:
        last = max((i for i, node in enumerate(block) if _exponential(node)), default=0)
        for position, node in enumerate(block):
            for inner in blocks(node):
                visit(inner)
            if (
                isinstance(node, s.Assign)
                and isinstance(node.value, e.Call)
                and node.target in facts.varied
                and node.target in subtracted
                and position < last
            ):
                shift = _Shift(facts, definitions, written, counting)
                before, rest = block[:position], block[position + 1 :]
                if shift.cancels(node.target, [*before, node], rest, everything):
                    facts.varied.discard(node.target)
                    for later in rest:  # other forms of the shift
                        match later:
                            case s.Assign(name, value) if name in shift.moved:
                                if not facts.is_varied(value):
                                    facts.varied.discard(name)

    visit(core.body)


def _operands(tree: e.Expr) -> tuple[e.Expr, ...]:
    match tree:
        case e.Binary("-" | "+", left, right):
            return left, right
        case e.Item(base, _):
            return (base,)
        case e.Call(_, args, _):
            return args[:1]
    return ()


def _exponential(node: s.Stmt) -> bool:
    match node:
        case s.Assign(_, e.Call(e.Ref(_, function))):
            return function in (np.exp, math.exp)
    return False


def _counts(tree: e.Expr) -> bool:
    """Does an array count from 0?"""
    match tree:
        case e.Call(e.Ref(_, np.arange), (_,), ()):
            return True
    return False


def _base(node: s.Augment) -> str:
    return node.base.name if isinstance(node.base, e.Var) else ""


class _Shift:
    """Follows one shift through the statements of its block."""

    def __init__(
        self, facts: Facts, definitions: Counter[str], written: set[str], counting: set[str]
    ) -> None:
        self.facts, self.definitions, self.written = facts, definitions, written
        self.counting = counting  # names of arrays that count from 0
        self.moved: dict[str, Moved] = {}
        self.lengths: tuple[Length, ...] = ()

    def cancels(self, name: str, before: s.Block, rest: s.Block, everything: s.Block) -> bool:
        """Does nothing depend on a name's value, which a block makes between two parts of it?"""
        kind = self.facts.kinds.get(name, k.Unknown())
        dims = k.dims(kind)
        if dims is None or not self.alone(name) or not _real(kind):
            return False
        self.lengths = dims
        axes = tuple(None if d == 1 else n for n, d in enumerate(dims))
        self.moved[name] = Moved(1.0, False, axes)
        seen: set[int] = set()
        changed: set[str] = set()  # arrays that are changed in place
        try:
            for node in rest:
                if isinstance(node, s.Assign) and self.reads(node.value):
                    found = self.value(node.value)
                    seen.add(id(node))
                    if found is not None:
                        if not self.alone(node.target):
                            if not self.whole(node.target, [], rest, everything):
                                return False
                            changed.add(node.target)
                        self.moved[node.target] = found
                elif isinstance(node, s.Augment) and _base(node) in changed:
                    seen.add(id(node))
                    self.change(node)
                elif isinstance(node, s.Augment) and self.shifts(node, before, rest, everything):
                    seen.update(id(x) for x in (node, *statements(before)))
                    changed.add(_base(node))
                    self.change(node)
                elif changed & self.moved.keys() and self.reads_within(node):
                    return False
        except Depends:
            return False
        return len(self.moved) > 1 and not any(
            self.reads(tree) for x in everything if id(x) not in seen for tree in expressions(x)
        )

    def shifts(self, node: s.Augment, before: s.Block, rest: s.Block, everything: s.Block) -> bool:
        """Is an array, made in the block, changed by what follows the shift for the first time?"""
        name = _base(node)
        made = any(isinstance(x, s.Assign) and x.target == name for x in before)
        return made and self.reads(node.value) and self.whole(name, before, rest, everything)

    def whole(self, name: str, before: s.Block, rest: s.Block, everything: s.Block) -> bool:
        """Is an array bound once, and changed as a whole only, by the `rest` of the block?

        No other name may reach it, and nothing outside of the block but the result read it.
        """
        root = self.facts.root(name)
        if any(n != name and self.facts.root(n) == root for n in self.facts.kinds):
            return False
        here = {id(node) for node in rest}
        inside = {id(node) for node in statements([*before, *rest])} | {id(everything[-1])}
        changes = 0
        for node in everything:
            if id(node) not in inside and any(name in names(x) for x in expressions(node)):
                return False
            if isinstance(node, s.Write) and name in names(node.base):
                plain = isinstance(node, s.Augment) and node.index is None and node.old is None
                if not plain or id(node) not in here or node.base != e.Var(name):
                    return False
                changes += 1
        return self.definitions[name] == 1 + changes

    def change(self, node: s.Augment) -> None:
        """Follow a change in place."""
        name = _base(node)
        found = self.value(e.Binary(node.op, node.base, node.value))
        if found is None:
            self.moved.pop(name, None)
        else:
            self.moved[name] = found

    def reads_within(self, node: s.Stmt) -> bool:
        """Does a statement, or one inside of it, read what follows the shift?"""
        return any(self.reads(tree) for one in statements([node]) for tree in expressions(one))

    def alone(self, name: str) -> bool:
        """Is the name bound once, to memory that nobody writes?"""
        return self.definitions[name] == 1 and self.facts.root(name) not in self.written

    def reads(self, tree: e.Expr) -> bool:
        return any(n in self.moved for n in names(tree))

    def value(self, tree: e.Expr) -> Moved | None:
        """How an expression follows the shift; None if it does not."""
        if not self.reads(tree):
            return None
        if not _real(self.facts.kind(tree)):
            raise Depends
        match tree:
            case e.Var(name):
                return self.moved[name]
            case e.Unary("-", operand):
                found = self.value(operand)
                return found if found is None or found.exponent else scaled(found, -1.0)
            case e.Binary("+" | "-" as op, left, right):
                return self.sum(tree, left, right, 1.0 if op == "+" else -1.0)
            case e.Binary("*" | "/" as op, left, right):
                return self.product(tree, left, right, 1.0 if op == "*" else -1.0)
            case e.Binary("**", left, e.Const(int() | float() as power)):
                found = self.value(left)
                if found is not None and found.exponent:
                    return scaled(found, float(power))
            case e.Item(base, index):
                found = self.value(base)
                if found is None or self.reads(index):
                    raise Depends
                return self.part(found, index)
            case e.Call():
                return self.call(tree)
        raise Depends

    def sum(self, tree: e.Expr, left: e.Expr, right: e.Expr, sign: float) -> Moved | None:
        a, b = self.spread(tree, left), self.spread(tree, right)
        if any(x is not None and x.exponent for x in (a, b)):
            raise Depends
        return joined(*alike(a, None if b is None else scaled(b, sign)))

    def product(self, tree: e.Expr, left: e.Expr, right: e.Expr, sign: float) -> Moved | None:
        a, b = self.spread(tree, left), self.spread(tree, right)
        for found, other, power in ((a, right, sign), (b, left, 1.0)):
            if found is not None and not found.exponent:  # only by a constant
                factor = self.facts.kind(other)
                number = isinstance(factor, k.Known) and isinstance(factor.value, CONSTANT_FACTOR)
                if not number or isinstance(factor.value, bool) or not factor.value:  # type: ignore[attr-defined]
                    raise Depends
                if found is b and sign < 0:
                    raise Depends
                return scaled(found, float(factor.value) ** power)  # type: ignore[attr-defined]
        return joined(*alike(a, None if b is None else scaled(b, sign)))

    def spread(self, whole: e.Expr, tree: e.Expr) -> Moved | None:
        """An operand, with the axes of the result that it is broadcast to."""
        found = self.value(tree)
        dims = k.dims(self.facts.kind(whole))
        if found is None:
            return None
        own = k.dims(self.facts.kind(tree)) or (1,) * len(found.axes)
        if dims is None or len(own) != len(found.axes):
            raise Depends
        for n, length in zip(found.axes, own, strict=True):
            if n is not None and not not_one(length if n < 0 else self.lengths[n]):
                raise Depends
        return replace(found, axes=(None,) * (len(dims) - len(found.axes)) + found.axes)

    def part(self, found: Moved, index: e.Expr) -> Moved:
        """New axes, whole axes, and elements along axes where t is constant."""
        if (rows := self.one_of_each(found, parts(index))) is not None:
            return rows
        old, axes = list(found.axes), list[int | None]()
        for piece in parts(index):
            sort = sort_of(piece, self.facts.kind)
            if sort == "newaxis":
                axes.append(None)
            elif sort == "slice" and old and (piece == FULL or old[0] is None):
                axes.append(old.pop(0))
            elif sort == "integer" and old and old[0] is None:
                old.pop(0)
            elif sort == "ellipsis" and piece == parts(index)[-1]:
                break
            else:
                raise Depends
        return replace(found, axes=(*axes, *old))

    def one_of_each(self, found: Moved, index: tuple[e.Expr, ...]) -> Moved | None:
        """One element of each of the first rows, by an array that counts them and others."""
        moved = [at for at, axis in enumerate(found.axes[: len(index)]) if axis is not None]
        kinds = [k.general(self.facts.kind(piece)) for piece in index]
        plain = all(isinstance(i, k.Array) and i.dtype.kind in "iu" and i.rank == 1 for i in kinds)
        if not plain or not 1 < len(index) <= len(found.axes) or len(moved) != 1:
            return None
        rows, axis, dims = index[moved[0]], found.axes[moved[0]], k.dims(kinds[moved[0]])
        counted = isinstance(rows, e.Var) and rows.name in self.counting and self.alone(rows.name)
        if not counted or axis is None or axis < 0 or dims is None or not not_one(dims[0]):
            return None
        return replace(found, axes=(~axis, *found.axes[len(index) :]))

    def call(self, call: e.Call) -> Moved | None:
        function = function_of(call, self.facts.kind)
        args = [call.func.base, *call.args] if isinstance(call.func, e.Attr) else list(call.args)
        found = self.value(args[0]) if args else None
        given = dict(call.kwargs)
        if found is None or any(self.reads(t) for t in (*args[1:], *given.values())):
            raise Depends
        if len(args) == 1 and not given:
            if function in (np.exp, math.exp) and not found.exponent:
                return replace(found, exponent=True)
            if function in (np.log, math.log) and found.exponent:
                return replace(found, exponent=False)
            if function in (np.sqrt, math.sqrt) and found.exponent:
                return scaled(found, 0.5)
        if function in (*SUMS, *MEANS, np.squeeze, np.expand_dims):
            return self.reduced(found, function, args, given)
        raise Depends

    def reduced(
        self, found: Moved, function: object, args: list[e.Expr], given: dict[str, e.Expr]
    ) -> Moved:
        if len(args) > 2 or not set(given) <= {"axis", "keepdims"}:
            raise Depends
        axis = self.facts.kind(args[1] if len(args) > 1 else given.get("axis", e.NONE))
        keep = self.facts.kind(given.get("keepdims", e.Const(False)))
        if not k.constant(axis) or not k.constant(keep):
            raise Depends
        chosen, rank = k.value_of(axis), len(found.axes)
        if chosen is None and function in (np.squeeze, np.expand_dims):
            raise Depends
        along = range(rank) if chosen is None else np.atleast_1d(chosen)
        if function is np.expand_dims:
            if np.ndim(chosen) or not -rank - 1 <= chosen <= rank:
                raise Depends
            at = chosen % (rank + 1)
            return replace(found, axes=(*found.axes[:at], None, *found.axes[at:]))
        gone = {int(a) % rank for a in along} if rank else set()
        summed = set(found.summed)
        dims = k.dims(self.facts.kind(args[0])) or ()
        for a in gone:
            source = found.axes[a]
            if source is not None:
                if found.exponent or function is np.squeeze or source < 0:
                    raise Depends
                summed.add((source, function in MEANS))
            elif not found.exponent and function in SUMS and dims[a] != 1:
                raise Depends  # t, as often as the axis is long
        axes = tuple(
            None if n in gone else x
            for n, x in enumerate(found.axes)
            if n not in gone or k.value_of(keep)
        )
        return replace(found, axes=axes, summed=frozenset(summed))


def _real(kind: k.Kind) -> bool:
    kind = k.general(kind)
    if isinstance(kind, k.Array | k.Scalar):
        return kind.dtype.kind == "f"
    return isinstance(kind, k.Real)
