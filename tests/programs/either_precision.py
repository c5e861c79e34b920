"""Numbers of which only the run knows whether they are of single or of double precision.

What is stored into an array of doubles and read again is the stored number in double precision.
"""

import numpy as np

from tests.programs.case import Program


def greater_of_two(x, a, b, y):
    y[0] = np.tanh(max(a, b[0]))
    y[0] **= 0.5
    return x * y[0]


def chosen_by_a_test(x, a, b, y):
    c = a if a > 0.1 else b[0]
    s = np.exp(-c)
    y[0] = s
    return x * np.sqrt(y[0]) + s * s


def by_the_place(x, a, b, y):
    found = {0: a, 1: b[0]}
    s = np.tanh(found[int(3 * y[0]) % 2])
    y[0] = s
    return x * y[0] / 3


def in_turn(x, a, b, y):
    c = b[0]
    for i in range(3):
        if i == 1:
            c = a
        y[0] = np.sin(c)
        x = x * np.sqrt(y[0])
    return x


SINGLE = [np.float32(0.7234567), np.float32(0.0345678)]
REST = (np.array([0.31, 0.2]), np.array([0.43, 0.2]))

PROGRAMS = [
    Program(f, (1.3, a, *REST), name=f"{f.__name__}_{name}")
    for f in (greater_of_two, chosen_by_a_test, by_the_place, in_turn)
    for name, a in zip(("single", "double"), SINGLE, strict=True)
]
