"""Objects that the program makes: plain classes, dataclasses, named tuples, namespaces."""

from __future__ import annotations

import collections
import copy
import dataclasses
import inspect
import types
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Free
from srcgrad.normalize.calls.inline import is_simple
from srcgrad.normalize.structures import entering
from srcgrad.normalize.structures.calls import inlining
from srcgrad.normalize.structures.containers import subclasses
from srcgrad.normalize.structures.containers.containers import as_value, build, put
from srcgrad.normalize.structures.layout import Pin, Ref, Structure, Value
from srcgrad.normalize.structures.objects import deep, exceptions, instances
from srcgrad.normalize.structures.objects.instances import plain_class
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker
from srcgrad.request.signature import is_plain_tuple


def construct(
    w: Walker, cls: type | exceptions.Raised, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Value | None:
    """A new object, or None where its class is not Python's own way of making one."""
    path = tree.func if isinstance(tree.func, e.Ref) and tree.func.target is cls else None
    raised = isinstance(cls, exceptions.Raised)
    cls = cls.cls if isinstance(cls, exceptions.Raised) else cls
    deep.check_end(cls, node)
    if issubclass(cls, tuple) and hasattr(cls, "_fields"):
        return _named_tuple(w, cls, tree, node, target, path)
    if cls is types.SimpleNamespace and not tree.args:
        slots = {name: operand(w, v, node) for name, v in tree.kwargs}
        return build(w, "object", cls, slots, node, target or "namespace", path)
    if subclasses.followed(cls):
        return subclasses.made(w, cls, tree, node, live, target, path)
    if not (raised or plain_class(cls)) or inspect.isabstract(cls):
        return None
    found = instances.find(cls, "__init__")
    assert found is not None
    owner, init = found
    site = target or cls.__name__.lower()
    made = build(w, "object", cls, {}, node, site, path)
    held = w.structure(made)
    held.stem = cls.__name__.lower()
    if raised:
        exceptions.begin(w, held, tree.args, node)
    name = w.named(made, held.stem, node)
    w.context.watch(cls, "__init__")  # of a dataclass, its defaults
    if "__dataclass_params__" in vars(owner) and instances.generated(init):
        _dataclass(w, owner, init, held, name, tree, node, live)
    elif raised and not isinstance(init, types.FunctionType):
        pass  # an exception's own keeps its arguments once more
    elif owner is not object:
        inlining.must(w, init, (name, *tree.args), tree.kwargs, node, live | {name.name}, (site,))
    elif tree.args or tree.kwargs:
        return None
    result = w.state.env[name.name]
    if instances.frozen(cls) and isinstance(result, Ref):
        w.structure(result).frozen = True
    return result


def takes_rest(w: Walker, cls: Any, tree: e.Call) -> bool:
    """Does all of `*xs`, whose length only the run knows, go to the `*args` of a class?"""
    *first, last = tree.args or (e.NONE,)
    if not isinstance(cls, type) or not isinstance(last, e.Star) or w.held(last.value) is not None:
        return False
    if any(isinstance(a, e.Star) for a in first) or any(name == "**" for name, _ in tree.kwargs):
        return False
    found = instances.find(cls, "__init__")
    if found is None or not isinstance(found[1], types.FunctionType):
        return False
    kind = w.kind(last.value)
    counted = isinstance(kind, k.Array) and not kind.dims
    if counted or not isinstance(kind, k.Array | k.List):
        return False
    P = inspect.Parameter
    _, *own = inspect.signature(found[1], follow_wrapped=False).parameters.values()
    named = [p for p in own if p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)]
    rest = any(p.kind == P.VAR_POSITIONAL for p in own)
    return rest and len(named) <= len(first) and plain_class(cls)


def table(
    w: Walker, args: tuple[e.Expr, ...], kwargs: inlining.Keywords, node: s.Stmt, live: Names,
    target: str,
) -> Ref | None:  # fmt: skip
    """A dict that stays one at run time for its keys' sake: an object in place of it."""
    w.waiting = True
    site, cls = f"{target}.table", w.context.stand_in(dict)
    wanted = target in w.context.varied or target in w.decisions.tabled
    if not w.pins[target].keyed or not wanted or site in w.pins:
        return None
    made = construct(w, cls, e.Call(e.Ref(cls.__name__, cls), args, kwargs), node, live, site)
    assert isinstance(made, Ref)
    return made


def operand(w: Walker, tree: e.Expr, node: s.Stmt) -> Value | e.Expr:
    """An argument as a value of a slot."""
    held = w.held(tree)
    return w.plain(tree, node) if held is None else held


def _bound(
    cls: type, parameters: list[inspect.Parameter], tree: e.Call, node: s.Stmt
) -> dict[str, e.Expr]:
    try:
        given = inspect.Signature(parameters).bind(*tree.args, **dict(tree.kwargs))
    except TypeError as error:
        raise Pin((), f"the call of {cls.__name__} does not fit: {error}") from None
    return dict(given.arguments)


def _named_tuple(
    w: Walker, cls: Any, tree: e.Call, node: s.Stmt, target: str, path: e.Ref | None
) -> Value | None:
    maker = getattr(cls.__new__, "__code__", None)
    made_alone = maker is not None and maker.co_filename.startswith("<")
    if not made_alone or cls.__init__ is not object.__init__ or not is_plain_tuple(cls):
        return None  # a `__new__` of the user's, or a `__getitem__`
    found = instances.find(cls, "__new__")
    if found is not None:
        w.context.watch(found[0], "__new__")  # its defaults
    defaults = given_by(cls.__new__)
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        inspect.Parameter(n, kind, default=defaults.get(n, inspect.Parameter.empty))
        for n in cls._fields
    ]
    given = _bound(cls, parameters, tree, node)
    slots: dict[Any, Any] = {}
    for position, name in enumerate(cls._fields):
        if name in given:
            slots[position] = operand(w, given[name], node)
        else:
            slots[position] = _default(w, cls, name, defaults[name])
    return build(w, "tuple", cls, slots, node, target or cls.__name__.lower(), path)


def _default(w: Walker, owner: type, name: str, value: Any) -> Value | e.Expr:
    """The default of a field: a constant, or what the class holds at each call."""
    if is_simple(value):
        return e.Const(value)
    if vars(owner).get(name) is value:
        return instances.free_value(w, owner, name)
    held = w.new_name(f"{owner.__name__}_{name}")
    w.core.free[held] = Free(held, {name: value}, name)
    entering.enter_free(w, held)
    return w.held(e.Var(held)) or e.Var(held)


def given_by(function: types.FunctionType) -> dict[str, Any]:
    """The defaults that a function has now, by the names of its parameters."""
    code, defaults = function.__code__, function.__defaults__ or ()
    last = code.co_varnames[code.co_argcount - len(defaults) : code.co_argcount]
    return dict(zip(last, defaults, strict=True)) | (function.__kwdefaults__ or {})


def _dataclass(
    w: Walker, cls: type, init: types.FunctionType, held: Structure, name: e.Var, tree: e.Call,
    node: s.Stmt, live: Names,
) -> None:  # fmt: skip
    """What the `__init__` that `dataclass` writes does."""
    defaults, made_by = given_by(init), init.__code__
    fields = dataclasses.fields(cls)
    known = {f.name for f in fields}
    if any(
        f._field_type is dataclasses._FIELD_INITVAR  # type: ignore[attr-defined]
        for f in vars(cls)["__dataclass_fields__"].values()
    ):
        raise Pin(held.site, "a dataclass with `InitVar`")
    positional = [f for f in fields if f.init and not f.kw_only]
    parameters = [
        inspect.Parameter(
            f.name,
            inspect.Parameter.KEYWORD_ONLY
            if f.kw_only
            else inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=None if f.name in defaults else inspect.Parameter.empty,
        )
        for f in (*positional, *(f for f in fields if f.init and f.kw_only))
    ]
    given = _bound(cls, parameters, tree, node)
    for one in fields:
        if one.name in given:
            value: Value | e.Expr = operand(w, given[one.name], node)
        elif one.default is not dataclasses.MISSING:
            value = _default(w, cls, one.name, defaults.get(one.name, one.default))
        elif one.default_factory is not dataclasses.MISSING:
            factory: Any = one.default_factory
            if isinstance(factory, types.FunctionType):
                w.context.watch({one.name: factory}, one.name)  # of no name: compiled anew
            call = e.Call(e.Ref(one.name, factory), ())
            value = w.value(call, node, live | {name.name}, f"{held.site}.{one.name}")
        else:
            continue
        _put(w, name, one.name, value, node)
    assert known is not None
    if "__post_init__" in made_by.co_names:  # as the class was when it was made
        ref = w.held(name)
        assert isinstance(ref, Ref)
        w.call_method(ref, name, "__post_init__", (), node, live | {name.name})


def _put(w: Walker, name: e.Var, key: str, value: Value | e.Expr, node: s.Stmt) -> None:

    ref = w.held(name)
    assert isinstance(ref, Ref)
    put(w, w.structure(ref), key, value, node)


def replaced(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Value | None:
    """`dataclasses.replace(obj, field=value)`."""
    ref = w.held(tree.args[0]) if tree.args else None
    if not isinstance(ref, Ref):
        return None
    held = w.structure(ref)
    given = dict(tree.kwargs)
    for one in dataclasses.fields(held.cls):
        if one.init and one.name not in given:
            given[one.name] = w.named(as_value(held.slots[one.name]), one.name, node)
    path = held.path or e.Ref(held.cls.__name__, held.cls)
    call = e.Call(path, (), tuple(given.items()))
    made = construct(w, held.cls, call, node, live, target)
    if isinstance(made, Ref):
        w.structure(made).path = held.path
    return made


def made_like(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Value | None:
    """`like(obj, {...})` in a generated program: another object of the class, with these parts.

    So is `instance(cls, {...})` an object of the class itself.
    """
    if len(tree.args) != 2:
        return None
    first, parts = map(w.held, tree.args)
    path = tree.args[0] if isinstance(tree.args[0], e.Ref) else None
    cls: Any = None if path is None else path.target
    if isinstance(cls, type) and isinstance(parts, Ref) and w.structure(parts).form == "dict":
        own: dict[Any, Any] = dict(w.structure(parts).slots)
        return build(w, "object", cls, own, node, target or cls.__name__, path)
    if not isinstance(first, Ref) or not isinstance(parts, Ref):
        return None
    held, given = w.structure(first), w.structure(parts)
    if held.form not in ("object", "dict") or given.form != "dict":
        return None
    slots: dict[Any, Any] = dict(given.slots)
    return build(w, held.form, held.cls, slots, node, target or held.site, held.path)


def _fields(w: Walker, tree: e.Call) -> Structure | None:
    """The dataclass that `asdict` or `astuple` is called with, and nothing else."""
    ref = w.held(tree.args[0]) if tree.args else None
    if not isinstance(ref, Ref) or not dataclasses.is_dataclass(w.structure(ref).cls):
        return None
    if len(tree.args) > 1 or tree.kwargs:
        raise Pin(w.structure(ref).site, "a dataclass is turned into a container of another kind")
    return w.structure(ref)


def as_dict(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Value | None:
    """`dataclasses.asdict(obj)`: its arrays are copied."""
    held = _fields(w, tree)
    return None if held is None else _turned(w, held, dict, node, target or "fields")


def as_tuple(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Value | None:
    """`dataclasses.astuple(obj)`."""
    held = _fields(w, tree)
    return None if held is None else _turned(w, held, tuple, node, target or "fields")


def _turned(w: Walker, held: Structure, form: type, node: s.Stmt, target: str) -> Ref:
    """A structure, each dataclass in it turned into a dict or a tuple; whatever it holds is new."""
    cls, slots = held.cls, held.slots
    if dataclasses.is_dataclass(cls):
        slots = {f.name: slots[f.name] for f in dataclasses.fields(cls)}
        slots = slots if form is dict else dict(enumerate(slots.values()))
        cls = form
    elif held.form not in ("tuple", "list", "dict"):
        raise Pin(held.site, "an object that is no dataclass is turned into a dict or tuple")
    made = {key: _copy(w, slot, form, node, target) for key, slot in slots.items()}
    return build(w, form.__name__ if cls is form else held.form, cls, made, node, target)


def _copy(w: Walker, slot: Any, form: type, node: s.Stmt, target: str) -> Any:
    if isinstance(slot, Ref):
        return _turned(w, w.structure(slot), form, node, target)
    value = as_value(slot)
    kind = w.kind(value)
    if isinstance(kind, k.Array):
        return e.Call(e.Attr(value, "copy"), ())
    if not (k.is_number(kind) or k.constant(kind)):
        w.waiting = True
        return e.Call(e.Ref("copy.deepcopy", copy.deepcopy), (value,))
    return value


def _replace(w: Walker, ref: Ref, tree: e.Call, node: s.Stmt, target: str) -> Value:
    held = w.structure(ref)
    slots: dict[Any, Any] = dict(held.slots)
    fields: tuple[str, ...] = held.cls._fields  # type: ignore[attr-defined]
    for name, value in tree.kwargs:
        if name not in fields:
            raise Pin(held.site, f"{held.cls.__name__} has no field {name!r}")
        slots[fields.index(name)] = operand(w, value, node)
    return build(w, "tuple", held.cls, slots, node, target or held.site, held.path)


def _as_dict(w: Walker, ref: Ref, tree: e.Call, node: s.Stmt, target: str) -> Value:
    held = w.structure(ref)
    fields: tuple[str, ...] = held.cls._fields  # type: ignore[attr-defined]
    slots = dict(zip(fields, held.slots.values(), strict=True))
    return build(w, "dict", dict, slots, node, target or held.site)


NAMED = {"_replace": _replace, "_asdict": _as_dict}


def of_named_tuple(cls: type, name: str) -> bool:
    """Is it a method that `namedtuple` has written for the class?"""
    held = getattr(cls, name, None) if hasattr(cls, "_fields") else None
    code = getattr(getattr(held, "__func__", held), "__code__", None)
    return code is not None and code.co_filename == collections.namedtuple.__code__.co_filename
