"""Eigenvalues, singular values, and the factors of a matrix."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import (
    all_real,
    cholesky_tangent,
    cholesky_transpose,
    eig_tangent,
    eig_transpose,
    eigh_tangent,
    eigh_transpose,
    largest,
    leading,
    pair_free,
    phase_free,
    qr_tangent,
    qr_transpose,
    svd_tangent,
    svd_transpose,
    swapped,
    with_phases,
)


@vjp(np.linalg.eigh, complex=True)
def eigh(y_bar: Any, y: Any, a: Any, UPLO: Any = "L") -> Any:
    if np.iscomplexobj(a) and not isinstance(y_bar[1], int):
        return eigh_transpose(y_bar[0], phase_free(y_bar[1], y[1]), y[0], y[1], UPLO)
    return eigh_transpose(y_bar[0], y_bar[1], y[0], y[1], UPLO)


@vjp(np.linalg.eigvalsh, complex=True)
def eigvalsh(y_bar: Any, y: Any, a: Any, UPLO: Any = "L") -> Any:
    return eigh_transpose(y_bar, 0, y, np.linalg.eigh(a, UPLO)[1], UPLO)


@vjp(np.linalg.eig, complex=True)
def eig(y_bar: Any, y: Any, a: Any) -> Any:
    if np.iscomplexobj(a) or np.iscomplexobj(y[0]):
        return eig_transpose(y_bar[0], y_bar[1], y[0], y[1])
    return eig_transpose(y_bar[0], y_bar[1], all_real(y[0]), y[1])


@jvp(np.linalg.eig)
def eig_moved(a_dot: Any, y: Any, a: Any, *, wanted: Any = (True, True)) -> Any:
    if not np.iscomplexobj(a) and not np.iscomplexobj(y[0]):
        return eig_tangent(a_dot, all_real(y[0]), y[1])
    if wanted[1]:
        return with_phases(eig_tangent(a_dot, y[0], y[1]), y[1], largest(y[1]))
    return eig_tangent(a_dot, y[0], y[1])


@vjp(np.linalg.eigvals, complex=True)
def eigvals(y_bar: Any, y: Any, a: Any) -> Any:
    factors = np.linalg.eig(a)
    if np.iscomplexobj(a) or np.iscomplexobj(y):
        return eig_transpose(y_bar, 0, factors[0], factors[1])
    return eig_transpose(y_bar, 0, all_real(factors[0]), factors[1])


@jvp(np.linalg.eigvals)
def eigvals_moved(a_dot: Any, y: Any, a: Any) -> Any:
    factors = np.linalg.eig(a)
    if np.iscomplexobj(a) or np.iscomplexobj(y):
        return eig_tangent(a_dot, factors[0], factors[1])[0]
    return eig_tangent(a_dot, all_real(factors[0]), factors[1])[0]


@vjp(np.linalg.svd, complex=True)
def svd(y_bar: Any, y: Any, a: Any, full_matrices: bool = True, compute_uv: bool = True) -> Any:
    if not compute_uv:
        u = np.linalg.svd(a, full_matrices=False)
        return svd_transpose(0, y_bar, 0, u[0], y, u[2])
    k = y[1].shape[-1]
    if isinstance(y_bar[0], int) and isinstance(y_bar[2], int):
        return svd_transpose(0, y_bar[1], 0, y[0][..., :k], y[1], y[2][..., :k, :])
    if full_matrices:
        u_bar = leading(y_bar[0], y[0], k)
        v_bar = leading(swapped(y_bar[2]), np.swapaxes(y[2], -1, -2), k)
        u = y[0][..., :k]
        vt = y[2][..., :k, :]
        if np.iscomplexobj(a):
            return svd_transpose(
                u_bar, y_bar[1], pair_free(u_bar, swapped(v_bar), u, vt), u, y[1], vt
            )
        return svd_transpose(u_bar, y_bar[1], swapped(v_bar), u, y[1], vt)
    if np.iscomplexobj(a):
        vt_bar = pair_free(y_bar[0], y_bar[2], y[0], y[2])
        return svd_transpose(y_bar[0], y_bar[1], vt_bar, y[0], y[1], y[2])
    return svd_transpose(y_bar[0], y_bar[1], y_bar[2], y[0], y[1], y[2])


@vjp(np.linalg.qr, complex=True)
def qr(y_bar: Any, y: Any, a: Any, mode: str = "reduced") -> Any:
    if mode in ("reduced", "complete"):
        return qr_transpose(y_bar[0], y_bar[1], y[0], y[1])
    if mode == "r":
        return qr_transpose(0, y_bar, np.linalg.qr(a)[0], y)
    raise NotImplementedError("qr of mode 'raw'")


@vjp(np.linalg.cholesky, complex=True)
def cholesky(y_bar: Any, y: Any, a: Any, *, upper: bool = False) -> Any:
    if upper and np.iscomplexobj(a):
        raise NotImplementedError("the upper factor of a complex matrix: use the lower one")
    if upper:
        low_bar = cholesky_transpose(np.swapaxes(y_bar, -1, -2), np.swapaxes(y, -1, -2))
        return np.swapaxes(low_bar, -1, -2)
    return cholesky_transpose(y_bar, y)


@jvp(np.linalg.eigh)
def eigh_moved(a_dot: Any, y: Any, a: Any, UPLO: Any = "L", *, wanted: Any = (True, True)) -> Any:
    if np.iscomplexobj(a) and wanted[1]:
        moved = eigh_tangent(a_dot, y[0], y[1], UPLO)
        return with_phases(moved, y[1], 0 if UPLO in ("L", "l") else -1)
    return eigh_tangent(a_dot, y[0], y[1], UPLO)


@jvp(np.linalg.eigvalsh)
def eigvalsh_moved(a_dot: Any, y: Any, a: Any, UPLO: Any = "L") -> Any:
    return eigh_tangent(a_dot, y, np.linalg.eigh(a, UPLO)[1], UPLO)[0]


@jvp(np.linalg.svd)
def svd_moved(
    a_dot: Any,
    y: Any,
    a: Any,
    full_matrices: bool = True,
    compute_uv: bool = True,
    *,
    wanted: Any = (True, True, True),
) -> Any:
    if not compute_uv:
        f = np.linalg.svd(a, full_matrices=False)
        return svd_tangent(a_dot, f[0], y, f[2])[1]
    if np.iscomplexobj(a) and (wanted[0] or wanted[2]):
        raise NotImplementedError(
            "singular vectors of a complex matrix: their phases are arbitrary"
        )
    return svd_tangent(a_dot, y[0], y[1], y[2])


@jvp(np.linalg.qr)
def qr_moved(a_dot: Any, y: Any, a: Any, mode: str = "reduced") -> Any:
    if mode in ("reduced", "complete"):
        return qr_tangent(a_dot, y[0], y[1])
    if mode == "r":
        return qr_tangent(a_dot, np.linalg.qr(a)[0], y)[1]
    raise NotImplementedError("qr of mode 'raw'")


@jvp(np.linalg.cholesky)
def cholesky_moved(a_dot: Any, y: Any, a: Any, *, upper: bool = False) -> Any:
    if upper:
        low_dot = cholesky_tangent(np.swapaxes(a_dot, -1, -2), np.swapaxes(y, -1, -2))
        return np.swapaxes(low_dot, -1, -2)
    return cholesky_tangent(a_dot, y)
