"""The worked examples of the memory model, as the functions that a user writes."""

import numpy as np

from tests.programs.case import Program, positive, signed


def overwrite(x, w):
    y = w * x
    s = y[0] * y[1]
    z = y
    z[0] = s * s
    return np.sum(y * x)


def views(x):
    y = np.zeros(len(x))
    v = y[1:]
    v[:] = x[:-1] ** 2
    y[1] = 3.0 * x[0]
    return np.dot(v, v) + y[2]


def turned(x):
    y = np.zeros((len(x), len(x)))
    y.T[0] = x
    r = y.reshape(-1)
    r[:: len(x) + 1] += x**2
    return np.sum(y * y)


def seidel(u, k, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] + k * u[i - 1] * u[i + 1]
    return np.sum(u * u)


def pingpong(x, steps):
    a, b = x.copy(), np.zeros_like(x)
    for _ in range(steps):
        b[1:-1] = np.sin(a[2:]) - 0.5 * a[:-2]
        a, b = b, a
    return np.sum(a * x)


def rows(x, n):
    A = np.empty((n, len(x)))
    A[0, :] = x
    for i in range(1, n):
        A[i, :] = np.sin(A[i - 1, :]) * x
    return np.sum(A)


def bins(x, n):
    h = np.zeros(n)
    for i in range(len(x)):
        j = int(x[i]) % n
        h[j] = h[j] * x[i] + x[i]
    return np.sum(h)


def damp(x, low):
    y = x * x
    m = y > low
    y[m] = np.sqrt(y[m]) * low
    return np.sum(y * x)


def smooth(v, c):
    v[1:] *= c * v[:-1]


def helped(x, c):
    y = x * x
    smooth(y[1:], c)
    return np.sum(y)


def update(a, b):
    s = a[0] * b[0]
    a[1:] += a[:-1] * b[1:]
    return s + np.sum(a * b)


def relax(x, tol):
    u = x.copy()
    while np.max(np.abs(u)) > tol:
        u *= 1.0 - 0.5 * u**2
    return np.sum(u)


def states(x, w, n):
    h = x
    hs = []
    for _ in range(n):
        h = np.tanh(w * h)
        hs.append(h)
    s = 0.0
    for i in range(n):
        s += np.dot(hs[i], hs[n - 1 - i])
    return s


def lu(A):
    for i in range(len(A)):
        for j in range(i):
            A[i, j] -= A[i, :j] @ A[:j, j]
            A[i, j] /= A[j, j]
        for j in range(i, len(A)):
            A[i, j] -= A[i, :i] @ A[:i, j]
    return np.sum(A * A)


def settle(x, n):
    u = x.copy()
    for _ in range(n):
        u[0] += u[1] * u[1]
        if u[0] > 10.0:
            break
        u[1:] *= 1.1
    return np.sum(u * u)


def same_array():
    a = positive(5)
    return a, a


def overlapping():
    base = positive(7)
    return base[:5], base[2:]


def overlapping_the_other_way():
    base = positive(7)
    return base[2:], base[:5]


def reversed_overlap():
    base = positive(6)
    return base, base[::-1]


def strided():
    base = positive(12)
    return base[::2], base[1::2]


def strided_grid():
    return (positive(8, 6)[::2, ::-1][:, :5][:4, :4] + 4.0 * np.eye(4),)


def transposed_grid():
    return ((positive(4, 4) + 4.0 * np.eye(4)).T,)


PROGRAMS = [
    Program(overwrite, (positive(4), 0.8)),
    Program(overwrite, (positive(4), 0.8), wrt=(0, 1)),
    Program(views, (signed(5),)),
    Program(turned, (positive(4),)),
    Program(seidel, (positive(6), 0.3, 3), wrt=(0, 1)),
    Program(seidel, (positive(6), 0.3, 3), wrt="u"),
    Program(seidel, (positive(6), 0.3, 3), wrt="k"),
    Program(seidel, (positive(6), 0.3, 0), wrt=(0, 1), name="seidel_zero_passes"),
    Program(seidel, lambda: (positive(12)[::2], 0.3, 2), wrt=(0, 1), name="seidel_strided"),
    Program(pingpong, (signed(6), 3)),
    Program(pingpong, (signed(6), 4)),
    Program(pingpong, (signed(6), 0), name="pingpong_zero_passes"),
    Program(pingpong, (signed(6), -1), name="pingpong_negative_passes"),
    Program(rows, (signed(4), 5)),
    Program(rows, (signed(4), 1), name="rows_single"),
    Program(bins, (np.array([0.4, 1.3, 2.7, 3.6, 1.8, 5.2, 4.4]), 3)),
    Program(damp, (signed(6), 0.5)),
    Program(damp, (signed(6), 0.5), wrt=("x", "low")),
    Program(helped, (positive(5), 0.7), wrt=(0, 1)),
    Program(helped, (positive(5), 0.7), wrt="c"),
    Program(update, (positive(5), signed(5)), wrt=(0, 1), name="update_disjoint"),
    Program(update, same_array, wrt=0, name="update_same_array"),
    Program(update, same_array, wrt=1, name="update_same_array_second"),
    Program(update, overlapping, wrt=0, name="update_overlapping"),
    Program(update, overlapping, wrt=1, name="update_overlapping_second"),
    Program(update, overlapping_the_other_way, wrt=0, name="update_overlapping_behind"),
    Program(update, reversed_overlap, wrt=0, name="update_reversed"),
    Program(update, strided, wrt=(0, 1), name="update_interleaved"),
    Program(relax, (signed(5), 0.6)),
    Program(relax, (signed(5), 5.0), name="relax_zero_passes"),
    Program(states, (signed(4), 0.9, 3)),
    Program(states, (signed(4), 0.9, 4), wrt=(0, 1)),
    Program(lu, (positive(4, 4) + 4.0 * np.eye(4),)),
    Program(lu, transposed_grid, name="lu_transposed"),
    Program(lu, strided_grid, name="lu_strided"),
    Program(settle, (positive(4), 9), name="settle_breaks"),
    Program(settle, (positive(4), 3), name="settle_runs_through"),
]
