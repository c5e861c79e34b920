"""Lengths of slices that reads of single elements prove.

scale = camera[7]        the axis has 8 elements or more, or the program has raised
shift = camera[3:6]      so this slice has 3, in the statements of the same block

Both statements are run, or none, as long as nothing between them leaves the block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from srcgrad.infer.kinds.indexing import KindOf, kind_of_item, parts, sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length, has_name
from srcgrad.ir.walk import blocks

Least = dict[str, int]  # by the symbol of a length: its least value
Proofs = dict[int, Least]  # by the identity of a statement


def proofs(body: s.Block, kind_of: KindOf) -> Proofs:
    """For the statements whose result it changes: what is known of lengths there."""
    found: Proofs = {}

    def visit(block: s.Block, least: Least) -> None:
        for segment in _segments(block):
            least = _larger(least, _proven(segment, kind_of))
            for node in segment:
                match node:
                    case s.Assign(_, e.Item() as tree) if least and _symbolic(tree):
                        if kind_of_part(tree, least, kind_of) is not None:
                            found[id(node)] = least
                    case s.With() | s.Attempt() | s.Ensure():
                        for inner in blocks(node):  # it may end in an exception that is caught
                            for one in inner:
                                visit([one], least)
                    case _:
                        for inner in blocks(node):
                            visit(inner, least)

    visit(body, {})
    return found


def _symbolic(tree: e.Item) -> bool:
    """Is a slice with an end among the parts?"""
    return any(isinstance(p, e.Slice) and p.upper is not None for p in parts(tree.index))


def _larger(one: Least, other: Least) -> Least:
    return {n: max(one.get(n, 0), other.get(n, 0)) for n in one | other} if other else one


def _segments(block: s.Block) -> Iterator[s.Block]:
    """Consecutive statements of a block that are all run if one of them is."""
    segment: s.Block = []
    for node in block:
        if _leaves(node):
            yield segment
            yield [node]
            segment = []
        else:
            segment.append(node)
    yield segment


def _leaves(node: s.Stmt) -> bool:
    """May the statement end the pass of the loop around it?"""
    if isinstance(node, s.Break):
        return True
    if isinstance(node, s.Loop):
        return False
    return any(_leaves(inner) for block in blocks(node) for inner in block)


def _proven(segment: s.Block, kind_of: KindOf) -> Least:
    """What the statements' reads of single elements say."""
    found: Least = {}
    for node in segment:
        match node:
            case s.Assign(_, e.Item(e.Var() as base, index)):
                kind = kind_of(base)
                if isinstance(kind, k.Array) and kind.dims is not None:
                    _read(index, kind.dims, kind_of, found)
    return found


def _read(index: e.Expr, dims: tuple[Length, ...], kind_of: KindOf, found: Least) -> None:
    axis = 0
    for part in parts(index):
        sort = sort_of(part, kind_of)
        if sort == "newaxis":
            continue
        if sort not in ("integer", "slice") or axis >= len(dims):
            return
        length, axis = dims[axis], axis + 1
        position = kind_of(part) if sort == "integer" else None
        if isinstance(length, Dim) and has_name(length) and isinstance(position, k.Known):
            at = position.value
            needed = (at + 1 if at >= 0 else -at) - length.offset
            found[length.base] = max(found.get(length.base, 0), needed)


def kind_of_part(tree: e.Item, least: Least, kind_of: KindOf) -> k.Kind | None:
    """The kind of a part of an array some of whose lengths have a least value.

    >>> import numpy as np
    >>> kinds = {"x": k.Array(np.dtype("f8"), (Dim("x.0", axis=True),))}
    >>> middle = e.Item(e.Var("x"), e.Slice(e.Const(3), e.Const(6)))
    >>> def kind_of(tree):
    ...     return kinds["x"] if isinstance(tree, e.Var) else k.Known(getattr(tree, "value", 0))
    >>> kind_of_part(middle, {"x.0": 8}, kind_of).dims, kind_of_part(middle, {"x.0": 5}, kind_of)
    ((3,), None)
    """
    kind = kind_of(tree.base)
    if not isinstance(kind, k.Array) or kind.dims is None:
        return None
    dims = tuple(
        replace(d, least=least[d.base]) if isinstance(d, Dim) and d.base in least else d
        for d in kind.dims
    )
    plain = kind_of_item(kind, tree.index, kind_of)
    found = kind_of_item(k.Array(kind.dtype, dims), tree.index, kind_of)
    if not isinstance(found, k.Array) or not isinstance(plain, k.Array) or found == plain:
        return None
    whole = tuple(replace(d, least=0) if isinstance(d, Dim) else d for d in found.dims or ())
    return k.Array(found.dtype, whole)
