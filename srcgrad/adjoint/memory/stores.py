"""The reverse of stores: the adjoint of what was overwritten moves to what was stored."""

from __future__ import annotations

import numpy as np

from srcgrad.adjoint.environment import bar
from srcgrad.adjoint.memory.distinct import distinct
from srcgrad.adjoint.memory.lists import reverse_pop
from srcgrad.adjoint.memory.shadows import bar_of, born, touch
from srcgrad.adjoint.operations.accumulate import WINNERS, as_value, contribute
from srcgrad.adjoint.operations.operations import refuse_writers
from srcgrad.adjoint.sweep import ZEROS_LIKE, Sweep
from srcgrad.analysis.activity import carriers
from srcgrad.analysis.arrays.memory import plain
from srcgrad.analysis.findings.explain import unknown
from srcgrad.analysis.rules.fields import zero_of
from srcgrad.infer.kinds.indexing import parts, sort_of
from srcgrad.infer.sharing.memory import is_add_at
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import has_name
from srcgrad.ir.walk import names


def reverse_store(sweep: Sweep, node: s.Store) -> None:
    """`y[i] = e`: `e_bar += y_bar[i]; y_bar[i] = 0`."""
    base = _target(sweep, node.base)
    if base is None:
        return
    root = sweep.root(base)
    sweep.flush(root)
    if not sweep.has_shadow(root) and not isinstance(sweep.facts.kinds[base], k.List):
        return
    born(sweep, root)
    index = sweep.demand(node.index, node)
    shadow = bar_of(sweep, base)
    value_active = any(n in sweep.active for n in names(node.value))
    _refuse_ints(sweep, base, value_active)
    repeated = _repeated(sweep, base, node.index)
    sweep.rebinding(())
    kind = sweep.facts.kinds[base]
    if isinstance(kind, k.List):
        _list_store(sweep, node, root, shadow, index)
        return
    if (
        value_active
        and isinstance(node.value, e.Var)
        and _same_object(sweep, node.value.name, root)
    ):
        held = sweep.counter.name("moved") + "~local"
        moved: e.Expr = e.Call(e.Attr(e.Item(shadow, index), "copy"), ())
        if repeated:
            moved = _last_wins(sweep, node, base, e.Item(shadow, index), index)
        sweep.emit(s.Assign(held, moved))
        region = sweep.facts.kind(e.Item(node.base, node.index))
        sweep.kinds[held] = region
        touch(sweep, root)
        sweep.store(shadow, index, e.ZERO)
        contribute(
            sweep, node.value.name, e.Var(held), True, region, 1, e.Attr(e.Var(held), "shape")
        )
        return
    if id(node) in sweep.increments:
        _increment(sweep, node, e.Item(shadow, index))
        return
    tree: e.Expr = e.Item(shadow, index)
    if value_active and isinstance(node.value, e.Var):
        region = sweep.facts.kind(e.Item(node.base, node.index))
        if repeated:
            tree = _last_wins(sweep, node, base, tree, index)
        tree = _value(sweep, node, tree, region)
        contribute(
            sweep,
            node.value.name,
            tree,
            True,
            region,
            1,
            e.Attr(e.Item(node.base, node.index), "shape"),
        )
    elif value_active:
        sweep.guard("this stored value")
    _clear(sweep, node, root, shadow, index)
    sweep.env.moved[root] = tree


def _increment(sweep: Sweep, node: s.Store, tree: e.Expr) -> None:
    """`y[i] = y[i] + e`: `e_bar += y_bar[i]`, and nothing is cleared."""
    region = sweep.facts.kind(e.Item(node.base, node.index))
    addends = [(sign, n) for sign, n in sweep.increments[id(node)] if n in sweep.active]
    if not addends:
        return
    shared = isinstance(region, k.Array) and any(sweep.is_shadow(n) for _, n in addends)
    if shared and len(addends) > 1:  # adding to one may change what the others get
        held = sweep.counter.name("moved") + "~local"
        sweep.emit(s.Assign(held, e.Call(e.Attr(tree, "copy"), ())))
        sweep.kinds[held] = region
        tree = e.Var(held)
    tree = _value(sweep, node, tree, region)
    shape = e.Attr(e.Item(node.base, node.index), "shape")
    for sign, name in addends:
        contribute(sweep, name, tree, True, region, sign, shape)


def _refuse_ints(sweep: Sweep, base: str, value_active: bool) -> None:
    """An array made of a number that is an int on some paths may cut fractions off."""
    found = sweep.memory.of(base)
    if value_active and (found.objects | found.other | {base}) & found.members & sweep.integral:
        sweep.refuse(
            f"`{plain(base)}` holds integers where the number that it is made of is one",
            "make it with `dtype=float`, or let the number be a float on every path",
        )


def _same_object(sweep: Sweep, name: str, root: str) -> bool:
    """Is the stored array a view of what it is stored into?"""
    if not sweep.is_shadow(name) or isinstance(sweep.facts.kinds[name], k.List):
        return False
    return sweep.facts.root(name) == sweep.facts.root(root)


def _value(sweep: Sweep, node: s.Stmt, tree: e.Expr, region: k.Kind) -> e.Expr:
    """A part of a shadow is read by name if it is a number, and stays a view if it is an array."""
    if isinstance(region, k.Array):
        return tree
    name = sweep.counter.name("moved") + "~local"
    sweep.emit(s.Assign(name, tree))
    sweep.kinds[name] = region
    return e.Var(name)


def _dies(sweep: Sweep, root: str, node: s.Store) -> bool:
    """Does nobody read this part of the shadow again, before the array's own birth?"""
    made = sweep.memory.definitions.get(root, [])
    return (
        len(made) == 1
        and isinstance(made[0], s.Assign)
        and root not in sweep.forward
        and not sweep.facts.shares(made[0].value)
        and not carriers(made[0].value, sweep.facts) & sweep.active
        and sweep.regions.first(root, node.index, node)
    )


def _clear(sweep: Sweep, node: s.Stmt, root: str, shadow: e.Expr, index: e.Expr) -> None:
    """Clear as late as possible: what is added next may replace it, or nobody may read it."""
    sweep.env.pending.pop(root, None)
    if isinstance(node, s.Store) and node.base == e.Var(root) and _dies(sweep, root, node):
        return
    sweep.env.pending[root] = (shadow, index)
    sweep.cleared_by[root] = node.origin


def _target(sweep: Sweep, base: e.Expr) -> str | None:
    if not isinstance(base, e.Var):
        sweep.guard("a store into this expression")
    if base.name not in sweep.active:
        return None
    if base.name in sweep.referring:
        return None  # the shadows of its elements are the arrays' own
    if isinstance(sweep.facts.kinds[base.name], k.Unknown):
        error = unknown(base.name, sweep.core.body, sweep.facts)
        if error is not None:
            raise error
    if not isinstance(sweep.facts.kinds[base.name], k.Array | k.List):
        sweep.guard("a store into this container")
    return base.name


def _repeated(sweep: Sweep, base: str, index: e.Expr) -> bool:
    """May the subscript name an element twice?"""
    if distinct(sweep, index, sweep.facts.kinds[base]):
        return False
    return any(sort_of(p, sweep.facts.kind) in ("array", "unknown") for p in parts(index))


def _last_wins(
    sweep: Sweep, node: s.Store | s.Augment, base: str, tree: e.Expr, index: e.Expr
) -> e.Expr:
    """Of stores to one element only the last counts."""
    assert node.index is not None
    pieces = parts(node.index)
    sorts = [sort_of(p, sweep.facts.kind) for p in pieces]
    rank = k.rank(sweep.facts.kinds[base])
    shape: e.Expr = e.Attr(e.Var(base), "shape")
    if all(sort in ("array", "integer") for sort in sorts):
        if rank != len(pieces):
            shape = e.Item(shape, e.Slice(None, e.Const(len(pieces))))
        won: e.Expr = e.Call(WINNERS, (shape, as_value(index)))
        return e.Binary("*", tree, _spread(won, 0 if rank is None else rank - len(pieces)))
    if sorts.count("array") == 1 and set(sorts) <= {"array", "slice"} and rank is not None:
        at = sorts.index("array")  # which rows: one axis tells
        length = e.Sequence("tuple", (e.Item(shape, e.Const(at)),))
        chosen = index.items[at] if isinstance(index, e.Sequence) else index
        if isinstance(chosen, e.Sequence) and chosen.form == "tuple":
            chosen = e.Sequence("tuple", (chosen,))  # the indices of one axis, not one for each
        return e.Binary("*", tree, _spread(e.Call(WINNERS, (length, chosen)), rank - at - 1))
    return e.Binary("*", tree, e.Call(WINNERS, (shape, as_value(index))))


def _spread(won: e.Expr, axes: int) -> e.Expr:
    """What holds of a row holds of all its elements: the axes that follow are broadcast."""
    if axes <= 0:
        return won
    return e.Item(won, e.Sequence("tuple", (e.Const(...), *(e.NONE for _ in range(axes)))))


def _list_store(sweep: Sweep, node: s.Store, root: str, shadow: e.Expr, index: e.Expr) -> None:
    touch(sweep, root)
    value = node.value
    if isinstance(index, e.Slice):
        sweep.guard("a store into a slice of a list")
    if isinstance(value, e.Var) and value.name in sweep.active:
        held = sweep.counter.name("moved") + "~local"
        sweep.emit(s.Assign(held, e.Item(shadow, index)))
        kind = sweep.facts.kinds[value.name]
        sweep.kinds[held] = sweep.kind(e.Item(shadow, index))
        blank = _blank(sweep, node, e.Var(held)) if k.is_array(kind) else zero_of(kind)
        sweep.emit(s.Store(shadow, index, blank))
        contribute(sweep, value.name, e.Var(held), True, None)
        return
    sweep.emit(s.Store(shadow, index, e.Binary("*", e.ZERO, e.Item(shadow, index))))


def _blank(sweep: Sweep, node: s.Store, moved: e.Expr) -> e.Expr:
    """The adjoint of the array that a list held before: of its shape, which need not be this one's.

    `parts[0], parts[1] = parts[1], parts[0]`
    """
    assert isinstance(node.base, e.Var)
    kind = sweep.facts.kinds[node.base.name]
    held = k.present(kind.element) if isinstance(kind, k.List) else k.Unknown()
    if isinstance(held, k.Array) and held.dims is not None and all(map(has_name, held.dims)):
        return e.Call(ZEROS_LIKE, (moved,))
    shape = e.Call(e.Ref("np.shape", np.shape), (e.Item(node.base, node.index),))
    plain_dtype = isinstance(held, k.Array) and held.dtype == np.dtype(float)
    like = () if plain_dtype else (("dtype", e.Attr(moved, "dtype")),)
    return e.Call(e.Ref("np.zeros", np.zeros), (sweep.keep_tree(shape, node),), like)


def reverse_augment(sweep: Sweep, node: s.Augment) -> None:
    """`y[i] += e` adds, `y[i] *= e` scales the shadow; others were taken apart before.

    Where `i` names an element twice, the last addition counts: NumPy adds to what was there before.
    """
    base = _target(sweep, node.base)
    if base is None:
        return
    if isinstance(sweep.facts.kinds[base], k.List):
        sweep.guard("`+=` on a list of active values")
    if sweep.facts.mixed(base):
        sweep.refuse(
            "the target is a number at first and an array later, "
            "and another name may share its memory",
            "start from an array, for example np.zeros(n)",
        )
    root = sweep.root(base)
    sweep.flush(root)
    if not sweep.has_shadow(root):
        return
    born(sweep, root)
    shadow = bar_of(sweep, base)
    index = None if node.index is None else sweep.demand(node.index, node)
    place = shadow if index is None else e.Item(shadow, index)
    region = sweep.facts.kind(node.base if node.index is None else e.Item(node.base, node.index))
    active = isinstance(node.value, e.Var) and node.value.name in sweep.active
    if active and node.op != "/":
        _to_value(sweep, node, place, region)
    if node.op in ("*", "/"):
        touch(sweep, root)
        factor = sweep.demand(node.value, node)
        sweep.augment(shadow, index, node.op, factor)
    if active and node.op == "/":  # by the result, and by the adjoint that is divided already
        _to_value(sweep, node, place, region)


def _to_value(sweep: Sweep, node: s.Augment, place: e.Expr, region: k.Kind) -> None:
    assert isinstance(node.value, e.Var) and isinstance(node.base, e.Var)
    name = node.value.name
    shape = e.Attr(node.base if node.index is None else e.Item(node.base, node.index), "shape")
    if node.op in ("+", "-"):
        tree = _value(sweep, node, place, region)
        if node.index is not None and _repeated(sweep, node.base.name, node.index):
            tree = _last_wins(sweep, node, node.base.name, tree, sweep.demand(node.index, node))
        contribute(sweep, name, tree, True, region, 1 if node.op == "+" else -1, shape)
        return
    if node.index is not None and _repeated(sweep, node.base.name, node.index):
        sweep.guard("a store to what this subscript may mean")  # arrays were taken apart before
    old = _old(sweep, node, post=node.op == "/")
    sign = 1 if node.op == "*" else -1
    contribute(sweep, name, e.Binary("*", place, old), True, region, sign, shape)


def _old(sweep: Sweep, node: s.Augment, post: bool) -> e.Expr:
    """What stood at the target before the statement, or stands there after it."""
    assert isinstance(node.base, e.Var)
    place: e.Expr = node.base if node.index is None else e.Item(node.base, node.index)
    if post and sweep.regions.final(node.base.name, node.index, node):
        return (
            e.Item(node.base, sweep.demand(node.index, node))
            if node.index is not None
            else node.base
        )
    key = (id(node), "old content", post)
    if key not in sweep.kept:
        kept = sweep.counter.name(node.base.name.partition(".")[0] + "_kept")
        kind = sweep.facts.kind(place)
        value = e.Call(e.Attr(place, "copy"), ()) if isinstance(kind, k.Array) else place
        record = s.Assign(kept, value, origin=node.origin)
        (sweep.after if post else sweep.before).setdefault(id(node), []).append(record)
        sweep.facts.kinds[kept] = kind
        sweep.kept[key] = kept
    return e.Var(sweep.kept[key])


def reverse_effect(sweep: Sweep, node: s.Evaluate) -> None:
    """`xs.append(e)` reverses to `xs_bar.pop()`; other effects are the forward sweep's alone.

    What is inserted at the front is taken from there.
    """
    call = node.value
    match call:
        case e.Call(e.Attr(e.Var(name), method), args, _) if isinstance(
            sweep.facts.kinds.get(name), k.List
        ):
            if name in sweep.referring:
                return  # the shadows of its elements are their own
            if name not in sweep.active or method in ("copy", "index", "count"):
                return
            if method == "pop":
                reverse_pop(sweep, call, None)
                return
            front = args[:1] if method == "insert" and args[0] == e.Const(0) else ()
            if method != "append" and not front:
                sweep.guard(f"`{method}` of a list of active values")
            root = sweep.root(name)
            born(sweep, root)
            touch(sweep, root)
            popped = e.Call(e.Attr(e.Var(bar(root)), "pop"), front)
            value = args[-1]
            if isinstance(value, e.Var) and value.name in sweep.active:
                held = sweep.counter.name("last") + "~local"
                sweep.emit(s.Assign(held, popped))
                sweep.kinds[held] = sweep.kind(popped)
                contribute(sweep, value.name, e.Var(held), True, None)
            else:
                sweep.emit(s.Evaluate(popped))
        case e.Call(e.Ref(_, function), (e.Var(base), index, value), ()) if is_add_at(function):
            sign = 1 if function == np.add.at else -1
            _add_at(sweep, node, base, index, value, sign)
        case e.Call():
            refuse_writers(sweep, node, call)


def _add_at(
    sweep: Sweep, node: s.Evaluate, base: str, index: e.Expr, value: e.Expr, sign: int
) -> None:
    """`np.add.at(y, idx, e)`: `e_bar += y_bar[idx]`."""
    if base not in sweep.active or sweep.active.isdisjoint(names(value)):
        return
    if not isinstance(value, e.Var):
        sweep.refuse("what is added at places is no array", "give it a name")
    root = sweep.root(base)
    sweep.flush(root)
    if not sweep.has_shadow(root):
        return
    born(sweep, root)
    place = index
    region = sweep.facts.kind(e.Item(e.Var(base), place))
    added, axes = k.rank(sweep.facts.kinds[value.name]), k.rank(region)
    if added and axes and added < axes and k.rank(sweep.facts.kinds[base]) == 1:
        sweep.refuse(
            "NumPy adds only a part of what has fewer axes than the index array, to a vector",
            "add what has all axes, for example np.broadcast_to of it",
        )
    tree = e.Item(bar_of(sweep, base), sweep.demand(place, node))
    shape = e.Attr(e.Item(e.Var(base), place), "shape")
    contribute(sweep, value.name, _value(sweep, node, tree, region), True, region, sign, shape)
