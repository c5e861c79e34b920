"""Numbers that are made of the text of an active value are refused: their derivative would be lost.

s = str(x)          refused: s is not active, and y would have the derivative 0
y = float(s)
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.raised.dropped import attempts_of, bearing_values
from srcgrad.infer.raised.shown import shows
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, nodes, statements, targets

SPELLING = (str, repr, format, ascii, print)
PRINT = e.Ref("print", print)


def refuse_numbers_of_texts(core: Core, facts: Facts) -> None:
    """Refuse numbers that texts of active values are read as."""
    texts: set[str] = set()
    bearing = bearing_values(core, facts)
    attempts, before = attempts_of(core), -1

    def told(tree: e.Expr) -> bool:
        spelled = any(_spells(part, facts, bearing) for part in nodes(tree))
        return spelled or not texts.isdisjoint(names(tree))

    while len(texts) > before:  # loops carry texts to what stands above
        before = len(texts)
        texts.update(n.error for n in attempts if n.error not in texts and _tells(n, told))
        for node in statements(core.body):
            _one(node, texts, facts, bearing)


def _one(node: s.Stmt, texts: set[str], facts: Facts, bearing: set[str]) -> None:
    value = getattr(node, "value", None)
    if not isinstance(value, e.Expr):
        return
    if any(_spells(part, facts, bearing) for part in nodes(value)):
        texts.update(targets(node) + _grown(value))
        return
    source = value
    if isinstance(value, e.Item):  # an index chooses
        source = value.base
    elif isinstance(value, e.Call) and isinstance(value.func, e.Attr):
        source = value.func.base if not _grows(value.func) else value
    if not texts.intersection(names(source)):
        return
    if isinstance(node, s.Assign) and isinstance(value, e.Call | e.Item):
        kind = k.general(facts.kind(value))
        if k.differentiable(kind) and not isinstance(kind, k.Unknown | k.List | k.Tuple | k.Dict):
            raise UnsupportedSyntaxError(
                "a number is made of the text of an active value, and would have no derivative",
                "compute it from the value itself, for example with np.round",
                node.origin,
            )
    if not isinstance(k.general(facts.kind(value)), k.Int | k.Bool):
        texts.update(targets(node) + _grown(value))


def _tells(attempt: s.Attempt, told: Callable[[e.Expr], bool]) -> bool:
    """May an exception that is caught hold such a text, as what raises it has read one?"""
    body = (n for n in statements(attempt.body) if not shows(n) or isinstance(n, s.Raise))
    return any(told(tree) for node in body for tree in expressions(node))


def _grown(value: e.Expr) -> tuple[str, ...]:
    """What a method puts a text into."""
    if isinstance(value, e.Call) and isinstance(value.func, e.Attr) and _grows(value.func):
        return tuple(names(value.func.base))
    if isinstance(value, e.Call) and value.func == PRINT:
        return tuple(n for name, tree in value.kwargs if name == "file" for n in names(tree))
    return ()


def _grows(method: e.Attr) -> bool:
    return method.name in ("append", "extend", "insert", "join", "format", "add_note", "write")


def _is_text(kind: k.Kind) -> bool:
    """Is it a text, or an array of some?"""
    return isinstance(kind, k.Str) or getattr(kind, "dtype", np.dtype(bool)).kind in "SU"


def _spells(tree: e.Expr, facts: Facts, bearing: set[str]) -> bool:
    """Does an expression write an active value out, or an exception that holds some?"""

    def active(part: e.Expr) -> bool:
        return facts.is_varied(part) or not bearing.isdisjoint(names(part))

    match tree:
        case e.Text(parts):
            return any(not isinstance(p, str) and active(p[0]) for p in parts)
        case e.Call(func, args, kwargs):
            spelled = isinstance(func, e.Ref) and func.target in SPELLING
            if spelled or _is_text(k.general(facts.kind(tree))):
                base = (func.base,) if isinstance(func, e.Attr) else ()
                return any(map(active, (*base, *args, *(value for _, value in kwargs))))
    return False
