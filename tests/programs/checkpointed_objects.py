"""Checkpointed methods, and checkpointed functions of objects of the user's."""

import numpy as np

from srcgrad import checkpoint, grad
from tests.programs.case import Program, positive, signed


class Layer:
    lift = 0.5

    def __init__(self, weight):
        self.weight = weight
        self.calls = 0

    @checkpoint
    def step(self, x, *, power=2):
        return np.tanh(self.weight * x) * x**power

    @checkpoint
    def twice(self, x):
        return self.step(x, power=1) * self.scaled(x)

    @checkpoint
    def __call__(self, x):
        return np.sin(self.weight * x) + x

    @grad(wrt="x")
    def cost(self, x):
        return np.sum(self.weight * x**3)

    @checkpoint
    def counted(self, x):
        self.calls += 1
        return x * self.weight

    def scaled(self, x):
        return x * self.weight

    @classmethod
    @checkpoint
    def lifted(cls, x, other, *, by=2.0):
        return np.sin(cls.lift * x) * other.weight * by


class Scale:
    def __init__(self, weight):
        self.weight = weight

    @checkpoint
    def step(self, x):
        return np.tanh(self.weight * x) * self.weight

    @classmethod
    @checkpoint
    def against(cls, x, other):
        return np.sin(cls.lift * x) * other.weight

    lift = 1.5


class Doubled(Layer):
    lift = 1.5

    @checkpoint
    def twice(self, x):
        return super().twice(x) * 2.0


OUTSIDE = Layer(0.6)
CHECKPOINTED = checkpoint(OUTSIDE.scaled)
CALLED = checkpoint(OUTSIDE)
BOUND = OUTSIDE.scaled


def method_of_an_object_made_inside(weight, x):
    layer = Layer(weight)
    for _ in range(3):
        x = layer.step(x)
    return np.sum(x)


def methods_within_one_another(weight, x):
    layer = Doubled(weight)
    return np.sum(layer.twice(x) + layer.step(x, power=3))


def objects_in_a_list(weights, x):
    for layer in [Layer(w) for w in weights]:
        x = layer.step(x)
    return np.sum(x)


def object_that_is_called(weight, x):
    layer = Layer(weight)
    return np.sum(layer(layer(x)))


def object_from_outside(x):
    return np.sum(OUTSIDE(OUTSIDE.step(x)))


def object_as_argument(scale, x):
    return np.sum(scale.step(x) * scale.weight)


def method_bound_outside(x):
    return np.sum(CHECKPOINTED(x) * CALLED(x))


def plain_method_bound_outside(x):
    return np.sum(BOUND(x) * x)


@checkpoint
def both(first, second, x):
    return first.scaled(x) * np.sin(second.scaled(x))


def function_of_two_objects(weights, x):
    first, second = Layer(weights[0]), Layer(weights[1])
    return np.sum(both(first, second, x) + both(second=first, first=second, x=x))


def function_of_one_object_twice(weight, x):
    layer = Layer(weight)
    return np.sum(both(layer, layer, x))


def slope_in_a_method(x):
    return np.sum(OUTSIDE.cost(x)[1] * x)


def method_that_counts(weight, x):
    layer = Layer(weight)
    return np.sum(layer.counted(x)) * layer.calls


@checkpoint
def lifted_by(cls, x):
    return x * cls.lift * x


LIFTED = Doubled.lifted


def class_methods(weight, x):
    first, second = Layer(weight), Doubled(weight * 2.0)
    return np.sum(first.lifted(x, second) + second.lifted(x, first, by=weight) + LIFTED(x, first))


class Scaled:
    by = 2.0

    @classmethod
    @checkpoint
    def squares(cls, weight, x):
        return cls.by * weight * x**2


class Tripled(Scaled):
    by = 3.0


def class_methods_by_their_classes(weight, x):
    return np.sum(Scaled.squares(weight, x) - Tripled.squares(weight, x**2))


def class_as_argument(weight, x):
    return np.sum(lifted_by(Layer, x) + lifted_by(Doubled, x * weight))


def class_method_of_an_argument(scale, x):
    return np.sum(scale.against(x, scale) * scale.weight)


REFUSED = {
    "method_that_counts",  # it would count again in the reverse sweep
}

X = signed(4)
PROGRAMS = [
    *(
        Program(function, (0.7, X), wrt=(0, 1))
        for function in (
            method_of_an_object_made_inside,
            methods_within_one_another,
            class_methods,
            class_methods_by_their_classes,
            class_as_argument,
            object_that_is_called,
            function_of_one_object_twice,
            method_that_counts,
        )
    ),
    Program(objects_in_a_list, (positive(3), X), wrt=(0, 1)),
    Program(function_of_two_objects, (positive(2), X), wrt=(0, 1)),
    Program(object_from_outside, (X,)),
    Program(class_method_of_an_argument, lambda: (Scale(0.4), X), wrt=(0, 1)),
    Program(object_as_argument, (Scale(0.4), X), wrt=(0, 1)),
    Program(method_bound_outside, (X,)),
    Program(plain_method_bound_outside, (X,)),
    Program(slope_in_a_method, (X,)),
]
