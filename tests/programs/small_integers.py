"""NumPy's integers wrap round: no factor, sign or rule may meet them before a float does."""

import math

import numpy as np

from tests.programs.case import Program, signed

BYTES = np.array([200, 100, 250], np.uint8)
SIGNED = np.array([-100, 120, 77], np.int8)
NANOSECONDS = np.array([3, -2, 5]) * 10**17


def weighted_squares(x, k):
    return np.sum(k * x**2) - np.sum(np.log(k * x**2 + 1) * k * 2)


def number_times_square(x, u):
    return u * x[0] ** 2 - 3 * (u * x[1])


def opposite_of_product(x, u):
    return -(x[0] * u) + np.sum(-(u * x))


def opposite_of_chosen(x):
    return -((x[0] > 0) * x[0]) - 3 * ((x[1] > 0) * x[1]) - np.sum((x > 0) * x)


def bytes_in_a_loop(x, k, j):
    s = 0.0
    for q in range(3):
        s = s - k[q] * x[q] ** 2 + j[q] * x[q] ** 3
    return s


def many_times_nanoseconds(x, t):
    return np.sum(200 * (t * x * x)) * 1e-18


def decay_per_byte(x, u):
    return math.exp(x[0] * u / 100) * u * 2


def bytes_to_the_power(x, k, u):
    return np.sum(k ** np.abs(x)) + u ** x[0]


def angles(x, k, u):
    return np.sum(np.arctan2(x, k)) + np.sum(np.arctan2(k, x)) + math.atan2(u, x[0])


def distances_from_bytes(x, k):
    return np.sum(np.hypot(x, k)) + np.linalg.norm(x * k - 200)


def table_of_bytes(x):
    nodes = np.array([0, 100, 200], np.uint8)
    return np.sum(np.interp(x * 100 + 100, nodes, np.array([200, 100, 250], np.uint8)))


def truth_as_a_number(x):
    positive = x > 0
    return np.sum(np.hypot(x, positive)) + np.sum(np.arctan2(x, positive))


def signs_of_differences(x, k):
    return np.sum(np.abs(x * k - 100)) * -2 + 1 / (k[0] * x[0] ** 2 + 1)


def quotient_of_a_product_that_wraps(x, n, m):
    return x * ((n * m) / n)


def times_what_wraps(x, k):
    return np.sum(x * (2 * k)) + np.sum(np.sin(x) * -k) + x[0] * (2 * k) - x[1] * -k


PROGRAMS = [
    Program(weighted_squares, (signed(3), BYTES)),
    Program(weighted_squares, (signed(3), SIGNED // 2 + 60)),
    Program(number_times_square, (signed(3), np.uint8(200))),
    Program(number_times_square, (signed(3), np.int8(-100))),
    Program(number_times_square, (signed(3), np.uint64(7))),
    Program(opposite_of_product, (signed(3), np.uint8(200))),
    Program(opposite_of_product, (signed(3), np.uint64(7))),
    Program(opposite_of_chosen, (signed(3),)),
    Program(bytes_in_a_loop, (signed(3), BYTES, SIGNED)),
    Program(many_times_nanoseconds, (signed(3), NANOSECONDS)),
    Program(decay_per_byte, (signed(3), np.uint8(100))),
    Program(bytes_to_the_power, (signed(3), BYTES, np.uint8(9))),
    Program(angles, (signed(3), BYTES, np.uint8(100))),
    Program(distances_from_bytes, (signed(3), BYTES)),
    Program(table_of_bytes, (np.array([0.3, -0.2, 0.5]),)),
    Program(truth_as_a_number, (signed(3),)),
    Program(signs_of_differences, (signed(3), BYTES)),
    Program(quotient_of_a_product_that_wraps, (0.7, np.uint8(200), np.uint8(3))),
    Program(times_what_wraps, (signed(3), np.uint8(200))),
    Program(times_what_wraps, (signed(3), np.int8(-128))),
]
