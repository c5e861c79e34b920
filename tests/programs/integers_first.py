"""Integers, and arrays of them, whose names and places hold floats later."""

from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, positive, signed


def descent_from_zeros(x):
    w = np.array([0, 0, 0])
    for _ in range(4):
        w = w - 0.1 * (w - x)
    return w


def until_near(x):
    w, n = np.zeros(3, dtype=int), 0
    while np.sum((w - x) ** 2) > 0.05 and n < 20:
        w = w - 0.3 * (w - x)
        n += 1
    return np.sum(w**2)


def counted_places(x):
    at = np.arange(4)
    total = 0.0
    for k in range(3):
        total = total + np.sum(np.sin(at * x[k]))
        at = at * 0.5 + x[k]
    return total + at @ at


def history(x):
    w = np.ones(3, int)
    path = [w]
    for k in range(3):
        w = (w + x * k) / 2
        path.append(w)
    return np.sum(np.array(path) ** 2)


def matrix_first(x):
    M = np.eye(3, dtype=int)
    for k in range(3):
        M = M @ (np.eye(3) + 0.1 * np.outer(x, x))
    return np.trace(M)


def in_one_branch(x, some):
    w = np.array([1, 2, 3])
    if some:
        w = w * x
    return np.sum(w * x)


@dataclass
class Model:
    w: np.ndarray


def attribute(x):
    model = Model(np.array([0, 0, 0]))
    for _ in range(3):
        model.w = model.w + 0.5 * (x - model.w)
    return np.sum(model.w**3)


def whole_numbers_given(rows):
    while rows[0][0] < 2.0:
        for row in rows:
            for i, v in enumerate(row):
                row[i] = v * 1.5
    return rows


def whole_numbers_at_places(row):
    k = 0
    while k < len(row):
        row[k] = np.sin(row[k]) * row[0]
        k += 1
    return row


def whole_number_under_a_key(state, x):
    while state["level"] < 9.0:
        state["level"] = state["level"] * x
        state["count"] = state["count"] + x * state["count"]
    return state


PROGRAMS = [
    Program(whole_numbers_given, ([[1.2, 2], [3, 0.5]],)),
    Program(whole_numbers_given, ([[1.2, 2], [3, 4]],), name="rows_of_whole_numbers_given"),
    Program(whole_numbers_at_places, ([1.2, 2, 0.7],)),
    Program(whole_number_under_a_key, ({"level": 1.5, "count": 2}, 1.7), wrt=(0, 1)),
    Program(descent_from_zeros, (signed(3),)),
    Program(until_near, (signed(3),)),
    Program(counted_places, (positive(3),)),
    Program(history, (signed(3),)),
    Program(matrix_first, (signed(3),)),
    Program(in_one_branch, (signed(3), True)),
    Program(in_one_branch, (signed(3), False)),
    Program(attribute, (signed(3),)),
]
