"""Rules of users whose results have another shape than what they are results for."""

import numpy as np
import pytest

from srcgrad import grad, jvp, rules
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.rules import declare
from tests.programs.case import positive

X = positive(4)


@pytest.fixture(autouse=True)
def declared():
    """For functions of this file alone; what the library declares meanwhile stays."""
    rules.vjp(scaled)(scaled_adjoint)
    rules.jvp(scaled)(scaled_tangent)
    rules.vjp(doubled_sum)(doubled_sum_adjoint)
    yield
    for function in (scaled, doubled_sum):
        declare._registry.pop(function, None)


def scaled(x, k):
    return x * k


def scaled_adjoint(y_bar, y, x, k):
    return y_bar * k, y_bar * x


def scaled_tangent(x_dot, k_dot, y, x, k):
    return x_dot * k, np.array([k_dot, k_dot])


def doubled_sum(x):
    return 2.0 * np.sum(x)


def doubled_sum_adjoint(y_bar, y, x):
    return 2.0 * y_bar


def with_a_rule_that_does_not_sum(x):
    return np.sum(scaled(x, np.sum(x)))


def with_a_rule_that_gives_a_number(x):
    return doubled_sum(x) * x[0]


def test_the_text_of_an_adjoint_that_does_not_fit():
    words = "rule scaled_adjoint gives an array of 1 axis as the adjoint of `k`, which is a number"
    with pytest.raises(UnsupportedSyntaxError, match=words):
        grad(with_a_rule_that_does_not_sum)(X)


def test_the_text_of_a_tangent_that_does_not_fit():
    words = "rule scaled_tangent gives an array of 1 axis as the tangent of its result, which is a "
    with pytest.raises(UnsupportedSyntaxError, match=words):
        jvp(lambda k: scaled(2.0, k), (0.5,), (1.0,))


def test_a_rule_that_gives_a_number_for_an_array_gives_it_for_each_element():
    expected = 2.0 * X[0] + 2.0 * np.sum(X) * np.eye(4)[0]
    np.testing.assert_allclose(grad(with_a_rule_that_gives_a_number)(X)[1], expected)
    np.testing.assert_array_equal(grad(doubled_sum)(X)[1], grad(lambda x: doubled_sum(x))(X)[1])
    np.testing.assert_array_equal(grad(lambda x: doubled_sum(x))(X)[1], np.full(4, 2.0))
