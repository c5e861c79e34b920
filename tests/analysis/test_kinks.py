"""Second derivatives at the kinks of magnitudes and lengths: right, or NaN."""

import math

import numpy as np
import pytest

from srcgrad import grad, hessian, hvp, jvp

ZERO, V = np.zeros(2), np.array([1.0, -0.5])
TURN = np.array([[1.0, 2.0], [0.0, 1.0]])


def huber(x):
    a = np.abs(x)
    return np.sum(np.where(a < 1, 0.5 * a**2, a - 0.5))


def huber_of_a_length(x):
    r = np.linalg.norm(x)
    return np.where(r < 1, 0.5 * r**2, r - 0.5)


def by_branches(x):
    r = np.linalg.norm(x)
    if r < 1:
        return 0.5 * r**2
    return r - 0.5


def by_numbers(x):
    total = 0.0
    for v in x:
        total += math.cos(abs(v))
    return total


def by_elements(x):
    total = 0.0
    for i in range(len(x)):
        total += np.cos(abs(x[i]))
    return total


def by_rows(x):
    r = np.linalg.norm(np.stack([x, x + 1.0]), axis=1, keepdims=True)
    return np.sum(np.cos(r)[:1])


@pytest.mark.parametrize(
    ("function", "curvature"),
    [
        (lambda x: np.sum(np.cos(np.abs(x))), -1.0),
        (lambda x: np.sum((1 + np.abs(x)) * np.exp(-np.abs(x))), -1.0),
        (lambda x: np.sum(np.log1p(np.fabs(x)) - np.fabs(x)), -1.0),
        (lambda x: np.sum(np.abs(x) ** 3), 0.0),
        (lambda x: np.sum(np.abs(x)), 0.0),
        (lambda x: np.sum(np.exp(-np.abs(x))), 1.0),
        (lambda x: np.sum(np.abs(TURN @ x)) + x @ x, 2.0),
        (lambda x: np.sum(np.abs(x) ** 2 * (1 + x)), 2.0),
        (lambda x: np.sum(np.fabs(x) ** 2), 2.0),
        (lambda x: np.sum(np.exp(-(np.abs(x) ** 2))), -2.0),
        (lambda x: np.cos(np.linalg.norm(x)), -1.0),
        (lambda x: (1 + np.linalg.norm(x)) * np.exp(-np.linalg.norm(x)), -1.0),
        (huber, 1.0),
        (huber_of_a_length, 1.0),
        (by_branches, 1.0),
        (by_numbers, -1.0),
        (by_elements, -1.0),
        (by_rows, -1.0),
    ],
)
def test_the_same_curvature_on_both_sides(function, curvature):
    np.testing.assert_allclose(hvp(function)(ZERO, v=V), curvature * V, atol=1e-15)
    np.testing.assert_allclose(hessian(function)(ZERO), curvature * np.eye(2), atol=1e-15)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.sum(np.abs(x) * x),
        lambda x: np.sum(np.abs(x) * np.abs(x[::-1])),
        lambda x: np.abs(x[0]) * np.abs(x[1]),
        lambda x: np.sum(np.abs(np.sin(x))),
        lambda x: np.sum(np.sin(np.abs(x))) ** 2,
        lambda x: np.sqrt(np.sum((1 - np.cos(x)) ** 2)),
        lambda x: np.linalg.norm(x * x),
        lambda x: np.sum(np.hypot(x**2, x[::-1] ** 2)),
        lambda x: np.sum(np.sqrt(x**2 * x[::-1] ** 2)),
        lambda x: np.linalg.norm(TURN @ x),
    ],
)
def test_second_derivatives_that_are_not_there(function):
    """Their gradients are continuous, some of them, and zero as far as a tangent tells."""
    assert np.all(np.isnan(hvp(function)(ZERO, v=V)))
    assert np.all(np.isfinite(grad(function)(ZERO)[1]))


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.sum(np.cos(np.abs(x + 1j * x))),
        lambda x: np.cos(np.linalg.norm(x + 1j * x)),
        lambda x: np.sum(np.abs(x * x)),
        lambda x: np.sum(np.cos(np.abs(x))) * np.sum(x),
        lambda x: np.log(np.sum(np.exp(-(np.abs(x) ** 2)))),
        lambda x: np.sum(np.exp(-(np.abs(x) ** 2)) * (1 + x)),
        lambda x: np.sum(np.fabs(x) ** 2 * (1 + x)),
    ],
)
def test_second_derivatives_that_nobody_knows(function):
    assert np.all(np.isnan(hvp(function)(ZERO, v=V)))


def test_a_magnitude_that_is_written_into_an_array():
    def written(x):
        y = x * 1.0
        np.abs(y, out=y)
        return np.sum(np.cos(y))

    x = np.array([0.3, -0.7])
    np.testing.assert_allclose(hvp(written)(x, v=V), -np.cos(x) * V)
    assert np.all(np.isnan(hvp(written)(ZERO, v=V)))


def test_what_does_not_move_takes_no_part():
    x, v = np.array([0.0, 2.0]), np.array([0.0, 1.0])
    assert [0.0, 0.0] == hvp(lambda x: np.sum(np.abs(x)))(x, v=v).tolist()
    assert [0.0, 24.0] == hvp(lambda x: np.sum(np.abs(x)) + np.sum(x**4) / 2)(x, v=v).tolist()


def test_a_gradient_inside_of_a_program():
    """Its own value is zero at a kink, and how that changes nobody knows."""

    def steepness(x):
        return np.sum(grad(lambda y: np.sum(np.abs(y) + y * y))(x)[1] ** 2)

    assert [0.0, 0.0] == grad(lambda x: steepness(x + 1) * 0.0)(ZERO)[1].tolist()
    assert np.all(np.isnan(jvp(steepness, (ZERO,), (V,))[1]))
    assert np.all(np.isnan(grad(lambda x: np.sum(grad(huber)(x)[1]))(ZERO)[1]))


def test_a_slope_that_another_branch_leaves_out():
    """Nothing that moves makes it zero at the kink: it is zero beyond, too."""

    def loss(x, w):
        return np.sum(w * np.where(np.abs(x) < 1, 0.5 * x**2, np.abs(x) - 0.5))

    x, w = np.array([0.0, 0.4, 2.0]), np.array([1.0, 2.0, 3.0])

    def penalty(x, w):
        return np.sum(w * grad(loss)(x, w)[1])

    assert [1.0, 4.0, 0.0] == grad(penalty)(x, w)[1].tolist()
    assert 5.0 == jvp(penalty, (x, w), (np.ones(3), None))[1]
    assert np.all(
        np.isnan(grad(lambda x: np.sum(grad(lambda y: np.sum(np.abs(y)))(x)[1]))(ZERO)[1])
    )


def test_third_derivatives():
    x = np.array([0.3, -0.7])

    def along(x):
        return hvp(lambda y: np.sum(np.cos(np.abs(y))))(x, v=V)

    np.testing.assert_allclose(jvp(along, (x,), (V,))[1], np.sin(x) * V * V)
    assert np.all(np.isnan(jvp(along, (ZERO,), (V,))[1]))
