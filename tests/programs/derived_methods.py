"""Programs that take derivatives of methods and of `functools.partial` themselves."""

from functools import partial

import numpy as np

from srcgrad import grad, hessian, hvp
from tests.programs.case import Program, signed


class Hamiltonian:
    """A pendulum of some stiffness, whose forces are slopes of its energy."""

    def __init__(self, stiffness):
        self.stiffness = stiffness

    def energy(self, q, p):
        return np.sum(p**2) / 2 + self.stiffness * np.sum(self.lifted(q))

    def lifted(self, q):
        return 1 - np.cos(q)

    def step(self, q, p, h=0.1):
        p = p - h * grad(self.energy)(q, p)[1]
        return q + h * grad(self.energy, wrt="p")(q, p)[1], p


class Quartic(Hamiltonian):
    def lifted(self, q):
        return q**4


PENDULUM, QUARTIC = Hamiltonian(2.0), Quartic(0.5)


def leapfrog(q, p):
    for _ in range(3):
        q, p = PENDULUM.step(q, p)
        q, p = QUARTIC.step(q, p, h=0.05)
    return np.sum(q * p)


def curvature(q, p):
    return np.sum(hvp(PENDULUM.energy)(q, p, v=p) * q)


def by_the_object(system, q):
    return np.sum(system.step(q, q)[0] ** 2)


def stiffened_between(system, q, p):
    for _ in range(2):
        q, p = system.step(q, p)
        system.stiffness = system.stiffness * 1.5 + p[0]
    system.stiffness *= 2.0
    return np.sum(grad(Hamiltonian.energy, wrt="q")(system, q, p)[1])


def cost(a, x, b, c=2.0):
    return np.sum(a * x**3 * b) * c


def of_partials(x, a):
    first = partial(cost, a[0])
    last = partial(cost, b=a, c=0.5)
    slope = grad(first)(x, a)[1] + grad(last, wrt="x")(a[1], x)[1]
    return np.sum(slope**2) + np.sum(hessian(partial(cost, a[1]))(x, a, 1.5)[0])


class Fitted:
    """A model that trains the dict of numbers it holds, by the slope of its own loss."""

    def __init__(self, weights):
        self.params = {"weights": weights, "offset": 0.5}
        self.losses = [0.0]

    def loss(self, params, x):
        error = np.sum(params["weights"] * x) - params["offset"]
        return error**2 + 0.1 * np.sum(self.params["weights"] ** 2)

    def step(self, x, rate):
        value, slope = grad(self.loss)(self.params, x)
        self.params = {k: self.params[k] - rate * slope[k] for k in self.params}
        self.losses.append(value)


def trained(rate, weights):
    model = Fitted(weights)
    for x in (0.3, 0.7):
        model.step(x, rate)
    return model.loss(model.params, 0.5) + sum(model.losses)


def descended(rate, weights):
    params, start = {"w": weights, "b": 0.5}, {"w": weights * 2.0, "b": 1.0}
    for _ in range(2):
        slope = grad(lambda p: np.sum(p["w"] * start["w"]) ** 2 + p["b"] * rate)(params)[1]
        params = {k: params[k] - rate * slope[k] for k in params}
    return np.sum(params["w"]) * params["b"]


Q, P = signed(2), 0.5 + signed(2) ** 2
# Of few bits, so that no product is rounded: a Hessian alone multiplies in another order.
SHORT = np.array([0.5, -0.75]), np.array([1.25, 0.75])


def beside_settings(rate, weights):
    """None stands where what is no float cannot move."""
    params = {"w": weights, "b": 0.5, "power": 2, "form": "plain"}
    slope = grad(lambda p: np.sum(p["w"]) ** p["power"] * p["b"])(params)[1]
    params = {k: v if slope[k] is None else v - rate * slope[k] for k, v in params.items()}
    return np.sum(params["w"]) ** params["power"] + (rate if slope["form"] else params["b"])


PROGRAMS = [
    Program(leapfrog, (Q, P), wrt=(0, 1)),
    Program(curvature, (Q, P), wrt=(0, 1)),
    Program(by_the_object, (Hamiltonian(1.5), Q), wrt=(0, 1)),
    Program(stiffened_between, (Hamiltonian(1.5), Q, P), wrt=(0, 1, 2)),
    Program(of_partials, SHORT, wrt=(0, 1)),
    Program(trained, (0.1, Q), wrt=(0, 1)),
    Program(descended, (0.1, Q), wrt=(0, 1)),
    Program(beside_settings, (0.1, Q), wrt=(0, 1)),
]
