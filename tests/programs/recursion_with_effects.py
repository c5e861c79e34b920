"""Recursion that constants end, and functions in it that change what is around: lists, counters."""

import numpy as np

from tests.programs.case import Program, signed


def points_of_halves(a, b):
    points = []

    def f(x):
        points.append(x)
        return x * x

    def halves(a, b, depth):
        if depth == 0 or b - a < 0.3:
            return f(a)
        middle = 0.5 * (a + b)
        return halves(a, middle, depth - 1) + halves(middle, b, depth - 1)

    return halves(a, b, 2) * sum(points)


def calls_counted(a, b):
    count, points = 0, []

    def f(x):
        nonlocal count
        count += 1
        points.append(x)
        return x * x

    def halves(a, b, depth):
        middle = 0.5 * (a + b)
        if depth == 0 or b - a < 0.3:
            return f(middle)
        return halves(a, middle, depth - 1) + halves(middle, b, depth - 1)

    return halves(a, b, 3) * count + sum(points)


def slots_of_a_list(a, b):
    seen = [0, 0.0]

    def f(x):
        seen[0] += 1
        seen[1] += x
        return x

    def tree(x, depth):
        return f(x) if depth == 0 or x > 5.0 else tree(x * b, depth - 1) + tree(x * x, depth - 1)

    return tree(a, 2) * seen[1] + seen[0]


class Recorder:
    def __init__(self):
        self.values = []

    def keep(self, value):
        self.values.append(value)
        return value


def kept_by_an_object(a, b):
    recorder = Recorder()

    def f(x):
        return recorder.keep(x)

    def tree(x, depth):
        return f(x) if depth == 0 or x > 5.0 else tree(x * b, depth - 1) + tree(x * x, depth - 1)

    return tree(a, 2) * sum(recorder.values)


def product_by_halves(x):
    """A depth is counted, and the indices end the recursion."""

    def product(low, high, depth=0):
        if high - low == 1:
            return np.sin(x[low]) * (depth + 1)
        middle = (low + high) // 2
        return product(low, middle, depth + 1) * product(middle, high, depth + 1)

    return product(0, len(x))


def visits_by_halves(x):
    visits = []

    def product(low, high, depth=0):
        if high - low == 1:
            visits.append(depth)
            return np.sin(x[low])
        middle = (low + high) // 2
        return product(low, middle, depth + 1) * product(middle, high, depth + 1)

    return product(0, len(x)) + len(visits) * x[0]


PROGRAMS = [
    Program(product_by_halves, (signed(4),)),
    Program(product_by_halves, (signed(5),)),
    Program(visits_by_halves, (signed(4),)),
]
PROGRAMS += [
    Program(function, args, wrt=(0, 1), name=f"{function.__name__}{suffix}")
    for function in (points_of_halves, calls_counted, slots_of_a_list, kept_by_an_object)
    for suffix, args in (("", (0.5, 2.0)), ("_ended_early", (0.3, 0.4)))
]
