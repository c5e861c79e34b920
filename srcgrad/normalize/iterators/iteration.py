"""Loops: every `for` becomes a loop over a `range`, or over the iterable itself; comprehensions.

Iterables whose elements cannot be told by position become loops of their own:

    for y in filter(test, xs):         for v in xs:
        ...                   ->           if test(v):
                                               y = v
                                               ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from srcgrad.normalize.expressions import atom, atoms, operation
from srcgrad.normalize.iterators import grouped, indexed
from srcgrad.normalize.iterators.elements import Element, Receive
from srcgrad.normalize.iterators.library import Named, call_of, lazy, meant
from srcgrad.normalize.iterators.steps import one_loop, plain, runs_code
from srcgrad.normalize.iterators.streams import stream
from srcgrad.normalize.iterators.turns import asked_beside, asked_inside
from srcgrad.normalize.iterators.untouched import changed_in, held, stored_in
from srcgrad.normalize.iterators.zipped import ours
from srcgrad.normalize.jumps.marks import Exhausted, Otherwise, breaks, returns
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.snapshots import Kept, unwrapped
from srcgrad.normalize.targets import assign_to
from srcgrad.runtime import as_it_is

LEN, RANGE = indexed.LEN, indexed.RANGE
AS_IT_IS = e.Ref("as_it_is", as_it_is)


def loop(scope: Scope, node: Any, body: Callable[[], None]) -> None:
    """Lower a `for`; `body` is a function that emits the body's statements."""
    node, kept = unwrapped(scope, node)
    if isinstance(node.iter, gast.Constant):  # a text
        node.iter = meant(scope, node.iter)
    outer, body_nodes = (scope.rebound, scope.changed, scope.body), getattr(node, "body", [])
    scope.rebound, scope.changed = stored_in(body_nodes), changed_in(body_nodes)
    scope.body = body_nodes or getattr(node, "inside", [])
    try:
        if kept is not None:
            _refuse_kept(scope, node)
        if grouped.is_call(scope, node.iter):
            grouped.loop(scope, node, body)
            return
        generated = scope.generated(scope, meant(scope, node.iter))
        if not generated and not indexed.indexable(scope, node.iter):
            _stream(scope, node, body)
            return
        if asked_beside(scope, node.iter):
            _one_by_one(scope, node, body)
            return
        leaves = not isinstance(node, gast.For) or any(map(breaks, node.body))
        source, element, after = _source(scope, node.iter, leaves)
        ended = _ended_inside(scope, node)
        if kept is not None:
            kept.begin()
        if source is None:
            _endless(scope, node, element, body, kept)
            return
    finally:
        scope.rebound, scope.changed, scope.body = outer
    simple = _simple(scope, node)
    if element is None:
        target = scope.rename(simple) if simple else scope.counter.name("element")
        with scope.block() as inner:
            if kept is not None:
                kept.mark()
            if not simple:
                assign_to(scope, node.target, e.Var(target))
            body()
        scope.emit(s.For(target, source, inner))
        return
    name = _index_name(scope, node)
    with scope.block() as inner:
        if kept is not None:
            kept.mark()
        if ended is not None:
            test = scope.temporary(ended, "ended")
            scope.emit(s.If(test, [s.Break(origin=scope.origin)], []))
        element(e.Var(name), node.target)
        body()
    scope.emit(s.For(name, source, inner))
    if after is not None:
        with scope.block() as last:
            after()
        if last:
            scope.emit(Exhausted(last))


def _ended_inside(scope: Scope, node: Any) -> e.Expr | None:
    """Has the loop's body taken the last element of what `enumerate`, say, goes through?"""
    for named in asked_inside(scope, node.iter):
        if getattr(node, "orelse", []):
            _refuse_leaving(scope, node)
        inner = indexed.elements(scope, named.node)
        if inner is not None and inner.length is not None:
            return e.Compare(">=", e.Var(named.place), inner.length)
    return None


def _one_by_one(scope: Scope, node: Any, body: Callable[[], None]) -> None:
    """Whether there is a next element is known when it is asked for."""
    with scope.block() as prelude:
        found = indexed.elements(scope, node.iter)
        assert found is not None
        if found.length is None:
            scope.refuse(node, "a loop without an end is outside the language", "use `while`")
        test = scope.temporary(e.Compare(">", found.length, e.Const(0)), "test")
    with scope.block() as inner:
        found.bind(e.Const(0), node.target)
        body()
    scope.emit(s.While(prelude, test, inner))
    with scope.block() as last:
        if found.after is not None:
            found.after()
    scope.emit(Exhausted(last))


def _simple(scope: Scope, node: Any) -> str | None:
    """The user's own loop variable, unless it is bound again: then we count with another."""
    name = node.target.id if isinstance(node.target, gast.Name) else None
    again = name in scope.hidden or any(
        isinstance(n, gast.Name) and n.id == name and not isinstance(n.ctx, gast.Load)
        for child in getattr(node, "body", [])
        for n in gast.walk(child)
    )
    return None if again else name


def _index_name(scope: Scope, node: Any) -> str:
    """The user's own index of an `enumerate` from zero, else one of ours."""
    if (
        call_of(scope, node.iter, enumerate)
        and len(node.iter.args) == 1
        and isinstance(node.target, gast.Tuple)
        and isinstance(node.target.elts[0], gast.Name)
        and node.target.elts[0].id not in scope.hidden
    ):
        name = node.target.elts[0].id
        stored = [n for n in gast.walk(node) if isinstance(n, gast.Name) and n.id == name]
        if sum(isinstance(n.ctx, gast.Store) for n in stored) == 1:
            return scope.rename(name)
    return scope.counter.name("position")


def _source(scope: Scope, node: Any, leaves: bool) -> tuple[e.Expr | None, Any, Any]:
    """The range to loop over, and what binds the target from an index (None: the range itself).

    No range: there is no end. Last, what happens at the end. `leaves`: may it end before?
    """
    node = meant(scope, node)
    if isinstance(node, Named):
        positions, left = indexed.rest(scope, node, leaves)
        return positions, left.bind, left.after
    if call_of(scope, node, range):
        return e.Call(RANGE, tuple(atoms(scope, node.args))), None, None
    if (
        call_of(scope, node, reversed)
        and call_of(scope, node.args[0], range)
        and len(node.args[0].args) < 3
        and not any(isinstance(one, gast.Starred) for one in node.args[0].args)
    ):
        bounds = atoms(scope, node.args[0].args)
        low, high = (e.Const(0), bounds[0]) if len(bounds) == 1 else bounds
        first, last = (scope.temporary(e.Binary("-", b, e.Const(1)), "last") for b in (high, low))
        return e.Call(RANGE, (first, last, e.Const(-1))), None, None
    part = isinstance(node, gast.Subscript) and call_of(scope, node.value, range)
    if not (part or lazy(scope, node)):  # a part of a range is counted through
        return held(scope, node), None, None
    found = indexed.elements(scope, node)
    assert found is not None
    counted = None if found.length is None else e.Call(RANGE, (found.length,))
    return counted, found.bind, found.after


def _endless(
    scope: Scope, node: Any, bind: Any, body: Callable[[], None], kept: Kept | None
) -> None:
    """A `for` over `itertools.count()`, say, which something in its body ends."""
    number = scope.counter.name("position")
    scope.emit(s.Assign(number, e.Const(0)))
    with scope.block() as inner:
        if kept is not None:
            kept.mark()
        held_number = scope.temporary(e.Var(number), "position")
        scope.emit(s.Assign(number, e.Binary("+", e.Var(number), e.Const(1))))
        bind(held_number, node.target)
        body()
    lines = getattr(node, "body", [])
    yields = any(isinstance(n, gast.Yield) for line in lines for n in gast.walk(line))
    ended = any(isinstance(one, s.Break) for one in statements(inner))
    if not (ended or yields or returns(lines)):
        reason = "a loop without an end is outside the language"
        scope.refuse(node, reason, "end it with `break`")
    scope.emit(s.While([], e.Const(True), inner))


def _refuse_kept(scope: Scope, node: Any) -> None:
    """Refuse a checkpointed loop over what cannot be gone through again."""
    if isinstance(meant(scope, node.iter), Named) or not indexed.indexable(scope, node.iter):
        scope.refuse(
            node, "`checkpoint` around this iterable is outside the language", "make a list of it"
        )


def _stream(scope: Scope, node: Any, body: Callable[[], None]) -> None:
    """A `for` over an iterable that takes loops of its own."""
    ends = bool(getattr(node, "orelse", []))
    leaves = ends or any(map(breaks, getattr(node, "body", [])))
    if leaves and not one_loop(scope, node.iter):
        _refuse_leaving(scope, node)

    def receive(element: Element) -> None:
        element.bind(node.target)
        body()

    each(scope, node.iter, receive)
    if ends and not isinstance(scope.out[-1], s.For | s.While | Otherwise):
        _refuse_leaving(scope, node)  # a loop that may not be begun


def _refuse_leaving(scope: Scope, node: Any) -> NoReturn:
    scope.refuse(
        node,
        "`break` and `else` of a loop over this iterable are outside the language",
        "make a list of it first",
    )


def each(scope: Scope, node: Any, receive: Receive) -> None:
    """Go through any iterable; `receive` emits what happens with each element."""
    known = meant(scope, node)
    if isinstance(known, gast.GeneratorExp):
        _generated(scope, known, receive)
    elif not scope.generated(scope, known) and not indexed.indexable(scope, node):
        stream(scope, known, receive, each)
    else:
        target = scope.counter.name("element")
        generator = gast.comprehension(target=ours(target), iter=node, ifs=[], is_async=0)
        loop(scope, generator, lambda: receive(Element(scope, e.Var(target))))


def _generated(scope: Scope, node: Any, receive: Receive) -> None:
    """A generator expression, or the inside of a comprehension: its variables are its own."""
    outer = scope.rename, scope.local
    own = {n.id for g in node.generators for n in gast.walk(g.target) if isinstance(n, gast.Name)}
    fresh = {name: scope.counter.name(name) for name in sorted(own)}
    inner = (lambda name: fresh.get(name) or outer[0](name)), scope.local | own

    def under(names: Any, action: Callable[[], Any]) -> Any:
        before = scope.rename, scope.local
        scope.rename, scope.local = names
        try:
            return action()
        finally:
            scope.rename, scope.local = before

    def fill(generators: list[Any]) -> None:
        if not generators:
            value = lambda: under(inner, lambda: atom(scope, node.elt))  # noqa: E731
            under(outer, lambda: receive(Element(scope, value)))
            return
        first, *rest = generators
        first.inside = [node.elt, *first.ifs, *rest]
        loop(scope, first, lambda: _filtered(scope, first.ifs, lambda: fill(rest)))

    first, *rest = node.generators
    if any(isinstance(n, gast.Name) and n.id in own for n in gast.walk(first.iter)):
        source = _read_before(scope, first.iter, own)
        first = gast.comprehension(first.target, source, first.ifs, 0)
    under(inner, lambda: fill([first, *rest]))


def _read_before(scope: Scope, tree: Any, own: set[str]) -> Any:
    """The first iterable, with what names mean outside that the comprehension binds anew."""
    if isinstance(tree, gast.Name) and tree.id in own and isinstance(tree.ctx, gast.Load):
        held_name = scope.temporary(atom(scope, tree), tree.id).name
        return gast.copy_location(ours(held_name), tree)
    if not isinstance(tree, gast.AST):
        return [_read_before(scope, x, own) for x in tree] if isinstance(tree, list) else tree
    if isinstance(tree, gast.Name):
        return tree
    inner = own
    if isinstance(tree, gast.Lambda | gast.ListComp | gast.DictComp | gast.GeneratorExp):
        bound = [n for n in gast.walk(tree) if isinstance(n, gast.Name)]
        inner = own - {n.id for n in bound if not isinstance(n.ctx, gast.Load)}
    fields = {name: _read_before(scope, x, inner) for name, x in gast.iter_fields(tree)}
    changed = gast.copy_location(type(tree)(**fields), tree)
    if isinstance(
        tree, gast.ListComp | gast.DictComp | gast.GeneratorExp
    ):  # its own first iterable: outside of it
        changed.generators[0].iter = _read_before(scope, tree.generators[0].iter, own)
    if isinstance(tree, gast.Lambda):  # so are the defaults
        changed.args = _read_before(scope, tree.args, own)
    return changed


def _keyed(scope: Scope, node: Any) -> e.Expr:
    """`{key: value for ...}` fills a dict."""
    made = scope.temporary(e.Mapping((), ()), "dict_")
    item = gast.Tuple(elts=[node.key, node.value], ctx=gast.Load())
    pairs = gast.GeneratorExp(elt=gast.copy_location(item, node.key), generators=node.generators)

    def receive(element: Element) -> None:
        pair = element.value()
        key = scope.temporary(e.Item(pair, e.Const(0)), "key")
        value = scope.temporary(e.Item(pair, e.Const(1)), "value")
        scope.emit(s.Store(made, key, value))

    _generated(scope, pairs, receive)
    return made


def comprehension(scope: Scope, node: Any, now: str = "") -> e.Expr:
    """`[f(i) for i in range(n) if c]`, or any iterable as a list: a loop fills it.

    `now`: each element is used before the next one is made; it may be kept as well.
    """
    result = scope.counter.name("list_")
    scope.emit(s.Assign(result, e.Sequence("list", ())))

    def receive(element: Element) -> None:
        append, value = e.Attr(e.Var(result), "append"), element.value()
        if now and isinstance(value, e.Var) and runs_code(scope, node):
            value = scope.temporary(e.Call(AS_IT_IS, (value, e.Const(now))), "element")
        scope.emit(s.Evaluate(e.Call(append, (value,))))

    if isinstance(node, gast.DictComp):
        return _keyed(scope, node)
    if isinstance(node, gast.ListComp):
        _generated(scope, node, receive)
    else:
        each(scope, node, receive)
    return e.Var(result)


def search(scope: Scope, node: Any, wanted: bool) -> e.Expr:
    """`any` (`wanted`) or `all` of an iterator: the first element that settles it is the last."""
    found = scope.counter.name("found")
    scope.emit(s.Assign(found, e.Const(not wanted)))
    node = node if isinstance(meant(scope, node), Named) else meant(scope, node)
    loops = node.generators if isinstance(node, gast.GeneratorExp) else []
    one = len(loops) < 2 and indexed.indexable(scope, loops[0].iter if loops else node)
    if not one and (not loops or any(g.ifs or not plain(scope, g.iter) for g in loops)):
        function = "any" if wanted else "all"
        scope.refuse(node, f"`{function}` of this iterator is outside the language", "use loops")

    def receive(element: Element) -> None:
        if one:
            settle(element)
            return
        with scope.block() as body:
            settle(element)
        scope.emit(s.If(e.Var(found), [] if wanted else body, body if wanted else []))

    def settle(element: Element) -> None:
        value = element.value()
        hit: s.Block = [s.Assign(found, e.Const(wanted), origin=scope.origin)]
        if one:
            hit.append(s.Break(origin=scope.origin))
        scope.emit(s.If(value, hit if wanted else [], [] if wanted else hit))

    each(scope, node, receive)
    return e.Var(found)


def _filtered(scope: Scope, tests: list[Any], body: Any) -> None:
    if not tests:
        body()
        return
    test = operation(scope, tests[0])
    atomic = test if isinstance(test, e.Var) else scope.temporary(test, "test")
    with scope.block() as inner:
        _filtered(scope, tests[1:], body)
    scope.emit(s.If(atomic, inner, []))
