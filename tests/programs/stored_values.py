"""Values that are stored into arrays: read there by the reverse sweep, if they are there still."""

import numpy as np

from tests.programs.case import Program, positive, signed


def rows_of_exponentials(x, n):
    out = np.zeros((n, len(x)))
    for i in range(n):
        y = np.exp(x * (i + 1) * 0.3)
        out[i] = y
    return np.sum(out * out)


def overwritten_by_a_later_pass(x, n):
    out = np.zeros(len(x))
    for i in range(n):
        out[i % 2] = np.exp(x[i])
        out[2] = out[0] * out[1]
    return np.sum(out * out)


def scaled_afterwards(x):
    out = np.zeros_like(x)
    for i in range(len(x)):
        out[i] = np.exp(x[i])
    out *= 2.0
    return np.sum(out * out)


def into_single_precision(x):
    out = np.zeros(len(x), np.float32)
    for i in range(len(x)):
        out[i] = np.exp(x[i])
    return np.sum(out * out)


def fills_a_row(x, n):
    """One number becomes a whole row."""
    out = np.zeros((n, 3))
    for i in range(n):
        out[i] = np.exp(x[i])
    return np.sum(out * out)


def counted_in_the_loop(x):
    out = np.zeros(2 * len(x))
    i, k = 0, 0
    while k < len(x):
        out[i] = np.exp(x[k])
        i += 2
        k += 1
    return np.sum(out * out)


def through_a_view(x):
    out = np.zeros(2 * len(x))
    half = out[1::2]
    for i in range(len(x)):
        half[i] = np.sqrt(x[i])
    return np.sum(out * out)


def through_a_view_that_changes(x):
    out = np.zeros(2 * len(x))
    half = out[1::2]
    for i in range(len(x)):
        half[i] = np.sqrt(x[i])
        out[0] = half[i] * out[1]
    out[1] = x[0]
    return np.sum(out * out)


def in_straight_line(x):
    out = np.zeros(3)
    out[0] = np.exp(x[0])
    out[1] = np.sqrt(x[1])
    y = np.exp(x[2])
    out[2] = y
    out[1] = out[0] * out[1]
    return np.sum(out * out) + y


def into_what_is_returned(x):
    out = np.zeros_like(x)
    for i in range(len(x)):
        out[i] = np.exp(x[i])
    return out


def into_an_argument(x, out):
    for i in range(len(x)):
        out[i] = np.exp(x[i])
    return np.sum(x * out)


def of_a_float(x, n):
    """A Python number, which comes back as one of NumPy's."""
    out = np.zeros(n)
    for i in range(n):
        out[i] = (x + i) ** 1.5
    return np.sum(out * out)


V = positive(4)


def where_it_never_comes(x, n):
    """The same element three times, in a branch whose test cannot hold."""
    y = x * x
    if n > 2 and n < 2:
        y[1] = y[0] * 2.0
        y[1] = y[0] * 3.0
        y[1] = y[0] * 4.0
    return np.sum(y)


PROGRAMS = [
    Program(where_it_never_comes, (V, 2)),
    Program(rows_of_exponentials, (V, 3)),
    Program(overwritten_by_a_later_pass, (V, 4)),
    Program(scaled_afterwards, (V,)),
    Program(into_single_precision, (np.float32(V),), error_scale=1e4),
    Program(fills_a_row, (V, 4)),
    Program(counted_in_the_loop, (V,)),
    Program(through_a_view, (V,)),
    Program(through_a_view_that_changes, (V,)),
    Program(in_straight_line, (V,)),
    Program(into_what_is_returned, (V,)),
    Program(into_an_argument, (V, signed(4)), wrt=(0, 1)),
    Program(of_a_float, (0.7, 4)),
]
