"""Buffers that exchange names."""

import numpy as np

from tests.programs.case import Program, positive

X = positive(6)


def two_buffers(x, steps):
    a, b = x.copy(), np.zeros_like(x)
    for k in range(steps):
        b[1:-1] = np.sin(a[2:]) - 0.5 * a[:-2]
        a, b = b, a
    return np.sum(a * x)


def buffers_are_arguments(a, b, steps):
    for k in range(steps):
        b[1:-1] = a[2:] * b[1:-1] - 0.5 * a[:-2] ** 2
        a, b = b, a
    return np.sum(a * b[::-1])


def exchanged_in_a_branch(x, steps):
    a, b = x.copy(), x * x
    for k in range(steps):
        b[1:-1] = np.sin(a[2:]) - 0.5 * a[:-2]
        b[0] *= a[1]
        if k % 2 == 1:
            a, b = b, a
        a[2] += b[0] ** 2
    return np.sum(a * x) + b[1]


def three_buffers(x, steps):
    a, b, c = x.copy(), x * x, np.ones(6)
    for k in range(steps):
        v = c[1:-1]
        v[:] = 2 * b[1:-1] - a[1:-1] + 0.1 * (b[2:] - 2 * b[1:-1] + b[:-2]) ** 2
        a, b, c = b, c, a
        w = b.T
        w[0] = a[1] * c[2]
    return np.sum(a * x) + b[1] * c[2]


def view_outlives_the_exchange(x, steps):
    a, b = x.copy(), x * x
    for k in range(steps):
        v = a[1:]
        a, b = b, a
        v[:] *= a[:-1]
    return np.sum(a * x) + np.sum(b)


def second_name_outlives_the_exchange(x, steps):
    a, b = x.copy(), x * x
    z = a
    for k in range(steps):
        a, b = b, a
        a[1:] *= b[:-1]
        z[0] += a[1]
    return np.sum(a * x) + np.sum(b) + np.sum(z)


def buffers_of_each_pass(x, n):
    s = 0.0
    for i in range(n):
        a, b = x * i, x * x
        for k in range(i):
            b[1:] = a[:-1] * b[1:]
            a, b = b, a
        s += np.sum(a * b)
    return s


def both_buffers_returned(x, n):
    a, b = x * 1, x * x
    for k in range(n):
        b[1:] = a[:-1] * b[1:]
        a, b = b, a
    return a, b


def exchanged_through_a_third_name(x, n):
    a, b = x * 1, x * x
    for k in range(n):
        b[1:] = a[:-1] * b[1:]
        t = a
        a = b
        b = t
    return np.sum(a * b * x)


def exchanged_in_a_while_loop(x, n):
    a, b = x * 1, x * x
    while np.sum(a) < 200:
        b[1:] = a[:-1] * b[1:] + a[1:]
        a, b = b, a
        a *= 1.5
        if np.sum(b) > 100:
            break
    return np.sum(a * b * x)


def two_names_of_one_array(x, n):
    a = x * 1
    b = a
    a[0] = 2 * a[1]
    for k in range(n):
        b[1:] = a[:-1] * b[1:]
        a, b = b, a
    return np.sum(a * b * x)


PROGRAMS = [
    Program(
        two_buffers,
        (
            X,
            3,
        ),
    ),
    Program(
        buffers_are_arguments,
        (
            X,
            2 * X,
            3,
        ),
        wrt=(0, 1),
    ),
    Program(
        exchanged_in_a_branch,
        (
            X,
            4,
        ),
    ),
    Program(
        three_buffers,
        (
            X,
            4,
        ),
    ),
    Program(
        view_outlives_the_exchange,
        (
            X,
            4,
        ),
    ),
    Program(
        second_name_outlives_the_exchange,
        (
            X,
            4,
        ),
    ),
    Program(
        buffers_of_each_pass,
        (
            X,
            4,
        ),
    ),
    Program(
        both_buffers_returned,
        (
            X,
            3,
        ),
    ),
    Program(
        exchanged_through_a_third_name,
        (
            X,
            3,
        ),
    ),
    Program(
        exchanged_in_a_while_loop,
        (
            X,
            3,
        ),
    ),
    Program(
        two_names_of_one_array,
        (
            X,
            3,
        ),
    ),
]
