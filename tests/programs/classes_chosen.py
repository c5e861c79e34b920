"""Objects of several classes, among which a branch chooses."""

from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, positive


@dataclass
class Triangle:
    base: float
    height: float

    def area(self):
        return 0.5 * self.base * self.height

    def grow(self, by):
        self.base *= by


class Circle:
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return 3.0 * self.radius**2

    def grow(self, by):
        self.radius *= by


class Tiles:
    """Its part is an array, which the others do not have."""

    def __init__(self, sides):
        self.sides = sides

    def area(self):
        return np.sum(self.sides**2)

    def grow(self, by):
        self.sides = self.sides * by


def made(v, w):
    if v > 0.9:
        return Triangle(v, w)
    return Circle(w)


def grown_and_measured(x):
    if x[0] > 5.0:
        shape = Triangle(x[0], x[1])
    elif x[1] > 0.9:
        shape = Circle(x[1])
    else:
        shape = Tiles(x * x[0])
    shape.grow(x[2])
    first = shape.area()
    shape.grow(2.0)
    return first * shape.area()


def made_in_each_pass(x):
    total = 0.0
    for v in x:
        shape = made(v, x[0])
        if isinstance(shape, Circle):
            total += 3.0 * shape.radius
        else:
            shape.height = shape.height * 2.0
            total += shape.base
        total += shape.area()
    return total


def asked_for_their_class(x):
    shape, other = made(x[0], x[1]), made(x[1], x[2])
    size = other.radius if isinstance(other, Circle) else other.base
    if isinstance(shape, Triangle) and shape.height > 0.1:
        size += shape.height
    match shape:
        case Circle(radius=radius):
            return size * radius
        case Triangle(base=base, height=height):
            return size * base * height**2


def parts_of_others(x):
    frame = {"left": made(x[0], x[1]), "right": made(x[1], x[2])}
    same = frame["left"]
    same.grow(x[3])
    return sum(shape.area() for shape in frame.values()) * same.area()


def one_of_two_arguments(a, b, x):
    shape = a if x[0] > 0.5 else b
    shape.grow(x[1])
    return shape.area() + a.area()


def another_class_in_each_pass(x):
    shape = Triangle(x[0], x[1])
    for v in x:
        if v > 1.2:
            shape = Circle(v * shape.area())
    return shape.area()


def list_of_several_classes(x):
    shapes = [made(v, x[0]) for v in x]
    return sum(shape.area() for shape in shapes)


class Vector:
    def __init__(self, parts):
        self.parts = list(parts)

    def __sub__(self, other):
        return Vector([a - b for a, b in zip(self.parts, other.parts)])

    def squared(self):
        return sum(part**2 for part in self.parts)


def zeros(count):
    return Vector([0] * count)


class Scaling:
    def __init__(self, factors):
        self.factors = factors

    def __mul__(self, other):
        if isinstance(other, Vector):
            scaled = zeros(len(self.factors))
            for i in range(len(self.factors)):
                scaled.parts[i] = self.factors[i] * other.parts[i]
            return scaled
        elif isinstance(other, int) or isinstance(other, float):
            return Scaling([other * factor for factor in self.factors])


def made_by_a_function_of_numbers(scaling, vector):
    return (scaling * vector - vector).squared()


class ByName(type):
    def __instancecheck__(cls, one):
        return hasattr(one, "base")


class Based(metaclass=ByName):
    pass


def what_the_class_of_a_class_says(shape, x):
    match shape:
        case Based() if not isinstance(x, (int, Based)):
            return shape.base * x
    return x * x


X = positive(5)
PROGRAMS = [
    Program(what_the_class_of_a_class_says, (Triangle(1.2, 2.0), 0.7), wrt=(0, 1)),
    *(
        Program(one, (X,))
        for one in (
            grown_and_measured,
            made_in_each_pass,
            asked_for_their_class,
            parts_of_others,
            another_class_in_each_pass,
            list_of_several_classes,
        )
    ),
    Program(one_of_two_arguments, (Triangle(1.0, 2.0), Circle(1.5), X), wrt=(0, 1, 2)),
    Program(made_by_a_function_of_numbers, (Scaling([1.2, 0.7]), Vector([0.4, 0.9])), wrt=(0, 1)),
]
