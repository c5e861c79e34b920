"""Containers and arrays that are bound on some paths only, and outlive the pass that makes them."""

import numpy as np

from tests.programs.case import Program, signed


class Bracket:
    """An object that is made where it is needed."""

    def __init__(self, low, place):
        self.low = low
        self.place = place


def found_in_a_loop(x):
    for i in range(len(x)):
        if x[i] > 0.3:
            best = (x[i] * x[i], i)
        if i > 1 and x[i] < 0:
            break
    return best[0] * best[1]


def two_tests_in_a_row(x, flag):
    s = x[3]
    if flag:
        p = (x[1], x[2] * x[2])
    if x[1] > 0:
        p = (x[2] * 2.0, x[0])
    if flag or x[1] > 0:
        s = s * p[0] * p[1]
    return s


def first_pair(u, bound):
    for i in range(len(u)):
        for j in range(i + 1, len(u)):
            if u[i] + u[j] > bound:
                return u[i] * u[j], i
        if i > 2:
            break
    else:
        return u[0], -1
    return np.float64(bound), -2


def returned_from_two_loops(x):
    one, i = first_pair(x, 0.4)
    other, j = first_pair(2.0 * x[1:], 9.0)
    return one * other + (i - j) * x[0]


def the_last_two(x):
    s = 0.0
    for i in range(len(x)):
        if i > 0:
            last = {"v": x[i] * x[0], "k": (i, x[i])}
        if i == 1:
            before = last
        if i > 1:
            s += before["v"] * last["k"][1]
            before = last
    return s


def object_of_a_loop_in_a_loop(x):
    k = 0
    while k < 2:
        for i in range(len(x)):
            if x[i] > 0.3:
                b = Bracket(x[i] * 2.0, i)
            elif k > 0 and i > 2:
                b.low = b.low * x[i]
        k += 1
    return b.low * b.place


def second_name_of_one_that_changes(x, flag):
    p = {"a": [x[0]]}
    if flag:
        q = p
        p["a"] = [x[1] * x[1]]
    s = p["a"][0]
    if flag:
        s = s * q["a"][0]
    return s


def buffer_of_the_first_pass(x, c):
    s = 0.0
    for i in range(4):
        if i == 0:
            w = x * c
        w[1] = s * x[i] + c
        s += w[0] * w[1] * w[1]
    return s


def buffer_of_every_other_pass(x, c):
    s, i = c, 0
    while i < 4:
        if i % 2 == 0:
            w = np.outer(x, x)
        row = w[1]
        row[:] = s * x[i] + c
        s += np.sum(row * row * w[2]) * 0.1
        i += 1
    return s


def list_of_the_first_pass(x, c):
    for i in range(4):
        if i == 0:
            xs = [x * c]
        else:
            xs.append(xs[-1] * x[i])
            xs[0] = xs[0] + xs[-1]
            xs[-1][0] += c
    return sum(q.sum() for q in xs)


def numbers_that_begin_again(x, c):
    for v in x:
        if v > 0.3:
            kept = [v * c]
        elif len(x) > 3:
            kept.append(v * kept[-1])
    return sum(kept) * len(kept)


PROGRAMS = [
    *(
        Program(function, (np.array([0.7, -0.4, 0.3, 1.1]), 0.6), wrt=(0, "c"))
        for function in (
            *(buffer_of_the_first_pass, buffer_of_every_other_pass),
            *(list_of_the_first_pass, numbers_that_begin_again),
        )
    ),
    *(
        Program(function, (signed(4),))
        for function in (
            *(found_in_a_loop, returned_from_two_loops, the_last_two),
            object_of_a_loop_in_a_loop,
        )
    ),
    *(
        Program(function, (signed(4), flag))
        for function in (two_tests_in_a_row, second_name_of_one_that_changes)
        for flag in (np.bool_(True), np.bool_(False))
    ),
]
