"""Parts of adjoints to which nothing has been added yet: what comes first is stored.

for i in range(n - 2, -1, -1):            for i in range(0, n - 1):
    x[i] = d[i] - c[i] * x[i + 1]    ->       d_bar[i] = x_bar[i]        not d_bar[i] += x_bar[i]
"""

from __future__ import annotations

from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names


def still_zero(sweep: Sweep, name: str) -> bool:
    """Is the part of an array that the current statement reads read by no later one?

    Then its adjoint is still zero here, and what is added can be stored: what is written later has
    been cleared, or is zero.
    """
    match sweep.node:
        case s.Assign(_, e.Item(e.Var(base), index)) if base == name:
            pass
        case _:
            return False
    outside = name in names(sweep.core.result) or not _separate(sweep, name)
    settled = len(sweep.memory.definitions.get(name, [])) <= (name not in sweep.memory.entry)
    inputs = name not in sweep.core.inputs.values()
    return settled and inputs and not outside and sweep.regions.last(name, index, sweep.node)


def _separate(sweep: Sweep, name: str) -> bool:
    """Is an array not written, or one that is made here and reached by no other name?"""
    found = sweep.memory.of(name)
    return not found.written or (
        found.members == found.objects == {name}
        and name not in sweep.memory.entry
        and sweep.memory.holder(name) is None
    )
