"""Two numbers that scale an array are one, where their product is sure to be a number like them."""

import numpy as np
import pytest

from srcgrad import grad, source
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.one_scale import scale_once
from tests.fragments import Fragment

KINDS = "x z: vector; a b: real; s: float64; n: int"


def scaled(text):
    fragment = Fragment(f"y_bar = {text}", 0, "", KINDS, "y_bar")
    fragment.run(scale_once)
    return listing(fragment.reverse).removeprefix("y~bar = ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x * 3.0 * 0.5", "x * 1.5"),
        ("x * 3.0 * 0.7", "x * (3.0 * 0.7)"),
        ("x * 3.0 * 0.7 * 2", "x * ((3.0 * 0.7) * 2)"),
        ("x * (1 / 3) * 7", "x * (7 / 3)"),
        ("x * 7 * (1 / 3)", "x * (7 / 3)"),
        ("x * (2 / 3) * 7", "x * ((2 / 3) * 7)"),
        ("x * a * 3", "x * (a * 3)"),
        ("x * 3 * a", "x * (a * 3)"),
        ("x * 0.3 * a", "x * (a * 0.3)"),
        ("x * -0.25 * a", "x * (a / -4)"),
        ("x * (1 / 3) * a", "x * (a / 3)"),
        ("x * a * (3 * z)", "(x * (a * 3)) * z"),
        ("x * 0.5 * (3 * z)", "(x * 1.5) * z"),
        ("a * (3 * z ** 2)", "(a * 3) * (z ** 2)"),
        ("2 * (x * 0.5 / z)", "x / z"),
        ("3 * (a / z)", "(a * 3) / z"),
        ("x * 2 * a * 3", "x * ((a * 2) * 3)"),
    ],
)
def test_one_pass(before, after):
    assert after == scaled(before)


@pytest.mark.parametrize(
    "text",
    [
        "x * a * b",  # both may be very small
        "x * s * 3",  # NumPy's number warns where it overflows
        "x * n * 3",  # may be larger than any float
        "a * 3 * 0.7",  # a product of numbers costs no pass
        "x * 1e-60 * 1e-60",
        "x * a * 1e-200",
        "x * a * 0.0",
        "x * a / 3",
        "x * 3 * z",
        "3 * x",
        "3 * x / z",
    ],
)
def test_stays(text):
    assert text == scaled(text).replace("((", "(").replace("(", "").replace(")", "")


def weighed(x, h):
    y = 845 * x / 4104
    return np.sum((y + h * x / 32) ** 2) * 1e-3


def test_as_by_hand():
    """The gradient agrees with that by hand, and goes over each array once for its factors."""
    x, h = np.linspace(-1.0, 2.0, 7), 0.3
    x_bar = grad(weighed)(x, h)[1]
    np.testing.assert_allclose(x_bar, 2e-3 * (845 / 4104 + h / 32) ** 2 * x, rtol=1e-14)
    text = source(weighed, x, h)
    assert "* (845 / 4104)" in text and "* (h / 32)" in text
