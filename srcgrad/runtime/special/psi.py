"""The logarithmic derivative of the gamma function, for programs without SciPy."""

import math


def digamma(x: float) -> float:
    """By reflection, recurrence, and the asymptotic series (Abramowitz and Stegun 6.3).

    >>> round(digamma(1.0), 15), round(digamma(-0.5), 15)
    (-0.577215664901533, 0.036489973978576)
    """
    value = 0.0
    if x < 0:
        value = -math.pi / math.tan(math.pi * (x - math.floor(x)))
        x = 1 - x
    while x < 12:
        value -= 1 / x
        x += 1
    t = 1 / (x * x)
    series = t * (1 / 240 - t * (1 / 132 - t * (691 / 32760 - t / 12)))
    return value + math.log(x) - 0.5 / x - t * (1 / 12 - t * (1 / 120 - t * (1 / 252 - series)))
