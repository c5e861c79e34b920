"""Lists that are written out, and of which the run decides what a slice takes."""

import itertools

import numpy as np

from tests.programs.case import Program

XS = [1.1, 2.0, 3.0, 0.5]
X = np.array([1.0, 2.0])


class Weight:
    def __init__(self, value):
        self.value = value


def of_arrays(x, n):
    items = [x, x * x, x + 1.0]
    return sum(np.sum(v**2) for v in items[n:])


def of_tuples(x, n):
    items = [(x, 1.0), (x * x, 2.0), (3.0, x)]
    return sum(a * b for a, b in items[: n + 1])


def of_objects(x, n):
    items = [Weight(x), Weight(x * x), Weight(1.0)]
    return sum(w.value**2 for w in items[n:])


def of_dicts(x, n):
    items = [{"a": x, "b": 1.0}, {"a": x * x, "b": 2.0}]
    return sum(d["a"] * d["b"] for d in items[n:])


def of_rows(rows, n):
    return sum(sum(row) ** 2 for row in rows[n:])


def between_cuts(xs, cuts):
    items = [v * v for v in xs]
    return sum(sum(items[a:b]) ** 2 for a, b in zip(cuts, cuts[1:]))


def in_groups(xs):
    return sum(sum(g) ** 2 for _, g in itertools.groupby(xs, key=lambda v: v > 1.5))


def grown_inside(xs):
    items = [v * v for v in xs]
    items[0:2] += [xs[0] ** 3]
    items[1:] *= 2
    return sum(v * n for n, v in enumerate(items, 1))


def changed_by_name(xs, n):
    items, part = list(xs), slice(0, n)
    items[part] += [xs[2] * xs[0]]
    del items[part]
    items[part] = [xs[1] ** 2, xs[0]]
    return sum(v * v * n for n, v in enumerate(items, 1))


def changed_before(xs):
    items = [xs[0], xs[1] ** 2]

    def more():
        items.append(xs[2])
        return [items[0] * 2]

    items[1:] += more()
    return sum(v * v * n for n, v in enumerate(items, 1))


PROGRAMS = [
    Program(of_arrays, (X, 20)),
    Program(of_arrays, (X, 1), name="of_some_arrays"),
    Program(of_tuples, (0.7, 1)),
    Program(of_objects, (0.7, 1)),
    Program(of_dicts, (0.7, 1)),
    Program(of_rows, ([[1.0, 2.0], [3.0], [0.5]], 1)),
    Program(between_cuts, (XS, np.array([0, 1, 3]))),
    Program(in_groups, (XS,)),
    Program(grown_inside, (XS,)),
    Program(changed_by_name, (XS, 1)),
    Program(changed_before, (XS,)),
]

REFUSED = set()
