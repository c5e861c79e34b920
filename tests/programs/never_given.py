"""Parameters that are None by default and not given: the paths that compute with them raise."""

from math import sqrt

import numpy as np

from tests.programs.case import Program, positive, signed


def returned_on_one_path(x, length=None):
    if x > 2.0:
        return x * x
    scaled = 1.6 * (x / length) ** (1 / 3.0)
    return scaled * 3


def in_a_function(x, length=None):
    if x > 2.0:
        return x**0.8
    return entry(x, length)


def entry(x, length):
    ratio = x / length * 2
    return ratio * ratio


def of_arrays(x, weights=None):
    if x[0] > 2.0:
        return np.sum(x * weights)
    return np.sum(x * x)


def inside_of_functions(x, low=None):
    if x > 2.0:
        return x * sqrt(x)
    return sqrt(np.exp(-low) * x)


def logarithm(x, low=None):
    if x > 2.0:
        return np.log(x)
    return np.log(low) * x


def compared(x, low=None):
    if x > 2.0:
        return x * x
    if low > x:
        return x
    return x * low


def chosen(x, low=None):
    return x * x if x > 2.0 or low > 3.0 else x


def caught(x, length=None):
    try:
        y = x / length
    except TypeError:
        y = x * x
    return y * x


def caught_after_a_product(x, length=None):
    z = 0.0
    try:
        y = x**3
        if x > 2.0:
            y = y + x / length
    except (TypeError, ValueError):
        y = x * x
    finally:
        z += x
    return y * z


def caught_by_one_of_several(x, length=None):
    try:
        return x / length
    except TypeError:
        return x * x
    except ValueError:
        return x * x * x


def caught_in_a_loop(x, length=None):
    for _ in range(3):
        try:
            return (length + 1.0) * x
        except ValueError:
            return x * x * x
        except TypeError:
            x = x * x
    return x


def of_an_empty_array(x, factor=None):
    try:
        empty = x[:0] < factor
        scale = 2.0 + len(empty)
    except TypeError:
        scale = 3.0
    return np.sum(x * x) * scale


def of_a_part_that_may_be_empty(x, n, factor=None):
    try:
        part = x[:n] < factor
        scale = 2.0 + len(part)
    except TypeError:
        scale = 3.0
    return np.sum(x * x) * scale


def in_a_loop(x, length=None):
    s = 0.0
    for i in range(3):
        if x > 5.0 + i:
            s += x / length
        else:
            s += x * x / (i + 1)
    return s


def in_a_while_loop(x, factor=None):
    s = 0.0
    while s < 5.0:
        s = s + x
        if s > 100.0:
            s = s * factor
    return s * x


def after_a_store(x, factor=None):
    y = np.zeros(len(x))
    y[0] = x[0]
    if x[1] > 2.0:
        y[1] = x[1] * factor
    y[1] += x[1] ** 2
    return np.sum(y * x)


class Layer:
    """Weights that may not be there."""

    weight = None

    def scaled(self, x):
        return x * self.weight if self.weight else x * x

    def limited(self, x):
        if x > 5.0:
            return self.weight * x
        return x * x * x


def of_an_attribute(x):
    layer = Layer()
    return layer.scaled(x) + layer.limited(x)


def of_a_ratio(x, length, diameter):
    ratio = diameter / length
    return 3.66 + ratio * x


def by_method(x, length=None, diameter=None):
    method = "entry" if x > 5.0 else "developed"
    if method == "entry":
        return of_a_ratio(x, length, diameter)
    return x * x


def of_its_elements(x, sizes=None):
    y = x
    for i in range(2):
        if x > 5.0:
            y = y * sizes[i] / sizes.size
    return y * x


PROGRAMS = [
    Program(by_method, (3.0,)),
    Program(of_its_elements, (3.0,)),
    Program(returned_on_one_path, (3.0,)),
    Program(in_a_function, (3.0,)),
    Program(of_arrays, (signed(3),)),
    Program(inside_of_functions, (3.0,)),
    Program(logarithm, (3.0,)),
    Program(compared, (3.0,)),
    Program(chosen, (3.0,)),
    Program(caught, (2.2,)),
    Program(caught_after_a_product, (2.2,)),
    Program(caught_after_a_product, (1.2,), name="caught_after_a_product_passed"),
    Program(caught_by_one_of_several, (2.2,)),
    Program(caught_in_a_loop, (1.2,)),
    Program(of_an_empty_array, (signed(3),)),
    Program(of_a_part_that_may_be_empty, (signed(3), 0)),
    Program(of_a_part_that_may_be_empty, (signed(3), 2), name="of_a_part_that_is_not_empty"),
    Program(in_a_loop, (2.2,)),
    Program(in_a_while_loop, (2.2,)),
    Program(after_a_store, (positive(3),)),
    Program(of_an_attribute, (3.0,)),
]
