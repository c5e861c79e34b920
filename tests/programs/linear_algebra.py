"""Programs of `scipy.linalg`: factors that are used again, systems in loops, matrix functions."""

import numpy as np
import scipy.linalg as sla

from tests.programs.case import Program, positive, signed

A = np.array([[2.0, 0.3, -0.4], [0.1, 1.5, 0.6], [-0.7, 0.2, 1.8]])
B = signed(3, 2)
V = signed(3, start=3)


def gaussian_process(x, y, noise):
    k = np.exp(-0.5 * (x[:, None] - x[None, :]) ** 2) + noise * np.eye(len(x))
    factor = sla.cho_factor(k, lower=True)
    alpha = sla.cho_solve(factor, y)
    return 0.5 * y @ alpha + np.sum(np.log(np.diag(factor[0])))


def gaussian_process_by_cholesky(x, y, noise):
    k = np.exp(-0.5 * (x[:, None] - x[None, :]) ** 2) + noise * np.eye(len(x))
    low = sla.cholesky(k, lower=True)
    z = sla.solve_triangular(low, y, lower=True)
    return 0.5 * z @ z + np.log(np.diag(low)).sum()


def factor_used_twice(a, b, c):
    lu, piv = sla.lu_factor(a)
    x = sla.lu_solve((lu, piv), b)
    y = sla.lu_solve((lu, piv), c, trans=1)
    return np.sum(x**2) + x[:, 0] @ y


def implicit_steps(a, u, h, steps):
    factor = sla.lu_factor(np.eye(len(u)) + h * a)
    for _ in range(steps):
        u = sla.lu_solve(factor, u)
    return u @ u


def factor_in_a_loop(a, u, steps):
    total = 0.0
    for k in range(1, steps + 1):
        c, low = sla.cho_factor(a @ a.T + k * np.eye(3))
        total += u @ sla.cho_solve((c, low), u)
    return total


def triangle_written_first(a, b):
    t = np.zeros((3, 3))
    for i in range(3):
        t[i, : i + 1] = a[i, : i + 1]
    return np.sum(sla.solve_triangular(t, b, lower=True, trans=1) ** 2)


def symmetric_system(a, b):
    return np.sum(sla.solve(a @ a.T + np.eye(3), b, assume_a="pos") ** 3)


def general_system(a, b):
    return np.sum(sla.solve(a, b) * b)


def right_side_overwritten(a, b):
    x = sla.solve(a, b)
    b[:] = x * b
    return np.sum(sla.solve(a, b) ** 2)


def exponential(a, v):
    return np.sum(sla.expm(0.5 * a) @ v) ** 2


def root_and_logarithm(a):
    s = a @ a.T + np.eye(3)
    return np.sum(sla.sqrtm(s) * sla.logm(s))


def lyapunov(a, q):
    x = sla.solve_continuous_lyapunov(a, q @ q.T)
    return np.trace(x) + np.sum(sla.solve_discrete_lyapunov(0.2 * a, q @ q.T) ** 2)


def sylvester(a, b, q):
    return np.sum(sla.solve_sylvester(a, b, q) ** 2)


def blocks_and_patterns(a, v):
    big = sla.block_diag(a, v, a[:2])
    return np.sum(big @ big.T) + np.sum(sla.toeplitz(v) @ sla.circulant(v) ** 2)


def toeplitz_of_two(c, r):
    return np.sum(sla.toeplitz(c, r) ** 2 * sla.toeplitz(np.array([1.0, 2.0, 3.0]), r))


def thomas_by_bands(low, middle, high, b):
    ab = np.zeros((3, len(middle)))
    ab[0, 1:] = high
    ab[1] = middle
    ab[2, :-1] = low
    return np.sum(sla.solve_banded((1, 1), ab, b) ** 2)


def symmetric_bands(middle, side, b):
    ab = np.vstack((middle, side))
    return np.sum(sla.solveh_banded(ab, b, lower=True) ** 2)


def parts_of_lu(a):
    p, low, high = sla.lu(a)
    return np.sum(p @ low) + np.sum(high**2) * low[2, 0]


def parts_of_qr(a, v):
    q, r = sla.qr(a, mode="economic")
    return np.sum(q * a) + np.sum(sla.solve_triangular(r, q.T @ v) ** 2)


def spectrum(a):
    w, v = sla.eigh(a + a.T)
    return np.sum(w**3) + np.sum(v[:, 0] ** 4) + np.sum(sla.svdvals(a))


def inverse_and_norms(a):
    return sla.det(a) * sla.norm(sla.inv(a)) + sla.norm(sla.pinv(a), 1)


PROGRAMS = [
    Program(gaussian_process, (positive(4), signed(4), 0.3), wrt=(0, 1, 2)),
    Program(gaussian_process_by_cholesky, (positive(4), signed(4), 0.3), wrt=(0, 1, 2)),
    Program(factor_used_twice, (A[::-1].copy(), B, V), wrt=(0, 1, 2)),
    Program(implicit_steps, (A, V, 0.1, 4), wrt=(0, 1, 2)),
    Program(factor_in_a_loop, (A, V, 3), wrt=(0, 1)),
    Program(triangle_written_first, (A, B), wrt=(0, 1)),
    Program(symmetric_system, (A, B), wrt=(0, 1)),
    Program(symmetric_system, (np.asfortranarray(A), V), wrt=(0, 1), name="symmetric_by_columns"),
    Program(general_system, (A, B), wrt=(0, 1)),
    Program(general_system, (A, V), wrt=(0, 1), name="general_system_of_a_vector"),
    Program(right_side_overwritten, (A, B), wrt=(0, 1)),
    Program(exponential, (A, V), wrt=(0, 1)),
    Program(root_and_logarithm, (A,)),
    Program(lyapunov, (A, B), wrt=(0, 1)),
    Program(sylvester, (A, A[:2, :2].copy(), B), wrt=(0, 1, 2)),
    Program(blocks_and_patterns, (A, V), wrt=(0, 1)),
    Program(toeplitz_of_two, (V, signed(3, start=5)), wrt=(0, 1)),
    Program(
        thomas_by_bands,
        (signed(4), positive(5) + 3.0, signed(4, start=2), signed(5)),
        wrt=(0, 1, 2, 3),
    ),
    Program(symmetric_bands, (positive(4) + 3.0, signed(4), signed(4, start=1)), wrt=(0, 1, 2)),
    Program(parts_of_lu, (A[::-1].copy(),)),
    Program(parts_of_qr, (np.vstack((A, B.T @ A)), signed(5)), wrt=(0, 1)),
    Program(spectrum, (A,)),
    Program(inverse_and_norms, (A,)),
]
