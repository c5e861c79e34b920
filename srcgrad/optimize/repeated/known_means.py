"""What the forward sweep has computed under a name, and the reverse sweep again, is read by name.

    mu = np.mean(y, 1, keepdims=True)                    mu = np.mean(y, 1, keepdims=True)
    y_bar = t * (y - np.mean(y, 1, keepdims=True))   ->  y_bar = t * (y - mu)

A reduction is smaller than what it is computed from. Of sums and products of arrays those that the
reverse sweep reads for another reason are held anyway: `(y - mu)`, if `scaled = w * (y - mu)` is
differentiated by `w`. Where nothing changes after that; not what a loop computes in each pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, nodes, rebuild, replace, statements, targets
from srcgrad.optimize.asked.aliases import Aliases

REDUCTIONS = {np.mean, np.sum, np.max, np.min, np.amax, np.amin}


def read_known(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Read reductions and arrays by their names, in place."""
    read_reductions(forward, reverse, facts)
    read_arrays(forward, reverse, facts)


def read_reductions(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    own = [node for node in forward if isinstance(node, s.Assign) and "~" not in node.target]
    named = [(form, one) for one in own if (form := _form(one.value, facts)) is not None]
    if not named:
        return
    lasting = steady([*forward, *reverse], facts)
    known: dict[Any, str] = {}
    for form, first in named:
        if all(map(lasting, [first.target, *names(first.value)])):
            known.setdefault(form, first.target)

    def read(tree: e.Expr) -> e.Expr:
        match tree:
            case e.Binary(op, e.Var(name), right) if (form := _form(right, facts)) is not None:
                flat = form[0], form[1], form[2] - {("keepdims", e.Const(True))}
                if form[1] == e.Var(name) and ("axis", e.Const(0)) in flat[2] and flat in known:
                    return e.Binary(op, tree.left, e.Var(known[flat]))  # the leading axis spreads
        form = _form(tree, facts)
        return e.Var(known[form]) if form in known else rebuild(tree, read)

    for node in statements(reverse) if known else ():
        replace(node, read)


def spell_alike(body: s.Block, facts: Facts) -> None:
    """Write reductions for tangents as the program has written them, so that they can be shared."""
    known: dict[Any, e.Expr] = {}
    for node in statements(body):
        if isinstance(node, s.Assign) and "~" not in node.target:
            form = _form(node.value, facts)
            if form is not None:
                known.setdefault(form, node.value)

    def spelled(tree: e.Expr) -> e.Expr:
        return known.get(_form(tree, facts)) or rebuild(tree, spelled)

    for node in statements(body) if known else ():
        if isinstance(node, s.Assign) and "~" in node.target:
            replace(node, spelled)


def read_arrays(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Read sums and products of arrays by their names, as operands of others, in place.

    Not where one is all of a value, which may be changed in place.
    """
    trees = [tree for node in statements(reverse) for tree in expressions(node)]
    read = {n for tree in trees for n in names(tree)}
    made = {
        node.value: node.target
        for node in forward[::-1]
        if isinstance(node, s.Assign) and node.target in read and _operation(node, facts)
    }
    found = {part for tree in trees for part in nodes(tree) if part in made} if made else set()
    if not found:
        return
    lasting = steady([*forward, *reverse], facts)
    known = {
        tree: e.Var(made[tree]) for tree in found if all(map(lasting, [made[tree], *names(tree)]))
    }

    def operand(tree: e.Expr) -> e.Expr:
        return known.get(tree) or inside(tree)

    def inside(tree: e.Expr) -> e.Expr:
        return rebuild(tree, operand if isinstance(tree, e.Binary) else inside)

    for node in statements(reverse) if known else ():
        replace(node, inside)


def _operation(node: s.Assign, facts: Facts) -> bool:
    """Does it add or multiply arrays?"""
    match node.value:
        case e.Binary("+" | "-" | "*" | "/", _, _):
            kind = facts.kinds.get(node.target)
            return isinstance(kind, k.Array) and not kind.mixed and kind.dims != ()
    return False


def steady(whole: s.Block, facts: Facts) -> Callable[[str], bool]:
    """Is a name bound once, and is what it holds never changed?"""
    aliases = Aliases.of(whole, facts)
    bound = Counter(n for node in statements(whole) for n in targets(node))

    def lasting(name: str) -> bool:
        once = bound[name] == (name not in facts.entry)
        return once and aliases.root(name) not in aliases.changed

    return lasting


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
