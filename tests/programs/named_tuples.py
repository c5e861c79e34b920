"""Named tuples: typing.NamedTuple and collections.namedtuple, made inside and as arguments."""

import collections
from typing import Any, NamedTuple

import numpy as np

from tests.programs.case import Program, positive

Point = collections.namedtuple("Point", "x y")
Scaled = collections.namedtuple("Scaled", ["value", "scale"], defaults=[2.0])


class State(NamedTuple):
    x: Any
    v: Any = 0.5
    steps: int = 0

    def energy(self):
        return 0.5 * self.v**2 + self.x**2

    @property
    def momentum(self):
        return self.v * 3.0

    def stepped(self, dt):
        return self._replace(x=self.x + dt * self.v, v=self.v - dt * self.x, steps=self.steps + 1)


def made(x):
    p = Point(x, y=x * x)
    return p.x * p[1] + p[-1] * len(p)


def defaults(x):
    s = Scaled(x)
    return s.value * s.scale + Scaled(x, scale=x).scale


def replaced(x):
    p = Point(x, 2.0)
    q = p._replace(y=x * x)
    return p.y * q.x * q.y


def as_dict(x):
    d = Point(x, x * x)._asdict()
    return d["x"] * d["y"]


def unpacked(x):
    a, b = Point(x, x * 2.0)
    first, *rest = State(x, b)
    return a * b + first * rest[0]


def iterated(x):
    s = 0.0
    for value in Point(x, x * x):
        s = s + value**2
    for name, value in zip(Point._fields, Point(x, 2.0)):
        s = s * value + len(name)
    return s


def methods(x):
    s = State(x)
    return s.energy() * s.momentum + s.stepped(0.1).energy()


def stepped_in_loop(x, dt, n):
    s = State(x)
    for _ in range(n):
        s = s.stepped(dt)
    return s.energy() + s.steps


def argument(s, dt):
    return s.stepped(dt).energy() * s.momentum


def argument_in_loop(s, dt):
    for _ in range(3):
        s = State(s.x + dt * s.v, s.v - dt * s.x)
    return s.x * s.v


def helper_result(x):
    p = corner(x)
    return p.x * p.y


def corner(x):
    if x > 1.0:
        return Point(x, x**3)
    return Point(x * 2.0, 1.0)


def in_list(x):
    ps = [Point(x, 1.0), Point(2.0, x)]
    ps.append(Point(x, x))
    return sum(p.x * p.y for p in ps)


def in_dict(x):
    d = {"a": Point(x, 1.0)}
    d["b"] = d["a"]._replace(y=x)
    return d["b"].y * d["b"].x + d["a"].y


def of_arrays(x):
    s = State(x * 2.0, x)
    s.x[0] = s.v[1] ** 2
    return np.sum(s.x * s.v)


def added(x):
    t = Point(x, 2.0) + (x * x,)
    return t[0] * t[1] * t[2]


def grown_in_loop(x, n):
    path = [Point(x, 0.5)]
    for _ in range(n):
        p = path[-1]
        path.append(Point(p.x + 0.1 * p.y, p.y - 0.1 * p.x))
    return sum(p.x**2 for p in path) + path[1].y


def tested(x):
    p = Point(x, None)
    if p.y is None:
        p = p._replace(y=x)
    return p.x * p.y if isinstance(p, Point) else x


class Vector(collections.namedtuple("Pair", "x y")):
    def __add__(self, other):
        if isinstance(other, Vector):
            return Vector(self.x + other.x, self.y + other.y)
        return Vector(self.x + other, self.y + other)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def limited(self, most):
        length = np.hypot(self.x, self.y)
        return Vector(most * self.x / length, most * self.y / length) if length > most else self


class Body:
    def __init__(self, position, velocity):
        self.position = position
        self.velocity = velocity
        self.trail = []

    def step(self, dt):
        self.velocity += self.position * -dt
        self.velocity = self.velocity.limited(0.9)
        self.position += self.velocity * dt
        self.trail.append(Point(self.position.x, dt))


def stored_in_attributes(body, dt):
    for _ in range(2):
        body.step(dt)
    return body.position, body.trail[0].x * body.trail[-1].y


def stored_in_arguments(d, ps, x):
    d["p"] = Point(x, d["p"].y)
    ps[0] = State(x * x, d["p"])
    return ps[0].x * d["p"].y * ps[0].v.x


def beside_arrays(a, x):
    a[1] = Point(x, x * x)
    a[0] += Vector(x, 2.0)
    a[2] *= Point(x, a[0, 0])
    return a * Point(x, 3.0) - Vector(1.0, x) / a


V = positive(3)
PROGRAMS = [
    Program(stored_in_attributes, (Body(Vector(0.3, 0.8), Vector(0.7, 0.6)), 0.2), wrt=(0, 1)),
    Program(stored_in_arguments, ({"p": Point(0.3, 0.8)}, [State(0.1)], 1.3), wrt=(0, 2)),
    Program(beside_arrays, (positive(3, 2), 1.3), wrt=(0, 1)),
    *(
        Program(one, (1.3,))
        for one in (
            made,
            defaults,
            replaced,
            as_dict,
            unpacked,
            iterated,
            methods,
            helper_result,
            in_list,
            in_dict,
            added,
            tested,
        )
    ),
    Program(stepped_in_loop, (1.3, 0.1, 3), wrt=(0, 1)),
    Program(argument, (State(1.3, 0.7), 0.1), wrt=(0, 1)),
    Program(argument_in_loop, (State(1.3, 0.7), 0.1), wrt=(0, 1)),
    Program(of_arrays, (V,)),
    Program(grown_in_loop, (1.3, 3)),
]
