"""Gradients in memory of their own are not copied; others are."""

import numpy as np
import pytest

from srcgrad import grad


def heat(u, k):
    u[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2])
    return np.sum(u**2)


def summed(x, y):
    z = x + y
    return np.sum(z**2)


def itself(x):
    return x


def tail(x):
    y = np.concatenate((np.zeros(2), x))
    return np.sum(y**2)


def contracted(a):
    return np.sum(np.tensordot(a, np.ones((4, 3)), axes=(0, 1)) ** 2)


@pytest.mark.parametrize(
    ("function", "arguments"), [(heat, (np.ones(5), 0.1)), (contracted, (np.ones((3, 5)),))]
)
def test_new_memory_is_returned_as_it_is(function, arguments):
    assert ".copy()" not in grad(function).source(*arguments)


def test_one_of_two_gradients_in_the_same_memory_is_copied():
    assert 1 == grad(summed, wrt=(0, 1)).source(np.ones(3), np.ones(3)).count(".copy()")


@pytest.mark.parametrize("function", [itself, tail])
def test_a_seed_and_a_part_of_another_array_are_copied(function):
    assert 1 == grad(function).source(np.ones(3)).count(".copy()")


@pytest.mark.parametrize("function", [heat, summed])
def test_gradients_share_nothing(function):
    x, y = np.arange(5.0), np.ones(5) if function is summed else 0.5
    _, (x_bar, y_bar) = grad(function, wrt=(0, 1))(x, y)
    assert not np.shares_memory(x_bar, x)
    assert not np.shares_memory(x_bar, y_bar)
