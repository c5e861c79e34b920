"""Programs on grids, and their adjoints by hand: stencils, implicit steps, waves."""

import numpy as np


def heat_3d(a, b, steps):
    for _ in range(steps):
        b[1:-1, 1:-1, 1:-1] = (
            0.125 * (a[2:, 1:-1, 1:-1] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[:-2, 1:-1, 1:-1])
            + 0.125 * (a[1:-1, 2:, 1:-1] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[1:-1, :-2, 1:-1])
            + 0.125 * (a[1:-1, 1:-1, 2:] - 2.0 * a[1:-1, 1:-1, 1:-1] + a[1:-1, 1:-1, :-2])
            + a[1:-1, 1:-1, 1:-1]
        )
        a[1:-1, 1:-1, 1:-1] = (
            0.125 * (b[2:, 1:-1, 1:-1] - 2.0 * b[1:-1, 1:-1, 1:-1] + b[:-2, 1:-1, 1:-1])
            + 0.125 * (b[1:-1, 2:, 1:-1] - 2.0 * b[1:-1, 1:-1, 1:-1] + b[1:-1, :-2, 1:-1])
            + 0.125 * (b[1:-1, 1:-1, 2:] - 2.0 * b[1:-1, 1:-1, 1:-1] + b[1:-1, 1:-1, :-2])
            + b[1:-1, 1:-1, 1:-1]
        )
    return np.sum(a * a)


def heat_3d_by_hand(a, b, steps, seed=1.0):
    value = heat_3d(a, b, steps)
    a_bar = (2 * seed) * a
    b_bar = np.zeros_like(b)
    for _ in range(steps):
        for above, below in ((a_bar, b_bar), (b_bar, a_bar)):
            t = 0.125 * above[1:-1, 1:-1, 1:-1]
            above[1:-1, 1:-1, 1:-1] = 0.0
            below[2:, 1:-1, 1:-1] += t
            below[:-2, 1:-1, 1:-1] += t
            below[1:-1, 2:, 1:-1] += t
            below[1:-1, :-2, 1:-1] += t
            below[1:-1, 1:-1, 2:] += t
            below[1:-1, 1:-1, :-2] += t
            t *= 2.0
            below[1:-1, 1:-1, 1:-1] += t
    return value, a_bar


def implicit(u, r, steps):
    """Alternating directions: a tridiagonal system along each column, then along each row."""
    n = len(u)
    p = np.zeros(n)
    for j in range(1, n - 1):
        p[j] = r / (1.0 + 2.0 * r - r * p[j - 1])
    q = np.zeros((n, n))
    for _ in range(steps):
        for j in range(1, n - 1):
            q[1:-1, j] = (u[1:-1, j] / r + q[1:-1, j - 1]) * p[j]
        for j in range(n - 2, 0, -1):
            u[1:-1, j] = p[j] * u[1:-1, j + 1] + q[1:-1, j]
        for i in range(1, n - 1):
            q[i, 1:-1] = (u[i, 1:-1] / r + q[i - 1, 1:-1]) * p[i]
        for i in range(n - 2, 0, -1):
            u[i, 1:-1] = p[i] * u[i + 1, 1:-1] + q[i, 1:-1]
    return np.sum(u * u)


def implicit_by_hand(u, r, steps, seed=1.0):
    value = implicit(u, r, steps)
    n = len(u)
    p = np.zeros(n)
    for j in range(1, n - 1):
        p[j] = r / (1.0 + 2.0 * r - r * p[j - 1])
    u_bar = (2 * seed) * u
    q_bar = np.zeros_like(u)
    for _ in range(steps):
        for i in range(1, n - 1):
            q_bar[i, 1:-1] += u_bar[i, 1:-1]
            u_bar[i + 1, 1:-1] += p[i] * u_bar[i, 1:-1]
            u_bar[i, 1:-1] = 0.0
        for i in range(n - 2, 0, -1):
            t = p[i] * q_bar[i, 1:-1]
            q_bar[i, 1:-1] = 0.0
            q_bar[i - 1, 1:-1] += t
            u_bar[i, 1:-1] += t / r
        for j in range(1, n - 1):
            q_bar[1:-1, j] += u_bar[1:-1, j]
            u_bar[1:-1, j + 1] += p[j] * u_bar[1:-1, j]
            u_bar[1:-1, j] = 0.0
        for j in range(n - 2, 0, -1):
            t = p[j] * q_bar[1:-1, j]
            q_bar[1:-1, j] = 0.0
            q_bar[1:-1, j - 1] += t
            u_bar[1:-1, j] += t / r
    return value, u_bar


def fdtd(ex, ey, hz, source, steps):
    """Maxwell's equations in two dimensions."""
    for t in range(steps):
        ey[0, :] = source[t]
        ey[1:, :] -= 0.5 * (hz[1:, :] - hz[:-1, :])
        ex[:, 1:] -= 0.5 * (hz[:, 1:] - hz[:, :-1])
        hz[:-1, :-1] -= 0.7 * (ex[:-1, 1:] - ex[:-1, :-1] + ey[1:, :-1] - ey[:-1, :-1])
    return np.sum(hz * hz)


def fdtd_by_hand(ex, ey, hz, source, steps, seed=1.0):
    value = fdtd(ex, ey, hz, source, steps)
    hz_bar = (2 * seed) * hz
    ex_bar, ey_bar = np.zeros_like(ex), np.zeros_like(ey)
    source_bar = np.zeros_like(source)
    for k in range(steps - 1, -1, -1):
        t = 0.7 * hz_bar[:-1, :-1]
        ex_bar[:-1, 1:] -= t
        ex_bar[:-1, :-1] += t
        ey_bar[1:, :-1] -= t
        ey_bar[:-1, :-1] += t
        t = 0.5 * ex_bar[:, 1:]
        hz_bar[:, 1:] -= t
        hz_bar[:, :-1] += t
        t = 0.5 * ey_bar[1:, :]
        hz_bar[1:, :] -= t
        hz_bar[:-1, :] += t
        source_bar[k] = np.sum(ey_bar[0, :])
        ey_bar[0, :] = 0.0
    return value, (ex_bar, ey_bar, hz_bar, source_bar)
