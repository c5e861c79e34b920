"""Single and double precision in one function: each gradient has the precision of its argument."""

import numpy as np
import scipy.signal
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
    )
]
if np.lib.NumpyVersion(np.__version__) >= "2.0.0":  # `mean=`
    PROGRAMS += [Program(spread_of_singles, (W, V), wrt=(0, 1), error_scale=1e5)]
