"""Forms of NumPy's functions and functions of SciPy that are made of others."""

import numpy as np
import scipy.fft
import scipy.fftpack
import scipy.linalg
from scipy import stats

from tests.programs.case import Program, positive, signed

A, X = signed(4, 3), signed(7)
SQUARE = signed(3, 3)
COMPLEX = signed(3, 3, start=1) + 1j * signed(3, 3, start=2)
BAND = np.array([[4.0, 5.0, 6.0, 5.0], [1.0, 0.5, 0.3, 0.2]])
UPPER = np.array([[0.0, 0.5, 0.3, 0.2], [4.0, 5.0, 6.0, 5.0]])


def factors_as_they_are(a):
    return np.linalg.qr(a)


def pair_with_a_named_tuple(a):
    return np.linalg.eigh(a + a.T), np.sum(a * a)


def determinant_as_it_is(a):
    return np.linalg.slogdet(a @ a.T + np.eye(3))


def rows_joined(a, x):
    joined = np.concatenate(a) * np.hstack(a)
    return (
        np.sum(joined) + np.sum(np.vstack(a) ** 3) + np.sum(np.vstack(x) * np.column_stack(a)[0, 0])
    )


def weighted_fit(x, y, w):
    return np.polyfit(x, y, 2, w=w)


def fit_and_covariance(x, y):
    c, covariance = np.polyfit(x, y, 1, cov=True)
    return np.sum(c * c) + np.sum(covariance * covariance)


def fit_and_rest(x, y):
    c, rest, _, values, _ = np.polyfit(x, y, 1, full=True)
    return np.sum(c * c) + np.sum(rest) + np.sum(values)


def fit_of_a_cut_rank(x, y):
    c, _, rank, values, _ = np.polyfit(x, y, 4, rcond=0.05, full=True)
    return rank * np.sum(c * np.arange(5.0)) + np.sum(values)


def transforms_of_axes(a):
    there = scipy.fft.dctn(a) * scipy.fft.idstn(a, norm="ortho")
    return np.sum(there**2) + np.sum(scipy.fft.idctn(scipy.fft.dstn(a, type=2, axes=(0,))) ** 3)


def hermitian_transforms(a):
    flat = scipy.fft.hfft2(a + 0j) * scipy.fft.hfftn(a + 1j * a)
    return np.sum(flat**2) + np.sum(np.abs(scipy.fft.ihfftn(a) * scipy.fft.ihfft2(a)) ** 2)


def joined_below_a_number(x, w):
    below = np.vstack((1, x[:, None]))
    return np.sum(np.vstack((1, np.tanh(w @ below))) ** 2)


def older_transforms(x, a):
    waves = scipy.fftpack.fft(x, 6) * scipy.fftpack.fftfreq(6)
    line = scipy.fftpack.ifft(waves).real[: len(x)] + scipy.fftpack.hilbert(x)
    both = scipy.fftpack.fft2(a) * scipy.fftpack.ifftn(a, axes=(0,))
    plane = np.abs(scipy.fftpack.ifft2(both) * scipy.fftpack.fftn(a, (2, 3)))
    return np.sum(line**3) + np.sum(plane**2)


def older_waves(x):
    there = scipy.fftpack.dct(x, norm="ortho") * scipy.fftpack.dst(x, 3)
    return np.sum(scipy.fftpack.idct(there) ** 2) + np.sum(scipy.fftpack.idst(x, 1) ** 3)


def of_a_band(band, lower):
    w, v = scipy.linalg.eig_banded(band, lower=lower)
    factor = scipy.linalg.cholesky_banded(band, lower=lower)
    solution = scipy.linalg.cho_solve_banded((factor, lower), np.arange(4.0))
    values = scipy.linalg.eigvals_banded(band, lower=lower, check_finite=False)
    return np.sum(w**3) + np.sum(v**3 * values) + np.sum(factor**3) + np.sum(solution**2)


def factors_from_behind(a):
    r, q = scipy.linalg.rq(a, mode="economic")
    return np.sum(r**3) + np.sum(q * np.arange(3.0))


def complex_systems(a, b):
    x = scipy.linalg.solve(a, b) + scipy.linalg.solve_triangular(a, b, trans=1)
    y = scipy.linalg.inv(a) @ b
    return np.sum(np.abs(x) ** 2) + np.sum(np.abs(y)) + np.abs(scipy.linalg.det(a))


def complex_factors(a):
    low = scipy.linalg.cholesky(a @ np.conj(a.T) + np.eye(3), lower=True)
    _, lower, upper = scipy.linalg.lu(a)
    values = scipy.linalg.svdvals(a) * scipy.linalg.norm(a)
    rest = np.sum(np.abs(scipy.linalg.pinv(a)) ** 2) + np.sum(values)
    return np.sum(np.abs(low)) + np.sum(np.abs(lower) ** 2) + np.sum(np.abs(upper) ** 3) + rest


def moments(a, b, loc, scale):
    means = stats.lognorm.mean(0.3 * a, loc, scale) + stats.weibull_min.mean(b, loc, scale)
    spreads = stats.t.std(4 + a, loc, scale) + stats.chi2.var(b, scale=scale)
    chaos = stats.gamma.entropy(a, scale=scale) + stats.beta.entropy(a, b) + stats.norm.entropy(loc)
    rest = stats.skewnorm.mean(a, loc, scale) * stats.pareto.var(3 + b) + stats.geom.var(0.3 * a)
    return means + spreads * chaos + rest + stats.gumbel_r.mean(loc, scale)


def medians(a, b, loc, scale):
    frozen = stats.weibull_min(a, loc=loc, scale=scale)
    middle = stats.gamma.median(a, loc, scale) * stats.beta.median(a, b)
    return middle + frozen.median() * frozen.entropy() + stats.cauchy.median(loc, scale)


def cut_normal(x, a, b):
    return stats.truncnorm.cdf(x, a, b, 0.1, 1.2) * stats.truncnorm.sf(x, a, b)


PROGRAMS = [
    Program(factors_as_they_are, (A,)),
    Program(pair_with_a_named_tuple, (SQUARE,)),
    Program(determinant_as_it_is, (SQUARE,)),
    Program(rows_joined, (A, X), wrt=(0, 1)),
    Program(weighted_fit, (X, signed(7, start=1), positive(7)), wrt=(0, 1, 2)),
    Program(
        weighted_fit,
        (X, signed(7, 2, start=1), positive(7)),
        wrt=(0, 1, 2),
        name="weighted_fit_of_columns",
    ),
    Program(fit_and_covariance, (X, signed(7, start=1)), wrt=(0, 1)),
    Program(fit_and_rest, (X, signed(7, start=1)), wrt=(0, 1)),
    Program(fit_of_a_cut_rank, (0.55 + 0.4 * X, signed(7, start=1)), wrt=(0, 1)),
    Program(joined_below_a_number, (signed(3), signed(2, 4)), wrt=(0, 1)),
    Program(older_transforms, (signed(5), signed(2, 3)), wrt=(0, 1)),
    Program(older_waves, (signed(4),)),
    Program(transforms_of_axes, (A,)),
    Program(hermitian_transforms, (A,)),
    Program(of_a_band, (BAND, True), name="of_a_lower_band"),
    Program(of_a_band, (UPPER, False), name="of_an_upper_band"),
    Program(factors_from_behind, (SQUARE,)),
    Program(factors_from_behind, (A,), name="factors_of_a_tall_matrix_from_behind"),
    Program(complex_systems, (COMPLEX + 3 * np.eye(3), signed(3)), wrt=(0, 1)),
    Program(complex_factors, (COMPLEX,)),
    Program(moments, (0.9, 1.3, 0.2, 1.4), wrt=(0, 1, 2, 3)),
    Program(medians, (0.9, 1.3, 0.2, 1.4), wrt=(0, 1, 2, 3)),
    Program(cut_normal, (np.array([-0.4, 0.3, 0.9]), -1.1, 1.3), wrt=(0, 1, 2)),
]
