"""Statistics: with NaN left out, with weights, quantiles, covariance, gradients of samples."""

import numpy as np

from tests.programs.case import Program, positive, signed


def without_nan(A):
    B = np.where(A > 1.2, np.nan, A)
    total = np.nansum(B, axis=0) + np.nanmean(B, axis=0) * np.nanstd(B, axis=0)
    return total + np.nanmax(B, axis=0) - np.nanmin(B) + np.nanprod(B, 0) + np.nanvar(B, axis=0)


def nan_in_the_data(x, y):
    error = np.nansum((x - y) ** 2)
    return error / np.sum(~np.isnan(y)) + np.nancumsum(x * y)[-1]


def weighted_average(x, w, A):
    return np.average(x, weights=w) + np.sum(np.average(A, axis=0, weights=w) ** 2)


def interquartile_range(x):
    low, high = np.percentile(x, [25, 75])
    return high - low + np.quantile(x, 0.1) ** 2


def trimmed(A):
    return np.sum(np.quantile(A, 0.3, axis=1, keepdims=True) * A)


def correlated(x, y):
    return np.corrcoef(x, y)[0, 1] + np.cov(x, y)[0, 1] ** 2


def mahalanobis(X, point):
    S = np.cov(X, rowvar=False) + 0.1 * np.eye(X.shape[1])
    d = point - X.mean(axis=0)
    return np.sqrt(d @ np.linalg.inv(S) @ d)


def portfolio(R, w):
    return w @ np.cov(R) @ w - np.sum(np.corrcoef(R)) + np.var(R, ddof=1)


def curvature(x, y):
    dx, dy = np.gradient(x), np.gradient(y)
    ddx, ddy = np.gradient(dx), np.gradient(dy, edge_order=2)
    return np.abs(dx * ddy - dy * ddx) / (dx * dx + dy * dy) ** 1.5


def gradient_energy(u, h):
    ux, uy = np.gradient(u, 0.1, 0.2)
    return np.sum(ux**2 + h * uy**2) + np.sum(np.gradient(u, axis=0)[1] ** 3)


def gradient_at_points(y):
    x = np.array([0.0, 0.3, 0.7, 1.5, 1.6])
    return np.gradient(y, x)


def piecewise(x):
    return np.select([x < -0.5, x < 0.5], [x**2, np.sin(x)], default=1.0)


def piecewise_of_numbers(x):
    w = np.arange(1.0, 7.0)
    picked = np.select([w > 4, w > 2], [x[0], x]) * w
    return np.sum(picked) + np.sum(np.choose([[0], [1]], [x, x[1] ** 2]) * w)


def edges_and_counts(weights):
    counts, edges = np.histogram(np.arange(5.0), bins=3, weights=weights)
    return np.sum(counts**2) + edges[1]


def chosen(a, b):
    return np.choose([0, 1, 1], [a, b]) * np.compress([True, True, False, True], np.append(a, 2.0))


def inserted_and_deleted(x):
    y = np.insert(x, 1, x[0] * x[2])
    z = np.delete(y, [0, 3])
    return np.sum(z**2 * np.arange(1.0, 1.0 + len(z)))


def padded_rows(A, row):
    B = np.insert(A, 1, row, axis=0)
    return np.delete(B, 0, axis=0) ** 2


def k_smallest(x):
    return np.sum(np.partition(x, 2)[:3] ** 2) + np.sum(np.ediff1d(x) ** 2)


def unwrapped(phase, k):
    return np.sum(np.diff(np.unwrap(phase * k)) ** 2)


def fitted_polynomial(p, x, y):
    return np.sum((np.polyval(p, x) - y) ** 2) + np.polyval(np.polyder(p), 0.3)


def vandermonde(x, c):
    return np.vander(x, len(c)) @ c + np.correlate(x, c, mode="same")


def least_squares_by_pinv(A, b):
    return np.sum((np.linalg.pinv(A) @ b) ** 2)


def markov_chain(P, start):
    return start @ np.linalg.matrix_power(P, 4) + start @ np.linalg.matrix_power(P, 0)


def chain_of_products(A, B, C, v):
    return np.linalg.multi_dot([A, B, C, v])


X, Y = signed(5), signed(5, start=2)
HOLES = np.array([0.3, np.nan, 0.5, np.nan, -0.2])


def by_chance(x, A):
    whole = np.quantile(np.sin(x), x[:2] * 0.6) ** 2
    return np.sum(whole) + np.sum(np.percentile(A, 40 * x[0], axis=1) ** 2)


def by_chance_with_nan(x, A):
    held = np.where(A > 0.9, np.nan, A)
    found = np.nanquantile(held, [0.3 * x[0], 0.8], axis=0, keepdims=True, method="hazen")
    return np.nansum(found * x[1]) + np.quantile(A, x[0] * 0.5, method="nearest")


def part_of_a_degree_of_freedom(A, k):
    total = A[0].var(ddof=1.5) + np.std(A, axis=0, ddof=k) @ A[1] + np.nanstd(A[1], ddof=k) ** 3
    return total + np.nanvar(A, axis=1, ddof=1.25)[0] * np.var(A, ddof=0.5, where=A > 0.0)


def spreads_of_enough(A):
    held = np.where(A > 0.85, np.nan, A)
    spread = np.nanvar(held, axis=1, ddof=1)
    wide = np.nanstd(held, axis=1, ddof=1)
    return np.sum(spread[~np.isnan(spread)]) + np.sum(np.where(np.isnan(wide), A[:, 0], wide))


def if_there_are_enough(x, k):
    v, c = np.var(x, ddof=k), np.cov(x, x * x, ddof=k)
    if np.isfinite(v):
        return v + c[0, 1]
    return np.sum(np.where(np.isfinite(c), c, x))


PROGRAMS = [
    Program(part_of_a_degree_of_freedom, (signed(2, 2), 1.75)),
    Program(spreads_of_enough, (np.array([[0.3, 0.8, 0.9], [0.4, 0.9, 1.0]]),)),
    Program(if_there_are_enough, (positive(2), 2)),
    Program(if_there_are_enough, (positive(3), 2), name="if_there_are_three"),
    Program(by_chance, (positive(4), signed(3, 5)), wrt=(0, 1)),
    Program(by_chance_with_nan, (positive(2), signed(3, 5)), wrt=(0, 1)),
    Program(without_nan, (positive(3, 2),)),
    Program(nan_in_the_data, (X, HOLES)),
    Program(weighted_average, (signed(3), positive(3), signed(3, 2)), wrt=(0, 1, 2)),
    Program(interquartile_range, (signed(6),)),
    Program(trimmed, (signed(3, 4),)),
    Program(correlated, (X, Y), wrt=(0, 1)),
    Program(mahalanobis, (signed(5, 2), signed(2)), wrt=(0, 1)),
    Program(portfolio, (signed(3, 5), positive(3)), wrt=(0, 1)),
    Program(curvature, (np.arange(5.0) + 0.2 * X, Y), wrt=(0, 1)),
    Program(gradient_energy, (signed(3, 4), 0.7), wrt=(0, 1)),
    Program(gradient_at_points, (X,)),
    Program(piecewise, (signed(6),)),
    Program(piecewise_of_numbers, (signed(6),)),
    Program(edges_and_counts, (signed(5),)),
    Program(chosen, (signed(3), signed(3, start=1)), wrt=(0, 1)),
    Program(inserted_and_deleted, (signed(4),)),
    Program(padded_rows, (signed(2, 3), signed(3)), wrt=(0, 1)),
    Program(k_smallest, (signed(6),)),
    Program(unwrapped, (np.array([0.1, 5.9, 12.1, 11.9]), 1.1), wrt=(0, 1)),
    Program(fitted_polynomial, (signed(3), X, Y), wrt=(0, 1, 2)),
    Program(vandermonde, (signed(4), signed(4, start=1)), wrt=(0, 1)),
    Program(least_squares_by_pinv, (signed(4, 2) ** 3, signed(4)), wrt=(0, 1)),
    Program(markov_chain, (positive(3, 3), positive(3)), wrt=(0, 1)),
    Program(
        chain_of_products, (signed(2, 3), signed(3, 4), signed(4, 2), signed(2)), wrt=(0, 1, 2, 3)
    ),
]
