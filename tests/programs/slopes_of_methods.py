"""Derivatives of methods, and of objects that are called, inside differentiated functions."""

import numpy as np

from srcgrad import checkpoint, grad, hessian, hvp, jacobian, jvp, vjp
from tests.programs.case import Program, positive, signed


class Well:
    def __init__(self, stiffness, mass):
        self.stiffness, self.mass = stiffness, mass
        self.asked = 0.0

    def energy(self, q):
        return self.stiffness * np.sum(q**4) + 0.5 * self.mass * np.sum(q * q)

    def __call__(self, q):
        return self.energy(q)

    def forces(self, q):
        return np.sin(self.stiffness * q) - self.mass * q[::-1]

    def moved(self, q, step):
        return q - step * grad(self.energy)(q)[1]


class Counting(Well):
    def energy(self, q):
        self.asked += 1.0
        return self.asked * np.sum(q**2) * self.stiffness


class Scaled(Well):
    scale = np.array([1.0, 2.0, 0.5])
    power = 3

    @grad
    def steepness(self, q):
        return self.mass * np.sum(self.scale * q**self.power)


OUTSIDE = Well(0.4, 1.2)


def slope_by_what_the_class_holds(p, q):
    one, other = Scaled(p[0], p[1]), Scaled(p[1], p[0])
    other.scale = q * p[0]
    return np.sum(one.steepness(q)[1] ** 2) + np.sum(other.steepness(q)[1])


def steps_along_forces(p, q):
    well = Well(p[0], p[1])
    for _ in range(3):
        q = well.moved(q, 0.1)
    return np.sum(q)


def slope_of_an_object(p, q):
    well = Well(p[0], p[1])
    for _ in range(2):
        q = q - 0.1 * grad(well)(q)[1]
    return np.sum(q)


def slope_of_an_object_outside(q):
    return np.sum(grad(OUTSIDE)(q)[1] * q)


def newton(p, q):
    well = Well(p[0], p[1])
    for _ in range(2):
        q = q - np.linalg.solve(hessian(well.energy)(q), grad(well.energy)(q)[1])
    return np.sum(q * p[0])


def products(p, q):
    well = Well(p[0], p[1])
    matrix = jacobian(well.forces)(q)
    _, along = jvp(well.forces, (q,), (q,))
    _, back = vjp(well.forces, q)
    return np.sum(hvp(well)(q, v=q)) + np.sum(matrix @ along) + np.sum(back(q))


def checkpointed(p, q):
    well = Well(p[0], p[1])
    return np.sum(checkpoint(well.forces)(q) * checkpoint(well)(q))


def of_a_method_that_counts(p, q):
    well = Counting(p[0], p[1])
    return np.sum(grad(well.energy)(q)[1]) * well.asked


class Tabled:
    """What it holds is a dict of the caller's."""

    def __init__(self, table):
        self.table = table

    def energy(self, q):
        return np.sum(np.tanh(self.table["w"] * q) * self.table["c"])

    def residual(self, q):
        value, slope = grad(self.energy)(q)
        return np.sum(slope * q) - value * hessian(self.energy)(q)[0, 0]


def of_the_callers_dict(table, q):
    tabled = Tabled(table)
    slope = grad(tabled.energy)
    table["c"] = 2.0 * table["c"]
    return tabled.residual(q) + np.sum(slope(q)[1])


class Surface:
    """A method, of which a derivative is taken, takes one."""

    def __init__(self, stiffness):
        self.stiffness = stiffness

    def metric(self, q):
        height = grad(lambda x: self.stiffness * np.sum(x**3) + x[0] * x[1])(q)[1]
        return np.outer(height, height)


def slope_of_a_metric(p, q):
    return np.sum(jacobian(Surface(p[0]).metric)(q) * p[1])


class Following:
    def __init__(self, well):
        self.well, self.slope = well, grad(well.energy)

    def step(self, q):
        self.well.mass = 0.5 * self.well.mass
        return q - 0.1 * self.slope(q)[1]


def changed_after_the_derivative_is_made(p, q):
    well = Well(p[0], p[1])
    following = Following(well)
    return np.sum(following.step(following.step(q)))


def changed_before_it_is_pulled_back(p, q):
    well = Well(p[0], p[1])
    _, back = vjp(well.energy, q)
    well.mass = 2.0 * well.mass
    return np.sum(back(1.0))


def changed_in_each_pass(p, q):
    well = Well(p[0], p[1])
    slope = grad(well.energy)
    for _ in range(3):
        found, moved = slope(q)
        q = q - 0.1 * moved
        well.mass = well.mass + 0.1 * found
    return np.sum(q)


REFUSED = {"of_a_method_that_counts"}  # its object cannot be made again for each call

BOTH = (
    slope_by_what_the_class_holds,
    steps_along_forces,
    slope_of_an_object,
    newton,
    products,
    checkpointed,
    changed_after_the_derivative_is_made,
    changed_before_it_is_pulled_back,
    changed_in_each_pass,
    slope_of_a_metric,
    of_a_method_that_counts,
)
PROGRAMS = [
    *(Program(function, (positive(2), signed(3)), wrt=(0, 1)) for function in BOTH),
    Program(slope_of_an_object_outside, (signed(3),)),
    Program(of_the_callers_dict, ({"w": positive(3), "c": signed(3)}, signed(3)), wrt=(0, 1)),
]
