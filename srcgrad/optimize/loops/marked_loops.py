"""Checkpointed loops in both sweeps, and the marks in them."""

from __future__ import annotations

from collections.abc import Iterator

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements
from srcgrad.late import dataclass
from srcgrad.normalize.arrays.effects import BACK, BEGIN, MARK
from srcgrad.normalize.snapshots import is_mark, marked
from srcgrad.optimize.asked.slices import plain


@dataclass
class Loop:
    """A checkpointed loop, and its reverse."""

    name: str  # of its states
    node: s.For | s.While
    block: s.Block  # in which it stands
    reverse: s.For
    reverse_block: s.Block
    states: e.Expr  # their name in the reverse sweep
    given: dict[str, e.Expr]  # what the loop reads and does not change, in the reverse sweep

    @property
    def body(self) -> s.Block:
        """Its passes, without its own mark."""
        return [n for n in self.node.body if not _is_own(n, self.name)]

    @property
    def rest(self) -> s.Block:
        """The reverse of a pass, without the mark and what stands before it."""
        body = self.reverse.body
        return body[[_said(n) is not None for n in body].index(True) + 1 :]


def loops_of(forward: s.Block, reverse: s.Block) -> Iterator[Loop]:
    """The checkpointed loops that stand in no other, and are reversed."""
    back = list(_reversed(reverse))[::-1]
    for node, block in list(_marked(forward)):
        name = marked(node)
        found = next((one for one in back if one[2][0] == name), None)
        if found is not None:
            back.remove(found)
            loop, inner, (_, states, given) = found
            yield Loop(name, node, block, loop, inner, states, given)


def _marked(block: s.Block) -> Iterator[tuple[s.For | s.While, s.Block]]:
    for node in block:
        if isinstance(node, s.Loop) and marked(node):
            yield node, block
        else:
            for inner in blocks(node):
                yield from _marked(inner)


Said = tuple[str, e.Expr, dict[str, e.Expr]]


def _reversed(block: s.Block) -> Iterator[tuple[s.For, s.Block, Said]]:
    for node in block:
        said = [found for n in node.body if (found := _said(n))] if isinstance(node, s.For) else []
        if said and isinstance(node, s.For):
            yield node, block, said[0]
        else:
            for inner in blocks(node):
                yield from _reversed(inner)


def _said(node: s.Stmt) -> Said | None:
    """What a mark of the reverse sweep says: the states, and what the loop reads."""
    match node:
        case s.Evaluate(e.Call(func, (e.Var(name) as states, e.Sequence(_, own), *given))) if (
            func == BACK
        ):
            read = [n.value for n in own if isinstance(n, e.Const)]
            pairs = zip(read, given, strict=True)
            table = {str(n): tree for n, tree in pairs if plain(_name(tree)) != n}
            return plain(name), states, table
    return None


def _name(tree: e.Expr) -> str:
    return tree.name if isinstance(tree, e.Var) else ""


def _is_own(node: s.Stmt, name: str) -> bool:
    match node:
        case s.Evaluate(e.Call(func, (e.Var(states),))) if func == MARK:
            return states == name
    return False


def taken_out(block: s.Block, loop: Loop) -> tuple[e.Call, s.Block]:
    """Remove the making of a loop's states, and the records of these; what they were."""
    made = next(n for n in statements(block) if _begins(n, loop.name))
    records = [n for n in loop.block if _mentions(n, loop.name) and n is not loop.node]
    for gone in (made, *records):
        remove(block, gone)
    assert isinstance(made, s.Assign) and isinstance(made.value, e.Call)
    return made.value, [made, *records]


def _mentions(node: s.Stmt, name: str) -> bool:
    simple = isinstance(node, s.Assign | s.Evaluate) and not is_mark(node)
    return simple and any(name in names(tree) for tree in expressions(node))


def _begins(node: s.Stmt, name: str) -> bool:
    match node:
        case s.Assign(target, e.Call(func)) if func == BEGIN:
            return target == name
    return False


def remove(block: s.Block, gone: s.Stmt) -> None:
    """Remove a statement, wherever it stands in the block."""
    block[:] = [node for node in block if node is not gone]
    for node in block:
        for inner in blocks(node):
            remove(inner, gone)


def put_before(block: s.Block, place: s.Stmt, news: s.Block) -> None:
    """Insert statements before one of a block."""
    at = next(i for i, node in enumerate(block) if node is place)
    block[at:at] = news


def put_behind(block: s.Block, place: s.Stmt, news: s.Block) -> None:
    """Insert statements behind one of a block."""
    at = next(i for i, node in enumerate(block) if node is place) + 1
    block[at:at] = news
