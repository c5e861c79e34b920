"""Attributes that an object has where a body has not raised, or where another flag says so."""

import math

import numpy as np

from tests.programs.case import Program, positive, signed


class Quadruple:
    """Made of a number, of a sequence, of four numbers or of another one."""

    def __init__(self, *parts):
        if len(parts) == 1:
            if isinstance(parts[0], Quadruple):
                self.q = parts[0].q
                return
            try:
                first = float(parts[0])
                self.q = np.array([first, 0.0, 0.0, 0.0])
                return
            except TypeError:
                pass
            self.q = self.checked(parts[0])
            return
        first = parts[0]
        self.q = np.asarray([first, *parts[1:]])

    def checked(self, values):
        if len(values) != 4:
            raise ValueError("four numbers")
        try:
            found = [float(v) for v in values]
        except ValueError:
            raise ValueError("numbers") from None
        else:
            return np.asarray(found)

    def __mul__(self, other):
        if isinstance(other, Quadruple):
            a, b = self.q, other.q
            outer = np.outer(a, b)
            return self.__class__(
                outer[0, 0] - np.trace(outer[1:, 1:]), *(a[0] * b[1:] + b[0] * a[1:])
            )
        return self * self.__class__(other)

    def __rmul__(self, other):
        return self.__class__(other) * self

    @property
    def unit(self):
        return self.__class__(self.q / np.sqrt(self.q @ self.q))


class Root:
    """The root where there is one; where there is none, what the class says."""

    sign = -1.0

    def __init__(self, a):
        try:
            self.root = math.sqrt(a)
            self.sign = 2.0
        except ValueError:
            self.root = a * a * self.sign


class Flagged:
    """What it has been given, it says itself."""

    def __init__(self, a, many):
        found = False
        if many:
            self.a = a * 2.0
            found = True
        if not found:
            self.a = a * a
        self.b = self.a + a


class Tried:
    """Three steps of which each may raise; what is not there is made afterwards."""

    def __init__(self, a, b):
        try:
            self.u = math.log(a)
            self.v = math.sqrt(b)
        except ValueError:
            self.u = a * b
            self.v = b * b * a


def product(a, b):
    return (Quadruple(a) * Quadruple(b)).q


def of_numbers(a, b):
    return (Quadruple(*a) * b).unit.q


def number_first(a, s):
    return (s * Quadruple(a)).q


def root(a):
    return Root(a).root * a


def flagged(a, many):
    found = Flagged(a, many)
    return found.a * found.b


def tried(a, b):
    found = Tried(a, b)
    return found.u * found.v


def in_a_loop(x):
    total = 0.0
    for v in x:
        found = Tried(v, v + 0.5)
        total += found.u * v + found.v
    return total


def flag_that_changes(x):
    object_ = Flagged(x[0], True)
    done = False
    for i in range(3):
        if x[i] > 0.0 and not done:
            object_.c = x[i] * x[1]
            done = True
    done = i > 5
    if not done:
        object_.c = x[2] * object_.a
    return object_.c * object_.b


PROGRAMS = [
    Program(product, (signed(4), signed(4, start=1)), wrt=(0, 1)),
    Program(product, (signed(4), 0.7), wrt=(0, 1), name="product_with_a_number"),
    Program(of_numbers, (signed(4), 0.7), wrt=(0, 1)),
    Program(number_first, (signed(4), 0.7), wrt=(0, 1)),
    *(Program(root, (a,), name=f"root_{n}") for n, a in (("there", 1.7), ("missing", -1.7))),
    *(Program(flagged, (1.3, many)) for many in (True, False, np.bool_(True), np.bool_(False))),
    *(
        Program(tried, (a, b), wrt=(0, 1), name=f"tried_{n}")
        for n, (a, b) in enumerate([(1.3, 0.7), (-1.3, 0.7), (1.3, -0.7)])
    ),
    Program(in_a_loop, (signed(4),)),
    Program(flag_that_changes, (positive(3),)),
]
