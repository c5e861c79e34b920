"""How a generated function begins and ends: elements of arguments, and the value."""

from __future__ import annotations

from srcgrad.adjoint.reverse import Sweeps
from srcgrad.ir import expr as e
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
