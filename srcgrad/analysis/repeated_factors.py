"""A product by what is a factor of the other operand already.

    p = q * x
    z = p * x        z depends on x by 2 * p, on q by x * x; and by 3 * p if q is x

Where the factor has not changed between the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from srcgrad.analysis.memory import Memory
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, names


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


def _made_of(node: s.Assign, product: e.Var, factor: e.Var, memory: Memory) -> Repeated | None:
    if not all(_real(memory.facts.kinds.get(n)) for n in (product.name, factor.name)):
        return None
    between: s.Block = []
    block = memory.order.block_of.get(id(node), [])
    before = block[: memory.order.place(node)] if block else []
    for one in reversed(before):
        if not isinstance(one, s.Assign):
            return None
        if one.target == product.name:
            return _parts(one, product, factor, between, memory)
        between.append(one)
    return None


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
    own = {product.name, factor.name, *names(rest)}
    if own & bound(between) or any(
        write is one for name in own for write in memory.of(name).writes for one in between
    ):
        return None
    return Repeated(product, rest, factor, memory.mentioned[product.name] == 2)


def _real(kind: k.Kind | None) -> bool:
    floats = isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind == "f"
    return isinstance(kind, k.Real) or floats
