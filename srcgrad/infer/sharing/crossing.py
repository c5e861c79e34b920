"""Stores of a view into the array that it shows: NumPy may write what it has yet to read.

Where what is stored into has several axes, or the two go opposite ways, NumPy copies first, and
operations (`a[::2] += a[:3]`) do so always. Of two vectors it goes from one end to the other:
that is right where they have the same step, and where neither overtakes the other.

a[:n] = a[::2]              each element is read before something is written there
A[i] = A[j]                 the same step: NumPy begins at the right end
A[:, 2] = A[1]              refused: what stands where the two cross is written, then read
a[mask] = a[:n]             refused
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic, parts, sort_of
from srcgrad.infer.sharing.memory import shares, slot
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.painting import is_painted
from srcgrad.ir.walk import statements, targets
from srcgrad.late import dataclass, replace
from srcgrad.request import UNEQUAL_STRIDES


@dataclass(frozen=True)
class Axis:
    """An axis of a view: which one of the whole array, from where (None: unknown), by what step."""

    of: int
    start: int | None = 0
    step: int = 1


@dataclass(frozen=True)
class View:
    """What an expression shows of a whole array.

    `argument`: of which argument that overlaps others, `made`: of which array that was made.
    """

    axes: tuple[Axis, ...]
    argument: str = ""
    made: str = ""


Shown = frozenset[View]  # one of these, as the run decides


def refuse_crossing(core: Core, facts: Facts) -> None:
    """Refuse a view that is stored into its array, unless the order of the elements is right."""
    views: Views | None = None
    for node in statements(core.body):
        if isinstance(node, s.Write) and is_painted(facts.kind(node.base)):
            raise UnsupportedSyntaxError(
                "something is stored into what was drawn, which may be an array of the program",
                "store into the array before it is drawn, or use a method of the drawing",
                node.origin,
            )
        if not isinstance(node, s.Store) or not facts.is_varied(node.base):
            continue
        base, place = facts.kind(node.base), e.Item(node.base, node.index)
        if not isinstance(base, k.Array) or k.rank(facts.kind(node.value)) == 0:
            continue
        written = {facts.root(name) for name in shares(node.base, facts.kind)}
        shown = list(shares(node.value, facts.kind))
        if not written & {facts.root(name) for name in shown}:
            continue
        views = views or Views(core, facts)
        if is_basic(node.index, facts.kind):
            several = k.rank(facts.kind(place)) not in (None, 1)
            if several or views.ordered(place, node.value):
                continue
        elif not _masks_all(node.index, base, facts):
            continue
        raise UnsupportedSyntaxError(
            "a view is stored into the array that it shows, along another axis, with another "
            "step or by a mask: NumPy may write there what it has yet to read",
            "store a copy, for example A[:, 2] = A[1].copy()",
            node.origin,
        )


def _masks_all(index: e.Expr, base: k.Array, facts: Facts) -> bool:
    """May it be one mask for all axes? With index arrays, and of fewer axes, NumPy copies first."""
    if len(parts(index)) > 1 or sort_of(index, facts.kind) == "array":
        return False
    ranks = k.rank(facts.kind(index)), base.rank
    return None in ranks or ranks[0] == ranks[1] or not isinstance(facts.kind(index), k.Array)


class Views:
    """How the names of a program show the arrays that were made or given as a whole."""

    def __init__(self, core: Core, facts: Facts) -> None:
        self.facts = facts
        self.bound: dict[str, list[e.Expr | None]] = {}  # None: it is not known to what
        self.parted: set[str] = set()  # classes of which views are in lists, dicts or objects
        for node in statements(core.body):
            match node:
                case s.Assign(target, value):
                    self._bind(target, value)
                case s.Permute(into, sources):
                    for target, source in zip(into, sources, strict=True):
                        self._bind(target, e.Var(source))
                case s.For(target, source):
                    row = isinstance(facts.kind(source), k.Array)
                    self._bind(target, e.Item(source, e.Const(0)) if row else None)
                case s.Augment(_, None):
                    pass
                case s.Store(base, _, value) if not isinstance(facts.kind(base), k.Array):
                    self._put(value)
                case s.Evaluate(e.Call(_, args)):
                    for value in args:
                        self._put(value)
                case _:
                    for target in targets(node):
                        self._bind(target, None)

    def ordered(self, place: e.Expr, value: e.Expr) -> bool:
        """Is each element read before it is written, in the order that NumPy takes?"""
        into, out_of = self.of(place), self.of(value)
        if into is None or out_of is None:
            return False
        return all(self._in_order(a, b) for a in into for b in out_of if a.made == b.made)

    def _in_order(self, into: View, out_of: View) -> bool:
        if not len(into.axes) == len(out_of.axes) == 1:
            return False
        (a,), (b,) = into.axes, out_of.axes
        same = into.argument == out_of.argument
        if a.of != b.of or (not same and UNEQUAL_STRIDES in self.facts.overlap):
            return False
        if a.step == b.step or a.step * b.step < 0:
            return True
        if not same or a.start is None or b.start is None or min(a.start, b.start, a.step) < 0:
            return False
        return (a.start <= b.start and a.step < b.step) or (a.start > b.start and a.step > b.step)

    def of(self, tree: e.Expr, within: tuple[str, ...] = ()) -> Shown | None:
        """What an expression may show; `within` are the names on the way to it."""
        match tree:
            case e.Var(name):
                return self._held(name, within)
            case e.Attr(base, "T"):
                return _each(self.of(base, within), lambda x: replace(x, axes=x.axes[::-1]))
            case e.Call(e.Ref(_, np.asarray | np.asanyarray), (base, *_)) if isinstance(
                self.facts.kind(base), k.Array
            ):
                return self.of(base, within)
            case e.Call(e.Ref(_, np.flip | np.flipud), (base,), ()) if (
                k.rank(self.facts.kind(base)) == 1
            ):
                return _each(self.of(base, within), _flipped)
            case e.Item(base, index) if isinstance(self.facts.kind(base), k.Array):
                return _each(self.of(base, within), lambda x: self._part(x, index))
            case e.Item(e.Var(name), _) if self.facts.root(slot(name)) not in self.parted:
                return self._whole(tree)
        return None

    def _held(self, name: str, within: tuple[str, ...]) -> Shown | None:
        if name in within:
            return None
        shown: Shown | None = frozenset()
        if name not in self.bound or name in self.facts.entry:
            shown = self._whole(e.Var(name), argument=name if name in self.facts.overlap else "")
        for value in self.bound.get(name, ()):
            if value is None:
                return None
            if value not in [e.Var(n) for n in (*within, name)]:
                fresh = not shares(value, self.facts.kind)
                found = (
                    self._whole(e.Var(name), made=name)
                    if fresh
                    else self.of(value, (*within, name))
                )
                if found is None or shown is None:
                    return None
                shown |= found
        return shown

    def _whole(self, tree: e.Expr, argument: str = "", made: str = "") -> Shown | None:
        rank = k.rank(self.facts.kind(tree))
        return (
            None
            if rank is None
            else frozenset({View(tuple(map(Axis, range(rank))), argument, made)})
        )

    def _part(self, of: View, index: e.Expr) -> View | None:
        left, kept, pieces = list(of.axes), [], list(parts(index))
        for position, part in enumerate(pieces):
            sort = sort_of(part, self.facts.kind)
            if sort == "ellipsis" and len(left) >= len(pieces) - position - 1:
                passed = len(left) - (len(pieces) - position - 1)
                kept += left[:passed]
                del left[:passed]
                continue
            if sort not in ("integer", "slice") or not left:
                return None
            axis, part = left.pop(0), self._sliced(part)
            if isinstance(part, e.Slice):
                step = 1 if part.step is None else _integer(part.step)
                first = 0 if part.lower is None else _integer(part.lower)
                if step is None:
                    return None
                start = None
                if axis.start is not None and first is not None and first >= 0 < step:
                    start = axis.start + first * axis.step
                kept.append(Axis(axis.of, start, axis.step * step))
            elif sort == "slice":
                return None
        return replace(of, axes=(*kept, *left))

    def _sliced(self, part: e.Expr) -> e.Expr:
        """A part of an index, written out where it is a slice that has been made before."""
        match part:
            case e.Var(name) if name not in self.facts.entry and len(self.bound.get(name, ())) == 1:
                (value,) = self.bound[name]
                return part if value is None else self._sliced(value)
            case e.Call(e.Ref(_, function), args, ()) if function is slice:
                given = [None if one == e.NONE else one for one in args]
                lower, upper, step = [None, *given, None] if len(given) == 1 else [*given, None][:3]
                return e.Slice(lower, upper, step)
        return part

    def _bind(self, target: str, value: e.Expr | None) -> None:
        self.bound.setdefault(target, []).append(value)
        if isinstance(value, e.Sequence | e.Mapping):
            self._put(value)

    def _put(self, tree: e.Expr) -> None:
        """Note the views that are put into a container."""
        kind = self.facts.kind
        match tree:
            case e.Var(name):
                shown = self.of(tree) if isinstance(kind(tree), k.Array) else None
                plain = not isinstance(kind(tree), k.Array) or _axes(shown) == _axes(
                    self._whole(tree)
                )
                self.parted |= set() if plain else {self.facts.root(name)}
            case e.Sequence(_, items):
                for item in items:
                    self._put(item)
            case e.Mapping(_, values):
                for item in values:
                    self._put(item)
            case _:
                self.parted |= {self.facts.root(name) for name in shares(tree, kind)}


def _each(shown: Shown | None, part: Callable[[View], View | None]) -> Shown | None:
    found = [None] if shown is None else list(map(part, shown))
    views = frozenset(view for view in found if view is not None)
    return None if None in found else views


def _flipped(view: View) -> View:
    """From the other end."""
    return replace(view, axes=tuple(Axis(axis.of, None, -axis.step) for axis in view.axes))


def _axes(shown: Shown | None) -> set[tuple[Axis, ...]]:
    return {view.axes for view in shown or ()}


def _integer(tree: e.Expr | None) -> int | None:
    found = tree.value if isinstance(tree, e.Const) else None
    return found if isinstance(found, int) else None
