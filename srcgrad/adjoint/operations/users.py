"""What the rule of a user's gives for an operand: of the operand's shape, and real where that is.

def doubled_adjoint(y_bar, y, x):        part = doubled_adjoint(y_bar, y, x)
    total = 0.0                          of_one_shape(part, x.shape)
    for one in y_bar: ...           ->   x_bar = unbroadcast(part, x.shape)
    return total
"""

from __future__ import annotations

from srcgrad.adjoint.memory.shadows import shape_of
from srcgrad.adjoint.operations.accumulate import UNBROADCAST
from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.findings.misfits import FITTING, misfit
from srcgrad.analysis.rules.fields import real_part
from srcgrad.analysis.rules.users import agree, is_of_users, shape_checked
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import targets
from srcgrad.rules import Rule


def held_against(
    sweep: Sweep, node: s.Assign | s.Unpack, rule: Rule, position: int, name: str, tree: e.Expr
) -> e.Expr:
    """The adjoint that a rule gives for an operand, checked where the rule is a user's."""
    operand = sweep.facts.kinds[name]
    if rule.spread or isinstance(operand, k.List) or not is_of_users(rule):
        return tree
    wrong = misfit(rule, position, sweep.kind(tree), operand)
    if wrong:
        sweep.refuse(wrong, FITTING)
    found = sweep.kind(tree)
    if not agree(found, operand):
        held = sweep.counter.name("part") + "~local"
        sweep.emit(s.Assign(held, tree))
        sweep.kinds[held] = found
        tree = e.Var(held)
        shape = sweep.demand(shape_of(sweep, name), node, *targets(node))
        sweep.emit(shape_checked(tree, shape))
        if k.rank(found) is None and k.rank(operand) != 0:
            tree = e.Call(UNBROADCAST, (tree, shape))
    unsure = isinstance(found, k.Unknown) and not k.is_complex(operand)
    return real_part(tree) if unsure else tree
