"""Arrays that are bound anew where they were copied and changed, and those that are not."""

import numpy as np
import pytest

from srcgrad import grad, source


def softmax(x, w):
    p = np.exp(x - x.max(axis=-1, keepdims=True))
    p /= p.sum(axis=-1, keepdims=True)
    return np.sum(p * w)


def weights(x, w):
    p = np.exp(x[0] - np.max(x[0]))
    p /= np.sum(p)
    m = np.sum(p * w[0])
    p *= np.abs(w[1])
    p /= np.sum(p)
    return m + 1.0 / np.sum(p**2)


def relaxed(x, w):
    u = w[0] * x[0]
    for _ in range(len(w)):
        u *= 1.0 - 0.5 * u**2
    return np.sum(u)


def viewed(x, w):
    p = np.exp(x)
    q = p[1:]
    p /= p.sum(axis=-1, keepdims=True)
    return np.sum(p * w) + np.sum(q**2)


def part(x, w):
    p = np.exp(x)
    p[0] = p[0] * p[1]
    p /= p.sum()
    return np.sum(p * w)


def two_axes(x, w):
    """The sum along an axis depends on the layout, which that of the other operand may change."""
    p = np.exp(x.T)
    p *= np.cos(p) * w.T
    return np.sum(np.sum(p, axis=0) ** 2)


def listed(x, w):
    ps = []
    for k in range(len(x)):
        p = np.exp(x[k])
        ps.append(p)
        p /= p.sum()
    return np.sum(ps[0] * ps[1] * w[0])


def argument(x, w):
    x /= x.sum()
    return np.sum(np.sin(x) * w)


ANEW = [softmax, weights, relaxed]
IN_PLACE = [viewed, part, two_axes, listed, argument]


@pytest.fixture
def args():
    generator = np.random.default_rng(0)
    return generator.uniform(0.5, 1.5, (2, 3)), generator.normal(size=(2, 3))


@pytest.mark.parametrize("fun", [*ANEW, *IN_PLACE])
def test_value_and_gradient(fun, args):
    x, w = args
    value, x_bar = grad(fun)(x.copy(), w)
    assert value == fun(x.copy(), w)
    step = 1e-6 * np.cos(np.arange(6)).reshape(2, 3)
    slope = (fun(x + step, w) - fun(x - step, w)) / 2
    np.testing.assert_allclose(np.vdot(x_bar, step), slope, rtol=1e-6)


@pytest.mark.parametrize("fun", ANEW)
def test_bound_anew(fun, args):
    assert ".copy()" not in source(fun, *args)


@pytest.mark.parametrize("fun", IN_PLACE)
def test_in_place(fun, args):
    text = source(fun, *args)
    assert any(sign in text for sign in ("p /=", "p *=", "x /=", "p[:]"))
