"""An adjoint that is only scaled by a power of two is scaled where it is made.

    e_bar = seed * 2 * e                   product_bar = seed * e
    product_bar = e_bar * 0.5      ->      d_bar = product_bar @ c.T
    d_bar = product_bar @ c.T

Where the factor goes into a constant that is there: an array, and an operation on it, less. Each
product has the same bits.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, nodes
from srcgrad.optimize.arithmetic import absorbed, exact, shorten
from srcgrad.optimize.fold import Folding, KindOf
from srcgrad.optimize.width import width


class MergedScales(Folding):
    """Folds adjoints that are read once, where they are scaled; to expressions at most so wide."""

    def __init__(
        self,
        kind_of: KindOf,
        root: Callable[[str], str],
        pure: Callable[[e.Expr], bool],
        widest: int,
    ) -> None:
        super().__init__(kind_of, lambda name: name.endswith("~bar"), root, pure)
        self.widest = widest

    def shorten(self, block: s.Block, gradient: e.Expr) -> None:
        """Shorten the arithmetic of the reverse sweep, in place, with scales merged."""
        shorten(block, self.kind_of)
        self.run(block, gradient)
        shorten(block, self.kind_of)

    def place(self, node: s.Assign, later: s.Stmt, adjacent: bool) -> bool:
        """Fold, if what reads the adjoint is a product that its own constant takes in.

        >>> seed, x, y = e.Var("seed"), e.Var("x"), e.Var("y~bar")
        >>> made = s.Assign("y~bar", e.Binary("*", e.Binary("*", seed, e.Const(2)), x))
        >>> folding = MergedScales(lambda tree: None, str, bool, 72)
        >>> by_three = s.Assign("x~bar", e.Binary("*", y, e.Const(3)))
        >>> folding.place(made, by_three, True)
        False
        >>> half = s.Assign("x~bar", e.Binary("*", y, e.Const(0.5)))
        >>> folding.place(made, half, True), half.value
        (True, ((seed * 2) * x) * 0.5)
        """
        trees = expressions(later)
        if width(node.value) + max(map(width, trees), default=0) > self.widest:
            return False
        for part in (part for tree in trees for part in nodes(tree)):
            match part:
                case e.Binary("*", e.Var(name), e.Const() as factor) if name == node.target:
                    taken = absorbed(node.value, factor, self.kind_of)
                    fits = exact(factor) and taken is not None
                    return fits and super().place(node, later, adjacent)
        return False
