"""Class methods of objects whose class the program does not name, or names something else."""

import numpy as np

from tests.programs.case import Program, signed


class Unit:
    scale = 2.0
    power = 3

    def __init__(self, weight):
        self.weight = weight

    @classmethod
    def scaled(cls, x):
        return x * cls.scale

    @classmethod
    def raised(cls, x):
        return cls.scaled(x) + cls.scale**cls.power

    @classmethod
    def of(cls, weight):
        return cls(weight)

    def again(self, x):
        return self.of(self.weight * 2.0).scaled(x) * self.weight


class Metre(Unit):
    scale = np.float64(3.0)


Earlier = Metre


class Metre(Unit):  # noqa: F811
    scale = 30.0


SCALED, RAISED = Unit.scaled, Earlier.raised


def number_of_a_class(unit, x):
    return np.sum(unit.scaled(x) * unit.raised(x) * unit.weight)


def beside_another_class_of_that_name(unit, x):
    return np.sum(unit.scaled(x) * unit.weight) * Metre.scale + Metre(2.0).again(unit.weight)


def beside_a_number_of_that_name(unit, x):
    Metre = 2.0  # noqa: N806
    return np.sum(unit.again(x)) * Metre


def several_classes(units, x):
    return sum(np.sum(unit.again(x)) for unit in units)


def bound_outside(weight, x):
    return np.sum(SCALED(x) * RAISED(x)) * weight


BOTH = (number_of_a_class, beside_another_class_of_that_name, beside_a_number_of_that_name)
PROGRAMS = [
    *(Program(function, lambda: (Earlier(0.7), signed(3)), wrt=(0, 1)) for function in BOTH),
    Program(
        several_classes, lambda: ([Metre(0.7), Unit(0.8), Earlier(0.2)], signed(3)), wrt=(0, 1)
    ),
    Program(bound_outside, (0.7, signed(3)), wrt=(0, 1)),
]
