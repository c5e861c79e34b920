"""`scipy.linalg`: functions of matrices, and matrices that are made of vectors and blocks."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy
import scipy.linalg

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import circulant_transpose, must_be_real, sheared, toeplitz_transpose

IN_STACKS = np.lib.NumpyVersion(scipy.__version__) >= "1.16.0"  # what the derivatives call, too


@vjp(scipy.linalg.expm, complex=True)
def expm(y_bar: Any, y: Any, A: Any) -> Any:
    if A.ndim < 2 or (A.ndim > 2 and not IN_STACKS):
        raise NotImplementedError("expm of stacks of matrices")
    t = np.swapaxes(A, -1, -2)
    if A.ndim > 2:  # SciPy has no derivative of an empty stack
        return (
            scipy.linalg.expm_frechet(t, y_bar, compute_expm=False, check_finite=False)
            if A.size
            else y_bar
        )
    return scipy.linalg.expm_frechet(t, y_bar, compute_expm=False, check_finite=False)


@jvp(scipy.linalg.expm)
def expm_tangent(A_dot: Any, y: Any, A: Any) -> Any:
    if A.ndim < 2 or (A.ndim > 2 and not IN_STACKS):
        raise NotImplementedError("expm of stacks of matrices")
    if A.ndim > 2:
        return (
            scipy.linalg.expm_frechet(A, A_dot, compute_expm=False, check_finite=False)
            if A.size
            else A_dot
        )
    return scipy.linalg.expm_frechet(A, A_dot, compute_expm=False, check_finite=False)


@vjp(scipy.linalg.expm_frechet, operands=("A", "E"), complex=True)
def expm_frechet(
    y_bar: Any, y: Any, A: Any, E: Any, *, compute_expm: Any = True, check_finite: Any = True
) -> Any:
    if compute_expm or A.ndim != 2:
        raise NotImplementedError("expm_frechet that returns expm as well")
    none = np.zeros_like(A)
    both = np.vstack((np.hstack((A.T, y_bar)), np.hstack((none, A.T))))
    moved = np.vstack((np.hstack((E.T, none)), np.hstack((none, E.T))))
    turned = scipy.linalg.expm_frechet(both, moved, compute_expm=False, check_finite=False)
    return (
        turned[: len(A), len(A) :],
        scipy.linalg.expm_frechet(
            np.swapaxes(A, -1, -2), y_bar, compute_expm=False, check_finite=False
        ),
    )


@jvp(scipy.linalg.expm_frechet)
def expm_frechet_tangent(
    A_dot: Any, E_dot: Any, y: Any, A: Any, E: Any, *, compute_expm: Any = True,
    check_finite: Any = True,
) -> Any:  # fmt: skip
    if compute_expm or A.ndim != 2:
        raise NotImplementedError("expm_frechet that returns expm as well")
    none = np.zeros_like(A)
    both = np.vstack((np.hstack((A, E)), np.hstack((none, A))))
    moved = np.vstack((np.hstack((A_dot, none)), np.hstack((none, A_dot))))
    turned = scipy.linalg.expm_frechet(both, moved, compute_expm=False, check_finite=False)
    return (
        turned[: len(A), len(A) :],
        scipy.linalg.expm_frechet(A, E_dot, compute_expm=False, check_finite=False),
    )


@vjp(scipy.linalg.sqrtm, complex=True)
def sqrtm(y_bar: Any, y: Any, A: Any) -> Any:
    if A.ndim < 2 or (A.ndim > 2 and not IN_STACKS):
        raise NotImplementedError("sqrtm of stacks of matrices")
    return scipy.linalg.solve_sylvester(
        np.swapaxes(must_be_real(y, A), -1, -2), np.swapaxes(y, -1, -2), y_bar
    )


@jvp(scipy.linalg.sqrtm)
def sqrtm_tangent(A_dot: Any, y: Any, A: Any) -> Any:
    if A.ndim < 2 or (A.ndim > 2 and not IN_STACKS):
        raise NotImplementedError("sqrtm of stacks of matrices")
    return scipy.linalg.solve_sylvester(must_be_real(y, A), y, A_dot)


@vjp(scipy.linalg.logm, complex=True)
def logm(y_bar: Any, y: Any, A: Any) -> Any:
    if A.ndim < 2 or (A.ndim > 2 and not IN_STACKS):
        raise NotImplementedError("logm of stacks of matrices")
    n = A.shape[-1]
    return must_be_real(scipy.linalg.logm(sheared(np.swapaxes(A, -1, -2), y_bar)), A)[..., :n, n:]


@jvp(scipy.linalg.logm)
def logm_tangent(A_dot: Any, y: Any, A: Any) -> Any:
    if A.ndim < 2 or (A.ndim > 2 and not IN_STACKS):
        raise NotImplementedError("logm of stacks of matrices")
    n = A.shape[-1]
    return must_be_real(scipy.linalg.logm(sheared(A, A_dot)), A)[..., :n, n:]


@vjp(scipy.linalg.fractional_matrix_power, operands=("A",), complex=True)
def fractional_matrix_power(y_bar: Any, y: Any, A: Any, t: Any) -> Any:
    n = A.shape[-1]
    whole = sheared(np.swapaxes(A, -1, -2), y_bar)
    found = must_be_real(scipy.linalg.fractional_matrix_power(whole, t), A)
    return found[:n, n:].astype(A.dtype)  # old SciPy computes in double precision


@jvp(scipy.linalg.fractional_matrix_power)
def fractional_matrix_power_tangent(A_dot: Any, y: Any, A: Any, t: Any) -> Any:
    n = A.shape[-1]
    whole = sheared(A, A_dot)
    found = must_be_real(scipy.linalg.fractional_matrix_power(whole, t), A)
    return found[:n, n:].astype(y.dtype)


def block_diag(y_bar: Any, y: Any, arrs: Any, index: int) -> Any:
    if np.ndim(y) != 2:
        raise NotImplementedError("block_diag of stacks of matrices")
    x = arrs[index]
    row = sum([a.shape[0] if np.ndim(a) == 2 else 1 for a in arrs[:index]])
    column = sum([a.shape[1] if np.ndim(a) == 2 else np.size(a) for a in arrs[:index]])
    if np.ndim(x) == 2:
        return y_bar[row : row + x.shape[0], column : column + x.shape[1]]
    return np.reshape(y_bar[row, column : column + np.size(x)], np.shape(x))


linear(scipy.linalg.block_diag, transpose=block_diag, variadic=True, starred=True, complex=True)


@vjp(scipy.linalg.toeplitz, operands=("c", "r"), complex=True)
def toeplitz(y_bar: Any, y: Any, c: Any, r: Any = None) -> Any:
    if np.ndim(y) != np.ndim(c) + 1 or (r is not None and np.ndim(r) != np.ndim(c)):
        raise NotImplementedError("toeplitz of numbers, or of stacks of different rank")
    if r is None and np.iscomplexobj(c):
        return toeplitz_transpose(y_bar)[0] + np.conj(toeplitz_transpose(y_bar)[1]), None
    if r is None:
        return toeplitz_transpose(y_bar)[0] + toeplitz_transpose(y_bar)[1], None
    return toeplitz_transpose(y_bar)[0], toeplitz_transpose(y_bar)[1]


@jvp(scipy.linalg.toeplitz)
def toeplitz_tangent(c_dot: Any, r_dot: Any, y: Any, c: Any, r: Any = None) -> Any:
    if np.ndim(y) != np.ndim(c) + 1 or (r is not None and np.ndim(r) != np.ndim(c)):
        raise NotImplementedError("toeplitz of numbers, or of stacks of different rank")
    if r is None:
        return scipy.linalg.toeplitz(c_dot), None
    return (
        scipy.linalg.toeplitz(c_dot, np.zeros_like(r)),
        scipy.linalg.toeplitz(np.zeros_like(c), r_dot),
    )


def circulant(y_bar: Any, y: Any, c: Any) -> Any:
    if np.ndim(y) != np.ndim(c) + 1:
        raise NotImplementedError("circulant of a number")
    return circulant_transpose(y_bar)


linear(scipy.linalg.circulant, transpose=circulant, complex=True)
