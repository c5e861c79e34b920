"""Numbers and objects on the left of objects whose classes define the operator: who is asked."""

import dataclasses

import numpy as np

from tests.programs.case import Program


class Dual:
    """A value and its slope."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    __radd__ = __add__

    def __mul__(self, other):
        other = other if isinstance(other, Dual) else Dual(other)
        slope = self.value * other.slope + self.slope * other.value
        return Dual(self.value * other.value, slope)

    __rmul__ = __mul__

    def __rsub__(self, other):
        return Dual(other - self.value, -self.slope)

    def __rtruediv__(self, other):
        return Dual(other / self.value, -other * self.slope / self.value**2)

    def __pow__(self, n):
        return Dual(self.value**n, n * self.value ** (n - 1) * self.slope)


class Told:
    """What it is handed decides: NumPy hands over Python's number."""

    def __init__(self, value):
        self.value = value

    def __rmul__(self, other):
        return self.value * other * (2.0 if type(other) is float else 3.0)


def polynomial(x, c):
    d = Dual(x, 1.0)
    total = Dual(0.0)
    for k, ck in enumerate(c):
        total = total + ck * d ** (k + 1)
    return total.value * total.slope


def every_side(x, c):
    d = Dual(x, 1.0)
    found = c[0] * d + c[1] / d
    found += np.sin(c[2]) - d
    return found.value * found.slope


def told_of_its_type(x, c):
    return c[0] * Told(x) + x * Told(c[1])


class Longer(Told):
    """Of a derived class: it is asked first."""

    def __radd__(self, other):
        return self.value * other.value

    def __gt__(self, other):
        return True


class Longest(Longer):
    """With the answers of its base, which count as the base's in sums, not in comparisons."""


Told.__add__ = lambda self, other: self.value + 2.0 * other.value
Told.__lt__ = lambda self, other: False


@dataclasses.dataclass
class Point:
    value: float


@dataclasses.dataclass(eq=False)
class Near(Point):
    def __eq__(self, other):
        return abs(self.value - other.value) < 9.0


def derived_on_the_right(x, c):
    first, longer, longest = Told(x), Longer(c[0]), Longest(c[1])
    found = (first + longer) * x + (longer + longest) * c[2]
    found = found * x if first < longer else found
    return found * x if first < longest else found


def derived_is_asked_whether_equal(x, c):
    found = x * x if Point(x) == Near(c[0]) else x
    return found * c[1] if Near(x) != Point(c[0]) else found * c[2]


@dataclasses.dataclass(order=True)
class Size:
    value: float


@dataclasses.dataclass(eq=False)
class Named(Size):
    number: int = 0

    def __gt__(self, other):
        return True


def what_dataclass_wrote(x, c):
    """It says nothing to another class, and nothing of fields that a derived class has added."""
    found = x * x if Size(x) < Named(c[0]) else x
    found = found * c[0] if Named(x, 1) == Named(x, 2) else found
    found = found if Size(x) != Size(x) else found * c[1]
    try:
        return found * x if Size(x) <= c[0] else found
    except TypeError:
        return found * c[2]


PROGRAMS = [
    Program(f, (0.7, np.array([0.3, -0.2, 1.1])), wrt=(0, 1))
    for f in (
        polynomial,
        every_side,
        told_of_its_type,
        derived_on_the_right,
        derived_is_asked_whether_equal,
        what_dataclass_wrote,
    )
]
