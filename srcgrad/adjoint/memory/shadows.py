"""Shadows: where the adjoint of memory that the program writes lives."""

from __future__ import annotations

import numpy as np

from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.sweep import BROADCAST_TO, PERHAPS, ZEROS_LIKE, Sweep
from srcgrad.analysis.findings.explain import callee, writer
from srcgrad.analysis.rules.fields import zero_of
from srcgrad.infer.sharing.memory import function_of, may_write, rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names


def shape_of(sweep: Sweep, name: str) -> e.Expr:
    """The shape of a value; of one that may be a number or an array, by `np.shape`."""
    kind = sweep.facts.kinds[name]
    if isinstance(kind, k.Array) and kind.dims is not None:
        return e.Attr(e.Var(name), "shape")
    return e.Call(e.Ref("np.shape", np.shape), (e.Var(name),))


def bar_of(sweep: Sweep, name: str) -> e.Expr:
    """A name's shadow: the object's, or the same view of it."""
    view = sweep.memory.of(name).views.get(name)
    if name in sweep.forward or sweep.perhaps_view(name):
        return e.Var(bar(name))
    if view is None or isinstance(sweep.facts.kinds[name], k.List):
        if view is not None and isinstance(view.value, e.Var):
            return bar_of(sweep, view.value.name)
        return e.Var(bar(name))
    assert sweep.node is not None
    return viewed(sweep, view)


def viewed(sweep: Sweep, view: s.Assign) -> e.Expr:
    """The steps of a view, on the shadow of what it is a view of."""
    assert sweep.node is not None
    if isinstance(view.value, e.Call) and rule_of(view.value, sweep.facts.kind) is None:
        raise callee(view.value, view, sweep.facts)
    _refuse_imaginary(sweep, view.value)
    match view.value:
        case e.Var(other):
            return bar_of(sweep, other)
        case e.Item(e.Var(other), index):
            return e.Item(bar_of(sweep, other), sweep.demand(index, sweep.node))
        case e.Attr(e.Var(other), label):
            return e.Attr(bar_of(sweep, other), label)
        case e.Call(e.Attr(e.Var(other), method), args, kwargs):
            return e.Call(
                e.Attr(bar_of(sweep, other), method),
                tuple(sweep.demand(a, sweep.node) for a in args),
                kwargs,
            )
        case e.Call(e.Ref() as func, (e.Var(other), *rest), kwargs):
            return e.Call(
                func, (bar_of(sweep, other), *(sweep.demand(r, sweep.node) for r in rest)), kwargs
            )
    if isinstance(view.value, e.Call) and may_write(view.value, sweep.facts.kind):
        sweep.refuse(*writer(view.value, sweep.facts), missing=True)
    sweep.refuse(
        "this view of an array that is written is not followed", "write through the array itself"
    )


def _refuse_imaginary(sweep: Sweep, value: e.Expr) -> None:
    """The adjoint of an imaginary part is not the imaginary part of the adjoint."""
    match value:
        case e.Attr(base, "imag"):
            pass
        case e.Call(e.Ref(_, target), (base, *_), _) if target is np.imag:
            pass
        case _:
            return
    if k.is_complex(sweep.facts.kind(base)):
        sweep.refuse(
            "this views the imaginary part of an array that is written",
            "read a copy, z.imag.copy(), and write whole numbers: z[i] = z[i].real + 1j * value",
        )


def born(sweep: Sweep, root: str) -> None:
    """Make a shadow, if there is none yet."""
    if root in sweep.forward:
        return
    if sweep.perhaps_view(root):
        _perhaps(sweep, root)
        return
    if root in sweep.env.entries:
        entry = sweep.env.entries[root]
        if entry.expr != e.Var(bar(root)) or not (entry.owned and entry.full):
            _own(sweep, root, entry)
        return
    kind = sweep.facts.kinds[root]
    if isinstance(kind, k.Tuple):  # one of those that a list holds, whichever the run takes
        sweep.refuse(
            "an element of this container is not followed",
            "keep each part of what it holds in a list or an array of its own",
        )
    if not isinstance(kind, k.Array | k.List):
        sweep.refuse(
            f"an array that `{root.partition('.')[0]}` holds, or its class, is written",
            "pass the array as an argument",
        )
    own = e.Var(bar(root))
    value = zeros(sweep, root, kind)
    sweep.protect(own.name, in_place=False, owner=root)
    sweep.emit(s.Assign(own.name, value))
    if isinstance(kind, k.List) and not k.is_array(k.present(kind.element)):
        number = np.dtype("c16" if k.is_complex(kind.element) else "f8")
        kind = k.List(None, k.Scalar(number))  # what is added may be a NumPy scalar
    sweep.kinds[own.name] = kind
    sweep.env.entries[root] = Adjoint(own, True, owned=True, blank=True)


def zeros(sweep: Sweep, root: str, kind: k.Array | k.List) -> e.Expr:
    """A shadow that holds nothing yet: 0 for a number of a list, and where that holds None."""
    whole = e.Var(root)
    if isinstance(kind, k.Array):
        return e.Call(ZEROS_LIKE, (whole,))
    element = k.present(kind.element)
    if not k.is_array(element) and not k.is_number(element):
        sweep.guard("a list of containers")
    if not k.is_array(element):
        count = e.Call(e.Ref("len", len), (whole,))
        return e.Binary("*", e.Sequence("list", (zero_of(element),)), count)
    held = e.Var("held~local")
    each: e.Expr = e.Call(ZEROS_LIKE, (held,))
    if element != kind.element:
        each = e.Choice(e.Compare("is", held, e.Const(None)), zero_of(element), each)
    return e.Each(each, held.name, whole)


def _perhaps(sweep: Sweep, root: str) -> None:
    """The shadow of what may be a view: the same view of the shadow, or zeros, as it turned out."""
    if root in sweep.env.entries:
        return
    view = sweep.memory.of(root).views[root]
    base = next(n for n in names(view.value) if isinstance(sweep.facts.kinds.get(n), k.Array))
    behind = sweep.root(base)
    sweep.flush(behind)
    born(sweep, behind)
    flag = is_view(sweep, root)
    tree = e.Choice(e.Var(flag), viewed(sweep, view), e.Call(ZEROS_LIKE, (e.Var(root),)))
    own = bar(root)
    sweep.emit(s.Assign(own, tree))
    sweep.kinds[own] = sweep.facts.kinds[root]
    sweep.env.entries[root] = Adjoint(e.Var(own), True, owned=True)


def is_view(sweep: Sweep, name: str) -> str:
    """The name of the record that says whether an array turned out to be a view."""
    view = sweep.memory.of(name).views[name]
    base = next(n for n in names(view.value) if isinstance(sweep.facts.kinds.get(n), k.Array))
    key = (id(view), "is view", True)
    if key not in sweep.kept:
        flag = sweep.counter.name(f"{name.partition('.')[0]}_is_view")
        test = e.Call(e.Ref("np.may_share_memory", np.may_share_memory), (e.Var(name), e.Var(base)))
        sweep.after.setdefault(id(view), []).append(s.Assign(flag, test, origin=view.origin))
        sweep.facts.kinds[flag] = k.Bool()
        sweep.kept[key] = flag
    return sweep.kept[key]


def _own(sweep: Sweep, root: str, entry: Adjoint) -> None:
    """Turn a value that stands for a shadow into memory of its own."""
    own = e.Var(bar(root))
    kind = sweep.facts.kinds[root]
    if isinstance(kind, k.List):
        value: e.Expr = e.Call(e.Ref("list", list), (entry.expr,))
        if kind.element == k.Real():  # what is added may be NumPy's
            kind = k.List(None, k.Scalar(np.dtype(float)))
    elif not entry.full and k.rank(sweep.kind(entry.expr)) == 0:
        value = sweep.filled(root, entry.expr)
    elif not entry.full:
        value = e.Call(
            e.Attr(e.Call(BROADCAST_TO, (entry.expr, shape_of(sweep, root))), "copy"), ()
        )
    else:
        value = sweep.copied(entry.expr, ordered=not fits_views(sweep, root, entry.expr))
    value = sweep.protected(own.name, value, in_place=False, owner=root)
    sweep.emit(s.Assign(own.name, value))
    sweep.kinds[own.name] = kind
    sweep.env.entries[root] = Adjoint(own, True, owned=True)


def touch(sweep: Sweep, root: str) -> None:
    """A shadow is about to be changed: nothing may still refer to what it holds now."""
    sweep.changing(root)
    for one in sweep.relatives(root):
        if one in sweep.env.entries:
            sweep.env.entries[one] = sweep.env.entries[one].with_(blank=False, filled=None)


def fits_views(sweep: Sweep, name: str, tree: e.Expr) -> bool:
    """May a shadow be born as this value, whatever views of it are taken?

    A reshaped array is a view only if its layout allows it: then the value has to have the array's.
    """
    views = [view.value for view in sweep.memory.of(name).views.values()]
    calls = [value for value in views if isinstance(value, e.Call)]
    reshaped = any(function_of(call, sweep.facts.kind) in PERHAPS for call in calls)
    return not reshaped or _laid_out_alike(sweep, name, tree)


def _laid_out_alike(sweep: Sweep, name: str, tree: e.Expr) -> bool:
    """Does an expression combine an array with numbers alone?"""
    match tree:
        case e.Var(other):
            return other == name
        case e.Binary("*" | "/" | "+" | "-", left, right):
            if k.is_number(sweep.kind(left)):
                return _laid_out_alike(sweep, name, right)
            return k.is_number(sweep.kind(right)) and _laid_out_alike(sweep, name, left)
        case e.Unary("-", operand):
            return _laid_out_alike(sweep, name, operand)
    return False
