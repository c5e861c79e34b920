"""Series of polynomials, by the functions and the classes of `numpy.polynomial`."""

import numpy as np
from numpy.polynomial import Chebyshev, Legendre, Polynomial, chebyshev, hermite, laguerre, legendre
from numpy.polynomial import polynomial as powers

from tests.programs.case import Program

C = np.array([0.3, 0.7, -0.2, 0.9])
S = np.array([0.5, -0.2, 0.8])
X = np.array([0.1, -0.6, 0.4])


def of_a_product_and_its_derivative(c, x):
    return powers.polyval(x, powers.polyder(powers.polymul(c, powers.polyint(c, 2, [1.0, x[0]]))))


def of_quotients(c, s):
    quotient, rest = powers.polydiv(c, s)
    return np.sum(quotient) + np.sum(rest * rest)


def of_zeros(c):
    return powers.polyroots(powers.polyfromroots(c)) * np.arange(4.0)


def of_products_of_a_family(c, s):
    return np.sum(np.sin(legendre.legmul(c, s))) + np.sum(hermite.hermpow(s, 2))


def from_one_family_to_another(c):
    return laguerre.poly2lag(chebyshev.cheb2poly(chebyshev.chebder(c)))


def on_a_grid(c, x):
    grid = legendre.leggrid2d(x, x, np.outer(c, c))
    return np.sum(grid * grid) + chebyshev.chebval2d(x, x, np.outer(c, c))[1]


def of_objects(c, x):
    series = Polynomial(c, domain=[0.0, 2.0])
    return (series * series.deriv() - 2.0 * series)(x) + Chebyshev(c)(x)


def of_a_power_of_an_object(s, x):
    return np.sum((Legendre(s) ** 2 + Legendre(s)).coef) * x


PROGRAMS = [
    Program(of_a_product_and_its_derivative, (C, X), wrt=(0, 1)),
    Program(of_quotients, (C, S), wrt=(0, 1)),
    Program(of_zeros, (np.array([0.4, -1.1, 2.0, 0.9]),)),
    Program(of_products_of_a_family, (C, S), wrt=(0, 1)),
    Program(from_one_family_to_another, (C,)),
    Program(on_a_grid, (C, X), wrt=(0, 1)),
    Program(of_objects, (C, X), wrt=(0, 1)),
    Program(of_a_power_of_an_object, (S, X), wrt=(0, 1)),
]
