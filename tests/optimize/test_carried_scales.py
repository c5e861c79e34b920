"""Numbers that scale what is made with another one."""

import pytest

from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.carried_scales import carry_scales
from tests.fragments import Fragment

KINDS = "q t s u x z: vector; f: single; a b c: real; n i: int; r: float64; j k: integers"


def carried(text, forward=0, ends=""):
    """The reverse sweep after the pass."""
    fragment = Fragment(text.replace("; ", "\n"), forward, "", KINDS, ends)
    fragment.run(carry_scales)
    return listing(fragment.reverse)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("q_bar = t * 3; x_bar = q_bar * 0.5 + s", "q~bar = t * 1.5\nx~bar = q~bar + s"),
        ("q_bar = 3 * t; x_bar = q_bar * 0.5 + s", "q~bar = 1.5 * t\nx~bar = q~bar + s"),
        ("q_bar = t * (4 * s); x_bar = q_bar / 2 + s", "q~bar = t * (2.0 * s)\nx~bar = q~bar + s"),
        ("q_bar = t * 3 / s; x_bar = s * q_bar * 5", "q~bar = (t * 15) / s\nx~bar = s * q~bar"),
        ("q_bar = t * 3; x_bar = q_bar * (5 * s)", "q~bar = t * 15\nx~bar = q~bar * s"),
        ("q_bar = -(t * 3); x_bar = s + 5 * q_bar", "q~bar = -(t * 15)\nx~bar = s + q~bar"),
        ("q_bar = t * 3 * s; x_bar = q_bar / 3 * u", "q~bar = t * s\nx~bar = q~bar * u"),
        ("a_bar = b * 3; c_bar = a_bar * 0.5 + b", "a~bar = b * 1.5\nc~bar = a~bar + b"),
        ("q_bar = t * 3; x_bar = q_bar * 0.5", "x~bar = t * 1.5"),
        ("q_bar = t * 3; x_bar += q_bar * 0.5", "q~bar = t * 1.5\nx~bar += q~bar"),
    ],
)
def test_a_pass_less(text, after):
    assert carried(text) == after


def test_one_after_another():
    text = "q_bar = t * 3; s_bar = q_bar * 5; x_bar = s_bar * 7 + u"
    assert carried(text) == "s~bar = t * 105\nx~bar = s~bar + u"


def test_the_root_of_a_number():
    text = "r = np.sqrt(4); q_bar = t * 3; x_bar = q_bar / r + s"
    assert carried(text, 1) == "q~bar = t * 1.5\nx~bar = q~bar + s"


def test_in_a_loop():
    loop = "for i in range(n):\n    q_bar = t * 3\n    x_bar += q_bar * 0.5"
    assert carried(loop) == loop.replace("3", "1.5").replace(" * 0.5", "").replace("_", "~")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("q_bar = t * 3; x_bar = q_bar * 0.5 + q_bar", ""),  # read twice
        ("q_bar = t * 3; x_bar = q_bar * 0.5 + s", "q_bar"),
        ("q_bar = t * s; x_bar = q_bar * 0.5 + s", ""),  # no number to take it
        ("q_bar = t * 3; x_bar = q_bar * a + s", ""),
        ("q_bar = t * 3; x_bar = 5 / q_bar", ""),
        ("q_bar = t * 3; x_bar = np.sum(q_bar) * 5", ""),
        ("q_bar = t * 3; x_bar = (q_bar + s) * 5", ""),
        ("q_bar = t + 3; x_bar = q_bar * 5", ""),
        ("q_bar = t / 3; x_bar = q_bar * 5", ""),
        ("q_bar = s / (t * 3); x_bar = q_bar * 5", ""),
        ("q_bar = t * 1e99; x_bar = q_bar * 1e99", ""),  # no more than a number can be
        ("q_bar = t * 3; q_bar += s; x_bar = q_bar * 0.5 + s", ""),
        ("q_bar = t * 3; q_bar[0] = a; x_bar = q_bar * 0.5 + s", ""),
        ("if a:\n    q_bar = t * 3\nx_bar = q_bar * 0.5 + s", ""),
        (
            "for i in range(n):\n    x_bar = q_bar * 0.5 + s\n    q_bar = t * 3",
            "",
        ),  # of the pass before
        ("q_bar = j * 3; x_bar = q_bar * 5", ""),  # of integers, which wrap round
        ("q_bar = t * 3; x_bar = q_bar * 0", ""),
    ],
)
def test_otherwise_as_it_was(text, ends):
    assert carried(text, ends=ends) == listing(
        Fragment(text.replace("; ", "\n"), 0, "", KINDS).reverse
    )
