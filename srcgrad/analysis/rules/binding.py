"""The arguments of a call, bound to the parameters of its rule."""

from __future__ import annotations

import inspect
from typing import Any, NoReturn, Protocol

import numpy as np

from srcgrad.analysis.activity import carriers
from srcgrad.analysis.rules.neutral import is_neutral
from srcgrad.analysis.rules.pasting import Static
from srcgrad.analysis.rules.written_constants import WrittenConstants
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.spans import holds_span
from srcgrad.infer.lengths.reductions import NOT_GIVEN
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.wrapping import wraps
from srcgrad.rules import Rule
from srcgrad.rules.numpy.contractions import spelled
from srcgrad.rules.objects import takes

PRODUCTS = (np.dot, np.inner, np.matmul, np.outer, np.vdot)
SUMS = (np.add, np.subtract, np.multiply, np.true_divide)
PLAIN = (*SUMS, *PRODUCTS, np.where)  # what these rules do with an operand meets floats only
DOUBLE = e.Ref("np.float64", np.float64)


class Differentiating(Protocol):
    """What both modes know while they go through a program."""

    facts: Facts
    active: set[str]
    constants: WrittenConstants

    def refuse(self, reason: str, remedy: str, missing: bool = False) -> NoReturn:
        """Refuse the statement in hand."""


def operand(sweep: Differentiating, value: Any) -> Any:
    """An argument as a rule sees it: static where its value is known at compile time."""
    if isinstance(value, list):
        return [operand(sweep, v) for v in value]
    if isinstance(value, e.Sequence) and value.form in ("tuple", "list"):
        parts = [operand(sweep, v) for v in value.items]
        if not all(isinstance(p, Static) for p in parts):
            return parts
        made = [p.value for p in parts]
        return Static(made if value.form == "list" else tuple(made))
    kind = sweep.facts.kind(value)
    if isinstance(value, e.Slice):
        return value
    if k.constant(kind) and not holds_span(kind):  # which stands in subscripts alone
        return Static(k.value_of(kind), sweep.constants.shown(value))
    if isinstance(kind, k.Range) and kind.value is not None:  # of axes
        return Static(tuple(kind.value))
    return value


def differentiable(sweep: Differentiating, rule: Rule, name: str, value: Any) -> Any:
    """An argument as a rule sees it, small integers of NumPy's as the floats that they stand for.

    What a rule computes from them alone (`x * x`, `np.log(x)`) would wrap round, or be rounded.
    """
    seen = _axes(sweep, value) if name == "axis" else operand(sweep, value)
    if name not in rule.operands or rule.function in PLAIN or not isinstance(value, e.Expr):
        return seen
    kind = sweep.facts.kind(value)
    if isinstance(seen, Static):
        return Static(np.float64(seen.value)) if wraps(kind) else seen
    if not isinstance(kind, k.Array | k.Scalar) or kind.dtype.kind not in "iu":
        return seen
    if kind.dtype.itemsize == 8 and kind.dtype.kind != "u":
        return seen
    if isinstance(kind, k.Scalar):
        return e.Call(DOUBLE, (seen,))
    return seen if kind.mixed else e.Call(e.Attr(seen, "astype"), (DOUBLE,))


def _axes(sweep: Differentiating, value: Any) -> Any:
    """Axes as a rule hands them on, to functions that take no list of them."""
    seen = operand(sweep, value)
    if isinstance(seen, Static) and isinstance(seen.value, list):
        return Static(tuple(seen.value))
    if isinstance(seen, e.Expr) and isinstance(sweep.facts.kind(seen), k.List):
        return e.Call(e.Ref("tuple", tuple), (seen,))
    return seen


def gathered(sweep: Differentiating, rule: Rule, args: list[e.Expr]) -> list[e.Expr]:
    """Starred operands as one display, where the rule takes a sequence."""
    if rule.function is np.einsum:
        if isinstance(sweep.facts.kind(args[0]), k.Array):
            return _sublists(sweep, args)
        text = operand(sweep, args[0])
        if not isinstance(text, Static):
            sweep.refuse(
                "`einsum` without a constant text is outside the language",
                "write the subscripts as text",
            )
        return [e.Const(text.value), e.Sequence("tuple", tuple(args[1:]))]
    if rule.starred or (rule.function in (max, min) and len(args) > 1):
        return [e.Sequence("tuple", tuple(args))]
    if rule.function is np.gradient:
        return [args[0], e.Sequence("tuple", tuple(args[1:]))]
    if rule.function in (np.reshape, np.transpose) and len(args) > 2:
        return [args[0], e.Sequence("tuple", tuple(args[1:]))]
    return args


def _sublists(sweep: Differentiating, args: list[e.Expr]) -> list[e.Expr]:
    """`einsum(a, [0, 1], b, [1])` as `einsum` with a text."""
    operands = args[: len(args) // 2 * 2 : 2]
    given = [operand(sweep, one) for one in (*args[1::2], *args[len(operands) * 2 :])]
    if not all(isinstance(one, Static) for one in given):
        sweep.refuse(
            "`einsum` with subscripts that are not constant is outside the language",
            "write the subscripts as text",
        )
    lists = [one.value for one in given] + [None] * (len(args) % 2 == 0)
    return [e.Const(spelled(lists)), e.Sequence("tuple", tuple(operands))]


def given_as(bound: dict[str, Any], name: str) -> Any:
    """The argument that is an operand, `a` or `pair.0` for the first of a tuple; None if absent."""
    parameter, _, place = name.partition(".")
    value = bound.get(parameter)
    if not place:
        return value
    return value.items[int(place)] if isinstance(value, e.Sequence) else None


def bound_arguments(
    sweep: Differentiating,
    rule: Rule,
    parameters: list[inspect.Parameter],
    args: list[e.Expr],
    kwargs: dict[str, e.Expr],
) -> dict[str, Any]:
    """Arguments by the rule's parameters; what the rule does not know is refused by name."""
    positional = [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY and p.name != "index"]
    name = getattr(rule.function, "__name__", "the function")
    args = gathered(sweep, rule, args)
    if len(args) > len(positional):
        sweep.refuse(
            f"`{name}` is supported with {len(positional)} positional arguments here",
            "use fewer arguments",
        )
    bound: dict[str, Any] = dict(zip(positional, args, strict=False))
    known = {p.name for p in parameters}
    renamed = {"min": "a_min", "max": "a_max"} if rule.function is np.clip else {}
    for key, value in _given(sweep, kwargs):
        key = renamed.get(key, key)
        if key not in known:
            kinds = [sweep.facts.kind(one) for one in args if not isinstance(one, e.Sequence)]
            if is_neutral(rule.function, key, sweep.facts.kind(value), kinds):
                continue
            if _into_fresh(rule.function, key, kwargs):
                continue
            sweep.refuse(
                f"the keyword argument `{key}` of `{name}` is outside the language", "leave it out"
            )
        bound[key] = value
    for parameter in parameters:
        given = bound.get(parameter.name)
        if given is None and rule.function is np.clip and parameter.name in ("a_min", "a_max"):
            bound[parameter.name] = e.NONE
            continue
        if given is None:
            if parameter.default is parameter.empty and parameter.name != "index":
                sweep.refuse(
                    f"`{name}` is called without its argument `{parameter.name}`",
                    "name all its arguments",
                )
            continue
        if parameter.name not in rule.operands:
            inner = rule.parts(parameter.name)
            if inner and isinstance(given, e.Sequence) and len(given.items) > max(inner):
                continue
            kind = sweep.facts.kind(given) if isinstance(given, e.Expr) else None
            moves = kind is None or k.differentiable(kind)
            if isinstance(given, e.Expr) and moves and carriers(given, sweep.facts) & sweep.active:
                sweep.refuse(
                    f"`{name}` has no derivative with respect to `{parameter.name}`",
                    "make it a constant",
                )
            if isinstance(kind, k.Bool | k.Unknown | k.Str) and not _any(parameter, kind, rule):
                sweep.refuse(
                    f"the argument `{parameter.name}` of `{name}` must be known at compile time",
                    "use a constant",
                )
    return bound


def _into_fresh(function: Any, key: str, kwargs: dict[str, e.Expr]) -> bool:
    """Is it an array made for the result, or a mask with one of which only these places are read?

    Results in a tuple are read whole.
    """
    if not isinstance(function, np.ufunc) or "out" not in kwargs:
        return False
    return key == "out" or (key == "where" and function.nout == 1)


def _given(sweep: Differentiating, kwargs: dict[str, e.Expr]) -> list[tuple[str, e.Expr]]:
    """Keyword arguments without those that leave it to the default of NumPy, and of the rule."""
    return [(n, value) for n, value in kwargs.items() if sweep.facts.kind(value) != NOT_GIVEN]


def _any(parameter: inspect.Parameter, kind: k.Kind, rule: Rule) -> bool:
    """May the value of a parameter be anything, as the rule's body does not look at it?"""
    return parameter.name in rule.passed or (isinstance(kind, k.Opaque) and takes(rule.function))
