"""Do functions leave an object as it is, as far as their code shows?

A solver gets an object of its own, with the attributes of the program's: what is stored in it
would be lost.
"""

from __future__ import annotations

import dis
import inspect
import types
from collections.abc import Iterable, Iterator
from typing import Any

from srcgrad.ir import kinds as k

STORES = {"STORE_ATTR", "DELETE_ATTR"}
BY_NAME = {"setattr", "delattr", "vars", "__dict__", "__setattr__", "exec", "eval"}
# what no operator calls, or only where an attribute is stored
APART = {"__init__", "__new__", "__post_init__", "__init_subclass__", "__class_getitem__"}
APART |= {"__setattr__", "__delattr__", "__getstate__", "__setstate__", "__replace__", "__repr__"}


def made_again(kind: k.Object) -> bool:
    """Are there its attributes, plain values and such objects again, and nothing else to it?"""
    cls = kind.cls
    own = {"__new__", "__setattr__", "__getattribute__"}
    if getattr(getattr(cls, "__dataclass_params__", None), "frozen", False):
        own.remove("__setattr__")  # what is frozen has one that raises
    plain = all(inspect.getattr_static(cls, name) is vars(object)[name] for name in own)
    catches = inspect.getattr_static(cls, "__getattr__", None) is not None
    return plain and type(cls) is type and not catches and all(map(_lasting, kind.items))


def _lasting(kind: k.Kind) -> bool:
    if isinstance(kind, k.Object):
        return made_again(kind)
    if isinstance(kind, k.Tuple):
        return all(map(_lasting, kind.items or ()))
    return isinstance(kind, k.Array) or k.is_number(kind) or k.constant(kind)


def unchanged(kind: k.Object, names: Iterable[str], bound: Iterable[Any]) -> bool:
    """Does nothing store an attribute that is reached by these names, or by these functions?"""
    classes = list(_classes(kind))
    waiting, seen = [*names], set[object]()
    names, bound = [*names], [*bound]
    given = [one for one in bound if isinstance(one, types.ModuleType)]
    bound += [vars(one).get(name) for one in given for name in names]
    functions = [one for found in bound for one in _functions(found)]
    for cls in classes:
        for one in cls.__mro__[:-1]:
            by_operators = [n for n in vars(one) if n.startswith("__") and n not in APART]
            functions += [f for n in by_operators for f in _functions(vars(one)[n])]
    while waiting or functions:
        while waiting:
            name = waiting.pop()
            if name in BY_NAME:
                return False
            for cls in classes:
                functions += _functions(inspect.getattr_static(cls, name, None))
        while functions:
            function = functions.pop()
            if function in seen:
                continue
            seen.add(function)
            for code in _codes(function.__code__):
                if any(step.opname in STORES for step in dis.get_instructions(code)):
                    return False
                waiting += [n for n in code.co_names if n not in seen]
                seen.update(code.co_names)
                found = [function.__globals__.get(name) for name in code.co_names]
                modules = [one for one in found if isinstance(one, types.ModuleType)]
                found += [vars(one).get(name) for one in modules for name in code.co_names]
                functions += [f for one in found for f in _functions(one)]
            functions += _held(function)
    return True


def _classes(kind: k.Object) -> Iterator[type]:
    yield kind.cls
    for item in kind.items:
        if isinstance(item, k.Object):
            yield from _classes(item)


def _functions(found: Any) -> list[types.FunctionType]:
    """The functions of a program's that are called where this is read or called."""
    if isinstance(found, property):
        return [one for one in (found.fget,) if isinstance(one, types.FunctionType)]
    if isinstance(found, staticmethod | classmethod | types.MethodType):
        found = found.__func__
    if isinstance(found, type):
        found = vars(found).get("__init__")
    return [found] if isinstance(found, types.FunctionType) else []


def _held(function: types.FunctionType) -> list[types.FunctionType]:
    found = inspect.getclosurevars(function).nonlocals if function.__closure__ else {}
    return [one for value in found.values() for one in _functions(value)]


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield from _codes(one)
