"""Objects of a module that count their calls: what their properties say of them.

The count is written where the object is, so the object stays whole, and its other attributes are
read from it. A property is its getter, whatever it is called.
"""

import numpy as np

from tests.programs.case import Program, positive, signed


class Problem:
    """A test function as libraries of them write it."""

    penalty = 0.25

    def __init__(self, size, bounds):
        self._size, self._bounds, self.calls = size, bounds, 0

    @property
    def ndim(self):
        return self._size

    @property
    def bounds(self):
        return self._bounds

    @property
    def shape(self):
        return (self._size, 2)

    @property
    def lower(self):
        return self._bounds[0][0]

    @property
    def width(self):
        if self._bounds is None:
            return 1.0
        return self._bounds[0][1] - self._bounds[0][0]

    def check(self, x):
        if len(x) != self.ndim:
            raise ValueError(f"{self.ndim} numbers are wanted")


class Mean(Problem):
    def value(self, x):
        self.check(x)
        self.calls += 1
        return np.sum(x**2) / self.ndim + np.prod(x) ** (1.0 / self.ndim)


class Penalised(Problem):
    @property
    def width(self):
        return 2.0 * self.penalty

    def value(self, x):
        self.calls += 1
        inside = np.maximum(x - self.lower, 0.0)
        return np.sum(inside**2) * self.width + x[0] * self.shape[0]


class Repeated(Problem):
    def value(self, x):
        total = 0.0
        for k in range(self.ndim):
            self.calls += 1
            total = total + np.sum(np.sin(x * (k + 1))) * self.width
            if self.bounds is not None and total > 100.0:
                break
        return total


BOUNDS = [(-1.0, 2.0), (-2.0, 1.5), (0.25, 3.0)]
MEAN = Mean(3, None)
PENALISED = Penalised(3, BOUNDS)
REPEATED = Repeated(3, BOUNDS)
UNBOUNDED = Repeated(2, None)


def mean_over_the_size(x):
    return MEAN.value(x)


def own_property_before_that_of_the_base(x):
    return PENALISED.value(x) * PENALISED.width


def properties_in_a_loop(x):
    return REPEATED.value(x) + UNBOUNDED.value(x[:2])


def held_by_a_function(x):
    problem = PENALISED

    def cost(scale):
        problem.calls += 1
        return np.sum(x * scale) ** problem.ndim / problem.width

    return cost(2.0) - cost(0.5)


class Tallying(Problem):
    @property
    def asked(self):
        self.calls += 1
        return self.calls

    @property
    def span(self):
        return self.bounds[0][1] - 1.0

    def value(self, x):
        return np.sum(x) * self.asked

    def spread(self, x):
        self.calls += 1
        return np.sum(x) * self.span


TALLYING = Tallying(3, BOUNDS)


def property_that_counts(x):
    return TALLYING.value(x)


def property_that_asks_another(x):
    return TALLYING.spread(x)


PROGRAMS = [
    Program(mean_over_the_size, (positive(3),)),
    Program(own_property_before_that_of_the_base, (signed(3),)),
    Program(properties_in_a_loop, (signed(3),)),
    Program(held_by_a_function, (positive(3),)),
    Program(property_that_counts, (positive(3),)),
    Program(property_that_asks_another, (positive(3),)),
]

REFUSED = {"property_that_counts", "property_that_asks_another"}
