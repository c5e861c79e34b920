"""What solvers find, as values of kinds that are known."""

from typing import Any

import numpy as np


def number_found(found: Any) -> Any:
    """A number of double precision.

    >>> number_found(np.float64(2.0))
    np.float64(2.0)
    """
    if isinstance(found, np.ndarray) or np.asarray(found).dtype != np.float64:
        raise TypeError(f"a solver has found a {type(found).__name__}, and not a number")
    return np.float64(found)


def point_found(found: Any) -> Any:
    """An array of double precision that holds one number.

    >>> point_found(np.array(2.0))
    array(2.)
    """
    if not isinstance(found, np.ndarray) or found.ndim or found.dtype != np.float64:
        raise TypeError("a solver has found no number")
    return found


def vector_found(found: Any) -> Any:
    """A vector of real numbers.

    >>> vector_found(np.array([2.0]))
    array([2.])
    """
    real = isinstance(found, np.ndarray) and found.dtype in (np.float32, np.float64)
    if not real or found.ndim != 1:
        raise TypeError("a solver has found no vector of float64: let it search for one")
    return found


def matrix_found(found: Any) -> Any:
    """A matrix of real numbers.

    >>> matrix_found(np.array([[2.0]]))
    array([[2.]])
    """
    real = isinstance(found, np.ndarray) and found.dtype in (np.float32, np.float64)
    if not real or found.ndim != 2:
        raise TypeError("a solver has found no matrix of float64: let it start from real numbers")
    return found


def places_found(found: Any) -> Any:
    """Places in an array, one after the other.

    >>> places_found(np.array([2, 3]))
    array([2, 3])
    """
    if not isinstance(found, np.ndarray) or found.ndim != 1 or found.dtype != np.int64:
        raise TypeError(f"a function has found a {type(found).__name__}, and no places")
    return found


def inner_minimum(found: Any, low: Any, high: Any) -> Any:
    """A minimum between bounds, which none of them has stopped.

    >>> inner_minimum(0.5, 0.0, 1.0)
    0.5
    """
    if min(found - low, high - found) < 1e-4 * (high - low):
        raise NotImplementedError("the derivative of a minimum at a bound, or close to one")
    return found


def within_pairs(found: Any, bounds: Any) -> Any:
    """A vector between the bounds of each number, or all of them, that none has stopped.

    >>> within_pairs(np.array([2.0, 3.0]), [(0, None), (None, 5)])
    array([2., 3.])
    """
    if hasattr(bounds, "lb"):
        return _between(found, bounds.lb, bounds.ub)
    pairs = [(-np.inf if a is None else a, np.inf if b is None else b) for a, b in bounds]
    return _between(found, *np.array(pairs, np.float64).T)


def within_limits(found: Any, bounds: Any) -> Any:
    """A vector between lower and upper bounds that have not stopped it.

    >>> within_limits(np.array([2.0, 3.0]), (0, [5.0, np.inf]))
    array([2., 3.])
    """
    if hasattr(bounds, "lb"):
        return _between(found, bounds.lb, bounds.ub, share=1e-4)
    low, high = bounds
    return _between(found, low, high, share=1e-4)  # steps that stay inside end before a bound


def _between(found: Any, low: Any, high: Any, share: float = 1e-6) -> Any:
    for bound in (np.asarray(low, np.float64), np.asarray(high, np.float64)):
        ends = np.isfinite(bound)
        near = share * (1 + np.abs(np.where(ends, bound, 0)))
        if np.any(ends & (np.abs(found - np.where(ends, bound, 0)) < near)):
            raise NotImplementedError("the derivative of a minimum at a bound, or close to one")
    return found


def bounded_integral(found: Any, a: Any, b: Any) -> Any:
    """An integral between limits that are finite.

    >>> bounded_integral(2.0, 0.0, 1.0)
    2.0
    """
    if not abs(b - a) < np.inf:
        raise NotImplementedError("the derivative of quad with weight and an infinite limit")
    return found


def covariance_found(fitted: Any, covariance: Any) -> Any:
    """The covariance that a fit has found, which depends on the data as the fit does."""
    return covariance
