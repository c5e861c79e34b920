"""Iterables that take loops of their own: `filter`, and most of `itertools`.

for i, j in product(a, b):         for i in a:
...                   ->           for j in b:
...
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.combined import combined, permuted, product
from srcgrad.normalize.iterators.counted import sliced, together
from srcgrad.normalize.iterators.elements import Each, Element, Receive
from srcgrad.normalize.iterators.frozen import frozen
from srcgrad.normalize.iterators.indexed import indexable
from srcgrad.normalize.iterators.library import Named, called, lazy, meant
from srcgrad.normalize.iterators.steps import one_loop
from srcgrad.normalize.iterators.untouched import fixed, untouched
from srcgrad.normalize.iterators.zipped import ours
from srcgrad.normalize.jumps.marks import End
from srcgrad.normalize.scope import Scope


def stream(scope: Scope, node: Any, receive: Receive, each: Each) -> None:
    """Go through such an iterable."""
    function = called(scope, node)
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    arguments = [a for a in node.args if not isinstance(a, gast.Starred)]
    handler = _HANDLERS.get(function)
    if function is itertools.chain and _spread_once(scope, node):
        rows = node.args[0].value
        return _chained(scope, gast.Call(node.func, [rows], []), {}, receive, each)
    spread = len(arguments) < len(node.args) and function is not itertools.product
    if handler is None or spread or None in keywords:
        scope.refuse(node, "a loop over this iterable is outside the language", "use a list")
    handler(scope, node, keywords, receive, each)


def _spread_once(scope: Scope, node: Any) -> bool:
    """`chain(*rows)`, where nothing is stored into the rows meanwhile."""
    single = len(node.args) == 1 and isinstance(node.args[0], gast.Starred) and not node.keywords
    still = not scope.body or untouched(scope)
    return single and still and not lazy(scope, node.args[0].value)


def streamed(scope: Scope, node: Any) -> bool:
    """Does an iterable take loops within loops, or a loop that skips, out of which none breaks?"""
    node = node if isinstance(meant(scope, node), Named) else meant(scope, node)
    if isinstance(node, gast.GeneratorExp):
        return len(node.generators) > 1 or streamed(scope, node.generators[0].iter)
    return not indexable(scope, node)


def _filtered(wanted: bool) -> Callable[..., None]:
    def handler(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
        test = fixed(scope, atom(scope, node.args[0]))

        def chosen(element: Element) -> None:
            value = element.value()
            if test != e.NONE:
                value_test: e.Expr = scope.temporary(e.Call(test, (value,)), "test")
            else:
                value_test = value
            with scope.block() as body:
                receive(Element(scope, value))
            scope.emit(s.If(value_test, body if wanted else [], [] if wanted else body))

        each(scope, node.args[1], chosen)

    return handler


def _map(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    function = fixed(scope, atom(scope, node.args[0]))
    if len(node.args) != 2:
        scope.refuse(node, "`map` over these iterables is outside the language", "use lists")

    def applied(element: Element) -> None:
        value = scope.temporary(e.Call(function, (element.value(),)), "element")
        receive(Element(scope, value))

    each(scope, node.args[1], applied)


def _starmap(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    function = fixed(scope, atom(scope, node.args[0]))

    def applied(element: Element) -> None:
        call = e.Call(function, (e.Star(element.value()),))
        receive(Element(scope, scope.temporary(call, "element")))

    each(scope, node.args[1], applied)


def _enumerate(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    given = [*node.args[1:], *([keywords["start"]] if "start" in keywords else [])]
    number = scope.counter.name("number")
    start = atom(scope, given[0]) if given else e.Const(0)
    scope.emit(s.Assign(number, start))

    def counted(element: Element) -> None:
        value = element.value()
        own = scope.temporary(e.Var(number), "number")
        scope.emit(s.Assign(number, e.Binary("+", e.Var(number), e.Const(1))))
        receive(Element(scope, e.Sequence("tuple", (own, value))))

    each(scope, node.args[0], counted)


def _accumulate(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    function = node.args[1] if len(node.args) > 1 else keywords.get("func")
    known = None if function is None else fixed(scope, atom(scope, function))
    total, begun = scope.counter.name("total"), scope.counter.name("begun")
    initial = keywords.get("initial")
    if initial is not None:
        scope.emit(s.Assign(total, atom(scope, initial)))
        receive(Element(scope, e.Var(total)))
    scope.emit(s.Assign(begun, e.Const(initial is not None)))

    def added(element: Element) -> None:
        value = element.value()
        pair = (e.Var(total), value)
        step = e.Binary("+", *pair) if known in (None, e.NONE) else e.Call(known, pair)
        scope.emit(s.If(e.Var(begun), [s.Assign(total, step)], [s.Assign(total, value)]))
        scope.emit(s.Assign(begun, e.Const(True)))
        receive(Element(scope, scope.temporary(e.Var(total), "total")))

    each(scope, node.args[0], added)


def _chain(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    several = len(node.args) > 1  # all are made before the first is gone through
    for argument in [frozen(scope, a, False) if several else a for a in node.args]:
        each(scope, argument, receive)


def _chained(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    def inner(element: Element) -> None:
        value = element.value()
        held = value if isinstance(value, e.Var) else scope.temporary(value, "inner")
        each(scope, ours(held.name), receive)

    each(scope, node.args[0], inner)


def _takewhile(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    test = fixed(scope, atom(scope, node.args[0]))

    def taken(element: Element) -> None:
        value = element.value()
        holds = scope.temporary(e.Call(test, (value,)), "test")
        with scope.block() as body:
            receive(Element(scope, value))
        scope.emit(s.If(holds, body, [End(origin=scope.origin)]))

    if streamed(scope, node.args[1]) and not one_loop(scope, node.args[1]):
        scope.refuse(node, "`takewhile` of this iterable is outside the language", "use a list")
    each(scope, node.args[1], taken)


def _dropwhile(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    test = fixed(scope, atom(scope, node.args[0]))
    dropping = scope.counter.name("dropping")
    scope.emit(s.Assign(dropping, e.Const(True)))

    def left(element: Element) -> None:
        value = element.value()
        scope.emit(s.If(e.Var(dropping), [s.Assign(dropping, e.Call(test, (value,)))], []))
        with scope.block() as body:
            receive(Element(scope, value))
        scope.emit(s.If(e.Var(dropping), [], body))

    each(scope, node.args[1], left)


def _pairwise(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    """Of an iterator that acts: each element is asked for once."""
    before, begun = scope.counter.name("before"), scope.counter.name("begun")
    scope.emit(s.Assign(begun, e.Const(False)))

    def paired(element: Element) -> None:
        value, first = element.value(), scope.counter.name("first")
        scope.emit(s.If(e.Var(begun), [s.Assign(first, e.Var(before))], []))
        second = scope.temporary(e.Var(begun), "second")
        scope.emit(s.Assign(before, value))
        scope.emit(s.Assign(begun, e.Const(True)))
        with scope.block() as body:
            receive(Element(scope, e.Sequence("tuple", (e.Var(first), value))))
        scope.emit(s.If(second, body, []))

    each(scope, node.args[0], paired)


def _compress(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    pair = gast.Call(func=gast.Name("zip", gast.Load(), None, None), args=node.args, keywords=[])
    if called(scope, pair) is not zip:
        scope.refuse(node, "`compress` is outside the language here", "use a comprehension")

    def chosen(element: Element) -> None:
        value, test = (scope.counter.name(n) for n in ("element", "test"))
        element.bind(gast.Tuple([ours(value), ours(test)], gast.Store()))
        with scope.block() as body:
            receive(Element(scope, e.Var(value)))
        scope.emit(s.If(e.Var(test), body, []))

    each(scope, pair, chosen)


def _groupby(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    scope.refuse(
        node,
        "`groupby` is outside the language: its groups share one iterator",
        "go through the elements, and begin a new group where the key changes",
    )


_HANDLERS: dict[Any, Callable[..., None]] = {
    filter: _filtered(wanted=True),
    itertools.filterfalse: _filtered(wanted=False),
    itertools.dropwhile: _dropwhile,
    map: _map,
    enumerate: _enumerate,
    zip: together,
    itertools.starmap: _starmap,
    itertools.accumulate: _accumulate,
    itertools.chain: _chain,
    itertools.chain.from_iterable: _chained,
    itertools.takewhile: _takewhile,
    itertools.compress: _compress,
    itertools.groupby: _groupby,
    itertools.islice: sliced,
    itertools.pairwise: _pairwise,
    itertools.product: product,
    itertools.combinations: combined(repeated=False),
    itertools.combinations_with_replacement: combined(repeated=True),
    itertools.permutations: permuted,
}
