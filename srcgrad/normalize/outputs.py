"""Objects among what a program returns: how they are made, beside the names of their parts.

    return Point(x, y)         ->      instance(Point, {"x": x.1, "y": y.2})
    return p                   ->      same(p, {"x": x.1, "y": y.2})

The parts are what the seed weighs. The second form is an argument that is returned as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.runtime import instance

INSTANCE = e.Ref("instance", instance)
NAMED = e.Ref(".named", partial(instance))  # a named tuple, printed as a call of its class
SAME = e.Ref(".same", partial(instance))  # printed as its first operand
MADE = (INSTANCE, NAMED, SAME)


def parts_of(tree: e.Expr) -> tuple[tuple[Any, e.Expr], ...] | None:
    """The parts of a container or object among what is returned, by how its seed is read."""
    match tree:
        case e.Sequence(_, items):
            return tuple((partial(_item, e.Const(n)), one) for n, one in enumerate(items))
        case e.Mapping(keys, values):
            pairs = zip(keys, values, strict=True)
            return tuple((partial(_item, key), one) for key, one in pairs)
        case e.Call(func, (_, e.Sequence() as inner), ()) if func in MADE:
            return parts_of(inner)
        case e.Call(func, (_, e.Mapping(keys, values)), ()) if func in MADE:
            pairs = zip(keys, values, strict=True)
            return tuple((partial(_attribute, key), one) for key, one in pairs)
    return None


def leaves(tree: e.Expr) -> Iterator[e.Expr]:
    """What is returned, without the containers and objects around it."""
    parts = parts_of(tree)
    if parts is None:
        yield tree
    else:
        for _, one in parts:
            yield from leaves(one)


def _item(key: e.Expr, seed: e.Expr) -> e.Expr:
    return e.Item(seed, key)


def _attribute(key: e.Expr, seed: e.Expr) -> e.Expr:
    assert isinstance(key, e.Const)
    return e.Attr(seed, str(key.value))
