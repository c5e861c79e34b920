"""Derivatives inside derivatives, in every combination of modes: each knows its own variable."""

import itertools
import math

import numpy as np
import pytest

from srcgrad import grad, hessian, hvp, jacobian, jvp, vjp

MODES = {
    "grad": lambda f, x: grad(f)(x)[1],
    "jvp": lambda f, x: jvp(f, (x,), (1.0,))[1],
    "vjp": lambda f, x: vjp(f, x)[1](1.0),
}
INSIDE = {  # the derivatives by y of x + y, and of x * y * y at x
    "grad": (
        lambda x: x * grad(lambda y: x + y)(1.0)[1],
        lambda x: x * grad(lambda y: x * y * y)(x)[1],
    ),
    "jvp": (
        lambda x: x * jvp(lambda y: x + y, (1.0,), (1.0,))[1],
        lambda x: x * jvp(lambda y: x * y * y, (x,), (1.0,))[1],
    ),
    "vjp": (
        lambda x: x * vjp(lambda y: x + y, 1.0)[1](1.0),
        lambda x: x * vjp(lambda y: x * y * y, x)[1](1.0),
    ),
}


@pytest.mark.parametrize(("outer", "inner"), list(itertools.product(MODES, INSIDE)))
def test_two_levels(outer, inner):
    first, second = INSIDE[inner]
    assert 1.0 == MODES[outer](first, 3.0)
    assert MODES[outer](second, 3.0) == pytest.approx(54.0, rel=1e-15)


@pytest.mark.parametrize("outer", ["grad", "jvp"])
def test_three_levels(outer):
    """The derivative of `x * d/dy(y * d/dz(x * y * z))` at y = 2, which is 4 x**2."""
    programs = [
        lambda x: x * grad(lambda y: y * grad(lambda z: x * y * z)(1.0)[1])(2.0)[1],
        lambda x: x * jvp(lambda y: y * grad(lambda z: x * y * z)(1.0)[1], (2.0,), (1.0,))[1],
        lambda x: x * grad(lambda y: y * jvp(lambda z: x * y * z, (1.0,), (1.0,))[1])(2.0)[1],
    ]
    assert [24.0] * 3 == [MODES[outer](program, 3.0) for program in programs]


def first(x):
    return grad(lambda v: np.sin(v) * v**3)(x)[1]


def second(x):
    return grad(first)(x)[1]


def third(x):
    return grad(second)(x)[1]


def exact(n, x):
    """Of order `n`, by Leibniz' rule."""
    sines = [math.sin(x + k * math.pi / 2) for k in range(n + 1)]
    powers = [x**3, 3 * x * x, 6 * x, 6.0, 0.0]
    return sum(math.comb(n, k) * sines[k] * powers[n - k] for k in range(n + 1))


def test_up_to_the_fourth_order():
    assert third(0.7) == pytest.approx(exact(3, 0.7), rel=1e-13)
    assert grad(third)(0.7)[1] == pytest.approx(exact(4, 0.7), rel=1e-13)
    assert jvp(third, (0.7,), (1.0,))[1] == pytest.approx(exact(4, 0.7), rel=1e-13)
    assert hessian(second)(0.7) == pytest.approx(exact(4, 0.7), rel=1e-13)


def energy(x):
    return np.sum(np.sin(x) ** 2 * np.roll(x, 1)) + np.exp(x[0] * x[1])


X, V = np.array([0.3, 0.5, 0.9]), np.array([1.0, -2.0, 0.5])


@pytest.mark.parametrize(
    "product",
    [
        lambda x: hvp(energy)(x, v=V),
        lambda x: grad(lambda x: np.sum(grad(energy)(x)[1] * V))(x)[1],
        lambda x: jvp(lambda x: grad(energy)(x)[1], (x,), (V,))[1],
        lambda x: grad(lambda x: jvp(energy, (x,), (V,))[1])(x)[1],
        lambda x: grad(lambda x: np.sum(vjp(energy, x)[1](1.0) * V))(x)[1],
        lambda x: jacobian(lambda x: grad(energy)(x)[1], mode="reverse")(x) @ V,
    ],
)
def test_products_with_the_hessian(product):
    h = 1e-5
    slopes = [grad(energy)(X + s * h * V)[1] for s in (1, -1)]
    np.testing.assert_allclose((slopes[0] - slopes[1]) / (2 * h), product(X), rtol=1e-7)


def test_the_third_order_of_a_vector():
    h = 1e-5
    moved = [hessian(energy)(X + s * h * V) for s in (1, -1)]
    expected = (moved[0] - moved[1]) / (2 * h)
    np.testing.assert_allclose(expected, jacobian(lambda x: hvp(energy)(x, v=V))(X), rtol=1e-6)
    np.testing.assert_allclose(expected, jacobian(hessian(energy))(X) @ V, rtol=1e-6)


def adapted(x):
    """Two steps of training on a loss that depends on `x`."""

    def loss(w, t):
        return np.sum((w * t - x) ** 2 * x)

    w = x * 1.0
    for t in (0.5, 1.5):
        w = w - 0.1 * grad(lambda v: loss(v, t))(w)[1]  # noqa: B023 - called in its own pass
    return np.sum(w**3)


def adapted_dict(p):
    def loss(q, s):
        return np.sum((q["a"] * s + q["b"][0] * q["b"][1] - 1.0) ** 2)

    q = p
    for s in (0.5, 1.5):
        g = grad(loss)(q, s)[1]
        b = (q["b"][0] - 0.1 * g["b"][0], q["b"][1] - 0.1 * g["b"][1])
        q = {"a": q["a"] - 0.1 * g["a"], "b": b}
    return loss(q, 2.0)


def closed(x):
    """A pullback of a function that holds a number and an array."""
    w, k = x * 2.0, x[0]
    value, pullback = vjp(lambda y: np.sum(np.sin(y) * w) * k, x)
    return np.sum(pullback(1.0) * w) + value


@pytest.mark.parametrize(
    "function", [adapted, closed, lambda x: adapted_dict({"a": x, "b": (0.3, 0.7)})]
)
def test_training_and_pullbacks_inside(function):
    h = 1e-6
    expected = [(function(X + h * e) - function(X - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(expected, grad(function)(X)[1], rtol=1e-7)
