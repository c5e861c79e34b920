"""Lists that a generator of random numbers shuffles, in place."""

import random
from types import SimpleNamespace

import numpy as np

from tests.programs.case import Program, positive


def order_of_rows(x):
    order = list(range(len(x)))
    random.Random(1).shuffle(order)
    s = 0.0
    for n, i in enumerate(order):
        s = s + x[i] * n
    return s


def few_weights(x):
    weights = [1.0, 2.0, 3.0]
    random.Random(1).shuffle(weights)
    return x[0] * weights[0] + x[1] * weights[1] ** 2


def second_name(x):
    weights = [1.0, 2.0, 3.0]
    other = weights
    np.random.default_rng(1).shuffle(weights)
    return x[0] * other[0] + x[1] * weights[1] ** 2


def given_list(x, weights):
    random.Random(1).shuffle(weights)
    return x[0] * weights[0] + x[1] * weights[1] ** 2


def below_a_key(x, table):
    random.Random(1).shuffle(table["w"])
    return x[0] * table["w"][0]


def below_an_attribute(x, held):
    np.random.RandomState(0).shuffle(held.w)
    return x[0] * held.w[0]


def pairs_of_numbers(x):
    pairs = [(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]
    random.Random(2).shuffle(pairs)
    s = 0.0
    for a, b in pairs:
        s = s * 2 + a * x[0] + b * x[1]
    return s


def epochs(x):
    order, s, draws = [0, 1, 2], 0.0, random.Random(5)
    for _ in range(3):
        draws.shuffle(order)
        for n, i in enumerate(order):
            s = s * 1.1 + x[i] * n
    return s


X = positive(4)
PROGRAMS = [
    *(Program(one, (X,)) for one in (order_of_rows, few_weights, second_name)),
    *(Program(one, (X,)) for one in (pairs_of_numbers, epochs)),
    Program(given_list, lambda: (X.copy(), [1.0, 2.0, 3.0])),
    Program(below_a_key, lambda: (X.copy(), {"w": [1.0, 2.0, 3.0]})),
    Program(below_an_attribute, lambda: (X.copy(), SimpleNamespace(w=[1.0, 2.0, 3.0]))),
]
