"""`*items` and `**items` in calls and displays, once it is known what is in them.

area(*sides)            ->         sides_0 = sides[0]
                                   sides_1 = sides[1]
                                   area(sides_0, sides_1)
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, nodes, rebuild, replace
from srcgrad.late import dataclass, field
from srcgrad.normalize.scope import Counter

KindOf = Callable[[e.Expr], k.Kind]
Arity = Callable[[e.Call], range]  # how many positional arguments a call may have
OF_NUMBERS = (max, min, math.hypot)  # they take as many as there are
MOST = 6  # numbers of elements that are told apart
ROWS = 16  # numbers of rows that a tuple of them is written out for


@dataclass
class Spread:
    """Spreads out what it can in a program."""

    kind_of: KindOf
    arity: Arity
    before_rest: Callable[[e.Call], int]  # positional arguments that do not go to `*args`
    counter: Counter
    made: s.Block = field(default_factory=list)
    changed: bool = False
    caught: bool = False  # is what is raised here dealt with by the program?

    def block(self, block: s.Block) -> s.Block:
        """A block with the elements read before the statements that take them."""
        out: s.Block = []
        for node in block:
            outer = self.caught
            self.caught |= isinstance(node, s.Attempt | s.Ensure | s.With)
            for inner in blocks(node):
                inner[:] = self.block(inner)
            self.caught = outer
            if any(_concerned(part) for tree in expressions(node) for part in nodes(tree)):
                self.made = []
                chosen = self.by_count(node)
                if chosen is not None:
                    out += chosen
                    continue
                self.site = node
                replace(node, self.tree)
                out += self.made
            out.append(node)
        return out

    def by_count(self, node: s.Stmt) -> s.Block | None:
        """`f(*xs)` of a function with defaults: a branch for each number of elements."""
        if not isinstance(node, s.Assign | s.Evaluate) or not isinstance(node.value, e.Call):
            return None
        held, counts = self._wanted(node.value)
        if held is None or len(counts) > MOST or len(counts) < 2:
            return None
        self.changed, self.site, self.made = True, node, []
        length = self.read(e.Call(e.Ref("len", len), (held,)), "length")
        head, chosen = self.made, self._with(node, held, counts[-1])
        for count in reversed(counts[:-1]):
            self.made = []
            test = self.read(e.Compare("==", length, e.Const(count)), "test")
            branch = s.If(test, self._with(node, held, count), chosen, origin=node.origin)
            chosen = [self.made[0], branch]
        return [*head, *chosen]

    def _with(self, node: s.Assign | s.Evaluate, held: e.Expr, count: int) -> s.Block:
        """The statement, with so many elements in the place of a star."""
        before, self.made = self.made, []
        names, call = self.unpacked(held, count), node.value
        assert isinstance(call, e.Call)
        twin = copy.copy(node)
        args = [x for a in call.args for x in (names if isinstance(a, e.Star) else [a])]
        twin.value = e.Call(call.func, tuple(args), call.kwargs)
        found, self.made = [*self.made, twin], before
        return found

    def tree(self, tree: e.Expr) -> e.Expr:
        """An expression without the stars whose elements are known."""
        match tree:
            case e.Call(e.Ref(target=form), (e.Var() as held,), ()) if (
                form in (tuple, list) and self.count(held) is not None
            ):
                name = "tuple" if form is tuple else "list"
                return e.Sequence(name, self.items((e.Star(held),), None))
            case e.Call(e.Ref(_, function), (e.Var() as held,), ()) if (
                function is tuple and 0 < self.rows(held) <= ROWS
            ):
                return e.Sequence("tuple", tuple(self.unpacked(held, self.rows(held))))
            case e.Call(e.Ref(target=form), (e.Star(e.Var() as held),), kwargs) if (
                self.numbers(held) and form in OF_NUMBERS and {n for n, _ in kwargs} <= {"key"}
            ):
                return self.of_numbers(tree, held)
            case e.Call(func, args, kwargs):
                args = self.items(args, tree)
                return e.Call(self.tree(func), args, self.keywords(kwargs))
            case e.Binary("+", left, right) if self.whole_numbers(left) and self.whole_numbers(
                right
            ):
                given = [
                    *(left.items if isinstance(left, e.Sequence) else [e.Star(left)]),
                    *(right.items if isinstance(right, e.Sequence) else [e.Star(right)]),
                ]
                self.changed = True
                return e.Sequence("list", self.items(tuple(given), None))
            case e.Sequence(form, items):
                return e.Sequence(form, self.items(items, None))
            case e.Mapping(keys, values) if any(isinstance(key, e.Star) for key in keys):
                return self.mapping(keys, values)
        return rebuild(tree, self.tree)

    def items(self, items: tuple[e.Expr, ...], call: e.Call | None) -> tuple[e.Expr, ...]:
        out: list[e.Expr] = []
        for item in items:
            if not isinstance(item, e.Star):
                out.append(self.tree(item))
                continue
            count = self.count(item.value)
            if count is None and call is not None:
                _, counts = self._wanted(call)
                if len(counts) == 1:
                    out += self.unpacked(item.value, counts[0])
                    continue
                lead = self.before_rest(call) - len(call.args) + 1
                if lead > 0 and item is call.args[-1] and self.many(item.value):
                    out += self.with_rest(item.value, lead)
                    continue
            if count is None:
                out.append(item)
                continue
            self.changed = True
            kind, stem = self.kind_of(item.value), _stem(item.value)
            if isinstance(kind, k.Range) and kind.value is not None:
                out += map(e.Const, kind.value)
                continue
            out += [self.read(e.Item(item.value, e.Const(n)), f"{stem}_{n}") for n in range(count)]
        return tuple(out)

    def rows(self, value: e.Expr) -> int:
        """The number of rows of an array, if it is fixed; 0 otherwise."""
        match self.kind_of(value):
            case k.Array(_, (int(length), *_)):
                return length
        return 0

    def numbers(self, value: e.Expr) -> bool:
        """Is it a vector, or a list of numbers, of which only the run knows the length?"""
        match self.kind_of(value):
            case k.Array(_, (_,)):
                return not self.caught
            case k.List(None, element):
                return k.is_number(element) and not self.caught
        return False

    def of_numbers(self, tree: e.Call, held: e.Var) -> e.Expr:
        """`max(*x)` is `max(x)` of two numbers or more, `math.hypot(*x)` the distance from 0."""
        self.changed = True
        length = self.read(e.Call(e.Ref("len", len), (held,)), "length")
        if isinstance(tree.func, e.Ref) and tree.func.target is math.hypot:
            origin = self.read(e.Call(e.Ref("np.zeros", np.zeros), (length,)), "origin")
            return e.Call(e.Ref("math.dist", math.dist), (held, origin))
        few = self.read(e.Compare("<", length, e.Const(2)), "test")
        text = e.Const(f"{tree.func} expected at least two arguments")
        raised = s.Raise(e.Call(e.Ref("TypeError", TypeError), (text,)), origin=self.site.origin)
        self.made.append(s.If(few, [raised], [], origin=self.site.origin))
        return e.Call(tree.func, (held,), tree.kwargs)

    def count(self, value: e.Expr) -> int | None:
        """The number of elements of what is spread, if it is fixed."""
        match self.kind_of(value):
            case k.Known(tuple() as held):
                return len(held)
            case k.Tuple(items, _):
                return len(items)
            case k.List(tuple() as items, _):
                return len(items)
            case k.Range(range() as held) if len(held) <= MOST:
                return len(held)
        return None

    def whole_numbers(self, value: e.Expr) -> bool:
        """Is it a list of a few integers, of axes for example?"""
        kind = self.kind_of(value)
        if not isinstance(kind, k.List) or kind.items is None or len(kind.items) > MOST:
            return False
        return all(isinstance(k.general(item), k.Int) for item in kind.items)

    def _wanted(self, call: e.Call) -> tuple[e.Expr | None, range]:
        """An `*array` of a call, and how many elements it may have for the callee's parameters."""
        stars = [a.value for a in call.args if isinstance(a, e.Star)]
        if len(stars) != 1 or not isinstance(self.kind_of(stars[0]), k.Array | k.List):
            return None, range(0)
        counts, others = self.arity(call), len(call.args) - 1
        return stars[0], range(max(counts.start - others, 0), counts.stop - others)

    def unpacked(self, value: e.Expr, count: int) -> list[e.Expr]:
        """Elements of an array: that it has as many, the run shows."""
        self.changed = True
        stem = _stem(value)
        names = [self.counter.name(f"{stem}_{n}") for n in range(count)]
        if self.caught and isinstance(self.site, s.Assign | s.Evaluate):
            self.fits(value, count)
        self.made.append(s.Unpack(tuple(names), value, origin=self.site.origin))
        return [e.Var(n) for n in names]

    def fits(self, value: e.Expr, count: int) -> None:
        """A call with too few or too many arguments raises TypeError: the program may catch it."""
        length = self.read(e.Call(e.Ref("len", len), (value,)), "length")
        other = self.read(e.Compare("!=", length, e.Const(count)), "test")
        text = e.Const(f"takes {count} of what is spread out")
        raised = s.Raise(e.Call(e.Ref("TypeError", TypeError), (text,)), origin=self.site.origin)
        self.made.append(s.If(other, [raised], [], origin=self.site.origin))

    def many(self, value: e.Expr) -> bool:
        """Is it an array, or a list, of which only the run knows how many elements it has?"""
        kind = self.kind_of(value)
        listed = isinstance(kind, k.List) and kind.items is None
        return not self.caught and (listed or (isinstance(kind, k.Array) and bool(kind.dims)))

    def with_rest(self, value: e.Expr, lead: int) -> list[e.Expr]:
        """The first elements, and a star of the others: `f(x, *xs)` of `f(a, b, *rest)`."""
        self.changed = True
        stem = _stem(value)
        first = [self.read(e.Item(value, e.Const(n)), f"{stem}_{n}") for n in range(lead)]
        others = e.Item(value, e.Slice(e.Const(lead), None, None))
        return [*first, e.Star(self.read(others, f"{stem}_rest"))]

    def keywords(self, kwargs: tuple[tuple[str, e.Expr], ...]) -> tuple[tuple[str, e.Expr], ...]:
        out: list[tuple[str, e.Expr]] = []
        for name, value in kwargs:
            held = self.kind_of(value)
            if name != "**":
                out.append((name, self.tree(value)))
            elif isinstance(held, k.Dict) and all(isinstance(key, str) for key in held.keys):
                self.changed = True
                out += [(key, self.read(e.Item(value, e.Const(key)), key)) for key in held.keys]
            else:
                out.append((name, value))
        given = [name for name, _ in out if name != "**"]
        for name in given:
            if given.count(name) > 1:
                raise UnsupportedSyntaxError(
                    f"the keyword argument `{name}` is given twice",
                    "give it once",
                    self.site.origin,
                )
        return tuple(out)

    def mapping(self, keys: tuple[e.Expr, ...], values: tuple[e.Expr, ...]) -> e.Expr:
        held: dict[Any, e.Expr] = {}
        for key, value in zip(keys, values, strict=True):
            if isinstance(key, e.Star):
                kind = self.kind_of(key.value)
                if not isinstance(kind, k.Dict):
                    return e.Mapping(keys, values)
                for one in kind.keys:
                    held[one] = self.read(e.Item(key.value, e.Const(one)), str(one))
            elif k.constant(self.kind_of(key)):
                held[k.value_of(self.kind_of(key))] = self.tree(value)
            else:
                return e.Mapping(keys, values)
        self.changed = True
        return e.Mapping(tuple(map(e.Const, held)), tuple(held.values()))

    def read(self, access: e.Expr, stem: str) -> e.Expr:
        name = self.counter.name(stem if stem.isidentifier() else "item")
        self.made.append(s.Assign(name, access, origin=self.site.origin))
        return e.Var(name)


def _concerned(part: e.Expr) -> bool:
    if not isinstance(part, e.Call):
        joined = isinstance(part, e.Binary) and part.op == "+"
        return isinstance(part, e.Star) or joined
    copies = isinstance(part.func, e.Ref) and part.func.target in (tuple, list)
    return copies or any(name == "**" for name, _ in part.kwargs)


def _stem(value: e.Expr) -> str:
    return value.name.partition(".")[0] if isinstance(value, e.Var) else "item"
