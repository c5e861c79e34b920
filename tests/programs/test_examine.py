"""The harness itself: a right gradient passes, and every kind of planted mistake is noticed."""

import numpy as np
import pytest

from tests.oracle import differences
from tests.oracle.fresh import fresh
from tests.programs.case import Program, positive
from tests.programs.examine import Wrong, examine


def square_in_place(x, k):
    x *= k
    return np.sum(x * x)


def scalar(x):
    return x * x


IN_PLACE = Program(square_in_place, (positive(3), 0.7), wrt=(0, 1))


def by_differences(function, wrt=0, *, change=lambda value, result, args: (value, result)):
    """A ``grad`` made of the oracle, with a mistake planted by ``change``."""

    def differentiated(*args, seed=None, **kwargs):
        at_entry = fresh((args, kwargs))
        value = function(*args, **kwargs)
        result = differences.gradient(function, at_entry[0], wrt=wrt, seed=seed, kwargs=at_entry[1])
        return change(value, result, args)

    return differentiated


def test_a_right_gradient_passes():
    examine(IN_PLACE, by_differences)
    examine(Program(scalar, (1.3,)), by_differences)


def wrong_number(value, result, args):
    return value, (result[0] * (1 + 1e-5), result[1])


def wrong_value(value, result, args):
    return np.nextafter(value, 2.0), result


def wrong_value_type(value, result, args):
    return float(value), result


def wrong_state(value, result, args):
    args[0][0] += 1e-12
    return value, result


def wrong_structure(value, result, args):
    return value, list(result)


def wrong_type(value, result, args):
    return value, (result[0], np.float64(result[1]))


def wrong_dtype(value, result, args):
    return value, (result[0].astype(np.float32), result[1])


def wrong_shape(value, result, args):
    return value, (result[0][None], result[1])


def wrong_sharing(value, result, args):
    shared = args[0]
    before = shared.copy()
    shared[:] = result[0]
    shared[:] = before
    return value, (shared, result[1])


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (wrong_number, r"gradient\[0\]: .* by differences"),
        (wrong_value, "value: .* bit for bit"),
        (wrong_value_type, "value: float, not float64"),
        (wrong_state, "final state of args"),
        (wrong_structure, "gradient: list"),
        (wrong_type, "gradient.*float64, not like float"),
        (wrong_dtype, "gradient.*float32"),
        (wrong_shape, r"gradient.*\[1, 3\]"),
        (wrong_sharing, "gradient shares memory"),
    ],
)
def test_a_planted_mistake_is_noticed(plant, message):
    def planted(function, wrt=0):
        return by_differences(function, wrt, change=plant)

    with pytest.raises(Wrong, match=message):
        examine(IN_PLACE, planted)


def warns(value, result, args):
    np.log(np.zeros(1))
    return value, result


def writes_for_a_moment(value, result, args):
    args[0][0] += 1.0
    args[0][0] = 1.0
    return value, result


def sum_of_squares(x):
    return np.sum(x * x)


def test_a_warning_of_the_derivative_is_noticed():
    def planted(function, wrt=0):
        return by_differences(function, wrt, change=warns)

    with pytest.raises(Wrong, match="warns"):
        examine(Program(scalar, (1.3,)), planted)


def test_a_write_that_is_taken_back_is_noticed():
    def planted(function, wrt=0):
        return by_differences(function, wrt, change=writes_for_a_moment)

    with pytest.raises(ValueError, match="read-only"):
        examine(Program(sum_of_squares, (np.ones(2),)), planted)


def test_a_second_call_that_differs_is_noticed():
    factors = iter([1.0, 1.0 + 1e-9])

    def planted(function, wrt=0):
        def change(value, result, args):
            return value, result * next(factors)

        return by_differences(function, wrt, change=change)

    with pytest.raises(Wrong, match="second call"):
        examine(Program(scalar, (1.3,)), planted)
