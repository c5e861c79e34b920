"""Integrals of integrals, of vectors and of waves."""

import numpy as np
import scipy.integrate

from tests.programs.case import Program


def over_a_triangle(k):
    return scipy.integrate.dblquad(
        lambda y, x, c: np.exp(-k * c * x * y), 0.0, 1.0, 0.0, lambda x: k * x, args=(0.7,)
    )[0]


def over_a_box(k):
    return scipy.integrate.nquad(lambda x, y: np.sin(k * x * y), [[0.0, 1.0], [0.0, k]])[0]


def one_inside_the_other(k):
    def inner(x):
        return scipy.integrate.quad(lambda y: np.exp(-k * x * y), 0.0, x)[0]

    return scipy.integrate.quad(lambda x: inner(x) * x, 0.0, k)[0]


def of_a_vector(k):
    found, _ = scipy.integrate.quad_vec(lambda x: np.array([np.sin(k * x), x * k]), 0.0, k)
    return np.sum(found**2) + scipy.integrate.quad_vec(lambda x: np.exp(-k * x), 0.0, 1.0)[0]


def of_a_vector_without_a_value_at_its_limit(k):
    found, _ = scipy.integrate.quad_vec(
        lambda x, p: np.array([p * x**-0.5, np.cos(k * x)]), 0.0, 1.0, args=k, workers=1
    )
    endless = scipy.integrate.quad_vec(lambda x: np.array([k, 1.0]) * np.exp(-k * x), 0.0, np.inf)
    return np.sum(found**2) + np.sum(endless[0])


def times_waves(k, w):
    cosine = scipy.integrate.quad(lambda x: np.exp(-k * x), 0.0, k, weight="cos", wvar=w)[0]
    return cosine * scipy.integrate.quad(lambda x: x**k, 0.5, 1.0, weight="sin", wvar=w)[0]


PROGRAMS = [
    Program(over_a_triangle, (1.3,)),
    Program(over_a_box, (0.8,)),
    Program(one_inside_the_other, (1.1,)),
    Program(of_a_vector, (1.3,)),
    Program(of_a_vector_without_a_value_at_its_limit, (1.3,)),
    Program(times_waves, (1.3, 2.5), wrt=(0, 1)),
]
