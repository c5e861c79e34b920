"""What has a name without a derivative may not be written, under this name or another."""

from __future__ import annotations

from srcgrad.analysis.memory import Memory
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.memory import function_of
from srcgrad.infer.recursion import refusal
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.pair import half_of
from srcgrad.ir.walk import names, statements, targets
from srcgrad.runtime import stop_gradient, unchanged


def refuse_written(body: s.Block, facts: Facts, memory: Memory) -> None:
    """Refuse a store into an array that has a name without a derivative."""
    for node in statements(body):
        _look_at_call(node, memory)
        if (
            isinstance(node, s.Assign)
            and isinstance(node.value, e.Call)
            and (function := function_of(node.value, facts.kind)) in (stop_gradient, unchanged)
        ):
            kind = facts.kinds.get(node.target)
            plain = isinstance(kind, k.Array) or k.is_number(kind or k.Unknown())
            if not plain and function is stop_gradient:
                reason = "`stop_gradient` of a container is outside the language"
                raise UnsupportedSyntaxError(reason, "apply it to its elements", node.origin)
            if memory.is_written(node.target) and function is unchanged:
                raise UnsupportedSyntaxError(
                    "an array of which a sparse matrix of active values is made is written",
                    "make the matrix of a copy",
                    node.origin,
                )
            if memory.is_written(node.target):
                raise UnsupportedSyntaxError(
                    "the array that `stop_gradient` returns is written, under this name or another",
                    "pass it a copy: stop_gradient(x.copy())",
                    node.origin,
                )


def _look_at_call(node: s.Stmt, memory: Memory) -> None:
    """Note whether what a recursive function is given, or returns, is written.

    What it returns may be a copy of what it is given: nobody can tell until one of them is written.
    """
    if not isinstance(node, s.Assign | s.Unpack):
        return
    half = half_of(node.value)
    written = [n for n in (*names(node.value), *targets(node)) if memory.is_written(n)]
    if half is None or not written:
        return
    half.pair.touched = True
    if half.pair.copies:
        reason = f"it may return an array that it is given, and `{written[0]}` is written"
        raise refusal(half.pair, reason, node.origin)
