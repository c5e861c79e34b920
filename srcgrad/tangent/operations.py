"""The tangent of `target = operation`."""

from __future__ import annotations

import math

import numpy as np

from srcgrad.analysis.activity import carriers
from srcgrad.analysis.findings.explain import callee, unknown, writer
from srcgrad.infer.kinds.draws import draws_freely
from srcgrad.infer.sharing.memory import conjugates, function_of, is_constant_between, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names
from srcgrad.rules import lookup
from srcgrad.tangent.application import by_rule
from srcgrad.tangent.fitting import bind
from srcgrad.tangent.pairs import pair_call
from srcgrad.tangent.state import State, Tangent, dot

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
OUTSIDE = "write it in plain operations"


def assign(state: State, node: s.Assign) -> None:
    """The statement itself, and the tangent after it."""
    if pair_call(state, node.target, node.value):
        return
    state.emit(node)
    if isinstance(node.value, e.Call):
        refuse_writers(state, node.value)
    if node.target not in state.active:
        _mirror_pop(state, node.value)
        return
    kind = state.facts.kinds[node.target]
    if isinstance(kind, k.Unknown):
        if _same_part(state, node):
            return
        error = unknown(node.target, state.core.body, state.facts)
        if error is not None:
            raise error
        state.refuse(
            "the kind of an active value cannot be known here",
            "make the rank of the result follow from constants and the arguments' ranks",
        )
    if isinstance(kind, k.Dict | k.Object | k.Tuple):
        state.refuse("this container of active values is not followed", "give its elements names")
    tangent = tangent_of(state, node, node.value)
    if tangent is None and state.rests(node.target):
        state.active.discard(node.target)
        return
    if node.value == e.NONE and isinstance(kind, k.Array):  # until there is an array
        state.emit(s.Assign(dot(node.target), e.NONE))
        return
    if tangent is None:
        tangent = Tangent(state.zero(e.Var(node.target), kind))
    bind(state, node.target, node.value, tangent)


def _same_part(state: State, node: s.Assign) -> bool:
    """A part of an array, of a rank that nobody knows: that part of its tangent."""
    match node.value:
        case e.Item(e.Var(base), index) if (
            isinstance(state.facts.kinds.get(base), k.Array) and base in state.active
        ):
            if state.written(node.target) or any(name in state.active for name in names(index)):
                return False  # whether it is a view, only the run knows
            state.emit(s.Assign(dot(node.target), e.Item(e.Var(dot(base)), index)))
            return True
    return False


def refuse_writers(state: State, call: e.Call) -> None:
    """A callee that may write an active array that it is given."""
    for name in may_write(call, state.facts.kind):
        if name in state.active:
            state.refuse(*writer(call, state.facts), missing=True)


def _mirror_pop(state: State, value: e.Expr) -> None:
    """A list that loses an element loses its tangent too, whoever wants it."""
    match value:
        case e.Call(e.Attr(e.Var(name), "pop"), args, _) if name in state.active and isinstance(
            state.facts.kinds[name], k.List
        ):
            state.emit(s.Evaluate(e.Call(e.Attr(e.Var(dot(name)), "pop"), args)))


def tangent_of(state: State, node: s.Assign, value: e.Expr) -> Tangent | None:
    """The tangent of an operation's value, or None where it is zero."""
    match value:
        case e.Var():
            return Tangent(state.tangent(value)) if state.moves(value) else None
        case e.Const() | e.Ref() | e.Compare() | e.Text():
            return None
        case e.Item(base, index):
            return _item(state, base, index)
        case e.Attr(base, label):
            return _attribute(state, base, label)
        case e.Choice(test, body, orelse):
            return Tangent(e.Choice(test, state.tangent(body), state.tangent(orelse)))
        case e.Unary(op, operand) if op in SIGNS:
            return Tangent(e.Unary(op, state.tangent(operand))) if state.moves(operand) else None
        case e.Binary(op, left, right) if isinstance(state.facts.kinds[node.target], k.List):
            return _lists(state, op, left, right)
        case e.Binary("//", _, _):
            return None
        case e.Binary(op, left, right) if op in OPERATORS:
            rule = lookup(OPERATORS[op])
            assert rule is not None
            return by_rule(state, node, rule, [left, right], {})
        case e.Sequence("list", items) if not any(isinstance(i, e.Star) for i in items):
            return Tangent(e.Sequence("list", tuple(map(state.tangent, items))))
        case e.Call():
            return _call(state, node, value)
    if carriers(value, state.facts) & state.active:
        state.guard(f"`{value!r}`")
    return None


def _item(state: State, base: e.Expr, index: e.Expr) -> Tangent | None:
    if not state.moves(base):
        return None
    if index == e.WHOLE and k.is_number(state.facts.kind(base)):
        return Tangent(state.tangent(base))
    if not isinstance(base, e.Var) or not isinstance(state.facts.kind(base), k.Array | k.List):
        state.refuse(
            "an element of this container is not followed",
            "keep each part of what it holds in a list or an array of its own",
        )
    return Tangent(e.Item(state.tangent(base), index))


def _attribute(state: State, base: e.Expr, label: str) -> Tangent | None:
    if not state.moves(base):
        return None
    kind = state.facts.kind(base)
    numeric = isinstance(kind, k.Array | k.Real | k.Scalar | k.Complex)
    if label == "T" and isinstance(kind, k.Scalar):
        return Tangent(state.tangent(base))
    if label == "T" or (label == "real" and numeric):
        return Tangent(e.Attr(state.tangent(base), label))
    if label == "imag" and isinstance(kind, k.Real):  # a power of negative floats has one
        state.refuse(
            "the imaginary part of a float is outside the language", "it is 0: leave it out"
        )
    if label == "imag" and numeric:
        return Tangent(e.Attr(state.tangent(base), label)) if k.is_complex(kind) else None
    state.refuse(
        f"the attribute `{label}` of an active value is outside the language",
        "use a NumPy function",
    )


def _lists(state: State, op: str, left: e.Expr, right: e.Expr) -> Tangent:
    """`xs + ys` of lists, `xs * n` of a list and a number."""
    kinds = [state.facts.kind(left), state.facts.kind(right)]
    if op == "+" and all(isinstance(kind, k.List) for kind in kinds):
        return Tangent(e.Binary("+", state.tangent(left), state.tangent(right)))
    if op == "*" and isinstance(kinds[0], k.List):
        return Tangent(e.Binary("*", state.tangent(left), right))
    if op == "*" and isinstance(kinds[1], k.List):
        return Tangent(e.Binary("*", left, state.tangent(right)))
    state.guard("this arithmetic of lists")


def _call(state: State, node: s.Assign, call: e.Call) -> Tangent | None:
    function = function_of(call, state.facts.kind)
    args = list(call.args)
    if isinstance(call.func, e.Attr):
        base = call.func.base
        found = state.facts.kind(base)
        if isinstance(found, k.List) and isinstance(base, e.Var):
            return _of_list(state, base, call)
        if isinstance(found, k.Array | k.Scalar):
            if call.func.name in ("astype", "item"):
                if not state.moves(base):
                    return None
                return Tangent(e.Call(e.Attr(state.tangent(base), call.func.name), call.args))
            args.insert(0, base)
        elif conjugates(call.func, found):
            args.insert(0, base)
    listed = bool(args) and isinstance(state.facts.kind(args[0]), k.List)
    if function is sum or (function is math.fsum and listed):
        return _builtin_sum(state, call)
    if function is list and len(args) == 1 and isinstance(state.facts.kind(args[0]), k.List):
        return Tangent(e.Call(call.func, (state.tangent(args[0]),)))
    rule = lookup(function)
    drawn = rule is None and draws_freely(call, state.facts.kind, state.facts.is_varied)
    if drawn or is_constant_between(call, state.facts.kind):
        return None
    if rule is None or (rule.body is None and rule.tangent is None):
        raise callee(call, node, state.facts)
    return by_rule(state, node, rule, args, dict(call.kwargs))


def _of_list(state: State, base: e.Var, call: e.Call) -> Tangent | None:
    """`xs.pop()` and `xs.copy()` of a list of active values."""
    assert isinstance(call.func, e.Attr)
    if not state.moves(base):
        return None
    if call.func.name in ("pop", "copy"):
        return Tangent(e.Call(e.Attr(state.tangent(base), call.func.name), call.args))
    state.guard(f"`{call.func.name}` of a list of active values")


def _builtin_sum(state: State, call: e.Call) -> Tangent | None:
    """`sum(values)`, `sum(values, start)`."""
    if call.kwargs:
        state.guard("`sum` with a keyword")
    if not any(map(state.moves, call.args)):
        return None
    kind = state.facts.kind(call.args[0])
    if not isinstance(kind, k.Array | k.List) and not isinstance(call.args[0], e.Sequence):
        state.guard("`sum` of this container")
    return Tangent(e.Call(call.func, tuple(map(state.tangent, call.args))))
