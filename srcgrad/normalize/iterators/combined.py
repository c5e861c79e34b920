"""`product`, `combinations` and `permutations`: loops within loops over pools of elements.

for i, j in product(a, b):         for i in a:
...                   ->           for j in b:
...

How many elements are taken together may be known to the run only; then their places are listed:

for c in combinations(xs, r):      for places in places_together(combinations, len(xs), r):
...                   ->               c = tuple([xs[i] for i in places])
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.elements import Each, Element, Receive
from srcgrad.normalize.iterators.indexed import LEN, RANGE
from srcgrad.normalize.iterators.library import called
from srcgrad.normalize.iterators.untouched import fixed
from srcgrad.normalize.iterators.zipped import ours
from srcgrad.normalize.scope import Scope
from srcgrad.runtime import places_of_product, places_together


def product(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    """`product(a, b)`, and `product(a, repeat=2)`."""
    times = _constant(scope, keywords.get("repeat"), 1)
    if times is None or any(isinstance(a, gast.Starred) for a in node.args):
        return _product_of_many(scope, node, keywords, receive, each)
    pools = [_pool(scope, argument, each) for argument in node.args] * times

    def nest(number: int, found: tuple[e.Expr, ...]) -> None:
        if number == len(pools):
            receive(Element(scope, e.Sequence("tuple", found)))
            return
        pool = pools[number]
        if isinstance(pool, e.Var):
            inner = lambda element: nest(number + 1, (*found, element.value()))  # noqa: E731
            each(scope, ours(pool.name), inner)
            return
        k = scope.counter.name("position")
        with scope.block() as body:
            nest(number + 1, (*found, e.Var(k)))
        scope.emit(s.For(k, pool, body))

    nest(0, ())


def combined(repeated: bool) -> Callable[..., None]:
    """`combinations`, and those with replacement."""

    def handler(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
        pool, length = _listed(scope, node.args[0], each)
        given = node.args[1] if len(node.args) > 1 else keywords["r"]
        count = _constant(scope, given)
        if count is None:
            return _placed(scope, node, pool, (length, atom(scope, given)), receive)

        def nest(number: int, start: e.Expr, found: tuple[e.Expr, ...]) -> None:
            if number == count:
                receive(Element(scope, e.Sequence("tuple", found)))
                return
            k = scope.counter.name("position")
            with scope.block() as body:
                value = _element(scope, pool, e.Var(k))
                after: e.Expr = e.Var(k)
                if not repeated and number + 1 < count:
                    after = scope.temporary(e.Binary("+", after, e.Const(1)), "position")
                nest(number + 1, after, (*found, value))
            scope.emit(s.For(k, e.Call(RANGE, (start, length)), body))

        nest(0, e.Const(0), ())

    return handler


def permuted(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    """`permutations`."""
    pool, length = _listed(scope, node.args[0], each)
    given = node.args[1] if len(node.args) > 1 else keywords.get("r")
    count = _constant(scope, given)
    if count is None:
        number = e.NONE if given is None else atom(scope, given)
        return _placed(scope, node, pool, (length, number), receive)

    def nest(found: tuple[e.Expr, ...], places: tuple[e.Expr, ...]) -> None:
        if len(found) == count:
            receive(Element(scope, e.Sequence("tuple", found)))
            return
        k = scope.counter.name("position")

        def apart(others: tuple[e.Expr, ...]) -> None:
            if not others:
                value = _element(scope, pool, e.Var(k))
                nest((*found, value), (*places, e.Var(k)))
                return
            test = scope.temporary(e.Compare("!=", e.Var(k), others[0]), "test")
            with scope.block() as inner:
                apart(others[1:])
            scope.emit(s.If(test, inner, []))

        with scope.block() as body:
            apart(places)
        scope.emit(s.For(k, e.Call(RANGE, (length,)), body))

    nest((), ())


def _product_of_many(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    """`product(*rows)`, and `product(xs, repeat=n)`."""
    rows, lengths = (e.Var(scope.counter.name(name)) for name in ("pools", "lengths"))
    scope.emit(s.Assign(rows.name, e.Sequence("list", ())))
    scope.emit(s.Assign(lengths.name, e.Sequence("list", ())))

    def add(argument: Any) -> None:
        pool, length = _listed(scope, argument, each)
        row = pool if isinstance(pool, e.Var) else scope.temporary(pool, "pool")
        scope.emit(s.Evaluate(e.Call(e.Attr(rows, "append"), (row,))))
        scope.emit(s.Evaluate(e.Call(e.Attr(lengths, "append"), (length,))))

    def add_row(row: Element) -> None:
        add(ours(scope.temporary(row.value(), "row").name))

    single = None
    for argument in node.args:
        if isinstance(argument, gast.Starred):
            each(scope, argument.value, add_row)
        elif len(node.args) == 1:
            single, length = _listed(scope, argument, each)
            scope.emit(s.Evaluate(e.Call(e.Attr(lengths, "append"), (length,))))
        else:
            add(argument)
    repeat = keywords.get("repeat")
    times = e.Const(1) if repeat is None else atom(scope, repeat)
    made = e.Call(e.Ref("places_of_product", places_of_product), (lengths, times))

    def element(number: e.Expr, place: e.Expr) -> e.Expr:
        if single is not None:
            return _element(scope, single, place)
        if times != e.Const(1):
            count = scope.temporary(e.Call(LEN, (rows,)), "length")
            number = scope.temporary(e.Binary("%", number, count), "position")
        row = scope.temporary(e.Item(rows, number), "pool")
        return scope.temporary(e.Item(row, place), "element")

    _by_places(scope, made, element, receive)


def _placed(scope: Scope, node: Any, pool: e.Expr, given: Any, receive: Receive) -> None:
    taken = called(scope, node)
    function = e.Ref(f"itertools.{taken.__name__}", taken)
    made = e.Call(e.Ref("places_together", places_together), (function, *given))
    _by_places(scope, made, lambda _, place: _element(scope, pool, place), receive)


def _by_places(
    scope: Scope, made: e.Expr, element: Callable[[e.Expr, e.Expr], e.Expr], receive: Receive
) -> None:
    """For each row of places, the elements at these places."""
    rows = scope.temporary(made, "rows")
    row, picked, k = (scope.counter.name(name) for name in ("places", "picked", "position"))
    with scope.block() as body:
        scope.emit(s.Assign(picked, e.Sequence("list", ())))
        length = scope.temporary(e.Call(LEN, (e.Var(row),)), "length")
        with scope.block() as inner:
            place = scope.temporary(e.Item(e.Var(row), e.Var(k)), "place")
            value = element(e.Var(k), place)
            scope.emit(s.Evaluate(e.Call(e.Attr(e.Var(picked), "append"), (value,))))
        scope.emit(s.For(k, e.Call(RANGE, (length,)), inner))
        together = scope.temporary(e.Call(e.Ref("tuple", tuple), (e.Var(picked),)), "together")
        receive(Element(scope, together))
    scope.emit(s.For(row, rows, body))


def _constant(scope: Scope, node: Any, default: int | None = None) -> int | None:
    """How many elements are taken together, if that is written out."""
    if node is None:
        return default
    known = isinstance(node, gast.Constant) and type(node.value) is int and node.value > 0
    return int(node.value) if known else None


def _pool(scope: Scope, node: Any, each: Each) -> e.Expr:
    """The elements, read once, as Python does before it combines them: a range, or a list."""
    if called(scope, node) is range and not node.keywords:
        return e.Call(RANGE, tuple(fixed(scope, atom(scope, a)) for a in node.args))
    if getattr(node, "own", False):
        return atom(scope, node)
    name = scope.counter.name("pool")
    scope.emit(s.Assign(name, e.Sequence("list", ())))

    def receive(element: Element) -> None:
        append = e.Attr(e.Var(name), "append")
        scope.emit(s.Evaluate(e.Call(append, (element.value(),))))

    each(scope, node, receive)
    return e.Var(name)


def _listed(scope: Scope, node: Any, each: Each) -> tuple[e.Expr, e.Expr]:
    """The elements, as `_element` takes them, and their number."""
    pool = _pool(scope, node, each)
    if _counts(pool):
        return pool, pool.args[0]
    held = pool if isinstance(pool, e.Var) else scope.temporary(pool, "pool")
    return held, scope.temporary(e.Call(LEN, (held,)), "length")


def _element(scope: Scope, pool: e.Expr, place: e.Expr) -> e.Expr:
    return place if _counts(pool) else scope.temporary(e.Item(pool, place), "element")


def _counts(pool: e.Expr) -> TypeGuard[e.Call]:
    """Is it `range(n)`, of which each element is its place?"""
    return isinstance(pool, e.Call) and len(pool.args) == 1
