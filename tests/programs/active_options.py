"""Options of functions that are active: points, spacings, what is put around, where results go."""

import numpy as np
from scipy import integrate, optimize

from tests.programs.case import Program, positive, signed


def slopes_by_points(A, u, v):
    rows, columns = np.gradient(A, u, v, edge_order=2)
    return np.sum(rows**2) + np.sum(columns * A) + np.gradient(A[0], u[0], axis=0)[1]


def slopes_at_even_points(y, x):
    return np.sum(np.gradient(y, x) ** 2)


def framed(x, A, c):
    row = np.pad(x, (1, 2), constant_values=(c, x[0]))
    plane = np.pad(A, ((2, 1), (0, 1)), mode="linear_ramp", end_values=((c, 1.0), (2.0, c * c)))
    return np.sum(row**2) + np.sum(plane**3)


def areas(x, A, h):
    odd = integrate.simpson(x, dx=h) + integrate.simpson(x[:2], x=x[1:3] ** 2)
    return odd + np.sum(integrate.simpson(A, x=x[:4] ** 2, axis=1) ** 2)


def into(x, A):
    y = np.zeros(3)
    np.take(x, [2, 0, 2], out=y)
    z = y**2
    np.median(A, axis=1, out=y)
    z += y
    np.choose([1, 0, 1], [x[:3], z], out=y)
    A.round(out=A)
    return np.sum(y * z) + np.sum(np.real_if_close(A))


def last_put(x):
    y = np.zeros(())
    np.put(y, [0, -1], x)
    return y * x[0] + optimize.rosen(x)


X, A = positive(5), positive(3, 4)
PROGRAMS = [
    Program(slopes_by_points, (A, np.cumsum(positive(3)), np.cumsum(positive(4))), wrt=(0, 1, 2)),
    Program(slopes_at_even_points, (signed(5), np.arange(5.0)), wrt=(0, 1)),
    Program(framed, (X, A, 0.3), wrt=(0, 1, 2)),
    Program(areas, (X, A, 0.2), wrt=(0, 1, 2)),
    Program(into, (X, A), wrt=(0, 1)),
    Program(last_put, (X,)),
]
