"""`copy.deepcopy` and `stop_gradient` of structures: what they share is shared by the copies.

d = {"a": x, "b": x}                   test = b.2 is a.1
e = copy.deepcopy(d)          ->       a.3 = np.copy(a.1)
b.4 = a.3 if test, else np.copy(b.2)
"""

from __future__ import annotations

import copyreg
import types
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass, field
from srcgrad.normalize.structures.containers import containers
from srcgrad.normalize.structures.layout import HELD, Itself, Pin, Ref
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker
from srcgrad.runtime import stop_gradient

OWN = ("__deepcopy__", "__copy__", "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__")
COPY = e.Ref("np.copy", np.copy)
STOP = e.Ref("stop_gradient", stop_gradient)


@dataclass
class Memo:
    """What has been copied: structures, and arrays with their kinds."""

    structures: dict[int, Ref] = field(default_factory=dict)
    arrays: list[tuple[e.Var, k.Array, e.Var]] = field(default_factory=list)
    stopped: bool = False  # is it of the same arrays, without derivatives?


def copied(w: Walker, ref: Ref, node: s.Stmt, target: str) -> Ref:
    """A deep copy of a structure."""
    return _structure(w, ref, node, target, Memo())


def stopped(w: Walker, ref: Ref, node: s.Stmt, target: str) -> Ref:
    """A structure like it, whose derivative counts as zero."""
    return _structure(w, ref, node, target, Memo(stopped=True))


def own(cls: type) -> bool:
    """Does a class say by itself how its objects are copied?"""
    return any(getattr(cls, name, None) is not getattr(object, name, None) for name in OWN)


class Registered:
    """How objects of a class are copied by `copyreg`, as a namespace that is read at each call."""

    def __contains__(self, cls: object) -> bool:
        return True

    def __getitem__(self, cls: type) -> Any:
        return copyreg.dispatch_table.get(cls)


def registered(w: Walker, cls: type) -> bool:
    """Does a function that is registered say how objects of a class are copied?"""
    w.context.watch(Registered(), cls)  # type: ignore[arg-type]
    return cls in copyreg.dispatch_table


def told_by(cls: type) -> bool:
    """Does a method of the user's say what a copy holds, by way of pickling?"""
    methods = [getattr(cls, name, None) for name in OWN]
    own = [one for one in methods if isinstance(one, types.FunctionType)]
    return any(one.__module__ != "dataclasses" for one in own)


def check_end(cls: type, node: s.Stmt) -> None:
    """Refuse an object that is made here, and says what happens at its end."""
    if isinstance(getattr(cls, "__del__", None), types.FunctionType):
        raise UnsupportedSyntaxError(
            f"{cls.__name__} has a `__del__`, which Python calls once nothing holds the object",
            "let the program call it as a method of another name, or make the object outside",
            node.origin,
        )


def checked(copier: Any) -> Any:
    """A copier of what may be copied: an object that says what happens at its end is refused."""

    def check(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Any:
        held = w.held(tree.args[0]) if tree.args else None
        kind = w.kind(tree.args[0]) if tree.args and held is None else None
        if isinstance(kind, k.Object):
            check_end(kind.cls, node)
        elif isinstance(held, Ref):
            check_end(w.structure(held).cls, node)
        return copier(w, tree, node, live, target)

    return check


def _structure(w: Walker, ref: Ref, node: s.Stmt, target: str, memo: Memo) -> Ref:
    if ref.id in memo.structures:
        return memo.structures[ref.id]
    held = w.structure(ref)
    told = held.form == "object" and not memo.stopped
    if told and (own(held.cls) or registered(w, held.cls)):
        raise Pin(held.site, "its class says how it is copied")
    if not memo.stopped:
        check_end(held.cls, node)
    if any(isinstance(key, Itself) for key in held.slots):
        raise Pin(held.site, "a dict whose keys are objects is copied with them")
    made = containers.build(w, held.form, held.cls, {}, node, target or held.site, held.path)
    w.structure(made).factory = held.factory
    memo.structures[ref.id] = made
    for key, slot in held.slots.items():
        value: Any
        if slot is HELD:
            w.structure(made).slots[key] = slot
            continue
        if isinstance(slot, Ref):
            value = _structure(w, slot, node, target, memo)
        else:
            value = _value(w, containers.read(w, held, key), held.site, node, memo)
        containers.put(w, w.structure(made), key, value, node)
    return made


def _value(w: Walker, value: Any, site: str, node: s.Stmt, memo: Memo) -> e.Expr:
    kind = w.kind(value) if isinstance(value, e.Expr) else k.Unknown()
    if memo.stopped and isinstance(value, e.Expr) and k.differentiable(kind):
        return w.named(e.Call(STOP, (value,)), "stopped", node)
    if isinstance(kind, k.Array) and not kind.mixed:
        assert isinstance(value, e.Var)
        return _array(w, value, kind, node, memo)
    if not (k.is_number(kind) or k.constant(kind)):
        w.waiting = True
        raise Pin(site, "a deep copy of what is not known")
    assert isinstance(value, e.Expr)
    return value


def _array(w: Walker, value: e.Var, kind: k.Array, node: s.Stmt, memo: Memo) -> e.Expr:
    """A copy of an array, or the copy that was made of it under another name."""
    for before, _, twin in memo.arrays:
        if before == value:
            return twin
    name = w.new_name(f"{value.name}_copy")
    made: s.Block = [s.Assign(name, e.Call(COPY, (value,)), origin=node.origin)]
    for before, other, twin in reversed(memo.arrays):
        if other.dtype == kind.dtype and (
            None in (other.rank, kind.rank) or other.rank == kind.rank
        ):
            test = w.named(e.Compare("is", value, before), "same", node)
            made = [
                s.If(test, [s.Assign(name, twin, origin=node.origin)], made, origin=node.origin)
            ]
    for one in made:
        w.emit(one, node)
    w.bind_known(name, kind)
    memo.arrays.append((value, kind, e.Var(name)))
    return e.Var(name)
