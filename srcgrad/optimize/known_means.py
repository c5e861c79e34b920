"""A reduction that the forward sweep has computed under a name is read by that name.

    mu = np.mean(y, axis=-1, keepdims=True)          mu = np.mean(y, axis=-1, keepdims=True)
    var = np.var(y, axis=-1, keepdims=True)    ->    var = np.var(y, axis=-1, keepdims=True)
    ...                                              ...
    y_bar = t * (y - np.mean(y, axis=-1, ...))       y_bar = t * (y - mu)

It is smaller than what it is computed from. Where neither changes after that; not what a loop
computes in each pass.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, rebuild, replace, statements, targets
from srcgrad.optimize.aliases import Aliases

REDUCTIONS = {np.mean, np.sum, np.max, np.min, np.amax, np.amin}


def read_reductions(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    own = [node for node in forward if isinstance(node, s.Assign) and "." not in node.target]
    named = [(form, one) for one in own if (form := _form(one.value, facts)) is not None]
    if not named:
        return
    aliases = Aliases.of([*forward, *reverse], facts)
    bound = Counter(n for node in statements([*forward, *reverse]) for n in targets(node))

    def steady(name: str) -> bool:
        once = bound[name] == (name not in facts.entry)
        return once and aliases.root(name) not in aliases.changed

    known: dict[Any, str] = {}
    for form, first in named:
        if all(map(steady, [first.target, *names(first.value)])):
            known.setdefault(form, first.target)

    def read(tree: e.Expr) -> e.Expr:
        form = _form(tree, facts)
        return e.Var(known[form]) if form in known else rebuild(tree, read)

    for node in statements(reverse) if known else ():
        replace(node, read)


def _form(tree: e.Expr, facts: Facts) -> Any:
    """A reduction of an array, whether it is written as a function or as a method."""
    match tree:
        case e.Call(e.Attr(e.Var() as operand, _), args, kwargs):
            pass
        case e.Call(e.Ref(), (e.Var() as operand, *args), kwargs):
            pass
        case _:
            return None
    if not isinstance(facts.kind(operand), k.Array) or len(args) > 1:
        return None
    function = function_of(tree, facts.kind)
    if function not in REDUCTIONS:
        return None
    axes = [("axis", args[0])] if args else []
    return function, operand, frozenset([*axes, *kwargs])
