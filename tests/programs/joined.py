"""Where control flow meets: what holds on one path only must not be taken for granted."""

import numpy as np

from tests.programs.case import Program, positive

V = np.array([0.7, -1.2, 0.4, 1.1])


def broadcast_gradient_of_loop_without_passes(a, b, n):
    t = a
    for _ in range(n):
        t = t * b
        b = b[:1] * t
    return np.sum(t * b)


def written_in_one_branch_rebound_in_the_other(x, n):
    v = x.copy()
    if n < 2:
        v[n] -= x[0]
    else:
        v = 0.5 * v
    return np.sum(v * x)


def written_behind_two_tests_rebound_otherwise(x, n, a):
    v = x.copy()
    if n < 2 and a < 0.3:
        v[n] -= np.tanh(np.dot(x, x))
    else:
        v = 0.5 * v
    return np.sum(v * x)


def float_active_in_one_branch(x, n, a):
    if n > 1:
        s = np.sum(x)
    else:
        x[n] /= 1.5 + 0.4 * a
    return np.sum(x * x)


def element_of_zeros_increased(x, a, k):
    v = np.zeros(4)
    v[k] += np.tanh(a)
    return np.sum(v * x)


def unused_array_of_a_branch(x, n):
    y = x
    if n:
        y = np.sin(x)
        z = y * 2
    else:
        z = x[:2]
    return np.sum(y) * np.sum(z)


def carried_through_two_branches(x, n):
    a, b, t = x[0], x[1], 1.0
    for i in range(n):
        if i % 2:
            t = a * b
            a = t * t
        else:
            b = t * a
        if a > 0.3:
            t = a + b
            a = b * t
        else:
            t = t * 2
    return a * b * t


def bound_in_some_branch_of_an_earlier_pass(x, n):
    s = 0.0
    for i in range(n):
        if x[i] > 0:
            t = x[i] * 2
        elif i > 0:
            t = t * x[i]
        s += t * t
    return s * t


def argument_or_its_copy(x, flag):
    if flag:
        y = x
    else:
        y = x.copy()
    y[0] = y[1] * x[2]
    return np.sum(y * x)


def subscript_from_comparison(x):
    v = x.copy()
    w = x
    k = int(2 > 0.11)
    w[k] -= x[2]
    return np.sum(v * w)


def subscripts_from_constants(x):
    k = int(2.7)
    j = int(True)
    b = bool(2)
    i = abs(-1)
    y = x.copy()
    y[k] = y[j] * float(1)
    y[i] *= y[round(1.2)] * b
    y[len([1, 2]) - 1] += y[min(1, 2.0)]
    return np.sum(y * y)


def subscripts_from_truth_values(x):
    k = int(x.shape[0] == 4)
    y = x.copy()
    y[k] *= y[int(not k)]
    y[k:] *= x[int(3 > 2) :]
    y[+True] = 3 * y[2]
    return np.sum(y * y)


PROGRAMS = [
    Program(broadcast_gradient_of_loop_without_passes, (positive(1), positive(4), 0), wrt=(0, 1)),
    Program(
        broadcast_gradient_of_loop_without_passes,
        (positive(1), positive(4), 2),
        wrt=(0, 1),
        name="broadcast_gradient_of_loop_with_passes",
    ),
    Program(written_in_one_branch_rebound_in_the_other, (V, 1)),
    Program(
        written_in_one_branch_rebound_in_the_other,
        (V, 3),
        name="rebound_in_one_branch_written_in_the_other",
    ),
    Program(written_behind_two_tests_rebound_otherwise, (V, 1, 0.8), wrt=(0, 2)),
    Program(
        written_behind_two_tests_rebound_otherwise,
        (V, 1, 0.1),
        wrt=(0, 2),
        name="written_behind_two_tests_that_hold",
    ),
    Program(float_active_in_one_branch, (V, 0, 0.8), wrt=(0, 2)),
    Program(float_active_in_one_branch, (V, 2, 0.8), wrt=(0, 2), name="float_active_elsewhere"),
    Program(element_of_zeros_increased, (V, 0.8, 1), wrt=(0, 1)),
    Program(unused_array_of_a_branch, (V, 0)),
    Program(unused_array_of_a_branch, (V, 1), name="array_of_the_other_branch"),
    Program(carried_through_two_branches, (V, 3)),
    Program(bound_in_some_branch_of_an_earlier_pass, (V, 4)),
    Program(argument_or_its_copy, (V, True)),
    Program(argument_or_its_copy, (V, False), name="copy_or_the_argument"),
    Program(subscript_from_comparison, (V,)),
    Program(subscripts_from_constants, (V,)),
    Program(subscripts_from_truth_values, (V,)),
]
