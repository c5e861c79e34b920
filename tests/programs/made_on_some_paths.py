"""Containers that are bound on some paths only, and met by others of their structure."""

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


PROGRAMS = [
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
