"""Functions of SciPy that describe and compare samples."""

import numpy as np
from scipy import ndimage, signal, stats

from tests.programs.case import Program, positive, signed

A = positive(5, 3)


def standardised(A, b):
    whole = stats.zscore(A, axis=1, ddof=1) ** 3 + stats.gzscore(A, axis=None)
    return np.sum(whole * A) + np.sum(stats.zmap(b, A[:, 0]) ** 2)


def shape_of_samples(A):
    third = stats.skew(A, axis=0) * stats.skew(A, axis=0, bias=False)
    fourth = stats.kurtosis(A, axis=0) + stats.kurtosis(A, axis=0, fisher=False, bias=False)
    about = stats.moment(A, 3, axis=1, keepdims=True) + stats.moment(A, 2, axis=1, center=0.5)[0]
    return np.sum(third * fourth) + np.sum(about * A) + stats.kstat(A, 3)


def means(A, w):
    row = stats.gmean(A, axis=0, weights=w) * stats.hmean(A) + stats.pmean(A, 1.7, axis=0)
    spread = stats.sem(A) * stats.variation(A, ddof=1) + stats.gstd(A) + stats.tvar(A, (0.6, None))
    trimmed = stats.trim_mean(A, 0.2) * stats.tmean(A, (0.6, 1.4)) + stats.tsem(A) * stats.tstd(A)
    return np.sum(row * spread + trimmed)


def in_order(A):
    wide = stats.iqr(A, axis=0, rng=(10, 80), scale="normal") * stats.median_abs_deviation(A)
    return np.sum(wide * A[0]) + np.sum(A * stats.rankdata(A, axis=1))


def uncertain(A, q):
    shares = stats.entropy(A, axis=0) + stats.entropy(A, q, base=2.0, axis=0)
    spaced = stats.differential_entropy(A) * stats.differential_entropy(A, method="vasicek")
    return np.sum(shares * spaced) + stats.differential_entropy(np.ravel(A), base=2.0)


def on_a_circle(A):
    turned = stats.circmean(A, high=3.0, low=1.0, axis=0) + stats.circvar(A, axis=0)
    return np.sum(turned * A[0]) + stats.circstd(A) * stats.circstd(A, normalize=True)


def correlated(x, y):
    r, p = stats.pearsonr(x, y)
    line = stats.linregress(x, y)
    fit = line.slope * x + line.intercept
    rest = stats.linregress(y, x, alternative="less")
    return r * p + np.sum((y - fit) ** 3) + line.stderr + rest.pvalue * rest[2]


def compared(A, b):
    t = stats.ttest_ind(A, 1.2 * A[:4] ** 2, equal_var=False)
    one = stats.ttest_1samp(A, b, alternative="less")
    pairs = stats.ttest_rel(A[0], A[1] ** 2, alternative="greater").statistic
    groups = stats.f_oneway(A[0], A[1], 1.3 * A[2])
    return np.sum(t.statistic * t.pvalue + one.pvalue) + pairs + groups.pvalue * groups.statistic


def of_a_kind(A):
    normal = stats.jarque_bera(A, axis=0)
    counts = stats.chisquare(A[:, 0], np.mean(A[:, 0]) * np.ones(5))
    told = stats.describe(A)
    last = told.minmax[1] * told.variance + told.kurtosis
    return np.sum(normal.pvalue * normal.statistic + last) + counts.pvalue * counts.statistic


def moved(u, v, p):
    powers = stats.yeojohnson(u - 1.0, 0.7) * stats.yeojohnson(u - 1.0, 1.3)
    apart = stats.wasserstein_distance(u, v) * stats.energy_distance(u, v[:3])
    return apart + stats.boxcox_llf(p, u) + np.sum(powers)


def measured_beside(x, w):
    """What nothing active goes into is called as it is."""
    peaks = signal.find_peaks(w)[0]
    power = signal.periodogram(w)[1]
    larger = ndimage.zoom(np.outer(w, w), 1.4)
    return (
        np.sum(x * stats.alpha.cdf(1.5, w[0]))
        + np.sum(power) * x[0] * peaks.size
        + np.sum(larger) * x[1]
    )


PROGRAMS = [
    Program(measured_beside, (positive(3), np.array([0.7, 1.2, 0.4, 0.9, 0.3]))),
    Program(standardised, (A, signed(3)), wrt=(0, 1)),
    Program(shape_of_samples, (A,)),
    Program(means, (A, positive(5, 3, start=2)), wrt=(0, 1)),
    Program(in_order, (A**2 + 0.1 * A,)),
    Program(uncertain, (A, positive(5, 3, start=2)), wrt=(0, 1)),
    Program(on_a_circle, (A,)),
    Program(correlated, (positive(5), signed(5)), wrt=(0, 1)),
    Program(compared, (A, 0.9), wrt=(0, 1)),
    Program(of_a_kind, (A,)),
    Program(moved, (positive(4), positive(5, start=3), 0.4), wrt=(0, 1, 2)),
]
