"""Checkpointed loops: marks, by which later stages know them.

    for i in checkpoint(range(n), snapshots=5):       snapshots.1 = Snapshots(5, None, None)
        u = step(u, i)                                for i in range(n):
                                                          .keep(snapshots.1)
                                                          u = step(u, i)

A mark does nothing. When both sweeps have been made, `optimize.loops.snapshots` puts in its place
what keeps the states of the loop; where no reverse sweep is made, or none of it, the marks go.
"""

from __future__ import annotations

import copy
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, statements
from srcgrad.normalize.arrays.effects import BACK, BEGIN, MARK
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.library import target_of
from srcgrad.normalize.scope import Scope

OPTIONS = ("snapshots", "memory", "on_disk")


class Kept:
    """A checkpointed loop on its way to the core language."""

    def __init__(self, scope: Scope, call: Any) -> None:
        self.scope, self.call = scope, call
        given = dict(zip(OPTIONS, call.args[1:2], strict=False))
        given |= {keyword.arg: keyword.value for keyword in call.keywords}
        if len(call.args) not in (1, 2) or set(given) - set(OPTIONS):
            scope.refuse(
                call,
                "`checkpoint` around the iterable or the test of a loop takes `snapshots` or "
                "`memory`, and `on_disk`",
                "write checkpoint(iterable, snapshots=5)",
            )
        self.given = given
        self.name = ""

    def begin(self) -> None:
        """Before the loop."""
        options = [atom(self.scope, self.given[n]) if n in self.given else e.NONE for n in OPTIONS]
        self.name = self.scope.counter.name("snapshots")
        self.scope.emit(s.Assign(self.name, e.Call(BEGIN, tuple(options))))

    def mark(self) -> None:
        """First in its body."""
        self.scope.emit(s.Evaluate(e.Call(MARK, (e.Var(self.name),))))


def unwrapped(scope: Scope, node: Any) -> tuple[Any, Kept | None]:
    """The loop over the iterable itself, and what is to be kept of it."""
    call = _around(scope, node.iter)
    if not _is_checkpoint(scope, call):
        return node, None
    kept = Kept(scope, call)
    inner = copy.copy(node)
    inner.iter = call.args[0]
    return inner, kept


def _around(scope: Scope, call: Any) -> Any:
    """What counts or joins a checkpointed iterable is checkpointed itself.

    enumerate(checkpoint(x, snapshots=5))          checkpoint(enumerate(x), snapshots=5)
    """
    if not isinstance(call, gast.Call) or not isinstance(call.func, gast.Name):
        return call
    inside = [part for part in call.args if _is_checkpoint(scope, part)]
    function = target_of(scope, call.func)
    if len(inside) != 1 or (function is not enumerate and function is not zip):
        return call
    (one,) = inside
    plain, outer = copy.copy(call), copy.copy(one)
    plain.args = [one.args[0] if part is one else part for part in call.args]
    outer.args = [plain, *one.args[1:]]
    return outer


def kept_while(scope: Scope, node: Any) -> tuple[Any, Kept | None]:
    """A `while` as a loop that its body ends, and what is to be kept of it.

    while checkpoint(test):          while True:
        ...                              if not test:
                                             break
                                         ...
    """
    if not _is_checkpoint(scope, node.test):
        return node, None
    kept = Kept(scope, node.test)
    for option in kept.given.values():
        if any(isinstance(part, gast.Call | gast.NamedExpr) for part in gast.walk(option)):
            scope.refuse(option, "a `while` asks for this in each pass", "give it a name before")
    if any(isinstance(part, gast.Break | gast.Continue) for part in node.orelse):
        scope.refuse(node, "a jump out of the `else` of a checkpointed `while`", "use a flag")
    test = gast.UnaryOp(gast.Not(), node.test.args[0])
    end = gast.If(test, [*node.orelse, gast.Break()], [])
    for made in (test, end, end.body[-1]):
        gast.copy_location(made, node.test)
    inner = gast.While(gast.Constant(True, None), [end, *node.body], [])
    gast.copy_location(inner.test, node.test)
    return gast.copy_location(inner, node), kept


def _is_checkpoint(scope: Scope, call: Any) -> bool:
    if not isinstance(call, gast.Call) or any(isinstance(a, gast.Starred) for a in call.args):
        return False
    return bool(call.args) and hasattr(target_of(scope, call.func), "__srcgrad_loop__")


def marked(node: s.Stmt) -> str:
    """The states that a checkpointed loop keeps, by name; "" for other statements."""
    body = node.body if isinstance(node, s.Loop) else []
    for inner in body[:2]:  # a count of the passes may stand before it
        match inner:
            case s.Evaluate(e.Call(func, (e.Var(name), *_))) if func == MARK:
                return name
    return ""


def without_marks(body: s.Block) -> None:
    """Remove all marks, in place: the loops are plain ones."""
    for node in statements(body):
        for block in blocks(node):
            block[:] = [inner for inner in block if not is_mark(inner)]
    body[:] = [node for node in body if not is_mark(node)]


def is_mark(node: s.Stmt) -> bool:
    """Is the statement one of the three?"""
    match node:
        case s.Assign(_, e.Call(func)) | s.Evaluate(e.Call(func)):
            return func in (BEGIN, MARK, BACK)
    return False
