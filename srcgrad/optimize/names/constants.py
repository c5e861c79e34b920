"""Arguments of inlined calls that are plain constants stand where they are read.

    axis.2 = 0                              y = np.sum(x, axis=0)
    y = np.sum(x, axis=axis.2)       ->

Numbers with a point keep the names that the callee gave them: they are quantities.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, names, replace, statements, substitute, targets

PLAIN = (bool, int, str, type(None))


def place_constants(core: Core, facts: Facts) -> None:
    """Rewrite a function in place."""
    block = list(statements(core.body))
    bindings = Counter(name for node in block for name in targets(node))
    fixed = fixed_names(core, block)
    found: dict[str, e.Expr] = {}
    for node in block:
        if isinstance(node, s.Assign) and "." in node.target and bindings[node.target] == 1:
            value = substitute(node.value, found)
            if node.target not in fixed and _plain(value):
                found[node.target] = value
    if not found:
        return
    for node in block:
        replace(node, lambda tree: substitute(tree, found))
    core.result = substitute(core.result, found)
    drop_bindings(core.body, found)
    for name in found:
        facts.kinds.pop(name, None)


def _plain(value: e.Expr) -> bool:
    match value:
        case e.Const(held):
            return type(held) in PLAIN or isinstance(held, enum.Enum)
        case e.Attr(e.Ref(_, enum.EnumMeta() as cls), name):
            return name in cls.__members__
    return False


def fixed_names(core: Core, block: s.Block) -> set[str]:
    """The names that stand where no expression can, or that a call may bind unseen."""
    fixed = set(filter(core.hides, core.cells))
    for node in block:
        if isinstance(node, s.Permute):
            fixed.update(node.sources)
        elif isinstance(node, s.Augment):
            fixed.update(names(node.old))
    return fixed


def drop_bindings(block: s.Block, found: Collection[str]) -> None:
    """Leave out the assignments to some names."""
    block[:] = [x for x in block if not (isinstance(x, s.Assign) and x.target in found)]
    for node in block:
        for inner in blocks(node):
            drop_bindings(inner, found)
