"""Quotients by products, multiplied by one of the factors."""

import pytest

from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.divided_products import divide_products
from tests.fragments import Fragment

KINDS = (
    "p h c x v_bar slope: real; s t: float64; a b q u w_bar: [n]; M N: [n, m]; z: [n, 1]; "
    "f: f4[n]; k: int; cplx: complex; scalar: float64"
)


def rewritten(text, forward=1, kinds=""):
    """The reverse sweep after the pass, and whether it says that something was changed."""
    fragment = Fragment(text, forward, "", f"{KINDS}; {kinds}")
    changed = fragment.run(divide_products)
    return listing(fragment.reverse), changed


def last(*args, **kwargs):
    text, changed = rewritten(*args, **kwargs)
    return text.splitlines()[-1] if changed else "as it was"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("p = 3 * h; p_bar = v_bar / p; h_bar = p_bar * 3", "h~bar = v~bar / h"),
        ("p = h * 3; p_bar = v_bar / p; h_bar = p_bar * 3", "h~bar = v~bar / h"),
        ("q = a * b; q_bar = w_bar / q; a_bar = q_bar * b", "a~bar = w~bar / a"),
        ("q = a * b; q_bar = w_bar / q; b_bar = q_bar * a", "b~bar = w~bar / b"),
        ("q = a / b; q_bar = v_bar / q; b_bar = -(q_bar / b) * q", "b~bar = (-v~bar) / b"),
        ("q = a / b; q_bar = v_bar / q; b_bar -= q_bar / b * q", "b~bar -= v~bar / b"),
        ("q = a * s; q_bar = w_bar / q; s_bar = np.vdot(q_bar, a)", "s~bar = np.sum(w~bar) / s"),
        ("q = a * s; q_bar = v_bar / q; s_bar = np.vdot(q_bar, a)", "s~bar = (v~bar * q.size) / s"),
        ("q = a / s; q_bar = w_bar / q; s_bar = np.vdot(q_bar, q)", "s~bar = np.sum(w~bar)"),
        (
            "p = 3 * h; p_bar = v_bar * (1 / p if p else 7.0); h_bar = p_bar * 3",
            "h~bar = v~bar * ((1 / h) if h else 7.0)",
        ),
    ],
)
def test_the_other_factor_divides(text, line):
    assert last(text.replace("; ", "\n")) == line


def test_products_of_three():
    text = "x = 3 * h\np = 5 * x\np_bar = v_bar / p\nx_bar = p_bar * 5\nh_bar = x_bar * 3"
    assert last(text, 2) == "h~bar = v~bar / h"


def test_in_a_loop_where_it_is_evaluated_again():
    text = (
        "for i in range(k):\n    h = h_tape.pop()\n    p = 3 * h\n    p_bar = v_bar / p\n"
        "    h_bar = p_bar * 3"
    )
    assert last(text, 0) == "    h~bar = v~bar / h"


@pytest.mark.parametrize(
    "text",
    [
        "p = c * h; p_bar = v_bar / p; h_bar = p_bar * c",  # c may be infinite, and h 0
        "p = 3 * h; p_bar = v_bar / p; h_bar = p_bar * 4",
        "p = 3 + h; p_bar = v_bar / p; h_bar = p_bar * 3",
        "p = 3 * h; p_bar = v_bar / p; h = 2.0; h_bar = p_bar * 3",
        "p = 3 * h; p_bar = v_bar / p; v_bar = 2.0; h_bar = p_bar * 3",
        "p = 3 * h; p_bar = v_bar / p; p = 2.0; h_bar = p_bar * 3",
        "q = 3 * a; q_bar = w_bar / q; a[0] = 1.0; a_bar = q_bar * 3",
        "q = a / b; q_bar = w_bar / q; a_bar = q_bar / a",
        "q = a / b; q_bar = w_bar / q; a_bar = -(q_bar / u) * q",
        "M = z * N; M_bar = v_bar / M; z_bar = M_bar * N",  # the quotient has a column alone
        "scalar = 3.0 * x; scalar_bar = v_bar / scalar; x_bar = scalar_bar * 3.0",  # x may be 0
        "p = 3 * h; p_bar = np.exp(v_bar) / p; h_bar = p_bar * 3",
        "cplx = 3 * h; cplx_bar = v_bar / cplx; h_bar = cplx_bar * 3",
        "p = 0 * h; p_bar = v_bar / p; h_bar = p_bar * 0",
        "p = x ** 3; p_bar = v_bar / p; slope = 3 * x; x_bar = p_bar * slope",
    ],
)
def test_otherwise_as_it_was(text):
    assert last(text.replace("; ", "\n")) == "as it was"


def test_the_types_are_kept():
    found, _ = rewritten("q = a * f\nq_bar = v_bar / q\nf_bar = q_bar * a")
    assert found.splitlines()[-1] == "f~bar = q~bar * a"  # `v_bar / f` would be of singles
