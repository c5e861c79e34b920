"""What has a name without a derivative may not be written, under this name or another."""

from __future__ import annotations

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.callees.recursion import refusal
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of, holds_memory
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.pair import half_of
from srcgrad.ir.walk import blocks, expressions, names, nodes, statements, targets
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

    What it returns may be a copy of what it is given: nobody can tell until one of them is written,
    or while nobody has the other one.
    """
    if not isinstance(node, s.Assign | s.Unpack) or (half := half_of(node.value)) is None:
        return
    given, made = list(names(node.value)), list(targets(node))
    written = [n for n in (*given, *made) if _written_later(n, node, memory)]
    half.pair.touched |= bool(written)
    if not half.pair.copies or not any(_kept(n, node, memory) for n in given):
        return
    if written:
        reason = f"it may return an array that it is given, and `{written[0]}` is written"
        raise refusal(half.pair, reason, node.origin)
    for compared in _compared(memory):
        if any(memory.facts.root(n) == memory.facts.root(compared) for n in made):
            reason = "it may return an array that it is given, and `is` asks which one it is"
            raise refusal(half.pair, reason, node.origin)


def _kept(name: str, node: s.Stmt, memory: Memory) -> bool:
    """May somebody have the memory of a name once a statement has run?"""
    kind = memory.facts.kinds.get(name, k.Unknown())
    if not isinstance(kind, k.Array | k.List):
        return holds_memory(kind)
    members = memory.of(name).members
    if memory.holder(name) is not None or not members.isdisjoint(memory.entry):
        return True
    return not members.isdisjoint(memory.alive[id(node)])


def _compared(memory: Memory) -> list[str]:
    """The names of which the program asks which object they stand for."""
    trees = [tree for node in statements(memory.core.body) for tree in expressions(node)]
    found = [part for tree in (*trees, memory.core.result) for part in nodes(tree)]
    asked = [part for part in found if isinstance(part, e.Compare) and part.op in ("is", "is not")]
    return [name for part in asked for name in names(part)]


def _written_later(name: str, node: s.Stmt, memory: Memory) -> bool:
    """May the memory of a name be written once a statement has run?

    What a pass of a loop makes, and nobody reads in the next one, is not written there either.
    """
    if not memory.is_written(name):
        return False
    found, order = memory.of(name), memory.order
    if memory.holder(name) is not None:
        return True
    for write in found.writes:
        if order.straight(node, write):
            return True
        if around := order.common(node, write):
            (*_, last) = blocks(around[-1])
            if not found.members.isdisjoint(memory.alive[id(last[-1])]):
                return True
    return False
