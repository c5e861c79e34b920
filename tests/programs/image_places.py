"""Images between their elements, functions in their real domain, and what a density amounts to."""

import numpy as np
from scipy import ndimage, stats

from tests.programs.case import Program, positive, signed

PLACES = np.array([[0.3, 1.6, 1.8, -0.4], [0.1, 2.2, 2.7, 1.5]])


def at_places(image, places):
    outside = ndimage.map_coordinates(image, places, order=1, cval=0.7)
    nearest = ndimage.map_coordinates(image, places, order=1, mode="nearest")
    return np.sum(outside**2) + np.sum(nearest * places[0])


def moved(image, by):
    whole = ndimage.shift(image, by, order=1, mode="nearest")
    return np.sum(whole**2) + np.sum(ndimage.shift(image, (by, 0.3), order=1) * image)


def splines_between(image, places, by):
    smooth = ndimage.map_coordinates(image, places, cval=0.7) * ndimage.shift(image, by)[0]
    return np.sum(smooth**2) + np.sum(ndimage.spline_filter(image, 2) ** 3)


def turned(image, angle):
    whole = ndimage.rotate(image, angle, reshape=False)
    larger = ndimage.zoom(ndimage.rotate(image, 25.0, order=1), 1.3)
    return np.sum(whole**2) + np.sum(larger**2)


def laid_anew(image, matrix, offset):
    found = ndimage.affine_transform(image, matrix, offset, output_shape=(2, 3))
    homogeneous = np.concatenate([matrix, np.ones((2, 1)) * offset], axis=1)
    return np.sum(found**2) + np.sum(ndimage.affine_transform(image, homogeneous, order=1) * image)


def in_the_real_domain(x):
    roots = np.emath.sqrt(x) + np.emath.log(x) * np.emath.power(x, 1.5)
    return np.sum(roots) + np.emath.arcsin(0.5 * x[0]) * np.emath.logn(3.0, x[1])


def uncertainty(factor, x):
    spread = factor @ factor.T + np.eye(2)
    known = stats.multivariate_normal.entropy(x, spread)
    return known + stats.multivariate_normal.logpdf(x, np.zeros(2), spread, False)


def shares_of_several(x, alpha):
    shares = x / np.sum(x, axis=0)
    return np.sum(stats.dirichlet.logpdf(shares, alpha) ** 2)


IMAGE = signed(3, 4)
PROGRAMS = [
    Program(at_places, (IMAGE, PLACES), wrt=(0, 1)),
    Program(moved, (IMAGE, 0.4), wrt=(0, 1)),
    Program(splines_between, (IMAGE, PLACES, 0.3), wrt=(0, 1, 2)),
    Program(turned, (IMAGE, 17.0), wrt=(0, 1)),
    Program(laid_anew, (IMAGE, np.array([[0.9, 0.2], [-0.1, 1.1]]), 0.13), wrt=(0, 1, 2)),
    Program(in_the_real_domain, (positive(3),)),
    Program(uncertainty, (signed(2, 2), signed(2)), wrt=(0, 1)),
    Program(shares_of_several, (positive(3, 2), positive(3) + 1.0), wrt=(0, 1)),
]
