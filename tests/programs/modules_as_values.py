"""Modules as values: a backend that is an argument, a local, or chosen."""

import math

import numpy as np

from tests.programs.case import Program, positive


def by_default(x, xp=np):
    return xp.sum(xp.sin(x)) * xp.pi


def a_local(x):
    xp = np
    y = x[:, xp.newaxis] * x
    return xp.linalg.norm(y, axis=0).sum()


def exponential(v, lib):
    return lib.exp(v)


def handed_on(x):
    return exponential(float(x[0]), math) + np.sum(exponential(x, np))


def chosen(x, backend):
    xp = np if backend == "numpy" else math
    return xp.sqrt(x[0]) * xp.cos(x[1])


class Activation:
    xp = np

    def __call__(self, x):
        return self.xp.tanh(x)


def of_a_class(x):
    return np.sum(Activation()(x) * x)


PROGRAMS = [
    Program(of_a_class, (positive(3),)),
    Program(by_default, (positive(3),)),
    Program(by_default, (positive(3),), kwargs={"xp": np}),
    Program(a_local, (positive(3),)),
    Program(handed_on, (positive(3),)),
    Program(chosen, (positive(3), "numpy")),
    Program(chosen, (positive(3), "math")),
]
