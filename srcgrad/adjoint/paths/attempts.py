"""The reverse of `with` and of attempts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.adjoint.operations.operations import refuse_writers
from srcgrad.adjoint.records.marks import Restore
from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.findings.ends_of_contexts import refuse_ends
from srcgrad.analysis.findings.partial import refuse_partial
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, targets

ERRSTATE = e.Ref("np.errstate", np.errstate)


def reverse_with(sweep: Sweep, node: s.With, reverse: Callable[[Sweep, s.Block], None]) -> None:
    """The reverse of the body, outside the context; floating-point errors stay ignored."""
    if any(n in sweep.active for n in names(node.manager)):
        sweep.refuse(
            "a context manager gets an active value", "give it what does not depend on wrt"
        )
    if isinstance(node.manager, e.Call):
        refuse_writers(sweep, node, node.manager)
    quiet = _ignored(node.manager)
    if quiet is None:
        reverse(sweep, node.body)
    else:
        sweep.settle()
        with sweep.block() as out:
            reverse(sweep, node.body)
        sweep.emit(s.With(quiet, None, out))
    sweep.node = node
    sweep.rebinding(targets(node))
    sweep.emit(Restore(node, targets(node)))


def _ignored(manager: e.Expr) -> e.Expr | None:
    """`np.errstate` with the errors that the program's own ignores, or may ignore."""
    if not isinstance(manager, e.Call) or manager.func != ERRSTATE:
        return None
    kept = []
    for key, value in manager.kwargs:
        if not isinstance(value, e.Const):
            return e.Call(ERRSTATE, (), (("all", e.Const("ignore")),))
        if value.value == "ignore":
            kept.append((key, value))
    return e.Call(ERRSTATE, (), tuple(kept)) if kept else None


Branch = Callable[[Sweep, s.If, s.Block], bool]


def follows(node: s.Stmt, before: s.Stmt | None) -> bool:
    """Is the statement the branch on how the attempt before it ended?"""
    if not isinstance(before, s.Attempt) or not isinstance(node, s.If):
        return False
    test = _raised(before)
    return node.test == test and not set(names(test)) & bound([node])


def _raised(node: s.Attempt) -> e.Expr:
    raised = e.Var(node.raised)
    return raised if len(node.classes) == 1 else e.Compare("!=", raised, e.Const(0))


def reverse_attempt(sweep: Sweep, node: s.Attempt, then: s.If | None, branch: Branch) -> None:
    """The body is reversed if it came to its end; `then` is the branch that follows it."""
    refuse_partial(sweep, node)
    refuse_ends(sweep, sweep.core, node, then)
    sweep.node = then or node
    test = then or s.If(_raised(node), [], [], origin=node.origin)
    reversed_too = branch(sweep, test, node.body)
    sweep.node = node
    rebound = targets(node) if reversed_too else tuple(sorted(bound([node])))
    sweep.rebinding(rebound)
    sweep.emit(Restore(node, rebound))


def shorten_records(body: s.Block, tapes: list[str]) -> None:
    """A body that raises leaves the records as long as they were before it."""
    count = 0

    def visit(block: s.Block) -> None:
        nonlocal count
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                visit(inner)
            if isinstance(node, s.Attempt):
                inside = occurrences(node.body)
                for tape in (t for t in tapes if inside[t]):
                    count += 1
                    length = f"{tape}~length{count}"
                    measure = e.Call(e.Ref("len", len), (e.Var(tape),))
                    out.append(s.Assign(length, measure, origin=node.origin))
                    rest, nothing = e.Slice(e.Var(length), None), e.Sequence("list", ())
                    node.undo.append(s.Store(e.Var(tape), rest, nothing, origin=node.origin))
            out.append(node)
        block[:] = out

    visit(body)
