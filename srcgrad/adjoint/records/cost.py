"""What it costs to evaluate an array again: its elementwise operations, in additions."""

from __future__ import annotations

from math import prod

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.walk import nodes

CHEAPER_THAN_A_COPY = 3  # a few additions and products
DEAREST = 6  # one function and a little arithmetic: if a loop then records nothing
FEW = 64  # elements that are recorded faster than they are computed
ARITHMETIC = {"+", "-", "*", "/"}
FUNCTIONS: dict[object, int] = {
    **dict.fromkeys((np.add, np.subtract, np.multiply, np.divide, np.negative), 1),
    **dict.fromkeys((np.square, np.absolute, np.maximum, np.minimum), 1),
    **dict.fromkeys((np.sqrt, np.reciprocal), 2),
    **dict.fromkeys((np.sin, np.cos, np.exp, np.log, np.tanh, np.expm1, np.log1p), 4),
}


def cost(tree: e.Expr, facts: Facts) -> int | None:
    """The cost of an elementwise expression of arrays; None for any other."""
    kind = facts.kind(tree)
    if not isinstance(kind, k.Array) or not kind.dims or _few(kind):
        return None
    costs = [_cost(part, facts) for part in nodes(tree)]
    total = 0
    for one in costs:
        if one is None:
            return None
        total += one
    return total


def _few(kind: k.Array) -> bool:
    return (
        kind.dims is not None
        and all(isinstance(d, int) for d in kind.dims)
        and (prod(d for d in kind.dims if isinstance(d, int)) <= FEW)
    )


def _cost(part: e.Expr, facts: Facts) -> int | None:
    """Of one operation."""
    array = isinstance(facts.kind(part), k.Array)
    match part:
        case e.Var() | e.Const() | e.Ref() | e.Slice() | e.Sequence():
            return 0
        case e.Item(_, index):
            return 0 if array and is_basic(index, facts.kind) else None
        case e.Binary("**", _, e.Const(2)) | e.Unary("-"):
            return int(array)
        case e.Binary(op):
            return int(array) if op in ARITHMETIC else None
        case e.Call(e.Ref(_, target), _, ()):
            return FUNCTIONS.get(target) if array else None
    return None
