"""Adding to adjoints: broadcasting, dtype and zeros are handled here, and only here."""

from __future__ import annotations

import numpy as np

from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.memory.distinct import distinct
from srcgrad.adjoint.memory.listed import added, spread
from srcgrad.adjoint.memory.shadows import bar_of, born, fits_views, shape_of, touch
from srcgrad.adjoint.memory.still_zero import still_zero
from srcgrad.adjoint.operations.operands import equal, masked_alike, only_array, spans
from srcgrad.adjoint.sweep import BROADCAST_TO, IN_FLIGHT, ZEROS_LIKE, Sweep
from srcgrad.analysis.rules.fields import fitted
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Length, not_one, same
from srcgrad.ir.walk import names
from srcgrad.runtime import unbroadcast, winners

UNBROADCAST = e.Ref("unbroadcast", unbroadcast)
WINNERS = e.Ref("winners", winners)
SUM = e.Ref("np.sum", np.sum)
VDOT = e.Ref("np.vdot", np.vdot)
ADD_AT = e.Ref("np.add.at", np.add.at)
WHOLE = (None, e.Slice(None, None, None), e.Const(...))  # subscripts of all of an array


def contribute(
    sweep: Sweep,
    name: str,
    tree: e.Expr,
    full: bool,
    result: k.Kind | None,
    sign: int = 1,
    shape: e.Expr | None = None,
) -> None:
    """Add an expression to the adjoint of a name.

    The expression belongs to a result of kind `result`; `full` says that it has its shape,
    which `shape` reads. Without a result it has the operand's shape, or broadcasts to it.
    """
    if name not in sweep.active:
        return
    if result is not None:
        tree, full = _fitted(sweep, name, tree, full, result, shape)
    tree = _cast(sweep, name, tree)
    if sweep.is_shadow(name):
        if sweep.memory.read_only(name):
            _through_view(sweep, name, tree, full, sign)
        else:
            _into_shadow(sweep, name, tree, full, sign)
        return
    entry = sweep.env.entries.get(name)
    own = e.Var(bar(name))
    if entry is None:
        sweep.bind(name, tree if sign > 0 else negated(tree), full)
        return
    op = "+" if sign > 0 else "-"
    array = isinstance(sweep.facts.kinds[name], k.Array)
    number = not array and not isinstance(sweep.kind(own), k.Array)  # no view of a seed
    if entry.expr == own and (number or (entry.owned and entry.full and not sweep.rebinds)):
        tree = sweep.protected(own.name, tree, in_place=array, owner=name)
        if not isinstance(sweep.kind(own), k.Array):  # that of a 0-d array may be a number too
            sweep.kinds[own.name] = sweep.kind(e.Binary(op, entry.expr, tree))
        sweep.emit(s.Augment(own, None, op, tree))
        sweep.env.entries[name] = Adjoint(own, entry.full or full, entry.owned)
        return
    sweep.bind(name, e.Binary(op, entry.expr, tree), entry.full or full)


def _through_view(sweep: Sweep, name: str, tree: e.Expr, full: bool, sign: int) -> None:
    """What a read-only view gets goes on to the array behind it, by the rule of the view."""
    held = sweep.counter.name("part") + "~local"
    shape = shape_of(sweep, name)
    value = tree if full else e.Call(BROADCAST_TO, (tree, shape))
    sweep.emit(s.Assign(held, value if sign > 0 else negated(value)))
    sweep.kinds[held] = sweep.facts.kinds[name]
    assert sweep.through is not None
    sweep.through(sweep, sweep.memory.of(name).views[name], e.Var(held))


def negated(tree: e.Expr) -> e.Expr:
    """Minus an expression, with the sign on a constant where there is one."""
    match tree:
        case e.Const(int() | float() as value) if not isinstance(tree, e.Named):
            return e.Const(-value)
        case e.Unary("-", inner):
            return inner
        case e.Binary("*", e.Binary("/") as left, right):
            return e.Binary("*", e.Unary("-", left), right)
        case e.Binary("*" | "/" as op, left, right):
            return e.Binary(op, negated(left), right)
    return e.Unary("-", tree)


def _fitted(
    sweep: Sweep, name: str, tree: e.Expr, full: bool, result: k.Kind, shape: e.Expr | None
) -> tuple[e.Expr, bool]:
    """Sum an expression over the axes along which the operand was broadcast."""
    operand = sweep.facts.kinds[name]
    have, want = k.dims(result), k.dims(operand)
    if isinstance(operand, k.List | k.Tuple | k.Unknown):
        return tree, full
    surely = isinstance(operand, k.Array) and not operand.mixed  # it may be a number elsewhere
    full = full or (surely and only_array(sweep, name) and spans(sweep, tree, name))
    if want is not None and have is not None:
        if not full:
            found = k.dims(sweep.kind(tree))
            full = (
                found is not None
                and len(found) == len(have)
                and all(same(f, h) or not_one(f) for f, h in zip(found, have, strict=True))
            )
        lead = len(have) - len(want)
        if lead == 0 and all(same(w, h) or not_one(w) for w, h in zip(want, have, strict=True)):
            return tree, full
        if not want:
            return _summed(sweep, tree, full, have, shape), True
        whole = full or shape is not None
        spread = tree if full or shape is None else e.Call(BROADCAST_TO, (tree, shape))
        kept = _kept_axes(want, have) if whole else None
        if kept is not None:
            axes: e.Expr = (
                e.Const(kept[0])
                if len(kept) == 1
                else e.Sequence("tuple", tuple(map(e.Const, kept)))
            )
            return e.Call(SUM, (spread,), (("axis", axes), ("keepdims", e.Const(True)))), True
        tail = zip(want, have[lead:], strict=True)
        if whole and lead > 0 and all(same(w, h) or not_one(w) for w, h in tail):
            axis = (
                e.Const(0)
                if lead == 1
                else e.Sequence("tuple", tuple(e.Const(n) for n in range(lead)))
            )
            return e.Call(SUM, (spread,), (("axis", axis),)), True
    if only_array(sweep, name):
        return tree, full
    if masked_alike(sweep, name):
        return tree, full
    if not full and shape is not None:
        tree = e.Call(BROADCAST_TO, (tree, shape))
    target = shape_of(sweep, name) if isinstance(operand, k.Array) else e.Sequence("tuple", ())
    return e.Call(UNBROADCAST, (tree, target)), True


def _kept_axes(want: tuple[Length, ...], have: tuple[Length, ...]) -> list[int] | None:
    """The axes along which an operand of the same rank has length 1, if all others are proven."""
    if len(want) != len(have):
        return None
    ones = [n for n, length in enumerate(want) if length == 1]
    rest = [(w, h) for w, h in zip(want, have, strict=True) if w != 1]
    return ones if ones and all(same(w, h) or not_one(w) for w, h in rest) else None


def _summed(
    sweep: Sweep, tree: e.Expr, full: bool, have: tuple[object, ...], shape: e.Expr | None
) -> e.Expr:
    """The sum of all elements, for an operand that is a number."""
    if not full:
        if shape is None:
            sweep.guard("an intermediate value of unknown shape")
        return e.Call(SUM, (e.Call(BROADCAST_TO, (tree, shape)),))
    match tree:
        case e.Binary("*", left, right):
            a, b = sweep.kind(left), sweep.kind(right)
            if (
                isinstance(a, k.Array)
                and isinstance(b, k.Array)
                and a.dims is not None
                and a.dtype.kind == "f" == b.dtype.kind
            ) and (
                b.dims is not None
                and len(a.dims) == len(b.dims)
                and all(map(equal, a.dims, b.dims))
            ):
                match left:
                    case e.Binary("/", above, below) if k.is_number(sweep.kind(below)):
                        if sweep.kind(above) == a:
                            return e.Binary("/", e.Call(VDOT, (above, right)), below)
                return e.Call(VDOT, (left, right))
    return e.Call(SUM, (tree,))


def _cast(sweep: Sweep, name: str, tree: e.Expr) -> e.Expr:
    """A real operand's adjoint is real; an array's has the array's dtype."""
    operand = sweep.facts.kinds[name]
    tree = fitted(sweep, operand, tree)
    found = sweep.kind(tree)
    if not isinstance(operand, k.Array | k.Scalar) or not isinstance(found, k.Array):
        return tree
    added = sweep.is_shadow(name) and not sweep.memory.read_only(name)  # in place: that casts
    if found.dtype == operand.dtype or operand.dtype.kind not in "fc" or added:
        return tree
    if isinstance(operand, k.Array):
        return e.Call(e.Attr(tree, "astype"), (e.Attr(e.Var(name), "dtype"),))
    return tree


def full_expression(sweep: Sweep, name: str, entry: Adjoint) -> e.Expr:
    """An entry as an expression of the value's full shape."""
    kind = sweep.facts.kinds[name]
    if entry.full or not isinstance(kind, k.Array):
        return entry.expr
    if k.rank(sweep.kind(entry.expr)) == 0:
        return sweep.filled(name, entry.expr)
    return e.Call(BROADCAST_TO, (entry.expr, shape_of(sweep, name)))


def _into_shadow(sweep: Sweep, name: str, tree: e.Expr, full: bool, sign: int) -> None:
    if name in sweep.forward and isinstance(sweep.facts.kinds[name], k.List):
        spread(sweep, name, tree, sign)
        return
    root = sweep.root(name)
    if isinstance(sweep.facts.kinds[name], k.List):
        added(sweep, root, tree, sign)
        return
    if root == name and k.rank(sweep.kind(tree)) == 0 and _unborn_array(sweep, name):
        value = sweep.filled(name, tree if sign > 0 else negated(tree))
        sweep.bind(name, value, True)
        sweep.kinds[bar(name)] = sweep.facts.kinds[name]
        return
    if (
        root == name
        and not sweep.has_shadow(root)
        and not sweep.perhaps_view(root)
        and full
        and isinstance(sweep.kind(tree), k.Array)
    ):
        found, kind = sweep.kind(tree), sweep.facts.kinds[name]
        fresh = (
            isinstance(found, k.Array)
            and isinstance(kind, k.Array)
            and found.dtype == kind.dtype
            and found.rank == kind.rank
        )
        if fresh and fits_views(sweep, name, tree):
            held = isinstance(tree, e.Var) or sweep.alias(tree) or sweep.is_spread(tree)
            if sign > 0 and held:
                tree = e.Call(e.Attr(tree, "copy"), ())
            sweep.bind(name, tree if sign > 0 else negated(tree), True)
            return
    waiting = sweep.env.pending.get(root)
    if waiting is not None and waiting[1] in WHOLE and waiting[0] == e.Var(bar(name)):
        _replace(sweep, root, waiting, tree, sign)
        return
    target = bar_of(sweep, name)
    part = target.index if isinstance(target, e.Item) and target.base == e.Var(bar(root)) else None
    if part is not None and waiting == (e.Var(bar(root)), part):
        _replace(sweep, root, waiting, tree, sign)
        return
    if part is None or not _apart(sweep, root, waiting, part):
        sweep.flush(root)
    born(sweep, root)
    entry = sweep.env.entries.get(root)
    touch(sweep, root)
    if part is not None and entry is not None and entry.blank:
        sweep.store(target, None, tree if sign > 0 else negated(tree))
    else:
        sweep.augment(target, None, "+" if sign > 0 else "-", tree)


def _unborn_array(sweep: Sweep, name: str) -> bool:
    array = isinstance(sweep.facts.kinds[name], k.Array)
    return array and not sweep.has_shadow(name) and not sweep.perhaps_view(name)


def _replace(
    sweep: Sweep, root: str, waiting: tuple[e.Expr, e.Expr | None], tree: e.Expr, sign: int
) -> None:
    """Cleared, then added to: an assignment."""
    base, index = waiting
    del sweep.env.pending[root]
    if sign > 0 and sweep.env.moved.get(root) == tree:
        return  # what stood there comes back: it was never cleared
    if not sweep.terms:
        sweep.env.entries.pop(IN_FLIGHT, None)  # the last term is evaluated before it is stored
    value = tree if sign > 0 else negated(tree)
    touch(sweep, root)
    sweep.store(base, index, value)


def contribute_item(
    sweep: Sweep,
    name: str,
    index: e.Expr,
    tree: e.Expr,
    sign: int = 1,
    region: k.Kind | None = None,
) -> None:
    """Add an expression to the part of a name's adjoint that a subscript reads."""
    if name not in sweep.active:
        return
    kind = sweep.facts.kinds[name]
    tree = fitted(sweep, kind.element if isinstance(kind, k.List) else kind, tree)
    if k.rank(kind) == 0 and not sweep.is_shadow(name):
        whole = tree if k.rank(sweep.kind(tree)) == 0 else e.Call(SUM, (tree,))
        contribute(sweep, name, whole, True, None, sign)
        return
    if sweep.is_shadow(name) and sweep.memory.read_only(name):
        held = sweep.counter.name("part") + "~local"
        sweep.emit(s.Assign(held, e.Call(ZEROS_LIKE, (e.Var(name),))))
        sweep.kinds[held] = kind
        if distinct(sweep, index, kind):
            sweep.store(e.Var(held), index, tree)
        else:
            value = _of_all_axes(sweep, tree, name, index)
            sweep.emit(s.Evaluate(e.Call(ADD_AT, (e.Var(held), as_value(index), value))))
        _through_view(sweep, name, e.Var(held), True, sign)
        return
    if sweep.is_shadow(name):
        root = sweep.root(name)
        waiting = sweep.env.pending.get(root)
        target = bar_of(sweep, name)
        if waiting == (target, index) and distinct(sweep, index, kind):
            _replace(sweep, root, waiting, tree, sign)
            return
        if not _apart(sweep, name, waiting, index):
            sweep.flush(root)
        born(sweep, root)
    else:
        root, target = name, e.Var(bar(name))
        tree = _held(sweep, name, tree)
        born(sweep, name)
    entry = sweep.env.entries.get(root)
    filled = entry.filling(index) if entry is not None and root == name else None
    blank = entry is not None and entry.blank and root == name
    touch(sweep, root)
    if isinstance(kind, k.Array) and not distinct(sweep, index, kind):
        value = _of_all_axes(sweep, tree if sign > 0 else negated(tree), name, index)
        sweep.emit(s.Evaluate(e.Call(ADD_AT, (target, as_value(index), value))))
    elif isinstance(kind, k.Array) and (blank or filled or still_zero(sweep, name)):
        sweep.store(target, index, tree if sign > 0 else negated(tree))
    else:
        sweep.augment(target, index, "+" if sign > 0 else "-", tree)
    if filled:
        sweep.env.entries[root] = sweep.env.entries[root].with_(filled=filled)


def _of_all_axes(sweep: Sweep, tree: e.Expr, name: str, index: e.Expr) -> e.Expr:
    """What is added at index arrays, with the axes that it is broadcast along.

    To a vector NumPy adds only a part of what has fewer axes than the index array, unless it is a
    number.
    """
    rank, want = k.rank(sweep.kind(tree)), k.rank(sweep.kind(e.Item(e.Var(name), index)))
    if rank in (0, want) or k.rank(sweep.facts.kinds[name]) not in (1, None) or want == 1:
        return tree
    if rank is None or want is None:
        return e.Call(BROADCAST_TO, (tree, e.Attr(e.Item(e.Var(name), index), "shape")))
    axes = (e.NONE,) * (want - rank)
    return e.Item(tree, axes[0] if len(axes) == 1 else e.Sequence("tuple", axes))


def _held(sweep: Sweep, name: str, tree: e.Expr) -> e.Expr:
    """An expression that reads the name of an adjoint that is yet to be born there."""
    entry = sweep.env.entries.get(name)
    if bar(name) not in names(tree) or (entry is not None and entry.expr == e.Var(bar(name))):
        return tree
    held = sweep.counter.name("held") + "~local"
    sweep.emit(s.Assign(held, tree))
    sweep.kinds[held] = sweep.kind(tree)
    return e.Var(held)


def _apart(
    sweep: Sweep, name: str, waiting: tuple[e.Expr, e.Expr | None] | None, index: e.Expr
) -> bool:
    """Does a part of an array meet nothing of what waits to be cleared?"""
    if waiting is None or waiting[1] is None or sweep.node is None:
        return False
    if waiting[0] != e.Var(bar(name)):
        return False
    return sweep.regions.disjoint(name, waiting[1], index, sweep.node)


def as_value(index: e.Expr) -> e.Expr:
    """A subscript as an argument: slices are spelled out."""
    match index:
        case e.Slice(lower, upper, step):
            bounds = tuple(e.NONE if p is None else p for p in (lower, upper, step))
            if step is None:
                bounds = bounds[:2] if lower is not None else bounds[1:2]
            return e.Call(e.Ref("slice", slice), bounds)
        case e.Sequence("tuple", items):
            return e.Sequence("tuple", tuple(map(as_value, items)))
    return index
