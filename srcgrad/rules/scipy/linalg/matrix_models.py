"""`scipy.linalg`: bases of spaces, systems of structured matrices, in plain operations."""

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.linalg.matrix_forms import turned
from srcgrad.rules.scipy.linalg.systems import GENERAL, SYMMETRIC
from srcgrad.rules.taking import call


@meaning(scipy.linalg.khatri_rao)
def khatri_rao(a: Any, b: Any) -> Any:
    """The products of all pairs of elements of each column."""
    found = call(scipy.linalg.khatri_rao, a, b)
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim != 2 or b.ndim != 2:
        raise NotImplementedError("khatri_rao of other than matrices")
    pairs = a[:, None, :] * b[None, :, :]
    return computed(np.reshape(pairs, (-1, np.shape(a)[1])), found)


@meaning(scipy.linalg.pinvh)
def pinvh(
    a: Any,
    atol: Any = None,
    rtol: Any = None,
    lower: Any = True,
    return_rank: Any = False,
    check_finite: Any = True,
) -> Any:
    """The pseudo-inverse of the symmetric matrix of which a triangle is given."""
    if return_rank or atol is not None or rtol is not None:
        raise NotImplementedError("pinvh with return_rank, atol or rtol")
    if np.ndim(a) != 2:
        raise NotImplementedError("pinvh of stacks of matrices")
    found = call(scipy.linalg.pinvh, a, lower=lower)
    half = np.tril(a, -1) if lower else np.triu(a, 1)
    whole = half + turned(half) + np.diag(np.real(np.diag(a)))
    return computed(scipy.linalg.pinv(whole), found)


@meaning(scipy.linalg.null_space)
def null_space(A: Any, rcond: Any = None) -> Any:
    """Orthonormal vectors that a matrix takes to 0."""
    if np.ndim(A) != 2 or np.iscomplexobj(A):
        raise NotImplementedError("null_space of other than a real matrix")
    found = call(scipy.linalg.null_space, A, rcond)
    vt = scipy.linalg.svd(A)[2]
    return computed(vt[np.shape(A)[1] - np.shape(found)[1] :].T, found)


@meaning(scipy.linalg.orth)
def orth(A: Any, rcond: Any = None) -> Any:
    """Orthonormal vectors that span what a matrix gives."""
    if np.ndim(A) != 2 or np.iscomplexobj(A):
        raise NotImplementedError("orth of other than a real matrix")
    found = call(scipy.linalg.orth, A, rcond)
    u = scipy.linalg.svd(A, full_matrices=False)[0]
    return computed(u[:, : np.shape(found)[1]], found)


@meaning(scipy.linalg.orthogonal_procrustes)
def orthogonal_procrustes(A: Any, B: Any, check_finite: Any = True) -> Any:
    """The rotation that brings one matrix closest to another."""
    found = call(scipy.linalg.orthogonal_procrustes, A, B)
    A, B = np.asarray(A), np.asarray(B)
    whole = turned(A) @ B
    if np.iscomplexobj(whole):  # its singular vectors have arbitrary phases
        root = scipy.linalg.sqrtm(turned(whole) @ whole)
        rotation = turned(np.linalg.solve(root, turned(whole)))
        return computed(rotation, found[0]), computed(np.sum(np.real(np.diag(root))), found[1])
    u, s, vt = np.linalg.svd(whole)
    return computed(u @ vt, found[0]), computed(np.sum(s), found[1])


@meaning(scipy.linalg.subspace_angles)
def subspace_angles(A: Any, B: Any) -> Any:
    """The angles between two spaces, the greatest first."""
    found = call(scipy.linalg.subspace_angles, A, B)
    p, _ = np.linalg.qr(A)
    q, _ = np.linalg.qr(B)
    cosines = np.linalg.svd(turned(p) @ q, compute_uv=False)
    if np.shape(A)[1] >= np.shape(B)[1]:
        rest = q - p @ (turned(p) @ q)
    else:
        rest = p - q @ (turned(q) @ p)
    sines = np.linalg.svd(rest, compute_uv=False)[::-1]
    wide = cosines * cosines < 0.5
    angles = np.where(wide, np.arccos(np.where(wide, cosines, 0)), np.arcsin(sines * ~wide))
    return computed(angles[::-1], found)


@meaning(scipy.linalg.fiedler)
def fiedler(a: Any) -> Any:
    """The distances of all pairs of elements."""
    found = call(scipy.linalg.fiedler, a)
    a = np.asarray(a)
    if a.ndim != 1:
        raise NotImplementedError("fiedler of other than a vector")
    return computed(np.abs(a[:, None] - a[None, :]), found)


@meaning(scipy.linalg.hankel)
def hankel(c: Any, r: Any = None) -> Any:
    """The first column, and what the last row holds behind it, each row one place further on."""
    c = np.ravel(c)
    r = np.zeros_like(c) if r is None else np.ravel(r)
    values = np.concatenate([c, r[1:]])
    return values[np.arange(c.size)[:, None] + np.arange(r.size)]


@meaning(scipy.linalg.leslie)
def leslie(f: Any, s: Any) -> Any:
    """The first row, and what lies below the diagonal."""
    found = call(scipy.linalg.leslie, f, s)
    if np.ndim(f) != 1 or np.ndim(s) != 1:
        raise NotImplementedError("leslie of other than vectors")
    n = len(f)
    made = np.zeros((n, n))
    made[0] = f
    made[np.arange(1, n), np.arange(n - 1)] = s
    return computed(made, found)


@meaning(scipy.linalg.solve_circulant)
def solve_circulant(
    c: Any,
    b: Any,
    singular: Any = "raise",
    tol: Any = None,
    caxis: Any = -1,
    baxis: Any = 0,
    outaxis: Any = 0,
) -> Any:
    """The system of a matrix whose columns are turned, by Fourier transforms."""
    if np.ndim(c) != 1 or singular != "raise" or baxis != 0 or outaxis != 0:
        raise NotImplementedError("solve_circulant with axes or singular, or of several matrices")
    found = call(scipy.linalg.solve_circulant, c, b, singular, tol)
    b = np.asarray(b)
    if np.iscomplexobj(c) or np.iscomplexobj(b):
        weight = np.reshape(np.fft.fft(c), (-1,) + (1,) * (b.ndim - 1))
        return computed(np.fft.ifft(np.fft.fft(b, axis=0) / weight, axis=0), found)
    c_freq = np.fft.rfft(c)
    b_freq = np.fft.rfft(b, axis=0)
    shares = b_freq / np.reshape(c_freq, (-1,) + (1,) * (b.ndim - 1))
    return computed(np.fft.irfft(shares, np.size(c), axis=0), found)


@meaning(scipy.linalg.matmul_toeplitz)
def matmul_toeplitz(c_or_cr: Any, x: Any, check_finite: Any = False, workers: Any = None) -> Any:
    """The product with a matrix of constant diagonals, by Fourier transforms."""
    found = call(scipy.linalg.matmul_toeplitz, c_or_cr, x)
    if isinstance(c_or_cr, tuple):
        c, r = np.asarray(c_or_cr[0]), np.asarray(c_or_cr[1])
    else:
        c = np.asarray(c_or_cr)
        r = np.conj(c) if np.iscomplexobj(c) else c
    x = np.asarray(x)
    if np.ndim(c) != 1:
        raise NotImplementedError("matmul_toeplitz of several matrices")
    whole = np.concatenate([c, r[:0:-1]])
    if np.iscomplexobj(whole) or np.iscomplexobj(x):
        weight = np.reshape(np.fft.fft(whole), (-1,) + (1,) * (x.ndim - 1))
        turns = np.fft.ifft(weight * np.fft.fft(x, whole.size, axis=0), axis=0)
        return computed(turns[: c.size], found)
    freq = np.reshape(np.fft.rfft(whole), (-1,) + (1,) * (x.ndim - 1))
    product = np.fft.irfft(freq * np.fft.rfft(x, whole.size, axis=0), whole.size, axis=0)
    return computed(product[: c.size], found)


@meaning(scipy.linalg.lu, keywords=("permute_l", "p_indices"))
def lu(
    a: Any,
    permute_l: Any = False,
    overwrite_a: Any = False,
    check_finite: Any = True,
    p_indices: Any = False,
) -> Any:
    """The factors, with the rows of the first as they stood, or their order as numbers."""
    if np.ndim(a) != 2 or overwrite_a:
        raise NotImplementedError("lu of stacks with permute_l or p_indices, or with overwrite_a")
    p, low, up = scipy.linalg.lu(a)
    order = np.argmax(p, axis=1).astype(np.int32)
    if permute_l:
        return low[order], up
    return (order, low, up) if p_indices else (p, low, up)


RULED = (*GENERAL, *SYMMETRIC)


@meaning(scipy.linalg.solve, keywords=("transposed",), apart=("assume_a", RULED))
def solve(
    a: Any,
    b: Any,
    lower: Any = False,
    overwrite_a: Any = False,
    overwrite_b: Any = False,
    check_finite: Any = True,
    assume_a: Any = None,
    transposed: Any = False,
) -> Any:
    """A system of a matrix of which a part is read, or of its transpose."""
    if np.ndim(a) != 2 or np.ndim(b) > 2 or overwrite_a or overwrite_b:
        raise NotImplementedError("scipy.linalg.solve of stacks with this assume_a")
    found = call(scipy.linalg.solve, a, b, lower, assume_a=assume_a, transposed=transposed)
    turned = 1 if transposed else 0
    if assume_a == "upper triangular" or assume_a == "lower triangular":
        under = assume_a == "lower triangular"
        return computed(scipy.linalg.solve_triangular(a, b, turned, under), found)
    if assume_a == "diagonal":
        along = np.diag(a)
        return computed(b / along if np.ndim(b) == 1 else b / along[:, None], found)
    if assume_a == "tridiagonal":
        read = np.triu(np.tril(a, 1), -1)
    elif assume_a in (None, "gen", "general", "banded"):
        read = a
    else:
        raise NotImplementedError("scipy.linalg.solve with this assume_a, or transposed")
    return computed(np.linalg.solve(read.T if transposed else read, b), found)
