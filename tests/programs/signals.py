"""Programs of `scipy.signal`, `scipy.ndimage`, `scipy.integrate` and `scipy.spatial.distance`."""

import numpy as np
import scipy.integrate
import scipy.ndimage as ndi
import scipy.signal
from scipy import signal
from scipy.spatial.distance import cdist, pdist, squareform

from tests.programs.case import Program, positive, signed


def smoothed(x, kernel):
    return np.sum(signal.convolve(x, kernel, mode="same") ** 2)


def matched(x, template):
    scores = signal.correlate(x, template, mode="valid")
    return np.sum(np.log1p(scores**2))


def by_transform(x, kernel):
    return np.sum(signal.fftconvolve(x, kernel, mode="full") ** 3)


def layer_of_convolutions(image, kernels):
    total = 0.0
    for k in range(kernels.shape[0]):
        total += np.sum(np.tanh(signal.convolve2d(image, kernels[k], mode="valid")))
    return total


def recursive_filter(b, a, x):
    y = scipy.signal.lfilter(b, a, x)
    return np.sum(y[2:] ** 2)


def filter_of_the_filtered(b, x):
    y = signal.lfilter(b, [1.0, -0.3], x)
    y[0] = x[1]
    return np.sum(signal.lfilter(b, [1.0, -0.3], y) ** 2)


def without_trend(x):
    return np.sum(signal.detrend(x**2) ** 3)


def blurred(image):
    return np.sum((ndi.gaussian_filter(image, 0.8) - image) ** 2)


def blurred_by_axis(image, width):
    return np.sum(ndi.gaussian_filter1d(image, width, axis=0, mode="nearest") ** 2)


def written_by_a_filter(x, fixed):
    room = np.zeros_like(fixed)
    total = np.sum(x * room)
    ndi.gaussian_filter(fixed, 0.7, output=room)
    return total + np.sum(x**2 * room)


def edges(image, kernel):
    gx = ndi.correlate(image, kernel)
    gy = ndi.convolve(image, kernel.T, mode="constant", cval=0.2)
    return np.sum(np.sqrt(gx**2 + gy**2 + 0.1))


def moving_average(x, weights):
    return np.sum(ndi.convolve1d(x, weights, mode="wrap") ** 2)


def charge(current, times):
    q = scipy.integrate.cumulative_trapezoid(current, times, initial=0)
    return scipy.integrate.simpson(q**2, dx=0.5) + scipy.integrate.trapezoid(q, times)


def kernel_matrix(x, y):
    return np.sum(np.exp(-cdist(x, y, "sqeuclidean"))) + np.sum(cdist(x, y) ** 3)


def stress(x, wanted):
    return np.sum((pdist(x) - wanted) ** 2) + np.sum(squareform(pdist(x, "cityblock")) ** 2)


PROGRAMS = [
    Program(smoothed, (signed(6), signed(3, start=1)), wrt=(0, 1)),
    Program(matched, (signed(7), signed(3, start=1)), wrt=(0, 1)),
    Program(matched, (signed(4, 4), signed(2, 3, start=1)), wrt=(0, 1), name="matched_images"),
    Program(by_transform, (signed(5), signed(2, start=1)), wrt=(0, 1)),
    Program(layer_of_convolutions, (signed(4, 4), signed(2, 2, 2, start=1)), wrt=(0, 1)),
    Program(recursive_filter, (signed(2), np.array([1.2, 0.3]), signed(6, start=2)), wrt=(0, 1, 2)),
    Program(filter_of_the_filtered, (signed(3), signed(5, start=2)), wrt=(0, 1)),
    Program(without_trend, (signed(6),)),
    Program(blurred, (signed(4, 5),)),
    Program(blurred, (signed(5, 4).T,), name="blurred_turned"),
    Program(blurred_by_axis, (signed(4, 3), 0.7)),
    Program(written_by_a_filter, (signed(4), signed(4, start=1))),
    Program(edges, (signed(4, 4), signed(3, 3, start=1)), wrt=(0, 1)),
    Program(moving_average, (signed(6), signed(3, start=1)), wrt=(0, 1)),
    Program(charge, (signed(5), np.array([0.0, 0.3, 0.5, 1.1, 1.2])), wrt=(0, 1)),
    Program(kernel_matrix, (signed(3, 2), signed(4, 2, start=3)), wrt=(0, 1)),
    Program(stress, (signed(4, 2), positive(6)), wrt=(0, 1)),
]
