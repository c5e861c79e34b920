"""Zeros stored into zeros."""

import numpy as np
import pytest

from srcgrad import source
from srcgrad.ir.text import listing
from srcgrad.optimize.unneeded.zero_stores import drop_zero_stores
from tests.fragments import block

MADE = "y_dot = np.zeros_like(y)\n"


def left(text):
    found = block(MADE + text)
    drop_zero_stores(found)
    return listing(found)


@pytest.mark.parametrize("text", ["y_dot[0] = 0.0", "y[0] = t\ny_dot[0] = 0.0", "y_dot[1:] = 0"])
def test_gone(text):
    assert "y~dot[" not in left(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("y_dot[:] = t\ny_dot[0] = 0.0", id="something was stored before"),
        pytest.param("z = y_dot[1:]\ny_dot[0] = 0.0", id="it has another name"),
        pytest.param("y_dot[0] = -0.0", id="the other zero"),
        pytest.param("y_dot[0] = t", id="a value"),
        pytest.param("z_dot[0] = 0.0", id="another array"),
        pytest.param("y_dot = z\ny_dot[0] = 0.0", id="the name has another array"),
        pytest.param("for i in range(n):\n    y_dot[i] = 0.0", id="a pass after another"),
    ],
)
def test_stays(text):
    assert listing(block(MADE + text)) == left(text)


def test_an_array_of_the_program_keeps_its_stores():
    text = "y = np.zeros(n)\ny[0] = 0.0"
    found = block(text)
    drop_zero_stores(found)
    assert listing(found) == listing(block(text))


def decay(rate, steps):
    y = np.zeros(steps)
    y[0] = 1.0
    for i in range(1, steps):
        y[i] = y[i - 1] * rate
    return np.sum(y)


def test_of_a_whole_program():
    text = source(decay, 0.5, 4, mode="forward")
    assert "y_dot = np.zeros" in text
    assert "y_dot[0] =" not in text
