"""Checkpointed loops that are refused."""

import itertools

import numpy as np
import pytest

from srcgrad import checkpoint, grad
from srcgrad.errors import UnsupportedSyntaxError
from tests.programs.case import positive

FACTORS = np.ones(3)
RNG = np.random.default_rng(0)


def attempts(x, n):
    for _ in checkpoint(range(n), snapshots=2):
        try:
            if np.random.normal() > 0.0:
                raise ValueError
            x = x * 2.0
        except ValueError:
            x = x * x
    return np.sum(x)


def change_factors():
    FACTORS[0] += 1.0


change_factors.__module__ = "elsewhere"


def changes_what_it_reads(x, n):
    for _ in checkpoint(range(n), snapshots=2):
        change_factors()
        x = np.sin(x) * FACTORS
    return np.sum(x)


def draws(x, n):
    for _ in checkpoint(range(n), snapshots=2):
        x = np.sin(x) * np.random.normal()
    return np.sum(x)


def chained(x):
    for v in checkpoint(itertools.chain(x, x), snapshots=2):
        x = np.sin(x) * v
    return np.sum(x)


def never_ends(x):
    for _ in checkpoint(itertools.count()):
        x = np.sin(x)
    return np.sum(x)


def wrong_option(x):
    for _ in checkpoint(range(3), states=2):
        x = np.sin(x)
    return np.sum(x)


def rows_in_a_list(x, n):
    rows = []
    for i in range(n):
        rows.append(x * (1.0 + i))
    for i in checkpoint(range(1, n), snapshots=2):
        row = rows[i]
        row[0] = row[1] * rows[i - 1][0]
    return np.sum(rows[n - 1])


def asks_for_a_limit(x, n):
    while checkpoint(x[0] < 5.0, snapshots=max(n, 2)):
        x = 1.5 * x
    return np.sum(x)


def jumps_out_of_else(x, n):
    for _ in range(n):
        while checkpoint(x[0] < 5.0):
            x = 1.5 * x
        else:
            continue
        x = x * x
    return np.sum(x)


def draws_from_one_of_two(x, n, first, second):
    for i in checkpoint(range(n), snapshots=2):
        rng = (first, second)[i % 2]
        x = np.sin(x) * rng.normal()
    return np.sum(x)


@checkpoint
def noisy(x, rng):
    return x * x * rng.normal()


@grad
def slope_that_draws(x, rng):
    return np.sum(noisy(x, rng))


def slope_of_draws(x, rng):
    return np.sum(slope_that_draws(x, rng)[1])


@checkpoint
def noisy_as_others(x):
    return x * RNG.normal()


def draws_from_a_global(x):
    return np.sum(noisy_as_others(x))


X = positive(3)
REFUSED = [
    (attempts, (X, 3), "calls `np.random.normal`, which may have an effect"),
    (draws, (X, 3), "calls `np.random.normal`, which may have an effect"),
    (chained, (X,), "around this iterable"),
    (never_ends, (X,), "a loop without an end"),
    (wrong_option, (X,), "takes `snapshots` or `memory`"),
    (asks_for_a_limit, (X, 3), "a `while` asks for this in each pass"),
    (jumps_out_of_else, (X, 3), "a jump out of the `else` of a checkpointed `while`"),
    (draws_from_one_of_two, (X, 3, RNG, RNG), "calls `rng.normal`, which may have an effect"),
    (slope_of_draws, (X, RNG), "and its derivative is differentiated in its turn"),
    (draws_from_a_global, (X,), "writes `RNG`"),
    (rows_in_a_list, (X, 3), "the list `rows` holds arrays that are written"),
]


@pytest.mark.parametrize(("function", "args", "words"), REFUSED)
def test_refused(function, args, words):
    with pytest.raises(UnsupportedSyntaxError, match=words):
        grad(function)(*args)


def test_what_a_callee_changes_outside_is_followed():
    def afresh(x):
        FACTORS[:] = 1.0
        return changes_what_it_reads(x, 3)

    expected = afresh(X)
    state = FACTORS.copy()
    FACTORS[:] = 1.0
    value, gradient = grad(changes_what_it_reads)(X, 3)
    assert value == expected
    np.testing.assert_array_equal(FACTORS, state)
    slopes = [(afresh(X + h) - afresh(X - h)) / 2e-6 for h in 1e-6 * np.eye(3)]
    np.testing.assert_allclose(gradient, slopes, rtol=1e-6)
