"""Objects whose `__iter__` gives their elements where a loop takes them by position.

for i, v in enumerate(curve):      ->      v = tuple(curve)[i]
"""

from __future__ import annotations

import ast
import inspect
from textwrap import dedent

NAMES = ("iter", "reversed", "range", "len", "enumerate", "zip", "map", "list", "tuple")


def attribute(cls: type) -> str | None:
    """The attribute through which `__iter__` goes: `return iter(self.v)`."""
    match _tree(cls):
        case ast.Module(
            body=[
                ast.FunctionDef(
                    args=ast.arguments(args=[ast.arg(arg=own)]),
                    body=[
                        ast.Return(
                            value=ast.Call(
                                func=ast.Name(id="iter"),
                                args=[ast.Attribute(value=ast.Name(id=of), attr=name)],
                            )
                        )
                    ],
                    decorator_list=[],
                )
            ]
        ) if own == of:
            return name
    return None


def indexed(cls: type) -> str | None:
    """The attribute of which `__getitem__` gives the elements: `return self.v[i]`."""
    match _tree(cls, "__getitem__"):
        case ast.Module(
            body=[
                ast.FunctionDef(
                    args=ast.arguments(args=[ast.arg(arg=own), ast.arg(arg=place)]),
                    body=[
                        ast.Return(
                            value=ast.Subscript(
                                value=ast.Attribute(value=ast.Name(id=of), attr=name),
                                slice=ast.Name(id=at),
                            )
                        )
                    ],
                    decorator_list=[],
                )
            ]
        ) if own == of and place == at:
            return name
    return None


def repeatable(cls: type) -> bool:
    """May `__iter__` be called again for each element? It stores nothing, and calls no others."""
    tree = _tree(cls)
    for node in ast.walk(tree) if tree is not None else ():
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in NAMES:
                continue
            case ast.Call() | ast.Global() | ast.Nonlocal() | ast.Delete():
                return False
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                return False
            case ast.Return(value=ast.Name()):  # an iterator, perhaps: it moves on
                return False
    return tree is not None


def _tree(cls: type, name: str = "__iter__") -> ast.Module | None:
    try:
        return ast.parse(dedent(inspect.getsource(getattr(cls, name).__code__)))
    except (AttributeError, OSError, TypeError, SyntaxError):
        return None
