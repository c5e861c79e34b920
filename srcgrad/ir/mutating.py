"""Methods that change what they belong to, or are given: containers, objects in their place.

And calls that give back what they are given: a store into the one is a store into the other.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from srcgrad.ir import expr as e
from srcgrad.ir.pair import Half
from srcgrad.ir.walk import names, nodes

MUTATING = {
    *("append", "extend", "insert", "pop", "popitem", "remove", "clear", "update", "setdefault"),
    *("sort", "reverse", "add", "discard", "appendleft", "popleft", "extendleft", "rotate"),
    *("__setitem__", "__delitem__", "__setattr__", "__ior__", "__iadd__", "__imul__"),
}
WRITING = {"shuffle", "readinto", "readinto1", "recv_into", "pack_into"}  # into what they are given
FIRST = {"insort", "insort_left", "insort_right", "heappush", "heappop", "heapify", "heapreplace"}
CHOOSING = (min, max)  # give back one of several operands, or an element of the only one
TAKING = (  # hold elements of what they are given
    *(sorted, list, tuple, enumerate, zip, reversed, heapq.nlargest, heapq.nsmallest),
)
DEFAULTS = {"get", "pop", "setdefault"}  # methods of dicts that give their second operand back


def changed_by_method(tree: e.Expr) -> Iterator[str]:
    """What an expression changes by a method of its own, called or handed on, or by `del`."""
    for part in nodes(tree):
        match part:
            case e.Attr(base, name) if name in MUTATING:
                yield from names(base)
            case e.Call(e.Attr(e.Ref(), name), (base, *_)) if name in MUTATING:  # dict.pop(d, key)
                yield from names(base)
            case e.Call(e.Ref(".delitem"), (base, _)):
                yield from names(base)


def moves(call: e.Call) -> bool:
    """Does a call put into what it is given nothing but its own elements, in another order?"""
    return isinstance(call.func, e.Attr) and call.func.name == "shuffle"


def handed_back(call: e.Call) -> Iterator[e.Expr]:
    """The operands that a call may give back, or hold, as they are written in the call."""
    match call:
        case e.Call(e.Attr(_, name), (_, other)) if name in DEFAULTS:
            yield other
        case e.Call(e.Ref(target=Half()), args):  # it may return a list that it is given
            yield from args
        case e.Call(e.Ref(target=function), args):
            if any(function is one for one in CHOOSING) and len(args) > 1:
                yield from args
            elif any(function is one for one in (*CHOOSING, *TAKING)):
                for one in args:
                    if isinstance(one, e.Sequence):
                        yield from one.items
