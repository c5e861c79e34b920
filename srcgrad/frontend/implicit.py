"""What methods that Python calls by itself, such as `__bool__`, change of their object."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

import gast

from srcgrad.errors import SrcgradError
from srcgrad.frontend.rebinding import codes, of_library
from srcgrad.frontend.source import read
from srcgrad.ir.mutating import MUTATING

# Their calls are written out, and followed, or they are statements of their own.
WRITTEN = {
    *("__init__", "__new__", "__post_init__", "__init_subclass__", "__del__", "__call__"),
    *("__setattr__", "__delattr__", "__setitem__", "__delitem__", "__set__", "__set_name__"),
    *("__enter__", "__exit__", "__copy__", "__deepcopy__", "__getstate__", "__setstate__"),
    *("__reduce__", "__reduce_ex__", "__getattribute__"),
}


def changed_by_asking(cls: type, methods: tuple[str, ...] = ()) -> dict[str, str]:
    """Attributes that such methods of a class store into, each with one of them; or `methods`.

    >>> class Counted:
    ...     def __bool__(self):
    ...         self.asked += 1
    ...         return True
    >>> changed_by_asking(Counted)
    {'asked': '__bool__'}
    """
    found: dict[str, str] = {}
    own = _methods(cls)
    for name in sorted(own):
        asking = name.startswith("__") and name.endswith("__") and name not in WRITTEN
        if name in methods if methods else asking:
            for attribute in _stored(own, name):
                found.setdefault(attribute, name)
    return found


def stores_when_asked(cls: type, names: tuple[str, ...]) -> str | None:
    """The first of these methods that stores into attributes of its object, or None."""
    own = _methods(cls)
    return next((n for n in names if n in own and any(_stored(own, n))), None)


def _methods(cls: type) -> dict[str, list[Any]]:
    """The methods of each name, those of the classes below first."""
    found: dict[str, list[Any]] = {}
    for name, function in (pair for c in cls.__mro__ for pair in vars(c).items()):
        if _looked_at(function):
            found.setdefault(name, []).append(function)
    return found


def _looked_at(function: Any) -> bool:
    return isinstance(function, types.FunctionType) and not of_library(function)


def _stored(own: dict[str, list[Any]], name: str) -> Iterator[str]:
    """What a method, and those of its class that it names, store into."""
    waiting, seen = [name], {name}
    while waiting:
        name = waiting.pop()
        for function in own[name]:
            yield from _by_itself(function)
            named = {one for code in codes(function.__code__) for one in code.co_names}
            above = name in named  # `super().__bool__()`, `Base.__bool__(self)`
            named |= {f"__{one}__" for one in named}  # as of `len(self)`
            waiting += (named & own.keys()) - seen
            seen |= named
            if not above:
                break


def _by_itself(function: types.FunctionType) -> Iterator[str]:
    """The attributes of its first parameter that one function stores into."""
    if not function.__code__.co_argcount:
        return
    try:
        every = list(gast.walk(read(function).tree))
    except SrcgradError:  # made by the library, as those of dataclasses
        return
    own = {function.__code__.co_varnames[0]: ""}  # names for it, and for what it holds
    for node in every:
        if isinstance(node, gast.Assign | gast.NamedExpr | gast.For):
            held = _attribute(node.iter if isinstance(node, gast.For) else node.value, own)
            targets = node.targets if isinstance(node, gast.Assign) else [node.target]
            if held is not None:
                own |= {t.id: held for t in targets if isinstance(t, gast.Name)}
    for node in every:
        yield from (one for one in _changes(node, own) if one)


def _changes(node: Any, own: dict[str, str]) -> Iterator[str | None]:
    """The attributes into which one node stores."""
    match node:
        case gast.Attribute(ctx=gast.Store() | gast.Del(), attr=attr):
            held = _attribute(node.value, own)
            yield attr if held == "" else held
        case gast.Subscript(ctx=gast.Store() | gast.Del()):
            yield _attribute(node.value, own)
        case gast.Call(func=gast.Attribute(value=inner, attr=attr)) if attr in MUTATING:
            yield _attribute(inner, own)
        case gast.Call(
            func=gast.Name(id="setattr"), args=[base, gast.Constant(value=str(attr)), _]
        ):
            held = _attribute(base, own)
            yield attr if held == "" else held
        case gast.Call(func=gast.Name(id="next"), args=[iterator, *_]):
            yield _attribute(iterator, own)


def _attribute(node: Any, own: dict[str, str]) -> str | None:
    """The attribute of the object in which an expression ends: "" for itself, None if no part."""
    match node:
        case gast.Name(id=name):
            return own.get(name)
        case gast.Attribute(value=inner, attr=attr):
            held = _attribute(inner, own)
            return attr if held == "" else held
        case gast.Subscript(value=inner) | gast.Call(func=gast.Attribute(value=inner)):
            return _attribute(inner, own)
    return None
