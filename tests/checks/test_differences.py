import math

import pytest

from srcgrad.checks.differences import careful, difference


@pytest.mark.parametrize(
    ("expected", "function"),
    [
        (0.0, lambda t: 7.0),
        (3.0, lambda t: 3.0 * t + 1e3),
        (1.0, math.sin),
        (12.0, lambda t: (2.0 + t) ** 3),
        (-1e6, lambda t: 1.0 / (1e-3 + t)),
        (0.0, abs),
        (0.5, lambda t: max(t, 0.0)),
        (1.0, lambda t: abs(1e-3 + t)),
    ],
)
def test_known_derivatives(expected, function):
    assert expected == pytest.approx(difference(function, 1e-2).derivative, rel=1e-9, abs=1e-9)


def test_the_error_bounds_the_distance_from_the_truth():
    estimate = difference(lambda t: math.exp(3.0 + t), 1e-2)
    assert abs(estimate.derivative - math.exp(3.0)) <= estimate.error < 1e-9


def test_a_smaller_step_is_tried_near_the_edge_of_the_domain():
    """`math.log` raises for the first steps."""
    assert 1e6 == pytest.approx(difference(lambda t: math.log(1e-6 + t), 1e-2).derivative)


def test_no_derivative_where_one_side_is_undefined():
    assert math.isnan(difference(math.sqrt, 1e-2).derivative)


def test_cancellation_is_not_taken_for_certainty():
    """A huge offset hides small steps: all quotients are 0 there, and agree with one another."""
    estimate = careful(lambda t: 1e12 + 1e3 * t, 1e-2)
    assert abs(estimate.derivative - 1e3) <= estimate.error


def test_other_errors_pass_through():
    def broken(t):
        raise KeyError("broken")

    with pytest.raises(KeyError):
        difference(broken, 1e-2)
