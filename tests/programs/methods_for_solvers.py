"""Methods, and functions that hold their object, go to solvers."""

from dataclasses import dataclass

import numpy as np
import scipy.integrate
import scipy.optimize

from tests.programs.case import Program


class Pendulum:
    """Attributes of all kinds; the ones that are no numbers are only looked at."""

    gravity = 9.8

    def __init__(self, mass, length, name="pendulum", forced=False):
        self.mass, self.length = mass, length
        self.name, self.forced, self.steps, self.extra = name, forced, 3, None
        self.rates = np.array([[0.0, 1.0], [-1.3, -0.2]])

    @property
    def stiffness(self):
        return self.gravity / self.length

    def slope(self, t, y):
        push = np.cos(t) if self.forced and self.extra is None else 0.0
        return [y[1], push - self.stiffness * np.sin(y[0])]

    def linear(self, t, y):
        return self.rates @ y * self.mass

    def angle(self, y, end):
        found = scipy.integrate.solve_ivp(self.slope, (0.0, end), y, rtol=1e-10, atol=1e-10)
        return found.y[:, -1]

    def linear_angle(self, y, end):
        def slope(t, y):
            return self.linear(t, y)

        found = scipy.integrate.solve_ivp(slope, (0.0, end), y, rtol=1e-10, atol=1e-10)
        return found.y[0, -1]

    def rest(self, force):
        return scipy.optimize.brentq(lambda a: self.stiffness * a**3 - force, 0.0, 5.0)


@dataclass(frozen=True)
class Gas:
    """A part of another object."""

    share: float
    law: float


class Cosmos:
    """An integrand that is handed on to another method, of an object in an object."""

    def __init__(self, dust, gas):
        self.dust, self.gas = dust, gas

    def rate(self, z):
        gas = self.gas
        return np.sqrt(self.dust * (1 + z) ** 3 + gas.share * (1 + z) ** gas.law)

    def upside(self, z):
        return 1.0 / self.rate(z)

    def integral(self, integrand, ends):
        found = np.zeros_like(ends)
        for i in range(len(ends)):
            found[i], _ = scipy.integrate.quad(integrand, 0.0, ends[i])
        return found

    def distances(self, ends):
        def f(z):
            return 1.0 / self.rate(z)

        return self.integral(f, ends)

    def distance(self, end):
        return scipy.integrate.quad(self.upside, 0.0, end)[0]


FIXED = Cosmos(0.3, Gas(0.7, 0.4))


def angle(pendulum, y, end):
    return pendulum.angle(y, end)


def linear_angle(pendulum, y, end):
    return pendulum.linear_angle(y, end)


def rest(pendulum, force):
    return pendulum.rest(force) * pendulum.mass


def rest_before_and_after(pendulum, force):
    before = pendulum.rest(force)
    pendulum.length = pendulum.length * 2.0
    return before * pendulum.rest(force)


def distance(cosmos, end):
    return cosmos.distance(end)


def distances(cosmos, ends):
    return cosmos.distances(ends)


def fixed_distance(end):
    return FIXED.distance(end)


def fixed_distances(ends):
    return FIXED.distances(ends)


class Slower(Pendulum):
    """A method that asks the class before; it is called like a function, too."""

    def slope(self, t, y):
        rate, push = super().slope(t, y)
        return [rate, push - 0.1 * y[1]]

    def __call__(self, t, power=2):
        return self.mass * t**power + self.length


def made_pendulum(mass, length, y):
    return Pendulum(mass, length, forced=True).angle(y, 0.8)


def slower(mass, length, y):
    made = Slower(mass, length)
    return made.angle(y, 0.8)[0] + made.linear_angle(y, 0.4) + made.rest(2.0)


def made_cosmos(dust, share, ends):
    made = Cosmos(dust, Gas(share, 0.4))
    return made.distances(ends) * made.distance(share)


def integral_of_objects(mass, length):
    made = Slower(mass, length)
    return (
        scipy.integrate.quad(made, 0.0, 1.0)[0]
        + scipy.integrate.quad(made, 0.0, mass, args=(3,))[0]
        + scipy.integrate.quad(lambda t, power=3: made(t, power), 0.0, length)[0]
    )


def between_changes(mass, length):
    """What the object holds when the solver runs counts."""
    made = Slower(mass, length)
    rate = lambda t: made.mass * t**2 + made.length  # noqa: E731
    made.length = made.length * mass
    first = scipy.integrate.quad(rate, 0.0, 1.0)[0]
    made.mass = first * 2.0
    return scipy.integrate.quad(rate, 0.0, 1.0)[0] * made.mass


def pairs(mass, length):
    """Objects of a container, two at a time, and some that only constants are in."""
    every = [Gas(mass, length), Gas(length, 0.4), Gas(0.2, 0.3)]
    found = np.zeros((3, 3))
    for i, one in enumerate(every):
        for j, other in enumerate(every):
            if i != j:
                found[i, j] = overlap(one, other)
    return np.linalg.det(np.eye(3) + found)


def overlap(one, other):
    def density(t):
        return one.share * np.exp(-one.law * t) * other.share

    return scipy.integrate.quad(density, 0.0, 1.0 + other.law)[0]


def of_containers(mass, length):
    gases, table = (Gas(mass, length), Gas(length, 0.4)), {"first": Gas(mass, 2.0), "by": length}
    first = scipy.integrate.quad(lambda t: gases[0].share * t + gases[1].law, 0.0, 1.0)[0]
    return first + scipy.optimize.brentq(
        lambda t: t**3 * table["first"].law - table["first"].share * table["by"], 0.0, 3.0
    )


def perhaps_forced(mass, length):
    """Attributes that are None, whole numbers, truths and texts are told as they are."""
    made = Pendulum(mass, length, forced=True)

    def rate(t):
        push = 1.0 if made.extra is None and made.forced and made.name == "pendulum" else 2.0
        return push * t**made.steps * made.mass

    return scipy.integrate.quad(rate, 0.0, length)[0]


class Lambda(Slower):
    """Functions are called after the class of an object that is called, if that is a name."""


def integral_of_a_lambda(mass, length):
    return scipy.integrate.quad(Lambda(mass, length), 0.0, 1.0)[0]


def pendulum(forced=False):
    return Pendulum(1.2, 0.7, forced=forced)


def cosmos():
    return Cosmos(0.3, Gas(0.7, 0.4))


PROGRAMS = [
    Program(angle, lambda: (pendulum(), np.array([0.3, 0.1]), 0.8), wrt=(0, 1)),
    Program(angle, lambda: (pendulum(True), np.array([0.3, 0.1]), 0.8), (0, 1), name="forced"),
    Program(linear_angle, lambda: (pendulum(), np.array([0.3, 0.1]), 0.8), wrt=(0, 1)),
    Program(rest, lambda: (pendulum(), 2.0), wrt=(0, 1)),
    Program(rest_before_and_after, lambda: (pendulum(), 2.0), wrt=(0, 1)),
    Program(distance, lambda: (cosmos(), 0.8), wrt=(0, 1)),
    Program(distances, lambda: (cosmos(), np.array([0.3, 0.8])), wrt=(0, 1)),
    Program(fixed_distance, (0.8,)),
    Program(fixed_distances, (np.array([0.3, 0.8]),)),
    Program(made_pendulum, (1.2, 0.7, np.array([0.3, 0.1])), wrt=(0, 1, 2)),
    Program(slower, (1.2, 0.7, np.array([0.3, 0.1])), wrt=(0, 1, 2)),
    Program(made_cosmos, (0.3, 0.7, np.array([0.3, 0.8])), wrt=(0, 1, 2)),
    Program(integral_of_objects, (1.2, 0.7), wrt=(0, 1)),
    Program(integral_of_a_lambda, (1.2, 0.7), wrt=(0, 1)),
    Program(between_changes, (1.2, 0.7), wrt=(0, 1)),
    Program(pairs, (1.2, 0.7), wrt=(0, 1)),
    Program(of_containers, (1.2, 0.7), wrt=(0, 1)),
    Program(perhaps_forced, (1.2, 0.7), wrt=(0, 1)),
]
