"""Methods and operators of lists of active values become loops of `append`, `pop` and stores.

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

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks
from srcgrad.normalize.effects import DELETE_ITEM
from srcgrad.normalize.scope import Counter

KindOf = Callable[[e.Expr], k.Kind]
RANGE, LEN, LIST = e.Ref("range", range), e.Ref("len", len), e.Ref("list", list)
ARRAY = e.Ref("np.array", np.array)
JOINING = {
    np.array, np.asarray, np.stack, np.concatenate, np.vstack, np.hstack, np.column_stack,
}  # fmt: skip


def spell_lists(
    block: s.Block, kind_of: KindOf, counter: Counter, varied: Callable[[e.Expr], bool],
    has_rule: Callable[[object], bool],
) -> bool:  # fmt: skip
    """Rewrite a block in place; says whether anything was rewritten."""
    spelling = _Spelling(kind_of, counter, varied, has_rule)
    spelling.block(block)
    return spelling.changed


class _Spelling:
    """The rewriting of one function."""

    def __init__(
        self, kind_of: KindOf, counter: Counter, varied: Callable[[e.Expr], bool],
        has_rule: Callable[[object], bool],
    ) -> None:  # fmt: skip
        self.kind_of, self.counter, self.varied = kind_of, counter, varied
        self.has_rule = has_rule
        self.changed = False
        self.out: s.Block = []
        self.node: s.Stmt = s.Break()

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
            case s.Assign(target, e.Sequence("list", items)) if any(
                map(_display, items)
            ) and self.varied(e.Var(target)):
                named = [self.bind("list_", i) if _display(i) else i for i in items]
                self.emit(s.Assign(target, e.Sequence("list", tuple(named))))
                return True
            case s.Assign(target, tree) if self.varied(tree):
                return self.value(target, tree)
            case s.Unpack(targets, e.Var() as xs, int(star)) if self.varied(xs) and self.source(xs):
                self.unpack(targets, xs, star)
                return True
            case s.Evaluate(e.Call(e.Attr(e.Var() as xs, method), args, ())) if self.list_(xs):
                found = getattr(self, f"_{method}", None)
                given = any(map(self.varied, args)) or self.varied(xs)
                return found is not None and given and found(xs, args) is not False
            case s.Evaluate(e.Call(func, (e.Var() as xs, index), ())) if func == DELETE_ITEM:
                if not (self.list_(xs) and self.varied(xs)) or isinstance(index, e.Slice):
                    return False
                self.take(xs, index)
                return True
            case s.Augment(e.Var() as xs, None, "+", value) if self.list_(xs):
                if not (self.varied(xs) or self.varied(value)):
                    return False
                return self._extend(xs, (value,)) is not False
            case s.Augment(e.Var() as xs, e.Expr() as index, "+", value) if self.nested(xs):
                if not (self.varied(xs) or self.varied(value)):
                    return False
                row = self.bind("row", node.old or e.Item(xs, index))
                return self._extend(row, (value,)) is not False
        return False

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
            case e.Call(e.Attr(e.Var() as xs, "pop"), (index,), ()) if self.list_(xs):
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
            case e.Call(e.Ref(_, function), (e.Var() as xs, *rest), kwargs) if self.list_(xs):
                return self.call(target, function, tree, xs, rest, kwargs)
            case _:
                return False
        return self.done(target, made)

    # -- parts ------------------------------------------------------------------------------

    def list_(self, tree: e.Expr) -> bool:
        """Is it a list, of a length that only the run knows or written out?"""
        return isinstance(self.kind_of(tree), k.List)

    def written_out(self, tree: e.Expr) -> bool:
        """Is it a list of as many elements as it has names?"""
        kind = self.kind_of(tree)
        return isinstance(kind, k.List) and kind.items is not None

    def source(self, tree: e.Expr) -> bool:
        """Can it be gone through by index?"""
        kind = self.kind_of(tree)
        return isinstance(kind, k.List) or (isinstance(kind, k.Array) and bool(kind.dims))

    def emit(self, node: s.Stmt) -> None:
        node.origin = node.origin or self.node.origin
        self.out.append(node)

    def bind(self, stem: str, tree: e.Expr) -> e.Var:
        name = self.counter.name(stem)
        self.emit(s.Assign(name, tree))
        return e.Var(name)

    def length(self, xs: e.Expr) -> e.Var:
        return self.bind("length", e.Call(LEN, (xs,)))

    def empty(self) -> e.Var:
        return self.bind("list_", e.Sequence("list", ()))

    def nested(self, xs: e.Expr) -> bool:
        """Is it a list of lists?"""
        kind = self.kind_of(xs)
        return isinstance(kind, k.List) and isinstance(kind.element, k.List)

    def arrays(self, xs: e.Expr) -> e.Var:
        """The arrays that NumPy makes of the lists in a list."""
        made = self.empty()

        def one(j: e.Var) -> s.Block:
            row = e.Var(self.counter.name("row"))
            head = s.Assign(row.name, e.Item(xs, j), origin=self.node.origin)
            return [head, *self.add(made, e.Call(ARRAY, (row,)))]

        self.counted((self.length(xs),), one)
        return made

    def done(self, target: str, made: e.Expr) -> bool:
        self.emit(s.Assign(target, made))
        return True

    def add(self, made: e.Expr, tree: e.Expr) -> s.Block:
        """The statements that append an operation's value."""
        name = self.counter.name("item")
        call = e.Call(e.Attr(made, "append"), (e.Var(name),))
        return [
            s.Assign(name, tree, origin=self.node.origin),
            s.Evaluate(call, origin=self.node.origin),
        ]

    def loop(
        self, source: e.Expr, at: Callable[[e.Var], e.Expr]
    ) -> Callable[[Callable[[e.Expr], s.Block]], s.Block]:
        """A loop over the positions of a source; `at` is what the body is given."""
        length = self.length(source)

        def made(body: Callable[[e.Expr], s.Block]) -> s.Block:
            j = e.Var(self.counter.name("j"))
            position = e.Var(self.counter.name("k"))
            head = s.Assign(position.name, at(j), origin=self.node.origin)
            inner = [head, *body(position)]
            return [s.For(j.name, e.Call(RANGE, (length,)), inner, origin=self.node.origin)]

        return made

    def counted(self, bounds: tuple[e.Expr, ...], body: Callable[[e.Var], s.Block]) -> None:
        j = e.Var(self.counter.name("j"))
        self.emit(s.For(j.name, e.Call(RANGE, bounds), body(j)))

    def copy(self, xs: e.Expr) -> e.Var:
        made = self.empty()
        self.all_of(made, xs)
        return made

    def all_of(self, made: e.Expr, source: e.Expr) -> bool:
        """Append all elements of a source; False where it cannot be gone through."""
        if isinstance(source, e.Sequence):
            for item in source.items:
                self.out += self.add(made, item)
            return True
        if not isinstance(source, e.Var) or not self.source(source):
            return False
        length = self.length(source)
        self.counted((length,), lambda j: self.add(made, e.Item(source, j)))
        return True

    def repeated(self, target: str, xs: e.Expr, count: e.Expr) -> bool:
        made = self.empty()
        before, self.out = self.out, []
        if not self.all_of(made, xs):
            self.out = before
            return False
        body, self.out = self.out, before
        self.emit(s.For(self.counter.name("j"), e.Call(RANGE, (count,)), body))
        return self.done(target, made)

    def take(self, xs: e.Expr, index: e.Expr) -> None:
        """The elements behind a position move up; the last one goes."""
        length = self.length(xs)
        place = self.bind("place", e.Item(self.bind("places", e.Call(RANGE, (length,))), index))
        last = self.bind("last", e.Binary("-", length, e.Const(1)))

        def moved(j: e.Var) -> s.Block:
            after, held = self.counter.name("after"), self.counter.name("item")
            return [
                s.Assign(after, e.Binary("+", j, e.Const(1)), origin=self.node.origin),
                s.Assign(held, e.Item(xs, e.Var(after)), origin=self.node.origin),
                s.Store(xs, j, e.Var(held), origin=self.node.origin),
            ]

        self.counted((place, last), moved)
        self.bind("gone", e.Call(e.Attr(xs, "pop"), ()))

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

    # -- methods ----------------------------------------------------------------------------

    def _extend(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        return self.all_of(xs, args[0])

    def _reverse(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        length = self.length(xs)
        half = self.bind("half", e.Binary("//", length, e.Const(2)))
        last = self.bind("last", e.Binary("-", length, e.Const(1)))

        def swapped(j: e.Var) -> s.Block:
            other, first, second = (e.Var(self.counter.name(n)) for n in ("k", "item", "item"))
            return [
                s.Assign(other.name, e.Binary("-", last, j), origin=self.node.origin),
                s.Assign(first.name, e.Item(xs, j), origin=self.node.origin),
                s.Assign(second.name, e.Item(xs, other), origin=self.node.origin),
                s.Store(xs, j, second, origin=self.node.origin),
                s.Store(xs, other, first, origin=self.node.origin),
            ]

        self.counted((half,), swapped)
        return True

    def _insert(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        length = self.length(xs)
        places = self.bind("places", e.Call(RANGE, (length,)))
        before = self.bind("before", e.Item(places, e.Slice(None, args[0], None)))
        place = self.length(before)
        self.emit(s.Evaluate(e.Call(e.Attr(xs, "append"), (args[1],))))

        def moved(j: e.Var) -> s.Block:
            below, held = self.counter.name("below"), self.counter.name("item")
            return [
                s.Assign(below, e.Binary("-", j, e.Const(1)), origin=self.node.origin),
                s.Assign(held, e.Item(xs, e.Var(below)), origin=self.node.origin),
                s.Store(xs, j, e.Var(held), origin=self.node.origin),
            ]

        self.counted((length, place, e.Const(-1)), moved)
        self.emit(s.Store(xs, place, args[1]))
        return True

    def _clear(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        length = self.length(xs)

        def popped(j: e.Var) -> s.Block:
            gone = self.counter.name("gone")
            return [s.Assign(gone, e.Call(e.Attr(xs, "pop"), ()), origin=self.node.origin)]

        self.counted((length,), popped)
        return True

    def _pop(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        if not args:
            return False
        self.take(xs, args[0])
        return True

    def _remove(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        self.take(xs, self.bind("place", e.Call(e.Attr(xs, "index"), args)))
        return True

    def _sort(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        made = self.ordered(xs)
        if made is None:
            return False
        length = self.length(xs)

        def stored(j: e.Var) -> s.Block:
            held = self.counter.name("item")
            return [
                s.Assign(held, e.Item(made, j), origin=self.node.origin),
                s.Store(xs, j, e.Var(held), origin=self.node.origin),
            ]

        self.counted((length,), stored)
        return True

    def ordered(self, xs: e.Expr) -> e.Var | None:
        """A sorted list of numbers."""
        kind = self.kind_of(xs)
        if not isinstance(kind, k.List) or not k.is_number(kind.element):
            return None
        values = self.bind("values", e.Call(ARRAY, (xs,)))
        stable = (("kind", e.Const("stable")),)
        order = self.bind("order", e.Call(e.Ref("np.argsort", np.argsort), (values,), stable))
        made = self.empty()
        self.out += self.loop(order, lambda j: e.Item(order, j))(
            lambda at: self.add(made, e.Item(xs, at))
        )
        return made

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
