"""Attributes that an object gets on some paths only."""

import types

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.3, 0.4, 2.1])


class Option:
    def __init__(self, strike, spread=None):
        for name in ("price", "slope"):
            self.__dict__[name] = None
        self.strike = float(strike)
        if spread:
            self.spread = spread / 100.0
            self.ratio = np.log(self.strike) * self.spread
            self.price, self.slope = self.both()

    def both(self):
        return [self.strike * self.ratio, self.ratio**2]


def priced(spread):
    return Option(90.0, spread).price


class Filters:
    def __init__(self):
        self.count, self.shape = 2, (3, 2, 2)
        self.weights = np.linspace(0.1, 1.2, 12)

    def sizes(self):
        channels, height, width = self.shape
        return self.count, int(height * width / 2)

    def applied(self, x):
        w = self.weights.reshape(self.sizes() + (self.shape[0],))
        return np.sum(w * x.reshape((self.shape[0],)) ** 2, axis=self.count)


def shaped_by_counts(filters, x):
    return filters.applied(x)


class Spring:
    def __init__(self, k, sort):
        self.k = k
        if sort > 0.5:
            self.rest = 2.0 * k
        else:
            self.damping = 3.0 * k

    def force(self):
        return self.k * 2.0


def of_two_sorts(x):
    springs = [Spring(v, v) for v in x]
    one = Spring(x[0], x[1])
    other = Spring(x[1], x[0]) if x[2] > 0.1 else Spring(x[3], x[2])
    other.k = other.k * 3.0
    return sum(spring.force() for spring in springs) * one.force() * other.force()


def seen_in_a_loop(x):
    spring = Spring(x[0], x[1])
    for i in range(3):
        if x[i] > 0.5:
            spring.seen = i
        spring.k = spring.k * x[i]
    spring.seen = 5
    return spring.force() * spring.seen


class Kept:
    def __init__(self, v):
        self.v = v

    def square(self):
        if not hasattr(self, "kept"):
            self.kept = self.v**2
        return self.kept


def kept_at_first(x, n):
    one = Kept(x[0])
    total = 0.0
    for _ in range(n):
        total += one.square() * x[1]
        one.v = one.v * 0.5
    return total


def kept_perhaps(x):
    one = Kept(x[0])
    if x[1] > 0.5:
        one.square()
    one.v = x[2]
    return one.square()


def written_argument(spring, x):
    if x > 1.0:
        spring.seen = x * 2.0
    spring.k = spring.k * x
    return spring.force() * x


class Planet:
    def __init__(self, radius, flattening):
        self.radius, self.flattening = radius, flattening

    def arc(self, angle, latitude):
        return self.radius * angle * (1.0 - self.flattening * latitude**2)

    def to_the_moon(self, angle):
        return self.MOON.radius * angle + self.arc(angle, 0.5)


Planet.EARTH, Planet.MOON = Planet(6.4, 0.3), Planet(1.7, 0.1)


def held_by_a_class(x):
    planet = Planet.EARTH
    return planet.arc(x[0], x[1]) + Planet.MOON.arc(x[1], x[2]) * planet.to_the_moon(x[3])


class Likelihood:
    def __init__(self, data, robust):
        self.data = data
        self.cost = self._absolute if robust else self._squared
        self.calls = {"cost": self.cost}

    def _squared(self, residual):
        return residual**2

    def _absolute(self, residual):
        return np.sqrt(residual**2 + self.data[0] ** 2)

    def total(self, x):
        return np.sum(self.cost(x - self.data))


SQUARED = Likelihood(np.array([0.3, -0.2, 0.5, 0.1]), False)
ROBUST = Likelihood(np.array([0.3, -0.2, 0.5, 0.1]), True)


def halved(self, x):
    return 0.5 * np.sum(self.cost(x * self.data[1]))


REPLACED = Likelihood(np.array([0.3, -0.2, 0.5, 0.1]), True)
REPLACED.total = types.MethodType(halved, REPLACED)


def method_replaced_in_one_object(x):
    places = {name: place for place, name in enumerate(vars(REPLACED))}
    return REPLACED.total(x) + ROBUST.total(x) * places["total"]


def method_kept_at_the_start(x):
    return SQUARED.total(x) + ROBUST.total(2.0 * x)


def kept_method_with_a_name(x):
    cost = ROBUST.cost
    return sum(cost(v) * SQUARED.cost(v) for v in x)


class Bench:
    """It counts its calls, and tells its name where something is wrong."""

    def __init__(self, size):
        self.size, self.calls = size, 0

    def value(self, x):
        if len(x) < self.size:
            raise ValueError(f"{self.__class__.__name__}: " + type(self).__qualname__)
        self.calls += 1
        return np.sum(x[: self.size] ** 2) * len(self.__class__.__name__)


class Link:
    def __init__(self, factor):
        self.factor = factor

    def squared(self, x):
        return self.factor * x * x


class Linked:
    """It keeps a method of another object, which is no part of what has a derivative."""

    def __init__(self, scale, link):
        self.scale = scale
        self.of = link.squared


def by_a_method_of_another(model, x):
    return np.sum(model.of(model.scale * x))


def named_where_it_fails(bench, x):
    return bench.value(x) + bench.value(x * x) * bench.calls


def raised_through_its_dict(spring, x):
    held = spring.k
    spring.__dict__["k"] += x
    vars(spring)["k"] *= spring.k
    return held * spring.k


PROGRAMS = [
    Program(shaped_by_counts, (Filters(), X[:3]), wrt=(0, 1)),
    Program(raised_through_its_dict, (Spring(0.5, 1.0), 0.7), wrt=(0, 1)),
    Program(raised_through_its_dict, (Spring(0.5, 1.0), 0.7), wrt=1),
    Program(by_a_method_of_another, (Linked(1.3, Link(2.0)), X), wrt=(0, 1)),
    Program(named_where_it_fails, (Bench(3), X), wrt=1),
    Program(held_by_a_class, (X,)),
    Program(method_kept_at_the_start, (X,)),
    Program(method_replaced_in_one_object, (X,)),
    Program(kept_method_with_a_name, (X,)),
    Program(priced, (20.0,)),
    Program(of_two_sorts, (X,)),
    Program(seen_in_a_loop, (X,)),
    Program(kept_at_first, (X, 3)),
    Program(kept_perhaps, (X,)),
    *(Program(written_argument, (Spring(0.5, 1.0), x), wrt=(0, 1)) for x in (0.7, 2.0)),
]
REFUSED = {"kept_perhaps"}
