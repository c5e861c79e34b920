"""The programs that are measured: plain NumPy, as users write it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.benchmarks import by_hand


def squares(x):
    y = x**2 + 2
    return np.sum(y)


def series(x, n):
    s = 0.0
    t = 1.0
    for k in range(1, n):
        t = t * x / k
        if t > 1e-3:
            s += t
        else:
            s += t * t
    return s


def heat(u, k, steps):
    u = u.copy()
    for _ in range(steps):
        u[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2])
    return np.sum(u**2)


def seidel(u, k, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] + k * u[i - 1] * u[i + 1]
    return np.sum(u * u)


def seidel_2d(a, steps):
    n = len(a)
    for _ in range(steps):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                a[i, j] = (a[i - 1, j] + a[i, j - 1] + a[i, j] + a[i, j + 1] + a[i + 1, j]) / 5.0
    return np.sum(a * a)


def jacobi_2d(a, b, steps):
    for _ in range(steps):
        b[1:-1, 1:-1] = 0.2 * (
            a[1:-1, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] + a[2:, 1:-1] + a[:-2, 1:-1]
        )
        a[1:-1, 1:-1] = 0.2 * (
            b[1:-1, 1:-1] + b[1:-1, :-2] + b[1:-1, 2:] + b[2:, 1:-1] + b[:-2, 1:-1]
        )
    return np.sum(a * a)


def mixture(alphas, means, logs, points):
    """Log-likelihood of a mixture of Gaussians with diagonal covariances."""
    z = (points[:, None, :] - means) * np.exp(logs)
    scores = alphas + np.sum(logs, axis=1) - 0.5 * np.sum(z * z, axis=2)
    top = np.max(scores, axis=1, keepdims=True)
    likelihood = np.sum(top) + np.sum(np.log(np.sum(np.exp(scores - top), axis=1)))
    return likelihood - len(points) * np.log(np.sum(np.exp(alphas)))


def rosenbrock(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


@dataclass(frozen=True)
class Program:
    """A program, its adjoint by hand, and the arguments at which both are run.

    ``writes``: the program writes into its arguments, so that each run needs new ones.
    """

    title: str
    primal: Callable[..., Any]
    by_hand: Callable[..., Any]
    arguments: Callable[[], tuple[Any, ...]]
    wrt: int | tuple[int, ...] = 0
    writes: bool = False


def random(*shape):
    return np.random.default_rng(0).standard_normal(shape)


PROGRAMS = [
    Program(
        "sum of squares, 3 numbers",
        squares,
        by_hand.squares,
        lambda: (np.array([1.0, 2.0, 3.0]),),
    ),
    Program("scalar series, 1000 steps", series, by_hand.series, lambda: (1.3, 1000)),
    Program(
        "heat loop, 100 cells, 100 steps",
        heat,
        by_hand.heat,
        lambda: (random(100), 0.2, 100),
        wrt=(0, 1),
    ),
    Program(
        "non-linear stencil in place, 100 cells, 20 steps",
        seidel,
        by_hand.seidel,
        lambda: (0.1 * random(100), 0.2, 20),
        wrt=(0, 1),
        writes=True,
    ),
    Program(
        "Gauss-Seidel 2-D in place, 40 x 40, 5 steps",
        seidel_2d,
        by_hand.seidel_2d,
        lambda: (random(40, 40), 5),
        writes=True,
    ),
    Program(
        "Jacobi 2-D with slices, 150 x 150, 50 steps",
        jacobi_2d,
        by_hand.jacobi_2d,
        lambda: (random(150, 150), random(150, 150), 50),
        writes=True,
    ),
    Program(
        "mixture of 25 Gaussians, 1000 points in 10-D",
        mixture,
        by_hand.mixture,
        lambda: (random(25), random(25, 10), 0.1 * random(25, 10), random(1000, 10)),
        wrt=(0, 1, 2),
    ),
    Program("Rosenbrock, 10 numbers", rosenbrock, by_hand.rosenbrock, lambda: (random(10),)),
]
