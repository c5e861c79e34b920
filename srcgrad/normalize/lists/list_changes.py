"""What changes a list whose length only the run knows, by `append`, `pop` and single stores."""

from __future__ import annotations

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.arrays.effects import DELETE_ITEM
from srcgrad.normalize.lists.list_building import ARRAY, RANGE, Building

LIST = e.Ref("list", list)


class Changes(Building):
    """The methods that change lists, and stores into their slices."""

    def at_front(self, xs: e.Expr, index: e.Expr) -> bool:
        """Is it the first place of a list of numbers, whose adjoint is a list that follows?"""
        kind = self.kind_of(xs)
        return index == e.Const(0) and isinstance(kind, k.List) and k.is_number(kind.element)

    def take(self, xs: e.Expr, index: e.Expr) -> None:
        """The elements behind a position move up; the last one goes."""
        if self.at_front(xs, index):
            self.emit(s.Evaluate(e.Call(e.Attr(xs, "pop"), (index,))))
            return
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

    def _extend(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        return self.all_of(xs, args[0])

    def _reverse(self, xs: e.Expr, args: tuple[e.Expr, ...]) -> bool:
        length = self.length(xs)
        half = self.bind("half", e.Binary("//", length, e.Const(2)))
        last = self.bind("last", e.Binary("-", length, e.Const(1)))

        def swapped(j: e.Var) -> s.Block:
            other, first, second = (
                e.Var(self.counter.name(n)) for n in ("position", "item", "item")
            )
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
        if self.at_front(xs, args[0]):
            return False
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
        if not args or self.at_front(xs, args[0]):
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
        self.counted((self.length(xs),), lambda j: self.replaced(xs, j, made))
        return True

    def replaced(self, xs: e.Expr, j: e.Var, made: e.Var) -> s.Block:
        """The statements that put another list's element in place of one."""
        held = self.counter.name("item")
        return [
            s.Assign(held, e.Item(made, j), origin=self.node.origin),
            s.Store(xs, j, e.Var(held), origin=self.node.origin),
        ]

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

    def stored(self, xs: e.Expr, part: e.Slice, value: e.Expr) -> bool:
        """`xs[a:b] = value`: what stands there goes, whatever the number of elements."""
        if not (isinstance(value, e.Sequence) or self.source(value)):
            return False
        if part.step is not None and self.kind_of(part.step) not in (k.Known(None), k.Known(1)):
            return self._spaced(xs, part, value)
        length, made = self.length(xs), self.empty()
        places = self.bind("places", e.Call(RANGE, (length,)))
        start: e.Expr = e.Const(0)
        if part.lower is not None:
            start = self.length(self.bind("before", e.Item(places, e.Slice(None, part.lower))))
        stop: e.Expr = length
        if part.upper is not None:
            behind = self.length(self.bind("behind", e.Item(places, e.Slice(part.upper))))
            stop = self.bind("stop", e.Binary("-", length, behind))
            stop = self.bind("stop", e.Call(e.Ref("max", max), (start, stop)))
        self.counted((start,), lambda j: self.add(made, e.Item(xs, j)))
        if not self.all_of(made, value):
            return False
        self.counted((stop, length), lambda j: self.add(made, e.Item(xs, j)))
        self._clear(xs, ())
        self.counted((self.length(made),), lambda j: self.add(xs, e.Item(made, j)))
        return True

    def deleted(self, xs: e.Expr, part: e.Slice) -> bool:
        """`del xs[::2]`: what is left comes in again."""
        if part.step is None:
            return self.stored(xs, part, e.Sequence("list", ()))
        numbers = self.bind("places", e.Call(RANGE, (self.length(xs),)))
        places, made = self.bind("places", e.Call(LIST, (numbers,))), self.empty()
        self.emit(s.Evaluate(e.Call(DELETE_ITEM, (places, part))))
        self.out += self.loop(places, lambda j: e.Item(places, j))(
            lambda at: self.add(made, e.Item(xs, at))
        )
        self._clear(xs, ())
        self.counted((self.length(made),), lambda j: self.add(xs, e.Item(made, j)))
        return True

    def _spaced(self, xs: e.Expr, part: e.Slice, value: e.Expr) -> bool:
        """`xs[a:b:2] = value`: one element for each place, and Python counts them."""
        assert part.step is not None
        step = self.kind_of(part.step)
        if not isinstance(step, k.Known) or type(step.value) is not int:
            return False  # a step of 1, which only the run would know, changes the length
        made = self.empty()
        if not self.all_of(made, value):
            return False
        places = self.bind("places", e.Call(RANGE, (self.length(xs),)))
        chosen = self.bind("part", e.Item(places, part))
        given, wanted = self.length(made), self.length(chosen)
        text = (
            *("attempt to assign sequence of size ", (given, "", "")),
            *(" to extended slice of size ", (wanted, "", "")),
        )
        said = e.Var(self.counter.name("text"))
        error = e.Call(e.Ref("ValueError", ValueError), (said,))
        other = self.bind("other", e.Compare("!=", given, wanted))
        raised = [s.Assign(said.name, e.Text(text)), s.Raise(error)]
        for node in raised:
            node.origin = self.node.origin
        self.emit(s.If(other, raised, []))

        def stored(j: e.Var) -> s.Block:
            place, held = self.counter.name("place"), self.counter.name("item")
            return [
                s.Assign(place, e.Item(chosen, j), origin=self.node.origin),
                s.Assign(held, e.Item(made, j), origin=self.node.origin),
                s.Store(xs, e.Var(place), e.Var(held), origin=self.node.origin),
            ]

        self.counted((wanted,), stored)
        return True
