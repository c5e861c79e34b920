"""Other ways to read an array's elements, as subscripts, once kinds are known.

x.item(2)                              x[2].item()
x.tolist()                             a list that a loop fills
list(x)                                [x[0], x[1]]
x.flat[i]                              x.flatten()[i]
np.sin(v)[..., None]                   np.asarray(np.sin(v))[..., None]
for i, j in np.ndindex(n, m): ...      for k in range(n * m): i, j = k // m, k % m; ...
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, nodes, statements, targets
from srcgrad.normalize.arrays.layout import made_in_order
from srcgrad.normalize.iterators.iteration import LEN, RANGE
from srcgrad.normalize.jumps.foreseen import is_test
from srcgrad.normalize.scope import Counter
from srcgrad.runtime import asked, counted

ASARRAY = e.Ref("np.asarray", np.asarray)
KindOf = Callable[[e.Expr], k.Kind]
Test = Callable[[str], bool]
SHORT = 4  # elements that are as well written out


def spell_reads(
    block: s.Block, kind_of: KindOf, counter: Counter, varied: Test, written: Test
) -> bool:
    """Rewrite a block in place; says whether anything was rewritten.

    `varied` and `written` say of names that they depend on wrt, and that their memory is stored to.
    """
    reads = _Reads(block, kind_of, counter, varied)
    reads.written = written
    reads.block(block)
    return reads.changed


def _as_array(function: object) -> bool:
    """Does a function take an iterator over an array's elements for an array of them?"""
    module = getattr(function, "__module__", None) or ""
    numpy = isinstance(function, np.ufunc) or module.partition(".")[0] == "numpy"
    ours = (asked, counted)  # of what a loop goes through
    return numpy or function in (len, sum, list, tuple, max, min, sorted, *ours)


class _Reads:
    """The rewriting of one function."""

    def __init__(self, body: s.Block, kind_of: KindOf, counter: Counter, varied: Test) -> None:
        self.body, self.kind_of, self.counter, self.varied = body, kind_of, counter, varied
        self.changed = False
        self.tried = 0  # the attempts around: what a number raises there ends one
        self.written: Test = varied
        self.out: s.Block = []
        self.node: s.Stmt = s.Break()
        self.loops: dict[str, e.Call] = {}  # what a loop goes through, by the name that holds it

    def block(self, block: s.Block) -> None:
        whole: s.Block = []
        for node in block:
            tried = isinstance(node, s.Attempt)
            self.tried += tried
            for inner in blocks(node):
                self.block(inner)
            self.tried -= tried
            self.out, self.node = [], node
            if isinstance(node, s.Assign) and (value := self.value(node)) is not None:
                self.changed = True
                whole += [*self.out, s.Assign(node.target, value, origin=node.origin)]
            elif isinstance(node, s.Unpack) and self.elements(node):
                self.changed = True
                whole += self.out
            elif isinstance(node, s.For) and (head := self.indices(node)) is not None:
                self.changed = True
                whole += [*self.out, head]
            else:
                whole.append(node)
        block[:] = whole

    def emit(self, node: s.Stmt) -> None:
        node.origin = self.node.origin
        self.out.append(node)

    def held(self, stem: str, tree: e.Expr) -> e.Var:
        name = self.counter.name(stem)
        self.emit(s.Assign(name, tree))
        return e.Var(name)

    def value(self, node: s.Assign) -> e.Expr | None:
        match node.value:
            case e.Call(e.Attr(e.Var() as base, "item"), args, ()) if args:
                return self.item(base, args)
            case e.Call(e.Attr(e.Var() as base, "tolist"), (), ()):
                return self.tolist(base, node.target)
            case e.Call(e.Ref(_, function), (e.Var() as base,), ()) if function is list:
                return self.listed(base)
            case e.Call(e.Ref(_, function), (e.Var() as base,), ()) if function is np.imag:
                kind = self.kind_of(base)
                return e.Attr(base, "imag") if isinstance(kind, k.Array | k.Scalar) else None
            case e.Call(e.Ref(_, function), args, ()) if function in (np.ndindex, np.ndenumerate):
                return self.noted(node, node.value)
            case e.Item(e.Var() as base, index) if self.adds_axes(index):
                number = isinstance(self.kind_of(base), k.Scalar)
                return (
                    e.Item(self.held("whole", e.Call(ASARRAY, (base,))), index) if number else None
                )
            case e.Attr(e.Var() as base, "flat") if isinstance(self.kind_of(base), k.Array):
                return self.flat(node.target, base)
        return None

    def adds_axes(self, index: e.Expr) -> bool:
        """Does an index that NumPy's numbers take give an array?"""
        parts = index.items if isinstance(index, e.Sequence) else (index,)
        kinds = [self.kind_of(part) for part in parts]
        return bool(kinds) and all(
            kind in (k.Known(None), k.Known(...)) or (not self.tried and is_test(kind))
            for kind in kinds
        )

    # -- unpacking -------------------------------------------------------------------------

    def elements(self, node: s.Unpack) -> bool:
        """`first, *rest = x` of an array or a list that grew: its elements, one by one."""
        kind = self.kind_of(node.value)
        grown = isinstance(kind, k.List) and kind.items is None
        array = isinstance(kind, k.Array) and bool(kind.dims)
        rows = array and k.rank(kind) != 1
        if not isinstance(node.value, e.Var):
            return False
        held = isinstance(kind, k.List) and grown and k.is_array(kind.element)
        if node.star is None and not ((rows or held) and any(map(self.written, node.targets))):
            return False
        if not array and not grown:
            return False
        count, star = len(node.targets), node.star
        unused = tuple(self.counter.name("unused") for _ in node.targets)
        length = self.held("length", e.Call(LEN, (node.value,)))
        numbers = self.held("numbers", e.Call(RANGE, (length,)))
        self.emit(s.Unpack(unused, numbers, star))  # raises if there are too few or too many
        for position, target in enumerate(node.targets):
            if position == star:
                self.emit(s.Assign(target, self.rest(node.value, position, count - position - 1)))
                continue
            place = position if star is None or position < star else position - count
            self.emit(s.Assign(target, e.Item(node.value, e.Const(place))))
        return True

    def rest(self, base: e.Var, first: int, after: int) -> e.Expr:
        """A list of the elements from one on, without the last few."""
        values = self.held("list_", e.Sequence("list", ()))
        length: e.Expr = self.held("length", e.Call(LEN, (base,)))
        if after:
            length = self.held("stop", e.Binary("-", length, e.Const(after)))
        index, element = self.counter.name("position"), self.counter.name("element")
        append = e.Call(e.Attr(values, "append"), (e.Var(element),))
        origin = self.node.origin
        body: s.Block = [
            s.Assign(element, e.Item(base, e.Var(index)), origin=origin),
            s.Evaluate(append, origin=origin),
        ]
        self.emit(s.For(index, e.Call(RANGE, (e.Const(first), length)), body))
        return values

    # -- elements --------------------------------------------------------------------------

    def item(self, base: e.Var, args: tuple[e.Expr, ...]) -> e.Expr | None:
        rank = k.rank(self.kind_of(base))
        if not rank or not all(map(_counts, map(self.kind_of, args))):
            return None
        if not isinstance(self.kind_of(base), k.Array) or len(args) not in (1, rank):
            return None
        if len(args) == 1 and rank > 1:
            base = self.held("flat", e.Call(e.Ref("np.ravel", np.ravel), (base,)))
        place = args[0] if len(args) == 1 else e.Sequence("tuple", args)
        return e.Call(e.Attr(self.held("element", e.Item(base, place)), "item"), ())

    def listed(self, base: e.Var) -> e.Expr | None:
        """A short array of known length as the display of its elements."""
        length = (k.dims(self.kind_of(base)) or (None,))[0]
        if not isinstance(length, int) or not 0 < length <= SHORT:
            return None
        parts = [self.held("element", e.Item(base, e.Const(n))) for n in range(length)]
        return e.Sequence("list", tuple(parts))

    def tolist(self, base: e.Var, target: str) -> e.Expr | None:
        """A list that a loop fills; of one that holds and comes to hold numbers only, as it is."""
        kind = self.kind_of(base)
        if isinstance(kind, k.Scalar) or (isinstance(kind, k.Array) and kind.dims == ()):
            return e.Call(e.Attr(base, "item"), ())
        if not isinstance(kind, k.Array) or kind.rank is None:
            return None
        if not self.varied(base.name) and not self.varied(target):
            return None
        values = self.held("list_", e.Sequence("list", ()))
        length = self.held("length", e.Call(LEN, (base,)))
        index, element = self.counter.name("position"), self.counter.name("element")
        number = self.counter.name("number")
        append = e.Call(e.Attr(values, "append"), (e.Var(number),))
        origin, method = self.node.origin, "item" if kind.rank == 1 else "tolist"
        body: s.Block = [
            s.Assign(element, e.Item(base, e.Var(index)), origin=origin),
            s.Assign(number, e.Call(e.Attr(e.Var(element), method), ()), origin=origin),
            s.Evaluate(append, origin=origin),
        ]
        self.emit(s.For(index, e.Call(RANGE, (length,)), body))
        return values

    def flat(self, name: str, base: e.Var) -> e.Expr | None:
        """`x.flat`: a view where its layout is known; a copy where nobody writes `x`."""
        if self._unpacked(name) or (self._only_read(name) and not self._written(name, base.name)):
            return e.Call(e.Attr(base, "flatten"), ())
        if made_in_order(self.body, base.name, self.kind_of):
            return e.Call(e.Attr(base, "reshape"), (e.Const(-1),))
        return None

    def _unpacked(self, name: str) -> bool:
        """Is the iterator one of our own names, of which the elements are taken apart?"""
        readers = [
            n for n in statements(self.body) if any(name in names(t) for t in expressions(n))
        ]
        return "." in name and [type(n) for n in readers] == [s.Unpack]

    def _only_read(self, name: str) -> bool:
        """Is the iterator read by subscript, by a loop or as an array, and not otherwise?"""
        total = read = 0
        for node in statements(self.body):
            for tree in expressions(node):
                for part in nodes(tree):
                    total += part == e.Var(name)
                    match part:
                        case e.Item(base, _) | e.Call(e.Attr(base, "copy"), (), ()):
                            read += base == e.Var(name)
                        case e.Call(e.Ref(_, function), args, _) if _as_array(function):
                            read += args.count(e.Var(name))
            read += isinstance(node, s.For) and node.source == e.Var(name)
        return total == read

    def _written(self, name: str, base: str) -> bool:
        """May the program write the array, or change the iterator's name?"""
        for node in statements(self.body):
            if isinstance(node, s.Store | s.Augment | s.Evaluate):
                found = {n for tree in expressions(node) for n in names(tree)}
                if found & {name, base}:
                    return True
                arrays = any(isinstance(self.kind_of(e.Var(n)), k.Array) for n in found)
                if arrays and isinstance(node, s.Evaluate):  # a call may write what it is given
                    return True
        return self.written(base)

    # -- loops over indices ----------------------------------------------------------------

    def noted(self, node: s.Assign, call: e.Call) -> e.Expr | None:
        """Note what a loop goes through; what remains is a name for its shape or its array."""
        if call.kwargs or not self._axes(call) or not self._only_looped(node.target):
            return None
        self.loops[node.target] = call
        args = tuple(map(_unstarred, call.args))
        return args[0] if len(args) == 1 else e.Sequence("tuple", args)

    def _only_looped(self, name: str) -> bool:
        found = [
            node
            for node in statements(self.body)
            if name in targets(node) or any(name in names(t) for t in expressions(node))
        ]
        return "." in name and [type(node) for node in found] == [s.Assign, s.For]

    def indices(self, node: s.For) -> s.Stmt | None:
        """The loop over a range that counts through all indices, the last one fastest."""
        if not isinstance(node.source, e.Var) or node.source.name not in self.loops:
            return None
        call = self.loops.pop(node.source.name)
        shape, pairs = node.source, _pairs(call)
        lengths = self._lengths(shape, call)
        position = self.counter.name("position")
        whole: e.Expr = lengths[0]
        for one in lengths[1:]:
            whole = self.held("size", e.Binary("*", whole, one))
        head, places = self._places(e.Var(position), lengths)
        value: e.Expr = e.Sequence("tuple", tuple(places))
        if pairs:
            element = self.counter.name("element")
            place = places[0] if len(places) == 1 else value
            head.append(s.Assign(element, e.Item(shape, place)))
            value = e.Sequence("tuple", (value, e.Var(element)))
        head.append(s.Assign(node.target, value))
        for one_ in head:
            one_.origin = node.origin
        return s.For(position, e.Call(RANGE, (whole,)), [*head, *node.body], origin=node.origin)

    def _axes(self, call: e.Call) -> int:
        """How many indices the loop has; 0 where that is not known."""
        if len(call.args) != 1:
            return 0 if any(isinstance(a, e.Star) for a in call.args) else len(call.args)
        held = self.kind_of(_unstarred(call.args[0]))
        if isinstance(held, k.Array) and _pairs(call):
            return len(held.dims or ())
        if isinstance(held, k.Tuple) and not _pairs(call):
            return len(held.items)
        plain = not _pairs(call) and not isinstance(call.args[0], e.Star)
        return int(plain and _counts(held))

    def _lengths(self, source: e.Var, call: e.Call) -> list[e.Var]:
        """The length of each axis."""
        count, shape = self._axes(call), source
        if _pairs(call):
            shape = self.held("shape", e.Attr(source, "shape"))
        elif len(call.args) == 1 and _counts(self.kind_of(call.args[0])):
            return [source]
        return [self.held("length", e.Item(shape, e.Const(n))) for n in range(count)]

    def _places(self, position: e.Var, lengths: list[e.Var]) -> tuple[s.Block, list[e.Expr]]:
        """The index along each axis, from the number of the pass."""
        head: s.Block = []
        places: list[e.Expr] = []
        rest: e.Expr = position
        for length in reversed(lengths[1:]):
            names_ = self.counter.name("place"), self.counter.name("rest")
            head.append(s.Assign(names_[0], e.Binary("%", rest, length)))
            head.append(s.Assign(names_[1], e.Binary("//", rest, length)))
            places.insert(0, e.Var(names_[0]))
            rest = e.Var(names_[1])
        return head, [rest, *places]


def _pairs(call: e.Call) -> bool:
    """Does the loop go through elements with their indices?"""
    return isinstance(call.func, e.Ref) and call.func.target is np.ndenumerate


def _unstarred(tree: e.Expr) -> e.Expr:
    return tree.value if isinstance(tree, e.Star) else tree


def _counts(kind: k.Kind) -> bool:
    """Is it a whole number, of Python's or of NumPy's?"""
    kind = k.general(kind)
    return isinstance(kind, k.Int) or (isinstance(kind, k.Scalar) and kind.dtype.kind in "iu")
