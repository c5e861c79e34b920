"""Arrays and lists that each pass makes anew, while a second name holds that of an earlier pass."""

import numpy as np

from tests.programs.case import Program, positive, signed


def that_of_the_last_pass(y, c):
    for i in range(2):
        b = y[i] * c
        b[2] = c
        last = b
        if i > 0:
            c *= b[1]
    return c + np.sum(last)


def met_by_the_next_one(y, c):
    for i in range(len(y)):
        new = y[i] * c
        new[0] = c
        if i > 0:
            c *= new[1] + np.sum(old)  # noqa: F821 (the pass before has bound it)
        old = new
    return c + np.sum(old)


def a_view_of_the_one_before(y, c):
    i = 0
    while i < 2:
        new = y[i] * c
        if i == 0:
            tail = new[1:]
        tail[1] = c * new[0]
        c = c * new[1] + np.sum(tail)
        tail = new[1:]
        i += 1
    return c + np.sum(tail)


def the_best_of_them(y, c):
    most = -1.0
    for i in range(2):
        w = y[i] * c
        w[i] = y[i, 0] ** 2
        if np.sum(w) * (1.5 - i) > most:
            most = np.sum(w)
            best = w
    return np.sum(best * best) * most


def lists_that_follow_one_another(y, c):
    for i in range(2):
        b = [v * c for v in y[i]]
        if i > 0:
            c *= b[1] + d[0]  # noqa: F821 (the pass before has bound it)
        d = b
    return c + sum(d)


def lists_made_anew(y, c):
    t = c
    for row in y:
        first, *rest = row
        if first > 0.3:
            for v in rest:
                t *= v
    return t * rest[-1]


PROGRAMS = [
    Program(function, (values, 0.6), wrt=(0, 1))
    for function, values in (
        *((f, positive(2, 3)) for f in (that_of_the_last_pass, met_by_the_next_one)),
        *((f, signed(2, 3)) for f in (a_view_of_the_one_before, the_best_of_them)),
        *((f, signed(2, 3)) for f in (lists_that_follow_one_another, lists_made_anew)),
    )
]
