"""Loops whose iterable, bound or index is rebound or written in the body."""

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, -1.2, 0.4, 1.1])
M = np.array([[0.3, 0.45, 0.6], [0.75, 0.9, 1.05], [1.2, 1.35, 1.5]])


def iterated_name_rebound(x):
    s = 0.0
    y = x * 2
    for v in y:
        y = np.cos(y) * v
        s += v * y[0]
    return s


def enumerated_name_rebound(x):
    s = 0.0
    y = x * 2
    for i, v in enumerate(y):
        y = np.cos(y) * v
        s += v * y[0] * (i + 1)
    return s


def zipped_name_rebound(x):
    s = 0.0
    y = x * 2
    for v, w in zip(y, y[1:]):
        y = np.cos(y) * v
        s += v * y[0] * w
    return s


def matrix_rebound_while_its_rows_are_visited(m):
    s = 0.0
    for row in m:
        m = np.cos(m) * row[0]
        s += row[0] * m[0, 1]
    return s


def iterated_array_written(x):
    y = x * 2
    s = 0.0
    for v in y:
        y[3] = y[3] * v
        s += v * y[3]
    return s


def later_elements_written(x):
    y = x * 2
    for i, v in enumerate(y):
        y[(i + 1) % 4] += v * x[i]
    return np.sum(y * y)


def bound_reused_as_index(x, n):
    x = x * 2
    for n in range(n):
        x = x * x[n]
    return np.sum(x) * n


def index_reused_by_inner_loop(x, n):
    i = 0
    s = 0.0
    for i in range(i, n):
        s += x[i]
        for i in range(2):
            s *= x[i]
        s += x[i] ** 2
    return s * x[i]


def step_and_start_rebound(x, n):
    step = 2
    start = 0
    for i in range(start, n, step):
        step = 1
        start = 3
        x[i] *= x[start]
        for j in range(i, -1, -step):
            x[j] += x[i] * x[start]
    return np.sum(x)


def loop_names_rebound(x):
    s = 0.0
    for a, b in zip(x, x[::-1]):
        if a > b:
            c = a
            a = b * 2
            b = c * a
        s = s * a + b
    return s * a * b * c


PROGRAMS = [
    Program(iterated_name_rebound, (V,)),
    Program(enumerated_name_rebound, (V,)),
    Program(zipped_name_rebound, (V,)),
    Program(matrix_rebound_while_its_rows_are_visited, (M,)),
    Program(iterated_array_written, (V,)),
    Program(later_elements_written, (V,)),
    Program(bound_reused_as_index, (V, 3)),
    Program(index_reused_by_inner_loop, (V, 3)),
    Program(step_and_start_rebound, (V, 4)),
    Program(loop_names_rebound, (V,)),
]
