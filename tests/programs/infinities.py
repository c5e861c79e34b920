"""Infinities that a program puts in, before functions that are flat there."""

import math

import numpy as np
import scipy.special as sc

from tests.programs.case import Program

X = np.array([0.3, -0.7, 1.1, 0.4])
Y = np.array([0.5, 0.2, -0.9])
Q = np.array([[0.2, -0.4], [0.7, 0.1], [-0.3, 0.5]])
K = np.array([[0.6, 0.3], [-0.2, 0.8], [0.4, -0.1]])


def alignment(x, y, gamma):
    table = np.full((len(x) + 1, len(y) + 1), np.inf)
    table[0, 0] = 0.0
    for i in range(len(x)):
        for j in range(len(y)):
            r = np.array([table[i, j], table[i, j + 1], table[i + 1, j]]) / -gamma
            most = np.max(r)
            soft = -gamma * (np.log(np.sum(np.exp(r - most))) + most)
            table[i + 1, j + 1] = (x[i] - y[j]) ** 2 + soft
    return table[-1, -1]


def softest(values, gamma):
    least = min(values)
    return least - gamma * math.log(sum(math.exp(-(v - least) / gamma) for v in values))


def alignment_in_lists(x, y, gamma):
    table = [[math.inf] * (len(y) + 1) for _ in range(len(x) + 1)]
    table[0][0] = 0.0
    for i in range(1, len(x) + 1):
        for j in range(1, len(y) + 1):
            before = [table[i - 1][j], table[i][j - 1], table[i - 1][j - 1]]
            table[i][j] = (x[i - 1] - y[j - 1]) ** 2 + softest(before, gamma)
    return table[-1][-1]


def alignment_by_places(x, y, gamma):
    table = {(i, j): math.inf for i in range(-1, len(x)) for j in range(-1, len(y))}
    table[-1, -1] = 0.0
    for i in range(len(x)):
        for j in range(len(y)):
            before = [table[i - 1, j], table[i, j - 1], table[i - 1, j - 1]]
            table[i, j] = (x[i] - y[j]) ** 2 + softest(before, gamma)
    return table[len(x) - 1, len(y) - 1]


def causal_by_a_store(q, keys, t):
    s = q @ keys.T
    s[np.triu_indices(len(s), 1)] = -np.inf
    p = np.exp(s / t)
    return np.sum((p / p.sum(axis=1, keepdims=True)) ** 2)


def causal_by_a_sum(q, keys, t):
    s = (q @ keys.T + np.where(np.tri(len(q)) > 0, 0.0, -np.inf)) * t
    p = np.exp(s - s.max(axis=1, keepdims=True))
    return np.sum((p / p.sum(axis=1, keepdims=True)) ** 2)


def causal_by_a_choice(q, keys, t):
    s = np.where(np.tri(len(q)) > 0, q @ keys.T, -np.inf) / t
    return np.sum(sc.softmax(s, axis=1)[:, 0]) + np.sum(sc.logsumexp(s, axis=1))


def forward_algorithm(moves, seen, t):
    a = np.array([0.0, -np.inf])
    for o in seen:
        s = a[:, None] / t + moves
        most = s.max(axis=0)
        a = most + np.log(np.sum(np.exp(s - most), axis=0)) + o
    return np.log(np.sum(np.exp(a)))


def saturated(x, t):
    limits = np.array([-np.inf, 0.1, np.inf])
    z = (limits - x[0]) * t
    return np.sum(np.tanh(z)) + np.sum(np.arctan(z)) + np.sum(sc.expit(z) * x[1])


def far_away(x, t):
    d = np.abs(x[:, None] - x)
    d[np.diag_indices(len(x))] = np.inf
    return np.sum(1 / (d * t)) + np.sum(np.exp(-d * t))


def least_so_far(x, t):
    best = math.inf
    for v in x:
        best = min(best, v * t)
    return best**2


def within_bounds(x, t):
    return np.sum(np.clip(x * t, 0.2, np.inf) ** 2)


def entropy_of_some(x, t):
    levels = np.where(x > 0, x * t, -np.inf)
    levels = levels - np.logaddexp.reduce(levels)
    shares = np.exp(levels)
    return -np.sum(np.where(shares > 0, shares * levels, 0))


def sigmoid_of_none(x, t):
    s = np.full(4, -np.inf)
    s[1] = x[1]
    s = s * t + x**2
    return np.sum(t / (1 + np.exp(-s)) * x) + np.sum(np.exp(-t * np.abs(s)))


def powers_of_far(x, t):
    d = np.full(4, np.inf)
    d[2] = x[2]
    d = d * t + x**2
    return np.sum(d**-2.0 * x) + np.sum(1 / (1 + t * np.square(d)))


def scaled_by_what_is_made_a_number(x, c):
    spread = np.abs(x - np.median(x)) / float(c)
    return np.median(spread) * np.max(x / np.linalg.norm(x)) / np.max(x**2 / np.sqrt(float(c)))


def turned_towards_infinity(x, t):
    far = np.array([np.inf, -np.inf, 1.0, np.inf])
    scalar = math.atan2(t, math.inf) + math.atan2(math.inf, t)
    return np.sum(np.arctan2(x, far) * t) + np.sum(np.arctan2(far, x)) + scalar


def sums_of_nothing(x, t):
    """Both of what is added may be the logarithm of zero."""
    none = np.full(4, -np.inf)
    none[0] = x[0]
    s = np.logaddexp(none, none[::-1]) + np.logaddexp2(none * t, none[::-1])
    return np.sum(np.exp(s) * x) + np.sum(np.logaddexp(s, x))


PROGRAMS = [
    *(Program(f, (X, 0.8), wrt=(0, 1)) for f in (turned_towards_infinity, sums_of_nothing)),
    Program(scaled_by_what_is_made_a_number, (np.array([0.3, -0.4, 2.0]), 1.3), wrt=(0, 1)),
    Program(
        scaled_by_what_is_made_a_number,
        (np.array([0.3, -0.4, 2.0]), np.float64(1.3)),
        name="scaled_by_what_is_a_constant_number",
    ),
    *(
        Program(f, (X, Y, 0.3), wrt=(0, 1, 2))
        for f in (alignment, alignment_in_lists, alignment_by_places)
    ),
    *(
        Program(f, (Q, K, 0.7), wrt=(0, 1, 2))
        for f in (causal_by_a_store, causal_by_a_sum, causal_by_a_choice)
    ),
    Program(forward_algorithm, (K[:2], Q, 1.2), wrt=(0, 1, 2)),
    *(Program(f, (X, 0.8), wrt=(0, 1)) for f in (saturated, far_away, least_so_far, within_bounds)),
    *(Program(f, (X, 0.8), wrt=(0, 1)) for f in (entropy_of_some, sigmoid_of_none, powers_of_far)),
]
