"""Polynomials as objects of NumPy's, made of constants, at points that are differentiated."""

import numpy as np
from numpy.polynomial import Chebyshev, HermiteE, Legendre, Polynomial

from tests.programs.case import Program, positive

CURVE = Polynomial([1.0, 2.0, 3.0], domain=[0.0, 2.0])
OLDER = np.poly1d([1, 2, 3])
FITTED = Chebyshev.fit(np.arange(5.0), np.arange(5.0) ** 1.5, 3)
SLOPE = CURVE.deriv()


def from_outside(x):
    return np.sum(CURVE(x) ** 2) + OLDER(x[0]) * SLOPE(x[1]) + np.sum(OLDER(x) * FITTED(3 * x))


def at_numbers(x, y):
    return CURVE(x) * OLDER(y) + FITTED(x * y)


def derivatives_and_integrals(x):
    table = np.outer(x, x)
    return np.sum(CURVE.deriv()(x) * CURVE.integ()(x)) + np.sum(CURVE(table) * table)


def made_inside(x):
    bent = Polynomial([1.0, 2.0, 3.0])(x) * HermiteE([0.5, 0.1])(x)
    return np.sum(bent + Polynomial.basis(2)(x) + Polynomial.fromroots([1.0, 2.0])(x))


def a_basis(x):
    total = 0.0
    for n in range(3):
        total += Legendre.basis(n)(x[n]) * x[0]
    return total


def as_an_argument(x, curve):
    return np.sum(curve(x) ** 2)


PROGRAMS = [
    *(Program(f, (positive(3),)) for f in (from_outside, derivatives_and_integrals, made_inside)),
    Program(at_numbers, (0.3, 0.7), wrt=(0, 1)),
    Program(a_basis, (positive(3),)),
    Program(as_an_argument, (positive(3), CURVE)),
]
