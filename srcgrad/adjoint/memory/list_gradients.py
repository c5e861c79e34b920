"""Gradients of lists: copies of their adjoints, element by element."""

from __future__ import annotations

from srcgrad.adjoint.sweep import ZEROS_LIKE
from srcgrad.analysis.rules.fields import zero_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.runtime import list_zeros

LIST_ZEROS = e.Ref("list_zeros", list_zeros)


def copy_of(kind: k.Kind, tree: e.Expr, depth: int = 0) -> e.Expr:
    """The gradient of a part of a list, whose adjoint an expression is."""
    if not k.differentiable(kind):
        return e.NONE
    if isinstance(kind, k.Array):
        return e.Call(e.Attr(tree, "copy"), ())
    if not isinstance(kind, k.List):
        return number_of(kind, tree)
    if kind.items is not None:
        parts = (copy_of(i, e.Item(tree, e.Const(n)), depth) for n, i in enumerate(kind.items))
        return e.Sequence("list", tuple(parts))
    held = f"held{depth or ''}~local"
    return e.Each(copy_of(kind.element, e.Var(held), depth + 1), held, tree)


def zeros_of(kind: k.List, tree: e.Expr) -> e.Expr:
    """The gradient of a list that has no adjoint."""
    if isinstance(kind.element, k.List):
        return e.Call(LIST_ZEROS, (tree,))
    held = e.Var("held~local")
    array = k.is_array(kind.element)
    zeros = e.Call(ZEROS_LIKE, (held,)) if array else zero_of(kind.element)
    return e.Each(zeros, held.name, tree)


def number_of(kind: k.Kind, tree: e.Expr) -> e.Expr:
    """A derivative as the Python number that its value is."""
    if k.is_complex(kind):
        return e.Call(e.Ref("complex", complex), (tree,))
    return e.Call(e.Ref("float", float), (tree,))
