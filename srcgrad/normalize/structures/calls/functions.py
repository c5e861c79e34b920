"""Functions in containers: those that a loop puts into a list, and those picked at run time.

fs = []                                fs_k = []
for i in range(n):                     for i in range(n):
    fs.append(lambda v, k=x[i]: v * k)     fs_k.append(x[i])
y = fs[0](y)                    ->     y = (lambda v, k: v * k)(y, fs_k[0])

y = (f, g)[n](y)                ->     if n == 0: y = f(y) ...
"""

from __future__ import annotations

from functools import partial, reduce
from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.calls.closures import Code, called_outside, stored_outside
from srcgrad.normalize.calls.inline import Callee
from srcgrad.normalize.iterators.generators import makes_iterator
from srcgrad.normalize.structures.calls import inlining
from srcgrad.normalize.structures.containers.containers import as_value, build, constant
from srcgrad.normalize.structures.layout import FEW, SHARES, Pin, Ref, Structure, Value
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker


def as_row(w: Walker, tree: e.Expr, node: s.Stmt, site: str) -> Value | None:
    """What becomes an element of a list: a function is what it holds."""
    match tree:
        case e.Closure(code, names, values, ()):
            slots: dict[Any, e.Expr] = dict(zip(names, values, strict=True))
        case e.Var() if w.held(tree) is None and isinstance(w.kind(tree), k.Function):
            kind: Any = w.kind(tree)
            if kind.cells:
                return None
            code, slots = kind.code, {name: e.Attr(tree, name) for name in kind.names}
        case _:
            return _with_functions(w, w.held(tree), node, site)
    if any(map(w.touched, slots.values())):
        return None
    return build(w, "function", code, slots or {0: e.Const(0)}, node, site)


def _with_functions(w: Walker, found: Value | None, node: s.Stmt, site: str) -> Value | None:
    """A tuple, the functions in which are what they hold."""
    held = w.structure(found) if isinstance(found, Ref) else None
    if held is None or held.cls is not tuple or held.home is not None:
        return found
    parts: dict[Any, Any] = {
        key: as_row(w, e.Var(slot), node, site) if isinstance(slot, str) else slot
        for key, slot in held.slots.items()
    }
    if not any(
        isinstance(part, Ref) and part is not held.slots[key] for key, part in parts.items()
    ):
        return found
    slots = {key: held.slots[key] if part is None else part for key, part in parts.items()}
    return build(w, "tuple", tuple, slots, node, site)


def followed(w: Walker, tree: e.Closure, node: s.Stmt, target: str) -> Ref | None:
    """A function that holds containers or objects, and is put in place where it is called."""
    values = dict(zip(tree.names, map(w.held, tree.values), strict=True))
    plain = target in w.pins or not isinstance(tree.code, Code) or tree.code.iterates
    known = all(one is None or isinstance(one, Ref) for one in values.values())
    itself = bool(tree.cells) and _calls_itself(w, tree, target)
    follows = bool(target) and not plain and known and (itself or any(values.values()))
    if not (follows and itself):
        _share(w, tree)
    if not follows or makes_iterator(tree.code):
        return None
    slots = {
        name: operand if held is None else held
        for (name, held), operand in zip(values.items(), tree.values, strict=True)
    }
    ref = build(w, "function", tree.code, slots, node, target)
    held = w.structure(ref)
    held.calls, held.shares = (tree.cells, ()) if itself else ((), tree.cells)
    return ref


def _calls_itself(w: Walker, tree: e.Closure, target: str) -> bool:
    """Is the only variable that a function shares the one that it is bound to, once?"""
    if any(actual != target for _, actual in tree.cells) or w.cells.get(target) == "":
        return False
    return not w.core.cells[target].hidden


def _share(w: Walker, tree: e.Closure) -> None:
    """Variables that a function shares which stays one hold no structures."""
    for _, actual in tree.cells:
        if site := w.cells.get(actual):
            raise Pin(site, SHARES)
        w.cells[actual] = ""


def called(w: Walker, tree: e.Call, node: s.Stmt, live: Names) -> Value | e.Expr | None:
    """A call with structures of a function made inside, or of a getter; None of any other."""
    kind, operands = w.kind(tree.func), (*tree.args, *(value for _, value in tree.kwargs))
    match kind:
        case k.Function(Code() as code, names, _, ()) if not code.iterates:
            callee = Callee(code, tuple(e.Attr(tree.func, name) for name in names), (), kind)
        case _:
            return None
    touched = any(map(w.touched, operands)) or _changes_outside(w, code)
    if not touched or makes_iterator(code):
        return None
    try:
        return inlining.inline(w, callee, tree.args, tree.kwargs, node, live)
    except inlining.NotInlined:
        return None


def _changes_outside(w: Walker, code: Code) -> bool:
    """May a function made inside change what it reaches by a name outside, and is followed?

    A function that it calls may do so, too.
    """
    if any(isinstance(w.held(e.Var(name)), Ref) for name in stored_outside(code, w.core.free)):
        return True
    return any(map(w.context.changed, called_outside(code)))


def put_in(w: Walker, ref: Ref, tree: e.Call, node: s.Stmt, live: Names) -> Value | e.Expr | None:
    """A call of such a function; None of one that holds plain values alone."""
    held = w.structure(ref)
    operands = (*tree.args, *(value for _, value in tree.kwargs))
    if not any(isinstance(slot, Ref) for slot in held.slots.values()):
        within = any(frame.function is held.cls for frame in w.frames)
        if held.calls and not within and not any(map(w.touched, operands)):
            raise Pin(held.site, "a recursion through numbers and arrays")
        if not held.calls:
            return None
    leading = tuple(w.named(as_value(slot), str(key), node) for key, slot in held.slots.items())
    callee = Callee(held.cls, leading, held.calls + held.shares, held.cls)
    before = {actual: w.state.env.get(actual) for _, actual in held.calls}
    w.state.env.update(dict.fromkeys(before, ref))
    found = inlining.must(w, callee, tree.args, tree.kwargs, node, live, (held.site,))
    for actual, value in before.items():
        w.state.env.pop(actual, None)
        if value is not None:
            w.state.env[actual] = value
    return found


def display(held: Structure) -> e.Expr:
    """The function, of what it holds now."""
    if held.calls or held.shares or any(not isinstance(one, str) for one in held.slots.values()):
        raise Pin(held.site, "a function that holds containers or objects is used as a value")
    found = {key: e.Var(str(slot)) for key, slot in held.slots.items() if isinstance(key, str)}
    return e.Closure(held.cls, tuple(found), tuple(found.values()), ())


def chosen(
    w: Walker, ref: Ref, index: e.Expr, node: s.Stmt, target: str, live: Names,
    default: e.Expr | None = None,
) -> Value | e.Expr | None:  # fmt: skip
    """One of the functions of a container, where only the run knows which; None of other things."""
    held = w.structure(ref)
    if held.cls not in (list, tuple, dict) or not held.slots or w.touched(index):
        return None
    known, _ = w.constant(index)
    slots = list(held.slots.values())
    inside = [_functions_in(w, slot) for slot in slots]
    functions = all(inside) if isinstance(slots[0], str) else any(inside)
    if known or not (functions or _few_numbers(w, held)) or _written_out(w):
        return None
    if not _picks(held, k.general(w.kind(index))):
        w.waiting = True
        return None
    name = w.new_name(target or held.stem)
    if not all(isinstance(slot, str) for slot in slots):
        return _picked_tuple(w, name, index, held, node, live) if default is None else None
    last: s.Stmt | None = None
    if held.form == "dict":
        missing = s.Raise(e.Call(e.Ref("KeyError", KeyError), (index,)))
        last = missing if default is None else s.Assign(name, default)
    else:
        index = _from_the_front(w, index, held, node)
    _pick(w, name, index, list(held.slots.items()), last, node)
    numbers = [w.kind(e.Var(slot)) for slot in slots if isinstance(slot, str)]
    unknown = functions or default is not None
    w.bind_known(name, None if unknown else reduce(k.join, numbers))
    return e.Var(name)


def among(w: Walker, key: e.Expr, held: Structure) -> e.Expr | None:
    """Is a key that only the run knows one of a table of functions? None of other dicts."""
    inside = [_functions_in(w, slot) for slot in held.slots.values()]
    table = (inside and all(inside)) or _few_numbers(w, held)
    if not table or w.touched(key) or _written_out(w):
        return None
    if not _picks(held, k.general(w.kind(key))):
        return None
    return e.Compare("in", key, e.Sequence("tuple", tuple(map(constant, held.slots))))


def _few_numbers(w: Walker, held: Structure) -> bool:
    """Is it a dict of few numbers by name, of which one is picked by branches?"""
    if held.form != "dict" or held.cls is not dict or not 0 < len(held.slots) <= FEW:
        return False
    slots = held.slots.items()
    return all(
        isinstance(key, str) and isinstance(slot, str) and k.is_number(w.kind(e.Var(slot)))
        for key, slot in slots
    )


def _functions_in(w: Walker, slot: Any) -> bool:
    """Is it a function, or a tuple with one?"""
    if isinstance(slot, str):
        return k.is_function(w.kind(e.Var(slot)))
    held = w.structure(slot) if isinstance(slot, Ref) else None
    inside = held.slots.values() if held is not None and held.form == "tuple" else ()
    return any(_functions_in(w, part) for part in inside)


def _picked_tuple(
    w: Walker, name: str, index: e.Expr, held: Structure, node: s.Stmt, live: Names
) -> Value | e.Expr:
    """A row of a table of functions and numbers: each is bound in a branch of its own."""
    if held.form != "dict":
        index = _from_the_front(w, index, held, node)
    index = w.named(index, "key", node)
    reach = live | {name, *(part.name for part in (index,) if isinstance(part, e.Var))}

    def pick(slots: list[Any]) -> None:
        if not slots:
            w.emit(s.Raise(e.Call(e.Ref("KeyError", KeyError), (index,))), node)
            w.state.dead = True
            return
        (key, slot), *others = slots
        if not others and held.form != "dict":
            w.bind(name, as_value(slot), node)
            return
        test = w.named(e.Compare("==", index, constant(key)), "test", node)
        w.branch(
            test, partial(w.bind, name, as_value(slot), node), partial(pick, others), reach, node
        )

    pick(list(held.slots.items()))
    return w.held(e.Var(name)) or e.Var(name)


def _pick(
    w: Walker, name: str, index: e.Expr, slots: list[Any], last: s.Stmt | None, node: s.Stmt
) -> None:
    """Bind a name to the slot whose key is met; ``last`` is done where none is."""
    if not slots:
        assert last is not None
        w.emit(last, node)
        return
    (key, slot), *others = slots
    found = s.Assign(name, e.Var(slot), origin=node.origin)
    if not others and last is None:
        w.emit(found, node)
        return
    test = w.named(e.Compare("==", index, constant(key)), "test", node)
    with w.collect() as rest:
        _pick(w, name, index, others, last, node)
    w.emit(s.If(test, [found], rest), node)


def _written_out(w: Walker) -> bool:
    """Is there a loop around that can be written out? Then the index may be known."""
    return any(w.context.limit.allows(trip.passes) for trip in w.trips)


def _picks(held: Structure, kind: k.Kind) -> bool:
    """Is it known that a value is an index, or a key?"""
    whole = isinstance(kind, k.Int | k.Bool) or (
        isinstance(kind, k.Scalar) and np.issubdtype(kind.dtype, np.integer)
    )
    return whole or (held.form == "dict" and isinstance(kind, k.Str))


def _from_the_front(w: Walker, index: e.Expr, held: Structure, node: s.Stmt) -> e.Expr:
    """The position that an index means, or the error that Python raises."""
    count = len(held.slots)
    error = e.Call(e.Ref("IndexError", IndexError), (e.Const(f"{held.form} index out of range"),))
    for operator, bound in ((">=", count), ("<", -count)):
        outside = w.named(e.Compare(operator, index, e.Const(bound)), "outside", node)
        w.emit(s.If(outside, [s.Raise(error, origin=node.origin)], []), node)
    return w.named(e.Binary("%", index, e.Const(count)), "place", node)
