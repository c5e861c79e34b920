"""Lists of points and other rows, as many as the run finds, are joined, extended and shifted."""

import math

import numpy as np

from tests.programs.case import Program

A, B, N = 1.3, 0.7, 5


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def corners(a, b, n):
    return [(a * np.cos(t), b * np.sin(t)) for t in np.linspace(0.0, 5.0, n)]


def shoelace(a, b, n):
    points = corners(a, b, n)
    pairs = zip(points, points[1:] + points[:1])
    return 0.5 * sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)


def perimeter(a, b, n):
    points = corners(a, b, n)
    points += points[:1]
    return sum(math.dist(p, q) for p, q in zip(points, points[1:]))


def shifted_by_a_name(a, b, n):
    points = corners(a, b, n)
    after = points[1:] + [points[0]]
    before = [points[-1]] + points[:-1]
    total = 0.0
    for k in range(len(points)):
        total += points[k][0] * after[k][1] * before[k][0]
    return total


def path_made_anew(a, b, n):
    path = [(a, b)]
    for _ in range(n):
        x, y = path[-1]
        path = path + [(x * 0.9 + y * 0.1, y - 0.1 * x)]
    return path[-1][0] * path[2][1]


def put_in_front(a, b, n):
    path = []
    for i in range(n):
        path.insert(0, (a * i, b + i))
    path.extend([(a, a), (b, b * a)])
    path += path[:2]
    return sum(x * y for x, y in path)


def sorted_into_two(a, b, n):
    left, right = [], []
    for i in range(n):
        if i % 2:
            left.append((a * i, b))
        else:
            right.append((b * i, a))
    return sum(x * y * y for x, y in left + right) * len(right + left)


def rows_in_two_lists(a, b, n):
    rows = [[a * t, b * t * t] for t in np.linspace(0.0, 1.0, n)]
    both = rows + rows[:2]
    both[0][0] = 5.0 * b
    return sum(r[0] * r[1] + r[0] for r in rows) + sum(r[0] for r in both)


def objects_in_two_lists(a, b, n):
    some = [Point(a * t, b * t) for t in np.linspace(0.0, 1.0, n)]
    more = some + [Point(a, b)]
    more[0].x += a
    more[-1].y *= a
    return sum(p.x * p.y for p in some) + sum(p.x + p.y for p in more)


def an_object_added(a, b, n):
    points = []
    for i in range(n):
        points.append(Point(a * i, b))
    last = [Point(b, a)]
    points += last
    last[0].x = 3.0 * a
    return sum(p.x * p.y for p in points)


PROGRAMS = [
    Program(f, (A, B, N), wrt=(0, 1))
    for f in (
        shoelace,
        perimeter,
        shifted_by_a_name,
        path_made_anew,
        put_in_front,
        sorted_into_two,
        rows_in_two_lists,
        objects_in_two_lists,
        an_object_added,
    )
]
