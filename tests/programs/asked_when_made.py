"""What an iterator does to what it is made of, where it is made: it asks, counts or reads it."""

import itertools

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, 1.3, -0.4])


class Counting:
    def __init__(self, *values):
        self.values = list(values)
        self.asked = 0

    def __len__(self):  # which no loop asks
        self.asked += 100
        return 1

    def __iter__(self):
        self.asked += 1
        return iter(self.values)


class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __iter__(self):
        return iter((self.a, self.b))


def total(iterator, counting):
    counting.asked *= 10
    return sum(iterator)


def asked_where_it_is_made(x):
    c = Counting(x, x * x)
    it = iter(c)
    k = c.asked
    c.values = [5.0]
    return sum(it) * (k + 1) + c.asked * x


def asked_by_an_expression(x):
    c = Counting(x, x * x)
    doubled = (2.0 * v for v in c)
    k = c.asked
    c.asked = 5
    return sum(doubled) * (k + 1) + c.asked * x


def asked_where_it_is_given(x):
    c = Counting(x, x * x)
    return total(map(np.sin, c), c) + c.asked * x


def asked_of_its_attributes(x):
    p, q = Pair(x, x * x), Pair(1.0, x)
    it = itertools.accumulate(filter(None, p))
    late = itertools.chain([x], q)
    p.a = q.a = 10.0 * x
    return sum(it) * sum(late)


def length_that_no_loop_asks(x):
    c, s = Counting(x, x * x, 3.0 * x), 0.0
    for i, v in enumerate(c):
        s += (i + 1) * v
    for v, w in zip(c, (1.0, 2.0, 3.0, 4.0)):
        s += v * w
    return s * c.asked


def combined_as_they_were(v):
    triples = itertools.product(v, v)
    pairs = itertools.combinations(v, 2)
    v[0] = 5.0
    return sum(a * b * b for a, b in triples) + sum(a * b * b for a, b in pairs)


def reversed_as_it_was(x):
    values = [x, 2.0 * x]
    back, gone = reversed(values), reversed([*values, x])
    values.append(x * x)
    return sum(v * (k + 1) for k, v in enumerate(back)) * next(gone)


PROGRAMS = [
    Program(asked_where_it_is_made, (1.3,)),
    Program(asked_by_an_expression, (1.3,)),
    Program(asked_where_it_is_given, (1.3,)),
    Program(asked_of_its_attributes, (1.3,)),
    Program(length_that_no_loop_asks, (1.3,)),
    Program(combined_as_they_were, (V,)),
    Program(reversed_as_it_was, (1.3,)),
]

REFUSED = {"length_that_no_loop_asks"}  # its `__iter__` counts, and `enumerate` goes by places
