"""Integrals that derivatives of integrals need: of a function of numbers or arrays.

They are integrals like those of a program, whose derivatives are integrals again.
"""

from typing import Any

import numpy as np
import scipy.integrate

from srcgrad.rules.declare import meaning
from srcgrad.rules.taking import call, integral
from srcgrad.runtime import number_found, vector_found


def flat_integral(slope: Any, low: Any, high: Any) -> Any:
    """The integral of a function that returns a number or an array, as a vector, to 1e-10.

    At the ends of a finite interval the point moves like a square: where the function rises from
    zero like a root, as `sqrt(r * r - t * t)` does, its slope is infinite, and the integral is not.
    """
    width = high - low

    def moved(s: float) -> Any:
        near = min(s, 1.0 - s)
        way = width * near * near * (3.0 - 2.0 * near)
        t = low + way if near == s else high - way
        return np.ravel(slope(t)) * (6.0 * width * s * (1.0 - s))

    finite = abs(width) < np.inf
    of, ends = (moved, (0.0, 1.0)) if finite else (lambda t: np.ravel(slope(t)), (low, high))
    return scipy.integrate.quad_vec(of, *ends, epsabs=1e-12, epsrel=1e-10)[0]


def first_integral(slope: Any, low: Any, high: Any) -> Any:
    """The integral of a function that returns a number."""
    return flat_integral(slope, low, high)[0]


def integral_of(slope: Any, low: Any, high: Any) -> Any:
    """The integral of a function that returns a number."""
    return first_integral(slope, low, high)


def integrals_of(slope: Any, low: Any, high: Any, like: Any) -> Any:
    """The integral of a function that returns an array of the shape of `like`."""
    return flat_integral(slope, low, high).reshape(np.shape(like))


@meaning(integral_of)
def integral_again(slope: Any, low: Any, high: Any) -> Any:
    """The same inside a program."""
    return integral(slope, number_found(call(first_integral, slope, low, high)), low, high)


@meaning(integrals_of)
def integrals_again(slope: Any, low: Any, high: Any, like: Any) -> Any:
    """The same inside a program."""
    found = vector_found(call(flat_integral, slope, low, high))
    return np.reshape(integral(lambda t: np.ravel(slope(t)), found, low, high), np.shape(like))
