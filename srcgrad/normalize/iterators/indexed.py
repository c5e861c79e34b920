"""Iterables whose elements can be told by position: what a loop counts through.

for i, row in enumerate(A):        for i in range(len(A)):
...                                row = A[i]
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.expressions import atom, atoms
from srcgrad.normalize.iterators.columns import columns
from srcgrad.normalize.iterators.library import NOT_TAKEN, STREAMS, Named, acts, called, meant
from srcgrad.normalize.iterators.turns import asked_beside, check_once, in_turns, shared
from srcgrad.normalize.iterators.untouched import fixed, held, meets_dicts, untouched
from srcgrad.normalize.iterators.zipped import (
    Elements,
    longest,
    ours,
    strictly,
    together,
)
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to
from srcgrad.runtime import counted

RANGE, LEN = e.Ref("range", range), e.Ref("len", len)
COUNT = e.Ref("len", counted)  # of what may be an object that does not tell
MIN, MAX = e.Ref("min", min), e.Ref("max", max)
END = e.Const(sys.maxsize)  # the place of an iterator that has ended
KEYWORDS = {  # such as are understood
    zip: {"strict"},
    itertools.zip_longest: {"fillvalue"},
    itertools.count: {"start", "step"},
}


def elements(scope: Scope, node: Any) -> Elements | None:
    """The elements of an iterable by position; None where they are not known so."""
    node = meant(scope, node)
    if isinstance(node, Named):
        return _going_on(scope, node)
    handler = _HANDLERS.get(called(scope, node))
    if handler is not None:
        return handler(scope, node)
    if isinstance(node, gast.GeneratorExp):
        return None
    source = held(scope, node)

    def element(position: e.Expr, target: Any) -> None:
        assign_to(scope, target, e.Element(source, position))

    return Elements(scope.temporary(e.Call(COUNT, (source,)), "length"), element)


def _going_on(scope: Scope, named: Named) -> Elements:
    """What is left of an iterator; whoever binds an element moves it on."""
    inner = _gone_through(scope, named)
    assert inner is not None
    place, length = e.Var(named.place), None
    if inner.length is not None:
        length = scope.temporary(e.Binary("-", inner.length, place), "left")

    def element(position: e.Expr, target: Any) -> None:
        here = scope.temporary(place, "position")
        scope.emit(s.Assign(named.place, e.Binary("+", here, e.Const(1))))
        inner.bind(here, target)

    after = _end(scope, named, inner) if length is not None else None
    return Elements(length, element, after)


def rest(scope: Scope, named: Named, leaves: bool) -> tuple[e.Expr, Elements]:
    """The positions that are left of an iterator; `leaves` says that a loop may stop before."""
    inner = _gone_through(scope, named)
    if inner is None or inner.length is None:
        scope.refuse(named.node, "a loop without an end is outside the language", "use `while`")
    keep = leaves or any(isinstance(n, gast.Try | gast.With) for n in gast.walk(scope.source.tree))

    def element(position: e.Expr, target: Any) -> None:
        if keep:
            scope.emit(s.Assign(named.place, e.Binary("+", position, e.Const(1))))
        inner.bind(position, target)

    positions = e.Call(RANGE, (e.Var(named.place), inner.length))
    return positions, Elements(inner.length, element, _end(scope, named, inner))


def _gone_through(scope: Scope, named: Named) -> Elements | None:
    """What an iterator goes through: one that has ended does not ask whether a dict has changed."""
    if named.place not in scope.ended or not meets_dicts(scope):
        return elements(scope, named.node)
    length = scope.counter.name("length")
    going = scope.temporary(e.Compare("!=", e.Var(named.place), END), "going")
    with scope.block() as there:
        inner = elements(scope, named.node)
        if inner is not None and inner.length is not None:
            scope.emit(s.Assign(length, inner.length))
    if inner is None or inner.length is None:
        scope.out += there
        return inner
    scope.emit(s.If(going, there, [s.Assign(length, e.Const(0))]))
    return replace(inner, length=e.Var(length))


def _end(scope: Scope, named: Named, inner: Elements) -> Callable[[], None]:
    def after() -> None:
        """It has ended for good, even if its list should grow."""
        if inner.after is not None:
            inner.after()
        scope.emit(s.Assign(named.place, END))
        scope.ended.add(named.place)

    return after


def indexable(scope: Scope, node: Any) -> bool:
    """Can the elements be told by position? Decided without emitting anything."""
    node = meant(scope, node)
    if isinstance(node, gast.GeneratorExp | Named):
        return isinstance(node, Named)
    if scope.generated(scope, node):
        return False
    function = called(scope, node)
    if function in (*STREAMS, *NOT_TAKEN) or (
        function in _HANDLERS and not _understood(function, node)
    ):
        return False
    if function in _OVER_ALL:
        arguments = node.args[1:] if function is map else node.args
        if any(isinstance(a, gast.Starred) for a in arguments):
            return True  # `zip(*rows)`
        return all(indexable(scope, a) for a in arguments)
    if function in (itertools.islice, itertools.pairwise) and acts(scope, node):
        return False
    if function in _HANDLERS and function not in (range, itertools.repeat, itertools.count):
        return indexable(scope, node.args[0]) if node.args else True
    return True


def _understood(function: Any, node: Any) -> bool:
    """Are the keywords of a call those that its handler reads?"""
    given = {keyword.arg for keyword in node.keywords}
    flags = [k.value for k in node.keywords if k.arg == "strict"]
    return given <= KEYWORDS.get(function, set()) and all(
        isinstance(flag, gast.Constant) for flag in flags
    )


def _reversed(scope: Scope, node: Any) -> Elements:
    if isinstance(meant(scope, node.args[0]), Named):
        scope.refuse(node, "`reversed` of an iterator is outside the language", "use a list")
    inner = _finite(scope, node.args[0])
    length = inner.length
    if length is not None and len(node.args) > 1:
        length = _begun_with(scope, atom(scope, node.args[1]), length)

    def backwards(position: e.Expr, target: Any) -> None:
        assert length is not None
        last = scope.temporary(e.Binary("-", length, e.Const(1)), "last")
        inner.bind(scope.temporary(e.Binary("-", last, position), "position"), target)

    return Elements(length, backwards)


def _begun_with(scope: Scope, count: e.Expr, length: e.Expr) -> e.Expr:
    """How many of so many elements are left: where there are fewer by now, it has ended."""
    left = scope.counter.name("length")
    there = scope.temporary(e.Compare("<=", count, length), "there")
    scope.emit(s.If(there, [s.Assign(left, count)], [s.Assign(left, e.Const(0))]))
    return e.Var(left)


def _finite(scope: Scope, node: Any) -> Elements:
    inner = elements(scope, node)
    if inner is None or inner.length is None:
        scope.refuse(node, "a loop over this iterable is outside the language", "use a list")
    return inner


def _ranged(scope: Scope, node: Any) -> Elements:
    values = scope.temporary(e.Call(RANGE, tuple(atoms(scope, node.args))), "steps")

    def element(position: e.Expr, target: Any) -> None:
        assign_to(scope, target, e.Item(values, position))

    return Elements(scope.temporary(e.Call(LEN, (values,)), "length"), element)


def _enumerated(scope: Scope, node: Any) -> Elements:
    inner = elements(scope, node.args[0])
    start = fixed(scope, atom(scope, node.args[1])) if len(node.args) > 1 else e.Const(0)
    assert inner is not None

    def element(position: e.Expr, target: Any) -> None:
        number = position if start == e.Const(0) else e.Binary("+", start, position)
        if not isinstance(target, gast.Tuple) or len(target.elts) != 2:
            value = scope.counter.name("element")
            inner.bind(position, ours(value))
            held_number = (
                number if isinstance(number, e.Var) else scope.temporary(number, "position")
            )
            assign_to(scope, target, e.Sequence("tuple", (held_number, e.Var(value))))
            return
        first = target.elts[0]
        if not (isinstance(first, gast.Name) and e.Var(scope.rename(first.id)) == number):
            assign_to(scope, first, number)
        inner.bind(position, target.elts[1])

    return Elements(inner.length, element, inner.after)


def _zipped(scope: Scope, node: Any) -> Elements:
    strict = any(k.value.value for k in node.keywords)
    turns = None if strict else _taking_turns(scope, node.args)
    if turns is not None:
        return replace(together(scope, turns[0], [False] * len(turns[0])), after=turns[1])
    if any(isinstance(a, gast.Starred) for a in node.args):
        return columns(scope, node, node.args, strict=strict)
    if not node.args:
        scope.refuse(node, "`zip` of these arguments is outside the language", "write them out")
    acting = [acts(scope, argument) for argument in node.args]
    found = [elements(scope, argument) for argument in node.args]
    parts = [part for part in found if part is not None]
    check_once(scope, node, node.args)
    if not strict:
        return together(scope, parts, acting)
    if any(acting) or any(part.length is None for part in parts):
        scope.refuse(node, "`zip` of these arguments is outside the language", "leave out `strict`")
    return strictly(scope, parts)


def _taking_turns(scope: Scope, arguments: list[Any]) -> tuple[list[Elements], Any] | None:
    """`zip(it, it)`: what each gets, and what happens at the end; None where it is not so."""
    found = shared(scope, arguments)
    if found is None or asked_beside(scope, found[0]):
        return None
    source = meant(scope, found[0])
    inside = source.node if isinstance(source, Named) else source
    if acts(scope, inside) or not indexable(scope, inside):
        return None
    one = _finite(scope, source)
    return in_turns(scope, one, found[1], inside is not source), one.after


def _longest(scope: Scope, node: Any) -> Elements:
    acting = any(acts(scope, argument) for argument in node.args)
    found = [elements(scope, argument) for argument in node.args]
    parts = [part for part in found if part is not None]
    if acting or not parts or any(part.length is None for part in parts):
        scope.refuse(node, "`zip_longest` of these iterables is outside the language", "use lists")
    fill = fixed(scope, atom(scope, node.keywords[0].value)) if node.keywords else e.NONE
    return longest(scope, parts, fill)


def _cycled(scope: Scope, node: Any) -> Elements:
    """The elements again and again, of what does not change meanwhile."""
    source = node.args[0]
    shown = isinstance(source, gast.Tuple | gast.List)  # which nobody else can change
    if not (source.elts if shown else untouched(scope)):
        scope.refuse(
            node,
            "`cycle` of this iterable, which may change meanwhile, is outside the language",
            "write its elements out, or take them by `k % len(xs)`",
        )
    inner = _finite(scope, source)
    length = e.Const(len(source.elts)) if shown else inner.length
    assert length is not None

    def element(position: e.Expr, target: Any) -> None:
        inner.bind(scope.temporary(e.Binary("%", position, length), "position"), target)

    return Elements(None, element)


def _mapped(scope: Scope, node: Any) -> Elements:
    function = fixed(scope, atom(scope, node.args[0]))
    if any(isinstance(a, gast.Starred) for a in node.args):
        return _spread(scope, node, function)
    turns = _taking_turns(scope, node.args[1:])
    if turns is not None:
        parts: list[Any] = turns[0]
        all_of = replace(together(scope, turns[0], [False] * len(parts)), after=turns[1])
    else:
        parts = [elements(scope, argument) for argument in node.args[1:]]
        check_once(scope, node, node.args[1:])
        acting = [acts(scope, argument) for argument in node.args[1:]]
        all_of = together(scope, [part for part in parts if part is not None], acting)
    single = parts[0] if len(parts) == 1 else None

    def element(position: e.Expr, target: Any) -> None:
        names = [scope.counter.name("element") for _ in parts]
        if single is not None:
            single.bind(position, ours(names[0]))
        else:
            inner = gast.Tuple(elts=[ours(n) for n in names], ctx=gast.Store())
            all_of.bind(position, inner)
        assign_to(scope, target, e.Call(function, tuple(map(e.Var, names))))

    return Elements(all_of.length, element, all_of.after)


def _spread(scope: Scope, node: Any, function: e.Expr) -> Elements:
    """`map(f, *rows)`: each column of a table goes to the function."""
    found = columns(scope, node, node.args[1:], needed=True)

    def element(position: e.Expr, target: Any) -> None:
        name = scope.counter.name("element")
        found.bind(position, ours(name))
        assign_to(scope, target, e.Call(function, (e.Star(e.Var(name)),)))

    return Elements(found.length, element, found.after)


def _repeated(scope: Scope, node: Any) -> Elements:
    value, *times = atoms(scope, node.args)
    value = fixed(scope, value)
    length = scope.temporary(e.Call(MAX, (times[0], e.Const(0))), "length") if times else None
    return Elements(length, lambda position, target: assign_to(scope, target, value))


def _counted(scope: Scope, node: Any) -> Elements:
    names = [*("start", "step")[: len(node.args)], *(word.arg for word in node.keywords)]
    values = atoms(scope, [*node.args, *(word.value for word in node.keywords)])
    given = dict(zip(names, values, strict=True))
    start = fixed(scope, given.get("start", e.Const(0)))
    step = given.get("step", e.Const(1))
    if not isinstance(step, e.Const) or type(step.value) is not int:
        scope.refuse(node, "`count` with a step is outside the language", "compute the number")

    def element(position: e.Expr, target: Any) -> None:
        if step != e.Const(1):
            position = scope.temporary(e.Binary("*", position, step), "steps")
        number = position if start == e.Const(0) else e.Binary("+", start, position)
        assign_to(scope, target, number)

    return Elements(None, element)


def _sliced(scope: Scope, node: Any) -> Elements:
    inner = elements(scope, node.args[0])
    assert inner is not None
    given = atoms(scope, node.args[1:])
    start, stop, step = (
        (e.Const(0), given[0], e.Const(1)) if len(given) == 1 else (*given, e.Const(1))[:3]
    )
    start = e.Const(0) if start == e.NONE else start
    step = e.Const(1) if step == e.NONE else step
    if stop == e.NONE and inner.length is None:
        scope.refuse(node, "a loop without an end is outside the language", "use `while`")
    if stop == e.NONE and inner.length is not None:
        stop = inner.length
    elif inner.length is not None:
        stop = scope.temporary(e.Call(MIN, (stop, inner.length)), "stop")
    chosen = scope.temporary(e.Call(RANGE, (start, stop, step)), "chosen")

    def element(position: e.Expr, target: Any) -> None:
        inner.bind(scope.temporary(e.Item(chosen, position), "position"), target)

    return Elements(scope.temporary(e.Call(LEN, (chosen,)), "length"), element)


def _in_pairs(scope: Scope, node: Any) -> Elements:
    inner = _finite(scope, node.args[0])
    assert inner.length is not None
    length = scope.temporary(e.Binary("-", inner.length, e.Const(1)), "length")

    def second(position: e.Expr, target: Any) -> None:
        inner.bind(scope.temporary(e.Binary("+", position, e.Const(1)), "position"), target)

    return together(scope, [Elements(length, inner.bind), Elements(length, second)], [False, False])


_HANDLERS: dict[Any, Callable[[Scope, Any], Elements]] = {
    range: _ranged,
    reversed: _reversed,
    enumerate: _enumerated,
    zip: _zipped,
    itertools.zip_longest: _longest,
    itertools.cycle: _cycled,
    map: _mapped,
    itertools.repeat: _repeated,
    itertools.count: _counted,
    itertools.islice: _sliced,
    itertools.pairwise: _in_pairs,
}
_OVER_ALL = (zip, map, itertools.zip_longest)
