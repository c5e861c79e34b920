"""Derivatives of objects that are called, by the parameters of their `__call__`."""

from functools import partial

import numpy as np
import pytest
from scipy import linalg, special, stats

from srcgrad import (
    SourceUnavailableError,
    check_grads,
    checkpoint,
    grad,
    hessian,
    hvp,
    jacobian,
    jvp,
    source,
    vjp,
)

X = np.array([0.3, 0.7])


class Cost:
    def __init__(self, weight):
        self.weight = weight

    def __call__(self, x, scale=1.0):
        return np.sum(self.weight * scale * x**3)


BOUND = Cost(2.0).__call__
KEPT = checkpoint(Cost(2.0))


class Layer:
    calls = 0

    def __init__(self, weight):
        self.weight = weight

    @checkpoint
    def __call__(self, x):
        Layer.calls += 1
        return np.tanh(self.weight * x)


def test_every_transform():
    cost = Cost(2.0)
    slope = 6 * X**2
    np.testing.assert_allclose(grad(cost)(X)[1], slope)
    np.testing.assert_allclose(grad(cost, wrt="scale")(X, 1.0)[1], 2 * np.sum(X**3))
    np.testing.assert_allclose(vjp(cost, X)[1](1.0), slope)
    np.testing.assert_allclose(jvp(cost, (X,), (X,))[1], np.dot(slope, X))
    np.testing.assert_allclose(jacobian(cost)(X), slope)
    np.testing.assert_allclose(hvp(cost)(X, v=X), 12 * X * X)
    np.testing.assert_allclose(hessian(cost)(X), np.diag(12 * X))
    np.testing.assert_allclose(grad(jacobian(cost))(X, seed=X)[1], 12 * X * X)
    assert "def call_grad(self, x, scale, seed=1.0):" in source(cost, X)
    check_grads(cost, (X,), order=2)


class Unbound:
    @staticmethod
    def __call__(x, scale=2.0):
        return np.sum(x) * scale


def test_a_call_that_gets_no_object_is_none_of_its_methods():
    with pytest.raises(SourceUnavailableError):
        grad(Unbound())


def test_attributes_are_read_at_each_call():
    cost = Cost(2.0)
    slope = grad(cost)
    np.testing.assert_allclose(slope(X)[1], 6 * X**2)
    cost.weight = np.array([1.0, 3.0])
    np.testing.assert_allclose(slope(X)[1], 3 * cost.weight * X**2)


def test_objects_of_numpy_are_no_functions():
    for given in (np.poly1d([1.0, 2.0]), np.vectorize(lambda x: x)):
        with pytest.raises(SourceUnavailableError, match="not a function written in Python"):
            grad(given)


def test_what_a_library_has_rules_for_is_called_by_a_function_of_the_users():
    for given in (special.logsumexp, linalg.expm, linalg.solve, stats.norm.logpdf, stats.t.cdf):
        for transform in (grad, jacobian, hessian, hvp):
            with pytest.raises(SourceUnavailableError, match="is a function of scipy: its deriv"):
                transform(given)(X)
        with pytest.raises(SourceUnavailableError, match="its source is not followed"):
            vjp(given, X)
        with pytest.raises(SourceUnavailableError, match="a function that calls it"):
            jvp(given, (X,), (X,))
    slope = vjp(lambda x: special.logsumexp(x), X)[1](1.0)
    np.testing.assert_allclose(slope, special.softmax(X))


def test_checkpointed_methods_are_methods():
    layer = Layer(0.5)
    np.testing.assert_array_equal(layer(X), np.tanh(0.5 * X))
    np.testing.assert_array_equal(checkpoint(layer)(X), np.tanh(0.5 * X))
    assert type(Layer.__call__) is type(checkpoint(lambda x: x))


def test_a_partial_of_an_object():
    with pytest.raises(SourceUnavailableError, match="partial is not a function"):
        grad(partial(Cost(2.0), scale=2.0))


def test_a_method_bound_outside_to_another_object(monkeypatch):
    slope = grad(lambda x: BOUND(x) + KEPT(x))
    np.testing.assert_allclose(slope(X)[1], 12 * X**2)
    monkeypatch.setitem(globals(), "BOUND", Cost(5.0).__call__)
    np.testing.assert_allclose(slope(X)[1], 21 * X**2)
    monkeypatch.setitem(globals(), "KEPT", checkpoint(Cost(3.0)))
    np.testing.assert_allclose(slope(X)[1], 24 * X**2)
