"""The reverse of `target = operation`."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.memory.forward_shadows import MAY_SHARE, RESHAPED
from srcgrad.adjoint.memory.lists import builtin_sum, list_display, pops, reverse_pop
from srcgrad.adjoint.memory.shadows import is_view, shape_of
from srcgrad.adjoint.operations.accumulate import contribute, contribute_item, full_expression
from srcgrad.adjoint.operations.application import by_rule
from srcgrad.adjoint.operations.contribution import Contribution, merged
from srcgrad.adjoint.operations.squares import squared
from srcgrad.adjoint.records.marks import Restore
from srcgrad.adjoint.sweep import IN_FLIGHT, Sweep
from srcgrad.analysis.activity import carriers
from srcgrad.analysis.findings.explain import RULELESS, remedy_for, writer
from srcgrad.infer.kinds.draws import draws_freely
from srcgrad.infer.kinds.indexing import FULL, only_new_axes
from srcgrad.infer.sharing.memory import function_of, is_constant_between, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, targets, used
from srcgrad.rules import lookup

OPERATORS = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "%": np.remainder,
    "@": np.matmul,
    "//": np.floor_divide,
}
SIGNS = {"-": np.negative, "+": np.positive}


def reverse_assign(sweep: Sweep, node: s.Assign) -> None:
    """Move the adjoint of the target to the operands."""
    if pops(sweep, node.value) and node.target not in sweep.forward:
        reverse_pop(sweep, node.value, node.target)
        sweep.rebinding((node.target,))
        sweep.emit(Restore(node, (node.target,)))
        return
    start = len(sweep.out)
    entry = take(sweep, node, node.target)
    if isinstance(node.value, e.Call):
        refuse_writers(sweep, node, node.value)
    if entry is not None:
        entry = own_name(sweep, node.target, entry)
        taken = set(names(entry.expr))
        terms = squared(sweep, node, merged(sweep, contributions(sweep, node, entry)))
        sweep.terms = sorted(terms, key=lambda one: bar(one.name) in taken)
        sweep.env.entries[IN_FLIGHT] = entry
        while sweep.terms:
            sweep.terms.pop(0).add(sweep)
        sweep.env.entries.pop(IN_FLIGHT, None)
    reshaped = _reshaped(sweep, node)
    sweep.rebinding((node.target,))
    partner = sweep.partners.get(id(node))
    back = Restore(node, (node.target,))
    if partner is None and node.target not in used(sweep.out[start:]):
        sweep.out.insert(start, back)  # what is made of the value before it may be read by now
    else:
        sweep.emit(back)
    if partner is not None:
        sweep.rebinding(targets(partner))
        sweep.emit(Restore(partner, targets(partner)))
    if reshaped is not None:
        _copied_back(sweep, *reshaped)


def own_name(sweep: Sweep, target: str, entry: Adjoint) -> Adjoint:
    """An entry that borrows the name of another adjoint, which still needs it, gets its own."""
    borrowed = set(names(entry.expr))
    waits = any(
        bar(n) in borrowed and x.expr != e.Var(bar(n)) for n, x in sweep.env.entries.items()
    )
    # a shadow of the forward sweep may be cleared through another name before it is added
    if not waits and not any(bar(n) in borrowed for n in sweep.forward if n != target):
        return entry
    own = bar(target)
    sweep.protect(own, in_place=False)
    sweep.emit(s.Assign(own, entry.expr))
    sweep.kinds[own] = sweep.kind(entry.expr)
    return entry.with_(expr=e.Var(own), owned=False, memory=entry.memory | borrowed)


def refuse_writers(sweep: Sweep, node: s.Stmt, call: e.Call) -> None:
    """A callee that may write an active array that it is given."""
    for name in may_write(call, sweep.facts.kind):
        if name in sweep.active:
            sweep.refuse(*writer(call, sweep.facts), missing=True)


def take(sweep: Sweep, node: s.Assign | s.Unpack, name: str) -> Adjoint | None:
    """The adjoint that arrives at a target of an assignment; afterwards it is zero."""
    if name not in sweep.active:
        return None
    if name in sweep.forward:
        shared = sweep.facts.shares(node.value)
        if isinstance(node.value, e.Sequence) and name not in sweep.referring:
            shared = []  # a new list, if of the arrays that others hold
        if not _starts_blank(sweep, node) and not shared:
            sweep.flush(name)
            return Adjoint(e.Var(bar(name)), True, memory=frozenset({bar(name)}))
        sweep.flush(name)
        return None
    if isinstance(node, s.Assign) and sweep.is_shadow(name) and sweep.perhaps_view(name):
        _back_to_source(sweep, node)
        return None
    if sweep.is_shadow(name):
        if name in sweep.memory.of(name).views and not _own_list(sweep, node, name):
            return None  # a view: its shadow is a view of the object's
        sweep.root(name)
        waiting = sweep.env.pending.get(name)
        if waiting is not None and _starts_blank(sweep, node):
            del sweep.env.pending[name]  # nobody will read what the clearing would clear
        sweep.flush(name)
    return sweep.env.entries.pop(name, None)


def _back_to_source(sweep: Sweep, node: s.Assign) -> None:
    """What turned out to be a copy gives its adjoint back to what it was copied from."""
    name = node.target
    if name not in sweep.env.entries:
        return
    sweep.flush(name)
    base = next(n for n in names(node.value) if isinstance(sweep.facts.kinds.get(n), k.Array))
    flag = is_view(sweep, name)
    tree = e.Call(e.Attr(e.Var(bar(name)), "reshape"), (shape_of(sweep, base),))
    with sweep.block() as out:
        contribute(sweep, base, tree, True, None)
        sweep.flush(base)
    sweep.emit(s.If(e.Unary("not", e.Var(flag)), out, []))
    del sweep.env.entries[name]


def _reshaped(sweep: Sweep, node: s.Assign) -> tuple[str, str] | None:
    """The shadow of an array that was reshaped, under a name that stays, and what it was before."""
    if node.target not in sweep.forward or not isinstance(node.value, e.Call):
        return None
    if function_of(node.value, sweep.facts.kind) not in RESHAPED:
        return None
    func = node.value.func
    base = func.base if isinstance(func, e.Attr) else node.value.args[0]
    if not isinstance(base, e.Var) or base.name not in sweep.active:
        return None
    held = sweep.counter.name(node.target.partition(".")[0] + "_bar") + "~local"
    sweep.emit(s.Assign(held, e.Var(bar(node.target))))
    sweep.kinds[held] = sweep.facts.kinds[node.target]
    return held, base.name


def _copied_back(sweep: Sweep, held: str, base: str) -> None:
    """What turned out to be a copy gives its adjoint back to what it was copied from."""
    before = e.Var(bar(base))
    with sweep.block() as out:
        tree = e.Call(e.Attr(e.Var(held), "reshape"), (e.Attr(before, "shape"),))
        contribute(sweep, base, tree, True, None)
        sweep.flush(base)
    sweep.emit(s.If(e.Unary("not", e.Call(MAY_SHARE, (e.Var(held), before))), out, []))


def _own_list(sweep: Sweep, node: s.Assign | s.Unpack, name: str) -> bool:
    """Is the target a new list, if of views?"""
    return isinstance(sweep.facts.kinds[name], k.List) and not isinstance(node.value, e.Var)


def _starts_blank(sweep: Sweep, node: s.Assign | s.Unpack) -> bool:
    """Is the array made without the content of another one?"""
    return not carriers(node.value, sweep.facts) & sweep.active


def contributions(sweep: Sweep, node: s.Assign, entry: Adjoint) -> list[Contribution]:
    """The terms of all active operands."""
    value, target = node.value, node.target
    result = sweep.facts.kinds[target]
    shape = shape_of(sweep, target) if isinstance(result, k.Array) else None

    def plain(name: str, tree: e.Expr, sign: int = 1, full: bool | None = None) -> Contribution:
        return Contribution(
            name, tree, entry.full if full is None else full, result, sign, None, shape
        )

    match value:
        case e.Var(name):
            if sweep.is_shadow(target) and not sweep.is_shadow(name):
                return [plain(name, entry.expr)]
            if all(isinstance(sweep.facts.kinds[n], k.Array) for n in (name, target)):
                return [Contribution(name, entry.expr, entry.full, None, 1, None, None)]
            return [plain(name, entry.expr)] if name in sweep.active else []
        case e.Const() | e.Ref() | e.Compare() | e.Text():
            return []
        case e.Item(e.Var(name), e.WHOLE) if k.is_number(sweep.facts.kinds[name]):
            return [plain(name, entry.expr)] if name in sweep.active else []
        case e.Item(e.Var(name), index):
            return _item(sweep, node, name, index, entry)
        case e.Attr(e.Var(name), label):
            return _attribute(sweep, name, label, entry, plain, target)
        case e.Unary(op, operand) if op in SIGNS:
            return by_rule(sweep, node, entry, lookup(SIGNS[op]), [operand], {})
        case e.Binary(op, left, right) if op in OPERATORS:
            if isinstance(result, k.List | k.Tuple) and carriers(value, sweep.facts) & sweep.active:
                sweep.guard("arithmetic of lists")
            if isinstance(result, k.List | k.Tuple):
                return []
            return by_rule(sweep, node, entry, lookup(OPERATORS[op]), [left, right], {})
        case e.Sequence(_, items):
            return list_display(sweep, target, items, entry)
        case e.Call():
            return _call(sweep, node, value, entry)
    if carriers(value, sweep.facts) & sweep.active:
        sweep.guard(f"`{value!r}`")
    return []


def _item(
    sweep: Sweep, node: s.Assign, name: str, index: e.Expr, entry: Adjoint
) -> list[Contribution]:
    if name not in sweep.active:
        return []
    place = sweep.demand(index, node)
    base = sweep.facts.kinds[name]
    if isinstance(base, k.List) and isinstance(index, e.Slice):
        sweep.guard("a slice of a list of active values")
    if isinstance(base, k.Array) and (whole := only_new_axes(index, base, sweep.facts.kind)):
        target = sweep.facts.kinds[node.target]
        y_bar = full_expression(sweep, node.target, entry)
        tree = y_bar if whole == FULL else e.Item(y_bar, whole)
        same_shape = isinstance(target, k.Array)
        return [Contribution(name, tree, same_shape, None, 1, None, None)]
    if not isinstance(base, k.Array | k.List):
        sweep.refuse(
            "an element of this container is not followed",
            "keep each part of what it holds in a list or an array of its own",
        )
    return [
        Contribution(name, entry.expr, entry.full, sweep.facts.kinds[node.target], 1, place, None)
    ]


def _attribute(
    sweep: Sweep, name: str, label: str, entry: Adjoint, plain: Any, target: str
) -> list[Contribution]:
    if name not in sweep.active:
        return []
    kind = sweep.facts.kinds[name]
    if label == "T" and k.rank(kind) == 0 and isinstance(kind, k.Array):
        return [plain(name, entry.expr)]  # perhaps a number of Python's, which has no `T`
    if label == "T" and isinstance(kind, k.Array):
        whole = e.Attr(full_expression(sweep, target, entry), "T")
        return [Contribution(name, whole, True, None, 1, None, None)]
    numeric = isinstance(kind, k.Array | k.Real | k.Scalar | k.Complex)
    if label == "real" and numeric:
        return [plain(name, entry.expr)]
    if label == "imag" and isinstance(kind, k.Real):  # a power of negative floats has one
        sweep.refuse(
            "the imaginary part of a float is outside the language", "it is 0: leave it out"
        )
    if label == "imag" and numeric and not k.is_complex(kind):
        return []
    if label == "imag" and numeric:
        return [plain(name, turned(entry.expr), -1)]
    sweep.refuse(
        f"the attribute `{label}` of an active value is outside the language",
        "use a NumPy function",
    )


def turned(y_bar: e.Expr) -> e.Expr:
    """What the imaginary part of a number gets is the real part's share, turned by -1j."""
    return e.Binary("*", y_bar, e.Const(1j))


def _call(sweep: Sweep, node: s.Assign, call: e.Call, entry: Adjoint) -> list[Contribution]:
    function = function_of(call, sweep.facts.kind)
    args = list(call.args)
    if isinstance(call.func, e.Attr):
        base = call.func.base
        held = sweep.facts.kind(base)
        if isinstance(held, k.Array) and call.func.name == "astype":
            return _astype(sweep, node, base, entry)
        if call.func.name == "item" and not sweep.facts.is_varied(call):
            return []
        if (
            isinstance(held, k.Array | k.Scalar)
            and call.func.name == "item"
            and isinstance(base, e.Var)
        ):
            result = sweep.facts.kinds[node.target]
            tree = (
                e.Call(e.Ref("np.full", np.full), (shape_of(sweep, base.name), entry.expr))
                if k.rank(held)
                else entry.expr
            )
            return [
                Contribution(base.name, tree, True, held if k.rank(held) else result, 1, None, None)
            ]
        args.insert(0, base)
    listed = bool(args) and isinstance(sweep.facts.kind(args[0]), k.List)
    if function is sum or (function is math.fsum and listed):
        return builtin_sum(sweep, node, args, entry)
    rule = lookup(function)
    if rule is None or rule.body is None:
        if is_constant_between(call, sweep.facts.kind) or draws_freely(
            call, sweep.facts.kind, sweep.facts.is_varied
        ):
            return []
        name = getattr(function, "__name__", repr(call.func))
        sweep.refuse(
            f"`{name}` {RULELESS}",
            remedy_for(function),
            missing=True,
        )
    given = [*args, *(value for _, value in call.kwargs)]
    if not any(name in sweep.active for one in given for name in names(one)):
        return []  # constants, which a name of an active array holds at first
    return by_rule(sweep, node, entry, rule, args, dict(call.kwargs))


def _astype(sweep: Sweep, node: s.Assign, base: e.Expr, entry: Adjoint) -> list[Contribution]:
    result, operand = sweep.facts.kinds[node.target], sweep.facts.kind(base)
    if not isinstance(base, e.Var) or not k.differentiable(result):
        return []
    if k.is_complex(operand) and not k.is_complex(result):
        sweep.refuse("a cast from complex to real is outside the language", "take its real part")
    return [
        Contribution(
            base.name, entry.expr, entry.full, result, 1, None, shape_of(sweep, node.target)
        )
    ]


def through_rule(sweep: Sweep, view: s.Assign, y_bar: e.Expr) -> None:
    """Give the adjoint of a view's value to what it is a view of, by the view's rule."""
    assert sweep.node is not None
    match view.value:
        case e.Var(name):
            contribute(sweep, name, y_bar, True, None)
        case e.Item(e.Var(name), index):
            contribute_item(sweep, name, sweep.demand(index, sweep.node), y_bar)
        case e.Attr(e.Var(name), "T"):
            contribute(sweep, name, e.Attr(y_bar, "T"), True, None)
        case e.Attr(e.Var(name), "real"):
            contribute(sweep, name, y_bar, True, None)
        case e.Attr(e.Var(name), "imag"):
            contribute(sweep, name, turned(y_bar), True, None, -1)
        case e.Call(func, args, kwargs):
            operands = [func.base, *args] if isinstance(func, e.Attr) else list(args)
            rule = lookup(function_of(view.value, sweep.facts.kind))
            for one in by_rule(sweep, view, Adjoint(y_bar, True), rule, operands, dict(kwargs)):
                one.add(sweep)
        case _:
            sweep.guard("this view of a view")
