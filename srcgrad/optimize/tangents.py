"""The optimiser's passes for one sweep in which tangents stand beside the primal."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, nodes
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.algebra.defaults import drop_defaults
from srcgrad.optimize.algebra.lighter_calls import lighten
from srcgrad.optimize.algebra.sums import contract_tangents
from srcgrad.optimize.algebra.terms import Terms, shorten_terms
from srcgrad.optimize.asked.purity import pure
from srcgrad.optimize.axes.broadcasts import drop_broadcasts
from srcgrad.optimize.axes.elements import keep_elements
from srcgrad.optimize.axes.new_axes import subscribe
from srcgrad.optimize.branches.conditions import join
from srcgrad.optimize.buffers.complex_shadows import widen_shadows
from srcgrad.optimize.buffers.copies import without_copies
from srcgrad.optimize.clean import Narrow
from srcgrad.optimize.loops.hoisted import hoist_views
from srcgrad.optimize.names.fold import Folding
from srcgrad.optimize.names.known_names import write_names
from srcgrad.optimize.names.negatives import spell_negatives
from srcgrad.optimize.repeated.known_means import spell_alike
from srcgrad.optimize.repeated.sharing import share
from srcgrad.optimize.sweeps import SweepsLike
from srcgrad.optimize.unneeded.dead import drop_dead
from srcgrad.optimize.unneeded.unasked import leave_slope
from srcgrad.optimize.unneeded.zero_stores import drop_zero_stores

SHOWN = (k.Array, k.Scalar, k.Real, k.Complex, k.Int, k.Bool, k.Known, k.Str)
HELD = (*SHOWN, k.List, k.Tuple, k.Range)


def tidy_tangents(sweeps: SweepsLike, counter: Counter, adjoint: Any = None) -> None:
    """Shorten a program with its tangents, in place; of an `adjoint` leave the gradient's alone."""
    if adjoint is not None:
        leave_slope(sweeps, adjoint, lambda tree: pure(tree, sweeps.facts))
    body, result, tangent, facts = sweeps.forward, sweeps.result, sweeps.gradient, sweeps.facts
    kept = set(names(result))
    widen_shadows(body, facts, "~")
    drop_dead(body, [], [result, tangent], facts)
    order = Order(body)  # of the statements as they are now
    regions = cache(lambda: Regions(facts, order, Memory(sweeps.core, facts, order)))

    def apart(name: str, one: e.Expr, other: e.Expr, at: s.Stmt) -> bool:
        return regions().disjoint(name, one, other, at)

    keep_elements(body, facts, counter, apart, lambda tree: pure(tree, facts))

    def first(name: str) -> bool:
        return "." in name and "~" not in name and name not in kept

    def second(name: str) -> bool:
        return "." in name and name not in kept

    def repeatable(tree: e.Expr) -> bool:
        return pure(tree, facts)

    def known(tree: e.Expr) -> bool:
        return repeatable(tree) and all(_followed(part, facts) for part in nodes(tree))

    ends: e.Expr = e.Sequence("tuple", (result, tangent))
    spell_negatives(body, [ends], facts)
    drop_broadcasts(body, ends, facts)
    spell_alike(body, facts)
    while share([], body, [result, tangent], facts, known, counter, whole=True):
        ends = without_copies(body, ends, facts, ".")
    assert isinstance(ends, e.Sequence)
    result, tangent = ends.items
    folding = Folding(facts.kind, first, facts.root, repeatable)
    folding.run(body, result, tangent)
    while join(body, first):
        folding.run(body, result, tangent)
    IntoSums(facts.kind, lambda name: "~" in name, facts.root, repeatable).run(
        body, result, tangent
    )
    narrow = Scaled(facts.kind, second, facts.root, repeatable)
    narrow.run(body, result, tangent)
    ends = without_copies(body, e.Sequence("tuple", (result, tangent)), facts, ".")
    assert isinstance(ends, e.Sequence)
    result, tangent = ends.items
    hoist_views(body, facts)
    shorten_terms(body, facts.kind)
    narrow.run(body, result, tangent)  # what has become shorter
    shorten_terms(body, facts.kind)
    drop_defaults(body)
    contract_tangents(body, facts)
    lighten(body, facts)
    drop_zero_stores(body)
    subscribe(body, facts.kind, lambda name: "~" in name)
    drop_dead(body, [], [result, tangent], facts)
    sweeps.result, sweeps.gradient = result, write_names(body, [], tangent, facts)


class IntoSums(Folding):
    """Folds what is only summed into its sum: all of it, a product, or a multiple."""

    def place(self, node: s.Assign, later: s.Stmt, adjacent: bool) -> bool:
        whole = later.value if isinstance(later, s.Assign | s.Augment) else None
        own = e.Var(node.target)
        for part in nodes(whole) if whole is not None else ():
            match part:
                case e.Call(e.Ref(_, np.sum), (summed,), given):
                    if summed == own or (not given and self.belongs(own, node.value, summed)):
                        return super().place(node, later, adjacent)
        return False

    def belongs(self, own: e.Expr, value: e.Expr, summed: e.Expr) -> bool:
        """May it be part of one of the scalar products that a sum of products becomes?"""
        match value:
            case e.Binary("*", e.Const(), e.Var()) | e.Unary("-", e.Var()):
                return own in _parts(summed, "*")
        terms = Terms(self.kind_of)
        return own in _parts(summed) and terms.contracts(terms.total(value).tree)


class Scaled(Narrow):
    """Folds what a constant multiplies, too: it makes an expression no wider."""

    def place(self, node: s.Assign, later: s.Stmt, adjacent: bool) -> bool:
        match later:
            case s.Assign(_, e.Binary("*", e.Const(), e.Var(name))) if (
                name == node.target and _scaled(node.value)
            ):
                return Folding.place(self, node, later, adjacent)
        return super().place(node, later, adjacent)


def _parts(tree: e.Expr, products: str = "") -> list[e.Expr]:
    """The terms of a sum, without constant factors, or all their factors."""
    match tree:
        case e.Binary("+" | "-", left, right):
            return [*_parts(left, products), *_parts(right, products)]
        case e.Binary("*", left, right) if products or isinstance(left, e.Const):
            return [*_parts(left, products), *_parts(right, products)]
    return [tree]


def _scaled(tree: e.Expr) -> bool:
    """Is the first factor of a product a constant, which another one can join?"""
    while isinstance(tree, e.Binary) and tree.op in "*/":
        tree = tree.left
    return isinstance(tree, e.Const) and isinstance(tree.value, float)


def _followed(tree: e.Expr, facts: Facts) -> bool:
    """Is an operation one of numbers and arrays, which has no effect and gives the same again?"""
    match tree:
        case e.Item(base, _):
            return isinstance(facts.kind(base), HELD)
        case e.Attr(base, _):
            return isinstance(facts.kind(base), SHOWN)
        case e.Call(e.Ref(), _, _):
            return True
        case e.Call():
            return rule_of(tree, facts.kind) is not None
        case e.Binary() | e.Unary() | e.Compare() | e.Choice() | e.Logical():
            return isinstance(facts.kind(tree), SHOWN)
        case e.Const() | e.Var() | e.Ref() | e.Slice() | e.Sequence():
            return True
    return False
