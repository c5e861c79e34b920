"""The tangents of `a, b = call`: one rule gives those of all results."""

from __future__ import annotations

from typing import Any

from srcgrad.analysis.findings.explain import callee
from srcgrad.analysis.rules.binding import bound_arguments, given_as, operand
from srcgrad.analysis.rules.fields import refuse_complex
from srcgrad.analysis.rules.pasting import Pasting, Static
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.rules import tangents
from srcgrad.rules.declare import signature
from srcgrad.tangent.fitting import bind
from srcgrad.tangent.state import State, Tangent


def unpack_results(state: State, node: s.Unpack, call: e.Call) -> None:
    """Bind the tangent of each active result; the statement itself stands already."""
    rule = rule_of(call, state.facts.kind)
    for target in node.targets:
        kind = state.facts.kinds[target]
        if rule is None or isinstance(kind, k.Unknown):
            raise callee(call, node, state.facts)
        refuse_complex(state, rule, kind, [*call.args, *dict(call.kwargs).values()])
    terms = [_named(state, node, term) for term in _terms(state, node, call)]
    for position, target in enumerate(node.targets):
        if target not in state.active:
            continue
        parts = [term[position] for term in terms if term[position] not in (e.Const(0), e.ZERO)]
        if parts:
            total = parts[0]
            for part in parts[1:]:
                total = e.Binary("+", total, part)
        else:
            total = state.zero(e.Var(target), state.facts.kinds[target])
        bind(state, target, call, Tangent(total))


def _terms(state: State, node: s.Unpack, call: e.Call) -> list[e.Expr]:
    """What each active operand adds: an expression of a tuple."""
    rule = rule_of(call, state.facts.kind)
    assert rule is not None
    name = getattr(rule.function, "__name__", "the function")
    if rule.tangent is None:
        state.refuse(
            f"`{name}` has no rule for forward mode",
            "declare its tangent with srcgrad.rules.jvp",
            missing=True,
        )
    dots = tangents(rule.tangent)
    result, *rest = list(signature(rule.tangent).parameters.values())[len(dots) :]
    parameters = [p for p in rest if p.name != "wanted"]
    bound = bound_arguments(state, rule, parameters, list(call.args), dict(call.kwargs))
    values: dict[str, Any] = {
        key: operand(state, bound[key]) for p in parameters if (key := p.name) in bound
    }
    values[result.name] = [e.Var(target) for target in node.targets]
    values["wanted"] = Static(tuple(target in state.active for target in node.targets))
    out = []
    for position, operand_name in enumerate(rule.operands):
        given = given_as(bound, operand_name)
        if not isinstance(given, e.Expr) or not state.moves(given):
            continue
        own = {**values, dots[position]: state.tangent(given)}
        pasting = Pasting(rule.tangent, own, state.kind, state.holding(rule.tangent), state.core)
        try:
            out.append(pasting.result(position if len(rule.operands) > 1 else None))
        except NotImplementedError as error:
            state.refuse(str(error), "write it in plain operations")
        except (TypeError, ValueError, IndexError, AttributeError):  # arguments it never met
            state.refuse(
                f"`{name}` with these arguments is outside the language", "use its plain form"
            )
    return out


def _named(state: State, node: s.Unpack, term: e.Expr) -> tuple[e.Expr, ...]:
    """The parts of a tuple: as they are written out, or under names that it is unpacked to."""
    if isinstance(term, e.Sequence):
        return term.items
    kind = state.kind(term)
    names = [state.counter.name(target.partition(".")[0]) + "~local" for target in node.targets]
    state.emit(s.Unpack(tuple(names), term))
    for position, name in enumerate(names):
        if isinstance(kind, k.Tuple) and len(kind.items) == len(names):
            state.kinds[name] = kind.items[position]
        else:
            state.kinds[name] = state.facts.kinds[node.targets[position]]
    return tuple(map(e.Var, names))
