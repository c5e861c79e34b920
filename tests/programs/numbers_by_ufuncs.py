"""Tables that are filled element by element, with NumPy's functions of two numbers."""

import numpy as np

from srcgrad import grad
from tests.programs.case import Program, positive, signed


def soft_subsequence(scores, gamma):
    n, m = scores.shape
    table = np.zeros((n + 1, m + 1))
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            taken = (table[i - 1, j - 1] + scores[i - 1, j - 1]) / gamma
            table[i, j] = gamma * np.logaddexp(table[i - 1, j] / gamma, taken)
    return table[n, m]


def paths(weights):
    """The logarithm of a sum over monotone paths; what no path reaches is minus infinity."""
    n, m = weights.shape
    table = np.full((n + 1, m + 1), -np.inf)
    table[0, 1] = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            table[i, j] = np.logaddexp(table[i - 1, j], table[i, j - 1]) + weights[i - 1, j - 1]
    return table[n, m]


def halves(weights):
    total = weights[0]
    for i in range(1, len(weights)):
        total = np.logaddexp2(total, weights[i]) * 0.5
    return total


def local_alignment(scores, gap):
    n, m = scores.shape
    table = np.zeros((n + 1, m + 1))
    best = 0.0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            kept = np.maximum(table[i - 1, j], table[i, j - 1]) - gap
            table[i, j] = np.maximum(
                np.maximum(kept, 0.0), table[i - 1, j - 1] + scores[i - 1, j - 1]
            )
            best = np.maximum(best, table[i, j])
    return best


def american_put(spot, strike, up):
    steps = 5
    values = np.empty(steps + 1)
    for j in range(steps + 1):
        values[j] = np.fmax(strike - spot * up ** (2 * j - steps), 0.0)
    for i in range(steps - 1, -1, -1):
        for j in range(i + 1):
            waited = 0.49 * (values[j] + values[j + 1])
            values[j] = np.fmax(waited, strike - spot * up ** (2 * j - i))
    return values[0]


def cheapest(costs):
    total = costs[0]
    for i in range(1, len(costs)):
        total = np.minimum(total * 1.5, costs[i]) + np.fmin(costs[i], 0.9)
    return total


def lengths_along(x, y):
    reach = np.zeros(len(x))
    for i in range(1, len(x)):
        reach[i] = np.hypot(reach[i - 1] + x[i], y[i]) + np.hypot(0.0 * x[i], 0.0)
    return reach[-1]


def bearings(x, y):
    total = 0.0
    for i in range(len(x)):
        total += np.arctan2(y[i], x[i]) * np.arctan2(total, x[i])
    return total


def growth(x, rates):
    level = np.ones(len(rates))
    for i in range(1, len(rates)):
        level[i] = np.power(level[i - 1] * x, rates[i])
    return level[-1]


def divided_by_the_larger(x):
    total = 0.0
    for i in range(1, len(x)):
        larger = np.maximum(x[i - 1], x[i])
        total += x[i] / larger + total / np.maximum(larger, 0.5)
    return total


def ties(x):
    total = 0.0
    for i in range(len(x)):
        total += np.maximum(x[i], x[i]) * np.logaddexp(x[i], x[i]) + np.minimum(x[i], x[i] * 1.0)
    return total


def of_plain_numbers(x, y):
    return np.maximum(x, y) * np.logaddexp(x, y) + np.hypot(x, y) / np.minimum(x, 2.0 * y)


def slope_of_soft_maximum(x, y):
    return grad(lambda t: np.logaddexp(t * y, y))(x)[1]


def chosen_by_the_program(x):
    total = 0.0
    for i in range(len(x)):
        step = np.where(x[i] > 0.8, x[i] ** 2, 0.5)
        total += np.maximum(step, x[i]) * step.sum()
    return total


PROGRAMS = [
    Program(soft_subsequence, (positive(3, 4), 0.4), wrt=(0, 1)),
    Program(paths, (signed(3, 3),)),
    Program(halves, (positive(4),)),
    Program(local_alignment, (signed(4, 3), 0.15), wrt=(0, 1)),
    Program(american_put, (1.0, 1.05, 1.2), wrt=(0, 1, 2)),
    Program(cheapest, (positive(5),)),
    Program(lengths_along, (positive(4), positive(4, start=2)), wrt=(0, 1)),
    Program(bearings, (signed(4), positive(4)), wrt=(0, 1)),
    Program(growth, (1.1, positive(4)), wrt=(0, 1)),
    Program(divided_by_the_larger, (positive(5),)),
    Program(ties, (positive(3),)),
    Program(of_plain_numbers, (0.7, 0.9), wrt=(0, 1)),
    Program(slope_of_soft_maximum, (1.0, 0.8), wrt=(0, 1)),
    Program(slope_of_soft_maximum, (0.6, 0.8), wrt=(0, 1)),
    Program(chosen_by_the_program, (positive(4),)),
]
