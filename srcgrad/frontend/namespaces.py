"""Names outside that a function reaches by texts, as in `globals()["k"]` or `exec(text)`."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import gast

RUN = ("exec", "eval")
Roots = Callable[[Any], list[Any]]


def named_by_text(node: Any, function: types.FunctionType, roots: Roots) -> list[Any] | None:
    """What an expression stands for that looks a name up, or None for other expressions.

    >>> import math
    >>> tree = gast.parse("vars(module)", mode="eval").body
    >>> named_by_text(tree, named_by_text, lambda node: [math])[0] is vars(math)
    True
    """
    match node:
        case gast.Call(func=gast.Name(id="globals"), args=[]):
            return [function.__globals__]
        case gast.Call(func=gast.Name(id="vars"), args=[inner]):
            return [_namespace(one) for one in roots(inner)]
        case gast.Call(func=gast.Name(id="getattr"), args=[inner, key, *_]):
            return [v for one in roots(inner) for v in _attribute(one, key, function)]
        case gast.Call(
            func=gast.Call(
                func=gast.Name(id="attrgetter") | gast.Attribute(attr="attrgetter"), args=[key]
            ),
            args=[inner],
        ):
            return [v for one in roots(inner) for v in _attribute(one, key, function)]
        case gast.Call(func=gast.Attribute(value=inner, attr="get" | "setdefault"), args=[key, *_]):
            spaces = [one for one in roots(inner) if is_namespace(one)]
            if spaces:
                return [v for one in spaces for v in _looked_up(one, key, function)]
        case gast.Attribute(value=inner, attr="__dict__"):
            return [_namespace(one) for one in roots(inner)]
        case gast.Attribute(value=gast.Name(id="sys"), attr="modules"):
            return [sys.modules]
        case gast.Call(
            func=gast.Attribute(attr="import_module") | gast.Name(id="__import__"),
            args=[gast.Constant(value=str(key)), *_],
        ):
            return [one for one in [sys.modules.get(key)] if one is not None]
        case gast.Subscript(value=inner, slice=key):
            spaces = [one for one in roots(inner) if is_namespace(one)]
            if spaces:
                return [v for one in spaces for v in _looked_up(one, key, function)]
    return None


def _attribute(value: Any, key: Any, function: types.FunctionType) -> list[Any]:
    """What is found under a name of a module; a part of an object is the object's."""
    space = getattr(value, "__dict__", {})
    return _looked_up(space, key, function) if isinstance(value, types.ModuleType) else [value]


def _namespace(value: Any) -> Any:
    """What `vars` gives of a module; of an object, the object itself stands for it."""
    return vars(value) if isinstance(value, types.ModuleType) else value


def is_namespace(value: Any) -> bool:
    """Is it the dict of a module's globals, or that of all modules?"""
    return value is sys.modules or (isinstance(value, dict) and "__builtins__" in value)


def _looked_up(space: dict[str, Any], key: Any, function: types.FunctionType) -> list[Any]:
    match key:
        case gast.Constant(value=str(name)):
            return [space[name]] if name in space else []
        case gast.Name(id="__name__"):
            found = space.get(function.__module__)
            return [] if found is None else [found]
    return [] if space is sys.modules else [v for n, v in space.items() if not n.startswith("__")]


def programs_in(node: Any) -> Iterator[Any]:
    """The trees that a call of `exec` or `eval` runs; None for one that only the run knows."""
    match node:
        case gast.Call(func=gast.Name(id=name), args=[gast.Constant(value=str(text)), *_]) if (
            name in RUN
        ):
            try:
                yield gast.parse(text.strip(), mode=name)
            except SyntaxError:
                return
        case gast.Call(func=gast.Name(id=name)) if name in RUN:
            yield None


def holder_of(value: Any) -> tuple[str, dict[str, Any], str] | None:
    """A module of the user's that has a global of this value: its name, namespace and key."""
    for module_name, module in list(sys.modules.items()):
        space = getattr(module, "__dict__", None)
        if isinstance(module, types.ModuleType) and isinstance(space, dict):
            key = next((n for n, v in list(space.items()) if v is value), None)
            if key is not None and not _installed(module):
                return f"{module_name}.{key}", space, key
    return None


def _installed(module: types.ModuleType) -> bool:
    path = getattr(module, "__file__", None) or ""
    root = module.__name__.partition(".")[0]
    return root in sys.stdlib_module_names - {"__main__"} or "-packages" in path
