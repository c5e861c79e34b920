"""The slope of a power of Python floats."""

import math

from srcgrad.runtime.seeds import ComplexPower


def power_slope(z: float, x: float, p: float) -> float:
    """The derivative of `z = x ** p` by `x`, where Python's own arithmetic would raise.

    `x ** (p - 1)` overflows only for `p < 1`, and there `z` does not underflow.

    >>> power_slope(8.0, 2.0, 3.0), power_slope(0.0, 0.0, 0.5), power_slope(1.0, 0.0, 0.0)
    (12.0, inf, 0.0)
    >>> power_slope((-2.0) ** 0.5, -2.0, 0.5)
    Traceback (most recent call last):
    srcgrad.runtime.seeds.ComplexPower: the power of a negative float is complex here
    """
    exponent_slope(z)
    if p == 0:
        return 0.0
    if p >= 1:
        return p * x ** (p - 1)
    if x == 0:
        return math.inf
    return p * z / x


def exponent_slope(z: float) -> float:
    """The derivative of `z = x ** p` by `p` where `x` is not positive.

    >>> exponent_slope((-2.0) ** 3.0)
    0.0
    """
    if isinstance(z, complex):
        raise ComplexPower("the power of a negative float is complex here")
    return 0.0
