"""What constant objects of libraries do with arrays, spelled as calls of functions with rules.

y = A @ x            y = sparse_product(A, x)          A: a sparse matrix
y = curve(x)         y = curve_at(curve, x)            curve: a spline
solve(b)             factored_solve(solve.__self__, b)     of `factorized`
B = c * A              B = scaled_by(A, c)               c: active
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.calls import bound_to, of_function
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, statements
from srcgrad.rules.declare import written_out
from srcgrad.rules.objects import OPERATORS, asks, class_made, operation_of

KindOf = Callable[[e.Expr], k.Kind]
SCALED = {"*": "scaled", "/": "divided"}


def spell_objects(block: s.Block, kind_of: KindOf, varied: Callable[[str], bool]) -> bool:
    """Rewrite statements in place; says whether anything was rewritten.

    An object that is made of active values is none of the library's: it gets a meaning later.
    """
    changed, active = False, set[str]()
    met: set[str] | None = None  # not asked for, mostly

    def constant(tree: e.Expr) -> k.Kind:
        return k.Unknown() if active & set(names(tree)) else kind_of(tree)

    for node in statements(block):
        if isinstance(node, s.Assign):
            found = _spelled(node.value, constant)
            if found is not None and _question(found):
                met = _met(block, kind_of, varied) if met is None else met
                if node.target not in met:
                    continue  # whatever it holds, no derivative needs it
            scaled = _scaled(node.value, constant, varied) if found is None else None
            if found is not None or scaled is not None:
                node.value, changed = found or scaled or node.value, True
                active |= set() if scaled is None else {node.target}
            elif isinstance(kind_of(e.Var(node.target)), k.Opaque) and (
                active & set(names(node.value)) or _is_made(node.value, kind_of, varied)
            ):
                active.add(node.target)
    return changed


def _question(call: e.Call) -> bool:
    """Does a call tell what an object holds?"""
    return isinstance(call.func, e.Ref) and asks(call.func.target)


def _met(block: s.Block, kind_of: KindOf, varied: Callable[[str], bool]) -> set[str]:
    """The names of unknown kind that meet active values, themselves or by what they are part of."""
    found: set[str] = set()
    waiting: list[tuple[set[str], set[str]]] = []  # what is bound or written, and of what
    for node in statements(block):
        if not isinstance(node, s.Assign | s.Store | s.Augment):
            continue
        held = set(names(node.value))
        into = {node.target} if isinstance(node, s.Assign) else set(names(node.base))
        unknown = {name for name in held if isinstance(kind_of(e.Var(name)), k.Unknown)}
        if any(map(varied, held | into)):
            found |= unknown
        elif unknown:
            waiting.append((into, unknown))
    size = -1
    while size < len(found):
        size = len(found)
        for into, unknown in waiting:
            if not found.isdisjoint(into):
                found |= unknown
    return found


def _is_made(tree: e.Expr, kind_of: KindOf, varied: Callable[[str], bool]) -> bool:
    """Is it a call of active values that makes an object?"""
    if not isinstance(tree, e.Call) or not isinstance(kind := kind_of(tree.func), k.Known):
        return False
    operands = (*tree.args, *(v for _, v in tree.kwargs))
    held = [name for operand in operands for name in names(operand)]
    held = [name for name in held if not isinstance(kind_of(e.Var(name)), k.Opaque)]
    return any(map(varied, held)) and class_made(kind.value, []) is not None


def _spelled(tree: e.Expr, kind_of: KindOf) -> e.Call | None:
    match tree:
        case e.Binary(op, left, right) if op in OPERATORS:
            name = OPERATORS[op]
            return _call(left, name, (left, right), (), kind_of) or _call(
                right, f"r{name}", (left, right), (), kind_of
            )
        case e.Call(e.Attr(base, name), args, kwargs):
            return _call(base, name, (base, *args), kwargs, kind_of)
        case e.Item(base, e.Sequence("tuple", (_, _) as places)):
            return _call(base, "item", (base, *places), (), kind_of)
        case e.Call(e.Ref(_, np.asarray | np.array), (base,), ()):
            return _call(base, "asarray", (base,), (), kind_of)
        case e.Call(func, args, kwargs):
            callee = kind_of(func)
            owner, name = bound_to(callee)
            held = func if owner is callee else e.Attr(func, "__self__")
            return _call(held, name, (held, *args), kwargs, kind_of)
    return None


def _scaled(tree: e.Expr, kind_of: KindOf, varied: Callable[[str], bool]) -> e.Expr | None:
    """A constant matrix times an active number or array: such a matrix is one of active values."""
    match tree:
        case e.Binary("*" | "/" as op, left, right):
            held = left if isinstance(kind_of(left), k.Opaque) or op == "/" else right
            factor, name = (right if held is left else left), SCALED[op]
        case e.Call(e.Attr(held, "multiply"), (factor,), ()):
            name = "multiplied"
        case _:
            return None
    kind = kind_of(held)
    function: Any = operation_of(kind.cls, name) if isinstance(kind, k.Opaque) else None
    plain = k.is_number(kind_of(factor)) or k.is_array(kind_of(factor))
    if function is None or not plain or not any(map(varied, names(factor))):
        return None
    return e.Call(e.Ref(function.__name__, function), (held, factor))


def _call(
    base: e.Expr,
    name: str,
    args: tuple[e.Expr, ...],
    kwargs: tuple[tuple[str, e.Expr], ...],
    kind_of: KindOf,
) -> e.Call | None:
    kind = kind_of(base)
    if not isinstance(kind, k.Opaque):
        return None
    function: Any = operation_of(kind.cls, name)
    others = [kind_of(a) for a in args if a is not base] + [kind_of(v) for _, v in kwargs]
    if function is None or not all(map(_plain, others)):
        return None
    given = {label: kind_of(v) for label, v in kwargs}
    unruled = written_out(function, len(args), given) is None
    if unruled and type(of_function(function, list(map(kind_of, args)), given)) is k.Unknown:
        return None  # a matrix times a number, and what has no rule
    return e.Call(e.Ref(function.__name__, function), args, kwargs)


def _plain(kind: k.Kind) -> bool:
    """A number, an array, or an option."""
    return k.is_number(kind) or k.is_array(kind) or k.constant(kind)
