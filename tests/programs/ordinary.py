"""What programs that were written for no compiler do: draws, texts of objects, local imports."""

import numpy as np

from tests.programs.case import Program, positive, signed


class Tanh:
    def __str__(self):
        return "Tanh"

    def __call__(self, z):
        return np.tanh(z)


class Leaky:
    def __init__(self, slope):
        self.slope = slope

    def __repr__(self):
        return "Leaky 0.25"

    def __call__(self, z):
        return np.where(z > 0.0, z, self.slope * z)


def gain_of(text):
    if text == "tanh":
        return 5.0 / 3.0
    if "leaky" in text:
        return float(text.split()[1])
    raise ValueError(text)


def chosen_by_the_text_of_an_object(x):
    tanh, leaky = Tanh(), Leaky(0.1)
    return np.sum(tanh(gain_of(str(tanh).lower()) * x) + leaky(x) * gain_of(str(leaky).lower()))


class Regression:
    def __init__(self, rng):
        self.rng = rng
        self.weights = None

    def fit(self, X, y, steps):
        self.weights = self.rng.uniform(size=X.shape[1])
        for _ in range(steps):
            self.weights -= 0.1 * X.T @ (X @ self.weights - y)


def trained_from_drawn_weights(X, y, steps):
    model = Regression(np.random.default_rng(3))
    model.fit(np.c_[np.ones(X.shape[0]), X], y, steps)
    return model.weights @ model.weights


def imports_from_its_package(x):
    from . import elsewhere
    from .elsewhere import FACTOR, cube

    return np.sum(cube(x)) * FACTOR + elsewhere.scaled_sum(x)


PROGRAMS = [
    Program(chosen_by_the_text_of_an_object, (signed(4),)),
    Program(trained_from_drawn_weights, (positive(4, 2), positive(4, start=3), 3), wrt=(0, 1)),
    Program(imports_from_its_package, (positive(3),)),
]
