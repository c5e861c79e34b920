"""Names from outside: globals, closure cells, attributes, builtins."""

import itertools
import math
import math as m
from math import exp, pi
from math import sin as sine

import numpy
import numpy as np
from numpy import cos as cosine
from numpy import sum as total

from tests.programs.case import Program, positive, signed

GAIN = 0.7
WEIGHTS = np.array([0.5, 2.0, 1.5])
TABLE = {"k": 0.9, "w": [1.0, 2.0]}
POWERS = (1, 2, 3)
MODE = "square"
COUNT = 3


class Spring:
    """An object whose attributes a program reads."""

    stiffness = 1.5

    def __init__(self, length, ends):
        self.length = length
        self.ends = ends
        self.count = 2

    def energy(self, x):
        """Quadratic in the elongation."""
        return 0.5 * self.stiffness * np.sum((x - self.length) ** 2)

    def scaled(self, x, k):
        for _ in range(self.count):
            x = x * self.length + k
        return np.sum(x * self.ends)


class Settings:
    """A namespace of constants."""

    RATE = 0.3


SPRING = Spring(0.8, np.array([1.0, 2.0, 3.0]))


def global_float(x):
    return GAIN * x * x


def global_array(x):
    return np.sum(WEIGHTS * x**2)


def global_array_element(x):
    return WEIGHTS[1] * x[0] + np.sum(WEIGHTS[::2] * x[::2])


def global_dict(x):
    return TABLE["k"] * x + TABLE["w"][1] * x**2


def global_tuple(x):
    s = 0.0
    for p in POWERS:
        s += x**p
    return s


def global_string(x):
    if MODE == "square":
        return x * x
    return x


def global_int_bound(x):
    y = x
    for _ in range(COUNT):
        y = y * x
    return y


def global_array_written(x):
    SCRATCH[:] = x * x
    SCRATCH[0] *= SCRATCH[1]
    return np.sum(SCRATCH * x)


SCRATCH = np.zeros(3)


def global_class_attribute(x):
    return Settings.RATE * x * x


def global_object(x):
    return SPRING.length * np.sum(x * SPRING.ends)


def imported_names(x):
    return exp(x) * pi + sine(x) * m.e + math.tau * x


def imported_arrays(x):
    return total(cosine(x)) + numpy.sum(numpy.sin(x)) * numpy.pi


def shadowed_global(x):
    GAIN = x * 2.0
    return GAIN * x


def shadowed_module(x, math):
    return x * math


def shadowed_builtin(x):
    sum = x * x
    len = sum + 1.0
    return sum * len


def parameter_attribute(spring, x):
    return spring.length * np.sum(x) + spring.stiffness * np.sum(x**2) * spring.count


def parameter_attribute_in_loop(spring, x):
    for i in range(spring.count):
        x = x * spring.length + spring.ends[i]
    return np.sum(x)


def nested_attribute(model, x):
    return model.spring.length * x + model.spring.ends[1]


class Model:
    """An object that holds another."""

    def __init__(self, spring):
        self.spring = spring


def make_scaled(k):
    def scaled(x):
        return k * np.sum(x**2)

    return scaled


def make_two_cells(k, w):
    def weighted(x):
        y = k * x
        return np.sum(w * y * x)

    return weighted


def make_deep(k):
    def outer():
        def deep(x):
            return k * x * GAIN

        return deep

    return outer()


def make_closure_calls_closure(k):
    def factor(x):
        return k * x

    def calls(x):
        return factor(x) * factor(x + 1.0)

    return calls


def make_dict_cell(settings):
    def configured(x):
        if settings["square"]:
            return settings["k"] * x * x
        return x

    return configured


def make_array_cell_read(w):
    def read(x):
        return np.sum(w[1:] * x[:-1]) * w[0]

    return read


def make_lambda(k):
    return lambda x: k * x**3


V = positive(3)


def target_named_as_the_iterable(u, c):
    pairs = sum([t * c for t, u in zip(u, u)])
    counted = sum(u * i for i, u in enumerate(u))
    return pairs * counted + np.sum(u)


def target_named_in_a_product(u, c):
    s = sum(t * u for t, u in itertools.combinations(u, 2))
    return s + c * sum([a * b for u in [u, u * c] for a, b in zip(u, u[::-1])])


def target_named_in_an_inner_comprehension(u, c):
    return sum([u * c for u in [w * u[1] for w in u if w > u[0]]])


def target_named_in_a_lambda(u, c):
    scaled = sum([u[0] * w for u, w in zip([u, u], map(lambda w, u=u: w * u[1], u))])
    return scaled + sum(map(lambda u: u * c, u))


PROGRAMS = [
    Program(target_named_as_the_iterable, (signed(3), 2.0)),
    Program(target_named_in_a_product, (signed(3), 2.0)),
    Program(target_named_in_an_inner_comprehension, (signed(3), 2.0)),
    Program(target_named_in_a_lambda, (signed(3), 2.0), wrt=(0, 1)),
    *(
        Program(function, (1.3,))
        for function in (
            global_float,
            global_dict,
            global_tuple,
            global_string,
            global_int_bound,
            global_class_attribute,
            imported_names,
            shadowed_global,
            shadowed_builtin,
            make_deep(0.6),
            make_closure_calls_closure(0.6),
            make_dict_cell({"square": True, "k": 0.7}),
        )
    ),
    *(
        Program(function, (V,))
        for function in (
            global_array,
            global_array_element,
            global_array_written,
            global_object,
            imported_arrays,
            make_scaled(0.6),
            make_two_cells(0.6, np.array([1.0, 2.0, 3.0])),
            make_array_cell_read(np.array([1.0, 2.0, 3.0])),
        )
    ),
    Program(make_scaled(3), (V,), name="scaled_by_an_integer"),
    Program(make_lambda(0.6), (1.3,), name="lambda_with_cell"),
    Program(shadowed_module, (1.3, 0.7), wrt=(0, 1)),
    Program(parameter_attribute, (SPRING, V), wrt=1),
    Program(parameter_attribute_in_loop, (SPRING, V), wrt="x"),
    Program(nested_attribute, (Model(SPRING), 1.3), wrt=1),
    Program(Spring.energy, (SPRING, V), wrt=1, name="unbound_method"),
    Program(Spring.scaled, (SPRING, V, 0.7), wrt=("x", "k"), name="unbound_method_with_loop"),
]
