"""One term for the adjoint of one operand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcgrad.adjoint.operations.accumulate import contribute, contribute_item
from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.kinks import quotients
from srcgrad.analysis.kinks.quotients import divided
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import nodes, rebuild
from srcgrad.ir.wrapping import wraps


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
    _share(sweep, out)
    return out


def _share(sweep: Sweep, terms: list[Contribution]) -> None:
    """Name a quotient that stands in two terms, where a zero adjoint rules both.

    a_bar += y_bar / b if y_bar else 0.0            share = y_bar / b if y_bar else 0.0
    b_bar -= y_bar / b * y if y_bar else 0.0   ->   a_bar += share
                                                    b_bar -= share * y if y_bar else 0.0
    """
    for one in terms:
        match one.tree:
            case e.Choice(test, e.Binary("/") as quotient, e.ZERO) as guarded:
                others = [t for t in terms if t is not one and _holds(t.tree, test, quotient)]
                if others:
                    held = e.Var(sweep.counter.name("share") + "~local")
                    sweep.emit(s.Assign(held.name, guarded))
                    sweep.kinds[held.name] = sweep.kind(quotient)
                    one.tree = held
                    for other in others:
                        other.tree = _with(other.tree, quotient, held)


def _with(tree: e.Expr, part: e.Expr, held: e.Var) -> e.Expr:
    return held if tree == part else rebuild(tree, lambda child: _with(child, part, held))


def _holds(tree: e.Expr, test: e.Expr, part: e.Expr) -> bool:
    """Is it made of a part, under the same test?"""
    return isinstance(tree, e.Choice) and tree.test == test and part in set(nodes(tree.body))


def _twice(sweep: Sweep, tree: e.Expr) -> e.Expr | None:
    match tree:
        case e.Binary("*", left, right) if k.is_number(sweep.kind(left)):
            return e.Binary("*", e.Binary("*", left, e.Const(2)), right)
    return None


def times(
    y_bar: e.Expr, partial: e.Expr, kind_of: Callable[[e.Expr], k.Kind]
) -> tuple[int, e.Expr]:
    """`y_bar * partial`, as a sign and an expression; integers of NumPy's keep their signs."""
    if wraps(kind_of(partial)):
        return 1, e.Binary("*", y_bar, partial)
    match partial:
        case e.Const(value) if value == 1 and not isinstance(value, bool):
            return 1, y_bar
        case e.Const(value) if value == -1 and not isinstance(value, bool):
            return -1, y_bar
        case e.Unary("-", inner):
            sign, tree = times(y_bar, inner, kind_of)
            return -sign, tree
        case e.Binary("/", e.Unary("-", above), below) if not wraps(kind_of(above)):
            return -1, e.Binary("*", e.Binary("/", y_bar, below), above)
        case e.Binary("/", above, below):
            sign, tree = times(y_bar, above, kind_of)
            return sign, e.Binary("/", tree, below)
        case e.Call(quotients.DIVIDE, (e.Unary("-", above), below), ()):
            return -1, e.Binary("*", divided(y_bar, below, kind_of), above)
        case e.Call(quotients.DIVIDE, (e.Const(1), below), ()):
            return 1, divided(y_bar, below, kind_of)
        case e.Binary("*", e.Unary("-", left), right) if not wraps(kind_of(left)):
            sign, tree = times(y_bar, e.Binary("*", left, right), kind_of)
            return -sign, tree
        case e.Binary("*", left, right) if left == right and _as_wide(left, y_bar, kind_of):
            return 1, e.Binary("*", e.Binary("*", y_bar, left), right)  # a square may underflow
    return 1, e.Binary("*", y_bar, partial)


def _as_wide(left: e.Expr, y_bar: e.Expr, kind_of: Callable[[e.Expr], k.Kind]) -> bool:
    """Does it cost no further pass over an array to multiply the adjoint by this first?"""
    return k.rank(kind_of(left)) != 0 or k.rank(kind_of(y_bar)) == 0


def numpys_quotient(sweep: Sweep, tree: e.Expr, result: k.Kind) -> e.Expr:
    """A quotient of Python's numbers where NumPy has divided an array: Python's raises at 0.

    x_bar = y_bar / n   ->   x_bar = np.divide(y_bar, n)     # of y = x / n
    """
    match tree:
        case e.Binary("/", above, below) if isinstance(result, k.Array):
            python = (k.is_number(one) for one in map(k.general, map(sweep.kind, (above, below))))
            if all(python) and not sweep.facts.limits.is_nonzero(below):
                return divided(above, below, sweep.kind)
    return tree


def product(sweep: Sweep, values: Any, adjoint: e.Expr, partial: e.Expr) -> tuple[int, e.Expr]:
    """The two multiplied, as a sign and an expression; where a zero adjoint rules, as a whole."""
    match partial:
        case e.Binary("/") if partial in values.values() and k.rank(sweep.kind(partial)) == 0:
            if k.rank(sweep.kind(adjoint)) != 0:  # once over the array, not twice
                return 1, e.Binary("*", adjoint, partial)
        case e.Choice(test, body, e.ZERO) if test == adjoint:
            sign, tree = times(adjoint, body, sweep.kind)
            return sign, e.Choice(test, tree, e.ZERO)
    return times(adjoint, partial, sweep.kind)
