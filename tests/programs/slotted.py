"""Objects whose classes have `__slots__`."""

from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, signed


class Particle:
    """Attributes in slots alone."""

    __slots__ = ("x", "v")

    def __init__(self, x, v):
        self.x = x
        self.v = v

    def kick(self, by):
        """Changes the velocity."""
        self.v -= by * self.x


class Charged(Particle):
    """More slots than the base class."""

    __slots__ = ("charge",)

    def __init__(self, x, v, charge):
        super().__init__(x, v)
        self.charge = charge


class Open(Particle):
    """Slots of the base class, and a dict."""


@dataclass(slots=True)
class State:
    """A dataclass with slots."""

    x: float
    v: float
    n: int = 0


@dataclass(frozen=True, slots=True)
class Constants:
    """It cannot be written."""

    k: float
    m: float


def read(p, n):
    s = 0.0
    for _ in range(n):
        s += p.x * p.v
    return s


def written(p, n):
    for _ in range(n):
        p.kick(0.1)
        p.x = p.x + 0.1 * p.v
    return p.x * p.v


def inherited(p, n):
    for _ in range(n):
        p.v += 0.1 * p.charge * p.x
        p.x += 0.1 * p.v
    return p.x * p.charge


def dataclass_written(p, n):
    for _ in range(n):
        p.v -= 0.1 * p.x
        p.x += 0.1 * p.v
        p.n += 1
    return p.x * p.v * p.n


def frozen_read(c, x):
    return c.k * x**2 / c.m


def made_inside(x, n):
    p = Charged(x, 1.0, 2.0)
    for _ in range(n):
        p.kick(0.1 * p.charge)
        p.x += 0.1 * p.v
    return p.x * p.v


def returned(x):
    return Particle(x, x * x), Constants(x, 2.0)


def arrays(p, n):
    for _ in range(n):
        p.v -= 0.1 * p.x
        p.x += 0.1 * p.v
    return np.sum(p.x * p.x)


def with_a_dict(p, n):
    p.extra = p.x * p.v
    for _ in range(n):
        p.kick(p.extra)
    return p.v


def system(particles, n):
    for _ in range(n):
        for p in particles:
            for q in particles:
                if p is not q:
                    p.v += 0.01 * (q.x - p.x)
        for p in particles:
            p.x += p.v
    return sum(p.x**2 for p in particles)


PROGRAMS = [
    Program(read, lambda: (Particle(1.3, 0.5), 4)),
    Program(written, lambda: (Particle(1.3, 0.5), 4)),
    Program(inherited, lambda: (Charged(1.3, 0.5, 0.7), 4)),
    Program(dataclass_written, lambda: (State(1.3, 0.5), 4)),
    Program(frozen_read, lambda: (Constants(1.3, 0.5), 0.7), wrt=(0, 1)),
    Program(made_inside, (1.3, 4)),
    Program(returned, (1.3,)),
    Program(arrays, lambda: (Particle(signed(3), signed(3, start=2)), 3)),
    Program(with_a_dict, lambda: (Open(1.3, 0.5), 3)),
    Program(system, lambda: ([Particle(1.3, 0.5), Particle(0.2, -0.4)], 3)),
]
