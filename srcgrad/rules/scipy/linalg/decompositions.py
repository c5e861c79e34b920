"""`scipy.linalg`: factors of a matrix, eigenvalues, singular values."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import jvp, nondifferentiable, vjp
from srcgrad.rules.numpy import factorisations, linear_algebra, matrix_functions
from srcgrad.runtime import (
    cholesky_tangent,
    cholesky_transpose,
    lstsq_matrix_tangent,
    lstsq_matrix_transpose,
    lstsq_right_tangent,
    lstsq_right_transpose,
    lu_tangent,
    lu_transpose,
    packed,
    pivoted,
    places_of_ones,
    qr_tangent,
    qr_transpose,
    svd_tangent,
    svd_transpose,
)

CLEARS = scipy.linalg.cho_factor(np.array([[1.0, 0.0], [0.5, 1.0]]))[0][1, 0] == 0  # since 1.18

vjp(scipy.linalg.svd, complex=True)(factorisations.svd)
jvp(scipy.linalg.svd)(factorisations.svd_moved)
vjp(scipy.linalg.inv, complex=True)(linear_algebra.inv)
jvp(scipy.linalg.inv)(linear_algebra.inv_tangent)
vjp(scipy.linalg.det, complex=True)(linear_algebra.det)
jvp(scipy.linalg.det)(linear_algebra.det_tangent)
vjp(scipy.linalg.norm, complex=True)(linear_algebra.norm)
jvp(scipy.linalg.norm)(linear_algebra.norm_tangent)
vjp(scipy.linalg.pinv, complex=True)(matrix_functions.pinv)
jvp(scipy.linalg.pinv)(matrix_functions.pinv_tangent_of)

# Which of the compiled functions: nothing in Python says what those compute, so that a source that
# asks for them is not followed.
nondifferentiable(scipy.linalg.get_blas_funcs, scipy.linalg.get_lapack_funcs)
nondifferentiable(scipy.linalg.bandwidth, scipy.linalg.ishermitian, scipy.linalg.issymmetric)


@vjp(scipy.linalg.svdvals, complex=True)
def svdvals(y_bar: Any, y: Any, a: Any) -> Any:
    f = np.linalg.svd(a, full_matrices=False)
    return svd_transpose(0, y_bar, 0, f[0], y, f[2])


@jvp(scipy.linalg.svdvals)
def svdvals_moved(a_dot: Any, y: Any, a: Any) -> Any:
    f = np.linalg.svd(a, full_matrices=False)
    return svd_tangent(a_dot, f[0], y, f[2])[1]


@vjp(scipy.linalg.cholesky, complex=True)
def cholesky(y_bar: Any, y: Any, a: Any, lower: Any = False, *, check_finite: Any = True) -> Any:
    if a.ndim == 0:
        raise NotImplementedError("scipy.linalg.cholesky of a number")
    if lower:
        return cholesky_transpose(y_bar, y)
    return np.swapaxes(
        cholesky_transpose(np.swapaxes(y_bar, -1, -2), np.swapaxes(y, -1, -2)), -1, -2
    )


@jvp(scipy.linalg.cholesky)
def cholesky_moved(
    a_dot: Any, y: Any, a: Any, lower: Any = False, *, check_finite: Any = True
) -> Any:
    if a.ndim == 0:
        raise NotImplementedError("scipy.linalg.cholesky of a number")
    if lower:
        return cholesky_tangent(a_dot, y)
    return np.swapaxes(cholesky_tangent(np.swapaxes(a_dot, -1, -2), np.swapaxes(y, -1, -2)), -1, -2)


@vjp(scipy.linalg.cho_factor, complex=True)
def cho_factor(y_bar: Any, y: Any, a: Any, lower: Any = False, *, check_finite: Any = True) -> Any:
    if a.ndim < 2:
        raise NotImplementedError("cho_factor of a number")
    if isinstance(y_bar[0], int):
        return None
    if lower:
        a_bar = cholesky_transpose(np.tril(y_bar[0]), np.tril(y[0]))
    else:
        c_bar = np.swapaxes(np.triu(y_bar[0]), -1, -2)
        c = np.swapaxes(np.triu(y[0]), -1, -2)
        a_bar = np.swapaxes(cholesky_transpose(c_bar, c), -1, -2)
    if CLEARS:
        return a_bar
    return a_bar + (np.triu(y_bar[0], 1) if lower else np.tril(y_bar[0], -1))  # as it was


@jvp(scipy.linalg.cho_factor)
def cho_factor_moved(
    a_dot: Any, y: Any, a: Any, lower: Any = False, *, check_finite: Any = True
) -> Any:
    if a.ndim < 2:
        raise NotImplementedError("cho_factor of a number")
    if lower:
        moved = cholesky_tangent(a_dot, np.tril(y[0]))
    else:
        c = np.swapaxes(np.triu(y[0]), -1, -2)
        moved = np.swapaxes(cholesky_tangent(np.swapaxes(a_dot, -1, -2), c), -1, -2)
    if CLEARS:
        return moved, 0
    return moved + (np.triu(a_dot, 1) if lower else np.tril(a_dot, -1)), 0


@vjp(scipy.linalg.lu_factor, complex=True)
def lu_factor(y_bar: Any, y: Any, a: Any, *, check_finite: Any = True) -> Any:
    if a.ndim < 2:
        raise NotImplementedError("lu_factor of a number")
    if isinstance(y_bar[0], int):
        return None
    return lu_transpose(y_bar[0], y[0], pivoted(y[1], a.shape[-2]))


@jvp(scipy.linalg.lu_factor)
def lu_factor_moved(a_dot: Any, y: Any, a: Any, *, check_finite: Any = True) -> Any:
    if a.ndim < 2:
        raise NotImplementedError("lu_factor of a number")
    return lu_tangent(a_dot, y[0], pivoted(y[1], a.shape[-2])), 0


@vjp(scipy.linalg.lu, complex=True)
def lu(y_bar: Any, y: Any, a: Any, permute_l: Any = False, *, check_finite: Any = True) -> Any:
    if a.ndim < 2 or permute_l:
        raise NotImplementedError("lu of a number, or with permute_l")
    return lu_transpose(
        packed(y_bar[1], y_bar[2], y[1], y[2]),
        packed(y[1], y[2], y[1], y[2]),
        places_of_ones(y[0], a.shape[-2]),
    )


@jvp(scipy.linalg.lu)
def lu_moved(
    a_dot: Any, y: Any, a: Any, permute_l: Any = False, *, check_finite: Any = True
) -> Any:
    if a.ndim < 2 or permute_l:
        raise NotImplementedError("lu of a number, or with permute_l")
    moved = lu_tangent(a_dot, packed(y[1], y[2], y[1], y[2]), places_of_ones(y[0], a.shape[-2]))
    return (
        0 * y[0],
        np.tril(moved, -1)[..., : y[1].shape[-1]],
        np.triu(moved)[..., : y[2].shape[-2], :],
    )


@vjp(scipy.linalg.qr, complex=True)
def qr(y_bar: Any, y: Any, a: Any, *, mode: Any = "full", check_finite: Any = True) -> Any:
    if mode == "raw":
        raise NotImplementedError("scipy.linalg.qr of mode 'raw'")
    if mode == "r":
        return qr_transpose(0, y_bar[0], np.linalg.qr(a)[0], y[0])
    return qr_transpose(y_bar[0], y_bar[1], y[0], y[1])


@jvp(scipy.linalg.qr)
def qr_moved(a_dot: Any, y: Any, a: Any, *, mode: Any = "full", check_finite: Any = True) -> Any:
    if mode == "raw":
        raise NotImplementedError("scipy.linalg.qr of mode 'raw'")
    if mode == "r":
        return (qr_tangent(a_dot, np.linalg.qr(a)[0], y[0])[1],)
    return qr_tangent(a_dot, y[0], y[1])


@vjp(scipy.linalg.lstsq, complex=True)
def lstsq(y_bar: Any, y: Any, a: Any, b: Any, cond: Any = None, *, check_finite: Any = True) -> Any:
    if not isinstance(y_bar[1], int) or not isinstance(y_bar[3], int):
        raise NotImplementedError("scipy.linalg.lstsq of which more is used than the solution")
    least = -1 if cond is None else cond
    return (
        lstsq_matrix_transpose(y_bar[0], 0, y[0], a, b, least),
        lstsq_right_transpose(y_bar[0], 0, y[0], a, b, least),
    )


@jvp(scipy.linalg.lstsq)
def lstsq_moved(
    a_dot: Any,
    b_dot: Any,
    y: Any,
    a: Any,
    b: Any,
    cond: Any = None,
    *,
    check_finite: Any = True,
    wanted: Any = (True, True, True, True),
) -> Any:
    if wanted[1] or wanted[3]:
        raise NotImplementedError("scipy.linalg.lstsq of which more is used than the solution")
    least = -1 if cond is None else cond
    return (
        (lstsq_matrix_tangent(a_dot, y[0], np.empty(0), a, b, least)[0], 0, 0, 0),
        (lstsq_right_tangent(b_dot, y[0], np.empty(0), a, b, least)[0], 0, 0, 0),
    )
