"""Functions through values at scattered points, less common distributions, and their fits."""

import numpy as np
from scipy import interpolate, stats

from tests.programs.case import Program, positive

POINTS = np.random.default_rng(1).uniform(-1, 1, (9, 2))
PLACES = np.random.default_rng(2).uniform(-0.3, 0.3, (3, 2))
VALUES = positive(9)


def by_kernels(y, d, x):
    smooth = interpolate.RBFInterpolator(y, d, kernel="gaussian", epsilon=1.3, smoothing=0.1)
    return np.sum(interpolate.RBFInterpolator(y, d)(x) ** 2 * smooth(x))


def by_other_kernels(y, d, x):
    lines = interpolate.RBFInterpolator(y, d, kernel="linear")
    high = interpolate.RBFInterpolator(y, d, kernel="quintic")
    cubes = interpolate.RBFInterpolator(y, d, kernel="cubic", degree=2)
    return np.sum(lines(x) ** 2) + np.sum(high(x) * cubes(x))


def of_vectors(y, d, x, width):
    pairs = np.stack([d, d**2], axis=1)
    found = interpolate.RBFInterpolator(y, pairs, kernel="multiquadric", epsilon=width)(x)
    other = interpolate.RBFInterpolator(y, d, kernel="inverse_quadratic", epsilon=width)
    return np.sum(found**2) + np.sum(other(x))


def over_triangles(y, d, x):
    planes = interpolate.LinearNDInterpolator(y, d, fill_value=0.5)
    return np.sum(interpolate.griddata(y, d, x) ** 2) + np.sum(planes(8.0 * x) ** 2)


def nearest(y, d, x):
    found = interpolate.NearestNDInterpolator(y, d)(x) * x[:, 0]
    return np.sum(found**2) + np.sum(interpolate.griddata(y, d, x, method="nearest"))


def at_coordinates(y, d, first, second):
    places = (first, second)
    planes = interpolate.LinearNDInterpolator(y, d)(places)
    grid = (first[:, None], second[None, :])
    flat = interpolate.griddata((y[:, 0], y[:, 1]), d, grid) + planes
    near = interpolate.NearestNDInterpolator((y[:, 0], y[:, 1]), d)
    return np.sum(flat**2) + np.sum(near(places) * planes) + near(y[0] + 0.01)[0] * d[1]


def less_common(x, a, c):
    one = stats.alpha.logpdf(x, a, scale=c) * stats.bradford.cdf(x / 2, c)
    two = stats.dgamma.logpdf(x - 0.4, a) * stats.dweibull.pdf(x - 0.3, c)
    three = stats.exponpow.logpdf(x, c) * stats.halfgennorm.cdf(x, a)
    four = stats.johnsonsb.logpdf(x / 2, a, c) * stats.loglaplace.cdf(x, c)
    return np.sum(one + two + three + four) + stats.kappa3.ppf(0.3, a) * stats.mielke.isf(0.4, a, c)


def on_circles_and_cut(x, a, c):
    round_ = stats.wrapcauchy.logpdf(x, c) * stats.anglit.logpdf(x / 3) + stats.cosine.cdf(x)
    cut = stats.truncexpon.pdf(x, a) + stats.powernorm.logpdf(x, a)
    return np.sum(round_ * cut) + np.sum(stats.recipinvgauss(c, scale=a).logpdf(x))


def fitted_beyond(x, place):
    start, width = stats.expon.fit(x, floc=place)
    return start * width


def fitted(x):
    mean, deviation = stats.norm.fit(x)
    least, beyond = stats.expon.fit(x)
    low, width = stats.uniform.fit(x)
    return mean * deviation + least * beyond + low * width + stats.expon.fit(x, floc=0)[1] ** 2


ENDS = np.array([0.0, 0.3, 1.0])


def points_of_certain_probability(c, m, s):
    """The ends of a distribution move with its location, its scale, and what else they are of."""
    found = [
        stats.anglit.ppf(ENDS, m, s),
        stats.powerlaw.isf(ENDS, c, m, s),
        stats.kappa3.ppf(ENDS[:2], c, m, s),
        stats.loguniform.ppf(ENDS, c, c + s, m),
        stats.truncexpon.ppf(ENDS, c, m, s),
        stats.genpareto.ppf(ENDS, -c, m, s),
        stats.genextreme.ppf(ENDS[1:], c, m, s) + stats.genextreme.isf(ENDS[1:], -c, m, s),
    ]
    return sum([np.sum(one**2) for one in found])


def densities_at_the_ends(c, s):
    """A shape, too, where the density ends and is not 0."""
    ends = stats.truncexpon.pdf(0.0, c, 0.0, s) + stats.powerlaw.logpdf(1.0, c)
    ends += stats.bradford.pdf(1.0, c) * stats.bradford.logpdf(0.0, c)
    ends += stats.halfgennorm.pdf(0.0, c, 0.0, s) * stats.halfgennorm.logpdf(0.0, 1.5 * c, 0.0, s)
    return ends + stats.lomax.pdf(0.0, c) * stats.kappa3.pdf(0.0, c) + stats.gompertz.pdf(0.0, c)


PROGRAMS = [
    Program(points_of_certain_probability, (0.7, 0.4, 1.3), wrt=(0, 1, 2)),
    Program(densities_at_the_ends, (0.7, 1.3), wrt=(0, 1)),
    Program(by_kernels, (POINTS, VALUES, PLACES), wrt=(0, 1, 2)),
    Program(by_other_kernels, (POINTS, VALUES, PLACES), wrt=(0, 1, 2)),
    Program(of_vectors, (POINTS, VALUES, PLACES, 4.0), wrt=(0, 1, 2, 3)),
    Program(over_triangles, (POINTS, VALUES, PLACES), wrt=(0, 1, 2)),
    Program(nearest, (POINTS, VALUES, PLACES), wrt=(1, 2)),
    Program(at_coordinates, (POINTS, VALUES, *PLACES[:2].T.copy()), wrt=(0, 1, 2, 3)),
    Program(less_common, (positive(5), 1.7, 0.8), wrt=(0, 1, 2)),
    Program(on_circles_and_cut, (positive(5), 1.7, 0.8), wrt=(0, 1, 2)),
    Program(fitted, (positive(5),)),
    Program(fitted_beyond, (positive(5) + 0.5, 0.3), wrt=(0, 1)),
]
