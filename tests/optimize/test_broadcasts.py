"""Tangents that need not be broadcast."""

import pytest

from srcgrad.ir.text import listing
from srcgrad.optimize.axes.broadcasts import drop_broadcasts
from tests.fragments import Fragment

SPREAD = "d_dot = x_dot if x_dot.shape == d.shape else np.broadcast_to(x_dot, d.shape)"
KINDS = "d x p q: [n, m]; r: [n]; single: f4[n, m]; free: matrix; value t: real"


def after(text, ends="r_dot"):
    fragment = Fragment(text, 0, "", KINDS, ends)
    before = listing(fragment.reverse)
    fragment.run(drop_broadcasts)
    return before, listing(fragment.reverse)


FIRES = {
    f"{SPREAD}\nr_dot = np.sum(d * d_dot, axis=1)": "r~dot = np.sum(d * x~dot, axis=1)",
    f"{SPREAD}\nr_dot = p + d_dot": "r~dot = p + x~dot",
    f"{SPREAD}\nr_dot = d_dot / 2 * d": "r~dot = (x~dot / 2) * d",
    "d_dot = np.full_like(d, -value_dot)\nr_dot = d * d_dot": "r~dot = d * (-value~dot)",
    f"{SPREAD}\nfor k in range(3):\n    r_dot = d_dot * d": (
        "for k in range(3):\n    r~dot = x~dot * d"
    ),
}


@pytest.mark.parametrize("text", FIRES)
def test_fires(text):
    assert FIRES[text] == after(text)[1]


STAYS = {
    "alone": f"{SPREAD}\nr_dot = np.sum(d_dot, axis=1)",
    "returned": f"{SPREAD}\nr_dot = d_dot",
    "beside what may have another shape": f"{SPREAD}\nr_dot = free * d_dot",
    "beside itself": f"{SPREAD}\nr_dot = d_dot * d_dot",
    "in an operation that looks at both": f"{SPREAD}\nr_dot = d_dot @ d",
    "its shape is asked": f"{SPREAD}\nr_dot = d * d_dot\np_dot = np.zeros(d_dot.shape)",
    "bound twice": f"{SPREAD}\nr_dot = d * d_dot\n{SPREAD}\nr_dot = p * d_dot",
    "what it is made of is bound anew": f"x_dot = p\n{SPREAD}\nx_dot = q\nr_dot = d * d_dot",
    "read before": f"for k in range(3):\n    r_dot = d * d_dot\n    {SPREAD}",
    "of another precision": (
        "single_dot = np.full_like(single, -value_dot)\nr_dot = single * single_dot"
    ),
    "another shape is asked for": (
        "d_dot = x_dot if x_dot.shape == d.shape else np.broadcast_to(x_dot, p.shape)\n"
        "r_dot = d * d_dot"
    ),
    "no tangent": SPREAD.replace("d_dot =", "q =") + "\nr_dot = d * q",
}


@pytest.mark.parametrize("name", STAYS)
def test_stays(name):
    before, found = after(STAYS[name])
    assert before == found
