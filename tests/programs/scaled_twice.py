"""Adjoints that several numbers scale: error functions, densities and mixtures of literals."""

import math

import numpy as np

from tests.benchmarks.simulation import black_scholes
from tests.programs.case import Program, signed

ROOT = math.sqrt(2.0)


def tilted(x):
    return np.sum(0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))))


def density(x, mean, width):
    z = (x - mean) / width
    return np.sum(np.exp(-0.5 * z * z) / (width * math.sqrt(2 * math.pi)))


def of_known_functions(x):
    half = math.exp(-math.log(2.0))
    return np.sum(np.sin(x * half) * 3.0) / math.cos(0.3) * math.hypot(3.0, 4.0)


def what_math_would_refuse(x, flag):
    if flag:
        return np.sum(x) * math.log(-1.0)
    return np.sum(x) * math.sqrt(3.0)


def by_a_root_of_numpys(x):
    third = np.sin(3.0 * x) / np.sqrt(2)
    return np.sum(third * 0.5 * x) * ROOT


def in_singles(x):
    return np.sum(np.exp(x * 0.3) * 0.7 / math.sqrt(2.0) * x)


def in_a_loop(x, n):
    total = 0.0
    for i in range(n):
        x = np.sin(0.3 * x) * 5.0 / 1.7
        total += np.sum(x) * 0.25
    return total


def integers_between(x, k):
    return np.sum(x * (k * 3) * 0.5)


X = signed(5)
PROGRAMS = [
    Program(tilted, (X,)),
    Program(density, (X, 0.1, 1.3), (0, 1, 2)),
    Program(black_scholes, (100.0, 105.0, 0.05, 0.2, 1.5), (0, 1, 2, 3, 4)),
    Program(of_known_functions, (X,)),
    Program(what_math_would_refuse, (X, False)),
    Program(by_a_root_of_numpys, (X,)),
    Program(in_singles, (X.astype("f4"),), error_scale=1e5),
    Program(in_a_loop, (X, 4)),
    Program(integers_between, (X, np.arange(5))),
]
