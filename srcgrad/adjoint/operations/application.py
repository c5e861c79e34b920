"""The use of a rule: its arguments bound, its body pasted, its results made contributions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from srcgrad.adjoint.environment import Adjoint
from srcgrad.adjoint.memory.lists import grown_operand, list_operand
from srcgrad.adjoint.memory.shadows import shape_of
from srcgrad.adjoint.operations.accumulate import UNBROADCAST, full_expression
from srcgrad.adjoint.operations.below_roots import along_steps, multiplied, of_weights
from srcgrad.adjoint.operations.chosen import chosen, counted, cut_off, largest
from srcgrad.adjoint.operations.contribution import Contribution
from srcgrad.adjoint.operations.einsum_letters import all_axes_given
from srcgrad.adjoint.operations.joined_rows import of_joined_rows
from srcgrad.adjoint.operations.operands import of_result
from srcgrad.adjoint.operations.pasted import paste, paste_whole
from srcgrad.adjoint.operations.safe_points import at_safe_points
from srcgrad.adjoint.operations.users import held_against
from srcgrad.adjoint.records.lengths import same_stack
from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.findings.explain import unknown
from srcgrad.analysis.kinks.finite_forms import is_choice_of_numbers, is_finite_form
from srcgrad.analysis.kinks.lengths import safe_root
from srcgrad.analysis.kinks.selection import is_tame, unevenly_singular
from srcgrad.analysis.rules.binding import bound_arguments, differentiable, given_as
from srcgrad.analysis.rules.fields import refuse_complex
from srcgrad.analysis.rules.pasting import Static
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import has_name
from srcgrad.ir.walk import names, rebuild
from srcgrad.rules import Rule, lookup
from srcgrad.rules.declare import signature
from srcgrad.runtime import along, relevant


def by_rule(
    sweep: Sweep,
    node: s.Assign,
    entry: Adjoint,
    rule: Rule | None,
    args: list[e.Expr],
    kwargs: dict[str, e.Expr],
) -> list[Contribution]:
    """The terms that a rule gives."""
    if rule is None or rule.body is None:
        return []
    alone = rule.function in (max, min) and len(args) == 1
    if alone and isinstance(sweep.facts.kind(args[0]), k.Array):
        rule = lookup(np.max)
        assert rule is not None
    if node.target in sweep.facts.lengths:
        rule, args = lookup(np.sqrt), args[:1]
        assert rule is not None
    if rule.function in (np.array, np.asarray) and isinstance(args[0], e.Sequence):
        return _stacked(sweep, node, args[0], entry)
    target, result = node.target, sweep.facts.kinds[node.target]
    if isinstance(result, k.Unknown):
        error = unknown(target, sweep.core.body, sweep.facts)
        if error is not None:
            raise error
        sweep.refuse(
            "the kind of an active value cannot be known here",
            "make the rank of the result follow from constants and the arguments' ranks",
        )
    refuse_complex(sweep, rule, result, [*args, *kwargs.values()])
    lead = 1 if rule.form == "partials" else 2
    assert rule.body is not None
    parameters = list(signature(rule.body).parameters.values())[lead:]
    bound = bound_arguments(sweep, rule, parameters, args, kwargs)
    values: dict[str, Any] = {}
    for parameter in parameters:
        if parameter.name in bound:
            given = bound[parameter.name]
            values[parameter.name] = differentiable(sweep, rule, parameter.name, given)
    all_parameters = list(signature(rule.body).parameters)
    values[all_parameters[lead - 1]] = e.Var(target)
    if target in sweep.facts.lengths:
        values[all_parameters[0]] = safe_root(e.Var(target), sweep.facts, sweep.nested)
    if lead == 2:
        bare = isinstance(result, k.List | k.Tuple) or rule.function is np.where
        y_bar = entry.expr if bare else full_expression(sweep, target, entry)
        values[all_parameters[0]] = counted(sweep, target, rule, node.value, y_bar)
    if rule.variadic:
        return _variadic(sweep, node, rule, entry, values, bound)
    return _fixed(sweep, node, rule, entry, values, bound)


def _stacked(
    sweep: Sweep, node: s.Assign, display: e.Sequence, entry: Adjoint
) -> list[Contribution]:
    """`np.array([x, y])`: each element gets its part."""
    y_bar = full_expression(sweep, node.target, entry)
    out: list[Contribution] = []

    def visit(items: tuple[e.Expr, ...], place: tuple[int, ...]) -> None:
        for position, item in enumerate(items):
            here = (*place, position)
            if isinstance(item, e.Sequence):
                visit(item.items, here)
            elif isinstance(item, e.Var) and item.name in sweep.active:
                index = (
                    e.Const(here[0])
                    if len(here) == 1
                    else e.Sequence("tuple", tuple(map(e.Const, here)))
                )
                out.append(Contribution(item.name, e.Item(y_bar, index), True, None, 1, None, None))

    visit(display.items, ())
    return out


def _fixed(
    sweep: Sweep,
    node: s.Assign,
    rule: Rule,
    entry: Adjoint,
    values: dict[str, Any],
    bound: dict[str, Any],
) -> list[Contribution]:
    result = of_result(sweep, node)
    shape = shape_of(sweep, node.target) if isinstance(result, k.Array) else None
    out: list[Contribution] = []
    operands = [given_as(bound, name) for name in rule.operands]
    wanted = [
        (n, one.name)
        for n, one in enumerate(operands)
        if isinstance(one, e.Var) and one.name in sweep.active
    ]
    several = len(rule.operands) > 1
    if rule.together:
        return together(sweep, node, rule, values, bound)
    alone = _one_array(sweep, rule, bound) and entry.full
    floor = cut_off(sweep, node, rule, entry.expr)
    whole = paste_whole(sweep, node, rule, values) if wanted else ()
    for position, name in wanted:
        begun = len(sweep.out)
        if (
            rule.form == "partials"
            and len(wanted) == 2
            and wanted[0][1] == wanted[1][1]
            and rule.function is np.multiply
        ):
            if position == 1:
                continue
            partial: e.Expr | None = e.Binary("*", e.Const(2), sweep.demand(e.Var(name), node))
        elif floor is not None:
            partial = e.Const(1)
        elif whole:
            partial = whole[position]
        else:
            own = of_weights(sweep, node, rule, name, operands, values)
            partial = paste(sweep, node, rule, own, position if several else None)
        if partial is None or partial in (e.Const(0), e.ZERO):
            continue
        if rule.form == "partials":
            partial = _decided(sweep, partial)
            partial = _strong_zero(sweep, node, rule, partial, entry, values)
            used = chosen(sweep, node, rule, floor or entry.expr, partial, begun)
            sign, tree = multiplied(sweep, node, values, *used)
            fits = (None, None) if alone else (result, shape)
            out.append(Contribution(name, tree, entry.full, fits[0], sign, None, fits[1]))
        else:
            operand = sweep.facts.kinds[name]
            partial = held_against(sweep, node, rule, position, name, partial)
            partial = along_steps(sweep, node, partial)
            out.append(_structural(sweep, node, rule, name, partial, operand, values))
    refuse_sequences(sweep, rule, bound)
    return out


def together(
    sweep: Sweep,
    node: s.Assign | s.Unpack,
    rule: Rule,
    values: dict[str, Any],
    bound: dict[str, Any],
) -> list[Contribution]:
    """One call gives the adjoints of all operands."""
    found = paste(sweep, node, rule, values, None)
    assert found is not None
    parts = [sweep.counter.name(f"{name}_part") + "~local" for name in rule.operands]
    for part, name in zip(parts, rule.operands, strict=True):
        sweep.kinds[part] = _of_numpy(k.general(sweep.facts.kind(bound[name])))
    single = len(parts) == 1
    sweep.emit(s.Assign(parts[0], found) if single else s.Unpack(tuple(parts), found))
    return [
        Contribution(bound[name].name, e.Var(part), True, None, 1, None, None)
        for part, name in zip(parts, rule.operands, strict=True)
        if isinstance(bound[name], e.Var) and bound[name].name in sweep.active
    ]


def _of_numpy(kind: k.Kind) -> k.Kind:
    """The kind of an adjoint that NumPy computes for an operand of this kind."""
    number = {k.Real: "f8", k.Complex: "c16"}.get(type(kind))
    return kind if number is None else k.Scalar(np.dtype(number))


def _one_array(sweep: Sweep, rule: Rule, bound: dict[str, Any]) -> bool:
    """Is one argument an array and each other a number, so that the result has its shape?

    An argument without a derivative may have a shape too: the counts of a distribution.
    """
    operands = [value for value in bound.values() if isinstance(value, e.Expr)]
    kinds = [sweep.facts.kind(o) for o in operands]
    arrays = [o for o, kind in zip(operands, kinds, strict=True) if k.rank(kind) != 0]
    return (
        len(arrays) == 1
        and isinstance(arrays[0], e.Var)
        and any(arrays[0] is bound.get(name) for name in rule.operands)
        and arrays[0].name in sweep.active
        and all(
            o is arrays[0] or not (isinstance(o, e.Var) and o.name in sweep.active)
            for o in operands
        )
    )


def _decided(sweep: Sweep, partial: e.Expr) -> e.Expr:
    """A partial without a guard against zero where the number is known to be another."""
    match partial:
        case e.Choice(e.Var() | e.Binary() as test, body, _) if sweep.facts.limits.is_nonzero(test):
            return _decided(sweep, body)
    return rebuild(partial, lambda part: _decided(sweep, part))


def _strong_zero(
    sweep: Sweep,
    node: s.Assign,
    rule: Rule,
    partial: e.Expr,
    entry: Adjoint,
    values: dict[str, Any],
) -> e.Expr:
    """Upstream of a selection, a partial that may be inf or NaN is taken at a safe point.

    Only where the adjoint is zero: there the partial does not count.
    """
    chosen = sweep.selection
    passed = node.target in chosen.passed
    if not (passed or node.target in chosen.vanishing) and not isinstance(
        sweep.kind(entry.expr), k.Array | k.Scalar
    ):
        return partial
    if is_choice_of_numbers(partial):
        return partial
    singular = (
        rule.singular
        and node.target not in sweep.facts.at_most_one
        and (sweep.nested or node.target not in sweep.facts.lengths)
        and not is_tame(node.value, sweep.facts, node.target in chosen.masked)
        and (
            passed
            or node.target in chosen.masked
            or unevenly_singular(node.value, node.target, sweep.facts)
        )
    )
    operands = set(names(partial))
    if not operands <= sweep.facts.kinds.keys():  # what the rule has named reads others
        operands |= {node.target, *names(node.value)}
    if not chosen.endangered(node.target, operands, singular, sweep.facts):
        return partial
    number = k.rank(sweep.kind(entry.expr)) == 0 and k.is_number(sweep.kind(partial))
    if sweep.nested:
        return _relevant(sweep, entry.expr, partial)
    test = e.Compare("!=", entry.expr, e.Const(0))
    if number:
        return e.Choice(entry.expr, partial, e.ZERO)
    if isinstance(partial, e.Binary) and is_finite_form(partial):  # evaluating it errs nowhere
        return e.Call(e.Ref("np.where", np.where), (test, partial, e.Const(0.0)))
    given: set[e.Expr] = {v for v in values.values() if isinstance(v, e.Binary | e.Unary | e.Item)}
    return at_safe_points(sweep, partial, test, given, rule.safe)


def _relevant(sweep: Sweep, adjoint: e.Expr, partial: e.Expr) -> e.Expr:
    """The partial, where the sweep will be differentiated in its turn.

    The adjoint may be zero and change all the same, which is what a second derivative asks for:
    there the partial counts wherever it is finite, and so do its own derivatives.
    """
    if not isinstance(partial, e.Var):
        local = sweep.counter.name("partial") + "~local"
        everything = (("all", e.Const("ignore")),)
        quiet = e.Call(e.Ref("np.errstate", np.errstate), (), everything)
        match sweep.out:
            case [*_, s.With(manager, None, body)] if manager == quiet and _quiet_alone(body):
                body.append(s.Assign(local, partial))  # entering takes longer than a division
            case _:
                sweep.emit(s.With(quiet, None, [s.Assign(local, partial)]))
        sweep.kinds[local] = sweep.kind(partial)
        partial = e.Var(local)
    return e.Call(e.Ref("relevant", relevant), (partial, adjoint))


def _quiet_alone(body: s.Block) -> bool:
    """Are these partials of ours, and nothing of the program's?"""
    return all(isinstance(n, s.Assign) and n.target.startswith("partial.") for n in body)


def _structural(
    sweep: Sweep,
    node: s.Assign,
    rule: Rule,
    name: str,
    tree: e.Expr,
    operand: k.Kind,
    values: dict[str, Any],
) -> Contribution:
    """A written-out rule gives the operand's adjoint, up to broadcasting."""
    if isinstance(operand, k.List):
        return list_operand(sweep, node, rule, name, tree)
    target = sweep.facts.kinds[node.target]
    if rule.spread:
        found, want = k.dims(sweep.kind(tree)), k.dims(operand)
        full = found is not None and found == want and all(map(has_name, found))
        return Contribution(name, tree, full, None, 1, None, None)
    if rule.function in BROADCASTING:
        full = rule.function is not np.where
        return Contribution(name, tree, full, target, 1, None, shape_of(sweep, node.target))
    operands = [values[n] for n in rule.operands if isinstance(values.get(n), e.Expr)]
    ranks = [k.rank(sweep.facts.kind(v)) for v in operands]
    if rule.function in (np.matmul, np.dot, np.inner, np.kron) and not all(
        r in (1, 2) for r in ranks
    ):
        fits = rule.function is np.matmul and same_stack(sweep.kind(tree), operand)
        return Contribution(name, tree, True, None if fits else sweep.kind(tree), 1, None, None)
    full = k.rank(sweep.kind(tree)) != 0 or k.rank(operand) == 0
    return Contribution(name, largest(sweep, node, rule, tree), full, None, 1, None, None)


BROADCASTING = {
    along,
    np.where,
    np.broadcast_to,
    np.full,
    np.full_like,
    np.ldexp,
    math.ldexp,
    np.cross,
    relevant,
}


def refuse_sequences(sweep: Sweep, rule: Rule, bound: dict[str, Any]) -> None:
    """A display of active values is no operand."""
    for name in rule.operands:
        given = bound.get(name)
        if isinstance(given, e.Sequence) and any(n in sweep.active for n in names(given)):
            sweep.guard("a list or tuple of active values in place of an array")


def _variadic(
    sweep: Sweep,
    node: s.Assign,
    rule: Rule,
    entry: Adjoint,
    values: dict[str, Any],
    bound: dict[str, Any],
) -> list[Contribution]:
    assert rule.body is not None
    order = list(signature(rule.body).parameters)
    sequence = order[order.index("index") - 1]
    given = bound[sequence]
    if isinstance(given, e.Var):
        if isinstance(sweep.facts.kinds.get(given.name), k.List):
            return grown_operand(sweep, node, rule, given.name, values)
        rank = k.rank(sweep.facts.kinds[given.name])
        y_bar, shape = values[order[0]], shape_of(sweep, given.name)
        axis = values.get("axis", Static(0))
        rows = of_joined_rows(rule.function, y_bar, shape, rank, axis)
        if rows is not None:
            return [Contribution(given.name, rows, True, None, 1, None, None)]
        sweep.refuse("the operands must be written out as a list or tuple", "write `[a, b]`")
    assert isinstance(given, e.Sequence)
    out = []
    for position, item in enumerate(given.items):
        if isinstance(item, e.Var) and item.name in sweep.active:
            tree = paste(sweep, node, rule, {**values, "index": Static(position)}, None)
            if tree is None or tree == e.ZERO:
                continue
            tree = along_steps(sweep, node, tree)
            whole = rule.function is not np.einsum or all_axes_given(
                sweep, bound["subscripts"], position, given.items
            )
            if not whole:
                tree = e.Call(UNBROADCAST, (tree, shape_of(sweep, item.name)))
            out.append(Contribution(item.name, tree, True, None, 1, None, None))
        elif isinstance(item, e.Sequence) and any(n in sweep.active for n in names(item)):
            sweep.guard("nested lists of active values")
    return out
