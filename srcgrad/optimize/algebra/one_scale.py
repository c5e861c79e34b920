"""Two numbers scale an array at once: one pass over it, not two.

    k_bar = y_bar * (1 / 4104) * -845      k_bar = y_bar * (-845 / 4104)
    u_bar = v_bar * h * 0.25          ->   u_bar = v_bar * (h / 4)

One of them is known while compiling, so that their product is neither infinite nor has it lost
digits: a program may have two numbers that are very small, of arrays that are very large.
"""

from __future__ import annotations

from functools import partial

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild, replace, statements
from srcgrad.optimize.algebra.arithmetic import exact, is_literal


def scale_once(reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    for node in statements(reverse):
        replace(node, partial(_scaled, facts=facts))


def _scaled(tree: e.Expr, facts: Facts) -> e.Expr:
    tree = rebuild(tree, partial(_scaled, facts=facts))
    match tree:
        case e.Binary("*", e.Binary("*", array, one), other) if k.rank(facts.kind(array)) != 0:
            known, size = _known(one), _known(other)
            if known is not None and size is not None:
                together = known * size
                return e.Binary("*", array, _product(one, other)) if _moderate(together) else tree
            number, by = (other, known) if size is None else (one, size)
            if by is not None and _moderate(by) and facts.kind(number) == k.Real():
                return e.Binary("*", array, _product(one, other))
    return tree


def _known(tree: e.Expr) -> float | None:
    """The value of a number that the text tells: a literal, or a fraction of two."""
    match tree:
        case e.Binary("/", over, under):
            above, below = _known(over), _known(under)
            return above / below if above is not None and below else None
        case e.Const(int() | float() as value) if is_literal(tree) or isinstance(tree, e.Named):
            return float(value)
    return None


def _product(one: e.Expr, other: e.Expr) -> e.Expr:
    """The product of two numbers, as short as it can be."""
    match one, other:
        case (e.Binary("/", e.Const(1), below), above) | (above, e.Binary("/", e.Const(1), below)):
            return e.Binary("/", above, below)
        case e.Const(float() | int() as left), e.Const(float() | int() as right):
            if is_literal(one) and is_literal(other):
                return e.Const(left * right)
        case (e.Const(int() | float() as part) as by, number) | (
            number,
            e.Const(int() | float() as part) as by,
        ):
            if abs(part) < 1 and exact(by):
                return e.Binary("/", number, e.Const(int(1 / part)))
            return e.Binary("*", number, by)
    return e.Binary("*", one, other)


def _moderate(value: float) -> bool:
    """Does a product with it keep its digits, whatever sensible number the other one is?"""
    return 1e-100 < abs(value) < 1e100
