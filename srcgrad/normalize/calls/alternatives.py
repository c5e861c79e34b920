"""Where a branch decides which function a name stands for, both branches get the calls.

So where it decides whether the name holds a list or an array, a tuple or a text.

if flag:                           if flag:
f = square                         f = square
else:                     ->           y = f(x)
f = cube                       else:
y = f(x)                               f = cube
y = f(x)
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, statements, used
from srcgrad.normalize.calls.inline import duplicate

KindOf = Callable[[e.Expr], k.Kind]
Test = Callable[[str], bool]
LARGEST = 4000  # statements of a program, above which nothing is put into branches any more


def separate(block: s.Block, kind_of: KindOf) -> bool:
    """Put uses of a name that is one of several functions into the branches that bind it."""
    return divide(block, lambda name: isinstance(kind_of(e.Var(name)), k.Several))


def divide(block: s.Block, open_: Test) -> bool:
    """Put uses of names that a branch decides about into the branches that bind them."""
    if sum(1 for _ in statements(block)) > LARGEST:
        return False
    for node in block:
        for inner in blocks(node):
            if divide(inner, open_):
                return True
    for position, node in enumerate(block):
        if not isinstance(node, s.If):
            continue
        chosen = set(filter(open_, bound([node])))
        last = _last_use(block[position + 1 :], chosen, open_) if chosen else 0
        if last:
            moved = block[position + 1 : position + 1 + last]
            del block[position + 1 : position + 1 + last]
            if not _leaves(node.orelse):
                node.orelse = [*node.orelse, *duplicate(moved)]
            if not _leaves(node.body):
                node.body = [*node.body, *moved]
            return True
    return False


def _leaves(block: s.Block) -> bool:
    return bool(block) and isinstance(block[-1], s.Break | s.Raise)


def _last_use(rest: s.Block, chosen: set[str], open_: Test) -> int:
    """How many of the statements that follow lead up to the last use of the names."""
    last = 0
    known = set(chosen)
    for number, node in enumerate(rest, start=1):
        if used([node]) & known:
            last = number
            known |= set(filter(open_, bound([node])))
    return last


def undecided(tree: e.Expr, kind_of: KindOf) -> str | None:
    """A name in an expression that is one of several functions."""
    return next((n for n in names(tree) if isinstance(kind_of(e.Var(n)), k.Several)), None)
