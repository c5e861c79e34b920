"""A recursive function in forward mode: one function gives value and tangent."""

import numpy as np

from srcgrad import jvp, source

GAIN = 0.5


def power(v, n):
    if n == 0:
        return 1.0
    return v * power(v, n - 1) * GAIN


def raised(x, n):
    return power(x, n)


def even(v, n):
    return np.sum(v) if n == 0 else odd(v * 0.5, n - 1) + v[0]


def odd(v, n):
    return 1.0 if n == 0 else even(v * v, n - 1)


def mutual(x, n):
    return even(x, n)


def test_calls_take_and_give_tangents_beside_values():
    text = source(raised, 1.5, 3, mode="forward")
    assert "def power_dot(v, n, v_dot, GAIN):" in text
    assert " = power_dot(v, n - 1, v_dot, GAIN)" in text
    assert " = power_dot(x, n, x_dot, GAIN)" in text


def test_value_and_tangent():
    assert (0.125 * 1.5**3, 0.125 * 3 * 1.5**2 * 2.0) == jvp(raised, (1.5, 3), (2.0, None))


def test_two_functions_that_call_each_other():
    x, x_dot, step = np.array([0.6, 1.1]), np.array([1.0, -0.5]), 1e-6
    _, tangent = jvp(mutual, (x, 4), (x_dot, None))
    slope = (mutual(x + step * x_dot, 4) - mutual(x - step * x_dot, 4)) / (2 * step)
    assert abs(tangent - slope) < 1e-8
