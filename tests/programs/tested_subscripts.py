"""Elements read and written in loops, where a test decides that a subscript stays in the array."""

import numpy as np

from tests.programs.case import Program, positive, signed


def variances(r, w, a, b):
    s = np.empty(len(r))
    s[0] = np.mean(r**2)
    total = 0.0
    for t in range(len(r)):
        if t > 0:
            s[t] = w + a * r[t - 1] ** 2 + b * s[t - 1]
        total += np.log(s[t]) + r[t] ** 2 / s[t]
    return total


def first_apart(x, b):
    y = np.zeros(len(x))
    for k in range(len(x)):
        if k == 0:
            y[k] = x[k] ** 2
        else:
            y[k] = x[k] + b * y[k - 1] ** 2
    return y


def around_the_ring(x, n):
    y = x.copy()
    for k in range(n):
        if k >= 0:
            y[k] = y[k - 1] * y[k] + x[k]
    return y


def not_the_last(x, b):
    y = x * 1.0
    for k in range(len(x)):
        if k != len(x) - 1:
            y[k] = y[k + 1] * b + y[k] ** 2
    return np.sum(y**2)


def inner_points(u, c):
    m, n = u.shape
    v = u.copy()
    for i in range(m):
        for j in range(n):
            if i > 0 and j > 0 and not (i == m - 1 or j == n - 1):
                v[i, j] = v[i - 1, j] * v[i, j - 1] + c * v[i, j]
    return v


def moved_by_a_test_of_before(x, n):
    y = x.copy()
    place = 0
    for k in range(n):
        back = place > 0
        place = k % 2
        if back:
            y[place] = y[place - 1] * y[place] + x[k]
    return np.sum(y**3)


def place_changed_after_the_test(x, n):
    y = x.copy()
    for k in range(n):
        j = k
        if j > 0:
            j = j - 1
            y[j] = y[j - 1] * x[k] + y[j]
    return y


def tested_in_words(x):
    y = x.copy()
    for k in range(len(x)):
        if k:
            y[k] *= y[k - 1]
        inside = k < len(x) - 2
        if inside:
            y[k] += y[k + 2] ** 2
    return np.sum(y)


def either_way(x, b):
    y = np.ones(len(x) + 1)
    for k in range(len(x)):
        if k < 2 or b > 100.0:
            y[k + 1] = y[k] * x[k]
        else:
            y[k + 1] = y[k] * y[k - 2] * x[k] + b * y[k]
    return y[-1] * y[1]


PROGRAMS = [
    Program(variances, (signed(5), 0.2, 0.3, 0.4), wrt=(0, 1, 2, 3)),
    Program(first_apart, (signed(4), 0.7), wrt=(0, 1)),
    *(Program(around_the_ring, (positive(4), n)) for n in (1, 4)),
    Program(not_the_last, (positive(4), 0.7), wrt=(0, 1)),
    Program(inner_points, (positive(4, 5), 0.3), wrt=(0, 1)),
    *(Program(moved_by_a_test_of_before, (positive(5), n)) for n in (2, 5)),
    Program(place_changed_after_the_test, (positive(5), 4)),
    Program(tested_in_words, (positive(5),)),
    Program(either_way, (positive(5), 0.3), wrt=(0, 1)),
]
