"""Two numbers scale an array at once: one pass over it, not two.

    k_bar = y_bar * (1 / 4104) * -845      k_bar = y_bar * (-845 / 4104)
    u_bar = v_bar * h * 0.25          ->   u_bar = v_bar * (h / 4)
    v_bar = t_bar * 0.7 * (3 * u)          v_bar = t_bar * (0.7 * 3) * u
    w_bar = 2 * (v_bar * 0.5 / w)          w_bar = v_bar / w
    x_bar = t_bar * h * (2 * u)            x_bar = t_bar * (h * 2) * u

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
from srcgrad.ir.wrapping import wraps
from srcgrad.optimize.algebra.arithmetic import exact, is_literal


def scale_once(reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    for node in statements(reverse):
        replace(node, partial(_scaled, facts=facts))


def _scaled(tree: e.Expr, facts: Facts) -> e.Expr:
    tree = rebuild(tree, partial(_scaled, facts=facts))
    return _by_two(tree, facts) or _by_a_product(tree, facts) or tree


def _by_two(tree: e.Expr, facts: Facts) -> e.Expr | None:
    """An array by a number, and by another one."""
    match tree:
        case e.Binary("*", e.Binary("*", array, one), other) if k.rank(facts.kind(array)) != 0:
            known, size = told_number(one), told_number(other)
            if known is not None and size is not None:
                fits = is_moderate(known * size)
                return e.Binary("*", array, product_of(one, other)) if fits else None
            number, by = (other, known) if size is None else (one, size)
            if by is not None and is_moderate(by) and k.general(facts.kind(number)) == k.Real():
                return e.Binary("*", array, product_of(one, other))
    return None


def _by_a_product(tree: e.Expr, facts: Facts) -> e.Expr | None:
    """What has a number already, or is one, by a literal and an array."""
    match tree:
        case e.Binary("*", left, e.Binary("*", e.Const() as factor, right)) if _factor(
            factor
        ) and not wraps(facts.kind(right)):
            taken = _taken(left, factor, facts)
            if taken is None and k.rank(facts.kind(left)) == 0 and not wraps(facts.kind(left)):
                taken = e.Binary("*", left, factor)
            return None if taken is None else e.Binary("*", taken, right)
        case e.Binary("*", e.Const() as factor, right) if _factor(factor):
            return _taken(right, factor, facts)
    return None


def _taken(tree: e.Expr, factor: e.Const, facts: Facts) -> e.Expr | None:
    """`tree * factor`, where a number in it can take the factor."""
    match tree:
        case e.Binary("*", left, e.Const() as by) if _factor(by) and not wraps(facts.kind(left)):
            whole = by.value * factor.value  # type: ignore[operator]
            return left if whole == 1 else e.Binary("*", left, product_of(by, factor))
        case e.Binary("*", left, number) if (
            k.general(facts.kind(number)) == k.Real() and k.rank(facts.kind(left)) != 0
        ):
            return e.Binary("*", left, product_of(number, factor))
        case e.Binary("*" | "/" as op, left, right):
            inner = _taken(left, factor, facts)
            if inner is None and k.rank(facts.kind(left)) == 0 and not wraps(facts.kind(left)):
                inner = e.Binary("*", left, factor)
            return None if inner is None else e.Binary(op, inner, right)
    return None


def _factor(constant: e.Const) -> bool:
    """Is it a literal that may stand with another one?"""
    value = constant.value
    return is_literal(constant) and isinstance(value, int | float) and is_moderate(value)


def told_number(tree: e.Expr) -> float | None:
    """The value of a number that the text tells: a literal, a fraction or a product of two."""
    match tree:
        case e.Binary("/", over, under):
            above, below = told_number(over), told_number(under)
            return above / below if above is not None and below else None
        case e.Binary("*", left, right):
            one, other = told_number(left), told_number(right)
            return None if one is None or other is None else one * other
        case e.Const(int() | float() as value) if is_literal(tree) or isinstance(tree, e.Named):
            return float(value)
    return None


def product_of(one: e.Expr, other: e.Expr) -> e.Expr:
    """The product of two numbers, as short as it can be."""
    match one, other:
        case (e.Binary("/", e.Const(1), below), above) | (above, e.Binary("/", e.Const(1), below)):
            return e.Binary("/", above, below)
        case e.Const(float() | int() as left), e.Const(float() | int() as right):
            whole = e.Const(left * right)
            apart = len(f"{left!r} * {right!r}")  # 0.7 * 3 is 2.0999999999999996
            if is_literal(one) and is_literal(other) and len(repr(whole.value)) < apart:
                return whole
        case (e.Const(int() | float() as part) as by, number) | (
            number,
            e.Const(int() | float() as part) as by,
        ):
            if abs(part) < 1 and exact(by):
                return e.Binary("/", number, e.Const(int(1 / part)))
            return e.Binary("*", number, by)
    return e.Binary("*", one, other)


def is_moderate(value: float) -> bool:
    """Does a product with it keep its digits, whatever sensible number the other one is?"""
    return 1e-100 < abs(value) < 1e100
