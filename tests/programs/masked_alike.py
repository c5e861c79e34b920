"""Vectors that one mask takes have one length; those of two masks, or of a mask before and after
it changes, need not."""

import numpy as np

from tests.programs.case import Program, positive, signed


def shrunk(x, c):
    y = np.zeros_like(x)
    hi = x > c
    lo = x < -c
    y[hi] = x[hi] - c
    y[lo] = x[lo] + c
    return np.sum(y * y)


def products_of_parts(x, w):
    y = x * x
    m = x > 0
    y[m] = x[m] * w[m] - np.sin(w[m]) / y[m]
    return np.sum(y * x)


def one_of_them_is_a_single_one(x, w):
    m = x > 0.9
    first = w > w[1]
    return np.sum(x[first] * w[m])


def the_mask_changes_in_between(x, w):
    m = x > -9.0
    part = x[m]
    m[1:] = False
    return np.sum(part * w[m])


def the_mask_is_bound_anew(x, w):
    m = x > -9.0
    part = x[m] * 2.0
    m = x > np.max(x) - 0.01
    return np.sum(part * w[m])


def the_part_is_of_the_pass_before(x, w):
    s = 0.0
    part = w[:1]
    for k in range(3):
        s += np.sum(part * w[k])
        m = x > 0.4 * k - 0.5
        part = x[m] * w[m]
        s += np.sum(part * x[m])
    return s


def added_where_it_is_true(x, w):
    y = x * 2.0
    m = w > 0.8
    y[m] += w[m] * x[m]
    y[m] *= w[m]
    return np.sum(y * y)


def of_rows(x, w):
    m = w > 0.8
    y = np.zeros_like(x)
    y[m] = x[m] * w[:1]
    return np.sum(y * x)


def of_a_matrix(x, y):
    m = x > 0
    z = y.copy()
    z[m] = x[m] * y[m]
    return np.sum(z * z)


def a_number_for_all(x, c):
    y = x * c
    m = x > 0
    y[m] = c
    y[~m] = x[~m] ** 2 * c
    return np.sum(y * x)


def a_mask_that_is_given(x, w, m):
    y = x * w
    y[m] = np.exp(x[m]) * w[m]
    return np.sum(y * y)


PROGRAMS = [
    Program(shrunk, (signed(6), 0.3), wrt=(0, 1)),
    *(
        Program(one, (signed(5), positive(5)), wrt=(0, 1))
        for one in (
            products_of_parts,
            one_of_them_is_a_single_one,
            the_mask_changes_in_between,
            the_mask_is_bound_anew,
            the_part_is_of_the_pass_before,
            added_where_it_is_true,
        )
    ),
    Program(of_rows, (signed(3, 2), positive(3)), wrt=(0, 1)),
    Program(of_a_matrix, (signed(3, 2), positive(3, 2)), wrt=(0, 1)),
    Program(a_number_for_all, (signed(4), 0.7), wrt=(0, 1)),
    Program(
        a_mask_that_is_given,
        (signed(4), positive(4), np.array([True, False, True, True])),
        wrt=(0, 1),
    ),
]
