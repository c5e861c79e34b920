"""`functools.singledispatch`, typed dicts: what a call does is known from what it is given."""

import functools
import math
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from tests.programs.case import Program, positive


@dataclass
class Circle:
    radius: float


@dataclass
class Square:
    side: float


class Tile(Square):
    pass


class Options(TypedDict, total=False):
    rate: float
    decay: float


@functools.singledispatch
def area(shape):
    raise TypeError("no shape")


@area.register
def _(shape: Circle):
    return math.pi * shape.radius**2


@area.register
def _(shape: Square):
    return shape.side**2


@functools.singledispatch
def twice(value):
    return value * 2.0


@twice.register(list)
def _(value):
    return [item * 3.0 for item in value]


@twice.register(np.ndarray)
def _(value):
    return value * 2.5


@functools.singledispatch
def measured(value):
    raise TypeError("no number")


@measured.register
def _(value: float):
    return value**3


@measured.register
def _(value: tuple):
    return value[0] * value[1]


class Evaluator:
    def __init__(self, scale):
        self.scale = scale

    @functools.singledispatchmethod
    def of(self, value, power=1.0):
        return value * self.scale

    @of.register
    def _(self, value: tuple, power=2.0):
        return value[0] ** power * value[1] * self.scale

    @of.register(np.ndarray)
    def _(self, value):
        return np.sum(value**2) * self.scale

    @of.register
    def _(self, value: Circle):
        return self.of(value.radius) + self.of((value.radius, self.scale), power=3.0)


def by_class(x):
    return area(Circle(x[0])) + area(Square(x[1])) * area(Tile(x[2]))


def over_a_list(x):
    shapes = [Circle(x[0]), Square(x[1]), Circle(x[2])]
    return sum(area(shape) for shape in shapes)


def by_kind(x):
    return twice(x).sum() + sum(twice([x[0], x[1]])) + twice(float(x[2]))


def typed_dict(x):
    options = Options(rate=x[2], decay=x[0])
    return options["rate"] * options.get("decay", 0.5)


def by_number(x):
    return measured(x[0]) + sum(measured(v) for v in x) * measured((x[1], x[2]))


def of_methods(x):
    evaluator = Evaluator(x[0])
    return evaluator.of(x) * evaluator.of((x[1], x[2])) + evaluator.of(Circle(x[3]))


def of_an_argument(evaluator, x):
    return evaluator.of(x) + evaluator.of(float(x[0])) * evaluator.of((x[1], x[2]))


X = positive(4)
PROGRAMS = [
    Program(function, (X,))
    for function in (by_class, over_a_list, by_kind, typed_dict, by_number, of_methods)
]
PROGRAMS.append(Program(of_an_argument, lambda: (Evaluator(0.7), X), wrt=(0, 1)))
