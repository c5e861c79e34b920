"""Records of which nobody reads anything any more are not kept.

r_tape.append(r)
total = total + r * 2                  total = total + r * 2
r = r_tape.pop()               ->      x_bar[i] = total_bar * 2
x_bar[i] = total_bar * 2
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements
from srcgrad.optimize.loops.tapes import appended, opens


def drop_records(forward: s.Block, reverse: s.Block, results: list[e.Expr]) -> None:
    """Rewrite the sweeps in place; the `results` are read too."""
    found = Counter(n for block in (forward, reverse) for n in read(block))
    found.update(n for tree in results for n in names(tree))
    behind = set(read(reverse)) | {n for tree in results for n in names(tree)}
    unread: set[str] = set()
    for block in all_blocks(reverse):
        for node in list(block):
            match node:
                case s.Assign(name, e.Call(e.Attr(e.Var(tape), "pop"), (), ())) if (
                    name not in behind and tape.endswith("~tape") and found[tape] == 2
                ):
                    block.remove(node)
                    unread.add(tape)
    if unread:
        _drop_tapes(forward, unread)


def all_blocks(block: s.Block) -> Iterator[s.Block]:
    """A block, and those in it."""
    yield block
    for node in block:
        for inner in blocks(node):
            yield from all_blocks(inner)


def read(block: s.Block) -> Iterator[str]:
    """The names that its statements read, each as often as it is read."""
    for node in statements(block):
        for tree in expressions(node):
            yield from names(tree)


def _drop_tapes(block: s.Block, tapes: set[str]) -> None:
    for inner in all_blocks(block):
        inner[:] = [n for n in inner if appended(n) not in tapes and not opens(n, tapes)]
