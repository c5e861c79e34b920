"""Sums of lists that may be empty, whose type is asked: then they are the number 0."""

import numpy as np

from tests.programs.case import Program, positive


def is_an_integer(x, limit):
    rows = [v * x for v in x if v > limit]
    total = sum(rows)
    if isinstance(total, int):
        return x[0] * 2
    return np.sum(total)


def is_an_array(x, limit):
    total = sum(v * x for v in x if v > limit)
    return np.sum(total) if isinstance(total, np.ndarray) else x[0] ** 2


def has_the_type(x, limit):
    total = sum([v * x for v in x if v > limit])
    other = total
    if type(other) is int:
        return x[1] * 3
    return np.sum(total * x)


def is_a_scalar(x, limit):
    total = sum([v * x for v in x if v > limit], 1)
    return x[0] if np.isscalar(total) else np.sum(total)


def nobody_asks(x, limit):
    return np.sum(sum([v * x for v in x if v > limit], np.zeros(4)))


X = positive(4)
PROGRAMS = [
    Program(function, (X, limit))
    for function in (is_an_integer, is_an_array, has_the_type, is_a_scalar, nobody_asks)
    for limit in (0.7, 70.0)
]
