"""Squares of roots and of magnitudes, whose slopes are those of what is below the root."""

import numpy as np

from tests.programs.case import Program, positive, signed


def magnitude_squared(x):
    return np.sum(np.abs(x) ** 2)


def magnitude_times_itself(x):
    return np.sum(np.abs(x) * np.abs(x))


def length_squared(x):
    return np.linalg.norm(x) ** 2


def lengths_squared_in_a_loop(x, n):
    total = 0.0
    for i in range(n):
        length = np.linalg.norm(x * (i + 1) - 1.0)
        total += length**2 * i
    return total


def root_of_a_sum_squared(x):
    return np.sqrt(np.sum(x**2)) ** 2


def roots_of_a_matrix_squared(x):
    """What multiplies the square is smaller than the square."""
    A = np.outer(x, x) + 4.0
    return np.sum(np.sqrt(A) ** 2 * x[:, None])


def hypotenuses_squared(x):
    return np.sum(np.hypot(x, x[::-1]) ** 2)


def magnitude_of_what_changes(x):
    y = x.copy()
    m = np.abs(y)
    y *= 2.0
    return np.sum(m**2) + np.sum(y)


def magnitude_of_a_name_bound_again(x):
    m = np.abs(x)
    x = x * 2.0
    return np.sum(m**2 * x)


def length_to_the_third(x):
    n = np.linalg.norm(x)
    return n * n * n


def complex_magnitude_squared(x):
    return np.sum(np.abs(x + 1j * x[::-1]) ** 2)


PROGRAMS = [
    Program(magnitude_squared, (signed(3),)),
    Program(magnitude_times_itself, (signed(3),)),
    Program(length_squared, (signed(3),)),
    Program(lengths_squared_in_a_loop, (signed(3), 3)),
    Program(root_of_a_sum_squared, (signed(3),)),
    Program(roots_of_a_matrix_squared, (positive(3),)),
    Program(hypotenuses_squared, (signed(3),)),
    Program(magnitude_of_what_changes, (signed(3),)),
    Program(magnitude_of_a_name_bound_again, (signed(3),)),
    Program(length_to_the_third, (signed(3),)),
    Program(complex_magnitude_squared, (signed(3),)),
]
