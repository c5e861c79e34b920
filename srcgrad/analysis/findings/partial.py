"""Attempts that would leave memory half changed, which the derivative could not follow."""

from __future__ import annotations

from typing import NoReturn, Protocol

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.infer.sharing.memory import holds_memory, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, statements

AFTER_WRITING = (FloatingPointError, RuntimeWarning)  # NumPy raises these when it has written


class Differentiation(Protocol):
    """What reverse and forward mode know while they go through a program."""

    facts: Facts
    memory: Memory
    active: set[str]
    node: s.Stmt | None

    def refuse(self, reason: str, remedy: str, missing: bool = False) -> NoReturn: ...


def refuse_partial(sweep: Differentiation, node: s.Attempt) -> None:
    """What the body writes before it raises would stay written."""
    inside = bound(node.body)

    def outer(write: s.Stmt) -> list[str]:
        return [n for n in _written(sweep, write) if not _made(sweep, n, inside, node)]

    def check(block: s.Block, last: bool) -> None:
        for position, one in enumerate(block):
            final = last and all(_harmless(x) for x in block[position + 1 :])
            found = outer(one)
            if found and (not final or (_whole(sweep, one) and _catches_after(node))):
                sweep.node = one
                sweep.refuse(
                    f"`{found[0].partition('.')[0]}` is written inside `try` before something "
                    "that may raise: what was written would stay",
                    "write it after the `try`",
                )
            for inner in blocks(one):
                check(inner, final and isinstance(one, s.If | s.With | s.Attempt))

    check(node.body, True)


def _harmless(node: s.Stmt) -> bool:
    """Does a statement raise nothing? A shadow of a list, made beside it, grows with it."""
    match node:
        case s.Evaluate(e.Call(e.Attr(e.Var(name), "append"))):
            return name.endswith("~bar")
    return isinstance(node, s.Assign) and isinstance(node.value, e.Const | e.Var)


def _written(sweep: Differentiation, node: s.Stmt) -> list[str]:
    """The active names whose memory a statement writes."""
    found: list[str] = []
    if isinstance(node, s.Write):
        found += names(node.base)
    if isinstance(node, s.Evaluate) and isinstance(node.value, e.Call):
        found += may_write(node.value, sweep.facts.kind, sweep.facts.free)
        if isinstance(node.value.func, e.Attr):
            found += names(node.value.func.base)
    if isinstance(node, s.Assign | s.Unpack) and isinstance(node.value, e.Call):
        found += may_write(node.value, sweep.facts.kind, sweep.facts.free)
        if isinstance(node.value.func, e.Attr) and node.value.func.name == "pop":
            found += names(node.value.func.base)
    return [
        n for n in found if holds_memory(sweep.facts.kinds.get(n, k.Empty())) and n in sweep.active
    ]


def _made(sweep: Differentiation, name: str, inside: set[str], node: s.Attempt) -> bool:
    """Is the memory behind a name made in the body, and not seen outside it?"""
    members = {
        n
        for n in sweep.memory.of(name).members
        if n in sweep.memory.definitions or n in sweep.memory.entry
    }
    own = {id(one) for one in statements(node.body)}
    return members <= inside and all(
        id(one) in own for n in members for one in sweep.memory.definitions.get(n, [])
    )


def _whole(sweep: Differentiation, node: s.Stmt) -> bool:
    """May NumPy raise when it has written already: an operation on an array in its place?"""
    if isinstance(node, s.Store):
        return node.into
    if not isinstance(node, s.Augment):
        return False
    if node.index is None:
        return True
    place = sweep.facts.kind(e.Item(node.base, node.index))
    return isinstance(place, k.Array) and is_basic(node.index, sweep.facts.kind)


def _catches_after(node: s.Attempt) -> bool:
    parts = [
        part
        for one in node.classes
        for part in (one.items if isinstance(one, e.Sequence) else (one,))
    ]
    classes = [part.target for part in parts if isinstance(part, e.Ref)]
    return any(isinstance(part, e.Var) for part in parts) or any(
        isinstance(cls, type) and issubclass(raised, cls)
        for cls in classes
        for raised in AFTER_WRITING
    )
