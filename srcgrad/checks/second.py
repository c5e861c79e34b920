"""Second derivatives against central differences of the gradient."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.checks.comparison import RANDOM_STATE, STEP, Limits
from srcgrad.checks.differences import careful, difference
from srcgrad.checks.leaves import (
    at,
    differentiable,
    leaves,
    placed,
    replaced,
    spelled,
    steps,
    unfolded,
)
from srcgrad.checks.outputs import random_like, weighted
from srcgrad.checks.replicas import replica
from srcgrad.errors import GradientCheckError
from srcgrad.transforms.gradient import Gradient
from srcgrad.transforms.second import scalar_of

WORDS = {2: "second", 3: "third", 4: "fourth"}
DIRECTIONS = 3  # of each leaf; the gradient's change is weighted at random


def check_second(
    name: str,
    label: str,
    gradient: Gradient,
    args: Any,
    position: int,
    limits: Limits,
    order: int = 2,
) -> None:
    """Check what `hvp` returns with respect to one argument, leaf by leaf, in random directions."""
    argument = args[position]
    generator = np.random.default_rng(RANDOM_STATE)
    points_back = any(steps(leaf) is not None for _, leaf in leaves(argument))
    second = scalar_of(gradient, gradient.wrt, None, gradient.has_aux)
    weights = argument
    for path, leaf in leaves(argument):
        own = random_like(leaf, generator) if differentiable(leaf) else None
        weights = replaced(weights, path, own)
    for path, leaf in leaves(argument):
        if not differentiable(leaf):
            continue
        for _ in range(DIRECTIONS):
            direction = random_like(leaf, generator)
            held = argument
            for other, _leaf in leaves(argument):
                held = replaced(held, other, None)
            _, moved = second.along(replica(args), {}, (replaced(held, path, direction),))
            number = weighted(moved, weights)

            def slope(t: float, path: Any = path, direction: Any = direction) -> float:
                given = replica(args, widen=True)
                inside = (position, *path)
                if points_back:  # what points back is to see the same number
                    given = replaced(given, (position,), unfolded(given[position]))
                    given = placed(given, inside, at(given, inside) + t * direction)
                else:
                    given = replaced(given, inside, at(given, inside) + t * direction)
                return weighted(gradient(*given)[1], weights)

            what = f"the {WORDS.get(order, f'{order}th')} derivative of `{name}`"
            place = f"in a direction through {label}{spelled(path, argument)}"
            _compare(f"{what} {place}", number, slope, limits)


def _compare(what: str, number: float, slope: Any, limits: Limits) -> None:
    for method in (difference, careful):
        estimate = method(slope, STEP)
        larger = max(abs(number), abs(estimate.derivative))
        if abs(number - estimate.derivative) <= limits.allowed(larger, larger):
            return
    raise GradientCheckError(
        f"{what} is {number!r}, but "
        f"central differences of the gradient give {estimate.derivative!r}"
        f" (uncertain by {estimate.error:.1e})",
        "at a point without such a derivative the two need not agree",
    )
