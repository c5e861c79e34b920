"""Copies of arguments that keep what programs can see: sharing, overlap, strides and types."""

import copy
import enum
import random
import types
from collections import OrderedDict

import numpy as np

from srcgrad import Gradient


def _base(tree):
    """The class whose `update` stores into a dict as it is, whatever its own class does."""
    return OrderedDict if isinstance(tree, OrderedDict) else dict


def is_instance(tree):
    """Whether ``tree`` is an object of a class written in Python, with attributes of its own."""
    opaque = (type, np.ndarray, Gradient, enum.Enum, types.ModuleType, random.Random, dict)
    if isinstance(tree, opaque):
        return False
    if not hasattr(tree, "__dict__") and not _slots(tree):
        return False
    return not callable(tree) or isinstance(type(tree).__call__, types.FunctionType)


def _slots(tree):
    """The names in the ``__slots__`` of the classes of a user's object."""
    owners = [c for c in type(tree).__mro__ if c.__module__.startswith("tests.")]
    names = [name for owner in reversed(owners) for name in vars(owner).get("__slots__", ())]
    return [name for name in names if hasattr(tree, name)]


def attributes(tree):
    """What an object holds, by name."""
    return {n: getattr(tree, n) for n in _slots(tree)} | getattr(tree, "__dict__", {})


def fresh(tree, memo=None):
    """A deep copy of ``tree`` in which arrays share memory exactly where they do in ``tree``.

    ``copy.deepcopy`` makes two overlapping slices of one array independent and strided views
    contiguous; programs that write into overlapping arguments need both kept.
    """
    memo = {} if memo is None else memo
    if id(tree) in memo:
        return memo[id(tree)][0]
    if type(tree) is np.ndarray:
        copied = _fresh_array(tree, memo)
    elif isinstance(tree, list) and type(tree) is list:
        copied = []
        memo[id(tree)] = (copied, tree)
        copied.extend(fresh(item, memo) for item in tree)
    elif isinstance(tree, tuple):
        items = [fresh(item, memo) for item in tree]
        copied = type(tree)(*items) if hasattr(tree, "_fields") else tuple(items)
    elif isinstance(tree, dict) and type(tree).__new__ is dict.__new__:
        copied = type(tree).__new__(type(tree))
        memo[id(tree)] = (copied, tree)
        _base(copied).update(copied, {key: fresh(item, memo) for key, item in tree.items()})
    elif isinstance(tree, types.ModuleType):
        copied = tree
    elif _is_taken_apart(tree):
        copied = _fresh_instance(tree, memo)
    elif isinstance(tree, types.MethodType) and _is_taken_apart(tree.__self__):
        copied = types.MethodType(tree.__func__, fresh(tree.__self__, memo))
    else:
        copied = copy.deepcopy(tree)
    memo[id(tree)] = (copied, tree)  # the original is kept alive: an id must not be used again
    return copied


def _is_taken_apart(tree):
    """Whether a copy has copies of the attributes, and a class that does not say otherwise."""
    own = type(tree).__module__.partition(".")[0] != "scipy"
    return is_instance(tree) and own and not hasattr(tree, "__deepcopy__")


def _fresh_array(array, memo):
    owner = array
    while type(owner.base) is np.ndarray:
        owner = owner.base
    if owner is array or not (owner.flags.c_contiguous or owner.flags.f_contiguous):
        return array.copy(order="K")
    copied = fresh(owner, memo)
    offset = array.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
    return np.ndarray(
        array.shape, array.dtype, copied.reshape(-1, order="A"), offset, array.strides
    )


def _fresh_instance(instance, memo):
    copied = type(instance).__new__(type(instance))
    memo[id(instance)] = (copied, instance)
    for name, value in attributes(instance).items():
        object.__setattr__(copied, name, fresh(value, memo))
    return copied


def widened(tree):
    """``tree`` with float32 and complex64 leaves in double precision, for accurate differences."""
    if type(tree) is np.ndarray:
        wide = {"f": np.float64, "c": np.complex128}.get(tree.dtype.kind)
        return tree if wide is None or tree.dtype == wide else tree.astype(wide)
    if isinstance(tree, np.complexfloating):
        return np.complex128(tree)
    if isinstance(tree, np.floating):
        return np.float64(tree)
    if isinstance(tree, tuple):
        items = [widened(item) for item in tree]
        return type(tree)(*items) if hasattr(tree, "_fields") else tuple(items)
    if type(tree) is list:
        tree[:] = [widened(item) for item in tree]
    elif isinstance(tree, dict):
        _base(tree).update(tree, {key: widened(item) for key, item in tree.items()})
    elif is_instance(tree):
        for name, value in attributes(tree).items():
            object.__setattr__(tree, name, widened(value))
    return tree
