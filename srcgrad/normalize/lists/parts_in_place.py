"""Parts of lists that a loop only reads are read where they stand.

part.1 = xs[1:]                        length.3 = len(xs)
length.2 = len(part.1)                 length.2 = length.3 - 1
for k in range(length.2):      ->      for k in range(length.2):
    y = part.1[k]                          place.4 = k + 1
                                           y = xs[place.4]

So are both of `zip(xs[:-1], xs[1:])`. Only where no statement until the last of these reads may
change the list, or another one that may be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, mentions, names, statements
from srcgrad.normalize.lists.list_building import LEN, RANGE, KindOf
from srcgrad.normalize.lists.unchanged_lists import Unchanged
from srcgrad.normalize.scope import Counter

MIN, MAX = e.Ref("min", min), e.Ref("max", max)


def read_in_place(
    core: Core, kind_of: KindOf, counter: Counter, varied: Callable[[e.Expr], bool],
    has_rule: Callable[[object], bool],
) -> bool:  # fmt: skip
    """Rewrite a function in place; says whether there was anything to rewrite."""
    unchanged = Unchanged(core, kind_of, has_rule)
    found = False
    for block in _all_blocks(core.body):
        for node in list(block):
            match node:
                case s.Assign(target, e.Item(e.Var() as xs, e.Slice() as part)) if (
                    "." in target
                    and isinstance(kind := kind_of(xs), k.List)
                    and kind.items is None
                    and varied(node.value)
                    and target not in names(core.result)
                ):
                    reading = _Reading(core.body, block, node, xs.name, unchanged, counter)
                    found |= reading.rewritten(*_ends(part))
    return found


def _all_blocks(block: s.Block) -> Iterator[s.Block]:
    yield block
    for node in block:
        for inner in blocks(node):
            yield from _all_blocks(inner)


def _ends(part: e.Slice) -> tuple[int, int] | tuple[None, None]:
    """How many elements are left out in front, and how many in all; None of what is not known."""
    given = [None if one is None or one == e.NONE else one for one in (part.lower, part.upper)]
    if part.step not in (None, e.NONE):
        return None, None
    match given:
        case [e.Const(int() as start), None] if start >= 0:
            return start, start
        case [None, e.Const(int() as stop)] if stop < 0:
            return 0, -stop
        case [e.Const(int() as start), e.Const(int() as stop)] if start >= 0 > stop:
            return start, start - stop
    return None, None


class _Reading:
    """One part of a list, and the statements that read it."""

    def __init__(
        self, body: s.Block, block: s.Block, node: s.Assign, of: str, unchanged: Unchanged,
        counter: Counter,
    ) -> None:  # fmt: skip
        self.block, self.node, self.name, self.of = block, node, node.target, of
        self.counter, self.unchanged = counter, unchanged
        self.body = body
        self.at = block.index(node)
        held = [n for n in range(self.at + 1, len(block)) if self.name in mentions([block[n]])]
        self.span = block[self.at + 1 : held[-1] + 1] if held else []
        self.lengths: set[str] = set()  # names of the length, or of less
        self.positions: set[str] = set()  # names of what is between 0 and the length

    def rewritten(self, start: int | None, dropped: int | None) -> bool:
        """Read the list itself, if that can be done."""
        if start is None or dropped is None or not self._is_read_only():
            return False
        if not self.unchanged.over(self.of, self.span, self.block[: self.at]):
            return False
        whole, known = self._whole_length()
        count: e.Expr = e.Binary("-", whole, e.Const(dropped)) if dropped else whole
        if not self._counts_only():
            left = self.counter.name("length")
            self.block.insert(self.block.index(self.node), self._made(left, count))
            count = e.Call(MAX, (e.Var(left), e.Const(0)))
        known |= {whole.name: 0}
        for node in statements(self.span):
            match node:
                case s.Assign(target, e.Call(func, (e.Var(name),))) if func == LEN:
                    if name == self.name:
                        node.value = count
                    if name in (self.name, self.of):
                        known[target] = dropped if name == self.name else 0
                case s.Assign(_, e.Call(func, args)) if func == MIN:
                    own = [one.name for one in args if isinstance(one, e.Var) and one.name in known]
                    if len(own) == len(args):
                        node.value = e.Var(max(own, key=known.__getitem__))
        self._move(self.block, start)
        self.block.remove(self.node)
        return True

    def _whole_length(self) -> tuple[e.Var, dict[str, int]]:
        """The name of the list's length, and what other names leave out of it, just before."""
        known: dict[str, int] = {}
        before = self.block[: self.at]
        for n in reversed(range(len(before))):
            if not isinstance(before[n], s.Assign):
                break
            if not self.unchanged.over(self.of, before[n:], before[:n]):
                break
            match before[n]:
                case s.Assign(name, e.Call(func, (e.Var(of),))) if func == LEN and of == self.of:
                    for one in before[n:]:
                        match one:
                            case s.Assign(less, e.Binary("-", left, e.Const(int() as dropped))):
                                known |= {less: dropped} if left == e.Var(name) else {}
                    return e.Var(name), known
        name = self.counter.name("length")
        self.block.insert(self.at, self._made(name, e.Call(LEN, (e.Var(self.of),))))
        return e.Var(name), known

    def _made(self, name: str, value: e.Expr) -> s.Assign:
        return s.Assign(name, value, origin=self.node.origin)

    def _is_read_only(self) -> bool:
        """Is it asked for its length, and for elements between the first and the last one?"""
        uses = 0
        loops: dict[str, e.Expr] = {}  # what the positions of loops are less than
        lasts: dict[str, e.Expr] = {}  # the last position, of which length
        for node in statements(self.span):
            match node:
                case s.Assign(target, e.Call(func, (e.Var(self.name),), ())) if func == LEN:
                    self.lengths.add(target)
                    uses += 1
                    continue
                case s.Assign(target, e.Call(func, args, ())) if func == MIN:
                    short = any(isinstance(one, e.Var) and one.name in self.lengths for one in args)
                    self.lengths |= {target} if short else set()
                case s.For(target, e.Call(func, (e.Var(name) as length,), ())) if func == RANGE:
                    if name in self.lengths:
                        loops[target] = length
                        self.positions.add(target)
                case s.Assign(target, e.Binary("-", e.Var(name) as length, e.Const(1))):
                    lasts |= {target: length} if name in self.lengths else {}
                case s.Assign(target, e.Binary("-", e.Var(last), e.Var(position))):
                    if last in lasts and lasts[last] == loops.get(position):
                        self.positions.add(target)
                case s.Assign(_, e.Item(e.Var(self.name), e.Var(place))):
                    if place not in self.positions:
                        return False
                    uses += 1
        return uses > 0 and uses + 1 == mentions(self.body).count(self.name)

    def _counts_only(self) -> bool:
        """Do its lengths do no more than to count passes, so that less than none is none?"""
        read = sum(mentions(self.body).count(name) - 1 for name in self.lengths)
        for node in statements(self.span):
            match node:
                case s.For(_, e.Call(func, (e.Var(name),), ())) if func == RANGE:
                    read -= name in self.lengths
                case s.Assign(_, e.Call(func, args, ())) if func == MIN:
                    read -= sum(isinstance(one, e.Var) and one.name in self.lengths for one in args)
                case s.Assign(_, e.Binary("-", e.Var(name), e.Const(1))):
                    read -= name in self.lengths
        return not read

    def _move(self, block: s.Block, start: int) -> None:
        """Read the list in place of its part, in a block and in those inside."""
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                self._move(inner, start)
            match node:
                case s.Assign(_, e.Item(e.Var(self.name), e.Var() as place)):
                    index = place
                    if start:
                        index = e.Var(self.counter.name("place"))
                        at = s.Assign(index.name, e.Binary("+", place, e.Const(start)))
                        at.origin = node.origin
                        out.append(at)
                    node.value = e.Item(e.Var(self.of), index)
            out.append(node)
        block[:] = out
