"""How a generated function begins and ends: elements of arguments, and the value."""

from __future__ import annotations

from srcgrad.adjoint.reverse import Sweeps
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, names, used
from srcgrad.normalize.scope import Counter


def keep_result(sweeps: Sweeps, counter: Counter) -> None:
    """The value is read before the reverse sweep winds names back."""
    if set(names(sweeps.result)) & bound(sweeps.reverse) and isinstance(sweeps.result, e.Expr):
        kept = counter.name("value")
        sweeps.forward.append(s.Assign(kept, sweeps.result))
        sweeps.result = e.Var(kept)
    read_inputs(sweeps)


def read_inputs(sweeps: Sweeps) -> None:
    """Elements of arguments are read once, at the head of the function."""
    read_names = used(sweeps.forward) | used(sweeps.reverse)
    read_names |= set(names(sweeps.result)) | set(names(sweeps.gradient))
    inputs = sweeps.core.inputs.items()
    head: s.Block = [s.Assign(name, access) for access, name in inputs if name in read_names]
    sweeps.forward[:0] = head


def changed_lists(sweeps: Sweeps) -> set[str]:
    """The parameters and free values that hold lists which change in the run."""
    kinds, inputs = sweeps.facts.kinds, sweeps.core.inputs
    lists = {n for n in sweeps.written if isinstance(kinds.get(n), k.List)}
    held = {next(names(access)) for access, name in inputs.items() if name in lists}
    return held | (lists - set(inputs.values()))
