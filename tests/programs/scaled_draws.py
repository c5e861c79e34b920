"""Programs that draw at random by an active location and scale."""

import random

import numpy as np

from tests.programs.case import Program, positive, signed


def latent(mean, spread, weights):
    rng = np.random.default_rng(3)
    z = rng.normal(mean, np.exp(spread))
    return np.sum(z * weights) + np.sum(mean**2)


def walk(drift, scale):
    rng = np.random.RandomState(1)
    x = 0.0
    for _ in range(4):
        x = x + rng.normal(drift * x, scale)
    return x


def of_a_size(mean, scale):
    rng = np.random.default_rng(7)
    rows = rng.normal(loc=mean, scale=scale, size=(2, 3))
    return np.sum(rows**2) + np.sum(rng.exponential(scale * scale, 4)) + rng.normal(scale=scale)


def of_modules(mean, scale):
    np.random.seed(5)
    random.seed(5)
    drawn = np.random.normal(mean, scale, 3)
    return np.sum(np.sin(drawn)) * random.gauss(mean, scale) + random.normalvariate(mean, scale)


def below_zero(x):
    rng = np.random.default_rng(3)
    try:
        s = rng.normal(x, -1.0)
    except ValueError:
        s = x * 3
    return s


def of_another_size(x):
    rng = np.random.default_rng(3)
    try:
        s = np.sum(rng.normal(x, 1.0, 1))
    except ValueError:
        s = np.sum(x * 3)
    return s + np.sum(rng.normal(x, 1.0, (2, 3)) ** 2) * 0.0


def without_axes(x):
    rng = np.random.default_rng(3)
    return rng.normal(np.asarray(x), 1.0) ** 2


PROGRAMS = [
    Program(latent, (signed(3), signed(3, start=1), signed(3, start=2)), wrt=(0, 1)),
    Program(latent, (signed(3), positive(2, 1), signed(3)), wrt=(0, 1), name="latent_rows"),
    Program(walk, (0.3, 0.4), wrt=(0, 1)),
    Program(of_a_size, (0.3, 0.4), wrt=(0, 1)),
    Program(below_zero, (0.3,)),
    Program(of_another_size, (signed(3),)),
    Program(without_axes, (0.3,)),
    Program(of_modules, (0.3, 0.4), wrt=(0, 1)),
]
