"""What is not selected has derivative zero, though its own derivative is infinite."""

import math

import numpy as np

from tests.programs.case import Program

Z = np.array([0.0, 1.0, -1.0, 2.0])
P = np.array([0.0, 1.0, 3.0, 2.0])


def scalar_by_where(x):
    return np.where(x[0] > 0.5, np.log(x[0]), x[1])


def array_by_where(x):
    return np.sum(np.where(x > 0.5, np.log(x), 0.0))


def reciprocal_by_where(x):
    return np.sum(np.where(np.abs(x) > 0.5, 1 / x, 0.0))


def quotient_by_where(x, n):
    return np.sum(np.where(x > 5.0, x / n, 1.0))


def argument_by_where(x):
    return np.sum(np.sqrt(np.where(x > 0.5, x, 1.0)))


def where_of_where(x):
    t = np.log(x)
    u = np.where(x > 0.5, t, 0.0)
    return np.sum(u * 2) + np.sum(np.where(x > 0.5, t, 1.0) * u)


def by_mask(x):
    y = np.zeros(4)
    m = x > 0.5
    y[m] = np.sqrt(x[m])
    return np.sum(y)


def overwritten_by_mask(x):
    y = np.log(x)
    y[x <= 0.5] = 0.0
    return np.sum(y)


def overwritten_by_element(x):
    y = np.sqrt(x)
    y[0] = 1.0
    z = y[1:]
    z[1] = 2.0
    return np.sum(y)


def by_maximum(x):
    return np.sum(np.maximum(np.sqrt(np.abs(x)), 3.0) * x)


def by_slice(x):
    return np.sum((1 / x)[1:])


def by_element(x):
    return np.log(x)[1] * 2.0 + np.sqrt(x)[3] + (x / x)[1]


def by_element_in_branch(x):
    y = 1 / x
    s = 0.0
    for i in range(4):
        if abs(x[i]) > 0.5:
            s += y[i]
    return s


def by_element_into_list(x):
    t = 1 / x
    values = []
    for i in range(4):
        values.append(t[i])
    return values[1] + values[3]


def by_unpacking(x):
    a, b, c, d = np.sqrt(x)
    return b + d


def by_take(x):
    return np.take(np.sqrt(x), [1, 3]).sum()


def by_reshape_and_row(x):
    return np.log(x).reshape(2, 2)[1].sum()


def by_conditional_expression(x):
    s = 0.0
    for i in range(4):
        s += math.sqrt(x[i]) if x[i] > 0.5 else 0.0
    return s


def by_branch_and_store(x):
    y = np.empty(4)
    for i in range(4):
        if x[i] > 0.5:
            y[i] = np.sqrt(x[i])
        else:
            y[i] = 0
    return np.sum(y)


def huber_of_no_width(x, width, n):
    """Quotients by integers that are zero, where nothing is chosen of them."""
    d = np.abs(x)
    small = np.where(d < width, 0.5 * d**2 / width, d - 0.5 * width)
    y = x * x
    y[d < width] /= n + 1
    return np.sum(small + np.where(y < width, np.sin(x) / (width * n), y))


def by_select(x):
    return np.sum(np.select([x > 0.5], [np.sqrt(x)], 0.0))


def root_read_in_a_branch(x):
    r = np.sqrt(x)
    s = np.log(np.sum(x))
    if x[1] > 0.5:
        return np.sum(x) * 2.0
    return np.sum(r) * s


def logs_of_sums(x, shifted):
    total = np.sum(np.exp(shifted), axis=1)
    return np.sum(np.where(total > 0.0, np.log(total), 0.0)) + np.sum(x)


def logs_of_softmax(x):
    shifted = x - x.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    most = np.max(x, axis=0)
    return logs[1, 0] + np.log(np.sum(np.exp(x - most), axis=0))[1]


def logs_without_a_shift(x):
    return logs_of_sums(x, x - 900.0)


def logs_shifted_along_the_other_axis(x):
    return logs_of_sums(x, x - x.max(axis=1))


def logs_shifted_by_a_copy_that_changes(x):
    y = x.copy()
    most = y.max(axis=1, keepdims=True)
    y -= 2000.0
    return logs_of_sums(x, y - most)


def logs_shifted_by_an_earlier_largest(x):
    result = 0.0
    for t in range(3):
        y = x - 2000.0 * t
        if t > 0:
            total = np.sum(np.exp(y - most), axis=1)  # noqa: F821 - of the pass before
            result += np.sum(np.where(total > 0.0, np.log(total), y[:, 0]))
        most = y.max(axis=1, keepdims=True)
    return result


def roots_of_the_larger(x):
    roots = np.sqrt(np.maximum(x, 0.0)) + np.minimum(np.fmax(x - 1.5, 0.0), 1.0) ** 0.5
    return np.sum(roots * np.arange(1, 5)) + np.sqrt(np.abs(x[1] - 3.0))


def angles_of_the_clipped(x):
    scaled = 2.0 * np.clip(x, -0.6, 0.9) / 1.6
    return np.sum(np.arccos(np.clip(x, -1.0, 1.0))) + np.sum(np.arcsin(np.minimum(scaled, 1.0)))


def roots_where_stored(x):
    y = np.zeros(4)
    chosen = x > 0.1
    y[chosen] = x[chosen]
    return np.sum(np.sqrt(y) * np.arange(1, 5)) + np.sum(np.where(x > 0.1, x, 0.0) ** 0.75)


def root_of_the_larger_number(x):
    s = math.sqrt(max(x[0], 0.0)) + x[1]
    for v in x:
        s += np.sqrt(np.maximum(v, 0.0)) * v
    return s


def logs_left_out(x):
    logs = np.log(np.abs(x))
    kept = np.sum(logs, where=x > 0.5) + np.max(logs) * np.median(logs)
    first, rest = np.split(np.sort(logs), [1])
    return kept + np.sum(np.diff(rest)) + np.cumsum(rest)[-1] + np.sum(np.delete(logs, 0))


def logs_in_a_list(x):
    logs = [np.log(np.abs(v)) for v in x]
    s = max(logs) * logs[3]
    for v, log in zip(x, logs):
        if v > 0.5:
            s += log * v
    return s + sum(log for log in logs if log > -1.0)


def roots_popped(x):
    roots = []
    for v in x:
        roots.append(np.sqrt(v))
    s = 0.5
    while len(roots) > 1:
        s += roots.pop() * s
    return s


def roots_until_a_break(x):
    roots = [np.sqrt(v) for v in x]
    roots.reverse()
    s = x[0]
    for k, root in enumerate(roots):
        if k == 3:
            break
        s += root**3
    return s


def quotients_in_rows(x):
    rows = []
    for k in range(4):
        rows.append(x / x[k])
    s = 0.0
    for k in range(4):
        if x[k] > 0.5:
            s += np.sum(rows[k])
    return s


def misfit_where_observed(x, seen, observed):
    r = (x - seen) * x[0]
    kept = r * x
    kept[~observed] = 0.0
    return np.sum(np.where(observed, r * r, 0.0)) + np.sum(r[observed] * x[observed]) + np.sum(kept)


def root_of_the_larger_python_number(x):
    return max(x[0] - 3.0, 0.0) ** 0.5 + x[1] * x[1]


def magnitudes_to_the_first_power(x):
    return np.sum(np.power(np.abs(x), 1.0)) + np.mean(np.clip(x, -1.0, 1.0) ** 1.0)


ROOTED = np.array([-0.7, 2.2, -1.3, 0.4])
SMALL = np.array([[1000.0, 0.0], [-5.0, -2000.0]])


def leaky(x):
    return np.sum(np.where(x > 0, x, 0.1 * x) ** 2)


def steep(x):
    return np.sum(np.where(x > 0, 3.0 * x, -x) ** 3)


def leaky_by_rows(x, y):
    return np.sum(np.where(y > 0, x, -0.5 * x) ** 2 * y)


def mirrored(x, u, n):
    for _ in range(n):
        x = x + 0.3 * u
        out = np.abs(x) > 1.0
        u = np.where(out, -u, u)
        x = np.where(out, 0.9 * x, x) * u
    return np.sum(x * x)


def one_number_for_all(x, y):
    return np.sum(np.where(y > 0, x, -x) * y)


def infinite_on_the_other_side(x):
    t = np.where(x > 0.5, x, 0.0)
    return np.sum(np.where(x > 0.5, np.log(x), -t) + np.where(x > 0.5, t, 0.5 * x))


PROGRAMS = [
    *(
        Program(function, (ROOTED,))
        for function in (
            roots_of_the_larger,
            angles_of_the_clipped,
            roots_where_stored,
            root_of_the_larger_number,
            magnitudes_to_the_first_power,
        )
    ),
    Program(logs_of_softmax, (SMALL / 500.0,)),
    Program(logs_shifted_by_an_earlier_largest, (SMALL / 500.0,)),
    Program(logs_without_a_shift, (SMALL,)),
    Program(logs_shifted_along_the_other_axis, (SMALL,)),
    Program(logs_shifted_by_a_copy_that_changes, (SMALL,)),
    Program(root_read_in_a_branch, (P,)),
    Program(scalar_by_where, (Z,)),
    Program(array_by_where, (Z,)),
    Program(reciprocal_by_where, (Z,)),
    Program(quotient_by_where, (P, 0.0), wrt=(0, 1)),
    Program(argument_by_where, (Z,)),
    Program(where_of_where, (Z,)),
    Program(by_mask, (Z,)),
    Program(overwritten_by_mask, (Z,)),
    Program(overwritten_by_element, (P,)),
    Program(by_maximum, (P,)),
    Program(by_slice, (Z,)),
    Program(by_element, (P,)),
    Program(by_element_in_branch, (Z,)),
    Program(by_element_into_list, (Z,)),
    Program(by_unpacking, (P,)),
    Program(by_take, (P,)),
    Program(by_reshape_and_row, (P,)),
    Program(by_conditional_expression, (Z,)),
    Program(by_branch_and_store, (Z,)),
    Program(by_select, (Z,)),
    Program(root_of_the_larger_python_number, (Z,)),
    Program(
        misfit_where_observed,
        (Z + 0.3, np.array([1.0, np.nan, 2.0, np.inf]), np.array([True, False, True, False])),
    ),
    Program(logs_in_a_list, (Z,)),
    Program(roots_popped, (P,)),
    Program(roots_until_a_break, (P,)),
    Program(quotients_in_rows, (Z,)),
    Program(leaky, (Z + 0.1,)),
    Program(leaky, (np.outer(Z + 0.1, P + 0.5),), name="leaky_matrix"),
    Program(leaky, ((Z + 0.1).astype("f4"),), name="leaky_in_single_precision", error_scale=1e6),
    Program(steep, (Z + 0.1,)),
    Program(leaky_by_rows, (np.outer(Z + 0.1, P), Z - 0.2), wrt=(0, 1)),
    Program(mirrored, (Z + 0.05, P, 3), wrt=(0, 1)),
    Program(one_number_for_all, (0.7, Z + 0.1), wrt=(0, 1)),
    Program(one_number_for_all, (np.array([0.7]), Z + 0.1), wrt=(0, 1), name="one_for_all"),
    Program(infinite_on_the_other_side, (Z,)),
    Program(huber_of_no_width, (Z, 0, -1)),
    Program(logs_left_out, (np.array([0.0, 1.0, -1.5, 2.0]),)),
]

REFUSED = {}
