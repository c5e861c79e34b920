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


X = positive(4)
PROGRAMS = [Program(function, (X,)) for function in (by_class, over_a_list, by_kind, typed_dict)]
