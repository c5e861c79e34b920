"""What an iterator does from one element to the next."""

from __future__ import annotations

import itertools
from typing import Any

import gast
import numpy as np

from srcgrad.normalize.iterators import indexed
from srcgrad.normalize.iterators.library import Named, called, meant, target_of
from srcgrad.normalize.scope import LIBRARIES, Scope

TAKING = (map, filter, itertools.filterfalse, itertools.starmap)  # functions, at first
SKIPPING = (*TAKING, itertools.takewhile, itertools.dropwhile)
KNOWN = (*LIBRARIES, "itertools")


def one_loop(scope: Scope, node: Any) -> bool:
    """Is an iterable gone through in one loop, at the end of whose passes the elements are made?"""
    node = meant(scope, node)
    if scope.generated(scope, node):
        return True
    if isinstance(node, gast.GeneratorExp):
        source = node.generators[0].iter
        inner = one_loop(scope, source) or indexed.indexable(scope, source)
        return len(node.generators) == 1 and inner
    function, arguments = called(scope, node), getattr(node, "args", [])
    if function in SKIPPING and len(arguments) == 2:
        return one_loop(scope, arguments[1]) or indexed.indexable(scope, arguments[1])
    if function is itertools.islice and arguments:
        return one_loop(scope, arguments[0])
    if function is enumerate and arguments:
        return one_loop(scope, arguments[0]) or indexed.indexable(scope, arguments[0])
    return function is zip and not indexed.indexable(scope, node)


def runs_code(scope: Scope, node: Any) -> bool:
    """Does an iterator run functions of the user's between two elements, as far as is known?"""
    node = meant(scope, node)
    if isinstance(node, Named):
        return True
    for part in gast.walk(node):
        if isinstance(part, gast.Name) and part.id in scope.iterators:
            return True
        if isinstance(part, gast.Call):
            functions = [part.func]
            if called(scope, part) in TAKING:
                functions += part.args[:1]
            if not all(_of_library(scope, f) for f in functions):
                return True
    return False


def _of_library(scope: Scope, node: Any) -> bool:
    found = target_of(scope, node) or called(scope, gast.Call(node, [], []))
    module = getattr(found, "__module__", None) or ""
    return isinstance(found, np.ufunc | type) or module.partition(".")[0] in KNOWN


def plain(scope: Scope, node: Any) -> bool:
    """Can the iterable be gone through without effects and errors?"""
    if called(scope, node) is range:
        return not any(isinstance(n, gast.Subscript) for n in gast.walk(node))
    return isinstance(node, gast.Name)
