"""One iterator that several ask in turns.

for a, b in zip(*[iter(xs)] * 2):      ->      for k in range(len(xs) // 2):
    ...                                            a = xs[2 * k]
                                                   b = xs[2 * k + 1]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.normalize.iterators.library import Named, call_of, called, lazy, meant
from srcgrad.normalize.iterators.zipped import Elements
from srcgrad.normalize.scope import Scope


def shared(scope: Scope, arguments: list[Any]) -> tuple[Any, int] | None:
    """The iterator that all arguments are, and how many they are: `it, it` or `*[iter(xs)] * 2`."""
    source, count = arguments[0] if arguments else None, len(arguments)
    if count == 1 and isinstance(source, gast.Starred):
        match source.value:
            case gast.BinOp(
                left=gast.List(elts=[source]) | gast.Tuple(elts=[source]),
                op=gast.Mult(),
                right=gast.Constant(value=int(count)),
            ):
                pass
            case _:
                return None
    elif count < 2 or len({_named(scope, a) for a in arguments}) > 1:
        return None
    made = lazy(scope, source) or call_of(scope, source, iter)
    return (source, count) if made and count > 0 else None


def _named(scope: Scope, node: Any) -> Any:
    """The name of an iterator; anything else is like nothing but itself."""
    known = isinstance(node, gast.Name) and node.id in scope.iterators
    return _name(scope, node) if known else id(node)


def _name(scope: Scope, node: Any) -> str:
    """The name under which an iterator was made, of its other names, too."""
    found = scope.iterators.get(node.id)
    return found.name if isinstance(found, Named) else str(node.id)


def asked_beside(scope: Scope, source: Any) -> bool:
    """Does the body of the loop ask the iterator, too?"""
    named = meant(scope, source)
    return isinstance(named, Named) and named.name in _read(scope, scope.body)


def asked_inside(scope: Scope, node: Any) -> list[Named]:
    """The iterators that the body of a loop over `enumerate(it)`, say, asks for elements, too.

    Of one that is gone through beside others that do something when they are asked: none.
    """
    inside = [*_inside(scope, node)]
    if any(called(scope, n) is map or isinstance(n, gast.GeneratorExp) for n in inside):
        return []
    found = [scope.iterators.get(name) for name in sorted({*_read(scope, [node])})]
    named = [one for one in found if isinstance(one, Named)]
    asked = _read(scope, scope.body)
    return [one for one in named if one.name in asked] if len(named) == 1 else []


def _inside(scope: Scope, tree: Any) -> Iterator[Any]:
    """The nodes of a tree, and of what names of iterators stand for."""
    for node in gast.walk(tree):
        yield node
        behind = scope.iterators.get(node.id) if isinstance(node, gast.Name) else None
        if isinstance(behind, gast.AST):
            yield from _inside(scope, behind)


def _read(scope: Scope, trees: list[Any]) -> list[str]:
    found = (n for tree in trees for n in _inside(scope, tree) if isinstance(n, gast.Name))
    return [_name(scope, node) for node in found]


def in_turns(scope: Scope, one: Elements, count: int, moves: bool) -> list[Elements]:
    """What each of so many gets; what is less than a round at the end is asked for and dropped.

    `moves`: whoever binds an element moves the iterator on.
    """
    assert one.length is not None
    length = scope.temporary(e.Binary("//", one.length, e.Const(count)), "length")

    def turn(offset: int) -> Elements:
        def element(position: e.Expr, target: Any) -> None:
            place = scope.temporary(e.Binary("*", e.Const(count), position), "position")
            if offset:
                place = scope.temporary(e.Binary("+", place, e.Const(offset)), "position")
            one.bind(place, target)

        return Elements(length, one.bind if moves else element)

    return [turn(offset) for offset in range(count)]


def counts_others(scope: Scope, node: Any) -> bool:
    """Does an iterator go through another one that has a place of its own?"""
    return any(
        isinstance(n, gast.Name) and isinstance(scope.iterators.get(n.id), Named)
        for n in gast.walk(node)
    )


def check_once(scope: Scope, node: Any, arguments: list[Any]) -> None:
    """One iterator at several places of a call: each element would be asked for by the next."""
    read = _read(scope, arguments)
    if any(name in scope.iterators and read.count(name) > 1 for name in read):
        scope.refuse(
            node,
            "an iterator that stands twice in a call is outside the language",
            "take its elements by position, as in `zip(x[::2], x[1::2])`",
        )
