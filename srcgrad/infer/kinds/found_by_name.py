"""Modules, functions and dtypes that names and types which are known stand for.

importlib.import_module("numpy")     the module, if it is there already
getattr(np, "sin")                   np.sin
np.dtype(np.float32)                 dtype("float32")
np.issubdtype(x.dtype, np.integer)   False
"""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.normalize.scope import LIBRARIES
from srcgrad.runtime import instance, like


def _attribute(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match args:
        case [k.Known(types.ModuleType() as module), k.Known(str(name)), *_]:
            found = getattr(module, name, None)
            if callable(found) and module.__name__.partition(".")[0] in LIBRARIES:
                return k.Known(found)
    return k.Unknown()


def _imported(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match args:
        case [k.Known(str(name))] if name in sys.modules:
            return k.Known(sys.modules[name])
    return k.Unknown()


def _of_types(function: Any) -> Callable[[list[k.Kind], dict[str, k.Kind]], k.Kind]:
    """What a function says of types, where it is given nothing else."""

    def of(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
        given = [one.value for one in args if isinstance(one, k.Known)]
        told = all(isinstance(one, str | type | np.dtype) for one in given)
        if kwargs or not told or not 0 < len(given) == len(args):
            return k.Unknown()
        try:
            return k.Known(function(*given))
        except TypeError:  # Python says so where it runs
            return k.Unknown()

    return of


def _instance(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The object that a program writes out, by its class and its parts."""
    match args:
        case [k.Known(type() as cls), k.Dict(keys, items)] | [k.Object(cls), k.Dict(keys, items)]:
            return k.Object(cls, keys, items)
    return k.Unknown()


FOUND: dict[Any, Callable[[list[k.Kind], dict[str, k.Kind]], k.Kind]] = {
    instance: _instance,
    like: _instance,
    getattr: _attribute,
    importlib.import_module: _imported,
    np.dtype: _of_types(np.dtype),
    np.issubdtype: _of_types(np.issubdtype),
}
