"""`product`, `combinations` and `permutations`: loops within loops over pools of elements.

for i, j in product(a, b):         for i in a:
...                   ->           for j in b:
...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.elements import Each, Element, Receive
from srcgrad.normalize.expressions import atom, operation
from srcgrad.normalize.indexed import LEN, RANGE, fixed
from srcgrad.normalize.library import called
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.zipped import ours


def product(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    """`product(a, b)`, and `product(a, repeat=2)`."""
    times = _constant(scope, keywords.get("repeat"), node, 1)
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
        k = scope.counter.name("k")
        with scope.block() as body:
            nest(number + 1, (*found, e.Var(k)))
        scope.emit(s.For(k, pool, body))

    nest(0, ())


def combined(repeated: bool) -> Callable[..., None]:
    """`combinations`, and those with replacement."""

    def handler(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
        pool, length = _listed(scope, node.args[0], each)
        count = _constant(scope, node.args[1] if len(node.args) > 1 else keywords.get("r"), node, 0)

        def nest(number: int, start: e.Expr, found: tuple[e.Expr, ...]) -> None:
            if number == count:
                receive(Element(scope, e.Sequence("tuple", found)))
                return
            k = scope.counter.name("k")
            with scope.block() as body:
                value = scope.temporary(e.Item(pool, e.Var(k)), "element")
                after: e.Expr = e.Var(k)
                if not repeated and number + 1 < count:
                    after = scope.temporary(e.Binary("+", after, e.Const(1)), "k")
                nest(number + 1, after, (*found, value))
            scope.emit(s.For(k, e.Call(RANGE, (start, length)), body))

        nest(0, e.Const(0), ())

    return handler


def permuted(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    """`permutations`."""
    pool, length = _listed(scope, node.args[0], each)
    count = _constant(scope, node.args[1] if len(node.args) > 1 else keywords.get("r"), node, 0)

    def nest(found: tuple[e.Expr, ...], places: tuple[e.Expr, ...]) -> None:
        if len(found) == count:
            receive(Element(scope, e.Sequence("tuple", found)))
            return
        k = scope.counter.name("k")

        def apart(others: tuple[e.Expr, ...]) -> None:
            if not others:
                value = scope.temporary(e.Item(pool, e.Var(k)), "element")
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


def _constant(scope: Scope, node: Any, call: Any, default: int) -> int:
    if node is None and default:
        return default
    tree = operation(scope, node) if node is not None else e.NONE
    if not isinstance(tree, e.Const) or type(tree.value) is not int or tree.value < 1:
        scope.refuse(call, "the number of elements taken together must be written out", "write 2")
    return tree.value


def _pool(scope: Scope, node: Any, each: Each) -> e.Expr:
    """The elements, read once, as Python does before it combines them: a range, or a list."""
    if called(scope, node) is range and not node.keywords:
        return e.Call(RANGE, tuple(fixed(scope, atom(scope, a)) for a in node.args))
    name = scope.counter.name("pool")
    scope.emit(s.Assign(name, e.Sequence("list", ())))

    def receive(element: Element) -> None:
        append = e.Attr(e.Var(name), "append")
        scope.emit(s.Evaluate(e.Call(append, (element.value(),))))

    each(scope, node, receive)
    return e.Var(name)


def _listed(scope: Scope, node: Any, each: Each) -> tuple[e.Var, e.Var]:
    """The elements as a sequence that can be indexed, and its length."""
    pool = _pool(scope, node, each)
    held = pool if isinstance(pool, e.Var) else scope.temporary(pool, "pool")
    return held, scope.temporary(e.Call(LEN, (held,)), "length")
