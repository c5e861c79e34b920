"""What passes must leave alone: one condition of each does not hold."""

import pytest

from srcgrad.ir.text import listing
from tests.fragments import Fragment, block
from tests.optimize.test_pictures import rewriting

SUM = "w_bar = np.sum(z_bar * d, axis=0)\nl_bar = l_bar + w_bar * w"
SPARSE = "rows = np.arange(n)\ny_bar = np.zeros_like(p)\ny_bar[rows, labels] = t\n"
OUTER = "x y: [n]; v: [n]; m p: matrix; S: stack"
NUMBERS = "n i: int; test: bool; z u v w t t.1 a b: real"
VECTORS = "u v w: [n]; n: int; f: vectors; test: bool"
LATE = "u v s t: vector; k: real; i: integers; n j: int; f: vectors"
ANEW = "a b p q: [n]; total: float64; test: bool"
BRANCH = "h y t k: real; n i: int; test: bool"
ROOTS = "r q seed: real; x: [n]; n: int; i j: integers"
ROOT = "r_bar = seed * r\n"
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
    ("drop_copies", "the temporary is bound twice"): (
        NUMBERS, "t.1 = a\nu = 2 * t.1\nt.1 = b\nv = 2 * t.1", 0),
    ("drop_copies", "the value is bound twice"): (
        NUMBERS, "t.1 = 2 * a\nt.1 = 2 * b\nu = t.1", 0),
    ("drop_copies", "both names are the program's"): (NUMBERS, "z = 2 * a\nu = z", 0),
    ("drop_copies", "the loop may end in between"): (
        NUMBERS, "for i in range(n):\n    t.1 = 2 * a\n    if test:\n        break\n"
        "    u = t.1", 0),
    ("drop_copies", "the name gets another value"): (
        NUMBERS, "t.1 = 2 * a\nu = t.1\nu = 3 * a\nv = 2 * t.1", 0),
    ("drop_copies", "one name of the two is exchanged"): (
        NUMBERS, "t.1 = a\nb, t.1 = t.1, b\nu = 2 * t.1", 0),
    ("bind_once", "the first value has an effect"): (
        VECTORS, "u_bar = f.pop()\nu_bar = u_bar * 2", 0),
    ("bind_once", "another statement has an effect"): (
        VECTORS, "u_bar = v * 2\nw = f.pop()\nu_bar = u_bar * 2", 0),
    ("bind_once", "it is read twice"): (VECTORS, "u_bar = v * 2\nu_bar = u_bar * u_bar", 0),
    ("bind_once", "it is read in between"): (
        VECTORS, "u_bar = v * 2\nw_bar = u_bar * 3\nu_bar = u_bar * 2", 0),
    ("bind_once", "what it reads is bound in between"): (
        VECTORS, "u_bar = v_bar * 2\nv_bar = w * 3\nu_bar = u_bar * 2", 0),
    ("bind_once", "a name of the program's"): (VECTORS, "u = v * 2\nu = u * 2", 0),
    ("bind_once", "it would be wide"): (
        VECTORS, f"u_bar = {' + '.join('v' * 15)}\nu_bar = u_bar * ({' + '.join('w' * 15)})", 0),
    ("drop_late_copies", "the part is picked by indices"): (
        LATE, "t_bar = u_bar[i].copy()\ns_bar = t_bar * k", 0),
    ("drop_late_copies", "of an array of the program's"): (
        LATE, "t_bar = v[1:].copy()\ns_bar = t_bar * k", 0),
    ("drop_late_copies", "of a number"): (LATE, "t_bar = u_bar[1].copy()\ns_bar = t_bar * k", 0),
    ("drop_late_copies", "nobody reads it there"): (
        LATE, "for j in range(n):\n    t_bar = u_bar[1:].copy()\ns_bar = t_bar * k", 0),
    ("drop_late_copies", "it is changed"): (
        LATE, "t_bar = u_bar[1:].copy()\nt_bar[0] = k\ns_bar = t_bar * k", 0),
    ("drop_late_copies", "it is an index"): (
        LATE, "i_bar = u_bar[1:].copy()\nv[i_bar] = k\n", 0),
    ("drop_late_copies", "it is put into a list"): (
        LATE, "t_bar = u_bar[1:].copy()\nf[0] = t_bar", 0),
    ("drop_late_copies", "the last reader stores it as it is"): (
        LATE, "t_bar = u_bar[1:].copy()\nu_bar[:-1] = t_bar", 0),
    ("drop_late_copies", "the last reader stores a view of it"): (
        LATE, "t_bar = u_bar[1:].copy()\nu_bar[:-1] = np.reshape(t_bar, n)", 0),
    ("join_first", "the term has an effect"): (
        VECTORS, "u_bar = v * 2\nu_bar = u_bar + f.pop()", 0),
    ("join_first", "both terms change in between"): (
        VECTORS, "u_bar = v_bar * 2\nv_bar[0] = 1.0\nw_bar[0] = 1.0\nu_bar = u_bar + w_bar", 0),
    ("join_first", "of a matrix, which is added to in place"): (
        "u v w: matrix", "u_bar = v * 2\nu_bar += w", 0),
    ("join_first", "the sum would be longer than the vector"): (
        "u v: vector; w: matrix", "u_bar = v * 2\nu_bar += w", 0),
    ("join_first", "the term reads the adjoint"): (
        VECTORS, "u_bar = v * 2\nu_bar = u_bar + u_bar * 3", 0),
    ("join_first", "the loop may end in between"): (
        VECTORS, "u_bar = v * 2\nif test:\n    w = v\nu_bar = u_bar + w", 0),
    ("bind_anew", "the record is changed"): (
        ANEW, "p = a * b\np_kept = p.copy()\np /= total\np_kept[0] = 1.0\nt_bar = p_kept * 2", 5),
    ("bind_anew", "another name has the array"): (
        ANEW, "p = a * b\nq = p\np_kept = p.copy()\np /= total\nt_bar = p_kept * q", 4),
    ("bind_anew", "the array is given"): (
        ANEW, "p_kept = p.copy()\np /= total\nt_bar = p_kept * 2", 2),
    ("bind_anew", "it is a part of another"): (
        ANEW, "q = a * b\np = q[:]\np_kept = p.copy()\np /= total\nt_bar = p_kept * 2", 4),
    ("bind_anew", "it is changed in part first"): (
        ANEW, "p = a * b\np_kept = p.copy()\np[0] = 1.0\np /= total\nt_bar = p_kept * 2", 4),
    ("bind_anew", "it is changed in another block"): (
        ANEW, "p = a * b\np_kept = p.copy()\nif test:\n    p /= total\nt_bar = p_kept * 2", 3),
    ("bind_anew", "a power"): (
        ANEW, "p = a * b\np_kept = p.copy()\np **= total\nt_bar = p_kept * 2", 3),
    ("bind_anew", "of single precision, it would become double"): (
        "p a b: f4[n]; total: [n]", "p = a * b\np_kept = p.copy()\np /= total\n"
        "t_bar = p_kept * 2", 3),
    ("take_into_branches", "the loop may end there"): (
        BRANCH, "for i in range(n):\n    if test:\n        h_bar = 0.0\n    else:\n"
        "        h_bar = y_bar\n        break\n"
        "    t_bar = h_bar * h\n    y_bar += t_bar", 0),
    ("take_into_branches", "the other branch does not give it"): (
        BRANCH, "if test:\n    h_bar = 0.0\nelse:\n    y_bar = 0.0\nt_bar = h_bar * h\n"
        "y_bar += t_bar", 0),
    ("take_into_branches", "it is only a term of what is added"): (
        BRANCH, "if test:\n    h_bar = 0.0\nelse:\n    h_bar = y_bar\nt_bar = h_bar + h\n"
        "y_bar += t_bar", 0),
    ("take_into_branches", "it has no zero"): (
        BRANCH, "if test:\n    h_bar = 1.0\nelse:\n    h_bar = y_bar\nt_bar = h_bar * h\n"
        "y_bar += t_bar", 0),
    ("take_into_branches", "a function that is not linear"): (
        BRANCH, "if test:\n    h_bar = 0.0\nelse:\n    h_bar = y_bar\n"
        "t_bar = np.cos(h_bar)\ny_bar += t_bar", 0),
    ("take_into_branches", "it is read later"): (
        BRANCH, "if test:\n    h_bar = 0.0\nelse:\n    h_bar = y_bar\nt_bar = h_bar * h\n"
        "y_bar += t_bar\nk = h_bar", 0),
    ("take_into_branches", "a name of the program's is bound"): (
        BRANCH, "if test:\n    h_bar = 0.0\nelse:\n    h_bar = y_bar\nh = h_bar * h\n"
        "y_bar += h", 0),
    ("sink_terms", "both branches give a value"): (
        BRANCH, "if test:\n    h_bar = y_bar\nelse:\n    h_bar = k_bar\nt_bar += h_bar", 0),
    ("sink_terms", "it is bound a third time"): (
        BRANCH, "h_bar = t_bar\nif test:\n    h_bar = y_bar\nelse:\n    h_bar = 0.0\n"
        "t_bar += h_bar", 0),
    ("sink_terms", "it is read elsewhere"): (
        BRANCH, "if test:\n    h_bar = y_bar\nelse:\n    h_bar = 0.0\nt_bar += h_bar\n"
        "k_bar = h_bar", 0),
    ("sink_terms", "both are zero"): (
        BRANCH, "if test:\n    h_bar = 0.0\nelse:\n    h_bar = 0.0\nt_bar += h_bar", 0),
    ("find_exchanges", "the third name is read later"): (
        NUMBERS, "t = a\na = b\nb = t\nu = t", 4),
    ("find_exchanges", "a name is given twice"): (NUMBERS, "t = a\na = b\nb = a\na = t", 4),
    ("find_exchanges", "another order"): (NUMBERS, "t = a\nb = t\na = b", 3),
    ("use_numbers", "the list is bound twice"): (
        "parts: numbers; x: vector; seed: real; k: int",
        "parts_bar = [0.0] * len(parts)\nparts_bar = [0.0] * len(parts)\n"
        "x_bar = parts_bar[k] * x", 0),
    ("spell_negatives", "the number gets another value"): (
        NUMBERS, "t.1 = -a\na = 2 * b\nu = t.1 * v", 0),
    ("spell_negatives", "it is bound twice"): (
        NUMBERS, "t.1 = -a\nu = t.1 * v\nt.1 = -b\nw = t.1 * v", 0),
    ("spell_negatives", "an array"): (VECTORS, "t.1 = -u\nw = t.1 * v", 0),
    ("spell_negatives", "a test, which has no sign"): (NUMBERS, "t.1 = -test\nu = t.1 * v", 0),
    ("spell_negatives", "the program's own name"): (NUMBERS, "z = -a\nu = z * v", 0),
    ("divide_roots", "another root"): (
        ROOTS, f"{ROOT}x_bar = x * (r_bar / np.where(q, q, 1))", 0),
    ("divide_roots", "the root gets another value"): (
        ROOTS, f"{ROOT}r = q\nx_bar = x * (r_bar / np.where(r, r, 1))", 0),
    ("divide_roots", "the slope is bound anew, by a pass of a loop"): (
        ROOTS, f"{ROOT}for i in range(n):\n    x_bar = x * (r_bar / np.where(r, r, 1))\n"
        "    r_bar = q * seed", 0),
    ("divide_roots", "a sum has no such factor"): (
        ROOTS, "r_bar = seed + r\nx_bar = x * (r_bar / np.where(r, r, 1))", 0),
    ("divide_roots", "a product of integers, which may have wrapped round"): (
        ROOTS, "i_bar = i * j\nk_bar = i_bar / i", 0),
    ("divide_roots", "the magnitude of a complex number"): (
        "m seed: real; y: complex", "m = abs(y)\nm_bar = seed * m\ny_bar = m_bar * np.sign(y)", 1),
    ("divide_roots", "what the magnitude is of has been written since"): (
        "m y: [n]; q: real", "m = abs(y)\ny[0] = q\nm_bar = q * m\ny_bar = m_bar * np.sign(y)", 2),
    ("divide_roots", "the magnitude of another number"): (
        "m seed y x: real", "m = abs(x)\nm_bar = seed * m\ny_bar = m_bar * np.sign(y)", 1),
    ("subscribe", "the rank is not known"): (
        "u: matrix", "u_bar = np.expand_dims(t, 0)", 0),
    ("subscribe", "which axis, only the run knows"): (
        "t u: vector; n: int", "u_bar = np.expand_dims(t, n)", 0),
    ("subscribe", "a new axis twice"): (
        "t: vector; u: stack", "u_bar = np.expand_dims(t, (0, 0))", 0),
    ("subscribe", "more axes than read well"): (
        "t: stack; u: stack", "u_bar = np.expand_dims(t, 1)", 0),
    ("subscribe", "the other operand has fewer axes"): (
        "t u: vector", "u_bar = t[None, :] + u", 0),
    ("subscribe", "a product of matrices, which counts axes otherwise"): (
        "t: vector; u: matrix", "u_bar = t[None, :] @ u", 0),
    ("subscribe", "a part in a new axis"): (
        "t: vector; u: matrix", "u_bar = t[None, 1:] + u", 0),
}  # fmt: skip


@pytest.mark.parametrize(("name", "why"), STAYS)
def test_left_alone(name, why):
    kinds, text, forward = STAYS[name, why]
    fragment = Fragment(text, forward, "", kinds)
    fragment.run(rewriting(name)[0])
    assert listing(block(text)) == listing([*fragment.forward, *fragment.reverse])
