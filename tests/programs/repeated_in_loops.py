"""Views that cannot be written, read by passes of a loop, of an array that is written later."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.programs.case import Program, positive


def elements_of_what_is_repeated(x, m):
    rows = np.broadcast_to(m[0], (4, 3))
    s = 0.0
    for i in range(4):
        s += np.sin(rows[i, i % 3] * x[0])
    m[0, 1] = s * x[1]
    return np.sum(m**2) + rows[3, 1] * x[0]


def lines_of_what_is_repeated(x, m):
    s = 0.0
    for line in np.broadcast_to(m, (2, 3, 3)):
        s += np.sum(line[::2] * line[1:] ** 2)
    m *= x[0]
    return s * x[1] + np.sum(m**2)


def while_a_diagonal_is_small(x, m):
    diagonal = np.diagonal(m)
    k, s = 0, x[0]
    while k < 3:
        s = s * diagonal[k] + x[1]
        k += 1
    m[1] = s * m[0]
    return np.sum(diagonal**2) + np.sum(m)


def windows_by_places(x, m):
    windows = sliding_window_view(m[:, 0], 2)
    s = 0.0
    for i in range(2):
        s += np.sum(windows[[i, i, 0], 1]) * windows[i, 0] * x[i]
    m[1] -= s
    return np.sum(windows**2)


def nested_passes(x, m):
    for k in range(2):
        rows = np.broadcast_to(m[:, k], (2, 3))
        for i in range(2):
            for j in range(3):
                m[j, 2] += rows[i, j] * x[i] ** 2
        m[0, k] = m[2, 2]
    return np.sum(m * m)


PROGRAMS = [
    Program(one, (positive(2), positive(3, 3)), wrt=wrt, name=f"{one.__name__}_by_{wrt}")
    for one in (
        elements_of_what_is_repeated,
        lines_of_what_is_repeated,
        while_a_diagonal_is_small,
        windows_by_places,
        nested_passes,
    )
    for wrt in ("x", "m")
]
