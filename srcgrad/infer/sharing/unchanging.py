"""Do functions leave an object as it is, as far as their code shows?

A solver gets an object of its own, with the attributes of the program's: what is stored in it
would be lost.
"""

from __future__ import annotations

import builtins
import dis
import inspect
import itertools
import types
from collections.abc import Iterable, Iterator
from typing import Any

import gast
import numpy as np

from srcgrad.infer.sharing.held_lists import Held, changed_by, is_plain, within
from srcgrad.ir import kinds as k
from srcgrad.normalize.calls.closures import Code
from srcgrad.rules.derived import Derived, makes

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
    if isinstance(kind, k.Tuple) or is_plain(kind):
        return all(map(_lasting, within(kind)))
    return isinstance(kind, k.Array) or k.is_number(kind) or k.constant(kind)


def leaves(code: Any, name: str, kind: k.Object, alike: bool = False) -> bool:
    """Does a function that holds an object under a name leave it as it is?

    It may be a method of the object, too. The object can be made again, then, for each call. With
    `alike`, it holds others that may be the same object: they must not be compared.
    """
    if not made_again(kind):
        return False
    if not isinstance(code, Code):
        return unchanged(kind, (), [code], alike)
    parts = list(gast.walk(code.tree))
    if alike and any(map(_compares, parts)):
        return False
    if any(isinstance(x, gast.Attribute) and not isinstance(x.ctx, gast.Load) for x in parts):
        return False
    if any(map(_compares_identity, parts)):
        return False  # it would be told of the object that is made again
    names = {x.id for x in parts if isinstance(x, gast.Name)}
    names -= {*code.held, *code.hidden, name}
    bound = [code.bindings.find(one) for one in sorted(names)]
    values = [found.value for found in bound if found is not None]
    read = {x.attr for x in parts if isinstance(x, gast.Attribute)}
    changed = {form for part in parts for form in changed_by(part)}
    return unchanged(kind, sorted(names | read), values, alike, changed)


def alike(kinds: Iterable[k.Kind]) -> bool:
    """Are there two objects that may be one, and are equal to themselves alone?"""
    own = vars(object)["__eq__"]
    every = [cls for kind in kinds for cls in _own_classes(kind)]
    found = [cls for cls in every if inspect.getattr_static(cls, "__eq__") is own]
    return len(set(found)) < len(found)


def _own_classes(kind: k.Kind) -> Iterator[type]:
    if isinstance(kind, k.Object):
        yield kind.cls
    for part in k.parts(kind) if isinstance(kind, k.Object | k.Tuple | k.List | k.Dict) else ():
        yield from _own_classes(part)


def _methods_held(kind: k.Kind) -> Iterator[str]:
    """The names under which objects hold methods of objects."""
    parts = k.parts(kind) if isinstance(kind, k.Object | k.Tuple | k.List | k.Dict) else ()
    for name, part in zip(kind.names if isinstance(kind, k.Object) else parts, parts, strict=True):
        if isinstance(part, k.Known) and isinstance(part.value, types.FunctionType):
            yield str(name)
        yield from _methods_held(part)


def _compares(node: Any) -> bool:
    """Is what no constant tells asked whether it is equal to something?"""
    equal = isinstance(node, gast.Compare) and any(
        isinstance(op, gast.Eq | gast.NotEq | gast.In | gast.NotIn) for op in node.ops
    )
    operands = (node.left, *node.comparators) if equal else ()
    return equal and not any(isinstance(x, gast.Constant) for x in operands)


def _compares_identity(node: Any) -> bool:
    """Is one object compared with another one, by which they are?"""
    asks = isinstance(node, gast.Compare) and any(
        isinstance(op, gast.Is | gast.IsNot) for op in node.ops
    )
    return asks and not any(isinstance(x, gast.Constant) for x in node.comparators)


def unchanged(
    kind: k.Object,
    names: Iterable[str],
    bound: Iterable[Any],
    alike: bool = False,
    changed: Iterable[type] = (),
) -> bool:
    """Does nothing store an attribute that is reached by these names, or by these functions?

    What cannot be followed by names may do anything: functions in containers, methods of other
    objects and classes. What asks which object it has would be told of the one made again.
    Lists and dicts that it holds are made again too, and no function that stores into some such,
    which are the `changed`, may know their attributes.
    """
    reached = _Reached(kind, alike, Held(kind, {*changed}, {*names}))
    values = [*bound, *_constants(kind)]
    for cls in reached.classes:
        for one in cls.__mro__[:-1]:
            operators = [n for n in vars(one) if n.startswith("__") and n not in APART]
            own = [vars(one)[name] for name in operators]
            reached.functions += [f for f in own if _written(f)]
    return all(map(reached.quiet, values)) and all(map(reached.member, names)) and reached.leave()


class _Reached:
    """The functions that are reached, each looked at once."""

    def __init__(self, kind: k.Object, alike: bool, held: Held) -> None:
        self.classes, self.alike, self.held = list(_classes(kind)), alike, held
        self.functions: list[types.FunctionType] = []
        self.hidden = set(_methods_held(kind))  # the objects that are made again lack them
        self.seen: set[object] = set()

    def leave(self) -> bool:
        """Do all of them, and those that they reach, store nothing?"""
        while self.functions:
            function = self.functions.pop()
            if function not in self.seen:
                self.seen.add(function)
                if not self.leaves(function):
                    return False
        return self.held.stay()

    def leaves(self, function: types.FunctionType) -> bool:
        held = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        held += inspect.getclosurevars(function).nonlocals.values() if function.__closure__ else ()
        for code in _codes(function.__code__):
            steps = list(dis.get_instructions(code))
            if any(step.opname in STORES for step in steps) or _asks_identity(steps):
                return False
            if self.alike and _asks_equality(steps):
                return False
            self.held.follow(steps)
            for step in steps:
                if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                    name = str(step.argval)
                    if name in BY_NAME:
                        return False
                    held.append(function.__globals__.get(name, getattr(builtins, name, None)))
                elif step.argval in code.co_names and not self.member(str(step.argval)):
                    return False
            for module in [one for one in held if isinstance(one, types.ModuleType)]:
                held += [vars(module).get(n) for n in code.co_names if not _library(module)]
        return all(map(self.quiet, held))

    def member(self, name: str) -> bool:
        """Is what the objects have under a name quiet, if they have it?"""
        found = [inspect.getattr_static(cls, name, None) for cls in self.classes]
        there = name not in BY_NAME and name not in self.hidden
        return there and all(map(self.function, found))

    def function(self, found: Any) -> bool:
        """Of a class: a function, a property, a value; what makes one when it is read is none."""
        if isinstance(found, property):
            found = found.fget
        elif isinstance(found, staticmethod | classmethod):
            found = found.__func__
        found = found.primal if isinstance(found, Derived) else found
        if isinstance(found, types.FunctionType):
            self.functions.append(found)
            return True
        slot = isinstance(found, types.MemberDescriptorType)
        return slot or (not hasattr(type(found), "__get__") and self.quiet(found))

    def quiet(self, found: Any) -> bool:
        """Is a value known, and no object with methods that may do anything?"""
        if makes(found):  # `grad` does nothing but what the function does that it is given
            return True
        if isinstance(found, types.FunctionType | types.MethodType) and not _library(found):
            return isinstance(found, types.FunctionType) and self.function(found)
        if isinstance(found, Derived):
            return self.function(found)
        if isinstance(found, dict | list | tuple):
            inside = found.values() if isinstance(found, dict) else found
            return all(map(_plain, inside))
        kept = isinstance(found, types.ModuleType) or any(found is cls for cls in self.classes)
        return kept or _plain(found) or _library(found)


def _plain(found: Any) -> bool:
    return found is None or isinstance(found, str | int | float | complex | np.ndarray | np.generic)


def _library(found: Any) -> bool:
    """Is it Python's own, NumPy's or SciPy's: a module, a function, a class?"""
    module = found.__name__ if isinstance(found, types.ModuleType) else None
    if isinstance(found, np.ufunc):
        return "vectorized" not in found.__name__  # one that frompyfunc has made
    if isinstance(found, np.vectorize):
        return False
    if callable(found):
        module = getattr(found, "__module__", None)
    return (module or "").partition(".")[0] in ("builtins", "math", "cmath", "numpy", "scipy")


def _asks_identity(steps: list[dis.Instruction]) -> bool:
    """Is one object compared with another one, by which they are?"""
    return any(
        step.opname == "IS_OP" and before.opname != "LOAD_CONST"
        for before, step in itertools.pairwise(steps)
    )


def _classes(kind: k.Kind) -> Iterator[type]:
    if isinstance(kind, k.Object):
        yield kind.cls
    for item in within(kind):
        yield from _classes(item)


def _written(found: Any) -> bool:
    """Is it a function that the user wrote? A dataclass makes others."""
    return isinstance(found, types.FunctionType) and found.__code__.co_filename != "<string>"


def _asks_equality(steps: list[dis.Instruction]) -> bool:
    """Is something compared with what is no constant?"""
    asked = [n for n, step in enumerate(steps) if step.argval in ("==", "!=") and n]
    asked += [n for n, step in enumerate(steps) if step.opname == "CONTAINS_OP" and n]
    return any(steps[n - 1].opname != "LOAD_CONST" for n in asked)


def _constants(kind: k.Kind) -> Iterator[Any]:
    """What the attributes are that are known while compiling: functions, say."""
    for item in within(kind):
        if k.constant(item):
            yield k.value_of(item)
        else:
            yield from _constants(item)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield from _codes(one)
