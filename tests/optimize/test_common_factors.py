"""Multiples of one array that become one product, and sums that stay."""

import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.common_factors import add_up_factors
from tests.fragments import block, kinds

KINDS = "u v: vector; w: single; n: integers; f g seed: real; q: float64; z: complex; i: int"


def added_up(text):
    found = block(text)
    add_up_factors(found, Facts(kinds=kinds(KINDS)))
    return listing(found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("u_bar = v_bar * f - v_bar * g", "u~bar = v~bar * (f - g)"),
        ("u_bar = f * v_bar + v_bar", "u~bar = v~bar * (f + 1)"),
        ("u_bar = v_bar - v_bar * -f", "u~bar = v~bar * (1 + f)"),
        ("u_bar = v_bar * -f + v_bar", "u~bar = v~bar * (1 - f)"),
        ("u_bar = v_bar * -f - v_bar", "u~bar = v~bar * ((-f) - 1)"),
        ("u_bar += w_bar * f + w_bar * 0.5 + u * v", "u~bar += (w~bar * (f + 0.5)) + (u * v)"),
        ("u_bar = v_bar * (f / g) + v_bar", "u~bar = v~bar * ((f / g) + 1)"),
        ("u_bar = v_bar * f + v_bar * g - v_bar", "u~bar = v~bar * ((f + g) - 1)"),
        ("x = u * v + v_bar - v_bar * f", "x = (u * v) + (v~bar * (1 - f))"),
        ("x = u - v_bar * f + v_bar * g", "x = u - (v~bar * (f - g))"),
        ("x = u - v_bar * f - v_bar", "x = u - (v~bar * (f + 1))"),
        ("u_bar[1:] = np.roll(v_bar - v_bar * f, 1)", "u~bar[1:] = np.roll(v~bar * (1 - f), 1)"),
    ],
)
def test_becomes_one_product(before, after):
    assert after == added_up(before)


@pytest.mark.parametrize(
    "text",
    [
        "u_bar = v_bar * f - u * g",  # two arrays
        "u_bar = v_bar + v_bar",  # no number at all
        "u_bar = n * f + n * g",  # NumPy's integers
        "u_bar = v_bar * q + v_bar * f",  # a number of NumPy's warns where Python's does not
        "u_bar = v_bar * z + v_bar * f",
        "u_bar = v_bar * i + v_bar * f",  # may be too large for a float
        "u_bar = v_bar * u + v_bar * f",  # an array of factors
        "u_bar = v_bar / f + v_bar * g",
        "f_bar = f * seed + f * g",  # numbers
    ],
)
def test_stays(text):
    before = listing(block(text))
    assert before == added_up(text)
