"""`scipy.linalg`: symmetric matrices of which the diagonals are given, and `rq`."""

from typing import Any

import numpy as np
import scipy.linalg

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import matrix_found


def lower_part(band: Any, lower: Any) -> Any:
    """The lower triangle of the matrix whose diagonals are the rows of a band."""
    rows, n = np.shape(band)[0], np.shape(band)[1]
    whole = np.zeros((n, n))
    for k in range(min(rows, n)):
        own = band[k, : n - k] if lower else band[rows - 1 - k, k:]
        whole = whole + np.diag(own, -k)
    return whole


@meaning(scipy.linalg.eigvals_banded)
def eigvals_banded(
    a_band: Any, lower: Any = False, overwrite_a_band: Any = False, *, check_finite: Any = True
) -> Any:
    """The eigenvalues, in order."""
    if overwrite_a_band:
        raise NotImplementedError("eigvals_banded with overwrite_a_band")
    found = call(scipy.linalg.eigvals_banded, a_band, lower, check_finite=check_finite)
    return computed(np.linalg.eigvalsh(lower_part(a_band, lower)), found)


@meaning(scipy.linalg.eig_banded)
def eig_banded(
    a_band: Any, lower: Any = False, eigvals_only: Any = False, *, check_finite: Any = True
) -> Any:
    """Eigenvalues, and eigenvectors of the sign that SciPy finds."""
    found = call(scipy.linalg.eig_banded, a_band, lower, eigvals_only, check_finite=check_finite)
    w, v = np.linalg.eigh(lower_part(a_band, lower))
    if eigvals_only:
        return computed(w, found)
    side = np.sign(np.sum(v * matrix_found(found[1]), axis=0))
    return computed(w, found[0]), computed(v * side, found[1])


@meaning(scipy.linalg.cholesky_banded)
def cholesky_banded(ab: Any, lower: Any = False, *, check_finite: Any = True) -> Any:
    """The factor's diagonals; elements of the band outside of the matrix stay as they are."""
    found = call(scipy.linalg.cholesky_banded, ab, lower=lower, check_finite=check_finite)
    rows, n = np.shape(ab)[0], np.shape(ab)[1]
    factor = np.linalg.cholesky(lower_part(ab, lower))
    band = np.asarray(ab) * 1.0
    for k in range(min(rows, n)):
        if lower:
            band[k, : n - k] = np.diagonal(factor, -k)
        else:
            band[rows - 1 - k, k:] = np.diagonal(factor, -k)
    return computed(band, found)


def band_turned(band: Any, lower: Any) -> Any:
    """The diagonals of the transposed factor, from those of a lower triangle or of an upper one."""
    rows, n = np.shape(band)[0], np.shape(band)[1]
    turned = np.zeros((rows, n), band.dtype)
    for k in range(min(rows, n)):
        if lower:
            turned[rows - 1 - k, k:] = band[k, : n - k]
        else:
            turned[k, : n - k] = band[rows - 1 - k, k:]
    return turned


@meaning(scipy.linalg.cho_solve_banded)
def cho_solve_banded(cb_and_lower: Any, b: Any, *, check_finite: Any = True) -> Any:
    """The solution of a system whose matrix has this factor: of two triangles, by their bands."""
    found = call(scipy.linalg.cho_solve_banded, cb_and_lower, b, check_finite=check_finite)
    band, lower = np.asarray(cb_and_lower[0]), cb_and_lower[1]
    if np.iscomplexobj(band):
        raise NotImplementedError("cho_solve_banded of complex factors")
    width = np.shape(band)[0] - 1
    low = band if lower else band_turned(band, lower)
    high = band_turned(band, lower) if lower else band
    half = scipy.linalg.solve_banded((width, 0), low, b)
    return computed(scipy.linalg.solve_banded((0, width), high, half), found)


@meaning(scipy.linalg.rq)
def rq(a: Any, mode: Any = "full", *, check_finite: Any = True) -> Any:
    """The factors by those of the matrix that is turned around, with the signs that SciPy finds."""
    if np.ndim(a) != 2 or np.iscomplexobj(a) or mode not in ("full", "economic"):
        raise NotImplementedError("rq of other than a real matrix, or of mode 'r'")
    found = call(scipy.linalg.rq, a, mode=mode, check_finite=check_finite)
    q, r = np.linalg.qr(a[::-1].T)
    last, first = q.T[::-1], r.T[::-1, ::-1]
    side = np.sign(np.sum(last * matrix_found(found[1]), axis=1))
    return computed(first * side, found[0]), computed(last * side[:, None], found[1])
