"""Objects and named tuples as results: the value is what Python makes, the seed has its form."""

from collections import namedtuple
from dataclasses import dataclass
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

from tests.programs.case import Program, signed


class State(NamedTuple):
    """Where and how fast."""

    place: float
    speed: float


Range = namedtuple("Range", "low high")


@dataclass
class Fit:
    """A value, and what belongs to it."""

    loss: float
    slopes: np.ndarray
    name: str = "fit"


@dataclass(frozen=True)
class Nested:
    """An object with containers of others."""

    fit: Fit
    states: tuple
    table: dict


class Vector:
    """A plain class whose operators make new ones."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __rmul__(self, factor):
        return type(self)(factor * self.x, factor * self.y)

    @classmethod
    def diagonal(cls, x):
        """Two equal parts."""
        return cls(x, x)

    def scale(self, factor):
        """Change this one."""
        self.x *= factor
        return self


def named_tuple(x):
    return State(x[0] * x[1], x[2] ** 2)


def replaced(x):
    return Range(x[0], x[1])._replace(high=x[2] * x[0])


def dataclass_result(x):
    return Fit(np.sum(x**2), 2.0 * x)


def nested(x):
    fit = Fit(np.sum(x), x * x)
    return Nested(fit, (State(x[0], 1.0), x[1]), {"a": [x[2], Range(x[0], 2)]})


def in_a_tuple(x):
    return np.sum(x), Fit(x[0] ** 2, np.cos(x)), 3


def sum_of_vectors(u, v):
    return u + 2.0 * v


def by_class_method(x):
    return Vector.diagonal(x * x)


def from_a_loop(x, n):
    v = Vector(x, 1.0)
    for _ in range(n):
        v = v + 0.5 * v
    return v


def from_branches(x, flag):
    return Vector(x, x * x) if flag else Vector(x * x, 1.0)


def argument_returned(fit):
    fit.loss = fit.loss * fit.slopes[0]
    return fit


def argument_untouched(fit):
    return fit


def method_returns_self(v, k):
    return v.scale(k).scale(k)


def argument_of_an_argument(pair):
    pair[0].loss = pair[1] * pair[0].loss
    return pair[0]


def namespace(x):
    return SimpleNamespace(a=x, b=SimpleNamespace(c=x * x))


def tuple_argument_returned(s):
    return s


PROGRAMS = [
    *(
        Program(f, (signed(3),))
        for f in (named_tuple, replaced, dataclass_result, nested, in_a_tuple)
    ),
    Program(sum_of_vectors, (Vector(1.3, 0.7), Vector(2.0, signed(3))), wrt=(0, 1)),
    Program(by_class_method, (1.3,)),
    Program(from_a_loop, (1.3, 3)),
    *(Program(from_branches, (1.3, flag)) for flag in (True, False)),
    *(Program(f, (Fit(1.3, signed(2)),)) for f in (argument_returned, argument_untouched)),
    Program(method_returns_self, (Vector(1.3, 0.7), 2.0), wrt=(0, 1)),
    Program(argument_of_an_argument, ([Fit(1.3, signed(2)), 0.7],)),
    Program(namespace, (1.3,)),
    Program(tuple_argument_returned, (State(1.3, 0.7),)),
]
