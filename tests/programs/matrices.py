"""Programs that take Jacobians, Hessians, their products and tangents of functions."""

import numpy as np

from srcgrad import hessian, hvp, jacobian, jvp
from tests.programs.case import Program, signed


def field(x):
    return np.sin(x) * x[::-1]


def energy(x):
    return np.sum(np.sin(x) * x[::-1] ** 2)


def wave(t):
    return np.sin(t) * t


def scaled(x, k):
    return k * x**2


def outer(x):
    return np.outer(x, x)


FIELD = jacobian(field)


def of_a_jacobian(x):
    return np.sum(FIELD(x) ** 2)


def row_by_row(x):
    return np.sum(jacobian(field, mode="reverse")(x) ** 2)


def column_by_column(x):
    return np.sum(jacobian(outer)(x) ** 3)


def by_a_number(x):
    return np.sum(jacobian(scaled, wrt="k")(x, x[0]) ** 2)


def of_a_number(x):
    return np.sum(jacobian(energy)(x) ** 2) * jacobian(wave)(x[0])


def of_a_hessian(x):
    return np.sum(hessian(energy)(x) ** 2)


def curvature(x):
    return hessian(wave)(x[0]) * x[1]


def of_a_product(x):
    return np.sum(hvp(energy)(x, v=x * x) ** 2)


def of_a_tangent(x):
    value, moved = jvp(field, (x,), (x * x,))
    return np.sum(value * moved)


def newton_for_systems(x):
    y = x
    for _ in range(2):
        y = y - np.linalg.solve(FIELD(y) + np.eye(3), field(y))
    return np.sum(y**3)


def newton_for_a_minimum(x):
    y = x
    for _ in range(2):
        y = y - np.linalg.solve(hessian(energy)(y) + 9.0 * np.eye(3), jacobian(energy)(y))
    return energy(y)


X = signed(3)
PROGRAMS = [
    Program(of_a_jacobian, (X,)),
    Program(row_by_row, (X,)),
    Program(column_by_column, (X,)),
    Program(by_a_number, (X,)),
    Program(of_a_number, (X,)),
    Program(of_a_hessian, (X,)),
    Program(curvature, (X,)),
    Program(of_a_product, (X,)),
    Program(of_a_tangent, (X,)),
    Program(newton_for_systems, (X,)),
    Program(newton_for_a_minimum, (X,)),
]
