"""Copies by the module `copy`: of arrays, lists and structures, which share what they shared."""

from copy import copy, deepcopy

import numpy as np

from tests.programs.case import Program, signed

V = signed(3)


class Held:
    """Holds an array twice, and perhaps itself."""

    def __init__(self, a):
        self.a = a
        self.parts = [a, a * 2.0]
        self.me = None


class Tuned:
    """Says by itself how it is copied."""

    def __init__(self, a):
        self.a = a

    def __deepcopy__(self, memo):
        return Tuned(self.a * 2.0)


def of_arrays(x):
    y = deepcopy(x)
    y[0] *= 2.0
    z = copy(y)
    z[1] = y[0] * x[2]
    return np.sum(y * z) + deepcopy(x[0]) * copy(x[1])


def of_a_turned_array(x):
    turned = deepcopy(np.outer(x, x + 1.0).T)
    flat = turned.reshape(-1)
    flat[1] = 5.0 * x[0]
    return np.sum(turned * flat[2])


def one_array_twice_in_a_dict(x):
    d = {"a": x, "b": [x * 2.0, x]}
    e = deepcopy(d)
    e["a"][0] *= 2.0
    e["b"][0][1] = x[0]
    return np.sum(e["a"] * e["b"][0]) + np.sum(d["a"] * e["b"][1])


def one_list_twice_in_a_dict(x):
    items = [x, x * 2.0]
    e = deepcopy({"a": items, "b": items})
    e["a"].append(x[1])
    e["b"][0] = x[::-1]
    return np.sum(e["a"][0] * x) * e["a"][2] + len(e["b"]) + len(items)


def perhaps_one_array(x, same):
    first = x * 1.0
    held = deepcopy([first, first if same else x * 1.0])
    held[0][0] = x[1] * x[2]
    return np.sum(held[0] * held[1])


def of_an_object(x):
    one = Held(x * 1.0)
    one.me = one
    two = deepcopy(one)
    two.me.a[0] = 5.0 * x[1]
    two.parts[0][1] *= 2.0
    three = copy(one)
    three.a[2] = x[0]
    return np.sum(two.a * one.a) + np.sum(three.parts[0]) + np.sum(two.parts[1] * x)


def of_a_list_that_grew(x, n):
    squares = []
    for i in range(n):
        squares.append(x[i] ** 2)
    one, two = deepcopy(squares), copy(squares)
    one[0] = x[1]
    two[1] = x[0]
    return one[0] * one[1] + two[0] * two[1] + squares[0] * squares[1]


def as_its_class_says(x):
    one = Tuned(x)
    two = deepcopy(one)
    two.a[0] = 1.0
    return np.sum(two.a * one.a)


PROGRAMS = [
    *(
        Program(f, (V,))
        for f in (
            of_arrays, of_a_turned_array, one_array_twice_in_a_dict, one_list_twice_in_a_dict,
            of_an_object, as_its_class_says,
        )
    ),
    Program(perhaps_one_array, (V, True)),
    Program(perhaps_one_array, (V, False)),
    Program(of_a_list_that_grew, (V, 3)),
]  # fmt: skip
REFUSED = {"as_its_class_says"}
