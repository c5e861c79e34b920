"""Powers of arrays in their place: NumPy's bits depend on the strides of the result."""

import numpy as np

from tests.programs.case import Program, positive


def backwards(x):
    y = x[::-1]
    y **= 2.3
    return np.sum(y * x)


def by_an_exponent(x, t):
    x[::-2] **= t
    return np.sum(x * x)


def whole_argument(x, t):
    x **= t
    return np.sum(x * x[::-1])


def in_a_loop(x, t):
    for i in range(3):
        x[i:][::-1] **= t
    return np.sum(x * x)


def by_its_own_element(x, t):
    x **= t
    x[::-1] **= x[0]
    return np.sum(x)


def by_the_larger_of_itself(x):
    x **= np.maximum(x, x)
    return x


def exponential_backwards(x):
    np.exp(x[::-2], out=x[::-2])
    return np.sum(x * x)


PROGRAMS = [
    Program(backwards, (positive(9),)),
    Program(backwards, (positive(9).astype(np.float32),), name="backwards_single", error_scale=1e5),
    Program(by_an_exponent, (positive(9), 1.3), wrt=(0, 1)),
    Program(whole_argument, lambda: (positive(9)[::-1], 1.3), wrt=(0, 1)),
    Program(in_a_loop, (positive(9), 1.3), wrt=(0, 1)),
    Program(by_its_own_element, (positive(9), 1.3), wrt=(0, 1)),
    Program(by_the_larger_of_itself, (positive(5),)),
    Program(exponential_backwards, (positive(9),)),
]
