"""Adjoints that may be infinite, where a value is one of several.

    y = np.arccos(np.minimum(x, 1.0))  kept = np.where(x == 1.0, 0.5, x < 1.0)
                                       x_bar = np.where(kept, minimum_x_bar, 0) * kept

The slope of the arc cosine is infinite where x is greater and 1 was chosen. What was not chosen has
nothing of it; as a product, infinity times zero would be NaN. Under a root, what is cut off below
0 passes nothing on where it is 0, either:

    y = np.sqrt(np.maximum(x, 0.0))    x_bar = np.where(maximum_x, maximum_x_bar, 0)
"""

from __future__ import annotations

import builtins
import math
from typing import Any

import numpy as np

from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.kinks.magnitudes import MAGNITUDES, floored
from srcgrad.analysis.kinks.selection import EXTREMES, QUIET, is_steep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names
from srcgrad.rules import Rule

WHERE = e.Ref("np.where", np.where)
TYING = {np.max, np.min}  # each element takes part or not
CHOOSING: set[Any] = {np.maximum, np.minimum, np.fmax, np.fmin, np.clip, np.abs, np.fabs}
CHOOSING |= {builtins.abs, math.fabs, np.hypot, math.hypot}


def chosen(
    sweep: Sweep, node: s.Assign, rule: Rule, y_bar: e.Expr, partial: e.Expr, begun: int
) -> tuple[e.Expr, e.Expr]:
    """The adjoint and the partial, to be multiplied; what computes it stands behind `begun`."""
    if is_steep(node.value, sweep.facts) and not sweep.selection.rested.isdisjoint(
        names(node.value)
    ):
        return y_bar, _quiet(sweep, partial, begun)
    steep = rule.function in CHOOSING and node.target in sweep.selection.steep
    if not steep or isinstance(partial, e.Const) or k.is_complex(sweep.kind(y_bar)):
        return y_bar, partial
    kept = sweep.counter.name("kept") + "~local"
    sweep.kinds[kept] = sweep.kind(partial)
    sweep.emit(s.Assign(kept, partial))
    number = k.rank(sweep.kind(partial)) == 0  # the adjoint may be one number for all elements
    if number and k.is_number(k.general(sweep.kind(y_bar))):
        return e.Choice(e.Var(kept), y_bar, e.ZERO), e.Var(kept)
    return e.Call(WHERE, (e.Var(kept), y_bar, e.Const(0))), e.Var(kept)


def cut_off(sweep: Sweep, node: s.Assign, rule: Rule, y_bar: e.Expr) -> e.Expr | None:
    """The adjoint under a root of what is cut off below 0, which no partial has a part in."""
    rooted = rule.function in CHOOSING and node.target in sweep.selection.rooted
    if not rooted or k.is_complex(sweep.kind(y_bar)) or not floored(node.value, sweep.facts):
        return None
    return _unless_zero(sweep, node.target, y_bar)


def counted(sweep: Sweep, target: str, rule: Rule, value: e.Expr, y_bar: e.Expr) -> e.Expr:
    """The adjoint of a length or a range, which may be infinite, as zero where the length is."""
    magnitude = rule.function in MAGNITUDES and target in sweep.selection.summed
    if not magnitude and not (target in sweep.selection.rooted and floored(value, sweep.facts)):
        return y_bar
    tree = _unless_zero(sweep, target, y_bar)
    if rule.function is not builtins.max:
        return tree
    local = sweep.counter.name("share") + "~local"  # the rule reads it more than once
    sweep.kinds[local] = sweep.kind(y_bar)
    sweep.emit(s.Assign(local, tree))
    return e.Var(local)


def _unless_zero(sweep: Sweep, target: str, y_bar: e.Expr) -> e.Expr:
    """An adjoint, or zero where its value is zero."""
    if k.rank(sweep.kind(y_bar)) == 0 and k.rank(sweep.kind(e.Var(target))) == 0:
        return e.Choice(e.Var(target), y_bar, e.ZERO)
    return e.Call(WHERE, (e.Var(target), y_bar, e.Const(0)))


def largest(sweep: Sweep, node: s.Assign, rule: Rule, tree: e.Expr) -> e.Expr:
    """`ties * share`, the adjoint of a largest element, where the share may be infinite."""
    match tree:
        case e.Binary("*", ties, share) if rule.function in EXTREMES:
            if node.target in sweep.selection.summed:
                kept = e.Call(WHERE, (ties, share, e.Const(0)))
                return kept if rule.function in TYING else e.Binary("*", ties, kept)
    return tree


def in_quiet(sweep: Sweep, tree: e.Expr, partial: e.Expr) -> e.Expr:
    """A product by such a slope, which is NaN where the adjoint is zero, is made there, too."""
    match sweep.out, partial:
        case [*_, s.With(manager, None, [*_, s.Assign(local)] as body)], e.Var(name) if (
            manager == QUIET and local == name and local.endswith("~local")
        ):
            made = sweep.counter.name("product") + "~local"
            sweep.kinds[made] = sweep.kind(tree)
            body.append(s.Assign(made, tree))
            return e.Var(made)
    return tree


def _quiet(sweep: Sweep, partial: e.Expr, begun: int) -> e.Expr:
    """A slope that may be infinite where it does not count: nobody is to be warned of it."""
    if not isinstance(sweep.kind(partial), k.Array | k.Scalar):
        return partial
    if isinstance(partial, e.Var) and len(sweep.out) == begun:  # it is there already
        return partial
    local = sweep.counter.name("partial") + "~local"
    sweep.kinds[local] = sweep.kind(partial)
    sweep.out[begun:] = [s.With(QUIET, None, [*sweep.out[begun:], s.Assign(local, partial)])]
    return e.Var(local)
