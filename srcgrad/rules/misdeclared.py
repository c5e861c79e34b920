"""Rules of users that cannot be right, whatever they compute: found where they are declared."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any

STARS = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def check_body(
    body: Callable[..., Any], operands: tuple[str, ...], lead: int, tree: ast.FunctionDef | None
) -> None:
    """Can a body be that of a rule with these operands, by its parameters and what it returns?

    Its first `lead` parameters are adjoints, tangents and the result; `tree` is its text, if that
    can be read.

    >>> check_body(lambda y_bar: y_bar, (), 2, None)
    Traceback (most recent call last):
    TypeError: the rule <lambda> takes too few parameters (y_bar): the function's own follow on 2

    Raises
    ------
    TypeError
        That names the rule and what is wrong with it.
    """
    name = getattr(body, "__name__", "of this function")
    parameters = inspect.signature(body).parameters
    starred = any(p.kind in STARS for p in parameters.values())
    if inspect.isgeneratorfunction(body) or inspect.iscoroutinefunction(body):
        raise TypeError(f"the rule {name} yields or awaits: let it return what it computed")
    if not starred:
        _check_parameters(name, list(parameters), operands, lead)
    if tree is not None:
        _check_returned(name, tree, operands)


def check_tangents(body: Callable[..., Any], count: int, operands: tuple[str, ...]) -> None:
    """Has the body of a tangent one tangent for each operand?

    >>> check_tangents(lambda y, x: x, 0, ("x",))
    Traceback (most recent call last):
    TypeError: the rule <lambda> takes 0 tangents, names that end in `_dot`, for 1 operand (x)
    """
    name = getattr(body, "__name__", "of this function")
    starred = any(p.kind in STARS for p in inspect.signature(body).parameters.values())
    if count != len(operands) and not starred and not any("." in one for one in operands):
        of = f"{len(operands)} operand{'s' * (len(operands) != 1)} ({', '.join(operands)})"
        raise TypeError(
            f"the rule {name} takes {count} tangents, names that end in `_dot`, for {of}"
        )


def _check_parameters(
    name: str, parameters: list[str], operands: tuple[str, ...], lead: int
) -> None:
    if len(parameters) <= lead:
        listed = ", ".join(parameters)
        raise TypeError(
            f"the rule {name} takes too few parameters ({listed}): "
            f"the function's own follow on {lead}"
        )
    for operand in operands:
        if operand.partition(".")[0] not in parameters:
            raise TypeError(
                f"the rule {name} has no parameter `{operand}`, which `operands` names: name "
                f"some of {', '.join(parameters[lead:])}"
            )


def _check_returned(name: str, tree: ast.FunctionDef, operands: tuple[str, ...]) -> None:
    inner = list(_own(tree))
    returned = [node.value for node in inner if isinstance(node, ast.Return)]
    if not returned and any(isinstance(node, ast.Raise) for node in inner):
        return  # a rule that refuses
    if not returned or any(value is None or _is_none(value) for value in returned):
        raise TypeError(f"the rule {name} returns None: let it return one value for each operand")
    for value in returned:
        if len(operands) < 2 or not isinstance(value, ast.Tuple):
            continue
        if any(isinstance(item, ast.Starred) for item in value.elts):
            continue
        if len(value.elts) != len(operands):
            raise TypeError(
                f"the rule {name} returns {len(value.elts)} values for {len(operands)} operands "
                f"({', '.join(operands)}): let it return one for each"
            )
        for operand, item in zip(operands, value.elts, strict=True):
            if _is_none(item):
                raise TypeError(
                    f"the rule {name} returns None for `{operand}`: return zeros of its shape, or "
                    f"leave it out of `operands`"
                )


def _is_none(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _own(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function, without those of functions within."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield node
            yield from _own(node)
