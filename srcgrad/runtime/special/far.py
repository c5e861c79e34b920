"""What is left of special functions far out, where the formulas for their slopes cancel."""

import math
from typing import Any

import numpy as np

BERNOULLI = ((2, 1 / 12), (4, -1 / 120), (6, 1 / 252))  # of the powers of the digamma function


def digamma_rise(order: int, x: Any, d: Any) -> Any:
    """How much the digamma function, or a derivative of it, grows from `x` to `x + d`.

    For both beyond 50, by the asymptotic series (Abramowitz and Stegun 6.3.18), term by term: the
    difference of the values is lost to rounding as `d / x` is.

    >>> digamma_rise(0, 1e20, 2.5)
    np.float64(2.5e-20)
    """
    with np.errstate(all="ignore"):
        x, d = np.asarray(x, np.float64), np.asarray(d, np.float64)
        near, far = 1 / x, 1 / (x + d)

        def fall(power: int) -> Any:  # of a power of the reciprocal
            return d * near * far * sum(near**i * far ** (power - 1 - i) for i in range(power))

        sign = (-1) ** order
        whole = math.factorial(order - 1) * fall(order) if order else np.log1p(d * near)
        found = sign * whole + sign * 0.5 * math.factorial(order) * fall(1 + order)
        for power, number in BERNOULLI:
            rising = math.prod(range(power, power + order))
            found = found + sign * number * rising * fall(power + order)
    return np.where(np.minimum(x, x + d) > 50, found, np.nan)[()]


def bessel_decay(order: int, v: Any, x: Any) -> Any:
    """The logarithmic slope of `exp(-x) * iv(v, x)` for a great `x`, or a derivative of it.

    Its series in `1 / x` solves the equation of Riccati that Bessel's becomes; at `-x` it is that
    of `exp(x) * kv(v, x)` with the opposite sign. Right to rounding for `x` beyond 50 and
    `10 * v**2`.

    >>> bessel_decay(0, 0.0, 1e20)
    np.float64(-5e-21)
    """
    with np.errstate(all="ignore"):
        reciprocal = 1 / np.asarray(x)
        terms: list[Any] = [-0.5]
        for k in range(2, 15):
            rest = sum(terms[i] * terms[-1 - i] for i in range(len(terms)))
            square = np.square(v) if k == 2 else 0.0
            terms.append(0.5 * ((k - 2) * terms[-1] - rest + square))
        found = 0.0 * reciprocal
        for k, term in enumerate(terms, start=1):
            rising = (-1) ** order * math.prod(range(k, k + order))
            found = found + rising * term * reciprocal ** (k + order)
    return found
