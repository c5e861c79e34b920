"""Linear algebra in loops, and the adjoints by hand."""

import numpy as np


def lu(a):
    for i in range(len(a)):
        for j in range(i):
            a[i, j] -= a[i, :j] @ a[:j, j]
            a[i, j] /= a[j, j]
        for j in range(i, len(a)):
            a[i, j] -= a[i, :i] @ a[:i, j]
    return np.sum(a * a)


def lu_by_hand(a, seed=1.0):
    value = lu(a)
    a_bar = (2 * seed) * a
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(a) - 1, i - 1, -1):
            t = a_bar[i, j]
            a_bar[i, :i] -= t * a[:i, j]
            a_bar[:i, j] -= t * a[i, :i]
        for j in range(i - 1, -1, -1):
            t = a_bar[i, j] / a[j, j]
            a_bar[i, j] = t
            a_bar[j, j] -= t * a[i, j]
            a_bar[i, :j] -= t * a[:j, j]
            a_bar[:j, j] -= t * a[i, :j]
    return value, a_bar


def cholesky(a):
    for i in range(len(a)):
        for j in range(i):
            a[i, j] -= np.dot(a[i, :j], a[j, :j])
            a[i, j] /= a[j, j]
        a[i, i] -= np.dot(a[i, :i], a[i, :i])
        a[i, i] = np.sqrt(a[i, i])
    return np.sum(np.tril(a))


def cholesky_by_hand(a, seed=1.0):
    value = cholesky(a)
    a_bar = np.tril(np.full_like(a, seed))
    for i in range(len(a) - 1, -1, -1):
        t = a_bar[i, i] * 0.5 / a[i, i]
        a_bar[i, i] = t
        a_bar[i, :i] -= (2 * t) * a[i, :i]
        for j in range(i - 1, -1, -1):
            t = a_bar[i, j] / a[j, j]
            a_bar[i, j] = t
            a_bar[j, j] -= t * a[i, j]
            a_bar[i, :j] -= t * a[j, :j]
            a_bar[j, :j] -= t * a[i, :j]
    return value, a_bar


def substitution(a, b):
    """A triangular system, forwards."""
    x = np.empty_like(b)
    for i in range(len(b)):
        x[i] = (b[i] - a[i, :i] @ x[:i]) / a[i, i]
    return np.sum(x * x)


def substitution_by_hand(a, b, seed=1.0):
    x = np.empty_like(b)
    for i in range(len(b)):
        x[i] = (b[i] - a[i, :i] @ x[:i]) / a[i, i]
    value = np.sum(x * x)
    x_bar = (2 * seed) * x
    a_bar = np.zeros_like(a)
    b_bar = np.empty_like(b)
    for i in range(len(b) - 1, -1, -1):
        t = x_bar[i] / a[i, i]
        b_bar[i] = t
        a_bar[i, i] = -t * x[i]
        a_bar[i, :i] = -t * x[:i]
        x_bar[:i] -= t * a[i, :i]
    return value, (a_bar, b_bar)


def gram_schmidt(a):
    n = a.shape[1]
    q = np.zeros_like(a)
    r = np.zeros((n, n))
    for k in range(n):
        r[k, k] = np.sqrt(np.dot(a[:, k], a[:, k]))
        q[:, k] = a[:, k] / r[k, k]
        for j in range(k + 1, n):
            r[k, j] = np.dot(q[:, k], a[:, j])
            a[:, j] -= q[:, k] * r[k, j]
    return np.sum(r)


def gram_schmidt_by_hand(a, seed=1.0):
    n = a.shape[1]
    q = np.zeros_like(a)
    r = np.zeros((n, n))
    tape = []
    for k in range(n):
        r[k, k] = np.sqrt(np.dot(a[:, k], a[:, k]))
        q[:, k] = a[:, k] / r[k, k]
        for j in range(k + 1, n):
            tape.append(a[:, j].copy())
            r[k, j] = np.dot(q[:, k], a[:, j])
            a[:, j] -= q[:, k] * r[k, j]
    value = np.sum(r)
    a_bar = np.zeros_like(a)
    for k in range(n - 1, -1, -1):
        q_bar = np.zeros(len(a))
        for j in range(n - 1, k, -1):
            r_bar = seed - np.dot(a_bar[:, j], q[:, k])
            q_bar += r_bar * tape.pop() - r[k, j] * a_bar[:, j]
            a_bar[:, j] += r_bar * q[:, k]
        q_bar /= r[k, k]
        q_bar += (seed - np.dot(q_bar, q[:, k])) * q[:, k]
        a_bar[:, k] += q_bar
    return value, a_bar


def thomas(lower, diagonal, upper, rhs):
    """A tridiagonal system."""
    n = len(rhs)
    c, d = np.zeros(n), np.zeros(n)
    c[0] = upper[0] / diagonal[0]
    d[0] = rhs[0] / diagonal[0]
    for i in range(1, n):
        m = diagonal[i] - lower[i - 1] * c[i - 1]
        if i < n - 1:
            c[i] = upper[i] / m
        d[i] = (rhs[i] - lower[i - 1] * d[i - 1]) / m
    x = np.empty(n)
    x[-1] = d[-1]
    for i in range(n - 2, -1, -1):
        x[i] = d[i] - c[i] * x[i + 1]
    return np.sum(x * x)


def thomas_by_hand(lower, diagonal, upper, rhs, seed=1.0):
    n = len(rhs)
    c, d = np.zeros(n), np.zeros(n)
    c[0] = upper[0] / diagonal[0]
    d[0] = rhs[0] / diagonal[0]
    m_tape = []
    for i in range(1, n):
        m = diagonal[i] - lower[i - 1] * c[i - 1]
        m_tape.append(m)
        if i < n - 1:
            c[i] = upper[i] / m
        d[i] = (rhs[i] - lower[i - 1] * d[i - 1]) / m
    x = np.empty(n)
    x[-1] = d[-1]
    for i in range(n - 2, -1, -1):
        x[i] = d[i] - c[i] * x[i + 1]
    value = np.sum(x * x)
    x_bar = (2 * seed) * x
    c_bar, d_bar = np.zeros(n), np.empty(n)
    for i in range(n - 1):
        t = x_bar[i]
        d_bar[i] = t
        c_bar[i] = -t * x[i + 1]
        x_bar[i + 1] -= t * c[i]
    d_bar[-1] = x_bar[-1]
    lower_bar, diagonal_bar = np.empty_like(lower), np.empty_like(diagonal)
    upper_bar, rhs_bar = np.empty_like(upper), np.empty_like(rhs)
    for i in range(n - 1, 0, -1):
        m = m_tape.pop()
        t = d_bar[i] / m
        rhs_bar[i] = t
        m_bar = -t * d[i]
        below = lower[i - 1]
        d_bar[i - 1] -= t * below
        below_bar = -t * d[i - 1]
        if i < n - 1:
            t = c_bar[i] / m
            upper_bar[i] = t
            m_bar -= t * c[i]
        diagonal_bar[i] = m_bar
        c_bar[i - 1] -= m_bar * below
        lower_bar[i - 1] = below_bar - m_bar * c[i - 1]
    t = d_bar[0] / diagonal[0]
    rhs_bar[0] = t
    m_bar = -t * d[0]
    t = c_bar[0] / diagonal[0]
    upper_bar[0] = t
    diagonal_bar[0] = m_bar - t * c[0]
    return value, (lower_bar, diagonal_bar, upper_bar, rhs_bar)


def products(a, b, c):
    """A chain of matrix products."""
    d = a @ b
    e = 0.5 * (d @ c)
    return np.sum(e * e)


def products_by_hand(a, b, c, seed=1.0):
    d = a @ b
    e = 0.5 * (d @ c)
    value = np.sum(e * e)
    t = seed * e
    d_bar = t @ c.T
    return value, (d_bar @ b.T, a.T @ d_bar, d.T @ t)
