"""Functions, classes and objects of a module count in attributes: effects, in their order."""

import numpy as np

from srcgrad import grad
from tests.programs.case import Program, positive


class Statistics:
    def __init__(self):
        self.count = 0
        self.scale = 2.0
        self.last = None

    def tick(self):
        self.count += 1


class Counted:
    made = 0

    def __init__(self, a):
        self.a = a
        Counted.made += 1

    class Part:
        def __init__(self, k):
            self.k = k


class Objective:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, x):
        self.calls += 1
        return self.function(x)


class Numbered:
    """Objects get numbers as they are made, and each multiplication makes one."""

    made = 0

    def __init__(self, value, *parts):
        self.number = Numbered.made
        Numbered.made += 1
        self.value, self.parts = value, parts

    def __mul__(self, other):
        return Numbered(self.value * other.value, self, other)


STATISTICS = Statistics()
OBJECTIVE = Objective(lambda x: np.sum(x**2))


def counted(x):
    counted.calls += 1
    times = float(counted.calls)
    counted.calls = 0
    return np.sum(x**2) * times


def in_kelvin(function):
    def converted(x):
        return function(x + 273.15)

    converted._plain = function
    return converted


@in_kelvin
def pressure(x):
    return np.exp(-5000.0 / x) * x


def without_conversion(x):
    return np.sum(pressure._plain(300.0 * x) + pressure(x))


def first_call(x):
    if not hasattr(first_call, "seen"):
        first_call.seen = 2.0
    scale = float(first_call.seen)
    return np.sum(x) * scale


def with_default(x):
    if getattr(with_default, "scale", None) is None:
        with_default.scale = 2.0
    scale = float(with_default.scale)
    with_default.scale = None
    return np.sum(x) * scale


def in_an_object(x):
    for i in range(3):
        STATISTICS.count += i
    STATISTICS.tick()
    times = float(STATISTICS.count)
    STATISTICS.count = 0
    return np.sum(x**3) * times


def by_a_second_name(x):
    statistics = STATISTICS
    statistics.last = 3.0
    last = float(STATISTICS.last)
    STATISTICS.last = None
    return np.sum(np.sin(x) * last * STATISTICS.scale)


def counted_objects(x):
    first, second = Counted(x[0]), Counted(x[1])
    made = float(Counted.made)
    Counted.made = 0
    return first.a * second.a**2 * made


def a_callable_that_counts(x):
    return OBJECTIVE(x) * OBJECTIVE(2.0 * x)


def halved(v):
    halved.depth += 1
    return v if v < 0.1 else halved(v * 0.5) * 1.5


halved.depth = 0
counted.calls = 0


def in_a_recursion(x):
    found = halved(x[0])
    depth = float(halved.depth)
    halved.depth = 0
    return found * depth


def scaled(x):
    return x * scaled.factor


scaled.factor = 2.5
scaled.tables = {"a": 1.5, "b": np.array([1.0, 2.0, 3.0, 4.0])}


def kept_with_a_function(x):
    return np.sum(scaled(x) * scaled.tables["b"]) * scaled.tables["a"]


def remembered(n):
    if n not in remembered.known:
        remembered.known[n] = n * 2
    return remembered.known[n]


remembered.known = {}


def remembers(x, n):
    return np.sum(x) * float(remembered(n))


def along(x):
    return grad(counted_objects)(x)[1] @ x


def nested_class(x):
    parts = [Counted.Part(v) for v in x]
    return sum(p.k**2 for p in parts) * Counted.Part(x[0]).k


X = positive(4)


def objects_with_numbers(x):
    a, b = Numbered(x[0]), Numbered(x[1])
    c = a * b * a
    print(c.number - a.number, c.parts[1].number - a.number)
    return c.value * (2.0 if c.number > b.number else 1.0)


def objects_with_numbers_in_a_list(x):
    made = [Numbered(v) for v in x]
    assert Numbered(1.0).number > made[-1].number
    return sum(one.value**2 for one in made) * (made[0] * made[1]).value


def objects_with_numbers_in_a_loop(x):
    total = Numbered(1.0)
    for v in x:
        total = total * Numbered(v)
    return total.value


PROGRAMS = [
    Program(function, (X,))
    for function in (
        counted,
        first_call,
        with_default,
        in_an_object,
        by_a_second_name,
        counted_objects,
        a_callable_that_counts,
        in_a_recursion,
        kept_with_a_function,
        along,
        nested_class,
        objects_with_numbers,
        objects_with_numbers_in_a_list,
        objects_with_numbers_in_a_loop,
    )
]
PROGRAMS.append(Program(remembers, (X, 3)))
PROGRAMS.append(Program(without_conversion, (positive(3),)))
