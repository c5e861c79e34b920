"""Loops: `for` over ranges, sequences, `enumerate`, `zip`, `reversed`; comprehensions.

Every `for` becomes a loop over a `range`, with the elements read by index at the head of the
body, or, where the iterable is no sequence, a loop over the iterable itself:

    for i, row in enumerate(A):        for i in range(len(A)):
        ...                                row = A[i]
"""

from __future__ import annotations

from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.expressions import atom, atoms, operation
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to

RANGE, LEN, MIN = e.Ref("range", range), e.Ref("len", len), e.Ref("min", min)


def call_of(scope: Scope, node: Any, function: object) -> bool:
    """Is the node a plain call of a builtin?"""
    if not isinstance(node, gast.Call) or not isinstance(node.func, gast.Name) or node.keywords:
        return False
    if node.func.id in scope.local:
        return False
    binding = scope.bindings.find(node.func.id)
    return binding is not None and binding.value is function


def loop(scope: Scope, node: Any, body: Any) -> None:
    """Lower a `for`; `body` is a function that emits the body's statements."""
    simple = node.target.id if isinstance(node.target, gast.Name) else None
    if simple and any(
        isinstance(n, gast.Name) and n.id == simple and not isinstance(n.ctx, gast.Load)
        for child in getattr(node, "body", [])
        for n in gast.walk(child)
    ):
        simple = None  # the body rebinds the loop's own variable: count with another
    outer, body_nodes = (scope.rebound, scope.changed), getattr(node, "body", [])
    scope.rebound, scope.changed = _stored_in(body_nodes), _changed_in(body_nodes)
    source, element = iterate(scope, node.iter)
    scope.rebound, scope.changed = outer
    if element is None:
        target = scope.rename(simple) if simple else scope.counter.name("element")
        with scope.block() as inner:
            if not simple:
                assign_to(scope, node.target, e.Var(target))
            body()
        scope.emit(s.For(target, source, inner))
        return
    name = _index_name(scope, node)
    with scope.block() as inner:
        element(e.Var(name), node.target)
        body()
    scope.emit(s.For(name, source, inner))


def _index_name(scope: Scope, node: Any) -> str:
    """The user's own index of an `enumerate` from zero, else one of ours."""
    if (
        call_of(scope, node.iter, enumerate)
        and len(node.iter.args) == 1
        and isinstance(node.target, gast.Tuple)
        and isinstance(node.target.elts[0], gast.Name)
    ):
        name = node.target.elts[0].id
        stored = [n for n in gast.walk(node) if isinstance(n, gast.Name) and n.id == name]
        if sum(isinstance(n.ctx, gast.Store) for n in stored) == 1:
            return scope.rename(name)
    return scope.counter.name("k")


def _stored_in(body: list[Any]) -> set[str]:
    return {
        n.id
        for child in body
        for n in gast.walk(child)
        if isinstance(n, gast.Name) and not isinstance(n.ctx, gast.Load)
    }


def _changed_in(body: list[Any]) -> set[str]:
    """The names of lists whose methods change their length."""
    changing = {"append", "extend", "insert", "pop", "remove", "clear"}
    return {
        n.func.value.id
        for child in body
        for n in gast.walk(child)
        if isinstance(n, gast.Call)
        and isinstance(n.func, gast.Attribute)
        and n.func.attr in changing
        and isinstance(n.func.value, gast.Name)
    }


def _held(scope: Scope, node: Any) -> e.Expr:
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


def iterate(scope: Scope, node: Any) -> tuple[e.Expr, Any]:
    """The range to loop over, and what binds the target from an index (None: the range itself)."""
    if call_of(scope, node, range):
        return e.Call(RANGE, tuple(atoms(scope, node.args))), None
    if (
        call_of(scope, node, reversed)
        and call_of(scope, node.args[0], range)
        and len(node.args[0].args) < 3
    ):
        bounds = atoms(scope, node.args[0].args)
        low, high = (e.Const(0), bounds[0]) if len(bounds) == 1 else bounds
        first, last = (scope.temporary(e.Binary("-", b, e.Const(1)), "last") for b in (high, low))
        return e.Call(RANGE, (first, last, e.Const(-1))), None
    if not any(call_of(scope, node, f) for f in (zip, enumerate, reversed)):
        return _held(scope, node), None
    length, bind = _elements(scope, node)
    return e.Call(RANGE, (length,)), bind


def _elements(scope: Scope, node: Any) -> tuple[e.Expr, Any]:
    """The number of elements, and a function (index, target) that binds one."""
    if call_of(scope, node, enumerate):
        return _enumerated(scope, node)
    if call_of(scope, node, zip):
        return _zipped(scope, node)
    if call_of(scope, node, reversed):
        length, bind = _elements(scope, node.args[0])

        def backwards(position: e.Expr, target: Any) -> None:
            last = scope.temporary(e.Binary("-", length, e.Const(1)), "last")
            bind(scope.temporary(e.Binary("-", last, position), "k"), target)

        return length, backwards
    if call_of(scope, node, range):
        return _ranged(scope, node)
    source = _held(scope, node)

    def element(position: e.Expr, target: Any) -> None:
        assign_to(scope, target, e.Item(source, position))

    return scope.temporary(e.Call(LEN, (source,)), "length"), element


def _ranged(scope: Scope, node: Any) -> tuple[e.Expr, Any]:
    values = scope.temporary(e.Call(RANGE, tuple(atoms(scope, node.args))), "steps")

    def element(position: e.Expr, target: Any) -> None:
        assign_to(scope, target, e.Item(values, position))

    return scope.temporary(e.Call(LEN, (values,)), "length"), element


def _enumerated(scope: Scope, node: Any) -> tuple[e.Expr, Any]:
    start = atom(scope, node.args[1]) if len(node.args) > 1 else e.Const(0)
    length, bind = _elements(scope, node.args[0])

    def element(position: e.Expr, target: Any) -> None:
        if not isinstance(target, gast.Tuple) or len(target.elts) != 2:
            scope.refuse(
                target,
                "`enumerate` is unpacked into two names",
                "write `for i, x in enumerate(...)`",
            )
        number = position if start == e.Const(0) else e.Binary("+", start, position)
        first = target.elts[0]
        if not (isinstance(first, gast.Name) and e.Var(scope.rename(first.id)) == number):
            assign_to(scope, first, number)
        bind(position, target.elts[1])

    return length, element


def _zipped(scope: Scope, node: Any) -> tuple[e.Expr, Any]:
    parts = [_elements(scope, argument) for argument in node.args]
    lengths = tuple(length for length, _ in parts)
    length = (
        lengths[0] if len(set(lengths)) == 1 else scope.temporary(e.Call(MIN, lengths), "length")
    )

    def element(position: e.Expr, target: Any) -> None:
        if not isinstance(target, gast.Tuple) or len(target.elts) != len(parts):
            scope.refuse(
                target,
                "`zip` is unpacked into as many names as it has arguments",
                "name each element",
            )
        for (_, bind), inner in zip(parts, target.elts, strict=True):
            bind(position, inner)

    return length, element


def comprehension(scope: Scope, node: Any) -> e.Expr:
    """`[f(i) for i in range(n) if c]` fills a list in a loop; its variables are its own."""
    inner_names = {
        n.id for g in node.generators for n in gast.walk(g.target) if isinstance(n, gast.Name)
    }
    outer_rename, outer_local = scope.rename, scope.local
    fresh = {name: scope.counter.name(name) for name in sorted(inner_names)}
    result = scope.counter.name("list_")
    scope.emit(s.Assign(result, e.Sequence("list", ())))

    def fill(generators: list[Any]) -> None:
        if not generators:
            value = atom(scope, node.elt)
            scope.emit(s.Evaluate(e.Call(e.Attr(e.Var(result), "append"), (value,))))
            return
        first, *rest = generators
        loop(scope, first, lambda: _filtered(scope, first.ifs, lambda: fill(rest)))

    scope.rename = lambda name: fresh.get(name) or outer_rename(name)
    scope.local = outer_local | inner_names
    try:
        fill(list(node.generators))
    finally:
        scope.rename, scope.local = outer_rename, outer_local
    return e.Var(result)


def _filtered(scope: Scope, tests: list[Any], body: Any) -> None:
    if not tests:
        body()
        return
    test = operation(scope, tests[0])
    atomic = test if isinstance(test, e.Var) else scope.temporary(test, "test")
    with scope.block() as inner:
        _filtered(scope, tests[1:], body)
    scope.emit(s.If(atomic, inner, []))
