"""A name that holds a constant on some paths and a container on others: a choice of the two.

    best = None                            best_set = False; cost.1 = None
    if c:                                  if c:
        best = (cost, x)         ->            cost.1 = cost; ...; best_set = True
    if best is None or ...                 if not best_set or ...

What is done with it stands in a branch for each; where it is None, it raises what Python raises.
The number with which a sum of objects begins is another such constant.
"""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import answers_itself
from srcgrad.normalize.arrays.effects import SET_LATER
from srcgrad.normalize.structures.layout import (
    Alias,
    Choice,
    Conflict,
    Ref,
    State,
    Structure,
    Value,
)

REASON = "what is None or a container is used where it must be a container"
FORMS = ("tuple", "list", "dict", "object")
CONSTANTS = (type(None), bool, int)
NEITHER: Any = object()  # neither a constant nor a container


def nothing(first: Any) -> Structure:
    """A constant, as one of the structures that a name may stand for."""
    return Structure("none", type(first), {}, "", "")


def constant(state: State, name: str, value: Value | None) -> Any:
    """The constant that a name is known to hold, on one of its ways at least."""
    if isinstance(value, Choice) and is_one(value):
        return value.first
    found: Any = NEITHER
    if isinstance(value, Alias) and isinstance(value.tree, e.Const):
        found = value.tree.value
    elif value is None and name in state.bound:
        kind = state.known.get(name)
        found = kind.value if isinstance(kind, k.Known) else NEITHER
    return found if type(found) in CONSTANTS else NEITHER


def is_one(value: Value | None) -> bool:
    """Is it a choice of None and a container?"""
    return isinstance(value, Choice) and value.reason == REASON


def kept(state: State, found: Choice) -> Value:
    """The choice after what was done in one of its ways, if both are still known there."""
    if found.refs[1].id not in state.heap:
        return Conflict(REASON, found.sites)
    state.heap.setdefault(found.refs[0].id, nothing(found.first))
    return found


def container(state: State, value: Value | None) -> Ref | None:
    """The container that a name holds, if it holds one."""
    if isinstance(value, Choice) and is_one(value):
        return value.refs[1]
    if isinstance(value, Ref) and state.heap[value.id].form in FORMS:
        return value
    return None


def meet(name: str, *sides: tuple[State, Value | None]) -> Any:
    """The one constant that a name holds where it holds no container; else `NEITHER`."""
    found: list[Any] = []
    for state, value in sides:
        one = constant(state, name, value)
        if one is not NEITHER:
            found.append(one)
        elif container(state, value) is None:
            return NEITHER
    alone = len({(type(one), one) for one in found}) == 1
    return found[0] if alone else NEITHER


def flag(state: State, value: Value | None) -> e.Expr:
    """Does a name hold the container?"""
    if isinstance(value, Choice):
        return e.Var(value.selector)
    return e.Const(isinstance(value, Ref))


def made(state: State, ref: Ref, selector: str, new_id: int, first: Any = None) -> Choice:
    """A constant or a container, which a flag tells."""
    state.heap[new_id] = nothing(first)
    return Choice(REASON, (state.heap[ref.id].site,), False, selector, (Ref(new_id), ref), first)


def leaves(state: State, ref: Ref) -> list[str] | None:
    """The names of a container's elements, those of containers in it too."""
    out: list[str] = []
    held = state.heap.peek(ref.id)
    if held is None or held.broken or held.home is not None:
        return None
    if held.form not in FORMS:
        return None
    for slot in held.slots.values():
        if isinstance(slot, str):
            out.append(slot)
            continue
        inner = leaves(state, slot) if isinstance(slot, Ref) else None
        if inner is None:
            return None
        out += inner
    return out


def asked(state: State, tree: e.Expr) -> e.Expr | None:
    """`x is None`, or `isinstance(x, cls)`, as a question to the flag."""
    match tree:
        case e.Call(e.Ref(_, function), (e.Var(name), wanted), ()) if function is isinstance:
            found = state.env.get(name)
            return _of_class(state, found, wanted) if isinstance(found, Choice) else None
        case e.Compare("is" | "is not" as op, e.Var(name), e.Const(None)):
            found = state.env.get(name)
            if isinstance(found, Choice) and is_one(found):
                if found.first is not None:
                    return e.Const(op == "is not")
                test = e.Var(found.selector)
                return test if op == "is not" else e.Unary("not", test)
    return None


def _of_class(state: State, found: Choice, wanted: e.Expr) -> e.Expr | None:
    """Has the flag chosen an object of a class?"""
    classes, held = _classes(state, wanted), [state.heap[ref.id] for ref in found.refs]
    followed = all(x.form in ("object", "none") for x in held)
    if not classes or answers_itself(classes) or not followed:
        return None
    answers = [issubclass(one.cls, classes) for one in held]
    if len(set(answers)) == 1:
        return e.Const(answers[0])
    if len(answers) > 2:
        return None
    return e.Var(found.selector) if answers[1] else e.Unary("not", e.Var(found.selector))


def _classes(state: State, tree: e.Expr) -> tuple[type, ...] | None:
    """The classes that an expression stands for, alone or in a tuple."""
    if isinstance(tree, e.Ref):
        return (tree.target,) if isinstance(tree.target, type) else None
    parts: list[e.Expr] = list(tree.items) if isinstance(tree, e.Sequence) else []
    if isinstance(tree, e.Var):
        kind, held = state.known.get(tree.name), state.env.get(tree.name)
        if isinstance(kind, k.Known) and isinstance(kind.value, type):
            return (kind.value,)
        slots = state.heap[held.id].slots.values() if isinstance(held, Ref) else ()
        parts = [e.Var(slot) if isinstance(slot, str) else e.NONE for slot in slots]
    found = [_classes(state, part) for part in parts]
    return tuple(cls for one in found for cls in one or ()) if all(found) and found else None


def told(test: e.Expr, out: s.Block, state: State) -> tuple[str, bool, bool] | None:
    """The flag that a test asks, what it holds where the test is true, and whether only there.

    Of `a and b`, as it stands in `out`, both hold where it is true.
    """
    answer, place, only = True, len(out), False
    while True:
        last = out[place - 1] if place else None
        match test:
            case e.Unary("not", inner):
                test, answer = inner, not answer
            case e.Var(name) if isinstance(last, s.Assign) and last.target == name:
                test, place = last.value, place - 1
            case e.Var() if isinstance(last, s.If) and last.test == test and not last.orelse:
                if not answer:
                    return None
                only, place = True, place - 1
            case e.Var(name):
                flags = (x.selector for x in state.env.values() if isinstance(x, Choice))
                return (name, answer, only) if name in flags else None
            case _:
                return None


def raised(state: State, node: s.Stmt) -> e.Expr | None:
    """What Python raises at a statement that takes a constant for a container."""
    if not any(isinstance(held, Alias) for held in state.env.values()):
        return None

    def of(tree: e.Expr, name: str = "") -> str:
        """The type of the constant that is taken for a container, or for what has such a name."""
        held = state.env.get(tree.name) if isinstance(tree, e.Var) else None
        if not isinstance(held, Alias) or not isinstance(held.tree, e.Const):
            return ""
        cls = type(held.tree.value)
        return "" if cls not in CONSTANTS or (name and hasattr(cls, name)) else cls.__name__

    match node:
        case s.Unpack(value=value) if cls := of(value):
            return _error(TypeError, f"cannot unpack non-iterable {cls} object")
        case s.For(source=source) if cls := of(source):
            return _error(TypeError, f"'{cls}' object is not iterable")
        case s.Store(base=base) if cls := of(base):
            return _error(TypeError, f"'{cls}' object does not support item assignment")
        case s.Augment(base=base, index=e.Expr()) if cls := of(base):
            return _error(TypeError, f"'{cls}' object is not subscriptable")
        case s.Assign(_, e.Item(base, _)) if cls := of(base):
            return _error(TypeError, f"'{cls}' object is not subscriptable")
        case s.Evaluate(e.Call(func, (base, e.Const(str(name)), _))) if func == SET_LATER and (
            cls := of(base)
        ):
            return _error(AttributeError, f"'{cls}' object has no attribute '{name}'")
        case (
            s.Assign(_, e.Attr(base, name))
            | s.Assign(_, e.Call(e.Attr(base, name)))
            | s.Evaluate(e.Call(e.Attr(base, name)))
        ) if cls := of(base, name):
            return _error(AttributeError, f"'{cls}' object has no attribute '{name}'")
    return None


def _error(error: type[Exception], text: str) -> e.Expr:
    return e.Call(e.Ref(error.__name__, error), (e.Const(text),))
