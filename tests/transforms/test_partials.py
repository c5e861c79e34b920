"""Derivatives of `functools.partial`: by the parameters that are left."""

from functools import partial

import numpy as np

from srcgrad import check_grads, grad, hessian, hvp, jacobian, jvp, vjp

X = np.array([0.3, 0.7])


def cost(a, x, b=2.0):
    return np.sum(a * x**3) * b


def test_every_transform():
    held = partial(cost, 0.5)
    slope = 3 * X**2
    np.testing.assert_allclose(grad(held)(X)[1], slope)
    np.testing.assert_allclose(vjp(held, X)[1](1.0), slope)
    np.testing.assert_allclose(jvp(held, (X,), (X,))[1], np.dot(slope, X))
    np.testing.assert_allclose(jacobian(held)(X), slope)
    np.testing.assert_allclose(hvp(held)(X, v=X), 6 * X * X)
    np.testing.assert_allclose(hessian(held)(X), np.diag(6 * X))
    check_grads(held, (X,), order=2)


def test_positions_and_names_are_of_what_is_left():
    np.testing.assert_allclose(grad(partial(cost, 0.5), wrt=1)(X, 4.0)[1], np.sum(X**3) / 2)
    np.testing.assert_allclose(grad(partial(cost, b=4.0), wrt="a")(0.5, X)[1], 4 * np.sum(X**3))
    np.testing.assert_allclose(grad(partial(cost, a=0.5), wrt="x")(x=X)[1], 3 * X**2)
    bound = partial(partial(cost, 0.5), b=1.0)
    np.testing.assert_allclose(grad(bound)(X)[1], 1.5 * X**2)


def test_what_is_held_is_read_at_each_call():
    held = np.array([1.0, 2.0])
    slope = grad(partial(cost, held))
    np.testing.assert_allclose(slope(X)[1], 6 * held * X**2)
    held[0] = 5.0
    np.testing.assert_allclose(slope(X)[1], 6 * held * X**2)
