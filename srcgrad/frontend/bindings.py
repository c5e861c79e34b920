"""What the free names of a function are bound to."""

from __future__ import annotations

import builtins
import types
from typing import Any

from srcgrad.late import dataclass


@dataclass(frozen=True)
class Binding:
    """A free name's holder (a dict or a closure cell), and the value that it has now."""

    holder: Any
    key: str
    value: Any


class Bindings:
    """Looks up the free names of one function, in Python's order."""

    def __init__(self, function: types.FunctionType) -> None:
        self._cells = dict(
            zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
        )
        self._globals = function.__globals__

    def find(self, name: str) -> Binding | None:
        """The binding of a name, or None where Python would raise NameError."""
        if name in self._cells:
            cell = self._cells[name]
            try:
                return Binding(cell, name, cell.cell_contents)
            except ValueError:  # an empty cell
                return None
        if name in self._globals:
            return Binding(self._globals, name, self._globals[name])
        if hasattr(builtins, name):
            return Binding(vars(builtins), name, getattr(builtins, name))
        return None
