"""Idioms by which libraries take whatever their users pass, and choose by what it is."""

import numpy as np

from tests.programs.case import Program, positive, signed

TIMES = {"end": 0, "begin": 1, 0: 0, 1: 1}


def time_of(when):
    try:
        return TIMES[when]
    except (KeyError, TypeError):
        return [TIMES[one] for one in when]


def annuity(rate, count, payment, when="end"):
    when = time_of(when)
    rate, count, payment, when = map(np.asarray, [rate, count, payment, when])
    growth = (1 + rate) ** count
    factor = np.where(rate == 0, count, (1 + rate * when) * (growth - 1) / rate)
    return -payment * factor


def number_or_sequence(x, w):
    try:
        count = len(w)
    except TypeError:
        w = [w, w]
        count = 2
    return sum(w[i] * x[i] for i in range(count))


def iterable_or_not(x, w):
    try:
        iter(w)
    except TypeError as error:
        w = np.array([w])
    return np.sum(w**2) * x


def looked_up_or_not(x, key):
    table = {"a": 2.0, "b": 3.0}
    try:
        factor = table[key] * x
    except KeyError:
        factor = x**2
    return factor * x


def of_unknown_rank(x):
    v = x[4:].squeeze()
    return np.sum(v * v) + x[:1] * v


def first_three(A):
    values, vectors = np.linalg.eigh(A[:3, :3] + A[:3, :3].T)
    axis = np.real(vectors[:, 0]).squeeze()
    return axis * axis / np.sqrt(np.dot(axis, axis)) + values


def unpacked_flat(A):
    a, b, c, d = A.flat
    return a * d - b * c


def unpacked_flat_of_written(A):
    A = A * 2.0
    A[0, 0] *= A[1, 1]
    a, b, c, d = A.flat
    A[1, 1] = a * b
    return a * d - b * c + np.sum(A)


def stored_list(x, row):
    M = np.identity(4)
    M[:3, 3] = row[:3]
    M[0, :] = row
    M[[1, 2], 0] = [x[0], x[1] * row[1]]
    return M @ x


def array_itself(A):
    M = np.array(A, dtype=np.float64, copy=False)[:2, :2]
    M[0, 0] = M[1, 1] ** 2
    return M * A[0, 1]


def any_array(x, y):
    x, y = list(map(np.asanyarray, (x, y)))
    return np.sin(x) * y


def full_factors(A):
    u, s, vt = np.linalg.svd(A)
    return (u[:, :2] * s[:2]) @ vt[:2] + np.outer(u[:, -1], vt[-1])


def full_factors_leading(A):
    u, s, vt = np.linalg.svd(A)
    return u[:, :2] ** 2 @ np.diag(s) @ vt


def error_state(x):
    state = np.seterr(invalid="ignore")
    y = np.nan_to_num(x * x / (x + 1.0))
    np.seterr(**state)
    return y


PROGRAMS = [
    Program(annuity, (0.05, 10, 2.5), (0, 2)),
    Program(annuity, (0.05, 10, 2.5, "begin"), (0, 2)),
    Program(annuity, (positive(3), 10, 2.5, [0, 1, 1]), (0, 2)),
    Program(number_or_sequence, (signed(3), 1.5), (0, 1)),
    Program(number_or_sequence, (signed(3), signed(3, start=1)), (0, 1)),
    Program(number_or_sequence, (signed(3), [1.5, 0.5]), (0, 1)),
    Program(iterable_or_not, (1.5, 0.5), (0, 1)),
    Program(iterable_or_not, (1.5, signed(2)), (0, 1)),
    Program(looked_up_or_not, (1.5, "a")),
    Program(of_unknown_rank, (positive(5),)),
    Program(of_unknown_rank, (positive(7),)),
    Program(first_three, (signed(3, 3),)),
    Program(first_three, (signed(4, 4),)),
    Program(unpacked_flat, (signed(2, 2),)),
    Program(unpacked_flat_of_written, (signed(2, 2),)),
    Program(stored_list, (signed(4), [1.0, 2.0, 3.0, 4.0]), (0, 1)),
    Program(stored_list, (signed(4), (1.0, 2.0, 3.0, 4.0)), (0, 1)),
    Program(array_itself, (signed(3, 3),)),
    Program(any_array, (0.5, signed(2)), (0, 1)),
    Program(any_array, ([0.5, 1.5], signed(2)), (0, 1)),
    Program(full_factors, (signed(3, 3),)),
    Program(full_factors, (signed(4, 3),)),
    Program(full_factors_leading, (signed(5, 2),)),
    Program(error_state, (positive(3),)),
]
