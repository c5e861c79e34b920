"""Derivatives of the incomplete gamma and beta functions by their parameters.

The derivative of a distribution function by a parameter is an integral of the density's. That of
the density changes its sign once, and its whole integral is 0: on the side of the sign's change on
which the bound lies, nothing cancels. The exponential of an exponential spreads the points of the
trapezoidal rule there (H. Takahasi and M. Mori, *Double exponential formulas for numerical
integration*, 1974). First derivatives are right to 1e-12 of themselves, but for what rounding makes
of powers of large parameters; higher ones, whose densities change sign more often, to 1e-10 of
their greatest value.
"""

import math
from typing import Any

import numpy as np

BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6)
AT_ONCE = 4096  # elements, so that memory stays bounded
STEP = 0.0625  # of the trapezoidal rule
FIRST = -58
LAST = 70


def polygammas(count: int, x: Any) -> list[Any]:
    """The first derivatives of the logarithm of the gamma function, `count` of them.

    By recurrence and the asymptotic series (Abramowitz and Stegun 6.4.6 and 6.4.11).

    >>> [float(one.round(12)) for one in polygammas(2, 1.0)]
    [-0.577215664902, 1.644934066848]
    """
    x = np.asarray(x, np.float64)
    found, z = [], x + 12
    for n in range(count):
        sign, whole = (-1) ** n, float(math.factorial(n))
        value = -sign * whole / (2 * z ** (n + 1))
        value = value + (np.log(z) if n == 0 else -sign * math.factorial(n - 1) / z**n)
        for k, number in enumerate(BERNOULLI, start=1):
            ratio = math.factorial(2 * k + n - 1) / math.factorial(2 * k)
            value = value - sign * number * ratio / z ** (2 * k + n)
        for k in range(12):
            value = value - sign * whole / (x + k) ** (n + 1)
        found.append(value)
    return found


def factors(m: int, n: int, logs: Any) -> Any:
    """What a derivative multiplies a positive function by, from those of its logarithm.

    `logs(i, j)` are those, `i` times by the one and `j` times by the other parameter.

    >>> factors(2, 0, lambda i, j: 3.0 if i == 1 else 0.5)
    9.5
    """
    found: dict[tuple[int, int], Any] = {(0, 0): 1.0}
    for i in range(m + 1):
        for j in range(n + 1):
            if i > 0:
                found[i, j] = sum(
                    math.comb(i - 1, p) * math.comb(j, q) * logs(p + 1, q)
                    * found[i - 1 - p, j - q]
                    for p in range(i) for q in range(j + 1)
                )  # fmt: skip
            elif j > 0:
                found[i, j] = sum(
                    math.comb(j - 1, q) * logs(0, q + 1) * found[0, j - 1 - q] for q in range(j)
                )
    return found.get((m, n), 0.0)  # of a negative order, which a zero multiplies: nothing


def gamma_logs(order: int, a: Any, log: Any) -> Any:
    """The derivatives, by the parameter, of the logarithm of a gamma density."""
    psi = polygammas(order, a)
    return lambda i, j: log - psi[0] if i == 1 else -psi[i - 1]


def beta_logs(m: int, n: int, a: Any, b: Any, whole: Any, logs: tuple[Any, Any]) -> Any:
    """The derivatives, by the parameters, of the logarithm of a beta density."""
    first, second, both = polygammas(m, a), polygammas(n, b), polygammas(m + n, whole)

    def of(i: int, j: int) -> Any:
        found = both[i + j - 1]
        if j == 0:
            found = found - first[i - 1]
        elif i == 0:
            found = found - second[j - 1]
        return found + (logs[j] if i + j == 1 else 0.0)

    return of


def spread(scale: Any) -> tuple[Any, Any]:
    """Points from 0 to infinity, along a last axis, and what they weigh in an integral."""
    s = STEP * np.arange(FIRST, LAST)
    points = np.asarray(scale)[..., None] * np.exp(s - np.exp(-s))
    return points, STEP * points * (1 + np.exp(-s))


def log_gamma(x: Any) -> Any:
    """The logarithm of the gamma function of positive numbers."""
    return np.reshape([math.lgamma(one) for one in np.ravel(x)], np.shape(x))


def gamma_below(order: int, a: Any, x: Any) -> Any:
    """The derivative of the part of a gamma distribution below `x`, by its parameter."""
    u, weights = spread(1 / (a + 1 - x + np.sqrt(x)))
    log, above = np.log(x), (a + 1)[..., None]
    bend = np.exp(-above * u - x[..., None] * np.expm1(-u))
    inner = factors(order, 0, gamma_logs(order, above, log[..., None] - u))
    first = factors(order, 0, gamma_logs(order, a + 1, log))
    total = first + x * np.sum(weights * bend * inner, axis=-1)
    return np.exp(a * log - x - log_gamma(a + 1)) * total


def gamma_above(order: int, a: Any, x: Any) -> Any:
    """That of the part above it."""
    v, weights = spread(1 / (1 - (a - 1) / x + np.sqrt(np.maximum(a - 1, 0)) / x))
    log, parameter = np.log1p(v / x[..., None]), a[..., None]
    inner = factors(order, 0, gamma_logs(order, parameter, np.log(x)[..., None] + log))
    total = np.sum(weights * np.exp((parameter - 1) * log - v) * inner, axis=-1)
    return np.exp((a - 1) * np.log(x) - x - log_gamma(a)) * total


def beta_below(m: int, n: int, a: Any, b: Any, x: Any, y: Any, logs: tuple[Any, Any]) -> Any:
    """The derivative of the part of a beta distribution below `x`, which is `1 - y`."""
    bent = np.maximum(b - 1, 0)
    u, weights = spread(1 / (a + 1 - bent * x / y + np.sqrt(bent * x) / y))
    left = np.log1p(-(x / y)[..., None] * np.expm1(-u))  # of the other end, against `y`
    inner = factors(
        m, n,
        beta_logs(
            m, n, (a + 1)[..., None], b[..., None], (a + b + 1)[..., None],
            (logs[0][..., None] - u, logs[1][..., None] + left),
        ),
    )  # fmt: skip
    bend = np.exp((b - 1)[..., None] * left - (a + 1)[..., None] * u)
    first = factors(m, n, beta_logs(m, n, a + 1, b, a + b, logs))
    total = first + (a + b) * (x / y) * np.sum(weights * bend * inner, axis=-1)
    size = a * logs[0] + b * logs[1] + log_gamma(a + b) - log_gamma(a + 1) - log_gamma(b)
    return np.exp(size) * total


def gamma_density_slope(order: int, a: Any, x: Any) -> Any:
    """A derivative of the gamma density at `x` by its parameter, the `order`-th.

    >>> gamma_density_slope(0, 2.0, 1.0).round(12)
    np.float64(0.367879441171)
    """
    with np.errstate(all="ignore"):
        a, x = np.broadcast_arrays(np.asarray(a, np.float64), np.asarray(x, np.float64))

        def of(a: Any, x: Any) -> Any:
            size = np.exp((a - 1) * np.log(x) - x - log_gamma(a))
            return size * factors(order, 0, gamma_logs(order, a, np.log(x)))

        found = in_parts(of, (a, x), (a > 0) & (x > 0) & (x < np.inf), ~((a > 0) & (x >= 0)))
    return found[()]


def beta_density_slope(m: int, n: int, a: Any, b: Any, x: Any) -> Any:
    """A derivative of the beta density at `x`, `m` times by `a` and `n` times by `b`.

    >>> beta_density_slope(0, 0, 2.0, 1.0, 0.25).round(12)
    np.float64(0.5)
    """
    with np.errstate(all="ignore"):
        a, b, x = np.broadcast_arrays(*[np.asarray(one, np.float64) for one in (a, b, x)])

        def of(a: Any, b: Any, x: Any) -> Any:
            logs = np.log(x), np.log1p(-x)
            size = (a - 1) * logs[0] + (b - 1) * logs[1] + log_gamma(a + b)
            size = np.exp(size - log_gamma(a) - log_gamma(b))
            return size * factors(m, n, beta_logs(m, n, a, b, a + b, logs))

        good = (a > 0) & (b > 0) & (x >= 0) & (x <= 1)
        found = in_parts(of, (a, b, x), good & (x > 0) & (x < 1), ~good)
    return found[()]


def in_parts(function: Any, arrays: tuple[Any, ...], inside: Any, wrong: Any) -> Any:
    """A function of flat arrays, where they are inside; 0 elsewhere, and NaN where it is wrong."""
    found = np.where(wrong, np.nan, np.zeros(inside.shape))
    places = np.flatnonzero(inside)
    for start in range(0, len(places), AT_ONCE):
        part = places[start : start + AT_ONCE]
        found.reshape(-1)[part] = function(*[np.ravel(one)[part] for one in arrays])
    return found


def gammainc_slope(order: int, a: Any, x: Any) -> Any:
    """A derivative of `scipy.special.gammainc(a, x)` by `a`, the `order`-th.

    >>> gammainc_slope(1, np.array([1.0, 2.0]), 1.5).round(12)
    array([-0.3192853 , -0.31348864])
    """
    with np.errstate(all="ignore"):
        a, x = np.broadcast_arrays(np.asarray(a, np.float64), np.asarray(x, np.float64))
        a = np.where(a == 0, 1e-290, a)

        def of(a: Any, x: Any) -> Any:
            low, found = np.log(x) < polygammas(1, a + 1)[0], np.empty(a.shape)
            found[low] = gamma_below(order, a[low], x[low])
            found[~low] = -gamma_above(order, a[~low], x[~low])
            return found

        found = in_parts(of, (a, x), (a > 0) & (x > 0) & (x < np.inf), ~((a > 0) & (x >= 0)))
    return found[()]


def betainc_slope(m: int, n: int, a: Any, b: Any, x: Any) -> Any:
    """A derivative of `scipy.special.betainc(a, b, x)`, `m` times by `a` and `n` times by `b`.

    >>> betainc_slope(1, 0, 1.0, 1.0, np.array([0.25, 0.5])).round(12)
    array([-0.34657359, -0.34657359])
    """
    with np.errstate(all="ignore"):
        given = np.broadcast_arrays(*[np.asarray(one, np.float64) for one in (a, b, x)])

        def of(a: Any, b: Any, x: Any) -> Any:
            logs, whole = (np.log(x), np.log1p(-x)), polygammas(1, a + b)[0]
            low = logs[0] < polygammas(1, a)[0] - whole
            if m == 0:
                low = logs[1] > polygammas(1, b)[0] - whole
            found, y, high = np.empty(a.shape), 1 - x, ~low
            ends = logs[0][low], logs[1][low]
            found[low] = beta_below(m, n, a[low], b[low], x[low], y[low], ends)
            ends = logs[1][high], logs[0][high]
            found[high] = -beta_below(n, m, b[high], a[high], y[high], x[high], ends)
            return found

        a, b, x = given
        good = (a > 0) & (b > 0) & (x >= 0) & (x <= 1)
        found = in_parts(of, (a, b, x), good & (x > 0) & (x < 1), ~good)
    return found[()]
