"""`zip` and `islice` over generators: each side is asked in its turn, and no further than that."""

import itertools

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.3, -0.4, 2.1, 0.9])


def waves(x):
    t = x
    while True:
        t = np.sin(t)
        yield t


def logged(x, log):
    for v in x:
        log.append(v)
        yield v * v
        log.append(2 * v)


def behind_an_array(x):
    log = []
    s = 0.0
    for a, b, c in zip(x[:3], logged(x, log), [1.0, 2.0, 3.0]):
        if a > 1:
            continue
        s += a * b * c
    return s * sum(log)


def ends_before_an_array(x):
    log = []
    return sum(a * b for a, b in zip(x, logged(x[:2], log))) * sum(log)


def behind_nothing(x):
    log = []
    s = x[0]
    for a, b in zip([], logged(x, log)):
        s += a * b
    return s * s + sum(log)


def writes_what_comes_first(x):
    y = x.copy()

    def doubled(n):
        for i in range(n):
            y[i] = y[i] * 2
            yield y[i]
            y[i + 1] = y[i] * y[i + 1]

    s = 0.0
    for a, b in zip(y, doubled(4)):
        s = s * 0.5 + a * b
        if s > 20:
            break
    return s + np.sum(y)


def an_expression_behind(x):
    return sum(w * v for w, v in zip([1.0, 2.0, 3.0], (a * a for a in x if a > 0)))


def else_after_the_shorter(x):
    s = 0.0
    for a, b in zip(waves(x[0]), x):
        s += a * b
    else:
        s = s * 10
    return s


def some_of_a_generator(x):
    log = []
    s = 0.0
    for v in itertools.islice(logged(x, log), 1, 4, 2):
        s += v * len(log)
    return s + sum(log) * x[0]


def first_of_an_endless_one(x):
    s = sum(itertools.islice(waves(x[0]), 3))
    for i, v in enumerate(itertools.islice(waves(x[3]), 9)):
        if v < 0.7:
            break
        s += v * i
    return s


def taken_of_an_endless_one(x):
    return sum(itertools.takewhile(lambda v: v > 0.5, waves(x[0])))


def else_and_what_is_left(x):
    rest = iter(x)
    s = 0.0
    for v in itertools.takewhile(lambda v: v > 0, rest):
        s += v
    else:
        s = s * 3
    return s * next(rest)


def counted_until_it_is_small(x):
    s = 0.0
    for k in itertools.count(1):
        if k == 2:
            continue
        term = x[0] ** k / k
        if term < 1e-2:
            break
        s += term
    return s * k


def counted_until_a_value_is_found(x):
    for k in itertools.count():
        if x[0] ** k < 0.2:
            return x[0] ** k * x[1]


def powers(x):
    for k in itertools.count(1):
        yield x**k


def taken_of_a_series(x):
    s = sum(itertools.takewhile(lambda t: t > 1e-2, (x[0] ** k / k for k in itertools.count(1))))
    return s * sum(itertools.islice(powers(x[1]), 3))


def weights_again_and_again(x, n):
    found = []
    weights = x[:2] * 2.0
    for v, w in zip(x, itertools.cycle(weights)):
        found.append(v * w)
    rows = np.outer(x, x)[:3, :n]
    for k, row in enumerate(itertools.cycle(rows)):
        if k > 6:
            break
        found.append(row[0] * np.sin(row[1]) * k)
    return sum(found) + sum(v * w for v, w in zip(x, itertools.cycle(range(1, n))))


PROGRAMS = [
    Program(function, (X,))
    for function in (
        counted_until_it_is_small,
        counted_until_a_value_is_found,
        taken_of_a_series,
        behind_an_array,
        ends_before_an_array,
        behind_nothing,
        writes_what_comes_first,
        an_expression_behind,
        else_after_the_shorter,
        some_of_a_generator,
        first_of_an_endless_one,
        taken_of_an_endless_one,
        else_and_what_is_left,
    )
] + [Program(weights_again_and_again, (X, n)) for n in (2, 4)]
