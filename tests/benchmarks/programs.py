"""The programs that are measured: plain NumPy, as users write it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.benchmarks import by_hand, grids, learning, matrices, simulation


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


def heavy(n):
    """A matrix with a heavy diagonal."""
    return random(n, n) + 2.0 * n * np.eye(n)


def definite(n):
    """A positive definite matrix."""
    return random(n, n) @ random(n, n).T + n * np.eye(n)


def network():
    return (
        *(0.3 * random(20, 50), random(50), 0.3 * random(50, 5), random(5)),
        *(random(200, 20), random(200, 5)),
    )


def filtering():
    return (
        *(np.eye(4) + 0.1 * random(4, 4), random(4), 0.1 * np.eye(4), 0.5),
        *(np.zeros(4), np.eye(4), random(100)),
    )


def observed():
    """Cameras, points, which camera saw which point, and where."""
    cameras = 0.3 * random(5, 8)
    cameras[:, 5] += 5.0
    cameras[:, 6] += 1.0
    pairs = np.array([[i % 5, i % 12] for i in range(60)])
    return cameras, random(12, 3), pairs, random(60, 2)


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
    Program("Rosenbrock, 10,000 numbers", rosenbrock, by_hand.rosenbrock, lambda: (random(10000),)),
    Program(
        "heat 3-D, 30 x 30 x 30, 20 steps",
        grids.heat_3d,
        grids.heat_3d_by_hand,
        lambda: (random(30, 30, 30), random(30, 30, 30), 20),
        writes=True,
    ),
    Program(
        "alternating directions, 60 x 60, 5 steps",
        grids.implicit,
        grids.implicit_by_hand,
        lambda: (random(60, 60), 0.4, 5),
        writes=True,
    ),
    Program(
        "electromagnetic waves, 100 x 100, 50 steps",
        grids.fdtd,
        grids.fdtd_by_hand,
        lambda: (random(100, 100), random(100, 100), random(100, 100), random(50), 50),
        wrt=(0, 1, 2, 3),
        writes=True,
    ),
    Program(
        "LU in place, 40 x 40", matrices.lu, matrices.lu_by_hand, lambda: (heavy(40),), writes=True
    ),
    Program(
        "Cholesky in place, 40 x 40",
        matrices.cholesky,
        matrices.cholesky_by_hand,
        lambda: (definite(40),),
        writes=True,
    ),
    Program(
        "triangular system, 100 x 100",
        matrices.substitution,
        matrices.substitution_by_hand,
        lambda: (heavy(100), random(100)),
        wrt=(0, 1),
    ),
    Program(
        "Gram-Schmidt, 60 x 20",
        matrices.gram_schmidt,
        matrices.gram_schmidt_by_hand,
        lambda: (random(60, 20),),
        writes=True,
    ),
    Program(
        "tridiagonal system, 300 unknowns",
        matrices.thomas,
        matrices.thomas_by_hand,
        lambda: (random(299), 5.0 + random(300) ** 2, random(299), random(300)),
        wrt=(0, 1, 2, 3),
    ),
    Program(
        "chain of matrix products, 200 x 200",
        matrices.products,
        matrices.products_by_hand,
        lambda: (random(200, 200), random(200, 200), random(200, 200)),
        wrt=(0, 1, 2),
    ),
    Program(
        "perceptron, 20-50-5, 200 samples",
        learning.perceptron,
        learning.perceptron_by_hand,
        network,
        wrt=(0, 1, 2, 3),
    ),
    Program(
        "softmax, 500 samples, 10 classes",
        learning.softmax,
        learning.softmax_by_hand,
        lambda: (random(20, 10), random(500, 20), np.arange(500) % 10),
    ),
    Program(
        "convolution with loops, 4 images 12 x 12",
        learning.convolution,
        learning.convolution_by_hand,
        lambda: (random(4, 12, 12, 3), random(3, 3, 3, 8)),
        wrt=(0, 1),
    ),
    Program(
        "LSTM, 20 cells, 30 steps",
        learning.lstm,
        learning.lstm_by_hand,
        lambda: (0.3 * random(80, 30), random(80), random(30, 10)),
        wrt=(0, 1),
    ),
    Program(
        "k-means, 20 centres, 500 points",
        learning.clusters,
        learning.clusters_by_hand,
        lambda: (random(20, 5), 2.0 * random(500, 5)),
    ),
    Program(
        "logistic regression, 1000 samples",
        learning.logistic,
        learning.logistic_by_hand,
        lambda: (random(10), 0.5, random(1000, 10), np.sign(random(1000))),
        wrt=(0, 1),
    ),
    Program(
        "Kalman filter, 4 states, 100 steps",
        learning.kalman,
        learning.kalman_by_hand,
        filtering,
        wrt=(0, 1, 2, 3),
    ),
    Program(
        "bundle adjustment, 60 measurements",
        simulation.bundle,
        simulation.bundle_by_hand,
        observed,
        wrt=(0, 1),
    ),
    Program(
        "Runge-Kutta, pendulum, 100 steps",
        simulation.runge_kutta,
        simulation.runge_kutta_by_hand,
        lambda: (np.array([0.8, 0.1]), 1.2, 0.1, 100),
        wrt=(0, 1, 2),
    ),
    Program(
        "n bodies, 30 bodies, 10 steps",
        simulation.bodies,
        simulation.bodies_by_hand,
        lambda: (random(30, 2), 0.1 * random(30, 2), 1.0 + random(30) ** 2, 0.01, 10),
        wrt=(0, 1, 2),
    ),
    Program(
        "Black-Scholes",
        simulation.black_scholes,
        simulation.black_scholes_by_hand,
        lambda: (1.1, 1.0, 0.05, 0.3, 0.8),
        wrt=(0, 1, 2, 3, 4),
    ),
]
