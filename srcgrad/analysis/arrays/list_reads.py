"""Reads of a list that leave elements out, whose adjoints stay zero.

    for k in range(len(hs)):         for k in range(len(hs)):
        h = hs[k]                        h = hs[k]
        s += h                           if h > 0.0:
                                             s += h
    reads all                        leaves out

A loop that goes through the whole list and uses each element leaves none out; any other read does.
"""

from __future__ import annotations

import builtins

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements

TAKING = {"pop", "popleft"}


def partial_reads(body: s.Block, facts: Facts, passed: set[str]) -> list[tuple[s.Assign, str]]:
    """The statements that read one element of a list among others, each with the list's name.

    >>> read = s.Assign("h", e.Item(e.Var("hs"), e.Var("k")))
    >>> length = e.Call(e.Ref("len", len), (e.Var("hs"),))
    >>> loop = s.For("k", e.Call(e.Ref("range", range), (length,)), [read])
    >>> facts = Facts(kinds={"hs": k.List(None, k.Real()), "h": k.Real()})
    >>> [partial_reads([loop], facts, set()) == [], len(partial_reads([loop], facts, {"h"}))]
    [True, 1]
    """
    whole = {id(read) for node in statements(body) for read in _whole_passes(node, passed)}
    found: list[tuple[s.Assign, str]] = []
    for node in statements(body):
        if isinstance(node, s.Assign) and id(node) not in whole:
            name = _read_list(node.value)
            kind = facts.kinds.get(name or "")
            if name and isinstance(kind, k.List) and kind.items is None:
                found.append((node, name))
    return found


def _read_list(tree: e.Expr) -> str | None:
    """The name of which an element, or some elements, are read or taken."""
    match tree:
        case e.Item(e.Var(name), _):
            return name
        case e.Call(e.Attr(e.Var(name), method), _) if method in TAKING:
            return name
    return None


def _whole_passes(node: s.Stmt, passed: set[str]) -> list[s.Assign]:
    """The reads of a loop that meet every element of a list and use it."""
    if not isinstance(node, s.For):
        return []
    if any(isinstance(one, s.Break | s.Raise) for one in statements(node.body)):
        return []
    found = []
    for one in node.body:
        match one:
            case s.Assign(target, e.Item(e.Var(name), e.Var(index))):
                if index == node.target and target not in passed and _counts(node.source, name):
                    found.append(one)
    return found


def _counts(source: e.Expr, name: str) -> bool:
    """Is it `range(len(name))`, forwards or backwards, or up to the least of several lengths?"""
    match source:
        case e.Call(e.Ref(_, builtins.range), (stop,)):
            least = isinstance(stop, e.Call) and stop.func == e.Ref("min", builtins.min)
            lengths = stop.args if isinstance(stop, e.Call) and least else (stop,)
            return any(_is_length(one, name) for one in lengths)
        case e.Call(e.Ref(_, builtins.reversed), (inner,)):
            return _counts(inner, name)
    return False


def _is_length(tree: e.Expr, name: str) -> bool:
    match tree:
        case e.Call(e.Ref(_, builtins.len), (e.Var(held),)):
            return held == name
    return False
