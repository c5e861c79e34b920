"""Tests of what a library function gives, joined with what is known beforehand."""

import numpy as np
import scipy.interpolate as si

from tests.programs.case import Program

CURVE = si.splrep(np.linspace(1.0, 9.0, 9), np.linspace(1.0, 9.0, 9) ** 1.3)


def height(x):
    return float(si.splev(x, CURVE))


def tested_and_told(x):
    rest = height(x) - x
    if abs(rest) < 1e-9 and True:
        return x
    return rest * x


def near(x, tolerance, strict):
    rest = height(x) - x
    if (tolerance is not None and abs(rest) < tolerance and not strict) or rest == 0.0:
        return x
    return rest * x


def tested_in_a_function(x):
    return near(x, x * 1e-15, False) + near(x, None, True)


def none_or_found(x):
    best = None
    found = height(x)
    if found > 3.0:
        best = found
    return x if best is None else best * x


def none_or_the_last(x):
    best = None
    for i in range(3):
        found = height(x + i)
        if found > 7.0:
            best = found
    if best is None:
        return x
    return best * x


def told_on_one_path(x):
    flag = height(x) > 4.0
    if flag:
        flag = True
    if flag:
        return x * x
    return height(x)


def secant(function, x, target, xtol=1e-13, ytol=None):
    y = x * (1 + 1e-6)
    first, second = function(x) - target, function(y) - target
    if (ytol is not None and abs(first) < ytol) or first == 0.0:
        return x
    for _ in range(50):
        z = y - second * (y - x) / (second - first) if second != first else y
        if ytol is not None and abs(second) < ytol:
            return z
        if xtol is not None and abs(x - y) <= abs(xtol * x):
            return z
        x, first = y, second
        y, second = z, function(z) - target
    raise ValueError("not converged")


def root_by_secants(x):
    return secant(height, x * 0.99, x, ytol=x * 1e-14)


PROGRAMS = [
    Program(tested_and_told, (5.2,)),
    Program(tested_in_a_function, (5.2,)),
    Program(none_or_found, (5.2,)),
    Program(none_or_found, (1.2,), name="none_and_not_found"),
    Program(none_or_the_last, (3.2,)),
    Program(none_or_the_last, (1.2,), name="none_at_last"),
    Program(told_on_one_path, (5.2,)),
    Program(told_on_one_path, (1.2,), name="told_on_the_other_path"),
    Program(root_by_secants, (5.2,)),
]
