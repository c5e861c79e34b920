"""The statements of loops over lists whose lengths only the run knows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.scope import Counter

KindOf = Callable[[e.Expr], k.Kind]
RANGE, LEN = e.Ref("range", range), e.Ref("len", len)
ARRAY = e.Ref("np.array", np.array)


class Building:
    """Makes statements in place of one, `node`; they are gathered in `out`."""

    def __init__(
        self, kind_of: KindOf, counter: Counter, varied: Callable[[e.Expr], bool],
        has_rule: Callable[[object], bool],
    ) -> None:  # fmt: skip
        self.kind_of, self.counter, self.varied = kind_of, counter, varied
        self.has_rule = has_rule
        self.changed = False
        self.out: s.Block = []
        self.node: s.Stmt = s.Break()

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
            j = e.Var(self.counter.name("place"))
            position = e.Var(self.counter.name("position"))
            head = s.Assign(position.name, at(j), origin=self.node.origin)
            inner = [head, *body(position)]
            return [s.For(j.name, e.Call(RANGE, (length,)), inner, origin=self.node.origin)]

        return made

    def counted(self, bounds: tuple[e.Expr, ...], body: Callable[[e.Var], s.Block]) -> None:
        j = e.Var(self.counter.name("place"))
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
