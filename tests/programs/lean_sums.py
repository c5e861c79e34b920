"""Adjoints whose terms have factors in common, and numbers that stay the same in a loop."""

import math

import numpy as np

from srcgrad import grad
from tests.programs.case import Program, positive, signed


def blends(y, alpha, beta):
    level, trend = y[0], y[1] - y[0]
    total = 0.0
    for t in range(1, len(y)):
        forecast = level + trend
        error = y[t] - forecast
        total += error * error
        last = level
        level = alpha * y[t] + (1 - alpha) * forecast
        trend = beta * (level - last) + (1 - beta) * trend
    return total / (len(y) - 1)


def blends_arrays(a, b, p, steps):
    for _ in range(steps):
        a, b = p * a + (1 - p) * b, p * b + (1 - p) * a * b
    return np.sum(a * b)


def blends_truths(x, p):
    """Truths and integers are not subtracted from one another."""
    high, count = x > 0.5, np.arange(len(x))
    return np.sum(p * high * x - p * (x > 1.0) * x + p * count * x - p * len(x) * x)


def blends_in_single_precision(x, w):
    return np.sum(w * x * x - w * x * np.float32(0.5))


def blends_of_complex_numbers(z, p):
    return np.sum(np.abs(p * z - p * np.conj(z) * 1j) ** 2)


def chosen_before_it_is_infinite(x, p):
    safe = np.where(x > 0, x, 1.0)
    y = np.where(x > 0, p * np.log(safe) - p * safe, 0.0)
    return np.sum(y * x)


def turned_by_an_angle(joints, lengths):
    x = y = angle = 0.0
    for k in range(len(lengths)):
        angle += joints[k]
        x += lengths[k] * np.cos(angle)
        y += lengths[k] * np.sin(angle)
    return x * x + 0.5 * y


def operand_changes_between(u, p):
    """What the two terms read is not the same array at the same time."""
    s = p * u[0]
    u[0] = u[1] * p
    return s * u[0] + p * u[2] - p * u[0]


def stored_by_another_name_between(x, p, forth):
    """Of the two terms that `v` is read in, the store into `u` moves one alone."""
    u = x.copy()
    v = u if forth else u[::-1]
    first = p * v
    u[0] = u[0] ** 2
    return np.sum((first + v * x[1]) ** 2)


def stored_in_passes_by_another_name(x, p, steps):
    u = x.copy()
    for i in range(steps):
        v = u[1:] if i > 0 else u[:-1]
        first = v * p
        u[:2] = u[:2] ** 2
        u[1:] += 0.1 * (first + v * x[1:])
    return np.sum(u**2)


def variances(omega, a, b, r):
    s2 = r[0] ** 2
    total = 0.0
    for t in range(1, len(r)):
        s2 = omega + a * r[t - 1] ** 2 + b * s2
        total -= 0.5 * (math.log(2 * math.pi * s2) + r[t] ** 2 / s2)
    return total


def tree_of_prices(p, d, values):
    xs = [v for v in values]
    for i in range(len(xs) - 1, 0, -1):
        for j in range(i):
            xs[j] = d * (p * xs[j + 1] + (1 - p) * xs[j])
    return xs[0]


def chosen_by_a_sum_of_products(p, d, values):
    """Whether it is the larger one is asked again in the reverse sweep."""
    xs = [v for v in values]
    for i in range(len(xs) - 1, 0, -1):
        for j in range(i):
            hold = p * xs[j + 1] + p * xs[j]
            xs[j] = max(d * hold, values[j])
    return xs[0]


def scaled_by_what_a_pass_leaves(x, n):
    """The number that the reverse sweep multiplies by is bound by the loop alone."""
    total = 0.0
    for i in range(n):
        c = 0.5 * n
        total += c * x * x * (i + 1)
    return total + x


def nearest_both_ways(a, b):
    """The distances of two clouds of points, each to the nearest of the other (Chamfer)."""
    squares = np.sum((a[:, None, :] - b[None, :, :]) ** 2, axis=2)
    return np.mean(np.min(squares, axis=1)) + np.mean(np.min(squares, axis=0))


def pairs_that_are_weighted_later(a, b, n):
    """The adjoint of the squares changes in a loop."""
    squares = np.sum((a[:, None, :] - b[None, :, :]) ** 2, axis=2)
    total = np.sum(np.exp(-squares))
    for i in range(n):
        total += np.sum(squares[i] * squares[:, i])
    squares[0] *= 2.0
    return total + np.sum(squares**2)


def scales_columns_by_rows(k, x, c):
    """The sum over the axes that `x` is spread over is one of `k`, which has fewer axes."""
    p = k * x
    return np.sum(p * c)


def scales_columns_and_rows(k, x):
    p = k * x
    return np.sum(p * np.sin(x))


def total_variation(u):
    """Both squares under the root have twice a factor that the root halves."""
    right, down = u[1:, :-1] - u[:-1, :-1], u[:-1, 1:] - u[:-1, :-1]
    return np.sum(np.sqrt(right**2 + down**2 + 0.1)) - np.sum(3.0 * np.cos(2.2 * u))


def diffuses_and_weighs(u, k, w):
    m = np.eye(3) + k * np.ones((3, 3))
    for _ in range(2):
        u = np.linalg.solve(m, u)
    return -np.sum(w * np.log1p(u * u) + np.log(w))


Y = positive(7)


def likelihood_of_a_mixture(mu, sigma, x):
    d = x[:, None] - mu[None, :]
    weights = np.exp(-0.5 * (d / sigma) ** 2) / sigma
    total = 0.0
    for row in range(x.size):
        total -= np.log(np.sum(weights[row]))
    return total - np.sum(np.log(np.sum(weights, axis=1)))


def counts(beta, table, seen):
    """Poisson regression: the rates and what was seen are weighted alike."""
    eta = table @ beta
    return np.sum(np.exp(eta) - seen * eta)


SLOPE_OF_COUNTS = grad(counts)
SLOPE_OF_BLENDS = grad(blends, wrt=(1, 2))


def slope_of_counts(beta, table, seen):
    """The derivative that a program takes has the bits of the one that is taken alone."""
    value, slope = SLOPE_OF_COUNTS(beta, table, seen)
    return value + np.sum(slope**2)


def slopes_of_blends(y, alpha):
    """One number that is a whole one at first, and of NumPy's then."""
    beta, total = 0, 0.0
    for i in range(3):
        value, (by_alpha, by_beta) = SLOPE_OF_BLENDS(y, alpha, 0.1 + beta)
        beta = 0.01 * y[i]
        total += value + by_alpha * by_beta
    return total


def gates(h, z, c, n):
    """A state that is carried on in part, as in a gated unit."""
    for _ in range(n):
        h = (1 - z) * h + z * np.tanh(c * h)
    return np.sum(h**2)


def shared_factor_is_bound_anew(x, p, q):
    """The factor of the two terms is not the same number."""
    s = p * x
    p = p * q
    return s * p + q * p * x


def seen_by_bytes(p, n):
    """Small integers wrap round where they are subtracted first."""
    a, b = np.arange(4, dtype=np.uint8), np.arange(4, dtype=np.uint8)[::-1] * np.uint8(60)
    total = p * 0.0
    for _ in range(n):
        total = total + np.sum(p * a) - np.sum(p * b)
    return total * p


def standardised(mu, sigma, x):
    """What all terms of a sum are divided by: a number, a number for each column, or each row."""
    z = (x - mu) / sigma
    return np.sum(z * np.sin(z)) + np.mean(z**3)


def standardised_nothing(mu, sigma, x):
    z = (x - mu) / sigma
    return np.sum(z * np.sin(z)) + mu


def divided_by_rows_and_columns(x, s, t):
    return np.sum(np.exp((x - 0.1 * x.sum(axis=0)) / s) * ((x - x[:, :1]) / t))


def divided_by_the_number_of_terms(mu, x):
    """Where there are none, nothing is divided by zero."""
    z = (x - mu) / len(x)
    return np.sum(z * np.sin(z)) + np.sum(mu)


def groups_of_which_some_are_empty(mu, x, labels, n):
    total = mu * 1.0
    for c in range(n):
        own = x[labels == c]
        z = (own - mu) / own.size
        total += np.sum(z * np.exp(z))
    return total


PROGRAMS = [
    Program(divided_by_the_number_of_terms, (0.2, signed(5))),
    Program(divided_by_the_number_of_terms, (0.2, np.zeros(0)), name="divided_by_no_terms"),
    Program(
        divided_by_the_number_of_terms,
        (signed(2), np.zeros((0, 2))),
        name="columns_divided_by_no_terms",
    ),
    Program(standardised_nothing, (0.2, 0.0, np.zeros(0))),
    Program(groups_of_which_some_are_empty, (0.3, signed(4), np.array([0, 0, 2, 2]), 3)),
    Program(standardised, (0.2, 1.3, signed(5)), wrt=(0, 1, 2)),
    Program(standardised, (0.2, 3, signed(5)), wrt=(0, 2), name="standardised_by_an_integer"),
    Program(
        standardised,
        (signed(3), positive(3), signed(4, 3)),
        wrt=(0, 1, 2),
        name="standardised_columns",
    ),
    Program(
        standardised,
        (signed(4, 1), positive(4, 1), signed(4, 3)),
        wrt=(0, 1, 2),
        name="standardised_rows",
    ),
    Program(
        standardised,
        (signed(1), positive(4, 1), signed(3)),
        wrt=(0, 1, 2),
        name="standardised_by_what_is_larger",
    ),
    Program(
        standardised,
        (signed(4, 1), positive(3), signed(1, 3)),
        wrt=(0, 1, 2),
        name="standardised_by_columns_alone",
    ),
    Program(
        divided_by_rows_and_columns,
        (signed(4, 3), positive(3), positive(4, 1)),
        wrt=(0, 1, 2),
    ),
    Program(counts, (signed(3), signed(5, 3), positive(5))),
    Program(slope_of_counts, (signed(3), signed(5, 3), positive(5))),
    Program(slopes_of_blends, (positive(7), 0.3), wrt=(0, 1)),
    Program(gates, (signed(4), positive(4), signed(4, start=2), 3), wrt=(0, 1, 2)),
    Program(gates, (signed(2, 3), positive(1), 1.1, 2), wrt=(0, 1, 2), name="gates_of_one"),
    Program(gates, (0.4, 0.3, 1.1, 3), wrt=(0, 1, 2), name="gates_of_numbers"),
    Program(shared_factor_is_bound_anew, (0.7, 1.3, 0.4), wrt=(0, 1, 2)),
    Program(seen_by_bytes, (0.7, 2)),
    Program(likelihood_of_a_mixture, (signed(3), positive(3), Y), wrt=(0, 1, 2)),
    Program(total_variation, (signed(3, 4),)),
    Program(diffuses_and_weighs, (signed(3), 0.3, 1.2), wrt=(0, 1, 2)),
    Program(scales_columns_by_rows, (signed(3, 3), signed(3, 1, 3), signed(3, 1, 3)), wrt=1),
    Program(
        scales_columns_by_rows,
        (signed(4, 3), signed(2, 1, 1), signed(2, 1, 1)),
        wrt=(0, 1),
        name="scales_matrices",
    ),
    Program(scales_columns_and_rows, (signed(4), signed(3, 1)), wrt=(0, 1)),
    Program(nearest_both_ways, (positive(4, 2), positive(3, 2, start=3)), wrt=(0, 1)),
    Program(nearest_both_ways, (positive(4, 2), positive(3, 2, start=3)), name="nearest_of_all"),
    Program(nearest_both_ways, (positive(4, 1), positive(1, 2)), wrt=(0, 1), name="nearest_of_one"),
    Program(
        pairs_that_are_weighted_later, (positive(3, 2), positive(3, 2, start=3), 2), wrt=(0, 1)
    ),
    Program(blends, (Y, 0.3, 0.2), wrt=(0, 1, 2)),
    Program(blends_arrays, (Y, Y[::-1].copy(), 0.3, 3), wrt=(0, 1, 2)),
    Program(blends_arrays, (Y, 1.2, positive(7, start=2), 2), wrt=(0, 1, 2), name="blends_both"),
    Program(blends_truths, (Y, 0.7), wrt=(0, 1)),
    Program(blends_in_single_precision, (Y, 0.7), wrt=(0, 1)),
    Program(blends_of_complex_numbers, (signed(4) + 1j * signed(4, start=2), 0.7), wrt=(1,)),
    Program(chosen_before_it_is_infinite, (signed(6), 0.7), wrt=(0, 1)),
    Program(turned_by_an_angle, (signed(4), positive(4)), wrt=(0, 1)),
    Program(operand_changes_between, (Y, 0.7), wrt=(0, 1)),
    Program(stored_by_another_name_between, (Y, 0.7, 1), wrt=(0, 1)),
    Program(stored_by_another_name_between, (Y, 0.7, 0), wrt=(0, 1), name="stored_and_turned"),
    Program(stored_in_passes_by_another_name, (Y, 0.7, 3), wrt=(0, 1)),
    Program(variances, (0.1, 0.2, 0.7, Y), wrt=(0, 1, 2, 3)),
    Program(variances, (0.1, 0.2, 0.7, Y[:1]), wrt=(0, 1, 2), name="variances_of_one"),
    Program(tree_of_prices, (0.4, 0.9, Y), wrt=(0, 1, 2)),
    Program(chosen_by_a_sum_of_products, (0.4, 0.9, Y), wrt=(0, 1, 2)),
    Program(scaled_by_what_a_pass_leaves, (1.3, 4)),
    Program(scaled_by_what_a_pass_leaves, (1.3, 0), name="scaled_in_no_pass"),
]
