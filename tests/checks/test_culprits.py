"""The report of a wrong gradient names the likely line."""

import numpy as np
import pytest
from scipy import optimize

from srcgrad import check_grads, rules
from srcgrad.errors import GradientCheckError


def squared(a):
    return np.asarray(a * a)


def scaled(a, b):
    return np.asarray(a * b)


@pytest.fixture(autouse=True)
def wrong_rules():
    """Rules with planted mistakes, for functions of this file alone."""

    @rules.partials(squared)
    def squared_partial(y, a):
        return 2.001 * a

    @rules.partials(scaled)
    def scaled_partial(y, a, b):
        return b, 1.001 * a


def in_a_loop(x, k):
    y = np.sin(k * x)
    s = 0.0
    for _ in range(3):
        y = y * 0.5 + x
        s += np.sum(squared(y))
    return s * k


def in_a_branch(x):
    y = x * 2.0
    if y[0] > 0.0:
        y = scaled(np.cos(y), y[0])
    return np.sum(y**2)


def hidden_at_first(x, k):
    s = 0.0
    for i in range(3):
        s = s + squared(x[i]) * i
    return s * k


def in_a_list(x, k):
    found = [squared(v) for v in x]
    return sum(found) * k


@pytest.mark.parametrize(
    ("function", "args", "line", "operand"),
    [
        (hidden_at_first, (np.ones(3), 2.0), "s = s + squared(x[i]) * i", "x["),
        (in_a_list, (np.ones(3), 2.0), "found = [squared(v) for v in x]", "x[0]"),
        (in_a_loop, (np.ones(3), 2.0), "s += np.sum(squared(y))", "y[0]"),
        (in_a_branch, (np.ones(3),), "y = scaled(np.cos(y), y[0])", ""),
    ],
)
@pytest.mark.parametrize("mode", ["reverse", "forward"])
def test_the_line_is_named(function, args, line, operand, mode):
    with pytest.raises(GradientCheckError) as caught:
        check_grads(function, args, modes=(mode,))
    first, place, alone, *_ = str(caught.value).split("\n")
    assert first.startswith(f"the gradient of `{function.__name__}` with respect to x[")
    assert place.startswith("the likely place is line ")
    assert place.endswith(f": {line}")
    assert f"alone its gradient with respect to {operand}" in alone
    assert f"in {mode} mode, but central differences give" in alone


def before_a_solver(a):
    y = np.sum(squared(a * np.ones(2)))
    root = optimize.brentq(lambda t: t**3 + t - a, -10, 10)
    return root + y


def test_what_a_solver_found_is_not_blamed():
    with pytest.raises(GradientCheckError) as caught:
        check_grads(before_a_solver, (1.5,))
    assert str(caught.value).split("\n")[1].endswith(": y = np.sum(squared(a * np.ones(2)))")
