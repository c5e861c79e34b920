"""Lengths that are zero: by weights, and in second derivatives."""

import math

import numpy as np
import pytest

from srcgrad import grad, hessian, hvp, jvp

POINTS = np.array([[0.3, -1.0], [0.8, 0.4], [-0.5, 0.2]])
MIXED = np.array([[1.0, -2.0, 0.5], [0.3, 2.0, -1.0], [0.7, 0.1, 1.5]])
WEIGHTS = np.array([1.0, 2.0])


def kernel(r):
    return np.sum((1 + r) * np.exp(-r) * MIXED)


def by_norm(X):
    return kernel(np.linalg.norm((X[:, None] - X[None]) * np.sqrt(WEIGHTS), axis=-1))


def by_root(X):
    return kernel(np.sqrt(np.sum(WEIGHTS * (X[:, None] - X[None]) ** 2, axis=-1)))


def by_product(X):
    d = (X[:, None] - X[None]) * np.sqrt(WEIGHTS)
    return kernel(np.sqrt((d * d).sum(axis=-1)))


def by_letters(X):
    d = (X[:, None] - X[None]) * np.sqrt(WEIGHTS)
    return kernel(np.sqrt(np.einsum("ijk,ijk->ij", d, d)))


def by_rows(X):
    total = 0.0
    for i in range(len(X)):
        for j in range(len(X)):
            d = (X[i] - X[j]) * np.sqrt(WEIGHTS)
            r = np.sqrt(np.dot(d, d)) if i < 2 else np.sqrt(np.einsum("i,i", d, d))
            total += (1 + r) * np.exp(-r) * MIXED[i, j]
    return total


def by_columns(X):
    x, y = X[:, 0], X[:, 1]
    dx, dy = x[:, None] - x, y[:, None] - y
    return kernel(np.sqrt(dx**2 + 2.0 * dy**2))


@pytest.mark.parametrize("function", [by_root, by_product, by_letters, by_rows, by_columns])
def test_second_derivatives_of_lengths_that_stay_zero(function):
    """A distance of a point from itself takes no part in any."""
    np.testing.assert_allclose(hessian(function)(POINTS), hessian(by_norm)(POINTS), atol=1e-13)
    v = np.cos(POINTS)
    expected = np.tensordot(hessian(by_norm)(POINTS), v, 2)
    np.testing.assert_allclose(hvp(function)(POINTS, v=v), expected, atol=1e-13)


@pytest.mark.parametrize(
    "length",
    [
        lambda x: np.sqrt(np.sum(x**2)),
        lambda x: np.linalg.norm(x),
        lambda x: np.hypot(x[0], x[1]),
        lambda x: np.exp(-np.hypot(x[0], x[1])) * (1 + np.hypot(x[0], x[1])),
        lambda x: np.sqrt(np.sum(x**4)),
        lambda x: math.sqrt(math.pow(x[0], 4) + x[1] ** 4),
        lambda x: np.sqrt(np.sum(x**2) * np.sum(x**2)),
        lambda x: np.sqrt(np.sum(x**2) ** 2),
        lambda x: np.sqrt(np.dot(x * x, x * x)),
        lambda x: np.sqrt(np.einsum("i,i", x * x, x * x)),
    ],
)
def test_no_second_derivative_is_made_up(length):
    """What moves away from zero has none, or nobody knows it."""
    assert np.all(np.isnan(hvp(length)(np.zeros(2), v=np.ones(2))))
    assert np.all(hvp(length)(np.zeros(2), v=np.zeros(2)) == 0.0)


@pytest.mark.parametrize(
    "deviation",
    [
        lambda x: np.std(x),
        lambda x: np.cos(np.std(x, ddof=1)),
        lambda x: np.sum(np.std(np.stack([x, 2 * x]), axis=1, keepdims=True)),
    ],
)
def test_no_second_derivative_of_a_deviation_is_made_up(deviation):
    assert np.all(grad(deviation)(np.ones(2))[1] == 0.0)
    assert np.all(np.isnan(hvp(deviation)(np.ones(2), v=np.array([1.0, 2.0]))))
    assert np.all(hvp(deviation)(np.ones(2), v=np.ones(2)) == 0.0)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda x: np.linalg.norm(x) ** 2, 2.0),
        (lambda x: np.linalg.norm(x) ** 3, 0.0),
        (lambda x: np.sqrt(np.sum(x**2)) ** 4, 0.0),
        (lambda x: np.sum(np.where(x > 1.0, np.linalg.norm(x), x**2)), 2.0),
    ],
)
def test_powers_and_choices_of_lengths(function, expected):
    np.testing.assert_array_equal(hessian(function)(np.zeros(2)), expected * np.eye(2))


def weighted(x, w):
    return np.sqrt(np.sum(w * x**2))


def test_weights_that_are_given():
    x = np.zeros(2)
    assert np.all(grad(weighted)(x, WEIGHTS)[1] == 0.0)
    assert np.all(grad(weighted, wrt="w")(x, WEIGHTS)[1] == 0.0)
    assert jvp(weighted, (x, WEIGHTS), (np.ones(2), np.ones(2)))[1] == 0.0


def test_weights_that_cancel():
    """On a cone the root is steep, though what is squared is not zero."""
    x, w = np.ones(2), np.array([1.0, -1.0])
    with np.errstate(divide="ignore"):
        assert list(grad(weighted)(x, w)[1]) == [math.inf, -math.inf]
        assert jvp(weighted, (x, w), (np.array([1.0, 0.0]), None))[1] == math.inf
