"""A loop whose passes are independent is reversed pass by pass, and records nothing.

    r_tape = []                            w_bar = 0.0
    for k in range(n):                     for k in range(n):
        r = x[k] * w - y[k]                    r = x[k] * w - y[k]
        r_tape.append(r)           ->          loss += r * r
        loss += r * r                          # reverse of this pass
    w_bar = 0.0                                r_bar = seed * 2 * r
    for k in range(n - 1, -1, -1):             w_bar += r_bar * x[k]
        r = r_tape.pop()
        r_bar = seed * 2 * r
        w_bar += r_bar * x[k]

Loops within loops, between which nothing stands, are reversed in the passes of the innermost.
The passes then add to adjoints in the order in which they run. Where the sweeps become two
functions the loops stay apart, and the second one runs in that order too: both give the same bits.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, rebuild, replace, statements, substitute
from srcgrad.optimize.algebra.arithmetic import subtracted
from srcgrad.optimize.loops.independent import bare, independent, repeated, still_held
from srcgrad.optimize.loops.pairs import Pair, Record
from srcgrad.optimize.loops.tapes import opens, popped

HEADING = "reverse of this pass"


def fuse(
    forward: s.Block, reverse: s.Block, results: list[e.Expr], facts: Facts, split: bool
) -> None:
    """Rewrite both sweeps in place; in a `split` pair of functions, turn the reverse loop.

    That is the first loop of the reverse sweep: the adjoints that enter others are not known early.
    """
    pair = next(independent(forward, reverse, results, facts), None)
    if pair is not None and split:
        _turn(pair, facts)
    elif pair is not None:
        _fuse(pair, facts)


def _turn(pair: Pair, facts: Facts) -> None:
    """Run the reverse loop in the order of the forward one."""
    _add_up(pair, facts)
    place = next(i for i, node in enumerate(pair.reverse) if node is pair.back)
    for loop, back in pair.nest:
        back.source = loop.source
    tapes = [record.tape for record in pair.records]
    pair.reverse[place:place] = [
        s.Evaluate(e.Call(e.Attr(e.Var(tape), "reverse"), ())) for tape in tapes
    ]


def _fuse(pair: Pair, facts: Facts) -> None:
    loop, passes, body, head = pair.loop, pair.passes, pair.returns, pair.head
    tapes = {record.tape for record in pair.records}
    for record in pair.records:
        _remove(passes, record.filling)
        _hand_over(record, body)
    _add_up(pair, facts)  # puts other statements in place of those that empty tapes
    body = _known(passes, body, facts)
    passes += [s.Comment(HEADING), *body]
    at = next(i for i, node in enumerate(pair.forward) if node is loop)
    before = [node for node in pair.forward[:at] if not opens(node, tapes)]
    pair.reverse[:] = pair.tail
    pair.forward[:at] = [*before, *head]


def _remove(block: s.Block, gone: s.Stmt) -> None:
    block[:] = [node for node in block if node is not gone]
    for node in block:
        for inner in blocks(node):
            _remove(inner, gone)


def _hand_over(record: Record, body: s.Block) -> None:
    """Let the reverse of a pass read the value itself."""
    node, value = record.emptying, record.value
    if isinstance(node, s.Assign) and popped([node]) and isinstance(node.value, e.Call):
        plain = node.target.replace("~again", "")
        if node.value.func == e.Attr(e.Var(record.tape), "pop") and e.Var(plain) == value:
            _remove(body, node)
            table: dict[str, e.Expr] = {node.target: value}
            for one in statements(body):
                replace(one, lambda tree: substitute(tree, table))
            return
    pop = e.Call(e.Attr(e.Var(record.tape), "pop"), ())
    replace(node, lambda tree: _instead(tree, pop, value))


def _instead(tree: e.Expr, old: e.Expr, new: e.Expr) -> e.Expr:
    return new if tree == old else rebuild(tree, lambda part: _instead(part, old, new))


def _known(passes: s.Block, body: s.Block, facts: Facts) -> s.Block:
    """The reverse of a pass without what it would evaluate again."""
    held = still_held(passes, facts)
    again = [n for n in repeated(body) if n.target.removesuffix("~again") in held]
    table: dict[str, e.Expr] = {n.target: e.Var(n.target.removesuffix("~again")) for n in again}
    out = [node for node in body if not any(node is gone for gone in again)]
    for node in statements(out):
        replace(node, lambda tree: substitute(tree, table))
    return out


def _add_up(pair: Pair, facts: Facts) -> None:
    """An element that a pass meets in several places is added to in each: any may be the first."""
    whole = list(statements(pair.returns))
    times = Counter(name for node in whole for name in occurrences([bare(node)]))

    def visit(block: s.Block) -> None:
        for position, node in enumerate(block):
            for inner in blocks(node):
                visit(inner)
            match node:
                case s.Store(e.Var(base), index, value) if base in pair.sums and times[base] > 1:
                    positive = subtracted(value, facts.kind)
                    op, term = ("+", value) if positive is None else ("-", positive)
                    block[position] = s.Augment(node.base, index, op, term, origin=node.origin)

    visit(pair.returns)
