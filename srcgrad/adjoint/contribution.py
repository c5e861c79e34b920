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

    def like(self, other: Contribution) -> bool:
        """Is it the same term?"""
        return vars(self) == vars(other)

    def add(self, sweep: Sweep) -> None:
        if self.index is not None:
            contribute_item(sweep, self.name, self.index, self.tree, self.sign)
        else:
            contribute(sweep, self.name, self.tree, self.full, self.result, self.sign, self.shape)


def merged(sweep: Sweep, terms: list[Contribution]) -> list[Contribution]:
    """The terms, with twice a product for two that are the same (`np.dot(v, v)`)."""
    out: list[Contribution] = []
    for term in terms:
        first = next((one for one in out if one.like(term)), None)
        twice = None if first is None else _twice(sweep, term.tree)
        if first is None or twice is None:
            out.append(term)
        else:
            first.tree = twice
    return out


def _twice(sweep: Sweep, tree: e.Expr) -> e.Expr | None:
    match tree:
        case e.Binary("*", left, right) if k.is_number(sweep.kind(left)):
            return e.Binary("*", e.Binary("*", left, e.Const(2)), right)
    return None
