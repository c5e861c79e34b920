"""Integers that decide a rank: they are arguments, or come from outside."""

import numpy as np
from scipy.stats import multivariate_normal

from tests.programs.case import Program, positive, signed

AXIS = 1
SHAPE = (2, 6)
SPREAD_AT = 1


def along(x, axis):
    return np.sum(np.max(x, axis=axis) ** 2)


def along_by_default(x, axis=-1, keepdims=False):
    return np.mean(np.std(x, axis=axis, keepdims=keepdims) ** 2)


def along_one_from_outside(x):
    return np.sum(np.sum(x, axis=AXIS) ** 3)


def shaped_from_outside(x):
    return np.sum(np.prod(x.reshape(SHAPE), axis=AXIS))


def spread_at_a_position(centre, spread):
    moments = [centre, spread]
    moments[SPREAD_AT] = 0.5 * (moments[SPREAD_AT] + moments[SPREAD_AT].T)
    return multivariate_normal.entropy(*moments)


def norms(x, order):
    return np.linalg.norm(x, ord=order)


def subscripts_given(x, y, subscripts):
    return np.sum(np.einsum(subscripts, x, y) ** 2)


def rolled(x, axis, steps):
    for _ in range(steps):
        x = np.moveaxis(x, axis, 0) * 1.5
    return np.sum(x[0] ** 2)


def rows_chosen_by_tuples(x):
    picked = x[(0, 2, 0), (1, 1, 3)]
    x[(0, 1), (1, 1)] *= 2.0
    return np.sum(picked**2) + np.sum(x)


def made_for(axis):
    def total(x):
        return np.sum(x, axis=axis)

    return total


def closed_over(x):
    return np.sum(made_for(0)(x) * made_for(1)(x)[0])


def counts_of_many(k, rate):
    from scipy.stats import poisson

    return poisson.logpmf(k, rate)


def orders_of_many(n, x):
    from scipy.special import jv

    return np.sum(jv(n, x) ** 2)


def mean_of_a_number(x):
    return np.mean(x) * np.var([x, 2 * x]) + np.std(x)


def one_of_a_tuple(a, b, k):
    both = a * b, b
    return both[k] ** 2


COUNTS = np.array([[1, 2, 0], [3, 1, 2]])
PROGRAMS = [
    Program(along, (signed(3, 4), 0)),
    Program(along, (signed(3, 4), 1)),
    Program(along, (signed(3, 4), (0, 1))),
    Program(along, (signed(3, 4), None)),
    Program(along_by_default, (signed(3, 4),)),
    Program(along_by_default, (signed(3, 4), 0, True)),
    Program(along_one_from_outside, (signed(3, 4),)),
    Program(shaped_from_outside, (signed(3, 4),)),
    Program(spread_at_a_position, (signed(2), np.eye(2) + 0.3), wrt=1),
    Program(norms, (signed(4), 3)),
    Program(norms, (signed(4), 1)),
    Program(subscripts_given, (signed(3, 4), signed(4), "ij,j->i"), wrt=(0, 1)),
    Program(rolled, (signed(3, 4, 2), 2, 2)),
    Program(rows_chosen_by_tuples, (signed(3, 4),)),
    Program(closed_over, (signed(3, 4),)),
    Program(counts_of_many, (COUNTS, positive(2, 1)), wrt=1),
    Program(orders_of_many, (COUNTS, positive(2, 1)), wrt=1),
    Program(mean_of_a_number, (1.3,)),
    Program(one_of_a_tuple, (1.3, 0.7, 0), wrt=(0, 1)),
]
