"""Single and double precision in one function: each gradient has the precision of its argument."""

import numpy as np

from tests.programs.case import Program, positive


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
    )
]
