"""`stop_gradient`: a value whose derivative does not count. Differences see through it."""

from dataclasses import dataclass

import numpy as np
import pytest

from srcgrad import UnsupportedSyntaxError, grad, jvp, stop_gradient

X = np.array([1.0, 2.0, 3.0])


def frozen(x):
    return np.sum(x * stop_gradient(np.exp(x)))


def by_number(x):
    k = stop_gradient(x[0])
    return k * np.sum(x)


def itself(x):
    return np.sum(x * stop_gradient(x))


@pytest.mark.parametrize(
    ("function", "expected"), [(frozen, np.exp(X)), (by_number, np.ones(3)), (itself, X)]
)
def test_both_modes(function, expected):
    value, gradient = grad(function)(X)
    assert function(X) == value
    np.testing.assert_array_equal(expected, gradient)
    value, slope = jvp(function, (X,), (np.array([1.0, 0.5, 2.0]),))
    assert function(X) == value
    np.testing.assert_allclose(slope, expected @ np.array([1.0, 0.5, 2.0]), rtol=1e-14)


def test_outside_it_is_the_identity():
    assert stop_gradient(X) is X


@pytest.mark.parametrize("mode", ["reverse", "forward"])
def test_what_it_returns_may_not_be_written(mode):
    def stored(x):
        y = stop_gradient(x)
        y[0] = x[1]
        return np.sum(y * x)

    def behind(x):
        x = x * 2
        y = stop_gradient(x)
        x[0] = 0.0
        return np.sum(y * x)

    for function in (stored, behind):
        with pytest.raises(UnsupportedSyntaxError, match="pass it a copy"):
            grad(function)(X) if mode == "reverse" else jvp(function, (X,), (X,))


def test_a_copy_may_be_written():
    def of_a_copy(x):
        x = x * 2
        y = stop_gradient(x.copy())
        x[0] = 0.0
        return np.sum(y * x)

    np.testing.assert_array_equal([0.0, 8.0, 12.0], grad(of_a_copy)(X)[1])


@dataclass
class Weights:
    w: np.ndarray
    name: str


def of_containers(x):
    held = {"w": x * 2.0, "more": (x[0], [x, 3])}
    target = stop_gradient(held)
    held["w"] = x * 0.0
    model = stop_gradient(Weights(x, "target"))
    scale = 2.0 if model.name == "target" else 1.0
    return np.sum(target["w"] * x) + target["more"][1][1] * np.sum(x * model.w * scale)


def test_containers():
    """What it returns is a container of its own, of the same arrays."""
    value, gradient = grad(of_containers)(X)
    assert of_containers(X) == value
    np.testing.assert_allclose(gradient, 8 * X)
    np.testing.assert_allclose(jvp(of_containers, (X,), (X,))[1], np.sum(8 * X * X))
    whole = {"w": X, "pair": (X, 1)}
    assert stop_gradient(whole) is not whole
    assert stop_gradient(whole)["w"] is X
    assert stop_gradient(whole)["pair"][1] == 1


def test_lists_that_grow_are_refused():
    def grown(x):
        parts = []
        for i in range(len(x)):
            parts.append(x[i])
        return sum(stop_gradient(parts))

    with pytest.raises(UnsupportedSyntaxError, match="apply it to its elements"):
        grad(grown)(X)
