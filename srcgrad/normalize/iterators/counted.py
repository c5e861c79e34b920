"""Iterators that make their elements in a loop of their own, counted: `zip` and `islice`.

for a, b in zip(xs, gen()):        k = 0
...                   ->           for b in gen():
                                       a = xs[k]
                                       ...
                                       k = k + 1
                                       if k >= len(xs):
                                           break
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.elements import Each, Element, Receive
from srcgrad.normalize.iterators.indexed import MIN, RANGE, elements, indexable
from srcgrad.normalize.iterators.library import acts
from srcgrad.normalize.iterators.steps import one_loop, runs_code
from srcgrad.normalize.iterators.untouched import fixed
from srcgrad.normalize.iterators.zipped import MAX, Elements, ours
from srcgrad.normalize.jumps.marks import Continue, End
from srcgrad.normalize.scope import Scope


def together(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    """One iterator that makes its elements in loops, and others that are taken by position.

    Those before it are asked first, those behind it after it has been asked. Where it has several
    loops, what they run may not be seen, for the last of them begins before it is left.
    """
    places = [n for n, argument in enumerate(node.args) if not indexable(scope, argument)]
    made = node.args[places[0]] if places else node
    left = one_loop(scope, made) or not runs_code(scope, made)
    first = places[:1] != [0] and any(acts(scope, a) for a in node.args if a is not made)
    if not left or first or len(places) != 1 or keywords or len(node.args) < 2:
        scope.refuse(
            node,
            "`zip` of these iterables is outside the language",
            "make a list of the iterator: `zip(xs, list(...))`",
        )
    others = [None if n == places[0] else elements(scope, a) for n, a in enumerate(node.args)]
    if places[0] == 0:
        _before_others(scope, made, others, receive, each)
    elif one_loop(scope, made):
        _behind_others(scope, made, others, receive, each)
    else:
        scope.refuse(
            node,
            "`zip` of these iterables is outside the language",
            "put the generator first, or make a list of it: `zip(xs, list(...))`",
        )


Others = Sequence[Elements | None]


def _before_others(scope: Scope, made: Any, others: Others, receive: Receive, each: Each) -> None:
    number = scope.counter.name("position")
    scope.emit(s.Assign(number, e.Const(0)))

    def paired(element: Element) -> None:
        first = element.value()
        place = scope.temporary(e.Var(number), "position")
        _leave_at_end(scope, others, place)
        scope.emit(s.Assign(number, e.Binary("+", place, e.Const(1))))
        values = tuple(first if part is None else _taken(scope, part, place) for part in others)
        receive(Element(scope, e.Sequence("tuple", values)))

    each(scope, made, paired)


def _behind_others(scope: Scope, made: Any, others: Others, receive: Receive, each: Each) -> None:
    """Each time, those before it are asked before it goes on."""
    number = scope.counter.name("position")
    place = others.index(None)
    before, behind = others[:place], others[place + 1 :]
    early = runs_code(scope, made)  # which may change what the others hold
    names = [scope.counter.name("element") for _ in before]

    def ask(position: e.Expr) -> None:
        for part, name in zip(before, names, strict=True):
            assert part is not None
            part.bind(position, ours(name))

    def paired(element: Element) -> None:
        last = element.value()
        here = scope.temporary(e.Var(number), "position")
        if not early:
            ask(here)
        values: list[e.Expr] = [
            scope.temporary(e.Var(name), "element") if early else e.Var(name) for name in names
        ]
        _leave_at_end(scope, behind, here)
        values += [last, *(_taken(scope, part, here) for part in behind if part is not None)]

        with scope.block() as body:
            receive(Element(scope, e.Sequence("tuple", tuple(values))))
        with scope.block() as step:
            scope.emit(s.Assign(number, e.Binary("+", here, e.Const(1))))
            _leave_at_end(scope, before, e.Var(number))
            if early:
                ask(e.Var(number))
        scope.out += [*_before_continue(body, step), *step]

    with scope.block() as whole:
        scope.emit(s.Assign(number, e.Const(0)))
        if early:
            ask(e.Const(0))
        each(scope, made, paired)
    for length in _lengths(before):
        some = scope.temporary(e.Compare(">", length, e.Const(0)), "some")
        whole = [s.If(some, whole, [], origin=scope.origin)]
    scope.out += whole


def sliced(scope: Scope, node: Any, keywords: Any, receive: Receive, each: Each) -> None:
    """`islice`: what is passed over is asked for as well, and what is behind the end is not."""
    source = node.args[0] if node.args else node
    if keywords or not 2 <= len(node.args) <= 4 or not _ends_early(scope, source):
        scope.refuse(node, "`islice` of this iterable is outside the language", "use a list")
    part = elements(scope, source) if indexable(scope, source) else None
    given = [fixed(scope, atom(scope, a)) for a in node.args[1:]]
    start, stop = (e.Const(0), given[0]) if len(given) == 1 else given[:2]
    start = e.Const(0) if start == e.NONE else start
    step = given[2] if len(given) > 2 and given[2] != e.NONE else e.Const(1)

    def chosen(place: e.Expr, element: Element) -> None:
        if (start, step) == (e.Const(0), e.Const(1)):
            receive(element)
            return
        with scope.block() as body:
            receive(element)
        place = scope.temporary(e.Binary("-", place, start), "place")
        rest = scope.temporary(e.Binary("%", place, step), "rest")
        due = scope.temporary(e.Compare("==", rest, e.Const(0)), "due")
        begun = scope.temporary(e.Compare(">=", place, e.Const(0)), "begun")
        scope.emit(s.If(begun, [s.If(due, body, [], origin=scope.origin)], []))

    if part is None:
        asked = stop
        if stop != e.NONE and start != e.Const(0):
            asked = scope.temporary(e.Call(MAX, (start, stop)), "asked")
        _first_of(scope, source, asked, chosen, each)
    else:
        _positions(scope, node, part, stop, chosen)


def _ends_early(scope: Scope, node: Any) -> bool:
    return indexable(scope, node) or one_loop(scope, node)


def _first_of(scope: Scope, source: Any, stop: e.Expr, chosen: Any, each: Each) -> None:
    """The elements up to `stop` of an iterator that makes them in a loop."""
    number = scope.counter.name("position")
    ends = [] if stop == e.NONE else [Elements(stop, lambda position, target: None)]

    def counted(element: Element) -> None:
        here = scope.temporary(e.Var(number), "position")
        with scope.block() as body:
            chosen(here, element)
        with scope.block() as step:
            scope.emit(s.Assign(number, e.Binary("+", here, e.Const(1))))
            _leave_at_end(scope, ends, e.Var(number))
        scope.out += [*_before_continue(body, step), *step]

    with scope.block() as whole:
        scope.emit(s.Assign(number, e.Const(0)))
        each(scope, source, counted)
    for length in _lengths(ends):
        some = scope.temporary(e.Compare(">", length, e.Const(0)), "some")
        whole = [s.If(some, whole, [], origin=scope.origin)]
    scope.out += whole


def _positions(scope: Scope, node: Any, part: Elements, stop: e.Expr, chosen: Any) -> None:
    """The elements of an iterator that acts, and whose elements are taken by position."""
    ends = [n for n in (stop, part.length) if n is not None and n != e.NONE]
    if not ends:
        scope.refuse(node, "a loop without an end is outside the language", "use `while`")
    least = ends[0] if len(ends) == 1 else scope.temporary(e.Call(MIN, tuple(ends)), "stop")
    number, value = scope.counter.name("position"), scope.counter.name("element")
    with scope.block() as loop:
        part.bind(e.Var(number), ours(value))
        chosen(e.Var(number), Element(scope, e.Var(value)))
    scope.emit(s.For(number, e.Call(RANGE, (least,)), loop))
    if part.after is not None and part.length is not None and len(ends) > 1:
        with scope.block() as last:
            part.after()
        short = scope.temporary(e.Compare("<", part.length, stop), "short")
        scope.emit(s.If(short, last, []))


def _taken(scope: Scope, part: Elements, position: e.Expr) -> e.Expr:
    name = scope.counter.name("element")
    part.bind(position, ours(name))
    return e.Var(name)


def _lengths(parts: Others) -> list[e.Expr]:
    found = (part.length for part in parts if part is not None)
    return list(dict.fromkeys(length for length in found if length is not None))


def _leave_at_end(scope: Scope, parts: Others, position: e.Expr) -> None:
    """Leave the loop where one of several has no element at a position."""
    for length in _lengths(parts):
        ended = scope.temporary(e.Compare(">=", position, length), "ended")
        scope.emit(s.If(ended, [End(origin=scope.origin)], []))


def _before_continue(block: s.Block, step: s.Block) -> s.Block:
    """A loop's body that goes one step on before each `continue`."""
    out: s.Block = []
    for node in block:
        if isinstance(node, Continue):
            out += duplicate(step)
        elif not isinstance(node, s.Loop):
            for inner in blocks(node):
                inner[:] = _before_continue(inner, step)
        out.append(node)
    return out
