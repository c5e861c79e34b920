"""Objects and dicts whose elements `zip` and `enumerate` take: those that a loop gives."""

import enum

from tests.programs.case import Program, positive


class Curve:
    """Goes through its values; its subscripts are names."""

    def __init__(self, values):
        self.values = values

    def __len__(self):
        return len(self.values)

    def __iter__(self):
        return iter(self.values)

    def __getitem__(self, name):
        return self.values["abc".index(name)] * 10.0


class Doubled(Curve):
    """Gives other values than it holds, and its subscripts are those that it holds."""

    def __iter__(self):
        for value in self.values:
            yield value * 2.0

    def __getitem__(self, place):
        return self.values[place]


class Weight(enum.Enum):
    """Members by name."""

    LOW = 0.5
    HIGH = 3.0


def object_with_named_parts(x):
    curve, total = Curve([x[0], 2.0, x[1]]), 0.0
    for a, b in zip(curve, x):
        total += a * b
    for i, a in enumerate(curve):
        total += a * x[i]
    return total + curve["b"] * x[2]


def object_around_an_array(x):
    curve, total = Curve(x * 2.0), 0.0
    for a, b in zip(curve, x):
        total += a * b
    return total


def object_that_gives_others(x):
    curve, total = Doubled([x[0], 2.0, x[1]]), 0.0
    for a, b in zip(curve, x):
        total += a * b
    return total


def array_that_gives_others(x):
    curve, total = Doubled(x * 1.0), 0.0
    for i, a in enumerate(curve):
        total += a * x[i]
    return total


def dict_under_run_time_keys(x):
    graph, total = {"a": ["b"], "b": ["c"], "c": []}, 0.0
    for name, value in zip(graph, x):
        total += value * (1 + len(graph[name]))
    ready = ["a"]
    while ready:
        name = ready.pop()
        total *= 2.0
        for other in graph[name]:
            ready.append(other)
    return total


def dict_under_numbers(x):
    labels, total = {2: "aa", 0: "b", 1: "c"}, 0.0
    ready = [2]
    while ready:
        k = ready.pop()
        total += len(labels[k]) + x[k]
        if k:
            ready.append(k - 1)
    for key, value in zip(labels, x):
        total += value * key
    return total


def members_of_a_class(x):
    total = 0.0
    for weight, value in zip(Weight, x):
        total += weight.value * value**2
    return total


def object_that_holds_others_later(x):
    """A loop goes on with what it has begun with."""
    curve, total = Curve([x[0], 2.0, x[1]]), 0.0
    for a, b in zip(curve, x):
        total += a * b
        curve.values = [b, b * b, total]
    for i, a in enumerate(curve):
        total += a * x[i]
        curve.values = [a * 9.0, x[0], 1.0]
    return total + curve["a"]


def array_that_is_another_later(x):
    curve, total = Curve(x * 2.0), 0.0
    for a, b in zip(curve, x):
        total += a * b
        curve.values = curve.values[::-1] * 2.0
    return total


def list_that_is_written_while_it_is_taken(x):
    curve, total = Curve([x[0], 2.0, x[1]]), 0.0
    for a, b in zip(curve, x):
        total += a * b
        curve.values[2] = b * 7.0
    return total


PROGRAMS = [
    Program(function, (positive(3),))
    for function in (
        *(object_with_named_parts, object_around_an_array, object_that_gives_others),
        *(array_that_gives_others, dict_under_run_time_keys, dict_under_numbers),
        *(members_of_a_class, object_that_holds_others_later, array_that_is_another_later),
        list_that_is_written_while_it_is_taken,
    )
]
