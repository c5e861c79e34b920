"""Inner functions as functions of their own: what they hold becomes parameters of a maker.

lambda v: k * v          def f_of(k):
                             return lambda v: k * v
"""

from __future__ import annotations

import ast
import copy
from typing import Any

import gast

from srcgrad.normalize.calls import capture
from srcgrad.normalize.calls.closures import Code


def maker_text(code: Code, name: str, parameters: tuple[str, ...]) -> str:
    """The source of a function that makes an inner function, given what it holds."""
    tree = copy.deepcopy(code.tree)
    for node in gast.walk(tree):
        if hasattr(node, "annotation") and not isinstance(node, gast.AnnAssign):
            node.annotation = None
    _name_defaults(tree.args)
    head = f"def {name}({', '.join(parameters)}):"
    if isinstance(tree, gast.Lambda):
        return f"{head}\n    return {ast.unparse(gast.gast_to_ast(tree))}\n"
    tree.decorator_list, tree.returns = [], None
    body = ast.unparse(gast.gast_to_ast(tree)).replace("\n", "\n    ")
    return f"{head}\n    {body}\n    return {tree.name}\n"


def _name_defaults(arguments: Any) -> None:
    """Defaults were evaluated when the function was made: `default_k` is what `k` has."""
    positional = [p.id for p in (*arguments.posonlyargs, *arguments.args)]
    count = len(arguments.defaults)
    named = [gast.Name(default(n), gast.Load(), None, None) for n in positional[-count:]]
    arguments.defaults = named if count else []
    arguments.kw_defaults = [
        None if given is None else gast.Name(default(p.id), gast.Load(), None, None)
        for p, given in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]


def default(name: str) -> str:
    """The parameter of the maker for the default of a parameter."""
    return f"default_{name}"


def read_outside(code: Code, cells: tuple[str, ...]) -> list[str]:
    """The names that an inner function finds around the function that makes it."""
    return sorted(capture.free(code.tree) - set(code.held) - set(cells))
