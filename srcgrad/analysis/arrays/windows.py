"""How long a slice is whose ends move with loops and stay inside the array.

height = image.shape[0] - size + 1     i >= 0 and i + size <= image.shape[0]
for i in range(height):
    part = image[i : i + size]         has `size` rows
"""

from __future__ import annotations

from collections.abc import Iterator

from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.numbers.affine import Form, infeasible
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import parts, sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length, has_name
from srcgrad.ir.walk import statements


def measure(body: s.Block, facts: Facts, regions: Regions) -> None:
    """Let the kinds of slices of known length, and what is made of them, say so."""
    known: dict[Length, Length] = {}  # by the symbols that stood for them
    for node in statements(body):
        match node:
            case s.Assign(name, e.Item(e.Var(base), index)):
                found, whole = facts.kinds.get(name), facts.kinds.get(base)
                if not isinstance(found, k.Array) or not isinstance(whole, k.Array):
                    continue
                if found.dims and whole.dims and len(regions.memory.definitions[name]) == 1:
                    slices = _Slices(facts, regions, node, index)
                    known.update(slices.lengths(name, found.dims, whole.dims))
    if known:
        for name, kind in facts.kinds.items():
            if isinstance(kind, k.Array) and kind.dims:
                dims = tuple(known.get(d, d) for d in kind.dims)
                facts.kinds[name] = k.Array(kind.dtype, dims)


class _Slices:
    """The slices of one subscript."""

    def __init__(self, facts: Facts, regions: Regions, node: s.Stmt, index: e.Expr) -> None:
        self.facts, self.regions, self.node, self.index = facts, regions, node, index

    def lengths(
        self, name: str, own: tuple[Length, ...], source: tuple[Length, ...]
    ) -> Iterator[tuple[Length, Length]]:
        """The symbols of the axes of which no more was known, and their lengths."""
        axis = place = 0
        for part in parts(self.index):
            sort = sort_of(part, self.facts.kind)
            if sort not in ("slice", "integer", "newaxis"):
                return
            if isinstance(part, e.Slice) and isinstance(symbol := own[place], Dim):
                sliced = symbol.base.startswith(f"({source[axis]})[")
                unknown = sliced or _local(symbol) == f"{name}.{place}"
                length = self._length(part, source[axis]) if unknown else None
                if length is not None:
                    yield symbol, length
            axis += sort != "newaxis"
            place += sort != "integer"

    def _length(self, part: e.Slice, whole: Length) -> Length:
        if part.step is not None or part.lower is None or part.upper is None:
            return None
        low, high = self.regions.form(part.lower), self.regions.form(part.upper)
        if low is None or high is None:
            return None
        if isinstance(whole, int):
            end = Form.constant(whole)
        elif isinstance(whole, Dim) and has_name(whole) and not whole.offset:
            end = Form.of(whole.base)
        else:
            return None
        one, span = Form.constant(1), high - low
        mentioned = {n for form in (low, high, end) for n, _ in form.terms}
        known = [*self.regions.bounds(self.node)]
        mentioned |= {n for form in known for n, _ in form.terms}
        known += [Form.of(n) for n in sorted(mentioned) if self._axis(n) is not None]
        outside = (Form.constant(-1) - low, Form.constant(-1) - high, high - end - one)
        if not all(infeasible([*known, case]) for case in outside):
            return None
        if not span.terms:
            return max(0, span.offset)
        match span:
            case Form(((symbol, 1),), 0):
                return self._axis(symbol)
        return None

    def _axis(self, symbol: str) -> Length:
        """The length that a symbol stands for, if it is that of an array's axis."""
        name, _, axis = symbol.rpartition(".")
        dims = k.dims(self.facts.kinds.get(name, k.Empty()))
        if not axis.isdigit() or not dims or len(dims) <= int(axis):
            return None
        length = dims[int(axis)]
        own = isinstance(length, Dim) and length.base == symbol and not length.offset
        return length if own else None


def _local(symbol: Dim) -> str:
    """A symbol without the loop in which it stands for one number."""
    return symbol.base.rpartition("@loop.")[2]
