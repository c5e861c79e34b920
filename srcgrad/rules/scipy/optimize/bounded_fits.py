"""`scipy.optimize`: least squares of linear functions between bounds, and in order.

Which bounds stop the solution is constant; the rest of it solves a problem without them.
"""

from typing import Any

import numpy as np
import scipy.optimize

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.found import Found
from srcgrad.rules.taking import call
from srcgrad.runtime import places_found, vector_found


@meaning(scipy.optimize.nnls)
def nnls(A: Any, b: Any, **options: Any) -> Any:
    """Without negative unknowns: the solution, and how long the rest is."""
    found = call(scipy.optimize.nnls, A, b, **options)
    matrix, right = np.asarray(A), np.asarray(b)
    known = vector_found(found[0])
    free = np.flatnonzero(known > 0)
    model = np.zeros(np.shape(matrix)[1])
    model[free] = np.linalg.lstsq(matrix[:, free], right, rcond=None)[0]
    x = computed(model, known)
    return x, computed(np.linalg.norm(matrix @ x - right), found[1])


class BoundedFit(Found):
    """What `lsq_linear` has found."""

    def __init__(self, x: Any, A: Any, b: Any, told: Any) -> None:
        self.x, self.A, self.b, self.told = x, A, b, told

    @property
    def fun(self) -> Any:
        """What is left at the solution."""
        return computed(self.A @ self.x - self.b, vector_found(self.told.fun))

    @property
    def cost(self) -> Any:
        """Half of the sum of its squares."""
        rest = self.A @ self.x - self.b
        return computed(0.5 * np.sum(rest * rest), self.told.cost)


def stopped(found: Any) -> Any:
    """-1 where the lower bound stops an unknown, 1 where the upper one does."""
    return np.asarray(found.active_mask, dtype=np.int64)


@meaning(scipy.optimize.lsq_linear)
def lsq_linear(A: Any, b: Any, bounds: Any = (-np.inf, np.inf), **options: Any) -> Any:
    """Between bounds, at which an unknown moves with its bound."""
    if not isinstance(bounds, tuple):
        raise NotImplementedError("lsq_linear with bounds that are no tuple")
    found = call(scipy.optimize.lsq_linear, A, b, bounds, **options)
    matrix, right = np.asarray(A), np.asarray(b)
    known = vector_found(found.x)
    held = places_found(call(stopped, found))
    free = np.flatnonzero(held == 0)
    shape = np.shape(known)
    low, high = np.broadcast_to(bounds[0], shape), np.broadcast_to(bounds[1], shape)
    fixed = np.where(held < 0, low, 0.0) + np.where(held > 0, high, 0.0)
    model = np.zeros(shape)
    model[free] = np.linalg.lstsq(matrix[:, free], right - matrix @ fixed, rcond=None)[0]
    return BoundedFit(computed(model + fixed, known), matrix, right, found)


class InOrder:
    """What `isotonic_regression` has found."""

    def __init__(self, x: Any, weights: Any, blocks: Any) -> None:
        self.x, self.weights, self.blocks = x, weights, blocks


@meaning(scipy.optimize.isotonic_regression)
def isotonic_regression(y: Any, *, weights: Any = None, increasing: Any = True) -> Any:
    """Values in order: the weighted mean of each block."""
    found = call(scipy.optimize.isotonic_regression, y, weights=weights, increasing=increasing)
    values = np.asarray(y)
    shares = np.ones(len(values)) if weights is None else np.asarray(weights)
    blocks = places_found(found.blocks)
    sums = np.add.reduceat(shares, blocks[:-1])
    means = np.add.reduceat(shares * values, blocks[:-1]) / sums
    model = np.repeat(means, np.diff(blocks))
    x = computed(model, vector_found(found.x))
    return InOrder(x, computed(sums, vector_found(found.weights)), blocks)
