"""A Bessel function that NumPy lacks, as the derivative of one that it has."""

from typing import Any

import numpy as np


def bessel_i1(x: Any) -> Any:
    """The modified Bessel function of order 1, the derivative of `np.i0`.

    Its integral over a period, by 128 points: exact but for rounding wherever `np.i0` is finite
    (L. N. Trefethen and J. A. C. Weideman, *The exponentially convergent trapezoidal rule*).

    >>> bessel_i1(np.array([0.0, 1.0])).round(6)
    array([0.      , 0.565159])
    """
    points = np.cos((np.arange(64) + 0.5) * (np.pi / 128))
    half = np.asarray(x)[..., None] * (0.5 * points)  # of what sinh takes: it would overflow
    return np.sum(np.sinh(half) * (points / 32) * np.cosh(half), axis=-1)
