"""What is refused leaves a mark in the program, and is told if the program may come there.

if plotting:                        if plotting:
    async with canvas: ...    ->        <left out: `async with` is outside the language>

Where constants or kinds decide that it does not, the branch goes, and the mark with it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from srcgrad.errors import SrcgradError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from srcgrad.normalize.scope import Scope

NAME = ".left_out"
LEFT_OUT = e.Ref(NAME, partial(object))  # makes the values that are not known for it


class LeftOut(partial[object]):
    """Stands, called, in the place of what is refused; an effect, so that it stays there."""

    error: SrcgradError


def leave_out(scope: Scope, error: SrcgradError) -> None:
    """Mark the place of a refusal."""
    mark = LeftOut(object)
    mark.error = error
    scope.findings.append(error)
    scope.emit(s.Evaluate(e.Call(e.Ref(NAME, mark), ())))


def perhaps(scope: Scope, node: Any, lower: Callable[[Scope, Any], e.Expr]) -> e.Expr:
    """The value of an expression that a branch holds; what is refused in it is left out."""
    out = scope.out
    try:
        return lower(scope, node)
    except SrcgradError as error:
        scope.out = out
        leave_out(scope, error)
        return e.Call(LEFT_OUT, ())


def refused(body: s.Block) -> list[SrcgradError]:
    """The refusals whose places are in the program, with the calls that lead there."""
    found = []
    for node in statements(body):
        match node:
            case s.Evaluate(e.Call(e.Ref(_, LeftOut() as mark))):
                error = copy.copy(mark.error)
                if error.location is not None and node.origin is not None:
                    error.location = replace(error.location, callers=node.origin.callers)
                found.append(error)
    return found
