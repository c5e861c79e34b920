"""`match`, imports, `global` that is read, starred targets, sets, formats and logging."""

import logging
from dataclasses import dataclass

import numpy as np

from tests.programs.case import Program, positive, signed

LIMIT = 3.0
LOG = logging.getLogger("tests.programs")


@dataclass
class Layer:
    scale: float
    weights: np.ndarray


@dataclass
class Wide(Layer):
    pass


def matched_text(x, mode):
    match mode:
        case "sin":
            y = np.sin(x)
        case "cos" | "cosine":
            y = np.cos(x)
        case _:
            y = x * x
    return np.sum(y)


def matched_shape(x):
    match x.shape:
        case (n,):
            return np.sum(x) * n
        case (n, m):
            return np.sum(x * x) * n * m
        case _:
            return 0.0 * np.sum(x)


def matched_class(layer):
    match layer:
        case Wide(weights=w):
            return np.sum(w) * 2.0
        case Layer(scale=a, weights=w) if a > 0:
            return a * np.sum(w)
        case Layer(a, w):
            return np.sum(w * w) - a


class Ball:
    def __init__(self, mass, place):
        self.mass = mass
        self.place = place


class Spinning(Ball):
    def __init__(self, mass, place, spin):
        super().__init__(mass, place)
        self.spin = spin


def matched_attributes(body, x):
    s = 0.0
    for one in (body, Ball(x[0], x[1])):
        match one:
            case Ball(mass=m, spin=w):
                s += m * w**2
            case Ball(mass=m, place=p):
                s += m * p
    return s


def matched_number(x, n):
    s = 0.0
    for i in range(n):
        match i % 3:
            case 0:
                continue
            case 1:
                s += x[i] ** 2
            case k:
                s += x[i] * k
    return s


def matched_mapping(d):
    match d:
        case {"kind": "a", "v": v}:
            return np.sum(v * v)
        case {"v": v}:
            return np.sum(v)


def matched_pair(x, y):
    match (x, y):
        case [float(a), None]:
            return a * a
        case [float() as a, float(b)]:
            return a * b
        case [a, [b, *rest]]:
            return a * b * len(rest)


def matched_option(x, option):
    match option:
        case None:
            return np.sum(x)
        case True | False:
            return np.sum(x * x)
        case int(n):
            return np.sum(x**n)
        case (a, *_, b):
            return np.sum(x) * a * b
        case _:
            return np.sum(x**3)


class LIMITS:
    low = 0.25


def matched_values_by_name(x, value):
    match value:
        case -1.5 | LIMITS.low:
            return np.sum(x**3)
        case _:
            return np.sum(x)


def matched_in_helper(x, name):
    return np.sum(by_name(x, name) * by_name(x, "square"))


def by_name(x, name):
    match name:
        case "square":
            return x * x
        case "root" if len(x) > 2:
            return np.sqrt(x)
    return x


def matched_values(x):
    s = 0.0
    for value in x:
        match value:
            case v if v > 1.0:
                s += v
            case v if v > 0.8:
                s += v * v
            case _:
                s += 1.0
    return s


def imported(x):
    import math as m
    from math import cos

    return m.sin(x) * cos(x)


def imported_from_numpy(x):
    import numpy.linalg as la
    from numpy import exp

    def_norm = la.norm(x)
    return def_norm * np.sum(exp(x))


def imported_from_a_module(x):
    from tests.programs.elsewhere import cube

    return np.sum(cube(x))


def standard_modules_imported_inside(x, s):
    import colorsys
    from heapq import heappop, heappush

    heap = []
    for v in colorsys.rgb_to_yiq(x[0], x[1], s):
        heappush(heap, v * v)
    return heappop(heap) + 2.0 * heappop(heap)


def imported_for_functions_inside(x):
    import itertools
    from math import erf, sqrt

    import numpy.linalg as la

    def share(v):
        return 0.5 * (1.0 + erf(v / sqrt(2.0)))

    size = lambda row: la.norm(row) * sqrt(share(row[0]))  # noqa: E731
    pairs = sum(share(a - b) for a, b in itertools.combinations(x, 2))
    for a, b in itertools.pairwise(x):
        pairs += share(a * b)
    return pairs * size(x)


def imported_by_one_of_two_inside(x):
    from math import exp

    def of_its_own(v):
        from math import log as exp

        return exp(v)

    def of_both(v):
        return exp(v)

    return of_its_own(x[0] + 1.0) * of_both(x[1])


def imported_in_helper(x):
    return with_import(x) * with_import(2.0 * x)


def with_import(x):
    from math import exp, pi

    return exp(-x) * pi


def global_that_is_read(x):
    global LIMIT
    return np.sum(x) * LIMIT


def sets(x, n):
    s = 0.0
    for i in range(n):
        if i in {0, 2}:
            s += x[i] ** 2
    return s * len({i % 2 for i in range(n)})


def set_of_names(x, name):
    allowed = {"a", "b"}
    return np.sum(x) if name in allowed else np.sum(x * x)


def computed_formats(x, width):
    y = x[0] * x[1]
    print(f"{y:{width}.{width - 2}f}|{x[0]:>{width + 9}}|{y!r:^{width}}")
    return y * y


def logs(x):
    y = np.sum(x * x)
    LOG.debug("value %s of %s", y, x)
    logging.debug("x is %s", x)
    if y < 0.0:
        LOG.warning(f"{y:.2f}")
    return y


def asserts_with_text(x):
    y = np.sum(x)
    assert y > 0, f"bad {y:.3f} of {len(x)}"
    assert len(x) == 4
    return y * y


def first_and_rest(x):
    first, *rest = x
    s = first
    for value in rest:
        s = s * value
    return s


def first_middle_last(A):
    first, *middle, last = A
    s = np.sum(first * last)
    for row in middle:
        s += row[0] ** 2
    return s * len(middle)


def last_of_vector(x):
    *most, last = x * x
    return last * len(most)


def rows_unpacked_and_written(A):
    a, b, c = A
    a[0] = 3.0 * b[1]
    b *= c
    return np.sum(A * A)


def rest_of_a_list(x):
    first, *rest = [v * v for v in x]
    return first * sum(rest)


def deleted_names(x):
    y = x * x
    z = y * 2.0
    del y
    y = np.sin(z)
    del z, x
    return np.sum(y)


def loop_with_else(x, limit):
    s = 0.0
    for value in x:
        s += value * value
        if s > limit:
            break
    else:
        s = s * 3.0
    k = 0
    while k < 3:
        s = s + x[k]
        k += 1
        if s > 100.0:
            break
    else:
        s = s * x[0]
    return s


X = positive(4)

PROGRAMS = [
    Program(matched_attributes, (Spinning(1.2, 0.4, 0.7), np.array([0.3, 0.8])), wrt=(0, 1)),
    Program(matched_text, (X, "sin")),
    Program(matched_text, (X, "cosine"), name="matched_second_text"),
    Program(matched_text, (X, "z"), name="matched_no_text"),
    Program(matched_shape, (X,)),
    Program(matched_shape, (positive(2, 3),), name="matched_shape_of_matrix"),
    Program(matched_class, (Layer(1.0, X),)),
    Program(matched_class, (Layer(-1.0, X),), name="matched_class_without_guard"),
    Program(matched_class, (Wide(-1.0, X),), name="matched_subclass"),
    Program(matched_number, (X, 4)),
    Program(matched_mapping, ({"kind": "a", "v": X},)),
    Program(matched_mapping, ({"kind": "b", "v": X},), name="matched_smaller_mapping"),
    Program(matched_pair, (1.5, None)),
    Program(matched_pair, (1.5, 2.5), name="matched_pair_of_floats"),
    Program(matched_pair, (1.5, [2.5, 1.0, 2.0]), name="matched_pair_with_list"),
    Program(matched_option, (X, None)),
    Program(matched_option, (X, True), name="matched_bool"),
    Program(matched_option, (X, 3), name="matched_integer"),
    Program(matched_option, (X, (1.5, 2, 3.0)), name="matched_tuple"),
    Program(matched_option, (X, 0.25), name="matched_no_option"),
    Program(matched_values_by_name, (X, 0.25)),
    Program(matched_in_helper, (X, "root")),
    Program(matched_values, (X,)),
    Program(imported, (1.2,)),
    Program(imported_from_numpy, (X,)),
    Program(imported_from_a_module, (X,)),
    Program(imported_for_functions_inside, (X,)),
    Program(imported_by_one_of_two_inside, (X,)),
    Program(standard_modules_imported_inside, (X, 0.3)),
    Program(imported_in_helper, (0.7,)),
    Program(global_that_is_read, (X,)),
    Program(sets, (X, 4)),
    Program(set_of_names, (X, "a")),
    Program(set_of_names, (X, "c"), name="set_without_the_name"),
    Program(computed_formats, (X, 7)),
    Program(logs, (X,)),
    Program(asserts_with_text, (X,)),
    Program(first_and_rest, (X,)),
    Program(first_middle_last, (positive(4, 3),)),
    Program(last_of_vector, (X,)),
    Program(rows_unpacked_and_written, (signed(3, 4),)),
    Program(rest_of_a_list, (X,)),
    Program(deleted_names, (X,)),
    Program(loop_with_else, (X, 100.0)),
    Program(loop_with_else, (X, 1.5), name="loop_with_else_left"),
]
