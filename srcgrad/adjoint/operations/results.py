"""The reverse of `a, b = call`: one rule moves the adjoints of all results."""

from __future__ import annotations

from typing import Any

from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.operations.accumulate import full_expression
from srcgrad.adjoint.operations.application import refuse_sequences, together
from srcgrad.adjoint.operations.contribution import Contribution
from srcgrad.adjoint.operations.operations import own_name, refuse_writers, take
from srcgrad.adjoint.operations.pairs import pair_terms
from srcgrad.adjoint.operations.pasted import paste, paste_whole
from srcgrad.adjoint.operations.users import held_against
from srcgrad.adjoint.records.marks import Restore
from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.findings.explain import callee
from srcgrad.analysis.rules.binding import bound_arguments, given_as, operand
from srcgrad.analysis.rules.fields import refuse_complex
from srcgrad.analysis.rules.pasting import Static
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.pair import half_of
from srcgrad.ir.walk import names, targets
from srcgrad.rules.declare import signature


def reverse_results(sweep: Sweep, node: s.Unpack, call: e.Call) -> None:
    """Move the adjoints of a call's results to its operands."""
    refuse_writers(sweep, node, call)
    entries: list[Adjoint | None] = []
    for target in node.targets:
        entry = take(sweep, node, target)
        entries.append(None if entry is None else own_name(sweep, target, entry))
    if any(entry is not None for entry in entries):
        taken = {n for entry in entries if entry is not None for n in names(entry.expr)}
        half = half_of(call)
        if half is not None and entries[0] is not None:
            terms = pair_terms(sweep, node, call, half, entries[0])
        else:
            terms = _terms(sweep, node, call, entries)
        if len(terms) > 1 and half is None:  # evaluated before the first of them changes an adjoint
            for one in terms:
                held = sweep.counter.name("part") + "~local"
                sweep.emit(s.Assign(held, one.tree))
                sweep.kinds[held] = sweep.kind(one.tree)
                one.tree = e.Var(held)
        for one in sorted(terms, key=lambda one: bar(one.name) in taken):
            one.add(sweep)
    sweep.rebinding(node.targets)
    sweep.emit(Restore(node, node.targets))
    if (partner := sweep.partners.get(id(node))) is not None:
        sweep.rebinding(targets(partner))
        sweep.emit(Restore(partner, targets(partner)))


def _terms(
    sweep: Sweep, node: s.Unpack, call: e.Call, entries: list[Adjoint | None]
) -> list[Contribution]:
    """A rule sees lists of results and of their adjoints; one that is zero is the number 0."""
    rule = rule_of(call, sweep.facts.kind)
    if rule is None or rule.body is None:
        raise callee(call, node, sweep.facts)
    kinds = [sweep.facts.kinds[target] for target in node.targets]
    for kind in kinds:
        if isinstance(kind, k.Unknown):
            raise callee(call, node, sweep.facts)
        refuse_complex(sweep, rule, kind, [*call.args, *dict(call.kwargs).values()])
    adjoint, result, *parameters = signature(rule.body).parameters.values()
    bound = bound_arguments(sweep, rule, parameters, list(call.args), dict(call.kwargs))
    values: dict[str, Any] = {
        name: operand(sweep, bound[name]) for p in parameters if (name := p.name) in bound
    }
    values[result.name] = [e.Var(target) for target in node.targets]
    values[adjoint.name] = [
        Static(0) if entry is None else full_expression(sweep, target, entry)
        for target, entry in zip(node.targets, entries, strict=True)
    ]
    if rule.together:
        return together(sweep, node, rule, values, bound)
    out = []
    whole = paste_whole(sweep, node, rule, dict(values))
    for position, name in enumerate(rule.operands):
        given = given_as(bound, name)
        if isinstance(given, e.Var) and given.name in sweep.active:
            place = position if len(rule.operands) > 1 else None
            tree = whole[position] if whole else paste(sweep, node, rule, dict(values), place)
            if tree is not None and tree not in (e.Const(0), e.ZERO):
                tree = held_against(sweep, node, rule, position, given.name, tree)
                out.append(Contribution(given.name, tree, True, None, 1, None, None))
    refuse_sequences(sweep, rule, bound)
    return out
