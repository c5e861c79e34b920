"""Copies that keep what the reverse sweep relies on: which arrays share memory."""

import copy
import types
from typing import Any

import numpy as np

from srcgrad.runtime.sharing import attributes_in, has_attributes
from srcgrad.runtime.structures.structure import like


def replicas(*values: Any) -> list[Any]:
    """Copies of arrays and containers; arrays share memory exactly where the given ones do.

    >>> a = np.arange(3.0)
    >>> b, tail, tape = replicas(a, a[1:], [1.0, 2.0])
    >>> tail[0] = 7.0
    >>> b, a
    (array([0., 7., 2.]), array([0., 1., 2.]))
    """
    known: dict[int, tuple[Any, Any]] = {}
    return [_replica(value, known) for value in values]


def _replica(value: Any, known: dict[int, tuple[Any, Any]]) -> Any:
    if id(value) in known:
        return known[id(value)][0]
    made = value
    if isinstance(value, np.ufunc):  # it has attributes, and is one of its kind
        return value
    if isinstance(value, np.ndarray):
        made = _array(value, known)
    elif isinstance(value, types.MethodType):
        made = types.MethodType(value.__func__, _replica(value.__self__, known))
    elif type(value).__module__.startswith("scipy."):  # a sparse matrix, a curve, a result
        made = copy.deepcopy(value)
    elif isinstance(value, list):
        made = [_replica(part, known) for part in value]
    elif isinstance(value, dict):
        made = {key: _replica(part, known) for key, part in value.items()}
        made = made if type(value) is dict else like(value, made)
    elif type(value) is set:
        made = set(value)
    elif isinstance(value, tuple):
        parts = [_replica(part, known) for part in value]
        made = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    elif getattr(type(value), "__new__", None) is object.__new__ and has_attributes(value):
        return _object(value, known)
    known[id(value)] = (made, value)  # the original is kept: its id must not be used again
    return made


def _object(value: Any, known: dict[int, tuple[Any, Any]]) -> Any:
    """An object of the same class, made without `__init__`, which may reach itself."""
    made = object.__new__(type(value))
    known[id(value)] = (made, value)
    own = getattr(made, "__dict__", None)
    for name, held in attributes_in(value).items():
        if isinstance(own, dict) and name in vars(value):  # a property may have this name too
            own[name] = _replica(held, known)
        else:
            object.__setattr__(made, name, _replica(held, known))
    return made


def _array(array: Any, known: dict[int, tuple[Any, Any]]) -> Any:
    """A copy of an array: of all that it is a part of, where that is one block."""
    owner = array
    while isinstance(behind := _behind(owner), np.ndarray):
        owner = behind
    if owner is array or not (owner.flags.c_contiguous or owner.flags.f_contiguous):
        return array.copy(order="K")
    start = array.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
    block = _replica(owner, known).reshape(-1, order="A")
    return np.ndarray(array.shape, array.dtype, block, start, array.strides)


def _behind(array: Any) -> Any:
    """The array that one is a view of; where NumPy made it by strides, an object holds that."""
    base = array.base
    return base if isinstance(base, np.ndarray) else getattr(base, "base", None)
