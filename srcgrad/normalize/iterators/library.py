"""Calls of library functions that `normalize` knows: iterators, and what consumes them."""

from __future__ import annotations

import builtins
import collections
import enum
import functools
import inspect
import itertools
import math
import types
from collections.abc import Iterator
from typing import Any

import gast
import numpy as np

from srcgrad.late import dataclass
from srcgrad.normalize.scope import Scope

INDEXED = (
    *(reversed, enumerate, zip, map, itertools.zip_longest, itertools.cycle),
    *(itertools.repeat, itertools.count, itertools.islice, itertools.pairwise),
)  # elements can be told by position, where those of the arguments can
STREAMS = (
    *(filter, itertools.filterfalse, itertools.dropwhile, itertools.accumulate),
    *(itertools.chain, itertools.chain.from_iterable),
    *(itertools.combinations, itertools.combinations_with_replacement, itertools.permutations),
    *(itertools.product, itertools.starmap, itertools.takewhile, itertools.compress),
)  # they take loops of their own
NOT_TAKEN = (itertools.groupby,)  # refused by name
CONSUMERS = (
    *(sum, min, max, any, all, list, tuple, dict, sorted, set, frozenset),
    *(functools.reduce, math.fsum, math.prod, np.fromiter),
    *(collections.deque, collections.OrderedDict, collections.Counter),
)
GOING_THROUGH = frozenset(map(id, CONSUMERS))  # what is asked may not be hashable


@dataclass(frozen=True)
class Named:
    """An iterator that is asked for elements at several places: `place` counts them."""

    node: Any  # what it goes through
    name: str  # the user's own
    place: str


def called(scope: Scope, node: Any) -> Any:
    """The library function of which the node is a call, or None."""
    if not isinstance(node, gast.Call):
        return None
    function = node.func
    if isinstance(function, gast.Name) and function.id not in scope.local:
        binding = scope.bindings.find(function.id)
        return None if binding is None or not _hashable(binding.value) else binding.value
    if isinstance(function, gast.Attribute) and isinstance(function.value, gast.Name):
        if function.value.id in scope.local:
            return None
        binding = scope.bindings.find(function.value.id)
        module = None if binding is None else binding.value
        if module is itertools:
            return getattr(itertools, function.attr, None)
        if module is itertools.chain:
            return itertools.chain.from_iterable if function.attr == "from_iterable" else None
        if isinstance(module, types.ModuleType):  # `moves.range`
            found = getattr(module, function.attr, None)
            return found if vars(builtins).get(function.attr) is found else None
    if isinstance(function, gast.Attribute) and isinstance(function.value, gast.Attribute):
        inner = called(scope, gast.Call(func=function.value, args=[], keywords=[]))
        if inner is itertools.chain and function.attr == "from_iterable":
            return itertools.chain.from_iterable
    return None


def target_of(scope: Scope, node: Any) -> Any:
    """The function, class or module that a name, or an attribute of a module, stands for."""
    if isinstance(node, gast.Name) and node.id not in scope.local:
        binding = scope.bindings.find(node.id)
        return None if binding is None else binding.value
    if isinstance(node, gast.Attribute):
        owner = target_of(scope, node.value)
        return getattr(owner, node.attr, None) if isinstance(owner, types.ModuleType) else None
    return None


def _hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def call_of(scope: Scope, node: Any, function: object) -> bool:
    """Is the node a call of a library function, without keywords?"""
    return isinstance(node, gast.Call) and not node.keywords and called(scope, node) is function


def meant(scope: Scope, node: Any) -> Any:
    """The iterator that a name stands for, what `iter` is given, letters of a text, members."""
    if isinstance(node, gast.Name) and node.id in scope.iterators:
        return scope.iterators[node.id]
    if call_of(scope, node, iter) and len(node.args) == 1:
        return meant(scope, node.args[0])
    if isinstance(node, gast.Constant) and isinstance(node.value, str):
        letters = [gast.copy_location(gast.Constant(c, None), node) for c in node.value]
        return gast.copy_location(gast.Tuple(letters, gast.Load()), node)
    return members(scope, node)


def members(scope: Scope, node: Any) -> Any:
    """An enumeration, gone through, is the tuple of its members."""
    cls = target_of(scope, node) if isinstance(node, gast.Name | gast.Attribute) else None
    if not isinstance(cls, enum.EnumMeta):
        return node
    each: list[enum.Enum] = list(cls)
    found = [gast.Attribute(node, one.name, gast.Load()) for one in each]
    spelled = [gast.copy_location(one, node) for one in found]
    return gast.copy_location(gast.Tuple(spelled, gast.Load()), node)


def lazy(scope: Scope, node: Any) -> bool:
    """Is the node an iterator, which can be gone through once?"""
    node = meant(scope, node)
    if isinstance(node, gast.GeneratorExp | Named):
        return True
    function = called(scope, node)
    return function is not None and function in (*INDEXED, *STREAMS, *NOT_TAKEN)


def acts(scope: Scope, node: Any) -> bool:
    """Does it call functions that may do more than compute, when an element is asked for?"""
    node = meant(scope, node)
    if not lazy(scope, node) or isinstance(node, gast.GeneratorExp | Named):
        return isinstance(node, gast.GeneratorExp | Named)
    if called(scope, node) is map:
        target = target_of(scope, node.args[0])
        if not isinstance(target, np.ufunc | types.BuiltinFunctionType):
            return True
    return any(acts(scope, argument) for argument in node.args)


def generates(scope: Scope, node: Any) -> bool:
    """Is it a call of a generator function of the user's?"""
    return isinstance(node, gast.Call) and inspect.isgeneratorfunction(target_of(scope, node.func))


def deferrable(scope: Scope, node: Any) -> bool:
    """Is it an iterator that is made here, and has not been asked for elements yet?"""
    made = lazy(scope, node) or (call_of(scope, node, iter) and len(node.args) == 1)
    return made and not isinstance(meant(scope, node), Named)


def consumes(function: object) -> bool:
    """Does a function go through the iterable that it is given, and to its end?"""
    return id(function) in GOING_THROUGH


def gone_through(function: object, count: int) -> int | None:
    """The place of what a function goes through, to its end, among what it is given."""
    if not consumes(function) and not _derived_list(function):
        return None
    place = int(function is functools.reduce)
    compared = function in (min, max) and count > 1
    return None if compared or place >= count else place


def _derived_list(function: object) -> bool:
    """Is it a class that makes its objects as `list` does?"""
    made: Any = function if isinstance(function, type) and issubclass(function, list) else object
    return made.__init__ is list.__init__ and made.__new__ is list.__new__


def uses(function: object) -> str:
    """Does a function use each element of an iterator before it asks for the next, and keep one?"""
    if any(function is f for f in (functools.reduce, min, max)):
        return "kept"
    return "used" if any(function is f for f in (sum, math.fsum, math.prod)) else ""


def extends(scope: Scope, node: Any) -> bool:
    """Is it `xs.extend(...)` of an iterator that does not read the list, which grows meanwhile?"""
    if not (isinstance(node.func, gast.Attribute) and node.func.attr == "extend"):
        return False
    given, held = [*node.args, *node.keywords], node.func.value
    if len(given) != 1 or not isinstance(held, gast.Name) or not lazy(scope, given[0]):
        return False
    apart = set(map(id, _copied_before(given[0])))
    walked = [part for part in gast.walk(given[0]) if id(part) not in apart]
    named = [part.id for part in walked if isinstance(part, gast.Name)]
    return held.id not in named and not any(
        isinstance(part, gast.Call) and target_of(scope, part.func) is None
        for part in gast.walk(given[0])
    )


def joins(node: Any) -> bool:
    """Is it `", ".join(...)`, of a text that is written out? It goes through what it joins."""
    func, given = node.func, [*node.args, *node.keywords]
    if not (isinstance(func, gast.Attribute) and func.attr == "join" and len(given) == 1):
        return False
    return isinstance(func.value, gast.Constant) and isinstance(func.value.value, str)


def _copied_before(node: Any) -> Iterator[Any]:
    """The parts of a slice that a generator expression goes through: a list, made before it is."""
    first = node.generators[0].iter if isinstance(node, gast.GeneratorExp) else None
    if isinstance(first, gast.Subscript) and isinstance(first.slice, gast.Slice):
        yield from gast.walk(first)


def classes(node: Any) -> Any:
    """`A | B`, as the second argument of `isinstance`, is the tuple of the two."""
    if not isinstance(node, gast.BinOp) or not isinstance(node.op, gast.BitOr):
        return node
    parts = [classes(node.left), classes(node.right)]
    return gast.copy_location(gast.Tuple(elts=parts, ctx=gast.Load()), node)
