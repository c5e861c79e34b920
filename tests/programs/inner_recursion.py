"""Functions made inside that call one another, or themselves on what is nested."""

import numpy as np

from tests.programs.case import Program, positive

V = positive(5)


def two_that_call_one_another(x, n):
    def grown(k, v):
        return v if k == 0 else bent(k - 1, v * x[0])

    def bent(k, v):
        if k == 0:
            return v * v
        return grown(k - 1, v + x[1])

    return grown(n, x[2])


def ended_by_a_constant(x):
    scale = x[0]

    def grown(k, v):
        return v if k == 0 else bent(k - 1, v * scale)

    def bent(k, v):
        return v * v if k == 0 else grown(k - 1, v + scale)

    return grown(5, x[1]) * bent(2, x[2])


def total_of_nested_lists(x):
    def total(tree):
        if isinstance(tree, list):
            return sum(total(part) for part in tree)
        return tree * tree * x[4]

    return total([x[0], [x[1], [x[2]]], x[3]])


def flattened(x):
    def flat(tree):
        if isinstance(tree, list):
            return [leaf for part in tree for leaf in flat(part)]
        return [tree]

    return sum(k * v * v for k, v in enumerate(flat([x[0], [x[1], [x[2], x[3]]]])))


def powers_of_the_leaves(x, n):
    """At the leaves the recursion goes on through numbers, and the run ends it."""

    def powers(tree, k):
        if isinstance(tree, list):
            return sum(powers(part, n) for part in tree)
        return tree if k == 0 else tree * powers(tree, k - 1)

    return powers([x[0], [x[1], x[2]]], 0)


def evaluated(x):
    def value(node):
        if isinstance(node, tuple):
            op, left, right = node
            return added(left, right) if op == "+" else multiplied(left, right)
        return node

    def added(left, right):
        return value(left) + value(right)

    def multiplied(left, right):
        return value(left) * value(right)

    return value(("+", x[0], ("*", x[1], ("+", x[2], 2.0))))


def of_what_is_constant(s, x, n):
    def bent(a, m):
        if m == 0:
            return a
        return bent(a * a, m - 1) * 0.9

    return sum(bent(x, n)) * s


def weighted_by_depth(x):
    """A factor that the next level multiplies again has an adjoint that grows between its uses."""

    def walk(d, t):
        if isinstance(t, list | tuple):
            return sum(walk(d * x[1], u) for u in t)
        return d * t

    return walk(1.0, [x[0], [x[1], (x[2], [x[0]])]])


TABLE = np.array([1, 2, 3, 3])


def without_derivatives(x):
    """Nothing active goes through these: they stand in the file as they are."""
    marks = [1, 2, 2]

    def common(a, b):
        return a if b == 0 else common(b, a % b)

    def last(i):
        return i if marks[i] == i else last(TABLE[i])

    def halvings(v, k):
        return k if v < 0.3 else halvings(v * 0.5, k + 1)

    def harmonic(n):
        return 0.0 if n <= 0 else 1.0 / n + harmonic(n - 1)

    total = 0.0
    for i in range(3):
        if common(12, int(9 * x[i])) > 2:
            total += x[last(i)] ** 2 * common(i + 3, 6)
        else:
            total += x[i] * harmonic(int(5 * x[i]))
    return total * halvings(x[4], 1) + x[halvings(x[0], 0)]


PROGRAMS = [
    Program(of_what_is_constant, (2.0, V, 2)),
    *(Program(two_that_call_one_another, (V, n)) for n in (0, 5)),
    Program(ended_by_a_constant, (V,)),
    Program(total_of_nested_lists, (V,)),
    Program(flattened, (V,)),
    Program(powers_of_the_leaves, (V, 2)),
    Program(evaluated, (V,)),
    Program(weighted_by_depth, (V,)),
    Program(without_derivatives, (V,)),
]
