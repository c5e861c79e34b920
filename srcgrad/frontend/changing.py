"""What a function, or one that it calls, may change of things outside."""

from __future__ import annotations

import builtins
import dis
import sys
import types
from collections.abc import Iterable, Iterator, Set
from typing import Any, NamedTuple

import gast

from srcgrad.errors import SrcgradError
from srcgrad.frontend.handed_back import bound_by, gives_anew, holds_others
from srcgrad.frontend.implicit import changed_by_asking
from srcgrad.frontend.namespaces import RUN, holder_of, is_namespace, named_by_text, programs_in
from srcgrad.frontend.rebinding import bound_outside, codes, methods, outside, reached
from srcgrad.frontend.source import read
from srcgrad.ir.mutating import MUTATING

STORES = (
    "STORE_SUBSCR",
    "STORE_SLICE",
    "DELETE_SUBSCR",
    "STORE_ATTR",
    "DELETE_ATTR",
    "STORE_GLOBAL",
)
STORING = {code for name, code in dis.opmap.items() if name in STORES or "INPLACE" in name}
OPERATOR, IN_PLACE = dis.opmap.get("BINARY_OP"), 13  # and what its argument is of `+=`
CHANGING = MUTATING | {"setattr", "delattr"}
LOOKED_AT = CHANGING | set(RUN)
DISPLAYS = (gast.Tuple, gast.List, gast.Set, gast.Dict)
PLAIN = (types.FunctionType, types.BuiltinFunctionType, type, types.ModuleType)


class Change(NamedTuple):
    """A change of an object from outside: of one attribute, or of anything in it."""

    owner: Any
    attribute: str | None


def changes(function: Any, packages: Set[str] = frozenset()) -> list[Change]:
    """What may be changed, as the names outside stand now; see `reached` for `packages`.

    >>> held = {"k": 1.0}
    >>> def doubled():
    ...     held["k"] *= 2.0
    >>> changes(doubled)
    [Change(owner={'k': 1.0}, attribute=None)]
    """
    every = list(reached(function, packages))
    if not any(map(_stores, every)):
        return []
    return [change for one in every for change in _Reading(one, outside(one)).found()]


def stores(function: Any) -> bool:
    """May a function, or one that it calls, store into what it is given?

    >>> stores(lambda held: held["k"])
    False
    """
    return any(map(_stores, reached(function)))


def places(function: Any, packages: Set[str] = frozenset()) -> Iterator[tuple[str, Any, str]]:
    """The names under which containers are found that may be changed: name, namespace, key."""
    owners = {
        id(one.owner): one.owner for one in changes(function, packages) if one.attribute is None
    }
    found: set[int] = set()
    for one in reached(function, packages) if owners else ():
        for name, namespace, value in bound_outside(one):
            if id(value) in owners:
                found.add(id(value))
                yield name, namespace, name
            elif isinstance(value, type | types.ModuleType | types.FunctionType):
                held = [key for key, part in list(vars(value).items()) if id(part) in owners]
                found |= {id(vars(value)[key]) for key in held}
                inside = value if isinstance(value, type) else vars(value)
                yield from ((f"{name}.{key}", inside, key) for key in held)
    elsewhere = [holder_of(owner) for key, owner in owners.items() if key not in found]
    yield from (place for place in elsewhere if place is not None)


def rebound(
    function: Any, read: Iterable[tuple[Any, str]], packages: Set[str] = frozenset()
) -> str | None:
    """The attribute of a module, a function or a class, if it may rebind one of these."""
    found = changes(function, packages)
    places = [(owner, attribute) for owner, attribute in found if attribute is not None]
    return next(
        (
            key
            for holder, key in read
            for owner, attribute in places
            if key == attribute and (holder is owner or holder is getattr(owner, "__dict__", None))
        ),
        None,
    )


def _stores(function: types.FunctionType) -> bool:
    return any(
        not LOOKED_AT.isdisjoint(code.co_names)
        or not STORING.isdisjoint(code.co_code[::2])
        or any(
            operation == OPERATOR and which >= IN_PLACE
            for operation, which in zip(code.co_code[::2], code.co_code[1::2], strict=True)
        )
        for code in codes(function.__code__)
    )


def _stores_by_itself(cls: type) -> bool:
    """Has a class of the user's a method that stores somewhere, but when an object is made?"""
    found = [one for c in cls.__mro__ for one in methods(c, set(vars(c)))]
    return any(_stores(one) for one in found if one.__name__ != "__init__")


class _Reading:
    """The stores of one function."""

    def __init__(self, function: types.FunctionType, outside: dict[str, Any]) -> None:
        self.function, self.outside = function, outside
        self.seconds: dict[str, list[Any]] = {}  # names inside for what is outside

    def found(self) -> Iterator[Change]:
        try:
            every = list(gast.walk(read(self.function).tree))
        except SrcgradError:  # nothing tells which
            yield from (Change(v, None) for v in self.outside.values() if not isinstance(v, PLAIN))
            return
        for program in [one for node in every for one in programs_in(node)]:
            if program is None:
                yield from self.anything()
                continue
            inside = list(gast.walk(program))
            every += inside
            for name in (one for one in inside if isinstance(one, gast.Name)):
                if isinstance(name.ctx, gast.Store):
                    yield from self.rebound(self.function.__globals__, name.id)
                elif name.id in self.function.__globals__:
                    self.outside[name.id] = self.function.__globals__[name.id]
        for node in every:
            if isinstance(node, gast.ImportFrom) and node.module in sys.modules:
                module = sys.modules[node.module]
                for alias in node.names:
                    held = [v for v in [getattr(module, alias.name, None)] if v is not None]
                    self.seconds.setdefault(alias.asname or alias.name, []).extend(held)
            for target, value in bound_by(node):
                held = self.roots(value)
                for one in (part for part in gast.walk(target) if isinstance(part, gast.Name)):
                    self.seconds.setdefault(one.id, []).extend(held)
        for node in every:
            yield from self.stored(node)

    def anything(self) -> Iterator[Change]:
        """What a text may change that only the run knows: all that the module has."""
        yield from self.rebound(self.function.__globals__, None)
        values = [v for n, v in self.function.__globals__.items() if not n.startswith("__")]
        yield from (Change(value, None) for value in values if not isinstance(value, PLAIN))

    def rebound(self, owner: Any, key: str | None) -> Iterator[Change]:
        """A name of a module, a function or a class that is bound anew; None is any of them."""
        space = owner if isinstance(owner, dict) else getattr(owner, "__dict__", {})
        every = [n for n, v in space.items() if not n.startswith("__") and not isinstance(v, PLAIN)]
        yield from (Change(owner, name) for name in (every if key is None else [key]))

    def changed(self, owner: Any, key: str | None) -> Iterator[Change]:
        """What a store, or a call that stores, changes."""
        if is_namespace(owner) or isinstance(owner, PLAIN):
            yield from self.rebound(owner, key)
        else:
            yield Change(owner, None)

    def stored(self, node: Any) -> Iterator[Change]:
        """The changes that one node of the tree may make."""
        context = getattr(node, "ctx", None)
        if isinstance(node, gast.Subscript | gast.Attribute):
            if isinstance(context, gast.Store | gast.Del):
                for owner in self.roots(node.value):
                    if isinstance(node, gast.Attribute) or is_namespace(owner):
                        yield from self.changed(owner, _name(node))
                    else:
                        yield Change(owner, None)
            elif isinstance(node, gast.Attribute) and node.attr in CHANGING:  # called, or handed on
                for owner in self.roots(node.value):
                    if is_namespace(owner):
                        yield from self.changed(owner, None)
                    elif not isinstance(node.value, gast.Name) or hasattr(owner, node.attr):
                        yield Change(owner, None)
        elif isinstance(node, gast.AugAssign) and isinstance(node.target, gast.Name):
            yield from (Change(owner, None) for owner in self.roots(node.target))
        elif isinstance(node, gast.Call):
            function = node.func
            if isinstance(function, gast.Attribute):
                of = [v for v in self.roots(function.value) if not isinstance(v, PLAIN)]
                yield from (Change(v, None) for v in of if _stores_by_itself(type(v)))
            if isinstance(function, gast.Name) and function.id in ("setattr", "delattr"):
                for owner in self.roots(node.args[0]) if node.args else ():
                    yield from self.changed(owner, _name(node))
                return
            if isinstance(function, gast.Name) and hasattr(builtins, function.id):
                given = [v for part in node.args for v in self.roots(part)]
                of = [v for v in given if isinstance(v, Iterator) or changed_by_asking(type(v))]
                yield from (Change(v, None) for v in of)
                return
            called = self.roots(function)
            if called and not any(isinstance(one, types.FunctionType) for one in called):
                return
            for given in (*node.args, *(pair.value for pair in node.keywords)):
                yield from (Change(owner, None) for owner in self.roots(given))

    def roots(self, node: Any) -> list[Any]:
        """What is outside, of which an expression may be a part."""
        looked_up = named_by_text(node, self.function, self.roots)
        if looked_up is not None:
            return looked_up
        match node:
            case gast.Name(id=name):
                return self.seconds.get(name, []) + [
                    self.outside[n] for n in (name,) if n in self.outside
                ]
            case gast.Subscript(value=inner) | gast.Starred(value=inner):
                return self.roots(inner)
            case gast.Attribute(value=inner, attr=attr):
                return [
                    getattr(v, attr, v) if isinstance(v, PLAIN) else v for v in self.roots(inner)
                ]
            case gast.Call():
                return self.given_back(node)
            case gast.Tuple() | gast.List() | gast.Set() | gast.BoolOp() | gast.Dict():
                parts = node.elts if hasattr(node, "elts") else node.values
                return [v for part in parts for v in self.roots(part)]
            case gast.IfExp(body=body, orelse=orelse):
                return self.roots(body) + self.roots(orelse)
            case gast.NamedExpr(value=inner):
                return self.roots(inner)
            case gast.BinOp(left=left, right=right):
                sides = [s for s in (left, right) if isinstance(s, DISPLAYS)]
                return [v for side in sides for v in self.roots(side)]
            case gast.ListComp(elt=inner) | gast.SetComp(elt=inner) | gast.GeneratorExp(elt=inner):
                return self.roots(inner)
        return []

    def given_back(self, node: Any) -> list[Any]:
        """What a call may give of what is outside: what it is a method of, reads or is given."""
        called = self.roots(node.func)
        found = self.roots(node.func.value) if isinstance(node.func, gast.Attribute) else []
        found = [v for v in found if not isinstance(v, types.ModuleType)]
        for one in called:
            if isinstance(one, types.FunctionType):
                found += [v for v in outside(one).values() if not isinstance(v, PLAIN)]
        if isinstance(node.func, gast.Name) and node.func.id == "locals":
            every = [*self.outside.values(), *(v for held in self.seconds.values() for v in held)]
            return [v for v in every if not isinstance(v, PLAIN)]
        if any(gives_anew(one) for one in called):
            return found
        for part in (*node.args, *(pair.value for pair in node.keywords)):
            whole = isinstance(part, (*DISPLAYS, gast.Call, gast.Starred))
            found += [v for v in self.roots(part) if whole or holds_others(v)]
        return found


def _name(node: Any) -> str | None:
    """The name that is stored to, where the text tells it."""
    match node:
        case gast.Attribute(attr=str(name)):
            return name
        case gast.Subscript(slice=gast.Constant(value=str(name))):
            return name
        case gast.Call(args=[_, gast.Constant(value=str(name)), *_]):
            return name
    return None
