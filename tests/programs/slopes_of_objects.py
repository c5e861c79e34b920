"""Programs that differentiate functions of objects which they make themselves."""

from dataclasses import dataclass

import numpy as np

from srcgrad import grad, hvp, jacobian
from tests.programs.case import Program, positive


@dataclass
class State:
    q: np.ndarray
    p: np.ndarray


@dataclass
class Sample:
    state: State
    k: float
    n: int = 3


class Neuron:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def loss(self, x):
        return np.sum(np.tanh(self.w * x + self.b) ** 2)


def energy(s):
    return 0.5 * np.sum(s.p**2) + np.sum(np.cos(s.q) * s.q)


def weighted(sample, c):
    return energy(sample.state) * sample.k * c + sample.n


def loss(neuron, x):
    return neuron.loss(x)


def written_into(s):
    s.q[0] = s.p[0]
    return energy(s)


def symplectic(x, n):
    s = State(x, x * 2.0)
    for _ in range(n):
        g = grad(energy)(s)[1]
        s = State(s.q + 0.1 * g.p, s.p - 0.1 * g.q)
    return np.sum(s.q * s.p)


def symplectic_of_what_is_around(x):
    def scaled(s):
        return energy(s) * x[0]

    s = State(x, x * 2.0)
    for _ in range(2):
        g = grad(scaled)(s)[1]
        s = State(s.q - 0.1 * g.q, s.p)
    return s.q


def trained(x):
    neuron = Neuron(x, x[0])
    for _ in range(3):
        g = grad(loss)(neuron, x)[1]
        neuron = Neuron(neuron.w - 0.1 * g.w, neuron.b - 0.1 * g.b)
    return neuron.loss(x)


def one_in_another(x):
    sample = Sample(State(x, x * 2.0), x[1])
    value, (g, by_c) = grad(weighted, wrt=(0, 1))(sample, x[2])
    return g.state.p * by_c * g.k + value


def its_array_is_written(x):
    s = State(x * 1.0, x * 2.0)
    return grad(written_into)(s)[1].q + s.q


def curvature(x):
    h = hvp(energy)(State(x, x * 2.0), v=State(x, x))
    return h.q * h.p


def matrices(x):
    g = jacobian(lambda s: s.q * s.p)(State(x, x * 2.0))
    return np.sum(g.q * x) + np.sum(g.p)


def several(x):
    total = 0.0
    for s in [State(x, x * 2.0), State(x * 3.0, x)]:
        total += np.sum(grad(energy)(s)[1].q ** 2)
    return total


X = positive(3)

PROGRAMS = [
    Program(symplectic, (X, 3)),
    Program(symplectic_of_what_is_around, (X,)),
    Program(trained, (X,)),
    Program(one_in_another, (X,)),
    Program(its_array_is_written, (X,)),
    Program(curvature, (X,)),
    Program(matrices, (X,)),
    Program(several, (X,)),
]
