"""Exceptions whose values a handler takes: objects, with the `args` that `BaseException` keeps.

found = Found(x)                   value = x
y = found.value        ->          y = value
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import statements
from srcgrad.late import dataclass
from srcgrad.normalize.structures.containers.containers import build, put
from srcgrad.normalize.structures.layout import Pin, Ref, Structure, Super
from srcgrad.normalize.structures.objects import instances
from srcgrad.normalize.structures.walk import Walker

ARGS = ".args"  # where `args` is kept, which is computed for exceptions themselves
TEXT = ".text"  # stands for what `str` gives of an exception


@dataclass(frozen=True)
class Raised:
    """Stands for the class of an exception that is made, and not raised."""

    cls: type[BaseException]

    def __call__(self, *args: Any, **kwargs: Any) -> BaseException:
        return self.cls(*args, **kwargs)


def begin(w: Walker, held: Structure, args: tuple[e.Expr, ...], node: s.Stmt) -> None:
    """What an exception's `__new__` keeps of its arguments."""
    slots = {place: w.held(one) or w.plain(one, node) for place, one in enumerate(args)}
    put(w, held, ARGS, build(w, "tuple", tuple, slots, node, held.site), node)
    if issubclass(held.cls, StopIteration):
        put(w, held, "value", slots.get(0, e.NONE), node)


def of_base(w: Walker, held: Super, name: str, args: tuple[e.Expr, ...], node: s.Stmt) -> bool:
    """`super().__init__(...)` of an exception, where no class of the user's is meant."""
    found, ref = instances.find(held.cls, name, held.after), w.held(e.Var(held.receiver))
    own = found is not None and found[0].__module__ == "builtins" and found[0] is not object
    if name != "__init__" or not own or not isinstance(ref, Ref):
        return False
    inside = w.structure(ref)
    if not issubclass(inside.cls, BaseException):
        return False
    begin(w, inside, args, node)
    return True


def kept_again(w: Walker, cls: type, args: tuple[e.Expr, ...], node: s.Stmt) -> bool:
    """`Exception.__init__(self, ...)`, called by its name."""
    ref = w.held(args[0]) if args and issubclass(cls, BaseException) else None
    if cls.__module__ != "builtins" or not isinstance(ref, Ref):
        return False
    begin(w, w.structure(ref), args[1:], node)
    return True


def keep(w: Walker, tree: e.Expr | None, raised: bool = False) -> None:
    """What an exception is made of is the exception's too: containers stay the ones that they are.

    One that is raised as it is made is asked by nobody in a program that catches nothing.
    """
    cls = tree.func.target if isinstance(tree, e.Call) and isinstance(tree.func, e.Ref) else None
    if not isinstance(tree, e.Call) or not isinstance(cls, type):
        return
    operands = (*tree.args, *(value for _, value in tree.kwargs))
    held = [found for one in operands if isinstance(found := w.held(one), Ref)]
    if not held or not issubclass(cls, BaseException) or (raised and not _catches(w)):
        return
    for one in w.state.reached(held):
        inside = w.structure(Ref(one))
        if inside.form != "tuple":
            raise Pin(inside.site, f"the exception {cls.__name__} holds it")


def _catches(w: Walker) -> bool:
    bodies = [w.core.body, *(one.body for one in w.lowered.values())]
    return any(isinstance(node, s.Attempt) for body in bodies for node in statements(body))


def is_plain(cls: type[BaseException]) -> bool:
    """Is the text of a class's exceptions that of their arguments?"""
    return cls.__str__ is BaseException.__str__ and cls.__format__ is object.__format__


def may_give(classes: list[type[BaseException]], label: str) -> bool:
    """May it be taken from exceptions of these classes, of all that have it?"""
    if any(_computes(cls, label) for cls in classes):  # it would be computed too early
        return False
    return any(has(cls, label) for cls in classes)


def _computes(cls: type[BaseException], label: str) -> bool:
    if label == TEXT:
        return not is_plain(cls)
    found = instances.find(cls, label)
    return found is not None and isinstance(found[1], property | types.FunctionType)


def has(cls: type, label: str) -> bool:
    """May exceptions of a class have an attribute?"""
    if label == TEXT:
        return True
    if label.startswith("__"):  # of the exception that is caught
        return False
    if instances.find(cls, label) is not None:
        return True
    if dataclasses.is_dataclass(cls):
        return label in {one.name for one in dataclasses.fields(cls)}
    made = [vars(owner).get("__init__") for owner in cls.__mro__]
    return any(
        label in one.__code__.co_names for one in made if isinstance(one, types.FunctionType)
    )


def check(core: Core, varied: Callable[[e.Expr], bool]) -> None:
    """Refuse what holds active values, and could not be followed."""
    for node in statements(core.body):
        match node:
            case s.Assign(_, e.Call(e.Ref(target=Raised() as made), args, kwargs)):
                if any(map(varied, (*args, *(value for _, value in kwargs)))):
                    raise UnsupportedSyntaxError(
                        f"what an exception holds, a `{made.cls.__name__}` that is caught, "
                        "is not followed",
                        "return the value, in place of raising an exception with it",
                        node.origin,
                    )
