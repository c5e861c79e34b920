"""Stores into every other place of a list whose length only the run knows, and their deletion."""

import numpy as np

from tests.programs.case import Program, positive


def weighed(xs):
    return sum(v * v * k for k, v in enumerate(xs, 1))


def every_other(x):
    xs = [v * v for v in x]
    xs[::2] = [x[0], x[1] * 3.0, 2.0]
    return weighed(xs)


def interleaved(x, n):
    out = [0.0] * (2 * n)
    out[::2] = list(x[:n])
    out[1::2] = [v * w for v, w in zip(x, x[1:], strict=False)][:n]
    return weighed(out)


def backwards(x, n):
    xs = [x[k] ** 2 for k in range(2 * n)]
    xs[::-2] = x[:n] * 2.0
    xs[-2::-2] = xs[1::2]
    return weighed(xs)


def between_bounds_in_a_loop(x, n):
    xs = list(x)
    for k in range(n):
        xs[k + 1 : -1 : 3] = [v * 0.5 for v in xs[k + 1 : -1 : 3]]
    return weighed(xs)


def a_step_that_is_given(x, n):
    xs = list(x)
    xs[::n] = [x[0] ** 2, x[1] ** 2, x[2] ** 2]
    return weighed(xs)


def a_step_of_one_changes_the_length(x, n):
    xs = list(x)
    xs[1:2:1] = [x[0] ** 2] * n
    return weighed(xs)


def arrays_of_which_one_is_written(x, n):
    rows = [x * k for k in range(2 * n)]
    rows[1::2] = [np.sin(x) for _ in range(n)]
    rows[1][0] = 3.0 * x[1]
    return sum(np.sum(row) * k for k, row in enumerate(rows, 1))


def stored(xs, values):
    xs = list(xs)
    xs[::2] = values
    return weighed(xs)


def counted_by_python(x, values):
    try:
        total = stored(x, values)
    except ValueError as error:
        print(error)
        total = x[0] ** 2
    return total


def deleted(x, n):
    xs = [v * v for v in x]
    del xs[::2]
    del xs[:0:-n]
    return weighed(xs)


def deleted_in_a_loop(x, n):
    xs = list(x)
    total = 0.0
    while len(xs) > n:
        total += weighed(xs)
        del xs[1::2]
    return total + weighed(xs)


def arrays_that_two_places_hold(x):
    ys = [x * v for v in x]
    ys[::2] = ys[1:]
    ys[0][0] = x[1]
    return np.sum(ys[0] * ys[1])


def a_step_of_the_run(x):
    xs = list(x)
    xs[:: int(x[0] + 1.0)] = [x[0] ** 2, x[1] ** 2, x[2] ** 2]
    return weighed(xs)


X = positive(6)
REFUSED = {"a_step_of_the_run"}

PROGRAMS = [
    Program(every_other, (X,)),
    *(Program(one, (X, 3)) for one in (interleaved, backwards, between_bounds_in_a_loop)),
    Program(a_step_that_is_given, (X, 2)),
    *(Program(a_step_of_one_changes_the_length, (X, n)) for n in (0, 3)),
    Program(arrays_of_which_one_is_written, (X, 3)),
    Program(counted_by_python, (X, [0.3, 1.2, 0.7]), wrt=(0, 1)),
    Program(counted_by_python, (X, [0.3, 1.2]), wrt=0, name="too_few"),
    Program(counted_by_python, (X[:5], [0.3, 1.2, 0.4, 0.7]), wrt=0, name="too_many"),
    Program(deleted, (X, 1)),
    Program(deleted_in_a_loop, (X, 2)),
    Program(arrays_that_two_places_hold, (X[:3],)),
    Program(a_step_of_the_run, (X,)),
]
