"""Every rule in forward mode agrees with finite differences, and wrong rules are found out."""

import dataclasses
import functools
from typing import Any

import numpy as np
import pytest

from srcgrad import grad, jvp
from srcgrad.rules import Rule, lookup, registered
from srcgrad.tangent.application import held
from tests.rules.oracle import is_real, leaves, operand_names, same_kind, taken_once
from tests.rules.samples import call
from tests.rules.test_registry import REFUSED, SMOOTH, calls_of, name_of

FORWARD_ALONE = [rule for rule in registered() if rule.form == "jvp"]
MOVING = [rule for rule in SMOOTH if rule.function not in REFUSED] + FORWARD_ALONE


def directions(args: tuple[Any, ...], rule: Rule) -> Any:
    """A tangent for each operand, None for what has none."""
    generator = np.random.default_rng(11)

    def of(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            parts = [of(part) for part in value]
            return None if all(part is None for part in parts) else parts
        if not is_real(value):
            return None
        return same_kind(generator.uniform(-1, 1, np.shape(value)), value)

    if rule.variadic:
        return [of(value) for value in args]
    names = operand_names(rule)
    return [
        of(a) if names[n] in rule.operands or rule.parts(names[n]) else None
        for n, a in enumerate(args)
    ]


def moved(value: Any, tangent: Any, step: float) -> Any:
    if tangent is None:
        return value
    if isinstance(value, (list, tuple)):
        return [moved(v, t, step) for v, t in zip(value, tangent, strict=True)]
    return same_kind(value + step * tangent, value)


def slope(rule: Rule, args: Any, kwargs: Any, dots: Any) -> list[Any]:
    """The directional derivative by central differences, extrapolated."""

    def at(step: float) -> list[Any]:
        moved_args = [moved(a, d, step) for a, d in zip(args, dots, strict=True)]
        return [np.asarray(v) * 1.0 for v in leaves(rule.function(*moved_args, **kwargs))]

    rows = []
    for size in (4e-3, 2e-3, 1e-3):
        rows.append([(a - b) / (2 * size) for a, b in zip(at(size), at(-size), strict=True)])
    first, second = (
        [(4 * b - a) / 3 for a, b in zip(*pair, strict=True)]
        for pair in ((rows[0], rows[1]), (rows[1], rows[2]))
    )
    return [(16 * b - a) / 15 for a, b in zip(first, second, strict=True)]


def zeroed(value: Any, tangent: Any) -> Any:
    """What a linear function is applied to in place of a value."""
    if isinstance(value, (list, tuple)):
        parts = tangent or [None] * len(value)
        return [zeroed(v, t) for v, t in zip(value, parts, strict=True)]
    return np.zeros_like(value) if tangent is None else tangent


def by_rule(rule: Rule, args: Any, kwargs: Any, dots: Any) -> Any:
    """The tangent of a call, as the rule gives it."""
    y = rule.function(*args, **kwargs)
    if rule.form == "linear":
        fixed = held(rule)
        order = [] if rule.variadic else operand_names(rule)
        count = len(args) if rule.starred or not rule.variadic else 1
        applied = [
            zeroed(a, d)
            if n < count and (rule.variadic or order[n] in set(rule.operands) - fixed)
            else a
            for n, (a, d) in enumerate(zip(args, dots, strict=True))
        ]
        still = {name: 0.0 if name in rule.operands else v for name, v in kwargs.items()}
        return rule.function(*applied, **still)
    if rule.variadic:
        assert rule.tangent is not None
        lead = 1 if rule.function in (np.einsum, np.select, np.choose) else 0
        spread = rule.function is np.einsum or not isinstance(args[lead], (list, tuple))
        given = list(args[lead:]) if spread else list(args[lead])
        parts = dots[lead:] if spread else dots[lead]
        return sum(
            rule.tangent(d, y, *args[:lead], given, n, **kwargs)
            for n, d in enumerate(parts)
            if d is not None
        )
    names = operand_names(rule)

    def dot_of(name: str) -> Any:
        parameter, _, place = name.partition(".")
        position = names.index(parameter)
        own = dots[position] if position < len(dots) else None
        return own[int(place)] if place and own is not None else own

    dots = [dot_of(name) for name in rule.operands]
    if isinstance(y, (list, tuple)):
        return of_results(rule, args, kwargs, dots, y)
    if rule.tangent:
        wanted = [d if d is not None else 0.0 for d in dots]
        terms = rule.tangent(*wanted, y, *args, **kwargs)
    else:
        assert rule.body is not None
        terms = rule.body(y, *args, **kwargs)
        terms = terms if isinstance(terms, tuple) else (terms,)
        terms = tuple(
            0 if t is None or d is None else t * d for t, d in zip(terms, dots, strict=False)
        )
    terms = terms if isinstance(terms, tuple) else (terms,)
    active = [t for t, d in zip(terms, dots, strict=False) if d is not None and t is not None]
    return sum(active)


def of_results(rule: Rule, args: Any, kwargs: Any, dots: Any, y: Any) -> Any:
    """The tangents of several results, summed over the operands that move."""
    assert rule.tangent is not None
    terms = rule.tangent(*dots, y, *args, **kwargs)
    terms = (terms,) if len(rule.operands) == 1 else terms
    active = [t for t, d in zip(terms, dots, strict=True) if d is not None]
    return [sum(parts) for parts in zip(*active, strict=True)]


def check(rule: Rule, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Compare the tangent of one call with differences."""
    dots = directions(args, rule)
    if all(d is None for d in dots):
        return
    take = functools.partial(slope, rule, args, kwargs, dots)
    expected = taken_once(rule.function, args, kwargs, "along a direction", take)
    try:
        given = leaves(by_rule(rule, args, kwargs, dots))
    except NotImplementedError:  # forward mode cannot tell which results are used
        assert rule.function is np.linalg.svd
        return
    for found, wanted in zip(given, expected, strict=True):
        np.testing.assert_allclose(
            np.broadcast_to(found, np.shape(wanted)),
            wanted,
            rtol=1e-7,
            atol=1e-8,
            err_msg=f"{name_of(rule)}{args} {kwargs}",
        )


@pytest.mark.parametrize("rule", MOVING, ids=name_of)
def test_tangent_agrees_with_finite_differences(rule: Rule) -> None:
    for args, kwargs in calls_of(rule):
        check(rule, args, kwargs)


@pytest.mark.parametrize("rule", MOVING, ids=name_of)
def test_every_written_out_rule_has_a_tangent(rule: Rule) -> None:
    assert rule.form in ("partials", "linear") or rule.tangent is not None


WRONG = {
    "factor": (np.prod, lambda a_dot, y, a: 1.001 * np.sum(a_dot * y / a), call(np.ones(3) * 2)),
    "forgotten term": (
        np.matmul,
        lambda a_dot, b_dot, y, a, b: (a_dot @ b, 0),
        call(np.eye(2), np.ones((2, 2))),
    ),
    "transposed": (
        np.linalg.inv,
        lambda a_dot, y, a: -y.T @ a_dot @ y,
        call(np.array([[2.0, 1.0], [0.5, 3.0]])),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_tangent_is_found_out(case: str) -> None:
    function, body, (args, kwargs) = WRONG[case]
    right = lookup(function)
    assert right is not None
    check(right, args, kwargs)
    with pytest.raises(AssertionError, match=function.__name__):
        check(dataclasses.replace(right, tangent=body), args, kwargs)


@pytest.mark.parametrize("spread", [np.nanvar, np.nanstd])
def test_what_is_left_out_does_not_move(spread):
    """The tangent of a missing number is NaN, as it is."""
    x = np.array([1.0, np.nan, 2.5, 4.0])
    direction = np.array([1.0, 1.0, -0.5, 2.0])
    moved = jvp(lambda x: spread(x * x), (x,), (direction,))[1]
    slope = grad(lambda x: spread(x * x))(x[[0, 2, 3]])[1]
    np.testing.assert_allclose(moved, slope @ direction[[0, 2, 3]])
