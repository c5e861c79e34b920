"""Quotients and exponentials that a program leaves out by position, or in some of its passes."""

import numpy as np

from tests.programs.case import Program, signed

X = signed(4, 3)
FAR = np.array([-800.0, 0.3, 1.2])  # its exponential overflows


def logistic(a):
    return 1 / (1 + np.exp(-a))


def gates_of_some_steps(x, w, u):
    h = np.zeros(3)
    kept = []
    for t in range(len(x)):
        z = logistic(w @ h + x[t])
        r = logistic(u @ x[t])
        h = (1 - z) * h + z * np.tanh(r * h + x[t])
        if t % 2:
            kept.append(h)
    return np.stack(kept).sum(axis=1).prod()


def overflow_left_out(x, w):
    y = x * w
    a = y / (1 + np.exp(-y))
    return np.sum(a[1:] ** 2)


def overflow_in_a_pass_left_out(x, w):
    total = 0.0
    for t in range(len(x)):
        a = x[t] * w
        z = 1 / (1 + np.exp(-a))
        if x[t, 0] > -700:
            total += np.sum(z * z)
    return total


def picked_by_label(x, scale, labels):
    z = x / scale
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(x)), labels]).mean()


def written_before_the_sum(x):
    p = np.exp(x - x.max())
    p *= np.array([2.0, 0.0, 1.0])
    return np.log(p.sum()) + p[0]


def smallest_by_temperature(x, scale):
    cost = x / scale
    least = cost.min(axis=1, keepdims=True)
    return np.sum(least[:, 0] - scale * np.log(np.sum(np.exp(least - cost), axis=1)))


def picked_by_order(x, scale):
    z = x / scale
    order = np.argsort(z[:, 0])
    return np.sum(z[order[:2]] ** 2)


def roots_picked_by_place(x, places):
    return np.sum(np.sqrt(x)[places])


PROGRAMS = [
    Program(gates_of_some_steps, (X, signed(3, 3), signed(3, 3, start=2)), wrt=(0, 1, 2)),
    Program(overflow_left_out, (FAR, np.array([1.0, 0.7, -0.4])), wrt=(0, 1)),
    Program(overflow_in_a_pass_left_out, (np.stack([FAR, X[0], X[1]]), X[2]), wrt=(0, 1)),
    Program(picked_by_label, (X, 0.3, np.array([2, 0, 1, 1])), wrt=(0, 1)),
    Program(written_before_the_sum, (X[0],)),
    Program(smallest_by_temperature, (X, 0.4), wrt=(0, 1)),
    Program(picked_by_order, (X, 0.7), wrt=(0, 1)),
    Program(roots_picked_by_place, (np.array([0.0, 1.0, 2.0]), np.array([1, 2]))),
]

REFUSED = {}
