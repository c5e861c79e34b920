"""Factors whose product has a name."""

import pytest

from srcgrad.ir.text import listing
from srcgrad.optimize.repeated.known_factors import read_factors
from tests.fragments import Fragment

KINDS = "y a b t x: real; u v w: vector; i j n: int; c d z: complex; k: float64"


def rewritten(text, forward=1):
    fragment = Fragment(text.replace("; ", "\n"), forward, "", KINDS)
    fragment.run(read_factors)
    return listing(fragment.reverse)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("y = a * b; x_bar = t * a * b", "x~bar = t * y"),
        ("y = b * a; x_bar = t * a * b", "x~bar = t * y"),
        ("k = a * b; x_bar = np.sin(t * a * b) / t", "x~bar = np.sin(t * k) / t"),
        ("y = a * b; x_bar += -(t * 2 * a * b)", "x~bar += -((t * 2) * y)"),
    ],
)
def test_the_product_is_read(text, after):
    assert rewritten(text) == after


@pytest.mark.parametrize(
    "text",
    [
        "y = a * b; x_bar = t * a / b",
        "y = a + b; x_bar = t * a * b",
        "y = a * b; x_bar = t * (a * b)",
        "y = a * b; y = 2.0; x_bar = t * a * b",
        "u = v * w; x_bar = t * v * w",  # what nobody reads of it may be infinite
        "z = c * d; x_bar = t * c * d",
        "y = a * b; x_bar = t * a * b; t = np.minimum(y, 3.0)",
        "y = a * b; x_bar = t * a * b; t = min(y, 3.0)",
    ],
)
def test_otherwise_as_it_was(text):
    plain = Fragment(text.replace("; ", "\n"), 1, "", KINDS)
    assert rewritten(text) == listing(plain.reverse)


@pytest.mark.parametrize("again", ["a = 2.0", "b = 2.0", "y = 2.0"])
def test_not_where_a_name_is_bound_again(again):
    first = "a = t; b = t; y = a * b; "
    assert rewritten(f"{first}x_bar = t * a * b", 3) == "x~bar = t * y"
    assert rewritten(f"{first}x_bar = t * a * b; {again}", 3).startswith("x~bar = (t * a) * b")
    assert rewritten(f"{first}{again}; x_bar = t * a * b", 3).endswith("x~bar = (t * a) * b")
