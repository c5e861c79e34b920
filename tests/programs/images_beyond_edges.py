"""Images between and beyond their elements, by splines of every order; peaks of signals."""

import numpy as np
import scipy.signal
from scipy import fft, linalg, ndimage

from tests.programs.case import Program, positive

IMAGE = positive(4, 5)
PLACES = np.array([[1.2, 2.3, -0.7, 5.1], [0.7, 1.9, 3.6, -1.4]])
KERNEL = np.array([[0.2, -0.5, 0.1], [0.7, 0.4, -0.3]])
SIGNAL = np.array([0.1, 0.9, 0.4, 1.3, 0.2, 0.5, 0.45, 0.8, 0.3])


def lines_and_parabolas(image, places):
    lines = ndimage.map_coordinates(image, places, order=1, mode="wrap")
    parabolas = ndimage.map_coordinates(image, places, order=2, mode="nearest")
    return np.sum(lines**2 * parabolas) + np.sum(ndimage.map_coordinates(image, places, order=2))


def cubics(image, places):
    inside = ndimage.map_coordinates(image, places, mode="reflect")
    return np.sum(inside**2 * ndimage.map_coordinates(image, places, mode="nearest"))


def higher(image, places):
    fourth = ndimage.map_coordinates(image, places, order=4, mode="mirror")
    return np.sum(fourth**2 * ndimage.map_coordinates(image, places, order=5, mode="grid-wrap"))


def next_elements(image):
    return np.sum(ndimage.map_coordinates(image, PLACES, order=0, mode="mirror") ** 2)


def names_of_the_grid(image, kernel):
    by_hand = ndimage.correlate(image, kernel, mode="grid-wrap")
    by_hand *= ndimage.convolve(image, kernel, mode="grid-mirror")
    along = ndimage.correlate1d(image, kernel[0], 0, mode="grid-constant", cval=0.3)
    soft = ndimage.gaussian_filter(image, 0.6, mode="grid-wrap")
    mean = ndimage.uniform_filter(image, 3, mode="grid-constant", cval=0.2)
    return np.sum(by_hand * along) + np.sum(soft * mean)


def of_a_rank(image):
    least = ndimage.minimum_filter1d(image, 3, axis=0, mode="grid-wrap")
    most = ndimage.maximum_filter1d(image, 2, mode="constant", cval=0.2)
    second = ndimage.rank_filter(image, 1, size=(2, 3), mode="grid-mirror")
    last = ndimage.rank_filter(image, -1, 3, mode="grid-constant", cval=0.1)
    return np.sum(least * most) + np.sum(second**2 * last)


def enlarged(image):
    unfiltered = ndimage.shift(image, 0.3, prefilter=False)
    return np.sum(ndimage.zoom(image, 2.0, order=2, mode="reflect") ** 2) + np.sum(unfiltered**2)


def moved(image, by):
    near = ndimage.shift(image, by, mode="nearest")
    return np.sum(near**2) + np.sum(ndimage.shift(image, by, order=4, mode="wrap") ** 2)


def turned(image):
    stepped = ndimage.rotate(image, 27.0, order=0)
    return np.sum(ndimage.rotate(image, 27.0, mode="mirror", reshape=False) ** 2 + stepped[0, 0])


def spread_anew(image, matrix):
    return np.sum(ndimage.affine_transform(image, matrix, mode="grid-wrap", order=5) ** 2)


def filtered(image):
    whole = ndimage.spline_filter(image, mode="reflect") ** 3
    return np.sum(whole) + np.sum(ndimage.spline_filter1d(image, 4, 0, mode="grid-wrap") ** 3)


def peaks(x):
    places, told = scipy.signal.find_peaks(x, height=0.6, prominence=0.1)
    others, _ = scipy.signal.find_peaks(x, distance=3)
    far = np.sum(x[others] ** 2) * len(others)
    return np.sum(x[places] * told["prominences"] ** 2) + np.sum(told["peak_heights"]) + far


def heights_of_float32(x):
    heights = scipy.signal.find_peaks(x, height=0.6)[1]["peak_heights"]
    return np.sum(heights**3) * (1.0 if heights.dtype == np.float64 else 2.0)


def with_their_defaults(x):
    a = np.outer(x, x) + np.eye(len(x))
    known = linalg.inv(a, overwrite_a=False)[0] @ linalg.solve(a, x, overwrite_b=False)
    values = linalg.eigh(a, overwrite_a=False, eigvals_only=True, driver=None)
    spectrum = fft.rfft(x, fft.next_fast_len(len(x) + 5), workers=2, overwrite_x=False)
    means = np.mean(x, out=None) + np.quantile(x, 0.3, weights=None)
    return known + np.sum(values**3) + np.sum(np.abs(spectrum) ** 3) + means


def as_wide_as_is_asked(image, width, other):
    soft = ndimage.gaussian_filter(image, (width, 2 * other), mode="wrap", truncate=3.0)
    rows = ndimage.gaussian_filter1d(image, other, axis=0, mode="constant", cval=0.4)
    fixed = ndimage.gaussian_filter(IMAGE, sigma=width + other)
    return np.sum(soft**2) + np.sum(rows**3) + np.sum(fixed * image)


PROGRAMS = [
    Program(as_wide_as_is_asked, (IMAGE, 0.9, 0.6), wrt=(0, 1, 2)),
    Program(names_of_the_grid, (IMAGE, KERNEL), (0, 1)),
    Program(of_a_rank, (positive(4, 5),)),
    Program(lines_and_parabolas, (IMAGE, PLACES), wrt=(0, 1)),
    Program(cubics, (IMAGE, PLACES), wrt=(0, 1)),
    Program(higher, (IMAGE, PLACES), wrt=(0, 1)),
    Program(next_elements, (IMAGE,)),
    Program(enlarged, (IMAGE,)),
    Program(moved, (IMAGE, np.array([0.3, -1.6])), wrt=(0, 1)),
    Program(turned, (IMAGE,)),
    Program(spread_anew, (IMAGE, np.array([[1.1, 0.2], [-0.1, 0.9]])), wrt=(0, 1)),
    Program(filtered, (IMAGE,)),
    Program(heights_of_float32, (positive(12).astype(np.float32),), error_scale=1e6),
    Program(peaks, (SIGNAL,)),
]
if not np.__version__.startswith("1."):
    PROGRAMS.append(Program(with_their_defaults, (positive(4),)))
