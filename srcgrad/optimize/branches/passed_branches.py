"""What is made of the adjoint of a branch is computed in that branch, not where it is zero.

    if error > tol:                        if not error > tol:
        high_bar = 0.0                         high_bar = y_bar
    else:                                      y_bar = 0.0
        high_bar = y_bar         ->            total_bar = high_bar * h
        y_bar = 0.0                            y_bar += total_bar
    total_bar = high_bar * h
    y_bar += total_bar

Nothing of a branch that is not taken counts, be what it is multiplied with infinite. The statements
are those that follow at once, and of which nothing is read behind them but what they are added to.
A sum that makes a new array stays: there would be a new array in one branch only. So does what
takes a record.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.liveness import Liveness
from srcgrad.ir.walk import blocks, expressions, names, statements, targets

PRODUCTS = {np.vdot, np.dot, np.outer, np.multiply, np.matmul}
ZEROS = {np.zeros, np.zeros_like}


def take_into_branches(
    reverse: s.Block, gradient: e.Expr, facts: Facts, pure: Callable[[e.Expr], bool]
) -> None:
    """Rewrite the reverse sweep in place."""
    if any(isinstance(node, s.If) for node in statements(reverse)):
        _Passing(reverse, gradient, facts, pure).block(reverse)


class _Passing:
    def __init__(
        self, reverse: s.Block, gradient: e.Expr, facts: Facts, pure: Callable[[e.Expr], bool]
    ) -> None:
        self.facts, self.pure = facts, pure
        self.alive = Liveness(reverse, gradient).after  # and no more than that, once all is moved

    def block(self, block: s.Block) -> None:
        """Take what follows branches into them, and into those inside of them."""
        for position in range(len(block) - 1, -1, -1):
            node = block[position]
            for inner in blocks(node):
                self.block(inner)
            while isinstance(node, s.If) and self.take(node, block):
                for inner in blocks(node):
                    self.block(inner)

    def take(self, node: s.If, block: s.Block) -> bool:
        """Take what follows branches in a block into one of them."""
        start = next(place for place, x in enumerate(block, 1) if x is node)
        for passed, taken in ((node.body, node.orelse), (node.orelse, node.body)):
            zero = self.zeros(passed)
            if not zero or any(isinstance(x, s.Break) for x in statements([node])):
                continue
            end = self.end(block, start, set(zero), {name for x in taken for name in targets(x)})
            if end > start:
                taken += block[start:end]
                del block[start:end]
                passed[:] = [x for x in passed if x not in zero.values()]
                self.keep_numbers(taken)
                block[start - 1 : start - 1] = _common(node)
                if not node.body:
                    node.turn()
                return True
        return False

    def keep_numbers(self, block: s.Block) -> None:
        """A number that is set to zero, and then gets what it was, is left as it is."""
        for place in range(len(block)):
            match block[place : place + 2]:
                case [s.Assign(held, e.Var(name)), s.Assign(other, zero)] if (
                    other == name and _is_zero(zero) and self.number(name)
                ):
                    own = (x for x in block[place + 2 :] if {held, name} & _mentioned(x))
                    again = next(own, None)
                    if _is_sum(again, name, held):
                        block[:] = [
                            x for x in block if x is not block[place + 1] and x is not again
                        ]
                        return

    def number(self, name: str) -> bool:
        return isinstance(self.facts.kinds.get(name), k.Real | k.Scalar)

    def zeros(self, block: s.Block) -> dict[str, s.Stmt]:
        """The adjoints that a branch binds to zero, and leaves so."""
        found: dict[str, s.Stmt] = {}
        for node in reversed(block):
            if not isinstance(node, s.Assign) or not _is_zero(node.value):
                break
            if node.target.endswith("~bar") and node.target not in found:
                found[node.target] = node
        return found

    def end(self, block: s.Block, start: int, zero: set[str], given: set[str]) -> int:
        """Where the statements end that do nothing but with what is zero, of which nothing is left.

        A name that both branches give is read by them alone.
        """
        if not zero <= given:
            return start
        made, found = set(zero), start
        for position in range(start, len(block)):
            node = block[position]
            if not self.vanishes(node, made):
                break
            left = made & self.alive[id(node)]
            if not left:
                found = position + 1
        return found

    def vanishes(self, node: s.Stmt, zero: set[str]) -> bool:
        """Does a statement change nothing, or bind one more name to zero, which is noted?"""
        if not all(map(self.pure, expressions(node))):
            return False
        match node:
            case s.Assign(target, value) if self.is_zero(value, zero):
                zero.add(target)
                return target.endswith(("~bar", "~local"))
            case s.Assign(target, e.Binary("+" | "-", e.Var(name), value)) if name == target:
                return self.number(name) and self.is_zero(value, zero)
            case s.Augment(_, _, "+" | "-", value, None):
                return self.is_zero(value, zero)
        return False

    def is_zero(self, tree: e.Expr, zero: set[str]) -> bool:
        """Is it made of what is zero, as a factor or in every term?"""
        match tree:
            case e.Var(name):
                return name in zero
            case e.Unary("-", inner) | e.Binary("/", inner) | e.Item(inner):
                return self.is_zero(inner, zero)
            case e.Binary("*" | "@", left, right):
                return self.is_zero(left, zero) or self.is_zero(right, zero)
            case e.Binary("+" | "-", left, right) | e.Choice(_, left, right):
                return all(self.is_zero(x, zero) or _is_zero(x) for x in (left, right))
            case e.Call(e.Ref(_, function), args, ()) if function in PRODUCTS:
                return any(self.is_zero(arg, zero) for arg in args)
        return False


def _is_zero(tree: e.Expr) -> bool:
    match tree:
        case e.Const(int() | float() as number):
            return not isinstance(number, bool) and number == 0
        case e.Call(e.Ref(_, function)):
            return function in ZEROS
    return False


def _is_sum(node: s.Stmt | None, name: str, term: str) -> bool:
    """Does a statement add one name to another?"""
    match node:
        case s.Augment(e.Var(base), None, "+", e.Var(added), None):
            return (base, added) == (name, term)
        case s.Assign(target, e.Binary("+", e.Var(base), e.Var(added))):
            return (target, base, added) == (name, name, term)
    return False


def _mentioned(node: s.Stmt) -> set[str]:
    inner = list(statements([node]))
    read = {name for x in inner for tree in expressions(x) for name in names(tree)}
    return read | {name for x in inner for name in targets(x)}


def _common(node: s.If) -> s.Block:
    """What both branches do first is taken out of them, unless it changes what is tested."""
    out: s.Block = []
    while node.body and node.orelse:
        match node.body[0], node.orelse[0]:
            case s.Assign(a, one), s.Assign(b, other) if a == b and one == other:
                if {a, *names(one)} & set(names(node.test)):
                    break
                out.append(node.body.pop(0))
                node.orelse.pop(0)
            case _:
                break
    return out
