"""One term for the adjoint of one operand."""

from __future__ import annotations

from srcgrad.adjoint.accumulate import contribute, contribute_item
from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k


class Contribution:
    """One term for the adjoint of one operand."""

    def __init__(
        self,
        name: str,
        tree: e.Expr,
        full: bool,
        result: k.Kind | None,
        sign: int,
        index: e.Expr | None,
        shape: e.Expr | None,
    ) -> None:
        self.name, self.tree, self.full, self.result = name, tree, full, result
        self.sign, self.index, self.shape = sign, index, shape

    def add(self, sweep: Sweep) -> None:
        if self.index is not None:
            contribute_item(sweep, self.name, self.index, self.tree, self.sign)
        else:
            contribute(sweep, self.name, self.tree, self.full, self.result, self.sign, self.shape)
