"""A product by what is a factor of the other operand already.

    p = q * x
    z = p * x        z depends on x by 2 * p, on q by x * x; and by 3 * p if q is x

Where the factor has not changed between the two.
"""

from __future__ import annotations

import numpy as np

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, names
from srcgrad.late import dataclass

MAGNITUDES = (abs, np.abs)


@dataclass(frozen=True)
class Repeated:
    """`product = rest * factor`, which is multiplied by the factor again."""

    product: e.Var
    rest: e.Var | e.Const
    factor: e.Var
    alone: bool  # is the product read nowhere else?


def repeated_factor(node: s.Assign, memory: Memory) -> Repeated | None:
    """What a product repeats, if nothing changes between the two."""
    match node.value:
        case e.Binary("*", e.Var() as left, e.Var() as right) if left != right:
            return _made_of(node, left, right, memory) or _made_of(node, right, left, memory)
    return None


def squared_magnitude(node: s.Assign, memory: Memory) -> e.Var | None:
    """The array whose magnitude is squared, if nothing changes between the two."""
    match node.value:
        case e.Binary("**", e.Var() as root, e.Const(2)):
            pass
        case e.Binary("*", e.Var() as root, again) if root == again:
            pass
        case _:
            return None
    made, between = _made(node, root.name, memory)
    match made.value if made is not None else None:
        case e.Call(e.Ref(_, function), (e.Var(name) as below,), ()) if function in MAGNITUDES:
            kind = memory.facts.kinds.get(name)
            array = isinstance(kind, k.Array) and kind.dtype.kind in "fc" and bool(kind.dims)
            return below if array and _steady({root.name, name}, between, memory) else None
    return None


def _made_of(node: s.Assign, product: e.Var, factor: e.Var, memory: Memory) -> Repeated | None:
    if not all(_real(memory.facts.kinds.get(n)) for n in (product.name, factor.name)):
        return None
    made, between = _made(node, product.name, memory)
    return None if made is None else _parts(made, product, factor, between, memory)


def _made(node: s.Assign, name: str, memory: Memory) -> tuple[s.Assign | None, s.Block]:
    """Where a name gets what it holds at a statement, and what stands between the two."""
    between: s.Block = []
    block = memory.order.block_of.get(id(node), [])
    before = block[: memory.order.place(node)] if block else []
    for one in reversed(before):
        if not isinstance(one, s.Assign):
            break
        if one.target == name:
            return one, between
        between.append(one)
    return None, between


def _steady(own: set[str], between: s.Block, memory: Memory) -> bool:
    """Does no statement bind these names, or change what they hold?"""
    writes = [write for name in own for write in memory.of(name).writes]
    return not own & bound(between) and not any(w is one for w in writes for one in between)


def _parts(
    made: s.Assign, product: e.Var, factor: e.Var, between: s.Block, memory: Memory
) -> Repeated | None:
    match made.value:
        case e.Binary("*", (e.Var() | e.Const()) as rest, again) if again == factor:
            pass
        case e.Binary("*", again, (e.Var() | e.Const()) as rest) if again == factor:
            pass
        case _:
            return None
    kind = memory.facts.kind(rest)
    number = k.is_number(kind) or isinstance(kind, k.Array)
    if not number or k.is_complex(kind):
        return None
    if not _steady({product.name, factor.name, *names(rest)}, between, memory):
        return None
    return Repeated(product, rest, factor, memory.mentioned[product.name] == 2)


def _real(kind: k.Kind | None) -> bool:
    floats = isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind == "f"
    return isinstance(kind, k.Real) or floats
