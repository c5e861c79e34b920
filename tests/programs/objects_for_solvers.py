"""Objects and named tuples that solvers hand to their functions as further arguments."""

from collections import namedtuple
from dataclasses import dataclass

import numpy as np
from scipy.integrate import dblquad, odeint, quad, solve_ivp
from scipy.optimize import brentq, fsolve, minimize

from tests.programs.case import Program

EXACT = {"rtol": 1e-10, "atol": 1e-12}


@dataclass
class Rates:
    """How fast one substance becomes another, and how fast that decays."""

    growth: float
    decay: float


Pair = namedtuple("Pair", "growth decay")


def chain(t, y, rates):
    return [-rates.growth * y[0], rates.growth * y[0] - rates.decay * y[1]]


def chain_by_place(t, y, rates, factor):
    growth, decay = rates
    return [-growth * y[0] * factor, growth * y[0] - decay * y[1]]


def turned(y, t, rates):
    return chain(t, y, rates)


def law(y, rates, offset):
    return y**3 + rates.growth * y - offset * rates.decay


class Reactor:
    """A method is what the solver calls."""

    def __init__(self, size):
        self.size = size

    def slope(self, t, y, rates):
        first, second = chain(t, y, rates)
        return [first * self.size, second]

    def end(self, rates):
        return solve_ivp(self.slope, (0.0, 1.0), [1.0, 0.0], args=(rates,), **EXACT).y[:, -1]


def path_by_object(growth, decay):
    rates = Rates(growth, decay)
    return solve_ivp(chain, (0.0, 1.0), [1.0, 0.0], args=(rates,), **EXACT).y[:, -1]


def path_by_named_tuple(pair):
    return solve_ivp(chain, (0.0, 1.0), [1.0, 0.0], args=(pair,), **EXACT).y[:, -1]


def path_by_unpacking(growth, decay):
    given = (Pair(growth, decay), growth)
    return solve_ivp(chain_by_place, (0.0, 1.0), [1.0, 0.0], args=given, **EXACT).y[:, -1]


def path_in_a_loop(rates, count):
    y, total = np.array([1.0, 0.0]), 0.0
    for step in range(count):
        now = Rates(rates.growth * (step + 1), rates.decay)
        y = solve_ivp(chain, (0.0, 0.5), y, args=(now,), **EXACT).y[:, -1]
        total = total + y[1]
    return total


def path_by_method(growth, decay):
    return Reactor(growth * decay).end(Rates(growth, decay))


def path_by_function_inside(growth, decay):
    factor = growth * decay

    def slope(t, y, rates):
        return [-factor * rates.growth * y[0], rates.growth * y[0] - rates.decay * y[1]]

    given = (Rates(growth, decay),)
    return solve_ivp(slope, (0.0, 1.0), [1.0, 0.0], args=given, **EXACT).y[:, -1]


def path_by_odeint(growth, decay):
    times = np.linspace(0.0, 1.0, 3)
    rates = Rates(growth, decay)
    return odeint(turned, [1.0, 0.0], times, args=(rates,), rtol=1e-11, atol=1e-11)[-1]


def integral(growth, decay):
    def density(t, rates):
        return np.exp(-rates.growth * t) * rates.decay

    return quad(density, 0.0, 1.0, args=(Rates(growth, decay),))[0]


def integral_of_two(growth, decay):
    density = lambda y, x, rates: np.exp(-rates.growth * x * y) * rates.decay  # noqa: E731
    return dblquad(density, 0.0, 1.0, 0.0, 1.0, args=(Rates(growth, decay),))[0]


def root_by_position(growth, decay):
    return brentq(law, 0.0, 3.0, (Pair(growth, decay), growth), 1e-14)


def root_by_name(growth, decay):
    return fsolve(law, 1.0, args=(Rates(growth, decay), growth), xtol=1e-13)


def least(growth, decay):
    def cost(y, rates):
        return (y[0] - rates.growth) ** 2 + (y[1] * rates.decay - 1.0) ** 2 + y[0] ** 4

    given = (Rates(growth, decay),)
    return minimize(cost, np.zeros(2), args=given, tol=1e-14, options={"gtol": 1e-9}).x


def changing(t, y, rates):
    rates.growth = rates.growth * 1.01
    return chain(t, y, rates)


def path_that_changes(growth, decay):
    rates = Rates(growth, decay)
    found = solve_ivp(changing, (0.0, 1.0), [1.0, 0.0], args=(rates,), **EXACT)
    return found.y[0, -1] + rates.growth


def jacobian(t, y, rates):
    return np.array([[-rates.growth, 0.0], [rates.growth, -rates.decay]])


def path_by_jacobian(growth, decay):
    given = (Rates(growth, decay),)
    found = solve_ivp(chain, (0.0, 1.0), [1.0, 0.0], "Radau", args=given, jac=jacobian)
    return found.y[0, -1]


TWO = (0.9, 0.4)
BOTH = {"args": TWO, "wrt": (0, 1)}

PROGRAMS = [
    Program(path_by_object, **BOTH),
    Program(path_by_named_tuple, (Pair(*TWO),)),
    Program(path_by_unpacking, **BOTH),
    Program(path_in_a_loop, lambda: (Rates(*TWO), 3)),
    Program(path_by_method, **BOTH),
    Program(path_by_function_inside, **BOTH),
    Program(path_by_odeint, **BOTH),
    Program(integral, **BOTH),
    Program(integral_of_two, **BOTH),
    Program(root_by_position, **BOTH),
    Program(root_by_name, **BOTH),
    Program(least, **BOTH, error_scale=100.0),
    Program(path_that_changes, **BOTH),
    Program(path_by_jacobian, **BOTH),
]

REFUSED = ("path_that_changes", "path_by_jacobian")
