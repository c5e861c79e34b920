"""The errors for functions and iterators made inside that go to what is not followed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.normalize.arrays.effects import SET_LATER


def handed_on(name: str, cell: str, tree: e.Expr, where: Any) -> UnsupportedSyntaxError:
    """The error for a function of this name, which shares the variable `cell`, if any."""
    called = tree.func if isinstance(tree, e.Call) else None
    taker = "something that is not followed"
    if isinstance(called, e.Ref):
        taker = f"`{called.path}`, which is not followed"
    elif isinstance(called, e.Attr):
        taker = f"the method `{called.name}`, which is not followed"
    if name == "iterator":
        return UnsupportedSyntaxError(
            f"an iterator, which can be gone through only once, goes to {taker}",
            "make a list of it",
            where,
        )
    what = "a lambda" if name == "lambda_" else f"the function `{name}`"
    if isinstance(called, e.Ref) and called.target is contextmanager:
        return UnsupportedSyntaxError(
            f"{what} becomes a context manager, and is made inside the differentiated function",
            "define it outside, and pass what it reads as arguments",
            where,
        )
    if isinstance(tree, e.Call) and called == SET_LATER and isinstance(tree.args[0], e.Closure):
        return UnsupportedSyntaxError(
            f"an attribute of {what} is written, which is made inside the differentiated function",
            "leave the attribute out, or keep its value under a name of its own",
            where,
        )
    if cell:
        return UnsupportedSyntaxError(
            f"{what}, which reads `{cell}` when it is called, goes to {taker}",
            f"let it hold a value of its own, as the default of a parameter: `{cell}={cell}`",
            where,
        )
    return UnsupportedSyntaxError(
        f"{what}, which is made inside the differentiated function, goes to {taker}",
        "call it, or pass it to a function written in Python",
        where,
    )
