"""An adjoint that is only scaled by a power of two is scaled where it is made.

    e_bar = seed * 2 * e                   product_bar = seed * e
    product_bar = e_bar * 0.5      ->      d_bar = product_bar @ c.T
    d_bar = product_bar @ c.T

    r_bar = seed * 0.5 / r                 r_bar = seed / r
    x_bar = r_bar * (2 * x)        ->      x_bar = r_bar * x
    y_bar = r_bar * (2 * y)                y_bar = r_bar * y
    z_bar = r_bar * 2 / z                  z_bar = r_bar / z

Where the factor goes into a constant that is there: an array, and an operation on it, less. Each
product has the same bits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container
from functools import partial

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, nodes, rebuild, replace, statements, targets
from srcgrad.ir.wrapping import wraps
from srcgrad.optimize.algebra.arithmetic import absorbed, exact, shorten
from srcgrad.optimize.asked.width import width
from srcgrad.optimize.names.fold import Folding, KindOf


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
        while self.rescale(block, gradient):
            pass  # what has been scaled is made of what may be scaled too
        self.run(block, gradient)
        shorten(block, self.kind_of)

    def rescale(self, block: s.Block, gradient: e.Expr) -> bool:
        """Scale adjoints where they are made, if all that reads them has the same factor."""
        changed = False
        bound = Counter(name for node in statements(block) for name in targets(node))
        stored = {name for node in statements(block) for name in names(_place(node))}
        reads = Counter(
            n for node in statements(block) for t in expressions(node) for n in names(t)
        )
        reads.update(names(gradient))
        scaled: dict[str, Counter[e.Const]] = {}
        fewer = set[str]()  # what has to be a product less
        once = set[str]()  # and read once: an array, which would have two names
        for node in statements(block):
            trees = expressions(node)
            for part in (part for tree in trees for part in nodes(tree)):
                match part:
                    case e.Binary("*", e.Var(name), e.Binary("*", e.Const() as factor, rest)) if (
                        exact(factor) and not wraps(self.kind_of(rest))
                    ):
                        scaled.setdefault(name, Counter())[factor] += 1
                    case e.Binary("*", e.Var(name) as whole, e.Const() as factor) if exact(factor):
                        if k.rank(self.kind_of(whole)) != 0:
                            once.add(name)
                            if any(part is tree for tree in trees):
                                continue
                        fewer.add(name)
                        scaled.setdefault(name, Counter())[factor] += 1
        met = set[str]()  # by what has been scaled: their factors are no longer those
        readers = _readers(block, scaled)
        for node in reversed([*statements(block)]) if scaled else ():  # a half cancels first
            if not isinstance(node, s.Assign) or bound[node.target] != 1 or node.target in met:
                continue
            name, found = node.target, scaled.get(node.target, Counter())
            if name in stored or len(found) != 1 or not name.endswith(("~bar", "~local")):
                continue
            ((factor, times),) = found.items()
            if name in once and times != 1:
                continue
            taken = absorbed(node.value, factor, self.kind_of) if times == reads[name] else None
            if taken is not None and (name not in fewer or _constants(taken, node.value)):
                met.update(names(node.value))
                node.value = taken
                for other in readers[name]:
                    replace(other, partial(_unscaled, name=name, factor=factor))
                changed = True
        return changed

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


def _unscaled(tree: e.Expr, name: str, factor: e.Const) -> e.Expr:
    """An expression without the constant by which an adjoint is scaled."""
    match tree:
        case e.Binary("*", e.Var(held) as scaled, e.Binary("*", by, rest)):
            if (held, by) == (name, factor):
                return e.Binary("*", scaled, rest)
        case e.Binary("*", e.Var(held) as scaled, by) if (held, by) == (name, factor):
            return scaled
    return rebuild(tree, partial(_unscaled, name=name, factor=factor))


def _readers(block: s.Block, found: Container[str]) -> dict[str, list[s.Stmt]]:
    """The statements that read each of some names."""
    readers: dict[str, list[s.Stmt]] = {}
    for node in statements(block):
        for name in {name for tree in expressions(node) for name in names(tree) if name in found}:
            readers.setdefault(name, []).append(node)
    return readers


def _constants(tree: e.Expr, other: e.Expr) -> bool:
    """Has an expression no more constants than another one?"""
    found = [sum(isinstance(part, e.Const) for part in nodes(one)) for one in (tree, other)]
    return found[0] <= found[1]


def _place(node: s.Stmt) -> e.Expr | None:
    return node.base if isinstance(node, s.Write) else None
