"""Rules that cannot be right are refused where they are declared, by their name."""

import numpy as np
import pytest

from srcgrad import grad, rules


@pytest.fixture
def scaled():
    def scaled(x, k):
        return np.asarray(x) * k

    return scaled


def none_for_one(y_bar, y, x, k):
    return y_bar * k, None


def too_many(y_bar, y, x, k):
    return y_bar * k, y_bar * x, y_bar


def nothing(y_bar, y, x, k):
    y_bar * k


def none_at_times(y_bar, y, x, k):
    if k is None:
        return None
    return y_bar * k, y_bar * x


def yielding(y_bar, y, x, k):
    yield y_bar * k


def without_its_own(y_bar, y):
    return y_bar


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (none_for_one, "none_for_one returns None for `k`: return zeros"),
        (too_many, r"too_many returns 3 values for 2 operands \(x, k\)"),
        (nothing, "nothing returns None: let it return one value for each"),
        (none_at_times, "none_at_times returns None"),
        (yielding, "yielding yields"),
        (without_its_own, r"without_its_own takes too few parameters \(y_bar, y\)"),
    ],
)
def test_adjoints(scaled, body, words):
    with pytest.raises(TypeError, match=words):
        rules.vjp(scaled)(body)


def test_partials_of_another_number(scaled):
    with pytest.raises(TypeError, match="slope returns 3 values for 2 operands"):

        @rules.partials(scaled)
        def slope(y, x, k):
            return k, x, y


def test_operands_that_are_no_parameters(scaled):
    with pytest.raises(TypeError, match=r"slope has no parameter `q`.*some of x, k"):

        @rules.partials(scaled, operands=("x", "q"))
        def slope(y, x, k):
            return k, x


def test_tangents_of_another_number(scaled):
    with pytest.raises(TypeError, match=r"moved takes 1 tangents, .* for 2 operands \(x, k\)"):

        @rules.jvp(scaled)
        def moved(x_dot, y, x, k):
            return x_dot * k


def test_a_transpose_of_the_adjoint_alone(scaled):
    with pytest.raises(TypeError, match="the function's own follow on 2"):
        rules.linear(scaled, transpose=lambda y_bar: y_bar)


def test_what_is_no_function():
    with pytest.raises(TypeError, match="3 is no function"):
        rules.partials(3)(lambda y, x: x)


def test_rules_that_refuse_or_return_at_several_places(scaled):
    @rules.vjp(scaled, operands=("x",))
    def adjoint(y_bar, y, x, k):
        def inner():
            return None

        if np.ndim(x) == 3:
            raise NotImplementedError("three axes")
        inner()
        return y_bar * k

    assert grad(lambda x: np.sum(scaled(x, 3.0)))(np.ones(2))[1].tolist() == [3.0, 3.0]

    @rules.vjp(scaled, operands=("x",))
    def refusing(y_bar, y, x, k):
        raise NotImplementedError("for now")
