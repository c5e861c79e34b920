"""Functions and methods that are given structures are put in place as the walk meets them."""

from __future__ import annotations

import sys
import types
from collections import Counter as Counts
from typing import Any

from srcgrad.errors import SrcgradError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import bound as written
from srcgrad.ir.walk import expressions, names, nodes, statements, targets
from srcgrad.late import dataclass, replace
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import (
    Callee,
    always,
    arguments,
    bindings,
    duplicate,
    fresh_parameters,
    prepared,
)
from srcgrad.normalize.iterators.generators import bare, makes_iterator
from srcgrad.normalize.structures import entering
from srcgrad.normalize.structures.context import Frame
from srcgrad.normalize.structures.layout import Endless, Method, Pin, Value
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

Keywords = tuple[tuple[str, e.Expr], ...]


DEEP = 3  # calls inside itself of a function that asks for one whatever it finds
DEEPEST = 48  # calls of a function inside itself that structure or constants end
NESTED = 52  # functions in one another, with recursion among them: Python's stack has an end
MOST = 300  # calls in a program with recursion
FEW = 8  # functions in one another that Python's stack always holds
LEFT = 120  # calls that reading a function takes at most, before Python's stack ends


class NotInlined(Exception):
    """The function cannot be put in place."""

    def __init__(self, reason: str, error: SrcgradError | None = None) -> None:
        where = error.location if error is not None else None
        if error is not None:
            reason = f"{error.reason} (line {where.line})" if where is not None else error.reason
        super().__init__(reason)
        self.error = error


def inline(
    w: Walker, function: Any, args: tuple[e.Expr, ...], kwargs: Keywords, node: s.Stmt, live: Names
) -> Value | e.Expr:
    """Walk through a function's own statements, and give what it returns."""
    callee = function
    if not isinstance(function, Callee):
        callee = Callee(function, kind=k.Known(function))
    function = callee.code
    _told(kwargs)
    lowered = _lowered(w, callee, node)
    call = e.Call(e.Ref(function.__name__, function), args, kwargs)
    site = s.Assign("", call, origin=node.origin)
    free = set(w.core.free)
    bound = bindings(w.core, lowered, callee, call, site)
    for name in sorted(set(w.core.free) - free):
        entering.enter_free(w, name)
    result = w.new_name(f"{function.__name__.strip('_<>')}_value")
    last = s.Assign(result, lowered.result, origin=node.origin)
    for count, one in enumerate([*bound, last]):
        one.mark = (node.mark, function.__name__, "call", count)
    first = lowered.parameters[0].name if lowered.parameters else None
    w.frames.append(Frame(function, first))
    w.block([*bound, *duplicate(lowered.body), last], live | {result})
    w.frames.pop()
    for name in written(lowered.body) | {p.name for p in lowered.parameters}:
        w.state.env.pop(name, None)
    return w.state.env.get(result) or e.Var(result)


def _told(kwargs: Keywords) -> None:
    if any(name == "**" for name, _ in kwargs):
        raise NotInlined("only the run knows which keywords it is given")


@dataclass(frozen=True)
class Passage:
    """A call that has been put in."""

    code: Any


def _lowered(w: Walker, callee: Callee, node: s.Stmt) -> Core:
    function = callee.code
    if not isinstance(function, types.FunctionType | Code):
        raise NotInlined("it is not written in Python")
    through = node.origin.through if node.origin is not None else ()
    depth = sum(getattr(one, "code", None) is function for one in through)
    if depth and function in w.decisions.endless:
        raise NotInlined("it calls itself")
    if depth > DEEPEST or (depth and (len(w.lowered) > MOST or len(w.frames) > NESTED)):
        raise Endless(function)
    if len(w.frames) > FEW and _stack_left() < LEFT:
        inner, times = Counts(frame.function for frame in w.frames).most_common(1)[0]
        if times > 1:
            raise Endless(inner)
    key = (node.mark, function)
    if key not in w.lowered:
        try:
            lowered = prepared(w.core, node, callee, w.context.lower, Passage(function))
        except SrcgradError as error:
            raise NotInlined("it is outside the language", error) from None
        for count, one in enumerate(statements(lowered.body)):
            one.mark = (node.mark, function.__name__, count)
        w.lowered[key] = lowered
        if depth >= DEEP and always(lowered.body, function):
            raise Endless(function)
    return w.lowered[key]


def _stack_left() -> int:
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return sys.getrecursionlimit() - depth


def makes(function: types.FunctionType) -> bool:
    """Does a function name classes of the user's, which it may make objects of?"""
    named = (function.__globals__.get(name) for name in function.__code__.co_names)
    return any(isinstance(one, type) and _of_the_users(one) for one in named)


def grows(function: types.FunctionType) -> bool:
    """Does a function call itself, and make objects of the user's: a tree, a list of nodes?"""
    return function.__name__ in function.__code__.co_names and makes(function)


def _of_the_users(cls: type) -> bool:
    return cls.__module__ not in ("builtins", "numpy")


def gives_object(w: Walker, function: types.FunctionType) -> bool:
    """Does a function return an object that it makes: what becomes of it, its class says?"""
    if not makes(function) or grows(function):
        return False
    key = ("gives_object", function)
    if key not in w.decisions.names:
        try:
            lowered = w.context.lower(Callee(function, kind=k.Known(function)))
        except SrcgradError:
            return False
        given = {part.name for part in nodes(lowered.result) if isinstance(part, e.Var)}
        classes = set()
        for node in reversed(list(statements(lowered.body))):
            match node:
                case s.Assign(target, e.Var(name)) if target in given:
                    given.add(name)
                case s.Assign(target, e.Call(e.Ref(_, cls))) if target in given:
                    classes.add(cls)
        w.decisions.names[key] = any(isinstance(c, type) and _of_the_users(c) for c in classes)
    return bool(w.decisions.names[key])


def makes_what_is_followed(w: Walker, function: types.FunctionType, tree: e.Call) -> bool:
    """Does a function make objects whose structure is known from the call on?"""
    return grows_as_told(w, function, tree) or gives_object(w, function)


def grows_as_told(w: Walker, function: types.FunctionType, tree: e.Call) -> bool:
    """Does a function make objects as deep as numbers say that are known?"""
    if not grows(function):
        return False
    operands = [*enumerate(tree.args), *tree.kwargs]
    counts = [(n, one) for n, one in operands if isinstance(k.general(w.kind(one)), k.Int)]
    known = all(w.constant(one)[0] for _, one in counts)
    return known and not _asked(w, function).isdisjoint(n for n, _ in counts)


def _asked(w: Walker, function: types.FunctionType) -> set[int | str]:
    """The parameters, by place and name, that decide on branches and loops of a function."""
    key = ("asked", function)
    if key not in w.decisions.names:
        try:
            lowered = w.context.lower(Callee(function, kind=k.Known(function)))
        except SrcgradError:
            return set()
        asked: set[str] = set()
        body = [*reversed(list(statements(lowered.body)))]
        turns = 1 + any(isinstance(node, s.Loop) for node in body)  # what is asked is carried
        for _ in range(turns):
            for node in body:
                if isinstance(node, s.If | s.Loop) or not asked.isdisjoint(targets(node)):
                    asked |= {n for tree in expressions(node) for n in names(tree)}
        found = [(n, p.name) for n, p in enumerate(lowered.parameters) if p.name in asked]
        w.decisions.names[key] = {x for n, name in found for x in (n, name.partition(".")[0])}
    asked_places: set[int | str] = w.decisions.names[key]
    return asked_places


def must(
    w: Walker, function: Any, args: tuple[e.Expr, ...], kwargs: Keywords, node: s.Stmt,
    live: Names, sites: tuple[str, ...],
) -> Value | e.Expr:  # fmt: skip
    """Put a function in place, or let the objects that it works on be."""
    put_in = suspend if makes_iterator(function) else inline
    try:
        return put_in(w, function, args, kwargs, node, live)
    except NotInlined as reason:
        name = getattr(function, "__name__", "a function")
        raise Pin(sites, f"`{name}` cannot be put in place: {reason}") from None


def tried(
    w: Walker, function: Any, tree: e.Call, node: s.Stmt, live: Names, changed: list[str]
) -> Value | e.Expr | None:
    """Put a function in place, if it can be; if not, what it changes of outside stays as it is."""
    put_in = suspend if makes_iterator(function) else inline
    try:
        return put_in(w, function, tree.args, tree.kwargs, node, live)
    except NotInlined as reason:
        for name in changed:
            if name not in w.pins:
                text = f"`{function.__name__}` cannot be put in place: {reason}"
                raise Pin((name,), text) from None
        return None


def suspend(
    w: Walker, function: Any, args: tuple[e.Expr, ...], kwargs: Any, node: s.Stmt, live: Names
) -> Method:
    """The call of a generator: an iterator that holds the arguments."""
    _told(kwargs)
    callee = Callee(bare(function))
    try:
        made = w.context.suspended(function)
        w.context.lower(replace(callee, code=made))
    except SrcgradError as error:
        raise NotInlined("it is outside the language", error) from None
    call = e.Call(e.Ref(function.__name__, function), args, kwargs)
    free = set(w.core.free)
    site = s.Assign("", call, origin=node.origin)
    key = (node.mark, function, "held")
    if key not in w.decisions.names:
        w.decisions.names[key] = fresh_parameters(callee, w.counter)
    before, held = arguments(w.core, site, callee, call, w.decisions.names[key])
    for name in sorted(set(w.core.free) - free):
        entering.enter_free(w, name)
    for count, one in enumerate(before):
        one.mark = (node.mark, function.__name__, "held", count)
    names = [held[name] for name in made.held]
    w.block(before, live | {one.name for one in names if isinstance(one, e.Var)})
    return Method(made, tuple(names))
