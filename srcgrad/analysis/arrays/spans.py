"""Where along its axes a subscript lies, and whether two slices end and begin at one place.

x[:n], x[n:]    share no element, whatever n is
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from functools import cached_property

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.numbers.affine import Form, infeasible
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import parts, sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length, has_name
from srcgrad.ir.walk import names

Span = tuple[Form, Form] | None  # first and last index along an axis; None: the whole axis
STEPS = (None, e.NONE, e.Const(1))


class Spans:
    """What is known of the subscripts of one function."""

    def __init__(self, facts: Facts, memory: Memory, form: Callable[[e.Expr], Form | None]) -> None:
        self.facts, self.memory, self.form = facts, memory, form

    @cached_property
    def natural(self) -> set[str]:
        """The symbols of axes, and of what they are divided into: none is negative.

        A length may be named by an integer, too, which is negative where it is clamped.
        """
        shapes = [k.dims(kind) or () for kind in self.facts.kinds.values()]
        found = {one.base for dims in shapes for one in dims if isinstance(one, Dim) and one.axis}
        for name, definitions in self.memory.definitions.items():
            match definitions:
                case [s.Assign(_, e.Binary("//", whole, e.Const(int(parts))))] if parts > 0:
                    form = self.form(whole)
                    if form is not None and not form.offset and _counts(form, found):
                        found.add(name)
        return found

    def counts(self, forms: Iterable[Form]) -> list[Form]:
        """That the symbols of forms which count something are not negative."""
        mentioned = {symbol for form in forms for symbol, _ in form.terms}
        return [Form.of(n) for n in sorted(mentioned) if n.removesuffix("'") in self.natural]

    def adjoin(self, first: e.Expr, second: e.Expr, moving: Set[str]) -> bool:
        """Does one slice end where the other begins, along one axis?

        What the bound is made of is bound once, and not in a loop that one of them is in.
        """
        for one, other in zip(parts(first), parts(second), strict=False):
            if any(sort_of(p, self.facts.kind) not in ("integer", "slice") for p in (one, other)):
                return False  # what follows may stand on another axis
            if isinstance(one, e.Slice) and isinstance(other, e.Slice):
                stepless = one.step in STEPS and other.step in STEPS
                pairs = (one.upper, other.lower), (other.upper, one.lower)
                if stepless and any(self._equal(*pair, moving) for pair in pairs):
                    return True
        return False

    def _equal(self, one: e.Expr | None, other: e.Expr | None, moving: Set[str]) -> bool:
        """Are two bounds of slices one number?"""
        if one is None or other is None:
            return False
        first, second = self._spelled(one), self._spelled(other)
        return first is not None and first == second and moving.isdisjoint(names(first))

    def _spelled(self, tree: e.Expr) -> e.Expr | None:
        """An integer by what it is made of, or its name: all of it is bound once."""
        match tree:
            case e.Const(int()):
                return tree
            case e.Var(name) if isinstance(k.general(self.facts.kind(tree)), k.Int):
                match self.memory.definitions.get(name, []):
                    case []:
                        return tree
                    case [s.Assign(_, value)] if name not in self.memory.entry:
                        made_of = self._spelled(value)
                        return tree if made_of is None or self._moves(made_of) else made_of
            case e.Binary("+" | "-" | "*" | "//" as op, left, right):
                one, other = self._spelled(left), self._spelled(right)
                return None if one is None or other is None else e.Binary(op, one, other)
            case e.Item(e.Attr(e.Var(name), "shape"), e.Const()) | e.Call(
                e.Ref("len"), (e.Var(name),), ()
            ) if isinstance(self.facts.kinds.get(name), k.Array):
                defined = self.memory.definitions.get(name, [])
                return tree if len(defined) <= (name not in self.memory.entry) else None
        return None

    def _moves(self, tree: e.Expr) -> bool:
        """Does a loop bind something that an integer is made of? It may have moved on since."""
        made = (node for name in names(tree) for node in self.memory.definitions.get(name, ()))
        return any(self.memory.order.loops[id(node)] for node in made)

    def of(
        self, index: e.Expr, bounds: list[Form], lengths: tuple[Length, ...] | None
    ) -> list[Span]:
        """The span along each axis that a subscript names, as far as it is known."""
        out: list[Span] = []
        for part in parts(index):
            sort = sort_of(part, self.facts.kind)
            if sort not in ("integer", "slice"):
                return out
            length = (
                length_form(lengths[len(out)])
                if lengths is not None and len(out) < len(lengths)
                else None
            )
            if isinstance(part, e.Slice):
                out.append(self._slice(part, bounds, length))
            else:
                value = self._wrapped(part, bounds, length)
                out.append(None if value is None else (value, value))
        return out

    def _wrapped(self, tree: e.Expr, bounds: list[Form], length: Form | None) -> Form | None:
        """An index, counted from the front; None where its sign is not known."""
        form = self.form(tree)
        if form is None:
            return None
        if not form.terms and form.offset < 0:
            return None if length is None else length + form
        negative = Form.constant(-1) - form
        if form.terms and not infeasible([*bounds, *self.counts((form,)), negative]):
            return None
        return form

    def _slice(self, part: e.Slice, bounds: list[Form], length: Form | None) -> Span:
        if part.step not in (None, e.Const(1)):
            return None
        zero = Form.constant(0)
        low = (
            zero
            if part.lower in (None, e.NONE)
            else self._wrapped(part.lower or e.NONE, bounds, length)
        )
        if part.upper in (None, e.NONE):
            high = length
        else:
            high = self._wrapped(part.upper or e.NONE, bounds, length)
        if low is None or high is None:
            if low is not None and part.upper in (None, e.NONE):
                return low, low + Form.of("far beyond")  # unbounded above
            return None
        return low, high - Form.constant(1)


def _counts(form: Form, natural: Set[str]) -> bool:
    """Is it a sum of what is not negative?"""
    return all(symbol in natural and count > 0 for symbol, count in form.terms)


def length_form(length: Length) -> Form | None:
    """The symbol that stands for a length."""
    if isinstance(length, int):
        return Form.constant(length)
    if isinstance(length, Dim) and length.offset == 0 and "@loop" not in length.base:
        return Form.of(length.base) if has_name(length) else None
    return None
