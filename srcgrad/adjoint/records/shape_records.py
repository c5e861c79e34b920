"""Of an array whose shape or size alone the reverse sweep reads, that is recorded.

product = a * b                        product = a * b
product_tape.append(product)           product_shape_tape.append(product.shape)
...                             ->     ...
product = product_tape.pop()           product_shape = product_shape_tape.pop()
np.broadcast_to(t, product.shape)      np.broadcast_to(t, product_shape)
"""

from __future__ import annotations

import builtins
from collections import Counter as Counts
from collections.abc import Iterator, Set

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, children, expressions, rebuild, replace, statements, targets
from srcgrad.normalize.scope import Counter

SHAPES, OTHERWISE = {"shape", "size"}, {"otherwise"}
PATTERNED = (np.zeros_like, np.full_like)  # of these, the first argument is a pattern


def record_shapes(
    forward: s.Block,
    reverse: s.Block,
    facts: Facts,
    counter: Counter,
    entry: Set[str] = frozenset(),
) -> None:
    """Rewrite both sweeps in place, before it is decided what is recorded.

    Names that are bound at `entry` stand for two arrays if they are bound again.
    """
    definitions = Counts(name for node in statements(forward) for name in targets(node))
    definitions.update(entry)
    read = read_how(reverse)
    known: dict[tuple[str, str], str] = {}

    def visit(block: s.Block, looped: bool) -> None:
        out: s.Block = []
        for node in block:
            out.append(node)
            for inner in blocks(node):
                visit(inner, looped or isinstance(node, s.Loop))
            if (
                looped
                and isinstance(node, s.Assign)
                and read.get(node.target, OTHERWISE) <= SHAPES
                and definitions[node.target] == 1
                and _made(node.value, facts)
            ):
                for label in sorted(read[node.target]):
                    name = counter.name(f"{node.target.partition('.')[0]}_{label}")
                    held = e.Attr(e.Var(node.target), label)
                    facts.kinds[name] = facts.kind(held)
                    known[node.target, label] = name
                    out.append(s.Assign(name, held, origin=node.origin))
        block[:] = out

    visit(forward, False)

    def mapped(tree: e.Expr) -> e.Expr:
        match tree:
            case e.Attr(e.Var(name), label) if (name, label) in known:
                return e.Var(known[name, label])
        return rebuild(tree, mapped)

    if known:
        for node in statements(reverse):
            replace(node, mapped)


def read_how(reverse: s.Block) -> dict[str, set[str]]:
    """How the reverse sweep reads names: the shape, size or length, as a pattern, or otherwise."""
    found: dict[str, set[str]] = {}
    for node in statements(reverse):
        for tree in expressions(node):
            for name, how in reads(tree):
                found.setdefault(name, set()).add(how)
    return found


def reads(tree: e.Expr) -> Iterator[tuple[str, str]]:
    """The names in an expression, each with what is read of it."""
    match tree:
        case e.Attr(e.Var(name), "shape" | "size" as label):
            yield name, label
        case e.Call(e.Ref(_, builtins.len), (e.Var(name),), ()):
            yield name, "length"
        case e.Call(e.Ref(_, function), (e.Var(name), *others), ()) if function in PATTERNED:
            yield name, "pattern"
            for part in others:
                yield from reads(part)
        case e.Var(name):
            yield name, "otherwise"
        case _:
            for part in children(tree):
                yield from reads(part)


def _made(value: e.Expr, facts: Facts) -> bool:
    """Is it an array that an operation makes? A view is taken again for nothing."""
    made = isinstance(value, e.Binary | e.Unary | e.Call)
    return made and isinstance(facts.kind(value), k.Array)
