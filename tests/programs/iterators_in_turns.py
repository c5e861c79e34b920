"""One iterator that `zip` and `map` ask in turns, and loops whose body asks as well."""

import numpy as np

from tests.programs.case import Program

V = np.array([0.9, 0.3, 1.2, 0.7, 1.5, 0.1, 0.4])


def pairs(x):
    it = iter(list(x))
    return sum(a * b * b for a, b in zip(it, it))


def triples(x):
    total = 0.0
    for a, b, c in zip(*[iter(x)] * 3):
        total += a * b + c * c
    return total


def pairs_of_a_tuple(x):
    return sum(p[0] * p[1] ** 2 for p in zip(*(iter(x),) * 2))


def left_and_gone_on(x):
    it = iter(x)
    first = next(it)
    s = 0.0
    for a, b in zip(it, it):
        s += a * b * first
        if b > 1.1:
            break
    for v in it:
        s += v**3
    return s


def nothing_behind_the_end(x):
    it = iter(x)
    s = x[1]
    for a, b in zip(it, it):
        s += a * b * b
    return s * next(it, 2.0)


def pairs_counted(x):
    it = iter(x)
    s = 0.0
    for k, (a, b) in enumerate(zip(it, it)):
        s += k * a * b + b
    return s


def named_pairs(x):
    it = iter(x)
    two = zip(it, it)
    s = 0.0
    for a, b in two:
        s += a * b * b
    return s


def mapped_in_turns(x):
    it = iter(x)
    return sum(map(lambda a, b: a * b * b, it, it))


def mapped_then_paired(x):
    it = map(np.sin, x)
    return sum(a * b * b for a, b in zip(it, it))


def dict_of_keys_and_values(x):
    it = iter(["a", x[0], "b", x[1]])
    d = dict(zip(it, it))
    return d["a"] * d["b"] ** 2


def pairs_in_a_comprehension(x):
    s = [a - b * b for a, b in zip(*[iter(x)] * 2)]
    return s[0] * s[-1]


def pairs_of_indices(x):
    return sum(x[a] * x[b] ** 2 for a, b in zip(*[iter(range(len(x)))] * 2))


def pairs_of_what_is_left(x):
    it = iter(x)
    s = next(it)
    for a, b in zip(*[iter(it)] * 2):
        s += a * b * b
    return s + next(it, 2.0)


def zip_whose_body_asks(x):
    it = iter(x)
    s = 0.0
    for a, b in zip(it, x):
        s += a * b
        s += next(it, 1.0) ** 2
    return s


def enumerate_whose_body_asks(x):
    it = iter(x)
    s = 0.0
    for k, a in enumerate(it):
        s += a * next(it, 3.0) ** 2 + k * a
    return s + next(it, 2.0)


def pairs_by_two_names(x):
    it = iter(x)
    other = it
    s = 0.0
    for a, b in zip(it, other):
        s += a * b**2
    return s + next(it, 2.0) * x[0]


def named_enumerate_whose_body_asks(x):
    it = iter(x)
    counted = enumerate(it)
    s = 0.0
    for k, a in counted:
        s += a * next(it, 3.0) ** 2 + k * a
    return s


PROGRAMS = [
    Program(function, (values,))
    for values in (V, V[:6])
    for function in (
        pairs,
        triples,
        pairs_of_a_tuple,
        left_and_gone_on,
        nothing_behind_the_end,
        pairs_counted,
        named_pairs,
        mapped_in_turns,
        mapped_then_paired,
        dict_of_keys_and_values,
        pairs_in_a_comprehension,
        pairs_of_indices,
        pairs_of_what_is_left,
        zip_whose_body_asks,
        enumerate_whose_body_asks,
        pairs_by_two_names,
        named_enumerate_whose_body_asks,
    )
]
