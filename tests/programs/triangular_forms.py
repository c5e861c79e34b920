"""Schur and Hessenberg forms, factors of symmetric and of complex matrices, any eigenvectors."""

import numpy as np
import scipy.linalg

from tests.programs.case import Program, signed

TURNING = np.array(
    [[1.0, 2.0, 0.3, 0.1], [-1.5, 0.5, 0.2, 0.4], [0.2, 0.1, 2.0, -0.3], [0.5, -0.2, 0.6, -1.0]]
)
PAIRED = TURNING - np.diag([1.0, 0.5, 0.0, 0.0])  # its factors have a block of two rows
W = signed(4, 4)


def schur_form(a):
    t, z = scipy.linalg.schur(a)
    return np.sum(t**3 * W) + np.sum(z**2 * W)


def triangle_alone(a):
    return np.sum(scipy.linalg.schur(a)[0] ** 3 * W)


def form_of_nothing(a):
    return np.sum(scipy.linalg.schur(a[:0, :0])[0]) + np.sum(a**2)


def symmetric_factors(a):
    f, d, order = scipy.linalg.ldl(a)
    return np.sum(f[order] ** 3 * W) + np.sum(d**2 * W)


def factors_of_the_upper_part(a):
    f, d, _ = scipy.linalg.ldl(a, lower=False)
    return np.sum(f**3 * W) + np.sum(d**2 * W)


def middle_factor(a):
    return np.sum(scipy.linalg.ldl(a)[1] ** 2 * W)


def hessenberg_form(a):
    h, q = scipy.linalg.hessenberg(a, calc_q=True)
    return np.sum(h**3 * W) + np.sum(q * W) + np.sum(scipy.linalg.hessenberg(a @ a))


def growth_and_shapes(a):
    w, v = scipy.linalg.eig(a)
    return np.max(w.real) + np.sum(np.abs(w) ** 3) + np.sum(np.abs(v) ** 4 * W)


def values_by_scipy(a):
    return np.sum((scipy.linalg.eig(a, right=False) ** 3).real)


def complex_factors(a):
    lu, order = scipy.linalg.lu_factor(a + 1j * a.T)
    return np.sum(np.abs(lu) ** 2 * W)


PROGRAMS = [
    Program(schur_form, (TURNING,)),
    Program(triangle_alone, (TURNING,)),
    Program(form_of_nothing, (TURNING,)),
    Program(symmetric_factors, (TURNING,)),
    Program(symmetric_factors, (PAIRED,), name="symmetric_factors_in_blocks"),
    Program(factors_of_the_upper_part, (TURNING,)),
    Program(middle_factor, (TURNING,)),
    Program(hessenberg_form, (TURNING,)),
    Program(growth_and_shapes, (TURNING,)),
    Program(values_by_scipy, (TURNING,)),
    Program(complex_factors, (TURNING,)),
]
