"""`implicit_root`: how often the solver runs, and what is refused."""

import numpy as np
import pytest

from srcgrad import SourceUnavailableError, UnsupportedSyntaxError, grad, hessian, implicit_root

RUNS = []


def residual(y, a):
    return y * y - a


@implicit_root(residual)
def root(a, start=1.0):
    RUNS.append(a)
    y = start
    for _ in range(60):
        y = 0.5 * (y + a / y)
    return y


def test_the_solver_runs_once():
    RUNS.clear()
    value, slope = grad(lambda a: root(a))(2.0)
    assert 1 == len(RUNS)
    assert 2**0.5 == pytest.approx(value, rel=1e-15)
    assert 0.5 / 2**0.5 == pytest.approx(slope, rel=1e-14)


def test_second_derivative():
    assert -0.25 * 2**-1.5 == pytest.approx(hessian(lambda a: root(a))(2.0), rel=1e-12)


def test_it_is_the_solver_outside_of_derivatives():
    assert "root" == root.__name__
    assert 3.0 == pytest.approx(root(9.0, start=2.0))


def test_a_singular_jacobian_is_an_error():
    with pytest.raises(np.linalg.LinAlgError, match="singular at the solution"):
        grad(lambda a: double(a))(0.0)
    with pytest.raises(np.linalg.LinAlgError, match="singular at the solution"):
        grad(lambda x: np.sum(doubles(x)))(np.zeros(2))


@implicit_root(residual)
def double(a):
    return 0.0 * a


@implicit_root(residual)
def doubles(a):
    return 0.0 * a


@implicit_root(residual)
def rounded(a):
    return round(a)


def test_a_solution_is_a_float_or_an_array_of_floats():
    with pytest.raises(TypeError, match="rounded returns a int"):
        rounded(2.5)


def test_what_is_refused():
    with pytest.raises(UnsupportedSyntaxError, match="`b` is a parameter of the residual"):
        implicit_root(lambda y, b: y - b)(lambda a: a)
    with pytest.raises(SourceUnavailableError, match="parameters have names"):
        implicit_root(residual)(np.sqrt)
    with pytest.raises(SourceUnavailableError, match="parameters have names"):
        implicit_root(residual)(lambda *a: a)
    with pytest.raises(UnsupportedSyntaxError, match=r"pass stop_gradient\(start\)"):
        grad(lambda a: root(a, start=a))(2.0)
