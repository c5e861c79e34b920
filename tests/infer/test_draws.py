"""Kinds of what is drawn at random: found without drawing."""

import numpy as np

from srcgrad import grad


def drawn(x):
    noise = np.random.multivariate_normal(np.zeros(3), np.eye(3), 2)
    weights = np.random.dirichlet([1.0, 2.0, 3.0])
    return np.sum(noise * x**2) + weights @ x


def test_the_compiler_draws_nothing():
    """The first call, which compiles, finds the generator of NumPy as the function does."""
    x = np.array([1.0, 2.0, 3.0])
    np.random.seed(0)
    expected = drawn(x)
    np.random.seed(0)
    value, _ = grad(drawn)(x)
    assert value == expected
