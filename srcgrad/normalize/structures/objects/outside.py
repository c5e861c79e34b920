"""Attributes of functions, classes and objects from outside, where the program writes them.

    f.calls += 1                   calls.1 = f.calls; calls.1 += 1; f.calls = calls.1
    y = x * float(f.calls)   ->    calls.2 = f.calls; ...

They are read and written in place, each time and in order, by calls of which nothing is known: what
the program calls may read and write them, too. Whatever else would read them is refused.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import (
    blocks,
    children,
    expressions,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)
from srcgrad.normalize.arrays.effects import ASK, GET, READ, SET_LATER, WRITE
from srcgrad.normalize.scope import Counter, keeps_attributes
from srcgrad.normalize.structures.objects import instances

ASKING = {hasattr: ASK, getattr: GET}


def place_of(node: s.Stmt) -> e.Attr | None:
    """The attribute that a statement writes, of what is not known yet."""
    match node:
        case s.Evaluate(e.Call(func, (base, e.Const(str(name)), _))) if func == SET_LATER:
            return e.Attr(base, name)
        case s.Augment(e.Attr(e.Ref() | e.Var(), _) as place, None, _, _):
            return place
    return None


class Outside:
    """Rewrites what one program does to such attributes."""

    def __init__(self, core: Core, counter: Counter, start: Mapping[str, k.Kind]) -> None:
        self.core, self.counter, self.start = core, counter, start
        self.names = _second_names(core)

    def run(self, places: list[e.Attr]) -> bool:
        """Rewrite the statements, if one of the places is an attribute of something outside."""
        self.written = {(id(base), p.name) for p in places if (base := self._base(p)) is not None}
        if self.written:
            self.core.body[:] = self._block(self.core.body)
        return bool(self.written)

    def _base(self, place: e.Attr) -> Any:
        """What holds an attribute: a function, a class, or the name of a global object."""
        base = place.base
        match self.names.get(base.name, base) if isinstance(base, e.Var) else base:
            case e.Ref(_, target) if _keeps(target, place.name):
                return target
            case e.Var(name):
                free, kind = self.core.free.get(name), self.start.get(name)
                if isinstance(kind, k.Known):  # of a derivative, which is given them
                    return kind.value if _keeps(kind.value, place.name) else None
                plain = isinstance(kind, k.Object) and _plain(kind.cls, place.name)
                return free if plain else None
        return None

    def _block(self, block: s.Block) -> s.Block:
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                inner[:] = self._block(inner)
            place = place_of(node)
            if place is not None and self._met(place):
                out += self._write(place, node)
                continue
            if any(
                isinstance(part, e.Attr | e.Call) for t in expressions(node) for part in nodes(t)
            ):
                replace(node, self._read)
            out.append(node)
        return out

    def _met(self, place: e.Attr) -> bool:
        base = self._base(place)
        return base is not None and (id(base), place.name) in self.written

    def _write(self, place: e.Attr, node: s.Stmt) -> s.Block:
        label = e.Const(place.name)
        if isinstance(node, s.Evaluate):
            assert isinstance(node.value, e.Call)
            new = node.value.args[2]
            return [s.Evaluate(e.Call(WRITE, (place.base, label, new)), origin=node.origin)]
        assert isinstance(node, s.Augment)
        held = e.Var(self.counter.name(place.name))
        old = e.Call(READ, (place.base, label)) if node.old is None else node.old
        return [
            s.Assign(held.name, old, origin=node.origin),
            s.Augment(held, None, node.op, node.value, origin=node.origin),
            s.Evaluate(e.Call(WRITE, (place.base, label, held)), origin=node.origin),
        ]

    def _read(self, tree: e.Expr) -> e.Expr:
        match tree:
            case e.Attr(e.Ref() | e.Var() as base, name) if self._met(tree):
                return e.Call(READ, (base, e.Const(name)))
            case e.Call(e.Ref(target=asked), (base, e.Const(str(name)), *rest), ()) if asked in (
                hasattr,
                getattr,
            ) and self._met(e.Attr(base, name)):
                return e.Call(ASKING[asked], (base, e.Const(name), *rest))
        return rebuild(tree, self._read)


def in_callee(lowered: Core, counter: Counter) -> Core:
    """A function that is put in place, with what it does to classes and functions rewritten."""
    found = [place for node in statements(lowered.body) if (place := place_of(node)) is not None]
    Outside(lowered, counter, {}).run(found)
    return lowered


def refusal(name: str, node: s.Stmt) -> UnsupportedSyntaxError:
    """That an attribute may not be written here."""
    return UnsupportedSyntaxError(
        f"an attribute of `{name}` is written, a function, class or module",
        "count or keep it in an object or a list that is passed as an argument",
        node.origin,
    )


def check(core: Core, varied: Callable[[e.Expr], bool]) -> None:
    """Refuse a write of what something else reads, and one of a value that depends on `wrt`."""
    _check_given(core)
    writes = []
    for node in statements(core.body):
        match node:
            case s.Evaluate(e.Call(func, (base, e.Const(str(name)), new))) if func == WRITE:
                writes.append((node, base, name, new))
    if not writes:
        return
    read = {free.key for free in core.free.values() if _of_outside(free.namespace)}
    trees = [*core.inputs, *(t for node in statements(core.body) for t in expressions(node))]
    for tree in trees:
        read |= {part.name for part in nodes(tree) if isinstance(part, e.Attr)}
    kept = [one for one in writes if varied(one[3])]
    added = {  # what is counted is active only if something else puts an active value there
        node.base
        for node in statements(core.body)
        if isinstance(node, s.Augment) and not varied(node.value)
    }
    for node, base, *_ in sorted(kept, key=lambda one: one[3] in added):
        raise UnsupportedSyntaxError(
            f"an active value is stored in an attribute of the global `{_holder(base)}`",
            "return it instead",
            node.origin,
        )
    for node, base, name, _ in writes:
        if name in read:
            raise refusal(_holder(base), node)


def _holder(base: e.Expr) -> str:
    return base.path if isinstance(base, e.Ref) else repr(base).partition(".")[0]


def _check_given(core: Core) -> None:
    """Refuse that a function goes elsewhere of which attributes are read as the program begins."""
    read = {id(free.namespace) for free in core.free.values() if _of_outside(free.namespace)}
    for node in statements(core.body) if read else ():
        for function in (one for tree in expressions(node) for one in _given(tree)):
            if keeps_attributes(function) and id(vars(function)) in read:
                raise refusal(getattr(function, "__name__", "a function"), node)


def _given(tree: e.Expr) -> Iterator[object]:
    """What an expression names, but for what it calls."""
    if isinstance(tree, e.Ref):
        yield tree.target
    called = tree.func if isinstance(tree, e.Call) else None
    if called in (READ, WRITE, ASK, GET):
        return
    for part in children(tree):
        if part is not called or not isinstance(part, e.Ref):
            yield from _given(part)


def _of_outside(namespace: Any) -> bool:
    """Does a namespace hold the attributes of a class or a function?"""
    return isinstance(namespace, type) or (
        isinstance(namespace, dict) and "__name__" not in namespace
    )


def _second_names(core: Core) -> dict[str, e.Expr]:
    """Names that are bound once, to what another name outside of the program stands for."""
    found: dict[str, e.Expr] = {}
    bound = {p.name for p in core.parameters}
    for node in statements(core.body):
        tree = node.value if isinstance(node, s.Assign) else None
        if isinstance(tree, e.Var):
            tree = found.get(tree.name, tree)
        for name in targets(node):
            found.pop(name, None)
        outside = isinstance(tree, e.Ref) or (isinstance(tree, e.Var) and tree.name in core.free)
        if isinstance(node, s.Assign) and tree is not None and outside:
            found |= {node.target: tree} if node.target not in bound else {}
        bound.update(targets(node))
    return found


def _keeps(target: object, name: str) -> bool:
    """Does a function or class of the user's keep an attribute that is written?"""
    if isinstance(target, types.FunctionType):
        return not hasattr(types.FunctionType, name)
    if isinstance(target, type):
        plain = type(target).__name__ in ("type", "ABCMeta") and instances.plain_class(target)
        return plain and not callable(getattr(target, name, None))
    return hasattr(type(target), "__srcgrad_derived__") and not hasattr(type(target), name)


def _plain(cls: type, name: str) -> bool:
    """Is a store to the attribute nothing else?"""
    own = instances.setter(cls) is None and instances.descriptor(cls, name) is None
    return own and instances.plain_class(cls) and not instances.frozen(cls)
