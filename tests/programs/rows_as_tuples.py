"""Rows of an array as tuples and lists: sorted, compared, put into lists and taken out."""

import numpy as np

from tests.programs.case import Program

POINTS = np.array([[1.5, 0.2], [0.7, 1.1], [1.4, 0.1], [0.3, 2.0], [0.9, 0.8], [1.9, 1.7]])


def turn(o, a, b):
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def hull(points):
    lower = []
    upper = []
    ordered = sorted(map(tuple, points))
    for p in ordered:
        while len(lower) >= 2 and turn(lower[-2], lower[-1], p) <= 0:
            lower.pop()
        lower.append(p)
    for p in reversed(ordered):
        while len(upper) >= 2 and turn(upper[-2], upper[-1], p) <= 0:
            upper.pop()
        upper.append(p)
    around = lower[:-1] + upper[:-1]
    return sum(a * d - b * c for (a, b), (c, d) in zip(around, around[1:] + around[:1]))


def compared(points):
    pairs = [tuple(p) for p in points]
    a, b = pairs[0], pairs[1]
    if b < a:
        a, b = b, a
    x, y = max(pairs)
    return a[0] * b[1] * x + y * len(pairs)


def listed(points):
    rows = sorted(points.tolist())
    return sum(k * a * b for k, (a, b) in enumerate(rows)) + rows[-1][0] ** 2


def sorted_in_place(points):
    rows = points.tolist()
    rows.sort()
    first = rows[0]
    return sum(v * v for row in rows for v in row) * first[1]


def lists_of_lists_of_lists(x):
    return sum(v**3 for plane in x.tolist() for row in plane for v in row)


PROGRAMS = [
    *(Program(function, (POINTS,)) for function in (hull, compared, listed, sorted_in_place)),
    Program(lists_of_lists_of_lists, (POINTS.reshape(3, 2, 2),)),
]
