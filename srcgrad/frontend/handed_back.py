"""What a call may give back of what it is given, and what names of a function stand for."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import gast

NUMBERS = (int, float, complex, str, bytes, bool, type(None))


def gives_anew(function: Any) -> bool:
    """Does it give what is made anew, or an array, of which the memory is followed?

    >>> gives_anew(copy.deepcopy), gives_anew(max)
    (True, False)
    """
    root = (getattr(function, "__module__", None) or "").partition(".")[0]
    library = root or type(function).__module__.partition(".")[0]
    return function is copy.deepcopy or library in ("numpy", "scipy", "math")


def holds_others(value: Any) -> bool:
    """Does it hold what may be changed by another name, as a list of numbers does not?

    >>> holds_others([1.0, "a"]), holds_others([[1.0]])
    (False, True)
    """
    if isinstance(value, dict):
        return not all(isinstance(one, NUMBERS) for one in list(value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return not all(isinstance(one, NUMBERS) for one in list(value))
    return not isinstance(value, NUMBERS)


def bound_by(node: Any) -> Iterator[tuple[Any, Any]]:
    """The targets that a node binds, each with what they, or parts of them, are.

    >>> [(one.id, of.id) for one, of in bound_by(gast.parse("a = b").body[0])]
    [('a', 'b')]
    """
    match node:
        case gast.Assign(targets=targets, value=value):
            yield from ((target, value) for target in targets)
        case (
            gast.NamedExpr(target=target, value=value) | gast.AnnAssign(target=target, value=value)
        ) if value is not None:
            yield target, value
        case gast.For(target=target, iter=value) | gast.comprehension(target=target, iter=value):
            yield target, value
        case gast.withitem(context_expr=value, optional_vars=target) if target is not None:
            yield target, value
        case gast.arguments():
            places = [*node.posonlyargs, *node.args]
            pairs = [
                *zip(reversed(places), reversed(node.defaults), strict=False),
                *zip(node.kwonlyargs, node.kw_defaults, strict=True),
            ]
            yield from ((target, value) for target, value in pairs if value is not None)
        case gast.Try(body=body, handlers=handlers):
            raised = [n.exc for one in body for n in gast.walk(one) if isinstance(n, gast.Raise)]
            names = [one.name for one in handlers if one.name is not None]
            yield from ((name, value) for name in names for value in raised if value is not None)
