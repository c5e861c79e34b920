"""Functions of the run time, as text that a file can carry."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
from typing import Any

from srcgrad import runtime
from srcgrad.late import dataclass, field

FUTURE = "from __future__ import annotations"


@dataclass
class Module:
    """A module of the run time: what it defines and imports at its top level, by name."""

    text: str
    future: bool = False  # are its annotations not evaluated?
    defined: dict[str, ast.stmt] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)  # module, name there or ""


@dataclass
class Carried:
    """Definitions, in an order in which each finds what it needs, and the imports of them all."""

    definitions: dict[str, str] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)


def carried(names: list[str]) -> Carried:
    """What a file must hold so that it need not import these functions from the run time.

    >>> found = carried(["root_weight"])
    >>> list(found.definitions), sorted(found.imports)[1:]
    (['warn_of_no_root', 'singular', 'root_weight'], ['import numpy as np', 'import warnings'])
    """
    found = Carried()
    for name in names:
        _carry(getattr(runtime, name).__module__, name, found)
    return found


def _carry(place: str, name: str, found: Carried) -> None:
    if name in found.definitions:
        return
    module = _module(place)
    node = module.defined[name]
    if module.future:
        found.imports.add(FUTURE)
    found.definitions[name] = ""  # on the way: functions may call one another
    for read in _names(node):
        if read in module.defined:
            _carry(place, read, found)
        elif read in module.imported:
            origin, there = module.imported[read]
            if origin.startswith("srcgrad."):
                _carry(origin, there, found)
            else:
                found.imports.add(_line(origin, there, read))
    del found.definitions[name]  # what it needs stands before it
    found.definitions[name] = _text(module.text, node)


def _names(node: ast.stmt) -> list[str]:
    found = {n.id: None for n in ast.walk(node) if isinstance(n, ast.Name)}
    return list(found)


def _line(origin: str, there: str, name: str) -> str:
    """The import of a name from a module, or of a module under a name.

    >>> _line("numpy", "", "np"), _line("math", "", "math"), _line("typing", "Any", "Any")
    ('import numpy as np', 'import math', 'from typing import Any')
    """
    alias = "" if name == (there or origin) else f" as {name}"
    return f"from {origin} import {there}{alias}" if there else f"import {origin}{alias}"


def _text(whole: str, node: ast.stmt) -> str:
    """The lines of a definition, without the examples at the end of its docstring."""
    lines = whole.split("\n")
    first, last = node.lineno - 1, node.end_lineno or 0
    if not isinstance(node, ast.FunctionDef):
        return "\n".join(lines[first:last])
    head, tail = node.body[0].lineno - 1, node.body[0].end_lineno or 0
    text = lines[head:tail]
    begins = [n for n, line in enumerate(text) if line.lstrip().startswith(">>>")]
    if begins:
        text = "\n".join(text[: begins[0]]).rstrip().split("\n")
        text = [f'{text[0]}"""'] if len(text) == 1 else [*text, '    """']
    return "\n".join([*lines[first:head], *text, *lines[tail:last]])


@functools.cache
def _module(place: str) -> Module:
    loaded: Any = importlib.import_module(place)
    text = inspect.getsource(loaded)
    found = Module(text)
    for node in ast.parse(text).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.defined[name] = node
            case ast.Assign(targets=[ast.Name(id=name)]):
                found.defined[name] = node
            case ast.Import(names=aliases):
                found.imported |= {a.asname or a.name: (a.name, "") for a in aliases}
            case ast.ImportFrom(module="__future__"):
                found.future = True
            case ast.ImportFrom(module=str(origin), names=aliases):
                found.imported |= {a.asname or a.name: (origin, a.name) for a in aliases}
    return found
