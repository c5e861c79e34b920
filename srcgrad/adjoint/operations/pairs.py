"""The reverse of a call of a recursive function, which stands in the file as a pair.

y, saved = power_fwd(v, n)             v_bar += power_rev(saved, y_bar)
"""

from __future__ import annotations

from srcgrad.adjoint.environment import Adjoint
from srcgrad.adjoint.operations.accumulate import full_expression
from srcgrad.adjoint.operations.contribution import Contribution
from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.pair import Half


def pair_terms(
    sweep: Sweep, node: s.Unpack, call: e.Call, half: Half, entry: Adjoint
) -> list[Contribution]:
    """One call of the reverse function gives the adjoints of all operands."""
    pair = half.pair
    value, saved = node.targets
    given = dict(zip(pair.kinds, call.args, strict=True))
    seed = full_expression(sweep, value, entry)
    reverse = e.Call(e.Ref(pair.reverse.path, pair.reverse), (e.Var(saved), seed))
    names = [sweep.counter.name(f"{name}_part") + "~local" for name in pair.asked()]
    for name, parameter in zip(names, pair.asked(), strict=True):
        sweep.kinds[name] = pair.kinds[parameter]
    single = len(names) == 1
    sweep.emit(s.Assign(names[0], reverse) if single else s.Unpack(tuple(names), reverse))
    out = []
    for name, parameter in zip(names, pair.asked(), strict=True):
        operand = given[parameter]
        if isinstance(operand, e.Var) and operand.name in sweep.active:
            out.append(Contribution(operand.name, e.Var(name), True, None, 1, None, None))
        elif not isinstance(operand, e.Var) and sweep.facts.is_varied(operand):
            sweep.guard("this argument of a recursive function")
    return out
