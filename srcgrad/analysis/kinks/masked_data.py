"""Data that may be missing, as NaN: what lies under a mask that is an argument too.

    np.sum(np.where(observed, (data - model) ** 2, 0.0))     of `data`, whoever gives the mask may
                                                             have left out elements

A parameter with fewer axes than the mask counts for several elements: if it is NaN, all is.
"""

from __future__ import annotations

from collections.abc import Sequence

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children, expressions, names, nodes


def under_masks(changes: Sequence[s.Assign | s.Store | s.Unpack], facts: Facts) -> set[str]:
    """The arguments with as many axes as a mask that is given, and selects."""
    masks = {name for name, kind in facts.entry.items() if _is_mask(kind)}
    if not masks:
        return set()
    for node in changes:
        if isinstance(node, s.Assign) and _is_mask(facts.kinds.get(node.target, k.Empty())):
            masks |= {node.target} if masks & set(names(node.value)) else set()
    ranks = {k.rank(facts.kinds[name]) for name in _selecting(changes, masks)}
    return {
        name
        for name, kind in facts.entry.items()
        if isinstance(kind, k.Array) and k.differentiable(kind) and kind.rank in ranks
    }


def data_in(tree: e.Expr) -> set[str]:
    """The names whose elements an expression reads: no NaN among these is in a shape.

    >>> x = e.Var("x")
    >>> data_in(e.Binary("*", e.Attr(x, "shape"), e.Var("y")))
    {'y'}
    """
    match tree:
        case e.Attr(e.Var(), "shape" | "size" | "ndim"):
            return set()
        case e.Var(name):
            return {name}
    return {name for part in children(tree) for name in data_in(part)}


def _selecting(changes: Sequence[s.Assign | s.Store | s.Unpack], masks: set[str]) -> set[str]:
    """Those of the masks by which elements are taken, stored or chosen."""
    found: set[str] = set()
    for node in changes:
        if isinstance(node, s.Store):
            found |= masks & set(names(node.index))
        for part in (part for tree in expressions(node) for part in nodes(tree)):
            match part:
                case e.Call(_, (test, _, _)) | e.Item(_, test):
                    found |= masks & set(names(test))
            if isinstance(part, e.Call):
                found |= masks & set(names(dict(part.kwargs).get("where", e.NONE)))
    return found


def _is_mask(kind: k.Kind) -> bool:
    return isinstance(kind, k.Array) and kind.dtype.kind == "b"
