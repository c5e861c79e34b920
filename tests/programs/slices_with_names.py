"""Slices that have names, of lists and tuples: locals, globals, in tables, chosen by a branch."""

import numpy as np

from tests.programs.case import Program

HEAD, TAIL = slice(0, 2), slice(2, None)
XS = [1.0, 2.0, 3.0, 0.5]


def from_outside(xs):
    a, b = xs[HEAD]
    return a * b + sum(xs[TAIL]) ** 2 * TAIL.start


def rebound_in_a_loop(xs):
    t, part = 0.0, slice(0, 2)
    for k in range(3):
        t += sum(xs[part]) ** (k + 1)
        part = slice(1, 3)
    return t


def stored_and_deleted(xs):
    ys, part = list(xs), np.s_[1:3]
    ys[part] = [xs[0] * 2, xs[1] ** 2]
    del ys[slice(0, 1)]
    return sum(i * v * v for i, v in enumerate(ys))


def in_a_table(xs):
    parts = {"a": slice(0, 2), "b": slice(2, 4)}
    return sum(sum(xs[p]) ** 2 for p in parts.values())


class Series:
    def __init__(self, values):
        self.values = values

    def __getitem__(self, index):
        found = self.values[index]
        return Series(found) if isinstance(index, slice) else found


def given_to_an_object(xs):
    s = Series(xs)
    t = s[1:]
    return t[0] * t[1] * s[0]


def chosen(xs, first):
    part = slice(0, 2) if first else slice(1, 4)
    return sum(v * v for v in xs[part])


def of_a_grown_list(x, n):
    ys = [x**k for k in range(n)]
    part = slice(1, 3)
    return sum(ys[part]) ** 2


def range_of_a_tuple(x, bounds):
    s = 0.0
    for i in range(*bounds.indices(4)):
        s += x[i] * s + x[i]
    return s


def backwards(xs, bounds):
    s = 1.0
    for i in reversed(range(*bounds)):
        s = s * xs[i] + i
    return s


PROGRAMS = [
    Program(backwards, (np.array([0.5, 1.5, 0.7, 1.1]), (1, 4))),
    *(
        Program(f, (XS,))
        for f in (
            from_outside,
            rebound_in_a_loop,
            stored_and_deleted,
            in_a_table,
            given_to_an_object,
        )
    ),
    Program(chosen, (XS, True)),
    Program(of_a_grown_list, (0.7, 5)),
    Program(range_of_a_tuple, (np.array([1.0, 2.0, 3.0, 0.5]), slice(None, None, 2))),
]

REFUSED = set()
