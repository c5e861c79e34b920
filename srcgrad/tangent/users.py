"""What the rule of a user's gives as a tangent: of the result's shape, and real where that is."""

from __future__ import annotations

import numpy as np

from srcgrad.analysis.findings.misfits import FITTING, misfit
from srcgrad.analysis.rules.fields import real_part
from srcgrad.analysis.rules.users import agree, is_of_users, shape_checked
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.rules import Rule
from srcgrad.tangent.state import State

SHAPE = e.Ref("np.shape", np.shape)


def held_against(state: State, node: s.Assign, rule: Rule, term: e.Expr) -> e.Expr:
    """A term of a tangent, checked where the rule is a user's."""
    found, wanted = state.kind(term), state.facts.kinds[node.target]
    if isinstance(wanted, k.List | k.Tuple) or not is_of_users(rule):
        return term
    wrong = misfit(rule, None, found, wanted)
    if wrong:
        state.refuse(wrong, FITTING)
    if not agree(found, wanted):
        held = state.counter.name("part") + "~local"
        state.emit(s.Assign(held, term))
        state.kinds[held] = found
        term = e.Var(held)
        state.emit(shape_checked(term, e.Call(SHAPE, (e.Var(node.target),))))
    unsure = isinstance(found, k.Unknown) and not k.is_complex(wanted)
    return real_part(term) if unsure else term
