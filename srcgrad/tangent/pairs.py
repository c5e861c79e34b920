"""The tangent of a call of a recursive function, which stands in the file with its tangent.

y = power(v, n)          ->            y, y_dot = power_dot(v, n, v_dot)
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.pair import half_of
from srcgrad.tangent.state import State, dot


def pair_call(state: State, target: str | None, value: e.Expr) -> bool:
    """Emit the call with its tangent, if the value is one of a recursive function."""
    half = half_of(value)
    if half is None or not half.pair.asked():
        return False
    assert isinstance(value, e.Call)
    pair = half.pair
    given = dict(zip(pair.kinds, value.args, strict=True))
    dots = tuple(state.tangent(given[name]) for name in pair.asked())
    call = e.Call(e.Ref(pair.tangent.path, pair.tangent), (*value.args, *dots))
    if target is None:
        state.emit(s.Evaluate(call))
        return True
    moving = target in state.active
    own = dot(target) if moving else state.counter.name("unused") + "~local"
    if moving and not isinstance(state.facts.kinds[target], k.Array):
        state.exact = False  # of the type that the recursion ends with
    state.emit(s.Unpack((target, own), call))
    return True
