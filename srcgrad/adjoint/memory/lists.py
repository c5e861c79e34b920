"""Lists that grow at run time: their adjoints are lists that shrink, or grow, in reverse."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.memory.listed import spread
from srcgrad.adjoint.memory.shadows import bar_of, born, shape_of, touch
from srcgrad.adjoint.operations.accumulate import UNBROADCAST, full_expression
from srcgrad.adjoint.operations.contribution import Contribution
from srcgrad.adjoint.sweep import ZEROS_LIKE, Sweep
from srcgrad.analysis.rules.fields import fitted, real_part, zero_of
from srcgrad.analysis.rules.pasting import Static
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.rules import Rule
from srcgrad.runtime import joined_parts

JOINED = {np.concatenate, np.hstack, np.vstack, np.column_stack, np.dstack}
FIRST = e.Const(0)
WHERE_NUMBERS: dict[Any, e.Expr] = {  # where the numbers of a list stand in what joins them
    np.vstack: e.Sequence("tuple", (e.Slice(None, None, None), FIRST)),
    np.column_stack: FIRST,
    np.dstack: e.Sequence("tuple", (FIRST, FIRST)),
}
PARTS = e.Ref("joined_parts", joined_parts)
MOVEAXIS = e.Ref("np.moveaxis", np.moveaxis)


def pops(sweep: Sweep, value: e.Expr) -> bool:
    """Is the operation `xs.pop()` of a list of active values?"""
    match value:
        case e.Call(e.Attr(e.Var(name), "pop"), _, _):
            return name in sweep.active and isinstance(sweep.facts.kinds[name], k.List)
    return False


def reverse_pop(sweep: Sweep, value: e.Expr, target: str | None) -> None:
    """`t = xs.pop()` reverses to `xs_bar.append(t_bar)`, and `pop(0)` to `insert(0, t_bar)`."""
    assert (
        isinstance(value, e.Call)
        and isinstance(value.func, e.Attr)
        and isinstance(value.func.base, e.Var)
    )
    front = value.args == (FIRST,)
    if (value.args and not front) or value.kwargs:
        sweep.guard("`pop` at a position")
    root = sweep.root(value.func.base.name)
    entry = sweep.env.entries.pop(target, None) if target is not None else None
    if target is not None and sweep.is_shadow(target):
        sweep.guard("an array that is written and held by a list")
    born(sweep, root)
    touch(sweep, root)
    kind = sweep.facts.kinds[root]
    array = isinstance(kind, k.List) and k.is_array(kind.element)
    if entry is not None and target is not None:
        tree = full_expression(sweep, target, entry)
        tree = e.Call(e.Attr(tree, "copy"), ()) if array else tree
    elif array:
        if target is None:
            sweep.refuse("an element of a list is dropped unread", "keep what `pop` returns")
        tree = e.Call(ZEROS_LIKE, (e.Var(target or ""),))
    else:
        tree = zero_of(kind.element if isinstance(kind, k.List) else kind)
    method, at = ("insert", (FIRST,)) if front else ("append", ())
    sweep.emit(s.Evaluate(e.Call(e.Attr(e.Var(bar(root)), method), (*at, tree))))


def list_display(
    sweep: Sweep, target: str, items: tuple[e.Expr, ...], entry: Adjoint
) -> list[Contribution]:
    """A list display of a length of its own: its adjoint is a list by now, or the seed."""
    result = sweep.facts.kinds[target]
    element = result.element if isinstance(result, k.List) else k.Unknown()
    out = []
    for position, item in enumerate(items):
        if isinstance(item, e.Var) and item.name in sweep.active:
            tree = e.Item(entry.expr, e.Const(position))
            sweep.kinds.setdefault(bar(target), result)
            out.append(
                Contribution(
                    item.name,
                    tree,
                    True,
                    sweep.facts.kinds[item.name] if k.is_array(element) else element,
                    1,
                    None,
                    None,
                )
            )
    return out


def builtin_sum(
    sweep: Sweep, node: s.Assign, args: list[e.Expr], entry: Adjoint
) -> list[Contribution]:
    """`sum(values)`: each element gets the adjoint."""
    source = args[0]
    result = sweep.facts.kinds[node.target]
    out: list[Contribution] = []
    if isinstance(result, k.List | k.Tuple):
        sweep.guard("`sum` of this container")
    if len(args) > 1 and isinstance(args[1], e.Var):
        out.append(
            Contribution(
                args[1].name, entry.expr, entry.full, result, 1, None, shape_of(sweep, node.target)
            )
        )
    if isinstance(source, e.Sequence):
        for item in source.items:
            if isinstance(item, e.Var):
                shape = shape_of(sweep, node.target)
                out.append(Contribution(item.name, entry.expr, entry.full, result, 1, None, shape))
        return out
    if not isinstance(source, e.Var) or source.name not in sweep.active:
        return out
    held = sweep.facts.kinds[source.name]
    if isinstance(held, k.Array):
        out.append(
            Contribution(
                source.name,
                entry.expr,
                k.rank(held) == 1 and entry.full,
                held if k.rank(held) == 1 else result,
                1,
                None,
                None,
            )
        )
        if k.rank(held) != 1:
            out[-1].result, out[-1].full = held, False
        else:
            out[-1].full = False
        return out
    if isinstance(held, k.List) and source.name in sweep.forward:
        spread(sweep, source.name, full_expression(sweep, node.target, entry), 1, whole=True)
        return out
    if isinstance(held, k.List):
        root = sweep.root(source.name) if sweep.memory.is_written(source.name) else source.name
        born(sweep, root)
        touch(sweep, root)
        own = bar_of(sweep, root)
        held_name = "part~local"
        part = fitted(sweep, held.element, _of_part(sweep, node.target, entry, held.element))
        sweep.emit(
            s.Assign(bar(root), e.Each(e.Binary("+", e.Var(held_name), part), held_name, own))
        )
        return out
    sweep.guard("`sum` of this container")


def _of_part(sweep: Sweep, target: str, entry: Adjoint, element: k.Kind) -> e.Expr:
    """What each array in a list gets of its sum, to which it may have been broadcast."""
    have, want = k.dims(sweep.facts.kinds[target]), k.dims(element)
    known = have is not None and want is not None and len(have) == len(want)
    if k.rank(element) == 0 or (known and all(map(same, have or (), want or ()))):
        return entry.expr
    whole = sweep.counter.name("whole") + "~local"
    sweep.emit(s.Assign(whole, full_expression(sweep, target, entry)))
    sweep.kinds[whole] = sweep.facts.kinds[target]
    return e.Call(UNBROADCAST, (e.Var(whole), e.Attr(e.Var("part~local"), "shape")))


def list_operand(sweep: Sweep, node: s.Assign, rule: Rule, name: str, tree: e.Expr) -> Contribution:
    """`np.array(values)`, `np.stack(values)` of a list grown at run time: element by element."""
    if rule.function not in (np.array, np.asarray):
        sweep.guard("this function of a list of active values")
    root = sweep.root(name) if sweep.memory.is_written(name) else name
    return _list_operand_of(sweep, root, tree)


def grown_operand(
    sweep: Sweep, node: s.Assign, rule: Rule, name: str, values: dict[str, Any]
) -> list[Contribution]:
    """Operands in a list grown at run time: the first axis counts them."""
    y_bar = next(value for key, value in values.items() if key.endswith("_bar"))
    root = sweep.root(name) if sweep.memory.is_written(name) else name
    born(sweep, root)
    touch(sweep, root)
    kind = sweep.facts.kinds[name]
    rank = k.rank(kind.element) if isinstance(kind, k.List) else None
    axis = values.get("axis", Static(0))
    tree = None
    if isinstance(axis, Static) and isinstance(axis.value, int) and rank is not None:
        tree = _piece(sweep, rule.function, axis.value, rank, y_bar, bar_of(sweep, root))
    if tree is None:
        sweep.refuse(
            "this function of a list grown at run time is outside the language",
            "use np.array(list)",
        )
    return [_list_operand_of(sweep, root, tree)]


def _piece(
    sweep: Sweep, function: Any, axis: int, rank: int, y_bar: e.Expr, own: e.Expr
) -> e.Expr | None:
    """What holds the parts of an adjoint, first operand first."""
    if function is np.stack:
        return y_bar if axis == 0 else e.Call(MOVEAXIS, (y_bar, e.Const(axis), e.Const(0)))
    if function not in JOINED or (rank == 0 and function is np.concatenate):
        return None
    if rank == 0:
        return e.Item(y_bar, WHERE_NUMBERS[function]) if function in WHERE_NUMBERS else y_bar
    if (function, rank) == (np.vstack, 1):
        return y_bar
    if (function, rank) == (np.column_stack, 1):
        return e.Attr(y_bar, "T")
    if function is np.dstack and rank < 3:
        along = e.Item(y_bar, e.Const(0)) if rank == 1 else y_bar
        return e.Call(MOVEAXIS, (along, e.Const(-1), e.Const(0)))
    if function is np.dstack:
        axis = 2
    elif function is not np.concatenate:
        axis = 1 if function is np.column_stack or (function is np.hstack and rank > 1) else 0
    held = sweep.counter.name("parts") + "~local"
    sweep.emit(s.Assign(held, e.Call(PARTS, (y_bar, own, e.Const(axis)))))
    number = np.dtype("c16" if k.is_complex(sweep.kind(y_bar)) else "f8")
    sweep.kinds[held] = k.List(None, k.Array(number, (None,) * rank))
    return e.Var(held)


def _list_operand_of(sweep: Sweep, root: str, tree: e.Expr) -> Contribution:
    if root in sweep.forward:
        spread(sweep, root, tree, 1)
        return Contribution("", tree, True, k.Unknown(), 1, None, None)
    if _first(sweep, root, tree):
        elements = e.Call(e.Attr(tree, "tolist"), ())
        sweep.protect(bar(root), in_place=False, owner=root)
        sweep.emit(s.Assign(bar(root), elements))
        sweep.kinds[bar(root)] = k.List(None, k.Scalar(np.dtype(float)))
        sweep.env.entries[root] = Adjoint(e.Var(bar(root)), True, owned=True)
        return Contribution("", tree, True, k.Unknown(), 1, None, None)
    born(sweep, root)
    touch(sweep, root)
    index = sweep.counter.name("position")
    own, kind = bar_of(sweep, root), sweep.facts.kinds[root]
    part: e.Expr = e.Item(tree, e.Var(index))
    if isinstance(kind, k.List) and not k.is_complex(kind.element) and sweep.facts.any_complex():
        part = real_part(part)
    if isinstance(kind, k.List) and isinstance(kind.element, k.Real):
        sweep.kinds[bar(root)] = k.List(None, k.Scalar(np.dtype(float)))  # the sums are NumPy's
    body: s.Block = [s.Augment(own, e.Var(index), "+", part)]
    sweep.emit(
        s.For(index, e.Call(e.Ref("range", range), (e.Call(e.Ref("len", len), (own,)),)), body)
    )
    return Contribution("", tree, True, k.Unknown(), 1, None, None)


def _first(sweep: Sweep, root: str, tree: e.Expr) -> bool:
    """Is a vector the first part of the adjoint of a list of floats?"""
    kind, found = sweep.facts.kinds[root], sweep.kind(tree)
    return (
        root not in sweep.env.entries
        and isinstance(kind, k.List)
        and kind.element in (k.Real(), k.Scalar(np.dtype(float)))
        and isinstance(found, k.Array)
        and found.dtype == np.dtype(float)
        and k.rank(found) == 1
    )
