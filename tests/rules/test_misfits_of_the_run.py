"""Rules of users whose results have the right rank and the wrong shape, count or field."""

import warnings

import numpy as np
import pytest

from srcgrad import check_grads, grad, hvp, jvp, rules
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.rules import declare
from tests.programs.case import positive

X = positive(3)


@pytest.fixture(autouse=True)
def declared():
    """Each test declares rules of its own."""
    yield
    for function in (doubled, scaled, both):
        declare._registry.pop(function, None)


def doubled(x):
    return np.asarray(x) * 2.0


def scaled(x, k):
    return x * k


def both(x):
    return x * 1.0, x * 2.0


def summed(y_bar, y, x):
    return np.array([np.sum(y_bar)])


def summed_in_a_loop(y_bar, y, x):
    total = np.zeros(1)
    for one in np.atleast_1d(y_bar):
        total += one
    return total


def one_number(y_bar, y, x):
    total = 0.0
    for one in np.ravel(y_bar):
        total += one
    return total


def turned(y_bar, y, x):
    parts = [y_bar * 2.0]
    return parts[0] * (1 + 1j)


def one_for_two(y_bar, y, x, k):
    return y_bar * 2.0


def rows_for_two(y_bar, y, x, k):
    rows = np.zeros((2, len(x)))
    rows[0], rows[1] = y_bar * k, y_bar * x
    return rows


def three_for_two(y_bar, y, x, k):
    parts = [y_bar * k, y_bar * x, y_bar]
    return tuple(parts)


def tuple_for_two(y_bar, y, x, k):
    parts = [y_bar * k, y_bar * x]
    return tuple(parts)


def tuple_of_tangents(x_dot, k_dot, y, x, k):
    parts = [x_dot * k, k_dot * x]
    return tuple(parts)


def as_one_array(y_bar, y, x):
    return y_bar * np.ones(1)


def as_one_array_of_the_run(y_bar, y, x):
    for _ in range(2):
        y_bar = np.multiply(y_bar, 1.0)
    return y_bar


def too_short(x_dot, y, x):
    return np.array([np.sum(x_dot)])


def of_doubled(x):
    return np.sum(doubled(x))


def of_doubled_beside(x):
    y = x * x
    y[0] = doubled(x[0])
    return np.sum(doubled(y) * x)


def of_scaled(x):
    return np.sum(scaled(x, 3.0 * x))


def of_both(x):
    a, b = both(x)
    return np.sum(a * b)


@pytest.mark.parametrize(
    ("body", "program"),
    [(summed, of_doubled), (summed_in_a_loop, of_doubled), (summed_in_a_loop, of_doubled_beside)],
)
def test_an_adjoint_of_another_length(body, program):
    rules.vjp(doubled)(body)
    with pytest.raises(ValueError, match=r"a rule gave an array of shape \(1,\) where one of sh"):
        grad(program)(X)


@pytest.mark.parametrize("body", [one_for_two, rows_for_two])
def test_an_array_for_two_operands(body):
    rules.vjp(scaled)(body)
    with pytest.raises(ValueError, match="a rule for 2 operands returned no tuple, but a value of"):
        grad(of_scaled)(X)


def test_three_values_for_two_operands():
    rules.vjp(scaled)(three_for_two)
    with pytest.raises(ValueError, match="a rule for 2 operands returned 3 values"):
        grad(of_scaled)(X)


def test_two_results_taken_as_one_array():
    rules.vjp(both)(as_one_array)
    with pytest.raises(UnsupportedSyntaxError, match="gives an array of 2 axes as the adjoint of"):
        grad(of_both)(X)
    rules.vjp(both)(as_one_array_of_the_run)
    with pytest.raises(ValueError, match=r"an array of shape \(2, 3\) where one of shape \(3,\)"):
        grad(of_both)(X)


def test_a_tangent_of_another_length():
    rules.vjp(doubled)(turned)
    rules.jvp(doubled)(too_short)
    with pytest.raises(ValueError, match=r"a rule gave an array of shape \(1,\) where one of sh"):
        jvp(of_doubled, (X,), (X,))


def test_a_number_that_the_run_gives_for_an_array_stands_for_each_element():
    rules.vjp(doubled)(one_number)
    np.testing.assert_array_equal(grad(of_doubled)(X)[1], np.full(3, 3.0))


@pytest.mark.parametrize("program", [of_doubled, of_doubled_beside])
def test_of_a_complex_adjoint_a_real_operand_gets_the_real_part(program):
    rules.vjp(doubled)(turned)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_grads(program, (X,), modes=("reverse",))


def test_a_rule_that_is_right_has_second_derivatives():
    rules.vjp(scaled)(tuple_for_two)
    rules.jvp(scaled)(tuple_of_tangents)
    np.testing.assert_allclose(grad(of_scaled)(X)[1], 6.0 * X)
    np.testing.assert_allclose(hvp(of_scaled)(X, v=X), 6.0 * X)
