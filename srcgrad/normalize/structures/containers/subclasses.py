"""Objects of classes that are derived from `dict` or `list`: containers with methods of their own.

p = Params(a=x)                         a = x
p.scale = 2.0          ->               scale = 2.0
y = p.total()                           y = a + scale
"""

from __future__ import annotations

import collections
import types

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.calls import inlining
from srcgrad.normalize.structures.containers import containers, methods
from srcgrad.normalize.structures.layout import Pin, Ref, Structure, Super, Value
from srcgrad.normalize.structures.objects import instances
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

Result = Value | e.Expr
FOLLOWED = {  # what such a class may say itself
    *("__init__", "__missing__", "__getattr__", "__setattr__", "__repr__", "__str__"),
    *("__module__", "__doc__", "__dict__", "__weakref__", "__annotations__", "__qualname__"),
    *("__orig_bases__", "__parameters__", "__firstlineno__", "__static_attributes__"),
    "__slotnames__",  # noted by `copy` and `pickle`
}
ARITHMETIC = {  # what it may say too: the base has none of these, or only `+` and `*`
    f"__{side}{name}__"
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul")
    for side in ("", "r")
}
FOLLOWED |= {*ARITHMETIC, "__neg__", "__pos__", "__abs__", "__call__"}
KEPT = {"__init__", "__setattr__", "__repr__", "__str__", "__doc__", "__class_getitem__"}
READS = (dict.__getitem__, dict.get)  # `__getattr__ = dict.get`


def followed(cls: type) -> bool:
    """Is it derived from `dict` or `list` alone, and are its elements where those have them?"""
    if type(cls) is not type or cls in (dict, list) or not issubclass(cls, dict | list):
        return False
    for owner in cls.__mro__[:-1]:
        if owner in (dict, list):
            return True
        special = {name for name in vars(owner) if name.startswith("__") and name.endswith("__")}
        if special - FOLLOWED or owner.__module__.partition(".")[0] in ("builtins", "collections"):
            return False
    return False


def keeps_methods(cls: type) -> bool:
    """Is it such a class, whose objects do all that a dict does as a dict does it?"""
    if cls is collections.OrderedDict:
        return True
    own = {name for owner in cls.__mro__ if owner not in (dict, object) for name in vars(owner)}
    return followed(cls) and not own & ({*dir(dict), "__missing__"} - KEPT)


def made(
    w: Walker, cls: type, tree: e.Call, node: s.Stmt, live: Names, target: str, path: e.Ref | None
) -> Value:
    """A new one."""
    form, site = "dict" if issubclass(cls, dict) else "list", target or cls.__name__.lower()
    ref = containers.build(w, form, cls, {}, node, site, path)
    name = w.named(ref, cls.__name__.lower(), node)
    found = instances.find(cls, "__init__")
    assert found is not None
    if isinstance(found[1], types.FunctionType):
        w.context.watch(cls, "__init__")
        args = (name, *tree.args)
        inlining.must(w, found[1], args, tree.kwargs, node, live | {name.name}, (site,))
    else:
        filled(w, ref, name, tree, node)
    return w.state.env[name.name]


def filled(w: Walker, ref: Ref, name: e.Var, tree: e.Call, node: s.Stmt) -> None:
    """What `dict.__init__` and `list.__init__` do with their arguments."""
    if w.structure(ref).form == "dict":
        update = e.Call(e.Attr(name, "update"), tree.args, tree.kwargs)
        methods.method(w, ref, "update", update, node, "")
    elif tree.args:
        methods.extend(w, ref, tree.args[0], node)


def of_base(w: Walker, held: Super, name: str, tree: e.Call, node: s.Stmt) -> Result | None:
    """`super().name(...)`, which `dict` or `list` has, or an `__init__` that does nothing."""
    found, ref = instances.find(held.cls, name, held.after), w.held(e.Var(held.receiver))
    if name == "__init__" and (found is None or found[0] is object):
        return e.NONE
    if found is None or found[0] not in (dict, list) or not isinstance(ref, Ref):
        return None
    if name == "__init__":
        filled(w, ref, e.Var(held.receiver), tree, node)
        return e.NONE
    if name.startswith("__"):
        raise Pin(w.structure(ref).site, f"`{name}` of a {found[0].__name__} is called by its name")
    return methods.method(w, ref, name, tree, node, "")


def attribute(
    w: Walker, ref: Ref, base: e.Expr, name: str, node: s.Stmt, live: Names
) -> Result | None:
    """An attribute that nothing holds: what `__getattr__` says, if there is one."""
    held = w.structure(ref)
    found = instances.find(held.cls, "__getattr__")
    if found is None:
        return None
    w.context.watch(held.cls, "__getattr__")
    if isinstance(found[1], types.FunctionType):
        call = (base, e.Const(name))
        return inlining.must(w, found[1], call, (), node, live, (held.site,))
    if held.form == "dict" and found[1] in READS:
        if name in held.slots or found[1] is dict.__getitem__:
            return containers.item(w, ref, base, e.Const(name), node, live, "")
        return e.NONE
    return None


def missing(
    w: Walker, ref: Ref, base: e.Expr, index: e.Expr, node: s.Stmt, live: Names
) -> Result | None:
    """What `__missing__` gives for a key that is not there."""
    held = w.structure(ref)
    if held.form != "dict" or not instances.written_in_python(held.cls, "__missing__"):
        return None
    if containers.key_to(w, held, index) in held.slots:
        return None
    return w.call_method(ref, base, "__missing__", (index,), node, live)


def stores_items(held: Structure) -> bool:
    """Is an attribute that is written an item, `__setattr__ = dict.__setitem__`?"""
    found = instances.find(held.cls, "__setattr__")
    return held.form == "dict" and found is not None and found[1] is dict.__setitem__
