"""One line of the program reads one element once.

    item.1 = u[1]                          item.1 = u[1]
    item.2 = u[1]                  ->
    product.3 = item.1 * item.2            product.3 = item.1 * item.1

As long as nothing in between may write the element, or bind a name of the subscript. The
derivative then reads, and records, one number in place of two.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, bound, names, replace, statements, substitute, targets

Read = tuple[object, e.Item]  # the user's line, the subscript


def share_reads(core: Core, facts: Facts) -> None:
    """Rewrite a function in place."""
    definitions = Counter(name for node in statements(core.body) for name in targets(node))
    fixed = {n for x in statements(core.body) if isinstance(x, s.Augment) for n in names(x.old)}
    table: dict[str, e.Expr] = {}

    def visit(block: s.Block) -> None:
        known: dict[Read, str] = {}
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                visit(inner)
            match node:
                case s.Assign(target, e.Item() as value) if (
                    "." in target
                    and target not in fixed
                    and definitions[target] == 1
                    and _element(value, facts)
                ):
                    first = known.setdefault((_line(node), value), target)
                    if first != target:
                        table[target] = e.Var(first)
                        continue
                case s.Assign(_, e.Binary() | e.Unary() | e.Compare() | e.Item()):
                    _forget(known, bound([node]))
                case _:
                    known.clear()
            out.append(node)
        block[:] = out

    visit(core.body)
    if table:
        for node in statements(core.body):
            replace(node, lambda tree: substitute(tree, table))
        core.result = substitute(core.result, table)


def _line(node: s.Stmt) -> object:
    origin = node.origin
    return None if origin is None else (origin.file, origin.line, origin.callers)


def _element(tree: e.Item, facts: Facts) -> bool:
    """Is a number read out of an array that has a name?"""
    return (
        isinstance(tree.base, e.Var)
        and isinstance(facts.kind(tree.base), k.Array)
        and k.is_number(k.general(facts.kind(tree)))
    )


def _forget(known: dict[Read, str], rebound: set[str]) -> None:
    for read in [r for r in known if rebound & set(names(r[1]))]:
        del known[read]
