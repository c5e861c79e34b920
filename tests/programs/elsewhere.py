"""Functions that programs of another module call; it has constants of its own."""

import numpy as np
from scipy.stats import norm

from tests.programs.case import Program, positive

FACTOR = 1.7


def __getattr__(name):
    if name == "LATE_FACTOR":
        return 2.0 * FACTOR
    raise AttributeError(name)


def cube(x):
    return x**3


def evidence(x, mean):
    return np.sum(norm.logpdf(x, mean, 1.0))


def quartic(x):
    return _square(_square(x))


def _square(x):
    return x * x


def scaled_sum(x, power=2):
    return FACTOR * np.sum(x**power)


def quarters(x, limit):
    if x < limit:
        return x * x * FACTOR
    return quarters(x / 4.0, limit) * x


PROGRAMS = [Program(quartic, (1.3,)), Program(scaled_sum, (positive(3),))]
