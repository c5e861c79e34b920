"""Derivatives inside a program: which are put in together, and what is generated for them."""

import numpy as np
import pytest

from srcgrad import grad, hessian
from srcgrad.infer.callees.nested import Generated
from srcgrad.infer.callees.once import Once
from srcgrad.infer.program import Inference
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim

X = np.array([0.3, 0.7])
FLOATS = np.dtype(float)


def bowl(x):
    return np.sum(x**4) + x[0] * x[1]


def ridge(x):
    return np.sum(np.sin(x)) ** 2


def valley(x):
    return np.sum((x[1:] - x[:-1] ** 2) ** 2)


BOWL, RIDGE, VALLEY = grad(bowl), grad(ridge), grad(valley)


def one_at_a_point(x):
    return np.sum(BOWL(x)[1] ** 2)


def three_at_a_point(x):
    return np.sum((BOWL(x)[1] - RIDGE(x)[1] + VALLEY(x)[1]) ** 2)


def each_at_the_next_point(x):
    x = x - BOWL(x)[1]
    x = x - RIDGE(x)[1]
    return np.sum((x - VALLEY(x)[1]) ** 2)


def a_loop_of_three(x):
    for _ in range(2):
        x = x - 0.1 * (BOWL(x)[1] - RIDGE(x)[1] + VALLEY(x)[1])
    return np.sum(x**2)


def newton(x):
    for _ in range(2):
        x = x - np.linalg.solve(hessian(bowl)(x) + np.eye(2), BOWL(x)[1])
    return np.sum(x**2)


def rounds(function, monkeypatch):
    """How often a program is gone through, those of its derivatives not among them."""
    count, run = 0, Inference.run

    def counted(self):
        nonlocal count
        count += self.core.name == function.__name__
        return run(self)

    monkeypatch.setenv("SRCGRAD_CACHE", "off")
    with monkeypatch.context() as patched:
        patched.setattr(Inference, "run", counted)
        grad(function).adjoint(X)
    return count


def test_derivatives_at_one_point_take_as_many_rounds_as_one(monkeypatch):
    assert rounds(one_at_a_point, monkeypatch) == rounds(three_at_a_point, monkeypatch)


def test_one_that_hangs_on_another_waits_for_it(monkeypatch):
    alone, chain = rounds(one_at_a_point, monkeypatch), rounds(each_at_the_next_point, monkeypatch)
    assert alone + 2 <= chain


@pytest.mark.parametrize(
    "function", [three_at_a_point, each_at_the_next_point, a_loop_of_three, newton]
)
def test_the_gradient_is_right(function):
    step = 1e-6
    moved = [function(X + d) - function(X - d) for d in step * np.eye(2)]
    value, gradient = grad(function)(X)
    assert function(X) == value
    np.testing.assert_allclose(np.array(moved) / (2 * step), gradient, rtol=1e-6, atol=1e-7)


def generator():
    """What generates nothing, and says how often it was asked."""
    asked = []

    def generate(derived, kinds):
        asked.append(kinds)
        return Generated(None, [])

    return asked, generate


def array(*dims):
    return k.Array(FLOATS, dims)


def test_a_derivative_is_generated_once_for_equal_kinds():
    asked, generate = generator()
    once = Once().by(generate)
    first = once(BOWL, {"x": array(Dim("x.0", axis=True))})
    assert first is once(BOWL, {"x": array(Dim("x.0", axis=True))})
    assert len(asked) == 1


@pytest.mark.parametrize(
    "derived, kinds",
    [
        (RIDGE, {"x": array(2)}),
        (BOWL, {"x": array(3)}),
        (BOWL, {"x": array(2, 2)}),
        (BOWL, {"x": k.Array(np.dtype(np.float32), (2,))}),
        (BOWL, {"x": k.Tuple((array(2),))}),
        (BOWL, {"x": array(2), "n": k.Known(1)}),
    ],
)
def test_and_anew_for_others(derived, kinds):
    asked, generate = generator()
    once = Once().by(generate)
    once(BOWL, {"x": array(2)})
    once(derived, kinds)
    assert len(asked) == 2


@pytest.mark.parametrize(
    "kind",
    [
        array(Dim("x.0", least=3)),
        k.Tuple((array(Dim("x.0", least=3)),)),
        k.Int(Dim("n", least=1)),
        k.Optional(array(2)),
        k.Object(object, ("a",), (array(2),)),
    ],
)
def test_what_equal_kinds_do_not_tell_is_not_taken_for_the_same(kind):
    asked, generate = generator()
    once = Once().by(generate)
    once(BOWL, {"x": kind})
    once(BOWL, {"x": kind})
    assert len(asked) == 2
