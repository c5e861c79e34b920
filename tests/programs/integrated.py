"""Programs that integrate functions and differential equations with SciPy."""

import numpy as np
import scipy.integrate as si
from scipy.integrate import odeint, quad, solve_ivp

from tests.programs.case import Program, positive

X = positive(3)
T = np.linspace(0.0, 1.5, 4)


def by_parameters_and_limit(x):
    return quad(lambda t: np.exp(-x[0] * t) * x[1], 0.0, x[2], epsabs=1e-12)[0]


def wave(t, a, w):
    return np.sin(a * t) * np.sum(w * t)


def with_arguments(x):
    area, _ = quad(wave, 0.3 * x[0], 2.0, args=(x[1], x), epsabs=1e-12)
    return area**2


def to_infinity(x):
    return quad(lambda t: np.exp(-x[0] * t * t), 0, np.inf, epsabs=1e-12)[0] * x[1]


def of_what_is_held(x):
    rates = {"a": x[0] * 2.0, "b": x[1:]}
    return quad(lambda t: np.sum(rates["b"] ** t) + rates["a"] * t, 0, 1, epsabs=1e-12)[0]


def in_a_sum(x):
    return sum([quad(lambda t: np.cos(x[k] * t), 0.0, 1.0 + k, epsabs=1e-12)[0] for k in range(3)])


def at_fixed_points(x):
    return si.fixed_quad(lambda t: np.exp(-x[0] * t) * x[1], 0.0, x[2], n=6)[0]


def predators(y, t, a, b):
    return [a * y[0] - b * y[0] * y[1], -y[1] + b * y[0] * y[1]]


def with_odeint(x):
    y = odeint(predators, [1.0, x[2]], T, args=(x[0], x[1]), rtol=1e-12, atol=1e-12)
    return np.sum(y**2 * np.array([1.0, 0.5]))


def at_active_times(x):
    y = odeint(lambda t, y: -x[0] * y, 1.0, T * x[1], tfirst=True, rtol=1e-12, atol=1e-12)
    return np.sum(y[:, 0] * T)


def with_solve_ivp(x):
    def rate(t, y):
        return np.array([-x[0] * y[0] + t, x[1] * y[0] - y[1]])

    found = solve_ivp(rate, (0.0, 2.0), x[1:] * 1.0, t_eval=T, rtol=1e-11, atol=1e-12)
    return np.sum(found.y**2) * found.t[-1] if found.success else 0.0


def at_the_end(x):
    found = solve_ivp(
        lambda t, y: -x * y**2, (0.0, 1.0), np.ones(3), method="DOP853", rtol=1e-11, atol=1e-12
    )
    return np.sum(found.y[:, -1] ** 2)


def stiff(x):
    found = solve_ivp(
        lambda t, y, k, w: np.array([-50.0 * k * (y[0] - np.cos(t)), y[0] - w @ w * y[1]]),
        (0.0, 1.0),
        [0.5, 1.0],
        args=(x[0], x[1:]),
        method="Radau",
        t_eval=[0.5, 1.0],
        rtol=1e-10,
        atol=1e-12,
    )
    return found.y[0, 1] * found.y[1, 0]


def backward_in_time(x):
    found = solve_ivp(lambda t, y: x[0] * y, (1.0, 0.0), x[1:], rtol=1e-11, atol=1e-12)
    return np.sum(found.y[:, -1])


def held_by_a_lambda(a, b):
    """Numbers of Python's that an integrand reads: so are their gradients."""
    return quad(lambda t: np.exp(-a * t * t) * np.cos(b * t), 0, 2)[0]


def under_an_arc(r, x):
    """The root's slope is infinite at the end, and its integral is finite."""
    square = r * r
    return quad(lambda t, s: np.sqrt(s - t * t), -0.3 * x, r, args=(square,), epsabs=1e-12)[0]


def between_roots_at_both_ends(a, b):
    return quad(lambda t: np.sqrt((t - a) * (b - t)) * np.exp(a * t), a, b, epsabs=1e-12)[0]


def of_a_cusp_downwards(x):
    """From a limit that is the larger of the two."""
    return quad(lambda t: x[1:] @ (x[0] - t) ** np.array([1.5, 0.5]), x[0], 0, epsabs=1e-12)[0]


class Membrane:
    leak = 0.3

    def current(self, y):
        return self.leak * y * y

    @staticmethod
    def rate(y, t, cell):
        return -cell.current(y[0]) + y[1], -y[1]

    def end(self, start):
        y = odeint(self.rate, start, T, args=(self,), rtol=1e-12, atol=1e-12)
        return y[-1, 0]


MEMBRANE = Membrane()


def by_a_static_method(x):
    return MEMBRANE.end([x[0], x[1] * x[2]])


def network(y, t, net):
    for W, b in net[:-1]:
        y = np.tanh(y @ W + b)
    W, b = net[-1]
    return y @ W + b


def of_a_network(net, start):
    return odeint(network, start, T, (net,), rtol=1e-12, atol=1e-12)[-1]


def of_a_network_around(net, start):
    return odeint(lambda y, t: network(y, t, net), start, T, rtol=1e-12, atol=1e-12)[-1]


def of_a_dict_and_a_number(p, k):
    return quad(lambda t, q, k: np.sin(q["a"] * t) + k * q["b"][1], 0, 1, args=(p, k))[0]


PROGRAMS = [
    Program(function, (X,))
    for function in (
        by_parameters_and_limit,
        with_arguments,
        to_infinity,
        of_what_is_held,
        in_a_sum,
        at_fixed_points,
        with_odeint,
        at_active_times,
        with_solve_ivp,
        at_the_end,
        backward_in_time,
        of_a_cusp_downwards,
        by_a_static_method,
    )
]
PROGRAMS += [
    Program(function, (0.7, 1.6), wrt=(0, 1))
    for function in (under_an_arc, between_roots_at_both_ends)
]
PROGRAMS.append(Program(stiff, (X,), error_scale=100.0))  # the solver of stiff equations is rougher
PROGRAMS.append(Program(held_by_a_lambda, (0.7, 0.4), wrt=(0, 1)))
LAYERS = [(positive(2, 2), -0.3 * positive(2)), (-positive(2, 2), 0.1 * positive(2))]
PROGRAMS.append(Program(of_a_network, (LAYERS[:1], X[:2]), wrt=(0, 1)))
PROGRAMS.append(Program(of_a_network_around, (LAYERS, X[:2]), wrt=(0, 1)))
PROGRAMS.append(Program(of_a_dict_and_a_number, ({"a": 0.7, "b": X}, 0.4), wrt=(0, 1)))
