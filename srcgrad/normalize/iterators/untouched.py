"""What loops bind and change, and those that plainly write nothing into what they go through."""

from __future__ import annotations

import types
from typing import Any

import gast
import numpy as np

from srcgrad.ir import expr as e
from srcgrad.normalize.arrays.writers import REDUCING
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.iterators.library import target_of
from srcgrad.normalize.scope import Scope

MAKERS = (list, tuple, set, float, int, enumerate, zip, range)  # classes
READING = REDUCING | {
    np.where, np.linalg.norm, np.vdot, np.inner, np.array, np.zeros, np.ones, np.full,
    np.zeros_like, np.ones_like, np.arange, np.linspace, np.eye, np.diff, np.interp,
}  # fmt: skip


def untouched(scope: Scope, source: Any = None) -> bool:
    """Is it plain that what the loop at hand does writes nothing into what it goes through?

    With the `source`, it may store into lists and dicts that are made here, and not in that.
    """
    read = {n.id for n in gast.walk(source) if isinstance(n, gast.Name)} if source else None
    inside = [n for line in scope.body for n in gast.walk(line)]
    known = {id(n.func) for n in inside if isinstance(n, gast.Call) and computes(scope, n)}
    for node in inside:
        changed = node.target if isinstance(node, gast.AugAssign) else None
        if changed is not None and not _begins_as(scope, changed, gast.Constant):
            return False
        if isinstance(node, gast.Call) and id(node.func) not in known:
            return False
        if isinstance(node, gast.With) or (
            isinstance(node, gast.Subscript | gast.Attribute)
            and not isinstance(node.ctx, gast.Load)
            and (read is None or not _apart(scope, node.value, read))
        ):
            return False
    return bool(inside)


def _apart(scope: Scope, node: Any, read: set[str]) -> bool:
    """Is it a list or a dict that is made here, and that what is gone through is not made of?"""
    return _begins_as(scope, node, gast.List | gast.Dict) and node.id not in read


def computes(scope: Scope, node: Any) -> bool:
    """Is it a call of a function that writes nothing, or one that adds to a list made for that?"""
    function = node.func
    if isinstance(function, gast.Attribute) and function.attr == "append":
        return _begins_as(scope, function.value, gast.List)
    found = target_of(scope, function)
    if isinstance(found, np.ufunc):
        return not node.keywords and len(node.args) <= found.nin
    if any(found is one for one in READING):
        few = len(node.args) <= 2 or found is np.where  # `out` is the third at the earliest
        return few and all(one.arg in ("axis", "keepdims", "ord") for one in node.keywords)
    plain = isinstance(found, types.BuiltinFunctionType) or found in MAKERS
    return plain and found.__module__ in ("builtins", "math")


def _begins_as(scope: Scope, node: Any, form: Any) -> bool:
    """Is it a name for nothing but numbers, or lists, that are written out, and no other name's?"""
    if not isinstance(node, gast.Name):
        return False
    lines = [n for n in gast.walk(scope.source.tree) if isinstance(n, gast.Assign)]
    own = [n.value for n in lines if any(getattr(t, "id", "") == node.id for t in n.targets)]
    shared = any(isinstance(n.value, gast.Name) and n.value.id == node.id for n in lines)
    return bool(own) and all(isinstance(value, form) for value in own) and not shared


def stored_in(body: list[Any]) -> set[str]:
    """The names that are bound or deleted."""
    return {
        n.id
        for child in body
        for n in gast.walk(child)
        if isinstance(n, gast.Name) and not isinstance(n.ctx, gast.Load)
    }


def changed_in(body: list[Any]) -> set[str]:
    """The names of lists whose methods change their length."""
    changing = {"append", "extend", "insert", "pop", "remove", "clear"}
    return {
        n.func.value.id
        for child in body
        for n in gast.walk(child)
        if isinstance(n, gast.Call)
        and isinstance(n.func, gast.Attribute)
        and n.func.attr in changing
        and isinstance(n.func.value, gast.Name)
    }


def held(scope: Scope, node: Any) -> e.Expr:
    """What is iterated over: under another name if the loop's body rebinds the user's."""
    tree = atom(scope, node)
    if isinstance(node, gast.Name) and node.id in scope.changed:
        scope.refuse(
            node,
            f"the loop over `{node.id}` changes its length",
            "loop over a copy, or use a `while` loop",
        )
    if isinstance(node, gast.Name) and node.id in scope.rebound:
        return scope.temporary(tree, node.id)
    return tree


def fixed(scope: Scope, tree: e.Expr) -> e.Expr:
    """A value that the loop's body cannot rebind."""
    return scope.temporary(tree, tree.name.partition(".")[0]) if isinstance(tree, e.Var) else tree


def meets_dicts(scope: Scope) -> bool:
    """Does the function make a dict, or go through one by its methods?"""
    return any(
        isinstance(part, gast.Dict | gast.DictComp)
        or getattr(part, "attr", getattr(part, "id", "")) in ("keys", "values", "items", "dict")
        for part in gast.walk(scope.source.tree)
    )
