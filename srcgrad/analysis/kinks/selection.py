"""Where a zero adjoint must stay zero: upstream of `where`, masks, parts and stores.

The gradient of `where(x > 0, sqrt(x), 0)` at 0 is 0, though the partial of `sqrt` there is
inf. `masked` are the arrays whose adjoint may be zero because a selection left an element out;
`wild` those that may hold inf or NaN where the program's result is finite.

A part that is taken by position (a slice, an index, a store) leaves the same elements out
whatever they hold. There only what may be inf or NaN in one element and not in another counts:
`x / s` with a number s is bad everywhere if s is zero, in the elements that are taken too.

A branch leaves out whole values: those that only one of its ways reads.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from srcgrad.analysis.arrays.flows import (
    BY_POSITION,
    BY_VALUE,
    SELECTING,
    arrays_in,
    base_name,
    flows_of,
    of_list,
    sources_in,
    takes_all,
)
from srcgrad.analysis.arrays.leaving_out import LeavingOut
from srcgrad.analysis.arrays.list_reads import partial_reads
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.kinks.doubled import doubled
from srcgrad.analysis.kinks.infinities import infinite, vanishing
from srcgrad.analysis.kinks.masked_data import data_in, under_masks
from srcgrad.analysis.kinks.overflows import ends_overflow, overflows
from srcgrad.analysis.kinks.passed_over import passed_over
from srcgrad.analysis.kinks.positions import Positions
from srcgrad.analysis.kinks.whole_uses import WholeUses
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic, only_new_axes
from srcgrad.infer.sharing.memory import function_of, rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import names, nodes, statements
from srcgrad.late import dataclass, field

WITHOUT_NAN = {np.nansum, np.nanmean, np.nanprod, np.nanmax, np.nanmin, np.nanvar, np.nanstd}
WITHOUT_NAN |= {np.nancumsum}
ASKING = {np.isnan, np.isfinite, np.isinf, math.isnan, math.isfinite, math.isinf}
EXPECTING = WITHOUT_NAN | ASKING  # whoever calls these expects NaN in any value that leads there
CHOOSING = BY_VALUE | {builtins.max, builtins.min}
ROOTS: frozenset[Any] = frozenset(
    {np.sqrt, np.cbrt, np.arccos, np.arcsin, np.arccosh}
)  # finite where steep
ROOTS |= {math.sqrt, math.acos, math.asin, math.acosh}
EXTREMES = {np.max, np.min, np.median, np.ptp}  # by the shares of the elements
SUMMING = {np.sum, np.mean, np.average, builtins.sum, math.fsum}
REDUCING = EXTREMES | {builtins.max, builtins.min, np.quantile, np.percentile}

QUIET = e.Call(e.Ref("np.errstate", np.errstate), (), (("all", e.Const("ignore")),))


@dataclass
class Selection:
    """The arrays of one function that need care."""

    masked: set[str] = field(default_factory=set)  # by what the elements hold
    parted: set[str] = field(default_factory=set)  # by position
    wild: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)  # wild, where the arguments hold numbers
    huge: set[str] = field(default_factory=set)  # inf at worst, where the arguments hold numbers
    uneven: set[str] = field(default_factory=set)  # such in one element, and not in another
    passed: set[str] = field(default_factory=set)  # whole values that a branch may pass over
    steep: set[str] = field(default_factory=set)  # values whose adjoint may be infinite
    rooted: set[str] = field(default_factory=set)  # such before roots, which are finite there
    summed: set[str] = field(default_factory=set)  # such before roots, or sums before these
    rested: set[str] = field(default_factory=set)  # values that a choice may have made constant

    boundless: set[str] = field(default_factory=set)  # what may hold an infinity put in
    vanishing: set[str] = field(default_factory=set)  # values whose adjoint is zero at such

    def endangered(self, target: str, operands: set[str], singular: bool, facts: Facts) -> bool:
        """May a zero adjoint of a name meet a partial, of these operands, that is inf or NaN?

        `singular`: the rule's partial itself may be, and not for all elements alike.
        """
        if target in self.vanishing and operands & self.boundless:
            return True
        if target in self.masked or target in self.passed:
            wild = self.wild if target in self.masked else self.broken | self.huge
            return singular or bool(operands & (wild | self.boundless))
        return target in self.parted and (
            singular or bool(_spread(target, operands, facts) & self.uneven)
        )


def selection(
    core: Core,
    facts: Facts,
    active: set[str],
    regions: Regions | None = None,
    output: e.Expr | None = None,
) -> Selection:
    """Find the sets; what flows elementwise carries them on.

    `output` is what is differentiated of the result.
    """
    body, order = core.body, Order(core.body)
    changes = [n for n in statements(body) if isinstance(n, s.Assign | s.Store | s.Unpack)]
    found = Selection(passed=passed_over(body, core.result, facts, active))
    used = active - found.passed
    whole = {id(n) for n in changes if takes_all(n, order, used)}
    positions = Positions(body, facts)
    whole_uses = WholeUses(body, output or core.result, facts, order, used)
    events = _seeds([n for n in changes if id(n) not in whole], facts, positions)  # by memory class
    for read, name in partial_reads(body, facts, found.passed):
        events.note({name}, (read, True))
    if any(_expects_nan(node.value, facts) for node in changes):
        found.wild |= set(facts.kinds)
    found.wild |= under_masks(changes, facts)
    found.broken |= found.wild
    flows = [flow for node in statements(body) for flow in flows_of(node, facts, id(node) in whole)]
    changed = True
    while changed:  # with the flow
        changed = False
        for node, target, value in flows:
            if not isinstance(node, s.Store):
                changed |= _grow(found, target, value, facts)
    _carry_back(events, flows, facts, order, whole_uses, regions)
    fair = {id(node) for node in _largest_of_all(body, facts, whole_uses.written)}
    twice = doubled(body, facts, order)
    for name in facts.kinds:
        reached = [event for event in events.of(name) if event[0] is not twice.get(name)]
        made = whole_uses.defined.get(name) if reached else None
        if made and whole_uses.stays(name, made, regions) and whole_uses.after(name, made):
            continue
        if any(by_value and id(node) not in fair for node, by_value in reached):
            found.masked.add(name)
        elif reached:
            found.parted.add(name)
    found.boundless = infinite(body, facts)
    found.vanishing = vanishing(body, facts, found.boundless)
    flows_of_extremes = [*flows, *_gathered(body, facts, EXTREMES)]
    found.rooted = _before_slopes(flows_of_extremes, facts, ROOTS)
    flows_of_sums = _gathered(body, facts, SUMMING)
    found.summed = _before_slopes([*flows_of_extremes, *flows_of_sums], facts, ROOTS)
    found.steep = _before_slopes(flows, facts) | found.summed
    found.rested = rested(body, facts, active) if found.steep else set()
    return found


def _carry_back(
    events: LeavingOut,
    flows: list[tuple[s.Stmt, str, e.Expr]],
    facts: Facts,
    order: Order,
    whole_uses: WholeUses,
    regions: Regions | None,
) -> None:
    """Go against the flow, as the adjoints do: what is made of is left out where its result is."""
    changed = True
    while changed:
        changed = False
        for node, target, value in reversed(flows):
            by_value = events.met(target, node, order)
            stays = by_value is not None and whole_uses.stays(target, node, regions)
            if stays and isinstance(node, s.Store):
                by_value = events.met(target, node, order, stays)
            if by_value is None or (stays and whole_uses.after(target, node)):
                continue
            sources = sources_in(value, facts)
            if not by_value and isinstance(node, s.Assign) and not of_list(value, facts):
                sources = _spread(target, sources, facts)
            changed |= events.note(sources, (node, by_value))


def rested(body: s.Block, facts: Facts, active: set[str]) -> set[str]:
    """What a choice may have made constant, and what is made of it: its tangent is zero there."""
    found: set[str] = set()
    changes = [n for n in statements(body) if isinstance(n, s.Assign | s.Store)]
    still = {id(n): n for n in changes if active.isdisjoint(names(n.value))}
    constant = {node.target for node in still.values() if isinstance(node, s.Assign)}
    for node in statements(body):
        match node:
            case s.Assign(target, value) if isinstance(value, e.Call):
                rule = rule_of(value, facts.kind)
                found |= {target} if rule is not None and rule.function in CHOOSING else set()
            case s.Store(_, index, _) if not is_basic(index, facts.kind):
                kept = id(node) in still or base_name(node) in constant
                found |= {base_name(node)} if kept else set()
            case s.If(_, taken, orelse):
                found |= {
                    n.target
                    for n in (*taken, *orelse)
                    if isinstance(n, s.Assign) and id(n) in still
                }
    return carried_on(found, body, facts)


def carried_on(
    found: set[str], body: s.Block, facts: Facts, gathering: AbstractSet[Any] = frozenset()
) -> set[str]:
    """Some names, and those that hold what flows from them, element by element or gathered."""
    flows = [flow for node in statements(body) for flow in flows_of(node, facts, False)]
    flows += _gathered(body, facts, gathering)
    before = -1
    while len(found) > before:
        before = len(found)
        found |= {target for _, target, value in flows if not found.isdisjoint(names(value))}
    return found


def _gathered(
    body: s.Block, facts: Facts, functions: AbstractSet[Any]
) -> list[tuple[s.Stmt, str, e.Expr]]:
    """Sums, or the largest and smallest elements: their adjoints go on to elements, too."""
    found: list[tuple[s.Stmt, str, e.Expr]] = []
    for node in statements(body) if functions else ():
        if isinstance(node, s.Assign) and isinstance(node.value, e.Call):
            rule = rule_of(node.value, facts.kind)
            called = rule.function if rule else function_of(node.value, facts.kind)
            if any(called is one for one in functions):
                found.append((node, node.target, node.value))
    return found


def _before_slopes(
    flows: list[tuple[s.Stmt, str, e.Expr]], facts: Facts, only: frozenset[Any] | None = None
) -> set[str]:
    """What comes before an infinite slope, such as that of a root or an arc cosine."""
    found: set[str] = set()
    before = -1
    while len(found) > before:
        before = len(found)
        for _, target, value in reversed(flows):
            if target in facts.lengths:  # the root of a sum of squares, which is safe
                continue
            if target in found or is_steep(value, facts, only):
                found |= sources_in(value, facts)
                found |= {n for n in names(value) if isinstance(facts.kinds.get(n), k.Real)}
    return found


def is_steep(tree: e.Expr, facts: Facts, only: frozenset[Any] | None = None) -> bool:
    """May the slope of an operation be infinite where its value is finite?"""
    match tree:
        case e.Binary("**", _, right):
            exponent = facts.kind(right)
            power = exponent.value if isinstance(exponent, k.Known) else 0.5
            return not isinstance(power, int | float) or 0 < power < 1
        case e.Call(_, (e.Expr() as operand, *_), _):
            rule = rule_of(tree, facts.kind)
            if rule is None or (only is not None and rule.function not in only):
                return False
            if rule.function is np.divide:  # as `/`: infinite itself where its slope is
                return False
            singular = rule.singular and rule.form == "partials"
            return singular and (facts.limits is None or not facts.limits.is_away(tree, operand))
    return False


def _expects_nan(tree: e.Expr, facts: Facts) -> bool:
    """Does it leave NaN out, or ask for it?"""
    for part in nodes(tree):
        rule = rule_of(part, facts.kind) if isinstance(part, e.Call) else None
        if rule is not None and rule.function in EXPECTING:
            return True
    return False


def _grow(found: Selection, target: str, value: e.Expr, facts: Facts) -> bool:
    """Add a statement's target to what may be inf or NaN; was it new?"""
    read = data_in(value)
    sets = found.wild, found.broken, found.huge, found.uneven
    before = sum(map(len, sets))
    bounded = target in facts.at_most_one
    if (not bounded and _singular(value, facts)) or read & found.wild:
        found.wild.add(target)
    if not ends_overflow(value, facts, found.broken, found.huge):
        if (not bounded and _singular(value, facts, False)) or read & (found.broken | found.huge):
            worst = found.huge if overflows(value, facts, found.broken) else found.broken
            worst.add(target)
        if unevenly_singular(value, target, facts) or _spread(target, read, facts) & found.uneven:
            found.uneven.add(target)
    return sum(map(len, sets)) != before


def _spread(target: str, sources: set[str], facts: Facts) -> set[str]:
    """Of the operands of an array those that are arrays: a number serves all elements alike."""
    if k.rank(facts.kinds.get(target, k.Empty())) == 0:
        return sources
    return {n for n in sources if k.rank(facts.kinds.get(n, k.Empty())) != 0}


def unevenly_singular(tree: e.Expr, target: str, facts: Facts) -> bool:
    """May an operation be singular in one element of its result, and not in another?"""
    if target in facts.at_most_one:
        return False
    if isinstance(tree, e.Binary) and tree.op == "/" and k.rank(facts.kind(tree.right)) == 0:
        return k.rank(facts.kinds.get(target, k.Empty())) == 0 and _singular(tree, facts, False)
    return _singular(tree, facts, False)


def _seeds(
    nodes: list[s.Assign | s.Store | s.Unpack], facts: Facts, positions: Positions
) -> LeavingOut:
    events = LeavingOut(facts)
    for node in nodes:
        match node:
            case s.Store(_, index, _):
                by_value = positions.by_value(index)
                events.note({base_name(node)}, (node, by_value))
            case s.Unpack(_, value):
                events.note(arrays_in(value, facts), (node, False))
            case s.Assign(_, e.Call() as call):
                rule = rule_of(call, facts.kind)
                of = None if rule is None else rule.function
                masked = dict(call.kwargs).get("where", e.Const(True)) != e.Const(True)
                if masked or of in SELECTING | REDUCING | WITHOUT_NAN:
                    by_value = masked or of not in BY_POSITION
                    events.note(arrays_in(call, facts), (node, by_value))
            case s.Assign(_, e.Item(base, index)):
                kind = facts.kind(base)
                if isinstance(kind, k.Array) and only_new_axes(index, kind, facts.kind) is not None:
                    continue
                by_value = positions.by_value(index)
                events.note(arrays_in(base, facts), (node, by_value))
    return events


def _largest_of_all(body: s.Block, facts: Facts, written: set[str]) -> Iterator[s.Assign]:
    """Where the largest or smallest element of an array is taken that is made as a whole.

    Some element is taken, so what is bad in all of them is bad in the result.
    """
    for node, _, value in _gathered(body, facts, EXTREMES):
        assert isinstance(node, s.Assign)
        if written.isdisjoint(map(facts.root, arrays_in(value, facts))) and not (
            isinstance(value, e.Call) and {"where", "initial"} & dict(value.kwargs).keys()
        ):
            yield node


def _singular(tree: e.Expr, facts: Facts, surely: bool = True) -> bool:
    """May it be inf or NaN where its operands are finite; or are not, if asked surely?"""
    match tree:
        case e.Binary(op, _, right):
            exponent = facts.kind(right)
            tame = (
                isinstance(exponent, k.Known)
                and isinstance(exponent.value, int)
                and exponent.value >= 0
            )
            if op == "/":
                return not (_nonzero(right, facts, surely) or _raises(tree.left, right, facts))
            return op == "**" and not tame
        case e.Call():
            rule = rule_of(tree, facts.kind)
            return rule is not None and rule.singular and not is_tame(tree, facts, surely)
    return False


def is_tame(tree: e.Expr, facts: Facts, surely: bool = True) -> bool:
    """Is it an operation that only zero makes singular, on what is known not to be zero?

    So is a whole power of a number; elements of an array may be missing, as NaN, where masked.
    """
    if isinstance(tree, e.Binary) and tree.op == "**" and k.is_number(facts.kind(tree)):
        return not _singular(tree, facts, surely)
    if facts.limits is not None:
        return bool(facts.limits.is_tame(tree, surely))
    return isinstance(tree, e.Binary) and tree.op == "/" and _nonzero(tree.right, facts, surely)


def _nonzero(divisor: e.Expr, facts: Facts, surely: bool) -> bool:
    kind, limits = facts.kind(divisor), facts.limits
    if (isinstance(kind, k.Known) and bool(kind.value)) or limits is None:
        return isinstance(kind, k.Known) and bool(kind.value)
    return bool(limits.is_surely_nonzero(divisor) if surely else limits.is_nonzero(divisor))


def _raises(left: e.Expr, right: e.Expr, facts: Facts) -> bool:
    """Would Python itself raise if the divisor were zero?"""
    return all(
        isinstance(facts.kind(part), k.Real | k.Int | k.Bool | k.Known) for part in (left, right)
    )
