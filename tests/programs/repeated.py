"""Expressions that a program computes more than once; operations of an array with itself."""

import numpy as np

from tests.programs.case import Program, positive, signed


def product_in_two_lines(h, p):
    s = (h @ p) @ h
    g = np.outer(p @ h, h @ p)
    return np.sum(g) * s + np.cos(s) * np.cos(s)


def after_the_operand_changed(x):
    y = x * x
    s = np.sum(np.sin(y))
    y[0] = 2.0 * x[1]
    return s + np.sum(np.sin(y) * np.sin(y))


def after_a_view_of_the_operand_changed(x):
    y = x * x
    v = y[1:]
    s = np.sum(np.exp(y) * y)
    v[0] *= x[0]
    return s + np.sum(np.exp(y))


def after_the_name_was_bound_anew(x):
    s = 0.0
    for i in range(3):
        s = s + np.sum(np.sin(x))
        x = x * np.sin(x)
    return s


def both_are_returned(x):
    return np.sin(x) * 1.0, np.sin(x) * 1.0


def one_is_written(x):
    y = np.sin(x)
    z = np.sin(x)
    z[0] = x[1]
    return np.sum(y * z)


def parts_of_one_are_written(x):
    rows = [np.sin(x), np.sin(x)]
    rows[0][0] = x[1] * x[1]
    return np.sum(rows[0] * rows[1])


def one_is_held_by_a_view(A):
    y = np.transpose(np.sin(A))
    y[0] = 0.5
    return np.sum(y * np.sin(A).T)


def lists_of_equal_arrays(x):
    found = []
    for i in range(2):
        found.append(np.tanh(x))
        found.append(np.tanh(x))
        found[-1][i] = x[0]
    return np.sum(found[0] * found[1] + found[2] * found[3])


def in_one_branch_only(x):
    s = np.sin(x[0])
    if s > 0.0:
        t = np.sin(x[0]) * s
    else:
        t = np.sin(x[0]) - s
    return t + np.sin(x[0])


def constants_of_functions(x):
    return np.sqrt(2.0) * x[0] + x[1] / np.sqrt(2.0)


def an_array_with_itself_in_a_loop(x, n):
    h = np.zeros(len(x) // 2)
    total = 0.0
    for _ in range(n):
        h = np.tanh(h * x[: len(x) // 2] + x[len(x) // 2 :])
        total += np.sum(h * h) + np.sum(2.0 * h + h)
    return total


def an_array_less_itself(x):
    y = x[: len(x) // 2]
    return np.sum((y - y) * y) + np.sum((y / y) * y)


def tests_of_an_array(x):
    inside = np.where(x > 0, x * x, 1 / (x - 2))
    return np.sum(inside) + np.sum(np.where(x > 0, np.sqrt(np.abs(x)), x) * inside)


X, A = signed(4), signed(3, 3)
PROGRAMS = [
    Program(product_in_two_lines, (signed(3), A), wrt=(0, 1)),
    Program(product_in_two_lines, (signed(3) + 1j, A - 1j), wrt=(0, 1), name="of_complex"),
    *(
        Program(function, (X,))
        for function in (
            after_the_operand_changed,
            after_a_view_of_the_operand_changed,
            after_the_name_was_bound_anew,
            both_are_returned,
            one_is_written,
            parts_of_one_are_written,
            lists_of_equal_arrays,
            in_one_branch_only,
            constants_of_functions,
            an_array_less_itself,
            tests_of_an_array,
        )
    ),
    Program(one_is_held_by_a_view, (A,)),
    Program(an_array_with_itself_in_a_loop, (signed(4), 3)),
    Program(an_array_with_itself_in_a_loop, (positive(3), 2)),
    Program(an_array_with_itself_in_a_loop, (signed(4).astype("f4"), 2), error_scale=1e8),
]
