"""How the generated file names the classes of a program's objects."""

from __future__ import annotations

import sys
import types
from typing import Any, Protocol

from srcgrad.ir import expr as e
from srcgrad.ir.function import Free
from srcgrad.normalize.structures.layout import Pin
from srcgrad.normalize.structures.walk import Walker


class Classed(Protocol):
    """A structure, or the shape of many."""

    @property
    def cls(self) -> type: ...
    @property
    def path(self) -> e.Ref | None: ...


def read(free: Free) -> Any:
    """What a name of the program stands for."""
    holder = free.namespace
    if isinstance(holder, types.CellType):
        return holder.cell_contents
    return (holder if isinstance(holder, dict) else vars(holder)).get(free.key)


def class_of(w: Walker, held: Classed, site: str) -> e.Ref:
    """How the generated file names a class."""
    path, cls = held.path, held.cls
    if path is not None:
        root, dot, _ = path.path.partition(".")
        known = w.core.statics.get(root)
        if (dot and root in w.core.modules) or (known is not None and read(known) is cls):
            return path
    module = vars(sys.modules[cls.__module__])
    known = w.core.statics.setdefault(cls.__name__, Free(cls.__name__, module, cls.__name__))
    if read(known) is not cls:
        raise Pin(site, f"a {cls.__name__} that has no name here is returned")
    return e.Ref(cls.__name__, cls)
