"""Joins that a text directs, grids up to active bounds, greatest complex numbers, moments."""

import numpy as np
import scipy.signal
import scipy.stats

from tests.programs.case import Program, positive, signed

Z = np.array([1.2 + 1j, 0.3 - 0.5j, 0.8 + 0.1j, -0.6 + 0.4j])


def joined(x, a):
    rows = np.r_["0,2", x, x**2, 0:a:5j]
    columns = np.r_["1,2,0", x, x * a]
    return np.sum(rows**3) + np.sum(columns**3) + np.sum(np.r_["-1", x, 0:a:3j, 2.0] ** 2)


def raised(x):
    return np.sum(np.r_["0,3,1", x, x] ** 3) + np.sum(np.r_["1", x[:, None], x[:, None]] ** 2)


def gridded(a, b):
    x, y = np.mgrid[0:a:4j, b:2:3j]
    u, v = np.ogrid[b:a:4j, 0:2:0.5]
    lines = np.sum(np.mgrid[b:a:3j] ** 2) + np.sum(np.mgrid[b:a:0.25] ** 2)
    return np.sum(x * y) + np.sum(u * v**2) + lines + np.sum(np.ogrid[b:a:1j] ** 2)


def gridded_by_the_run(a, n, length):
    """So many points as the run says, up to bounds that it gives."""
    x, y = np.mgrid[0 : length : n * 1j, -1:a:3j]
    line = np.mgrid[0 : 1 : complex(0, n)] * a
    return np.sum(x * y**2) + np.sum(line**2) + np.sum(np.ogrid[0:length:0.3] * a)


def greatest(z):
    return np.max(z) * np.min(z) + np.sum(np.max(np.outer(z, z**2), axis=1))


def convolved(x, y):
    whole = scipy.signal.convolve(x + 1j * x**2, y * (1j + y), mode="same")
    turned = scipy.signal.correlate(x, y * (1 - 2j)) * scipy.signal.fftconvolve(x, y)
    return np.sum(np.abs(whole) ** 3) + np.sum(np.abs(turned) ** 2)


def moments(a, p):
    mean, var = scipy.stats.gamma.stats(a, scale=p)
    counted = scipy.stats.poisson.var(a) * scipy.stats.nbinom.std(4, p)
    held = scipy.stats.t(4.0, a).stats()[0] + scipy.stats.binom(5, p).stats("v")
    return mean * var + counted + held


def weighed_quantile(x, w):
    low = np.quantile(x, 0.3, weights=w, method="inverted_cdf")
    return low * np.percentile(x**2, 60, weights=w, method="inverted_cdf")


PROGRAMS = [
    Program(joined, (positive(5), 1.3), wrt=(0, 1)),
    Program(raised, (positive(3),)),
    Program(gridded, (1.3, 0.4), wrt=(0, 1)),
    Program(gridded_by_the_run, (1.3, 4, 2.0)),
    Program(gridded_by_the_run, (1.3, 1, 2.0), wrt=(0, 2)),
    Program(greatest, (Z,)),
    Program(convolved, (positive(5), signed(3)), wrt=(0, 1)),
    Program(moments, (1.3, 0.3), wrt=(0, 1)),
]
if not np.__version__.startswith("1."):
    PROGRAMS.append(Program(weighed_quantile, (positive(5), positive(5)), wrt=(0, 1)))
