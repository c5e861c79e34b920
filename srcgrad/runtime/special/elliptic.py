"""Derivatives of Carlson's symmetric elliptic integrals.

Formulas: B. C. Carlson, *Numerical computation of real or complex elliptic integrals* (1995). The
duplication theorem is differentiated step by step, so that nothing cancels where arguments meet.
"""

from typing import Any

import numpy as np


def elliprd_slope(place: int, x: Any, y: Any, z: Any) -> Any:
    """The derivative of the integral of the second kind by one of its arguments.

    >>> elliprd_slope(2, 1.0, 1.0, 1.0).round(12)
    np.float64(-0.9)
    """
    at = [np.asarray(one, np.float64) for one in np.broadcast_arrays(x, y, z)]
    infinite = at[place] == 0
    at = [np.where(one > 0, one, 0) for one in at]
    moved = [np.where(infinite | (k != place), 0.0, 1.0) for k in range(3)]
    slope, scale = np.zeros(at[0].shape), 1.0
    for _ in range(60):
        mean = (at[0] + at[1] + 3 * at[2]) / 5
        if np.all(np.max(np.abs(np.stack(at) - mean), axis=0) <= 1e-9 * mean):
            break
        roots = [np.sqrt(one) for one in at]
        rates = [d / (2 * np.where(r > 0, r, 1)) for d, r in zip(moved, roots, strict=True)]
        whole = roots[0] * roots[1] + roots[1] * roots[2] + roots[2] * roots[0]
        rate = (
            rates[0] * (roots[1] + roots[2])
            + rates[1] * (roots[2] + roots[0])
            + rates[2] * (roots[0] + roots[1])
        )
        last, below = np.where(roots[2] > 0, roots[2], 1), np.where(at[2] > 0, at[2] + whole, 1)
        slope -= 3 * scale * (rates[2] / last + (moved[2] + rate) / below) / (last * below)
        at = [(one + whole) / 4 for one in at]
        moved = [(d + rate) / 4 for d in moved]
        scale /= 4
    mean, pace = (at[0] + at[1] + 3 * at[2]) / 5, (moved[0] + moved[1] + 3 * moved[2]) / 5
    u, v = (mean - at[0]) / mean, (mean - at[1]) / mean
    du, dv = ((1 - u) * pace - moved[0]) / mean, ((1 - v) * pace - moved[1]) / mean
    bend = du * v + u * dv - 4 / 3 * (u + v) * (du + dv)
    slope -= scale * (1.5 * pace / mean + 3 / 14 * bend) / (mean * np.sqrt(mean))
    found = np.where(infinite | (np.broadcast_to(z, slope.shape) == 0), -np.inf, slope)
    return found[()]
