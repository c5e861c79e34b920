"""Arrays that do not depend on the argument, stored in lists of such that do."""

import numpy as np

from tests.programs.case import Program, positive, signed


def spread_over_a_constant(y, x, k):
    rows = [y * 1.0, y * 2.0]
    rows[k] = x * 3.0
    return np.sum(rows[1] + y[0])


def constant_behind_one_popped(y, x, k):
    rows = [y * 1.0, y * 2.0]
    if k:
        rows.pop(0)
    rows[0] = x * 3.0
    return np.sum(rows[0] + y[0]) * rows[0][1]


def constant_inserted_first(y, x, k):
    rows = [y * 1.0, y * 2.0]
    if k:
        rows.insert(0, x * 1.0)
    return np.sum(rows[0] + y[0])


def constant_returned(y, x, k):
    rows = [y * 1.0, y * 2.0]
    rows[k] = x
    return rows[1] * 1.0


def constant_joined(y, x, k):
    rows = [y * 1.0, y * 2.0]
    rows[k] = x[1:]
    return np.concatenate([rows[k], y])


def constant_stacked(y, x, k):
    rows = [y * 1.0, y * 2.0]
    rows[k] = x * x
    return np.mean(np.array(rows) + y[0], axis=0)


def constant_reshaped(y, x, k):
    rows = [y * 1.0, y * 2.0]
    rows[k] = np.sin(x)
    return np.sum(rows[1].reshape(-1, 1) + y[0]) + np.sum(rows[0][1:] + y[1])


def constant_written_later(y, x, k):
    rows = [y * 1.0, y * 2.0]
    rows[k] = x * 3.0
    rows[k][0] = y[1]
    rows[k] += y[2]
    return rows[k] ** 2


def constants_of_passes(y, x, k):
    rows = [y * 1.0, y * 2.0, y * y]
    for i in range(3):
        rows[i] = x * (i + 1.0) if i == k else rows[i - 1] * y[i]
    return sum(np.sum(row + y[0]) for row in rows)


def constant_by_key(y, x, k):
    rows = {0: y * 1.0, 1: y * 2.0}
    rows[k] = x * 3.0
    return np.sum(rows[1] + y[0])


def constant_number(y, x, k):
    numbers = [y[0] * 1.0, y[1] * 2.0]
    numbers[k] = x[0]
    return numbers[1]


def list_exchanged_for_its_element(y, x, k):
    q = x * 2.0
    rows = [q, y]
    if k:
        rows.pop(0)
    q, rows[0] = rows, q
    return rows[0][0] + np.sum(q[0] + y[1])


FUNCTIONS = [
    spread_over_a_constant,
    constant_behind_one_popped,
    constant_inserted_first,
    constant_returned,
    constant_joined,
    constant_stacked,
    constant_reshaped,
    constant_written_later,
    constants_of_passes,
    constant_by_key,
    constant_number,
    list_exchanged_for_its_element,
]

PROGRAMS = [
    Program(function, (signed(3), positive(3, start=4), k), name=f"{function.__name__}_{k}")
    for function in FUNCTIONS
    for k in (0, 1)
]
