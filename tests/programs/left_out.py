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


def quotients_by_element(x, h):
    n = len(x)
    r = np.zeros(n)
    r[0] = x[0]
    for i in range(1, n):
        r[i] = (r[i - 1] - x[i]) / h[i]
    return np.sum(r * r)


def one_overwritten_by_zero(x, h):
    r = np.zeros(len(x))
    for i in range(len(x)):
        r[i] = x[i] / h[i]
    r[1] = 0.0
    return r @ r


def all_but_the_last_overwritten(x, h):
    r = np.zeros(len(x) + 1)
    for i in range(len(x)):
        r[i + 1] = x[i] / h[i]
        r[i] = x[i] * 2.0
    return r @ r


def one_left_out_of_some(x, h):
    total = 0.0
    for k in range(2):
        r = np.zeros(len(x))
        for i in range(len(x)):
            r[i] = (k + 1) * x[i] / h[i]
        total += np.sum(r[:1]) + np.sum(r[2:])
    return total


def whole_in_one_branch(x, h):
    r = x / h
    if x[0] > 5.0:
        total = np.sum(r)
    else:
        total = np.sum(r[2:])
    return total


def whole_unless_left(x, h):
    total = 0.0
    for k in range(3):
        r = x / h
        total += np.sum(r[2:])
        if k == 0:
            break
        whole = np.sum(r * r)
        total += whole
    return total


def whole_of_the_last_pass(x, h):
    for k in range(2):
        r = x / (h + k)
        if k == 0:
            first = np.sum(r[2:])
    return first + np.sum(r)


def whole_below_an_exponential(x, h):
    r = -np.abs(x) / h
    return np.max(r) + np.sum(np.exp(r))


def whole_unless_it_raises(x, h):
    r = x / h
    total = np.sum(r[2:])
    try:
        if h[1] == 0.0:
            raise ValueError("a step of zero")
        total = total + np.sum(r * r)
    except ValueError:
        total = total * 2.0
    return total


def written_on_the_way(x, h):
    r = x / h
    doubled = r * 2.0
    doubled[1:2] = 0.0
    return np.sum(doubled)


H = np.array([0.5, 0.0, 2.0, 1.5])  # a step of zero, where it is left out

PROGRAMS = [
    Program(gates_of_some_steps, (X, signed(3, 3), signed(3, 3, start=2)), wrt=(0, 1, 2)),
    Program(overflow_left_out, (FAR, np.array([1.0, 0.7, -0.4])), wrt=(0, 1)),
    Program(overflow_in_a_pass_left_out, (np.stack([FAR, X[0], X[1]]), X[2]), wrt=(0, 1)),
    Program(picked_by_label, (X, 0.3, np.array([2, 0, 1, 1])), wrt=(0, 1)),
    Program(written_before_the_sum, (X[0],)),
    Program(smallest_by_temperature, (X, 0.4), wrt=(0, 1)),
    Program(picked_by_order, (X, 0.7), wrt=(0, 1)),
    Program(quotients_by_element, (X[:, 0], H + 1.0), wrt=(0, 1)),
    Program(one_overwritten_by_zero, (X[:, 0], H)),
    Program(all_but_the_last_overwritten, (X[:, 0], H)),
    Program(one_left_out_of_some, (X[:, 0], H)),
    Program(whole_in_one_branch, (X[:, 0], H)),
    Program(whole_unless_left, (X[:, 0], H)),
    Program(whole_of_the_last_pass, (X[:, 0], H)),
    Program(whole_below_an_exponential, (X[:, 0], H)),
    Program(written_on_the_way, (X[:, 0], H)),
    Program(whole_unless_it_raises, (X[:, 0], H)),
    Program(roots_picked_by_place, (np.array([0.0, 1.0, 2.0]), np.array([1, 2]))),
]

REFUSED = {}
