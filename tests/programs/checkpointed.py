"""Programs that call functions which the reverse sweep runs again."""

import dataclasses

import numpy as np

from srcgrad import checkpoint, grad
from tests.programs.case import Program, positive, signed

OFFSET = np.array([0.1, 0.2, 0.3])


@checkpoint
def layer(x, w, k=2):
    h = np.tanh(w * x)
    for _ in range(k):
        h = np.sin(h) * h + w
    return h


def one_layer(x):
    return np.sum(layer(x, x[0]) ** 2)


def two_layers(x):
    return np.sum(layer(layer(x, 0.3), x[1], k=3) ** 2)


def layers_in_a_loop(x):
    h = x
    for _ in range(4):
        h = layer(h, x[0] * 0.5)
    return np.sum(h * h)


def argument_overwritten_later(x):
    h = x * 1.0
    s = np.sum(layer(h, 0.5))
    h[0] = 3.0
    return s + np.sum(h * h)


@checkpoint
def norm(x):
    return np.sqrt(np.sum(x * x))


def numbers(x):
    return norm(x) * norm(layer(x, norm(x)))


@checkpoint
def of_layers(x, *, scale):
    total = 0.0
    for i in range(3):
        total = total + np.sum(layer(x, scale)) * x[i]
    return total


def one_within_another(x):
    return of_layers(x, scale=0.3) ** 2


@checkpoint
def shifted(x):
    parts = []
    for i in range(len(x)):
        parts.append(x[i] ** 2)
    y = np.array(parts) + OFFSET
    y[0] *= y[1]
    return y


def stores_and_lists_inside(x):
    return np.sum(shifted(x) ** 2)


def same_argument_twice(x):
    return np.sum(np.outer(pairwise(x, x), pairwise(x, 2 * x)))


@checkpoint
def pairwise(a, b):
    return a * b[::-1]


def of_constants(x, c):
    return np.sum(x * layer(c, 0.4))


@grad
def deep(x):
    return np.sum(layer(layer(x, 0.4), 0.2))


def slope_of_layers(x):
    return np.sum(deep(x)[1] ** 2)


@checkpoint
def noisy(h, rng, width, *, scale=0.5):
    noise = rng.normal(size=h.shape)
    if rng.random() > 0.5:
        noise = 2.0 * noise
    return np.tanh(width * h) + scale * noise * h


def draws_in_layers(x, seed_of_draws):
    rng = np.random.default_rng(seed_of_draws)
    h = noisy(x, rng, x[0])
    for _ in range(3):
        h = noisy(h, rng, 0.7, scale=rng.uniform())
    return np.sum(h * h)


@checkpoint
def seeded(h, number):
    return h * np.random.default_rng(number).normal(size=3) + h * h


def generators_of_their_own(x):
    for n in range(3):
        x = seeded(x, n)
    return np.sum(x)


@checkpoint
def block(p, h, scale=1.0):
    for w, b in p["layers"]:
        h = np.tanh(w * h + b) * scale
    return h * p["n"]


def containers_of_parameters(p, h):
    for _ in range(2):
        h = block(p, h)
        h = block({"layers": [(h, h[0])], "n": 2}, h, scale=p["layers"][0][1])
    return np.sum(h)


@dataclasses.dataclass
class Layer:
    w: np.ndarray
    b: float
    passes: int = 2


@checkpoint
def passed(layer, h):
    h = h * 1.0
    for _ in range(layer.passes):
        h = np.sin(layer.w * h + layer.b)
    return h


def objects_of_parameters(layer, h):
    return np.sum(passed(layer, passed(layer, h)))


X = signed(3)


@checkpoint
def gathered(x):
    bins = np.zeros(2)
    np.add.at(bins, [0, 1, 0], x**2)
    terms = [v * k for k, v in enumerate(sorted(x))]
    terms.append(bins[0] * bins[1])
    return sum(terms) if any([v > 0.2 for v in terms]) else terms[0]


def sums_and_bins_inside(x):
    return gathered(x) * gathered(np.sin(x))


PROGRAMS = [
    Program(
        containers_of_parameters, ({"layers": [(X, 0.5), (0.5 * X, 0.1)], "n": 2}, 2 * X), (0, 1)
    ),
    Program(objects_of_parameters, (Layer(X, 0.5), 2 * X), (0, 1)),
    Program(one_layer, (X,)),
    Program(sums_and_bins_inside, (X,)),
    Program(two_layers, (X,)),
    Program(layers_in_a_loop, (X,)),
    Program(argument_overwritten_later, (X,)),
    Program(numbers, (X,)),
    Program(one_within_another, (X,)),
    Program(stores_and_lists_inside, (X,)),
    Program(same_argument_twice, (X,)),
    Program(of_constants, (X, positive(3))),
    Program(slope_of_layers, (X,)),
    Program(draws_in_layers, (X, 3)),
    Program(generators_of_their_own, (X,)),
]
