"""The syntax in which rules are written: their operators, their tests, and how they are read."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from srcgrad.errors import SourceUnavailableError
from srcgrad.infer.kinds.operators import OPERATORS
from srcgrad.rules.optional import LIBRARIES

BINARY = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.LShift: "<<",
    ast.RShift: ">>",
}
SIGNS = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not"}
COMPARE = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


@cache
def parsed(body: Callable[..., Any]) -> ast.FunctionDef:
    """The definition of a rule."""
    try:
        source = inspect.getsource(body)
    except OSError:
        raise SourceUnavailableError(
            f"the source of the rule {body.__name__} is not available", "declare it in a file"
        ) from None
    tree = ast.parse(textwrap.dedent(source)).body[0]
    assert isinstance(tree, ast.FunctionDef)
    return tree


def of_constants(op: str, left: Any, right: Any) -> Any:
    """The result, infinite or NaN where Python's own numbers would raise an exception."""
    try:
        return OPERATORS[op](left, right)
    except ArithmeticError:
        with np.errstate(all="ignore"):
            return float(OPERATORS[op](np.float64(left), np.float64(right)))


def reads(tree: ast.expr, name: str) -> bool:
    """Does an expression read a name?"""
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def special(test: ast.expr) -> bool:
    """Does a test ask for a case that the rest of the rule covers too?"""
    if isinstance(test, ast.BoolOp):
        return all(map(special, test.values))
    return isinstance(test, ast.Compare | ast.Call)  # a call asks for a type


def guards(node: ast.If) -> bool:
    """Does a statement refuse what its test holds for?"""
    return any(isinstance(inner, ast.Raise) for inner in node.body)


def undecided(*_: Any) -> Any:
    """Refuse a call whose options leave open what its rule says."""
    raise NotImplementedError("an argument that decides its form must be known beforehand")


def parameters_of(tree: ast.FunctionDef) -> list[str]:
    """The parameters' names in the text of a rule."""
    given = tree.args
    listed = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    return [one.arg for one in listed if one is not None]


def path(node: ast.expr, body: Callable[..., Any]) -> str:
    """The text under which generated code names a function that a rule's body calls."""
    if isinstance(node, ast.Attribute):
        return f"{path(node.value, body)}.{node.attr}"
    assert isinstance(node, ast.Name)
    if node.id in body.__code__.co_freevars:
        return public_name(inspect.getclosurevars(body).nonlocals[node.id])
    return node.id


def public_name(value: Any) -> str:
    """The name under which a library has one of its functions or distributions."""
    name = found_as(value)
    assert name is not None
    return name


def found_as(value: Any) -> str | None:
    """The same, and nothing of what no library has."""
    name = str(getattr(value, "name", None) or getattr(value, "__name__", ""))
    homes = [
        home
        for home in ("numpy", *LIBRARIES, getattr(value, "__module__", None) or "")
        if home in sys.modules
    ]
    home = next((one for one in homes if getattr(sys.modules[one], name, None) is value), None)
    if home is None:
        return None
    first, *rest = home.split(".")
    return ".".join(["np" if first == "numpy" else first, *rest, name])
