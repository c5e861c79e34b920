"""Subscripts by lists and ranges: all places differ, or one may be met twice."""

import numpy as np

from tests.programs.case import Program, positive, signed

FREE = [0, 2, 3]


def read_by_a_list(x, w):
    return np.sum(w[[2, 4, 1]] * x)


def read_by_a_name(x, w):
    free = [4, 0, 2]
    return np.sum(w[free] * x) * np.prod(w[free])


def read_by_an_array(x, w):
    free = np.array([1, 3, 4])
    return np.sum(np.sin(w[free]) * x)


def read_by_a_range(x, w):
    return np.sum(w[range(len(x))] * x)


def from_the_end(x, w):
    return np.sum(w[[-1, -3, -2]] * x)


def from_both_ends(x, w):
    w = w * 2.0
    w[[-1, 4, 0]] = x
    return np.sum(w[[-1, 4, 1]] * x * w[[-5, 0, 0]])


def twice(x, w):
    w[[1, 1, 2]] += x
    return np.sum(w[[2, 2, 1]] * x)


def twice_in_an_array(x, w):
    places = np.array([0, 1, 2])
    places[1] = 0
    w[places] = x
    return np.sum(w**2) + np.sum(w[places] * x)


def written_by_a_list(x, w):
    w[[2, 4, 1]] = x**2
    w[[0, 2]] *= x[:2]
    w[range(2)] -= x[1:]
    return np.sum(w**2)


def of_rows_and_columns(x, w):
    m = np.outer(w, w)
    m[[0, 2]] = x[:2, None] * w
    m[:, [1, 4]] += w[:, None]
    return np.sum(m[[3, 0]] * m[:, [0, 2, 1]][[1, 4]][:, :1]) + np.sum(m[[0, 1], [1, 1]])


def by_counts(x, w):
    places = np.arange(len(x))
    w[places] = w[places] * x
    w[places + 1] -= w[places]
    return np.sum(w**3)


def solved_where_it_is_free(x, w):
    stiff = np.outer(w, w) + np.eye(5)
    u = np.zeros(5)
    u[FREE] = np.linalg.solve(stiff[np.ix_(FREE, FREE)], x)
    return u @ w


ARGUMENTS = (signed(3), positive(5))
PROGRAMS = [
    Program(function, ARGUMENTS, wrt=(0, 1))
    for function in (
        read_by_a_list,
        read_by_a_name,
        read_by_an_array,
        read_by_a_range,
        from_the_end,
        from_both_ends,
        twice,
        twice_in_an_array,
        written_by_a_list,
        of_rows_and_columns,
        by_counts,
        solved_where_it_is_free,
    )
]
