"""Arrays that are written and bound again while views that cannot be written still show them."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.programs.case import Program, positive


def bound_to_what_it_is_seen_by(x, m):
    for _ in range(2):
        m[2] += x[0]
        m = 1.0 * np.broadcast_to(m, (3, 1))
    return np.sum(m**2)


def view_outlives_the_name(x, m):
    s = 0.0
    for _ in range(2):
        m[2] += x[0]
        rows = np.broadcast_to(m, (3, 3, 1))
        m = m * x[1]
        s += np.sum(rows**2)
    return s + np.sum(m)


def parts_of_a_view(x, m):
    n = m * x[0]
    for _ in range(2):
        n[1] = x[1] * n[0]
        rows = np.broadcast_to(n, (2, 3, 1))[0]
        n = rows + rows[::-1] * x[0]
    return np.sum(n**2)


def view_of_the_pass_before(x, m):
    n, s = m * x[0], 0.0
    rows = np.broadcast_to(m, (2, 3, 1))
    for k in range(3):
        s += np.sum(rows**2) * x[1]
        n[k] = x[1] * n[k - 1]
        windows = sliding_window_view(n[:, 0], 2)
        n = n * x[0] + k
        s += np.sum(windows[0] * windows[1])
    return s


def until_it_is_large(x, m):
    while np.sum(m) < 9.0:
        m[0] *= x[0] + 1
        diagonal = np.diagonal(m @ np.ones((1, 3)))
        seen = np.broadcast_to(m, (2, 3, 1))
        m = m * x[1] + diagonal[:, None]
        m[1] += np.sum(seen**2)
    return np.sum(m**2)


PROGRAMS = [
    Program(one, (positive(2), positive(3, 1)))
    for one in (
        bound_to_what_it_is_seen_by,
        view_outlives_the_name,
        parts_of_a_view,
        view_of_the_pass_before,
        until_it_is_large,
    )
]
