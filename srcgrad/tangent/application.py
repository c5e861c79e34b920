"""The use of a rule in forward mode."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from srcgrad.analysis.kinks import quotients
from srcgrad.analysis.kinks.infinities import GROWING, flattens
from srcgrad.analysis.kinks.lengths import safe_root
from srcgrad.analysis.kinks.quotients import divided
from srcgrad.analysis.kinks.selection import QUIET, ROOTS, is_steep
from srcgrad.analysis.rules.binding import (
    Differentiating,
    bound_arguments,
    differentiable,
    given_as,
)
from srcgrad.analysis.rules.fields import refuse_complex
from srcgrad.analysis.rules.pasting import Pasting, Static
from srcgrad.analysis.rules.rule_syntax import parsed
from srcgrad.analysis.rules.users import counted_parts
from srcgrad.infer.lengths.reductions import NOT_GIVEN
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names
from srcgrad.ir.wrapping import wraps
from srcgrad.rules import Rule, lookup, tangents
from srcgrad.rules.called import called_by
from srcgrad.rules.declare import signature
from srcgrad.runtime import relevant
from srcgrad.tangent.repeated_factors import of_repeated
from srcgrad.tangent.state import DOT, State, Tangent
from srcgrad.tangent.users import held_against

LITERAL = (e.Const(0), e.ZERO)


def by_rule(
    state: State, node: s.Assign, rule: Rule, args: list[e.Expr], kwargs: dict[str, e.Expr]
) -> Tangent | None:
    """The tangent of a call, or None where it is zero; `node` binds its result."""
    if node.target in state.facts.lengths:
        rule, args = lookup(np.sqrt) or rule, args[:1]
    alone = rule.function in (max, min) and len(args) == 1
    if alone and isinstance(state.facts.kind(args[0]), k.Array):
        rule = lookup(np.max) or rule
    refuse_complex(state, rule, state.facts.kinds[node.target], [*args, *kwargs.values()])
    if rule.form == "linear":
        return _linear(state, node, rule, args, kwargs)
    if rule.function in (np.multiply, np.power):
        repeated = of_repeated(state, node)
        if repeated is not None:
            return repeated
    use = Use(state, node, rule, args, kwargs)
    terms = use.variadic() if rule.variadic else use.fixed()
    total = _sum(terms)
    return None if total is None else Tangent(total, use.full(total))


class Use:
    """One use of a rule with partials, or with a tangent that is written out."""

    def __init__(
        self,
        state: State,
        node: s.Assign,
        rule: Rule,
        args: list[e.Expr],
        kwargs: dict[str, e.Expr],
    ) -> None:
        self.state, self.node, self.rule = state, node, rule
        body = rule.tangent or (rule.body if rule.form == "partials" else None)
        if body is None:
            name = getattr(rule.function, "__name__", "the function")
            state.refuse(
                f"`{name}` has no rule for forward mode",
                "declare its tangent with srcgrad.rules.jvp",
                missing=True,
            )
        self.body: Callable[..., Any] = body
        order = list(signature(self.body).parameters.values())
        self.lead = len(tangents(body)) if rule.tangent else 0
        self.bound = bound_arguments(state, rule, order[self.lead + 1 :], args, kwargs)
        self.values: dict[str, Any] = {order[self.lead].name: e.Var(node.target)}
        if node.target in state.facts.lengths:
            self.values[order[0].name] = safe_root(e.Var(node.target), state.facts, False)
        for parameter in order[self.lead + 1 :]:
            if parameter.name in self.bound:
                value = self.bound[parameter.name]
                self.values[parameter.name] = differentiable(state, rule, parameter.name, value)

    def fixed(self) -> list[tuple[int, e.Expr]]:
        """The terms of all active operands, as signs and expressions."""
        rule, state = self.rule, self.state
        given: list[e.Expr] = [given_as(self.bound, name) or e.NONE for name in rule.operands]
        several = len(rule.operands) > 1
        if rule.together:
            if not any(map(state.moves, given)):
                return []
            for name, one in zip(tangents(self.body), given, strict=True):
                self.values[name] = state.tangent(one)
            name = state.counter.name("moved") + "~local"  # of the value's kind, which says all
            state.emit(s.Assign(name, self._paste(None)))
            state.kinds[name] = k.general(state.facts.kinds[self.node.target])
            return [(1, e.Var(name))]
        if rule.function is np.multiply and given[0] == given[1] and state.moves(given[0]):
            twice = e.Binary("*", e.Const(2), given[0])
            return [(1, e.Binary("*", twice, state.tangent(given[0])))]
        out = []
        whole = self._whole(given)
        for position, one in enumerate(given):
            if not state.moves(one):
                continue
            if whole and rule.tangent:
                out.append(signed(held_against(state, self.node, rule, whole[position])))
                continue
            one_dot = self._bounded(one, state.tangent(one))
            if isinstance(one, e.Sequence):
                one_dot = e.Call(e.Ref("np.array", np.array), (one_dot,))
            if rule.tangent:
                self.values[tangents(self.body)[position]] = one_dot
                term = self._paste(position if several else None)
                out.append(signed(held_against(state, self.node, rule, term)))
                continue
            begun = len(state.out)
            partial = whole[position] if whole else self._paste(position if several else None)
            if partial in (e.NONE, *LITERAL):
                continue
            bounded = one_dot != state.tangent(one)
            grown = one_dot if any(rule.function is grows for grows in GROWING) else None
            counts = grown if bounded else self._counts(one, one_dot)
            if counts is not None:
                quiet = self._quiet(partial, begun)
                partial = e.Call(e.Ref("relevant", relevant), (quiet, counts))
            if isinstance(partial, e.Binary) and partial in given and self._scales(partial):
                out.append((1, e.Binary("*", partial, one_dot)))  # once over the array, not twice
                continue
            out.append(times(partial, one_dot, state.kind))
        return [(sign, tree) for sign, tree in out if tree not in (e.NONE, *LITERAL)]

    def _bounded(self, one: e.Expr, one_dot: e.Expr) -> e.Expr:
        """A tangent that is zero where the operand is an infinity, which does not move."""
        facts, value = self.state.facts, self.node.value
        if not (isinstance(one, e.Var) and one.name in self.state.boundless):
            return one_dot
        if not flattens(value, one, facts):
            return one_dot
        if k.rank(facts.kind(one)) == 0 and k.is_number(facts.kind(one)):
            return e.Choice(e.Call(e.Ref("math.isfinite", math.isfinite), (one,)), one_dot, e.ZERO)
        finite = e.Call(e.Ref("np.isfinite", np.isfinite), (one,))
        return e.Call(e.Ref("np.where", np.where), (finite, one_dot, e.Const(0.0)))

    def _counts(self, one: e.Expr, one_dot: e.Expr) -> e.Expr | None:
        """Where this is zero, a slope that may be infinite counts as zero; None if it never is."""
        facts, value, state = self.state.facts, self.node.value, self.state
        if not is_steep(value, facts):
            return None
        rooted = is_steep(value, facts, ROOTS)
        if rooted and isinstance(one, e.Var) and one.name in state.floors:
            return one
        still = state.flat | state.summed if rooted else state.rested
        return None if still.isdisjoint(names(one)) else one_dot

    def _scales(self, partial: e.Expr) -> bool:
        """Is it a number by which an array is multiplied?"""
        whole = self.state.facts.kinds[self.node.target]
        return k.rank(self.state.facts.kind(partial)) == 0 and k.rank(whole) != 0

    def _quiet(self, partial: e.Expr, begun: int) -> e.Expr:
        """A slope that may be infinite, and that nobody is to be warned of.

        What computes it stands behind `begun`.
        """
        if not isinstance(self.state.kind(partial), k.Array | k.Scalar):
            return partial
        if isinstance(partial, e.Var) and len(self.state.out) == begun:  # it is there already
            return partial
        local = self.state.counter.name("partial") + "~local"
        out = self.state.out
        out[begun:] = [s.With(QUIET, None, [*out[begun:], s.Assign(local, partial)])]
        self.state.kinds[local] = self.state.kind(partial)
        return e.Var(local)

    def _whole(self, given: list[e.Expr]) -> tuple[e.Expr, ...]:
        """The terms of all operands, from the one call of a rule that is called."""
        if called_by(self.body) is None or len(given) == 1 or not any(map(self.state.moves, given)):
            return ()
        for name, one in zip(tangents(self.body) if self.lead else (), given, strict=False):
            self.values[name] = self.state.tangent(one)
        whole = self._paste(None)
        assert isinstance(whole, e.Sequence)
        check = counted_parts(self.rule, whole.items)
        if check is not None:
            self.state.emit(check)
        return whole.items

    def full(self, total: e.Expr) -> bool:
        """Has the sum of the terms the shape of the result? Rules of `jvp` say so of each term."""
        if self.rule.tangent:
            return True
        read = {n.removesuffix(DOT) for n in self.state.operands(total)}
        given = {n for one in self.rule.operands for n in names(given_as(self.bound, one))}
        arrays = {n for n in given if k.rank(self.state.facts.kinds.get(n, k.Empty())) != 0}
        return self.node.target in read or arrays <= read

    def variadic(self) -> list[tuple[int, e.Expr]]:
        """The terms of the active operands of a sequence."""
        order = list(signature(self.body).parameters)
        given = self.bound[order[order.index("index") - 1]]
        if not isinstance(given, e.Sequence):
            self.state.refuse(
                "the operands must be written out as a list or tuple", "write `[a, b]`"
            )
        out = []
        for position, item in enumerate(given.items):
            if not self.state.moves(item):
                continue
            self.values[tangents(self.body)[0]] = self.state.tangent(item)
            self.values["index"] = Static(position)
            out.append(signed(self._paste(None)))
        return [(sign, tree) for sign, tree in out if tree not in (e.NONE, *LITERAL)]

    def _paste(self, position: int | None) -> e.Expr:
        name = getattr(self.rule.function, "__name__", "the function")
        pasting = Pasting(
            self.body,
            dict(self.values),
            self.state.kind,
            self.state.holding(self.body),
            self.state.core,
        )
        try:
            return pasting.result(position)
        except NotImplementedError as error:
            self.state.refuse(str(error), "write it in plain operations")
        except (TypeError, ValueError, IndexError, AttributeError):  # arguments it never met
            self.state.refuse(
                f"`{name}` with these arguments is outside the language", "use its plain form"
            )


# -- linear functions ----------------------------------------------------------------------


@cache
def held(rule: Rule) -> frozenset[str]:
    """The operands that a linear function only reads: they have no adjoint in any case."""
    assert rule.body is not None
    returns = [n.value for n in ast.walk(parsed(rule.body)) if isinstance(n, ast.Return)]
    found = set()
    for position, name in enumerate(rule.operands):
        given = [t.elts[position] for t in returns if isinstance(t, ast.Tuple)]
        if given and all(isinstance(g, ast.Constant) and g.value is None for g in given):
            found.add(name)
    return frozenset(found)


def _linear(
    state: State, node: s.Assign, rule: Rule, args: list[e.Expr], kwargs: dict[str, e.Expr]
) -> Tangent | None:
    """The function itself, of the tangents."""
    assert rule.body is not None and isinstance(node.value, e.Call)
    if not any(n in state.active for tree in (*args, *kwargs.values()) for n in names(tree)):
        return None
    parameters = list(signature(rule.body).parameters.values())[2:]
    bound_arguments(state, rule, parameters, args, kwargs)
    if isinstance(rule.function, np.ufunc) and "out" in kwargs:  # the array of the values
        kwargs = {key: tree for key, tree in kwargs.items() if key not in ("out", "where")}
    order = [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY and p.name != "index"]
    if rule.starred:
        order = order[:1] * len(args)
    given = [*zip(order, args, strict=False), *kwargs.items()]
    if not any(_turns(state, rule, name, tree) for name, tree in given):
        return None
    moved = [_moved(state, rule, order, n, a) for n, a in enumerate(args)]
    kwargs = {key: value for key, value in kwargs.items() if state.facts.kind(value) != NOT_GIVEN}
    named = {key: _one(state, rule, key, value) for key, value in kwargs.items()}
    if all(new is old for new, old in zip(moved, args, strict=True)) and all(
        named[key] is kwargs[key] for key in kwargs
    ):
        return None
    call = node.value
    keywords = tuple(named.items())
    full = rule.function is not np.where or all(
        new != e.ZERO or k.rank(state.kind(old)) == 0 for new, old in zip(moved, args, strict=True)
    )
    if isinstance(call.func, e.Attr) and len(call.args) < len(args):
        return Tangent(e.Call(e.Attr(moved[0], call.func.name), tuple(moved[1:]), keywords), full)
    return Tangent(e.Call(call.func, tuple(moved), keywords), full)


def _turns(state: State, rule: Rule, name: str, tree: e.Expr) -> bool:
    """Does an argument make the tangent other than zero?"""
    read = name in held(rule) or (name not in rule.operands and not _gathers(rule, name))
    return not read and any(n in state.active for n in names(tree))


def _moved(state: State, rule: Rule, order: list[str], position: int, tree: e.Expr) -> e.Expr:
    return _one(state, rule, order[position], tree) if position < len(order) else tree


def _one(state: State, rule: Rule, name: str, tree: e.Expr) -> e.Expr:
    """An argument of the function when it is applied to tangents."""
    if name in held(rule) or (name not in rule.operands and not _gathers(rule, name)):
        return tree
    if not state.moves(tree) and rule.function is np.where:
        return e.ZERO
    return state.tangent(tree)


def _gathers(rule: Rule, name: str) -> bool:
    """Is the parameter the sequence of operands?"""
    assert rule.body is not None
    if not rule.variadic:
        return False
    order = list(signature(rule.body).parameters)
    return order[order.index("index") - 1] == name


# -- terms ---------------------------------------------------------------------------------


def times(
    partial: e.Expr, x_dot: e.Expr, kind_of: Callable[[e.Expr], k.Kind]
) -> tuple[int, e.Expr]:
    """`partial * x_dot`, as a sign and an expression; integers of NumPy's keep their signs."""
    if wraps(kind_of(partial)):
        return 1, e.Binary("*", partial, x_dot)
    match partial:
        case e.Const(value) if value == 1 and not isinstance(value, bool):
            return 1, x_dot
        case e.Const(value) if value == -1 and not isinstance(value, bool):
            return -1, x_dot
        case e.Unary("-", inner):
            sign, tree = times(inner, x_dot, kind_of)
            return -sign, tree
        case e.Binary("/", above, below):
            sign, tree = times(above, x_dot, kind_of)
            return sign, e.Binary("/", tree, below)
        case e.Call(quotients.DIVIDE, (above, below), ()):
            sign, tree = times(above, x_dot, kind_of)
            return sign, divided(tree, below, kind_of)
        case e.Binary("*", e.Unary("-", left), right) if not wraps(kind_of(left)):
            sign, tree = times(e.Binary("*", left, right), x_dot, kind_of)
            return -sign, tree
        case e.Binary("*", left, right) if left == right and k.rank(kind_of(left)) != 0:
            return 1, e.Binary("*", e.Binary("*", x_dot, left), right)  # a square may underflow
    return 1, e.Binary("*", partial, x_dot)


def signed(tree: e.Expr) -> tuple[int, e.Expr]:
    """An expression as a sign and the rest."""
    match tree:
        case e.Unary("-", inner):
            return -1, inner
        case e.Binary("@" | "*" | "/" as op, left, right):
            sign, rest = signed(left)
            return (sign, e.Binary(op, rest, right)) if sign < 0 else (1, tree)
    return 1, tree


def _sum(terms: list[tuple[int, e.Expr]]) -> e.Expr | None:
    """The sum of all terms, one with a plus first."""
    if not terms:
        return None
    terms = sorted(terms, key=lambda term: -term[0])
    (sign, total), *rest = terms
    total = total if sign > 0 else e.Unary("-", total)
    for sign, tree in rest:
        total = e.Binary("+" if sign > 0 else "-", total, tree)
    return total


_: type[Differentiating] = State
