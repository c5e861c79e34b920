"""Below the root of a sum of squares, in a sweep that will be differentiated in its turn.

    r = np.sqrt(np.sum(d ** 2))    sum_bar = r_bar * 0.5 / np.where(r, r, np.nan)
                                   d_bar = along(sum_bar, 2 * d)

Where a length is zero, its slope is NaN, and what is squared is zero, so that the gradient is zero.
Second derivatives are zero, too, of what stays zero; of what moves they are NaN: there are none, or
nobody knows them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.adjoint.operations.chosen import in_quiet
from srcgrad.adjoint.operations.contribution import numpys_quotient, product
from srcgrad.adjoint.sweep import Sweep
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names
from srcgrad.rules import Rule
from srcgrad.rules.declare import signature
from srcgrad.runtime import along, along_curve, relevant

RELEVANT = e.Ref("relevant", relevant)
WHOLE = e.Slice(None, None, None)
ALONG = e.Ref("along", along)
ALONG_CURVE = e.Ref("along_curve", along_curve)


def below_root(sweep: Sweep, node: s.Assign, step: e.Expr) -> bool:
    """Does an adjoint come from such a root, and meet what may be zero where the length is?

    Not if all that moves there is one sum of squares: it does not move where it is zero,
    and what is squared in it may. The slope stays NaN until it meets that.
    """
    if not sweep.nested or node.target not in sweep.facts.squared:
        return False
    moving = {n for n in names(node.value) if n in sweep.active}
    if len(moving) == 1 and moving <= sweep.facts.squared:
        return False
    return any(n in sweep.active or n not in sweep.facts.kinds for n in names(step))


def multiplied(
    sweep: Sweep, node: s.Assign, values: dict[str, Any], adjoint: e.Expr, partial: e.Expr
) -> tuple[int, e.Expr]:
    """The product of an adjoint and a partial, as a sign and an expression."""
    if below_root(sweep, node, partial):
        return 1, _power_along(sweep, node, adjoint) or _along(sweep, node, adjoint, partial)
    match sweep.out, partial, adjoint:
        case (
            [*_, s.Assign(name, e.Binary("/", step, guard))],
            e.Var(kept),
            e.Choice(_, whole, e.ZERO) | e.Call(e.Ref(_, np.where), (_, whole, e.Const(0)), ()),
        ) if name == kept and _guarded(guard) == e.Var(node.target):
            if _leaves_zero(sweep, node, step):  # where the step is zero, it leaves nothing
                sweep.out.pop()
                partial, adjoint = e.Binary("/", step, guard), whole
    match partial:
        case e.Binary("/", step, guard) if _guarded(guard) == e.Var(node.target):
            if _leaves_zero(sweep, node, step):
                return 1, _along(sweep, node, e.Binary("/", adjoint, _or_nan(guard)), step)
    sign, tree = product(sweep, values, adjoint, partial)
    tree = numpys_quotient(sweep, tree, sweep.facts.kinds[node.target])
    return sign, in_quiet(sweep, tree, partial)


def _power_along(sweep: Sweep, node: s.Assign, adjoint: e.Expr) -> e.Expr | None:
    """A product with the slope of a power above two, which need not move where its base does."""
    match node.value:
        case e.Binary("**", base, right) | e.Call(_, (base, right), ()):
            kind = sweep.facts.kind(right)
            power = k.value_of(kind) if k.constant(kind) else None
            if isinstance(power, int | float) and power > 2:
                steep = e.Binary("*", e.Const(power), e.Binary("**", base, e.Const(power - 2)))
                return e.Binary("*", _along(sweep, node, adjoint, base), steep)
    return None


def along_steps(sweep: Sweep, node: s.Assign, tree: e.Expr) -> e.Expr:
    """A product of such an adjoint, as one that zero rules."""
    match tree:
        case e.Binary("*", slope, step) if below_root(sweep, node, step):
            return _along(sweep, node, slope, step)
        case e.Binary("*", step, e.Binary("/", above, guard)) if _guarded(guard) is not None:
            if _is_norm(sweep, node) and _leaves_zero(sweep, node, step):
                return _along(sweep, node, e.Binary("/", above, _or_nan(guard)), step)
        case e.Binary("*", slope, step) if _is_deviation(sweep, node):
            if _leaves_zero(sweep, node, step) and _steepen(sweep, slope):
                return _along(sweep, node, slope, step)
        case e.Var(held):  # a term that the rule has named
            match sweep.out:
                case [*_, s.Assign(name, e.Call() as term) as last] if name == held:
                    last.value = along_steps(sweep, node, term)
        case e.Call(e.Ref(_, np.einsum), (e.Const(str() as text), slope, step), ()):
            spread = _spread(text, slope)
            if spread is not None and below_root(sweep, node, step):
                return _along(sweep, node, spread, step)
    return tree


def of_weights(
    sweep: Sweep,
    node: s.Assign,
    rule: Rule,
    name: str,
    operands: list[e.Expr | None],
    values: dict[str, Any],
) -> dict[str, Any]:
    """What a rule is given for weights that are summed with squares: zero in place of NaN.

    The squares are zero there, and no direction changes them by more than its own square.
    """
    squared = sweep.facts.squared if sweep.nested else set()
    summed = any(isinstance(one, e.Var) and one.name in squared for one in operands)
    if not summed or node.target not in squared or name in squared or rule.form == "partials":
        return values
    y_bar = next(iter(signature(rule.body).parameters))
    return values | {y_bar: e.Call(RELEVANT, (values[y_bar], e.ZERO))}


def _along(sweep: Sweep, node: s.Assign, slope: e.Expr, step: e.Expr) -> e.Expr:
    """Their product, of zero where the step is, in which that stays zero, or may leave it.

    Below a product of squares, a slope stays NaN until it meets what is squared; inside of another
    program the gradient counts too, and is zero.
    """
    moving = {n for n in names(node.value) if n in sweep.active}
    product = isinstance(node.value, e.Binary) and node.value.op == "*"
    if product and moving <= sweep.facts.squared and not sweep.rebinds:
        return e.Binary("*", slope, step)
    bent = moving - sweep.facts.straight - sweep.facts.squared
    return e.Call(ALONG_CURVE if bent else ALONG, (slope, step))


def _is_norm(sweep: Sweep, node: s.Assign) -> bool:
    value = node.value
    return isinstance(value, e.Call) and function_of(value, sweep.facts.kind) is np.linalg.norm


def _is_deviation(sweep: Sweep, node: s.Assign) -> bool:
    value = node.value
    return isinstance(value, e.Call) and function_of(value, sweep.facts.kind) is np.std


def _steepen(sweep: Sweep, slope: e.Expr) -> bool:
    """Make NaN of the slope of a deviation where that is zero, in the statement that names it."""
    for last in sweep.out[-3:]:
        match last:
            case s.Assign(name, e.Binary("/", above, e.Binary("*", count, guard))):
                if name in names(slope) and _guarded(guard) is not None:
                    last.value = e.Binary("/", above, e.Binary("*", count, _or_nan(guard)))
                    return True
            case s.Assign(name, e.Binary("/", above, guard)):
                if name in names(slope) and _guarded(guard) is not None:
                    last.value = e.Binary("/", above, _or_nan(guard))
                    return True
    return False


def _leaves_zero(sweep: Sweep, node: s.Assign, step: e.Expr) -> bool:
    """Will a length be differentiated again, which nothing selects, so that its slope counts?"""
    chosen = sweep.selection
    selected = node.target in chosen.masked | chosen.parted | chosen.passed
    return sweep.nested and not selected


def _guarded(tree: e.Expr) -> e.Expr | None:
    """What a divisor is, but where that is zero."""
    match tree:
        case e.Call(e.Ref(_, np.where), (root, same, e.Const(1)), ()) if root == same:
            return root
        case e.Call(e.Ref(_, np.where), (e.Compare(">", root, e.Const(0)), same, e.Const(1)), ()):
            return root if root == same else None
    return None


def _or_nan(guard: e.Expr) -> e.Expr:
    assert isinstance(guard, e.Call)
    return e.Call(guard.func, (*guard.args[:2], e.Ref("np.nan", np.nan)))


def _spread(text: str, slope: e.Expr) -> e.Expr | None:
    """The first operand with the axes of the second, where einsum multiplies and sums nothing."""
    given, _, out = text.replace(" ", "").partition("->")
    first, _, second = given.partition(",")
    if second != out or first != "".join(letter for letter in out if letter in first):
        return None
    if not first or first == out:
        return slope
    places = (WHOLE if letter in first else e.NONE for letter in out)
    return e.Item(slope, e.Sequence("tuple", tuple(places)))
