"""`hvp` and `hessian`: second derivatives of scalar functions."""

import numpy as np
import pytest

from srcgrad import SeedError, UnsupportedSyntaxError, grad, hessian, hvp, jacobian

X = np.array([1.0, 2.0, 3.0])


def loopy(x):
    y = np.exp(x[1:] * x[:-1] / 4)
    for i in range(2):
        y[i] *= x[i]
    return np.sum(y / np.sum(x))


def differences(function, x, step=1e-5):
    """The derivative of a gradient, column by column."""
    columns = [
        (grad(function)(x + step * e)[1] - grad(function)(x - step * e)[1]) / (2 * step)
        for e in np.eye(x.size)
    ]
    return np.array(columns)


@pytest.mark.parametrize(
    "function",
    [
        loopy,
        lambda x: np.prod(x),
        lambda x: np.linalg.norm(x),
        lambda x: np.sum(np.sort(x) ** 3),
        lambda x: np.std(x) * np.max(x),
        lambda x: np.sum(np.interp(x / 5, np.array([0.0, 0.5, 1.0]), x)),
        lambda x: np.sum(np.convolve(x, x * x)),
        lambda x: np.log(np.sum(np.exp(np.outer(x, x) / 9))),
        lambda x: np.linalg.solve(np.outer(x, x) + np.eye(3), x) @ x,
        lambda x: np.sum(np.where(x > 1.5, x**3, np.sin(x))),
        lambda x: np.sum(x[np.array([0, 0, 2])] ** 3),
    ],
)
def test_hessian(function):
    found = hessian(function)(X)
    np.testing.assert_allclose(found, differences(function, X), rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(found, found.T, rtol=1e-12, atol=1e-12)
    v = np.array([1.0, -0.5, 0.25])
    np.testing.assert_allclose(hvp(function)(X, v=v), found @ v, rtol=1e-12, atol=1e-12)


def test_structures():
    def f(p, k):
        return k * k * p["a"] * np.sum(p["x"] ** 2)

    p = {"a": 2.0, "x": X, "n": 3}
    found = hessian(f, wrt=("p", "k"))(p, 3.0)
    assert 2 * 2.0 * 14.0 == found[1][1]
    assert found[0]["n"] is None
    np.testing.assert_array_equal(18 * X, found[0]["a"][0]["x"])
    np.testing.assert_array_equal(36 * np.eye(3), found[0]["x"][0]["x"])
    np.testing.assert_array_equal(24 * X, found[1][0]["x"])
    moved = hvp(f, wrt="p")(p, 3.0, v={"a": 1.0, "x": None, "n": None})
    np.testing.assert_array_equal(18 * X, moved["x"])


def test_arguments_end_as_the_function_leaves_them():
    def f(x):
        x *= x
        return np.sum(x * x)

    x = X.copy()
    np.testing.assert_array_equal(np.diag(12 * X**2), hessian(f)(x))
    np.testing.assert_array_equal(X * X, x)


def test_of_a_gradient():
    np.testing.assert_array_equal(hessian(loopy)(X), hessian(grad(loopy))(X))


def test_what_is_refused():
    with pytest.raises(SeedError, match="the output is an array"):
        hessian(lambda x: x * x)(X)
    with pytest.raises(UnsupportedSyntaxError, match="a parameter of its own named 'v'"):
        hvp(lambda x, v: x * v)
    with pytest.raises(SeedError, match="`x` is an array of float64 of shape"):
        hvp(loopy)(X, v=np.ones(4))


def field(x):
    return np.sin(x) * x[::-1]


def central(function, x, step=1e-5):
    """How an array of derivatives changes, along a new last axis."""
    moved = [(function(x + step * e) - function(x - step * e)) / (2 * step) for e in np.eye(x.size)]
    return np.stack(moved, -1)


@pytest.mark.parametrize(
    "function",
    [jacobian(field), jacobian(field, mode="reverse"), hessian(loopy), jacobian(loopy)],
    ids=["jacobian", "by rows", "hessian", "gradient"],
)
def test_jacobians_of_matrices(function):
    found = jacobian(function)(X)
    np.testing.assert_allclose(found, central(function, X), rtol=1e-6, atol=1e-8)
    if found.shape[-3:] == (3, 3, 3):  # derivatives by the same argument may be exchanged
        np.testing.assert_allclose(found, np.swapaxes(found, -1, -2), rtol=1e-12, atol=1e-12)


def test_third_derivative_of_a_number():
    third = jacobian(jacobian(jacobian(lambda t: np.sin(t) * t)))
    assert -3 * np.sin(0.7) - 0.7 * np.cos(0.7) == pytest.approx(third(0.7), rel=1e-12)


def test_both_orders_of_composition():
    """Forward over reverse, and reverse over reverse."""
    over = jacobian(lambda x: grad(loopy)(x)[1], mode="reverse")
    np.testing.assert_allclose(hessian(loopy)(X), over(X), rtol=1e-10, atol=1e-12)


def of_a_lambda(x):
    return np.sum(jacobian(lambda v: v * v)(x))


def of_an_array(x):
    return np.sum(hessian(field)(x))


@pytest.mark.parametrize(
    ("function", "words"),
    [(of_a_lambda, "made inside"), (of_an_array, "needs|no Hessian|seed")],
)
def test_what_is_refused_inside(function, words):
    with pytest.raises(UnsupportedSyntaxError, match=words):
        grad(function)(X)
