"""Sines and cosines that the program has are read, where they are still the same."""

import math

import numpy as np
import pytest

from srcgrad import grad
from tests.programs.case import positive

X, Y = positive(4), positive(4) + 0.5


def turned(a, x, y):
    c = np.cos(a)
    s = np.sin(a)
    return np.sum(c * x - s * y)


def of_numbers(q, l1, l2):
    x = l1 * math.cos(q) + l2 * math.cos(q + 0.5)
    y = l1 * math.sin(q) + l2 * math.sin(q + 0.5)
    return x * x + 2 * y


def of_elements(q):
    x = np.cos(q[0]) + np.cos(q[0] + q[1])
    y = np.sin(q[0]) + np.sin(q[0] + q[1])
    return x * x + 2 * y


def in_passes(angles, x, n):
    for i in range(n):
        c = np.cos(angles[i])
        s = np.sin(angles[i])
        x = np.array([c * x[0] - s * x[1], s * x[0] + c * x[1]])
    return np.sum(x * x * x)


def of_a_pass(angles, x, y, n):
    for i in range(n):
        a = 2.0 * angles[i] * x
        c = math.cos(a)
        s = math.sin(a)
        x, y = c * x - s * y, s * x + c * y
    return x * y


def polar(x, y):
    r = np.hypot(x, y)
    theta = np.arctan2(y, x)
    return np.sum(r * np.cos(theta) ** 3)


def limited(x, y):
    s = np.sign(x)
    return np.sum(s * np.minimum(np.abs(x), y))


FIRES = {
    "arrays": (turned, (X, Y, X)),
    "numbers": (of_numbers, (0.3, 1.2, 0.7)),
    "elements": (of_elements, (X,)),
    "in the passes of a loop": (in_passes, (X, np.array([0.5, 1.5]), 4)),
    "of what each pass makes": (of_a_pass, ([0.3, 0.4, 0.5], 0.7, 1.1, 3)),
}


def written(x):
    y = x * x
    c = np.cos(y)
    y[0] = 1.5
    return np.sum(c * np.sin(y))


def result_written(x):
    c = np.cos(x)
    c[1:] *= x[1:]
    return np.sum(c * np.sin(x))


def rebound(a):
    c = math.cos(a)
    y = c * c
    a = a * a
    c = c + 1.0
    return c * math.sin(a) + y


def of_the_pass_before(a, n):
    y = 0.0
    for _ in range(n):
        s = math.sin(a)
        a = 0.5 * a + y
        c = math.cos(a)
        y = s * c * a
    return y


def in_a_branch(a, b):
    c = 0.0
    if b > 0:
        c = math.cos(a)
    return c * math.sin(a) * math.sin(a)


KEPT = {
    "an operand that is written": (written, (X,), "np.cos("),
    "a result that is written": (result_written, (X,), "np.cos("),
    "an operand that is rebound": (rebound, (0.3,), "math.cos("),
    "a value of the pass before": (of_the_pass_before, (0.3, 3), "math.cos("),
    "a value that a branch may not compute": (in_a_branch, (0.3, -1.0), "math.cos("),
}


def reverse(function, args):
    """The reverse sweep."""
    return grad(function).source(*args).partition("# reverse sweep")[2]


def agrees(function, args):
    """The gradient by small steps."""
    found = np.ravel(grad(function)(*args)[1])
    first = args[0]
    step = 1e-6
    for place in range(len(found)):
        ends = []
        for sign in (1, -1):
            moved = np.array(first, float)
            moved.flat[place] += sign * step
            given = moved.tolist() if isinstance(first, list) else moved
            given = float(moved) if isinstance(first, float) else given
            ends.append(function(given, *args[1:]))
        np.testing.assert_allclose(found[place], (ends[0] - ends[1]) / (2 * step), rtol=1e-7)


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    function, args = FIRES[name]
    text = reverse(function, args)
    assert not any("cos(" in line.partition("#")[0] for line in text.splitlines())
    assert not any("sin(" in line.partition("#")[0] for line in text.splitlines())
    agrees(function, args)


@pytest.mark.parametrize("name", KEPT)
def test_does_not_fire(name):
    function, args, text = KEPT[name]
    assert any(text in line.partition("#")[0] for line in reverse(function, args).splitlines())
    agrees(function, args)


@pytest.mark.parametrize(("function", "call"), [(polar, "np.hypot"), (limited, "np.sign")])
def test_lengths_and_signs(function, call):
    lines = reverse(function, (X, Y)).splitlines()
    assert not any(call in line.partition("#")[0] for line in lines)
    agrees(function, (X, Y))


def unread_sign(x):
    s = np.sign(x)
    return np.sum(np.abs(x)) + s[0]


def test_signs_that_are_not_read_are_computed_again():
    """To hold them longer would cost memory, and they cost little."""
    assert "np.sign" in reverse(unread_sign, (X,))


def test_no_record_of_what_nobody_reads():
    """The operand of sine and cosine is not needed beside them."""
    assert "a_tape" not in grad(of_a_pass).source(*FIRES["of what each pass makes"][1])


def once(x):
    return x - 0.05 * x * x


def four_times(x):
    return once(once(once(once(x))))


def sixteen_times(x):
    return four_times(four_times(four_times(four_times(x))))


def of_what_is_long_to_write_out(x):
    y = sixteen_times(sixteen_times(sixteen_times(x)))
    return math.sin(y) * math.cos(y)


def test_operands_are_not_written_out():
    """Each of the numbers is read twice: written out, the last one has 2 ** 48 terms."""
    lines = reverse(of_what_is_long_to_write_out, (1.5,)).splitlines()
    assert not any("cos(" in line.partition("#")[0] for line in lines)
    agrees(of_what_is_long_to_write_out, (1.5,))
