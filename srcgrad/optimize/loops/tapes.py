"""Records of a pass that is reversed at once are no tapes, but plain values.

t_tape.append(t)                       t_old = t
t = t * x                              t = t * x
t = t_tape.pop()               ->      t = t_old
x_bar += t_bar * t                     x_bar += t_bar * t
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, nodes, rebuild, replace, statements, targets
from srcgrad.normalize.scope import Counter


def appended(node: s.Stmt) -> str:
    """The tape to which a statement appends; "" for none."""
    match node:
        case s.Evaluate(e.Call(e.Attr(e.Var(tape), "append"))) if tape.endswith("~tape"):
            return tape
    return ""


def shortened(node: s.Stmt) -> str:
    """The tape whose length a statement notes before a `try`, or restores; "" for none."""
    match node:
        case s.Assign(target, e.Call(e.Ref("len"), (e.Var(tape),))) if "~length" in target:
            return tape
        case s.Store(e.Var(tape), _, _) if tape.endswith("~tape"):
            return tape
    return ""


def opens(node: s.Stmt, tapes: set[str] | None) -> bool:
    """Does a statement make a tape, or one of some?"""
    match node:
        case s.Assign(target, e.Sequence("list", ())) if target.endswith("~tape"):
            return tapes is None or target in tapes
    return False


def popped(block: s.Block) -> list[str]:
    """The tapes from which the statements of a block take records, one by one."""
    return [tape for node in statements(block) for tape in _pops(node)]


def _pops(node: s.Stmt) -> list[str]:
    parts = (part for tree in expressions(node) for part in nodes(tree))
    return [tape for part in parts if (tape := _is_pop(part))]


def _is_pop(tree: e.Expr) -> str:
    """The tape of which an expression is the last record; "" for none."""
    match tree:
        case e.Call(e.Attr(e.Var(tape), "pop"), (), ()) if tape.endswith("~tape"):
            return tape
    return ""


def as_values(forward: s.Block, reverse: s.Block, counter: Counter) -> None:
    """Rewrite a pass and its reverse, in place."""
    pushed = [tape for node in statements(forward) if (tape := appended(node))]
    taken = popped(reverse)
    for tape in dict.fromkeys(pushed):
        if pushed.count(tape) != 1 or taken.count(tape) != 1:
            continue
        first = [i for i, node in enumerate(forward) if appended(node) == tape]
        last = [i for i, node in enumerate(reverse) if tape in _pops(node)]
        if first and last and not blocks(reverse[last[0]]):
            _as_value(tape, forward, first[0], reverse, last[0], counter)


def _as_value(
    tape: str, forward: s.Block, first: int, reverse: s.Block, last: int, counter: Counter
) -> None:
    record, user = forward[first], reverse[last]
    assert isinstance(record, s.Evaluate) and isinstance(record.value, e.Call)
    value = record.value.args[0]
    between = [*forward[first + 1 :], *reverse[:last]]
    rebound = {n.replace("~again", "") for node in statements(between) for n in targets(node)}
    if isinstance(value, e.Var) and value.name not in rebound:
        del forward[first]
        again = isinstance(user, s.Assign) and user.target.replace("~again", "") == value.name
        if again and isinstance(user, s.Assign) and _is_pop(user.value):
            del reverse[last]
            return
        held = value.name
    else:
        counter.count += 1
        held = f"{tape.removesuffix('~tape')}~old{counter.count}"
        forward[first] = s.Assign(held, value, origin=record.origin)

    def read(tree: e.Expr) -> e.Expr:
        return e.Var(held) if _is_pop(tree) == tape else rebuild(tree, read)

    replace(user, read)
