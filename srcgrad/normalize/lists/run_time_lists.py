"""Methods and operators of lists of active values become loops of `append`, `pop` and stores.

Lists of numbers change at their front, too, by `pop(0)` and `insert(0, ...)`.

    ys = xs[1:]                            part.1 = range(len(xs))[1:]
                                           ys = []
                               ->          for j.2 in range(len(part.1)):
                                               ys.append(xs[part.1[j.2]])
    xs.extend(ys)                          for j.3 in range(len(ys)): xs.append(ys[j.3])

Lists of known structure are names by then; these are lists whose length only the run knows.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks
from srcgrad.normalize.arrays.effects import DELETE_ITEM
from srcgrad.normalize.lists.list_building import ARRAY, LEN, RANGE, KindOf
from srcgrad.normalize.lists.list_changes import Changes
from srcgrad.normalize.scope import Counter

JOINING = {
    np.array, np.asarray, np.stack, np.concatenate, np.vstack, np.hstack, np.column_stack,
    np.dstack,
}  # fmt: skip


def spell_lists(
    block: s.Block, kind_of: KindOf, counter: Counter, varied: Callable[[e.Expr], bool],
    has_rule: Callable[[object], bool],
) -> bool:  # fmt: skip
    """Rewrite a block in place; says whether anything was rewritten."""
    spelling = _Spelling(kind_of, counter, varied, has_rule)
    spelling.block(block)
    return spelling.changed


def name_displays(block: s.Block, counter: Counter, varied: Callable[[e.Expr], bool]) -> bool:
    """Lists of active values in the display of another one get names; were there any?

    This is done last: containers are taken apart before, and need no names then.
    """
    out: s.Block = []
    inside = [name_displays(inner, counter, varied) for node in block for inner in blocks(node)]
    for node in block:
        if isinstance(node, s.Assign) and varied(e.Var(node.target)):
            node.value = _named(node.value, counter, out, node)
        out.append(node)
    changed = len(out) > len(block) or any(inside)
    block[:] = out
    return changed


def _named(tree: e.Expr, counter: Counter, out: s.Block, node: s.Stmt) -> e.Expr:
    if not _display(tree):
        return tree
    items: list[e.Expr] = []
    for item in tree.items:  # type: ignore[attr-defined]
        if _display(item):
            name = counter.name("list_")
            out.append(s.Assign(name, _named(item, counter, out, node), origin=node.origin))
            item = e.Var(name)
        items.append(item)
    return e.Sequence("list", tuple(items))


class _Spelling(Changes):
    """The rewriting of one function."""

    def block(self, block: s.Block) -> None:
        """Rewrite the statements of a block."""
        whole: s.Block = []
        for node in block:
            for inner in blocks(node):
                self.block(inner)
            self.out, self.node = [], node
            if self.statement(node):
                self.changed = True
                whole += self.out
            else:
                whole.append(node)
        block[:] = whole

    def statement(self, node: s.Stmt) -> bool:
        """Spell a statement out, or leave it."""
        match node:
            case s.Assign(target, tree) if self.varied(tree):
                return self.value(target, tree)
            case s.Unpack(targets, e.Var() as xs, int(star)) if self.varied(xs) and self.source(xs):
                self.unpack(targets, xs, star)
                return True
            case s.Evaluate(e.Call(e.Attr(e.Var() as xs, "sort"), (), kwargs)) if (
                (kwargs or self.nested(xs)) and self.list_(xs)
                and (self.varied(xs) or self.made_here(dict(kwargs).get("key", e.NONE)))
            ):  # fmt: skip
                ordered = self.bind("ordered", e.Call(e.Ref("sorted", sorted), (xs,), kwargs))
                self.counted((self.length(xs),), lambda j: self.replaced(xs, j, ordered))
                return True
            case s.Evaluate(e.Call(e.Attr(e.Var() as xs, method), args, ())) if self.list_(xs):
                found = getattr(self, f"_{method}", None)
                given = any(map(self.varied, args)) or self.varied(xs)
                return found is not None and given and found(xs, args) is not False
            case s.Evaluate(e.Call(func, (e.Var() as xs, index), ())) if func == DELETE_ITEM:
                if not (self.list_(xs) and self.varied(xs)):
                    return False
                if isinstance(index, e.Slice):
                    return self.deleted(xs, index)
                self.check_place(index, node)
                self.take(xs, index)
                return True
            case s.Store(e.Var() as xs, e.Slice() as part, value) if self.list_(xs):
                changes = self.varied(xs) or self.varied(value)
                return changes and self.stored(xs, part, value)
            case s.Augment(e.Var() as xs, None, "+", value) if self.list_(xs):
                self.check_extended(value, node)
                if not (self.varied(xs) or self.varied(value)):
                    return False
                return self._extend(xs, (value,)) is not False
            case s.Augment(e.Var() as xs, e.Expr() as index, "+", value) if self.nested(xs):
                self.check_extended(value, node)
                if not (self.varied(xs) or self.varied(value)):
                    return False
                row = self.bind("row", node.old or e.Item(xs, index))
                return self._extend(row, (value,)) is not False
        return False

    def check_place(self, index: e.Expr, node: s.Stmt) -> None:
        """Refuse to delete what a slice tells whose bounds are not known by name."""
        if k.general(self.kind_of(index)) == k.Opaque(slice):
            raise UnsupportedSyntaxError(
                "a part of a list is deleted that a slice tells whose bounds change",
                "write the bounds where it is deleted, `del xs[a:b]`",
                node.origin,
            )

    def check_extended(self, value: e.Expr, node: s.Stmt) -> None:
        """Refuse `xs += array`, by which a list becomes an array."""
        if isinstance(k.general(self.kind_of(value)), k.Array | k.Scalar):
            raise UnsupportedSyntaxError(
                "a list and an array, added, make an array: the list is one no more",
                "use `xs.extend(array)`, or make an array first",
                node.origin,
            )

    def made_here(self, key: e.Expr) -> bool:
        """Is it a function of the program, which may read active values?"""
        return isinstance(self.kind_of(key), k.Function)

    def value(self, target: str, tree: e.Expr) -> bool:
        """An operation that gives a new list, or a number of one."""
        match tree:
            case e.Item(e.Var() as xs, e.Slice() as span) if self.list_(xs):
                places = self.bind("places", e.Call(RANGE, (self.length(xs),)))
                steps = self.bind("part", e.Item(places, span))
                made = self.empty()
                with_index = self.loop(steps, lambda j: e.Item(steps, j))
                self.out += with_index(lambda at: self.add(made, e.Item(xs, at)))
            case e.Sequence("list", items) if any(isinstance(i, e.Star) for i in items):
                made = self.empty()
                parts = [
                    i.value if isinstance(i, e.Star) else e.Sequence("list", (i,)) for i in items
                ]
                if not all(self.source(p) or isinstance(p, e.Sequence) for p in parts):
                    return False
                for part in parts:
                    self.all_of(made, part)
            case e.Call(e.Attr(e.Var() as xs, "copy"), (), ()) if self.list_(xs):
                made = self.copy(xs)
            case e.Call(e.Ref(_, function), (e.Var() as xs,), ()) if (
                function is list and self.kind_of(xs) != k.Unknown() and self.source(xs)
            ):
                made = self.copy(xs)
            case e.Call(e.Attr(e.Var() as xs, "pop"), (index,), ()) if self.list_(
                xs
            ) and not self.at_front(xs, index):
                self.emit(s.Assign(target, e.Item(xs, index)))
                self.take(xs, index)
                return True
            case e.Binary("+", left, right) if self.list_(left) and self.list_(right):
                made = self.empty()
                return (
                    self.all_of(made, left) and self.all_of(made, right) and self.done(target, made)
                )
            case e.Binary("*", left, right):
                held, count = (left, right) if self.list_(left) else (right, left)
                if not self.list_(held) or not isinstance(k.general(self.kind_of(count)), k.Int):
                    return False
                return self.repeated(target, held, count)
            case e.Call(e.Ref(_, math.prod), (e.Var() as xs,), kwargs) if (
                self.source(xs) and not self.written_out(xs) and {n for n, _ in kwargs} <= {"start"}
            ):
                self.multiply(target, xs, dict(kwargs).get("start", e.Const(1)))
                return True
            case e.Call(e.Ref(_, math.fsum) as fsum, (e.Var() as xs,), ()) if (
                self.source(xs) and not self.list_(xs) and not self.written_out(xs)
            ):
                self.emit(s.Assign(target, e.Call(fsum, (self.copy(xs),))))
                return True
            case e.Call(e.Ref(_, function), (rows, start), ()) if function is sum and self.list_(
                start
            ):
                return self.joined(target, rows, start)
            case e.Call(e.Ref(_, function), (e.Var() as xs, *rest), kwargs) if self.list_(xs):
                return self.call(target, function, tree, xs, rest, kwargs)
            case _:
                return False
        return self.done(target, made)

    def multiply(self, target: str, xs: e.Var, start: e.Expr) -> None:
        """The product of the elements, from left to right."""
        length = self.length(xs)
        total = self.counter.name("total")
        self.emit(s.Assign(total, start))

        def times(j: e.Var) -> s.Block:
            item = self.counter.name("item")
            product = e.Binary("*", e.Var(total), e.Var(item))
            return [
                s.Assign(item, e.Item(xs, j), origin=self.node.origin),
                s.Assign(total, product, origin=self.node.origin),
            ]

        self.counted((length,), times)
        self.emit(s.Assign(target, e.Var(total)))

    def joined(self, target: str, rows: e.Expr, start: e.Expr) -> bool:
        """`sum(rows, [])`: one list behind the other."""
        before, self.out = self.out, []
        made = self.empty()
        known = self.all_of(made, start)
        if isinstance(rows, e.Sequence):
            known &= all(self.list_(row) and self.all_of(made, row) for row in rows.items)
        elif self.nested(rows):
            self.counted((self.length(rows),), lambda j: self.elements(made, e.Element(rows, j)))
        else:
            known = False
        self.out = [*before, *self.out] if known else before
        return known and self.done(target, made)

    def elements(self, made: e.Expr, row: e.Expr) -> s.Block:
        """The statements that append all elements of a list."""
        held, length, j = (e.Var(self.counter.name(n)) for n in ("row", "length", "place"))
        body = self.add(made, e.Item(held, j))
        out: s.Block = [
            s.Assign(held.name, row),
            s.Assign(length.name, e.Call(LEN, (held,))),
            s.For(j.name, e.Call(RANGE, (length,)), body),
        ]
        for node in out:
            node.origin = self.node.origin
        return out

    def repeated(self, target: str, xs: e.Expr, count: e.Expr) -> bool:
        made = self.empty()
        before, self.out = self.out, []
        if not self.all_of(made, xs):
            self.out = before
            return False
        body, self.out = self.out, before
        self.emit(s.For(self.counter.name("place"), e.Call(RANGE, (count,)), body))
        return self.done(target, made)

    def unpack(self, targets: tuple[str, ...], xs: e.Var, star: int) -> None:
        """`first, *rest, last = xs`."""
        behind = len(targets) - star - 1
        for position, target in enumerate(targets[:star]):
            self.emit(s.Assign(target, e.Item(xs, e.Const(position))))
        stop = self.bind("stop", e.Binary("-", self.length(xs), e.Const(behind)))
        made = self.empty()
        self.counted((e.Const(star), stop), lambda j: self.add(made, e.Item(xs, j)))
        self.emit(s.Assign(targets[star], made))
        for position, target in enumerate(targets[star + 1 :]):
            self.emit(s.Assign(target, e.Item(xs, e.Const(position - behind))))

    # -- functions --------------------------------------------------------------------------

    def call(
        self, target: str, function: object, tree: e.Call, xs: e.Var, rest: list[e.Expr],
        kwargs: tuple[tuple[str, e.Expr], ...],
    ) -> bool:  # fmt: skip
        """A function of a list: NumPy's take the array that it makes of it."""
        if function in (min, max) and not rest and not kwargs:
            if target.startswith("most."):
                return False
            most = self.bind("most", tree)  # the first of those that tie, as Python takes it
            place = self.bind("place", e.Call(e.Attr(xs, "index"), (most,)))
            return self.done(target, e.Item(xs, place))
        if function in JOINING and self.nested(xs):
            return self.done(target, e.Call(tree.func, (self.arrays(xs), *rest), kwargs))
        if function is sorted and not rest and not kwargs:
            made = self.ordered(xs)
            return made is not None and self.done(target, made)
        of_numpy = (getattr(function, "__module__", None) or "").partition(".")[0] == "numpy"
        if not (of_numpy or isinstance(function, np.ufunc)) or function in JOINING:
            return False
        if not self.has_rule(function):
            return False
        values = self.bind("values", e.Call(ARRAY, (xs,)))
        return self.done(target, e.Call(tree.func, (values, *rest), kwargs))


def _display(tree: e.Expr) -> bool:
    return isinstance(tree, e.Sequence) and tree.form == "list"
