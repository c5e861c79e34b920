"""The `math` module. Where a partial could raise and the function does not, it is guarded."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import bisect
import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, meaning, nondifferentiable, partials, vjp
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import digamma, power_slope


@partials(math.exp, singular=True)
def exp(y: Any, x: Any) -> Any:
    return y


@partials(math.expm1, singular=True)
def expm1(y: Any, x: Any) -> Any:
    return math.exp(x)


@partials(math.log, singular=True, operands=("x", "base"))
def log(y: Any, x: Any, base: Any = None) -> Any:
    if base is None:
        return 1 / x, None
    scale = math.log(base)
    return 1 / (x * scale), -y / (base * scale)


@partials(math.log2, singular=True)
def log2(y: Any, x: Any) -> Any:
    return 1 / (x * math.log(2.0))


@partials(math.log10, singular=True)
def log10(y: Any, x: Any) -> Any:
    return 1 / (x * math.log(10.0))


@partials(math.log1p, singular=True)
def log1p(y: Any, x: Any) -> Any:
    return 1 / (1 + x)


@partials(math.sqrt, singular=True)
def sqrt(y: Any, x: Any) -> Any:
    return 0.5 / y if y else math.inf


@partials(math.pow, singular=True)
def power(z: Any, x: Any, p: Any) -> Any:
    return power_slope(z, x, p), z * math.log(x) if x > 0 else 0.0


@partials(math.sin)
def sin(y: Any, x: Any) -> Any:
    return math.cos(x)


@partials(math.cos)
def cos(y: Any, x: Any) -> Any:
    return -math.sin(x)


@partials(math.tan)
def tan(y: Any, x: Any) -> Any:
    return 1 + y * y


@partials(math.asin, singular=True)
def asin(y: Any, x: Any) -> Any:
    return 1 / math.sqrt((1 - x) * (1 + x)) if abs(x) < 1 else math.inf


@partials(math.acos, singular=True)
def acos(y: Any, x: Any) -> Any:
    return -1 / math.sqrt((1 - x) * (1 + x)) if abs(x) < 1 else -math.inf


@partials(math.atan)
def atan(y: Any, x: Any) -> Any:
    return 1 / (1 + x * x)


@partials(math.atan2)
def atan2(angle: Any, y: Any, x: Any) -> Any:
    r = math.hypot(x, y)
    return (
        (0.0 if math.isinf(x) else x / r / r) if r else 0.0,
        (0.0 if math.isinf(y) else -y / r / r) if r else 0.0,
    )


@partials(math.sinh, singular=True)
def sinh(y: Any, x: Any) -> Any:
    return math.cosh(x)


@partials(math.cosh, singular=True)
def cosh(y: Any, x: Any) -> Any:
    return math.sinh(x)


@partials(math.tanh)
def tanh(y: Any, x: Any) -> Any:
    return 1 - y * y


@partials(math.asinh)
def asinh(y: Any, x: Any) -> Any:
    return 1 / math.hypot(x, 1.0)


@partials(math.acosh, singular=True, safe=2.0, domain=(1.2, 3.0))
def acosh(y: Any, x: Any) -> Any:
    return 1 / (math.sqrt(x - 1) * math.sqrt(x + 1)) if x > 1 else math.inf


@partials(math.atanh, singular=True)
def atanh(y: Any, x: Any) -> Any:
    return 1 / ((1 - x) * (1 + x))


@partials(math.hypot)
def hypot(z: Any, x: Any, y: Any) -> Any:
    return x / z if z else 0.0, y / z if z else 0.0


@vjp(math.dist)
def dist(y_bar: Any, y: Any, p: Any, q: Any) -> Any:
    slope = y_bar * ((p - q) / (y if y else 1.0))
    return slope, -slope


@jvp(math.dist)
def dist_tangent(p_dot: Any, q_dot: Any, y: Any, p: Any, q: Any) -> Any:
    slope = (p - q) / (y if y else 1.0)
    return slope @ p_dot, -slope @ q_dot


@meaning(math.hypot, keywords=("z",))
def length_in_space(x: Any, y: Any, z: Any, *others: Any) -> Any:
    """The length of a vector of more than two coordinates, which `math.dist` finds the same way."""
    return math.dist(np.array([x, y, z, *others]), np.zeros(3 + len(others)))


@partials(math.gamma)
def gamma(y: Any, x: Any) -> Any:
    return y * digamma(x)


@partials(math.lgamma)
def lgamma(y: Any, x: Any) -> Any:
    return digamma(x)


@partials(math.fabs)
def fabs(y: Any, x: Any) -> Any:
    return math.copysign(1.0, x) if x else 0.0


@partials(math.copysign)
def copysign(z: Any, x: Any, y: Any) -> Any:
    return math.copysign(1.0, x) * math.copysign(1.0, y) if x else 0.0, 0


@partials(math.fmod, math.remainder)
def fmod(z: Any, x: Any, y: Any) -> Any:
    return 1, (z - x) / y


@partials(math.erf)
def erf(y: Any, x: Any) -> Any:
    return 2 / math.sqrt(math.pi) * math.exp(-x * x)


@partials(math.erfc)
def erfc(y: Any, x: Any) -> Any:
    return -2 / math.sqrt(math.pi) * math.exp(-x * x)


def degrees(y_bar: Any, y: Any, x: Any) -> Any:
    return math.degrees(y_bar)


linear(math.degrees, transpose=degrees)


def radians(y_bar: Any, y: Any, x: Any) -> Any:
    return math.radians(y_bar)


linear(math.radians, transpose=radians)


def fsum(y_bar: Any, y: Any, seq: Any, index: int) -> Any:
    return y_bar


linear(math.fsum, transpose=fsum, variadic=True)


@vjp(math.prod, variadic=True)
def prod(y_bar: Any, y: Any, iterable: Any, index: int) -> Any:
    return y_bar * math.prod([*iterable[:index], *iterable[index + 1 :]])


@meaning(math.prod, keywords=("start",))
def prod_from(iterable: Any, /, *, start: Any) -> Any:
    """The product of a number and of others."""
    return math.prod([start, *iterable])


@jvp(math.prod)
def prod_tangent(x_dot: Any, y: Any, iterable: Any, index: int) -> Any:
    return x_dot * math.prod([*iterable[:index], *iterable[index + 1 :]])


if hasattr(math, "cbrt"):  # Python 3.11

    @partials(math.cbrt, singular=True)
    def cbrt(y: Any, x: Any) -> Any:
        return 1 / (3 * y * y) if y else math.inf

    @partials(math.exp2, singular=True)
    def exp2(y: Any, x: Any) -> Any:
        return y * math.log(2.0)


if hasattr(math, "sumprod"):  # Python 3.12
    _sumprod = math.sumprod

    @meaning(_sumprod, active=("p", "q"))
    def sumprod(p: Any, q: Any, /) -> Any:
        """The sum of products, which is rounded once."""
        whole = sum([one * other for one, other in zip(p, q, strict=True)])
        return computed(whole, call(_sumprod, p, q))


if hasattr(math, "fma"):  # Python 3.13

    @partials(math.fma)
    def fma(w: Any, x: Any, y: Any, z: Any) -> Any:
        return y, x, 1


nondifferentiable(
    math.floor, math.ceil, math.trunc, math.isnan, math.isinf, math.isfinite, math.isclose
)
nondifferentiable(math.gcd, math.lcm, math.comb, math.perm, math.factorial, math.isqrt)
nondifferentiable(bisect.bisect_left, bisect.bisect_right)
