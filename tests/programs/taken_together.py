"""Elements taken together by `itertools`, where only the run knows how many; rows of lists."""

import math
from itertools import combinations, combinations_with_replacement, permutations, product

import numpy as np

from tests.programs.case import Program, signed

V = np.array([0.7, 1.2, 0.4, 0.9])
A = signed(3, 3)


def polynomial_features(x, degree):
    columns = [np.ones(len(x))]
    for d in range(1, degree + 1):
        for chosen in combinations_with_replacement(range(x.shape[1]), d):
            columns.append(np.prod(x[:, chosen], axis=1))
    return np.sum(np.stack(columns, axis=1) ** 2)


def symmetric(x, r):
    s = 0.0
    for chosen in combinations(x, r):
        s += math.prod(chosen) * chosen[0]
    return s


def by_permutations(a):
    n = len(a)
    s = 0.0
    for order in permutations(range(n)):
        turned = sum(order[i] > order[j] for i in range(n) for j in range(i + 1, n))
        term = 1.0
        for i, j in enumerate(order):
            term *= a[i, j]
        s += (-1) ** turned * term
    return s


def partition_function(couplings, n):
    z = 0.0
    for spins in product([-1, 1], repeat=n):
        energy = sum(couplings[i] * spins[i] * spins[i + 1] for i in range(n - 1))
        z += np.exp(-energy)
    return np.log(z)


def grid_of_many(x, n):
    s = 0.0
    for a, b in product(*[x * k for k in range(1, n)]):
        s += a * b**2
    return s


def pools_written_out(x):
    s = 0.0
    for c in product(*[[x[0], x[1]], [x[2], x[3]]], repeat=1):
        s += c[0] * c[1] ** 2
    return s


def row_of_a_table(x, n):
    table = [[x[0], x[1]], [x[2], x[3]]]
    s = 0.0
    for i in range(n):
        row = table[i]
        for k in range(n):
            s = s * 0.5 + row[k] ** 2
    return s


def tuple_that_shrinks(x):
    rest = tuple(x)
    s = 0.0
    while rest:
        s = s * rest[0] + rest[-1]
        rest = rest[1:]
    return s


PROGRAMS = [
    Program(polynomial_features, (signed(4, 2), 2)),
    Program(symmetric, (V, 3)),
    Program(by_permutations, (A,)),
    Program(partition_function, (V, 4)),
    Program(grid_of_many, (V, 3)),
    Program(pools_written_out, (V,)),
    Program(row_of_a_table, (V, 2)),
    Program(tuple_that_shrinks, (V,)),
]
