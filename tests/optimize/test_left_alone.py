"""What passes must leave alone: one condition of each does not hold."""

import pytest

from srcgrad.ir.text import listing
from tests.fragments import Fragment, block
from tests.optimize.test_pictures import rewriting

SUM = "w_bar = np.sum(z_bar * d, axis=0)\nl_bar = l_bar + w_bar * w"
SPARSE = "rows = np.arange(n)\ny_bar = np.zeros_like(p)\ny_bar[rows, labels] = t\n"
OUTER = "x y: [n]; v: [n]; m p: matrix; S: stack"
STAYS = {  # by pass: kinds, statements, and how many of them are the forward sweep
    ("lighten", "zeros of the program's"): (
        "z: vector; n i: int", "for i in range(n):\n    z = np.zeros_like(z)", 0),
    ("drop_defaults", "a call of the program's"): (
        "x y: vector", "x = np.roll(y, -1, None)", 0),
    ("gather_numbers", "the array is shorter than what the number is spread over"): (
        "t: real; v: [m]; total: [n, m]", "w_bar = np.full_like(total, t) * v", 0),
    ("gather_numbers", "and so on the other side"): (
        "t: real; v: [m]; total: [n, m]", "w_bar = v * np.full_like(total, t)", 0),
    ("join_parts", "the first term reads the array"): (
        "q: vector; a b: real", "q_bar[1:] += q_bar[0] * a\nq_bar[1:] += b", 0),
    ("join_parts", "the second statement multiplies"): (
        "q: vector; a b: real", "q_bar[1:] += a\nq_bar[1:] *= b", 0),
    ("scale_sums", "single precision"): (
        "z d: f4[n, m]; w l: f4[m]", f"z = d * w\n{SUM}", 1),
    ("scale_sums", "the sum is over another axis"): (
        "z d: [n, n]; w l: [n]", f"z = d * w\n{SUM.replace('axis=0', 'axis=1')}", 1),
    ("use_plain_forms", "an outer product by a vector"): (
        OUTER, "a_bar = np.outer(x, y) @ v", 0),
    ("use_plain_forms", "a vector by an outer product"): (
        OUTER, "a_bar = v @ np.outer(x, y)", 0),
    ("use_plain_forms", "an outer product by a stack"): (
        OUTER, "a_bar = np.outer(x, y) @ S", 0),
    ("use_plain_forms", "three matrices, of any lengths"): (
        OUTER, "a_bar = m @ p @ m", 0),
    ("turn_signs", "the name is bound a second time"): (
        "d e f x y: vector",
        "d_bar = -e_bar\nx_bar += d_bar * e\nd_bar = -f_bar\ny_bar += d_bar", 0),
    ("sum_sparse", "the sum of another array"): (
        "p y z: [n, m]; rows labels: i8[n]; t s: [n]; n: int",
        f"{SPARSE}s_bar = np.sum(z_bar, axis=1)", 1),
    ("sum_sparse", "the sums along the counted axis"): (
        "p y: [n, m]; rows labels: i8[n]; t: [n]; s: [m]; n: int",
        f"{SPARSE}s_bar = np.sum(y_bar, axis=0)", 1),
    ("shorten_terms", "two products of different vectors"): (
        "u v: [n]; r: real", "r_dot = u_dot @ u + v @ u_dot", 0),
    ("merge_scales", "the name is bound a second time"): (
        "e product d: vector; seed: real",
        "e_bar = seed * 2 * e\nproduct_bar = e_bar * 0.5\ne_bar = product_bar", 0),
    ("merge_scales", "what is scaled is read elsewhere"): (
        "e product d: vector; seed: real",
        "e_bar = seed * 2 * e\nproduct_bar = e_bar * 0.5\nd_bar = e_bar * d", 0),
    ("merge_scales", "the factor is no power of two"): (
        "e product: vector; seed: real", "e_bar = seed * 2 * e\nproduct_bar = e_bar * 0.3", 0),
    ("fill_lists", "what is added is an array"): (
        "xs: numbers; y: vector",
        "xs_bar = [0.0] * len(xs)\nxs_bar = [a + y_bar for a in xs_bar]", 0),
    ("drop_kept_axes", "it is added to one row"): (
        "u v: matrix; part: [n, 1]; k: int",
        "part_bar = np.sum(u * v, axis=1, keepdims=True)\nv_bar[k, None] += part_bar", 0),
    ("join_subscripts", "a list of places"): (
        "x: matrix; y: vector; i: int", "y_bar = x_bar[i][[0, 1]]", 0),
    ("bind_anew", "a shape that may be another"): (
        "a b p total: matrix", "p = a * b\np_kept = p.copy()\np /= total\nt_bar = p_kept * 2", 3),
    ("keep_elements", "stores of the program's"): (
        "r: vector; t q: float64; i: int", "r[i] = t\nr[i] = q", 0),
    ("contract_tangents", "sums of the program's"): (
        "x y: [n]; value: real", "value = np.sum(x * y)", 0),
}  # fmt: skip


@pytest.mark.parametrize(("name", "why"), STAYS)
def test_left_alone(name, why):
    kinds, text, forward = STAYS[name, why]
    fragment = Fragment(text, forward, "", kinds)
    fragment.run(rewriting(name)[0])
    assert listing(block(text)) == listing([*fragment.forward, *fragment.reverse])
