"""Every rule by the dot-product identity, and in any layout of its operands.

The adjoint of an operand x and the tangent along x_dot are of one linear map: y_bar . y_dot is
x_bar . x_dot. What a rule gives does not depend on the order in which an operand lies in memory.
"""

from itertools import cycle
from typing import Any

import numpy as np
import pytest

from srcgrad.rules import Rule
from srcgrad.runtime import unbroadcast
from tests.rules.oracle import adjoint, leaves, operand_names, places, random_seed
from tests.rules.test_forward import MOVING, by_rule, directions
from tests.rules.test_registry import SMOOTH, calls_of, name_of

LAYOUTS = {
    "by columns": lambda a: np.array(a, order="F"),
    "with gaps": lambda a: np.repeat(a, 2, axis=-1)[..., ::2] if a.ndim else a,
    "backwards": lambda a: a[::-1].copy()[::-1] if a.ndim else a,
}


def operands(rule: Rule, args: Any) -> list[Any]:
    """The places of the operands that have adjoints."""
    names = [] if rule.variadic else operand_names(rule)
    found = places(rule, args)
    return [p for p in found if rule.variadic or p[1] is not None or names[p[0]] in rule.operands]


def at(values: Any, place: Any) -> Any:
    position, part = place
    return values[position] if part is None else values[position][part]


def adjoints(rule: Rule, args: Any, kwargs: Any, y: Any, y_bar: Any) -> list[Any]:
    out = []
    for place in operands(rule, args):
        x = at(args, place)
        given = adjoint(rule, y_bar, y, args, kwargs, place)
        out.append(np.zeros(np.shape(x)) if given is None else unbroadcast(given, np.shape(x)))
    return out


def total(values: Any, weights: Any) -> float:
    pairs = zip(leaves(values), leaves(weights), strict=True)
    return float(sum(np.sum(np.asarray(v) * np.asarray(w)) for v, w in pairs))


@pytest.mark.parametrize("rule", [r for r in MOVING if r in SMOOTH], ids=name_of)
def test_dot_product_identity(rule: Rule) -> None:
    for args, kwargs in calls_of(rule):
        y = rule.function(*args, **kwargs)
        y_bar = random_seed(y, np.random.default_rng(5))
        dots = directions(args, rule)
        try:
            moved = by_rule(rule, args, kwargs, dots)
            found = adjoints(rule, args, kwargs, y, y_bar)
        except NotImplementedError:  # a combination of results that is refused
            continue
        moved = [
            np.broadcast_to(m, np.shape(v)) for m, v in zip(leaves(moved), leaves(y), strict=True)
        ]
        forward = total(moved, y_bar)
        reverse = sum(
            float(np.sum(x_bar * at(dots, place)))
            for x_bar, place in zip(found, operands(rule, args), strict=True)
            if at(dots, place) is not None
        )
        scale = abs(forward) + abs(reverse) + 1e-3
        assert abs(forward - reverse) < 1e-8 * scale, (name_of(rule), args, kwargs)


def laid_out(value: Any, layout: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(laid_out(v, layout) for v in value)
    return layout(value) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


@pytest.mark.parametrize("rule", SMOOTH, ids=name_of)
def test_layout_of_operands_does_not_matter(rule: Rule) -> None:
    for (args, kwargs), layout in zip(calls_of(rule), cycle(LAYOUTS.values()), strict=False):
        other = laid_out(args, layout)
        y = rule.function(*args, **kwargs)
        y_bar = random_seed(y, np.random.default_rng(5))
        try:
            expected = adjoints(rule, args, kwargs, y, y_bar)
        except NotImplementedError:
            continue
        given = adjoints(rule, other, kwargs, rule.function(*other, **kwargs), y_bar)
        for one, two in zip(given, expected, strict=True):
            np.testing.assert_allclose(one, two, rtol=1e-9, atol=1e-11, err_msg=name_of(rule))
