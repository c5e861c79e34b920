"""Calls with structures among their operands, and calls that make structures."""

from __future__ import annotations

import enum
import types
from itertools import starmap
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import is_derived
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import dispatches, starred
from srcgrad.normalize.iterators.library import gone_through
from srcgrad.normalize.structures.calls import (
    builtin,
    checkpointed,
    functions,
    given_objects,
    inlining,
    later,
    mirrored,
    operands,
    written_out,
)
from srcgrad.normalize.structures.containers import (
    containers,
    handed,
    methods,
    own_methods,
    pieces,
    ragged,
    rows,
    sorting,
    subclasses,
)
from srcgrad.normalize.structures.containers.escaping import given_away
from srcgrad.normalize.structures.layout import (
    Later,
    Method,
    Pin,
    Ref,
    Rows,
    Super,
    Tabled,
    Value,
    View,
)
from srcgrad.normalize.structures.loops import generators
from srcgrad.normalize.structures.objects import (
    construct,
    dispatch,
    elements,
    exceptions,
    instances,
    standing,
    unbound,
)
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

Result = Value | e.Expr


def call(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    """The value of a call."""
    tree = _spread(w, tree, node)
    match tree.func:
        case e.Ref(_, function):
            exceptions.keep(w, tree)
            return _function(w, function, tree, node, live, target)
        case e.Attr(base, name):
            return _method(w, base, name, tree, node, live, target)
        case e.Var() as callee:
            held = w.held(callee)
            if isinstance(held, Method):
                return _bound(w, held, tree, node, live, target)
            if isinstance(held, Ref) and (own := later.in_slot(w, held, node)) is not None:
                return _bound(w, own, tree, node, live, target)
            if isinstance(held, Ref) and w.structure(held).form == "function":
                done = functions.put_in(w, held, tree, node, live)
                if done is not None:
                    return done
                made = e.Call(functions.display(w.structure(held)), tree.args, tree.kwargs)
                return given_away(w, made, node)
            if isinstance(held, Ref):
                return instances.call_method(
                    w, held, callee, "__call__", tree.args, node, live, tree.kwargs
                )
            known, function = w.constant(callee)
            if known and callable(function):
                return _function(w, function, tree, node, live, target)
            done = functions.called(w, tree, node, live)
            if done is not None:
                return done
            code = getattr(w.kind(callee), "code", None)
            given = written_out.written_out(w, code, tree, node)
            if w.context.is_derivative(code) or callee.name in w.derivatives:
                return mirrored.mirrored(w, code, tree, given, node, target)
            return given_away(w, given, node)
    return given_away(w, tree, node)


def _spread(w: Walker, tree: e.Call, node: s.Stmt) -> e.Call:
    """`f(*pair, **options)` of containers of known structure."""
    if not tree.kwargs and not any(isinstance(one, e.Star) for one in tree.args):
        return tree
    args: list[e.Expr] = []
    for argument in tree.args:
        held = w.held(argument.value) if isinstance(argument, e.Star) else None
        if isinstance(held, Ref | View) and _counted(w, held):
            args += [_operand(w, x, node) for x in containers.elements(w, held, node)]
        else:
            args.append(argument)
    kwargs: list[tuple[str, e.Expr]] = []
    for name, value in tree.kwargs:
        held = w.held(value) if name == "**" else None
        if isinstance(held, View) and held.part == "vars":
            held = held.base
        elif isinstance(held, Ref) and w.structure(held).form != "dict":
            held = None
        if isinstance(held, Ref):
            for key in w.structure(held).slots:
                found = containers.read(w, w.structure(held), key)
                kwargs.append((str(key), _operand(w, found, node)))
        else:
            kwargs.append((name, value))
    given = [name for name, _ in kwargs if name != "**"]
    for name in given:
        if given.count(name) > 1:
            raise UnsupportedSyntaxError(
                f"the keyword argument `{name}` is given twice", "give it once", node.origin
            )
    return e.Call(tree.func, tuple(args), tuple(kwargs))


def _operand(w: Walker, found: Result, node: s.Stmt) -> e.Expr:
    return found if isinstance(found, e.Expr) else w.named(found, "argument", node)


def _counted(w: Walker, held: Ref | View) -> bool:
    return isinstance(held, View) or w.structure(held).form in ("tuple", "list", "dict")


def _touched(w: Walker, tree: e.Call) -> bool:
    return any(w.touched(part) for part in (*tree.args, *(v for _, v in tree.kwargs)))


def _function(
    w: Walker, function: Any, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Result:
    """A call of a function or class that is known."""
    if isinstance(function, enum.Enum):
        return _method(w, e.Const(function), "__call__", tree, node, live, target)
    if (found := later.later(w, function, tree, node)) is not None:
        return found
    return _known(w, function, tree, node, live, target)


def _known(
    w: Walker, function: Any, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Result:
    """What such a call gives now."""
    tree = standing.listed(w, function, _apart(w, function, tree, node, target), node, live)
    tree = _collected(w, function, tree, node, live)
    listed, ours = operands.rows_among(w, tree), operands.standing_among(w, tree)
    if listed or ours:
        meaning = w.context.meaning(function, len(tree.args), dict(tree.kwargs), bool(ours))
        if meaning is not None:
            sites = (*listed, *ours)
            return inlining.must(w, meaning, tree.args, tree.kwargs, node, live, sites)
    if (own := unbound.held_by_class(w, function, tree)) is not None:
        return call(w, own, node, live, target)
    if (special := builtin.of(function)) is not None:
        found = special(w, tree, node, live, target)
        if found is not None:
            return found
    if operands.hold_objects(w, tree):
        meaning = w.context.meaning(function, len(tree.args), dict(tree.kwargs), False)
        if meaning is not None:
            found = inlining.tried(w, meaning, tree, node, live, [])
            return given_away(w, tree, node) if found is None else found
    if starred(tree) and not construct.takes_rest(w, function, tree):
        w.waiting = True
        return given_away(w, tree, node)
    if isinstance(function, type | exceptions.Raised):
        if target not in w.pins:
            if function is not dict:
                function = w.context.stand_in(function) or function
            made = construct.construct(w, function, tree, node, live, target)
            if made is not None:
                return made
    elif isinstance(function, dispatch.OfMethod) or dispatches(function):
        served = dispatch.chosen(w, function, tree)
        return call(w, served, node, live, target) if served else given_away(w, tree, node)
    elif isinstance(function, types.FunctionType) and not w.context.has_rule(function):
        changed = w.context.changed(function)
        if changed or _touched(w, tree) or inlining.makes_what_is_followed(w, function, tree):
            found = inlining.tried(w, function, tree, node, live, changed)
            return given_away(w, tree, node) if found is None else found
    elif own_methods.is_written(function) and not w.context.has_rule(function):
        receiver = _operand(w, instances.receiver_of(w, function), node)
        return _bound(w, Method(function.__func__, (receiver,)), tree, node, live, target)
    if (split := pieces.of_array(w, function, tree, node, target)) is not None:
        return split
    form = len(tree.args), tuple(name for name, _ in tree.kwargs)
    if function in (np.array, np.asarray) and form in ((1, ()), (2, ()), (1, ("dtype",))):
        first = w.held(tree.args[0])
        if isinstance(first, Ref) and w.structure(first).form == "rows":
            return rows.array(w, tree, w.structure(first), node)
        if isinstance(first, Ref) and form == (1, ()) and standing.in_place(w, first):
            found = instances.call_method(w, first, tree.args[0], "__array__", (), node, live)
            return e.Call(tree.func, (_operand(w, found, node),))
    if w.context.is_library(function):
        return w.steps.plain_call(w, tree, node, named=False)
    if w.context.is_derivative(function):
        given = written_out.written_out(w, function, tree, node)
        return mirrored.mirrored(w, function, tree, given, node, target)
    return given_away(w, tree, node)


def _apart(w: Walker, function: Any, tree: e.Call, node: s.Stmt, target: str) -> e.Call:
    """What a function calls that it is given, or runs again, gets the parts of objects."""
    return checkpointed.taken_apart(
        w, function, given_objects.taken_apart(w, function, tree, node, target)
    )


def _collected(w: Walker, function: Any, tree: e.Call, node: s.Stmt, live: Names) -> e.Call:
    """What goes through an iterator at once, or through an object of the user's, gets a list."""
    consumed = gone_through(function, len(tree.args))
    lists = any(function is one for one in (list, tuple, sorted))

    def part(place: int, tree: e.Expr) -> e.Expr:
        held = w.held(tree) if place == consumed else None
        if generators.iterator(held) is not None:
            return generators.listed(w, tree, node, live, place)
        if not isinstance(held, Ref) or not _goes_through(w, held):
            return tree
        found = elements.iterated(w, held, tree, node, live, place, lists)
        return found if isinstance(found, e.Expr) else w.named(found, "elements", node)

    return e.Call(tree.func, tuple(starmap(part, enumerate(tree.args))), tree.kwargs)


def _goes_through(w: Walker, held: Ref) -> bool:
    """Is it an object of the user's, whose class says what its elements are?"""
    inside = w.structure(held)
    own = inside.form == "object" and not standing.stands_in(w, held)
    return own and instances.written_in_python(inside.cls, "__iter__")


def _bound(w: Walker, held: Method, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Result:
    """A call of a method that was looked up before."""
    if isinstance(held.function, Later):
        return call(
            w,
            e.Call(later.derivative(w, held, node, live, _known), tree.args, tree.kwargs),
            node,
            live,
            target,
        )
    if own_methods.is_held(held):
        func = e.Attr(held.bound[0], held.function.__name__)
        return call(w, e.Call(func, tree.args, tree.kwargs), node, live, target)
    made = e.Call(
        e.Ref(held.function.__name__, held.function), (*held.bound, *tree.args), tree.kwargs
    )
    written = isinstance(held.function, types.FunctionType | Code)
    if written and not w.context.has_rule(held.function):
        sites = tuple(w.structure(r).site for a in made.args if isinstance(r := w.held(a), Ref))
        return inlining.must(w, held.function, made.args, made.kwargs, node, live, sites)
    return _function(w, held.function, made, node, live, target)


def _of_plain(
    w: Walker, base: e.Expr, name: str, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Result:
    """A method of what is taken apart no further: a list or a number, a member of a few."""
    if (split := pieces.of_text(w, base, name, tree, node, target)) is not None:
        return split
    own = instances.of_member(w, base, name, node, live)
    if isinstance(own, Method):
        return _bound(w, own, tree, node, live, target)
    site = w.site_of(base.name) if isinstance(base, e.Var) else ""
    if name == "append" and isinstance(base, e.Var) and len(tree.args) == 1:
        row = functions.as_row(w, tree.args[0], node, site) if site else w.held(tree.args[0])
        ragged.appended(w, base.name, tree.args[0], row if isinstance(row, Ref) else None)
        if isinstance(row, Ref) and site and site not in w.decisions.mixed:
            if (inside := w.structure(row)).form == "list" and not inside.slots:
                raise Pin(inside.site, "what is put into it later only the run knows", keyed=True)
            raise Rows(site, rows.shape_of(w, row))
    tables = name == "setdefault" and site and w.pins[site].keyed and site not in w.decisions.tabled
    if tables and any(isinstance(w.held(a), Ref) for a in tree.args):
        raise Tabled(site)
    if name == "sort" and sorting.changes(w, tree):
        return sorting.written_out(w, base, tree, node, live)
    handed.check(w, tree, node)
    if instances.may_keep(w.kind(base), name) and _touched(w, tree):
        w.waiting = True
        return given_away(w, tree, node)
    return w.plain(tree, node)


def _method(
    w: Walker, base: e.Expr, name: str, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Result:
    held = w.held(base)
    if isinstance(base, e.Ref) and isinstance(base.target, type):
        return _of_class(w, base, name, tree, node, live, target)
    if held is None:
        return _of_plain(w, base, name, tree, node, live, target)
    if isinstance(held, View):
        return methods.method_of_view(w, held, name, tree, node, target)
    if isinstance(held, Method):
        if name == "__init__" or not isinstance(held.function, type):
            raise Pin((), "an attribute of a method is used")
        return _of_class(
            w, e.Ref(held.function.__name__, held.function), name, tree, node, live, target
        )
    if isinstance(held, Ref):
        inside = w.structure(held)
        if inside.form != "object" and name != "__class__" and _native(inside, name):
            named = inside.form == "tuple" and construct.of_named_tuple(inside.cls, name)
            if named and name in construct.NAMED:
                return construct.NAMED[name](w, held, tree, node, target)
            if inside.form == "rows" and name == "sort":
                return sorting.of_rows(w, held, base, tree, node, live)
            return methods.method(w, held, name, tree, node, target)
    if isinstance(held, Super) and (own := subclasses.of_base(w, held, name, tree, node)):
        return own
    if isinstance(held, Super) and exceptions.of_base(w, held, name, tree.args, node):
        return e.NONE
    found = instances.attribute(w, base, name, node, live)
    if isinstance(found, Method):
        return _bound(w, found, tree, node, live, target)
    if isinstance(found, Ref):
        found = w.named(found, name, node)
    if isinstance(found, e.Var):
        return call(w, e.Call(found, tree.args, tree.kwargs), node, live, target)
    raise Pin((), f"`{name}` is called, and it is not known what it is")


def _native(inside: Any, name: str) -> bool:
    """Is a method a container's own, not one that a class of the user's adds?"""
    found = instances.find(inside.cls, name)
    return (
        found is None
        or not isinstance(found[1], types.FunctionType | property | staticmethod)
        or (name in construct.NAMED and construct.of_named_tuple(inside.cls, name))
    )


def _of_class(
    w: Walker, base: e.Ref, name: str, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Result:
    """`Class.method(...)`."""
    cls: Any = base.target
    if cls is object and name == "__setattr__" and len(tree.args) == 3:
        ref, (known, label) = w.held(tree.args[0]), w.constant(tree.args[1])
        if isinstance(ref, Ref) and known:
            w.steps.set_by_force(w, ref, tree.args[0], label, tree.args[2], node, live)
            return e.Const(None)
    if name == "__init__" and exceptions.kept_again(w, cls, tree.args, node):
        return e.NONE
    if (own := unbound.bound(w, cls, name, tree)) is not None:
        return call(w, own, node, live, target)
    found = instances.find(cls, name)
    if found is None or cls.__module__ in ("builtins", "numpy"):
        return given_away(w, tree, node) if _touched(w, tree) else w.plain(tree, node)
    _, held = found
    if name == "_make" and construct.of_named_tuple(cls, name) and len(tree.args) == 1:
        return call(w, e.Call(base, (e.Star(tree.args[0]),)), node, live, target)
    if isinstance(cls, enum.EnumMeta) and name in cls.__members__:
        return _function(w, cls[name], tree, node, live, "")
    if isinstance(held, type) or own_methods.is_written(held):
        w.context.watch(cls, name)
        made = e.Call(e.Ref(f"{base.path}.{name}", held), tree.args, tree.kwargs)
        return _function(w, held, made, node, live, target)
    function, given, path = held, tree.args, name
    if isinstance(held, classmethod):
        function, given = held.__func__, (base, *tree.args)
    elif isinstance(held, staticmethod):
        function, path = held.__func__, f"{base.path}.{name}"
    w.context.watch(cls, name)
    made = e.Call(e.Ref(path, function), given, tree.kwargs)
    if (own := unbound.held_by_class(w, held, made)) is not None:
        return call(w, own, node, live, target)
    if held is not function and is_derived(function):
        return _function(w, function, made, node, live, target)
    if isinstance(function, types.FunctionType) and not w.context.has_rule(function):
        try:
            return inlining.inline(w, function, given, tree.kwargs, node, live)
        except inlining.NotInlined:
            pass
    return given_away(w, made if isinstance(held, staticmethod) else tree, node)
