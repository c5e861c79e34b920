"""Opposites of opposites: new arrays, which a store into what they are made of leaves alone."""

import numpy as np

from tests.programs.case import Program, positive, signed


def taken_from_a_difference(x, y):
    """The adjoint of `t` is, but for two signs, a part of one that changes before it is read."""
    t = np.sin(y[:-1])
    x[1:] *= y[1:]
    x[:-1] -= 0.5 - t
    return np.sum(x**2)


def taken_where_asked(x, y, p):
    t = np.sin(y[:-1])
    if p > 0.5:
        x[1:] = y[:-1]
        x[:-1] -= (p * x[:-1] - y[1:]) - (p * y[:-1] ** 2 + t)
        y[2] = y[3] + p
    return np.sum(x**2 * y)


def taken_in_passes(x, y, steps):
    for _ in range(steps):
        t = np.sin(y[:-1])
        y = y * x
        x[1:] *= y[1:]
        x[:-1] -= 0.1 - t
    return np.sum(x * y)


def kept_past_a_store(x, y):
    t = -(-x[:-1])
    x[1:] *= y[1:]
    return np.sum(t * x[1:])


def halved_and_doubled(x, y):
    t = 2 * (0.5 * x[:-1])
    rows = [-(-x), y]
    x[1:] *= y[1:]
    rows[1] = -(-x)
    x *= y
    return np.sum(t * x[1:]) + np.sum(rows[0] * rows[1])


X, Y = signed(5), positive(5)
PROGRAMS = [
    Program(taken_from_a_difference, (X, Y), wrt=(0, 1)),
    Program(taken_where_asked, (X, Y, 0.7), wrt=(0, 1, 2)),
    Program(taken_where_asked, (X, Y, 0.3), wrt=(0, 1, 2), name="taken_where_not_asked"),
    Program(taken_in_passes, (X, Y, 3), wrt=(0, 1)),
    Program(kept_past_a_store, (X, Y), wrt=(0, 1)),
    Program(halved_and_doubled, (X, Y), wrt=(0, 1)),
]
