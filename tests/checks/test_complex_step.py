"""Steps along the imaginary axis: where they apply, and where they say that they do not."""

import numpy as np
import pytest

from srcgrad import check_grads, rules
from srcgrad.checks.complex_step import complex_step
from srcgrad.errors import GradientCheckError

X = np.array([0.5, 1.0, 2.0])


def step(function, index=(1,), seed=None):
    return complex_step(function, (X,), (0,), index, 1.0, seed)


def test_analytic_functions_to_the_last_digits():
    assert 3.0 * X[1] ** 2 == pytest.approx(step(lambda x: np.sum(x**3)), rel=1e-15)
    assert 10.0 * np.cos(X[1]) == pytest.approx(
        step(lambda x: np.sin(x), seed=np.array([1.0, 10.0, 100.0])), rel=1e-15
    )


@pytest.mark.parametrize(
    "function",
    [
        lambda x: np.sum(np.abs(x)),
        lambda x: np.sum(np.maximum(x, 0.7).real),
        lambda x: float(x[1]),
        lambda x: np.sum(np.add(x, 1.0, out=np.zeros(3))),
        lambda x: np.sum(x.astype(float)),
    ],
)
def test_where_the_imaginary_part_is_lost_there_is_no_answer(function):
    assert step(function) is None


def offset(x):
    """Differences of numbers of 1e12 have no digit left."""
    return np.sum(np.sin(x)) * 1e-6 + 1e12


def planted(a):
    return np.asarray(a * 1e-6)


def with_a_wrong_rule(x):
    return np.sum(planted(np.sin(x))) + 1e12


def test_cancellation_is_no_obstacle():
    check_grads(offset, (X,), atol=1e-12)

    @rules.partials(planted)
    def partial(y, a):
        return 1.01e-6

    with pytest.raises(GradientCheckError, match="but a complex step gives"):
        check_grads(with_a_wrong_rule, (X,), atol=1e-12)
