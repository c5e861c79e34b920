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


def magnitudes_squared_in_a_loop(x, n):
    total = 0.0
    for i in range(n):
        u = x[i] - x[i + 1]
        total += abs(u) ** 2 * i + abs(u - 1.0) * abs(u - 1.0)
    return total


def magnitude_of_what_a_loop_leaves(x, n):
    """The magnitude is that of one pass, what it is one of goes on."""
    m = 1.0
    total = 0.0
    for i in range(n):
        u = x[i] * 2.0 - 1.0
        if i < 2:
            m = abs(u)
        total += u * m**2
    return total + m**2


def root_of_what_is_bound_again(x, n):
    r = np.sqrt(x)
    total = 0.0
    for i in range(n):
        slope = r * 2.0
        r = np.sqrt(x + i)
        total += np.sum(slope * r)
    return total + np.sum(r**2)


def magnitude_stored_into_below(x, n):
    y = x * 1.0
    total = 0.0
    for i in range(n):
        m = np.abs(y)
        total += np.sum(m**2)
        y[i] *= -2.0
        total += np.sum(m * m * y)
    return total


def row_lengths_squared(A):
    return np.sum(np.linalg.norm(A, axis=1) ** 2 * A[:, 0])


def column_lengths_squared(A):
    return np.sum(np.linalg.norm(A, axis=0) ** 2)


def kernel_of_distances(X, width):
    d = X[:, None] - X[None]
    D = np.sqrt((d**2).sum(-1) + 0.1)
    K = np.exp(-0.5 * (D / 1.3) ** 2) + np.exp(-((D / width) ** 2))
    return np.sum(K) + np.sum(D**2)


def kernel_of_roots(X, width):
    """Distances that are not squared, zero from each point to itself."""
    r = np.sqrt(np.sum((X[:, None] - X[None]) ** 2, axis=-1)) / width
    return np.sum((1 + r) * np.exp(-r) * (X[:, 0] + 2.0))


def kernel_of_weighted_roots(X, weights, widths):
    d = X[:, None] - X[None]
    r = np.sqrt(np.sum(weights * d**2, axis=-1)) + np.sqrt(d**2 @ np.exp(widths))
    return np.sum(np.exp(-r) * np.sqrt(np.sum(d * d / widths**2, axis=-1)))


def roots_with_weights_in_a_loop(X, weights):
    total = 0.0
    for i in range(len(X)):
        for j in range(len(X)):
            r = np.sqrt(np.sum(weights * (X[i] - X[j]) ** 2))
            total += (1 + r) * np.exp(-r) * X[i, 0]
    return total


def distances_between(X, Y):
    """By the scalar products; what rounding makes negative is cut off."""
    squares = np.sum(X**2, axis=1)[:, None] + np.sum(Y**2, axis=1) - 2 * X @ Y.T
    below = squares < 0
    squares[below] = 0
    return np.sqrt(squares)


def kernel_of_a_set_and_itself(X, width):
    scaled = X / width
    return np.sum(np.exp(-0.5 * distances_between(scaled, scaled) ** 2) * (X[:, 0] + 2.0))


def kernel_of_distances_cut_off(X, width):
    D = np.sqrt(np.maximum(np.sum((X[:, None] - X[None]) ** 2, axis=-1), 0.0))
    return np.sum(np.exp(-((D / width) ** 2))) + np.sum(D * D * X[:, 0])


def kernel_of_clipped_distances(X, width):
    D = np.clip(np.sum((X[:, None] - X[None]) ** 2, axis=-1), 0, None)
    r = np.sqrt(D) / width
    return np.sum((1.0 + r**2 / 3.0) ** -1.5)


def smooth_kernel_of_distances(X, width):
    """The slope by the distance is 0 where that is 0, as a difference."""
    D = np.sqrt(np.maximum(np.sum((X[:, None] - X[None]) ** 2, axis=-1), 0)) / width
    return np.sum((1 + D * np.sqrt(5) + 5 / 3 * D**2) * np.exp(-np.sqrt(5) * D))


def root_of_what_is_chosen_squared(x):
    """One is zero and counts, one is left out."""
    squares = (x - 1.0) ** 2 * (x - x[0])
    chosen = np.sqrt(np.where(squares < 0, 0.0, squares))
    return np.sum(np.exp(-(chosen**2)) * x)


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
    Program(magnitudes_squared_in_a_loop, (signed(4), 3)),
    Program(magnitude_of_what_a_loop_leaves, (signed(4), 4)),
    Program(root_of_what_is_bound_again, (positive(3), 3)),
    Program(magnitude_stored_into_below, (signed(4), 3)),
    Program(row_lengths_squared, (signed(3, 2),)),
    Program(column_lengths_squared, (signed(3, 2),)),
    Program(kernel_of_distances, (signed(3, 2), 1.5), wrt=("X", "width")),
    Program(kernel_of_roots, (signed(3, 2), 1.5), wrt=("X", "width")),
    Program(
        kernel_of_weighted_roots,
        (signed(3, 2), positive(2), positive(2)),
        wrt=("X", "weights", "widths"),
    ),
    Program(roots_with_weights_in_a_loop, (signed(3, 2), positive(2)), wrt=("X", "weights")),
    Program(kernel_of_a_set_and_itself, (np.array([[0.5, 1.0], [0.25, -0.5]]), 2.0), wrt=(0, 1)),
    Program(kernel_of_distances_cut_off, (signed(3, 2), 1.5), wrt=("X", "width")),
    Program(kernel_of_clipped_distances, (signed(3, 2), 1.5), wrt=("X", "width")),
    Program(smooth_kernel_of_distances, (signed(3, 2), 1.5), wrt=("X", "width")),
    Program(root_of_what_is_chosen_squared, (positive(4),)),
    Program(complex_magnitude_squared, (signed(3),)),
]
