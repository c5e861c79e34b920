"""Contexts, and what is done about exceptions.

A body that raises may have changed what is read afterwards only by its last step: then a store
to an attribute or an element is an assignment like any other.
"""

from __future__ import annotations

from typing import Any, cast

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, nodes, statements, targets, used
from srcgrad.normalize.arrays.effects import KEPT
from srcgrad.normalize.jumps.contexts import standing
from srcgrad.normalize.jumps.opened import method_of, opened, reopened
from srcgrad.normalize.structures.context import Begun
from srcgrad.normalize.structures.layout import Pin, Ref, State, Value, View
from srcgrad.normalize.structures.paths import attempted
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

HALF = "an exception may leave it half changed"


def walk(w: Walker, node: s.With | s.Attempt | s.Ensure, live: Names) -> None:
    """One statement with a body that exceptions may leave."""
    match node:
        case s.With():
            context(w, node, live)
        case s.Attempt():
            attempt(w, node, live)
        case s.Ensure():
            ensure(w, node, live)


def context(w: Walker, node: s.With, live: Names) -> None:
    """`with manager as target:` around a body."""
    made = _opened(w, node)
    if made is not None:
        w.block(made, live)
        return
    for name in names(node.manager):
        held = w.held(e.Var(name))
        if held is not None:
            raise Pin(_sites(w.state, held), "it is given to a context manager")
    manager = w.plain(node.manager, node)
    if node.target is not None:
        w.bind_known(node.target, None)
    with w.collect() as body:
        w.block(node.body, live)
    w.emit(s.With(manager, node.target, body, mark=node.mark), node)


def _opened(w: Walker, node: s.With) -> s.Block | None:
    """The steps of a manager that is given structures."""
    manager = node.manager
    if not isinstance(manager, e.Call) or all(w.held(e.Var(n)) is None for n in names(manager)):
        return None
    func, leading = manager.func, cast("tuple[e.Expr, ...]", ())
    made = func.target if isinstance(func, e.Ref) else None
    if isinstance(func, e.Attr):
        held = w.held(func.base)
        made = method_of(w.structure(held).cls, func.name) if isinstance(held, Ref) else None
        leading = (func.base,)
    key: Any = (node.mark, "opened")
    stems = w.decisions.names.setdefault(key, {})

    def name(stem: str) -> str:
        if stem not in stems:
            stems[stem] = w.new_name(stem)
        return stems[stem]

    if made is standing:
        held = w.held(manager.args[0])
        out = reopened(node, w.structure(held).cls if isinstance(held, Ref) else None, name)
    else:
        out = opened(node, made, leading, name)
    for count, one in enumerate(out or ()):
        one.mark = (*key, count)
    return out


def note(w: Walker) -> None:
    """Containers that a body that may raise gives other elements, or takes them from."""
    for begun in w.attempts:
        for number, held in begun.start.heap.items():
            now = w.state.heap.peek(number)
            if now is not None and now is not held and [*now.slots] != [*held.slots]:
                begun.changed.add(number)


def attempt(w: Walker, node: s.Attempt, live: Names) -> None:
    """A body that may raise: it is run to its end, or nothing is changed."""
    w.flags.add(node.raised)
    start = w.state.copy()
    w.attempts.append(begun := Begun(start))
    with w.collect() as body:
        w.block(node.body, live)
    w.attempts.pop()
    end = w.state
    _check(body, start)
    for number in sorted(begun.changed):  # what differs at the end meets what was at the start
        held, there = start.heap.peek(number), end.heap.peek(number)
        assert held is not None
        if end.dead or there is None or [*there.slots] == [*held.slots]:
            raise Pin(held.site, HALF)
    if end.dead:
        w.state = start
    else:
        w.meet((end, start), (body, w.out), live, node)
    made = s.Attempt(body, node.raised, node.error, node.classes, node.undo, mark=node.mark)
    w.emit(made, node)
    always = end.dead and len(node.classes) == 1  # what follows a body without exception is dead
    for name in targets(node):
        w.bind_known(name, k.Known(True) if always and name == node.raised else None)
    if not end.dead:
        attempted.note(w.state, node.raised, w.stamps, start, end)


def ensure(w: Walker, node: s.Ensure, live: Names) -> None:
    """A body, and what follows it whether it raises or not."""
    start = w.state.copy()
    reads = frozenset(used(node.final))
    later = live
    for one in reversed(node.final):
        later = w.later.before(one, later, live)
    with w.collect() as body:
        w.block(node.body, later | reads)
    end = w.state
    rebound = bound(node.body)
    if _only_binds(w, node, live, body):
        return
    for name in sorted(reads):
        there = end.env.get(name)
        if start.env.get(name) != there or (name in rebound and there is not None):
            raise Pin((*_sites(start, start.env.get(name)), *_sites(end, there)), HALF)
        if isinstance(there, Ref | View):
            base = there.base if isinstance(there, View) else there
            for number in end.reached([base]):
                held = end.heap[number]
                if number not in start.heap or start.heap[number].slots != held.slots:
                    raise Pin(held.site, HALF)
    with w.collect() as final:
        w.block(node.final, live)
    w.emit(s.Ensure(body, final, mark=node.mark), node)


def _only_binds(w: Walker, node: s.Ensure, live: Names, body: s.Block) -> bool:
    """What only binds names is not seen by anybody if the body raises and nobody catches it."""
    if any(isinstance(one, s.Attempt) for one in statements(w.core.body)):
        return False
    end = w.state.copy()
    with w.collect() as final:
        w.block(node.final, live)
    if not all(isinstance(one, s.Assign) and not _calls(one.value) for one in final):
        w.state = end
        return False
    w.out += [*body, *final]
    return True


def _calls(tree: e.Expr) -> bool:
    return any(isinstance(part, e.Call) for part in nodes(tree))


def _check(body: s.Block, start: State) -> None:
    """Refuse writes to elements before something that may raise."""
    sites = {
        slot: held.site
        for held in start.heap.values()
        for slot in held.slots.values()
        if isinstance(slot, str)
    }

    def check(block: s.Block, last: bool) -> None:
        for position, node in enumerate(block):
            final = last and all(map(_harmless, block[position + 1 :]))
            own = {sites[n] for n in _written(node) if n in sites}
            if own and not final:
                raise Pin(tuple(sorted(own)), HALF)
            for inner in blocks(node):
                check(inner, final and isinstance(node, s.If | s.With | s.Attempt))

    check(body, True)


def _written(node: s.Stmt) -> list[str]:
    """The names that a statement rebinds, or whose containers it keeps up to date."""
    found = list(targets(node))
    if isinstance(node, s.Augment) and node.index is None:
        found += names(node.base)
    return found


def _harmless(node: s.Stmt) -> bool:
    """A statement that cannot raise."""
    match node:
        case s.Assign(_, e.Const() | e.Var()):
            return True
        case s.Evaluate(e.Call(e.Attr(e.Var(), "append"), (e.Const() | e.Var(),), ())):
            return True
        case s.Evaluate(e.Call(func)):
            return func in KEPT
    return False


def _sites(state: State, held: Value | None) -> tuple[str, ...]:
    match held:
        case Ref(one) | View(Ref(one), _):
            return (state.heap[one].site,) if one in state.heap else ()
    return ()
