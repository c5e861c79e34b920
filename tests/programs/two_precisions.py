"""Single and double precision in one function: each gradient has the precision of its argument."""

import numpy as np
import scipy.ndimage
import scipy.signal
import scipy.stats
from scipy.spatial import distance

from tests.programs.case import Program, positive


def medians_of_singles(w, v):
    return w[0] * scipy.signal.medfilt(v, 3)[0]


def mean_times_a_single(w, v):
    return np.mean(w) * v[0]


def running_sums_times_a_single(w, v):
    return np.sum(np.cumsum(w)) * v[1]


def shown_twice_times_a_single(w, v):
    return np.sum(np.broadcast_to(w, (2, 3)) ** 2) * v[0]


def stacked_then_a_python_number(w, v):
    return float(np.sum(np.stack((w, w)).sum(axis=0))) * v[0]


def rounded_between(w, v):
    return np.float32(np.sum(w * w)) * v[0] + np.sum(v) * np.max(w)


def largest_of_singles(w, v):
    return np.multiply(sum([np.float32(0.5), w[0]]), max(v[0], v.sum())) + np.prod(w) * v[1]


def solved_of_singles(w, v):
    return np.sum(np.linalg.lstsq(np.vstack([v, v**2, v[::-1]]), w, rcond=None)[0] ** 2)


def solved_for_singles(w, v):
    return np.sum(np.linalg.lstsq(np.vstack([w, w**2, w[::-1]]), v, rcond=None)[0] ** 2)


def zeros_of_singles(w, v):
    return np.sum(np.poly(v) ** 2) * np.sum(np.poly([w[0], w[2]]))


def distances_of_singles(w, v):
    pairs = distance.cdist(v[:, None], v[:2, None] ** 2, "minkowski", p=3)
    near = distance.pdist(v[:, None], "canberra")
    return np.sum(pairs**2) * w[0] + np.sum(near) + distance.braycurtis(v, v**2)


def spread_of_singles(w, v):
    return np.sum(np.std(np.outer(v, v**2), axis=0, mean=v[0])) * v[1] + w[0]


def statistics_of_singles(w, v):
    test = scipy.stats.ttest_ind(v, v**2 + v[0])
    line = scipy.stats.linregress(v, v**2)
    return scipy.stats.sem(v) + scipy.stats.tmean(v) * test.statistic + line.slope * w[0]


def variances_of_singles(w, v):
    return scipy.stats.tvar(v) + scipy.stats.tstd(v**2)


def images_of_singles(w, v):
    image = np.outer(v, v**2)
    places = np.array([[0.4, 1.3], [0.7, 1.6]])
    between = scipy.ndimage.map_coordinates(image, places, order=1)
    moved = scipy.ndimage.shift(image, 0.3, order=1, mode="nearest")
    larger = scipy.ndimage.zoom(image, 1.4)
    turned = scipy.ndimage.rotate(image, 20.0, order=1, mode="nearest")
    return np.sum(between) + np.sum(moved**2) + np.sum(larger) + np.sum(turned) * v[0]


def spectra_of_singles(w, v):
    slow = scipy.signal.resample(v, 5) ** 2
    power = scipy.signal.periodogram(v)[1]
    whole = scipy.signal.welch(v, nperseg=3)[1] + scipy.signal.csd(v, v**2, nperseg=3)[1].real
    return slow.sum() + power.sum() * v[1] + whole.sum()


def filtered_singles(w, v):
    sections = scipy.signal.butter(2, 0.3, output="sos")
    return np.sum(scipy.signal.sosfiltfilt(sections, v, padlen=1) ** 2)


def distance_of_singles(w, v):
    return distance.cosine(v, v**2) + distance.minkowski(v, v**2, 3) * v[0]


def quantiles_at_singles(w, v):
    return np.sum(np.percentile(w, 90 * v)) + np.sum(np.nanquantile(v, w / 2)) * v[1]


def of_a_hermitian_matrix_of_singles(w, v):
    turned = np.outer(v, v[::-1]) * np.exp(1j * np.outer(v, v**2)).astype("c8")
    values, vectors = np.linalg.eigh(turned + turned.conj().T + np.diag(3 * v))
    return np.sum(((vectors * np.exp(values)) @ vectors.conj().T).real * v) + w[0] * v[0]


W, V = positive(3), positive(3).astype("f4") * np.float32(0.7)

PROGRAMS = [
    Program(function, (W, V), wrt=(0, 1), error_scale=1e5)
    for function in (
        mean_times_a_single,
        running_sums_times_a_single,
        shown_twice_times_a_single,
        stacked_then_a_python_number,
        rounded_between,
        largest_of_singles,
        solved_of_singles,
        solved_for_singles,
        zeros_of_singles,
        distances_of_singles,
        medians_of_singles,
        statistics_of_singles,
        variances_of_singles,
        images_of_singles,
        spectra_of_singles,
        filtered_singles,
        distance_of_singles,
        quantiles_at_singles,
        of_a_hermitian_matrix_of_singles,
    )
]
if np.lib.NumpyVersion(np.__version__) >= "2.0.0":  # `mean=`
    PROGRAMS += [Program(spread_of_singles, (W, V), wrt=(0, 1), error_scale=1e5)]
