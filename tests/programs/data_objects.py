"""Objects as they are written for data: states that are replaced, paths, particles."""

from collections import namedtuple
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from tests.programs.case import Program, positive


@dataclass
class Cell:
    c: float
    g: np.ndarray
    name: str = "cell"
    tags: list = field(default_factory=list)


def dataclass_in_dict(cells, dt):
    for name, cell in cells.items():
        cell.g = cell.g * (1 - dt * cell.c)
        cell.tags.append(name)
    return sum(np.sum(c.g) * len(c.tags) for c in cells.values())


Point = namedtuple("Point", "x y z")


def replaced(p, n):
    for i in range(n):
        p = p._replace(x=p.x * p.y, z=p.z + i)
    return p.x * p.z + sum(p)


@dataclass(frozen=True)
class State:
    pos: np.ndarray
    vel: np.ndarray
    t: float = 0.0


def frozen_replace(s, dt, n):
    for _ in range(n):
        acc = -s.pos
        s = replace(s, pos=s.pos + dt * s.vel, vel=s.vel + dt * acc, t=s.t + dt)
    return np.sum(s.pos**2) * s.t


def trajectory(s, dt, n):
    path = [s]
    for _ in range(n):
        last = path[-1]
        path.append(State(last.pos + dt * last.vel, last.vel - dt * last.pos, last.t + dt))
    return sum(np.sum(p.pos**2) * p.t for p in path)


def trajectory_dicts(x, n):
    path = [{"x": x, "v": 1.0}]
    for i in range(n):
        last = path[-1]
        path.append({"x": last["x"] + 0.1 * last["v"], "v": last["v"] - 0.1 * last["x"]})
    return sum(p["x"] * p["v"] for p in path) + path[n // 2]["x"]


def particles(xs, n):
    ps = [{"x": x, "v": 0.0} for x in xs]
    for _ in range(n):
        for p in ps:
            p["v"] -= 0.1 * p["x"]
        for p in ps:
            p["x"] += 0.1 * p["v"]
    return sum(p["x"] ** 2 for p in ps)


def pairs(xs, n):
    ps = [[x, 0.0] for x in xs]
    for _ in range(n):
        for i, p in enumerate(ps):
            for j, q in enumerate(ps):
                if i != j:
                    p[1] += 0.1 * (q[0] - p[0])
        for p in ps:
            p[0] += p[1]
    return sum(p[0] ** 2 for p in ps)


class Particle:
    __slots__ = ("x", "v")

    def __init__(self, x, v):
        self.x, self.v = x, v

    def push(self, dt):
        self.v -= dt * self.x
        self.x += dt * self.v


def slotted(x, n):
    ps = [Particle(x[0], 0.0), Particle(x[1], 1.0)]
    for _ in range(n):
        for p in ps:
            p.push(0.1)
    return ps[0].x * ps[1].v


def slotted_many(xs, n):
    ps = [Particle(x, 0.0) for x in xs]
    for _ in range(n):
        for p in ps:
            p.push(0.1)
    return sum(p.x for p in ps)


@dataclass(slots=True)
class Slot:
    a: float
    b: float = 1.0


def slots_dataclass(x):
    s = Slot(x)
    s.b = s.a * x
    return replace(s, a=2.0).b * s.a


class Loud:
    def __init__(self, x):
        self.x = x

    def __setattr__(self, k, v):
        object.__setattr__(self, k, v * 2)


def loud(x):
    a = Loud(x)
    a.x = a.x * x
    return a.x


def tuple_argument_in_list(p, n):
    path = [p]
    for i in range(n):
        a, b = path[-1]
        path.append((a * b, b + a))
    return sum(a * b for a, b in path)


def named_in_list(p, n):
    path = [p]
    for i in range(n):
        q = path[-1]
        path.append(q._replace(x=q.x * q.y))
    return sum(q.x * q.z for q in path)


def frozen_twice(s, n):
    path = [s, s]
    for i in range(n):
        path.append(replace(path[-1], t=path[-2].t + 1.0))
    s.pos[0] = 5.0
    return sum(q.t * np.sum(q.pos) for q in path)


def frozen_kept(s, n):
    path = [s]
    for i in range(n):
        path.append(replace(path[-1], t=path[-1].t * 2.0))
    return path[-1].t if path[0].t == s.t else s.t


X3 = positive(3)


class Wave:
    def __init__(self, height, rate, level):
        self.height, self.rate, self.level = height, rate, level

    @classmethod
    def of(cls, level, shape):
        return cls(*shape[:2], level)

    def at(self, t):
        return self.height * np.exp(-self.rate * t) + self.level


Line = namedtuple("Line", "slope start")


def made_of_an_array(x):
    line = Line(*x[1:])
    rows = sum(Wave(*row).at(0.1) for row in np.outer(x, x))
    return Wave(*x).at(0.3) * Wave.of(2.0, x).at(0.2) + line.slope * line.start**2 + rows


@dataclass
class Doubled:
    slope: float
    start: float = 0.0

    def __init__(self, start, slope=3.0):
        self.slope = 2.0 * slope
        self.start = start


def init_of_its_own(x):
    line = Doubled(x)
    return line.slope * line.start + Doubled(x, slope=x).slope * x


def init_of_its_own_in_an_argument(line):
    return Doubled(line.slope, line.start)


class Amount:
    def __init__(self, size):
        self.size = size

    def __add__(self, other):
        if self.size > 0.1:
            return Amount(self.size + other.size)
        return Amount(self.size - other.size)


class Account:
    def __init__(self, held):
        self.held = held

    @cached_property
    def interest(self):
        if self.held.size > 0.3:
            return self.held.size**2
        return -self.held.size


def sum_with_branches_in_place(x):
    account, listed, named = Account(Amount(x)), [Amount(x)], {"a": Amount(x * x)}
    for _ in range(3):
        account.held += Amount(2.0 * x * x)
        listed[0] += account.held
        named["a"] += listed[0]
    return account.held.size * listed[0].size * named["a"].size


def cached_with_branches(x):
    account = Account(Amount(x))
    first = account.interest
    account.held = Amount(-5.0 * x)
    return first + 3.0 * account.interest * account.held.size


PROGRAMS = [
    Program(sum_with_branches_in_place, (0.7,)),
    Program(cached_with_branches, (0.7,)),
    Program(init_of_its_own, (1.3,)),
    Program(init_of_its_own_in_an_argument, (Doubled(1.3, 0.7),)),
    Program(made_of_an_array, (positive(3),)),
    Program(
        dataclass_in_dict, lambda: ({"a": Cell(0.3, positive(2)), "b": Cell(0.5, positive(3))}, 0.1)
    ),
    Program(replaced, (Point(1.2, 0.8, 0.5), 3)),
    Program(frozen_replace, (State(positive(2), positive(2, start=3), 0.1), 0.1, 4)),
    Program(trajectory, (State(positive(2), positive(2, start=3), 0.1), 0.1, 4)),
    Program(trajectory_dicts, (1.3, 4)),
    Program(particles, (X3, 3)),
    Program(pairs, (X3, 2)),
    Program(slotted, (X3, 3)),
    Program(slotted_many, (X3, 3)),
    Program(slots_dataclass, (1.3,)),
    Program(loud, (1.3,)),
    Program(tuple_argument_in_list, ((1.2, 0.7), 3)),
    Program(named_in_list, (Point(1.2, 0.8, 0.5), 3)),
    Program(frozen_twice, (State(positive(2), positive(2, start=3), 0.1), 4)),
    Program(frozen_kept, (State(positive(2), positive(2, start=3), 0.1), 4)),
]
