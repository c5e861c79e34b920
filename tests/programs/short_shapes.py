"""Programs that only the lengths of short arrays make plain: ranks, axes, depths of recursion."""

import functools
import itertools
from dataclasses import dataclass, field

import numpy as np
from scipy import special

from tests.programs.case import Program, positive, signed


def transformed(x):
    n = len(x)
    if n == 1:
        return x
    even, odd = transformed(x[::2]), transformed(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n) / n)
    return np.concatenate([even + turned[: n // 2] * odd, even + turned[n // 2 :] * odd])


def power_of_a_transform(x):
    return np.sum(np.abs(transformed(x)) ** 3)


def summed_where_lengths_differ(x, y):
    differ = tuple(n for n, (a, b) in enumerate(zip(x.shape, y.shape)) if a != b)
    return np.sum(np.sum(x, axis=differ) ** 2) * np.sum(y**2)


def taken_where_one_is(x, y, places):
    """Places of axes of one element; a number that has an axis; no differences, with ends."""
    first = np.take(x, places) + y.take(places, axis=1)[0] + np.take_along_axis(x, places, 0)
    one = x.reshape(())
    joined = special.logsumexp(one, axis=(0,), keepdims=True) + np.cumprod(one, axis=0)
    same = np.diff(x, 0, prepend=y[0], append=2.0) * first
    return np.sum(same * joined) + np.sum(np.diff(y, 0, 0, prepend=3.0) ** 2)


def written_by_no_differences(x, y):
    """Differences of order 0 are the array itself."""
    same, other = np.diff(x, 0), np.diff(y, 0, prepend=3.0)
    same[0] = 5.0
    other[1] *= x[1]
    return x * same + np.sum(y)


def spread_of_one_variable(x, weights):
    return np.sqrt(np.cov(x, aweights=weights)) * np.cov(x[0], fweights=[1, 3, 2])


def tuple_of_numbers(x):
    return tuple(x * x)


def tuple_of_rows(x, y):
    first, *others = tuple(x * y)
    return np.sum(first**3) + sum(np.prod(row) for row in others)


def tuple_of_what_is_written(x):
    y = x * 2
    rows = tuple(y)
    y[0] *= x[1]
    return np.sum(rows[0] ** 2 * rows[1])


def stacked_upon_itself(x):
    rows = x
    for n in range(len(x) - 1):
        rows = np.stack([rows, rows * x[n]])
    return np.sum(rows**2)


@functools.lru_cache(maxsize=None)
def binomial(n, k):
    return 1 if k in (0, n) else binomial(n - 1, k - 1) + binomial(n - 1, k)


def point_of_a_curve(points, t):
    n = len(points) - 1
    return sum(binomial(n, k) * (1 - t) ** (n - k) * t**k * points[k] for k in range(n + 1))


def length_of_a_curve(points):
    found = np.array([point_of_a_curve(points, t) for t in np.linspace(0, 1, 5)])
    return np.sum(np.linalg.norm(np.diff(found, axis=0), axis=1))


def power_of_sums(x, config):
    total = x
    for axis in range(len(config["weights"]) - 1):
        total = np.sum(total**2, axis=0) * config["weights"][axis]
    return np.sum(total)


@dataclass
class Body:
    place: np.ndarray
    path: list = field(default_factory=list)

    def move(self, by):
        self.place += by
        self.path.append(self.place.copy())


def objects_with_a_path(rows):
    """Each row becomes an object that has a list of its own."""
    bodies = [Body(row.copy()) for row in rows]
    for _ in range(2):
        for one, other in itertools.combinations(bodies, 2):
            one.move(0.1 * other.place * one.place)
    return sum(place[0] for body in bodies for place in body.path) + bodies[0].place[1] ** 2


PROGRAMS = [
    Program(taken_where_one_is, (positive(1), positive(2, 1), np.array([0])), wrt=(0, 1)),
    Program(written_by_no_differences, (signed(3), positive(4)), wrt=(0, 1)),
    Program(spread_of_one_variable, (signed(1, 3), positive(3)), wrt=(0, 1)),
    Program(objects_with_a_path, (signed(3, 2),)),
    Program(power_of_a_transform, (signed(8),)),
    Program(summed_where_lengths_differ, (signed(3, 2, 4), signed(3, 1, 4)), wrt=(0, 1)),
    Program(tuple_of_numbers, (positive(3),)),
    Program(tuple_of_rows, (signed(3, 2), signed(3, 1)), wrt=(0, 1)),
    Program(tuple_of_what_is_written, (positive(3, 2),)),
    Program(length_of_a_curve, (signed(4, 2),)),
    Program(stacked_upon_itself, (positive(3),)),
    Program(power_of_sums, (positive(2, 3), {"weights": positive(3)}), wrt=(0, 1)),
]
