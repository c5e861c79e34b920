"""`scipy.linalg`: functions of matrices, made of the exponential, the root and solutions."""

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def turning(A: Any) -> Any:
    """A turn by `A` in twice as many dimensions: cosine and sine of `A` are its blocks."""
    none = np.zeros(np.shape(A))
    return scipy.linalg.expm(np.block([[none, -A], [A, none]]))


def cosine(A: Any) -> Any:
    """The cosine of a matrix."""
    n = np.shape(A)[0]
    return turning(A)[:n, :n]


def sine(A: Any) -> Any:
    """The sine of a matrix."""
    n = np.shape(A)[0]
    return turning(A)[n:, :n]


def tangent(A: Any) -> Any:
    """The sine over the cosine."""
    n = np.shape(A)[0]
    turn = turning(A)
    return np.linalg.solve(turn[:n, :n], turn[n:, :n])


def hyperbolic_cosine(A: Any) -> Any:
    """The mean of the exponentials of a matrix and of its negative."""
    return 0.5 * (scipy.linalg.expm(A) + scipy.linalg.expm(-A))


def hyperbolic_sine(A: Any) -> Any:
    """Half of their difference."""
    return 0.5 * (scipy.linalg.expm(A) - scipy.linalg.expm(-A))


def hyperbolic_tangent(A: Any) -> Any:
    """The hyperbolic sine over the hyperbolic cosine."""
    rising = scipy.linalg.expm(A)
    falling = scipy.linalg.expm(-A)
    return np.linalg.solve(rising + falling, rising - falling)


def _trigonometric(function: Any, model: Any) -> None:
    @meaning(function)
    def of_matrix(A: Any) -> Any:
        if np.ndim(A) != 2:
            raise NotImplementedError("trigonometric functions of stacks of matrices")
        found = call(function, A)
        return computed(model(A), found)


_trigonometric(scipy.linalg.cosm, cosine)
_trigonometric(scipy.linalg.sinm, sine)
_trigonometric(scipy.linalg.tanm, tangent)
_trigonometric(scipy.linalg.coshm, hyperbolic_cosine)
_trigonometric(scipy.linalg.sinhm, hyperbolic_sine)
_trigonometric(scipy.linalg.tanhm, hyperbolic_tangent)


@meaning(scipy.linalg.signm)
def signm(A: Any) -> Any:
    """The matrix over the root of its square."""
    if np.ndim(A) != 2:
        raise NotImplementedError("signm of stacks of matrices")
    found = call(scipy.linalg.signm, A)
    return computed(np.linalg.solve(scipy.linalg.sqrtm(A @ A), A), found)


@meaning(scipy.linalg.polar)
def polar(a: Any, side: str = "right") -> Any:
    """The nearest matrix with orthonormal rows or columns, and the factor that is left."""
    if np.ndim(a) != 2:
        raise NotImplementedError("polar of stacks of matrices")
    found = call(scipy.linalg.polar, a, side)
    across = turned(a)
    if np.shape(a)[0] >= np.shape(a)[1]:
        u = turned(np.linalg.solve(scipy.linalg.sqrtm(across @ a), across))
    else:
        u = np.linalg.solve(scipy.linalg.sqrtm(a @ across), a)
    p = turned(u) @ a if side == "right" else a @ turned(u)
    return computed(u, found[0]), computed(0.5 * (p + turned(p)), found[1])


def turned(a: Any) -> Any:
    """The transpose, of a complex matrix its conjugate."""
    return np.conj(a.T) if np.iscomplexobj(a) else a.T
