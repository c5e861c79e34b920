"""Elements of tangents that are stored and read again are kept under a name.

    r[k, k] = root                          r[k, k] = root
    r_dot[k, k] = root_dot                  r_dot[k, k] = root_dot
    q = a / r[k, k]                  ->     q = a / root
    a_dot[i] -= t                           a_item.1~dot = a_dot[i] - t
    a_dot[i] = a_dot[i] / d                 a_dot[i] = a_item.1~dot / d

Within a block, as long as nothing in between may write the element. Where it is of the very type
that reading it would give, so that nothing else changes. A tangent that is stored again before
anyone reads it is stored once; the stores of the program itself stay.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import parts, sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, children, names, nodes, rebuild, statements
from srcgrad.late import dataclass
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.asked.aliases import Aliases

DOT = "~dot"
MOST = 8  # elements that are kept in mind: the last ones
Apart = Callable[[str, e.Expr, e.Expr, s.Stmt], bool]  # do two subscripts share no element there?
Pure = Callable[[e.Expr], bool]


@dataclass
class Stored:
    """An element that the block has stored."""

    place: e.Item
    node: s.Stmt
    read: bool = False  # perhaps, in memory


def keep_elements(body: s.Block, facts: Facts, counter: Counter, apart: Apart, pure: Pure) -> None:
    """Rewrite a program with its tangents in place."""
    if not any(isinstance(node, s.Write) for node in statements(body)):
        return
    aliases = Aliases.of(body, facts)
    _Elements(facts, counter, apart, pure, aliases).block(body, runs=True)


@dataclass
class _Elements:
    facts: Facts
    counter: Counter
    apart: Apart
    pure: Pure
    aliases: Aliases

    def block(self, block: s.Block, runs: bool) -> None:
        """One block, and those inside of it; it `runs` to its end, or tangents are not read."""
        known: list[Stored] = []
        for node in list(block):
            inside = blocks(node)
            for inner in inside:
                self.block(inner, runs and not isinstance(node, s.Attempt | s.Ensure))
            if inside or not self.followed(node):
                known.clear()
                continue
            self.use(block, node, known)
            new = self.spelled(block, node, known)
            place = self.place(new)
            if runs and isinstance(new, s.Store):
                for old in [one for one in known if one.place == place and not one.read]:
                    if self.dropped(old.node):
                        block.remove(old.node)
                        known.remove(old)
            self.forget(node, known)
            if place is not None:
                known.append(Stored(place, new))
                del known[:-MOST]

    def dropped(self, node: s.Stmt) -> bool:
        """Is it of no matter that a store happens, as the element is stored again?"""
        match node:
            case s.Store(e.Var(name), _, value):
                return DOT in name and self.pure(value)
        return False

    def followed(self, node: s.Stmt) -> bool:
        return isinstance(node, s.Assign | s.Store | s.Augment)

    def place(self, node: s.Stmt) -> e.Item | None:
        """The element that a statement stores, if reading it gives what is stored."""
        match node:
            case s.Store(e.Var() as base, index, value) if not node.into:
                place = e.Item(base, index)
            case s.Augment(e.Var(name) as base, e.Expr() as index, op, term) if (
                DOT in name and node.old is None
            ):
                place = e.Item(base, index)
                value = e.Binary(op, place, term)
            case _:
                return None
        kind = self.facts.kind(base)
        if not isinstance(kind, k.Array) or not kind.dims or not _simple(index):
            return None
        single = all(sort_of(part, self.facts.kind) == "integer" for part in parts(index))
        if not single or len(parts(index)) != len(kind.dims):
            return None
        return place if k.general(self.facts.kind(value)) == k.Scalar(kind.dtype) else None

    def use(self, block: s.Block, node: s.Stmt, known: list[Stored]) -> None:
        """Read names in the place of elements that are known, and note what reads memory."""
        assert isinstance(node, s.Assign | s.Store | s.Augment)
        for one in known:
            if any(part == one.place for part in nodes(node.value)):
                node.value = _with(node.value, one.place, self.name(block, one))
        own: list[e.Expr] = [node.value]
        if isinstance(node, s.Write):
            own += [node.index] if node.index is not None else []
            if isinstance(node, s.Augment) and self.place(node) is None:
                own.append(node.base if node.index is None else e.Item(node.base, node.index))
        for one in known:
            one.read = one.read or any(self.reads(tree, one, node) for tree in own)

    def reads(self, tree: e.Expr, one: Stored, node: s.Stmt) -> bool:
        """May an expression read a stored element in memory, or hand its memory on?"""
        base = one.place.base
        assert isinstance(base, e.Var)
        match tree:
            case e.Var(name):
                return self.aliases.root(name) == self.aliases.root(base.name)
            case e.Item(inner, index) if inner == base and _simple(index):
                return not self.apart(base.name, index, one.place.index, node)
            case e.Attr(_, "shape" | "dtype" | "ndim" | "size"):
                return False
            case e.Call(e.Ref("len"), _, _):
                return False
        return any(self.reads(part, one, node) for part in children(tree))

    def name(self, block: s.Block, one: Stored) -> e.Var:
        """The name of what was stored."""
        node = one.node
        if isinstance(node, s.Store) and isinstance(node.value, e.Var):
            return node.value
        base = one.place.base
        assert isinstance(base, e.Var) and isinstance(node, s.Write)
        whole = e.Binary(node.op, one.place, node.value) if isinstance(node, s.Augment) else None
        label = self.counter.name(f"{base.name.partition('~')[0].partition('.')[0]}_item")
        held = e.Var(label + DOT if DOT in base.name else label)
        self.facts.kinds[held.name] = k.general(self.facts.kind(one.place))
        value = whole or node.value
        store = s.Store(base, one.place.index, held, origin=node.origin, mark=node.mark)
        at = next(n for n, x in enumerate(block) if x is node)
        block[at : at + 1] = [s.Assign(held.name, value, origin=node.origin), store]
        one.node = store
        return held

    def spelled(self, block: s.Block, node: s.Stmt, known: list[Stored]) -> s.Stmt:
        """A tangent's element that is added to: to the name under which it is known."""
        match node:
            case s.Augment(e.Var() as base, e.Expr() as index, op, value):
                place = self.place(node)
                for one in known:
                    if place is not None and one.place == place:
                        held = self.name(block, one)
                        new = s.Store(base, index, e.Binary(op, held, value), origin=node.origin)
                        at = next(n for n, x in enumerate(block) if x is node)
                        block[at] = new
                        return new
        return node

    def forget(self, node: s.Stmt, known: list[Stored]) -> None:
        """Drop what a statement may change."""
        rebound = bound([node])
        written = ""
        index: e.Expr | None = None
        if isinstance(node, s.Write):
            written = next(iter(names(node.base)), "")
            index = node.index
        kept = []
        for one in known:
            base = one.place.base
            assert isinstance(base, e.Var)
            held = one.node.value if isinstance(one.node, s.Store) else one.place
            if rebound & {*names(one.place), *names(held)}:
                continue
            if written and self.aliases.root(written) == self.aliases.root(base.name):
                same = node.base == base if isinstance(node, s.Write) else False
                if not same or index is None or not _simple(index):
                    continue
                if not self.apart(base.name, index, one.place.index, node):
                    continue
            kept.append(one)
        known[:] = kept


def _simple(index: e.Expr) -> bool:
    """Does a subscript read no memory?"""
    return all(
        isinstance(p, e.Var | e.Const | e.Binary | e.Unary | e.Sequence | e.Slice)
        for p in nodes(index)
    )


def _with(tree: e.Expr, place: e.Item, name: e.Var) -> e.Expr:
    def mapped(part: e.Expr) -> e.Expr:
        return name if part == place else rebuild(part, mapped)

    return mapped(tree)
