"""Objects that hold the derivative of a method of their own, as `self.slope = grad(self.energy)`.

The objects are made outside of the differentiated function: by its caller, or by the module.
"""

import numpy as np

from srcgrad import grad, hessian, hvp, jacobian
from tests.programs.case import Program


class Well:
    """A potential; what it holds are the derivatives of its own methods."""

    def __init__(self, depth, centre):
        self.depth, self.centre = depth, centre
        self.slope = grad(self.energy)
        self.matrix = jacobian(self.field)
        self.curvature = hessian(self.energy)
        self.product = hvp(self.energy)

    def energy(self, x):
        return self.depth * np.sum(np.cos(x - self.centre))

    def field(self, x):
        return self.depth * np.sin(x) * x

    def descended(self, x, steps):
        for _ in range(steps):
            value, force = self.slope(x)
            x = x - 0.1 * force
        return np.sum(x**2) + value

    def stretched(self, x):
        return np.sum(self.matrix(x) ** 2)

    def bent(self, x):
        return np.sum(self.curvature(x) @ x) + np.sum(self.product(x, v=x))


WELL = Well(1.5, np.array([0.3, -0.2, 0.4]))
OTHER = Well(0.7, 0.1)
X = np.array([0.4, 0.9, -0.6])


def _x():
    return (X.copy(),)


def _well_and_x():
    return Well(1.2, 0.3), X.copy()


def of_a_global_object(x):
    return WELL.descended(x, 2)


def a_matrix_of_a_global_object(x):
    return WELL.stretched(x) + OTHER.stretched(x)


def second_derivatives_of_a_global_object(x):
    return WELL.bent(x)


def of_an_argument(well, x):
    return well.descended(x, 2)


def called_by_its_caller(well, x):
    value, force = well.slope(x)
    return value + np.sum(force * x)


def after_an_attribute_has_changed(well, x):
    first = well.slope(x)[1]
    well.depth = 2.0 * well.depth
    return np.sum(first * well.slope(x)[1])


def under_another_name(well, x):
    slope = well.slope
    well.depth = 0.5
    total = 0.0
    for k in range(2):
        total += np.sum(slope(x * (k + 1.0))[1] ** 2)
    return total


PROGRAMS = [
    Program(of_a_global_object, _x),
    Program(a_matrix_of_a_global_object, _x),
    Program(second_derivatives_of_a_global_object, _x),
    Program(of_an_argument, _well_and_x, wrt=1),
    Program(called_by_its_caller, _well_and_x, wrt=1),
    Program(after_an_attribute_has_changed, _well_and_x, wrt=1),
    Program(under_another_name, _well_and_x, wrt=1),
]
