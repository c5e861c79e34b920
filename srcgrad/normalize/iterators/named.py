"""Iterators that have a name, and `next`.

it = iter(xs)                       it = 0
first = next(it)       ->           first = xs[it]
for x in it:                        it = it + 1
    ...                             for k in range(len(xs) - it): ...

What a name stands for at one place only is put there; otherwise a number tells how far it has come.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.calls import capture
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.columns import unpacked_columns
from srcgrad.normalize.iterators.deferred import reads_late
from srcgrad.normalize.iterators.elements import Element
from srcgrad.normalize.iterators.frozen import frozen
from srcgrad.normalize.iterators.indexed import elements, indexable
from srcgrad.normalize.iterators.iteration import each
from srcgrad.normalize.iterators.library import Named, acts, call_of, called, lazy, meant
from srcgrad.normalize.iterators.streams import streamed
from srcgrad.normalize.iterators.turns import counts_others
from srcgrad.normalize.iterators.zipped import ours
from srcgrad.normalize.scope import Scope

LOOPS = (gast.For, gast.While, *capture.COMPREHENSIONS)
Use = tuple[Any, tuple[int, ...]]  # a name that is read or bound, and the loops around it


def name_iterators(scope: Scope, target: Any, value: Any) -> bool:
    """Give an iterator a name, if that is what the assignment does."""
    if isinstance(target, gast.Tuple) and called(scope, value) is itertools.tee:
        return _split(scope, target, value)
    made = _is_iterator(scope, value)
    if not isinstance(target, gast.Name) or not made:
        return False
    if not _followed(scope, target.id):
        return _bind_value(scope, target, value)
    scope.iterators.pop(target.id, None)
    reads, binding = _uses(scope, target.id)
    node = frozen(scope, meant(scope, value)) if not _is_named(scope, value) else value
    if len(reads) == 1 and reads[0][1] == binding[1]:
        scope.iterators[target.id] = meant(scope, node)
    else:
        _place(scope, target, value, node)
    return True


def _bind_value(scope: Scope, target: Any, value: Any) -> bool:
    """An iterator under a name that may stand for others, too."""
    plain = target.id not in (*scope.cells, *scope.outer) and not _is_named(scope, value)
    if not plain or reads_late(scope, value):
        return False
    scope.emit(s.Assign(scope.rename(target.id), scope.deferred(scope, value)))
    return True


def name_each(scope: Scope, target: Any, value: Any) -> bool:
    """`a, b = iter(xs), iter(ys)`."""
    if len(target.elts) != len(value.elts):
        return False
    made = all(_is_iterator(scope, v) for v in value.elts)
    plain = all(isinstance(t, gast.Name) and _followed(scope, t.id) for t in target.elts)
    if not made or not plain or any(t.id in scope.iterators for t in target.elts):
        return False
    for one, iterator in zip(target.elts, value.elts, strict=True):
        name_iterators(scope, one, iterator)
    return True


def _place(scope: Scope, target: Any, value: Any, node: Any) -> None:
    """Begin to count."""
    node = _as_map(scope, node)
    if not indexable(scope, node) or counts_others(scope, node):
        scope.refuse(
            value,
            f"`{target.id}` is gone through at several places",
            "make a list of it first",
        )
    place = scope.counter.name(target.id)
    scope.emit(s.Assign(place, e.Const(0)))
    scope.iterators[target.id] = Named(node, target.id, place)


def _as_map(scope: Scope, node: Any) -> Any:
    """`(f(v) for v in xs)` is `map(lambda v: f(v), xs)`: its elements have positions."""
    plain = isinstance(node, gast.GeneratorExp) and len(node.generators) == 1
    binds = any(isinstance(part, gast.NamedExpr) for part in gast.walk(node))
    if not plain or node.generators[0].ifs or binds or reads_late(scope, node):
        return node
    (only,) = node.generators
    if not indexable(scope, only.iter):
        return node
    own, value = only.target, node.elt
    if not isinstance(own, gast.Name):  # `for a, b in pairs`
        read = {part.id for part in gast.walk(node) if isinstance(part, gast.Name)}
        name = next(n for n in ("row" + "_" * k for k in range(len(read) + 1)) if n not in read)
        own = gast.Name(name, gast.Load(), None, None)
        one = gast.comprehension(only.target, gast.Tuple([own], gast.Load()), [], 0)
        value = gast.Subscript(gast.ListComp(node.elt, [one]), gast.Constant(0, None), gast.Load())
    parameter = gast.Name(own.id, gast.Param(), None, None)
    each_of = gast.Lambda(gast.arguments([parameter], [], None, [], [], None, []), value)
    function = gast.Name("map", gast.Load(), None, None)
    made = gast.Call(function, [each_of, only.iter], [])
    for part in (*gast.walk(each_of), function, made):
        if not hasattr(part, "lineno"):
            gast.copy_location(part, node)
    return made if called(scope, made) is map else node


def _split(scope: Scope, target: Any, value: Any) -> bool:
    """`a, b = tee(xs)`."""
    names = [t.id for t in target.elts if isinstance(t, gast.Name)]
    source, *count = value.args
    given = count[0].value if count and isinstance(count[0], gast.Constant) else 2
    several = len(set(names)) == len(target.elts) == given and not value.keywords
    if not several or not all(_followed(scope, n) for n in names) or acts(scope, source):
        scope.refuse(value, "`tee` of this iterable is outside the language", "make a list of it")
    node = frozen(scope, source)
    for one in target.elts:
        _place(scope, one, value, node)
    return True


def _is_named(scope: Scope, node: Any) -> bool:
    return isinstance(meant(scope, node), Named)


def _followed(scope: Scope, name: str) -> bool:
    """Is a name bound once, and by this function alone?"""
    inner = {n for one in capture.inner_functions(scope.source.tree) for n in capture.free(one)}
    _, binding = _uses(scope, name)
    return bool(binding) and name not in (*inner, *scope.cells, *scope.outer)


def _uses(scope: Scope, name: str) -> tuple[list[Use], Any]:
    """Where a name is read, and where it is bound, if that is one place."""
    found = [u for child in capture.body_of(scope.source.tree) for u in _named(child, name, ())]
    reads = [u for u in found if isinstance(u[0].ctx, gast.Load)]
    bindings = [u for u in found if not isinstance(u[0].ctx, gast.Load)]
    own = name not in capture.parameters(scope.source.tree)
    return reads, bindings[0] if len(bindings) == 1 and own else ()


def _named(node: Any, name: str, loops: tuple[int, ...]) -> Iterator[Use]:
    if isinstance(node, gast.Name) and node.id == name:
        yield node, loops
    inside = (*loops, id(node)) if isinstance(node, LOOPS) else loops
    first = node.generators[0].iter if isinstance(node, capture.COMPREHENSIONS) else None
    for child in gast.iter_child_nodes(node):
        once = isinstance(node, gast.For) and child is node.iter
        if first is not None and child is node.generators[0]:
            yield from _named(first, name, loops)
            rest = [child.target, *child.ifs]
            for part in rest:
                yield from _named(part, name, inside)
            continue
        yield from _named(child, name, loops if once else inside)


def _is_held(scope: Scope, node: Any) -> bool:
    """May it be an object of the user's, and no iterator that this function makes?"""
    if not isinstance(node, gast.Name):
        return isinstance(node, gast.Attribute | gast.Subscript)
    bound = [
        one.value
        for child in capture.body_of(scope.source.tree)
        for one in gast.walk(child)
        if isinstance(one, gast.Assign) and node.id in {getattr(t, "id", "") for t in one.targets}
    ]
    return not any(lazy(scope, value) or call_of(scope, value, iter) for value in bound)


def following(scope: Scope, node: Any) -> e.Expr:
    """`next(it)`, and `next(it, default)`."""
    source, *given = node.args
    iterator = _is_iterator(scope, source)
    if not iterator and not node.keywords and not given and _is_held(scope, source):
        return e.Call(e.Ref("next", next), (atom(scope, source),))
    if node.keywords or len(given) > 1 or not iterator:
        scope.refuse(
            node,
            "`next` of what is not made an iterator here is outside the language",
            "make the iterator in this function, under a name of its own: `it = iter(xs)`",
        )
    named = _is_named(scope, source)
    found = scope.counter.name("element")
    stop: s.Stmt = s.Raise(_stopped(scope))
    if given:
        stop = s.Assign(found, atom(scope, given[0]))
    if not named:
        return _first(scope, node, found, stop)
    inner = elements(scope, source)
    assert inner is not None
    with scope.block() as there:
        inner.bind(e.Const(0), ours(found))
    if inner.length is None:
        scope.out += there
        return e.Var(found)
    test = scope.temporary(e.Compare(">", inner.length, e.Const(0)), "test")
    with scope.block() as ended:
        scope.emit(stop)
        if given and inner.after is not None:
            inner.after()
    scope.emit(s.If(test, there, ended))
    return e.Var(found)


def _stopped(scope: Scope) -> e.Expr:
    """What `next` raises; out of a generator Python lets another exception come."""
    if scope.iterates:
        return e.Call(
            e.Ref("RuntimeError", RuntimeError), (e.Const("generator raised StopIteration"),)
        )
    return e.Call(e.Ref("StopIteration", StopIteration), ())


def _is_iterator(scope: Scope, node: Any) -> bool:
    named = isinstance(node, gast.Name) and node.id in scope.iterators
    return named or lazy(scope, node) or call_of(scope, node, iter)


def _first(scope: Scope, node: Any, found: str, stop: s.Stmt) -> e.Expr:
    """`next` of an iterator that has no name."""
    filters = (filter, itertools.filterfalse)
    inner = meant(scope, node.args[0])
    if called(scope, inner) in filters and not streamed(scope, inner.args[1]):
        inner = None  # a loop that skips
    if inner is not None and streamed(scope, inner):
        scope.refuse(node, "`next` of this iterator is outside the language", "use a loop")
    some = scope.counter.name("some")
    scope.emit(s.Assign(some, e.Const(False)))

    def receive(element: Element) -> None:
        scope.emit(s.Assign(found, element.value()))
        scope.emit(s.Assign(some, e.Const(True)))
        scope.emit(s.Break())

    each(scope, node.args[0], receive)
    scope.emit(s.If(e.Var(some), [], [stop]))
    return e.Var(found)


def columns_of(scope: Scope, target: Any, value: Any) -> bool:
    """`xs, ys = zip(*rows)`."""
    plain = called(scope, value) is zip and len(value.args) == 1
    if plain:  # `strict=False` says nothing
        plain = all(getattr(k.value, "value", None) is False for k in value.keywords)
    if not plain or not isinstance(value.args[0], gast.Starred):
        return False
    if any(isinstance(t, gast.Starred) for t in target.elts):
        return False
    rows = value.args[0].value
    source = scope.comprehension(scope, rows) if lazy(scope, rows) else atom(scope, rows)
    held_rows = source if isinstance(source, e.Var) else scope.temporary(source, "rows")
    unpacked_columns(scope, held_rows, target)
    return True
