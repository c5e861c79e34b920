"""Objects: their attributes and methods, found as Python finds them."""

from __future__ import annotations

import enum
import functools
import types
from typing import Any, TypeGuard

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Free, computed, is_derived
from srcgrad.ir.mutating import WRITING
from srcgrad.ir.walk import statements
from srcgrad.normalize.arrays.effects import WRITE
from srcgrad.normalize.structures import entering
from srcgrad.normalize.structures.calls import inlining
from srcgrad.normalize.structures.containers import own_methods
from srcgrad.normalize.structures.containers.containers import put, read, remember
from srcgrad.normalize.structures.containers.deposits import deposit
from srcgrad.normalize.structures.layout import Method, Pin, Ref, Structure, Super, Value, View
from srcgrad.normalize.structures.objects import standing
from srcgrad.normalize.structures.objects.dispatch import OfMethod
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

Result = Value | e.Expr
SHARED = (int, float, complex, str, slice, np.generic, np.ndarray)  # seen by the signature
KEEPING = {"append", "extend", "insert", "add", "setdefault", "update", "put", "fill"}
STORES = ("STORE_ATTR", "STORE_SUBSCR", "STORE_SLICE", "STORE_GLOBAL", "STORE_DEREF")
NAMES = ("__name__", "__qualname__")  # of a class
COMMON = frozenset(n for cls in (np.ndarray, list, dict, set, str, complex) for n in dir(cls))
OF_MEMBERS = (types.FunctionType, property, classmethod, staticmethod)
PLAIN = (*SHARED, bool, type(None), tuple, list, dict)


def find(cls: type, name: str, after: type | None = None) -> tuple[type, Any] | None:
    """The class that holds an attribute, and the attribute itself."""
    order = cls.__mro__
    if after is not None:
        order = order[order.index(after) + 1 :]
    for owner in order:
        if name in vars(owner):
            return owner, vars(owner)[name]
    return None


def written_in_python(cls: type, name: str) -> bool:
    """Is a method of the user's?"""
    found = find(cls, name)
    return found is not None and isinstance(found[1], types.FunctionType)


def may_keep(kind: k.Kind, name: str) -> bool:
    """May a method of what is not followed keep what it is given, or store into it?"""
    if isinstance(kind, k.Object) and written_in_python(kind.cls, name):
        return True
    return name in KEEPING | WRITING and not isinstance(kind, k.Array | k.Scalar | k.Str)


def descriptor(cls: type, name: str) -> Any:
    """What stands before an attribute of the instance, or None."""
    found = find(cls, name)
    if found is None or isinstance(found[1], types.MemberDescriptorType):
        return None
    return found[1] if hasattr(type(found[1]), "__set__") else None


def plain_class(cls: type) -> bool:
    """Do the class's objects keep their attributes as Python's own objects do?"""
    for owner in cls.__mro__[:-1]:
        if owner.__module__ in ("abc", "typing") and owner.__name__ in (
            "ABC",
            "Generic",
            "Protocol",
        ):
            continue
        if owner.__module__.partition(".")[0] in ("builtins", "numpy", "scipy", "collections"):
            return False
        special = {"__getattribute__", "__delattr__", "__new__", "__class__"} & set(vars(owner))
        if "__dataclass_params__" in vars(owner) and vars(owner)["__dataclass_params__"].frozen:
            special -= {"__delattr__"}
        if special:
            return False
    return type(cls).__name__ in ("type", "ABCMeta", "_ProtocolMeta")


def generated(function: Any) -> bool:
    """Is the function one that `dataclass` wrote?"""
    return getattr(function, "__qualname__", "").startswith("__create_fn__") or (
        getattr(getattr(function, "__code__", None), "co_filename", "") == "<string>"
    )


def attribute(
    w: Walker, base: e.Expr, name: str, node: s.Stmt, live: Names, target: str = ""
) -> Result | None:
    """`base.name`, or None where the base is a plain value."""
    held = w.held(base)
    if isinstance(held, Super):
        found = find(held.cls, name, held.after)
        if found is None:
            raise Pin((), f"no class after {held.after.__name__} has `{name}`")
        return _of_class(w, found, name, e.Var(held.receiver), None, node, live)
    if isinstance(held, Method) and isinstance(held.function, type) and name in NAMES:
        return e.Const(getattr(held.function, name))
    if isinstance(held, View):
        raise Pin(w.structure(held.base).site, f"`{name}` of a view is used as a value")
    if not isinstance(held, Ref):
        if (
            isinstance(w.kind(base), k.List)
            and (method := own_methods.method_of(list, name)) is not None
        ):
            return Method(method, (w.named(base, "list_", node),))
        own = of_member(w, base, name, node, live) or _of_whole(w, base, name, node, live)
        return _of_class_alone(w, base, name) if own is None else own
    inside = w.structure(held)
    if name == "__class__" and inside.form in ("tuple", "list", "dict"):
        return Method(inside.cls)
    if inside.form == "tuple" and hasattr(inside.cls, "_fields"):
        if name in inside.cls._fields:
            return read(w, inside, inside.cls._fields.index(name))
    elif inside.form == "object":
        if descriptor(inside.cls, name) is None and name in inside.slots:
            remember(w, target, inside, name)
            return read(w, inside, name)
    elif inside.form == "function" and name in inside.slots:
        return read(w, inside, name)
    elif (method := own_methods.of_structure(inside, name)) is not None:
        return Method(method, (w.named(held, f"{inside.form}_", node),))
    elif inside.form == "function" or not _own(inside, name):
        reason = f"`{name}` of a {inside.form} is used as a value"
        raise Pin(inside.site, reason, keyed=inside.form == "dict")
    if name == "__class__":
        if standing.stands_in(w, held):
            raise Pin((), "the class of a container of which only the run knows the structure")
        return Method(inside.cls)
    if name == "__dict__" and inside.form == "object" and has_dict(inside.cls):
        return View(held, "vars")
    found = find(inside.cls, name)
    if found is None:
        other = w.steps.absent(w, held, base, name, node, live)
        if other is not None:
            return other
        raise Pin(inside.site, f"{inside.cls.__name__} has no attribute `{name}`")
    return _of_class(w, found, name, base, inside, node, live)


def of_member(w: Walker, base: e.Expr, name: str, node: s.Stmt, live: Names) -> Result | None:
    """What the class of a member of an enumeration says of it, where that is the user's."""
    members = _members(w, base, name)
    own = [vars(member) for member in members if name in vars(member)]
    for held in own:
        w.context.watch(held, name)
    if not members or own:
        return None
    cls = type(members[0])
    found = find(cls, name)
    if found is None or not isinstance(found[1], OF_MEMBERS):
        return None
    if isinstance(found[1], classmethod):
        w.context.watch(cls, name)
        return Method(found[1].__func__, (e.Ref(cls.__name__, cls),))
    return _of_class(w, found, name, base, None, node, live)


def _of_whole(w: Walker, base: e.Expr, name: str, node: s.Stmt, live: Names) -> Result | None:
    """What a property says of an object that stays whole."""
    kind = w.kind(base)
    if not isinstance(kind, k.Object) or not plain_class(kind.cls):
        return None
    found = find(kind.cls, name)
    if found is None or not isinstance(found[1], property) or found[1].fget is None:
        return None
    w.context.watch(kind.cls, name)
    return inlining.must(w, found[1].fget, (base,), (), node, live, ())


def _members(w: Walker, base: e.Expr, name: str) -> list[enum.Enum]:
    """The members of an enumeration of which a value is one."""
    known, member = w.constant(base)
    if known:
        return [member] if isinstance(member, enum.Enum) else []
    match kind := w.kind(base):
        case k.Opaque(enum.EnumMeta() as cls):
            return list(cls.__members__.values())
    if type(kind) is k.Unknown and name not in COMMON and _enumerates(w):
        w.waiting = True
    return []


def _enumerates(w: Walker) -> bool:
    """Does the program name an enumeration?"""
    named = [free for free in w.core.statics.values() if isinstance(free.namespace, dict)]
    return any(isinstance(free.namespace.get(free.key), enum.EnumMeta) for free in named)


def _own(inside: Structure, name: str) -> bool:
    """Is an attribute one that a class of the user's, derived from a container's, adds?"""
    if inside.cls in (list, tuple, dict) or inside.form == "rows":
        return False
    found = find(inside.cls, name)
    own = (types.FunctionType, property, staticmethod, classmethod, *PLAIN)
    return found is None or isinstance(found[1], own)


def has_dict(cls: type) -> bool:
    """Are all attributes of a class's objects in their `__dict__`, whose name nobody took?"""
    slots = any(getattr(owner, "__slots__", ()) for owner in cls.__mro__)
    return not slots and any("__dict__" in vars(owner) for owner in cls.__mro__)


def _of_class_alone(w: Walker, base: e.Expr, name: str) -> Result | None:
    """What is no function, of `Class.scale` and `Class.table`, is read at each call."""
    kind = w.state.known.get(base.name) if isinstance(base, e.Var) else None
    cls = base.target if isinstance(base, e.Ref) else getattr(kind, "value", None)
    members = cls.__members__ if isinstance(cls, enum.EnumMeta) else ()
    if not isinstance(cls, type) or name in members or computed(cls, name):
        return None
    found = find(cls, name)
    held = None if found is None else found[1]
    shared = isinstance(held, SHARED) or type(held) in (tuple, list, dict) or held_object(held)
    if shared or (found is not None and plain_class(cls)):
        w.context.watch(cls, name)
    if not shared or _writes(w.core.body, name):
        return None
    return free_value(w, cls, name)


def _writes(block: s.Block, name: str) -> bool:
    """Does a program that has been taken apart already write such an attribute?"""
    calls = [n.value for n in statements(block) if isinstance(n, s.Evaluate)]
    return e.Const(name) in [c.args[1] for c in calls if isinstance(c, e.Call) and c.func == WRITE]


def held_object(value: Any) -> bool:
    """Is it an object of the user's that a class holds, and gives as it is?"""
    cls: Any = type(value)
    own = cls.__module__.partition(".")[0] != "srcgrad" and not isinstance(value, type)
    return own and not hasattr(cls, "__get__") and hasattr(value, "__dict__") and plain_class(cls)


def _of_class(
    w: Walker, found: tuple[type, Any], name: str, base: e.Expr, inside: Structure | None,
    node: s.Stmt, live: Names,
) -> Result:  # fmt: skip
    """An attribute that a class holds, as an object of it sees it."""
    owner, held = found
    sites = (inside.site,) if inside is not None else ()
    seen = inside.cls if inside is not None else owner  # a class between them may get one later
    w.context.watch(seen, name)
    match held:
        case _ if isinstance(held, types.FunctionType) or is_derived(held):
            receiver = w.named(w.held(base) or base, "instance", node)
            return Method(held, (receiver,))
        case functools.singledispatchmethod():
            return Method(OfMethod(held), (w.named(w.held(base) or base, "instance", node),))
        case staticmethod():
            return Method(held.__func__)
        case classmethod():
            cls = inside.cls if inside is not None else owner
            return Method(held.__func__, (e.Ref(cls.__name__, cls),))
        case property() if held.fget is not None:
            return inlining.must(w, held.fget, (base,), (), node, live, sites)
        case functools.cached_property():
            value = inlining.must(w, held.func, (base,), (), node, live, sites)
            ref = w.held(base)  # what the method has branched over, it has copied
            assert isinstance(ref, Ref)
            return _write_cached(w, w.structure(ref), name, value, node)
    if isinstance(held, PLAIN) and not isinstance(held, types.FunctionType):
        if inside is not None and inside.home is not None and isinstance(held, SHARED):
            return e.Var(entering.access(w, e.Attr(inside.home, name), name))
        return free_value(w, seen, name)
    if held_object(held) or isinstance(held, types.ModuleType):
        return free_value(w, seen, name)
    bound = own_methods.is_written(held)
    if bound or isinstance(held, type | np.ufunc | types.BuiltinFunctionType):
        return Method(held)
    getter = _code_of(held, "__get__")
    if getter is not None and inside is not None:
        own = described(w, owner, name, node)
        w.context.watch(type(held), "__get__")
        given = own, base, e.Ref(inside.cls.__name__, inside.cls)
        return inlining.must(w, getter, given, (), node, live | {own.name}, sites)
    raise Pin(sites, f"`{name}` is computed by a descriptor")


def _code_of(held: object, name: str) -> types.FunctionType | None:
    """What a descriptor of the user's does, in Python, with an attribute."""
    found = find(type(held), name)
    written = found is not None and plain_class(type(held))
    return found[1] if written and isinstance(found[1], types.FunctionType) else None  # type: ignore[index]


def described(w: Walker, owner: type, name: str, node: s.Stmt) -> e.Var:
    """The descriptor itself, as the program reads it from the class."""
    return w.named(free_value(w, owner, name), "descriptor", node)


def stored_by(w: Walker, cls: type, name: str, node: s.Stmt) -> tuple[Any, e.Var] | None:
    """The `__set__` of a descriptor of the user's, and the descriptor."""
    found = find(cls, name)
    code = None if found is None else _code_of(found[1], "__set__")
    if found is None or code is None:
        return None
    w.context.watch(cls, name)
    w.context.watch(type(found[1]), "__set__")
    return code, described(w, found[0], name, node)


def is_static(found: Any) -> TypeGuard[Method]:
    """Is it a static method, which is a function as any other: it may go where none is followed?"""
    plain = isinstance(found, Method) and isinstance(found.function, types.FunctionType)
    return plain and not found.bound


def free_value(w: Walker, owner: type, name: str) -> Result:
    """A value that the program reads from a class at each call."""
    for free in w.core.free.values():
        if free.namespace is owner and free.key == name:
            return w.held(e.Var(free.name)) or e.Var(free.name)
    return _entered(w, f"{owner.__name__}_{name}", owner, name)


def receiver_of(w: Walker, method: types.MethodType) -> Result:
    """The object that a method from outside is bound to."""
    for free in w.core.free.values():
        if isinstance(free.namespace, tuple) and free.namespace[int(free.key)] is method.__self__:
            return w.held(e.Var(free.name)) or e.Var(free.name)
    return _entered(w, type(method.__self__).__name__.lower(), (method.__self__,), "0")


def _entered(w: Walker, stem: str, holder: Any, key: str) -> Result:
    held = w.new_name(stem)
    w.core.free[held] = Free(held, holder, key)
    entering.enter_free(w, held)
    return w.held(e.Var(held)) or e.Var(held)


def call_method(
    w: Walker, ref: Ref, base: e.Expr, name: str, args: tuple[e.Expr, ...], node: s.Stmt,
    live: Names, kwargs: inlining.Keywords = (),
) -> Result:  # fmt: skip
    """`type(base).name(base, *args)`, as operators call it."""
    held = w.structure(ref)
    found = find(held.cls, name)
    derived = found is not None and is_derived(found[1])
    if found is None or not (derived or isinstance(found[1], types.FunctionType)):
        raise Pin(held.site, f"{held.cls.__name__} has no method `{name}`")
    w.context.watch(held.cls, name)
    if derived:
        made = e.Call(e.Ref(name, found[1]), (base, *args), kwargs)
        return w.steps.value(w, made, node, live, "")
    sites = (held.site, *(w.structure(r).site for a in args if isinstance(r := w.held(a), Ref)))
    return inlining.must(w, found[1], (base, *args), kwargs, node, live, sites)


def _write_cached(
    w: Walker, held: Structure, key: Any, value: Value | e.Expr, node: s.Stmt
) -> Value | e.Expr:
    """What a cached property keeps."""
    put(w, held, key, value, node)
    deposit(w, held, key, node)
    return read(w, held, key)


def setter(cls: type) -> tuple[type, Any] | None:
    """The class's own `__setattr__`, and who holds it; a frozen dataclass has another one."""
    found = find(cls, "__setattr__")
    if found is None or found[0] is object or not isinstance(found[1], types.FunctionType):
        return None
    params = vars(found[0]).get("__dataclass_params__")
    return None if params is not None and params.frozen else found


def frozen(cls: type) -> bool:
    """Is it a frozen dataclass?"""
    params = getattr(cls, "__dataclass_params__", None)
    return params is not None and params.frozen
