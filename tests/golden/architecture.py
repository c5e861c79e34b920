"""The three functions whose adjoints stand in the design page."""

import numpy as np

from tests.programs.case import Program, positive


def z(x):
    y = x**2 + 2
    return np.sum(y)


def series(x, n):
    s = 0.0
    t = 1.0
    for k in range(1, n):
        t = t * x / k
        if t > 1e-3:
            s += t
        else:
            s += t * t
    return s


def heat(u, k, steps):
    u = u.copy()
    for _ in range(steps):
        u[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2])
    return np.sum(u**2)


PROGRAMS = [
    Program(z, (positive(3),)),
    Program(series, (0.7, 12)),
    Program(heat, (positive(6), 0.2, 3), wrt=(0, 1)),
]
