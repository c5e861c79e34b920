"""Objects of libraries that hold constants, and functions that stand for what they do.

    y = A @ x         A: a sparse matrix        y = sparse_product(A, x)
    y = curve(x)      curve: a spline           y = curve_at(curve, x)

The functions have rules like any other; the objects themselves hold no active values.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

from srcgrad.rules import optional

OPERATORS = {"@": "matmul", "*": "mul"}
_operations: dict[tuple[type, str], Any] = {}
_takers: set[Any] = set()
_made: dict[Any, Callable[[list[type]], type]] = {}
_kept: dict[tuple[type, str], type | None] = {}
_families: list[type] = []
_asking: set[Any] = set()


class Sums:
    """Stands for the class of the sums of a sparse matrix: an `np.matrix` that nobody else has."""


def operation(function: Any, name: str, *classes: type) -> None:
    """Declare that `function` does what `name`, a method or an operator, does for the classes.

    The function takes the object first, but for an operator whose name begins with "r".
    """
    takes_object(function)
    for cls in classes:
        _operations[cls, name] = function


def question(function: Any, name: str, *classes: type) -> None:
    """Declare an operation without active operands: it tells what an object holds."""
    operation(function, name, *classes)
    _asking.add(function)


def asks(function: Any) -> bool:
    """Is it one of these?"""
    return function in _asking


def applies(cls: type, name: str) -> bool:
    """Is it a method with a rule, which reads what it is given and makes a new array?"""
    function = operation_of(cls, name)
    return function is not None and not asks(function)  # some of those fill an array


def method_meant(value: Any) -> tuple[type, str] | None:
    """The class and the name of a method with a rule that is bound to an object."""
    if value is types.BuiltinMethodType:  # of what solves systems, where it is made inside
        owner = class_of_part(value, "__self__")
        return None if owner is None else (owner, "solve")
    if not isinstance(value, types.BuiltinMethodType):
        return None
    found = type(value.__self__), value.__name__
    return found if _found(_operations, *found) else None


def makes_object(function: Any, of: type | Callable[[list[type]], type]) -> None:
    """Declare the class of what `function` returns, perhaps from those of its arguments."""
    _made[function] = (lambda classes: of) if isinstance(of, type) else of


def keeps_class(names: str, *classes: type, of: type | None = None) -> None:
    """Declare attributes and methods that give such an object again, or one of a class."""
    for cls in classes:
        _kept.update({(cls, name): of for name in names.split()})


def operation_of(cls: type, name: str) -> Any:
    """The function for a method or operator of a class, or None."""
    return _found(_operations, cls, name)


def takes_object(*functions: Any) -> None:
    """Declare functions with rules, a parameter of which is such an object."""
    _takers.update(functions)


def takes(function: Any) -> bool:
    """Is it one of the functions that take an object?"""
    return function in _takers


def class_made(function: Any, classes: list[type]) -> type | None:
    """The class of the object that a function returns, where that is declared."""
    optional.load()
    try:
        of = _made.get(function)
    except TypeError:  # not hashable
        return None
    return None if of is None else of(classes)


def class_of_part(cls: type, name: str) -> type | None:
    """The class of an attribute, or of what a method returns, where that is declared."""
    optional.load()
    for owner in cls.__mro__:
        if (owner, name) in _kept:
            return _kept[owner, name] or cls
    return None


def families(*classes: type) -> None:
    """Declare classes of which an object belongs to one at most."""
    _families.extend(classes)


def family_of(cls: type) -> type | None:
    """The one of these to which a class belongs."""
    optional.load()
    return next((one for one in _families if issubclass(cls, one)), None)


def _found(table: dict[tuple[type, str], Any], cls: type, name: str) -> Any:
    optional.load()
    return next((table[owner, name] for owner in cls.__mro__ if (owner, name) in table), None)
