"""Attributes that descriptors of the user's read and store, and operators that decline."""

import math
from typing import NamedTuple

import numpy as np

from tests.programs.case import Program, positive


class Bounded:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __set_name__(self, owner, name):
        self.name, self.private = name, "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.private)

    def __set__(self, instance, value):
        if value < self.low or value > self.high:
            raise ValueError(f"{self.name} is out of its range")
        setattr(instance, self.private, value)


class Oscillator:
    stiffness = Bounded(0.0, 10.0)
    mass = Bounded(0.1, 5.0)

    def __init__(self, stiffness, mass):
        self.stiffness = stiffness
        self.mass = mass

    @property
    def frequency(self):
        return math.sqrt(self.stiffness / self.mass)


class Once:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        value = self.function(instance)
        instance.__dict__[self.name] = value
        return value


class Circle:
    def __init__(self, radius):
        self.radius = radius

    @Once
    def area(self):
        return math.pi * self.radius**2


class Unit:
    def __init__(self, factor):
        self.factor = factor

    def __get__(self, instance, owner):
        return instance.si * self.factor

    def __set__(self, instance, value):
        instance.si = value / self.factor


class Length:
    km = Unit(1e-3)
    cm = Unit(100.0)

    def __init__(self, si):
        self.si = si

    def __getattr__(self, name):
        if name.startswith("log_"):
            return math.log(getattr(self, name[4:]))
        raise AttributeError(name)


class Pair(NamedTuple):
    first: float
    second: np.ndarray

    def product(self):
        return np.sum(self.first * self.second)


class Term:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        if not isinstance(other, Term):
            return NotImplemented
        return Term(self.value + other.value)


class Factor:
    def __init__(self, value):
        self.value = value

    def __radd__(self, other):
        return Term(self.value * other.value)


def checked_attributes(x):
    oscillator = Oscillator(x[0], x[1])
    oscillator.stiffness = oscillator.stiffness * 2.0
    oscillator.stiffness += x[2]
    return oscillator.frequency * x[3]


def out_of_range(x):
    try:
        oscillator = Oscillator(x[0] * 100.0, x[1])
    except ValueError:
        return x[0] ** 2
    return oscillator.frequency


def of_an_argument(oscillator):
    oscillator.stiffness = oscillator.stiffness * 2.0
    oscillator.mass += 0.1
    return oscillator.frequency


def computed_once(x):
    circle = Circle(x[0])
    return circle.area * circle.area + x[1]


def kept_in_an_argument(circle):
    return circle.area * circle.area


def units(x):
    length = Length(x[0])
    length.km = x[1]
    length.cm += x[2]
    return length.si * length.cm


def units_of_an_argument(length):
    length.km = length.cm
    return length.si**2


def part_of_a_name(x):
    length = Length(x[0])
    return length.log_si * length.log_cm


def made_of_a_list(x):
    return Pair._make([x[0], x[1:]]).product()


def declined(x):
    return ((Term(x[0]) + Factor(x[1])) + Term(x[2])).value


X = positive(4)
PROGRAMS = [
    Program(function, (X,))
    for function in (
        checked_attributes,
        out_of_range,
        computed_once,
        units,
        part_of_a_name,
        made_of_a_list,
        declined,
    )
]
PROGRAMS += [
    Program(of_an_argument, lambda: (Oscillator(0.7, 0.9),)),
    Program(kept_in_an_argument, lambda: (Circle(0.7),)),
    Program(units_of_an_argument, lambda: (Length(0.7),)),
]
