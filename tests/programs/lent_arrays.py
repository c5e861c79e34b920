"""Arrays that a function of SciPy may overwrite, and what says how it computes.

What is made for a call alone may be overwritten by it: nobody sees whether it was.
"""

import numpy as np
import scipy.fft
import scipy.linalg
import scipy.signal

from tests.programs.case import Program, positive


def definite(x):
    return np.outer(x, x) + np.eye(len(x))


def solved_in_place(x):
    known = scipy.linalg.solve(definite(x), x, overwrite_a=True, check_finite=False)
    banded = np.vstack([x, x + 3, x])
    return known @ x + np.sum(
        scipy.linalg.solve_banded((1, 1), banded, x**2, overwrite_ab=True, overwrite_b=True)
    )


def likelihood_in_place(x):
    factor = scipy.linalg.cho_factor(definite(x), lower=True, overwrite_a=True, check_finite=False)
    solved = scipy.linalg.cho_solve(factor, x * 2, overwrite_b=True)
    return solved @ x + np.sum(np.log(np.diag(factor[0])))


def factor_of_a_name(x):
    k = definite(x)
    low = scipy.linalg.cholesky(k, lower=True, overwrite_a=True)
    return np.sum(scipy.linalg.solve_triangular(low, x, lower=True, check_finite=False) ** 2)


def spectrum_in_place(x):
    whole = np.abs(scipy.fft.fft(x**2, overwrite_x=True)) ** 2
    return np.sum(whole) + np.sum(scipy.signal.detrend(x**2, overwrite_data=True) ** 2)


def factors_in_place(x):
    values = scipy.linalg.svd(
        definite(x), full_matrices=False, overwrite_a=True, check_finite=False
    )[1]
    up = scipy.linalg.qr(definite(x), overwrite_a=True, check_finite=False)[1]
    pivoted = scipy.linalg.lu_factor(definite(x), overwrite_a=True)
    solved = scipy.linalg.lu_solve(pivoted, x**2, overwrite_b=True)
    return values @ x + np.sum(up**2 * x) + np.sum(solved)


def told_how_to_compute(x):
    symmetric = np.outer(x, x) + np.diag(x)
    values = scipy.linalg.eigh(symmetric, driver="ev")[0]
    others = scipy.linalg.eigvalsh(symmetric, driver="evd", check_finite=False)
    a = definite(x)
    size = scipy.linalg.det(a, check_finite=False) + scipy.linalg.norm(a, check_finite=False)
    turned = scipy.linalg.pinv(a, check_finite=False) + scipy.linalg.inv(a, check_finite=False)
    return values @ x + others @ x**2 + size + np.sum(turned)


PROGRAMS = [
    Program(f, (positive(3),))
    for f in (
        *(solved_in_place, likelihood_in_place, factor_of_a_name, spectrum_in_place),
        *(factors_in_place, told_how_to_compute),
    )
]
