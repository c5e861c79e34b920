"""Iterators that go to functions, and names that stand for one of several iterators."""

import functools
import itertools
import operator

import numpy as np

from tests.programs.case import Program, positive

V = np.array([0.7, 1.2, 0.4])
W = np.array([1.1, 0.3, 0.8])


def total(elements):
    s = 0.0
    for v in elements:
        s += v * v
    return s


def summed(elements):
    return sum(elements)


def ends(elements):
    listed = list(elements)
    return listed[0] * listed[-1]


def first_above(elements, bound):
    for v in elements:
        if v > bound:
            return v
    return 0.0


def until(elements):
    s = 0.0
    for v in elements:
        if v > 1.0:
            break
        s += v
    else:
        s = s * 2.0
    return s


def products(pairs):
    return sum(a * b for a, b in pairs)


def softmax(values):
    powers = [np.exp(v) for v in values]
    return max(powers) / sum(powers)


def an_iterator(x):
    return total(iter(x)) * summed(reversed(x))


def generators(x):
    return summed(v * 2.0 for v in x) * ends(v * v for v in x if v > 0.5)


def of_the_library(x):
    return total(map(np.sin, x)) + total(itertools.chain(x, [x[0]])) + summed(filter(None, x))


def pairs_of_all_kinds(x, w):
    s = products(zip(x, w)) + products(enumerate(x)) + products((a, b) for a in x for b in w)
    return s + products(itertools.product(x, w)) + products(itertools.combinations(x, 2))


def left_early(x):
    return first_above((v * v for v in x), 1.0) * first_above(reversed(x), 0.5)


def left_or_not(x):
    return until(v * 0.5 for v in x) + until(iter(x))


def handed_on_and_on(x):
    def outer(elements):
        return total(elements) * 2.0

    return outer(v * 2.0 for v in x) + outer(u for u in map(np.cos, x))


def rows_of_a_matrix(A):
    return sum(softmax(v * 2.0 for v in row) for row in A) + total(r[0] for r in A)


def in_each_pass(x, n):
    s = 0.0
    for i in range(n):
        s += total(v * x[i] for v in x)
    return s


def elements_are_made_late(x):
    y = x * 1.0

    def writes(elements):
        s = 0.0
        for v in elements:
            y[2] = y[2] * 2.0
            s += v * v
        return s

    return writes(v * v for v in y) + writes(iter(y)) + np.sum(y)


def collected_outside(x):
    seen = []

    def noting(elements):
        for v in elements:
            seen.append(v)  # noqa: PERF402
        return sum(seen)

    return noting(v * 2.0 for v in x) * len(seen)


def in_either_branch(x, n):
    def helper(elements, k):
        if k > 0:
            return total(elements) * k
        return sum(elements)

    return helper((v * 2.0 for v in x), n) + helper(map(np.sin, x), n - 2)


def by_a_lambda(x):
    product = lambda elements: functools.reduce(operator.mul, elements)  # noqa: E731
    return product(v + 1.0 for v in x)


def names_of_its_own(x):
    v = x[0]
    s = total(v * w for w in x) * total(w * sum(v * w for v in x) for w in x) * v
    for v in x:
        s += v
    return s


class Sum:
    def __init__(self):
        self.value = 0.0

    def feed(self, elements):
        for v in elements:
            self.value += v
        return self.value


def by_a_method(x):
    held = Sum()
    held.feed(v * v for v in x)
    return held.feed(map(np.sin, x))


def one_of_two(x, back):
    if back:
        elements = reversed(x)
    else:
        elements = iter(x)
    s = 0.0
    for v in elements:
        s = s * 0.5 + v
    return s


def one_of_two_generators(x, n):
    if n > 2:
        elements = (v * v for v in x)
    else:
        elements = (v for v in x[1:])
    return total(elements)


def one_of_two_in_an_expression(x, n):
    pairs = zip(x, x[1:]) if n > 2 else zip(x, x)
    s = 0.0
    for a, b in pairs:
        s = s * 0.5 + a * b
    return s


def for_each_key(x, weights):
    s = 0.0
    for key in weights:
        s += total(v * weights[key] for v in x)
        again = (v + weights[key] for v in x)
        s += summed(again)
    return s


def bound_by_a_later_argument(x):
    def helper(elements, a, b):
        return a * total(elements) + b

    s = x[0]
    return helper(iter(x), s, (s := x[1] * 2.0)) + s


PROGRAMS = [
    Program(for_each_key, (V, {"a": 0.5, "b": 1.5}), wrt=(0, 1)),
    Program(bound_by_a_later_argument, (V,)),
    *(Program(f, (V,)) for f in (an_iterator, generators, of_the_library, left_early)),
    Program(pairs_of_all_kinds, (V, W), wrt=(0, 1)),
    *(Program(f, (V,)) for f in (left_or_not, handed_on_and_on, elements_are_made_late)),
    Program(rows_of_a_matrix, (positive(3, 2),)),
    Program(in_each_pass, (V, 3)),
    Program(collected_outside, (V,)),
    Program(in_either_branch, (V, 2)),
    *(Program(f, (V,)) for f in (by_a_lambda, names_of_its_own, by_a_method)),
    *(Program(one_of_two, (V, back)) for back in (True, False)),
    *(Program(one_of_two_generators, (V, n)) for n in (2, 3)),
    *(Program(one_of_two_in_an_expression, (V, n)) for n in (2, 3)),
]
