"""Squares that are written as products have one term for their base, not two.

    p = 0.5 * r                                 p = u * v
    q = p @ r            r_bar += q_bar * r     q = p * v            v_bar += q_bar * (2 * p)
                                                                     u_bar += q_bar * v * v

The first is what `q_bar * p + 0.5 * (q_bar * r)` comes to, and `p` need not be recorded.
"""

from __future__ import annotations

import math

from srcgrad.adjoint.operations.contribution import Contribution
from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.kinks.repeated_factors import Repeated, repeated_factor
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound
from srcgrad.ir.wrapping import wraps


def squared(sweep: Sweep, node: s.Assign, terms: list[Contribution]) -> list[Contribution]:
    """The terms; where one operand is a multiple of the other, those of both in one."""
    if len(terms) != 2 or terms[0].name == terms[1].name:
        return terms
    found = repeated_factor(node, sweep.memory)
    if found is not None:
        return _repeated(sweep, node, found, terms)
    for one, other in (terms, terms[::-1]):
        match one.tree, other.tree:
            case e.Binary("*", by, e.Var(vector)), e.Binary("*", again, e.Var(multiple)) if (
                (multiple, vector) == (one.name, other.name) and by == again and _scales(sweep, by)
            ):
                factor = _factor(sweep, node, multiple, vector)
                if factor is not None and math.isfinite(2.0 * factor):
                    twice = by if factor == 0.5 else e.Binary("*", by, e.Const(2.0 * factor))
                    other.tree = e.Binary("*", twice, e.Var(vector))
                    return [other]
    return terms


def _repeated(
    sweep: Sweep, node: s.Assign, found: Repeated, terms: list[Contribution]
) -> list[Contribution]:
    """The terms of an elementwise product by a factor that the other operand has already."""
    first, other = terms if terms[0].name == found.factor.name else terms[::-1]
    moves = isinstance(found.rest, e.Var) and found.rest.name in sweep.active
    match first.tree, other.tree:
        case e.Binary("*", by, product), e.Binary("*", again, factor) if by == again and (
            found.factor == found.rest or not moves or found.alone
        ):
            pass
        case _:
            return terms
    if found.rest == found.factor:
        first.tree = e.Binary("*", by, e.Binary("*", e.Const(3), product))
        return [first]
    rest = sweep.facts.kind(found.rest)
    if k.rank(rest) == 0 and not wraps(rest):
        twice = _twice(sweep.demand(found.rest, node))
        first.tree = e.Binary("*", other.tree, twice) if twice != e.Const(1.0) else other.tree
    else:
        first.tree = e.Binary("*", by, e.Binary("*", e.Const(2), product))
    if not moves:
        return [first]
    assert isinstance(found.rest, e.Var)
    other.name, other.tree = found.rest.name, e.Binary("*", other.tree, factor)
    return [other, first]


def _twice(tree: e.Expr) -> e.Expr:
    match tree:
        case e.Const(int() | float() as value) if not isinstance(tree, e.Named):
            return e.Const(2.0 * value)
    return e.Binary("*", e.Const(2), tree)


def _scales(sweep: Sweep, tree: e.Expr) -> bool:
    """Is it the adjoint of a number?"""
    return k.is_number(k.general(sweep.kind(tree)))


def _factor(sweep: Sweep, node: s.Assign, multiple: str, vector: str) -> float | None:
    """The constant by which one vector of doubles is another, when `node` multiplies them."""
    memory, kinds = sweep.memory, [sweep.facts.kinds[n] for n in (multiple, vector)]
    doubles = all(isinstance(one, k.Array) and one.dtype == "f8" for one in kinds)
    if not doubles or any(map(memory.is_written, (multiple, vector))):
        return None
    made = memory.definitions.get(multiple, [])
    block = sweep.order.block_of.get(id(node), [])
    if len(made) != 1 or made[0] not in block or not isinstance(made[0], s.Assign):
        return None
    first, last = block.index(made[0]), block.index(node)
    if first > last or vector in bound(block[first:last]):
        return None
    match made[0].value:
        case e.Binary("*", e.Const(float() | int() as factor), e.Var(base)) if base == vector:
            return float(factor)
        case e.Binary("*", e.Var(base), e.Const(float() | int() as factor)) if base == vector:
            return float(factor)
        case e.Binary("/", e.Var(base), e.Const(float() | int() as divisor)) if base == vector:
            return 1.0 / divisor if divisor else None
    return None
