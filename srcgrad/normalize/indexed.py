"""Iterables whose elements can be told by position: what a loop counts through.

for i, row in enumerate(A):        for i in range(len(A)):
...                                row = A[i]
"""

from __future__ import annotations

import itertools
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gast
import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.expressions import atom, atoms
from srcgrad.normalize.library import STREAMS, called, lazy, target_of
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to

RANGE, LEN = e.Ref("range", range), e.Ref("len", len)
MIN, MAX = e.Ref("min", min), e.Ref("max", max)


@dataclass
class Elements:
    """The number of elements (None: no end), and what binds a target to the one at a position.

    `after` emits what still happens when a next element is asked for behind the last.
    """

    length: e.Expr | None
    bind: Callable[[e.Expr, Any], None]
    after: Callable[[], None] | None = None


def held(scope: Scope, node: Any) -> e.Expr:
    """What is iterated over: under another name if the loop's body rebinds the user's."""
    tree = atom(scope, node)
    if isinstance(node, gast.Name) and node.id in scope.changed:
        scope.refuse(
            node,
            f"the loop over `{node.id}` changes its length",
            "loop over a copy, or use a `while` loop",
        )
    if isinstance(node, gast.Name) and node.id in scope.rebound:
        return scope.temporary(tree, node.id)
    return tree


def fixed(scope: Scope, tree: e.Expr) -> e.Expr:
    """A value that the loop's body cannot rebind."""
    return scope.temporary(tree, tree.name.partition(".")[0]) if isinstance(tree, e.Var) else tree


def ours(name: str) -> Any:
    """A target for a name of the compiler's own."""
    return gast.Name(id=name, ctx=gast.Store(), annotation=None, type_comment=None)


def elements(scope: Scope, node: Any) -> Elements | None:
    """The elements of an iterable by position; None where they are not known so."""
    handler = _HANDLERS.get(called(scope, node))
    if handler is not None:
        return handler(scope, node)
    if isinstance(node, gast.GeneratorExp):
        return None
    source = held(scope, node)

    def element(position: e.Expr, target: Any) -> None:
        assign_to(scope, target, e.Element(source, position))

    return Elements(scope.temporary(e.Call(LEN, (source,)), "length"), element)


def indexable(scope: Scope, node: Any) -> bool:
    """Can the elements be told by position? Decided without emitting anything."""
    if isinstance(node, gast.GeneratorExp):
        return False
    function = called(scope, node)
    if function in STREAMS or (function in _HANDLERS and node.keywords):
        return False
    if function in _OVER_ALL:
        arguments = node.args[1:] if function is map else node.args
        return all(indexable(scope, a) for a in arguments)
    if function in (itertools.islice, itertools.pairwise) and acts(scope, node):
        return False
    if function in _HANDLERS and function not in (range, itertools.repeat, itertools.count):
        return indexable(scope, node.args[0]) if node.args else True
    return True


def acts(scope: Scope, node: Any) -> bool:
    """Does it call functions that may do more than compute, when an element is asked for?"""
    if not lazy(scope, node) or isinstance(node, gast.GeneratorExp):
        return isinstance(node, gast.GeneratorExp)
    if called(scope, node) is map:
        target = target_of(scope, node.args[0])
        if not isinstance(target, np.ufunc | types.BuiltinFunctionType):
            return True
    return any(acts(scope, argument) for argument in node.args)


def _reversed(scope: Scope, node: Any) -> Elements:
    inner = _finite(scope, node.args[0])

    def backwards(position: e.Expr, target: Any) -> None:
        assert inner.length is not None
        last = scope.temporary(e.Binary("-", inner.length, e.Const(1)), "last")
        inner.bind(scope.temporary(e.Binary("-", last, position), "k"), target)

    return Elements(inner.length, backwards)


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
            held_number = number if isinstance(number, e.Var) else scope.temporary(number, "k")
            assign_to(scope, target, e.Sequence("tuple", (held_number, e.Var(value))))
            return
        first = target.elts[0]
        if not (isinstance(first, gast.Name) and e.Var(scope.rename(first.id)) == number):
            assign_to(scope, first, number)
        inner.bind(position, target.elts[1])

    return Elements(inner.length, element, inner.after)


def _zipped(scope: Scope, node: Any) -> Elements:
    if any(isinstance(a, gast.Starred) for a in node.args) or not node.args:
        scope.refuse(node, "`zip` of these arguments is outside the language", "write them out")
    parts = [elements(scope, argument) for argument in node.args]
    acting = [acts(scope, argument) for argument in node.args]
    return _together(scope, [part for part in parts if part is not None], acting)


def _together(scope: Scope, parts: list[Elements], acting: list[bool]) -> Elements:
    lengths = tuple(dict.fromkeys(p.length for p in parts if p.length is not None))
    length: e.Expr | None = lengths[0] if lengths else None
    if len(lengths) > 1:
        length = scope.temporary(e.Call(MIN, lengths), "length")

    def element(position: e.Expr, target: Any) -> None:
        if isinstance(target, gast.Tuple | gast.List) and len(target.elts) == len(parts):
            for part, inner in zip(parts, target.elts, strict=True):
                part.bind(position, inner)
            return
        names = [scope.counter.name("element") for _ in parts]
        for part, name in zip(parts, names, strict=True):
            part.bind(position, ours(name))
        assign_to(scope, target, e.Sequence("tuple", tuple(map(e.Var, names))))

    def after() -> None:
        """The elements that are asked for before one of the iterables is found to have ended."""
        assert length is not None
        _last_round(scope, parts, acting, length)

    return Elements(length, element, after if length is not None and any(acting) else None)


def _last_round(scope: Scope, parts: list[Elements], acting: list[bool], position: e.Expr) -> None:
    if not parts or not any(acting):
        return
    part, *rest = parts
    with scope.block() as there:
        if acting[0]:
            part.bind(position, ours(scope.counter.name("unused")))
        _last_round(scope, rest, acting[1:], position)
    with scope.block() as ended:
        if part.after is not None:
            part.after()
    if part.length is None or part.length == position:
        scope.out += there if part.length is None else ended
    elif there or ended:
        longer = scope.temporary(e.Compare(">", part.length, position), "longer")
        scope.emit(s.If(longer, there, ended))


def _mapped(scope: Scope, node: Any) -> Elements:
    function = fixed(scope, atom(scope, node.args[0]))
    parts = [elements(scope, argument) for argument in node.args[1:]]
    acting = [acts(scope, argument) for argument in node.args[1:]]
    together = _together(scope, [part for part in parts if part is not None], acting)
    single = parts[0] if len(parts) == 1 else None

    def element(position: e.Expr, target: Any) -> None:
        names = [scope.counter.name("element") for _ in parts]
        if single is not None:
            single.bind(position, ours(names[0]))
        else:
            inner = gast.Tuple(elts=[ours(n) for n in names], ctx=gast.Store())
            together.bind(position, inner)
        assign_to(scope, target, e.Call(function, tuple(map(e.Var, names))))

    return Elements(together.length, element, together.after)


def _repeated(scope: Scope, node: Any) -> Elements:
    value, *times = atoms(scope, node.args)
    value = fixed(scope, value)
    length = scope.temporary(e.Call(MAX, (times[0], e.Const(0))), "length") if times else None
    return Elements(length, lambda position, target: assign_to(scope, target, value))


def _counted(scope: Scope, node: Any) -> Elements:
    given = atoms(scope, node.args)
    start = fixed(scope, given[0]) if given else e.Const(0)
    if len(given) > 1:
        scope.refuse(node, "`count` with a step is outside the language", "compute the number")

    def element(position: e.Expr, target: Any) -> None:
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
    if e.NONE in (start, step) or (stop == e.NONE and inner.length is None):
        scope.refuse(node, "`islice` of these bounds is outside the language", "give numbers")
    if stop == e.NONE and inner.length is not None:
        stop = inner.length
    elif inner.length is not None:
        stop = scope.temporary(e.Call(MIN, (stop, inner.length)), "stop")
    chosen = scope.temporary(e.Call(RANGE, (start, stop, step)), "chosen")

    def element(position: e.Expr, target: Any) -> None:
        inner.bind(scope.temporary(e.Item(chosen, position), "k"), target)

    return Elements(scope.temporary(e.Call(LEN, (chosen,)), "length"), element)


def _in_pairs(scope: Scope, node: Any) -> Elements:
    inner = _finite(scope, node.args[0])
    assert inner.length is not None
    length = scope.temporary(e.Binary("-", inner.length, e.Const(1)), "length")

    def second(position: e.Expr, target: Any) -> None:
        inner.bind(scope.temporary(e.Binary("+", position, e.Const(1)), "k"), target)

    return _together(
        scope, [Elements(length, inner.bind), Elements(length, second)], [False, False]
    )


_HANDLERS: dict[Any, Callable[[Scope, Any], Elements]] = {
    range: _ranged,
    reversed: _reversed,
    enumerate: _enumerated,
    zip: _zipped,
    map: _mapped,
    itertools.repeat: _repeated,
    itertools.count: _counted,
    itertools.islice: _sliced,
    itertools.pairwise: _in_pairs,
}
_OVER_ALL = (zip, map)
