"""What a function, or one that it calls, may change of things outside."""

from __future__ import annotations

import dis
import types
from collections.abc import Iterable, Iterator, Set
from typing import Any, NamedTuple

import gast

from srcgrad.errors import SrcgradError
from srcgrad.frontend.rebinding import bound_outside, codes, methods, outside, reached
from srcgrad.frontend.source import read
from srcgrad.ir.mutating import MUTATING

STORES = ("STORE_SUBSCR", "DELETE_SUBSCR", "STORE_ATTR", "DELETE_ATTR", "STORE_GLOBAL")
STORING = {code for name, code in dis.opmap.items() if name in STORES or "INPLACE" in name}
OPERATOR, IN_PLACE = dis.opmap.get("BINARY_OP"), 13  # and what its argument is of `+=`
CHANGING = MUTATING | {"setattr", "delattr"}
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


def places(function: Any, packages: Set[str] = frozenset()) -> Iterator[tuple[str, Any, str]]:
    """The names under which containers are found that may be changed: name, namespace, key."""
    owners = {id(one.owner) for one in changes(function, packages) if one.attribute is None}
    for one in reached(function, packages) if owners else ():
        for name, namespace, value in bound_outside(one):
            if id(value) in owners:
                yield name, namespace, name
            elif isinstance(value, type | types.ModuleType | types.FunctionType):
                held = [key for key, part in list(vars(value).items()) if id(part) in owners]
                inside = value if isinstance(value, type) else vars(value)
                yield from ((f"{name}.{key}", inside, key) for key in held)


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
        not CHANGING.isdisjoint(code.co_names)
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
        for node in every:
            if isinstance(node, gast.Assign | gast.For | gast.NamedExpr):
                bound = node.targets if isinstance(node, gast.Assign) else [node.target]
                held = self.roots(node.iter if isinstance(node, gast.For) else node.value)
                for one in (part for target in bound for part in gast.walk(target)):
                    if isinstance(one, gast.Name):
                        self.seconds.setdefault(one.id, []).extend(held)
        for node in every:
            yield from self.stored(node)

    def stored(self, node: Any) -> Iterator[Change]:
        """The changes that one node of the tree may make."""
        context = getattr(node, "ctx", None)
        if isinstance(node, gast.Subscript | gast.Attribute):
            if isinstance(context, gast.Store | gast.Del):
                attribute = node.attr if isinstance(node, gast.Attribute) else None
                match node:
                    case gast.Subscript(
                        value=gast.Call(func=gast.Name(id="globals")),
                        slice=gast.Constant(value=str(key)),
                    ):
                        yield Change(self.function.__globals__, key)
                for owner in self.roots(node.value):
                    yield Change(owner, attribute if isinstance(owner, PLAIN) else None)
        elif isinstance(node, gast.AugAssign) and isinstance(node.target, gast.Name):
            yield from (Change(owner, None) for owner in self.roots(node.target))
        elif isinstance(node, gast.Call):
            function = node.func
            if isinstance(function, gast.Attribute) and function.attr in CHANGING:
                yield from (Change(owner, None) for owner in self.roots(function.value))
            if isinstance(function, gast.Attribute):
                of = [v for v in self.roots(function.value) if not isinstance(v, PLAIN)]
                yield from (Change(v, None) for v in of if _stores_by_itself(type(v)))
            called = self.roots(function)
            if called and not any(isinstance(one, types.FunctionType) for one in called):
                return
            for given in (*node.args, *(pair.value for pair in node.keywords)):
                yield from (Change(owner, None) for owner in self.roots(given))

    def roots(self, node: Any) -> list[Any]:
        """What is outside, of which an expression may be a part."""
        match node:
            case gast.Name(id=name):
                return self.seconds.get(name, []) + [
                    self.outside[n] for n in (name,) if n in self.outside
                ]
            case gast.Subscript(
                value=gast.Call(func=gast.Name(id="globals")), slice=gast.Constant(value=str(key))
            ):
                return [v for n, v in self.function.__globals__.items() if n == key]
            case gast.Subscript(value=inner) | gast.Starred(value=inner):
                return self.roots(inner)
            case gast.Attribute(value=inner, attr=attr):
                return [
                    getattr(v, attr, v) if isinstance(v, PLAIN) else v for v in self.roots(inner)
                ]
            case gast.Call(func=gast.Attribute(value=inner)):
                return self.roots(inner)
            case gast.Call(func=function):
                called = [v for v in self.roots(function) if isinstance(v, types.FunctionType)]
                return [
                    v for one in called for v in outside(one).values() if not isinstance(v, PLAIN)
                ]
            case gast.Tuple(elts=parts) | gast.List(elts=parts) | gast.BoolOp(values=parts):
                return [v for part in parts for v in self.roots(part)]
            case gast.IfExp(body=body, orelse=orelse):
                return self.roots(body) + self.roots(orelse)
        return []
