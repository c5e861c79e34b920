"""Trees of objects that a recursion builds of arrays, as deep as their lengths are."""

import numpy as np

from tests.programs.case import Program, positive, signed


class Cell:
    """A point, which parts the others by one axis, and the cells on both sides."""

    def __init__(self, point, axis, low, high):
        self.point, self.axis, self.low, self.high = point, axis, low, high


def parted(points, depth=0):
    """The number of calls is that of the points; the depth only turns the axis."""
    if len(points) == 0:
        return None
    axis = depth % points.shape[1]
    points = points[np.argsort(points[:, axis])]
    middle = len(points) // 2
    return Cell(
        points[middle],
        axis,
        parted(points[:middle], depth + 1),
        parted(points[middle + 1 :], depth + 1),
    )


def least_distance(cell, place, best=np.inf):
    if cell is None:
        return best
    best = min(best, np.sum((cell.point - place) ** 2))
    offset = place[cell.axis] - cell.point[cell.axis]
    near, far = (cell.low, cell.high) if offset < 0 else (cell.high, cell.low)
    best = least_distance(near, place, best)
    if offset**2 < best:
        best = least_distance(far, place, best)
    return best


def nearest(points, place):
    return least_distance(parted(points), place)


def middle_of_all(points):
    cell = parted(points)
    return np.sum(cell.point) * cell.low.point[0]


class Span:
    """A sum over a part of a signal, with those over its halves."""

    def __init__(self, values, level=1):
        self.level = level
        self.halves = []
        if len(values) > 1:
            middle = len(values) // 2
            self.halves = [Span(values[:middle], level + 1), Span(values[middle:], level + 1)]
            self.total = self.halves[0].total * self.halves[1].total + values[0]
        else:
            self.total = values[0] ** 2

    def weighed(self):
        return self.total / self.level + sum(half.weighed() for half in self.halves)


def sums_of_spans(values):
    return Span(values).weighed()


def parted_by_mask(points, depth):
    """How many are on a side, only the run knows."""
    if len(points) == 0:
        return None
    limit = np.mean(points[:, depth % 2])
    below = points[:, depth % 2] < limit
    if np.all(below) or not np.any(below):
        return Cell(np.mean(points, axis=0), 0, None, None)
    rest = parted_by_mask(points[below], depth + 1), parted_by_mask(points[~below], depth + 1)
    return Cell(np.mean(points, axis=0), depth % 2, *rest)


def by_mask(points, place):
    return least_distance(parted_by_mask(points, 0), place)


PROGRAMS = [
    Program(nearest, (positive(3, 2), signed(2)), wrt=(0, 1)),
    Program(middle_of_all, (positive(7, 2),)),
    Program(sums_of_spans, (positive(5),)),
    Program(by_mask, (positive(5, 2), signed(2)), wrt=(0, 1)),
]

REFUSED = ("by_mask",)
