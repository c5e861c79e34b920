"""Lists of numbers or arrays that hold None in some places."""

from itertools import zip_longest

import numpy as np

from tests.programs.case import Program, positive


def large(x, i):
    if x[i] > 0.8:
        return x[i]
    return None


def popped_until_empty(x):
    stack = []
    for i in range(len(x)):
        value = x[i] * x[i] if i % 2 else None
        stack.append(value)
    s = 0.0
    while stack:
        value = stack.pop()
        if value is not None:
            s += value * x[0]
        else:
            s += x[1]
    return s


def by_a_helper(x):
    found = [large(x, i) for i in range(len(x))]
    return sum(x[0] if v is None else v * v for v in found)


def only_what_is_there(x):
    found = [large(x, i) for i in range(len(x))]
    there = [v for v in found if v is not None]
    return np.sum(np.array(there) ** 2) + max(there) * x[0] + x[1] * found.count(None)


def memoised(x):
    n = len(x)
    memo = [[None for _ in range(n)] for _ in range(n)]

    def cost(i, j):
        if i == 0 or j == 0:
            return x[i] * x[j]
        if memo[i][j] is None:
            memo[i][j] = np.sin(cost(i - 1, j)) + cost(i, j - 1)
        return memo[i][j]

    return cost(2, 2)


def arrays_among_none(x):
    rows = [x * v if v > 0.8 else None for v in x]
    s = 0.0
    for row in rows:
        if row is not None:
            s += np.sum(row**2)
    return s


def replaced_by_none(x):
    window = [None] * len(x)
    for i in range(len(x)):
        window[i] = x[i] * x[i]
        if i > 1:
            window[i - 2] = None
    return sum(v**2 for v in window if v is not None)


def filled_to_the_longest(x):
    s = 0.0
    for a, b, c in zip_longest(x, x[:2], [1.0]):
        s += a * (b if b is not None else 1.0) * (c if c is not None else 3.0)
    return s


def changed_where_it_is_there(x):
    found = [large(x, i) for i in range(len(x))]
    s = 0.0
    for i in range(len(x)):
        if found[i] is not None:
            found[i] += x[0]
            s += found[i] ** 2
    return s


def neighbours(x):
    last, seen = None, []
    for v in x:
        if v > 0.8:
            last = v * v
        seen.append(last)
    s = 0.0
    for a, b in zip(seen[:-1], seen[1:]):
        if a is not None and b is not None:
            s += a * b
    return s


def caught_where_it_is_missing(x):
    kept, s = [], 0.0
    for i in range(len(x)):
        value = large(x, i)
        try:
            if value is None:
                raise ValueError("missing")
            s += value
        except ValueError:
            s += x[0]
        kept.append(value)
    return s + sum(x[1] if v is None else v * v for v in kept)


def left_where_it_is_there(x):
    kept, s = [], 0.0
    for i in range(len(x)):
        value = large(x, i)
        for k in range(2):
            if value is not None:
                break
            s += x[0] * k
        kept.append(value)
    return s + sum(x[1] if v is None else v * v for v in kept)


def triangle_of_rows(x):
    """The rows end in None, which has no seed."""
    rows = [[None for _ in range(len(x))] for _ in range(len(x))]
    for i in range(len(x)):
        for j in range(i):
            rows[i][j] = x[i] * x[j]
    return rows


X = positive(5) + 0.1
PROGRAMS = [
    Program(popped_until_empty, (X,)),
    Program(by_a_helper, (X,)),
    Program(only_what_is_there, (X,)),
    Program(memoised, (X[:3],)),
    Program(arrays_among_none, (X,)),
    Program(replaced_by_none, (X,)),
    Program(filled_to_the_longest, (X,)),
    Program(changed_where_it_is_there, (X,)),
    Program(neighbours, (X,)),
    Program(caught_where_it_is_missing, (X,)),
    Program(left_where_it_is_there, (X,)),
    Program(triangle_of_rows, ([0.7, 1.2, 0.4],)),
]
