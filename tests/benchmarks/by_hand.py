"""Value and gradient of the measured programs, as a careful person writes them."""

import numpy as np


def squares(x, seed=1.0):
    value = np.sum(x**2 + 2)
    return value, (2 * seed) * x


def series(x, n, seed=1.0):
    s = 0.0
    t = 1.0
    t_tape = []
    for k in range(1, n):
        t_tape.append(t)
        t = t * x / k
        if t > 1e-3:
            s += t
        else:
            s += t * t
    t_bar = 0.0
    x_bar = 0.0
    for k in range(n - 1, 0, -1):
        if t > 1e-3:
            t_bar += seed
        else:
            t_bar += 2 * t * seed
        t = t_tape.pop()
        x_bar += t_bar * t / k
        t_bar = t_bar * x / k
    return s, x_bar


def heat(u, k, steps, seed=1.0):
    u = u.copy()
    d_tape = np.empty((steps, len(u) - 2))
    for i in range(steps):
        d_tape[i] = u[2:] - 2 * u[1:-1] + u[:-2]
        u[1:-1] += k * d_tape[i]
    value = np.sum(u**2)
    u_bar = (2 * seed) * u
    k_bar = 0.0
    for i in range(steps - 1, -1, -1):
        t = k * u_bar[1:-1]
        k_bar += np.dot(d_tape[i], u_bar[1:-1])
        u_bar[2:] += t
        u_bar[1:-1] -= 2 * t
        u_bar[:-2] += t
    return value, (u_bar, float(k_bar))


def seidel(u, k, steps, seed=1.0):
    u_tape = []
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u_tape.append(u[i])
            u[i] = u[i] + k * u[i - 1] * u[i + 1]
    value = np.sum(u * u)
    u_bar = (2 * seed) * u
    k_bar = 0.0
    u = u.copy()
    for _ in range(steps):
        for i in range(len(u) - 2, 0, -1):
            u[i] = u_tape.pop()
            left, right, t = u[i - 1], u[i + 1], u_bar[i]
            k_bar += t * left * right
            t *= k
            u_bar[i - 1] += t * right
            u_bar[i + 1] += t * left
    return value, (u_bar, float(k_bar))


def seidel_2d(a, steps, seed=1.0):
    n = len(a)
    for _ in range(steps):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                a[i, j] = (a[i - 1, j] + a[i, j - 1] + a[i, j] + a[i, j + 1] + a[i + 1, j]) / 5.0
    value = np.sum(a * a)
    a_bar = (2 * seed) * a
    for _ in range(steps):
        for i in range(n - 2, 0, -1):
            for j in range(n - 2, 0, -1):
                t = a_bar[i, j] / 5.0
                a_bar[i, j] = t
                a_bar[i - 1, j] += t
                a_bar[i, j - 1] += t
                a_bar[i, j + 1] += t
                a_bar[i + 1, j] += t
    return value, a_bar


def jacobi_2d(a, b, steps, seed=1.0):
    for _ in range(steps):
        b[1:-1, 1:-1] = 0.2 * (
            a[1:-1, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] + a[2:, 1:-1] + a[:-2, 1:-1]
        )
        a[1:-1, 1:-1] = 0.2 * (
            b[1:-1, 1:-1] + b[1:-1, :-2] + b[1:-1, 2:] + b[2:, 1:-1] + b[:-2, 1:-1]
        )
    value = np.sum(a * a)
    a_bar = (2 * seed) * a
    b_bar = np.zeros_like(b)
    for _ in range(steps):
        for above, below in ((a_bar, b_bar), (b_bar, a_bar)):
            t = 0.2 * above[1:-1, 1:-1]
            above[1:-1, 1:-1] = 0.0
            below[1:-1, 1:-1] += t
            below[1:-1, :-2] += t
            below[1:-1, 2:] += t
            below[2:, 1:-1] += t
            below[:-2, 1:-1] += t
    return value, a_bar


def mixture(alphas, means, logs, points, seed=1.0):
    q = np.exp(logs)
    z = (points[:, None, :] - means) * q
    scores = alphas + np.sum(logs, axis=1) - 0.5 * np.sum(z * z, axis=2)
    top = np.max(scores, axis=1, keepdims=True)
    p = np.exp(scores - top)
    total = np.sum(p, axis=1)
    weights = np.exp(alphas)
    weight = np.sum(weights)
    value = np.sum(top) + np.sum(np.log(total)) - len(points) * np.log(weight)
    p *= (seed / total)[:, None]
    t = p[:, :, None] * z
    shares = np.sum(p, axis=0)
    means_bar = q * np.sum(t, axis=0)
    t *= z
    logs_bar = shares[:, None] - np.sum(t, axis=0)
    alphas_bar = shares - (seed * len(points) / weight) * weights
    return value, (alphas_bar, means_bar, logs_bar)


def rosenbrock(x, seed=1.0):
    r = x[1:] - x[:-1] ** 2
    s = 1.0 - x[:-1]
    value = np.sum(100.0 * r**2 + s**2)
    t = (200.0 * seed) * r
    x_bar = np.empty_like(x)
    x_bar[0] = 0.0
    x_bar[1:] = t
    x_bar[:-1] -= 2 * t * x[:-1] + (2 * seed) * s
    return value, x_bar
