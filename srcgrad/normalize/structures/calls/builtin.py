"""Python's own functions on structures."""

from __future__ import annotations

import collections
import copy
import dataclasses
import inspect
import types
from collections.abc import Callable
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import answers_itself
from srcgrad.normalize.names.attributes import of_module
from srcgrad.normalize.structures.calls import passing
from srcgrad.normalize.structures.containers import (
    containers,
    extremes,
    methods,
    ordered,
    rows,
    sets,
)
from srcgrad.normalize.structures.layout import Method, Pin, Ref, Structure, Super, Value, View
from srcgrad.normalize.structures.objects import (
    construct,
    deep,
    dispatch,
    elements,
    instances,
    sizes,
    standing,
    texts,
)
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker
from srcgrad.runtime import asked, counted, instance, like, positions, stop_gradient

Result = Value | e.Expr | None
Builtin = Callable[[Walker, e.Call, s.Stmt, Names, str], Result]


def of(function: Any) -> Builtin | None:
    """What serves a builtin; each gives None where its operands are plain values."""
    try:
        return _BUILTINS.get(function)
    except TypeError:  # not hashable
        return None


def _first(w: Walker, tree: e.Call) -> Value | None:
    return w.held(tree.args[0]) if tree.args else None


def _length(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held = _first(w, tree)
    if isinstance(held, View):
        return e.Const(len(containers.elements(w, held, node)))
    if not isinstance(held, Ref):
        return None
    if w.structure(held).form == "object":
        return w.call_method(held, tree.args[0], "__len__", (), node, live)
    if w.structure(held).form == "rows":
        return rows.length(w.structure(held))
    return e.Const(len(w.structure(held).slots))


def _counted(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    """How many elements a loop finds, whatever the object's `__len__` says."""
    held = _first(w, tree)
    if held is None:
        return None
    sizes.check(w, held, tree.args[0], node, live)
    whole = elements.counted(w, held, tree.args[0], node, live)
    return w.value(e.Call(e.Ref("len", len), (whole,)), node, live, target)


def _sequence(form: str, cls: type) -> Builtin:
    def made(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
        if not tree.args and cls is list and target in w.rows:
            return rows.start(w, target, [], node)
        if not tree.args:
            return containers.fresh(w, form, cls, {}, node, target or form)
        held = _first(w, tree)
        if isinstance(held, Ref) and w.structure(held).form == "object":
            gone = elements.iterated(w, held, tree.args[0], node, live, asks=True)
            if isinstance(gone, e.Expr):
                return e.Call(e.Ref(cls.__name__, cls), (gone,))
            held = gone
        if not isinstance(held, Ref | View):
            return None
        if isinstance(held, Ref) and w.structure(held).form == "rows":
            return rows.copy(w, w.structure(held), node, target)
        found = containers.elements(w, held, node)
        return containers.fresh(w, form, cls, dict(enumerate(found)), node, target or form)

    return made


def _dict(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    if target in w.pins:
        return construct.table(w, tree.args, tree.kwargs, node, live, target)
    if not target:
        return None
    made = containers.build(w, "dict", dict, {}, node, target)
    name = w.named(made, "dict_", node)
    methods.method(
        w, made, "update", e.Call(e.Attr(name, "update"), tree.args, tree.kwargs), node, ""
    )
    return made


def _sorted(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    """Of constants, such as the keys of a dict: sorted now."""
    held = _first(w, tree)
    if not isinstance(held, Ref | View) or not target:
        return None
    keys = dict(tree.kwargs)
    if extremes.objects(w, held):
        return extremes.meant(w, sorted, tree, tree.kwargs, node, live)
    found = containers.elements(w, held, node)
    firsts: list[Any] = []
    for element in found:
        one = element
        if isinstance(one, Ref) and w.structure(one).form == "tuple" and "key" not in keys:
            one = containers.as_value(w.structure(one).slots.get(0))
        known, value = w.constant(one) if isinstance(one, e.Expr) else (False, None)
        if not known:
            return None
        firsts.append(value)
    if set(keys) - {"reverse"} or len(set(firsts)) != len(firsts):
        return None
    known, backwards = w.constant(keys.get("reverse", e.Const(False)))
    order = sorted(range(len(found)), key=firsts.__getitem__, reverse=bool(known and backwards))
    chosen = [found[n] for n in order]
    return containers.fresh(w, "list", list, dict(enumerate(chosen)), node, target)


def _isinstance(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held = _first(w, tree)
    known, wanted = w.constant(tree.args[1]) if len(tree.args) == 2 else (False, None)
    if len(tree.args) == 2:
        other = w.held(tree.args[1])
        if isinstance(other, Ref):
            parts = [w.constant(x) for x in containers.elements(w, other, node)]
            known, wanted = all(p for p, _ in parts), tuple(v for _, v in parts)
        elif isinstance(other, Method):
            known, wanted = True, other.function
    if not isinstance(held, Ref) or not known:
        return None
    kinds: Any = wanted
    if answers_itself(kinds):
        raise Pin((), "the class of a class says what its objects are")
    found = issubclass(w.structure(held).cls, kinds)
    if not found and standing.in_place(w, held):
        return w.value(e.Call(tree.func, (_own(w, held, node), tree.args[1])), node, live, target)
    plain = all(one.__module__ in ("builtins", "numpy") for one in _classes(kinds))
    if not found and not plain:
        _refuse_stand_in(w.structure(held).cls)
    return e.Const(found)


def _classes(wanted: Any) -> list[Any]:
    """The classes that `isinstance` is given, in tuples or alone."""
    if isinstance(wanted, tuple):
        return [one for part in wanted for one in _classes(part)]
    return [wanted]


def _refuse_stand_in(cls: Any) -> None:
    """A class of ours does not tell what the object of SciPy's is that it stands for."""
    if standing.of_scipy(cls):
        raise Pin((), "the class of an object of SciPy's that is made of active values")


def _own(w: Walker, held: Ref, node: s.Stmt) -> e.Expr:
    """The object of a library's that one of ours stands for, and that tells what it is."""
    found = containers.read(w, w.structure(held), standing.OWN)
    return found if isinstance(found, e.Expr) else w.named(found, standing.OWN, node)


def _type(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held = _first(w, tree)
    if len(tree.args) != 1 or not isinstance(held, Ref):
        return None
    _refuse_stand_in(w.structure(held).cls)
    return Method(w.structure(held).cls)


def _super(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    if not w.frames or not isinstance(w.frames[-1].function, types.FunctionType):
        raise Pin((), "`super()` outside a method")
    frame = w.frames[-1]
    after, receiver = None, frame.receiver
    if len(tree.args) == 2 and isinstance(tree.args[1], e.Var):
        _, after = w.constant(tree.args[0])
        receiver = tree.args[1].name
    else:
        for name, cell in zip(
            frame.function.__code__.co_freevars, frame.function.__closure__ or (), strict=True
        ):
            after = cell.cell_contents if name == "__class__" else after
    held = w.held(e.Var(receiver or ""))
    if after is None or not isinstance(held, Ref):
        raise Pin((), "`super()` of what is no object of known structure")
    kept = w.named(held, "instance", node)
    return Super(after, kept.name, w.structure(held).cls)


def _iter(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held = _first(w, tree)
    if held is None and len(tree.args) == 1 and target.startswith("value."):
        method = w.frames and w.frames[-1].function.__name__ == "__iter__"
        kind = w.kind(tree.args[0])
        if method and isinstance(kind, k.Array | k.List | k.Tuple):
            return w.plain(tree.args[0], node)  # a loop begins with it
    if isinstance(held, Ref) and instances.written_in_python(w.structure(held).cls, "__iter__"):
        return elements.begun(w, held, tree.args[0], node, live)
    return held if isinstance(held, Ref | View) else None


def _asked(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    """What an iterator goes through that is made of a value."""
    held = _first(w, tree)
    if held is None:
        return None
    sizes.note(w, held, tree.args[0], target, node, live)
    return elements.asked(w, held, tree.args[0], node, live)


def _has(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held, (known, name) = _first(w, tree), w.constant(tree.args[1])
    if known and (there := dispatch.holds(w, tree.args[0], name)) is not None:
        return e.Const(there)
    if not isinstance(held, Ref) or not known:
        return None
    found = w.structure(held)
    if standing.in_place(w, held):
        return e.Call(tree.func, (_own(w, held, node), tree.args[1]))
    _refuse_getattr(found, str(name))
    containers.refuse_missing(found, str(name))
    there = dispatch.holds(w, e.Ref(found.cls.__name__, found.cls), name)
    return e.Const((name in found.slots and found.form == "object") or there)


def _module(tree: e.Call) -> e.Ref | None:
    """The module that is asked, if it is one."""
    base = tree.args[0]
    return base if isinstance(base, e.Ref) and inspect.ismodule(base.target) else None


def _refuse_getattr(held: Structure, name: str) -> None:
    """What `__getattr__` says of an attribute that nothing holds is not foreseen."""
    there = (name in held.slots and held.form == "object") or hasattr(held.cls, name)
    if not there and instances.find(held.cls, "__getattr__") is not None:
        raise Pin(held.site, f"whether there is `{name}`, its `__getattr__` says")


def _getattr(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held, (known, name) = _first(w, tree), w.constant(tree.args[1])
    if len(tree.args) == 3 and known and dispatch.holds(w, tree.args[0], name) is False:
        other = w.held(tree.args[2])
        return w.plain(tree.args[2], node) if other is None else other
    if known and (module := _module(tree)) is not None:
        return of_module(module, name)
    if not isinstance(held, Ref) or not known:
        return None
    found = w.structure(held)
    if standing.in_place(w, held) and not hasattr(found.cls, name):
        raise Pin(found.site, f"`{name}` of an object of SciPy's that is made of active values")
    if len(tree.args) == 3:
        _refuse_getattr(found, str(name))
    if len(tree.args) == 3 and name not in found.slots and not hasattr(found.cls, name):
        dispatch.holds(w, e.Ref(found.cls.__name__, found.cls), name)
        other = w.held(tree.args[2])
        return w.plain(tree.args[2], node) if other is None else other
    return instances.attribute(w, tree.args[0], name, node, live)


def _operator(name: str) -> Builtin:
    def of_object(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
        held = _first(w, tree)
        if isinstance(held, Ref) and w.structure(held).form == "object":
            return w.call_method(held, tree.args[0], name, tree.args[1:], node, live)
        return None

    return of_object


def _bool(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    return None if _first(w, tree) is None else w.truth(tree.args[0], node, live)


def _copied(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held = _first(w, tree)
    if not isinstance(held, Ref):
        return None
    if instances.written_in_python(w.structure(held).cls, "__copy__"):
        return w.call_method(held, tree.args[0], "__copy__", (), node, live)
    cls = w.structure(held).cls
    if w.structure(held).form == "object" and (deep.told_by(cls) or deep.registered(w, cls)):
        raise Pin((), "its class says how it is copied")
    return methods.copied(w, held, node, target)


def _deep(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held = _first(w, tree)
    if not isinstance(held, Ref) or len(tree.args) != 1 or tree.kwargs:
        return None
    return deep.copied(w, held, node, target)


def _stopped(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held = _first(w, tree)
    return deep.stopped(w, held, node, target) if isinstance(held, Ref) else None


def _total(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    """`sum` of structures, or of what adds up by its class: added up one by one."""
    held = _first(w, tree)
    if not isinstance(held, Ref | View):
        return None
    if isinstance(held, Ref) and w.structure(held).form == "rows" and extremes.objects(w, held):
        return extremes.by_class(w, sum, tree, node, live)
    found = containers.elements(w, held, node)
    if not any(isinstance(x, Ref) for x in found):
        return None
    total: Any = tree.args[1] if len(tree.args) > 1 else dict(tree.kwargs).get("start", e.Const(0))
    total = w.held(total) or total
    for element in found:
        left = w.named(total, "total", node) if not isinstance(total, e.Const) else total
        right = w.named(element, "term", node)
        total = w.value(e.Binary("+", left, right), node, live | {right.name})
    return total


def _next(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    held = _first(w, tree)
    known = k.Array | k.List | k.Tuple | k.Dict | k.Real | k.Scalar
    if held is None and len(tree.args) == 1 and isinstance(w.kind(tree.args[0]), known):
        raise UnsupportedSyntaxError(
            "`next` of what is not made an iterator here is outside the language",
            "make the iterator in this function, under a name of its own: `it = iter(xs)`",
            node.origin,
        )
    if len(tree.args) != 1 or not elements.makes_elements(w, held):
        return None
    assert isinstance(held, Ref)
    return w.call_method(held, tree.args[0], "__next__", (), node, live)


_BUILTINS: dict[Any, Builtin] = {
    len: _length,
    counted: _counted,
    list: _sequence("list", list),
    tuple: _sequence("tuple", tuple),
    dict: _dict,
    collections.OrderedDict: ordered.ordered,
    collections.defaultdict: ordered.defaulting,
    set: sets.made(set),
    frozenset: sets.made(frozenset),
    sorted: _sorted,
    positions: extremes.order,
    isinstance: _isinstance,
    type: _type,
    super: _super,
    iter: _iter,
    asked: _asked,
    next: _next,
    hasattr: _has,
    getattr: _getattr,
    bool: _bool,
    str: texts.of,
    texts.TEXT_OF.target: texts.of_exception,
    print: texts.printed,
    zip: passing.zip_once,
    enumerate: passing.enumerate_once,
    reversed: passing.reversed_once,
    sum: _total,
    min: extremes.extreme,
    max: extremes.extreme,
    abs: _operator("__abs__"),
    float: _operator("__float__"),
    int: _operator("__int__"),
    round: _operator("__round__"),
    copy.copy: deep.checked(_copied),
    copy.deepcopy: deep.checked(_deep),
    stop_gradient: _stopped,
    dataclasses.replace: construct.replaced,
    dataclasses.asdict: construct.as_dict,
    dataclasses.astuple: construct.as_tuple,
    like: construct.made_like,
    instance: construct.made_like,
}
