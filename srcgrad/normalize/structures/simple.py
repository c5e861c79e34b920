"""Statements without blocks."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import replace
from srcgrad.normalize.arrays.effects import DELETE_ITEM, KEPT, SET_LATER
from srcgrad.normalize.lists.truth import asked
from srcgrad.normalize.structures import writing
from srcgrad.normalize.structures.containers import containers, deposits, keeping
from srcgrad.normalize.structures.containers.escaping import escaping
from srcgrad.normalize.structures.containers.unpacking import unpack
from srcgrad.normalize.structures.layout import Alias, Pin, Ref, Value
from srcgrad.normalize.structures.loops import trips
from srcgrad.normalize.structures.objects import exceptions, standing, unbound
from srcgrad.normalize.structures.paths import guarded
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.reading import operand, plain, value
from srcgrad.normalize.structures.walk import Walker

# Of these it is told at once whether they hold any.
ASKED = ("list", "rows", "dict", "tuple", "object")


def walk(w: Walker, node: s.Stmt, live: Names) -> None:
    """One statement; what it does to containers is noted for what catches exceptions."""
    _step(w, node, live)
    guarded.note(w)


def _step(w: Walker, node: s.Stmt, live: Names) -> None:
    match node:
        case s.Assign(target, tree) if target in w.core.real:
            w.emit(s.Assign(target, tree, mark=node.mark), node)
        case s.Assign(target, e.Var() as tree) if _asks(w, target, tree):
            w.bind(target, w.truth(tree, node, live), node)
        case s.Assign(target, tree):
            trips.note(w, target, tree)
            w.bind(target, value(w, tree, node, live, target), node)
            if target in w.context.kept:
                keeping.mark(w, target)
        case s.Evaluate(e.Call(func, args)) if func in KEPT:
            _check_kept(w, args)
            made = deposits.again(w, func, args, node)
            w.emit(s.Evaluate(e.Call(func, made), mark=node.mark), node)
        case s.Evaluate(e.Call(func, (base, name, new))) if func == SET_LATER:
            _set_attribute(w, node, base, name, new, live)
        case s.Evaluate(e.Call(func, (base, place))) if func == DELETE_ITEM:
            _delete(w, node, base, place, live)
        case s.Evaluate(tree) if (meant := unbound.statement(w, tree, node)) is not None:
            _step(w, meant, live)
        case s.Evaluate(tree):
            found = value(w, tree, node, live, "")
            if isinstance(found, e.Call):
                w.emit(s.Evaluate(found, mark=node.mark), node)
        case s.Assert(e.Var() as tree, message) if w.held(tree) is not None:
            told = None if message is None else plain(w, message, node)
            w.emit(s.Assert(w.truth(tree, node, live), told), node)
        case s.Unpack():
            unpack(w, node, live)
        case s.Permute():
            _permute(w, node)
        case s.Store(base, place, new):
            writing.store(w, node, base, place, new, live)
        case s.Augment():
            writing.augment(w, node, live)
        case _:
            if isinstance(node, s.Raise):
                exceptions.keep(w, node.value, raised=True)
            twin = node.twin()
            replace(twin, lambda tree: plain(w, tree, node))
            w.emit(twin, node)


def _check_kept(w: Walker, args: tuple[e.Expr, ...]) -> None:
    """What an argument holds from now on must not have been taken apart since."""
    for held in map(w.held, args):
        if isinstance(held, Ref) and standing.of_scipy(w.structure(held).cls):
            found = w.structure(held)
            raise Pin(found.site, f"an object of class {found.cls.__name__} is stored elsewhere")


def _asks(w: Walker, target: str, tree: e.Var) -> bool:
    """Is a container only asked whether it holds something, as in `stack and stack[-1] > v`?"""
    held = w.state.env.get(tree.name) if "." in target else None  # a choice is bound as one
    inside = w.state.heap.peek(held.id) if isinstance(held, Ref) else None
    if inside is None or inside.broken or inside.form not in ASKED:
        return False
    known: dict[str, bool] = w.decisions.names.setdefault("asked", {})
    if target not in known:
        bodies = [w.core.body, *(one.body for one in w.lowered.values())]
        known[target] = any(target in _asked(w, body) for body in bodies)
    return known[target]


def _asked(w: Walker, body: s.Block) -> set[str]:
    if id(body) not in w.asked:
        w.asked[id(body)] = asked(body)
    return w.asked[id(body)]


def _set_attribute(
    w: Walker, node: s.Stmt, base: e.Expr, label: e.Expr, new: e.Expr, live: Names
) -> None:
    held, (known, name) = w.held(base), w.constant(label)
    if isinstance(held, Ref) and known and isinstance(name, str):
        writing.set_attribute(w, held, base, name, new, node, live)
        return
    escaping(w, new)
    label = e.Const(name) if known else plain(w, label, node)
    w.emit(s.Evaluate(e.Call(SET_LATER, (base, label, plain(w, new, node)))), node)


def _delete(w: Walker, node: s.Stmt, base: e.Expr, place: e.Expr, live: Names) -> None:
    held = w.held(base)
    if isinstance(held, Ref) and w.structure(held).form == "object":
        w.call_method(held, base, "__delitem__", (place,), node, live)
    elif isinstance(held, Ref):
        containers.delete(w, held, place, node, live)
    else:
        w.emit(s.Evaluate(e.Call(DELETE_ITEM, (plain(w, base, node), plain(w, place, node)))), node)


def _permute(w: Walker, node: s.Permute) -> None:
    held: list[Value | None] = [w.state.env.get(name) for name in node.sources]
    pairs = list(zip(node.targets, node.sources, held, strict=True))
    if all(v is None for v in held):
        w.emit(s.Permute(node.targets, node.sources, mark=node.mark), node)
        known = [w.state.known.get(name) for name in node.sources]
        for target, kind in zip(node.targets, known, strict=True):
            w.bind_known(target, kind)
        return
    values: list[Value | e.Expr] = []
    for _, source, found in pairs:
        if found is None or isinstance(found, Alias):
            kept = w.new_name(source)
            w.bind_plain(kept, operand(w, e.Var(source)), node)
            values.append(e.Var(kept))
        else:
            values.append(found)
    for (target, _, _), new in zip(pairs, values, strict=True):
        w.bind(target, new, node)
