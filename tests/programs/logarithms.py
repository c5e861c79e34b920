"""Logarithms of products, quotients and squares, of numbers and arrays, in and out of loops."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed


def of_a_scaled_number(h):
    return 0.5 * np.log(2 * np.pi * h)


def of_a_scaled_number_of_python(h):
    return 0.5 * math.log(2 * math.pi * h) + math.log10(3.0 * h)


def normal_density(y, h):
    return np.sum(-0.5 * np.log(2 * np.pi * h) - 0.5 * y**2 / h)


def normal_density_of_all(y, mean, width):
    z = (y - mean) / width
    return np.sum(-0.5 * z**2 - np.log(width * np.sqrt(2 * np.pi)))


def of_a_square(y, width):
    return np.sum(-0.5 * np.log(width**2) - y**2 / (2 * width**2))


def of_a_square_of_python(width):
    return math.log(width**2)


def of_a_quotient(s, k):
    return math.log(s / k) * 2.0 + np.log(k / s) ** 2


def divergence(p, q):
    return np.sum(p * np.log(p / q))


def odds(x):
    return np.sum(np.log(x / (1 - x)) * np.arange(x.size))


def by_one_number(a, k):
    return np.sum(np.log(a / k)) + np.sum(np.cos(a) * np.log(a * k))


def of_three(a, b, c):
    return np.sum(np.log(a * b * c) * np.log(a / b / c))


def rows_and_columns(a, b):
    return np.sum(np.log(a[:, None] * b) * np.log(a[:, None] / b))


def within_a_recursion(start, gain, decay, r):
    h = start / (1 - gain - decay)
    total = 0.0
    for t in range(len(r)):
        total += -0.5 * (np.log(2 * np.pi * h) + r[t] ** 2 / h)
        h = start + gain * r[t] ** 2 + decay * h
    return total


def of_what_is_written_later(x, w):
    y = x * w
    total = np.sum(np.log(y))
    w *= y
    y[0] = 2.0
    x[1] = 3.0
    return total + np.sum(np.log(x / w)) + y[0]


def of_singles_and_doubles(a, b):
    return np.sum(np.log(a * b) ** 2)


def of_complex_products(a, b):
    return np.sum(np.abs(np.log(a * b)) ** 2)


def of_numbers_below_zero(a, b):
    return np.sum(np.log(a * b)) + math.log(a[0] * b[0])


def read_twice(a, b):
    q = a / b
    return np.sum(np.log(q) * q + 1.0 / q)


def in_a_branch(a, b, n):
    total = 0.0
    for i in range(n):
        q = a[i] / b
        if q > 1.0:
            total += np.log(q)
        else:
            total -= np.log(2.0 * q)
    return total


A, B = positive(4), positive(4, start=7)
PROGRAMS = [
    Program(of_a_scaled_number, (1.3,)),
    Program(of_a_scaled_number, (np.float64(1.3),), name="of_a_scaled_number_of_numpy"),
    Program(of_a_scaled_number_of_python, (1.3,)),
    Program(normal_density, (A, B), (0, 1)),
    Program(normal_density, (A, 0.7), (0, 1), name="of_one_width"),
    Program(normal_density_of_all, (A, 0.1, 1.2), (0, 1, 2)),
    Program(of_a_square, (A, B), (0, 1)),
    Program(of_a_square, (A, -0.7), (0, 1), name="of_a_width_below_zero"),
    Program(of_a_square_of_python, (1.7,)),
    Program(of_a_quotient, (1.3, 2.1), (0, 1)),
    Program(of_a_quotient, (np.float64(1.3), 2.1), (0, 1), name="of_numbers_of_two_kinds"),
    Program(divergence, (A / 4, B / 4), (0, 1)),
    Program(divergence, (A / 4, positive(3, 4)), (0, 1), name="divergences"),
    Program(odds, (A / 2,)),
    Program(by_one_number, (A, 1.3), (0, 1)),
    Program(by_one_number, (positive(3, 2), np.float64(1.3)), (0, 1), name="by_one_of_numpy"),
    Program(by_one_number, (A, np.array(1.3)), (0, 1), name="by_one_array"),
    Program(by_one_number, (A, np.array([1.3])), (0, 1), name="by_an_array_of_one"),
    Program(by_one_number, (np.zeros(0), 1.3), (0, 1), name="of_nothing"),
    Program(of_three, (A, B, 1.3), (0, 1, 2)),
    Program(of_three, (1.1, 1.2, 1.3), (0, 1, 2), name="of_three_numbers"),
    Program(rows_and_columns, (positive(3), B), (0, 1)),
    Program(within_a_recursion, (0.1, 0.2, 0.3, A), (0, 1, 2, 3)),
    Program(of_what_is_written_later, (A, B), (0, 1)),
    Program(of_singles_and_doubles, (A, B.astype("f4")), error_scale=1e5),
    Program(of_complex_products, (A + 1j * B, signed(4) + 0.3j), (0, 1)),
    Program(of_numbers_below_zero, (-A, -B), (0, 1)),
    Program(read_twice, (A, B), (0, 1)),
    Program(in_a_branch, (A, 0.9, 4), (0, 1)),
]
