"""`scipy.special`: the gamma function, and what is made of it."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import nondifferentiable, part, partials
from srcgrad.runtime import digamma_rise, slope_of_one, slope_of_two


@partials(scipy.special.gamma, singular=True, complex=True)
def gamma(y: Any, x: Any) -> Any:
    return y * scipy.special.digamma(x)


@partials(scipy.special.gammaln, singular=True)
@partials(scipy.special.loggamma, singular=True, complex=True)
def gammaln(y: Any, x: Any) -> Any:
    return scipy.special.digamma(x)


@partials(scipy.special.rgamma)
def rgamma(y: Any, x: Any) -> Any:
    mirrored = 1 - np.where(x < 0.5, x, 0)  # by reflection, which poles do not stop
    turn = np.cos(math.pi * x) - np.sin(math.pi * x) / math.pi * scipy.special.digamma(mirrored)
    return np.where(
        x < 0.5,
        scipy.special.gamma(mirrored) * turn,
        -y * scipy.special.digamma(np.where(x < 0.5, 1, x)),
    )


@partials(scipy.special.digamma, scipy.special.psi, singular=True)
def digamma(y: Any, x: Any) -> Any:
    return scipy.special.polygamma(1, x)


@partials(scipy.special.polygamma, operands=("x",), singular=True)
def polygamma(y: Any, n: Any, x: Any) -> Any:
    return scipy.special.polygamma(n + 1, x)


@part
def riemann_slope(x: Any) -> Any:
    """The slope of the zeta function of Riemann; far out, that of its first terms."""
    far = np.maximum(x, 20.0)
    series = (
        np.log(2.0) * np.power(2.0, -far)
        + np.log(3.0) * np.power(3.0, -far)
        + np.log(4.0) * np.power(4.0, -far)
        + np.log(5.0) * np.power(5.0, -far)
        + np.log(6.0) * np.power(6.0, -far)
        + np.log(7.0) * np.power(7.0, -far)
        + np.log(8.0) * np.power(8.0, -far)
        + np.log(9.0) * np.power(9.0, -far)
        + np.log(10.0) * np.power(10.0, -far)
        + np.log(11.0) * np.power(11.0, -far)
        + np.log(12.0) * np.power(12.0, -far)
    )
    return np.where(x > 20, -series, slope_of_one(scipy.special.zetac, 1, x))


@partials(scipy.special.zeta, operands=("x", "q"), singular=True, safe=2.5, domain=(1.5, 3.0))
def zeta(y: Any, x: Any, q: Any = None) -> Any:
    if q is None:  # that of Riemann, for all real numbers but 1
        return riemann_slope(x), 0
    return slope_of_two(scipy.special.zeta, 1, 0, x, q), -x * scipy.special.zeta(x + 1, q)


@partials(scipy.special.zetac, singular=True, safe=2.5, domain=(1.5, 3.0))
def zetac(y: Any, x: Any) -> Any:
    return riemann_slope(x)


@part
def pole(x: Any) -> Any:
    """Where the gamma function has none of its values."""
    return (x <= 0) & (x == np.floor(x))


@part
def digamma_step(x: Any, y: Any) -> Any:
    """`digamma(x) - digamma(y)`; where both have poles these cancel, as reflection shows."""
    both = pole(x) & pole(y)
    return scipy.special.digamma(np.where(both, 1 - x, x)) - scipy.special.digamma(
        np.where(both, 1 - y, y)
    )


@part
def digamma_fall(x: Any, d: Any) -> Any:
    """`digamma(x) - digamma(x + d)`, which far out is less than rounding leaves of either."""
    far = np.minimum(x, x + d) > 50
    return np.where(far, -digamma_rise(0, x, d), digamma_step(x, x + d))


@partials(digamma_rise, operands=("x", "d"), singular=True)
def digamma_rise_slope(y: Any, order: Any, x: Any, d: Any) -> Any:
    return digamma_rise(order + 1, x, d), scipy.special.polygamma(order + 1, x + d)


@part
def at_zero(zero: Any, x: Any) -> Any:
    """The slope of `rgamma(x)` near a zero over `gamma(1 - x)`, as reflection gives it, else 1."""
    near = np.where(zero, x, 0)
    bend = np.sin(math.pi * near) / math.pi * scipy.special.digamma(1 - near)
    return np.cos(math.pi * near) - bend


@partials(scipy.special.beta, singular=True)
def beta(y: Any, a: Any, b: Any) -> Any:
    zero = (y == 0) & pole(a + b)
    first = np.where(zero, a, 1)
    second = np.where(zero, b, 1)
    mirrored = 1 - np.where(zero, a + b, 0)
    gammas = scipy.special.gamma(first) * scipy.special.gamma(second)
    slope = gammas * scipy.special.gamma(mirrored) * at_zero(zero, a + b)
    return (
        np.where(
            zero,
            slope + y * scipy.special.digamma(first),
            y * digamma_fall(np.where(zero, 1, a), np.where(zero, 0, b)),
        ),
        np.where(
            zero,
            slope + y * scipy.special.digamma(second),
            y * digamma_fall(np.where(zero, 1, b), np.where(zero, 0, a)),
        ),
    )


@partials(scipy.special.betaln, singular=True)
def betaln(y: Any, a: Any, b: Any) -> Any:
    return digamma_fall(a, b), digamma_fall(b, a)


@partials(scipy.special.poch, singular=True)
def poch(y: Any, z: Any, m: Any) -> Any:
    zero = (y == 0) & pole(z)
    mirrored = 1 - np.where(zero, z, 0)
    moved = np.where(zero, z + m, 1)
    slope = scipy.special.gamma(moved) * scipy.special.gamma(mirrored) * at_zero(zero, z)
    return (
        np.where(
            zero,
            slope + y * scipy.special.digamma(moved),
            -y * digamma_fall(np.where(zero, 1, z), np.where(zero, 0, m)),
        ),
        y * scipy.special.digamma(z + m),
    )


@partials(scipy.special.binom, singular=True)
def binom(y: Any, n: Any, k: Any) -> Any:
    above = (y == 0) & pole(n - k + 1)  # more are chosen than there are
    below = (y == 0) & pole(k + 1)
    zero = above | below
    steep = at_zero(zero, np.where(above, n - k + 1, k + 1)) * scipy.special.beta(
        np.where(above, k - n, np.where(below, -k, 1)), np.where(zero, n + 1, 1)
    )
    rest = np.where(above, 1, n - k + 1)
    return (
        np.where(
            above,
            steep + y * scipy.special.digamma(np.where(above, n + 1, 1)),
            y * digamma_fall(np.where(above, 1, n + 1), np.where(above, 0, -k)),
        ),
        np.where(
            above,
            -steep - y * scipy.special.digamma(np.where(above, k + 1, 1)),
            np.where(
                below,
                steep + y * scipy.special.digamma(rest),
                y * digamma_step(np.where(zero, 1, rest), np.where(zero, 1, k + 1)),
            ),
        ),
    )


@partials(scipy.special.multigammaln, operands=("a",), singular=True)
def multigammaln(y: Any, a: Any, d: Any) -> Any:
    return np.sum(scipy.special.digamma(np.asarray(a)[..., None] - 0.5 * np.arange(d)), axis=-1)


nondifferentiable(scipy.special.gammasgn)
