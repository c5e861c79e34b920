"""Functions under `functools.lru_cache` and `functools.cache`: taken for what they compute."""

import functools
from functools import cache, lru_cache

import numpy as np

from tests.programs.case import Program, positive

V = np.array([0.7, 1.2, 0.4, 0.9])


@lru_cache(maxsize=None)
def squared(a):
    return a * a + 1.0


@cache
def power(a, n=3):
    return a**n


@functools.lru_cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@cache
def nodes_and_weights(n):
    return np.polynomial.legendre.leggauss(n)


@lru_cache(typed=True)
def legendre(n, x):
    if n == 0:
        return 1.0
    if n == 1:
        return x
    return ((2 * n - 1) * x * legendre(n - 1, x) - (n - 1) * legendre(n - 2, x)) / n


class Chain:
    def __init__(self, k):
        self.k = k

    @cache  # noqa: B019
    def energy(self, u):
        return self.k * u * u


CHAIN = Chain(1.5)


def outside_on_active_values(x):
    return squared(x[0]) * power(x[1]) + squared(x[2]) + power(x[3], n=2)


def outside_on_integers(x):
    return fibonacci(6) * x[0] + x[1] ** fibonacci(4)


def outside_by_an_alias(x):
    f = squared
    return f(x[0]) * sum(map(squared, x))


def arrays_from_outside(x):
    nodes, weights = nodes_and_weights(4)
    return np.sum(weights * np.sin(nodes * x))


def recursion_in_two_arguments(x):
    return legendre(4, x)


def method_that_keeps(x):
    return CHAIN.energy(x[0]) * x[1]


def inside_with_parentheses(x):
    @lru_cache(maxsize=None)
    def product(i):
        return x[0] if i == 0 else product(i - 1) * x[i]

    return product(3) + product(2)


def inside_without(x):
    scale = 2.0

    @functools.cache
    def scaled(i):
        return scale * x[i] ** 2

    return scaled(0) + scaled(1) * scaled(0)


def best_path(cost):
    n, m = cost.shape

    @cache
    def best(i, j):
        if i == 0 and j == 0:
            return cost[0, 0]
        if i == 0:
            return best(0, j - 1) + cost[0, j]
        if j == 0:
            return best(i - 1, 0) + cost[i, 0]
        return min(best(i - 1, j), best(i, j - 1)) + cost[i, j]

    return best(2, 2) ** 2


def decorated_by_hand(x):
    doubled = cache(lambda v: 2.0 * v * v)
    halved = lru_cache(maxsize=8)(squared)
    return doubled(x[0]) + halved(x[1])


@cache
def second_difference(n):
    stencil = np.zeros(n)
    stencil[0], stencil[1], stencil[2] = 1.0, -2.0, 1.0
    return stencil


def made_by_stores(x):
    return np.sum(second_difference(len(x)) * x**2) + second_difference(4)[1] * x[3]


def filled_before_it_is_kept(x):
    y = np.zeros(4)
    y[1:] = x[1:] ** 2

    @cache
    def element(i):
        return y[i] * x[i]

    return element(1) * element(2)


def inner_recursion_that_holds(x):
    def product(i):
        if i == 0:
            return x[0] * 2.0
        return product(i - 1) * x[i]

    return product(3)


def inner_recursion_with_a_default(x):
    scale = x[3]

    def product(i, k=scale):
        return x[0] if i == 0 else product(i - 1) * x[i] + k

    return product(2) * product(1, 0.5)


def edit_distance(cost, a="kite", b="sit"):
    """Each pair of places is met on many ways, and followed once."""

    @functools.lru_cache(maxsize=None)
    def distance(i, j):
        if i == 0:
            return j * cost[0]
        if j == 0:
            return i * cost[1]
        changed = 0.0 if a[i - 1] == b[j - 1] else cost[2]
        return min(
            distance(i - 1, j) + cost[1],
            distance(i, j - 1) + cost[0],
            distance(i - 1, j - 1) + changed,
        )

    return distance(len(a), len(b))


def american_option(price, strike, volatility, steps=3):
    up = np.exp(volatility / np.sqrt(steps))
    p = (np.exp(0.05 / steps) - 1 / up) / (up - 1 / up)

    @functools.cache
    def value(i, j):
        exercised = max(strike - price * up ** (2 * j - i), 0.0)
        if i == steps:
            return exercised
        held = np.exp(-0.05 / steps) * (p * value(i + 1, j + 1) + (1 - p) * value(i + 1, j))
        return max(exercised, held)

    return value(0, 0)


def kept_in_a_branch(x, n=5):
    """What is computed on one way only is computed again on the other."""

    @functools.cache
    def term(k):
        return x[0] if k == 0 else np.sin(term(k - 1)) * x[1] + term(k // 2)

    total = term(1) if x[0] > 0.0 else x[1]
    if x[1] > 5.0:
        total += term(n)
    return total + term(n - 1) * term(n)


def kept_arrays(x, n=4):
    @functools.cache
    def row(k):
        return x * 1.0 if k == 0 else row(k - 1) * x + np.roll(row(k // 2), 1)

    return np.sum(row(n) * row(2)) + np.sum(row(3))


def doubled(function):
    """What runs is not `__wrapped__`, which `wraps` has written."""

    @functools.wraps(function)
    @lru_cache
    def twice(a, _=None):
        return 2.0 * function(a)

    return twice


@doubled
def cubed(a):
    return a**3


cubed(1.0, len)
cubed(2.0, doubled)  # a key that is a function, too


def under_wraps(x):
    return cubed(x[0]) * x[1]


PROGRAMS = [
    Program(edit_distance, (np.array([1.0, 1.2, 1.7]),)),
    Program(american_option, (100.0, 102.0, 0.3), wrt=(0, 1, 2)),
    Program(kept_in_a_branch, (positive(2),)),
    Program(kept_arrays, (positive(3),)),
    *(
        Program(function, (V,))
        for function in (
            made_by_stores,
            outside_on_active_values,
            outside_on_integers,
            outside_by_an_alias,
            method_that_keeps,
            inside_with_parentheses,
            inside_without,
            decorated_by_hand,
            under_wraps,
            filled_before_it_is_kept,
            inner_recursion_that_holds,
            inner_recursion_with_a_default,
        )
    ),
    Program(arrays_from_outside, (0.7,)),
    Program(recursion_in_two_arguments, (0.3,)),
    Program(best_path, (positive(3, 3),)),
]
